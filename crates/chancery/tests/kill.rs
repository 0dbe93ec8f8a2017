//! A process that files is killed, again and again: nothing that was answered is lost.

#![allow(clippy::print_stderr, reason = "a trial tells what came of it")]
#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use chancery_registry::answers::{PaperLine, RegisterFilter};
use chancery_registry::{Means, Options, Registry, Source, View};
use chancery_seal::protector::Cost;
use common::dice::Dice;
use common::{PASSPHRASE, papers};
use serde_json::Value;

const KILLS: usize = 200;
/// Tells the filer the folder of the trial.
const FOLDER: &str = "CHANCERY_TRIAL_FOLDER";
/// Kills from one look at everything to the next.
const KILLS_A_LOOK: usize = 5;
const PAPERS: usize = 160;
/// What a filer is taken to need until its first answer, before it was measured.
const START_MILLIS: usize = 50;

/// Where the kills fell.
#[derive(Debug, Default)]
struct Tally {
    /// Before the first answer of a run.
    before_answers: usize,
    /// After at least one.
    after_answers: usize,
    /// Files whose papers were entered, and whose answer the kill cut off.
    unanswered: usize,
    /// Bodies that were sealed, and that no entry came to name.
    orphans: u64,
    /// What the last run needed until its first answer.
    start_millis: usize,
}

/// A folder of papers, a registry that they are filed into, and what was answered of them.
struct Trial {
    folder: tempfile::TempDir,
    /// By the name of the file: the papers that it gave, reference and title.
    answered: BTreeMap<String, Vec<(String, String)>>,
    tally: Tally,
}

impl Trial {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        papers::write(&folder.path().join("papers"), PAPERS);
        let means = Means { cost: Cost::TRIVIAL, ..means() };
        Registry::init(&folder.path().join("office"), "The office", PASSPHRASE, means).unwrap().close();
        Self {
            folder,
            answered: BTreeMap::new(),
            tally: Tally { start_millis: START_MILLIS, ..Tally::default() },
        }
    }

    fn registry(&self) -> PathBuf {
        self.folder.path().join("office")
    }

    /// This same test binary, asked to be nothing but the filer. Its answers come on standard error: on
    /// standard output the harness speaks.
    fn start(&self) -> Child {
        Command::new(std::env::current_exe().unwrap())
            .args(["filer", "--exact", "--ignored"])
            .env(FOLDER, self.folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Files until the moment comes; says whether the filer was still at work when it was killed.
    fn file_and_kill(&mut self, moment: &Moment) -> bool {
        let (mut child, started) = (self.start(), Instant::now());
        let lines = lines_of(child.stderr.take().unwrap());
        let mut heard = Vec::new();
        let deadline = started + moment.patience();
        while heard.len() < moment.answers {
            match lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    if heard.is_empty() {
                        self.tally.start_millis = started.elapsed().as_millis() as usize;
                    }
                    heard.push(line);
                }
                Err(_) => break,
            }
        }
        std::thread::sleep(moment.delay);
        if child.try_wait().unwrap().is_some() {
            lines.iter().chain(heard).for_each(|line| self.hear(&line));
            return false;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What was written before the kill was answered, whether it was heard before or not.
        heard.extend(lines);
        *(if heard.is_empty() { &mut self.tally.before_answers } else { &mut self.tally.after_answers }) += 1;
        heard.iter().for_each(|line| self.hear(line));
        true
    }

    /// An answer, once given, is given again: the same papers under the same numbers.
    fn hear(&mut self, line: &str) {
        let told: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("the filer says: {line}"));
        assert_eq!(told.get("refused"), None, "{line}");
        let papers = |which: &str| -> Vec<(String, String)> {
            let of = |paper: &Value, what: &str| paper[what].as_str().unwrap().to_owned();
            let papers = told["filed"][which].as_array().unwrap().iter();
            papers.map(|paper| (of(paper, "reference"), of(paper, "title"))).collect()
        };
        let name = told["name"].as_str().unwrap().to_owned();
        match (self.answered.get(&name), papers("papers"), papers("held")) {
            (None, entered, held) if held.is_empty() => {
                self.answered.insert(name, entered);
            }
            // It was entered in a run that was killed before it could say so.
            (None, entered, held) if entered.is_empty() => {
                self.tally.unanswered += 1;
                self.answered.insert(name, held);
            }
            (Some(before), entered, held) => {
                assert_eq!((entered.len(), held.first()), (0, before.first()), "{name} was answered before");
            }
            (None, entered, held) => panic!("{name}: {entered:?} entered, {held:?} held"),
        }
    }

    /// Verifies everything, and finds everything that was answered, its bytes included.
    fn look(&self, dice: &mut Dice) -> Vec<PaperLine> {
        let registry = Registry::open(&self.registry(), PASSPHRASE, means()).unwrap();
        let verified = registry.verify(&mut |_, _| {}).unwrap();
        assert_eq!(verified.flaws, [""; 0]);
        let view = registry.view(&registry.reader("clerk").unwrap()).unwrap();
        let register = whole_register(&view);
        for (reference, title) in self.answered.values().flatten() {
            let line = register.iter().find(|line| line.reference == *reference);
            assert_eq!(line.map(|line| &line.title), Some(title), "{reference} was answered");
        }
        self.compare_bytes(&view, dice);
        assert_no_gaps(&register);
        drop(view);
        registry.close();
        register
    }

    fn compare_bytes(&self, view: &View, dice: &mut Dice) {
        let Some(at) = self.answered.len().checked_sub(1).map(|last| dice.below(last + 1)) else { return };
        let (name, papers) = self.answered.iter().nth(at).unwrap();
        let bytes = bytes_of(view, &papers[0].0);
        assert!(fs::read(name).unwrap() == bytes, "{name} is not what came in");
    }

    /// Files what is left, and finds each paper once.
    fn end(&mut self, dice: &mut Dice) {
        let mut child = self.start();
        let lines: Vec<String> = lines_of(child.stderr.take().unwrap()).iter().collect();
        assert!(child.wait().unwrap().success());
        lines.iter().for_each(|line| self.hear(line));
        let register = self.look(dice);
        assert_eq!((lines.len(), self.answered.len()), (PAPERS, PAPERS), "each file is answered");
        assert_eq!(register.len(), papers::entered(PAPERS), "each paper is there once");
        let firsts: BTreeSet<&str> = self.answered.values().map(|papers| papers[0].1.as_str()).collect();
        assert_eq!(firsts.len(), PAPERS, "no two files share a title");
        for title in firsts {
            assert_eq!(register.iter().filter(|line| line.title == title).count(), 1, "{title}");
        }
        let registry = Registry::open(&self.registry(), PASSPHRASE, means()).unwrap();
        self.tally.orphans += registry.sweep().unwrap().orphans;
        assert_eq!(registry.verify(&mut |_, _| {}).unwrap().flaws, [""; 0], "only orphans were swept");
        registry.close();
    }
}

/// When a filer is killed: after so many answers and so long.
struct Moment {
    answers: usize,
    delay: Duration,
}

impl Moment {
    /// Before the first answer, at an answer, a little after it (within the next commit), anywhere.
    fn at_random(dice: &mut Dice, start_millis: usize) -> Self {
        let (answers, millis) = match dice.below(4) {
            0 => (0, dice.below(start_millis + 1)),
            1 => (1 + dice.below(6), 0),
            2 => (1 + dice.below(4), dice.below(60)),
            _ => (1, dice.below(400)),
        };
        Self { answers, delay: Duration::from_millis(millis as u64) }
    }

    fn patience(&self) -> Duration {
        if self.answers == 0 { Duration::ZERO } else { Duration::from_secs(30) }
    }
}

fn means() -> Means {
    Means::of_program(env!("CARGO_BIN_EXE_chancery").into())
}

fn lines_of(stderr: ChildStderr) -> Receiver<String> {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        let mut reader = BufReader::new(stderr);
        let mut line = String::new();
        // A line without its end was cut off by the kill, and answers nothing.
        while reader.read_line(&mut line).unwrap() > 0 && line.ends_with('\n') {
            if send.send(std::mem::take(&mut line)).is_err() {
                return;
            }
        }
    });
    receive
}

fn whole_register(view: &View) -> Vec<PaperLine> {
    let mut papers = Vec::new();
    for page in 1.. {
        let found = view.register(&RegisterFilter { page, ..RegisterFilter::default() }).unwrap();
        papers.extend(found.papers);
        if page >= found.pages {
            assert_eq!(papers.len() as u64, found.total);
            break;
        }
    }
    papers
}

/// The bytes of a paper and of all that it encloses, in order: put together, they are the file.
fn bytes_of(view: &View, reference: &str) -> Vec<u8> {
    let mut bytes = view.original(reference).unwrap().bytes;
    for enclosure in view.paper(reference).unwrap().enclosures {
        bytes.extend(bytes_of(view, &enclosure.reference));
    }
    bytes
}

/// Numbers run from 1 in every series: a kill wastes none.
fn assert_no_gaps(register: &[PaperLine]) {
    let mut series: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for line in register {
        let (name, number) = line.reference.split_once('/').unwrap();
        assert!(series.entry(name).or_default().insert(number.parse().unwrap()), "{} twice", line.reference);
    }
    for (name, numbers) in series {
        assert_eq!(numbers.last(), Some(&numbers.len()), "the series {name} has a gap");
    }
}

#[test]
fn killed_at_any_moment_of_filing_nothing_that_was_answered_is_lost() {
    let mut dice = Dice::cast();
    let mut trial = Trial::new();
    let mut kills = 0;
    while kills < KILLS {
        if !trial.file_and_kill(&Moment::at_random(&mut dice, trial.tally.start_millis)) {
            trial.end(&mut dice);
            trial = Trial { tally: trial.tally, ..Trial::new() };
            continue;
        }
        kills += 1;
        if kills % KILLS_A_LOOK == 0 {
            trial.look(&mut dice);
        }
    }
    trial.end(&mut dice);
    let tally = trial.tally;
    eprintln!("{kills} kills: {tally:?}");
    let fell_everywhere = tally.before_answers.min(tally.after_answers) >= KILLS / 20;
    assert!(fell_everywhere && tally.orphans > 0, "the kills did not fall where they should: {tally:?}");
}

/// Not a trial: the process that the trial starts and kills. Each answer is a line, as soon as it is given.
#[test]
#[ignore = "the trial starts it in a process of its own"]
fn filer() {
    let folder = PathBuf::from(std::env::var_os(FOLDER).expect("started by the trial"));
    let registry = Registry::open(&folder.join("office"), PASSPHRASE, means()).unwrap();
    let paths = common::files_below(&folder.join("papers"));
    let (clerk, sources) = (registry.reader("clerk").unwrap(), paths.into_iter().map(Source::Path));
    registry
        .file(&clerk, sources, &Options::default(), &mut |outcome| {
            let line = match outcome.filed {
                Ok(filed) => serde_json::json!({ "name": outcome.name, "filed": filed }),
                Err(refused) => serde_json::json!({ "name": outcome.name, "refused": refused.to_string() }),
            };
            // In one write, so that a kill leaves it whole or out.
            std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
        })
        .unwrap();
    registry.close();
}
