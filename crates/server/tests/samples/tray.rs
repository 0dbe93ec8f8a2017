//! The in-tray of that week.

use super::*;
use chancery_registry::answers::{
    Alike, Proposed, SentUp, TrayLine, TrayPage, TrayPaper, TurnedLine, TurnedPage, VersionPage, VersionShown,
};

pub const WAITS: &str = "88888888888888888888888888888888";
pub const UNREAD: &str = "99999999999999999999999999999999";

pub fn clerk() -> ReaderShown {
    ReaderShown { tray: Some(2), ..coles() }
}

fn waiting(id: &str, title: &str, marked: Marked) -> PaperLine {
    line(id, "", title, Kind::Email, marked)
}

fn read_line() -> PaperLine {
    PaperLine {
        enclosures: 1,
        ..waiting(WAITS, "Herring in the North Sea", marked("RESTRICTED", "R", "restricted"))
    }
}

pub fn tray() -> TrayPage {
    let unread = waiting(UNREAD, "A note without a marking", marked("NOT SETTLED", "X", "not-settled"));
    TrayPage {
        waiting: vec![
            TrayLine { paper: read_line(), came: "by mail".into(), as_proposed: true, alike: 0 },
            TrayLine { paper: unread, came: "from a watched folder".into(), as_proposed: false, alike: 1 },
        ],
        total: 2,
        overall: Some(marked("RESTRICTED · NOT SETTLED", "X", "not-settled")),
    }
}

pub fn turned() -> TurnedPage {
    let line = waiting(WAITS, "Win a holiday", marked("NOT SETTLED", "X", "not-settled"));
    TurnedPage {
        turned: vec![TurnedLine {
            paper: line,
            came: "by mail".into(),
            by: "The clerk".into(),
            at: Some(at("1982-10-15T09:00:00Z")),
            reason: "spam".into(),
        }],
        total: 1,
        page: 1,
        pages: 1,
        overall: Some(marked("NOT SETTLED", "X", "not-settled")),
    }
}

pub fn none_turned() -> TurnedPage {
    TurnedPage { turned: Vec::new(), total: 0, page: 1, pages: 0, overall: None }
}

pub fn empty_tray() -> TrayPage {
    TrayPage { waiting: Vec::new(), total: 0, overall: None }
}

pub fn waits() -> TrayPaper {
    TrayPaper {
        line: read_line(),
        came: "by mail".into(),
        as_proposed: true,
        marking_read: true,
        proposed: Proposed {
            marking: "RESTRICTED".into(),
            kind: Kind::Email,
            from: "R B Bone, Private Secretary".into(),
            to: "A J Coles".into(),
            date: "1982-10-14".into(),
            subject: "Herring in the North Sea".into(),
            ..Proposed::default()
        },
        enclosures: vec![message_line()],
        alike: vec![Alike { paper: cover_line(), why: "the same day and parties", waits: false }],
        remarks: vec![
            "an attachment was kept with the original but not read: catch.bin (application/octet-stream)"
                .into(),
        ],
        pages: Vec::new(),
        text: "RESTRICTED\n\nDear John,\n\nHerring.\n".into(),
        place: 1,
        total: 2,
        previous: None,
        next: Some(UNREAD.into()),
    }
}

pub fn sent_up() -> Vec<SentUp> {
    let sent = |name: &str, became, words: &str| SentUp {
        name: name.into(),
        became,
        words: words.into(),
        remarks: vec![],
    };
    vec![
        sent("letter.txt", "taken", "one paper lies in the in-tray"),
        sent("again.txt", "held already", "it is held as S 82/1"),
        sent("picture.bmp", "refused", "this is no format that can be read"),
    ]
}

pub fn version() -> VersionPage {
    VersionPage {
        line: message_line(),
        version: VersionShown {
            number: 1,
            what: "as it came".into(),
            by: "The clerk".into(),
            at: at("1982-10-14T15:10:00Z"),
        },
        text: "John Stan.".into(),
        now: Some("John Stanley.".into()),
        otherwise: vec![Particular {
            name: ParticularName::Date,
            value: ParticularValue::Day(date(1982, 10, 14)),
            read_as: Some("4 October 1982".into()),
        }],
        state: STATE.into(),
    }
}

pub fn particulars() -> ParticularsPage {
    let waits = waits();
    ParticularsPage {
        line: message_line(),
        stands: waits.proposed,
        state: 1,
        text: waits.text,
        pages: waits.pages,
    }
}
