//! Filing: bytes that arrived become papers in the register.
//!
//! Told in order, for a group of files at a time: each file is read into papers and sealed, on
//! several threads; then the bodies of the group are made durable, then the keys of its streams,
//! then its entries, in one commit. A stop before the commit leaves bodies and keys that nothing
//! names; after it, everything. Nothing is half filed.

pub(crate) mod again;
mod building;
mod downgrading;
mod following;
mod marking;
mod pages;
mod queue;
mod sheets;
#[cfg(test)]
mod tests;
mod whole;

pub use building::read_taken;
pub(crate) use building::typed_label;
pub(crate) use marking::lowered;
pub use whole::holds_unread;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chancery_intake::Given;
use chancery_label::{Label, PolicyId};
use chancery_ledger::Draft;
use chancery_office::act::{Act, Came, Registered};
use chancery_office::id::Id;
use chancery_office::people::Duty;
use serde::Serialize;

use crate::answers::PaperLine;
use crate::keys::NewStream;
use crate::refused::Refused;
use crate::registry::{Reader, Registry};
use crate::store;
use crate::view::View;

use queue::{Putting, Queue, Taking};

/// Papers entered in one commit.
const GROUP_PAPERS_MAX: usize = 512;
/// How long a group is gathered for while more is being read: a commit costs the more the fewer share it.
const GROUP_WAIT: Duration = Duration::from_millis(250);
/// Threads that read and seal.
const THREADS_MAX: usize = 8;

/// How to file.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The marking of what is filed, as typed, where the clerk knows better than the paper says.
    pub marking: Option<String>,
    /// Why that is less than the paper says itself; empty where it is not.
    pub reason: String,
    /// The file that it goes into.
    pub into: Option<String>,
    /// The policy under which its marking is read first.
    pub policy: Option<PolicyId>,
    /// It goes into the in-tray, where a clerk settles it: the way by which it came.
    pub came: Option<Came>,
}

/// Acts that are made of a paper as it is registered, and of its text.
pub(crate) type Follows = dyn Fn(&Registered, &str) -> Result<Vec<Act>, Refused> + Send + Sync;

/// What is entered in one commit with a paper that was written here.
#[derive(Clone, Default)]
pub(crate) struct With {
    /// The papers that it encloses, and what each bears.
    pub encloses: Vec<(Id, Label)>,
    /// The draft that it was, and the version that was signed.
    pub signs: Option<(Id, Id)>,
    /// The meeting in which was said what it tells.
    pub tells_of: Option<Id>,
    /// What who wrote it said of it, which the words alone may not tell.
    pub given: Option<Given>,
    /// What else follows from it.
    pub follows: Option<Arc<Follows>>,
}

/// Something to file.
#[derive(Debug)]
pub enum Source {
    /// A file on disk.
    Path(PathBuf),
    /// Bytes in hand, with the name that they came under.
    Bytes(String, Vec<u8>),
    /// Files on disk that are one paper: pictures are its pages, else the first covers the rest.
    Together(Vec<PathBuf>),
    /// The same of bytes in hand, each with its name.
    TogetherBytes(Vec<(String, Vec<u8>)>),
}

/// What became of one source.
#[derive(Debug)]
pub struct Outcome {
    /// Its name.
    pub name: String,
    /// The papers that it gave, or why it gave none.
    pub filed: Result<Filed, Refused>,
}

/// What a source gave.
#[derive(Debug, Default, Serialize)]
pub struct Filed {
    /// The papers entered, covers before what they enclose; what lies in the in-tray has no reference yet.
    pub papers: Vec<PaperLine>,
    /// Papers that were held already, within what the filer may know.
    pub held: Vec<PaperLine>,
    /// Papers that were turned away from the in-tray, within what the filer may know; they come in no second time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub turned_away: Vec<PaperLine>,
    /// How many papers were entered, those included that the filer may not read.
    pub entered: usize,
    /// What was left out and why.
    pub remarks: Vec<String>,
}

/// A source read, sealed and ready to be entered.
pub(crate) struct Prepared {
    name: String,
    papers: Vec<Id>,
    held: Vec<PaperLine>,
    turned_away: Vec<PaperLine>,
    remarks: Vec<String>,
    streams: Vec<NewStream>,
    drafts: Vec<Draft>,
    /// By which its papers would be known again in this filing.
    fingerprints: Vec<String>,
}

/// A source prepared, or why it cannot be.
type Ready = Result<Prepared, Outcome>;

impl Registry {
    /// Files sources in their order; `told` hears of each when it is durable and can be found.
    pub fn file(
        &self,
        by: &Reader,
        sources: impl Iterator<Item = Source> + Send,
        options: &Options,
        told: &mut dyn FnMut(Outcome),
    ) -> Result<(), Refused> {
        self.file_with(by, sources, (options, &With::default()), told)
    }

    /// The same, with what is entered in one commit with each.
    pub(crate) fn file_with(
        &self,
        by: &Reader,
        sources: impl Iterator<Item = Source> + Send,
        options: (&Options, &With),
        told: &mut dyn FnMut(Outcome),
    ) -> Result<(), Refused> {
        // Who signs a draft enters it by that: the desk has checked that he may.
        if options.1.signs.is_none() {
            by.must(Duty::Register)?;
        }
        self.0.pulse.sound()?;
        let view = self.view(by)?;
        let sources = Mutex::new((0..).zip(sources));
        let in_hand = Mutex::new(HashSet::new());
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(THREADS_MAX);
        let views = (0..threads).map(|_| self.view(by)).collect::<Result<Vec<View>, Refused>>()?;
        let queue = Queue::new(threads);
        std::thread::scope(|scope| {
            for reading in views {
                let (sources, in_hand, putting) = (&sources, &in_hand, queue.putting());
                scope.spawn(move || self.read_ahead(&reading, sources, options, in_hand, &putting));
            }
            self.enter_groups(&view, &queue.taking(), &in_hand, told);
        });
        self.0.desk.clear();
        Ok(())
    }

    fn read_ahead(
        &self,
        view: &View,
        sources: &Mutex<impl Iterator<Item = (u64, Source)>>,
        options: (&Options, &With),
        in_hand: &Mutex<HashSet<String>>,
        ready: &Putting<'_, Ready>,
    ) {
        loop {
            let next = sources.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((n, source)) = next else { return };
            let turn = ready.takes_on(n);
            let name = source.name();
            let prepared = self.prepare(view, source, options, in_hand);
            if !turn.put(prepared.map_err(|refused| Outcome { name, filed: Err(refused) })) {
                return;
            }
        }
    }

    fn enter_groups(
        &self,
        view: &View,
        ready: &Taking<'_, Ready>,
        in_hand: &Mutex<HashSet<String>>,
        told: &mut dyn FnMut(Outcome),
    ) {
        while let Some(first) = ready.take() {
            let mut group = Vec::new();
            let mut papers = 0;
            let mut next = Some(first);
            let until = Instant::now() + GROUP_WAIT;
            while let Some(outcome) = next {
                match outcome {
                    Ok(prepared) => {
                        papers += prepared.papers.len();
                        group.push(prepared);
                    }
                    Err(outcome) => told(outcome),
                }
                next = if papers < GROUP_PAPERS_MAX { ready.take_by(until) } else { None };
            }
            self.enter_group(view, group, in_hand, told);
        }
    }

    fn enter_group(
        &self,
        view: &View,
        mut group: Vec<Prepared>,
        in_hand: &Mutex<HashSet<String>>,
        told: &mut dyn FnMut(Outcome),
    ) {
        let mut streams = Vec::new();
        let mut drafts = Vec::new();
        for prepared in &mut group {
            streams.append(&mut prepared.streams);
            drafts.append(&mut prepared.drafts);
        }
        let entered = self.enter_durably(&streams, drafts);
        if entered.is_err() {
            group.iter().for_each(|prepared| prepared.let_go(in_hand));
        }
        // What has just been entered is seen through a view of its own moment.
        let view = entered.and_then(|()| view.fresh());
        for prepared in group {
            told(prepared.outcome(&view));
        }
    }

    fn enter_durably(&self, streams: &[NewStream], drafts: Vec<Draft>) -> Result<(), Refused> {
        if drafts.is_empty() {
            return Ok(());
        }
        self.0.vault.sync().map_err(|e| store::vault(&e))?;
        // The bodies are durable, but nothing names them yet: a stop here leaves orphans, which
        // `chancery rebuild` sweeps.
        self.0.keys.keep(streams)?;
        // So are the keys. Only the commit that follows makes the papers exist.
        self.append(drafts).map(|_| ())
    }
}

impl Prepared {
    /// What was not entered may come again.
    fn let_go(&self, in_hand: &Mutex<HashSet<String>>) {
        let mut in_hand = in_hand.lock().unwrap_or_else(PoisonError::into_inner);
        in_hand.retain(|known| !self.fingerprints.contains(known));
    }

    fn outcome(self, entered: &Result<View, Refused>) -> Outcome {
        let filed = match entered {
            Ok(view) => view.lines_of(&self.papers).map(|papers| Filed {
                papers,
                held: self.held,
                turned_away: self.turned_away,
                entered: self.papers.len(),
                remarks: self.remarks,
            }),
            Err(refused) => Err(refused.clone()),
        };
        Outcome { name: self.name, filed }
    }
}

impl Source {
    fn name(&self) -> String {
        match self {
            Source::Path(path) => path.display().to_string(),
            Source::Bytes(name, _) => name.clone(),
            Source::Together(paths) => {
                of_several(paths.first().map(|path| path.display().to_string()), paths.len())
            }
            Source::TogetherBytes(files) => {
                of_several(files.first().map(|(name, _)| name.clone()), files.len())
            }
        }
    }
}

/// The first of several, and how many more.
fn of_several(first: Option<String>, of: usize) -> String {
    let first = first.unwrap_or_default();
    if of > 1 { format!("{first} and {} more", of - 1) } else { first }
}
