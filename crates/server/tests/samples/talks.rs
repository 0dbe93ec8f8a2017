//! What was promised, and the talks between two sides.

use super::*;

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
        person: "bone".into(),
        step: Some(StepKind::Assigned),
        key: "undertaking-4".into(),
        firmness: Firmness::Agreed,
        state: FindingState::Proposed,
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
        firmness: Firmness::Open,
        state: FindingState::Proposed,
        words: "We did consider another meeting between us, but this was left until we see how our relations develop in the months ahead.".into(),
        ..undertaking()
    };
    let kept = UndertakingLine {
        key: "ordered-1".into(),
        state: FindingState::Ordered,
        step: Some(StepKind::Kept),
        closed: true,
        number: 0,
        ..undertaking()
    };
    ChasePage {
        lines: vec![late, undertaking(), vague, kept],
        total: 102,
        possible: 40,
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
        step: StepKind::Assigned,
        words: "".into(),
        owner: "R B Bone".into(),
        day: Some(date(1982, 11, 8)),
        other: None,
    };
    let kept = StepShown {
        step: StepKind::Kept,
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
        addressees: vec![Addressee { handle: "bone".into(), name: "R B Bone".into() }],
        may: true,
        overall: Some(secret()),
    }
}

pub fn dialogues() -> DialoguesPage {
    let pair = PairLine { a: "Gromyko".into(), b: "Shultz".into(), subjects: 8, papers: 1 };
    DialoguesPage { pairs: vec![pair] }
}

fn became(stands: &str) -> Became {
    What::named("subject", stands).map(Became::of).unwrap_or_default()
}

/// Shultz and Gromyko, as the message and a telegram tell of them.
pub fn dialogue() -> DialoguePage {
    let said = |side: Side, stands: &str, about: &str, words: &str| Said {
        by: "Gromyko".into(),
        side,
        became: became(stands),
        about: about.into(),
        words: words.into(),
        reference: "S 82/2".into(),
        paper: MESSAGE.into(),
        number: 4,
        state: FindingState::Proposed,
        answers: vec![],
    };
    let answer = Answer {
        by: "Gromyko".into(),
        side: Side::B,
        became: Became::default(),
        about: "hard, emphasizing that the state had to have the final word".into(),
        words: "Gromyko's response was predictably hard".into(),
        number: 5,
        state: FindingState::Proposed,
    };
    let agreed =
        Answer { became: became("agreed"), words: "Gromyko agreed to my proposal".into(), ..answer.clone() };
    let arms = said(
        Side::B,
        "not raised",
        "the propagandistic arms control proposals",
        "he did not push any of them",
    );
    let rights = Said {
        answers: vec![answer, agreed],
        ..said(
            Side::A,
            "raised",
            "human rights",
            "the President and I had decided to place particular emphasis on human rights",
        )
    };
    let stand = |day: i8, stands: &str, words: &str| Position {
        date: Some(date(1982, 10, day)),
        said: said(Side::B, stands, "human rights", words),
    };
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
        more: 2,
        since: Cut::of(vec![Change { subject: "human rights".into(), what: "raised, now agreed".into() }], 9),
        held: Cut {
            more: 1,
            shown: vec![Held {
                subject: "human rights".into(),
                a: Cut::of(vec![], 9),
                both: Cut::of(vec![], 9),
                b: Cut {
                    more: 2,
                    shown: vec![
                        stand(12, "refused", "Gromyko declined to discuss human rights"),
                        stand(13, "agreed", "Gromyko agreed to my proposal"),
                    ],
                },
            }],
        },
        positions: Cut {
            more: 1,
            shown: vec![Position {
                date: Some(date(1982, 10, 13)),
                said: said(
                    Side::A,
                    "",
                    "",
                    "My overall assessment is that the differences between us are large and deep",
                ),
            }],
        },
        undertakings: [
            Cut::of(vec![undertaking()], 9),
            Cut::of(chase().lines, 2),
            Cut::of(vec![undertaking()], 9),
            Cut::of(vec![], 9),
        ],
        next: Cut::of(vec![the_meeting()], 9),
        last: None,
        ahead: Cut::of(
            vec![said(Side::Neither, "", "", "another exchange take place in Moscow in November")],
            9,
        ),
        overall: Some(secret()),
    }
}
