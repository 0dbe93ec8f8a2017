//! Posts: who held them, and who acts in them.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::PostLine;

/// A post, with who held it and who acts in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PostPage {
    /// The post.
    pub post: PostLine,
    /// Who held it, the last first.
    pub holdings: Vec<HoldingLine>,
    /// Who acts in it, acted in it, or will; the last named first.
    pub deputies: Vec<DeputyLine>,
    /// The reader may say who acts in it: he holds it, or keeps the registry.
    pub may_name: bool,
    /// Handles and names of those who can act in it, or hold it next.
    pub people: Vec<(String, String)>,
    /// The reader keeps the registry: he says who holds it.
    pub may_fill: bool,
}

/// That a person held a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HoldingLine {
    /// His name.
    pub person: String,
    /// Since when, as it was entered.
    pub since: Timestamp,
    /// Until when; none where he holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// That a person acts in a post for its holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeputyLine {
    /// His handle.
    pub handle: String,
    /// His name.
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Who named him.
    pub by: String,
    /// He acts in it today.
    pub now: bool,
    /// It was ended before its last day.
    pub ended: bool,
}
