//! The register: what the acts come to, as rows. Thrown away and made again at will.
//!
//! The ordinary path and the recovery are one: entries are opened from the ledger in order and
//! each act is folded into the rows, whether it was entered a moment ago or years before.

mod bearing;
mod boxes;
mod chase;
mod correspondents;
mod drafts;
mod fold;
mod in_hand;
mod judging;
mod meetings;
mod papers;
mod people;
mod relabelling;
mod rows;
mod searches;
mod second;
mod settling;
mod standing;
mod tray;

pub use correspondents::Correspondents;
pub use papers::party_words;
pub use searches::Saved;

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use chancery_label::{Label, Policies};
use chancery_ledger::{Entry, Follower};
use chancery_office::act::{Act, Manner, Registered};
use chancery_office::id::Handle;
use chancery_office::people::{Admitted, PostFilled};
use chancery_office::reading::Party;
use chancery_shelves::{Shelves, Volume};
use chancery_vault::Vault;
use jiff::Timestamp;
use rusqlite::Connection;

use crate::keys::Keys;
use crate::label_no::LabelNo;
use crate::refused::Refused;
use crate::settings::Places;
use crate::standing::Standing;
use crate::{sealing, store};

/// Grows with every change to what the rows mean; rows of another code are made again.
const CODE: i64 = 17;

/// Most entries that changed no row of a file may go by before the file is told that it has taken them in. To note the
/// number of each such entry would write a page of the register whenever a paper is listed or opened, and readers
/// would have to read their pages again. After a stop, up to so many entries are gone through once more.
const UNSAID_MAX: u64 = 10_000;

/// What the whole process knows of the projections without asking them.
#[derive(Default)]
pub struct Pulse {
    /// Every label in the register by its row, in order of row.
    pub labels: RwLock<Vec<Label>>,
    /// People by handle.
    pub people: RwLock<BTreeMap<Handle, Admitted>>,
    /// Those of them who have left the office, and when.
    pub left: RwLock<BTreeMap<Handle, Timestamp>>,
    /// Posts by handle.
    pub posts: RwLock<BTreeMap<Handle, PostFilled>>,
    /// People outside the office, as they stand: who reads of them keeps this state, and a change makes the next.
    pub correspondents: RwLock<Arc<Correspondents>>,
    /// Clearances, circles and sittings.
    pub standing: RwLock<Standing>,
    /// Searches that readers keep, each for himself, by handle and name.
    pub searches: RwLock<BTreeMap<Handle, BTreeMap<String, Saved>>>,
    /// Grows whenever a paper comes or a label on one changes.
    pub papers: AtomicU64,
    /// Grows whenever anything is entered but that somebody saw something.
    pub acts: AtomicU64,
    /// A projection could not follow: it must be made again before it is read.
    pub broken: Mutex<Option<String>>,
}

/// How many entries the files have taken in.
struct Applied {
    register: u64,
    seen: u64,
    shelves: u64,
}

/// What entries that were folded may have changed.
#[derive(Default)]
struct Folded {
    /// What can be seen of papers.
    put: bool,
    /// Anything but who saw what.
    acted: bool,
}

/// A state of the register, as far as what is worked out of it is kept.
#[derive(Clone, Copy)]
pub struct Moment {
    /// How often a paper had come or a label on one had changed.
    pub papers: u64,
    /// How often anything had been entered but that somebody saw something.
    pub acts: u64,
}

impl Pulse {
    /// The moment, for a connection for which so many labels were judged; none where labels have come since, of which it
    /// shows nothing yet.
    pub fn moment(&self, judged: usize) -> Option<Moment> {
        let (papers, acts) = (self.papers.load(Ordering::Acquire), self.acts.load(Ordering::Acquire));
        // A label is there before the act that brought it is counted.
        let labels = self.labels.read().unwrap_or_else(PoisonError::into_inner).len();
        (labels == judged).then_some(Moment { papers, acts })
    }

    /// Refuses to read rows that did not follow the ledger.
    pub fn sound(&self) -> Result<(), Refused> {
        match self.broken.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            None => Ok(()),
            Some(why) => Err(Refused::Projection(format!("the register is behind the ledger ({why})"))),
        }
    }
}

/// Texts in clear that may lie by at one time.
const DESK_BYTES_MAX: usize = 64 << 20;

/// Texts that were just read and will be wanted by the shelves, so that they are not opened again.
#[derive(Default)]
pub struct Desk(Mutex<Laid>);

#[derive(Default)]
struct Laid {
    bytes: usize,
    texts: HashMap<String, String>,
}

impl Desk {
    /// Lays a text by under its body's digest, where there is room; else it is opened again.
    pub fn lay(&self, digest: String, text: String) {
        let mut laid = self.lock();
        if laid.bytes + text.len() <= DESK_BYTES_MAX {
            laid.bytes += text.len();
            laid.texts.insert(digest, text);
        }
    }

    fn take(&self, digest: &str) -> Option<String> {
        let mut laid = self.lock();
        let text = laid.texts.remove(digest)?;
        laid.bytes -= text.len();
        Some(text)
    }

    /// Clears what lies by when a filing is over.
    pub fn clear(&self) {
        *self.lock() = Laid::default();
    }

    fn lock(&self) -> MutexGuard<'_, Laid> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Follows the ledger into the register and onto the shelves.
pub struct Projector {
    pub(crate) db: Connection,
    pub(crate) policies: Arc<Policies>,
    pub(crate) keys: Arc<Keys>,
    pub(crate) vault: Arc<Vault>,
    pub(crate) shelves: Arc<Shelves>,
    pub(crate) desk: Arc<Desk>,
    pub(crate) pulse: Arc<Pulse>,
    label_nos: HashMap<String, LabelNo>,
    /// Labels of the transaction under way, in order of their rows.
    new_labels: Vec<Label>,
}

/// What the projector works with.
pub struct Means {
    /// Policies in force.
    pub policies: Arc<Policies>,
    /// Keys.
    pub keys: Arc<Keys>,
    /// Bodies.
    pub vault: Arc<Vault>,
    /// Search.
    pub shelves: Arc<Shelves>,
    /// Texts in hand.
    pub desk: Arc<Desk>,
    /// What the process knows.
    pub pulse: Arc<Pulse>,
}

impl Projector {
    /// Opens the register, making it where it is absent or of another code.
    pub fn open(places: &Places, means: Means) -> Result<Self, Refused> {
        Self::over(rows::open(places, &means.keys)?, means)
    }

    /// A register in memory, for a registry whose own cannot be used.
    pub fn aside(means: Means) -> Result<Self, Refused> {
        Self::over(rows::aside()?, means)
    }

    fn over(db: Connection, means: Means) -> Result<Self, Refused> {
        let Means { policies, keys, vault, shelves, desk, pulse } = means;
        let mut projector = Self {
            db,
            policies,
            keys,
            vault,
            shelves,
            desk,
            pulse,
            label_nos: HashMap::new(),
            new_labels: Vec::new(),
        };
        projector.load()?;
        Ok(projector)
    }

    /// The first entry that this projection, or the shelves, have not taken in.
    pub fn follows_from(&self) -> Result<u64, Refused> {
        let Applied { register, seen, shelves } = self.taken_in()?;
        Ok(register.min(seen).min(shelves))
    }

    /// The first entry that none of them has taken in.
    pub fn follows_to(&self) -> Result<u64, Refused> {
        let Applied { register, seen, shelves } = self.taken_in()?;
        Ok(register.max(seen).max(shelves))
    }

    /// Lets both files say that they follow so far, whatever they do not say yet: then nothing is looked at again when
    /// they are opened.
    pub fn say_that_all_follows(&self, size: u64) -> Result<(), Refused> {
        let Applied { register, seen, .. } = self.taken_in()?;
        self.say("main", register, size, true)?;
        self.say("seen", seen, size, true)
    }

    fn taken_in(&self) -> Result<Applied, Refused> {
        let sql = "SELECT r.applied, s.applied FROM main.state r, seen.state s";
        let (register, seen) =
            self.db.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?))).map_err(store::register)?;
        Ok(Applied { register, seen, shelves: self.shelves.applied() })
    }

    /// Folds entries into the rows in one transaction, then makes their texts findable.
    pub fn follow(&mut self, entries: &[Entry]) -> Result<(), Refused> {
        let Some(last) = entries.last() else { return Ok(()) };
        let applied = self.taken_in()?;
        self.db.execute_batch("BEGIN IMMEDIATE").map_err(store::register)?;
        let folded = self.fold_all(entries, &applied, last.seq + 1);
        let folded = match folded {
            Ok(folded) => folded,
            Err(error) => {
                self.roll_back();
                return Err(error);
            }
        };
        self.db.execute_batch("COMMIT").map_err(store::register)?;
        self.publish(folded, last.seq + 1)
    }

    /// The rows are there; now whoever asks may see them. Keys follow labels last: they are held by the
    /// process that serves either label, so in between nothing opens to who may not read it.
    fn publish(&mut self, Folded { put, acted }: Folded, size: u64) -> Result<(), Refused> {
        let new = std::mem::take(&mut self.new_labels);
        self.pulse.labels.write().unwrap_or_else(PoisonError::into_inner).extend(new);
        if put {
            self.shelves.commit(size).map_err(|e| store::shelving(&e))?;
            self.pulse.papers.fetch_add(1, Ordering::Release);
        }
        if acted {
            self.pulse.acts.fetch_add(1, Ordering::Release);
        }
        self.rewrap()
    }

    /// Notes, in the transaction under way, that a stream's key is to be wrapped under another label.
    fn rewrap_due(&self, stream: &str, label: &Label) -> Result<(), Refused> {
        self.db
            .prepare_cached(
                "INSERT INTO rewrap_due VALUES (?1, ?2) ON CONFLICT(stream) DO UPDATE SET label = excluded.label",
            )
            .and_then(|mut s| s.execute([stream, &label.canonical()]))
            .map(|_| ())
            .map_err(store::register)
    }

    /// Wraps keys as is due: what the last transaction noted, and at an opening what a stop left. It may be done twice.
    fn rewrap(&self) -> Result<(), Refused> {
        let due: Vec<(String, String)> = self
            .db
            .prepare_cached("SELECT stream, label FROM rewrap_due")
            .and_then(|mut s| s.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect())
            .map_err(store::register)?;
        for (stream, label) in &due {
            match self.keys.rewrap(stream.parse().map_err(|_| store::row())?, label) {
                // A key that does not open opens to nobody, under whatever label. It is for `verify` to name.
                Ok(()) | Err(Refused::Damaged(_)) => {}
                Err(trouble) => return Err(trouble),
            }
        }
        if !due.is_empty() {
            self.db.execute("DELETE FROM rewrap_due", []).map_err(store::register)?;
        }
        Ok(())
    }

    fn roll_back(&mut self) {
        // A rollback that fails is one that has happened already.
        let _ = self.db.execute_batch("ROLLBACK");
        for label in self.new_labels.drain(..) {
            self.label_nos.remove(&label.canonical());
        }
    }

    fn fold_all(&mut self, entries: &[Entry], applied: &Applied, size: u64) -> Result<Folded, Refused> {
        let (mut folded, mut opened) = (Folded::default(), false);
        for entry in entries {
            let Some((done, act)) = sealing::open(&self.keys, entry)? else { continue };
            let text = match told_whole(&act) {
                Some(paper) => self.text_of(paper)?,
                None => String::new(),
            };
            let seen = matches!(act, Act::Seen { .. });
            opened |= seen && !is_kept_in_ledger_alone(&act);
            folded.acted |= !seen;
            if entry.seq >= if seen { applied.seen } else { applied.register } {
                folded.put |= self.fold(entry.seq, &done, &act, &text)?;
            }
            if entry.seq >= applied.shelves
                && let Some(paper) = told_whole(&act)
                && !waits_in_tray(&act)
            {
                let row = self.row_of(paper.paper)?;
                let taken = self.one("SELECT taken FROM paper WHERE row = ?1", row)?;
                let volume = volume((row, taken), paper, text);
                self.shelves.put(&volume).map_err(|e| store::shelving(&e))?;
                folded.put = true;
            }
        }
        self.say("main", applied.register, size, folded.acted)?;
        self.say("seen", applied.seen, size, opened)?;
        Ok(folded)
    }

    /// Lets a file say how far it follows, where it was changed or has not said so for long.
    fn say(&self, file: &str, from: u64, size: u64, changed: bool) -> Result<(), Refused> {
        if size > from && (changed || size - from >= UNSAID_MAX) {
            let sql = format!("UPDATE {file}.state SET applied = ?1");
            self.db.execute(&sql, [size]).map_err(store::register)?;
        }
        Ok(())
    }

    fn text_of(&self, paper: &Registered) -> Result<String, Refused> {
        match self.desk.take(&paper.text.digest) {
            Some(text) => Ok(text),
            // A body that was lost is for `verify` to name; the rest of the office goes on.
            None => Ok(sealing::open_text(&self.keys, &self.vault, &paper.text).unwrap_or_default()),
        }
    }

    fn load(&mut self) -> Result<(), Refused> {
        let labels = self.load_labels()?;
        *self.pulse.labels.write().unwrap_or_else(PoisonError::into_inner) = labels;
        self.load_people()?;
        self.load_correspondents()?;
        self.load_searches()?;
        self.rewrap()?;
        self.pulse.papers.fetch_add(1, Ordering::Release);
        self.pulse.acts.fetch_add(1, Ordering::Release);
        Ok(())
    }

    fn load_labels(&mut self) -> Result<Vec<Label>, Refused> {
        let kept: Vec<(LabelNo, String)> = self
            .db
            .prepare("SELECT id, canonical FROM label ORDER BY id")
            .and_then(|mut s| s.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect())
            .map_err(store::register)?;
        let mut labels = Vec::with_capacity(kept.len());
        for (number, canonical) in kept {
            labels.push(parse_label(&canonical)?);
            self.label_nos.insert(canonical, number);
        }
        Ok(labels)
    }

    /// The number of a label, made where it is new. They run from 1 without gaps.
    fn label_no(&mut self, label: &Label) -> Result<LabelNo, Refused> {
        let canonical = label.canonical();
        if let Some(number) = self.label_nos.get(&canonical) {
            return Ok(*number);
        }
        self.db.execute("INSERT INTO label(canonical) VALUES (?1)", [&canonical]).map_err(store::register)?;
        let number = LabelNo::of_row(self.db.last_insert_rowid());
        self.label_nos.insert(canonical, number);
        self.new_labels.push(label.clone());
        Ok(number)
    }

    fn label_at(&self, number: LabelNo) -> Result<Label, Refused> {
        let labels = self.pulse.labels.read().unwrap_or_else(PoisonError::into_inner);
        let known =
            number.place().and_then(|at| labels.get(at).or_else(|| self.new_labels.get(at - labels.len())));
        known
            .cloned()
            .ok_or_else(|| Refused::Projection("register.db names a label that it does not hold".into()))
    }
}

impl Follower for Projector {
    fn applied(&mut self, entries: &[Entry]) -> Result<(), String> {
        if let Err(broken) = self.pulse.sound() {
            return Err(broken.flaw());
        }
        self.follow(entries).map_err(|error| {
            *self.pulse.broken.lock().unwrap_or_else(PoisonError::into_inner) = Some(error.flaw());
            error.flaw()
        })
    }
}

/// The paper, where an act says how it stands as a whole.
pub fn told_whole(act: &Act) -> Option<&Registered> {
    match act {
        Act::Registered(paper)
        | Act::TakenIn(paper)
        | Act::TranscriptCorrected(paper)
        | Act::ParticularsCorrected { paper, .. } => Some(paper),
        _ => None,
    }
}

/// That papers were listed.
fn is_kept_in_ledger_alone(act: &Act) -> bool {
    matches!(act, Act::Seen { manner: Manner::Listed | Manner::Extract | Manner::Packed, .. })
}

/// What lies in the in-tray is on no shelf: nobody finds it before it is settled.
fn waits_in_tray(act: &Act) -> bool {
    matches!(act, Act::Registered(paper) if paper.came.is_some())
}

/// Reads a label as the ledger keeps it.
pub fn parse_label(canonical: &str) -> Result<Label, Refused> {
    Label::from_canonical(canonical).map_err(|_| Refused::Damaged("a label does not read".into()))
}

fn volume((row, taken): (i64, i64), paper: &Registered, text: String) -> Volume {
    let particulars = &paper.particulars;
    let names = |parties: &[Party]| {
        let all = parties.iter().map(papers::party_words).collect::<Vec<_>>().join("; ");
        bounded(all)
    };
    let read_by = particulars.to.iter().chain(&particulars.copied_to);
    let parties = particulars.from.iter().chain(read_by.clone());
    Volume {
        key: row.unsigned_abs(),
        came: taken.unsigned_abs(),
        text,
        footnotes: few(paper.footnotes.iter().map(|note| note.text.clone())),
        subject: papers::title(paper),
        from: names(&particulars.from),
        sender: particulars.from.first().map(|party| bounded(party.short().to_owned())).unwrap_or_default(),
        to: names(&particulars.to),
        addressees: few(read_by.map(|party| party.short().to_owned())),
        posts: few(parties.filter_map(|party| party.post.clone())),
        kind: paper.kind.word().to_owned(),
        reference: few(particulars.reference.iter().cloned()),
        place: bounded(particulars.place.clone().unwrap_or_default()),
        file: bounded(paper.file.clone().unwrap_or_default()),
        day: papers::date(paper).map(papers::day_number),
    }
}

/// Of a list that is too long for the shelves, its beginning.
fn few(words: impl Iterator<Item = String>) -> Vec<String> {
    words.take(chancery_shelves::LIST_ENTRIES_MAX).map(bounded).collect()
}

/// What is too long for the shelves is found by its beginning; it must never keep the register from following.
fn bounded(mut words: String) -> String {
    let mut end = words.len().min(chancery_shelves::FIELD_BYTES_MAX);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    words.truncate(end);
    words
}

#[cfg(test)]
mod tests;
