//! The keeper's work while the office is served: whom it has, in which posts, by what link each signs in; and what
//! who gives clearances is told of people.
#![allow(clippy::unwrap_used)]

use axum::Router;
use chancery_registry::answers::FirstSteps;
use chancery_registry::{
    Admission, ClearanceToGive, Duty, Filling, NewPost, Purpose, PuttingUp, Refused, Registry,
};
use chancery_server::Settings;
use chancery_testkit::{Browser, Office};
use jiff::civil::{Date, date};

fn served(office: &Office) -> Router {
    chancery_server::router(office.registry.clone(), Settings::on("127.0.0.1:8082".parse().unwrap()))
}

/// The link that the answer shows.
fn handed(page: &str) -> String {
    let (_, after) = page.split_once("127.0.0.1:8082/enter/").unwrap();
    format!("/enter/{}", &after[..32])
}

fn quill(duties: &[Duty]) -> Admission {
    let (handle, name) = ("quill".into(), "George Quill".into());
    Admission { handle, name, duties: duties.to_vec(), ..Admission::default() }
}

fn holds(person: &str, from: Option<Date>) -> Filling {
    Filling { person: Some(person.into()), from }
}

#[test]
fn a_clerk_admitted_over_the_page_signs_in_by_his_link_once_and_no_second_time() {
    let office = Office::uk();
    let router = served(&office);
    let keeper = Browser::over(&office, "keeper", router.clone());
    let form = "handle=quill&name=George+Quill&post=desk&duty-register=yes";
    let admitted = keeper.post("/people", form);
    assert_eq!(admitted.header("location"), Some("/person/quill?done=admit#done"));
    let link = keeper.post("/person/quill/link", "");
    assert_eq!((link.status, link.header("cache-control")), (200, Some("no-store")));
    let link = handed(&link.text());
    let quill = Browser::by_link(router, &link);
    assert!(quill.get("/").text().contains("George Quill"));
    assert_eq!(office.reader("quill").post.unwrap().title, "Desk officer");
    assert_eq!(office.reader("quill").person.duties, [Duty::Register]);
    let again = keeper.post(&link, "password=&again=");
    assert_eq!(again.status, 404);
    assert_eq!(again.text(), keeper.post("/enter/00112233445566778899aabbccddeeff", "").text());
}

#[test]
fn a_link_stands_in_the_one_answer_that_shows_it_and_its_reader_sees_who_made_it() {
    let office = Office::uk();
    let keeper = Browser::over(&office, "keeper", served(&office));
    let link = handed(&keeper.post("/person/desk/link", "").text());
    let token = link.rsplit('/').next().unwrap();
    for path in ["/person/desk", "/people", "/ledger", "/"] {
        assert!(!keeper.get(path).text().contains(token), "{path}");
    }
    let desk = Browser::by_link(served(&office), &link);
    let own = desk.get("/person/desk").text();
    assert!(
        own.contains("made by <bdi>The keeper of the registry</bdi>") && own.contains("used <time"),
        "{own}"
    );
    drop((keeper, desk));
    let office = office.rebuilt();
    let links = office.as_("desk").person_page("desk").unwrap().links;
    assert_eq!(links.len(), 1);
    assert!(links[0].used.is_some());
}

#[test]
fn a_new_link_ends_the_one_before_it_and_the_sessions_of_whom_it_is_for() {
    let office = Office::uk();
    let router = served(&office);
    let keeper = Browser::over(&office, "keeper", router.clone());
    let desk = Browser::over(&office, "desk", router.clone());
    let lost = handed(&keeper.post("/person/desk/link", "").text());
    assert_eq!(desk.get("/register").header("location"), Some("/sign-in?next=%2Fregister"));
    let found = handed(&keeper.post("/person/desk/link", "").text());
    assert_eq!(keeper.get(&lost).status, 404);
    Browser::by_link(router, &found);
    assert_eq!(keeper.get("/people").status, 200, "his own session is another's affair");
}

#[test]
fn nobody_adds_to_his_own_duties_or_raises_his_own_clearance() {
    let office = Office::uk();
    let (keeper, officer) = (Browser::new(&office, "keeper"), Browser::new(&office, "security"));
    let refused = |browser: &Browser, path: &str, form: &str, sentence: &str| {
        let answer = browser.post(path, form);
        assert_eq!(answer.status, 422, "{path}");
        assert!(answer.text().contains(sentence), "{}", answer.text());
    };
    let name = "name=The+keeper+of+the+registry&duty-keep=yes";
    let another = "Nobody gives himself a duty: let another keeper do it.";
    refused(&keeper, "/person/keeper", &format!("{name}&duty-register=yes"), another);
    refused(&keeper, "/person/keeper", &format!("{name}&duty-clear=yes"), another);
    let own = "Nobody gives himself a clearance: let another who gives clearances do it.";
    refused(&officer, "/person/security/clear", "lines=uk-1982%3DTOP+SECRET", own);
    let alone = "Nobody else keeps the registry: give another that duty first.";
    refused(&keeper, "/person/keeper", "name=The+keeper", alone);
    assert_eq!(keeper.post("/person/keeper/clear", "lines=*").status, 403);
    assert_eq!(officer.post("/person/security", "name=S&duty-keep=yes").status, 403);
    assert_eq!(officer.post("/person/desk/link", "").status, 403);
    assert_eq!(office.reader("keeper").person.duties, [Duty::Keep]);
    assert_eq!(office.reader("keeper").clearance, chancery_registry::Clearance::none());
}

#[test]
fn who_does_not_keep_the_registry_finds_none_of_it() {
    let office = Office::uk();
    let coles = Browser::new(&office, "coles");
    for path in ["/person/desk", "/person/desk/link", "/person/nobody/link"] {
        assert_eq!(coles.post(path, "name=x").text(), coles.get("/no-such-place").text(), "{path}");
    }
    for path in ["/people", "/posts", "/post/desk/fill", "/post/desk/vacate"] {
        assert_eq!(coles.post(path, "handle=a&name=A&post-handle=a&title=A&holder=pm").status, 403, "{path}");
    }
    let page = coles.get("/people").text();
    assert!(!page.contains("Admit somebody") && !page.contains("Make a post"));
}

#[test]
fn a_keeper_changes_a_name_and_duties_and_is_told_nothing_of_what_is_read() {
    let office = Office::uk();
    let keeper = office.as_("keeper");
    let before = office.reader("desk").clearance;
    keeper.keep_person("desk", "The desk officer", &[Duty::Register]).unwrap();
    let desk = office.reader("desk");
    assert_eq!(
        (desk.person.name.as_str(), &desk.person.duties, &desk.clearance),
        ("The desk officer", &vec![Duty::Register], &before)
    );
    assert!(matches!(keeper.keep_person("nobody", "X", &[]), Err(Refused::Absent)));
    assert!(matches!(keeper.keep_person("desk", " ", &[]), Err(Refused::Invalid(_))));
    let page = keeper.person_page("desk").unwrap();
    assert_eq!((page.given, page.may_clear, page.may_ask, page.may_keep), (None, false, false, true));
    assert!(office.as_("security").person_page("desk").unwrap().given.is_some());
    assert!(matches!(keeper.opened_of("desk", 1), Err(Refused::Absent)));
}

#[test]
fn nobody_is_admitted_in_the_place_of_another() {
    let office = Office::uk();
    let keeper = office.as_("keeper");
    keeper.admit(&quill(&[Duty::Minute])).unwrap();
    for (wanted, sentence) in [
        (quill(&[]), "somebody signs in so already: choose another word"),
        (
            Admission { handle: "Q".into(), ..quill(&[]) },
            "`Q`: a handle has 1 to 32 small letters, digits or hyphens",
        ),
        (
            Admission { handle: "q".into(), name: String::new(), ..quill(&[]) },
            "a name has 1 to 200 characters",
        ),
        (
            Admission { handle: "q".into(), post: Some(("none".into(), String::new())), ..quill(&[]) },
            "there is no such post",
        ),
        (
            Admission { handle: "q".into(), ..quill(&[Duty::Keep, Duty::Clear]) },
            "who runs the registry does not give clearances: name another for one of the two",
        ),
    ] {
        assert_eq!(keeper.admit(&wanted).unwrap_err().to_string(), sentence);
    }
}

#[test]
fn a_post_is_made_filled_from_a_day_that_is_past_and_vacated() {
    let office = Office::uk();
    let keeper = || office.as_("keeper");
    let filling = holds("pm", Some(date(1979, 5, 4)));
    let treasury =
        NewPost { handle: "treasury".into(), title: "First Lord".into(), principal: true, filling };
    keeper().make_post(&treasury).unwrap();
    assert!(matches!(keeper().make_post(&treasury), Err(Refused::Conflict(_))));
    assert_eq!(office.as_("pm").box_of("treasury").unwrap().principal.title, "First Lord");
    let refused = |wanted: Filling| keeper().fill_post("treasury", &wanted).unwrap_err().to_string();
    assert_eq!(refused(holds("pm", None)), "he holds it already");
    assert_eq!(refused(holds("nobody", None)), "nobody of that handle is entered here");
    assert_eq!(refused(holds("pym", Some(date(1982, 10, 15)))), "that day has not come: say so when it has");
    assert_eq!(
        refused(holds("pym", Some(date(1979, 5, 3)))),
        "on that day another is known to have held it: give a later one"
    );
    keeper().fill_post("treasury", &holds("pym", Some(date(1982, 10, 1)))).unwrap();
    keeper().fill_post("treasury", &Filling::default()).unwrap();
    assert_eq!(refused(Filling::default()), "nobody holds it as it is");
    let told = |office: &Office| office.as_("desk").post_page("treasury").unwrap();
    let before = told(&office);
    let held = before.holdings.iter().map(|line| (line.person.as_str(), line.since.to_string()));
    assert_eq!(
        held.collect::<Vec<_>>(),
        [
            ("Francis Pym", "1982-10-01T00:00:00Z".to_owned()),
            ("Margaret Thatcher", "1979-05-04T00:00:00Z".to_owned())
        ]
    );
    assert_eq!((before.post.holder.clone(), before.may_fill), (None, false));
    let office = office.rebuilt();
    assert_eq!(told(&office), before);
    let wanted = PuttingUp::before("treasury", Purpose::See);
    let paper = office.letter().0;
    office.as_("coles").put_up(&paper, &wanted).unwrap();
}

#[test]
fn a_clearance_that_ends_within_thirty_days_is_named_to_who_gives_them_and_to_him_whose_it_is() {
    let office = Office::uk();
    let give = |person: &str, from: Option<Date>, until: Option<Date>| {
        let clearance = office.registry.clearance(&["uk-1982=SECRET".into()]).unwrap();
        let clearing =
            ClearanceToGive { person: person.into(), clearance, from, until, ..ClearanceToGive::default() };
        office.registry.clear(&office.reader("security"), clearing).unwrap();
    };
    give("bone", None, Some(date(1982, 11, 13)));
    give("pym", None, Some(date(1982, 11, 14)));
    give("desk", None, Some(date(1982, 10, 20)));
    give("coles", None, Some(date(1982, 10, 20)));
    give("coles", Some(date(1982, 10, 21)), None);
    office.as_("keeper").admit(&quill(&[])).unwrap();
    let told = |handle: &str| {
        let due = office.as_(handle).today().unwrap().clearances.into_iter();
        due.map(|due| (due.handle, due.until)).collect::<Vec<_>>()
    };
    assert_eq!(
        told("security"),
        [
            ("quill".to_owned(), None),
            ("desk".to_owned(), Some(date(1982, 10, 20))),
            ("bone".to_owned(), Some(date(1982, 11, 13))),
        ]
    );
    assert_eq!(told("bone"), [("bone".to_owned(), Some(date(1982, 11, 13)))]);
    assert_eq!([told("keeper"), told("pm"), told("quill")], [vec![], vec![], vec![]]);
    let page = Browser::new(&office, "security").get("/").text();
    assert!(page.contains("href=\"/person/desk\"") && page.contains("none was given yet"), "{page}");
}

#[test]
fn what_he_opened_is_told_to_who_gives_clearances_of_the_papers_that_he_may_read_himself() {
    let office = Office::uk();
    let secret = office.file("SECRET\n\nHerring.\n").papers[0].clone();
    let cod = office.file("CONFIDENTIAL\n\nCod.\n").papers[0].clone();
    let tin = office.file("CONFIDENTIAL\n\nTin.\n").papers[0].clone();
    let opens = |time: &str, paper: &str| {
        office.at(time);
        office.as_("coles").paper(paper).unwrap();
    };
    opens("1982-10-14T18:00:00Z", &cod.id);
    opens("1982-10-14T18:01:00Z", &tin.id);
    opens("1982-10-14T18:02:00Z", &secret.id);
    opens("1982-10-14T18:03:00Z", &cod.id);
    let told = |page: chancery_registry::answers::OpenedPage| {
        let lines = page.lines.into_iter().map(|line| (line.paper.reference, line.times));
        (page.total, lines.collect::<Vec<_>>())
    };
    let all = told(office.as_("security").opened_of("coles", 1).unwrap());
    let (cod, tin) = (cod.reference, tin.reference);
    assert_eq!(all, (3, vec![(cod.clone(), 2), (secret.reference, 1), (tin.clone(), 1)]));
    let officer = Admission { duties: vec![Duty::Clear], ..quill(&[]) };
    let clearance = office.registry.clearance(&["uk-1982=CONFIDENTIAL".into()]).unwrap();
    office.admit(officer, &clearance);
    let his = told(office.as_("quill").opened_of("coles", 1).unwrap());
    assert_eq!(his, (2, vec![(cod, 2), (tin, 1)]));
    assert_eq!(office.as_("quill").opened_of("coles", 2).unwrap().lines, []);
    for other in ["coles", "keeper", "pm"] {
        assert!(matches!(office.as_(other).opened_of("coles", 1), Err(Refused::Absent)), "{other}");
    }
    assert!(matches!(office.as_("security").opened_of("nobody", 1), Err(Refused::Absent)));
}

#[test]
fn that_it_was_asked_what_he_opened_is_entered() {
    let office = Office::uk();
    let (cover, _) = office.letter();
    office.as_("coles").paper(&cover).unwrap();
    let size = || office.as_("keeper").ledger().unwrap().size;
    let before = size();
    office.as_("security").opened_of("coles", 1).unwrap();
    assert_eq!(size(), before + 1);
    assert_eq!(office.as_("security").opened_of("security", 1).unwrap().total, 0, "a list is not an opening");
}

#[test]
fn a_sign_in_is_entered_with_the_tries_that_had_failed_before_it() {
    let office = Office::uk();
    let keeper = office.registry.reader("keeper").unwrap();
    let link = office.registry.invite(&keeper, "coles").unwrap();
    office.registry.enter(&link, Some("correct horse battery")).unwrap();
    let try_at = |moment: &str, password: &str| office.at(moment).registry.sign_in("coles", password).is_ok();
    assert!(try_at("1982-10-14T08:00:00Z", "correct horse battery"));
    assert!(!try_at("1982-10-15T07:58:00Z", "correct horse"));
    assert!(!try_at("1982-10-15T07:59:00Z", "battery"));
    assert!(try_at("1982-10-15T08:00:00Z", "correct horse battery"));

    let told = |who: &str, office: &Office| {
        let page = office.as_(who).person_page("coles").unwrap();
        page.sign_ins.iter().map(|one| format!("{} {}", one.at, one.failed)).collect::<Vec<_>>()
    };
    let both = ["1982-10-15T08:00:00Z 2", "1982-10-14T08:00:00Z 0"];
    for who in ["coles", "security", "keeper"] {
        assert_eq!(told(who, &office), both);
    }
    assert!(office.as_("desk").person_page("coles").is_err(), "to all others there is no such page");
    assert_eq!(told("coles", &office.reopened()), both);
}

#[test]
fn he_changes_his_password_himself_and_a_wrong_one_counts_as_a_try_to_sign_in() {
    let office = Office::uk();
    let keeper = office.registry.reader("keeper").unwrap();
    let change = |present: &str, new: &str| office.as_("coles").change_password(present, new);
    let refused = |present: &str, new: &str| change(present, new).unwrap_err().to_string();
    assert_eq!(
        refused("", "a dozen grey umbrellas"),
        "you have no password yet: ask the registry's keeper for a sign-in link, and set one by it"
    );
    let link = office.registry.invite(&keeper, "coles").unwrap();
    office.registry.enter(&link, Some("correct horse battery")).unwrap();
    let size = || office.as_("keeper").ledger().unwrap().size;
    let before = size();
    assert_eq!(
        refused("correct horse", "umbrella"),
        "a password has at least 12 characters; a few words are best"
    );
    // Characters are counted, whatever bytes each takes.
    assert_eq!(refused("correct horse", &"ß".repeat(1025)), "a password has at most 1024 characters");
    assert_eq!(refused("correct horse", &"ß".repeat(1024)), "that is not your present password");
    assert_eq!(refused("correct horse", "a dozen grey umbrellas"), "that is not your present password");
    assert_eq!(
        refused("correct horse battery", "correct horse battery"),
        "that is the password that you have: choose another"
    );
    assert_eq!(size(), before, "what was not done is not entered");
    office.at("1982-10-15T08:00:00Z");
    change("correct horse battery", "a dozen grey umbrellas").unwrap();
    assert_eq!(size(), before + 1);
    let sign_in = |password: &str| office.registry.sign_in("coles", password);
    assert!(matches!(sign_in("correct horse battery"), Err(Refused::Absent)));
    assert!(sign_in("a dozen grey umbrellas").is_ok());
    let page = office.as_("coles").person_page("coles").unwrap();
    assert_eq!(page.password_set.unwrap().to_string(), "1982-10-15T08:00:00Z");
    assert_eq!(page.sign_ins[0].failed, 3, "the tries at his page, and the one to sign in");

    for _ in 0..5 {
        assert_eq!(refused("guess", "another dozen umbrellas"), "that is not your present password");
    }
    assert_eq!(refused("guess", "another dozen umbrellas"), "that is not your present password");
    let waits = change("a dozen grey umbrellas", "another dozen umbrellas").unwrap_err();
    assert_eq!(waits.to_string(), "too many tries: wait 2 seconds");
    assert!(matches!(sign_in("a dozen grey umbrellas"), Err(Refused::Wait { seconds: 2 })));
}

#[test]
fn a_password_that_he_changed_ends_his_other_sessions() {
    let office = Office::uk();
    let router = served(&office);
    let keeper = Browser::over(&office, "keeper", router.clone());
    let link = handed(&keeper.post("/person/desk/link", "").text());
    let form = "password=correct+horse+battery&again=correct+horse+battery";
    assert_eq!(keeper.post(&link, form).status, 303);
    let (here, there) =
        (Browser::over(&office, "desk", router.clone()), Browser::over(&office, "desk", router));
    assert!(here.get("/person/desk").text().contains("Sign out everywhere else"));
    let form = "present=correct+horse+battery&new=a+dozen+grey+umbrellas&again=a+dozen+grey+umbrellas";
    let changed = here.post("/person/desk/password", form);
    assert_eq!(changed.header("location"), Some("/person/desk?done=password#done"));
    assert_eq!(there.get("/").header("location"), Some("/sign-in"));
    let own = here.get("/person/desk").text();
    assert!(own.contains("The password was set") && !own.contains("umbrellas"), "{own}");
}

#[test]
fn a_new_office_tells_its_keeper_what_it_lacks_until_it_lacks_nothing() {
    let office = Office::bare();
    let steps = || office.as_("keeper").today().unwrap().first_steps;
    let done = |steps: FirstSteps| [steps.people, steps.principal, steps.cleared, steps.backed_up];
    assert_eq!(done(steps().unwrap()), [false; 4]);
    assert_eq!(office.as_("clerk").today().unwrap().first_steps, None, "it is the keeper's");
    let pm = Admission {
        handle: "pm".into(),
        name: "Margaret Thatcher".into(),
        post: Some(("prime-minister".into(), "Prime Minister".into())),
        principal: true,
        duties: vec![Duty::Minute],
    };
    office.registry.admit(&office.reader("keeper"), pm).unwrap();
    assert_eq!(done(steps().unwrap()), [true, true, false, false]);
    office.clear("pm", &office.registry.highest());
    assert_eq!(done(steps().unwrap()), [true, true, true, false]);
    let apart = tempfile::tempdir().unwrap();
    let (copy, keys) = (apart.path().join("copy"), apart.path().join("keys"));
    Registry::back_up(&office.folder(), &copy, Some(&keys), office.registry.now(), &mut |_| ()).unwrap();
    assert_eq!(steps(), None, "nothing is lacking");
}
