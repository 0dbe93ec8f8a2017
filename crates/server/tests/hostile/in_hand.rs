//! Pages of papers in hand with one text in every field that is a text.

use super::samples;
use chancery_registry::answers::*;
use chancery_server::pages::{self, Frame, TogetherAsked};

pub fn paper(text: &str, line: &PaperLine) -> InHand {
    let value = || text.to_owned();
    let told = samples::in_hand();
    let stage = |stage: &Stage| match stage {
        Stage::CopiedForAction(_) => Stage::CopiedForAction(value()),
        other => other.clone(),
    };
    let hostile =
        |one: &Whereabouts| Whereabouts { stage: stage(&one.stage), who: value(), by: value(), at: one.at };
    let answered = Whereabouts { stage: Stage::Answered(value()), ..hostile(&told.been[0]) };
    InHand {
        now: told.now.iter().map(hostile).collect(),
        been: told.been.iter().map(hostile).chain([answered]).collect(),
        bring_ups: vec![up(text)],
        copies: vec![copy(text, line), CopyShown { answered: None, ..copy(text, line) }],
        addressees: vec![Addressee { handle: value(), name: value() }],
        drafts: vec![DraftLine {
            id: value(),
            subject: value(),
            by: value(),
            marked: line.marked.clone(),
            ..samples::draft_line()
        }],
    }
}

fn up(text: &str) -> BringUpShown {
    let value = || text.to_owned();
    BringUpShown { key: value(), before: value(), reason: value(), by: value(), ..samples::up() }
}

fn copy(text: &str, line: &PaperLine) -> CopyShown {
    let value = || text.to_owned();
    let answered =
        AnsweredShown { by: value(), at: samples::up().at, words: value(), shown_by: Some(line.clone()) };
    CopyShown {
        key: value(),
        to: value(),
        note: value(),
        by: value(),
        answered: Some(answered),
        ..samples::copy()
    }
}

pub fn bring_ups(text: &str, line: &PaperLine) -> BringUpsPage {
    let lines = vec![BringUpLine { paper: line.clone(), up: up(text) }];
    BringUpsPage { lines, overall: Some(line.marked.clone()), ..samples::bring_ups() }
}

pub fn copies(text: &str, line: &PaperLine) -> CopiesPage {
    let lines = vec![CopyLine { paper: line.clone(), copy: copy(text, line) }];
    CopiesPage { lines, overall: Some(line.marked.clone()), ..samples::copies() }
}

pub fn with_every_field(text: &str, frame: &Frame, line: &PaperLine) -> Vec<(&'static str, String)> {
    let value = || text.to_owned();
    let post = PostLine { handle: value(), title: value(), holder: Some(value()), principal: true };
    let page = TogetherPage {
        may_file: true,
        may_relabel: true,
        done: vec![line.clone()],
        not_done: vec![
            NotDone { name: value(), paper: Some(line.clone()), why: value() },
            NotDone { name: value(), paper: None, why: value() },
        ],
        chosen: vec![line.clone()],
        principals: vec![post],
        addressees: paper(text, line).addressees,
        below: true,
        overall: Some(line.marked.clone()),
    };
    let typed = ["to", "before", "reason", "note", "on", "principal", "act"];
    let typed = typed.map(|name| (name.to_owned(), value())).into();
    let asked = TogetherAsked { acted: true, amiss: Some(value()), typed };
    let chased = ChasedPage {
        lines: vec![ChasedLine { name: value(), line: None, not_done: Some(value()) }],
        chosen: vec![UndertakingLine {
            act: value(),
            owner: value(),
            key: value(),
            ..samples::undertaking()
        }],
        addressees: paper(text, line).addressees,
        below: true,
        overall: Some(line.marked.clone()),
    };
    let typed = [("act", "assign".to_owned()), ("to", value()), ("due", value())];
    let typed = typed.map(|(name, value)| (name.to_owned(), value)).into();
    let of_undertakings = TogetherAsked { acted: true, amiss: Some(value()), typed };
    [
        ("bring-ups", pages::bring_ups(frame, &bring_ups(text, line))),
        ("copies", pages::copies(frame, &copies(text, line))),
        ("several papers", pages::together(frame, &page, &asked)),
        ("several undertakings", pages::chased(frame, &chased, &of_undertakings)),
    ]
    .map(|(name, page)| (name, page.into_string()))
    .into()
}
