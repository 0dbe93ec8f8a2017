//! `chancery find`.

use chancery_registry::answers::Sort;
use clap::Args as ClapArgs;

use super::worded::one_of;

/// `chancery find`.
#[derive(ClapArgs, Debug)]
pub struct FindArgs {
    /// Words, "a phrase", -not, OR, NEAR/5, begin*, other~1, from:, to:, subject:, in:, kind:, label:,
    /// before:, after:, on:1970..1972; a query with a -not goes into quotes as one argument
    pub query: Vec<String>,
    /// Page of twenty
    #[arg(long, default_value_t = 1)]
    pub page: u32,
    /// The order
    #[arg(long, default_value = "relevance", value_parser = one_of!(Sort))]
    pub sort: Sort,
    /// A search that is kept, in the place of a query; without a name, lists those that are kept
    #[arg(long, num_args = 0..=1, default_missing_value = "", conflicts_with = "query")]
    pub saved: Option<String>,
    /// Papers like this one, by its reference number or id, in the place of a query
    #[arg(long, conflicts_with_all = ["query", "saved"])]
    pub like: Option<String>,
    /// Keep the query under this name
    #[arg(long, requires = "query", conflicts_with = "saved")]
    pub save: Option<String>,
    /// The search that is kept tells of papers that come after it was looked at
    #[arg(long, requires = "save")]
    pub standing: bool,
    /// Give up the search that is kept under this name
    #[arg(long, conflicts_with_all = ["query", "saved", "save", "like"])]
    pub forget: Option<String>,
}
