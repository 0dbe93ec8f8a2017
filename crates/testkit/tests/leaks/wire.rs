//! What passes on the wire besides the page: statuses, headers, methods, and what is kept between requests.

use chancery_registry::{Admission, Duty, Refused, Registry, Settings};
use chancery_server::{Method, ROUTES};
use chancery_testkit::worlds::{Ask, Ground, came, first_difference, reads};
use chancery_testkit::{Browser, Office};

use crate::stage::{READER, Stage};

const ABSENT: &str = "ff112233445566778899aabbccddeeff";
const MALFORMED: &str = "zz112233445566778899aabbccddeeff";

/// Every read of a thing of that id. A page of several papers tells of each by the name that was typed.
fn of_id(id: &str) -> Vec<Ask> {
    let ground = Ground { ids: [id.to_owned()].into(), ..Ground::default() };
    let of_one = |ask: &Ask| ask.path.contains(id) && !ask.path.contains("/together?");
    reads(&ground).into_iter().filter(of_one).collect()
}

#[test]
pub fn a_hidden_id_is_answered_like_one_that_never_was() {
    let stage = Stage::set();
    let browser = Browser::new(&stage.fuller.office, READER);
    let hidden_meeting = stage.fuller.office.as_("coles").meetings().unwrap();
    let hidden_meeting = hidden_meeting.into_iter().find(|m| m.subject.starts_with("Quill")).unwrap().id;
    let answers = |id: &str| -> Vec<_> {
        of_id(id).iter().map(|ask| browser.without_chance(browser.ask(ask))).collect()
    };
    let absent = answers(ABSENT);
    assert!(absent.len() >= 6 && absent.iter().all(|answer| answer.status == 404));
    for id in [&stage.hidden(), &hidden_meeting, MALFORMED] {
        assert_eq!(answers(id), absent, "{id}");
    }
}

#[test]
pub fn the_ledger_is_not_there_for_a_reader() {
    let stage = Stage::set();
    let [never, ledger] = ["/no-such-place", "/ledger"].map(|path| stage.alike(&[Ask::get(path)]));
    assert_eq!(never, ledger);
}

#[test]
pub fn no_answer_bears_a_validator_and_none_is_heeded() {
    let stage = Stage::set();
    let asks: Vec<Ask> = reads(&stage.ground).into_iter().filter(|ask| !ask.json).collect();
    for answer in stage.alike(&asks) {
        for name in ["etag", "last-modified", "age", "expires", "server-timing", "x-request-id"] {
            assert_eq!(answer.header(name).filter(|_| !answer.is_asset()), None);
        }
    }
    let seen = format!("/paper/{}/original", stage.seen());
    let plain = stage.alike(&[Ask::get(seen.clone())]);
    let asked = [
        ("if-none-match", "*"),
        ("if-modified-since", "Tue, 01 Jan 2030 00:00:00 GMT"),
        ("range", "bytes=0-1"),
    ];
    for (name, value) in asked {
        assert_eq!(stage.alike(&[Ask::get(seen.clone()).with(name, value)]), plain, "{name} is heeded");
    }
}

#[test]
pub fn a_head_without_a_body_tells_no_more() {
    let stage = Stage::set();
    let heads = reads(&stage.ground).into_iter().map(|ask| Ask { method: "HEAD", ..ask });
    let lengths = stage.alike(&heads.collect::<Vec<_>>());
    assert!(lengths.iter().filter(|answer| answer.header("content-length").is_some()).count() > 20);
}

#[test]
pub fn nothing_is_kept_by_a_cache() {
    let stage = Stage::set();
    let asks: Vec<Ask> =
        reads(&stage.ground).into_iter().filter(|ask| !ask.path.starts_with("/assets")).collect();
    for (ask, answer) in asks.iter().zip(stage.alike(&asks)) {
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{ask}");
    }
}

#[test]
pub fn another_method_tells_nothing_of_what_is_there() {
    let stage = Stage::set();
    let browser = Browser::new(&stage.fuller.office, READER);
    let signed_in = ROUTES.iter().filter(|route| route.signed_in && route.path.contains("{id}"));
    for route in signed_in {
        for method in
            ["PUT", "DELETE", "PATCH", "OPTIONS", if route.method == Method::Get { "POST" } else { "GET" }]
        {
            let [hidden, absent] = [stage.hidden().as_str(), ABSENT].map(|id| {
                let ask = Ask { method, ..Ask::post(route.path.replace("{id}", id), "text=x") };
                browser.without_chance(browser.ask(&ask))
            });
            // Where a route is both read and posted to, this is one of its acts.
            assert_eq!(hidden, absent, "{method} {}", route.path);
        }
    }
}

fn clear(office: &Office, lines: &[&str]) {
    let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let admission = Admission {
        handle: "fallen".into(),
        name: "One who was cleared".into(),
        post: None,
        principal: false,
        duties: vec![Duty::PutUp, Duty::Minute],
    };
    office.admit(admission, &office.registry.clearance(&lines).unwrap());
}

#[test]
pub fn a_clearance_that_falls_takes_with_it_what_was_kept() {
    let stage = Stage::set();
    let asks = reads(&stage.ground);
    let [plain, fuller] = [&stage.plain, &stage.fuller].map(|world| {
        clear(&world.office, &["uk-1982=TOP SECRET UMBRA"]);
        let browser = Browser::new(&world.office, "fallen");
        let before: Vec<_> = asks.iter().map(|ask| came(&browser, ask)).collect();
        clear(&world.office, &["uk-1982=CONFIDENTIAL"]);
        let after: Vec<_> = asks.iter().map(|ask| came(&browser, ask)).collect();
        (before, after)
    });
    assert!(first_difference(&plain.0, &fuller.0).is_some(), "there was nothing to keep");
    assert_eq!(first_difference(&plain.1, &fuller.1), None);
}

#[test]
pub fn no_setting_widens_what_is_found() {
    let office = Office::uk();
    let settings = office.folder().join("chancery.toml");
    let written = std::fs::read_to_string(&settings).unwrap();
    assert!(Settings::of(&office.folder()).is_ok());
    for line in ["show_hidden = true", "prevent_retrieval_above_clearance = false"] {
        std::fs::write(&settings, format!("{line}\n{written}")).unwrap();
        assert!(matches!(Settings::of(&office.folder()), Err(Refused::Damaged(_))), "{line} is taken");
    }
    let _: fn(&Registry, &chancery_registry::Reader) -> _ = Registry::view;
}
