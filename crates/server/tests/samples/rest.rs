//! The other pages of that week.

use super::*;
use chancery_registry::{Content, Form, Portion};
use chancery_server::pages::{Diary, PrincipalBox};

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
    Diary { page, feed: Some("00112233445566778899aabbccddeeff".into()), taken: Some(taken) }
}

pub fn papers() -> Vec<PaperLine> {
    let mut papers = vec![cover_line(), message_line(), telegram(), unsettled()];
    papers.extend(others());
    papers
}

pub fn today() -> Today {
    Today {
        date: date(1982, 10, 14),
        boxes: vec![
            (prime_minister(), 3),
            (
                PostLine {
                    handle: "foreign-secretary".into(),
                    title: "Foreign Secretary".into(),
                    ..prime_minister()
                },
                1,
            ),
        ],
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
        overdue: 2,
        undertakings: 17,
        unsettled: Some(1),
        to_approve: Some(2),
        sitting: Some(secret()),
        newest: papers(),
        overall: Some(overall()),
    }
}

pub fn boxed() -> PrincipalBox {
    let item = BoxItem {
        paper: cover_line(),
        note: "Prime Minister: Mr Pym thinks you would like to see this before 11 tomorrow.".into(),
        by: "A J Coles".into(),
        at: at("1982-10-14T17:42:00Z"),
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
        by: "A J Coles".into(),
        at: at("1982-10-14T21:10:00Z"),
        ordered: vec![OrderedLine {
            owner: "R B Bone".into(),
            what: "draft a reply".into(),
            due: Some(date(1982, 10, 20)),
            key: "ordered-1".into(),
        }],
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
            closes: Some(ClosesShown {
                at: at("1982-10-14T19:30:00Z"),
                closed: false,
                left: "in 1 h 48 min".into(),
            }),
            returned: vec![returned],
            may_put_up: true,
            may_mark: true,
            deputies: post().deputies.into_iter().take(1).collect(),
            overall: Some(covering()),
        },
        principals: today().boxes.into_iter().map(|(post, _)| post).collect(),
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

pub fn chase() -> ChasePage {
    let late = UndertakingLine {
        actor: "our negotiators".into(),
        act: "get together".into(),
        place: "".into(),
        when_words: "prior to resumption of the Madrid meeting".into(),
        due: Some(date(1982, 11, 8)),
        overdue: true,
        days_late: Some(3),
        owner: "R B Bone".into(),
        step: "assigned".into(),
        key: "undertaking-4".into(),
        firmness: "agreed",
        state: "proposed".into(),
        words: "Gromyko agreed to my proposal that our negotiators get together prior to resumption of the Madrid meeting".into(),
        confidence: Confidence::Certain,
        number: 4,
        ..undertaking()
    };
    let vague = UndertakingLine {
        actor: "".into(),
        act: "another meeting between us".into(),
        partner: "Gromyko".into(),
        place: "".into(),
        when_words: "in the months ahead".into(),
        when: Some(when(None, None, Grain::Vague)),
        due: None,
        key: "undertaking-6".into(),
        firmness: "left open",
        state: "proposed".into(),
        words: "We did consider another meeting between us, but this was left until we see how our relations develop in the months ahead.".into(),
        ..undertaking()
    };
    let kept = UndertakingLine {
        key: "ordered-1".into(),
        state: "ordered".into(),
        step: "kept".into(),
        closed: true,
        number: 0,
        ..undertaking()
    };
    ChasePage {
        lines: vec![late, undertaking(), vague, kept],
        total: 102,
        page: 1,
        pages: 3,
        load: vec![
            LoadLine { owner: "R B Bone".into(), open: 12, overdue: 3 },
            LoadLine { owner: "Gromyko".into(), open: 5, overdue: 0 },
        ],
        overall: Some(secret()),
    }
}

/// An undertaking with a life behind it.
pub fn one_undertaking() -> UndertakingPage {
    let step = StepShown {
        by: "A J Coles".into(),
        at: at("1982-10-20T09:00:00Z"),
        step: "assigned".into(),
        words: "".into(),
        owner: "R B Bone".into(),
        day: Some(date(1982, 11, 8)),
        other: None,
    };
    let kept = StepShown {
        step: "kept".into(),
        owner: "".into(),
        day: None,
        words: "They met in Geneva.".into(),
        other: Some(telegram()),
        ..step.clone()
    };
    UndertakingPage {
        line: chase().lines.remove(0),
        paper: message_line(),
        steps: vec![step, kept],
        chaser: "The message of 13 October 1982 (S 82/2) says: “…”.".into(),
        like: vec![undertaking()],
        may: true,
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
        at: 1,
        of: 3,
        previous: None,
        next: Some(boxed.sections[0].items[1].paper.id.clone()),
        may_mark: true,
        as_deputy: false,
        is_principal: true,
        paper: cover(),
    }
}

pub fn meeting() -> MeetingPage {
    let page = message();
    let subjects = page.findings.iter().filter(|finding| finding.class == "subject");
    MeetingPage {
        line: the_meeting(),
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
        before: vec![MeetingLine { date: Some(date(1982, 7, 1)), ..the_meeting() }],
        owed: [vec![undertaking()], Vec::new()],
        left_open: dialogue().subjects.first().map(|row| row.cells.concat()).unwrap_or_default(),
        overall: Some(secret()),
        may_note: true,
        may_record: true,
    }
}

fn draft_line() -> DraftLine {
    DraftLine {
        id: COVER.into(),
        form: Form::Submission,
        subject: "A reply to Mr Shultz".into(),
        by: "R B Bone".into(),
        at: at("1982-10-14T10:00:00Z"),
        marked: secret(),
        state: "being cleared",
    }
}

pub fn drafts() -> DraftsPage {
    let other = DraftLine { state: "signed", form: Form::Letter, ..draft_line() };
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
    };
    let step = |what: &'static str, who: &str, words: &str, earlier: bool| DraftStepShown {
        what,
        by: "R B Bone".into(),
        at: at("1982-10-14T11:00:00Z"),
        who: who.into(),
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
        people: vec![("coles".into(), "A J Coles".into())],
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
        ..draft()
    }
}

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
    }
}

fn person(handle: &str, name: &str, post: &str, duties: &[&'static str]) -> PersonLine {
    PersonLine { handle: handle.into(), name: name.into(), posts: vec![post.into()], duties: duties.into() }
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
        given: a_person().given.into_iter().next(),
        circles: vec!["Falklands-hk3p".into()],
        may_clear: false,
    }
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

pub fn dialogues() -> DialoguesPage {
    let pair = PairLine { a: "Gromyko".into(), b: "Shultz".into(), subjects: 8, papers: 1 };
    DialoguesPage { pairs: vec![pair] }
}

/// Shultz and Gromyko, as the message and a telegram tell of them.
pub fn dialogue() -> DialoguePage {
    let said = |side: &'static str, became: &'static str, about: &str, words: &str| Said {
        by: "Gromyko".into(),
        side,
        became,
        about: about.into(),
        words: words.into(),
        reference: "S 82/2".into(),
        paper: MESSAGE.into(),
        number: 4,
        state: "proposed".into(),
    };
    let arms =
        said("b", "not raised", "the propagandistic arms control proposals", "he did not push any of them");
    let rights = said("both", "agreed", "human rights", "Gromyko agreed to my proposal");
    DialoguePage {
        a: "Shultz".into(),
        b: "Gromyko".into(),
        papers: 2,
        occasions: vec![telegram(), message_line()],
        page: 1,
        pages: 1,
        subjects: vec![
            SubjectRow { name: "arms control".into(), cells: vec![vec![], vec![arms]] },
            SubjectRow { name: "human rights".into(), cells: vec![vec![rights.clone()], vec![rights]] },
        ],
        since: vec![Change { subject: "human rights".into(), what: "raised, now agreed".into() }],
        positions: vec![Position {
            date: Some(date(1982, 10, 13)),
            said: said(
                "a",
                "",
                "",
                "My overall assessment is that the differences between us are large and deep",
            ),
        }],
        undertakings: [vec![undertaking()], chase().lines, vec![]],
        next: vec![the_meeting()],
        ahead: vec![said("", "", "", "another exchange take place in Moscow in November")],
        overall: Some(secret()),
    }
}

pub fn printed() -> Printed {
    Printed { bytes: b"%PDF-1.7".to_vec(), name: "S 82/1".into(), pages: 1 }
}
