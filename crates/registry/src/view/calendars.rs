//! Calendars: meetings taken in from one, and the address at which a reader's own calendar fetches his.

use chancery_intake::{Calendar, CalendarEvent, CalendarWish};
use chancery_label::Label;
use chancery_office::act::Act;
use chancery_office::diary::MeetingNoted;
use chancery_office::id::Id;
use chancery_office::people::Duty;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::View;
use super::meetings::{MeetingRow, meeting_columns};
use super::noting::{NewMeeting, as_noted};
use crate::answers::{CalendarTaken, FeedLine, FeedShown, MeetingLine};
use crate::keys::NewStream;
use crate::projection::parse_label;
use crate::refused::Refused;

/// Days before today from which a calendar is read.
const DAYS_BACK: i64 = 31;
/// Days after today up to which it is read.
const DAYS_AHEAD: i64 = 400;
/// Meetings that a reader's calendar is given.
const FEED_MEETINGS_MAX: u32 = 1_000;

impl View {
    /// Notes the meetings of a calendar, all under one marking. What was taken in before is changed where the
    /// calendar says otherwise now; what is in it no more is left as it is.
    pub fn take_calendar(&self, name: &str, bytes: &[u8], marking: &str) -> Result<CalendarTaken, Refused> {
        self.reader.must(Duty::PutUp)?;
        let label = self.typed_label(marking)?;
        let held = self.registry.0.worker.calendar(name, bytes, &self.wished());
        let Calendar { events, notes } = held.map_err(|refusal| Refused::Invalid(refusal.to_string()))?;
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let mut taken = CalendarTaken { notes, ..CalendarTaken::default() };
        let (mut acts, mut streams) = (Vec::new(), Vec::new());
        for event in &events {
            let id = self.event_id(event, &label);
            let noted = as_noted(id, &meeting_of(event), &label)?;
            let known = fresh.meeting_line(&id.to_string())?;
            // A key that was kept by a taking in that was stopped serves the next.
            if known.is_none() && !event.cancelled && self.registry.0.keys.stream(id).is_err() {
                streams.push(NewStream::new(id, label.canonical()));
            }
            acts.extend(taken.decide(known.as_ref(), event, noted).into_iter().map(|act| (id, act)));
        }
        let Some((first, _)) = acts.first() else { return Ok(taken) };
        let below = self.below(*first, &label)?.map(|act| (*first, act));
        self.registry.0.keys.keep(&streams)?;
        let acts: Vec<(Id, Act)> = below.into_iter().chain(acts).collect();
        self.registry.acts_on(self.person(), &acts)?;
        Ok(taken)
    }

    fn wished(&self) -> CalendarWish {
        let (from, until) = self.days_of_calendars();
        CalendarWish { from, until, zone: self.registry.zone().name().to_owned() }
    }

    fn days_of_calendars(&self) -> (Date, Date) {
        let today = self.day_now();
        (today.saturating_sub(DAYS_BACK.days()), today.saturating_add(DAYS_AHEAD.days()))
    }

    /// The same event under the same marking is the same meeting, whoever takes it in.
    fn event_id(&self, event: &CalendarEvent, label: &Label) -> Id {
        let own = if event.uid.is_empty() {
            format!("{} {:?} {}", event.date, event.clock, event.summary)
        } else {
            event.uid.clone()
        };
        let material = ["calendar", &label.canonical(), &own].join("\n");
        self.registry.found_id(material.as_bytes())
    }

    /// What stands in the reader's own calendar: of meetings noted by hand whose marking `shows` covers what
    /// they are, of all others that he is engaged. No words of a paper leave by it.
    pub(crate) fn feed(&self, shows: &str) -> Result<FeedShown, Refused> {
        let shows = parse_label(shows)?;
        let (from, until) = self.days_of_calendars();
        let rows = self.gate()?.all(
            meeting_columns!(
                "WHERE m.day BETWEEN ?1 AND ?2 AND m.cancelled IS NULL ORDER BY m.day, m.clock, m.id LIMIT ?3"
            ),
            rusqlite::params![from.to_string(), until.to_string(), FEED_MEETINGS_MAX],
            MeetingRow::read,
        )?;
        let lines = rows.into_iter().map(|row| {
            let open = shows.dominates(&self.label(row.label)?.access());
            Ok(feed_line(self.line_of(row)?, open))
        });
        Ok(FeedShown {
            office: self.registry.name().to_owned(),
            zone: self.registry.zone().clone(),
            at: self.registry.now(),
            lines: lines.collect::<Result<_, Refused>>()?,
        })
    }
}

fn feed_line(line: MeetingLine, open: bool) -> FeedLine {
    let shown = open && line.noted;
    let words = |words: String| if shown { words } else { String::new() };
    FeedLine {
        date: line.date,
        clock: line.clock,
        until: line.until,
        subject: words(line.subject),
        place: words(line.place),
        id: line.id,
    }
}

fn meeting_of(event: &CalendarEvent) -> NewMeeting {
    NewMeeting {
        date: event.date,
        clock: event.clock,
        until: event.until,
        subject: event.summary.clone(),
        place: event.place.clone(),
        with: event.people.clone(),
        marking: String::new(),
    }
}

impl CalendarTaken {
    /// What is entered of an event, and counts it.
    fn decide(
        &mut self,
        known: Option<&MeetingLine>,
        event: &CalendarEvent,
        noted: MeetingNoted,
    ) -> Option<Act> {
        let meeting = noted.meeting;
        match known {
            None if event.cancelled => None,
            None => {
                self.noted += 1;
                Some(Act::MeetingNoted(noted))
            }
            Some(line) if event.cancelled && line.cancelled.is_none() => {
                self.cancelled += 1;
                Some(Act::MeetingCancelled { meeting, reason: String::new() })
            }
            Some(line) if !event.cancelled && otherwise(line, &noted) => {
                self.changed += 1;
                Some(Act::MeetingChanged(noted))
            }
            Some(_) => {
                self.known += 1;
                None
            }
        }
    }
}

fn otherwise(line: &MeetingLine, noted: &MeetingNoted) -> bool {
    let when = (line.date, line.clock, line.until) == (Some(noted.date), noted.clock, noted.until);
    let what = (&line.subject, &line.place, &line.with) == (&noted.subject, &noted.place, &noted.with);
    line.cancelled.is_some() || !(when && what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Means, Registry, set_up};

    const CALENDAR: &[u8] = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:one\nDTSTART:20261203T100000Z\nSUMMARY:Lunch\nEND:VEVENT\nEND:VCALENDAR\n";

    #[test]
    fn a_calendar_whose_taking_in_was_stopped_before_it_was_entered_is_taken_in_again() {
        let folder = tempfile::tempdir().unwrap();
        let clock = std::sync::Arc::new(|| "2026-12-01T00:00:00Z".parse().unwrap());
        let means = Means { clock, ..set_up::means() };
        let registry =
            Registry::init(&folder.path().join("office"), "test", set_up::PASSPHRASE, means).unwrap();
        let view = registry.view(&registry.reader("clerk").unwrap()).unwrap();
        let label = view.typed_label("CONFIDENTIAL").unwrap();
        let held = registry.0.worker.calendar("x.ics", CALENDAR, &view.wished()).unwrap();
        let id = view.event_id(&held.events[0], &label);
        registry.0.keys.keep(&[NewStream::new(id, label.canonical())]).unwrap();
        assert_eq!(view.take_calendar("x.ics", CALENDAR, "CONFIDENTIAL").unwrap().noted, 1);
    }
}
