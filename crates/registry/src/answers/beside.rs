//! What stands beside a paper in the list that it was opened from.

use serde::Serialize;

use super::{ChaseAsked, HandAsked, RegisterFilter, SearchAsked};

/// A list from which papers are opened one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListAsked {
    /// The register.
    Register(RegisterFilter),
    /// A search; a file is one.
    Search(SearchAsked),
    /// The chase list.
    Undertakings(ChaseAsked),
    /// Papers that come up again.
    BringUps(HandAsked),
}

/// A neighbour in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Neighbour {
    /// Id of the paper.
    pub paper: String,
    /// In the chase list: by what the undertaking is known in it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// The page of the list on which it stands.
    pub page: u32,
}

/// What stands before and behind a paper in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Beside {
    /// What stands before it.
    pub previous: Option<Neighbour>,
    /// What stands behind it.
    pub next: Option<Neighbour>,
    /// The page of the list on which it stands itself.
    pub page: u32,
}
