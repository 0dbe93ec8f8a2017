//! The one writer: it groups whatever waits into one durable commit and answers after it.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};

use chancery_seal::sign::SigningKey;

use crate::checkpoint::Checkpoint;
use crate::entry::{Draft, ENTRY_FORMAT, Entry, commitment, place_commit};
use crate::flaw::Flaw;
use crate::journal::{Batch, Disposal, Journal, Known};
use crate::tiles::Frontier;
use crate::tree::{Edge, Hash};
use crate::{Follower, LedgerError, Receipt};

/// How many groups may wait before further callers are held at the door.
pub(crate) const QUEUE_GROUPS_MAX: usize = 1024;
/// How many entries one commit takes, unless a single group is larger.
const BATCH_ENTRIES_MAX: usize = 1024;
/// How many sealed bytes one commit takes, unless a single group is larger.
const BATCH_BYTES_MAX: usize = 4 << 20;

/// Where an answer goes.
type Answer<T> = SyncSender<Result<T, LedgerError>>;

/// What became of a group.
type Outcome = Result<Vec<Receipt>, LedgerError>;

/// What the writer can be asked.
pub(crate) enum Job {
    Append(Group),
    Dispose { seq: u64, what: Disposal, by: u64, answer: Answer<()> },
    CheckBytes(Answer<Vec<Flaw>>),
    Close,
}

/// Drafts that are entered together or not at all.
pub(crate) struct Group {
    drafts: Vec<Hashed>,
    bytes: usize,
    answer: Answer<Vec<Receipt>>,
}

/// A draft whose parts have been hashed, in the caller's thread.
struct Hashed {
    draft: Draft,
    head: Hash,
    body: Hash,
}

impl Group {
    pub fn new(drafts: Vec<Draft>, answer: Answer<Vec<Receipt>>) -> Self {
        let bytes = drafts.iter().map(Draft::bytes).sum();
        let hashed =
            |draft: Draft| Hashed { head: draft.head.commitment(), body: draft.body.commitment(), draft };
        Self { drafts: drafts.into_iter().map(hashed).collect(), bytes, answer }
    }
}

/// What readers may know: how the ledger stood at the last durable commit.
#[derive(Clone, Default)]
pub(crate) struct Standing {
    pub size: u64,
    pub note: Option<String>,
    pub frontier: Arc<Frontier>,
}

/// Where the writer publishes it.
pub(crate) struct Head(Mutex<Standing>);

impl Head {
    pub fn new(standing: Standing) -> Self {
        Self(Mutex::new(standing))
    }

    pub fn get(&self) -> Standing {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn size(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).size
    }

    fn set(&self, standing: Standing) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = standing;
    }
}

/// The writer and all that it alone may touch.
pub(crate) struct Writer<J> {
    pub journal: J,
    pub follower: Box<dyn Follower>,
    pub origin: String,
    pub key: SigningKey,
    pub edge: Edge,
    pub frontier: Arc<Frontier>,
    pub head: Arc<Head>,
    /// INVARIANT (stopped): set once a commit has failed and never cleared; from then on nothing is entered.
    pub stopped: bool,
}

impl<J: Journal> Writer<J> {
    /// Works until it is told to close, or nobody is left who could ask.
    pub fn run(mut self, jobs: &Receiver<Job>) {
        let mut next = jobs.recv().ok();
        while let Some(job) = next.take() {
            match job {
                Job::Append(group) => next = self.append(group, jobs),
                Job::Dispose { seq, what, by, answer } => drop(answer.send(self.dispose(seq, what, by))),
                Job::CheckBytes(answer) => drop(answer.send(self.journal.check_bytes())),
                Job::Close => break,
            }
            next = next.or_else(|| jobs.recv().ok());
        }
        if !self.stopped {
            // What cannot be settled now stays in the log, and is settled when the ledger is next opened.
            let _ = self.journal.settle();
        }
    }

    /// Enters a group and whatever else waits; yields the job that ended the gathering.
    ///
    /// There is no timer: while one commit is synced, the next batch gathers by itself.
    fn append(&mut self, first: Group, jobs: &Receiver<Job>) -> Option<Job> {
        let (mut plan, mut left, mut bytes) = (Plan::new(self.edge.size()), None, 0);
        let mut group = Some(first);
        while let Some(taken) = group.take() {
            bytes += taken.bytes;
            self.plan(&mut plan, taken);
            if plan.entries.len() >= BATCH_ENTRIES_MAX || bytes >= BATCH_BYTES_MAX {
                break;
            }
            match jobs.try_recv() {
                Ok(Job::Append(next)) => group = Some(next),
                other => left = other.ok(),
            }
        }
        let entered = self.enter(plan.entries);
        for (answer, outcome) in plan.outcomes {
            // Nobody is answered before the commit, not even a refusal: it may rest on an entry of this batch.
            let _ = answer.send(entered.clone().and(outcome));
        }
        left
    }

    fn plan(&mut self, plan: &mut Plan, group: Group) {
        let outcome = if self.stopped {
            Err(LedgerError::Stopped)
        } else {
            plan.admit(&mut self.journal, group.drafts)
        };
        plan.outcomes.push((group.answer, outcome));
    }

    /// Makes entries durable, then known, then read.
    fn enter(&mut self, entries: Vec<Entry>) -> Result<(), LedgerError> {
        if entries.is_empty() {
            return Ok(());
        }
        // Edge and frontier are grown as copies: if the commit fails for want of room, ours still stand.
        let (mut edge, mut frontier, mut tiles) =
            (self.edge.clone(), Frontier::clone(&self.frontier), Vec::new());
        for entry in &entries {
            edge.push(entry.leaf());
            tiles.extend(frontier.push(entry.leaf()));
        }
        let checkpoint = Checkpoint { origin: self.origin.clone(), size: edge.size(), root: edge.root() };
        let note = checkpoint.sign(&self.key).map_err(|error| LedgerError::Refused(error.to_string()))?;
        let batch = Batch { entries, tiles, size: edge.size(), root: checkpoint.root, note };
        // The signature leaves this thread only after the commit. If we stop before it, nobody has seen
        // a checkpoint; if we stop after it, entries, tree and checkpoint are all there.
        self.journal.commit(&batch).inspect_err(|error| self.stop_on(error))?;
        (self.edge, self.frontier) = (edge, Arc::new(frontier));
        self.head.set(Standing {
            size: batch.size,
            note: Some(batch.note),
            frontier: Arc::clone(&self.frontier),
        });
        self.follow(&batch.entries)?;
        self.tidy()
    }

    fn follow(&mut self, entries: &[Entry]) -> Result<(), LedgerError> {
        let followed = self.follower.applied(entries);
        followed.map_err(LedgerError::Follower).inspect_err(|_| self.stopped = true)
    }

    /// A full disk entered nothing, so work may go on once there is room; after any other failure what
    /// the disk holds is not known, and a second sync could falsely succeed.
    fn stop_on(&mut self, error: &LedgerError) {
        self.stopped |= *error != LedgerError::Full;
    }

    /// Failing to tidy up concerns later commits, never the one that is already durable.
    fn tidy(&mut self) -> Result<(), LedgerError> {
        if let Err(error) = self.journal.tidy() {
            self.stop_on(&error);
        }
        Ok(())
    }

    fn dispose(&mut self, seq: u64, what: Disposal, by: u64) -> Result<(), LedgerError> {
        if self.stopped {
            return Err(LedgerError::Stopped);
        }
        if seq >= by || by >= self.edge.size() {
            return Err(LedgerError::Refused(
                "only a later entry of this ledger can destroy an entry".into(),
            ));
        }
        self.journal.dispose(seq, what, by).inspect_err(|error| self.stop_on(error))?;
        // The log may still hold the destroyed bytes.
        self.journal.settle().inspect_err(|error| self.stop_on(error))
    }
}

/// A batch as it is gathered.
struct Plan {
    base: u64,
    entries: Vec<Entry>,
    seen: Seen,
    outcomes: Vec<(Answer<Vec<Receipt>>, Outcome)>,
}

/// What a batch, or a group of it, adds to what the journal knows.
#[derive(Default)]
struct Seen {
    ids: HashMap<[u8; 16], ([u8; 16], Receipt)>,
    versions: HashMap<[u8; 16], u64>,
}

impl Plan {
    fn new(base: u64) -> Self {
        Self { base, entries: Vec::new(), seen: Seen::default(), outcomes: Vec::new() }
    }

    /// Takes a group in, whole or not at all.
    fn admit(&mut self, journal: &mut dyn Journal, drafts: Vec<Hashed>) -> Result<Vec<Receipt>, LedgerError> {
        let (mut fresh, mut seen, mut receipts) = (Vec::new(), Seen::default(), Vec::new());
        for hashed in drafts {
            let draft = &hashed.draft;
            if let Some(receipt) = self.repeated(journal, &seen, draft)? {
                receipts.push(receipt);
                continue;
            }
            let version = self.next_version(journal, &seen, draft)?;
            let receipt = Receipt { seq: self.base + (self.entries.len() + fresh.len()) as u64, version };
            seen.ids.insert(draft.entry_id, (draft.stream, receipt));
            seen.versions.insert(draft.stream, version);
            receipts.push(receipt);
            fresh.push(hashed.entry(receipt));
        }
        self.entries.extend(fresh);
        self.seen.ids.extend(seen.ids);
        self.seen.versions.extend(seen.versions);
        Ok(receipts)
    }

    /// The first receipt of a draft that was handed in before.
    fn repeated(
        &self,
        journal: &mut dyn Journal,
        seen: &Seen,
        draft: &Draft,
    ) -> Result<Option<Receipt>, LedgerError> {
        let here = seen.ids.get(&draft.entry_id).or_else(|| self.seen.ids.get(&draft.entry_id));
        let (stream, receipt) = match here {
            Some(found) => *found,
            None => match journal.known(&draft.entry_id)? {
                Some(Known { stream, receipt }) => (stream, receipt),
                None => return Ok(None),
            },
        };
        if stream != draft.stream {
            let why = "its id is that of an entry in another stream: choose ids at random";
            return Err(LedgerError::Refused(why.into()));
        }
        Ok(Some(receipt))
    }

    /// The version that a draft will have, if the stream stands where its caller saw it.
    fn next_version(
        &self,
        journal: &mut dyn Journal,
        seen: &Seen,
        draft: &Draft,
    ) -> Result<u64, LedgerError> {
        let here = seen.versions.get(&draft.stream).or_else(|| self.seen.versions.get(&draft.stream));
        let found = match here {
            Some(version) => *version,
            None => journal.version(&draft.stream)?,
        };
        match draft.expected {
            Some(expected) if expected != found => {
                Err(LedgerError::Conflict { stream: draft.stream, expected, found })
            }
            _ => Ok(found + 1),
        }
    }
}

impl Hashed {
    fn entry(self, receipt: Receipt) -> Entry {
        let Draft { entry_id, stream, head, body, .. } = self.draft;
        let place = place_commit(&entry_id, &stream, receipt.version);
        Entry {
            seq: receipt.seq,
            entry_id,
            stream,
            version: receipt.version,
            format: ENTRY_FORMAT,
            head: Some(head),
            body: Some(body),
            head_commit: self.head,
            body_commit: self.body,
            commitment: commitment(&self.head, &self.body, &place),
            disposed_by: None,
        }
    }
}
