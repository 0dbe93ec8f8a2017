//! How far to trust a rule: its author's word, corrected by how often it was right.

use chancery_office::reading::Confidence;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The table of what was right of what was found.
pub(crate) const RATES: &str = include_str!("../../rules/en/rates.toml");

/// Findings that an author's word is worth.
const WORD_WEIGHT: u32 = 6;

/// Of each rule, how many findings were right, and how many were judged.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rates {
    pub rates: BTreeMap<String, [u32; 2]>,
}

impl Rates {
    /// The table of this build.
    pub fn read() -> Result<Self, toml::de::Error> {
        toml::from_str(RATES)
    }

    /// A rule's confidence, from its author's word and what was measured.
    pub fn confidence(&self, id: &str, word: Confidence) -> Confidence {
        let [right, found] = self.rates.get(id).copied().unwrap_or_default();
        let percent = (100 * right + WORD_WEIGHT * expected(word)) / (found + WORD_WEIGHT);
        match percent {
            95.. => Confidence::Certain,
            80.. => Confidence::Strong,
            60.. => Confidence::Fair,
            35.. => Confidence::Weak,
            _ => Confidence::Guess,
        }
    }
}

/// Of a hundred findings of that confidence, how many are right.
fn expected(word: Confidence) -> u32 {
    match word {
        Confidence::Certain => 97,
        Confidence::Strong => 86,
        Confidence::Fair => 70,
        Confidence::Weak => 45,
        Confidence::Guess => 20,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_trusted_by_its_authors_word_until_it_is_measured() {
        let rates = Rates { rates: [("a".to_owned(), [0, 20]), ("b".to_owned(), [20, 20])].into() };
        assert_eq!(rates.confidence("new", Confidence::Strong), Confidence::Strong);
        assert_eq!(rates.confidence("a", Confidence::Strong), Confidence::Guess);
        assert_eq!(rates.confidence("b", Confidence::Fair), Confidence::Strong);
    }
}
