//! `chancery file`.

use std::collections::VecDeque;
use std::fs::{DirEntry, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use chancery_registry::{Came, Options, Outcome, PolicyId, Refused, Source};

use crate::args::{Common, FileArgs};
use crate::command::print;
use crate::exit::Usage;
use crate::office;
use crate::terminal::{self, Lent, Progress};

/// Longest paper on standard input.
const STDIN_BYTES_MAX: u64 = 64 << 20;

/// Takes papers in; answers with their reference numbers.
pub fn run(common: &Common, args: FileArgs) -> anyhow::Result<()> {
    let registry = office::open(common)?;
    let reader = registry.reader(common.reader())?;
    let policy = args.policy.map(PolicyId::new);
    let came = args.to_tray.then_some(Came::Hand);
    let options = Options { marking: args.marking, reason: args.reason, into: args.into, policy, came };
    let mut report = args.report.as_deref().map(|path| report_to(&common.path(path))).transpose()?;
    let mut progress = Progress::new("filing", None);
    let (mut files, mut refused, mut held, mut unwritten) = (0, 0, 0_u64, None);
    let stdin = on_stdin(&args.paths)?;
    let paths = args.paths.iter().map(|path| if is_stdin(path) { path.clone() } else { common.path(path) });
    let sources = Sources { paths: paths.collect(), name: args.name, stdin, asker: terminal::lent() };
    let sources: Box<dyn Iterator<Item = Source> + Send> =
        if args.together { Box::new(std::iter::once(together(sources)?)) } else { Box::new(sources) };
    registry.file(&reader, sources, &options, &mut |outcome| {
        files += 1;
        progress.at(files);
        refused += u64::from(outcome.filed.is_err());
        held += u64::from(outcome.filed.as_ref().is_ok_and(|filed| filed.entered == 0));
        tell(common, &outcome, &progress);
        if let (Some(report), Err(refusal)) = (&mut report, &outcome.filed) {
            listed(report, common.named(&outcome.name), refusal, &progress);
        }
        unwritten = outcome.filed.err().filter(Refused::is_trouble).or(unwritten.take());
    })?;
    progress.end();
    registry.close();
    if files > 1 {
        let filed = files - refused - held;
        terminal::note(&format!("{files} files: {filed} filed, {held} held already, {refused} refused"));
    }
    if files == 0 {
        terminal::note("there is no file in what was named: nothing was filed");
    }
    match (unwritten, refused) {
        (Some(why), n) => Err(anyhow::Error::from(why).context(format!("{n} of {files} could not be filed"))),
        (None, 0) => Ok(()),
        (None, n) if n == files => Err(Usage("nothing was filed".into()).into()),
        (None, n) => Err(Usage(format!("{n} of {files} could not be filed; the others were")).into()),
    }
}

/// The files of all paths, as one paper.
fn together(sources: Sources) -> anyhow::Result<Source> {
    let paths = sources.map(|source| match source {
        Source::Path(path) => Ok(path),
        _ => Err(Usage("--together takes files, and nothing from standard input".into()).into()),
    });
    Ok(Source::Together(paths.collect::<anyhow::Result<_>>()?))
}

fn tell(common: &Common, outcome: &Outcome, progress: &Progress) {
    let name = common.named(&outcome.name);
    match &outcome.filed {
        Ok(filed) if common.json => {
            let line = serde_json::json!({ "name": name, "filed": filed });
            terminal::answer(&line.to_string());
        }
        Ok(filed) => {
            filed.papers.iter().for_each(|line| terminal::answer(&print::line(line)));
            let hidden = filed.entered - filed.papers.len();
            if hidden > 0 {
                progress.say(&format!("{name}: {hidden} entered above what you may read"));
            }
            for held in &filed.held {
                let place = if held.reference.is_empty() { "in the in-tray" } else { "as" };
                progress.say(format!("{name}: held already {place} {}", held.reference).trim_end());
            }
            for _ in &filed.turned_away {
                progress.say(&format!("{name}: held already, turned away from the in-tray"));
            }
            filed.remarks.iter().for_each(|r| progress.say(&format!("{name}: {r}")));
        }
        Err(refusal) => progress.say(&format!("{name}: {refusal}")),
    }
}

fn report_to(path: &Path) -> anyhow::Result<File> {
    File::create(path).with_context(|| format!("{}: the report cannot be written there", path.display()))
}

/// A refused file on a line of the report.
fn listed(report: &mut File, name: &str, refusal: &Refused, progress: &Progress) {
    let line = format!("{}\t{refusal}", name.replace(['\t', '\n'], " "));
    if writeln!(report, "{}", line.replace('\n', " ")).is_err() {
        progress.say("the report cannot be written any more");
    }
}

/// The files of paths. Folders are walked in order of name; what begins with a dot, and folders that are
/// links to elsewhere, are left out.
struct Sources {
    paths: VecDeque<PathBuf>,
    /// Of what comes on standard input.
    name: String,
    /// What came there, until it is taken.
    stdin: Option<Vec<u8>>,
    /// Who waits for it, where it is another process: nothing more is taken once he is gone.
    asker: Option<Arc<Lent>>,
}

/// What stands on standard input, where a path asks for it; one byte too long where it is longer than a paper may be.
fn on_stdin(paths: &[PathBuf]) -> anyhow::Result<Option<Vec<u8>>> {
    if !paths.iter().any(|path| is_stdin(path)) {
        return Ok(None);
    }
    let read = terminal::input(STDIN_BYTES_MAX + 1);
    Ok(Some(read.context("standard input cannot be read: nothing was filed")?))
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

impl Iterator for Sources {
    type Item = Source;

    fn next(&mut self) -> Option<Source> {
        loop {
            let path = self
                .paths
                .pop_front()
                .filter(|_| !self.asker.as_ref().is_some_and(|asker| asker.is_gone()))?;
            if is_stdin(&path) {
                let bytes = self.stdin.take().unwrap_or_default();
                return Some(Source::Bytes(self.name.clone(), bytes));
            }
            let Ok(inside) = std::fs::read_dir(&path) else { return Some(Source::Path(path)) };
            let mut inside: Vec<PathBuf> =
                inside.flatten().filter(|entry| !is_left_out(entry)).map(|entry| entry.path()).collect();
            inside.sort();
            inside.into_iter().rev().for_each(|path| self.paths.push_front(path));
        }
    }
}

fn is_left_out(entry: &DirEntry) -> bool {
    let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
    hidden || (entry.file_type().is_ok_and(|kind| kind.is_symlink()) && entry.path().is_dir())
}
