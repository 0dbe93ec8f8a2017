//! The pages about standing and markings, with one text in every field that is a text.

use super::super::house::samples;
use super::marked_so;
use chancery_office::standing::RelabelState;
use chancery_registry::NewFactor;
use chancery_registry::answers::*;
use chancery_server::pages::{
    self, Amiss, CircleAct, CircleFault, Circles, CirclesAsked, Frame, Markings, NewFactorShown, NewLink,
    Readers, RecoveryCodes, Told, Why,
};
use std::collections::HashMap;

pub fn given(text: &str) -> GivenShown {
    GivenShown { lines: vec![text.into()], reason: text.into(), by: text.into(), ..samples::in_force() }
}

fn relabel(text: &str, state: RelabelState) -> RelabelShown {
    RelabelShown {
        id: text.into(),
        from: marked_so(text),
        to: marked_so(text),
        reason: text.into(),
        authority: text.into(),
        event: Some(text.into()),
        by: text.into(),
        state,
        decided_by: Some(format!("{text} too")),
        decided_reason: Some(text.into()),
        ..samples::approved()
    }
}

pub fn relabellings(text: &str) -> Vec<RelabelShown> {
    let waits = RelabelShown {
        may_approve: true,
        may_refuse: true,
        due: true,
        ..relabel(text, RelabelState::Proposed)
    };
    vec![relabel(text, RelabelState::Approved), waits]
}

fn line(text: &str) -> PaperLine {
    PaperLine {
        id: text.into(),
        reference: text.into(),
        title: text.into(),
        from: text.into(),
        to: text.into(),
        marked: marked_so(text),
        ..samples::cover_line()
    }
}

fn typed(names: &[&str], text: &str) -> HashMap<String, String> {
    names.iter().map(|name| ((*name).to_owned(), text.to_owned())).collect()
}

fn person_line(text: &str) -> PersonLine {
    PersonLine {
        handle: text.into(),
        name: text.into(),
        posts: vec![text.into()],
        duties: vec!["reads"],
        left: None,
        without_factor: true,
    }
}

fn markings(text: &str) -> Markings {
    let read = MarkingRead {
        marked: marked_so(text),
        portion: text.into(),
        covers: Some(marked_so(text)),
        says: vec![SaidShown { element: text.into(), means: text.into(), cite: text.into() }],
        who: vec![text.into()],
        warnings: vec![text.into()],
        may_read: true,
        forms: vec![(text.into(), text.into())],
    };
    let node = |height, role| NodeShown { marked: marked_so(text), height, role };
    let marking = MarkingPage {
        typed: text.into(),
        beside: text.into(),
        first: Some(read.clone()),
        second: Some(read),
        fault: None,
        lattice: Some(LatticeShown {
            relation: text.into(),
            nodes: vec![node(0, "meet"), node(1, "join")],
            edges: vec![(0, 1), (7, 9)],
        }),
        policies: vec![text.into()],
    };
    let waiting = relabellings(text).into_iter().map(|relabel| RelabelAt { paper: line(text), relabel });
    Markings {
        marking,
        proposals: RelabelPage { waiting: waiting.collect(), overall: Some(marked_so(text)) },
    }
}

fn not_read(text: &str) -> Markings {
    let fault =
        FaultShown { before: text.into(), found: text.into(), after: text.into(), expected: text.into() };
    let marking = MarkingPage {
        first: None,
        second: None,
        lattice: None,
        fault: Some(fault),
        ..markings(text).marking
    };
    Markings { marking, ..markings(text) }
}

fn circles(text: &str) -> Circles {
    let stay = StayShown {
        handle: text.into(),
        name: text.into(),
        by: format!("{text} too"),
        since: samples::at("1982-04-02T08:00:00Z"),
        until: None,
    };
    let past = StayShown { until: Some(samples::at("1982-05-02T08:00:00Z")), ..stay.clone() };
    let circle = CircleShown {
        id: text.into(),
        name: text.into(),
        tag: text.into(),
        purpose: text.into(),
        stays: vec![stay, past],
        ..samples::circles().page.circles[1].clone()
    };
    let outside = PersonLine { handle: format!("{text} outside"), ..person_line(text) };
    Circles { page: CirclesPage { circles: vec![circle], may_make: true }, people: vec![outside] }
}

fn circle_fault(text: &str) -> CirclesAsked {
    CirclesAsked::fault(CircleFault {
        act: CircleAct::Make,
        circle: text.into(),
        sentence: text.into(),
        typed: typed(&["name", "purpose"], text),
    })
}

fn person(text: &str) -> PersonPage {
    PersonPage {
        handle: text.into(),
        name: text.into(),
        posts: vec![text.into()],
        given: Some(vec![given(text)]),
        links: vec![LinkShown { by: text.into(), ..samples::a_person().links[0].clone() }],
        may_keep: true,
        absences: vec![absence(text)],
        factors_taken: vec![FactorTakenShown {
            by: text.into(),
            reason: text.into(),
            ..samples::a_person().factors_taken[0].clone()
        }],
        own: true,
        has_password: true,
        state: text.into(),
        ..samples::a_person()
    }
}

fn new_factor(text: &str) -> NewFactor {
    NewFactor { secret: text.into(), office: text.into(), handle: text.into(), begun: text.into() }
}

fn absence(text: &str) -> AbsenceShown {
    let left = samples::gone_person().absences[0].clone();
    AbsenceShown {
        by: text.into(),
        reason: text.into(),
        back: Some(left.left),
        back_by: Some(text.into()),
        ..left
    }
}

fn leaving(text: &str) -> LeavingPage {
    let post =
        PostLine { handle: text.into(), title: text.into(), holder: Some(text.into()), principal: false };
    LeavingPage {
        handle: text.into(),
        name: text.into(),
        left: Some(absence(text)),
        posts: vec![post.clone()],
        acts_in: vec![post],
        looked_for: text.into(),
        overall: Some(marked_so(text)),
        own: true,
        ..samples::left_behind()
    }
}

fn opened(text: &str) -> OpenedPage {
    let lines = vec![OpenedLine { paper: line(text), ..samples::opened().lines[0].clone() }];
    let overall = Some(marked_so(text));
    OpenedPage { handle: text.into(), name: text.into(), lines, overall, ..samples::opened() }
}

fn why(text: &str) -> Why {
    let step = WhyStep { asked: text.into(), held: text.into(), ok: false, since: None };
    let page = WhyPage {
        handle: text.into(),
        name: text.into(),
        paper: line(text),
        bore: Some(marked_so(text)),
        steps: vec![step],
        given: Some(given(text)),
        ..samples::why().page
    };
    // Asked of another than who reads: the page then names him.
    let page = WhyPage { handle: format!("{text} too"), ..page };
    Why { page, on: text.into(), may_ask: true, people: vec![person_line(text)] }
}

fn readers(text: &str) -> Readers {
    let could = vec![ReaderThen { handle: text.into(), name: text.into(), opened: None }];
    let page =
        ReadersPage { paper: line(text), bore: Some(marked_so(text)), could, ..samples::readers().page };
    Readers { page, on: text.into() }
}

pub fn with_every_field(text: &str, frame: &Frame) -> Vec<(&'static str, String)> {
    let clear = typed(&["lines", "from", "until", "reason"], text);
    let amiss = Amiss { sentence: text.into(), below: false };
    let not_given = Told { amiss: Some(amiss), typed: clear, ..Told::default() };
    let link = NewLink { handle: text.into(), name: text.into(), path: text.into(), origin: text.into() };
    [
        ("markings", pages::markings(frame, &markings(text))),
        ("not read", pages::markings(frame, &not_read(text))),
        ("circles", pages::circles(frame, &circles(text), &circle_fault(text))),
        ("new factor", pages::new_factor(frame, &NewFactorShown::of(new_factor(text)), Some(text))),
        (
            "recovery codes",
            pages::recovery_codes(frame, &RecoveryCodes { codes: vec![text.into()], anew: true }),
        ),
        ("code", pages::code(text, text, Some(text))),
        ("left behind", pages::leaving(frame, &leaving(text), &not_given)),
        ("leaving", pages::leaving(frame, &LeavingPage { left: None, ..leaving(text) }, &not_given)),
        ("person", pages::person(frame, &samples::of_another(person(text)), &not_given)),
        ("new link", pages::new_link(frame, &link)),
        ("opened", pages::opened(frame, &opened(text))),
        ("why", pages::why(frame, &why(text))),
        ("readers", pages::readers(frame, &readers(text))),
    ]
    .map(|(name, page)| (name, page.into_string()))
    .into()
}
