//! A reader cannot tell whether anything exists that he may not read.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use chancery_registry::answers::RegisterFilter;
use chancery_registry::{Admission, Duty, Registry};
use chancery_testkit::worlds::{Ground, Step, Told, World, ask_all, first_difference, twins, walk};
use chancery_testkit::{Browser, LETTER, served};

/// Below the desk officer: three letters, one of them a cover whose enclosure he may read too.
/// Above him: the letter of 1982, a cover that swallows a paper of his own level, minutes, boxes and
/// meetings, and a paper that is not settled.
fn story() -> Vec<Told> {
    let below = |step| (false, step);
    let above = |step| (true, step);
    let letter = |subject: &str, body: &str| {
        format!(
            "CONFIDENTIAL\n\nForeign and Commonwealth Office\n\n3 March 1982\n\n{subject}\n\nDear John,\n\n{body}\n\nYours ever,\n\nR B Bone\n"
        )
    };
    vec![
        above(Step::File {
            name: "secret first",
            text: "SECRET\n\n1 March 1982\n\nThe minister will see Gromyko in Madrid.\n".into(),
            marking: None,
        }),
        below(Step::File {
            name: "fish",
            text: letter(
                "Fisheries",
                "The minister agreed that officials should meet on 20 October at 1500 to discuss herring. Gromyko was not mentioned.",
            ),
            marking: None,
        }),
        above(Step::File { name: "letter", text: LETTER.into(), marking: None }),
        above(Step::Meeting { subject: "a meeting above", marking: "SECRET" }),
        below(Step::File {
            name: "tin",
            text: letter("Tin", "I promised that I would write about the tin agreement by January 1."),
            marking: None,
        }),
        above(Step::Minute { on: "letter", text: "above the desk" }),
        above(Step::PutUp { paper: "secret first" }),
        below(Step::File {
            name: "cover",
            text: letter("Herring again", "I enclose a paper on herring."),
            marking: Some("RESTRICTED"),
        }),
        below(Step::Enclose { cover: "cover", paper: "fish" }),
        above(Step::File {
            name: "unread",
            text: "No marking at all, and herring in it.\n".into(),
            marking: None,
        }),
        below(Step::PutUp { paper: "fish" }),
        above(Step::Open { paper: "letter" }),
        below(Step::Minute { on: "fish", text: "seen and noted" }),
        above(Step::File {
            name: "top",
            text: "TOP SECRET UMBRA\n\n2 March 1982\n\nHerring, tin, minister, Gromyko.\n".into(),
            marking: None,
        }),
        below(Step::Meeting { subject: "Herring", marking: "CONFIDENTIAL" }),
        // A cover that he may read swallows a paper that he may not, is minuted and put up, and gives it back.
        below(Step::File {
            name: "plain",
            text: letter("A plain cover", "The minister will be told at a meeting at 0900 on 21 October."),
            marking: Some("CONFIDENTIAL"),
        }),
        above(Step::Enclose { cover: "plain", paper: "letter" }),
        above(Step::Minute { on: "plain", text: "paragraph three: at dawn" }),
        above(Step::PutUp { paper: "plain" }),
        above(Step::Open { paper: "plain" }),
        above(Step::Detach { paper: "letter" }),
        above(Step::PutUpFor { paper: "tin", meeting: "a meeting above" }),
        below(Step::File { name: "held", text: "A note on tin without a marking.\n".into(), marking: None }),
        below(Step::Settle { paper: "held", marking: "RESTRICTED" }),
        above(Step::Settle { paper: "unread", marking: "SECRET" }),
        // A paper of his level is put up for a meeting that only a paper above him speaks of.
        above(Step::PutUpFor {
            paper: "held",
            meeting: "relations with the Soviet Union and Eastern Europe",
        }),
        // What comes in waits: above him, at his level, and at the top until it is settled.
        above(Step::Arrive {
            name: "waits above",
            text: letter("Waiting", "The minister saw tin.").replacen("CONFIDENTIAL", "SECRET", 1),
        }),
        below(Step::Arrive {
            name: "waits",
            text: letter("Waiting", "He will be at the meeting on 22 October at 1000 to discuss tin."),
        }),
        above(Step::Arrive { name: "unread above", text: "Herring, and no marking.\n".into() }),
        below(Step::Arrive { name: "not read", text: "Tin, and no marking.\n".into() }),
        below(Step::Arrive { name: "stays", text: letter("Staying", "The minister saw tin again.") }),
        below(Step::SettleInTray { paper: "waits", marking: None }),
        above(Step::SettleInTray { paper: "unread above", marking: Some("SECRET") }),
        below(Step::SettleInTray { paper: "not read", marking: Some("RESTRICTED") }),
        below(Step::Correct {
            paper: "not read",
            text: "RESTRICTED\n\nHerring, not tin: a meeting at 1100 on 23 October.\n".into(),
        }),
        above(Step::Correct {
            paper: "secret first",
            text: "SECRET\n\n1 March 1982\n\nThe minister will see nobody.\n".into(),
        }),
        below(Step::PutRight { paper: "waits", date: "1982-10-02", subject: "Herring and tin" }),
        above(Step::PutRight { paper: "secret first", date: "1982-10-03", subject: "Herring and tin" }),
        above(Step::File {
            name: "last",
            text: "SECRET\n\nminister minister minister herring\n".into(),
            marking: None,
        }),
    ]
}

fn ground(plain: &World, fuller: &World) -> Ground {
    let mut ground = Ground::of(plain, fuller);
    ground.queries = [
        "herring",
        "minister",
        "gromyko",
        "tin OR herring",
        "\"the minister\"",
        "-gromyko minister",
        "her*",
        "from:bone",
        "year:1982",
        "kind:letter minister",
        "polemics",
        "umbra",
        "subject:tin",
        "date:1982-03-01..1982-03-31 minister",
    ]
    .map(str::to_owned)
    .to_vec();
    ground
}

#[test]
fn a_desk_officer_is_answered_alike_with_and_without_what_is_above_him() {
    let (plain, fuller) = twins(&story());
    let ground = ground(&plain, &fuller);
    let (a, b) = (Browser::new(&plain.office, "desk"), Browser::new(&fuller.office, "desk"));
    let (a, b) = (walk(&a, &ground), walk(&b, &ground));
    assert!(a.len() > 200, "the walk is short: {}", a.len());
    assert!(a.iter().filter(|came| came.answer.status == 200).count() > 60, "most of the walk was refused");
    if let Some(difference) = first_difference(&a, &b) {
        panic!("{difference}");
    }
}

#[test]
fn so_is_one_who_is_cleared_for_nothing() {
    let (plain, fuller) = twins(&[(true, Step::File { name: "x", text: LETTER.into(), marking: None })]);
    let ground = ground(&plain, &fuller);
    let strangers = [&plain, &fuller].map(|world| {
        let keeper = world.office.reader("keeper");
        let admission = chancery_registry::Admission {
            handle: "stranger".into(),
            name: "A stranger".into(),
            post: None,
            principal: false,
            duties: chancery_registry::Duty::ALL
                .iter()
                .copied()
                .filter(|d| *d != chancery_registry::Duty::Keep)
                .collect(),
        };
        world.office.registry.admit(&keeper, admission).unwrap();
        walk(&Browser::new(&world.office, "stranger"), &ground)
    });
    assert_eq!(first_difference(&strangers[0], &strangers[1]), None);
}

#[test]
fn so_is_a_security_officer_who_may_ask_who_opened_what_and_reads_little_himself() {
    let (plain, fuller) = twins(&story());
    let ground = ground(&plain, &fuller);
    let officers = [&plain, &fuller].map(|world| {
        let registry = &world.office.registry;
        let duties = vec![Duty::Clear, Duty::Approve];
        let (handle, name) = ("warden".into(), "A warden".into());
        let confidential = registry.clearance(&["uk-1982=CONFIDENTIAL".into()]).unwrap();
        world.office.admit(Admission { handle, name, post: None, principal: false, duties }, &confidential);
        walk(&Browser::new(&world.office, "warden"), &ground)
    });
    let opened = officers[0].iter().find(|came| came.asked == "GET /person/coles/opened").unwrap();
    assert_eq!(opened.answer.status, 200, "he may ask");
    if let Some(difference) = first_difference(&officers[0], &officers[1]) {
        panic!("{difference}");
    }
}

#[test]
fn every_question_of_the_command_line_is_answered_alike() {
    let (plain, fuller) = twins(&story());
    let ground = ground(&plain, &fuller);
    let a = ask_all(|| plain.office.as_("desk"), &ground);
    let b = ask_all(|| fuller.office.as_("desk"), &ground);
    for (a, b) in a.iter().zip(&b) {
        assert_eq!(a, b);
    }
    assert!(a.iter().any(|(asked, answer)| asked == "find herring" && answer.contains("Fisheries")));
}

#[test]
fn the_worlds_do_differ_for_one_who_may_read_all() {
    let (plain, fuller) = twins(&story());
    let ground = ground(&plain, &fuller);
    let (a, b) = (Browser::new(&plain.office, "coles"), Browser::new(&fuller.office, "coles"));
    assert!(first_difference(&walk(&a, &ground), &walk(&b, &ground)).is_some());
}

/// Walks both worlds through a layer that gives something away, and answers what the harness says.
fn with_leak(leak: fn(&Registry, &str, Response) -> Response) -> Option<String> {
    let (plain, fuller) = twins(&story());
    let ground = ground(&plain, &fuller);
    let [a, b] = [&plain, &fuller].map(|world| {
        let registry = world.office.registry.clone();
        let router = chancery_server::router(registry.clone(), served());
        let router = router.layer(from_fn(move |request: Request<Body>, next: Next| {
            let (registry, path) = (registry.clone(), request.uri().path().to_owned());
            async move { leak(&registry, &path, next.run(request).await) }
        }));
        walk(&Browser::over(&world.office, "desk", router), &ground)
    });
    first_difference(&a, &b)
}

fn seen_by_all(registry: &Registry) -> Vec<String> {
    let view = registry.view(&registry.reader("clerk").unwrap()).unwrap();
    view.register(&RegisterFilter::default()).unwrap().papers.into_iter().map(|p| p.id).collect()
}

#[test]
fn a_header_that_counts_entries_is_caught() {
    let told = with_leak(|registry, _, mut response| {
        let view = registry.view(&registry.reader("keeper").unwrap()).unwrap();
        let size = HeaderValue::from(view.ledger().unwrap().size);
        response.headers_mut().insert("x-entries", size);
        response
    });
    assert!(told.expect("the leak is seen").contains("x-entries"));
}

#[test]
fn a_refusal_that_knows_what_it_refuses_is_caught() {
    let told = with_leak(|registry, path, mut response| {
        let hidden = seen_by_all(registry).iter().any(|id| path == format!("/paper/{id}"));
        if hidden && response.status() == StatusCode::NOT_FOUND {
            *response.status_mut() = StatusCode::FORBIDDEN;
        }
        response
    });
    assert!(told.expect("the leak is seen").contains("403"));
}

#[test]
fn a_total_that_counts_what_is_not_shown_is_caught() {
    let told = with_leak(|registry, path, response| {
        if path != "/register" {
            return response;
        }
        let (parts, _) = response.into_parts();
        Response::from_parts(parts, Body::from(format!("1 of {}", seen_by_all(registry).len())))
    });
    assert!(told.expect("the leak is seen").contains("GET /register"));
}
