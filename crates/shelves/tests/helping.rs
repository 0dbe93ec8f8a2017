//! What helps a reader along: labels, counts, places in a paper, likeness, spelling, suggestions.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chancery_shelves::{
    Facets, Found, HITS_IN_MAX, Mark, Order, Page, Query, SUGGESTIONS_MAX, Shelves, Visible, Volume,
};

fn filled(volumes: impl IntoIterator<Item = Volume>) -> Shelves {
    let shelves = Shelves::in_memory().unwrap().at_once();
    for volume in volumes {
        shelves.put(&volume).unwrap();
    }
    shelves.commit(1).unwrap();
    shelves
}

fn texts(texts: &[&str]) -> Shelves {
    let volumes = (1..).zip(texts).map(|(key, text)| Volume {
        key,
        came: key,
        text: (*text).to_owned(),
        ..Volume::default()
    });
    filled(volumes)
}

fn query(typed: &str) -> Query {
    Query::parse(typed).unwrap()
}

fn ask(shelves: &Shelves, typed: &str, visible: &Visible) -> Found {
    let page = Page { offset: 0, limit: 10, order: Order::Rank, facets: true, extract_chars: 0 };
    shelves.find(&query(typed), visible, &page).unwrap()
}

fn order(found: &Found) -> Vec<u64> {
    found.hits.iter().map(|hit| hit.key).collect()
}

fn sorted(found: &Found) -> Vec<u64> {
    let mut keys = order(found);
    keys.sort_unstable();
    keys
}

/// A letter and a telegram of one file, and a minute of another.
fn office() -> Shelves {
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let letter = Volume {
        key: 1,
        kind: "letter".to_owned(),
        from: "Mr Shultz, Secretary of State".to_owned(),
        sender: "Mr Shultz".to_owned(),
        to: "Mr Pym and Sir A Parsons".to_owned(),
        addressees: names(&["Mr Pym", "Sir A Parsons", "Mr Pym"]),
        posts: names(&["Secretary of State", "Foreign Secretary"]),
        file: "East-West relations".to_owned(),
        day: Some(4_669),
        ..Volume::default()
    };
    let telegram = Volume { key: 2, kind: "telegram".to_owned(), day: Some(4_700), ..letter.clone() };
    let minute =
        Volume { key: 3, file: "Trade".to_owned(), sender: "R B Bone".to_owned(), ..Volume::default() };
    filled([letter, telegram, minute])
}

fn labelled() -> Visible {
    let mark = |label: &str, banners: &[&str], settled| {
        let banners = banners.iter().map(|&banner| banner.to_owned()).collect();
        Mark { label: label.to_owned(), banners, settled }
    };
    let marks = vec![
        mark("S", &["SECRET UK EYES A"], true),
        mark("C", &["CONFIDENTIAL"], true),
        mark("S", &["NOT SETTLED"], false),
    ];
    Visible::marked([(1, 0), (2, 1), (3, 2)], marks)
}

#[test]
fn papers_are_counted_by_everything_that_a_search_can_be_narrowed_by() {
    let counts =
        |names: &[(&str, usize)]| names.iter().map(|&(name, n)| (name.to_owned(), n)).collect::<Vec<_>>();
    let expected = Facets {
        kind: counts(&[("letter", 1), ("telegram", 1)]),
        from: counts(&[("Mr Shultz", 2), ("R B Bone", 1)]),
        to: counts(&[("Mr Pym", 2), ("Sir A Parsons", 2)]),
        post: counts(&[("Foreign Secretary", 2), ("Secretary of State", 2)]),
        file: counts(&[("East-West relations", 2), ("Trade", 1)]),
        label: counts(&[("S", 2), ("C", 1)]),
        year: vec![(1982, 2)],
        settled: 2,
        unsettled: 1,
    };
    assert_eq!(ask(&office(), "-nowhere", &labelled()).facets, expected);
}

#[test]
fn a_count_leads_to_the_papers_that_it_counts() {
    let (office, visible) = (office(), labelled());
    for (typed, keys) in [
        ("kind:\"letter\"", &[1][..]),
        ("from:\"Mr Shultz\"", &[1, 2]),
        ("from:\"R B Bone\"", &[3]),
        ("to:\"Sir A Parsons\"", &[1, 2]),
        ("post:\"Foreign Secretary\"", &[1, 2]),
        ("in:\"East-West relations\"", &[1, 2]),
        ("on:1982", &[1, 2]),
        ("label:S", &[1, 3]),
        ("is:settled", &[1, 2]),
        ("is:unsettled", &[3]),
    ] {
        assert_eq!(sorted(&ask(&office, typed, &visible)), keys, "{typed}");
    }
}

#[test]
fn a_label_is_found_by_words_of_its_banner_as_it_stands_now() {
    let (office, visible) = (office(), labelled());
    assert_eq!(order(&ask(&office, "label:\"uk eyes\"", &visible)), [1]);
    assert_eq!(order(&ask(&office, "label:secret -label:confidential", &visible)), [1]);
    assert_eq!(order(&ask(&office, "label:umbra", &visible)), [0; 0]);
    // Nothing was shelved anew: the paper was lowered, and the next question knows.
    let lowered = Mark { label: "U".to_owned(), banners: vec!["UNCLASSIFIED".to_owned()], settled: true };
    let visible = Visible::marked([(1, 0)], vec![lowered]);
    assert_eq!(order(&ask(&office, "label:secret", &visible)), [0; 0]);
    assert_eq!(order(&ask(&office, "label:unclassified", &visible)), [1]);
}

#[test]
fn a_subject_is_worth_more_than_the_text_and_the_text_more_than_a_footnote() {
    let other = "and that was all that was said at the time about it";
    let volume = |key, subject: &str, text: &str, note: &str| Volume {
        key,
        subject: subject.to_owned(),
        text: format!("{text} {other}"),
        footnotes: vec![note.to_owned()],
        ..Volume::default()
    };
    let shelves = filled([
        volume(1, "", "", "madrid madrid madrid"),
        volume(2, "", "madrid madrid madrid madrid", ""),
        volume(3, "Madrid", "", ""),
        volume(4, "", "madrid", ""),
    ]);
    let all = Visible::from_keys(1..=4);
    assert_eq!(order(&ask(&shelves, "madrid", &all)), [3, 2, 4, 1]);
    assert_eq!(sorted(&ask(&shelves, "\"madrid madrid\"", &all)), [1, 2], "phrases stand in footnotes too");
}

#[test]
fn a_french_paper_is_found_by_its_stems_and_an_english_word_in_it_as_well() {
    let shelves = texts(&[
        "Les négociations sont pour nous dans la meilleure voie, et le Premier ministre est d'accord.",
        "The negotiations are on the best way.",
        "Un compromis des ministres est dans la note pour vous et les services de Talks.",
    ]);
    let all = Visible::from_keys(1..=3);
    for (typed, keys) in [
        ("négociation", &[1][..]),
        ("negociations", &[1]),
        ("negotiation", &[2]),
        ("ministre", &[1, 3]),
        ("talks", &[3]),
        ("\"premier ministre\"", &[1]),
    ] {
        assert_eq!(sorted(&ask(&shelves, typed, &all)), keys, "{typed}");
    }
}

#[test]
fn typographic_variants_make_no_difference() {
    let shelves = texts(&[
        "The Minister’s “final” offer – as of 1982 – was an œuvre of the Quai d’Orsay; the Straße, the ﬁle.",
        "The Minister's \"final\" offer - as of 1982 - was an oeuvre of the Quai d'Orsay; the Strasse, the file.",
    ]);
    let all = Visible::from_keys(1..=2);
    for typed in [
        "minister's",
        "\"minister’s final offer\"",
        "œuvre",
        "oeuvre",
        "d’orsay",
        "strasse",
        "ﬁle",
        "１９８２",
    ] {
        assert_eq!(sorted(&ask(&shelves, typed, &all)), [1, 2], "{typed}");
    }
}

#[test]
fn numbers_and_telegram_references_are_found_as_typed_in_running_text() {
    let shelves = texts(&[
        "Your telegram No. 1234 of 14/10 refers, and my letter S 82/1.",
        "Ref 1234/75 and S 82/14; no reply at 14 10 hours. Item 82.1.",
        "We said no: 1234 times, 82 of 1.",
    ]);
    let all = Visible::from_keys(1..=3);
    for (typed, keys) in [
        ("14/10", &[1][..]),
        ("\"S 82/1\"", &[1]),
        ("82/1", &[1]),
        ("82/14", &[2]),
        ("1234/75", &[2]),
        ("82.1", &[2]),
        ("\"No. 1234\"", &[1, 3]),
        ("No. 1234 refers", &[1]),
        ("1234", &[1, 2, 3]),
    ] {
        assert_eq!(sorted(&ask(&shelves, typed, &all)), keys, "{typed}");
    }
}

#[test]
fn words_near_one_another_are_found_in_any_order() {
    let shelves = texts(&[
        "control of all arms",
        "arms and on and on and on and on control",
        "The arms were controlled.",
        "arms",
    ]);
    let all = Visible::from_keys(1..=4);
    assert_eq!(sorted(&ask(&shelves, "\"arms control\"~3", &all)), [1]);
    assert_eq!(sorted(&ask(&shelves, "arms NEAR/3 control", &all)), [1, 3], "bare words by their stems");
    assert_eq!(sorted(&ask(&shelves, "arms NEAR/10 control", &all)), [1, 2, 3]);
    assert_eq!(sorted(&ask(&shelves, "(weapons OR arms) NEAR/3 (controls OR peace)", &all)), [1, 3]);
}

#[test]
fn words_are_not_near_one_another_across_parts_of_a_paper() {
    let volume = Volume {
        key: 1,
        subject: "Arms".to_owned(),
        text: "Control is sought.".to_owned(),
        footnotes: vec!["Peace".to_owned(), "Talks".to_owned()],
        ..Volume::default()
    };
    let (shelves, all) = (filled([volume]), Visible::from_keys([1]));
    assert_eq!(ask(&shelves, "arms control peace talks", &all).total, 1);
    assert_eq!(ask(&shelves, "\"arms control\"~100", &all).total, 0);
    assert_eq!(ask(&shelves, "peace NEAR/100 talks", &all).total, 0);
}

#[test]
fn a_word_with_other_letters_is_found() {
    let shelves = texts(&["Mr Gromyko spoke", "Mr Gromiko spoke", "Grumpy"]);
    let all = Visible::from_keys(1..=3);
    assert_eq!(sorted(&ask(&shelves, "gromiko", &all)), [2]);
    assert_eq!(sorted(&ask(&shelves, "gromiko~", &all)), [1, 2]);
    assert_eq!(sorted(&ask(&shelves, "grmoiko~2", &all)), [1, 2]);
}

#[test]
fn the_places_of_a_query_in_one_paper_are_bytes_of_its_text() {
    let text = "Talks in Madrid. « Après » the Madrid meeting, talking.\n";
    let shelves = texts(&[text, "Madrid"]);
    let places = |key, typed: &str| {
        let hits =
            shelves.evenly(|asking| asking.hits_in(key, &query(typed), &Visible::from_keys([1]))).unwrap();
        assert_eq!(hits.total, hits.at.len());
        hits.at.into_iter().map(|at| &text[at]).collect::<Vec<_>>()
    };
    assert_eq!(places(1, "talk madrid"), ["Talks", "Madrid", "Madrid", "talking"]);
    assert_eq!(places(1, "\"madrid meeting\" apres"), ["Après", "Madrid meeting"]);
    assert_eq!(places(1, "-madrid"), [""; 0]);
    assert_eq!(places(2, "madrid"), [""; 0], "a paper that is not visible");
    assert_eq!(places(3, "madrid"), [""; 0], "a paper that is not there");
}

#[test]
fn places_in_one_paper_have_a_limit_and_a_count() {
    let shelves = texts(&[&"so ".repeat(HITS_IN_MAX + 5)]);
    let hits = shelves.evenly(|asking| asking.hits_in(1, &query("so"), &Visible::from_keys([1]))).unwrap();
    assert_eq!((hits.at.len(), hits.total), (HITS_IN_MAX, HITS_IN_MAX + 5));
}

#[test]
fn what_is_like_a_paper_shares_its_rare_words_and_is_never_itself() {
    let shelves = texts(&[
        "Cyprus and the Cyprus settlement were discussed with the minister at length today",
        "A settlement in Cyprus is discussed",
        "Trade was discussed the day before",
        "Nothing whatever",
    ]);
    let page = Page { offset: 0, limit: 10, order: Order::Rank, facets: false, extract_chars: 0 };
    let like = |key, visible: &[u64]| {
        let visible = Visible::from_keys(visible.iter().copied());
        order(&shelves.evenly(|asking| asking.like(key, &visible, &page)).unwrap())
    };
    assert_eq!(like(1, &[1, 2, 3, 4])[..1], [2]);
    assert_eq!(like(1, &[1, 3, 4]), [3]);
    assert_eq!(like(4, &[1, 2, 3, 4]), [0; 0]);
    assert_eq!(like(1, &[2, 3, 4]), [0; 0], "a paper that is not visible");
    assert_eq!(like(9, &[1, 2, 3, 4]), [0; 0], "a paper that is not there");
}

#[test]
fn of_what_is_found_those_that_came_later_can_be_counted() {
    let shelves = texts(&["madrid", "moscow", "madrid", "madrid"]);
    let count = |typed: &str, after, visible: &[u64]| {
        let queries = [query(typed).after(after), query(typed)];
        let visible = Visible::from_keys(visible.iter().copied());
        queries.map(|query| shelves.evenly(|asking| asking.count(&query, &visible)).unwrap())
    };
    assert_eq!(count("madrid", 1, &[1, 2, 3, 4]), [2, 3]);
    assert_eq!(count("madrid", 3, &[1, 2, 3]), [0, 2]);
    assert_eq!(count("moscow OR madrid", 0, &[2, 4]), [2, 2]);
}

#[test]
fn a_misspelt_word_is_put_right_by_words_of_visible_papers() {
    let shelves = texts(&["Gromyko spoke of negotiations in Madrid", "Gromyko in Madrid", "Madrix"]);
    let meant = |typed: &str, visible: &[u64]| {
        shelves
            .evenly(|asking| asking.meant(&query(typed), &Visible::from_keys(visible.iter().copied())))
            .unwrap()
    };
    assert_eq!(meant("gromiko", &[1, 2, 3]).as_deref(), Some("gromyko"));
    assert_eq!(
        meant("Gromiko AND (nowhere OR negtoiation*)", &[1, 2]).as_deref(),
        Some("gromyko AND (nowhere OR negtoiation*)")
    );
    assert_eq!(meant("negotitions -madird", &[1, 2]).as_deref(), Some("negotiations -madrid"));
    assert_eq!(meant("subject:gromiko \"madird\"", &[1]).as_deref(), Some("subject:gromyko \"madird\""));
    assert_eq!(meant("madrid negotiation", &[1, 2]), None, "nothing to put right");
    assert_eq!(meant("xylophone", &[1, 2, 3]), None, "nothing like it");
    assert_eq!(meant("madriy", &[1, 2, 3]).as_deref(), Some("madrid"), "the one of most papers");
    assert_eq!(meant("madriy", &[3]).as_deref(), Some("madrix"));
    assert_eq!(meant("negotitions", &[2, 3]), None, "a hidden word helps nobody");
}

#[test]
fn words_are_suggested_that_begin_so_those_of_most_papers_first() {
    let shelves = texts(&["Négociations and negotiators", "negotiators", "negligence", "negotiators negus"]);
    let suggest = |start: &str, visible: &[u64], limit| {
        let words = shelves
            .evenly(|asking| asking.suggest(start, &Visible::from_keys(visible.iter().copied()), limit))
            .unwrap();
        words.into_iter().map(|(word, papers)| format!("{word} {papers}")).collect::<Vec<_>>()
    };
    assert_eq!(suggest("Neg", &[1, 2, 3, 4], 3), ["negotiators 3", "negligence 1", "negociations 1"]);
    assert_eq!(suggest("nég", &[1, 3], 9), ["negligence 1", "negociations 1", "negotiators 1"]);
    assert_eq!(suggest("n", &[1, 2, 3, 4], 9), [""; 0], "too little to go by");
    assert_eq!(suggest("neg x", &[1, 2, 3, 4], 9), [""; 0]);
    assert!(suggest("neg", &[1, 2, 3, 4], usize::MAX).len() <= SUGGESTIONS_MAX);
}
