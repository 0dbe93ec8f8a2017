//! Who is signed in: a table in memory, by the digest of the token that the cookie bears.
//!
//! A read of the table gives nobody a session, because the tokens themselves are not in it. A restart
//! empties it and so signs everyone out.

use crate::pages::SessionShown;
use crate::settings::Settings;
use crate::undoing::Undo;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Bytes of chance in a token: 256 bits.
const TOKEN_BYTES: usize = 32;
/// So many may be signed in at once; the one that has been idle longest makes room.
const SESSIONS_MAX: usize = 4096;
/// So many of one reader.
const SESSIONS_OF_ONE_MAX: usize = 32;
/// Boxes for which a session keeps the reason last given.
const REASONS_MAX: usize = 64;

/// Digest of a session's token.
pub(crate) type Key = [u8; 32];

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn {
    /// The digest of the token.
    pub key: Key,
    /// The reader's handle.
    pub handle: String,
    /// What each of his forms must bear.
    pub form_token: String,
    /// He sets up a second factor before he does anything else.
    pub sets_up: bool,
    /// What takes his last act back, where that led to the page that he asks for.
    pub undo: Option<Undo>,
}

#[derive(Debug)]
struct Session {
    handle: String,
    form_token: String,
    sets_up: bool,
    began: Timestamp,
    used: Timestamp,
    /// Why he last wrote below what he had opened, by box.
    reasons: HashMap<String, String>,
    /// Where his last act led, and what takes it back.
    undo: Option<(String, Undo)>,
}

/// The table of sessions.
#[derive(Debug)]
pub(crate) struct Sessions {
    table: Mutex<HashMap<Key, Session>>,
    idle: Duration,
    absolute: Duration,
    now: fn() -> Timestamp,
}

impl Sessions {
    /// An empty table.
    pub fn new(settings: &Settings) -> Self {
        let Settings { idle, absolute, now, .. } = *settings;
        Self { table: Mutex::default(), idle, absolute, now }
    }

    /// Begins a session and answers the token for the cookie.
    pub fn begin(&self, handle: String, sets_up: bool) -> Result<String, getrandom::Error> {
        let (token, form_token) = (token()?, token()?);
        let now = (self.now)();
        let mut table = self.table();
        table.retain(|_, session| self.lives(session, now));
        make_room(&mut table, |session| session.handle == handle, SESSIONS_OF_ONE_MAX);
        make_room(&mut table, |_| true, SESSIONS_MAX);
        let reasons = HashMap::new();
        let session = Session { handle, form_token, sets_up, began: now, used: now, reasons, undo: None };
        table.insert(key_of(&token), session);
        Ok(token)
    }

    /// Who bears that token; a session that is asked for counts as used.
    pub fn find(&self, token: &str) -> Option<SignedIn> {
        let (key, now) = (key_of(token), (self.now)());
        let mut table = self.table();
        let session = table.get_mut(&key)?;
        if !self.lives(session, now) {
            table.remove(&key);
            return None;
        }
        session.used = now;
        let (handle, form_token) = (session.handle.clone(), session.form_token.clone());
        Some(SignedIn { key, handle, form_token, sets_up: session.sets_up, undo: None })
    }

    /// The sessions of a reader, the one that was used last first; `own` is the one that asks.
    pub fn of(&self, handle: &str, own: &Key) -> Vec<SessionShown> {
        let (table, now) = (self.table(), (self.now)());
        let his = table.iter().filter(|(_, one)| one.handle == handle && self.lives(one, now));
        let shown = |(key, one): (&Key, &Session)| SessionShown {
            began: one.began,
            used: one.used,
            this: key == own,
        };
        let mut shown: Vec<SessionShown> = his.map(shown).collect();
        shown.sort_by_key(|one| std::cmp::Reverse((one.this, one.used, one.began)));
        shown
    }

    /// He has set up his second factor.
    pub fn set_up(&self, key: &Key) {
        if let Some(session) = self.table().get_mut(key) {
            session.sets_up = false;
        }
    }

    /// Keeps why he wrote below what he had opened, to be offered to him for the next paper of that box.
    pub fn gave_reason(&self, key: &Key, of_box: &str, reason: &str) {
        if let Some(session) = self.table().get_mut(key)
            && (session.reasons.contains_key(of_box) || session.reasons.len() < REASONS_MAX)
        {
            session.reasons.insert(of_box.to_owned(), reason.to_owned());
        }
    }

    /// The reason that he last gave for that box; empty for none.
    pub fn reason_for(&self, key: &Key, of_box: &str) -> String {
        self.table().get(key).and_then(|session| session.reasons.get(of_box).cloned()).unwrap_or_default()
    }

    /// He has ended his sitting: what he gave as reasons in it is gone.
    pub fn forget_reasons(&self, key: &Key) {
        if let Some(session) = self.table().get_mut(key) {
            session.reasons.clear();
        }
    }

    /// An act of his led to that address, and can be taken back there.
    pub fn led(&self, key: &Key, to: &str, undo: Option<Undo>) {
        if let Some(session) = self.table().get_mut(key) {
            session.undo = undo.map(|undo| (to.split('#').next().unwrap_or_default().to_owned(), undo));
        }
    }

    /// What takes his last act back, where it led to that address.
    pub fn undo_at(&self, key: &Key, address: &str) -> Option<Undo> {
        let table = self.table();
        let undo = table.get(key)?.undo.as_ref().filter(|(led, _)| led == address);
        undo.map(|(_, undo)| undo.clone())
    }

    /// Ends a session.
    pub fn end(&self, key: &Key) {
        self.table().remove(key);
    }

    /// Ends the session of that token.
    pub fn end_token(&self, token: &str) {
        self.end(&key_of(token));
    }

    /// Ends every session of a reader but that one.
    pub fn end_others(&self, handle: &str, but: &Key) {
        self.table().retain(|key, session| session.handle != handle || key == but);
    }

    /// Ends every session of a reader.
    pub fn end_all(&self, handle: &str) {
        self.table().retain(|_, session| session.handle != handle);
    }

    fn lives(&self, session: &Session, now: Timestamp) -> bool {
        let since = |then: Timestamp| Duration::try_from(now.duration_since(then)).unwrap_or_default();
        since(session.used) < self.idle && since(session.began) < self.absolute
    }

    // A panic elsewhere leaves the table whole: every change to it is one call.
    fn table(&self) -> MutexGuard<'_, HashMap<Key, Session>> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The one among those that has been idle longest makes room, where there are as many as may be.
fn make_room(table: &mut HashMap<Key, Session>, among: impl Fn(&Session) -> bool, max: usize) {
    let those = table.iter().filter(|(_, session)| among(session));
    let longest = those.clone().min_by_key(|(_, session)| session.used).map(|(key, _)| *key);
    if those.count() >= max {
        longest.map(|key| table.remove(&key));
    }
}

fn key_of(token: &str) -> Key {
    Sha256::digest(token.as_bytes()).into()
}

/// A fresh token, in hex.
#[expect(clippy::disallowed_methods, reason = "without chance nobody is signed in, and nothing panics")]
fn token() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; TOKEN_BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(hex(&bytes))
}

/// Bytes in hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// Whether two tokens are one; takes as long for a near miss as for a far one.
pub(crate) fn same_token(one: &str, other: &str) -> bool {
    key_of(one).iter().zip(key_of(other)).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}
