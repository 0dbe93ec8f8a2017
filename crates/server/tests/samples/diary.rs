//! The diary of that week, and a meeting in it.

use super::*;
use chancery_server::pages::Diary;

pub fn diary() -> Diary {
    let unnamed = MeetingLine {
        subject: String::new(),
        words: "my meetings with Gromyko at the end of September, of which you have had detailed briefings from our Ambassadors".into(),
        ..the_meeting()
    };
    let mut meetings = today().meetings;
    meetings.insert(1, unnamed);
    Diary { page: agenda(meetings, Some(secret())), feed: None, taken: None }
}

/// These meetings, each day's together.
pub fn agenda(meetings: Vec<MeetingLine>, overall: Option<Marked>) -> DiaryPage {
    let mut days: Vec<DiaryDay> = Vec::new();
    for line in meetings {
        let date = line.date.unwrap_or_default();
        match days.last_mut().filter(|day| day.date == date) {
            Some(day) => day.meetings.push(line),
            None => days.push(DiaryDay { date, works: true, meetings: vec![line], due: 1 }),
        }
    }
    let today = date(1982, 10, 14);
    DiaryPage {
        span: DiarySpan::Agenda,
        today,
        from: days.first().map_or(today, |day| day.date),
        until: days.last().map_or(today, |day| day.date),
        days,
        earlier: Some(date(1982, 9, 1)),
        later: Some(date(1982, 12, 1)),
        overall,
        may_note: true,
    }
}

/// A week or a month, with a meeting that is not held.
pub fn grid(span: DiarySpan) -> Diary {
    let gone = MeetingLine { noted: true, cancelled: Some("he is ill".into()), ..the_meeting() };
    let (from, until) = match span {
        DiarySpan::Month => (date(1982, 10, 1), date(1982, 10, 31)),
        DiarySpan::Week | DiarySpan::Agenda => (date(1982, 10, 11), date(1982, 10, 17)),
    };
    let of_day = |date: Date| DiaryDay {
        date,
        works: !matches!(date.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday),
        meetings: if date.day() == 15 { vec![the_meeting(), gone.clone()] } else { Vec::new() },
        due: u32::from(date.day() == 14),
    };
    let days = from.series(jiff::ToSpan::days(1)).take_while(|day| *day <= until).map(of_day).collect();
    let taken = CalendarTaken {
        noted: 3,
        changed: 1,
        notes: vec!["1 event has no day".into()],
        ..CalendarTaken::default()
    };
    let page = DiaryPage { span, from, until, days, ..diary().page };
    Diary { page, feed: Some("/calendar/00112233445566778899aabbccddeeff.ics".into()), taken: Some(taken) }
}

pub fn meeting() -> MeetingPage {
    let page = message();
    let subjects = page.findings.iter().filter(|finding| matches!(finding.what, What::Subject(_)));
    MeetingPage {
        line: the_meeting(),
        with: vec!["Mr Pym".into()],
        dialogue: Some(("Pym".into(), "Gromyko".into())),
        papers: vec![cover_line(), message_line()],
        undertakings: vec![undertaking()],
        subjects: subjects
            .map(|finding| FindingAt {
                finding: finding.clone(),
                reference: "S 82/2".into(),
                paper: MESSAGE.into(),
            })
            .collect(),
        read_outs: vec![telegram()],
        who: vec![Known {
            name: "Mr Pym".into(),
            posts: vec!["Foreign Secretary".into()],
            papers: vec![message_line()],
        }],
        joined: vec![JoinedLine {
            id: COVER.into(),
            date: date(1982, 10, 4),
            clock: None,
            subject: "Soviet/East European affairs".into(),
            words: "our meeting in New York".into(),
        }],
        alike: vec![MeetingLine { noted: false, ..the_meeting() }],
        before: vec![MeetingLine { date: Some(date(1982, 7, 1)), ..the_meeting() }],
        owed: [vec![undertaking()], Vec::new()],
        left_open: dialogue().subjects.first().map(|row| row.cells.concat()).unwrap_or_default(),
        overall: Some(secret()),
        may_note: true,
        may_record: true,
        state: STATE.into(),
    }
}
