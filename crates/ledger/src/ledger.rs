//! The ledger as its callers see it: append, read, prove, verify.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use chancery_seal::sign::{SigningKey, VerifyingKey};

use crate::against::{self, Against};
use crate::checkpoint::{Checkpoint, proof_text};
use crate::entry::{Draft, ENTRY_FORMAT, Entry, GROUP_DRAFTS_MAX, leaf_entry};
use crate::flaw::Flaw;
use crate::journal::Disposal;
use crate::lock::Lock;
use crate::note::Verifier;
use crate::rows::Rows;
use crate::sqlite::{self, SqliteJournal};
use crate::tiles::{Frontier, TILE_HASHES, width_at};
use crate::tree::{Edge, inclusion};
use crate::writer::{Group, Head, Job, QUEUE_GROUPS_MAX, Standing, Writer};
use crate::{LedgerError, verify};

/// How many entries one reading yields at most.
pub const READ_ENTRIES_MAX: usize = 10_000;
/// How many reading connections are kept for the next reader.
const READERS_KEPT_MAX: usize = 8;

/// Whose ledger it is.
pub struct Settings {
    /// The log's name among logs: an address without a scheme, such as `chancery.example/office`.
    pub origin: String,
    /// The key that checkpoints are signed with.
    pub key: SigningKey,
}

/// Where an entry went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Its number in the ledger.
    pub seq: u64,
    /// Its number in its stream: the version at which the stream now stands.
    pub version: u64,
}

/// Someone who reads the ledger as it grows.
pub trait Follower: Send {
    /// Takes in entries that have just become durable, in order, before those who wrote them are answered.
    ///
    /// It runs in the writer's thread, so it must not append: it would wait for itself. After an error
    /// the ledger takes no more entries until it is opened again.
    fn applied(&mut self, entries: &[Entry]) -> Result<(), String>;
}

/// Follows by doing nothing.
impl Follower for () {
    fn applied(&mut self, _: &[Entry]) -> Result<(), String> {
        Ok(())
    }
}

/// An append-only, Merkle-hashed, signed ledger in one file.
pub struct Ledger {
    path: PathBuf,
    origin: String,
    verifying: VerifyingKey,
    vkey: String,
    head: Arc<Head>,
    jobs: SyncSender<Job>,
    writer: Option<JoinHandle<()>>,
    readers: Mutex<Vec<Rows>>,
    /// Held as long as the ledger is open.
    _lock: Lock,
}

impl Ledger {
    /// Makes a new ledger, followed by nobody; fails where the file is there already.
    pub fn create(path: &Path, settings: Settings) -> Result<Self, LedgerError> {
        let verifier = verifier(&settings)?;
        let lock = Lock::exclusive(path)?;
        let journal = SqliteJournal::create(path, &settings.origin, &verifier.vkey())?;
        Self::start(path, settings, Box::new(()), journal, lock)
    }

    /// Opens a ledger: its setting, its right edge and its last checkpoint must bear each other out.
    pub fn open(path: &Path, settings: Settings, follower: Box<dyn Follower>) -> Result<Self, LedgerError> {
        // SQLite's own words for a file that is not there would not say so.
        std::fs::metadata(path)?;
        let lock = Lock::exclusive(path)?;
        let journal = SqliteJournal::open(path)?;
        Self::start(path, settings, follower, journal, lock)
    }

    fn start(
        path: &Path,
        settings: Settings,
        follower: Box<dyn Follower>,
        journal: SqliteJournal,
        lock: Lock,
    ) -> Result<Self, LedgerError> {
        let vkey = verifier(&settings)?.vkey();
        let Settings { origin, key } = settings;
        let verifying = key.verifying();
        let rows = Rows::open(path)?;
        check_setting(&rows, &origin, &vkey)?;
        let (edge, standing) = right_edge(&rows, &origin, &verifying)?;
        let (frontier, head) = (Arc::clone(&standing.frontier), Arc::new(Head::new(standing)));
        let (jobs, queue) = sync_channel(QUEUE_GROUPS_MAX);
        let shared = Arc::clone(&head);
        let writer = Writer {
            journal,
            follower,
            origin: origin.clone(),
            key,
            edge,
            frontier,
            head: shared,
            stopped: false,
        };
        let thread = std::thread::Builder::new().name("ledger".into()).spawn(move || writer.run(&queue))?;
        Ok(Self {
            path: path.to_owned(),
            origin,
            verifying,
            vkey,
            head,
            jobs,
            writer: Some(thread),
            readers: Mutex::new(vec![rows]),
            _lock: lock,
        })
    }

    /// Enters drafts, all or none, and returns when they are durable and the follower has been told.
    ///
    /// Callers that come at the same time share one commit. A draft whose id is in the ledger already
    /// is not entered again: its first receipt is returned.
    pub fn append(&self, drafts: Vec<Draft>) -> Result<Vec<Receipt>, LedgerError> {
        if drafts.len() > GROUP_DRAFTS_MAX {
            let why = format!("a group of {} drafts is over {GROUP_DRAFTS_MAX}: divide it", drafts.len());
            return Err(LedgerError::Refused(why));
        }
        drafts.iter().try_for_each(Draft::fits)?;
        self.ask(|answer| Job::Append(Group::new(drafts, answer)))
    }

    /// Destroys what entry `seq` holds, on the authority of the later entry `by`; its commitments stay.
    pub fn dispose(&self, seq: u64, what: Disposal, by: u64) -> Result<(), LedgerError> {
        self.ask(|answer| Job::Dispose { seq, what, by, answer })
    }

    /// Puts a question to the writer and waits for the answer; without one, the writer is gone.
    fn ask<T>(&self, job: impl FnOnce(SyncSender<Result<T, LedgerError>>) -> Job) -> Result<T, LedgerError> {
        let (answer, answered) = sync_channel(1);
        self.jobs.send(job(answer)).map_err(|_| LedgerError::Stopped)?;
        answered.recv().unwrap_or(Err(LedgerError::Stopped))
    }

    /// How many entries are durable.
    pub fn size(&self) -> u64 {
        self.head.size()
    }

    /// The last checkpoint, a signed note; none while the ledger is empty.
    pub fn checkpoint(&self) -> Result<Option<String>, LedgerError> {
        Ok(self.head.get().note)
    }

    /// How it stands to a checkpoint that was kept elsewhere; one that is not its own is refused.
    pub fn against(&self, note: &str) -> Result<(Checkpoint, Against), LedgerError> {
        let kept = Checkpoint::open(note, &self.origin, &self.verifying);
        let kept = kept.map_err(|error| LedgerError::NotOurs(error.to_string()))?;
        let against = self.read(|rows| against::held(rows, &kept))?;
        Ok((kept, against))
    }

    /// The key's text, by which outsiders know the checkpoints: `origin+id+key`.
    pub fn vkey(&self) -> &str {
        &self.vkey
    }

    /// At most `limit` entries from number `from` on, and never more than [`READ_ENTRIES_MAX`].
    pub fn entries(&self, from: u64, limit: usize) -> Result<Vec<Entry>, LedgerError> {
        self.read(|rows| rows.entries(from, limit.min(READ_ENTRIES_MAX)))
    }

    /// The proof that entry `seq` is under the last checkpoint, as C2SP tlog-proof text.
    pub fn prove(&self, seq: u64) -> Result<String, LedgerError> {
        let Standing { size, note: Some(note), frontier } = self.head.get() else {
            return Err(absent(seq, 0));
        };
        if seq >= size {
            return Err(absent(seq, size));
        }
        let proof =
            self.read(|rows| inclusion(seq, size, |height, index| rows.node(&frontier, height, index)))?;
        Ok(proof_text(seq, &proof, &note))
    }

    /// The bytes of a tile (C2SP tlog-tiles); none where the ledger has no tile of that width.
    pub fn tile(&self, level: u8, n: u64, width: u16) -> Result<Option<Vec<u8>>, LedgerError> {
        let Standing { size, frontier, .. } = self.head.get();
        if width == 0 || width > width_at(size, level, n) {
            return Ok(None);
        }
        let hashes = self.read(|rows| rows.hashes(&frontier, level, n * u64::from(TILE_HASHES), width))?;
        Ok(Some(hashes.as_flattened().to_vec()))
    }

    /// The bytes of a bundle of leaf entries (C2SP tlog-tiles); none where the ledger has none of that width.
    pub fn entry_bundle(&self, n: u64, width: u16) -> Result<Option<Vec<u8>>, LedgerError> {
        if width == 0 || width > width_at(self.size(), 0, n) {
            return Ok(None);
        }
        let commitments = self.read(|rows| rows.commitments(n * u64::from(TILE_HASHES), width))?;
        let sized = |c| [&[0, 33][..], &leaf_entry(c)].concat();
        Ok(Some(commitments.iter().flat_map(sized).collect()))
    }

    /// Verifies everything; `progress` is told how many entries of how many are done.
    ///
    /// Appending waits while the bytes of the file are compared with their sums, and goes on while the
    /// entries are hashed.
    pub fn verify(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<Vec<Flaw>, LedgerError> {
        let mut flaws = self.ask(Job::CheckBytes)?;
        let rows = Rows::open(&self.path)?;
        flaws.extend(verify::content(&rows, &self.verifying, &self.origin, progress));
        Ok(flaws)
    }

    /// Closes the ledger: what waits is entered, and the write-ahead log is put back.
    pub fn close(self) {
        drop(self);
    }

    /// Reads with a connection of the reader's own, which never waits for the writer.
    fn read<T>(&self, read: impl FnOnce(&Rows) -> Result<T, LedgerError>) -> Result<T, LedgerError> {
        let kept = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let rows = match kept {
            Some(rows) => rows,
            None => Rows::open(&self.path)?,
        };
        let answer = read(&rows);
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < READERS_KEPT_MAX {
            readers.push(rows);
        }
        answer
    }
}

impl Drop for Ledger {
    fn drop(&mut self) {
        // The readers go first: the log can be put back whole only when nobody reads from it.
        self.readers.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
        let _ = self.jobs.send(Job::Close);
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
    }
}

fn verifier(settings: &Settings) -> Result<Verifier, LedgerError> {
    let verifier = Verifier::new(&settings.origin, settings.key.verifying());
    verifier.map_err(|error| LedgerError::NotOurs(format!("{error}: `{}`", settings.origin)))
}

fn absent(seq: u64, size: u64) -> LedgerError {
    LedgerError::Refused(format!("there is no entry {seq} among {size}"))
}

fn check_setting(rows: &Rows, origin: &str, vkey: &str) -> Result<(), LedgerError> {
    let (stored_origin, stored_vkey, format) = rows.setting()?;
    if stored_origin != origin {
        return Err(LedgerError::NotOurs(format!("its origin is `{stored_origin}`")));
    }
    if stored_vkey != vkey {
        return Err(LedgerError::NotOurs(format!("its key is `{stored_vkey}`")));
    }
    if format != ENTRY_FORMAT {
        return Err(LedgerError::NotOurs(format!(
            "its format is {format}, and {ENTRY_FORMAT} is known here"
        )));
    }
    Ok(())
}

/// The tree's edge and how the ledger stands, borne out by the last checkpoint and by the entries since
/// the one before.
fn right_edge(rows: &Rows, origin: &str, key: &VerifyingKey) -> Result<(Edge, Standing), LedgerError> {
    let size = sqlite::size(&rows.db)?;
    let none = Frontier::default();
    let frontier = Frontier::load(size, |level, first, count| rows.hashes(&none, level, first, count))?;
    let edge = Edge::load(size, |height, index| rows.node(&frontier, height, index))?;
    let last = rows.last_checkpoints(2)?;
    if last.is_empty() && size > 0 {
        return Err(LedgerError::Damaged("it has no checkpoint".into()));
    }
    let note = last.first().map(|newest| newest.note.clone());
    if let Some(note) = &note {
        bears_out(note, &edge, origin, key)?;
        verify::last_batch(rows, last.get(1).map_or(0, |checkpoint| checkpoint.size))?;
    }
    Ok((edge, Standing { size, note, frontier: Arc::new(frontier) }))
}

fn bears_out(note: &str, edge: &Edge, origin: &str, key: &VerifyingKey) -> Result<(), LedgerError> {
    let signed = Checkpoint::open(note, origin, key)
        .map_err(|error| LedgerError::Damaged(format!("its last checkpoint: {error}")))?;
    if (signed.size, signed.root) == (edge.size(), edge.root()) {
        return Ok(());
    }
    let why = format!(
        "its {} entries do not have the root of its last checkpoint, at {}",
        edge.size(),
        signed.size
    );
    Err(LedgerError::Damaged(why))
}
