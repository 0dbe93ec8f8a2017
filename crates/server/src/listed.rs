//! The list that a paper was opened from, as the paper's address says it: `in` is its name, the rest what it was
//! narrowed by. Nothing is remembered, and a list that is not known is none.

use crate::desk::Look;
use crate::pages::Onward;
use crate::request::{Values, page_number, value};
use crate::url;
use axum::extract::Query;
use axum::http::Uri;
use chancery_registry::Refused;
use chancery_registry::answers::{Beside, HandAsked, ListAsked, SearchAsked, Sort};
use serde::Serialize;

/// The field of a form that bears the list, as a query.
pub(crate) const FIELD: &str = "in-list";

/// A page, and what stands beside what it shows in the list from which it was opened.
#[derive(Serialize)]
pub(crate) struct Listed<T> {
    #[serde(flatten)]
    pub page: T,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside: Option<Beside>,
}

impl<T> Listed<T> {
    /// A page of a paper, or of what is known in it by a key, looked up in the list.
    pub(crate) fn of(
        look: &dyn Look,
        page: T,
        (paper, key): (&str, &str),
        list: Option<&ListAsked>,
    ) -> Result<Self, Refused> {
        let beside = list.map(|list| look.beside(paper, key, list)).transpose()?.flatten();
        Ok(Self { page, beside })
    }

    /// The way on from it.
    pub(crate) fn way(&self, list: Option<ListAsked>) -> Option<Onward> {
        list.map(|list| Onward { list, beside: self.beside.clone() })
    }
}

/// The list that a query names.
pub(crate) fn list(query: &Values) -> Option<ListAsked> {
    match value(query, "in") {
        "register" => Some(ListAsked::Register(crate::reads::filter_of(query))),
        "search" => Some(ListAsked::Search(sought(query))),
        "undertakings" => Some(ListAsked::Undertakings(crate::chase::asked_for(query))),
        "bring-ups" => Some(ListAsked::BringUps(in_hand(query))),
        _ => None,
    }
}

/// The list that a form bears.
pub(crate) fn list_of_form(values: &Values) -> Option<ListAsked> {
    let query: Uri = format!("/?{}", value(values, FIELD)).parse().ok()?;
    let Query(query) = Query::<Values>::try_from_uri(&query).ok()?;
    list(&query)
}

pub(crate) fn sought(query: &Values) -> SearchAsked {
    SearchAsked {
        query: value(query, "q").to_owned(),
        saved: value(query, "saved").to_owned(),
        like: value(query, "like").to_owned(),
        sort: Sort::from_word(value(query, "sort")).unwrap_or_default(),
        page: page_number(query),
    }
}

pub(crate) fn in_hand(query: &Values) -> HandAsked {
    HandAsked { all: value(query, "whose") == "all", page: page_number(query) }
}

/// An address within a list, with what else its query says.
pub(crate) fn within(path: &str, list: Option<&ListAsked>, more: &[(&str, &str)]) -> String {
    let listed = list.map(|list| crate::pages::in_list(list, None)).unwrap_or_default();
    let listed = listed.iter().map(|(name, value)| (*name, value.as_str()));
    url::with_query(path, &more.iter().copied().chain(listed).collect::<Vec<_>>())
}
