//! Which label a paper gets: from what the clerk typed, what the format states, what the text says.

use chancery_label::{Label, Marking, Policies, PolicyId};

use crate::refused::Refused;

/// The marking of a paper, settled or not.
pub struct Decided {
    /// As typed, where there was one.
    pub typed: Option<String>,
    /// Its own label.
    pub label: Label,
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
    /// What the reading found.
    pub read: Option<&'a str>,
}

/// The policy under which printed American papers are marked.
const HISTORICAL: &str = "us-historical";

/// Decides. What the clerk typed must read; anything else that does not is held at the top.
pub fn decide(policies: &Policies, order: &[PolicyId], stated: &Stated<'_>) -> Result<Decided, Refused> {
    if let Some(typed) = stated.clerk {
        let marking = policies.parse(order, typed);
        let marking = marking.map_err(|fault| Refused::Invalid(format!("the marking `{typed}`: {fault}")))?;
        return Ok(settled(policies, order, typed, &marking));
    }
    let historical = [PolicyId::new(HISTORICAL)];
    if let Some(words) = stated.source_note.and_then(|note| in_prose(policies, note)) {
        return Ok(read_or_top(policies, &historical, &words));
    }
    if let Some(line) = stated.line {
        return Ok(read_or_top(policies, &historical, line));
    }
    match stated.read {
        Some(words) => Ok(read_or_top(policies, order, words)),
        None => Ok(Decided { typed: None, label: policies.top(), settled: false }),
    }
}

fn in_prose(policies: &Policies, note: &str) -> Option<String> {
    let policy = policies.get(&PolicyId::new(HISTORICAL))?;
    policy.find_in_prose(note).and_then(|place| note.get(place)).map(str::to_owned)
}

fn read_or_top(policies: &Policies, order: &[PolicyId], typed: &str) -> Decided {
    match policies.parse(order, typed) {
        Ok(marking) => settled(policies, order, typed, &marking),
        Err(_) => Decided { typed: Some(typed.to_owned()), label: policies.top(), settled: false },
    }
}

fn settled(policies: &Policies, order: &[PolicyId], typed: &str, marking: &Marking) -> Decided {
    let label = order.iter().find_map(|id| policies.get(id)).map(|policy| marking.own_label(policy));
    // A cover that bears nothing of its own is of the lowest level of the policy that it covers under.
    let covered = marking.covers.as_ref().and_then(|label| label.components().next());
    let own = covered.and_then(|(id, _)| policies.get(id)).map(|policy| marking.own_label(policy));
    Decided {
        typed: Some(typed.to_owned()),
        label: own.or(label).unwrap_or_else(|| policies.top()),
        settled: true,
    }
}
