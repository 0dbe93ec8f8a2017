//! The second factor: a code of a device after the password, recovery codes, and how it is taken off.
#![allow(clippy::unwrap_used)]

use chancery_registry::{Passed, RECOVERY_CODES, Refused};
use chancery_seal::code::{STEP_SECONDS, Seed};
use chancery_testkit::{Browser, Office, served};
use jiff::Timestamp;

const PASSWORD: &str = "correct horse battery";
const MORNING: &str = "1982-10-15T08:00:00Z";

/// A device that was told a secret, as an authenticator is.
struct Device(Seed);

impl Device {
    fn told(secret: &str) -> Self {
        let bits: String = secret
            .chars()
            .map(|letter| "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(letter).unwrap())
            .map(|five| format!("{five:05b}"))
            .collect();
        let bytes: Vec<u8> = bits
            .as_bytes()
            .chunks_exact(8)
            .map(|bits| u8::from_str_radix(std::str::from_utf8(bits).unwrap(), 2).unwrap())
            .collect();
        Self(serde_json::from_value(serde_json::json!(bytes)).unwrap())
    }

    /// What it shows, so many seconds from then.
    fn shows(&self, at: &str, later: i64) -> String {
        let second = at.parse::<Timestamp>().unwrap().as_second() + later;
        self.0.code(second.unsigned_abs() / STEP_SECONDS)
    }
}

fn with_password(office: &Office, handle: &str) {
    let link = office.registry.invite(&office.reader("keeper"), handle).unwrap();
    assert!(matches!(office.registry.enter(&link, Some(PASSWORD)), Ok(Passed::In { .. })));
}

/// A device with a secret that was begun and confirmed, and the recovery codes.
fn set_up(office: &Office, handle: &str) -> (Device, Vec<String>) {
    let new = office.as_(handle).begin_factor(PASSWORD).unwrap();
    let device = Device::told(&new.secret);
    let codes = office.as_(handle).confirm_factor(&new.begun, &device.shows(MORNING, 0)).unwrap();
    (device, codes)
}

/// Coles with a password, a device, and recovery codes, at eight in the morning.
fn guarded() -> (Office, Device, Vec<String>) {
    let office = Office::uk();
    with_password(&office, "coles");
    office.at(MORNING);
    let (device, codes) = set_up(&office, "coles");
    (office, device, codes)
}

fn half(office: &Office) -> String {
    match office.registry.sign_in("coles", PASSWORD).unwrap() {
        Passed::Half(half) => half,
        Passed::In { .. } => panic!("no code was asked for"),
    }
}

fn with_code(office: &Office, code: &str) -> Result<Passed, Refused> {
    office.registry.sign_in_by_code(&half(office), code)
}

fn said<T>(done: Result<T, Refused>) -> String {
    done.err().unwrap().to_string()
}

#[test]
fn it_is_set_up_by_a_code_of_the_device_and_nothing_of_it_is_in_the_ledger() {
    let office = Office::uk();
    with_password(&office, "coles");
    office.at(MORNING);
    let none = office.as_("coles").confirm_factor("", "000000");
    assert_eq!(said(none), "begin again: too long has passed");
    assert_eq!(said(office.as_("coles").begin_factor("a guess")), "that is not your present password");
    let new = office.as_("coles").begin_factor(PASSWORD).unwrap();
    assert_eq!(
        (new.secret.len(), new.office.as_str(), new.handle.as_str()),
        (32, "10 Downing Street", "coles")
    );
    assert!(matches!(office.registry.sign_in("coles", PASSWORD), Ok(Passed::In { .. })), "it is not his yet");
    let device = Device::told(&new.secret);
    let wrong = "that is not the code that your device shows now: wait for the next, and mind its clock";
    assert_eq!(said(office.as_("coles").confirm_factor(&new.begun, &device.shows(MORNING, 600))), wrong);
    assert_eq!(office.as_("coles").begun_factor(&new.begun).unwrap(), new, "and is asked for again");
    assert_eq!(
        office.as_("coles").begun_factor("000000"),
        None,
        "of who began it, not of any session of his"
    );
    assert_eq!(office.as_("desk").begun_factor(&new.begun), None);
    let size = || office.as_("keeper").ledger().unwrap().size;
    let before = size();
    let codes = office.as_("coles").confirm_factor(&new.begun, &device.shows(MORNING, 0)).unwrap();
    assert_eq!((size() - before, codes.len()), (1, RECOVERY_CODES));
    assert!(codes.iter().all(|code| code.len() == 19 && code.split('-').count() == 4), "{codes:?}");
    assert_eq!(
        said(office.as_("coles").begin_factor(PASSWORD)),
        "you have a second factor: take it off first"
    );
    let page = office.as_("coles").person_page("coles").unwrap();
    assert_eq!((page.factor_set.unwrap().to_string().as_str(), page.recovery_left), (MORNING, Some(10)));
    let folder = office.folder();
    office.registry.close();
    for file in
        std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file())
    {
        let bytes = std::fs::read(&file).unwrap();
        let has = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(!has(&new.secret) && !codes.iter().any(|code| has(code)), "{}", file.display());
    }
}

#[test]
fn a_code_is_asked_for_after_the_password_and_counts_once_and_one_step_round_its_own() {
    let (office, device, _) = guarded();
    assert_eq!(
        said(with_code(&office, &device.shows(MORNING, 0))),
        "that code will not do: give the one that your device shows now",
        "it was used when it was set up"
    );
    let next = device.shows(MORNING, 30);
    assert!(with_code(&office, &next).is_ok(), "a clock that is half a minute fast");
    assert!(with_code(&office, &next).is_err(), "used");
    office.at("1982-10-15T09:00:00Z");
    assert!(with_code(&office, &device.shows("1982-10-15T09:00:00Z", -60)).is_err(), "a minute slow");
    let spaced = device.shows("1982-10-15T09:00:00Z", -30);
    assert!(with_code(&office, &format!("{} {}", &spaced[..3], &spaced[3..])).is_ok());
    let told = office.as_("coles").person_page("coles").unwrap().sign_ins;
    assert_eq!(told.iter().map(|one| one.failed).collect::<Vec<_>>(), [2, 1], "the code's own try is none");
    let office = office.reopened();
    assert!(matches!(office.registry.sign_in("coles", PASSWORD), Ok(Passed::Half(_))));
    assert!(with_code(&office, &spaced).is_err(), "used before it was opened again");
}

#[test]
fn the_password_alone_leads_nowhere_and_its_half_ends_after_five_minutes_or_five_codes() {
    let (office, device, _) = guarded();
    let by = |half: &str, code: &str| office.registry.sign_in_by_code(half, code);
    let wrong = half(&office);
    for _ in 0..5 {
        assert!(matches!(by(&wrong, "000000"), Err(Refused::Invalid(_))));
    }
    assert!(matches!(by(&wrong, &device.shows(MORNING, 30)), Err(Refused::Absent)), "begin again");
    assert!(matches!(by("nothing", "000000"), Err(Refused::Absent)));
    office.at("1982-10-15T08:10:00Z");
    let late = half(&office);
    office.at("1982-10-15T08:15:00Z");
    assert!(matches!(by(&late, &device.shows("1982-10-15T08:15:00Z", 0)), Err(Refused::Absent)));
    let waits = half(&office);
    assert!(matches!(by(&waits, "000000"), Err(Refused::Invalid(_))));
    assert!(
        matches!(by(&waits, "000000"), Err(Refused::Wait { .. })),
        "tries are counted with those of the password"
    );
    assert!(matches!(office.registry.sign_in("coles", PASSWORD), Err(Refused::Wait { .. })));
    office.at("1982-10-15T08:30:00Z");
    assert!(matches!(office.registry.sign_in("coles", "a guess at it"), Err(Refused::Absent)));
    office.at("1982-10-15T08:40:00Z");
    assert!(with_code(&office, &device.shows("1982-10-15T08:40:00Z", 0)).is_ok());
    assert_eq!(office.as_("coles").person_page("coles").unwrap().sign_ins[0].failed, 8);
}

#[test]
fn a_recovery_code_takes_the_place_of_the_device_once_and_that_it_did_is_told() {
    let (office, _, codes) = guarded();
    assert!(with_code(&office, &codes[3].to_uppercase().replace('-', " ")).is_ok());
    assert!(with_code(&office, &codes[3]).is_err());
    let page = office.as_("coles").person_page("coles").unwrap();
    assert_eq!((page.recovery_left, page.sign_ins[0].recovery), (Some(9), true));
    assert_eq!(office.as_("security").person_page("coles").unwrap().recovery_left, None);
    let office = office.reopened();
    assert!(with_code(&office, &codes[3]).is_err() && with_code(&office, &codes[4]).is_ok());
}

#[test]
fn a_link_of_the_keeper_does_not_get_round_it_and_stays_good_until_the_code_was_given() {
    let (office, device, _) = guarded();
    let link = office.registry.invite(&office.reader("keeper"), "coles").unwrap();
    let Ok(Passed::Half(half)) = office.registry.enter(&link, Some("a dozen grey umbrellas")) else {
        panic!("the link is not enough");
    };
    assert!(office.registry.sign_in_by_code(&half, "000000").is_err());
    assert!(
        matches!(office.registry.sign_in("coles", PASSWORD), Ok(Passed::Half(_))),
        "nor is a password set by it"
    );
    assert!(office.registry.invited(&link).is_ok());
    assert!(office.registry.sign_in_by_code(&half, &device.shows(MORNING, 30)).is_ok());
    assert!(matches!(office.registry.enter(&link, None), Err(Refused::Absent)));
    assert!(matches!(office.registry.sign_in("coles", "a dozen grey umbrellas"), Ok(Passed::Half(_))));
}

#[test]
fn he_takes_it_off_by_password_and_code_and_another_with_a_reason_that_he_reads() {
    let (office, device, codes) = guarded();
    let own = |password: &str, code: &str| office.as_("coles").take_off_own_factor(password, code);
    let next = device.shows(MORNING, 30);
    assert_eq!(said(own("a guess", &next)), "that password and that code do not go together");
    assert_eq!(said(own(PASSWORD, "000000")), "that password and that code do not go together");
    own(PASSWORD, &next).unwrap();
    assert!(matches!(office.registry.sign_in("coles", PASSWORD), Ok(Passed::In { .. })));
    assert_eq!(said(own(PASSWORD, &codes[0])), "you have no second factor");
    assert!(office.as_("coles").person_page("coles").unwrap().factors_taken.is_empty(), "it was he");

    set_up(&office, "coles");
    let take = |by: &str, reason: &str| office.as_(by).take_off_factor("coles", reason);
    assert_eq!(said(take("security", "  ")), "say why, in a few words");
    assert!(matches!(take("bone", "lost"), Err(Refused::Duty("keeps the registry, or gives clearances"))));
    take("security", "his telephone was stolen").unwrap();
    assert_eq!(said(take("keeper", "again")), "he has no second factor");
    let told = office.as_("coles").person_page("coles").unwrap().factors_taken;
    assert_eq!(
        (told[0].by.as_str(), told[0].reason.as_str()),
        ("The security officer", "his telephone was stolen")
    );
    assert!(matches!(office.registry.sign_in("coles", PASSWORD), Ok(Passed::In { .. })));
    let office = office.rebuilt();
    assert_eq!(office.as_("coles").person_page("coles").unwrap().factors_taken, told);
    with_password(&office, "security");
    set_up(&office, "security");
    assert_eq!(
        said(office.as_("security").take_off_factor("security", "lost")),
        "nobody takes his own off without its code: let another do it"
    );
}

#[test]
fn keys_put_back_from_before_do_not_open_without_a_code() {
    let office = Office::uk();
    with_password(&office, "coles");
    let kept = |folder: &std::path::Path| folder.join("keys.kept");
    let office = office.reopened_with(|folder| {
        std::fs::copy(folder.join("keys.db"), kept(folder)).unwrap();
    });
    office.at(MORNING);
    let (device, _) = set_up(&office, "coles");
    let office = office.reopened_with(|folder| {
        std::fs::copy(kept(folder), folder.join("keys.db")).unwrap();
    });
    assert!(with_code(&office, &device.shows(MORNING, 30)).is_err(), "no secret is known");
    office.as_("security").take_off_factor("coles", "the keys are of yesterday").unwrap();
    assert!(matches!(office.registry.sign_in("coles", PASSWORD), Ok(Passed::In { .. })));
}

#[test]
fn an_office_that_asks_everybody_has_it_set_up_before_anything_else() {
    let office = Office::with_settings(|settings| settings.second_factor = true);
    let router = chancery_server::router(office.registry.clone(), served());
    let link = office.registry.invite(&office.reader("keeper"), "desk").unwrap();
    let desk = Browser::by_link(router, &format!("/enter/{link}"));
    for path in ["/", "/register", "/person/coles", "/person/desk/leaving", "/no-such-place"] {
        assert_eq!(desk.get(path).header("location"), Some("/person/desk#factor"), "{path}");
    }
    assert_eq!(desk.get_json("/register").status, 403);
    let page = desk.get("/person/desk").text();
    assert!(page.contains("The office asks everybody for one"), "{page}");
    let begun = desk.post("/person/desk/factor", "").text();
    let token = begun.split_once("name=\"begun\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let secret =
        begun.split_once("<p class=\"handed\"><code>").unwrap().1.split('<').next().unwrap().replace(' ', "");
    let now = office.registry.now().to_string();
    let confirmed = desk.post(
        "/person/desk/factor/confirm",
        &format!("begun={token}&code={}", Device::told(&secret).shows(&now, 0)),
    );
    assert_eq!(confirmed.status, 200);
    assert_eq!(desk.get("/register").status, 200);
    assert_eq!(
        said(office.as_("desk").take_off_own_factor("", "")),
        "the office asks everybody for a second factor: who has lost his device asks the keeper"
    );
}

#[test]
fn that_a_password_was_right_and_no_code_followed_is_told_at_the_next_sign_in() {
    let (office, device, _) = guarded();
    half(&office);
    half(&office);
    assert!(with_code(&office, "000000").is_err());
    assert!(with_code(&office, &device.shows(MORNING, 30)).is_ok());
    assert_eq!(office.as_("coles").person_page("coles").unwrap().sign_ins[0].failed, 3);
}

#[test]
fn who_sets_a_password_by_a_link_ends_what_was_got_with_the_one_before() {
    let office = Office::uk();
    with_password(&office, "coles");
    let router = chancery_server::router(office.registry.clone(), served());
    let link = office.registry.invite(&office.reader("keeper"), "coles").unwrap();
    let signs_in = |path: &str, form: &str| Browser::by_form(router.clone(), path, form);
    let thief = signs_in("/sign-in", "name=coles&password=correct+horse+battery");
    assert_eq!(thief.get("/register").status, 200, "the password is good until another is set");
    let feed = office.as_("coles").make_feed("CONFIDENTIAL").unwrap();
    let new = "password=a+dozen+grey+umbrellas&again=a+dozen+grey+umbrellas";
    let owner = signs_in(&format!("/enter/{link}"), new);
    assert_eq!((owner.get("/register").status, thief.get("/register").status), (200, 303));
    assert!(matches!(office.registry.feed(&feed), Err(Refused::Absent)), "nor does his calendar tell on");
}

#[test]
fn no_flood_of_names_wipes_a_count() {
    let office = Office::uk();
    with_password(&office, "coles");
    for _ in 0..6 {
        assert!(matches!(office.registry.sign_in("coles", "a guess"), Err(Refused::Absent)));
    }
    for n in 0..200 {
        let _ = office.registry.sign_in(&format!("{n}{}", "x".repeat(60_000)), "a guess");
    }
    assert!(matches!(office.registry.sign_in("coles", PASSWORD), Err(Refused::Wait { .. })));
}

#[test]
fn a_recovery_code_that_was_given_with_a_link_is_told_beside_it() {
    let (office, _, codes) = guarded();
    let link = office.registry.invite(&office.reader("keeper"), "coles").unwrap();
    let Ok(Passed::Half(half)) = office.registry.enter(&link, None) else { panic!("it asks for a code") };
    office.registry.sign_in_by_code(&half, &codes[0]).map(|_| ()).unwrap();
    let links = office.as_("coles").person_page("coles").unwrap().links;
    assert!(links.iter().any(|link| link.recovery && link.used.is_some()));
}

#[test]
fn recovery_codes_are_made_anew_and_those_before_open_nothing() {
    let (office, device, old) = guarded();
    let renew = |password: &str, code: &str| office.as_("coles").renew_recovery(password, code);
    let apart = "that password and that code do not go together";
    assert_eq!(said(renew("a guess", &device.shows(MORNING, 30))), apart);
    assert_eq!(said(renew(PASSWORD, "000000")), apart);
    assert_eq!(said(office.as_("desk").renew_recovery("", "000000")), "you have no second factor");
    office.at("1982-10-15T08:05:00Z");
    let new = renew(PASSWORD, &device.shows(MORNING, 300)).unwrap();
    assert_eq!((new.len(), new.iter().any(|code| old.contains(code))), (RECOVERY_CODES, false));
    let page = office.as_("coles").person_page("coles").unwrap();
    assert_eq!(page.recovery_made.unwrap().to_string(), "1982-10-15T08:05:00Z");
    assert_eq!(page.factor_set.unwrap().to_string(), MORNING, "the device is the same");
    let keeper = office.as_("keeper").person_page("coles").unwrap();
    assert_eq!((keeper.recovery_made, keeper.recovery_left), (None, None), "they are for himself to know");
    assert!(office.registry.sign_in_by_code(&half(&office), &old[0]).is_err());
    assert!(matches!(office.registry.sign_in_by_code(&half(&office), &new[0]), Ok(Passed::In { .. })));
    let rebuilt = office.rebuilt();
    assert_eq!(rebuilt.as_("coles").person_page("coles").unwrap().recovery_left, Some(RECOVERY_CODES - 1));
}

#[test]
fn who_has_no_second_factor_is_told_to_the_keeper_and_the_security_officer_alone() {
    let (office, ..) = guarded();
    let without = |who: &str| {
        let people = office.as_(who).people().unwrap().people;
        people.into_iter().filter(|one| one.without_factor).map(|one| one.handle).collect::<Vec<_>>()
    };
    assert!(
        without("keeper").contains(&"desk".to_owned()) && !without("keeper").contains(&"coles".to_owned())
    );
    assert_eq!(without("security"), without("keeper"));
    assert_eq!(without("coles"), [""; 0]);
    let told = office.registry.examine().unwrap();
    let told = told.iter().find(|one| one.what == "second factor").unwrap();
    assert!(told.words.contains("desk") && !told.words.contains("coles"), "{}", told.words);
}
