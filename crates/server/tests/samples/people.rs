//! People of the office and outside it.

use super::*;

fn shultz() -> CorrespondentLine {
    CorrespondentLine {
        id: COVER.into(),
        name: "George P. Shultz".into(),
        posts: vec!["Secretary of State".into()],
    }
}

pub fn correspondents() -> CorrespondentsPage {
    let gromyko = CorrespondentLine { name: "A A Gromyko".into(), posts: vec![], ..shultz() };
    CorrespondentsPage {
        lines: vec![gromyko, shultz()],
        total: 2,
        words: "o".into(),
        page: 1,
        pages: 2,
        may_keep: true,
    }
}

/// One who is known by two entries.
pub fn correspondent() -> CorrespondentPage {
    CorrespondentPage {
        line: shultz(),
        aliases: vec!["Mr Shultz".into()],
        held: vec![HeldLine {
            post: "Secretary of State".into(),
            from: Some(date(1982, 7, 16)),
            until: None,
        }],
        salutation: "Dear Secretary of State".into(),
        mail: vec!["gps@state.example".into()],
        merged: vec![CorrespondentLine { name: "G Shultz".into(), ..shultz() }],
        into: None,
        alike: vec![CorrespondentLine { name: "C M Shultz".into(), posts: vec![], ..shultz() }],
        papers: vec![message_line()],
        overall: Some(secret()),
        may_keep: true,
        state: STATE.into(),
    }
}

/// A post in which somebody acts, and somebody did.
pub fn post() -> PostPage {
    let coles = DeputyLine {
        handle: "coles".into(),
        name: "A J Coles".into(),
        from: date(1982, 10, 14),
        until: date(1982, 10, 20),
        by: "Margaret Thatcher".into(),
        now: true,
        ended: false,
    };
    let before = DeputyLine { now: false, ended: true, ..coles.clone() };
    let held =
        HoldingLine { person: "Margaret Thatcher".into(), since: at("1979-05-04T12:00:00Z"), until: None };
    let until = Some(at("1979-05-04T12:00:00Z"));
    let callaghan =
        HoldingLine { person: "James Callaghan".into(), since: at("1976-04-05T12:00:00Z"), until };
    PostPage {
        post: prime_minister(),
        holdings: vec![held, callaghan],
        deputies: vec![coles, before],
        may_name: true,
        people: vec![("coles".into(), "A J Coles".into())],
        may_fill: true,
    }
}

fn person(handle: &str, name: &str, post: &str, duties: &[&'static str]) -> PersonLine {
    PersonLine {
        handle: handle.into(),
        name: name.into(),
        posts: vec![post.into()],
        duties: duties.into(),
        left: None,
        without_factor: false,
    }
}

pub fn people() -> PeoplePage {
    PeoplePage {
        people: vec![
            person("thatcher", "Margaret Thatcher", "Prime Minister", &["reads", "minutes"]),
            person("coles", "A J Coles", "Private Secretary", &["reads", "minutes", "puts up", "settles"]),
            person("clerk", "The Registry Clerk", "Registry", &["registers", "keeps"]),
        ],
        posts: vec![
            prime_minister(),
            PostLine {
                handle: "private-secretary".into(),
                title: "Private Secretary".into(),
                holder: Some("A J Coles".into()),
                principal: false,
            },
            PostLine {
                handle: "pus".into(),
                title: "Permanent Under-Secretary".into(),
                holder: None,
                principal: false,
            },
        ],
        clearance: vec!["UK TOP SECRET".into(), "US SECRET, releasable to GBR".into()],
        given: Some(in_force()),
        circles: vec!["Falklands-hk3p".into()],
        may_clear: false,
        may_keep: false,
    }
}

/// The same, as the keeper has them before him.
pub fn kept_people() -> PeoplePage {
    PeoplePage { may_keep: true, clearance: vec![], given: None, circles: vec![], ..people() }
}
