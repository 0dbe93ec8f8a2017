//! A paper read again, since a person has put right what was read of it.

use chancery_office::act::Registered;
use chancery_office::reading::{FieldRole, Finding, Kind, Reading};
use chancery_reading::Context;

use crate::registry::Registry;

/// Findings entered for one paper.
const FINDINGS_MAX: usize = 2_000;
/// Lines by which a paper itself says who wrote to whom, and when.
const HEAD: [FieldRole; 7] = [
    FieldRole::Letterhead,
    FieldRole::Place,
    FieldRole::Date,
    FieldRole::Reference,
    FieldRole::From,
    FieldRole::To,
    FieldRole::Subject,
];

impl Registry {
    /// The paper with what its text says if it stands as this says.
    pub(crate) fn as_read_again(&self, paper: Registered, text: &str) -> Registered {
        Registered { reading: self.read_again(&paper, text), ..paper }
    }

    /// What is read in a text if the paper stands as this says.
    pub(crate) fn read_again(&self, paper: &Registered, text: &str) -> Reading {
        let settled = Some((paper.kind, paper.particulars.clone()));
        let known = Context { settled, ..self.reading_context(None) };
        let context = match says_who_wrote(&paper.reading) && paper.kind != Kind::Email {
            true => known,
            false => {
                Context { given: Some(paper.particulars.clone()), given_kind: Some(paper.kind), ..known }
            }
        };
        bounded(chancery_reading::read(text, &context))
    }

    /// What is read in a text of which nothing is known.
    pub(crate) fn read_afresh(&self, text: &str) -> Reading {
        bounded(chancery_reading::read(text, &self.reading_context(None)))
    }

    /// Whether the particulars are those that the text by itself would be given, so that no person and no file format
    /// has said otherwise.
    pub(crate) fn are_as_read(&self, paper: &Registered, text: &str) -> bool {
        let says_so = |read: &Reading| {
            let part = read.parts.first();
            part.is_some_and(|part| part.particulars == paper.particulars && part.kind == paper.kind)
        };
        // As it was read when it was entered, by the rules of that day; or by those of today.
        (says_who_wrote(&paper.reading) && says_so(&paper.reading)) || says_so(&self.read_afresh(text))
    }
}

/// Findings that two readings of one text have in common though their values differ, each by its old key and its new:
/// of the same words, class and rule, one after another.
pub(crate) fn same_findings(before: &[Finding], now: &[Finding], text: &str) -> Vec<(String, String)> {
    let known =
        |finding: &Finding| (finding.evidence, std::mem::discriminant(&finding.what), finding.rule.clone());
    let mut left: Vec<_> = before.iter().map(known).zip(chancery_reading::keys(before, text)).collect();
    let mut same = Vec::new();
    for (wanted, key) in now.iter().map(known).zip(chancery_reading::keys(now, text)) {
        let Some(at) = left.iter().position(|(known, _)| *known == wanted) else { continue };
        let (_, old) = left.remove(at);
        if old != key {
            same.push((old, key));
        }
    }
    same
}

/// A reading with no more findings than are entered.
pub(super) fn bounded(reading: Reading) -> Reading {
    let mut reading = reading;
    reading.findings.truncate(FINDINGS_MAX);
    reading
}

/// The head of a mail or of a volume's document is not in its text.
fn says_who_wrote(reading: &Reading) -> bool {
    reading.parts.first().is_some_and(|part| part.fields.iter().any(|field| HEAD.contains(&field.role)))
}
