//! Finding in an office: at once, by what stands on a paper now, and by searches kept for oneself.
#![allow(clippy::unwrap_used)]

use chancery_registry::answers::{SavedShown, SearchAsked, SearchPage, Sort};
use chancery_registry::{Came, Options, Refused, Settling, View};
use chancery_testkit::{Browser, LETTER, Office};

fn note(marking: &str, words: &str) -> String {
    format!("{marking}\n\n3 March 1982\n\n{words}\n")
}

fn search(view: &View, query: &str) -> SearchPage {
    let asked = SearchAsked { query: query.into(), ..SearchAsked::default() };
    view.search(&asked).unwrap()
}

fn kept(office: &Office, handle: &str) -> Vec<(String, Option<u64>)> {
    let searches = office.as_(handle).searches().unwrap();
    searches.into_iter().map(|SavedShown { name, new, .. }| (name, new)).collect()
}

#[test]
fn what_is_filed_is_found_by_the_next_question() {
    let office = Office::uk();
    for number in 1..=12 {
        office.file(&note("SECRET", &format!("The herring{number} agreement.")));
        let page = search(&office.as_("coles"), &format!("herring{number}"));
        assert_eq!(page.found.total, 1, "{number}");
    }
}

#[test]
fn a_search_tells_by_what_its_hits_can_be_narrowed() {
    let office = Office::uk();
    office.letter();
    let options = Options { into: Some("East-West".into()), ..Options::default() };
    office.try_file("a.txt", note("CONFIDENTIAL", "Herring and Gromyko.").as_bytes(), &options).unwrap();
    office.file("No marking, and Gromyko in it.\n");
    let coles = office.as_("coles");
    let page = search(&coles, "gromyko");
    let counts = |facets: &[chancery_registry::answers::Facet]| {
        facets.iter().map(|f| (f.value.clone(), f.count)).collect::<Vec<_>>()
    };
    assert_eq!(page.found.total, 3);
    assert_eq!(counts(&page.by_file), [("East-West".into(), 1)]);
    assert_eq!(counts(&page.by_settled), [("settled".into(), 2), ("unsettled".into(), 1)]);
    assert_eq!(counts(&page.by_to), [("Francis Pym".into(), 1)]);
    for (field, facets) in [
        ("label", &page.by_marking),
        ("in", &page.by_file),
        ("is", &page.by_settled),
        ("to", &page.by_to),
        ("post", &page.by_post),
        ("from", &page.found.by_from),
        ("kind", &page.found.by_kind),
        ("on", &page.found.by_year),
    ] {
        for facet in facets {
            let narrowed = search(&coles, &format!("(gromyko) {field}:\"{}\"", facet.value));
            assert_eq!(narrowed.found.total, facet.count, "{field}:{}", facet.value);
        }
    }
}

#[test]
fn a_label_is_found_as_it_stands_now() {
    let office = Office::uk();
    let paper = office.file("A note on tin without a marking.\n").papers[0].id.clone();
    let found = |query: &str| search(&office.as_("coles"), query).found.total;
    assert_eq!((found("tin is:unsettled"), found("tin label:confidential")), (1, 0));
    office.as_("clerk").settle(&paper, "CONFIDENTIAL").unwrap();
    assert_eq!((found("tin is:unsettled"), found("tin label:confidential")), (0, 1));
    let (_, message) = office.letter();
    assert_eq!(found("label:\"covering secret\""), 1);
    office.as_("coles").detach(&message, "").unwrap();
    assert_eq!(found("label:\"covering secret\""), 0);
}

#[test]
fn hits_come_in_the_order_that_is_asked_for() {
    let office = Office::uk();
    for day in ["2 March 1982", "4 March 1982", "3 March 1982"] {
        office.file(&format!("SECRET\n\n{day}\n\nThe herring agreement.\n"));
    }
    let in_order = |sort| {
        let asked = SearchAsked { query: "herring".into(), sort, ..SearchAsked::default() };
        let page = office.as_("coles").search(&asked).unwrap();
        page.found.hits.iter().map(|hit| hit.paper.date.unwrap().day()).collect::<Vec<_>>()
    };
    assert_eq!(in_order(Sort::Newest), [4, 3, 2]);
    assert_eq!(in_order(Sort::Oldest), [2, 3, 4]);
}

#[test]
fn a_misspelt_word_is_put_right_by_papers_that_the_reader_may_know() {
    let office = Office::uk();
    office.file(&note("SECRET", "Gromyko spoke."));
    office.file(&note("CONFIDENTIAL", "Herring were spoken of."));
    assert_eq!(search(&office.as_("coles"), "gromiko").meant.as_deref(), Some("gromyko"));
    assert_eq!(search(&office.as_("desk"), "gromiko").meant, None);
    assert_eq!(search(&office.as_("desk"), "hering").meant.as_deref(), Some("herring"));
}

#[test]
fn a_search_is_kept_for_its_reader_alone_and_through_a_rebuild() {
    let office = Office::uk();
    office.as_("coles").save_search("Fish", " herring OR tin ", true).unwrap();
    office.as_("coles").save_search("Madrid", "madrid", false).unwrap();
    let expected = [("Fish".to_owned(), Some(0)), ("Madrid".to_owned(), None)];
    assert_eq!(kept(&office, "coles"), expected);
    for other in ["bone", "clerk", "keeper", "pm"] {
        assert_eq!(kept(&office, other), []);
    }
    let office = office.reopened();
    assert_eq!(kept(&office, "coles"), expected);
    let office = office.rebuilt();
    assert_eq!(kept(&office, "coles"), expected);
    assert!(matches!(office.as_("bone").forget_search("Fish"), Err(Refused::Absent)));
    office.as_("coles").forget_search("Fish").unwrap();
    office.as_("coles").save_search("Fish again", "herring", true).unwrap();
    let office = office.rebuilt();
    assert_eq!(kept(&office, "coles"), [("Fish again".to_owned(), Some(0)), ("Madrid".to_owned(), None)]);
}

#[test]
fn a_standing_search_tells_of_papers_that_came_since_its_reader_looked() {
    let office = Office::uk();
    office.file(&note("CONFIDENTIAL", "Herring of old."));
    for reader in ["coles", "desk"] {
        office.as_(reader).save_search("Fish", "herring", true).unwrap();
    }
    office.file(&note("SECRET", "Secret herring."));
    office.file(&note("CONFIDENTIAL", "More herring."));
    assert_eq!(kept(&office, "coles"), [("Fish".to_owned(), Some(2))]);
    assert_eq!(kept(&office, "desk"), [("Fish".to_owned(), Some(1))], "what is above him is not told");
    let asked = SearchAsked { saved: "Fish".into(), sort: Sort::Newest, ..SearchAsked::default() };
    let looked = office.as_("desk").search(&asked).unwrap();
    assert_eq!((looked.new, looked.found.total), (Some(1), 2));
    assert_eq!(kept(&office, "desk"), [("Fish".to_owned(), Some(0))]);
    assert_eq!(kept(&office, "coles"), [("Fish".to_owned(), Some(2))], "another has not looked");
    let office = office.rebuilt();
    assert_eq!(kept(&office, "desk"), [("Fish".to_owned(), Some(0))]);
}

#[test]
fn a_standing_search_tells_of_a_paper_that_waited_in_the_tray_when_its_reader_looked() {
    let office = Office::uk();
    let options = Options { came: Some(Came::Mail), ..Options::default() };
    let came =
        office.try_file("a.txt", note("CONFIDENTIAL", "Herring by mail.").as_bytes(), &options).unwrap();
    office.as_("desk").save_search("Fish", "herring", true).unwrap();
    office.file(&note("CONFIDENTIAL", "Tin."));
    assert_eq!(kept(&office, "desk"), [("Fish".to_owned(), Some(0))]);
    office.as_("clerk").take_in(&came.papers[0].id, &Settling::default()).unwrap();
    assert_eq!(kept(&office, "desk"), [("Fish".to_owned(), Some(1))]);
    assert_eq!(kept(&office.rebuilt(), "desk"), [("Fish".to_owned(), Some(1))]);
}

#[test]
fn a_search_that_does_not_read_or_has_no_name_is_not_kept() {
    let office = Office::uk();
    let keep = |name: &str, query: &str| office.as_("coles").save_search(name, query, false);
    assert!(matches!(keep("", "herring"), Err(Refused::Invalid(_))));
    assert!(matches!(keep(&"x".repeat(81), "herring"), Err(Refused::Invalid(_))));
    let Err(Refused::Invalid(why)) = keep("Fish", "(herring") else { panic!("it was kept") };
    assert!(why.contains("“(” makes no sense there"), "{why}");
    for number in 0..50 {
        keep(&number.to_string(), "herring").unwrap();
    }
    assert!(matches!(keep("one more", "herring"), Err(Refused::Invalid(_))));
    keep("7", "herring").unwrap();
    let taken = keep("7", "tin").unwrap_err();
    assert_eq!(
        taken.to_string(),
        "you keep another search under that name: choose another name, or give that one up first"
    );
}

#[test]
fn what_is_like_a_paper_is_found_among_what_the_reader_may_know() {
    let office = Office::uk();
    let words = "The herring agreement was discussed with the Norwegian minister at Bergen.";
    let like = office.file(&note("CONFIDENTIAL", words)).papers[0].id.clone();
    office.file(&note("SECRET", &format!("{words} Secretly.")));
    office.file(&note("CONFIDENTIAL", "Of Bergen and the herring agreement."));
    office.file(&note("CONFIDENTIAL", "Tin."));
    let asked = SearchAsked { like, ..SearchAsked::default() };
    let found = |handle: &str| {
        let page = office.as_(handle).search(&asked).unwrap();
        page.found.hits.iter().map(|hit| hit.paper.reference.clone()).collect::<Vec<_>>()
    };
    assert_eq!(found("coles")[..2], ["S 82/1", "C 82/2"]);
    assert_eq!(found("desk")[..1], ["C 82/2"]);
    let above = SearchAsked { like: "S 82/1".into(), ..SearchAsked::default() };
    assert!(matches!(office.as_("desk").search(&above), Err(Refused::Absent)));
}

#[test]
fn the_places_in_a_paper_are_shown_to_who_may_read_it_and_that_is_entered() {
    let office = Office::uk();
    let (_, message) = office.letter();
    let page = office.as_("pym").hits(&message, "\"six point\" OR brezhnev").unwrap();
    let words: String = page.text.iter().map(|(words, _)| words.as_str()).collect();
    let sought: Vec<_> =
        page.text.iter().filter(|(_, sought)| *sought).map(|(words, _)| words.as_str()).collect();
    assert!(LETTER.contains(words.trim()) && sought.contains(&"six point"), "{sought:?}");
    assert_eq!(page.total, sought.len() as u64);
    assert!(matches!(office.as_("desk").hits(&message, "brezhnev"), Err(Refused::Absent)));
    assert!(office.as_("coles").paper(&message).unwrap().seen.iter().any(|seen| seen.by == "Francis Pym"));
}

#[test]
fn the_search_page_works_without_a_script() {
    let office = Office::uk();
    office.letter();
    let browser = Browser::new(&office, "coles");
    let page = browser.get("/search?q=gromyko+OR+message&sort=newest").text();
    for part in [
        "Narrow it",
        "aria-current=\"true\">Newest first",
        "#hit-1",
        "/search/keep",
        "<mark class=\"hit\">Gromyko</mark>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let path = page.split('"').find(|part| part.contains("/hits?q=")).unwrap().to_owned();
    let hits = browser.get(path.split('#').next().unwrap()).text();
    assert!(hits.contains("id=\"hit-1\"") && hits.contains("href=\"#hit-2\""), "{hits}");
    assert_eq!(browser.post("/search/keep", "name=Soviets&q=gromyko&standing=yes").status, 303);
    assert!(browser.get("/search").text().contains("<bdi>Soviets</bdi>"));
    assert_eq!(browser.get("/search?saved=Soviets").status, 200);
    assert_eq!(browser.post("/search/forget", "name=Soviets").status, 303);
    assert!(!browser.get("/search").text().contains("Soviets"));
    assert_eq!(browser.get("/search?saved=Soviets").status, 404);
    assert!(browser.get("/search?q=gromiko").text().contains("Did you mean"));
}
