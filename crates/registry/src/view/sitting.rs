//! The high-water mark: what a reader writes is not read by those who may not read what he has opened.
//!
//! A sitting begins with the first paper that is opened and ends when its reader says so, or after some
//! hours. Words below what was opened in it need a reason, which is entered with them.

use chancery_label::Label;
use chancery_office::act::Act;
use chancery_office::id::Id;
use jiff::{SignedDuration, Timestamp};

use super::View;
use super::acts::bounded;
use crate::answers::Marked;
use crate::label_no::LabelNo;
use crate::limits::REASON_CHARS_MAX;
use crate::refused::Refused;
use crate::sealing;

/// After so many hours a sitting is over.
const SITTING_HOURS: i64 = 12;

impl View {
    /// Says why what is written now stands below what was opened before.
    pub fn because(&self, reason: &str) {
        let reason = reason.trim();
        if !reason.is_empty() {
            // A view serves one request; the first reason that it gives is its reason.
            let _ = self.reason.set(reason.to_owned());
        }
    }

    /// What the papers opened in this sitting bear together; none where none was opened.
    pub fn sitting(&self) -> Result<Option<Marked>, Refused> {
        Ok(self.opened()?.map(|label| self.marked(&label)))
    }

    /// Ends the sitting.
    pub fn end_sitting(&self) -> Result<(), Refused> {
        self.registry.act(sealing::OFFICE, self.person(), &Act::SittingEnded)
    }

    fn opened(&self) -> Result<Option<Label>, Refused> {
        let rows = self.gate()?.all(
            "SELECT DISTINCT label_id FROM seen WHERE by = ?1 AND last > ?2",
            rusqlite::params![self.person().as_str(), self.sitting_began().as_millisecond()],
            |r| r.get::<_, LabelNo>(0),
        )?;
        let labels = rows.into_iter().map(|row| self.label(row)).collect::<Result<Vec<_>, _>>()?;
        Ok(labels.into_iter().map(|label| label.access()).reduce(|all, one| all.join(&one)))
    }

    pub(super) fn sitting_began(&self) -> Timestamp {
        let longest = self.registry.now().checked_sub(SignedDuration::from_hours(SITTING_HOURS));
        let longest = longest.unwrap_or(Timestamp::MIN);
        self.standing().sitting_ended(self.person()).map_or(longest, |ended| ended.max(longest))
    }

    /// What was opened in this sitting, where words that bear so much would stand below it.
    pub(super) fn opened_above(&self, wrote: &Label) -> Result<Option<Label>, Refused> {
        if !self.registry.0.settings.high_water_mark {
            return Ok(None);
        }
        Ok(self.opened()?.filter(|opened| !wrote.dominates(opened)))
    }

    /// The act that records words below the mark, if these are; refused where no reason is given.
    pub(super) fn below(&self, on: Id, wrote: &Label) -> Result<Option<Act>, Refused> {
        let Some(opened) = self.opened_above(wrote)? else { return Ok(None) };
        let Some(reason) = self.reason.get() else {
            return Err(Refused::Below(self.marked(&opened).banner));
        };
        let reason = bounded(reason, REASON_CHARS_MAX, "the reason")?;
        let (opened, wrote) = (opened.canonical(), wrote.canonical());
        Ok(Some(Act::WroteBelow { on, opened, wrote, reason }))
    }
}
