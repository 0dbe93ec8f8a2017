//! Twelve ways in which an index of everything tells a reader of what he may not know, each with the
//! test that it does not here.
//!
//! A crowded set of shelves holds hidden papers beside the visible; a lonely one holds the visible
//! alone. What they answer must be the same to the bit.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;

use chancery_seal::Key;
use chancery_shelves::{Found, HITS_MAX, Order, Page, Query, Shelves, Visible, Volume};

fn paper(key: u64, text: &str) -> Volume {
    Volume { key, text: text.to_owned(), sender: "R B Bone".to_owned(), ..Volume::default() }
}

/// Papers with even keys are visible, 60 of them, no two quite alike.
fn visible_papers() -> Vec<Volume> {
    let text = |key: u64| {
        format!(
            "{}{}the minister spoke on {} and {}",
            "negotiation ".repeat(1 + key as usize % 5),
            "madrid ".repeat(key as usize % 4),
            ["arms", "trade", "cyprus"][key as usize % 3],
            "so on ".repeat(key as usize % 11),
        )
    };
    (0..60).map(|key| paper(key * 2, &text(key))).collect()
}

fn seen() -> Visible {
    Visible::from_keys((0..60).map(|key| key * 2))
}

fn shelves(volumes: &[Volume], commit_every: usize) -> Shelves {
    let shelves = Shelves::in_memory().unwrap().at_once();
    for (number, volume) in volumes.iter().enumerate() {
        shelves.put(volume).unwrap();
        if (number + 1).is_multiple_of(commit_every) {
            shelves.commit(number as u64).unwrap();
        }
    }
    shelves.commit(volumes.len() as u64).unwrap();
    shelves
}

fn lonely() -> Shelves {
    shelves(&visible_papers(), usize::MAX)
}

/// With as many hidden papers between, which have this text.
fn crowded(hidden: &str) -> Shelves {
    let mixed = visible_papers().into_iter().flat_map(|seen| [paper(seen.key + 1, hidden), seen]);
    shelves(&mixed.collect::<Vec<_>>(), 7)
}

fn page() -> Page {
    Page { offset: 0, limit: 10, order: Order::Rank, facets: true, extract_chars: 80 }
}

fn find(shelves: &Shelves, typed: &str) -> Found {
    shelves.find(&Query::parse(typed).unwrap(), &seen(), &page()).unwrap()
}

fn assert_same(crowded: &Shelves, lonely: &Shelves, queries: &[&str]) {
    for typed in queries {
        let (found, expected) = (find(crowded, typed), find(lonely, typed));
        assert!(expected.total > 0, "{typed} finds nothing, so it shows nothing");
        let bits = |found: &Found| found.hits.iter().map(|hit| hit.score.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&found), bits(&expected), "{typed}");
        assert_eq!(found, expected, "{typed}");
    }
}

#[test]
fn trap_1_a_phrase_and_a_beginning_are_weighed_by_the_visible_alone() {
    let queries = ["\"negotiation madrid\"", "negot* madrid", "\"minister spoke\"~3", "minister NEAR/4 arms"];
    assert_same(&crowded("negotiation madrid madrid minister spoke arms"), &lonely(), &queries);
}

#[test]
fn trap_2_no_ending_is_left_out_however_many_hidden_words_begin_so() {
    let hidden: Vec<String> = (0..500).map(|number| format!("negoa{number} madaa{number}")).collect();
    let crowded = crowded(&hidden.join(" "));
    assert_same(&crowded, &lonely(), &["negot*", "neg*", "mad*"]);
    assert_eq!(
        crowded.evenly(|asking| asking.suggest("neg", &seen(), 5)).unwrap(),
        [("negotiation".to_owned(), 60)]
    );
}

#[test]
fn trap_3_what_is_like_a_paper_and_what_is_shown_of_it_come_from_the_visible_alone() {
    let (crowded, lonely) = (crowded("cyprus cyprus trade arms arms arms"), lonely());
    for key in (0..60).map(|key| key * 2) {
        let like = |shelves: &Shelves| shelves.evenly(|asking| asking.like(key, &seen(), &page())).unwrap();
        assert!(like(&lonely).total > 0);
        assert_eq!(like(&crowded), like(&lonely), "{key}");
    }
    assert_same(&crowded, &lonely, &["cyprus OR trade", "arms -trade"]);
    assert_eq!(
        crowded.evenly(|asking| asking.like(1, &seen(), &page())).unwrap(),
        Found::default(),
        "a hidden paper is like nothing"
    );
}

#[test]
fn trap_4_a_removed_paper_counts_at_once_no_more_and_a_hidden_one_never() {
    let (crowded, lonely) = (crowded("madrid negotiation"), lonely());
    let queries = ["madrid", "madrid OR negotiation", "\"negotiation madrid\""];
    assert_same(&crowded, &lonely, &queries);
    for hidden in (0..20).map(|key| key * 2 + 1) {
        crowded.remove(hidden).unwrap();
    }
    crowded.commit(200).unwrap();
    assert_same(&crowded, &lonely, &queries);
    for shelves in [&crowded, &lonely] {
        shelves.remove(10).unwrap();
        shelves.commit(201).unwrap();
    }
    let found = find(&crowded, "madrid");
    assert_eq!(found, find(&lonely, "madrid"));
    assert_eq!(found.total, 44);
}

#[test]
fn trap_5_lengths_are_the_same_before_and_after_segments_become_one() {
    let long = "and so on and on ".repeat(300);
    let mut volumes = visible_papers();
    for volume in volumes.iter_mut().step_by(3) {
        volume.text.push_str(&long);
    }
    let once = shelves(&volumes, usize::MAX);
    // A commit a paper makes more segments than are kept, so most become one; with deletes on the way.
    let often = Shelves::in_memory().unwrap().at_once();
    for volume in &volumes {
        often.put(&paper(volume.key, &long)).unwrap();
        often.put(&paper(volume.key + 1, &long)).unwrap();
        often.commit(1).unwrap();
        often.put(volume).unwrap();
        often.remove(volume.key + 1).unwrap();
        often.commit(2).unwrap();
    }
    assert_same(
        &often,
        &once,
        &["madrid", "negotiation OR madrid OR arms", "minister madrid arms trade OR so"],
    );
}

#[test]
fn trap_6_words_like_another_are_sought_without_a_cut_off() {
    let hidden: Vec<String> = ('a'..='z').map(|letter| format!("madri{letter} {letter}adrid")).collect();
    let crowded = crowded(&hidden.join(" "));
    assert_same(&crowded, &lonely(), &["madrit~1", "negotiaton~2", "mardid~1 arms"]);
    let query = Query::parse("madrix").unwrap();
    assert_eq!(
        crowded.evenly(|asking| asking.meant(&query, &seen())).unwrap(),
        lonely().evenly(|asking| asking.meant(&query, &seen())).unwrap()
    );
    assert_eq!(
        crowded.evenly(|asking| asking.meant(&query, &seen())).unwrap().as_deref(),
        Some("madrid"),
        "as if it stood nowhere"
    );
}

#[test]
fn trap_7_a_name_that_no_visible_paper_bears_is_not_counted_not_even_as_none() {
    let hidden = Volume {
        sender: "SECRET AGENT".to_owned(),
        kind: "dossier".to_owned(),
        file: "Umbra".to_owned(),
        posts: vec!["Station".to_owned()],
        addressees: vec!["C".to_owned()],
        day: Some(-7_000),
        ..paper(1, "madrid")
    };
    let mut volumes = visible_papers();
    volumes.push(hidden);
    assert_same(&shelves(&volumes, usize::MAX), &lonely(), &["madrid OR minister"]);
}

#[test]
fn trap_8_what_is_equal_comes_by_its_key_however_the_index_came_to_be() {
    let alike: Vec<Volume> = (0..60).map(|key| paper(key * 2, "all alike")).collect();
    let backwards: Vec<Volume> =
        alike.iter().rev().flat_map(|seen| [paper(seen.key + 1, "all alike"), seen.clone()]).collect();
    let found = find(&shelves(&backwards, 11), "alike");
    assert_eq!(found.hits.iter().map(|hit| hit.key).collect::<Vec<_>>(), [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
    assert_eq!(found, find(&shelves(&alike, 13), "alike"));
}

#[test]
fn trap_9_the_best_ten_are_the_first_ten_of_all() {
    let crowded = crowded(&"negotiation madrid arms trade cyprus ".repeat(40));
    for typed in ["madrid OR arms OR trade OR cyprus OR minister OR so", "negotiation madrid", "so -arms"] {
        let query = Query::parse(typed).unwrap();
        let whole = crowded.find(&query, &seen(), &Page { limit: HITS_MAX, ..page() }).unwrap();
        assert_eq!(whole.hits.len(), whole.total);
        assert_eq!(find(&crowded, typed).hits, whole.hits[..10.min(whole.total)], "{typed}");
    }
}

/// That time does not tell either is shown by the example `pace`, since a test has no business with a clock.
#[test]
fn trap_10_a_hidden_word_and_one_that_is_nowhere_are_one_answer() {
    let crowded = crowded("umbra umbral umbrage");
    for (hidden, nowhere) in [
        ("umbra", "ombra"),
        ("umbr*", "ombr*"),
        ("madrid umbra", "madrid ombra"),
        ("\"umbra umbral\"", "\"ombra x\""),
    ] {
        assert_eq!(find(&crowded, hidden), find(&crowded, nowhere), "{hidden}");
        assert_eq!(find(&crowded, hidden).total, 0);
    }
    assert_eq!(find(&crowded, "madrid OR umbra").hits, find(&crowded, "madrid OR ombra").hits);
    assert_eq!(crowded.evenly(|asking| asking.suggest("umb", &seen(), 9)).unwrap(), []);
    let nothing =
        crowded.evenly(|asking| asking.hits_in(1, &Query::parse("umbra").unwrap(), &seen())).unwrap();
    assert_eq!(
        nothing,
        crowded.evenly(|asking| asking.hits_in(999, &Query::parse("umbra").unwrap(), &seen())).unwrap()
    );
}

#[test]
fn trap_11_no_thread_watches_the_files() {
    let dir = tempfile::tempdir().unwrap();
    let _shelves = Shelves::open(dir.path(), &Key::from_bytes([7; 32])).unwrap();
    let threads = fs::read_dir("/proc/self/task").unwrap();
    let names = threads.filter_map(|thread| fs::read_to_string(thread.unwrap().path().join("comm")).ok());
    let watching: Vec<String> = names.filter(|name| name.starts_with("thread-tantivy-")).collect();
    assert_eq!(watching, [""; 0]);
}

#[test]
fn trap_12_scores_are_whole_steps_and_do_not_depend_on_the_order_of_words() {
    let crowded = crowded("madrid minister arms");
    let hits = |typed: &str| {
        find(&crowded, typed).hits.iter().map(|h| (h.key, h.score.to_bits())).collect::<Vec<_>>()
    };
    for (one, other) in [
        ("madrid negotiation minister spoke", "spoke minister negotiation madrid"),
        ("arms OR trade OR cyprus OR madrid OR so OR on", "on OR so OR madrid OR cyprus OR trade OR arms"),
    ] {
        assert_eq!(hits(one), hits(other));
        assert!(find(&crowded, one).hits.iter().all(|hit| (hit.score * 4_096.0).fract() == 0.0));
    }
}
