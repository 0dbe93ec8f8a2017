//! What either side held on the subjects of a dialogue, from occasion to occasion.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chancery_office::reading::{Fate, Firmness, What};

use super::occasions::Occasion;
use crate::answers::{Became, Cut, Held, Position, Said, Side};
use crate::dialogue::{content, groups, telling};
use crate::sides::whose;

/// Subjects on a page of which it is told what either side held.
const SUBJECTS_SHOWN: usize = 8;
/// What one side held on one subject, as far as a page tells it: the newest.
const HELD_SHOWN: usize = 4;
/// Judgements on nothing that was raised, on a page.
const POSITIONS_SHOWN: usize = 8;

/// A subject: what it goes by, the occasions at which it was spoken of, what either side held.
struct Subject {
    name: String,
    words: Vec<BTreeSet<String>>,
    last: usize,
    held: Vec<(usize, Position)>,
    judged: bool,
}

impl Subject {
    fn take(&mut self, at: usize, judgement: Position) {
        self.held.push((at, judgement));
        self.judged = true;
    }

    /// Whether there is more to see than the one stand that is seen among the subjects.
    fn tells(&self) -> bool {
        !self.name.is_empty() && (self.judged || self.held.len() > 1)
    }

    fn occasions(&self) -> usize {
        self.held.iter().map(|(at, _)| at).collect::<BTreeSet<_>>().len()
    }
}

/// What either side held on each subject, and the judgements that are on none of these.
pub(super) fn held(occasions: &[Occasion], sides: (&str, &str)) -> (Cut<Held>, Cut<Position>) {
    let mut subjects = subjects(occasions, sides);
    let names = Names::of(&subjects);
    let mut others = Vec::new();
    for (at, occasion) in occasions.iter().enumerate() {
        for said in &occasion.positions {
            let position = Position { date: occasion.line.date, said: said.clone() };
            match names.in_words(&said.words).and_then(|place| subjects.get_mut(place)) {
                Some(subject) => subject.take(at, position),
                None => others.push(position),
            }
        }
    }
    subjects.retain(Subject::tells);
    // Where a stand may have changed comes first; of these, what was spoken of last.
    subjects.sort_by_key(|subject| Reverse((subject.occasions() > 1, subject.last)));
    others.reverse();
    let held = subjects.into_iter().map(of_subject).collect();
    (Cut::of(held, SUBJECTS_SHOWN), Cut::of(others, POSITIONS_SHOWN))
}

/// All that was spoken of, with the stands that were taken on it.
fn subjects(occasions: &[Occasion], sides: (&str, &str)) -> Vec<Subject> {
    let all: Vec<(usize, &Said)> = occasions
        .iter()
        .enumerate()
        .flat_map(|(at, one)| one.said.iter().map(move |said| (at, said)))
        .collect();
    let about: Vec<&str> = all.iter().map(|(_, said)| said.about.as_str()).collect();
    let of_group = |group: Vec<usize>| {
        let group: Vec<(usize, &Said)> = group.iter().filter_map(|at| all.get(*at).copied()).collect();
        let names = group.iter().map(|(_, said)| said.about.as_str());
        Subject {
            name: names.clone().min_by_key(|name| name.chars().count()).unwrap_or_default().to_owned(),
            words: names.filter_map(telling).collect(),
            last: group.iter().map(|(at, _)| *at).max().unwrap_or_default(),
            held: group.iter().flat_map(|(at, said)| stands(*at, said, (occasions, sides))).collect(),
            judged: false,
        }
    };
    groups(&about).into_iter().map(of_group).collect()
}

/// A side took a stand by what became of it.
fn takes_stand(became: Became) -> bool {
    match became.what() {
        Some(What::Subject(fate)) => !matches!(fate, Fate::Raised | Fate::NotRaised),
        Some(What::Undertaking(firmness)) => {
            matches!(firmness, Firmness::Agreed | Firmness::Refused | Firmness::Promised | Firmness::Open)
        }
        _ => false,
    }
}

/// What is a stand in what was said, and in the answers to it.
fn stands(at: usize, said: &Said, (occasions, sides): (&[Occasion], (&str, &str))) -> Vec<(usize, Position)> {
    let date = occasions.get(at).and_then(|one| one.line.date);
    // Towards whom one undertakes something takes no stand by it.
    let own = Said { answers: Vec::new(), side: whose(&said.by, sides), ..said.clone() };
    let own = Some(own).filter(|own| takes_stand(own.became) && own.side != Side::Neither);
    let answers = said.answers.iter().map(|answer| Said {
        by: answer.by.clone(),
        side: answer.side,
        became: answer.became,
        words: answer.words.clone(),
        number: answer.number,
        state: answer.state,
        answers: Vec::new(),
        ..said.clone()
    });
    own.into_iter().chain(answers).map(|said| (at, Position { date, said })).collect()
}

/// Names of subjects, each filed under one of its words.
struct Names(BTreeMap<String, Vec<(usize, BTreeSet<String>)>>);

impl Names {
    fn of(subjects: &[Subject]) -> Self {
        let mut filed: BTreeMap<String, Vec<(usize, BTreeSet<String>)>> = BTreeMap::new();
        let all =
            subjects.iter().enumerate().flat_map(|(at, one)| one.words.iter().map(move |words| (at, words)));
        for (at, words) in all {
            if let Some(first) = words.first() {
                filed.entry(first.clone()).or_default().push((at, words.clone()));
            }
        }
        Self(filed)
    }

    /// The subject that stands whole in the words of a judgement, the one that says most.
    fn in_words(&self, words: &str) -> Option<usize> {
        let words = content(words);
        let near = words.iter().filter_map(|word| self.0.get(word)).flatten();
        let named = near.filter(|(_, name)| name.is_subset(&words));
        named.map(|(at, name)| (name.len(), *at)).max().map(|(_, at)| at)
    }
}

/// The newest of either side, in order of time.
fn of_subject(subject: Subject) -> Held {
    let mut all = subject.held;
    all.sort_by_key(|(at, _)| *at);
    let of = |side: Side| {
        let his = all.iter().filter(|(_, one)| one.said.side == side);
        let newest = his.rev().map(|(_, one)| one.clone()).collect();
        let mut cut = Cut::of(newest, HELD_SHOWN);
        cut.shown.reverse();
        cut
    };
    Held { a: of(Side::A), b: of(Side::B), both: of(Side::Both), subject: subject.name }
}
