//! Which label a paper gets: from what the clerk typed, what the format states, what the text says.

use chancery_label::{Label, Marking, Policies, PolicyId};

use crate::limits::{MARKING_CHARS_MAX, REASON_CHARS_MAX};

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
    /// That a clerk marks it below what it says itself, and why.
    pub lowered: Option<String>,
}

/// What may state a paper's marking, the strongest first.
#[derive(Clone, Default)]
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

/// What a paper says itself that it bears, as far as that can be read.
pub fn says(policies: &Policies, order: &[PolicyId], stated: &Stated<'_>) -> Option<Decided> {
    let historical = [PolicyId::new(HISTORICAL)];
    let note = stated.source_note.and_then(|note| in_prose(policies, note));
    let printed = note.as_deref().or(stated.line).map(|words| read_or_top(policies, &historical, words));
    let read = stated.read.iter().map(|words| read_or_top(policies, order, words));
    printed.into_iter().chain(read).filter(|said| said.settled).reduce(together)
}

/// What a clerk marks below what it says itself needs a reason, which stands with it; none where it is not below.
pub fn lowered(
    policies: &Policies,
    (given, says): (&Label, &Label),
    reason: &str,
) -> Result<Option<String>, Refused> {
    if given.dominates(says) {
        return Ok(None);
    }
    let says = policies.print(says).banner;
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    match reason.chars().count() {
        0 => Err(Refused::Invalid(format!("it says {says} itself: say why it is to bear less"))),
        1..=REASON_CHARS_MAX => {
            let given = policies.print(given).banner;
            Ok(Some(format!("marked {given} though it says {says}: {reason}")))
        }
        _ => Err(Refused::Invalid(format!("a reason has at most {REASON_CHARS_MAX} characters"))),
    }
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
    Decided {
        typed: typed.map(str::to_owned),
        label: policies.top(),
        covers: None,
        settled: false,
        lowered: None,
    }
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
        lowered: None,
    }
}

fn as_read(policies: &Policies, order: &[PolicyId], typed: &str, marking: &Marking) -> Decided {
    let first = order.iter().find_map(|id| policies.get(id)).map(|policy| marking.own_label(policy));
    // A cover that bears nothing of its own is of the lowest level of the policy that it covers under.
    let covered = marking.covers.as_ref().and_then(|label| label.components().next());
    let own = covered.and_then(|(id, _)| policies.get(id)).map(|policy| marking.own_label(policy));
    let label = own.or(first).unwrap_or_else(|| policies.top());
    let settled = !policies.is_held(&label);
    Decided { typed: Some(typed.to_owned()), label, covers: marking.covers.clone(), settled, lowered: None }
}
