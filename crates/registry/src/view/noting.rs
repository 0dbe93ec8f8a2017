//! Meetings that are noted by hand, changed, or not held.

use chancery_label::Label;
use chancery_office::act::Act;
use chancery_office::diary::MeetingNoted;
use chancery_office::id::Id;
use chancery_office::people::Duty;
use jiff::civil::{Date, Time};

use super::View;
use super::acts::bounded;
use crate::answers::MeetingLine;
use crate::label_no::LabelNo;
use crate::limits::NOTE_CHARS_MAX;
use crate::plausible::plausible;
use crate::refused::Refused;

/// Others whom a meeting is noted with.
const SIDES_MAX: usize = 50;

/// A meeting to be noted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewMeeting {
    /// Day.
    pub date: Date,
    /// Hour.
    pub clock: Option<Time>,
    /// When it ends, on that day.
    pub until: Option<Time>,
    /// What it is about.
    pub subject: String,
    /// Where.
    pub place: String,
    /// With whom.
    pub with: Vec<String>,
    /// What it bears, as typed; where a meeting is changed it keeps its marking.
    pub marking: String,
}

impl View {
    /// Notes a meeting by hand; it bears its marking, which the reader must be cleared for.
    pub fn note_meeting(&self, wanted: &NewMeeting) -> Result<String, Refused> {
        self.reader.must(Duty::PutUp)?;
        let label = self.typed_label(&wanted.marking)?;
        self.must_make_sense(wanted)?;
        let _deciding = self.registry.decide();
        if self.fresh()?.noted_already(wanted, &label)? {
            return Err(Refused::Conflict("that meeting stands in the diary already".into()));
        }
        let (day, now) = (wanted.date.to_string(), self.registry.now().as_millisecond().to_be_bytes());
        let meeting = self.registry.new_id(&[b"noted", wanted.subject.as_bytes(), day.as_bytes(), &now]);
        self.noted(meeting, wanted, &label)?;
        Ok(meeting.to_string())
    }

    /// A meeting that somebody notes is on a day that can be meant, and about something or with somebody.
    fn must_make_sense(&self, wanted: &NewMeeting) -> Result<(), Refused> {
        plausible(wanted.date, self.day_now())?;
        let empty = |words: &str| words.trim().is_empty();
        if empty(&wanted.subject) && wanted.with.iter().all(|name| empty(name)) {
            return Err(Refused::Invalid("say what the meeting is about, or with whom it is".into()));
        }
        Ok(())
    }

    /// The reader may know of a meeting that was noted in the same words and is to be held.
    fn noted_already(&self, wanted: &NewMeeting, label: &Label) -> Result<bool, Refused> {
        let same = as_noted(Id([0; 16]), wanted, label)?;
        let hour = |clock: Option<Time>| clock.map(|clock| clock.to_string());
        let labels = self.gate()?.all(
            "SELECT label_id FROM meeting WHERE noted = 1 AND cancelled IS NULL AND day = ?1 AND clock IS ?2
             AND until IS ?3 AND subject = ?4 AND place = ?5 AND sides = ?6",
            rusqlite::params![
                same.date.to_string(),
                hour(same.clock),
                hour(same.until),
                same.subject,
                same.place,
                same.with.join("\n")
            ],
            |r| r.get::<_, LabelNo>(0),
        )?;
        let labels = labels.into_iter().map(|row| self.label(row)).collect::<Result<Vec<_>, _>>()?;
        Ok(labels.contains(label))
    }

    /// Enters a meeting under an id of its own.
    pub(super) fn noted(&self, meeting: Id, wanted: &NewMeeting, label: &Label) -> Result<(), Refused> {
        let noted = as_noted(meeting, wanted, label)?;
        let below = self.below(meeting, label)?;
        self.registry.new_stream(meeting, label)?;
        self.act_with(meeting, below, Act::MeetingNoted(noted))
    }

    /// Changes a meeting that was noted by hand; one that was not to be held is held again.
    pub fn change_meeting(&self, meeting: &str, wanted: &NewMeeting) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let (line, label) = self.fresh()?.own_meeting(meeting)?;
        self.must_make_sense(wanted)?;
        self.must_have_known(&line)?;
        let id = line.id.parse().map_err(|_| Refused::Absent)?;
        let noted = as_noted(id, wanted, &label)?;
        let below = self.below(id, &label)?;
        self.act_with(id, below, Act::MeetingChanged(noted))
    }

    /// Says that a meeting that was noted by hand is not held.
    pub fn cancel_meeting(&self, meeting: &str, reason: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let (line, label) = self.fresh()?.own_meeting(meeting)?;
        if line.cancelled.is_some() {
            return Err(Refused::Conflict("it is entered already that this meeting is not held".into()));
        }
        let id = line.id.parse().map_err(|_| Refused::Absent)?;
        let reason = bounded(reason, NOTE_CHARS_MAX, "the reason")?;
        let below = if reason.is_empty() { None } else { self.below(id, &label)? };
        self.act_with(id, below, Act::MeetingCancelled { meeting: id, reason })
    }

    /// A meeting that bears a marking of its own.
    fn own_meeting(&self, meeting: &str) -> Result<(MeetingLine, Label), Refused> {
        let line = self.meeting_line(meeting)?.ok_or(Refused::Absent)?;
        self.reader.must(Duty::PutUp)?;
        if !line.noted {
            return Err(found_in_a_paper());
        }
        let row = self.gate()?.value("SELECT label_id FROM meeting WHERE id = ?1", [&line.id])?;
        Ok((line, self.label(row)?))
    }
}

fn found_in_a_paper() -> Refused {
    Refused::Invalid(
        "a meeting that a paper speaks of is changed there: correct or dismiss the finding".into(),
    )
}

pub(super) fn as_noted(meeting: Id, wanted: &NewMeeting, label: &Label) -> Result<MeetingNoted, Refused> {
    let subject = bounded(&wanted.subject, NOTE_CHARS_MAX, "the subject")?;
    let place = bounded(&wanted.place, NOTE_CHARS_MAX, "the place")?;
    let with = wanted.with.iter().map(|name| one_line(name)).collect::<Result<Vec<_>, _>>()?;
    if with.len() > SIDES_MAX {
        return Err(Refused::Invalid(format!("a meeting is noted with at most {SIDES_MAX} others")));
    }
    if wanted.until.is_some() && wanted.until <= wanted.clock {
        return Err(Refused::Invalid("it ends before it begins".into()));
    }
    Ok(MeetingNoted {
        meeting,
        date: wanted.date,
        clock: wanted.clock,
        until: wanted.until,
        subject,
        place,
        with: with.into_iter().filter(|name| !name.is_empty()).collect(),
        words: String::new(),
        paper: None,
        key: String::new(),
        label: label.canonical(),
        proposed: false,
    })
}

fn one_line(name: &str) -> Result<String, Refused> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    bounded(&name, NOTE_CHARS_MAX, "a name")
}
