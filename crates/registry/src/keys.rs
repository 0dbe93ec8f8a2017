//! The keys of a registry, in a database of their own, apart from the ledger and its backups.
//!
//! root (opened by a passphrase) → label keys → stream keys. The root also gives, by derivation, the
//! keys of what is not an act: heads of entries, projections, the names of labels in this database.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs::{self, File};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chancery_office::id::Id;
use chancery_seal::protector::{Cost, Protector};
use chancery_seal::sign::SigningKey;
use chancery_seal::{Key, SealError, hex};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, params};

use crate::refused::Refused;
use crate::store;

const SCHEMA: &str = "
CREATE TABLE protector(n INTEGER PRIMARY KEY, protector TEXT NOT NULL) STRICT;
CREATE TABLE label_key(id BLOB PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE stream_key(stream BLOB PRIMARY KEY, label_key BLOB NOT NULL, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE sign_in(name BLOB PRIMARY KEY, kept BLOB NOT NULL) STRICT, WITHOUT ROWID;
";

/// How long a copy waits for whoever writes.
const BUSY_MAX: Duration = Duration::from_secs(5);

/// Keys that are opened in one go where all are.
const VERIFIED_AT_ONCE: usize = 256;
/// Keys of streams that stay open in memory; beyond them all are closed, and opened again as they are needed.
const STREAMS_OPEN_MAX: usize = 65_536;

/// How long a passphrase must be.
pub const PASSPHRASE_CHARS_MIN: usize = 12;

/// Every key that is open in this process.
pub struct Keys {
    root: Key,
    heads: Key,
    opened: Mutex<Opened>,
}

struct Opened {
    db: Connection,
    labels: HashMap<[u8; 16], Key>,
    streams: HashMap<Id, Arc<Key>>,
}

/// A new stream's key, to be kept before anything is sealed under it.
pub struct NewStream {
    /// The stream.
    pub stream: Id,
    /// Its label, canonical.
    pub label: String,
    /// Its key.
    pub key: Arc<Key>,
}

impl NewStream {
    /// A key from chance for a stream of that label.
    pub fn new(stream: Id, label: impl Into<String>) -> Self {
        Self { stream, label: label.into(), key: Arc::new(Key::random()) }
    }
}

/// Opens the database beside whoever writes to it.
fn read_only(path: &Path) -> Result<Connection, Refused> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags).map_err(store::keys)?;
    db.busy_timeout(BUSY_MAX).map_err(store::keys)?;
    Ok(db)
}

fn protector(db: &Connection) -> Result<String, Refused> {
    db.query_row("SELECT protector FROM protector ORDER BY n LIMIT 1", [], |r| r.get(0)).map_err(store::keys)
}

/// The root, by the passphrase.
fn unlock(db: &Connection, passphrase: &str) -> Result<Key, Refused> {
    let protector: Protector = serde_json::from_str(&protector(db)?)
        .map_err(|_| Refused::Damaged("keys.db has no protector".into()))?;
    protector.open(passphrase).map_err(|error| match error {
        SealError::Passphrase => Refused::Passphrase,
        other => Refused::Damaged(format!("keys.db: {other}")),
    })
}

fn copy_into(db: &Connection, fresh: &Path) -> Result<(), Refused> {
    if fresh.exists() {
        fs::remove_file(fresh).map_err(|e| store::io(fresh, &e))?;
    }
    let unwritten = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Refused::Full,
        _ => Refused::Storage(format!("{} cannot be written", fresh.display())),
    };
    db.execute("VACUUM INTO ?1", [store::text_of_path(fresh)?]).map_err(unwritten)?;
    File::open(fresh).and_then(|file| file.sync_all()).map_err(|e| store::io(fresh, &e))
}

impl Keys {
    /// Makes the database with a new root under a passphrase.
    pub fn create(path: &Path, passphrase: &str, cost: Cost) -> Result<Self, Refused> {
        if passphrase.chars().count() < PASSPHRASE_CHARS_MIN {
            return Err(Refused::Invalid(format!(
                "the passphrase is too short: give at least {PASSPHRASE_CHARS_MIN} characters, best a few words"
            )));
        }
        let root = Key::random();
        let protector = Protector::passphrase(&root, passphrase, cost).map_err(store::seal)?;
        let db = store::create_durable(path)?;
        db.execute_batch(SCHEMA).map_err(store::keys)?;
        let text = serde_json::to_string(&protector).map_err(store::json)?;
        db.execute("INSERT INTO protector(protector) VALUES (?1)", [text]).map_err(store::keys)?;
        Ok(Self::with(root, db))
    }

    /// Opens the database with the passphrase.
    pub fn open(path: &Path, passphrase: &str) -> Result<Self, Refused> {
        let db = store::open_durable(path)?;
        Ok(Self::with(unlock(&db, passphrase)?, db))
    }

    /// Tries the passphrase of a database, beside whoever has it open.
    pub fn must_open_with(path: &Path, passphrase: &str) -> Result<(), Refused> {
        unlock(&read_only(path)?, passphrase).map(drop)
    }

    /// Copies the database as it is at one moment, beside whoever has it open. The keys of another registry are not
    /// overwritten.
    pub fn copy_file(from: &Path, to: &Path) -> Result<(), Refused> {
        let db = read_only(from)?;
        if to.exists() && protector(&read_only(to)?)? != protector(&db)? {
            return Err(Refused::Conflict(
                "there are the keys of another registry: name another folder".into(),
            ));
        }
        let fresh = to.with_extension("new");
        let written = copy_into(&db, &fresh).and_then(|()| store::put_in_place(&fresh, to));
        written.inspect_err(|_| drop(fs::remove_file(&fresh)))
    }

    fn with(root: Key, db: Connection) -> Self {
        let heads = root.derive("chancery/v1/heads");
        Self {
            root,
            heads,
            opened: Mutex::new(Opened { db, labels: HashMap::new(), streams: HashMap::new() }),
        }
    }

    /// The key of entries' heads.
    pub fn heads(&self) -> &Key {
        &self.heads
    }

    /// The key of a projection.
    pub fn projection(&self, name: &str) -> Key {
        self.root.derive(&format!("chancery/v1/projection/{name}"))
    }

    /// The key that signs checkpoints.
    pub fn signing(&self) -> SigningKey {
        SigningKey::from_key(&self.root.derive("chancery/v1/sign"))
    }

    /// Two bytes by which something is counted with others, and nobody without the root knows with which.
    pub fn two_bytes_of(&self, bytes: &[u8]) -> [u8; 2] {
        let [one, two, ..] = self.tag("two bytes", bytes);
        [one, two]
    }

    /// A digest by which the same bytes are known again, and by nobody without the root.
    pub fn fingerprint(&self, bytes: &[u8]) -> String {
        Id(self.tag("fingerprint", bytes)).to_string()
    }

    /// An id that follows from what was found, and from which nobody without the root can go back.
    pub fn found_id(&self, material: &[u8]) -> Id {
        Id(self.tag("found", material))
    }

    /// Keeps the keys of new streams, durably; anything sealed under them may be entered afterwards.
    pub fn keep(&self, new: &[NewStream]) -> Result<(), Refused> {
        let mut opened = self.lock();
        let Opened { db, labels, streams } = &mut *opened;
        let kept = self.insert(db, labels, new);
        if kept.is_err() {
            // A label's key that was rolled back must not be wrapped under again.
            labels.clear();
        }
        kept?;
        streams.extend(new.iter().map(|n| (n.stream, n.key.clone())));
        Ok(())
    }

    fn insert(
        &self,
        db: &mut Connection,
        labels: &mut HashMap<[u8; 16], Key>,
        new: &[NewStream],
    ) -> Result<(), Refused> {
        let tx = db.transaction().map_err(store::keys)?;
        for NewStream { stream, label, key } in new {
            let label_id = self.label_id(label);
            let wrapped = self.label_key(&tx, labels, label_id)?.wrap(&about(*stream), key);
            tx.prepare_cached("INSERT INTO stream_key VALUES (?1, ?2, ?3)")
                .and_then(|mut s| s.execute(params![stream.0, label_id, wrapped]))
                .map_err(store::keys)?;
        }
        tx.commit().map_err(store::keys)
    }

    /// The key of a stream.
    pub fn stream(&self, stream: Id) -> Result<Arc<Key>, Refused> {
        let mut opened = self.lock();
        let Opened { db, labels, streams } = &mut *opened;
        if let Some(key) = streams.get(&stream) {
            return Ok(key.clone());
        }
        let key = Arc::new(self.unwrap_stream(db, labels, stream)?);
        if streams.len() >= STREAMS_OPEN_MAX {
            streams.clear();
        }
        streams.insert(stream, key.clone());
        Ok(key)
    }

    /// Puts a stream under another label's key: its content need not be sealed again.
    pub fn rewrap(&self, stream: Id, label: &str) -> Result<(), Refused> {
        let mut opened = self.lock();
        let Opened { db, labels, .. } = &mut *opened;
        let key = self.unwrap_stream(db, labels, stream)?;
        let label_id = self.label_id(label);
        let wrapped = self.label_key(db, labels, label_id)?.wrap(&about(stream), &key);
        db.execute(
            "UPDATE stream_key SET label_key = ?2, wrapped = ?3 WHERE stream = ?1",
            params![stream.0, label_id, wrapped],
        )
        .map_err(store::keys)?;
        Ok(())
    }

    /// Opens every key once, and names those that do not open.
    pub fn verify(&self) -> Result<Vec<String>, Refused> {
        let mut flaws = Vec::new();
        for some in self.all_streams()?.chunks(VERIFIED_AT_ONCE) {
            // Whoever opens a paper meanwhile waits for these few and not for all.
            let mut opened = self.lock();
            let Opened { db, labels, .. } = &mut *opened;
            for id in some {
                if self.unwrap_stream(db, labels, *id).is_err() {
                    flaws.push(format!("keys.db: the key of stream {id} does not open"));
                }
            }
        }
        flaws.extend(self.sign_in_flaw(&self.lock().db)?);
        Ok(flaws)
    }

    fn all_streams(&self) -> Result<Vec<Id>, Refused> {
        let streams: Vec<Vec<u8>> = self
            .lock()
            .db
            .prepare("SELECT stream FROM stream_key")
            .and_then(|mut s| s.query_map([], |r| r.get(0))?.collect())
            .map_err(store::keys)?;
        Ok(streams.into_iter().map(|stream| stream.try_into().map_or(Id([0; 16]), Id)).collect())
    }

    fn sign_in_flaw(&self, db: &Connection) -> Result<Option<String>, Refused> {
        let kept: Vec<(Vec<u8>, Vec<u8>)> = db
            .prepare("SELECT name, kept FROM sign_in")
            .and_then(|mut s| s.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect())
            .map_err(store::keys)?;
        let key = self.root.derive("chancery/v1/sign-in");
        let broken = kept.iter().filter(|(name, kept)| key.open(name, kept).is_err()).count();
        Ok((broken > 0).then(|| format!("keys.db: {broken} links or passwords do not open: invite anew")))
    }

    /// Keeps something about signing in (a link, a password) under a name that cannot be read back.
    pub fn keep_sign_in(&self, name: &str, kept: &[u8]) -> Result<(), Refused> {
        let id = self.tag("sign-in", name.as_bytes());
        let sealed = self.root.derive("chancery/v1/sign-in").seal(&id, kept);
        self.lock()
            .db
            .execute("INSERT OR REPLACE INTO sign_in VALUES (?1, ?2)", params![id, sealed])
            .map_err(store::keys)?;
        Ok(())
    }

    /// What is kept under that name.
    pub fn sign_in(&self, name: &str) -> Result<Option<Vec<u8>>, Refused> {
        let id = self.tag("sign-in", name.as_bytes());
        let sealed: Option<Vec<u8>> = self
            .lock()
            .db
            .query_row("SELECT kept FROM sign_in WHERE name = ?1", [id], |r| r.get(0))
            .optional()
            .map_err(store::keys)?;
        let key = self.root.derive("chancery/v1/sign-in");
        sealed.map(|s| key.open(&id, &s).map_err(store::seal)).transpose()
    }

    /// Forgets it; answers whether it was there, so that of two who use a link one is refused.
    pub fn forget_sign_in(&self, name: &str) -> Result<bool, Refused> {
        let id = self.tag("sign-in", name.as_bytes());
        let gone =
            self.lock().db.execute("DELETE FROM sign_in WHERE name = ?1", [id]).map_err(store::keys)?;
        Ok(gone == 1)
    }

    fn unwrap_stream(
        &self,
        db: &Connection,
        labels: &mut HashMap<[u8; 16], Key>,
        stream: Id,
    ) -> Result<Key, Refused> {
        let row: Option<([u8; 16], Vec<u8>)> = db
            .prepare_cached("SELECT label_key, wrapped FROM stream_key WHERE stream = ?1")
            .and_then(|mut s| s.query_row([stream.0], |r| Ok((r.get(0)?, r.get(1)?))).optional())
            .map_err(store::keys)?;
        let (label_id, wrapped) =
            row.ok_or_else(|| Refused::Damaged(format!("keys.db: the key of stream {stream} is missing")))?;
        let missing = || Refused::Damaged(format!("keys.db: the label of stream {stream} has no key"));
        let label_key = match labels.entry(label_id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(self.kept_label_key(db, label_id)?.ok_or_else(missing)?),
        };
        label_key
            .unwrap(&about(stream), &wrapped)
            .map_err(|_| Refused::Damaged(format!("keys.db: the key of stream {stream} does not open")))
    }

    fn label_key<'l>(
        &self,
        db: &Connection,
        labels: &'l mut HashMap<[u8; 16], Key>,
        id: [u8; 16],
    ) -> Result<&'l Key, Refused> {
        match labels.entry(id) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(unknown) => Ok(unknown.insert(match self.kept_label_key(db, id)? {
                Some(kept) => kept,
                None => self.new_label_key(db, id)?,
            })),
        }
    }

    fn kept_label_key(&self, db: &Connection, id: [u8; 16]) -> Result<Option<Key>, Refused> {
        let kept: Option<Vec<u8>> = db
            .query_row("SELECT wrapped FROM label_key WHERE id = ?1", [id], |r| r.get(0))
            .optional()
            .map_err(store::keys)?;
        let opened = kept.map(|wrapped| self.root.derive("chancery/v1/labels").unwrap(&id, &wrapped));
        opened.transpose().map_err(|_| Refused::Damaged("keys.db: a label's key does not open".into()))
    }

    fn new_label_key(&self, db: &Connection, id: [u8; 16]) -> Result<Key, Refused> {
        let wrapping = self.root.derive("chancery/v1/labels");
        let key = Key::random();
        db.execute("INSERT INTO label_key VALUES (?1, ?2)", params![id, wrapping.wrap(&id, &key)])
            .map_err(store::keys)?;
        Ok(key)
    }

    fn label_id(&self, canonical: &str) -> [u8; 16] {
        self.tag("label", canonical.as_bytes())
    }

    /// A name for bytes from which nobody without the root can go back: HKDF of their digest.
    fn tag(&self, purpose: &str, bytes: &[u8]) -> [u8; 16] {
        use sha2::{Digest as _, Sha256};
        let digest = hex(&Sha256::digest(bytes));
        let key = self.root.derive(&format!("chancery/v1/tag/{purpose}/{digest}"));
        let mut tag = [0; 16];
        tag.copy_from_slice(&key.expose()[..16]);
        tag
    }

    fn lock(&self) -> MutexGuard<'_, Opened> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn about(stream: Id) -> Vec<u8> {
    [b"chancery/v1/stream/", &stream.0[..]].concat()
}
