//! The single steps of which the way from one label up to another is made.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Component, Label, PolicyId, Tags};

/// One thing in which labels between two others differ.
pub(crate) struct Axis<'a> {
    policy: &'a PolicyId,
    step: Step<'a>,
}

/// A thing that is taken or not, or a rank that goes up.
enum Step<'a> {
    /// The policy, at its lowest.
    Policy,
    /// The level and the rank to hold, up to these.
    Ranks(u8, u8),
    /// One tag.
    Tag(&'a str),
    /// Every tag at once.
    EveryTag,
    /// That these alone have the right.
    Set(Right, &'a str, &'a BTreeSet<String>),
    /// That one no longer has the right.
    Without(Right, &'a str, &'a str),
}

/// What a set gives the right to.
#[derive(Clone, Copy)]
enum Right {
    Read,
    Copy,
}

/// The axes along which labels between two lie, the lower being dominated by the higher.
pub(crate) fn axes<'a>(low: &'a Label, high: &'a Label) -> Vec<Axis<'a>> {
    let of = |(policy, high): (&'a PolicyId, &'a Component)| {
        let steps = match low.component(policy) {
            Some(low) => steps(low, high),
            None => std::iter::once(Step::Policy).chain(steps(&LOWEST, high)).collect(),
        };
        steps.into_iter().map(move |step| Axis { policy, step })
    };
    high.components().flat_map(of).collect()
}

/// A policy at its lowest.
static LOWEST: Component = Component {
    level: 0,
    all: Tags::These(BTreeSet::new()),
    any: BTreeMap::new(),
    note: BTreeSet::new(),
    needs: 0,
    copy: BTreeMap::new(),
    common: BTreeMap::new(),
};

fn steps<'a>(low: &'a Component, high: &'a Component) -> Vec<Step<'a>> {
    let ranks = (high.level, high.rank_to_hold());
    let up = (low.level, low.rank_to_hold()) != ranks;
    let mut steps: Vec<Step<'a>> = up.then_some(Step::Ranks(ranks.0, ranks.1)).into_iter().collect();
    match (&low.all, &high.all) {
        (Tags::These(low), Tags::These(high)) => steps.extend(high.difference(low).map(|tag| Step::Tag(tag))),
        (Tags::These(_), Tags::Every) => steps.push(Step::EveryTag),
        (Tags::Every, _) => {}
    }
    for (set, of) in &high.any {
        steps.extend(narrowing(Right::Read, set, low.any.get(set), of));
    }
    let copied: BTreeSet<&String> = low.copy.keys().chain(high.copy.keys()).collect();
    for set in copied {
        if let Some(of) = high.copiers(set) {
            steps.extend(narrowing(Right::Copy, set, low.copiers(set), of));
        }
    }
    steps
}

/// From everybody to those of a set in one step; from a set to a smaller one member by member.
fn narrowing<'a>(
    right: Right,
    set: &'a str,
    low: Option<&'a BTreeSet<String>>,
    high: &'a BTreeSet<String>,
) -> Vec<Step<'a>> {
    match low {
        None => vec![Step::Set(right, set, high)],
        Some(low) => low.difference(high).map(|member| Step::Without(right, set, member)).collect(),
    }
}

impl Axis<'_> {
    /// The label at each place of the axis; where the policy is absent, so is the axis.
    pub(crate) fn along(&self, label: &Label) -> Vec<Label> {
        let parts: BTreeMap<_, _> = label.components().map(|(id, part)| (id.clone(), part.clone())).collect();
        let with = |part: Component| {
            let mut parts = parts.clone();
            parts.insert(self.policy.clone(), part);
            Label::from(parts)
        };
        match (label.component(self.policy), &self.step) {
            (None, Step::Policy) => vec![label.clone(), with(LOWEST.clone())],
            (None, _) | (Some(_), Step::Policy) => vec![label.clone()],
            (Some(part), Step::Ranks(level, rank)) => {
                ranks(part, *level, *rank).into_iter().map(with).collect()
            }
            (Some(part), step) => vec![label.clone(), with(taken(part, step))],
        }
    }
}

fn ranks(part: &Component, level: u8, rank: u8) -> Vec<Component> {
    let levels = part.level..=level;
    let of = |level: u8| {
        let ranks = part.rank_to_hold().max(level)..=rank;
        ranks.map(move |needs| Component { level, needs, ..part.clone() })
    };
    levels.flat_map(of).collect()
}

fn taken(part: &Component, step: &Step<'_>) -> Component {
    let mut part = part.clone();
    match step {
        Step::Policy | Step::Ranks(..) => {}
        Step::Tag(tag) => part.all = part.all.join(&Tags::these([*tag])),
        Step::EveryTag => part.all = Tags::Every,
        Step::Set(Right::Read, set, of) => drop(part.any.insert((*set).to_owned(), (*of).clone())),
        Step::Set(Right::Copy, set, of) => drop(part.copy.insert((*set).to_owned(), (*of).clone())),
        Step::Without(Right::Read, set, member) => {
            if let Some(of) = part.any.get_mut(*set) {
                of.remove(*member);
            }
        }
        Step::Without(Right::Copy, set, member) => {
            let mut of = part.copiers(set).cloned().unwrap_or_default();
            of.remove(*member);
            part.copy.insert((*set).to_owned(), of);
        }
    }
    part
}
