//! What can be found, and what is shown of it: the reader's manual of search.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chancery_shelves::{
    Found, HITS_MAX, Order, Page, Query, Shelves, ShelvesError, TEXT_BYTES_MAX, Visible, Volume,
};

fn letter(key: u64, day: i32, subject: &str, text: &str) -> Volume {
    let (subject, text) = (subject.to_owned(), text.to_owned());
    Volume { key, subject, text, day: Some(day), kind: "letter".to_owned(), ..Volume::default() }
}

/// Four papers of October 1982.
fn office() -> Shelves {
    let shelves = Shelves::in_memory().unwrap().at_once();
    let bone = Volume {
        from: "R B Bone".to_owned(),
        to: "A J Coles".to_owned(),
        reference: vec!["S 82/14".to_owned(), "RS 014/1".to_owned()],
        place: "Foreign and Commonwealth Office".to_owned(),
        ..letter(
            1,
            4_669,
            "Shultz and Gromyko",
            "I enclose a message from Mr Shultz about his talks with Gromyko.",
        )
    };
    let telegram = Volume {
        kind: "Telegram".to_owned(),
        from: "Sir Oliver Wright".to_owned(),
        place: "Washington".to_owned(),
        ..letter(2, 4_668, "Madrid", "The negotiators get together before the Madrid meeting resumes.")
    };
    let minute = Volume {
        kind: "minute".to_owned(),
        from: "R B Bone".to_owned(),
        ..letter(3, 4_700, "", "Negotiations in Madrid: the meeting Gromyko proposed is in Moscow.")
    };
    let undated = Volume { day: None, ..letter(4, 0, "Café at Orléans", "Lunch. No talk of the talks.") };
    for volume in [bone, telegram, minute, undated] {
        shelves.put(&volume).unwrap();
    }
    shelves.commit(4).unwrap();
    shelves
}

fn page() -> Page {
    Page { offset: 0, limit: 10, order: Order::Rank, facets: false, extract_chars: 0 }
}

fn find(shelves: &Shelves, typed: &str, visible: &Visible, page: &Page) -> Found {
    shelves.find(&Query::parse(typed).unwrap(), visible, page).unwrap()
}

/// The keys of what is found, in the order of the keys.
fn keys(typed: &str) -> Vec<u64> {
    let found = find(&office(), typed, &Visible::from_keys(1..=4), &page());
    let mut keys: Vec<_> = found.hits.iter().map(|hit| hit.key).collect();
    assert_eq!(found.total, keys.len());
    keys.sort_unstable();
    keys
}

#[test]
fn words_find_their_other_endings_and_all_must_stand_in_the_paper() {
    assert_eq!(keys("negotiation"), [2, 3]);
    assert_eq!(keys("talk"), [1, 4]);
    assert_eq!(keys("madrid meetings"), [2, 3]);
    assert_eq!(keys("madrid gromyko"), [3]);
    assert_eq!(keys("cafe orleans"), [4]);
    assert_eq!(keys("nowhere"), [0; 0]);
}

#[test]
fn bare_words_are_sought_in_the_particulars_too() {
    assert_eq!(keys("wright"), [2]);
    assert_eq!(keys("bone shultz"), [1]);
    assert_eq!(keys("82/14"), [1]);
    assert_eq!(keys("\"S 82/14\""), [1]);
}

#[test]
fn a_phrase_is_found_as_written() {
    assert_eq!(keys("\"madrid meeting\""), [2]);
    assert_eq!(keys("\"meeting Madrid\""), [0; 0]);
    assert_eq!(keys("\"talk\""), [4]);
}

#[test]
fn a_phrase_does_not_run_from_one_part_of_a_paper_into_another() {
    assert_eq!(keys("\"gromyko i enclose\""), [0; 0]);
    assert_eq!(keys("\"gromyko r b bone\""), [0; 0]);
}

#[test]
fn words_can_be_left_out_or_joined_by_or() {
    assert_eq!(keys("madrid -washington"), [3]);
    assert_eq!(keys("-madrid"), [1, 4]);
    assert_eq!(keys("washington OR lunch"), [2, 4]);
    assert_eq!(keys("(washington OR lunch) -telegram -kind:telegram"), [4]);
    assert_eq!(keys("gromyko OR -madrid"), [1, 3, 4]);
}

#[test]
fn fields_narrow_a_search() {
    assert_eq!(keys("subject:madrid"), [2]);
    assert_eq!(keys("from:bone"), [1, 3]);
    assert_eq!(keys("from:\"r b bone\" to:coles"), [1]);
    assert_eq!(keys("kind:telegram"), [2]);
    assert_eq!(keys("place:wash*"), [2]);
    assert_eq!(keys("ref:\"s 82/14\""), [1]);
    assert_eq!(keys("ref:82/14"), [1]);
    assert_eq!(keys("ref:82/1"), [0; 0]);
}

#[test]
fn days_narrow_a_search_and_a_paper_without_a_day_is_in_no_stretch() {
    assert_eq!(keys("date:1982-10-14"), [1]);
    assert_eq!(keys("date:1982-10"), [1, 2]);
    assert_eq!(keys("date:1982-10-14..1982-12"), [1, 3]);
    assert_eq!(keys("before:1982-10-14"), [2]);
    assert_eq!(keys("after:1982-10"), [3]);
    assert_eq!(keys("-year:1982"), [4]);
}

#[test]
fn a_beginning_finds_every_ending() {
    assert_eq!(keys("negotiat*"), [2, 3]);
    assert_eq!(keys("gro* -mosc*"), [1]);
}

#[test]
fn what_is_not_visible_is_neither_found_nor_counted() {
    let shelves = office();
    let page = Page { facets: true, extract_chars: 100, ..page() };
    let found = find(&shelves, "madrid OR gromyko OR kind:telegram", &Visible::from_keys([3, 9]), &page);
    assert_eq!(found.total, 1);
    assert_eq!(found.hits[0].key, 3);
    assert_eq!(found.facets.kind, [("minute".to_owned(), 1)]);
    assert_eq!(find(&shelves, "-nothing", &Visible::from_keys([]), &page), Found::default());
}

#[test]
fn hits_come_by_worth_or_by_day_and_page_by_page() {
    let shelves = office();
    let all = Visible::from_keys(0..10);
    let order = |order, offset, limit| {
        let page = Page { offset, limit, order, ..page() };
        find(&shelves, "-nowhere", &all, &page).hits.iter().map(|hit| hit.key).collect::<Vec<_>>()
    };
    assert_eq!(order(Order::Rank, 0, 10), [1, 2, 3, 4]);
    assert_eq!(order(Order::Newest, 0, 10), [3, 1, 2, 4]);
    assert_eq!(order(Order::Oldest, 0, 10), [2, 1, 3, 4]);
    assert_eq!(order(Order::Oldest, 1, 2), [1, 3]);
    assert_eq!(order(Order::Oldest, 4, 2), [0; 0]);
    assert_eq!(order(Order::Oldest, usize::MAX, usize::MAX), [0; 0]);
}

#[test]
fn a_word_in_the_subject_and_a_rare_word_are_worth_more() {
    let shelves = Shelves::in_memory().unwrap().at_once();
    shelves.put(&letter(1, 0, "Talks", "We met in Madrid today and all agreed.")).unwrap();
    shelves.put(&letter(2, 0, "Madrid", "We met for talks today and all agreed.")).unwrap();
    shelves.put(&letter(3, 0, "Talks", "We met for a further hour and all agreed.")).unwrap();
    shelves.commit(1).unwrap();
    let found = find(&shelves, "madrid OR talks", &Visible::from_keys(1..=3), &page());
    assert_eq!(found.hits.iter().map(|hit| hit.key).collect::<Vec<_>>(), [2, 1, 3]);
    for hit in found.hits {
        assert_eq!((hit.score * 4_096.0).fract(), 0.0);
    }
}

#[test]
fn counts_are_by_kind_year_and_sender() {
    let page = Page { facets: true, limit: 0, ..page() };
    let found = find(&office(), "-nowhere", &Visible::from_keys(1..=4), &page);
    let counts =
        |names: &[(&str, usize)]| names.iter().map(|&(name, n)| (name.to_owned(), n)).collect::<Vec<_>>();
    assert_eq!((found.total, found.hits.len()), (4, 0));
    assert_eq!(found.facets.kind, counts(&[("letter", 2), ("Telegram", 1), ("minute", 1)]));
    assert_eq!(found.facets.year, [(1982, 3)]);
    assert_eq!(found.facets.from, counts(&[("R B Bone", 2), ("Sir Oliver Wright", 1)]));
}

#[test]
fn an_extract_shows_the_words_about_the_match() {
    let page = Page { extract_chars: 40, ..page() };
    let found = find(&office(), "madrid meeting -moscow", &Visible::from_keys(1..=4), &page);
    let extract = &found.hits[0].extract;
    assert_eq!(extract.text, "…before the Madrid meeting resumes.");
    let marked: Vec<_> = extract.marks.iter().map(|mark| &extract.text[mark.clone()]).collect();
    assert_eq!(marked, ["Madrid", "meeting"]);
}

#[test]
fn a_paper_put_again_replaces_the_first_and_one_removed_is_gone() {
    let shelves = office();
    shelves.put(&letter(2, 0, "", "Quite another text.")).unwrap();
    shelves.remove(3).unwrap();
    let all = Visible::from_keys(1..=4);
    assert_eq!(find(&shelves, "madrid", &all, &page()).total, 2, "before the commit nothing changes");
    shelves.commit(9).unwrap();
    assert_eq!(find(&shelves, "madrid", &all, &page()).total, 0);
    assert_eq!(find(&shelves, "another", &all, &page()).hits[0].key, 2);
    assert_eq!(shelves.applied(), 9);
}

#[test]
fn of_a_paper_put_twice_before_a_commit_the_last_counts() {
    let shelves = Shelves::in_memory().unwrap().at_once();
    shelves.put(&letter(7, 0, "", "first")).unwrap();
    shelves.put(&letter(7, 0, "", "second")).unwrap();
    shelves.commit(1).unwrap();
    let one = Visible::from_keys([7]);
    assert_eq!(find(&shelves, "first", &one, &page()).total, 0);
    assert_eq!(find(&shelves, "second", &one, &page()).total, 1);
}

#[test]
fn a_page_has_a_limit() {
    let shelves = Shelves::in_memory().unwrap().at_once();
    for key in 0..=HITS_MAX as u64 {
        shelves.put(&letter(key, 0, "", "alike")).unwrap();
    }
    shelves.commit(1).unwrap();
    let page = Page { limit: HITS_MAX + 1, ..page() };
    let found = find(&shelves, "alike", &Visible::from_keys(0..1_000), &page);
    assert_eq!((found.total, found.hits.len()), (HITS_MAX + 1, HITS_MAX));
}

#[test]
fn a_text_beyond_the_limit_is_refused_and_the_rest_goes_on() {
    let shelves = Shelves::in_memory().unwrap().at_once();
    shelves.put(&letter(1, 0, "", "short")).unwrap();
    let refused = shelves.put(&letter(2, 0, "", &" ".repeat(TEXT_BYTES_MAX + 1)));
    assert!(matches!(refused, Err(ShelvesError::TooLong { part: "text", .. })));
    shelves.commit(1).unwrap();
    assert_eq!(find(&shelves, "short", &Visible::from_keys([1]), &page()).total, 1);
}

#[test]
fn many_small_commits_leave_everything_findable() {
    let shelves = Shelves::in_memory().unwrap().at_once();
    let all = Visible::from_keys(0..100);
    for key in 0..40 {
        shelves.put(&letter(key, 0, "", "alike")).unwrap();
        shelves.commit(key + 1).unwrap();
        assert_eq!(find(&shelves, "alike", &all, &page()).total as u64, key + 1);
    }
}

#[test]
fn shelves_and_sets_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>(_: &T) {}
    shared(&office());
    shared(&Visible::from_keys([1]));
}
