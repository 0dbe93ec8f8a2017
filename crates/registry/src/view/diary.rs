//! The diary: meetings by day, as an agenda, a week or a month.

use std::collections::BTreeMap;

use chancery_office::people::Duty;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::View;
use super::meetings::{MeetingRow, meeting_columns};
use super::rows::{parsed, parsed_if};
use crate::answers::{DiaryAsked, DiaryDay, DiaryPage, DiarySpan, MeetingLine};
use crate::refused::Refused;

/// Meetings of an agenda's page; one more is looked for, to know whether there is a later page.
const AGENDA_SHOWN: usize = 50;
/// Meetings that a week or a month shows.
const SPAN_MEETINGS_MAX: u32 = 500;

impl View {
    /// A part of the diary.
    pub fn diary(&self, asked: &DiaryAsked) -> Result<DiaryPage, Refused> {
        self.gate()?.begin()?;
        let today = self.day_now();
        match asked.span {
            DiarySpan::Agenda => self.agenda(today, asked.day),
            DiarySpan::Week | DiarySpan::Month => {
                let (from, until) = bounds(asked.span, asked.day.unwrap_or(today));
                let meetings = self.told(self.held_between(from, until)?)?;
                let every = from.series(1.day()).take_while(|day| *day <= until).collect();
                let (earlier, later) = (from.yesterday().ok(), until.tomorrow().ok());
                self.diary_page((asked.span, today), every, meetings, (earlier, later))
            }
        }
    }

    /// From a day on; where none is asked for and nothing lies ahead, the last that was.
    fn agenda(&self, today: Date, from: Option<Date>) -> Result<DiaryPage, Refused> {
        let mut rows = self.held_from(from.unwrap_or(today))?;
        let mut from = from.unwrap_or(today);
        if rows.is_empty()
            && let Some(last) = self.page_before(from)?
        {
            from = last;
            rows = self.held_from(from)?;
        }
        let more = rows.len() > AGENDA_SHOWN;
        rows.truncate(AGENDA_SHOWN);
        let later = rows.last().filter(|_| more).map(|row| row.day);
        let earlier = self.page_before(from)?;
        let meetings = self.told(rows)?;
        let mut days: Vec<Date> = meetings.iter().filter_map(|line| line.date).collect();
        days.dedup();
        self.diary_page((DiarySpan::Agenda, today), days, meetings, (earlier, later))
    }

    fn held_from(&self, from: Date) -> Result<Vec<MeetingRow>, Refused> {
        self.gate()?.all(
            meeting_columns!("WHERE m.day >= ?1 ORDER BY m.day, m.clock, m.id LIMIT ?2"),
            rusqlite::params![from.to_string(), AGENDA_SHOWN + 1],
            MeetingRow::read,
        )
    }

    fn held_between(&self, from: Date, until: Date) -> Result<Vec<MeetingRow>, Refused> {
        self.gate()?.all(
            meeting_columns!("WHERE m.day BETWEEN ?1 AND ?2 ORDER BY m.day, m.clock, m.id LIMIT ?3"),
            rusqlite::params![from.to_string(), until.to_string(), SPAN_MEETINGS_MAX],
            MeetingRow::read,
        )
    }

    /// The day from which a page would end where this one begins.
    fn page_before(&self, from: Date) -> Result<Option<Date>, Refused> {
        let first = self.gate()?.first(
            "SELECT min(day) FROM (SELECT day FROM meeting WHERE day < ?1 ORDER BY day DESC LIMIT ?2)",
            rusqlite::params![from.to_string(), AGENDA_SHOWN],
            |r| parsed_if(r, 0),
        )?;
        Ok(first.flatten())
    }

    fn diary_page(
        &self,
        (span, today): (DiarySpan, Date),
        days: Vec<Date>,
        meetings: Vec<MeetingLine>,
        (earlier, later): (Option<Date>, Option<Date>),
    ) -> Result<DiaryPage, Refused> {
        let (from, until) = (days.first().copied().unwrap_or(today), days.last().copied().unwrap_or(today));
        let overall = self.overall_of(&[], &meetings)?;
        let due = self.due_between(from, until)?;
        let mut by_day: BTreeMap<Date, Vec<MeetingLine>> = BTreeMap::new();
        for line in meetings {
            if let Some(date) = line.date {
                by_day.entry(date).or_default().push(line);
            }
        }
        let calendar = self.calendar();
        let of_day = |date: Date| DiaryDay {
            date,
            works: calendar.works(date),
            meetings: by_day.remove(&date).unwrap_or_default(),
            due: due.get(&date).copied().unwrap_or(0),
        };
        let days = days.into_iter().map(of_day).collect();
        let may_note = self.reader.has(Duty::PutUp);
        Ok(DiaryPage { span, today, from, until, days, earlier, later, overall, may_note })
    }

    fn due_between(&self, from: Date, until: Date) -> Result<BTreeMap<Date, u32>, Refused> {
        let rows = self.gate()?.all(
            "SELECT due, sum(many) FROM owed_on WHERE due BETWEEN ?1 AND ?2 AND closed = 0 GROUP BY due",
            [from.to_string(), until.to_string()],
            |r| Ok((parsed(r, 0)?, r.get::<_, u32>(1)?)),
        )?;
        Ok(rows.into_iter().collect())
    }
}

fn bounds(span: DiarySpan, within: Date) -> (Date, Date) {
    match span {
        DiarySpan::Month => (within.first_of_month(), within.last_of_month()),
        DiarySpan::Week | DiarySpan::Agenda => {
            let monday = within.saturating_sub(i64::from(within.weekday().to_monday_zero_offset()).days());
            (monday, monday.saturating_add(6.days()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DiarySpan, bounds};
    use jiff::civil::{Date, date};

    #[test]
    fn a_week_begins_on_monday_and_a_month_on_its_first() {
        let friday = date(1982, 10, 15);
        assert_eq!(bounds(DiarySpan::Week, friday), (date(1982, 10, 11), date(1982, 10, 17)));
        assert_eq!(bounds(DiarySpan::Month, friday), (date(1982, 10, 1), date(1982, 10, 31)));
    }

    #[test]
    fn the_ends_of_time_are_weeks_too() {
        assert!(bounds(DiarySpan::Week, Date::MIN).0 >= Date::MIN);
        assert_eq!(bounds(DiarySpan::Week, Date::MAX).1, Date::MAX);
    }
}
