//! A day at the box: what lies before the Prime Minister, what was ordered, and a meeting ahead.

use chancery_registry::answers::RegisterFilter;
use chancery_registry::{Deadline, Filed, NewMeeting, Ordered, PuttingUp, Registry};
use jiff::tz::Offset;
use jiff::{SignedDuration, civil::date, civil::time};

/// The box closes so long after the demonstration was made.
const CLOSES_AFTER: SignedDuration = SignedDuration::from_hours(3);

/// Puts papers up, has something ordered, notes a meeting, sets the hour.
pub fn begin(registry: &Registry, letter: &Filed) -> anyhow::Result<()> {
    let coles = registry.view(&registry.reader("coles")?)?;
    let put_up = |paper: &str, purpose: &str, note: &str, deadline: Option<Deadline>| {
        let (principal, purpose) = ("prime-minister".to_owned(), purpose.to_owned());
        coles.put_up(
            paper,
            &PuttingUp { principal, purpose, note: note.to_owned(), deadline, ..PuttingUp::default() },
        )
    };
    if let [cover, message, ..] = letter.papers.as_slice() {
        let deadline = Deadline {
            day: date(1982, 10, 15),
            clock: Some(time(10, 30, 0, 0)),
            reason: "the meeting is at eleven".into(),
        };
        put_up(&cover.id, "see", "Mr Pym thinks this worth a glance before the meeting.", Some(deadline))?;
        let reply = Ordered {
            owner: "R B Bone".into(),
            what: "draft a reply to Mr Shultz".into(),
            due: Some(date(1982, 10, 22)),
        };
        coles.order(&message.id, &reply, "the Prime Minister asked for it")?;
    }
    let filter =
        RegisterFilter { year: "1970".into(), kind: "memorandum".into(), ..RegisterFilter::default() };
    let papers = coles.register(&filter)?.papers;
    let notes = [
        ("decision", "A precedent for what is proposed now. Do you agree that we should follow it?"),
        ("decision", "The other way, for comparison."),
        ("note", "Background only."),
    ];
    for (paper, (purpose, note)) in papers.iter().zip(notes) {
        put_up(&paper.id, purpose, note, None)?;
    }
    coles.note_meeting(&NewMeeting {
        date: date(1982, 11, 15),
        clock: Some(time(10, 0, 0, 0)),
        until: Some(time(11, 30, 0, 0)),
        subject: "another exchange with Mr Gromyko".into(),
        place: "Moscow".into(),
        with: vec!["Mr Gromyko".into()],
        marking: "SECRET".into(),
    })?;
    coles.note_meeting(&NewMeeting {
        date: Offset::UTC.to_datetime(registry.now() + SignedDuration::from_hours(24)).date(),
        clock: Some(time(10, 0, 0, 0)),
        until: Some(time(10, 45, 0, 0)),
        subject: "the reply to Mr Shultz".into(),
        place: "10 Downing Street".into(),
        with: vec!["Mr Pym".into(), "Mr Bone".into()],
        marking: "CONFIDENTIAL".into(),
    })?;
    Ok(coles.close_box("prime-minister", registry.now() + CLOSES_AFTER)?)
}
