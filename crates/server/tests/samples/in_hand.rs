//! Sample answers: papers in hand.

use super::*;

pub fn up() -> BringUpShown {
    BringUpShown {
        key: "aabbccdd00112233aabbccdd00112233".into(),
        left: None,
        before: "A J Coles".into(),
        on: date(1982, 10, 17),
        comes_up: date(1982, 10, 15),
        overdue: false,
        reason: "before the meeting of Friday".into(),
        by: "R B Bone".into(),
        at: at("1982-10-14T16:00:00Z"),
        may_put_away: true,
    }
}

pub fn copy() -> CopyShown {
    CopyShown {
        left: None,
        key: "ddccbbaa33221100ddccbbaa33221100".into(),
        to: "Private Secretary, FCO".into(),
        purpose: CopyPurpose::Action,
        note: "please draft a reply".into(),
        by: "A J Coles".into(),
        at: at("1982-10-14T16:10:00Z"),
        opened: Some(at("1982-10-14T16:40:00Z")),
        answered: None,
        may_answer: true,
    }
}

pub fn answered_copy() -> CopyShown {
    let answered = AnsweredShown {
        by: "R B Bone".into(),
        at: at("1982-10-14T18:00:00Z"),
        words: "drafted".into(),
        shown_by: Some(message_line()),
    };
    CopyShown { answered: Some(answered), may_answer: false, ..copy() }
}

pub fn bring_ups() -> BringUpsPage {
    let overdue =
        BringUpShown { overdue: true, comes_up: date(1982, 10, 13), on: date(1982, 10, 13), ..up() };
    let line = |up, paper| BringUpLine { paper, up };
    BringUpsPage {
        lines: vec![line(overdue, message_line()), line(up(), cover_line())],
        total: 2,
        page: 1,
        pages: 1,
        all: false,
        overall: Some(secret()),
    }
}

pub fn copies() -> CopiesPage {
    let line = |copy, paper| CopyLine { paper, copy };
    CopiesPage {
        lines: vec![line(copy(), cover_line()), line(answered_copy(), message_line())],
        total: 2,
        page: 1,
        pages: 1,
        all: false,
        overall: Some(secret()),
    }
}

pub fn in_hand() -> InHand {
    let been = |stage, who: &str| Whereabouts {
        stage,
        who: who.into(),
        by: "R B Bone".into(),
        at: at("1982-10-14T16:00:00Z"),
    };
    InHand {
        now: vec![
            been(Stage::InBox(Purpose::See), "Prime Minister"),
            been(Stage::CopiedForAction("please draft a reply".into()), "Private Secretary, FCO"),
            been(Stage::ComesUp(date(1982, 10, 15)), "A J Coles"),
        ],
        been: vec![
            been(Stage::PutUp(Purpose::See), "Prime Minister"),
            been(Stage::Copied(CopyPurpose::Action), "Private Secretary, FCO"),
        ],
        bring_ups: vec![up()],
        copies: vec![copy(), answered_copy()],
        addressees: vec![Addressee { handle: "bone".into(), name: "R B Bone".into() }],
        drafts: vec![draft_line()],
    }
}

pub fn chased() -> ChasedPage {
    let line = UndertakingLine { owner: "R B Bone".into(), ..undertaking() };
    let told = |line: Option<UndertakingLine>, why: Option<&str>| ChasedLine {
        name: format!("{COVER} 00"),
        line,
        not_done: why.map(str::to_owned),
    };
    ChasedPage {
        lines: vec![
            told(Some(line.clone()), None),
            told(Some(line.clone()), Some("it is closed already: reopen it first")),
            told(None, Some("nothing of that name is known here")),
        ],
        chosen: vec![line],
        addressees: in_hand().addressees,
        below: true,
        overall: Some(secret()),
    }
}

pub fn bagged() -> Bagged {
    let TogetherPage { done, not_done, overall, .. } = together();
    Bagged { name: "papers-1982-10-14".into(), papers: done, left_out: not_done, overall }
}

pub fn together() -> TogetherPage {
    let not_done = NotDone {
        name: COVER.into(),
        paper: Some(cover_line()),
        why: "it comes up before him on that day already".into(),
    };
    let absent =
        NotDone { name: MEETING.into(), paper: None, why: "nothing of that name is known here".into() };
    TogetherPage {
        may_file: true,
        may_relabel: true,
        done: vec![message_line()],
        not_done: vec![not_done, absent],
        chosen: vec![cover_line()],
        principals: vec![prime_minister()],
        addressees: in_hand().addressees,
        below: true,
        overall: Some(secret()),
    }
}
