//! From a paper on to the next of the list that it was opened from, and back to its place there.

use super::shell::Frame;
use crate::url;
use chancery_registry::answers::{
    Beside, ChaseAsked, ListAsked, Neighbour, RegisterFilter, SearchAsked, Sort,
};
use maud::{Markup, html};

/// What a list is narrowed by, as its address says it.
pub(crate) type Pairs = Vec<(&'static str, String)>;

/// A list, and what stands in it beside what the page shows.
#[derive(Clone, Debug)]
pub struct Onward {
    /// The list.
    pub list: ListAsked,
    /// None where it does not stand there any more.
    pub beside: Option<Beside>,
}

/// How a paper's address says which list it was opened from, on that page of it or on the one that was asked for.
pub(crate) fn in_list(list: &ListAsked, page: Option<u32>) -> Pairs {
    let name = match list {
        ListAsked::Register(_) => "register",
        ListAsked::Search(_) => "search",
        ListAsked::Undertakings(_) => "undertakings",
        ListAsked::BringUps(_) => "bring-ups",
    };
    let mut pairs = vec![("in", name.to_owned())];
    pairs.extend(narrowed(list, page));
    pairs
}

fn narrowed(list: &ListAsked, page: Option<u32>) -> Pairs {
    let (mut pairs, at): (Pairs, u32) = match list {
        ListAsked::Register(filter) => (of_register(filter), filter.page),
        ListAsked::Search(asked) => (of_search(asked), asked.page),
        ListAsked::Undertakings(asked) => (of_chase_list(asked), asked.page),
        ListAsked::BringUps(asked) => {
            (vec![("whose", if asked.all { "all".into() } else { String::new() })], asked.page)
        }
    };
    let page = page.unwrap_or(at);
    pairs.push(("page", if page > 1 { page.to_string() } else { String::new() }));
    pairs
}

fn of_register(filter: &RegisterFilter) -> Pairs {
    let pairs = super::register::pairs(filter).into_iter();
    pairs.map(|(name, value)| (name, value.to_owned())).collect()
}

fn of_search(asked: &SearchAsked) -> Pairs {
    let sort = if asked.sort == Sort::default() { "" } else { asked.sort.word() };
    let pairs = [("q", asked.query.as_str()), ("like", &asked.like), ("sort", sort)];
    pairs.map(|(name, value)| (name, value.to_owned())).into()
}

fn of_chase_list(asked: &ChaseAsked) -> Pairs {
    let pairs = super::undertakings::query(asked, "").into_iter().filter(|(name, _)| *name != "page");
    pairs.map(|(name, value)| (name, value.to_owned())).collect()
}

fn address(path: &str, pairs: &Pairs) -> String {
    url::with_query(path, &pairs.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>())
}

/// The address of a paper as one of a list.
pub(super) fn paper_in(list: &ListAsked, paper: &str) -> String {
    address(&format!("/paper/{}", url::encode(paper)), &in_list(list, None))
}

/// The address of an undertaking as one of the chase list.
pub(super) fn undertaking_in(list: &ListAsked, paper: &str, key: &str) -> String {
    address(&format!("/undertaking/{}/{}", url::encode(paper), url::encode(key)), &in_list(list, None))
}

/// The place of a paper in a list, to which its page leads back.
pub(super) fn place(paper: &str) -> String {
    format!("at-{paper}")
}

/// The place of an undertaking in the chase list.
pub(super) fn place_of(paper: &str, key: &str) -> String {
    format!("at-{paper}-{key}")
}

/// The list as a query, for forms after which one is still in it.
pub(super) fn as_query(list: &ListAsked) -> String {
    address("", &in_list(list, None)).trim_start_matches('?').to_owned()
}

/// A frame whose forms keep the reader in the list.
pub(super) fn within<'f>(frame: &Frame<'f>, list: &'f str) -> Frame<'f> {
    Frame { list, ..*frame }
}

impl Onward {
    fn to(&self, neighbour: &Neighbour) -> String {
        let path = match neighbour.key.as_str() {
            "" => format!("/paper/{}", url::encode(&neighbour.paper)),
            key => format!("/undertaking/{}/{}", url::encode(&neighbour.paper), url::encode(key)),
        };
        address(&path, &in_list(&self.list, Some(neighbour.page)))
    }

    fn back(&self, place: &str) -> String {
        let path = match &self.list {
            ListAsked::Register(_) => "/register",
            ListAsked::Search(_) => "/search",
            ListAsked::Undertakings(_) => "/undertakings",
            ListAsked::BringUps(_) => "/bring-ups",
        };
        let there = self.beside.as_ref().map(|beside| beside.page);
        format!("{}#{place}", address(path, &narrowed(&self.list, there)))
    }

    fn links(&self, place: &str) -> Markup {
        let (previous, next) = self
            .beside
            .as_ref()
            .map_or((None, None), |beside| (beside.previous.as_ref(), beside.next.as_ref()));
        html! {
            @if let Some(previous) = previous { a rel="prev" href=(self.to(previous)) { (say!("Previous")) } }
            @if let Some(next) = next { a rel="next" href=(self.to(next)) { (say!("Next")) } }
            a data-up href=(self.back(place)) { (self.name()) }
        }
    }

    fn name(&self) -> &'static str {
        match &self.list {
            ListAsked::Register(_) => say!("Back to the register"),
            ListAsked::Search(asked) if asked.like.is_empty() => say!("Back to the search"),
            ListAsked::Search(_) => say!("Back to the papers like it"),
            ListAsked::Undertakings(_) => say!("Back to the chase list"),
            ListAsked::BringUps(_) => say!("Back to the bring-ups"),
        }
    }
}

/// The way on, at the head of a page, and back to that place.
pub(super) fn onward(way: Option<&Onward>, place: &str) -> Markup {
    html! { @if let Some(way) = way { nav class="onward" aria-label=(say!("In the list")) { (way.links(place)) } } }
}

/// The same at its end.
pub(super) fn onward_again(way: Option<&Onward>, place: &str) -> Markup {
    html! { @if let Some(way) = way { div class="onward" { (way.links(place)) } } }
}
