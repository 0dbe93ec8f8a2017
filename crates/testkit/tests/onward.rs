//! From a paper to the next and the previous of the list that it was opened from, as its reader has that list now.
#![allow(clippy::unwrap_used)]

use chancery_registry::answers::{
    Beside, ChaseAsked, HandAsked, ListAsked, RegisterFilter, SearchAsked, Sort,
};
use chancery_registry::{BringingUp, ChaseStep, View};
use chancery_testkit::Office;
use jiff::civil::{Date, date};

/// A paper of that marking and day that speaks of tin; without a day it bears none.
fn file(office: &Office, marking: &str, day: &str, more: &str) -> String {
    let dated = if day.is_empty() { String::new() } else { format!("                    {day}\n\n") };
    let text = format!("{marking}\n\n{dated}Dear John,\n\nOf tin. {more}\n\nYours ever,\n\nJ Smith\n");
    office.file(&text).papers[0].id.clone()
}

fn register() -> ListAsked {
    ListAsked::Register(RegisterFilter::default())
}

fn search(query: &str, page: u32) -> ListAsked {
    ListAsked::Search(SearchAsked { query: query.into(), sort: Sort::Newest, page, ..SearchAsked::default() })
}

fn bring_ups() -> ListAsked {
    ListAsked::BringUps(HandAsked { all: true, page: 1 })
}

/// All papers of a list from one on, as links lead.
fn walk(view: &View, first: &str, list: &ListAsked) -> Vec<String> {
    let mut walked = vec![first.to_owned()];
    while let Some(next) = view.beside(walked.last().unwrap(), "", list).unwrap().unwrap().next {
        assert!(walked.len() < 200, "it leads round");
        walked.push(next.paper);
    }
    walked
}

/// The same, backwards.
fn walk_back(view: &View, last: &str, list: &ListAsked) -> Vec<String> {
    let mut walked = vec![last.to_owned()];
    while let Some(previous) = view.beside(&walked[0], "", list).unwrap().unwrap().previous {
        assert!(walked.len() < 200, "it leads round");
        walked.insert(0, previous.paper);
    }
    walked
}

fn shown(view: &View, pages: u32) -> Vec<String> {
    let page = |page| view.register(&RegisterFilter { page, ..RegisterFilter::default() }).unwrap().papers;
    (1..=pages).flat_map(page).map(|line| line.id).collect()
}

/// Papers of three days and of none, every third above the desk officer.
fn many(office: &Office, count: usize) -> Vec<String> {
    let day = |n: usize| ["1 October 1982", "2 October 1982", "", "1 September 1982"][n % 4];
    let marking = |n: usize| if n.is_multiple_of(3) { "TOP SECRET" } else { "CONFIDENTIAL" };
    (0..count).map(|n| file(office, marking(n), day(n), &format!("The {n}th."))).collect()
}

#[test]
fn one_goes_through_the_register_as_it_is_listed_and_back_and_each_reader_through_his_own() {
    let office = Office::uk();
    many(&office, 90);
    for who in ["coles", "desk"] {
        let view = office.as_(who);
        let listed = shown(&view, 2);
        assert_eq!(listed.len(), if who == "desk" { 60 } else { 90 });
        assert_eq!(walk(&view, &listed[0], &register()), listed, "{who}");
        assert_eq!(walk_back(&view, listed.last().unwrap(), &register()), listed, "{who}");
        // The way back leads to the page on which it stands.
        for (at, page) in [(0, 1), (49, 1), (50, 2)] {
            let Beside { page: own, next, .. } = view.beside(&listed[at], "", &register()).unwrap().unwrap();
            assert_eq!((own, next.unwrap().page), (page, if at == 49 { 2 } else { page }));
        }
    }
}

#[test]
fn a_narrowed_register_leads_on_from_a_paper_that_has_just_left_it() {
    let office = Office::uk();
    let unsettled: Vec<String> =
        ["1 October 1982", "2 October 1982", "3 October 1982"].map(|day| file(&office, "", day, "")).into();
    let list = ListAsked::Register(RegisterFilter { marking: "X".into(), ..RegisterFilter::default() });
    let clerk = office.as_("clerk");
    let beside = |paper: &str| {
        let beside = office.as_("clerk").beside(paper, "", &list).unwrap().unwrap();
        (beside.previous.map(|one| one.paper), beside.next.map(|one| one.paper))
    };
    let around = (Some(unsettled[2].clone()), Some(unsettled[0].clone()));
    assert_eq!(beside(&unsettled[1]), around);
    clerk.settle(&unsettled[1], "CONFIDENTIAL").unwrap();
    assert_eq!(beside(&unsettled[1]), around);
    assert_eq!(beside(&unsettled[0]), (Some(unsettled[2].clone()), None));
}

#[test]
fn one_goes_through_what_a_search_found_over_the_edges_of_its_pages() {
    let office = Office::uk();
    many(&office, 48);
    let view = office.as_("desk");
    let found = |page| {
        let asked = SearchAsked { query: "tin".into(), sort: Sort::Newest, page, ..SearchAsked::default() };
        view.search(&asked).unwrap().found.hits.into_iter().map(|hit| hit.paper.id).collect::<Vec<_>>()
    };
    let (first, second) = (found(1), found(2));
    assert_eq!((first.len(), second.len()), (20, 12));
    assert_eq!(
        walk(&view, &first[0], &search("tin", 1))[..21],
        [first.clone(), vec![second[0].clone()]].concat()
    );
    assert_eq!(walk(&view, &second[0], &search("tin", 2)), second);
    let edge = view.beside(&second[0], "", &search("tin", 2)).unwrap().unwrap();
    let previous = edge.previous.unwrap();
    assert_eq!((edge.page, previous.page, &previous.paper), (2, 1, &first[19]));
    // What is not there, and what is asked wrongly, is no list.
    for list in [search("tin", 2), search("herring", 1), search("\"", 1), search("", 1), search("tin", 900)] {
        assert_eq!(view.beside(&first[0], "", &list).unwrap(), None);
    }
}

#[test]
fn papers_like_one_are_gone_through_too() {
    let office = Office::uk();
    let papers = many(&office, 8);
    let view = office.as_("coles");
    let asked = SearchAsked { like: papers[1].clone(), ..SearchAsked::default() };
    let like: Vec<String> =
        view.search(&asked).unwrap().found.hits.into_iter().map(|hit| hit.paper.id).collect();
    assert!(like.len() > 2);
    assert_eq!(walk(&view, &like[0], &ListAsked::Search(asked)), like);
    let hidden = SearchAsked { like: papers[0].clone(), ..SearchAsked::default() };
    assert_eq!(office.as_("desk").beside(&papers[1], "", &ListAsked::Search(hidden)).unwrap(), None);
}

fn up(office: &Office, paper: &str, on: Date) {
    let wanted = BringingUp { before: String::new(), on, reason: "again".into() };
    office.as_("coles").bring_up(paper, &wanted).unwrap();
}

#[test]
fn bring_ups_are_gone_through_by_day_and_on_from_what_was_put_away() {
    let office = Office::uk();
    let papers = many(&office, 4);
    for (paper, day) in [(1, 20), (2, 18), (3, 19), (2, 25), (0, 26)] {
        up(&office, &papers[paper], date(1982, 10, day));
    }
    let view = || office.as_("coles");
    let of = |order: &[usize]| order.iter().map(|at| papers[*at].clone()).collect::<Vec<_>>();
    // Of one that comes up twice the first line stands for both.
    assert_eq!(walk(&view(), &papers[2], &bring_ups()), of(&[2, 3, 1, 0]));
    assert_eq!(walk_back(&view(), &papers[0], &bring_ups()), of(&[2, 3, 1, 0]));
    let key = view().paper(&papers[3]).unwrap().in_hand.bring_ups[0].key.clone();
    view().put_away(&papers[3], &key).unwrap();
    assert_eq!(walk(&view(), &papers[3], &bring_ups()), of(&[3, 1, 0]));
    // The last is above him, and he is led past it.
    assert_eq!(walk(&office.as_("desk"), &papers[2], &bring_ups()), of(&[2, 1]));
    let own = ListAsked::BringUps(HandAsked { all: false, page: 1 });
    assert_eq!(office.as_("desk").beside(&papers[2], "", &own).unwrap(), None);
}

#[test]
fn the_chase_list_is_gone_through_by_undertaking_and_by_paper() {
    let office = Office::uk();
    let promise = |day: u32| {
        format!(
            "Mr Smith agreed to send the herring figures by {day} November. Mr Jones promised to write to Oslo."
        )
    };
    let one = file(&office, "CONFIDENTIAL", "1 October 1982", &promise(10));
    let above = file(&office, "TOP SECRET", "1 October 1982", &promise(11));
    let other = file(&office, "CONFIDENTIAL", "1 October 1982", &promise(12));
    let (asked, view) = (ChaseAsked::default(), office.as_("desk"));
    let list = ListAsked::Undertakings(asked.clone());
    let lines: Vec<(String, String)> =
        view.undertakings(&asked).unwrap().lines.into_iter().map(|line| (line.paper, line.key)).collect();
    assert_eq!(lines.len(), 4);
    let mut walked = vec![lines[0].clone()];
    while let Some(next) =
        walked.last().map(|(paper, key)| view.beside(paper, key, &list).unwrap().unwrap().next).unwrap()
    {
        walked.push((next.paper, next.key));
    }
    assert_eq!(walked, lines);
    // Each paper once, by its first line.
    assert_eq!(walk(&view, &one, &list), [one.clone(), other.clone()]);
    assert_eq!(walk_back(&view, &other, &list), [one.clone(), other]);
    assert_eq!(walk(&office.as_("coles"), &one, &list)[1], above);
    // What is closed stands in it no more.
    let (paper, key) = &lines[0];
    view.move_undertaking(paper, key, &ChaseStep::Lapse { reason: String::new() }).unwrap();
    assert_eq!(office.as_("desk").beside(paper, key, &list).unwrap(), None);
}

#[test]
fn what_stands_beside_it_is_not_entered_as_listed_and_a_paper_above_has_no_neighbours() {
    let office = Office::uk();
    let papers = many(&office, 4);
    let size = || office.as_("keeper").ledger().unwrap().size;
    let before = size();
    office.as_("desk").beside(&papers[1], "", &register()).unwrap();
    office.as_("desk").beside(&papers[1], "", &search("tin", 1)).unwrap();
    assert_eq!(size(), before);
    assert!(office.as_("desk").beside(&papers[0], "", &register()).is_err());
}
