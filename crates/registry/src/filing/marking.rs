//! Which label a paper gets: from what the clerk typed, what the format states, what the text says.

use chancery_label::{Label, Marking, Policies, PolicyId};

use crate::limits::MARKING_CHARS_MAX;
use crate::refused::Refused;

/// The marking of a paper, settled or not.
pub struct Decided {
    /// As typed, where there was one.
    pub typed: Option<String>,
    /// Its own label.
    pub label: Label,
    /// What it says that it covers: its enclosures must bear that.
    pub covers: Option<Label>,
    /// The marking was read.
    pub settled: bool,
}

/// What may state a paper's marking, the strongest first.
#[derive(Default)]
pub struct Stated<'a> {
    /// What the clerk typed.
    pub clerk: Option<&'a str>,
    /// The editors' note on where a printed paper was found.
    pub source_note: Option<&'a str>,
    /// A line of markings above a telegram.
    pub line: Option<&'a str>,
    /// Every marking that the reading found, from the paper's first page to its last.
    pub read: Vec<&'a str>,
}

/// The policy under which printed American papers are marked.
const HISTORICAL: &str = "us-historical";
/// Decides. What the clerk typed must read; anything else that does not is held at the top.
pub fn decide(policies: &Policies, order: &[PolicyId], stated: &Stated<'_>) -> Result<Decided, Refused> {
    if let Some(typed) = stated.clerk {
        return by_clerk(policies, order, typed);
    }
    let historical = [PolicyId::new(HISTORICAL)];
    if let Some(words) = stated.source_note.and_then(|note| in_prose(policies, note)) {
        return Ok(read_or_top(policies, &historical, &words));
    }
    if let Some(line) = stated.line {
        return Ok(read_or_top(policies, &historical, line));
    }
    let all = stated.read.iter().map(|words| read_or_top(policies, order, words));
    Ok(all.reduce(together).unwrap_or_else(|| unread(policies, None)))
}

fn by_clerk(policies: &Policies, order: &[PolicyId], typed: &str) -> Result<Decided, Refused> {
    if typed.chars().count() > MARKING_CHARS_MAX {
        return Err(Refused::Invalid(format!("a marking has at most {MARKING_CHARS_MAX} characters")));
    }
    let marking = policies.parse(order, typed);
    let marking = marking.map_err(|fault| Refused::Invalid(format!("the marking `{typed}`: {fault}")))?;
    Ok(as_read(policies, order, typed, &marking))
}

fn in_prose(policies: &Policies, note: &str) -> Option<String> {
    let policy = policies.get(&PolicyId::new(HISTORICAL))?;
    policy.find_in_prose(note).and_then(|place| note.get(place)).map(str::to_owned)
}

fn read_or_top(policies: &Policies, order: &[PolicyId], typed: &str) -> Decided {
    match policies.parse(order, typed) {
        Ok(marking) => as_read(policies, order, typed, &marking),
        Err(_) => unread(policies, Some(typed)),
    }
}

fn unread(policies: &Policies, typed: Option<&str>) -> Decided {
    Decided { typed: typed.map(str::to_owned), label: policies.top(), covers: None, settled: false }
}

/// A page that says more than the first raises the whole; one that does not read leaves it unsettled.
fn together(one: Decided, other: Decided) -> Decided {
    let covers = match (one.covers, other.covers) {
        (Some(one), Some(other)) => Some(one.join(&other)),
        (one, other) => one.or(other),
    };
    Decided {
        typed: one.typed.or(other.typed),
        label: one.label.join(&other.label),
        covers,
        settled: one.settled && other.settled,
    }
}

fn as_read(policies: &Policies, order: &[PolicyId], typed: &str, marking: &Marking) -> Decided {
    let first = order.iter().find_map(|id| policies.get(id)).map(|policy| marking.own_label(policy));
    // A cover that bears nothing of its own is of the lowest level of the policy that it covers under.
    let covered = marking.covers.as_ref().and_then(|label| label.components().next());
    let own = covered.and_then(|(id, _)| policies.get(id)).map(|policy| marking.own_label(policy));
    let label = own.or(first).unwrap_or_else(|| policies.top());
    let settled = !policies.is_held(&label);
    Decided { typed: Some(typed.to_owned()), label, covers: marking.covers.clone(), settled }
}
