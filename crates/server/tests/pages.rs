//! Pages over sample answers: whole ones as snapshots, and rules that hold on all.

mod hostile;
mod house;

use chancery_registry::answers::*;
use chancery_server::Undo;
use chancery_server::pages::{
    self, Chase, CirclesAsked, Frame, Here, NewFactorShown, PaperAsked, Told, Transcript, TrayAsked,
};
use chancery_server::tongue::{Tongue, in_tongue};
use house::letters;
use house::samples;
use maud::Markup;

fn frame(who: &ReaderShown) -> Frame<'_> {
    Frame { who, form_token: "token", here: Here::Register, list: "", undo: None }
}

/// A page with one element a line and without the addresses that change with the assets.
fn laid_out(page: Markup) -> String {
    let page = page.into_string().replace("><", ">\n<");
    let lines = page.lines().filter(|line| !line.contains("/assets/"));
    lines.collect::<Vec<_>>().join("\n")
}

fn chase(page: &ChasePage) -> Chase<'_> {
    static ANY: std::sync::LazyLock<ChaseAsked> = std::sync::LazyLock::new(ChaseAsked::default);
    Chase { page, asked: &ANY }
}

/// The cover was opened from a search.
fn way() -> pages::Onward {
    let asked = SearchAsked { query: "madrid & \"tin\"".into(), page: 3, ..SearchAsked::default() };
    pages::Onward { list: ListAsked::Search(asked), beside: Some(samples::beside()) }
}

/// Each stands as if what led to it could be taken back.
fn every_page() -> Vec<(&'static str, String)> {
    let coles = samples::coles();
    let undo = Undo { to: "/circle/1/leave".into(), fields: vec![("person", "coles".into())] };
    let frame = Frame { undo: Some(&undo), ..frame(&coles) };
    vec![
        ("today", pages::today(&frame, &samples::today())),
        ("tour", pages::tour(&frame)),
        ("box", pages::principal_box(&frame, &samples::boxed(), &Told::default())),
        ("enclosure in a box", pages::box_paper(&frame, &samples::enclosure_in_box(), &Told::default())),
        ("paper in a box", pages::box_paper(&frame, &samples::box_paper(), &Told::default())),
        ("what it is put up for", pages::put_up(&frame, &samples::put_up(), &Told::default())),
        ("particulars", pages::particulars(&frame, &samples::particulars(), &Told::default())),
        ("cover", pages::paper(&frame, &samples::cover(), &PaperAsked::default())),
        ("message", pages::paper(&frame, &samples::message(), &PaperAsked::done("minute"))),
        (
            "paper of a list",
            pages::paper(&frame, &samples::cover(), &PaperAsked::default().in_list(Some(way()))),
        ),
        ("tray", pages::tray(&frame, &samples::tray(), &TrayAsked::sent(samples::sent_up()))),
        ("empty tray", pages::tray(&frame, &samples::empty_tray(), &TrayAsked::done("settled"))),
        ("turned away", pages::turned_away(&frame, &samples::turned(), &Told::done("waits"))),
        ("none turned away", pages::turned_away(&frame, &samples::none_turned(), &Told::default())),
        ("paper in the tray", pages::tray_paper(&frame, &samples::waits(), "settled", None)),
        ("transcript", pages::transcript(&frame, &samples::version(), &Transcript::default())),
        ("version", pages::version(&frame, &samples::version())),
        ("register", pages::register(&frame, &RegisterFilter::default(), &samples::register(), None)),
        ("search", pages::search(&frame, &samples::searched(), &Told::default())),
        ("hits", pages::hits(&frame, &samples::hits())),
        ("meetings", pages::diary(&frame, &samples::diary(), &Told::default())),
        ("week", pages::diary(&frame, &samples::grid(DiarySpan::Week), &Told::default())),
        ("month", pages::diary(&frame, &samples::grid(DiarySpan::Month), &Told::default())),
        ("correspondents", pages::correspondents(&frame, &samples::correspondents(), None, &Told::default())),
        ("correspondent", pages::correspondent(&frame, &samples::correspondent(), &Told::default())),
        ("drafts", pages::drafts(&frame, &samples::drafts())),
        ("draft", pages::draft(&frame, &samples::draft(), &Told::default())),
        ("new draft", pages::draft(&frame, &samples::new_draft(), &Told::default())),
        ("post", pages::post(&frame, &samples::post(), &Told::default())),
        ("read-out", pages::read_out(&frame, &samples::meeting(), &Told::default())),
        ("meeting", pages::meeting(&frame, &samples::meeting(), &Told::default())),
        ("undertakings", pages::undertakings(&frame, &chase(&samples::chase()), &Told::default())),
        ("several undertakings", pages::chased(&frame, &samples::chased(), &pages::TogetherAsked::default())),
        ("dialogues", pages::dialogues(&frame, &samples::dialogues())),
        ("dialogue", pages::dialogue(&frame, &samples::dialogue())),
        ("undertaking", pages::undertaking(&frame, &samples::one_undertaking(), &Told::default(), None)),
        ("people", pages::people(&frame, &samples::people(), &Told::default())),
        ("kept people", pages::people(&frame, &samples::kept_people(), &Told::default())),
        ("ledger", pages::ledger(&frame, &samples::ledger())),
        ("relabelled", pages::paper(&frame, &samples::relabelled(), &PaperAsked::default())),
        ("markings", pages::markings(&frame, &samples::markings())),
        ("not read", pages::markings(&frame, &samples::not_read())),
        ("circles", pages::circles(&frame, &samples::circles(), &CirclesAsked::done("join"))),
        (
            "gone person",
            pages::person(&frame, &samples::of_another(samples::gone_person()), &Told::done("back")),
        ),
        ("person-unguarded", pages::person(&frame, &samples::unguarded_person(), &Told::default())),
        ("new-factor", pages::new_factor(&frame, &NewFactorShown::of(samples::new_factor()), None)),
        ("new-recovery-codes", pages::recovery_codes(&frame, &samples::new_recovery_codes())),
        ("recovery-codes", pages::recovery_codes(&frame, &samples::recovery_codes())),
        ("leaving", pages::leaving(&frame, &samples::leaving(), &Told::default())),
        ("left behind", pages::leaving(&frame, &samples::left_behind(), &Told::done("struck"))),
        ("person", pages::person(&frame, &samples::of_another(samples::a_person()), &Told::default())),
        ("own person", pages::person(&frame, &samples::own_person(), &Told::done("password"))),
        (
            "kept person",
            pages::person(&frame, &samples::of_another(samples::kept_person()), &Told::done("admit")),
        ),
        ("new link", pages::new_link(&frame, &samples::new_link())),
        ("opened", pages::opened(&frame, &samples::opened())),
        ("why", pages::why(&frame, &samples::why())),
        ("own why", pages::why(&frame, &samples::own_why())),
        ("readers", pages::readers(&frame, &samples::readers())),
        ("code", pages::code("half", "/register", Some("no"))),
        ("sign-in", pages::sign_in("coles", "/register", Some("no"))),
        ("enter", pages::enter(&coles, "token", None)),
        ("no-link", pages::no_link()),
    ]
    .into_iter()
    .map(|(name, page)| (name, page.into_string()))
    .collect()
}

#[test]
fn the_cover_as_a_page() {
    let coles = samples::coles();
    insta::assert_snapshot!(laid_out(pages::paper(
        &frame(&coles),
        &samples::cover(),
        &PaperAsked::default()
    )));
}

#[test]
fn the_box_as_a_page() {
    let coles = samples::coles();
    insta::assert_snapshot!(laid_out(pages::principal_box(
        &frame(&coles),
        &samples::boxed(),
        &Told::default()
    )));
}

#[test]
fn the_undertakings_as_a_page() {
    let coles = samples::coles();
    insta::assert_snapshot!(laid_out(pages::undertakings(
        &frame(&coles),
        &chase(&samples::chase()),
        &Told::default()
    )));
}

#[test]
fn the_dialogue_as_a_page() {
    let coles = samples::coles();
    insta::assert_snapshot!(laid_out(pages::dialogue(&frame(&coles), &samples::dialogue())));
}

#[test]
fn the_marking_stands_at_head_and_foot_of_a_paper() {
    let page =
        pages::paper(&frame(&samples::coles()), &samples::cover(), &PaperAsked::default()).into_string();
    for place in ["top", "bottom"] {
        let banner = format!(
            "<p class=\"banner {place} g-secret\"><span class=\"vh\">Marking: </span><bdi class=\"word\">covering SECRET</bdi> \
             <span class=\"detached\">UNCLASSIFIED when detached</span></p>"
        );
        assert_eq!(page.matches(&banner).count(), 1, "{place}");
    }
}

#[test]
fn lists_stand_between_what_they_bear_together() {
    let coles = samples::coles();
    let page =
        pages::register(&frame(&coles), &RegisterFilter::default(), &samples::register(), None).into_string();
    for place in ["top", "bottom"] {
        let bar = format!(
            "<p class=\"banner slim {place} g-not-settled\"><span class=\"vh\">Marking: </span>\
             <bdi class=\"word\">TOP SECRET UMBRA · NOT SETTLED</bdi> <span class=\"detached\">highest on this page</span></p>"
        );
        assert_eq!(page.matches(&bar).count(), 1, "{place}");
    }
    let nothing = RegisterPage { papers: vec![], overall: None, ..samples::register() };
    let page = pages::register(&frame(&coles), &RegisterFilter::default(), &nothing, None).into_string();
    assert!(!page.contains("class=\"banner"), "a page that lists nothing bears nothing");
}

#[test]
fn an_empty_box_is_said_and_a_full_one_counted() {
    let mut today = samples::today();
    today.boxes[1].papers = 0;
    let page = pages::today(&frame(&samples::coles()), &today).into_string();
    assert!(page.contains("The box of the <bdi>Foreign Secretary</bdi> is empty"));
    assert!(
        page.contains(
            "<span class=\"figure\">3</span><span>papers in the box of the <bdi>Prime Minister</bdi>"
        )
    );
}

#[test]
fn a_keeper_who_reads_nothing_is_led_to_the_ledger() {
    let nothing = Today {
        boxes: vec![],
        meetings: vec![],
        newest: vec![],
        own: vec![],
        searches: vec![],
        to_clear: vec![],
        overall: None,
        sitting: None,
        to_approve: None,
        clearances: vec![],
        ..samples::today()
    };
    let page = pages::today(&frame(&samples::keeper()), &nothing).into_string();
    assert!(page.contains("action=\"/ledger/verify\" method=\"post\""));
    assert!(!page.contains("class=\"empty\""));
    let page = pages::today(&frame(&samples::coles()), &nothing).into_string();
    assert!(!page.contains("/ledger"));
    assert_eq!(page.matches("class=\"empty\"").count(), 2);
}

#[test]
fn a_meeting_without_a_subject_is_named_by_the_words_it_was_found_in() {
    let page = pages::diary(&frame(&samples::coles()), &samples::diary(), &Told::default()).into_string();
    assert!(page.contains(
        "<bdi>Meeting</bdi></a><p class=\"words\" dir=\"auto\">my meetings with Gromyko at the end of September, \
         of which you have had detailed…</p>"
    ));
}

#[test]
fn a_subject_of_a_meeting_stands_first_with_who_raised_it_and_the_words() {
    let page = pages::meeting(&frame(&samples::coles()), &samples::meeting(), &Told::default()).into_string();
    let row = "<th scope=\"row\"><bdi>INF and START talks</bdi></th><td><ul><li><span class=\"tag f-subject\">agreed</span> \
               by <bdi>Gromyko</bdi></li></ul></td><td><ul><li><span class=\"words\" dir=\"auto\">agreed that the INF";
    assert_eq!(page.matches(row).count(), 1);
}

#[test]
fn findings_stand_in_groups_and_undertakings_firmest_first() {
    let page =
        pages::paper(&frame(&samples::coles()), &samples::message(), &PaperAsked::default()).into_string();
    let (_, column) = page.split_once("<div class=\"column\"").unwrap();
    let column = column.split("</aside>").next().unwrap();
    let headings: Vec<_> =
        column.split("<h3>").skip(1).map(|rest| rest.split(" <span").next().unwrap()).collect();
    assert_eq!(headings, ["Undertakings", "Subjects", "Assessments"]);
    let numbers: Vec<_> =
        column.split("<li id=\"f").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(numbers, ["4", "5", "1", "2", "3", "6"], "agreed before proposed");
}

#[test]
fn the_lines_of_a_letter_have_their_places() {
    let page =
        pages::paper(&frame(&samples::coles()), &samples::cover(), &PaperAsked::default()).into_string();
    for line in [
        "<p class=\"letterhead\" dir=\"auto\">Foreign and Commonwealth Office</p>",
        "<p class=\"dated\" dir=\"auto\">14 October 1982</p>",
        "<p class=\"about\" dir=\"auto\">Message from Mr Shultz about US/Soviet\nRelations</p>",
    ] {
        assert_eq!(page.matches(line).count(), 1, "{line}");
    }
    assert_eq!(page.matches("<p class=\"marking\" dir=\"auto\">covering SECRET</p>").count(), 2);
}

#[test]
fn a_title_never_names_a_subject() {
    for (name, page) in every_page() {
        let title =
            page.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap().to_owned();
        for word in ["Shultz", "Gromyko", "Soviet", "six point"] {
            assert!(!title.contains(word), "{name}: {title}");
        }
    }
}

#[test]
fn every_finding_is_linked_from_its_words_and_back() {
    let page =
        pages::paper(&frame(&samples::coles()), &samples::message(), &PaperAsked::default()).into_string();
    for number in 1..=6 {
        for part in [
            format!("id=\"w{number}\""),
            format!("id=\"f{number}\""),
            format!("href=\"#w{number}\""),
            format!("href=\"#f{number}\""),
        ] {
            assert_eq!(page.matches(&part).count(), 1, "{part}");
        }
    }
}

#[test]
fn a_doubtful_reading_says_so() {
    let page =
        pages::paper(&frame(&samples::coles()), &samples::cover(), &PaperAsked::default()).into_string();
    let (_, after) = page.split_once("John Stan.").unwrap();
    assert!(after.split("</li>").next().unwrap().contains("doubtful reading"));
    assert_eq!(page.matches("doubtful reading").count(), 1);
}

#[test]
fn forms_are_those_that_duties_allow_and_no_others() {
    let may = |may: May| {
        let page = PaperPage { may, covers: vec![], ..samples::cover() };
        let page = pages::paper(&frame(&samples::coles()), &page, &PaperAsked::default()).into_string();
        ["minute", "initial", "put-up", "order", "enclose", "settle", "relabel"]
            .into_iter()
            .filter(|act| page.contains(&format!("/{act}\" method=\"post\"")))
            .collect::<Vec<_>>()
    };
    assert_eq!(may(May::default()), Vec::<&str>::new());
    assert_eq!(may(May { minute: true, ..May::default() }), ["minute", "initial"]);
    assert_eq!(may(May { put_up: true, ..May::default() }), ["put-up", "order", "enclose"]);
    assert_eq!(may(May { settle: true, ..May::default() }), ["settle"]);
    assert_eq!(may(May { relabel: true, ..May::default() }), ["relabel"]);
}

#[test]
fn no_page_has_script_or_style_in_line_or_a_handler() {
    for (name, page) in every_page() {
        for (at, _) in page.match_indices("<script") {
            assert!(page[at..].starts_with("<script src=\"/assets/app-"), "{name}");
        }
        for bad in ["<style", " style=", " onclick=", " onload=", "javascript:", "http://", "https://"] {
            assert!(!page.contains(bad), "{name}: {bad}");
        }
    }
}

#[test]
fn every_form_that_posts_bears_the_token() {
    for (name, page) in
        every_page().into_iter().filter(|(name, _)| !["code", "sign-in", "enter", "no-link"].contains(name))
    {
        let posting: Vec<_> = page
            .split("<form")
            .skip(1)
            .filter(|form| form.split('>').next().unwrap().contains("method=\"post\""))
            .collect();
        for form in posting {
            let form = form.split("</form>").next().unwrap();
            assert!(form.contains("<input type=\"hidden\" name=\"form\" value=\"token\">"), "{name}: {form}");
        }
    }
}

#[test]
fn ids_are_unique_and_links_within_a_page_lead_somewhere() {
    for (name, page) in every_page() {
        let ids: Vec<_> = page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let unique: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{name}: {ids:?}");
        for to in page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(ids.contains(&to), "{name}: #{to}");
        }
    }
}

/// Names that are no words of ours, though no sample says them.
const NAMES: [&str; 1] = ["chancery"];

#[test]
fn in_the_test_language_every_word_of_ours_is_in_other_letters() {
    let data = letters::samples();
    let left: std::collections::BTreeSet<_> = in_tongue(Tongue::Test, every_page)
        .into_iter()
        .flat_map(|(name, page)| letters::latin(&page).into_iter().map(move |words| (words, name)))
        .filter(|(words, _)| !NAMES.contains(&words.as_str()) && !data.contains(words.as_str()))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn in_french_a_page_has_the_same_elements_forms_and_links() {
    let french = in_tongue(Tongue::French, every_page);
    for ((name, english), (_, french)) in in_tongue(Tongue::English, every_page).into_iter().zip(french) {
        let parts = |page: &str, part: &str| -> Vec<String> {
            page.split(part).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
        };
        for part in [" href=\"", " action=\"", " id=\"", " name=\"", " datetime=\""] {
            let mut both = [parts(&english, part), parts(&french, part)];
            both.iter_mut().for_each(|all| all.sort());
            assert_eq!(both[0], both[1], "{name}:{part}");
        }
        assert!(french.contains("<html lang=\"fr\">"), "{name}");
    }
}

const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;\u{202e}";

#[test]
fn hostile_words_stay_words_in_every_field() {
    // As long, and broken into lines at the same places, as a picture breaks it.
    let plain = &HOSTILE.replace(['<', '>', '"', '\'', '&'], "X");
    for (name, hostile, tame) in hostile::with_every_field(HOSTILE)
        .into_iter()
        .zip(hostile::with_every_field(plain))
        .map(|((name, hostile), (_, tame))| (name, hostile, tame))
    {
        assert!(tame.contains(plain), "{name} shows the field at all");
        for part in ["<script>alert", "<img src=x", "\"'>"] {
            assert!(!hostile.contains(part), "{name}: {part}");
        }
        assert_eq!(
            hostile.matches('<').count(),
            tame.matches('<').count(),
            "{name} has no more elements than it should"
        );
    }
}

#[test]
fn a_paper_of_a_list_leads_on_in_it_and_back_to_its_place_there() {
    let coles = samples::coles();
    let page = pages::paper(&frame(&coles), &samples::cover(), &PaperAsked::default().in_list(Some(way())));
    let page = page.into_string();
    let (cover, message) = (samples::COVER, samples::MESSAGE);
    let links = format!(
        "<a rel=\"prev\" href=\"/paper/{message}?in=search&amp;q=madrid%20%26%20%22tin%22&amp;page=2\">Previous</a>\
         <a data-up href=\"/search?q=madrid%20%26%20%22tin%22&amp;page=3#at-{cover}\">Back to the search</a>"
    );
    assert_eq!(page.matches(&links).count(), 2, "at its head and at its foot");
    // A form that is sent from it leads back into the list.
    let field = "<input type=\"hidden\" name=\"in-list\" value=\"in=search&amp;q=madrid%20%26%20%22tin%22&amp;page=3\">";
    assert_eq!(page.matches(field).count(), page.matches("method=\"post\"").count());
    let list = pages::search(&frame(&coles), &samples::searched(), &Told::default()).into_string();
    assert!(list.contains("id=\"at-"), "to its place there");
}

#[test]
fn each_key_of_an_undertaking_stands_among_the_keys() {
    let coles = samples::coles();
    let frame = Frame { here: Here::Undertakings, ..frame(&coles) };
    let page = pages::undertaking(&frame, &samples::one_undertaking(), &Told::default(), None).into_string();
    let (page, keys) = page.split_once("<dialog").unwrap();
    let steps: Vec<&str> = page.split("data-step=\"").skip(1).map(|rest| &rest[..1]).collect();
    assert!(steps.len() > 5, "{page}");
    for step in steps {
        assert!(keys.contains(&format!("<kbd>{step}</kbd></dt><dd>On an undertaking")), "{step}");
    }
}
