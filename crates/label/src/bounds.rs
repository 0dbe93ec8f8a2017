//! What a policy's names go with, once their words are resolved.

use std::collections::HashMap;

use crate::bits::Bits;
use crate::policy::Name;
use crate::term::{Rule, Tag};

/// The bounds of a tag as sets of names.
#[derive(Clone, Debug)]
pub(crate) struct Bound {
    pub excludes: Bits,
    pub levels: Bits,
    pub shadowed_by: Bits,
    pub said_beside: Bits,
    /// Tags that come with it, by their places.
    pub requires: Vec<usize>,
    /// The least rank that its reader holds.
    pub needs: u8,
}

/// A rule as sets of names.
#[derive(Clone, Debug)]
pub(crate) struct RuleBound {
    pub when: Bits,
    pub asks: Bits,
    pub forbids: Bits,
}

fn bits(names: &HashMap<String, Name>, words: &[String]) -> Bits {
    words.iter().filter_map(|word| names.get(word)).copied().collect()
}

pub(crate) fn of_tag(names: &HashMap<String, Name>, tag: &Tag) -> Bound {
    let at = |word: &String| match names.get(word) {
        Some(Name::Tag(at)) => Some(*at),
        _ => None,
    };
    let needs = tag.bounds.needs.as_ref().and_then(|word| names.get(word));
    Bound {
        excludes: bits(names, &tag.bounds.excludes),
        levels: bits(names, &tag.bounds.levels),
        shadowed_by: bits(names, &tag.bounds.shadowed_by),
        said_beside: bits(names, &tag.place.said_beside),
        requires: tag.bounds.requires.iter().filter_map(at).collect(),
        needs: if let Some(Name::Level(rank)) = needs { *rank } else { 0 },
    }
}

pub(crate) fn of_rule(names: &HashMap<String, Name>, rule: &Rule) -> RuleBound {
    RuleBound {
        when: bits(names, &rule.when),
        asks: bits(names, &rule.asks),
        forbids: bits(names, &rule.forbids),
    }
}
