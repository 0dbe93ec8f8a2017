//! Transcripts: a text put right by a person, beside what was first read.

use chancery_office::act::{Act, Footnote, Manner, Registered, words};
use chancery_office::people::Duty;
use chancery_office::reading::Kind;

use super::View;
use super::knowing::state_of;
use super::paper::told_otherwise;
use super::rows::{PaperRow, moment};
use crate::answers::{VersionPage, VersionShown};
use crate::refused::Refused;
use crate::{sealing, store};

/// Longest transcript.
pub const TRANSCRIPT_BYTES_MAX: usize = 4 << 20;

impl View {
    /// Corrects the transcript of a paper. The first is kept; what is read in the corrected one stands in the
    /// place of what was read in the first.
    pub fn correct_transcript(&self, paper: &str, text: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let row = fresh.row(paper)?;
        self.reader.must(Duty::Register)?;
        let text = text.replace("\r\n", "\n");
        if text.trim().is_empty() {
            return Err(Refused::Invalid("a transcript has words: write what stands on the paper".into()));
        }
        if text.len() > TRANSCRIPT_BYTES_MAX {
            return Err(Refused::Invalid(format!("a transcript has at most {TRANSCRIPT_BYTES_MAX} bytes")));
        }
        let (before, first) = fresh.unfolded(&row)?;
        self.must_have_known(&first)?;
        if text == first {
            return Err(Refused::Conflict("that is what it says already".into()));
        }
        let own = fresh.label(row.own_label)?;
        let corrected = self.corrected(&row, before, (&first, &text), own.canonical())?;
        let bears = fresh.label(row.label)?;
        let below = self.below(row.id, &bears)?;
        let follows = self.registry.follow_up(&corrected, &text, &bears, &own).into_iter();
        let meetings = follows.filter(|act| matches!(act, Act::MeetingNoted(_)));
        let acts: Vec<Act> = below
            .into_iter()
            .chain([Act::TranscriptCorrected(Box::new(corrected))])
            .chain(meetings)
            .collect();
        self.registry.0.vault.sync().map_err(|e| store::vault(&e))?;
        self.registry.acts(row.id, self.person(), &acts)
    }

    /// Particulars that a person has settled stay; those that were read are read again.
    fn corrected(
        &self,
        row: &PaperRow,
        before: Registered,
        (first, text): (&str, &str),
        own: String,
    ) -> Result<Registered, Refused> {
        let keeps = before.kind == Kind::Email || !self.registry.are_as_read(&before, first);
        let reading =
            if keeps { self.registry.read_again(&before, text) } else { self.registry.read_afresh(text) };
        let part = reading.parts.first().filter(|_| !keeps);
        let kind = part.map_or(before.kind, |part| part.kind);
        let particulars = part.map_or(before.particulars, |part| part.particulars.clone());
        let inner = &self.registry.0;
        let key = inner.keys.stream(row.id)?;
        let body = sealing::put_body(&inner.vault, &key, row.id, &own, text.as_bytes())?;
        Ok(Registered {
            kind,
            particulars,
            label: own,
            original: before.original.or(Some(before.text)),
            text: body,
            words: words(text),
            footnotes: moved(before.footnotes, first, text),
            reading,
            ..before
        })
    }

    /// The states that a paper has been in; one that it has never left is none.
    pub(super) fn versions(&self, row: &PaperRow) -> Result<Vec<VersionShown>, Refused> {
        let kept = self.kept_versions(row)?;
        if kept.len() < 2 {
            return Ok(Vec::new());
        }
        Ok(kept.into_iter().map(|(_, shown)| shown).collect())
    }

    /// In how many states a paper has been, as far as the reader may know of them.
    pub(super) fn states(&self, row: &PaperRow) -> Result<u32, Refused> {
        Ok(u32::try_from(self.kept_versions(row)?.len()).unwrap_or(u32::MAX))
    }

    fn kept_versions(&self, row: &PaperRow) -> Result<Vec<(u64, VersionShown)>, Refused> {
        let rows = self.gate()?.all(
            "SELECT seq, by, at, what FROM version WHERE paper = ?1 ORDER BY n",
            [row.row],
            |r| Ok((r.get(0)?, r.get::<_, String>(1)?, moment(r, 2)?, r.get::<_, String>(3)?)),
        )?;
        let shown = (1..).zip(rows).map(|(number, (seq, by, at, what))| {
            // To whoever may not know of a state before it, the first that he may is the one in which it came.
            let what = if number == 1 { "as it came".to_owned() } else { what };
            (seq, VersionShown { number, what, by: self.name_of(&by), at })
        });
        Ok(shown.collect())
    }

    /// The paper as it was first entered, where it has been put right since.
    pub(super) fn as_it_came(&self, row: &PaperRow) -> Result<Option<Registered>, Refused> {
        match self.kept_versions(row)?.first() {
            Some((seq, _)) if *seq != row.seq => self.registered_of(&row.as_of(*seq)).map(Some),
            _ => Ok(None),
        }
    }

    /// An earlier text of a paper. That it was opened is entered before this returns.
    pub fn version(&self, name: &str, number: u32) -> Result<VersionPage, Refused> {
        let row = self.row(name)?;
        let kept = self.kept_versions(&row)?;
        let (seq, version) = kept.into_iter().find(|(_, one)| one.number == number).ok_or(Refused::Absent)?;
        self.show(Manner::Opened, &[row.id])?;
        let (then, text) = self.unfolded(&row.as_of(seq))?;
        let (stands, now) = self.unfolded(&row)?;
        let now = (now != text).then_some(now);
        let otherwise = told_otherwise(&stands, &then);
        Ok(VersionPage { line: self.line(&row)?, version, text, now, otherwise, state: String::new() })
    }

    /// The text of a paper, for who corrects it. That it was opened is entered before this returns.
    pub fn transcript(&self, name: &str) -> Result<VersionPage, Refused> {
        let row = self.row(name)?;
        self.reader.must(Duty::Register)?;
        let (line, (_, text)) = (self.line(&row)?, self.unfolded(&row)?);
        self.show(Manner::Opened, &[row.id])?;
        // The state in which it stands, also where that was entered above who may read it now.
        let version = self.kept_versions(&row)?.pop().map(|(_, last)| last);
        let version = version.unwrap_or_else(|| VersionShown {
            number: 1,
            what: "as it came".into(),
            by: String::new(),
            at: line.entered,
        });
        let state = state_of(&text)?;
        Ok(VersionPage { line, version, text, now: None, otherwise: Vec::new(), state })
    }
}

/// Where places of a first text are in a corrected one: what was changed lies between what was not.
pub(super) struct Shift {
    same: usize,
    tail_from: usize,
    first_len: usize,
    len: usize,
}

impl Shift {
    pub fn between(first: &str, text: &str) -> Self {
        let same = first.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
        let most = first.len().min(text.len()) - same;
        let tail = first.bytes().rev().zip(text.bytes().rev()).take(most).take_while(|(a, b)| a == b).count();
        Self { same, tail_from: first.len() - tail, first_len: first.len(), len: text.len() }
    }

    /// The place, or none where the words about it were changed.
    pub fn at(&self, at: usize) -> Option<usize> {
        match at {
            at if at <= self.same => Some(at),
            at if at >= self.tail_from => Some(at + self.len - self.first_len),
            _ => None,
        }
    }

    /// Where the change begins.
    pub fn changed(&self) -> usize {
        self.same
    }
}

/// Calls of footnotes, where their places are in the corrected text.
fn moved(footnotes: Vec<Footnote>, first: &str, text: &str) -> Vec<Footnote> {
    let shift = Shift::between(first, text);
    let moved = footnotes.into_iter().map(|note| {
        let mut place = shift.at(note.at as usize).unwrap_or(shift.changed()).min(text.len());
        while !text.is_char_boundary(place) {
            place -= 1;
        }
        Footnote { at: u32::try_from(place).unwrap_or(0), ..note }
    });
    moved.collect()
}
