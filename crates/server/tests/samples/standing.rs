//! Standing: circles, clearances, changed markings, and why a reader may read.

use super::*;
use chancery_server::pages::{Circles, Markings, NewLink, Readers, Why};

pub const CIRCLE: &str = "88888888888888888888888888888888";
pub const PROPOSAL: &str = "99999999999999999999999999999999";

pub fn confidential() -> Marked {
    marked("CONFIDENTIAL", "C", "confidential")
}

/// That another marking was proposed for the message, and waits.
pub fn proposal() -> RelabelShown {
    RelabelShown {
        id: PROPOSAL.into(),
        from: secret(),
        to: confidential(),
        reason: "Mr Shultz has since said the greater part of it in public.".into(),
        authority: "Head of East European and Soviet Department".into(),
        on: Some(date(1982, 10, 10)),
        event: Some("publication of the communiqué".into()),
        by: "R B Bone".into(),
        at: at("1982-10-13T10:00:00Z"),
        state: RelabelState::Proposed,
        decided_by: None,
        decided_at: None,
        decided_reason: None,
        due: true,
        may_approve: true,
        may_refuse: true,
    }
}

/// That the message bore TOP SECRET before.
pub fn approved() -> RelabelShown {
    RelabelShown {
        id: "98989898989898989898989898989898".into(),
        from: marked("TOP SECRET", "TS", "top-secret"),
        to: secret(),
        authority: "Permanent Under-Secretary".into(),
        on: None,
        event: None,
        state: RelabelState::Approved,
        decided_by: Some("Margaret Thatcher".into()),
        decided_at: Some(at("1982-10-12T09:30:00Z")),
        due: false,
        may_approve: false,
        may_refuse: false,
        ..proposal()
    }
}

/// The message, whose marking was changed once and is to be changed again.
pub fn relabelled() -> PaperPage {
    let may = May { relabel: true, ask_who: true, ..message().may };
    PaperPage { relabellings: vec![approved(), proposal()], may, ..message() }
}

fn said(element: &str, means: &str, cite: &str) -> SaidShown {
    SaidShown { element: element.into(), means: means.into(), cite: cite.into() }
}

fn reading(banner: &str, short: &str, grade: &'static str, says: Vec<SaidShown>) -> MarkingRead {
    MarkingRead {
        marked: marked(banner, short, grade),
        portion: format!("({short})"),
        covers: None,
        says,
        who: vec![
            "people cleared to SECRET under uk-1982".into(),
            "of these, those who are read into UMBRA".into(),
        ],
        warnings: Vec::new(),
        may_read: true,
        forms: vec![
            ("access expression".into(), "UK.SECRET&UMBRA".into()),
            ("canonical JSON".into(), r#"{"uk-1982":{"level":3,"all":["UMBRA"]}}"#.into()),
        ],
    }
}

/// SECRET UMBRA beside CONFIDENTIAL UK EYES A.
pub fn looked_up() -> MarkingPage {
    let level =
        said("SECRET", "would cause serious injury to the nation", "Manual of Security, 1964, part 2");
    let word =
        said("UMBRA", "a code word: for those who are read into it", "Manual of Security, 1964, part 4");
    let eyes = said("UK EYES A", "for officials of the United Kingdom alone", "Manual of Security, part 5");
    let first = MarkingRead {
        warnings: vec!["written with its letters apart: it should stand as SECRET UMBRA".into()],
        covers: Some(secret()),
        ..reading("SECRET UMBRA", "S-UM", "secret", vec![level, word])
    };
    let second = MarkingRead {
        may_read: false,
        ..reading("CONFIDENTIAL UK EYES A", "C-EA", "confidential", vec![eyes])
    };
    MarkingPage {
        typed: "S E C R E T UMBRA".into(),
        beside: "CONFIDENTIAL UK EYES A".into(),
        first: Some(first),
        second: Some(second),
        fault: None,
        lattice: Some(lattice()),
        policies: vec!["UK, 1982".into(), "US, historical".into()],
    }
}

fn node(banner: &str, short: &str, grade: &'static str, height: u32, role: &'static str) -> NodeShown {
    NodeShown { marked: marked(banner, short, grade), height, role }
}

fn lattice() -> LatticeShown {
    LatticeShown {
        relation: "neither is above the other".into(),
        nodes: vec![
            node("CONFIDENTIAL", "C", "confidential", 0, "meet"),
            node("SECRET", "S", "secret", 1, ""),
            node("CONFIDENTIAL UK EYES A", "C-EA", "confidential", 1, "second"),
            node("CONFIDENTIAL UMBRA", "C-UM", "confidential", 1, ""),
            node("SECRET UK EYES A", "S-EA", "secret", 2, ""),
            node("SECRET UMBRA", "S-UM", "secret", 2, "first"),
            node("CONFIDENTIAL UMBRA UK EYES A", "C-UM-EA", "confidential", 2, ""),
            node("SECRET UMBRA UK EYES A", "S-UM-EA", "secret", 3, "join"),
        ],
        edges: vec![
            (0, 1),
            (0, 2),
            (0, 3),
            (1, 4),
            (2, 4),
            (1, 5),
            (3, 5),
            (2, 6),
            (3, 6),
            (4, 7),
            (5, 7),
            (6, 7),
        ],
    }
}

pub fn markings() -> Markings {
    Markings { marking: looked_up(), proposals: proposals() }
}

fn proposals() -> RelabelPage {
    let later = RelabelShown {
        id: "97979797979797979797979797979797".into(),
        on: Some(date(1993, 1, 1)),
        event: None,
        due: false,
        may_approve: false,
        ..proposal()
    };
    RelabelPage {
        waiting: vec![
            RelabelAt { paper: message_line(), relabel: proposal() },
            RelabelAt { paper: cover_line(), relabel: later },
        ],
        overall: Some(secret()),
    }
}

/// A marking that does not read.
pub fn not_read() -> Markings {
    let fault = FaultShown {
        before: "SECRET ".into(),
        found: "UMBRAGE".into(),
        after: " UK EYES A".into(),
        expected: "a code word of the policy, a caveat, or the end".into(),
    };
    let marking = MarkingPage {
        typed: "SECRET UMBRAGE UK EYES A".into(),
        fault: Some(fault),
        policies: vec!["UK, 1982".into()],
        ..MarkingPage::default()
    };
    Markings { marking, proposals: RelabelPage { waiting: vec![], overall: None } }
}

fn stay(handle: &str, name: &str, by: &str, since: &str, until: Option<&str>) -> StayShown {
    StayShown {
        handle: handle.into(),
        name: name.into(),
        by: by.into(),
        since: at(since),
        until: until.map(at),
    }
}

pub fn circles() -> Circles {
    let held = CircleShown {
        id: CIRCLE.into(),
        name: "Falklands".into(),
        tag: "Falklands-hk3p".into(),
        purpose: "the Prime Minister’s talks on the islands".into(),
        stays: vec![
            stay("coles", "A J Coles", "A J Coles", "1982-04-02T08:00:00Z", None),
            stay("bone", "R B Bone", "A J Coles", "1982-04-02T09:00:00Z", Some("1982-07-01T17:00:00Z")),
            stay("pym", "Francis Pym", "A J Coles", "1982-04-06T11:30:00Z", None),
        ],
        made: at("1982-04-02T08:00:00Z"),
        closed: None,
        inside: true,
        holds: true,
    };
    let known = CircleShown {
        id: "89898989898989898989898989898989".into(),
        name: "Budget".into(),
        tag: "Budget-x7qd".into(),
        purpose: String::new(),
        stays: vec![
            stay("thatcher", "Margaret Thatcher", "Margaret Thatcher", "1982-01-04T10:00:00Z", None),
            stay("coles", "A J Coles", "Margaret Thatcher", "1982-01-05T10:00:00Z", None),
        ],
        made: at("1982-01-04T10:00:00Z"),
        closed: Some(at("1982-03-10T10:00:00Z")),
        inside: true,
        holds: false,
    };
    Circles { page: CirclesPage { circles: vec![known, held], may_make: true }, people: people().people }
}

fn given(lines: &[&str], at_time: &str, in_force: bool) -> GivenShown {
    GivenShown {
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        from: Some(date(1982, 10, 1)),
        until: Some(date(1983, 3, 31)),
        reason: "takes over the Prime Minister’s overseas correspondence".into(),
        by: "The security officer".into(),
        at: at(at_time),
        in_force,
    }
}

/// The clearance that Coles has.
pub fn in_force() -> GivenShown {
    given(&["UK TOP SECRET, every caveat", "US SECRET"], "1982-09-30T16:00:00Z", true)
}

/// Coles, as who gives clearances has him before him.
pub fn a_person() -> PersonPage {
    let before = GivenShown {
        from: None,
        until: None,
        reason: String::new(),
        ..given(&["UK CONFIDENTIAL"], "1982-01-04T09:00:00Z", false)
    };
    PersonPage {
        handle: "coles".into(),
        name: "A J Coles".into(),
        left: None,
        absences: vec![],
        posts: vec!["Private Secretary".into()],
        duties: vec!["puts papers up", "minutes and initials"],
        given: Some(vec![
            in_force(),
            before,
            GivenShown { lines: vec![], ..given(&[], "1981-12-01T09:00:00Z", false) },
        ]),
        links: vec![
            LinkShown {
                by: "The Registry Clerk".into(),
                at: at("1982-10-13T09:00:00Z"),
                used: None,
                recovery: false,
            },
            LinkShown {
                by: "The Registry Clerk".into(),
                at: at("1981-12-01T09:00:00Z"),
                used: Some(at("1981-12-01T09:20:00Z")),
                recovery: true,
            },
        ],
        sign_ins: vec![
            SignInShown { at: at("1982-10-14T08:02:00Z"), failed: 3, recovery: true },
            SignInShown { at: at("1982-10-13T08:10:00Z"), failed: 0, recovery: false },
        ],
        password_set: Some(at("1982-09-30T16:00:00Z")),
        factor_set: Some(at("1982-10-01T09:00:00Z")),
        factors_taken: vec![FactorTakenShown {
            by: "The Registry Clerk".into(),
            at: at("1982-09-30T15:50:00Z"),
            reason: "his telephone was stolen".into(),
        }],
        recovery_made: None,
        recovery_left: None,
        factor_asked: false,
        may_take_factor_off: true,
        own: false,
        has_password: false,
        may_clear: true,
        may_ask: true,
        may_strike: true,
        may_keep: false,
        state: STATE.into(),
    }
}

fn absence() -> AbsenceShown {
    AbsenceShown {
        left: at("1982-10-13T17:00:00Z"),
        by: "The security officer".into(),
        reason: "posted to Bonn".into(),
        back: None,
        back_by: None,
    }
}

/// Coles, who has left for the second time.
pub fn gone_person() -> PersonPage {
    let before = AbsenceShown {
        left: at("1981-03-12T09:00:00Z"),
        back: Some(at("1981-12-01T09:00:00Z")),
        back_by: Some("The Registry Clerk".into()),
        ..absence()
    };
    PersonPage {
        left: Some(date(1982, 10, 13)),
        absences: vec![absence(), before],
        posts: vec![],
        duties: vec![],
        may_clear: false,
        ..a_person()
    }
}

/// What is with Coles, who leaves.
pub fn leaving() -> LeavingPage {
    let post = |handle: &str, title: &str| PostLine {
        handle: handle.into(),
        title: title.into(),
        holder: Some("A J Coles".into()),
        principal: false,
    };
    LeavingPage {
        handle: "coles".into(),
        name: "A J Coles".into(),
        left: None,
        posts: vec![post("ps-no10", "Private Secretary")],
        acts_in: vec![post("prime-minister", "Prime Minister")],
        drafts: vec![draft_line()],
        copies: copies(),
        bring_ups: bring_ups(),
        looked_for: "Coles".into(),
        undertakings: vec![undertaking()],
        undertakings_total: 3,
        takes_in: true,
        overall: Some(secret()),
        own: false,
        may_take_back: false,
    }
}

/// What is with him who has left.
pub fn left_behind() -> LeavingPage {
    let copies = CopiesPage {
        lines: vec![CopyLine {
            paper: message_line(),
            copy: CopyShown { to: "A J Coles".into(), left: Some(date(1982, 10, 13)), ..copy() },
        }],
        ..copies()
    };
    LeavingPage {
        left: Some(absence()),
        posts: vec![],
        acts_in: vec![],
        copies,
        may_take_back: true,
        ..leaving()
    }
}

/// A person of whose sessions who reads knows nothing.
pub fn of_another(page: PersonPage) -> Person {
    Person { page, sessions: None }
}

/// Coles, as he has himself before him.
pub fn own_person() -> Person {
    let session = |began: &str, used: &str, this| SessionShown { began: at(began), used: at(used), this };
    Person {
        page: PersonPage {
            own: true,
            has_password: true,
            may_clear: false,
            may_ask: false,
            may_strike: false,
            ..a_person()
        },
        sessions: Some(vec![
            session("1982-10-14T08:02:00Z", "1982-10-14T17:30:00Z", true),
            session("1982-10-14T09:40:00Z", "1982-10-14T17:21:00Z", false),
        ]),
    }
}

/// Coles, as the keeper has him before him.
pub fn kept_person() -> PersonPage {
    PersonPage { given: None, may_clear: false, may_ask: false, may_keep: true, ..a_person() }
}

/// A link that was made for him.
pub fn new_link() -> NewLink {
    let path = "/enter/00112233445566778899aabbccddeeff".into();
    NewLink { handle: "coles".into(), name: "A J Coles".into(), path, origin: String::new() }
}

/// What Coles opened.
pub fn opened() -> OpenedPage {
    let line = |paper: PaperLine, times| OpenedLine {
        paper,
        first: at("1982-10-14T09:12:00Z"),
        last: at("1982-10-14T15:31:00Z"),
        times,
    };
    OpenedPage {
        handle: "coles".into(),
        name: "A J Coles".into(),
        lines: vec![line(message_line(), 3), line(cover_line(), 1)],
        total: 52,
        page: 1,
        pages: 2,
        overall: Some(secret()),
    }
}

pub fn why() -> Why {
    let step = |asked: &str, held: &str, ok: bool| WhyStep {
        asked: asked.into(),
        held: held.into(),
        ok,
        since: ok.then(|| at("1982-09-30T16:00:00Z")),
    };
    Why {
        page: WhyPage {
            handle: "pym".into(),
            name: "Francis Pym".into(),
            paper: message_line(),
            at: at("1982-10-13T23:59:59Z"),
            bore: Some(marked("TOP SECRET UMBRA", "TS-UM", "top-secret")),
            may: false,
            steps: vec![step("UK: TOP SECRET", "UK: TOP SECRET", true), step("code word UMBRA", "", false)],
            given: Some(given(&["UK TOP SECRET"], "1982-09-30T16:00:00Z", true)),
        },
        on: "1982-10-13".into(),
        may_ask: true,
        people: people().people,
    }
}

/// Why Coles himself may read the message now.
pub fn own_why() -> Why {
    let why = why();
    let steps = why.page.steps.into_iter().take(1).collect();
    let page = WhyPage {
        handle: "coles".into(),
        name: "A J Coles".into(),
        bore: Some(secret()),
        may: true,
        steps,
        ..why.page
    };
    Why { page, on: String::new(), may_ask: false, people: vec![] }
}

pub fn readers() -> Readers {
    let then = |handle: &str, name: &str, opened: Option<&str>| ReaderThen {
        handle: handle.into(),
        name: name.into(),
        opened: opened.map(at),
    };
    Readers {
        page: ReadersPage {
            paper: message_line(),
            at: at("1982-10-14T23:59:59Z"),
            bore: Some(secret()),
            could: vec![
                then("coles", "A J Coles", Some("1982-10-14T15:31:00Z")),
                then("thatcher", "Margaret Thatcher", None),
            ],
            below: vec![BelowShown {
                by: "A J Coles".into(),
                at: at("1982-10-14T16:00:00Z"),
                opened: secret(),
                reason: "it says nothing of the talks".into(),
            }],
        },
        on: "1982-10-14".into(),
    }
}

/// Coles, of whom the office wants a second factor, as he has himself before him.
pub fn unguarded_person() -> Person {
    let own = own_person();
    Person { page: PersonPage { factor_set: None, factor_asked: true, ..own.page }, ..own }
}

/// A secret for his device: that of RFC 6238.
pub fn new_factor() -> NewFactor {
    let (secret, office) = ("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".into(), "10 Downing Street".into());
    NewFactor { secret, office, handle: "coles".into(), begun: "be9un".into() }
}

/// His recovery codes.
pub fn recovery_codes() -> RecoveryCodes {
    let code = |n: u8| format!("mzxw-6ytb-oi{n}a-bcde");
    RecoveryCodes { codes: (2..=7).map(code).collect(), anew: false }
}

pub fn new_recovery_codes() -> RecoveryCodes {
    RecoveryCodes { anew: true, ..recovery_codes() }
}
