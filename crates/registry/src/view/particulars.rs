//! Particulars as a clerk has them: in the in-tray, and put right ever after.

use chancery_office::act::{Act, Manner, Registered};
use chancery_office::people::Duty;
use chancery_office::reading::{Kind, Particulars, Party};
use jiff::civil::Date;

use super::View;
use super::acts::bounded;
use super::in_hand::Decided;
use super::knowing::changed_meanwhile;
use crate::answers::{ParticularsPage, Proposed};
use crate::filing::again;
use crate::limits::NOTE_CHARS_MAX;
use crate::plausible::plausible;
use crate::projection::party_words;
use crate::refused::Refused;

/// Parties on one side that a clerk may name.
const PARTIES_MAX: usize = 100;

/// Particulars as typed; what is not said stays as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The word of its kind.
    pub kind: Option<String>,
    /// From whom, as [`Proposed`] writes parties.
    pub from: Option<String>,
    /// To whom.
    pub to: Option<String>,
    /// Copied to whom.
    pub copied_to: Option<String>,
    /// Date, ISO; empty for none.
    pub date: Option<String>,
    /// Where it was written.
    pub place: Option<String>,
    /// Reference that it bears.
    pub reference: Option<String>,
    /// Subject.
    pub subject: Option<String>,
    /// The file that it goes into.
    pub file: Option<String>,
    /// Of how many states the clerk knew when he typed them; with another by now, they are not taken.
    pub state: Option<u32>,
}

impl View {
    /// A paper's particulars, for who puts them right. That it was opened is entered before this returns.
    pub fn particulars_page(&self, name: &str) -> Result<ParticularsPage, Refused> {
        let row = self.row(name)?;
        self.reader.must(Duty::Register)?;
        self.show(Manner::Opened, &[row.id])?;
        self.gate()?.begin()?;
        let (registered, text) = self.unfolded(&row)?;
        Ok(ParticularsPage {
            line: self.line(&row)?,
            stands: proposed(&registered),
            state: self.states(&row)?,
            pages: self.waiting_pages(&row, &registered, &text)?,
            text,
        })
    }

    /// Puts right what is said of a paper in the register. What stood there before is kept; where another day or
    /// another hand gives its words another meaning, they are read again.
    pub fn put_particulars_right(&self, paper: &str, typed: &Typed) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        self.enter(self.putting_right(&self.fresh()?, paper, typed)?)
    }

    pub(super) fn putting_right(&self, fresh: &View, paper: &str, typed: &Typed) -> Result<Decided, Refused> {
        let row = fresh.row(paper)?;
        self.reader.must(Duty::Register)?;
        let states = fresh.states(&row)?;
        if typed.state.is_some_and(|known| known != states) {
            return Err(changed_meanwhile());
        }
        let (before, text) = fresh.unfolded(&row)?;
        let stands = as_typed(before.clone(), typed, self.day_now())?;
        if stands == before {
            return Err(Refused::Conflict("that is what it says already".into()));
        }
        let bears = fresh.label(row.label)?;
        let below = self.below(row.id, &bears)?;
        let read_again = means_otherwise(&stands, &before);
        let stands = if read_again { self.registry.as_read_again(stands, &text) } else { stands };
        let same = again::same_findings(&before.reading.findings, &stands.reading.findings, &text);
        let meetings = if read_again {
            let own = fresh.label(row.own_label)?;
            self.registry.follow_up(&stands, &text, &bears, &own)
        } else {
            Vec::new()
        };
        let meetings = meetings.into_iter().filter(|act| matches!(act, Act::MeetingNoted(_)));
        let corrected = Act::ParticularsCorrected { paper: Box::new(stands), read_again, same };
        Ok((row, below.into_iter().chain([corrected]).chain(meetings).collect()))
    }
}

/// Whether its words are read otherwise: by the hand, the partner and the day.
pub(super) fn means_otherwise(now: &Registered, before: &Registered) -> bool {
    let of = |paper: &Registered| {
        let Particulars { from, to, date, .. } = paper.particulars.clone();
        (paper.kind, from, to, date)
    };
    of(now) != of(before)
}

/// Particulars as they stand, in the fields of a form.
pub(super) fn proposed(paper: &Registered) -> Proposed {
    let of = &paper.particulars;
    let some = |value: &Option<String>| value.clone().unwrap_or_default();
    Proposed {
        marking: some(&paper.marking),
        kind: paper.kind,
        from: parties_words(&of.from),
        to: parties_words(&of.to),
        copied_to: parties_words(&of.copied_to),
        date: of.date.map(|date| date.to_string()).unwrap_or_default(),
        place: some(&of.place),
        reference: some(&of.reference),
        subject: some(&of.subject),
        file: some(&paper.file),
    }
}

fn parties_words(parties: &[Party]) -> String {
    parties.iter().map(party_words).collect::<Vec<_>>().join("; ")
}

/// The paper as the clerk has it; what he leaves as it stood keeps its particulars to the letter.
pub(super) fn as_typed(paper: Registered, wanted: &Typed, today: Date) -> Result<Registered, Refused> {
    let stood = proposed(&paper);
    let typed = |wanted: &Option<String>, stood: &str, what: &str| match wanted.as_deref() {
        Some(typed) if typed.trim() != stood.trim() => bounded(typed, NOTE_CHARS_MAX, what).map(Some),
        _ => Ok(None),
    };
    let mut paper = paper;
    if let Some(kind) = wanted.kind.as_deref().filter(|kind| !kind.is_empty()) {
        paper.kind =
            Kind::from_word(kind).ok_or_else(|| Refused::Invalid(format!("there is no kind `{kind}`")))?;
    }
    let of = &mut paper.particulars;
    let sides = [
        (&wanted.from, &stood.from, &mut of.from),
        (&wanted.to, &stood.to, &mut of.to),
        (&wanted.copied_to, &stood.copied_to, &mut of.copied_to),
    ];
    for (wanted, stood, side) in sides {
        if let Some(typed) = typed(wanted, stood, "a side of the correspondence")? {
            *side = parties(&typed)?;
        }
    }
    if let Some(date) = typed(&wanted.date, &stood.date, "a date")? {
        of.date = if date.is_empty() { None } else { Some(plausible(day(&date)?, today)?) };
    }
    let lines = [
        (&wanted.place, &stood.place, &mut of.place, "a place"),
        (&wanted.reference, &stood.reference, &mut of.reference, "a reference"),
        (&wanted.subject, &stood.subject, &mut of.subject, "a subject"),
        (&wanted.file, &stood.file, &mut paper.file, "the name of a file"),
    ];
    for (wanted, stood, line, what) in lines {
        if let Some(typed) = typed(wanted, stood, what)? {
            *line = Some(typed).filter(|typed| !typed.is_empty());
        }
    }
    Ok(paper)
}

fn day(typed: &str) -> Result<Date, Refused> {
    typed.parse().map_err(|_| Refused::Invalid(format!("`{typed}` is no day: write it as in 1982-10-14")))
}

/// Parties between semicolons; what follows a comma is a post.
fn parties(typed: &str) -> Result<Vec<Party>, Refused> {
    let each = typed.split(';').map(str::trim).filter(|words| !words.is_empty());
    let parties: Vec<Party> = each
        .map(|words| match words.split_once(',') {
            Some((name, post)) => Party {
                name: Some(name.trim().to_owned()),
                post: Some(post.trim().to_owned()),
                address: None,
            },
            None => Party { name: Some(words.to_owned()), post: None, address: None },
        })
        .collect();
    if parties.len() > PARTIES_MAX {
        return Err(Refused::Invalid(format!("a side has at most {PARTIES_MAX} parties")));
    }
    Ok(parties)
}
