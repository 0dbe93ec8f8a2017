//! The in-tray with one text in every field that is a text.

use super::samples;
use chancery_registry::answers::*;
use chancery_server::pages::{Transcript, TrayAsked, TrayFault};

pub fn page(line: &PaperLine) -> TrayPage {
    let value = || line.title.clone();
    let one = TrayLine { paper: line.clone(), came: value(), as_proposed: true, alike: 0 };
    let other = TrayLine { alike: 1, ..one.clone() };
    TrayPage { waiting: vec![one, other], total: 2, overall: Some(line.marked.clone()) }
}

pub fn turned(line: &PaperLine) -> TurnedPage {
    let value = || line.title.clone();
    let one = TurnedLine {
        paper: line.clone(),
        came: value(),
        by: value(),
        reason: value(),
        ..samples::turned().turned[0].clone()
    };
    TurnedPage { turned: vec![one], pages: 2, overall: Some(line.marked.clone()), ..samples::turned() }
}

pub fn sent(text: &str) -> TrayAsked {
    let sent =
        SentUp { name: text.into(), became: "refused", words: text.into(), remarks: vec![text.into()] };
    TrayAsked::sent(vec![sent])
}

pub fn paper(line: &PaperLine) -> TrayPaper {
    let value = || line.title.clone();
    TrayPaper {
        line: line.clone(),
        came: value(),
        proposed: Proposed {
            marking: value(),
            from: value(),
            to: value(),
            copied_to: value(),
            date: value(),
            reference: value(),
            subject: value(),
            file: value(),
            ..Proposed::default()
        },
        enclosures: vec![line.clone()],
        alike: vec![Alike { paper: line.clone(), why: "the same bytes", waits: true }],
        remarks: vec![value()],
        pages: vec![samples::leaf(value())],
        text: value(),
        previous: Some(value()),
        next: Some(value()),
        ..samples::waits()
    }
}

pub fn fault(text: &str) -> TrayFault {
    TrayFault {
        sentence: text.into(),
        field: "tray-marking",
        typed: [("subject".to_owned(), text.to_owned())].into(),
    }
}

pub fn particular(name: ParticularName, value: &str) -> Particular {
    Particular { name, value: ParticularValue::Words(value.into()), read_as: Some(value.into()) }
}

pub fn version(line: &PaperLine) -> VersionPage {
    let value = || line.title.clone();
    let version = VersionShown { what: value(), by: value(), ..samples::version().version };
    let otherwise = vec![particular(ParticularName::Date, &value())];
    VersionPage { line: line.clone(), version, text: value(), now: Some(value()), otherwise, state: value() }
}

pub fn particulars(line: &PaperLine) -> ParticularsPage {
    let waits = paper(line);
    ParticularsPage {
        line: line.clone(),
        stands: waits.proposed,
        state: 1,
        text: waits.text,
        pages: waits.pages,
    }
}

pub fn typed(text: &str) -> Transcript {
    Transcript { fault: Some(text.into()), below: true, typed: text.into() }
}
