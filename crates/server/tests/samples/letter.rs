//! The letter and its enclosure, as pages.

use super::*;

/// The cover as it was typed.
pub const COVER_TEXT: &str = "covering SECRET\n\nForeign and Commonwealth Office\n\nLondon SW1A 2AH\n\n14 October 1982\n\n\
Message from Mr Shultz about US/Soviet\nRelations\n\n\
Mr Pym has suggested that the Prime Minister might like to glance at the enclosed copy of a message from Mr Shultz, \
in advance of the meeting to discuss relations with the Soviet Union and Eastern Europe at 1100 on 15 October.\n\n\
Your own\n\n[Handwritten signature]\n\n(R B Bone)\nPrivate Secretary\n\nA J Coles Esq\n10 Downing Street\n\ncovering SECRET";

/// The enclosed message, in part.
pub const MESSAGE_TEXT: &str = "S E C R E T\n\nDear Francis:\n\n\
Now that I have had time to reflect on my meetings with Gromyko, I want to give you some of my personal impressions. \
This will supplement our recent conversations and the detailed briefings your Ambassadors have received in Washington and Brussels.\n\n\
Both meetings were sober and substantive, with a minimum of Gromyko's usual polemics. Indeed, I was impressed that he did not push any of \
the propagandistic arms control proposals contained in his UNGA speech, and agreed that the INF and START talks are proceeding in a serious manner. \
Nor did he even mention Brezhnev's six point Middle East proposal, though he did speak at length about our alleged efforts to exclude Moscow from the area.\n\n\
During the second meeting, I suggested that we concentrate on trying to make progress in a few specific and limited areas. \
On human rights, Gromyko agreed to my proposal that our negotiators get together prior to resumption of the Madrid meeting for further discussion of this subject.\n\n\
As you know, Assistant Secretary of State Crocker has had two meetings with the Soviets at Deputy Minister level on these issues, and \
we will be suggesting that another exchange take place in Moscow in November.\n\n\
My overall assessment is that both Gromyko and I were operating on the assumption that the differences between us are large and deep, and that progress will be difficult.\n\n\
Sincerely yours,\n\n/s/\n\nGeorge P. Shultz\n\n14 OCT 1982";

/// The first page of the scan, with a word read with doubt and one that proves a finding.
pub fn beside() -> Beside {
    let previous = Neighbour { paper: MESSAGE.into(), key: String::new(), page: 2 };
    Beside { previous: Some(previous), next: None, page: 3 }
}

pub fn leaf(note: String) -> PageShown {
    let place = Place { x: 100, y: 200, w: 80, h: 20 };
    PageShown {
        number: 1,
        width: 900,
        height: 1270,
        source: "words read from the picture",
        sure: Some(64),
        reads_badly: true,
        notes: vec![note],
        picture: true,
        marks: vec![
            OnPage { place, finding: Some(1), doubtful: None },
            OnPage { place, finding: None, doubtful: Some(1) },
        ],
    }
}

fn role(name: RoleName, value: &str) -> RoleShown {
    RoleShown { name, value: value.into(), when: None }
}

fn finding(
    text: &str,
    number: u32,
    what: What,
    words: &str,
    roles: Vec<RoleShown>,
    confidence: Confidence,
) -> FindingShown {
    let start = text.find(words).unwrap();
    FindingShown {
        number,
        what,
        words: words.into(),
        start: start as u32,
        end: (start + words.len()) as u32,
        roles,
        rule: format!("{}.{}", what.class(), what.degree().map_or("", |degree| degree.word)),
        confidence,
        state: FindingState::Proposed,
        found_by: None,
        found_too: None,
        judged: None,
    }
}

/// The text, cut where findings begin and end; they do not overlap here.
pub fn runs(text: &str, findings: &[FindingShown]) -> Vec<Run> {
    let plain = |text: &str| Run { text: text.into(), findings: vec![], footnote: None, doubtful: None };
    let (mut runs, mut at) = (Vec::new(), 0);
    for finding in findings {
        let (start, end) = (finding.start as usize, finding.end as usize);
        runs.push(plain(&text[at..start]));
        runs.push(Run {
            text: text[start..end].into(),
            findings: vec![finding.number],
            footnote: None,
            doubtful: None,
        });
        at = end;
    }
    runs.push(plain(&text[at..]));
    runs
}

fn minute(by: &str, kind: MinuteKind, text: &str, doubtful: bool) -> MinuteShown {
    MinuteShown { by: by.into(), kind, text: text.into(), date: None, at: None, doubtful }
}

fn minutes() -> Vec<MinuteShown> {
    vec![
        minute("A J Coles", MinuteKind::PutUp, "Prime Minister", false),
        minute("", MinuteKind::Hand, "John Stan.", true),
        minute("", MinuteKind::Hand, "[Handwritten mark]", false),
        MinuteShown {
            date: Some(date(1982, 10, 14)),
            ..minute("A J Coles", MinuteKind::Initials, "A.J.C. 14/10.", false)
        },
        MinuteShown {
            at: Some(at("1982-10-14T17:42:00Z")),
            ..minute(
                "A J Coles",
                MinuteKind::Note,
                "Prime Minister: worth five minutes before tomorrow’s meeting.",
                false,
            )
        },
    ]
}

fn step(who: &str, by: &str, date: Option<Date>) -> Step {
    Step { who: who.into(), by: by.into(), date }
}

fn chain() -> Vec<Step> {
    vec![
        step("George P. Shultz", "S 82/2", None),
        step("Mr Pym", "S 82/2", None),
        step("R B Bone", "S 82/1", Some(date(1982, 10, 14))),
        step("A J Coles", "S 82/1", Some(date(1982, 10, 14))),
        step("Prime Minister", "put up", Some(date(1982, 10, 14))),
    ]
}

fn particulars(pairs: &[(ParticularName, &str)]) -> Vec<Particular> {
    let words = |value: &str| ParticularValue::Words(value.into());
    pairs.iter().map(|(name, value)| Particular { name: *name, value: words(value), read_as: None }).collect()
}

/// The cover.
pub fn cover() -> PaperPage {
    let findings = cover_findings();
    PaperPage {
        line: cover_line(),
        overall: cover_line().marked,
        typed: Some("covering SECRET".into()),
        own: public(),
        numbers: vec!["S 82/1".into()],
        particulars: particulars(&[
            (ParticularName::From, "R B Bone, Private Secretary"),
            (ParticularName::To, "A J Coles Esq, 10 Downing Street"),
            (ParticularName::Place, "Foreign and Commonwealth Office, London SW1A 2AH"),
            (ParticularName::Date, "14 October 1982"),
            (ParticularName::Subject, "Message from Mr Shultz about US/Soviet Relations"),
        ]),
        text: runs(COVER_TEXT, &findings),
        footnotes: vec![],
        findings,
        covers: vec![],
        enclosures: vec![message_line()],
        answers: vec![],
        answered_by: vec![],
        minutes: minutes(),
        seen: vec![
            SeenShown {
                by: "A J Coles".into(),
                first: at("1982-10-14T15:31:00Z"),
                last: at("1982-10-14T17:42:00Z"),
                times: 3,
            },
            SeenShown {
                by: "Margaret Thatcher".into(),
                first: at("1982-10-14T22:05:00Z"),
                last: at("1982-10-14T22:05:00Z"),
                times: 1,
            },
        ],
        chain: chain(),
        boxes: vec![BoxedShown {
            principal: "Prime Minister".into(),
            purpose: Purpose::See,
            meeting: Some(the_meeting()),
        }],
        in_hand: in_hand(),
        why: "SECRET is within your clearance, and the paper is kept within no circle".into(),
        may: May { minute: true, put_up: true, judge: true, relabel: true, ..May::default() },
        versions: Vec::new(),
        came_again: Vec::new(),
        pages: Vec::new(),
        relabellings: Vec::new(),
        principals: vec![prime_minister()],
        meetings: vec![the_meeting()],
    }
}

fn cover_findings() -> Vec<FindingShown> {
    let time = When {
        clock: Some(time(11, 0, 0, 0)),
        ..when(Some(date(1982, 10, 15)), Some(date(1982, 10, 16)), Grain::Minute)
    };
    vec![
        finding(
            COVER_TEXT,
            1,
            What::Reference(Cited::Enclosure),
            "the enclosed copy of a message from Mr Shultz",
            vec![role(RoleName::Subject, "a message from Mr Shultz")],
            Confidence::Certain,
        ),
        finding(
            COVER_TEXT,
            2,
            What::Meeting(Occasion::Ahead),
            "the meeting to discuss relations with the Soviet Union and Eastern Europe at 1100 on 15 October",
            vec![
                role(RoleName::Subject, "relations with the Soviet Union and Eastern Europe"),
                RoleShown { when: Some(time), ..role(RoleName::When, "at 1100 on 15 October") },
            ],
            Confidence::Certain,
        ),
    ]
}

/// The enclosed message.
pub fn message() -> PaperPage {
    let findings = message_findings();
    PaperPage {
        line: message_line(),
        overall: secret(),
        typed: Some("S E C R E T".into()),
        own: secret(),
        numbers: vec!["S 82/2".into(), "US-S 82/1".into()],
        particulars: particulars(&[
            (ParticularName::From, "George P. Shultz"),
            (ParticularName::To, "Francis Pym"),
            (ParticularName::Date, "14 October 1982"),
        ]),
        text: runs(MESSAGE_TEXT, &findings),
        findings,
        covers: vec![cover_line()],
        enclosures: vec![],
        answers: vec![],
        answered_by: vec![],
        minutes: vec![MinuteShown {
            date: Some(date(1982, 10, 14)),
            ..minute("", MinuteKind::Stamp, "14 OCT 1982", false)
        }],
        may: May { minute: true, put_up: true, settle: true, ..May::default() },
        ..cover()
    }
}

fn message_findings() -> Vec<FindingShown> {
    let november = when(Some(date(1982, 11, 1)), Some(date(1982, 12, 1)), Grain::Month);
    let t = MESSAGE_TEXT;
    vec![
        finding(
            t,
            1,
            What::Subject(Fate::NotRaised),
            "he did not push any of the propagandistic arms control proposals",
            vec![
                role(RoleName::Holder, "Mr Shultz"),
                role(RoleName::Actor, "Gromyko"),
                role(RoleName::Subject, "arms control proposals in his UNGA speech"),
            ],
            Confidence::Strong,
        ),
        finding(
            t,
            2,
            What::Subject(Fate::Agreed),
            "agreed that the INF and START talks are proceeding in a serious manner",
            vec![role(RoleName::Actor, "Gromyko"), role(RoleName::Subject, "INF and START talks")],
            Confidence::Strong,
        ),
        finding(
            t,
            3,
            What::Subject(Fate::NotRaised),
            "Nor did he even mention Brezhnev's six point Middle East proposal",
            vec![
                role(RoleName::Actor, "Gromyko"),
                role(RoleName::Subject, "Brezhnev's six point Middle East proposal"),
            ],
            Confidence::Certain,
        ),
        finding(
            t,
            4,
            What::Undertaking(Firmness::Agreed),
            "Gromyko agreed to my proposal that our negotiators get together prior to resumption of the Madrid meeting",
            vec![
                role(RoleName::Actor, "our negotiators"),
                role(RoleName::Act, "get together"),
                role(RoleName::Partner, "Gromyko"),
                RoleShown {
                    when: Some(when(None, None, Grain::Event)),
                    ..role(RoleName::When, "prior to resumption of the Madrid meeting")
                },
            ],
            Confidence::Certain,
        ),
        finding(
            t,
            5,
            What::Undertaking(Firmness::Proposed),
            "we will be suggesting that another exchange take place in Moscow in November",
            vec![
                role(RoleName::Actor, "we"),
                role(RoleName::Act, "another exchange"),
                role(RoleName::Place, "Moscow"),
                RoleShown { when: Some(november), ..role(RoleName::When, "in November") },
            ],
            Confidence::Strong,
        ),
        finding(
            t,
            6,
            What::Assessment,
            "My overall assessment is that both Gromyko and I were operating on the assumption that the differences between us are large and deep",
            vec![],
            Confidence::Strong,
        ),
    ]
}
