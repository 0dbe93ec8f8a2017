//! `chancery file`.

use std::collections::VecDeque;
use std::fs::DirEntry;
use std::path::PathBuf;

use chancery_registry::{Options, Outcome, PolicyId, Refused, Source};

use crate::args::{Common, FileArgs};
use crate::command::print;
use crate::exit::Usage;
use crate::office;
use crate::terminal::{self, Progress};

/// Takes papers in; answers with their reference numbers.
pub fn run(common: &Common, args: FileArgs) -> anyhow::Result<()> {
    let registry = office::open(common)?;
    let reader = registry.reader(common.reader())?;
    let policy = args.policy.map(PolicyId::new);
    let options = Options { marking: args.marking, into: args.into, policy };
    let mut progress = Progress::new("filing", None);
    let (mut files, mut refused, mut unwritten) = (0, 0, None);
    registry.file(&reader, Sources(args.paths.into()), &options, &mut |outcome| {
        files += 1;
        progress.at(files);
        refused += u64::from(outcome.filed.is_err());
        tell(common, &outcome, &progress);
        if let Err(
            why @ (Refused::Full | Refused::Damaged(_) | Refused::Projection(_) | Refused::Storage(_)),
        ) = outcome.filed
        {
            unwritten = Some(why);
        }
    })?;
    progress.end();
    registry.close();
    match (unwritten, refused) {
        (Some(why), n) => Err(anyhow::Error::from(why).context(format!("{n} of {files} could not be filed"))),
        (None, 0) => Ok(()),
        (None, n) if n == files => Err(Usage("nothing was filed".into()).into()),
        (None, n) => Err(Usage(format!("{n} of {files} could not be filed; the others were")).into()),
    }
}

fn tell(common: &Common, outcome: &Outcome, progress: &Progress) {
    match &outcome.filed {
        Ok(filed) if common.json => {
            let line = serde_json::json!({ "name": outcome.name, "filed": filed });
            terminal::answer(&line.to_string());
        }
        Ok(filed) => {
            filed.papers.iter().for_each(|line| terminal::answer(&print::line(line)));
            let hidden = filed.entered - filed.papers.len();
            if hidden > 0 {
                progress.say(&format!("{}: {hidden} entered above what you may read", outcome.name));
            }
            for held in &filed.held {
                progress.say(&format!("{}: held already as {}", outcome.name, held.reference));
            }
            filed.remarks.iter().for_each(|r| progress.say(&format!("{}: {r}", outcome.name)));
        }
        Err(refusal) => progress.say(&format!("{}: {refusal}", outcome.name)),
    }
}

/// The files of paths. Folders are walked in order of name; what begins with a dot, and folders that are
/// links to elsewhere, are left out.
struct Sources(VecDeque<PathBuf>);

impl Iterator for Sources {
    type Item = Source;

    fn next(&mut self) -> Option<Source> {
        loop {
            let path = self.0.pop_front()?;
            let Ok(inside) = std::fs::read_dir(&path) else { return Some(Source::Path(path)) };
            let mut inside: Vec<PathBuf> =
                inside.flatten().filter(|entry| !is_left_out(entry)).map(|entry| entry.path()).collect();
            inside.sort();
            inside.into_iter().rev().for_each(|path| self.0.push_front(path));
        }
    }
}

fn is_left_out(entry: &DirEntry) -> bool {
    let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
    hidden || (entry.file_type().is_ok_and(|kind| kind.is_symlink()) && entry.path().is_dir())
}
