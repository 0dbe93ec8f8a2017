//! How far rules are trusted, after what people found of what they found. Pure.

use std::collections::BTreeMap;

use chancery_office::reading::{Confidence, Finding};

/// Of each rule, how often it was right and how often it was judged.
pub struct Experience(BTreeMap<String, (u32, u32)>);

impl Experience {
    /// Of rules, each with how often it was right and how often it was judged.
    pub fn of(rules: impl IntoIterator<Item = (String, (u32, u32))>) -> Self {
        Self(rules.into_iter().collect())
    }

    /// How far to trust what a rule finds, after what was found of it here.
    pub fn adjusted(&self, finding: &Finding) -> Confidence {
        let judged = self.0.get(&finding.rule).filter(|(_, all)| *all > 0);
        judged.map_or(finding.confidence, |(right, all)| learned(finding.confidence, *right, *all))
    }
}

/// How many judgements a rule's own rate outweighs.
const PRIOR_JUDGEMENTS: u64 = 6;

/// A rate in thousandths, and the word for it.
const RATES: [(u32, Confidence); 5] = [
    (950, Confidence::Certain),
    (820, Confidence::Strong),
    (600, Confidence::Fair),
    (350, Confidence::Weak),
    (150, Confidence::Guess),
];

fn learned(before: Confidence, right: u32, all: u32) -> Confidence {
    let prior = RATES.iter().find(|(_, word)| *word == before).map_or(0, |(rate, _)| *rate);
    let [prior, right, all] = [prior, right, all].map(u64::from);
    let rate = (prior * PRIOR_JUDGEMENTS + 1000 * right) / (PRIOR_JUDGEMENTS + all);
    let nearest = RATES.iter().min_by_key(|(known, _)| u64::from(*known).abs_diff(rate));
    nearest.map_or(before, |(_, word)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_that_is_dismissed_again_and_again_sinks_and_one_that_is_confirmed_rises() {
        let after = |right, all| learned(Confidence::Fair, right, all);
        assert_eq!(after(0, 0), Confidence::Fair);
        assert_eq!(
            [after(0, 1), after(0, 6), after(0, 20)],
            [Confidence::Fair, Confidence::Weak, Confidence::Guess]
        );
        assert_eq!(
            [after(2, 2), after(6, 6), after(60, 60)],
            [Confidence::Fair, Confidence::Strong, Confidence::Certain]
        );
    }
}
