//! What is being written that week.

use super::*;
use chancery_registry::{Content, Form, Portion};

pub fn draft_line() -> DraftLine {
    DraftLine {
        left: None,
        id: COVER.into(),
        form: Form::Submission,
        subject: "A reply to Mr Shultz".into(),
        by: "R B Bone".into(),
        at: at("1982-10-14T10:00:00Z"),
        marked: secret(),
        state: DraftState::BeingCleared,
    }
}

pub fn drafts() -> DraftsPage {
    let other = DraftLine { state: DraftState::Signed, form: Form::Letter, ..draft_line() };
    DraftsPage {
        mine: vec![draft_line()],
        to_clear: vec![draft_line()],
        others: vec![other],
        overall: Some(secret()),
        may_write: true,
    }
}

/// A submission of which somebody said something, and that was saved anew.
pub fn draft() -> DraftPage {
    let portion = |heading: &str, marking: &str, words: &str| Portion {
        heading: heading.into(),
        marking: marking.into(),
        words: words.into(),
    };
    let content = Content {
        form: Form::Submission,
        to: vec!["Prime Minister".into()],
        copies: vec!["Mr Pym".into()],
        subject: "A reply to Mr Shultz".into(),
        marking: "CONFIDENTIAL".into(),
        portions: vec![
            portion("Issue", "", "Whether to reply before the meeting."),
            portion("Recommendation", "SECRET", "That she should."),
        ],
        ..Content::default()
    };
    let step = |what: &'static str, who: &str, words: &str, earlier: bool| DraftStepShown {
        what,
        by: "R B Bone".into(),
        at: at("1982-10-14T11:00:00Z"),
        who: who.into(),
        paper: String::new(),
        words: words.into(),
        earlier,
    };
    let version = |version: &str| VersionLine {
        version: version.into(),
        by: "R B Bone".into(),
        at: at("1982-10-14T10:00:00Z"),
        marked: secret(),
    };
    DraftPage {
        line: draft_line(),
        content,
        answers: Some(message_line()),
        enclosures: vec![message_line()],
        bears: Some(secret()),
        overall: secret(),
        unsaved: marked("NOT SETTLED", "X", "not-settled"),
        why: "SECRET, since paragraph 2 is; without it: CONFIDENTIAL.".into(),
        marks: vec!["C".into(), "S".into()],
        version: MESSAGE.into(),
        last: true,
        versions: vec![version(MESSAGE), version(COVER)],
        steps: vec![
            step("sent to", "A J Coles", "", false),
            step("agrees with changes", "", "Shorter.", true),
        ],
        paper: None,
        text: "SECRET\n\nSUBMISSION\n\nIssue\n\n1. (C) Whether to reply before the meeting.\n".into(),
        may_write: true,
        may_clear: true,
        may_sign: true,
        addressees: vec![
            Addressee { handle: "ps-no10".into(), name: "Private Secretary".into() },
            Addressee { handle: "coles".into(), name: "A J Coles".into() },
        ],
        markings: ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET"].map(str::to_owned).into(),
        patterns: vec![],
        objecting: vec![],
        unanswered: vec!["Private Secretary".into()],
        doubted: vec![
            Doubted { name: "Mr Lax".into(), why: "unknown", circle: String::new() },
            Doubted { name: "A J Coles".into(), why: "outside", circle: "Herring".into() },
            Doubted { name: "R B Bone".into(), why: "cleared", circle: String::new() },
        ],
    }
}

pub fn new_draft() -> DraftPage {
    DraftPage {
        line: DraftLine { id: String::new(), ..draft_line() },
        version: String::new(),
        versions: vec![],
        steps: vec![],
        why: String::new(),
        text: String::new(),
        may_clear: false,
        may_sign: false,
        doubted: vec![],
        patterns: vec![PATTERN.into()],
        ..draft()
    }
}
