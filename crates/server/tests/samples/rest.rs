//! The other pages of that week.

use super::*;
use chancery_registry::{Decided, Mark};
use chancery_server::pages::PrincipalBox;

pub fn telegram() -> PaperLine {
    PaperLine {
        from: "Embassy in Moscow".into(),
        to: "FCO".into(),
        date: Some(date(1982, 10, 12)),
        words: 1_210,
        ..line(
            "33333333333333333333333333333333",
            "C 82/7",
            "Soviet/US relations: Gromyko on the talks in New York",
            Kind::Telegram,
            marked("CONFIDENTIAL", "C", "confidential"),
        )
    }
}

fn unsettled() -> PaperLine {
    PaperLine {
        from: "Delegation in Madrid".into(),
        to: "".into(),
        date: None,
        words: 88,
        ..line(
            "44444444444444444444444444444444",
            "X 82/1",
            "CSCE: note of a telephone call",
            Kind::Conversation,
            marked("NOT SETTLED", "X", "not-settled"),
        )
    }
}

fn others() -> Vec<PaperLine> {
    let grave = marked("TOP SECRET UMBRA", "TS-UM", "top-secret");
    let low = marked("RESTRICTED", "R", "restricted");
    vec![
        PaperLine {
            words: 2_304,
            ..line(
                "55555555555555555555555555555555",
                "TS-UM 82/1",
                "Assessment of the succession",
                Kind::Paper,
                grave,
            )
        },
        PaperLine {
            from: "الأمانة العامة".into(),
            ..line(
                "66666666666666666666666666666666",
                "R 82/4",
                "مذكرة بشأن المؤتمر القادم",
                Kind::Memorandum,
                low,
            )
        },
        line(
            "77777777777777777777777777777777",
            "P 82/12",
            "Visit of the Foreign Affairs Committee",
            Kind::Email,
            public(),
        ),
    ]
}

fn overall() -> Marked {
    marked("TOP SECRET UMBRA · NOT SETTLED", "X", "not-settled")
}

pub fn papers() -> Vec<PaperLine> {
    let mut papers = vec![cover_line(), message_line(), telegram(), unsettled()];
    papers.extend(others());
    papers
}

fn closes() -> ClosesShown {
    ClosesShown {
        at: at("1982-10-14T19:30:00Z"),
        closed: false,
        left: "in 1 h 48 min".into(),
        minutes_left: 108,
    }
}

fn clearance_due(handle: &str, name: &str, until: Option<jiff::civil::Date>) -> ClearanceDue {
    ClearanceDue { handle: handle.into(), name: name.into(), until }
}

pub fn today() -> Today {
    Today {
        date: date(1982, 10, 14),
        boxes: vec![
            BoxTally {
                post: prime_minister(),
                papers: 3,
                due: 1,
                returned: 2,
                discuss: 1,
                closes: Some(closes()),
            },
            BoxTally {
                post: PostLine {
                    handle: "foreign-secretary".into(),
                    title: "Foreign Secretary".into(),
                    ..prime_minister()
                },
                papers: 1,
                due: 0,
                returned: 0,
                discuss: 0,
                closes: None,
            },
        ],
        to_clear: vec![draft_line()],
        searches: vec![SavedShown {
            name: "Herring".into(),
            query: "herring".into(),
            standing: true,
            new: Some(2),
        }],
        meetings: vec![
            the_meeting(),
            MeetingLine {
                clock: None,
                date: Some(date(1982, 11, 9)),
                subject: "resumption of the Madrid CSCE meeting".into(),
                marked: secret(),
                ..the_meeting()
            },
        ],
        bring_ups: bring_ups(),
        copies: copies(),
        own: vec![UndertakingLine { owner: "A J Coles".into(), person: "coles".into(), ..undertaking() }],
        own_in_all: 9,
        overdue: 2,
        undertakings: 17,
        unsettled: Some(1),
        to_approve: Some(2),
        sitting: Some(secret()),
        clearances: vec![
            clearance_due("bone", "R B Bone", Some(date(1982, 10, 31))),
            clearance_due("quill", "George Quill", None),
        ],
        first_steps: None,
        newest: papers(),
        overall: Some(overall()),
    }
}

pub fn put_up() -> PutUpPage {
    let boxed = boxed().page;
    let item = boxed.sections[0].items[0].clone();
    let meetings = item.meeting.iter().cloned().collect();
    PutUpPage { principal: boxed.principal, item, purpose: "decision", meetings, overall: boxed.overall }
}

pub fn boxed() -> PrincipalBox {
    let item = BoxItem {
        paper: cover_line(),
        note: "Prime Minister: Mr Pym thinks you would like to see this before 11 tomorrow.".into(),
        by: "A J Coles".into(),
        at: at("1982-10-14T17:42:00Z"),
        changed: Some(ChangedShown { by: "The clerk".into(), at: at("1982-10-14T18:05:00Z") }),
        meeting: Some(the_meeting()),
        left: "in 17 h 18 min".into(),
        flags: vec![Flag { letter: "A".into(), paper: message_line() }],
        due: Some(DueShown {
            day: date(1982, 10, 15),
            clock: Some(time(9, 0, 0, 0)),
            reason: "she leaves for the House at ten".into(),
            left: "in 15 h 18 min".into(),
        }),
        late: false,
        pages: 4,
        proposed: false,
    };
    let other = BoxItem {
        paper: telegram(),
        note: "".into(),
        by: "a reading".into(),
        changed: None,
        flags: vec![],
        due: None,
        late: true,
        proposed: true,
        ..item.clone()
    };
    let plain = BoxItem {
        paper: others()[2].clone(),
        meeting: None,
        note: "".into(),
        left: "".into(),
        flags: vec![],
        due: None,
        ..item.clone()
    };
    let returned = ReturnedLine {
        paper: others()[1].clone(),
        mark: "agree",
        words: "but not before Madrid".into(),
        decided: vec![
            Decided { number: 1, recommendation: "That the message be answered.".into(), mark: Mark::Agree },
            Decided { number: 2, recommendation: "That Washington be told.".into(), mark: Mark::Discuss },
        ],
        by: "A J Coles".into(),
        at: at("1982-10-14T21:10:00Z"),
        ordered: vec![OrderedLine {
            owner: "R B Bone".into(),
            what: "draft a reply".into(),
            due: Some(date(1982, 10, 20)),
            key: "ordered-1".into(),
        }],
        bears: vec![],
    };
    PrincipalBox {
        page: BoxPage {
            principal: prime_minister(),
            sections: vec![
                BoxSection { purpose: "To see", word: "see", items: vec![item, other] },
                BoxSection { purpose: "For reading", word: "reading", items: vec![plain] },
            ],
            papers: 3,
            words: 1_338,
            reading_minutes: 7,
            pages: 9,
            closes: Some(closes()),
            returned: vec![returned],
            may_put_up: true,
            may_mark: true,
            deputies: post().deputies.into_iter().take(1).collect(),
            overall: Some(covering()),
        },
        principals: today().boxes.into_iter().map(|one| one.post).collect(),
    }
}

fn facet(value: &str, shown: &str, count: u64) -> Facet {
    Facet { value: value.into(), shown: shown.into(), count }
}

pub fn register() -> RegisterPage {
    RegisterPage {
        papers: papers(),
        total: 1_207,
        page: 2,
        pages: 25,
        by_marking: vec![
            facet("S", "SECRET", 411),
            facet("C", "CONFIDENTIAL", 388),
            facet("P", "UNCLASSIFIED", 407),
            facet("X", "NOT SETTLED", 1),
        ],
        by_kind: vec![
            facet("letter", "letter", 602),
            facet("telegram", "telegram", 540),
            facet("message", "message", 65),
        ],
        by_year: vec![facet("1982", "1982", 1_190), facet("1981", "1981", 17)],
        overall: Some(overall()),
    }
}

pub fn found() -> FindPage {
    let extract = vec![
        ("Nor did he even mention Brezhnev's ".to_owned(), false),
        ("six point".to_owned(), true),
        (" Middle East ".to_owned(), false),
        ("proposal".to_owned(), true),
        (", though he did speak at length about our alleged efforts".to_owned(), false),
    ];
    FindPage {
        query: "\"six point\" proposal".into(),
        fault: None,
        hits: vec![
            HitShown { paper: message_line(), extract: extract.clone() },
            HitShown { paper: telegram(), extract },
        ],
        total: 2,
        page: 1,
        pages: 1,
        by_kind: vec![facet("message", "message", 1), facet("telegram", "telegram", 1)],
        by_year: vec![facet("1982", "1982", 2)],
        by_from: vec![facet("George P. Shultz", "George P. Shultz", 1)],
        overall: Some(secret()),
    }
}

/// The cover as it lies in the Prime Minister's box.
pub fn box_paper() -> BoxPaper {
    let boxed = boxed().page;
    BoxPaper {
        principal: boxed.principal,
        item: Some(boxed.sections[0].items[0].clone()),
        returned: None,
        under: None,
        at: 1,
        of: 3,
        previous: None,
        next: Some(boxed.sections[0].items[1].paper.id.clone()),
        may_mark: true,
        below: false,
        as_deputy: false,
        is_principal: true,
        recommended: vec!["That the message be answered.".into(), "That Washington be told.".into()],
        paper: cover(),
    }
}

/// The message, read in the box under the cover that it came with.
pub fn enclosure_in_box() -> BoxPaper {
    let under = Under { letter: "A".into(), cover: cover_line(), next: None };
    BoxPaper { item: None, under: Some(under), at: 0, paper: message(), ..box_paper() }
}

pub fn ledger() -> LedgerPage {
    LedgerPage {
        size: 48_211,
        checkpoint: "office.example/chancery\n48211\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— office.example/chancery Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n".into(),
        vkey: "office.example/chancery+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW".into(),
        verified: Some(Verified { at: at("1982-10-14T06:00:00Z"), entries: 48_190, bodies: 1_207, flaws: vec![] }),
    }
}

pub fn searched() -> SearchPage {
    SearchPage {
        found: found(),
        sort: Sort::Relevance,
        meant: Some("\"six point\" proposals".into()),
        saved: Some("six points".into()),
        like: None,
        new: Some(1),
        by_to: vec![facet("Mr Pym", "Mr Pym", 1)],
        by_post: vec![facet("Secretary of State", "Secretary of State", 1)],
        by_file: vec![facet("East-West", "East-West", 2)],
        by_marking: vec![facet("S", "S", 2)],
        by_settled: vec![facet("settled", "settled", 1), facet("unsettled", "not settled", 1)],
        searches: vec![SavedShown {
            name: "six points".into(),
            query: "\"six point\" proposal".into(),
            standing: true,
            new: Some(1),
        }],
    }
}

pub fn hits() -> HitsPage {
    let run = |words: &str, sought| (words.to_owned(), sought);
    HitsPage {
        paper: message_line(),
        marked: secret(),
        query: "\"six point\" proposal".into(),
        fault: None,
        text: vec![
            run("Brezhnev's ", false),
            run("six point", true),
            run(" Middle East ", false),
            run("proposal", true),
        ],
        total: 2,
    }
}

pub fn printed() -> Printed {
    Printed { bytes: b"%PDF-1.7".to_vec(), name: "S 82/1".into(), pages: 1, left_out: vec![] }
}
