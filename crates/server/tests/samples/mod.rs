//! Sample answers: the letter of 14 October 1982 and what stands round it.
// Each test file takes what it needs; an unwrap here fails the test that asked.
#![allow(dead_code, unused_imports, clippy::unwrap_used)]

use chancery_office::act::MinuteKind;
use chancery_office::boxes::Purpose;
use chancery_office::chase::StepKind;
use chancery_office::in_hand::CopyPurpose;
use chancery_office::judging::FindingState;
use chancery_office::page::Place;
use chancery_office::reading::{
    Cited, Confidence, Fate, Firmness, Grain, Kind, Occasion, RoleName, What, When,
};
use chancery_office::standing::RelabelState;
use chancery_registry::NewFactor;
use chancery_registry::answers::*;
use chancery_server::pages::{Person, RecoveryCodes, SessionShown};
use jiff::Timestamp;
use jiff::civil::{Date, date, time};

mod diary;
mod in_hand;
mod letter;
mod people;
mod rest;
mod standing;
mod talks;
mod tray;
mod writing;

pub use diary::*;
pub use in_hand::*;
pub use letter::*;
pub use people::*;
pub use rest::*;
pub use standing::*;
pub use talks::*;
pub use tray::*;
pub use writing::*;

pub const COVER: &str = "0123456789abcdef0123456789abcdef";
pub const MESSAGE: &str = "11111111111111111111111111111111";
pub const MEETING: &str = "22222222222222222222222222222222";
/// A pattern of the office.
pub const PATTERN: &str = "Holding reply";
/// The name of the state in which what is to be changed stands.
pub const STATE: &str = "3f1c9a5e7b20d846";

pub const MEETING_WORDS: &str =
    "the meeting to discuss relations with the Soviet Union and Eastern Europe at 1100 on 15 October";

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn marked(banner: &str, short: &str, grade: &'static str) -> Marked {
    let grade = serde_json::from_value(grade.into()).unwrap();
    Marked { banner: banner.into(), short: short.into(), grade, detached: None }
}

pub fn secret() -> Marked {
    marked("SECRET", "S", "secret")
}

pub fn public() -> Marked {
    marked("UNCLASSIFIED", "P", "unclassified")
}

pub fn covering() -> Marked {
    Marked { detached: Some("UNCLASSIFIED when detached".into()), ..marked("covering SECRET", "S", "secret") }
}

pub fn coles() -> ReaderShown {
    ReaderShown {
        handle: "coles".into(),
        name: "A J Coles".into(),
        post: Some("Private Secretary".into()),
        keeper: false,
        clearance: "UK TOP SECRET · US SECRET".into(),
        tray: None,
    }
}

pub fn keeper() -> ReaderShown {
    ReaderShown {
        handle: "clerk".into(),
        name: "The Registry Clerk".into(),
        post: None,
        keeper: true,
        ..coles()
    }
}

pub fn prime_minister() -> PostLine {
    PostLine {
        handle: "prime-minister".into(),
        title: "Prime Minister".into(),
        holder: Some("Margaret Thatcher".into()),
        principal: true,
    }
}

pub fn line(id: &str, reference: &str, title: &str, kind: Kind, marked: Marked) -> PaperLine {
    PaperLine {
        id: id.into(),
        reference: reference.into(),
        title: title.into(),
        kind,
        from: "R B Bone".into(),
        to: "A J Coles".into(),
        date: Some(date(1982, 10, 14)),
        entered: at("1982-10-14T15:10:00Z"),
        marked,
        words: 64,
        enclosures: 0,
    }
}

pub fn cover_line() -> PaperLine {
    let title = "Message from Mr Shultz about US/Soviet Relations";
    PaperLine { enclosures: 1, ..line(COVER, "S 82/1", title, Kind::Letter, covering()) }
}

pub fn message_line() -> PaperLine {
    PaperLine {
        from: "George P. Shultz".into(),
        to: "Mr Pym".into(),
        date: None,
        words: 640,
        ..line(MESSAGE, "S 82/2", "Impressions of the meetings with Gromyko", Kind::Message, secret())
    }
}

pub fn the_meeting() -> MeetingLine {
    MeetingLine {
        id: MEETING.into(),
        date: Some(date(1982, 10, 15)),
        place: "10 Downing Street".into(),
        with: vec!["Mr Pym".into()],
        clock: Some(time(11, 0, 0, 0)),
        subject: "relations with the Soviet Union and Eastern Europe".into(),
        words: MEETING_WORDS.into(),
        marked: covering(),
        proposed: true,
        until: None,
        noted: false,
        cancelled: None,
    }
}

pub fn when(from: Option<Date>, until: Option<Date>, grain: Grain) -> When {
    When { from, until, clock: None, grain }
}

pub fn undertaking() -> UndertakingLine {
    UndertakingLine {
        actor: "we".into(),
        act: "be suggesting that another exchange take place".into(),
        partner: "the Soviets".into(),
        place: "Moscow".into(),
        about: "".into(),
        when_words: "in November".into(),
        when: Some(when(Some(date(1982, 11, 1)), Some(date(1982, 12, 1)), Grain::Month)),
        due: Some(date(1982, 11, 30)),
        overdue: false,
        firmness: Firmness::Proposed,
        state: FindingState::Proposed,
        words: "we will be suggesting that another exchange take place in Moscow in November".into(),
        confidence: Confidence::Strong,
        reference: "S 82/2".into(),
        paper: MESSAGE.into(),
        number: 5,
        key: "undertaking-5".into(),
        owner: "".into(),
        person: String::new(),
        owner_left: None,
        step: None,
        closed: false,
        days_late: None,
        marked: secret(),
        bears: vec![],
    }
}
