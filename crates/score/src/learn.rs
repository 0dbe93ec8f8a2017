//! Learning the weights by which sentences are weighed, from sentences marked by hand.
//!
//! `gold/sentences.txt` names each marked sentence by its paper and a digest of its letters, with what it holds;
//! the words are those of the volumes themselves. Weights are learnt on all of them. How well they do on volumes
//! that they were not learnt from is measured besides, each fifth of the volumes by the other four.

mod marks;
mod regression;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context as _;
use chancery_reading::Context;
use chancery_reading::learn::{ALWAYS, ASPECTS, clued};

use crate::sets::{self, Sets, Split, on_paper};
use crate::table::{Counts, Row};
use marks::{MARKS, Marked, Marks};
use regression::{Case, Model};

/// Papers in which a clue must stand to be learnt from.
const PAPERS_MIN: usize = 6;
/// Parts into which the volumes are divided to measure.
const FOLDS: u64 = 5;
/// Weights are written in thousandths.
const UNIT: f64 = 1000.0;

/// A marked sentence: its volume, what it holds, and its clues by number.
struct Sentence {
    volume: String,
    holds: Vec<String>,
    clues: Vec<u32>,
}

/// All marked sentences, and the clues by their numbers.
#[derive(Default)]
struct Taught {
    sentences: Vec<Sentence>,
    clues: Vec<String>,
}

/// Learns the weights and writes them to `file`; what comes back says how they do on volumes not learnt from.
pub fn learn(sets: &Sets, file: &Path) -> anyhow::Result<Vec<Row>> {
    let taught = taught(sets)?;
    let models: Vec<Model> = ASPECTS.iter().map(|aspect| taught.model(aspect, |_| true)).collect();
    std::fs::write(file, taught.written(&models)).with_context(|| file.display().to_string())?;
    let classes = ASPECTS.iter().filter(|aspect| !aspect.contains(' '));
    let degrees = ["undertaking", "subject"].map(|class| taught.graded(class));
    Ok(classes.map(|aspect| taught.measured(aspect)).chain(degrees).collect())
}

/// The marked sentences of the papers that are there.
fn taught(sets: &Sets) -> anyhow::Result<Taught> {
    let marks = Marks::read(MARKS)?;
    let mut pupil = Pupil::default();
    for volume in sets.volumes()? {
        let volume = volume?;
        for paper in &volume.papers {
            let marked = paper.given.id_in_volume.as_deref().and_then(|id| marks.of(&volume.id, id));
            marked.into_iter().for_each(|marked| pupil.paper(&volume.id, &on_paper(paper), marked));
        }
    }
    for mail in sets.mails()? {
        if let Some(marked) = marks.of(MAIL, &sets::stem(&mail)) {
            pupil.paper(MAIL, &String::from_utf8_lossy(&std::fs::read(&mail)?), marked);
        }
    }
    let Pupil { sentences, numbers, papers, lost } = pupil;
    anyhow::ensure!(
        papers == marks.papers(),
        "{papers} of {} marked papers are there: nothing is learnt and nothing written; name the folder of the volumes \
         and mails in CHANCERY_DATA",
        marks.papers()
    );
    eprintln!("{} sentences of {papers} papers; {lost} marks have no sentence any more", sentences.len());
    Ok(Taught::of(sentences, numbers))
}

/// What stands for the volume of a mail.
const MAIL: &str = "mail";

/// What has been gathered so far.
#[derive(Default)]
struct Pupil {
    sentences: Vec<Sentence>,
    /// Each clue's number, and the papers that it stands in.
    numbers: HashMap<String, (u32, BTreeSet<usize>)>,
    papers: usize,
    /// Marks whose sentence is not there.
    lost: usize,
}

impl Pupil {
    fn paper(&mut self, volume: &str, text: &str, marked: &Marked) {
        self.papers += 1;
        let before = self.sentences.len();
        for sentence in clued(text, &Context::default()) {
            let Some(holds) = marked.get(&marks::digest(sentence.span.of(text))) else { continue };
            let clues = sentence.clues.into_iter().map(|clue| self.number(clue)).collect();
            self.sentences.push(Sentence { volume: volume.to_owned(), holds: holds.clone(), clues });
        }
        self.lost += marked.len().saturating_sub(self.sentences.len() - before);
    }

    fn number(&mut self, clue: String) -> u32 {
        let next = self.numbers.len() as u32;
        let (number, papers) = self.numbers.entry(clue).or_insert_with(|| (next, BTreeSet::new()));
        papers.insert(self.papers);
        *number
    }
}

impl Taught {
    /// Sentences with the clues that stand in papers enough.
    fn of(mut sentences: Vec<Sentence>, numbers: HashMap<String, (u32, BTreeSet<usize>)>) -> Self {
        let kept: BTreeMap<String, u32> = numbers
            .into_iter()
            .filter(|(_, (_, papers))| papers.len() >= PAPERS_MIN)
            .map(|(clue, (number, _))| (clue, number))
            .collect();
        let anew: HashMap<u32, u32> = kept.values().zip(0..).map(|(old, new)| (*old, new)).collect();
        for sentence in &mut sentences {
            sentence.clues = sentence.clues.iter().filter_map(|old| anew.get(old).copied()).collect();
        }
        Self { sentences, clues: kept.into_keys().collect() }
    }

    /// The weights of one aspect, learnt from the volumes that are wanted. A degree is learnt from the sentences
    /// that hold something of its class.
    fn model(&self, aspect: &str, wanted: impl Fn(&str) -> bool) -> Model {
        let (class, degree) =
            aspect.split_once(' ').map_or((aspect, None), |(class, degree)| (class, Some(degree)));
        let is_class = |held: &String| held.split(' ').next() == Some(class);
        let cases = self.sentences.iter().filter(|s| wanted(&s.volume)).filter_map(|s| {
            let there = s.holds.iter().any(is_class);
            let holds = if degree.is_some() { s.holds.iter().any(|h| h == aspect) } else { there };
            (there || degree.is_none()).then_some(Case { clues: &s.clues, holds })
        });
        Model::learnt(&cases.collect::<Vec<_>>(), self.clues.len())
    }

    /// How well a class is found in volumes that its weights were not learnt from, at the best threshold.
    fn measured(&self, class: &str) -> Row {
        let mut judged: Vec<(f64, usize)> = Vec::new();
        for fold in 0..FOLDS {
            let model = self.model(class, |volume| fold_of(volume) != fold);
            let own = self.sentences.iter().filter(|s| fold_of(&s.volume) == fold);
            let held = |s: &Sentence| s.holds.iter().filter(|h| h.split(' ').next() == Some(class)).count();
            judged.extend(own.map(|s| (model.odds(&s.clues), held(s))));
        }
        let (threshold, counts) = best(judged);
        let note = format!("{}, at {:.0} thousandths", counts.words(), threshold * UNIT);
        Row {
            measure: format!("{class}, sentence F"),
            set: "sentences marked by hand, volumes not learnt from".into(),
            got: counts.f(),
            first: None,
            good: None,
            cases: counts.gold,
            note,
        }
    }

    /// How often the likeliest degree of a class is the one held, in sentences that hold one alone, by weights that were
    /// not learnt from their volumes.
    fn graded(&self, class: &str) -> Row {
        let degrees: Vec<&str> =
            ASPECTS.iter().copied().filter(|a| a.split_once(' ').is_some_and(|(c, _)| c == class)).collect();
        let (mut right, mut all) = (0, 0);
        for fold in 0..FOLDS {
            let models: Vec<Model> =
                degrees.iter().map(|degree| self.model(degree, |volume| fold_of(volume) != fold)).collect();
            for sentence in self.sentences.iter().filter(|s| fold_of(&s.volume) == fold) {
                let held: BTreeSet<&str> =
                    sentence.holds.iter().map(String::as_str).filter(|h| degrees.contains(h)).collect();
                let odds = models.iter().map(|m| m.odds(&sentence.clues));
                let likeliest =
                    odds.zip(&degrees).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, degree)| *degree);
                if let (1, Some(degree)) = (held.len(), likeliest) {
                    all += 1;
                    right += usize::from(held.contains(degree));
                }
            }
        }
        Row {
            measure: format!("{class}, likeliest degree"),
            set: "sentences marked by hand, volumes not learnt from".into(),
            got: right as f64 / all.max(1) as f64,
            first: None,
            good: None,
            cases: all,
            note: String::new(),
        }
    }

    /// The table: each clue with its weights, in the order of the alphabet.
    fn written(&self, models: &[Model]) -> String {
        let mut out = format!(
            "## Learnt by `chancery-score --learn`, see gold/README.md.\n## marks {}\n",
            marks::hex(MARKS)
        );
        let weights = |of: &dyn Fn(&Model) -> f64| -> String {
            let each = models.iter().zip(ASPECTS).map(|(m, aspect)| (aspect, (of(m) * UNIT).round() as i16));
            each.filter(|(_, w)| *w != 0).fold(String::new(), |mut line, (aspect, w)| {
                let _ = write!(line, "\t{aspect}={w}");
                line
            })
        };
        let _ = writeln!(out, "{ALWAYS}{}", weights(&|m| m.always));
        for (number, clue) in self.clues.iter().enumerate() {
            let line = weights(&|m| m.weights.get(number).copied().unwrap_or_default());
            if !line.is_empty() {
                let _ = writeln!(out, "{clue}{line}");
            }
        }
        out
    }
}

/// The threshold above which most is right of what is found and of what is there.
fn best(mut judged: Vec<(f64, usize)>) -> (f64, Counts) {
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    let gold = judged.iter().map(|(_, held)| held).sum();
    let mut counts = Counts { right: 0, found: 0, gold };
    let mut best = (f64::INFINITY, counts);
    for (odds, held) in judged {
        counts.found += 1;
        counts.right += usize::from(held > 0);
        if counts.f() > best.1.f() {
            best = (odds, counts);
        }
    }
    best
}

fn fold_of(volume: &str) -> u64 {
    Split::hash(volume) % FOLDS
}
