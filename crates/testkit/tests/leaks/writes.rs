//! Writes: nothing that a reader sends comes back otherwise because of what he may not know.

use chancery_office::act::MinuteKind;
use chancery_registry::Options;
use chancery_testkit::worlds::{Ask, Ground, acts};
use chancery_testkit::{Answer, Browser};

use crate::stage::{HIDDEN_WORDS, READER, Stage};

const ABSENT: &str = "ff112233445566778899aabbccddeeff";
const MALFORMED: &str = "zz112233445566778899aabbccddeeff";

/// Every act on a thing of that id, and each of them again with a form that is empty or makes no sense.
fn on(id: &str) -> Vec<Ask> {
    let ground = Ground {
        ids: [id.to_owned()].into(),
        meetings: [id.to_owned()].into(),
        drafts: [id.to_owned()].into(),
        ..Ground::default()
    };
    let all = acts(&ground).into_iter().filter(|ask| ask.path.contains(id));
    all.flat_map(|ask| {
        let path = ask.path.clone();
        [
            ask,
            Ask::post(path.clone(), ""),
            Ask::post(path.clone(), "text=&marking=NONSENSE&purpose=x&cover="),
            Ask::post(path, "x").json(),
        ]
    })
    .collect()
}

fn answered(browser: &Browser, ask: &Ask, id: &str) -> Answer {
    let mut answer = browser.without_chance(browser.ask(ask));
    // What he typed himself may stand in the form that he is shown again.
    answer.body = answer.text().replace(id, "<id>").into_bytes();
    answer
}

#[test]
pub fn every_act_on_a_hidden_paper_fails_like_one_on_none() {
    let stage = Stage::set();
    let browser = Browser::new(&stage.fuller.office, READER);
    let all = |id: &str| on(id).iter().map(|ask| answered(&browser, ask, id)).collect::<Vec<_>>();
    let absent = all(ABSENT);
    assert!(absent.len() >= 24 && absent.iter().all(|answer| answer.status == 404), "{absent:?}");
    for id in [&stage.hidden(), MALFORMED] {
        assert_eq!(all(id), absent, "{id}");
    }
}

#[test]
pub fn several_at_once_are_each_answered_as_if_alone() {
    let stage = Stage::set();
    let browser = Browser::new(&stage.fuller.office, READER);
    let seen = stage.seen();
    let several = |id: &str| {
        let deeds = [
            "act=initial",
            "act=put-up&principal=prime-minister&purpose=see",
            "act=copy&to=pm&purpose=action",
        ];
        deeds.map(|deed| Ask::post("/together", format!("p1={id}&p2={seen}&{deed}")))
    };
    stage.alike(&several(&stage.hidden()));
    let chosen = |id: &str| Ask::get(format!("/together?p1={id}&p2={seen}"));
    let again = |id: &str| {
        let asked = several(id).into_iter().chain([chosen(id)]);
        asked.map(|ask| answered(&browser, &ask.json(), id)).collect::<Vec<_>>()
    };
    let absent = again(ABSENT);
    assert!(absent.iter().all(|answer| answer.text().contains("nothing of that name is known here")));
    for id in [&stage.hidden(), MALFORMED] {
        assert_eq!(again(id), absent, "{id}");
    }
    let chased = |id: &str| {
        let deeds = ["act=assign&to=bone", "act=chase", "act=confirm", "act=dismiss"].into_iter();
        let acts = deeds.map(|deed| Ask::post("/undertakings/together", format!("u1={id}+00&{deed}")));
        let asked = acts.chain([Ask::get(format!("/undertakings/together?u1={id}+00"))]);
        asked.map(|ask| answered(&browser, &ask.json(), id)).collect::<Vec<_>>()
    };
    for id in [&stage.hidden(), MALFORMED] {
        assert_eq!(chased(id), chased(ABSENT), "{id}");
    }
    // Nobody writes on a paper that he may not read, in whatever company it stands.
    let hidden = stage.fuller.office.as_("clerk").paper(&stage.hidden()).unwrap();
    assert!(
        hidden.minutes.iter().all(|minute| minute.kind != MinuteKind::Initials)
            && hidden.in_hand.copies.is_empty()
    );
}

#[test]
pub fn what_a_form_names_may_be_hidden_or_absent_alike() {
    let stage = Stage::set();
    let browser = Browser::new(&stage.fuller.office, READER);
    let meetings = stage.fuller.office.as_("coles").meetings().unwrap();
    let meeting = meetings.into_iter().find(|meeting| meeting.subject.starts_with("Quill")).unwrap().id;
    let seen = stage.seen();
    let named = |id: &str| {
        let forms = [
            ("enclose", format!("cover={id}")),
            ("put-up", format!("principal=prime-minister&purpose=see&note=x&meeting={id}")),
        ];
        forms.map(|(act, form)| Ask::post(format!("/paper/{seen}/{act}"), form))
    };
    let hidden = [stage.hidden(), meeting, MALFORMED.to_owned()];
    for id in &hidden {
        // The form that he is shown again bears what he typed: in one world it names nothing at all.
        let shown = stage.alike(&named(id));
        assert!(shown.iter().all(|answer| answer.status == 422));
    }
    let json = |id: &str| named(id).map(|ask| answered(&browser, &ask.json(), id));
    let absent = json(ABSENT);
    assert!(absent.iter().all(|answer| answer.status == 404), "{absent:?}");
    for id in &hidden {
        assert_eq!(json(id), absent, "{id}");
    }
}

#[test]
pub fn acts_on_what_is_seen_go_alike_whatever_lies_about_it() {
    let stage = Stage::set();
    let done = stage.alike(&acts(&stage.ground));
    assert!(done.iter().filter(|answer| answer.status == 303).count() > 10);
    stage.probed(&["/", "/register"]);
}

#[test]
pub fn what_is_held_above_the_filer_is_new_to_him() {
    let stage = Stage::set();
    let [hidden, seen] = ["first", "tin"]
        .map(|name| stage.fuller.office.as_("clerk").original(&stage.fuller.id(name)).unwrap().bytes);
    let options = Options { marking: Some("CONFIDENTIAL".into()), ..Options::default() };
    let [plain, fuller] = [&stage.plain, &stage.fuller].map(|world| {
        let file = |bytes: &[u8]| world.office.try_file_as(READER, "paper.txt", bytes, &options).unwrap();
        let filed = [file(&hidden), file(&seen), file(&hidden)];
        assert_eq!(filed.each_ref().map(|filed| (filed.entered, filed.held.len())), [(1, 0), (0, 1), (0, 1)]);
        serde_json::to_string(&filed).unwrap()
    });
    assert_eq!(plain, fuller);
}

#[test]
pub fn no_refusal_says_a_word_of_what_it_refuses() {
    let stage = Stage::set();
    let browser = Browser::new(&stage.fuller.office, READER);
    let ids = stage.ground.ids.iter().chain(&stage.ground.meetings);
    let asks = ids.flat_map(|id| on(id)).chain(acts(&stage.ground));
    let mut refused = 0;
    for ask in asks {
        let answer = browser.ask(&ask);
        refused += u32::from(answer.status >= 400);
        let text = answer.text();
        for word in HIDDEN_WORDS {
            assert!(!text.contains(word), "{ask} tells of {word}");
        }
    }
    assert!(refused > 100, "hardly anything was refused: {refused}");
}
