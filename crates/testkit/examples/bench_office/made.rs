//! A registry on disk with readers who may know all, half and few of its papers.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chancery_registry::{Admission, ClearanceToGive, Duty, Ids, Means, Options, Registry, Source};
use chancery_seal::protector::Cost;
use jiff::Timestamp;

use crate::mails::Mail;

/// The passphrase of a registry that is measured.
pub const PASSPHRASE: &str = "correct horse battery staple";
/// Of a hundred papers one is CONFIDENTIAL, as many as make up half SECRET, the rest TOP SECRET.
const HUNDRED: usize = 100;

/// Readers by handle, the highest marking that each may read, and how many papers of a hundred that is.
pub const READERS: [(&str, &str, usize); 3] =
    [("all", "TOP SECRET", HUNDRED), ("half", "SECRET", 50), ("few", "CONFIDENTIAL", 1)];

/// A registry that was filled.
pub struct Made {
    /// Its folder.
    pub folder: PathBuf,
    /// Itself, open.
    pub registry: Registry,
    /// How many papers it holds.
    pub papers: usize,
}

/// Makes a registry with those papers and readers.
pub fn office(scratch: &Path, mails: &[Mail]) -> Made {
    let folder = scratch.join("office");
    let registry = empty(&folder, Cost::ROOT, None);
    admit(&registry);
    let mut papers = 0;
    for (from, (_, marking, until)) in [50, 1, 0].into_iter().zip(READERS) {
        let paths = mails.iter().enumerate().filter(|(n, _)| (from..until).contains(&(n % HUNDRED)));
        let paths: Vec<_> = paths.map(|(_, mail)| mail.path.clone()).collect();
        let options = Options { marking: Some(marking.into()), ..Options::default() };
        papers += file(&registry, paths, &options);
    }
    Made { folder, registry, papers }
}

/// Makes an empty registry in place of what is there; foreign bytes are read by workers of that program.
pub fn empty(folder: &Path, cost: Cost, worker: Option<PathBuf>) -> Registry {
    let _ = fs::remove_dir_all(folder);
    Registry::init(folder, "The office", PASSPHRASE, means(cost, worker)).unwrap()
}

/// With what it is opened.
pub fn means(cost: Cost, worker: Option<PathBuf>) -> Means {
    Means { clock: Arc::new(Timestamp::now), ids: Ids::Random, cost, sign_in_cost: Cost::TRIVIAL, worker }
}

fn admit(registry: &Registry) {
    let keeper = registry.reader("keeper").unwrap();
    for (handle, level, _) in READERS {
        let admission = Admission {
            handle: handle.into(),
            name: format!("Who may know {handle}"),
            post: None,
            principal: false,
            duties: vec![Duty::Minute],
        };
        registry.admit(&keeper, admission).unwrap();
        let clearance = registry.clearance(&[format!("uk-1982={level}")]).unwrap();
        let clearing = ClearanceToGive { person: handle.into(), clearance, ..ClearanceToGive::default() };
        registry.clear(&registry.reader("security").unwrap(), clearing).unwrap();
    }
}

/// The clerk files what lies there; answers how many papers came of it, and stops at a refusal.
pub fn file(registry: &Registry, paths: Vec<PathBuf>, options: &Options) -> usize {
    let clerk = registry.reader("clerk").unwrap();
    let mut entered = 0;
    let sources = paths.into_iter().map(Source::Path);
    registry
        .file(&clerk, sources, options, &mut |told| entered += told.filed.expect(&told.name).entered)
        .unwrap();
    entered
}
