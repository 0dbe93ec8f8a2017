//! The picture of the order between two labels: what lies from what both hold in common up to their join.
//!
//! A step is one level, one tag, or one member of those who may read. What both hold in common is for the
//! picture only: no marking and no decision is made of it.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use crate::axes::axes;
use crate::{Component, Label, Policies, Tags};

/// Most labels in a picture; where more lie between, only the ends and the two are shown.
pub const NODES_MAX: usize = 24;
/// Most labels of which those for a picture are chosen.
const CANDIDATES_MAX: usize = 256;

/// How two labels stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Whoever may read one may read the other.
    Same,
    /// Whoever may read the first may read the second, and not the other way.
    First,
    /// Whoever may read the second may read the first, and not the other way.
    Second,
    /// Neither opens the other.
    Neither,
    /// They have no policy in common.
    Apart,
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Same => "the same",
            Self::First => "the first is for fewer readers",
            Self::Second => "the second is for fewer readers",
            Self::Neither => "neither opens the other",
            Self::Apart => "of two policies: not comparable",
        })
    }
}

/// What a label is in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Both labels, which are the same.
    Both,
    /// The first label.
    First,
    /// The second.
    Second,
    /// What both together bear.
    Join,
    /// What both have in common.
    Meet,
    /// One that lies between.
    Between,
}

/// A label in the picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Node {
    /// The label, without what is only told.
    pub label: Label,
    /// How many steps it stands above the lowest, by the longest way.
    pub height: usize,
    /// What it is.
    pub role: Role,
}

/// The order between two labels as a Hasse diagram.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lattice {
    /// How the two stand to one another.
    pub relation: Relation,
    /// The labels, the lowest first.
    pub nodes: Vec<Node>,
    /// The steps up, from a node to one above it with none between, by their places in `nodes`.
    pub edges: Vec<(usize, usize)>,
    /// Whether every label that a marking brings about between them is there.
    pub whole: bool,
}

impl Policies {
    /// The order between two labels: how they stand to one another, and the labels from what they have in
    /// common up to their join, at most [`NODES_MAX`].
    pub fn between(&self, first: &Label, second: &Label) -> Lattice {
        let (first, second) = (first.access(), second.access());
        let (meet, join) = (meet(&first, &second), first.join(&second));
        let ends = BTreeSet::from([meet.clone(), first.clone(), second.clone(), join.clone()]);
        let between = between(&meet, &join).map(|labels| self.drawn(labels, &ends));
        let between = between.filter(|labels| labels.len() <= NODES_MAX);
        let whole = between.is_some();
        let labels = ascending(&between.unwrap_or(ends));
        let edges = covers(&labels);
        let heights = heights(labels.len(), &edges);
        let role = |label: &Label| match label {
            label if *label == first && *label == second => Role::Both,
            label if *label == first => Role::First,
            label if *label == second => Role::Second,
            label if *label == join => Role::Join,
            label if *label == meet => Role::Meet,
            _ => Role::Between,
        };
        let nodes = labels.into_iter().zip(heights);
        let nodes = nodes.map(|(label, height)| Node { role: role(&label), label, height });
        Lattice { relation: relation(&first, &second), nodes: nodes.collect(), edges, whole }
    }

    /// Of the labels those that a marking brings about, which says all that its words bring with them and
    /// needs no more than they do; and the ends.
    fn drawn(&self, labels: BTreeSet<Label>, ends: &BTreeSet<Label>) -> BTreeSet<Label> {
        let needs = |label: &Label| {
            label
                .components()
                .all(|(id, part)| part.needs == self.get(id).map_or(0, |policy| policy.needs_of_tags(part)))
        };
        let marked = |label: &Label| self.elaborate(label).access() == *label && needs(label);
        labels.into_iter().filter(|label| ends.contains(label) || marked(label)).collect()
    }
}

fn relation(first: &Label, second: &Label) -> Relation {
    let shared = first.components().any(|(id, _)| second.component(id).is_some());
    match (first.dominates(second), second.dominates(first)) {
        (true, true) => Relation::Same,
        (true, false) => Relation::First,
        (false, true) => Relation::Second,
        (false, false) if shared => Relation::Neither,
        (false, false) => Relation::Apart,
    }
}

/// The greatest label that both dominate.
fn meet(first: &Label, second: &Label) -> Label {
    let shared = first.components().filter_map(|(id, part)| Some((id, part, second.component(id)?)));
    shared.map(|(id, first, second)| (id.clone(), meet_of(first, second))).collect()
}

fn meet_of(first: &Component, second: &Component) -> Component {
    let sets = first.any.iter().filter_map(|(set, mine)| Some((set.clone(), mine | second.any.get(set)?)));
    let named: BTreeSet<&String> = first.copy.keys().chain(second.copy.keys()).collect();
    let copiers =
        named.into_iter().filter_map(|set| Some((set.clone(), first.copiers(set)? | second.copiers(set)?)));
    Component {
        level: first.level.min(second.level),
        needs: first.rank_to_hold().min(second.rank_to_hold()),
        all: shared_tags(&first.all, &second.all),
        any: sets.collect(),
        copy: copiers.collect(),
        ..Component::default()
    }
}

fn shared_tags(first: &Tags, second: &Tags) -> Tags {
    match (first, second) {
        (Tags::Every, tags) | (tags, Tags::Every) => tags.clone(),
        (Tags::These(first), Tags::These(second)) => Tags::These(first & second),
    }
}

/// The labels from one up to the other, or none where they are too many to choose among.
fn between(low: &Label, high: &Label) -> Option<BTreeSet<Label>> {
    let mut labels = BTreeSet::from([low.clone()]);
    for axis in axes(low, high) {
        labels = labels.iter().flat_map(|label| axis.along(label)).collect();
        if labels.len() > CANDIDATES_MAX {
            return None;
        }
    }
    Some(labels)
}

/// The labels with each after all that it dominates.
fn ascending(labels: &BTreeSet<Label>) -> Vec<Label> {
    let mut ranked: Vec<(usize, &Label)> = labels
        .iter()
        .map(|label| (labels.iter().filter(|other| label.dominates(other)).count(), label))
        .collect();
    ranked.sort();
    ranked.into_iter().map(|(_, label)| label.clone()).collect()
}

/// Each pair of which the second is above the first with none between.
fn covers(labels: &[Label]) -> Vec<(usize, usize)> {
    let above = |low: &Label, high: &Label| high != low && high.dominates(low);
    let mut edges = Vec::new();
    for (low, lower) in labels.iter().enumerate() {
        for (high, higher) in labels.iter().enumerate() {
            let mut others = labels.iter();
            if above(lower, higher) && !others.any(|label| above(lower, label) && above(label, higher)) {
                edges.push((low, high));
            }
        }
    }
    edges
}

/// The height of each node; edges lead from a lower place to a higher one.
fn heights(nodes: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut heights = vec![0; nodes];
    for node in 0..nodes {
        let below = edges.iter().filter(|(_, high)| *high == node);
        let steps = below.filter_map(|(low, _)| heights.get(*low).map(|height| height + 1)).max();
        if let (Some(height), Some(steps)) = (heights.get_mut(node), steps) {
            *height = steps;
        }
    }
    heights
}
