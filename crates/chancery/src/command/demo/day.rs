//! A day at the box: what lies before the Prime Minister, what was ordered, what is in hand, and meetings ahead.

use chancery_registry::answers::RegisterFilter;
use chancery_registry::{
    BringingUp, Content, CopyPurpose, Copying, CorrespondentKept, Deadline, Filed, Form, NewMeeting, Ordered,
    Portion, PostHeld, Purpose, PuttingUp, Registry,
};
use jiff::{SignedDuration, civil::date, civil::time};

/// The box closes so long after the demonstration was made.
const CLOSES_AFTER: SignedDuration = SignedDuration::from_hours(3);

/// Puts papers up, has something ordered, notes a meeting, sets the hour.
pub fn begin(registry: &Registry, letter: &Filed) -> anyhow::Result<()> {
    let coles = registry.view(&registry.reader("coles")?)?;
    let put_up = |paper: &str, purpose: Purpose, note: &str| {
        let note = note.to_owned();
        coles.put_up(paper, &PuttingUp { note, ..PuttingUp::before("prime-minister", purpose) })
    };
    if let [cover, message, ..] = letter.papers.as_slice() {
        let deadline = Deadline {
            day: date(1982, 10, 15),
            clock: Some(time(10, 30, 0, 0)),
            reason: "the meeting is at eleven".into(),
        };
        let note = "Mr Pym thinks this worth a glance before the meeting.".to_owned();
        let meeting = coles.put_up_page("prime-minister", &cover.id)?.item.meeting;
        let meeting = meeting.map(|meeting| meeting.id).unwrap_or_default();
        let (principal, purpose) = ("prime-minister".to_owned(), Purpose::See);
        let wanted = PuttingUp { principal, purpose, meeting, note, deadline: Some(deadline) };
        coles.change_put_up(&cover.id, &wanted)?;
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
        (Purpose::Decision, "A precedent for what is proposed now. Do you agree that we should follow it?"),
        (Purpose::Decision, "The other way, for comparison."),
        (Purpose::Note, "Background only."),
    ];
    for (paper, (purpose, note)) in papers.iter().zip(notes) {
        put_up(&paper.id, purpose, note)?;
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
        date: registry.zone().day(registry.now() + SignedDuration::from_hours(24)),
        clock: Some(time(10, 0, 0, 0)),
        until: Some(time(10, 45, 0, 0)),
        subject: "the reply to Mr Shultz".into(),
        place: "10 Downing Street".into(),
        with: vec!["Mr Pym".into(), "Mr Bone".into()],
        marking: "CONFIDENTIAL".into(),
    })?;
    write(registry, letter)?;
    submit(registry)?;
    in_hand(registry, letter)?;
    Ok(coles.close_box("prime-minister", registry.zone().told(registry.now() + CLOSES_AFTER).datetime())?)
}

/// Bone copies the message to Coles, before whom it comes up again today.
fn in_hand(registry: &Registry, letter: &Filed) -> anyhow::Result<()> {
    let Some(message) = letter.papers.get(1) else { return Ok(()) };
    let copying = Copying {
        to: vec!["coles".into()],
        purpose: CopyPurpose::Action,
        note: "Grateful for a line to take on Madrid.".into(),
    };
    registry.view(&registry.reader("bone")?)?.copy(&message.id, &copying)?;
    let up = BringingUp {
        before: String::new(),
        on: registry.zone().day(registry.now()),
        reason: "whether Mr Gromyko has answered".into(),
    };
    Ok(registry.view(&registry.reader("coles")?)?.bring_up(&message.id, &up)?)
}

fn portion(heading: &str, marking: &str, words: &str) -> Portion {
    Portion { heading: heading.into(), marking: marking.into(), words: words.into() }
}

fn submission(subject: &str, marking: &str, portions: Vec<Portion>) -> Content {
    Content {
        form: Form::Submission,
        to: vec!["Prime Minister".into()],
        copies: vec!["Foreign Secretary".into()],
        subject: subject.into(),
        marking: marking.into(),
        portions,
        ..Content::default()
    }
}

/// Coles signs a submission, each of whose recommendations the Prime Minister may decide by itself.
fn submit(registry: &Registry) -> anyhow::Result<()> {
    let coles = registry.view(&registry.reader("coles")?)?;
    let content = submission(
        "How the Americans are told",
        "SECRET",
        vec![
            portion("Issue", "", "How the Americans hear from us before the meeting."),
            portion("Recommendation", "", "That the Embassy be told this evening that a reply is coming."),
            portion("", "", "That Mr Bone speak to Mr Shultz’s office by telephone."),
            portion("Timing", "", "This evening: the meeting is at 1100 tomorrow."),
        ],
    );
    let draft = coles.begin_draft(None, &content)?;
    let version = coles.draft(&draft, "")?.version;
    let paper = coles.sign_draft(&draft, &version, false)?;
    let wanted = PuttingUp {
        note: "Two points for you to decide.".into(),
        ..PuttingUp::before("prime-minister", Purpose::Decision)
    };
    Ok(registry.view(&registry.reader("coles")?)?.put_up(&paper.id, &wanted)?)
}

/// Bone drafts a submission on the message and asks Coles to clear it; the office knows who wrote the message.
fn write(registry: &Registry, letter: &Filed) -> anyhow::Result<()> {
    let bone = registry.view(&registry.reader("bone")?)?;
    let held = |post: &str, from| PostHeld { post: post.into(), from: Some(from), until: None };
    let shultz = CorrespondentKept {
        name: "George P. Shultz".into(),
        aliases: vec!["Mr Shultz".into()],
        posts: vec![held("Secretary of State, United States", date(1982, 7, 16))],
        salutation: "Dear George".into(),
        ..CorrespondentKept::default()
    };
    bone.keep_correspondent("", &shultz)?;
    let Some(message) = letter.papers.get(1) else { return Ok(()) };
    let content = submission(
        "Whether to reply to Mr Shultz",
        "CONFIDENTIAL",
        vec![
            portion("Issue", "", "Whether to reply to Mr Shultz before the meeting at 1100 on 15 October."),
            portion(
                "Recommendation",
                "SECRET",
                "That she should, and welcome what Mr Gromyko agreed on Madrid.",
            ),
            portion("Timing", "", "Before the meeting; the reply can go by telegram today."),
        ],
    );
    let draft = bone.begin_draft(Some(&message.id), &content)?;
    Ok(bone.send_draft(&draft, "coles")?)
}
