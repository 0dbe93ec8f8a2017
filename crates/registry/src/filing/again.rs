//! A paper read again, since a person has put right what was read of it.

use chancery_office::act::Registered;
use chancery_office::reading::{FieldRole, Kind, Reading};
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
        let known = Context { settled: Some(paper.particulars.clone()), ..self.reading_context(None) };
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
        let read = self.read_afresh(text);
        read.parts
            .first()
            .is_some_and(|part| part.particulars == paper.particulars && part.kind == paper.kind)
    }
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
