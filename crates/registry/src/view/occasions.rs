//! What was said at one occasion, and how the other side answered it there.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chancery_office::judging::FindingState;
use chancery_office::reading::{Finding, Kind, RoleName, What};

use super::View;
use super::dialogue::{Topic, read, topic_columns};
use super::promised::Promise;
use super::rows::PaperRow;
use crate::answering::{Spoken, Voice, answer_of, answers, holder_is_certain};
use crate::answers::{Answer, Became, PaperLine, Said, Side};
use crate::dialogue::{content, fuller, same, tells_nothing};
use crate::refused::Refused;
use crate::sides::whose;
use crate::store;

/// What was said in one paper.
pub(super) struct Occasion {
    pub(super) line: PaperLine,
    pub(super) said: Vec<Said>,
    pub(super) positions: Vec<Said>,
    pub(super) ahead: Vec<Said>,
}

impl Occasion {
    pub(super) fn is_silent(&self) -> bool {
        self.said.is_empty() && self.positions.is_empty() && self.ahead.is_empty()
    }

    /// How much of a page it takes.
    pub(super) fn weight(&self) -> usize {
        self.said.iter().map(weight).sum()
    }
}

/// How much of a page it takes: itself, and its answers.
pub(super) fn weight(said: &Said) -> usize {
    1 + said.answers.len()
}

/// A finding of the paper.
struct Heard<'p> {
    finding: Cow<'p, Finding>,
    words: String,
    number: u32,
    state: FindingState,
    promise: Option<&'p Promise>,
}

impl<'p> Heard<'p> {
    fn topic(topic: Topic) -> Result<Self, Refused> {
        let finding = serde_json::from_str(&topic.finding).map_err(store::json)?;
        let Topic { words, number, state, .. } = topic;
        Ok(Self { finding: Cow::Owned(finding), words, number, state, promise: None })
    }

    fn promise(promise: &'p Promise) -> Self {
        let (words, state) = (promise.kept.words.clone(), promise.kept.state);
        let (finding, number) = (Cow::Borrowed(&promise.finding), promise.kept.number);
        Self { finding, words, number, state, promise: Some(promise) }
    }

    fn value(&self, name: RoleName) -> &str {
        self.finding.role(name).map_or("", |role| role.value.as_str())
    }

    fn voice(&self, paper: &PaperLine) -> Voice {
        match paper.kind {
            _ if self.state != FindingState::Proposed => Voice::Checked,
            Kind::Conversation | Kind::Minutes => Voice::Record,
            _ => Voice::Writer,
        }
    }

    fn said(&self, paper: &PaperLine, sides: (&str, &str)) -> Vec<Said> {
        if let Some(promise) = self.promise {
            return promise.said(sides);
        }
        let by = self.value(RoleName::Holder);
        vec![Said {
            by: by.to_owned(),
            side: whose(by, sides),
            became: Became::of(self.finding.what),
            about: fuller(self.about(), &self.words),
            words: self.words.clone(),
            reference: paper.reference.clone(),
            paper: paper.id.clone(),
            number: self.number,
            state: self.state,
            answers: Vec::new(),
        }]
    }

    fn about(&self) -> &str {
        let about = [self.value(RoleName::Subject), self.value(RoleName::Act)];
        about.into_iter().find(|words| !words.is_empty()).unwrap_or_default()
    }

    fn answer(&self, sides: (&str, &str)) -> Answer {
        let whose_answer = answer_of(&self.finding, &self.words).map(|role| role.value.as_str());
        let speaker = if self.promise.is_some() { RoleName::Actor } else { RoleName::Holder };
        let by = whose_answer.unwrap_or_else(|| self.value(speaker));
        let about = [self.value(RoleName::Act), self.about(), &self.words];
        let about = about.into_iter().find(|words| !words.is_empty()).unwrap_or_default();
        Answer {
            by: by.to_owned(),
            side: whose(by, sides),
            became: Became::of(self.finding.what),
            about: about.strip_prefix("that ").unwrap_or(about).to_owned(),
            words: self.words.clone(),
            number: self.number,
            state: self.state,
        }
    }
}

impl View {
    /// What one of the two says in a paper, or is said in it to have said.
    pub(super) fn occasion(
        &self,
        row: &PaperRow,
        sides: (&str, &str),
        promised: &[Promise],
    ) -> Result<Occasion, Refused> {
        let topics = self.gate()?.all(topic_columns!("WHERE t.paper = ?1 ORDER BY t.n"), [row.row], read)?;
        let line = self.line(row)?;
        let topics = topics.into_iter().map(Heard::topic);
        let promises = promised.iter().filter(|promise| promise.paper == line.id);
        let heard: Vec<Heard<'_>> =
            topics.chain(promises.map(|promise| Ok(Heard::promise(promise)))).collect::<Result<_, _>>()?;
        Ok(told(line, &heard, sides))
    }
}

/// What was heard, each answer with what it answers.
fn told(line: PaperLine, heard: &[Heard<'_>], sides: (&str, &str)) -> Occasion {
    let spoken: Vec<Spoken> =
        heard.iter().map(|one| Spoken::of(&one.finding, &one.words, sides, one.voice(&line))).collect();
    let answered = answers(&spoken);
    let answering: BTreeMap<usize, usize> =
        answered.iter().enumerate().flat_map(|(at, by)| by.iter().map(move |by| (*by, at))).collect();
    let mut occasion = Occasion { line, said: Vec::new(), positions: Vec::new(), ahead: Vec::new() };
    for (at, one) in heard.iter().enumerate() {
        let raised = answering.get(&at).and_then(|raised| heard.get(*raised));
        for mut said in one.said(&occasion.line, sides) {
            let by = answered.get(at).into_iter().flatten().filter_map(|by| heard.get(*by));
            said.answers = by.map(|by| by.answer(sides)).collect();
            if names_alone(&said.about, sides) {
                said.about.clear();
            }
            put(&mut occasion, one, said, raised);
        }
    }
    occasion
}

/// Puts it where it belongs, unless it is told with what it answers.
fn put(occasion: &mut Occasion, one: &Heard<'_>, said: Said, raised: Option<&Heard<'_>>) {
    let certain = || holder_is_certain(&one.finding, &one.words, one.voice(&occasion.line));
    match one.finding.what {
        What::Meeting(_) => occasion.ahead.push(said),
        _ if said.side == Side::Neither => {}
        What::Assessment if raised.is_none() && certain() => occasion.positions.push(said),
        What::Assessment => {}
        _ if raised.is_some_and(|raised| is_of(&said, raised)) => {}
        _ if said.about.is_empty() && said.answers.is_empty() && tells_nothing(&said.words, &said.by) => {}
        _ => occasion.said.push(said),
    }
}

/// Whether a subject is only the name of one of the two.
fn names_alone(about: &str, (a, b): (&str, &str)) -> bool {
    let (about, names) = (content(about), content(&format!("{a} {b}")));
    !about.is_empty() && about.is_subset(&names)
}

/// Whether what was said has no subject but the one that was raised.
fn is_of(said: &Said, raised: &Heard<'_>) -> bool {
    said.about.is_empty() || same(&content(&said.about), &content(&fuller(raised.about(), &raised.words)))
}
