//! A watched folder: a file that has come to rest is filed, and moved to `done/` or to `refused/` with the reason
//! beside it.
//!
//! Nothing is ever written over. A stop between filing and moving leaves the file where it was; it is known by its
//! bytes when it is filed again, and moved then. One that was filed and cannot be moved is not filed again by this
//! process: only the move is tried, and why it fails is told.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chancery_registry::{Came, Refused, Source};
use rustix::fs::{CWD, RenameFlags, renameat_with};

use crate::{Taker, Took};

/// Files that are filed in one round.
const ROUND_FILES_MAX: usize = 1_000;
/// Files of one name that are told apart.
const NAMESAKES_MAX: u32 = 10_000;
/// Endings of files that are still being written.
const UNFINISHED: [&str; 4] = ["part", "tmp", "crdownload", "filepart"];

/// A folder that is watched.
pub struct Watch {
    folder: PathBuf,
    rest: Duration,
    seen: HashMap<OsString, (Stamp, Instant)>,
    /// What became of files that could not be moved.
    unmoved: HashMap<PathBuf, (Stamp, Took)>,
}

/// By what it is told whether a file is still being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    inode: u64,
    bytes: u64,
    changed: (i64, i64),
}

impl Stamp {
    fn of(file: &Metadata) -> Self {
        Self { inode: file.ino(), bytes: file.len(), changed: (file.mtime(), file.mtime_nsec()) }
    }
}

/// What a round came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Files that are kept.
    pub done: usize,
    /// Files that were refused.
    pub refused: usize,
    /// Files that stay where they are, to be tried again.
    pub left: usize,
    /// Why the first that could not be moved was not.
    pub trouble: Option<String>,
}

impl Watch {
    /// Watches a folder, in which files are at rest when nothing of them has changed for so long.
    pub fn new(folder: &Path, rest: Duration) -> io::Result<Self> {
        for inner in ["done", "refused"] {
            fs::create_dir_all(folder.join(inner))?;
        }
        Ok(Self { folder: folder.to_owned(), rest, seen: HashMap::new(), unmoved: HashMap::new() })
    }

    /// Looks once, and files what is at rest.
    pub fn round(&mut self, taker: &Taker) -> Result<Round, Refused> {
        let at_rest = self.at_rest(Instant::now());
        let unread = |e: io::Error| Refused::Storage(format!("{}: {}", self.folder.display(), e.kind()));
        let at_rest = at_rest.map_err(unread)?;
        let mut round = Round::default();
        let mut stamps: BTreeMap<String, (PathBuf, Stamp)> = BTreeMap::new();
        for (path, stamp) in self.move_again(at_rest, &mut round) {
            // It is told of each by its name as it is shown: of two that are shown alike, one waits for the next round.
            stamps.entry(path.display().to_string()).or_insert((path, stamp));
        }
        if stamps.is_empty() {
            return Ok(round);
        }
        let sources = stamps.values().map(|(path, _)| Source::Path(path.clone())).collect();
        taker.take(sources, Came::Folder, &mut |name, took| {
            if let Some((path, stamp)) = stamps.get(name) {
                self.put_away(path, (*stamp, took), &mut round);
            }
        })?;
        Ok(round)
    }

    /// Files that have come to rest, in order of name.
    fn at_rest(&mut self, now: Instant) -> io::Result<Vec<(PathBuf, Stamp)>> {
        let mut seen = HashMap::new();
        let mut at_rest = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            // What is gone again by now was not at rest.
            let Ok(file) = entry.metadata() else { continue };
            if !file.is_file() || is_left_out(&entry.path()) {
                continue;
            }
            let (name, stamp) = (entry.file_name(), Stamp::of(&file));
            let since = match self.seen.get(&name) {
                Some((known, since)) if *known == stamp => *since,
                _ => now,
            };
            if now.duration_since(since) >= self.rest {
                at_rest.push((entry.path(), stamp));
            }
            seen.insert(name, (stamp, since));
        }
        self.seen = seen;
        at_rest.sort_by(|(one, _), (other, _)| one.cmp(other));
        at_rest.truncate(ROUND_FILES_MAX);
        Ok(at_rest)
    }

    /// Moves what was filed in an earlier round and could not be moved then; answers what is still to be filed.
    fn move_again(&mut self, at_rest: Vec<(PathBuf, Stamp)>, round: &mut Round) -> Vec<(PathBuf, Stamp)> {
        let mut unmoved = std::mem::take(&mut self.unmoved);
        let to_be_filed = at_rest.into_iter().filter(|(path, stamp)| match unmoved.remove(path) {
            Some((known, took)) if known == *stamp => {
                self.put_away(path, (known, took), round);
                false
            }
            _ => true,
        });
        to_be_filed.collect()
    }

    fn put_away(&mut self, path: &Path, (stamp, took): (Stamp, Took), round: &mut Round) {
        // What was written to while it was filed comes again as what it is now.
        let same = fs::symlink_metadata(path).is_ok_and(|file| Stamp::of(&file) == stamp);
        let put = match &took {
            Took::Kept if same => moved(path, &self.folder.join("done")).map(|_| &mut round.done),
            Took::Refused(reason) if same => moved(path, &self.folder.join("refused"))
                .and_then(|there| say_why(&there, reason))
                .map(|()| &mut round.refused),
            _ => Ok(&mut round.left),
        };
        match put {
            Ok(counted) => *counted += 1,
            Err(error) => {
                round.left += 1;
                round.trouble.get_or_insert_with(|| format!("{}: {error}", path.display()));
                self.unmoved.insert(path.to_owned(), (stamp, took));
            }
        }
    }
}

fn is_left_out(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    hidden || ending.is_some_and(|ending| UNFINISHED.contains(&ending.as_str()))
}

/// Moves a file into a folder under its name, or under the first that is free after it.
fn moved(path: &Path, into: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().unwrap_or_default();
    for n in 1..=NAMESAKES_MAX {
        let there = into.join(namesake(name.to_os_string(), n));
        match renameat_with(CWD, path, CWD, &there, RenameFlags::NOREPLACE) {
            Ok(()) => return Ok(there),
            Err(rustix::io::Errno::EXIST) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn namesake(mut name: OsString, n: u32) -> OsString {
    if n > 1 {
        name.push(format!(".{n}"));
    }
    name
}

fn say_why(refused: &Path, reason: &str) -> io::Result<()> {
    let mut beside = refused.as_os_str().to_os_string();
    beside.push(".reason.txt");
    let mut file = File::create_new(beside)?;
    writeln!(file, "{reason}")
}
