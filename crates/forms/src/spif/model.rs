//! What a policy file holds.

use std::collections::BTreeSet;

use super::look::Look;
use crate::Oid;
use crate::stanag::CategoryType;

/// A policy as its file has it.
#[derive(Clone, Debug)]
pub struct Spif {
    pub(super) name: String,
    pub(super) oid: Oid,
    pub(super) classes: Vec<Class>,
    pub(super) sets: Vec<TagSet>,
    pub(super) equivalents: Vec<EquivalentPolicy>,
    pub(super) look: Look,
}

impl Spif {
    /// The policy's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The policy's identifier.
    pub fn oid(&self) -> &Oid {
        &self.oid
    }
}

/// How a tag's values are encoded, and how they bear on access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// All must be held; as bits.
    Restrictive,
    /// All must be held; as numbers.
    EnumeratedRestrictive,
    /// One must be held; as bits.
    Permissive,
    /// One must be held; as numbers.
    EnumeratedPermissive,
    /// No bearing.
    Informative,
}

impl Kind {
    /// How they bear on access.
    pub fn bearing(self) -> CategoryType {
        match self {
            Self::Restrictive | Self::EnumeratedRestrictive => CategoryType::Restrictive,
            Self::Permissive | Self::EnumeratedPermissive => CategoryType::Permissive,
            Self::Informative => CategoryType::Informative,
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Class {
    pub name: String,
    pub lacv: u64,
    pub hierarchy: i64,
    pub required: Vec<Group>,
    pub equivalents: Vec<ClassEquivalent>,
    pub look: Look,
}

#[derive(Clone, Debug)]
pub(super) struct TagSet {
    pub name: String,
    pub oid: Oid,
    pub tags: Vec<Tag>,
}

#[derive(Clone, Debug)]
pub(super) struct Tag {
    pub kind: Kind,
    pub values: Vec<TagValue>,
    pub look: Look,
}

#[derive(Clone, Debug)]
pub(super) struct TagValue {
    pub name: String,
    pub lacv: u64,
    pub excluded_classes: BTreeSet<String>,
    pub required_class: Option<String>,
    pub required: Vec<Group>,
    pub excluded: Vec<Selection>,
    pub equivalents: Vec<ValueEquivalent>,
    pub look: Look,
}

/// Values of one kind in a tag set: the one with that number, or all of them.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    pub set: String,
    pub kind: Kind,
    pub lacv: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    OnlyOne,
    OneOrMore,
    All,
}

#[derive(Clone, Debug)]
pub(super) struct Group {
    pub operation: Operation,
    pub selections: Vec<Selection>,
}

#[derive(Clone, Debug)]
pub(super) struct EquivalentPolicy {
    pub name: String,
    pub oid: Oid,
    pub required: Vec<Group>,
}

/// The classification that stands for one in another policy.
#[derive(Clone, Debug)]
pub(super) struct ClassEquivalent {
    pub policy: Oid,
    pub lacv: u64,
    pub required: Vec<Group>,
}

/// The value that stands for one in another policy; none where it may be left out there.
#[derive(Clone, Debug)]
pub(super) struct ValueEquivalent {
    pub policy: Oid,
    pub target: Option<(Oid, Kind, u64)>,
}

/// Where a value stands in the file: tag set, tag, value.
pub(super) type At = (usize, usize, usize);

impl Spif {
    pub(super) fn tag(&self, at: At) -> Option<&Tag> {
        self.sets.get(at.0)?.tags.get(at.1)
    }

    pub(super) fn value(&self, at: At) -> Option<&TagValue> {
        self.tag(at)?.values.get(at.2)
    }

    /// Every value with its place, in the order of the file.
    pub(super) fn values(&self) -> impl Iterator<Item = (At, &TagSet, &Tag, &TagValue)> {
        self.sets.iter().enumerate().flat_map(|(s, set)| {
            set.tags.iter().enumerate().flat_map(move |(t, tag)| {
                tag.values.iter().enumerate().map(move |(v, value)| ((s, t, v), set, tag, value))
            })
        })
    }

    /// The values that a selection picks out.
    pub(super) fn selected(&self, selection: &Selection) -> Vec<At> {
        let picked = |(_, set, tag, value): &(At, &TagSet, &Tag, &TagValue)| {
            set.name == selection.set
                && tag.kind == selection.kind
                && selection.lacv.is_none_or(|lacv| value.lacv == lacv)
        };
        self.values().filter(picked).map(|(at, ..)| at).collect()
    }
}
