//! The promise: what a reader finds is what he would find if nothing else were there.
//!
//! Two sets of shelves are filled: one holds everything, in an order and with commits, replacements
//! and removals of their own; the other only what is visible, at one stroke. Every answer must be
//! the same: list, score bits, total, facets, extracts.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chancery_shelves::{Found, Mark, Order, Page, Query, Shelves, Visible, Volume};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

const WORDS: [&str; 12] = [
    "madrid",
    "meeting",
    "meetings",
    "gromyko",
    "talks",
    "negotiate",
    "negotiation",
    "negotiator",
    "secret",
    "moscow",
    "november",
    "met",
];
const NAMES: [&str; 4] = ["R B Bone", "A J Coles", "John Stanley", ""];
const KINDS: [&str; 4] = ["letter", "Telegram", "minute", ""];

fn text(words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    vec(select(&WORDS[..]), words).prop_map(|words| words.join(" "))
}

const REFERENCES: [&str; 3] = ["S 82/1", "S 82/2", "RS 14"];

fn list(of: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    vec(select(of).prop_map(str::to_owned), 0..3)
}

fn particulars() -> impl Strategy<Value = Volume> {
    let names =
        (select(&NAMES[..]), select(&NAMES[..]), select(&KINDS[..]), select(&["", "East", "Arms Talks"][..]));
    let lists = (list(&REFERENCES), list(&NAMES[..3]), list(&["Private Secretary", "Prime Minister"]));
    (names, lists, prop::option::of(4_300..4_800i32)).prop_map(|(names, lists, day)| Volume {
        from: names.0.to_owned(),
        to: names.1.to_owned(),
        kind: names.2.to_owned(),
        file: names.3.to_owned(),
        reference: lists.0,
        addressees: lists.1,
        posts: lists.2,
        day,
        ..Volume::default()
    })
}

fn volume() -> impl Strategy<Value = Volume> {
    let french = prop::bool::weighted(0.2);
    let words = (text(0..40), text(0..4), text(0..2), vec(text(0..6), 0..3), french);
    (words, particulars()).prop_map(|((mut text, subject, place, footnotes, french), particulars)| {
        if french {
            text = format!("le ministre est pour une {text}");
        }
        Volume { text, subject, place, footnotes, ..particulars }
    })
}

/// A paper's history: what was put under its key, one after the other, and whether it is seen.
#[derive(Clone, Debug)]
struct Paper {
    versions: Vec<Volume>,
    seen: bool,
    removed: bool,
    mark: u32,
}

fn papers() -> impl Strategy<Value = Vec<Paper>> {
    let paper = (vec(volume(), 1..3), any::<bool>(), prop::bool::weighted(0.3), 0..3u32);
    let paper = paper.prop_map(|(versions, seen, removed, mark)| Paper {
        versions,
        seen,
        removed: removed && !seen,
        mark,
    });
    vec(paper, 1..40).prop_map(|mut papers| {
        for (key, paper) in (0..).zip(&mut papers) {
            paper.versions.iter_mut().for_each(|version| version.key = key);
        }
        papers
    })
}

fn leaf() -> impl Strategy<Value = String> {
    let word = || select(&WORDS[..]).prop_map(str::to_owned);
    let field = select(&["subject", "from", "to", "place", "in"][..]);
    let named = [
        "from:bone",
        "to:\"j coles\"",
        "from:jo*",
        "kind:telegram",
        "ref:\"s 82/1\"",
        "in:arms",
        "post:\"prime minister\"",
        "label:secret",
        "label:c",
        "is:unsettled",
        "82/1",
        "from:bome~1",
    ];
    let days = ["on:1982", "before:june 1982", "after:1 oct 1982", "on:3/1982..5/1982"];
    prop_oneof![
        4 => word(),
        2 => (word(), word()).prop_map(|(one, two)| format!("\"{one} {two}\"")),
        1 => word().prop_map(|word| format!("\"{word}\"")),
        1 => (word(), 2..4usize).prop_map(|(word, letters)| format!("{}*", &word[..letters.min(word.len())])),
        1 => (word(), word(), 1..6).prop_map(|(one, two, within)| format!("\"{one} {two}\"~{within}")),
        1 => (word(), word(), 1..6).prop_map(|(one, two, within)| format!("{one} NEAR/{within} {two}")),
        1 => word().prop_map(|word| format!("{word}~1")),
        1 => (field, word()).prop_map(|(field, word)| format!("{field}:{word}")),
        1 => select(named.to_vec()).prop_map(str::to_owned),
        1 => select(days.to_vec()).prop_map(str::to_owned),
    ]
}

fn query() -> impl Strategy<Value = String> {
    leaf().prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 2..5).prop_map(|parts| format!("({})", parts.join(" "))),
            vec(inner.clone(), 2..5).prop_map(|parts| format!("({})", parts.join(" OR "))),
            (inner.clone(), inner.clone()).prop_map(|(one, two)| format!("({one} -{two})")),
            inner.prop_map(|part| format!("NOT {part}")),
        ]
    })
}

/// Everything, with a commit wherever the history says so.
fn crowded(papers: &[Paper], commit_every: usize) -> Shelves {
    let shelves = Shelves::in_memory().unwrap().at_once();
    let rounds = papers.iter().map(|paper| paper.versions.len()).max().unwrap_or_default();
    let mut done = 0;
    for round in 0..rounds {
        for version in papers.iter().rev().filter_map(|paper| paper.versions.get(round)) {
            shelves.put(version).unwrap();
            done += 1;
            if done % commit_every == 0 {
                shelves.commit(done as u64).unwrap();
            }
        }
    }
    for paper in papers.iter().filter(|paper| paper.removed) {
        shelves.remove(paper.versions[0].key).unwrap();
    }
    shelves.commit(done as u64).unwrap();
    shelves
}

/// Only what is seen, as it stands at the end.
fn lonely(papers: &[Paper]) -> Shelves {
    let shelves = Shelves::in_memory().unwrap().at_once();
    for paper in papers.iter().filter(|paper| paper.seen) {
        shelves.put(paper.versions.last().unwrap()).unwrap();
    }
    shelves.commit(1).unwrap();
    shelves
}

fn marks() -> Vec<Mark> {
    let mark = |label: &str, banner: &str, settled| Mark {
        label: label.to_owned(),
        banners: vec![banner.to_owned()],
        settled,
    };
    vec![mark("S", "SECRET", true), mark("C", "COVERING SECRET", true), mark("?", "NOT SETTLED", false)]
}

fn seen(papers: &[Paper]) -> Visible {
    let seen = papers.iter().filter(|paper| paper.seen);
    Visible::marked(seen.map(|paper| (paper.versions[0].key, paper.mark)), marks())
}

fn all(papers: &[Paper]) -> Visible {
    Visible::marked(papers.iter().map(|paper| (paper.versions[0].key, paper.mark)), marks())
}

fn pages() -> [Page; 4] {
    let page = Page { offset: 0, limit: 5, order: Order::Rank, facets: true, extract_chars: 60 };
    [
        Page { offset: 2, limit: 3, ..page.clone() },
        Page { order: Order::Newest, facets: false, ..page.clone() },
        Page { order: Order::Oldest, extract_chars: 0, ..page.clone() },
        page,
    ]
}

fn bits(found: &Found) -> Vec<u32> {
    found.hits.iter().map(|hit| hit.score.to_bits()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_reader_finds_what_he_would_find_if_nothing_else_were_there(
        papers in papers(), queries in vec(query(), 24), commit_every in 2..20usize,
    ) {
        let (crowded, lonely, seen) = (crowded(&papers, commit_every), lonely(&papers), seen(&papers));
        let everything = all(&papers);
        for typed in &queries {
            let query = Query::parse(typed).unwrap();
            for page in pages() {
                let found = crowded.find(&query, &seen, &page).unwrap();
                let expected = lonely.find(&query, &seen, &page).unwrap();
                prop_assert_eq!(bits(&found), bits(&expected), "{}", typed);
                prop_assert_eq!(&found, &expected, "{}", typed);
                let unhindered = lonely.find(&query, &everything, &page).unwrap();
                prop_assert_eq!(&found, &unhindered, "{}", typed);
            }
        }
    }

    #[test]
    fn whatever_else_is_asked_is_answered_from_the_visible_alone(
        papers in papers(), queries in vec(query(), 8), commit_every in 2..20usize,
    ) {
        let (crowded, lonely, seen) = (crowded(&papers, commit_every), lonely(&papers), seen(&papers));
        for start in ["me", "ne", "go", "mi", "neg", "zz"] {
            let ask = |shelves: &Shelves| shelves.evenly(|asking| asking.suggest(start, &seen, 3)).unwrap();
            prop_assert_eq!(ask(&crowded), ask(&lonely), "{}", start);
        }
        for typed in ["madrit", "moscou talsk", "negotation", "gromyko NEAR/3 secert", "nowhere"] {
            let query = Query::parse(typed).unwrap();
            let ask = |shelves: &Shelves| shelves.evenly(|asking| asking.meant(&query, &seen)).unwrap();
            prop_assert_eq!(ask(&crowded), ask(&lonely), "{}", typed);
        }
        for paper in &papers {
            let key = paper.versions[0].key;
            let ask = |shelves: &Shelves| shelves.evenly(|asking| asking.like(key, &seen, &pages()[3])).unwrap();
            prop_assert_eq!(ask(&crowded), ask(&lonely));
            for typed in &queries {
                let query = Query::parse(typed).unwrap();
                let ask = |shelves: &Shelves| shelves.evenly(|asking| asking.hits_in(key, &query, &seen)).unwrap();
                prop_assert_eq!(ask(&crowded), ask(&lonely));
            }
        }
    }

    #[test]
    fn what_is_done_to_hidden_papers_changes_nothing(papers in papers(), queries in vec(query(), 24)) {
        let (shelves, seen) = (crowded(&papers, 5), seen(&papers));
        let page = &pages()[3];
        let ask = || queries.iter().map(|typed| shelves.find(&Query::parse(typed).unwrap(), &seen, page).unwrap());
        let before: Vec<_> = ask().collect();
        for paper in papers.iter().filter(|paper| !paper.seen) {
            let hidden = Volume { text: "secret moscow ".repeat(50), ..paper.versions[0].clone() };
            shelves.put(&hidden).unwrap();
            shelves.commit(1).unwrap();
        }
        prop_assert_eq!(&ask().collect::<Vec<_>>(), &before);
        for paper in papers.iter().filter(|paper| !paper.seen) {
            shelves.remove(paper.versions[0].key).unwrap();
        }
        shelves.commit(2).unwrap();
        prop_assert_eq!(ask().collect::<Vec<_>>(), before);
    }
}

/// Lists so unlike in length that the longer is leapt through, and so short that they are not added up in place.
#[test]
fn rare_words_with_common_ones_give_the_same_answer_too() {
    let text = |key: u64| {
        let rare = if key.is_multiple_of(97) { "gromyko" } else { "" };
        let rarer = if key.is_multiple_of(211) { "moscow" } else { "" };
        format!(
            "{rare} {rarer} {}{}",
            "madrid ".repeat(1 + key as usize % 5),
            "talks ".repeat(key as usize % 3)
        )
    };
    let papers: Vec<_> = (0..4_000)
        .map(|key| Volume { key, text: text(key), ..Volume::default() })
        .map(|version| Paper { seen: version.key % 3 > 0, versions: vec![version], removed: false, mark: 0 })
        .collect();
    let (crowded, lonely, seen) = (crowded(&papers, 900), lonely(&papers), seen(&papers));
    let page = Page { offset: 0, limit: 200, order: Order::Rank, facets: false, extract_chars: 40 };
    let ask =
        |shelves: &Shelves, typed: &str| shelves.find(&Query::parse(typed).unwrap(), &seen, &page).unwrap();
    for typed in
        ["gromyko madrid", "gromyko madrid talks", "gromyko OR moscow", "madrid -gromyko", "moscow gromyko"]
    {
        assert_eq!(ask(&crowded, typed), ask(&lonely, typed), "{typed}");
    }
    let leapt = ask(&crowded, "gromyko madrid");
    assert_eq!(
        leapt.total,
        papers.iter().filter(|paper| paper.seen && paper.versions[0].key % 97 == 0).count()
    );
    assert_eq!(
        leapt.hits,
        ask(&crowded, "(gromyko OR nowhere) madrid").hits,
        "leapt through or read to the end"
    );
}

/// The tests above would pass if scores did not depend on other papers at all. They do.
#[test]
fn scores_depend_on_the_papers_that_are_seen() {
    let shelves = Shelves::in_memory().unwrap().at_once();
    for (key, text) in [(1, "madrid talks"), (2, "madrid"), (3, "moscow and on and on")] {
        shelves.put(&Volume { key, text: text.to_owned(), ..Volume::default() }).unwrap();
    }
    shelves.commit(1).unwrap();
    let score = |visible: &[u64]| {
        let visible = Visible::from_keys(visible.iter().copied());
        shelves.find(&Query::parse("talks").unwrap(), &visible, &pages()[3]).unwrap().hits[0].score
    };
    assert!(score(&[1, 2, 3]) > score(&[1, 2]));
    assert!(score(&[1, 2]) > score(&[1]));
}
