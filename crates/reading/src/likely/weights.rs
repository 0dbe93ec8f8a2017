//! The table of weights: for each clue, how much it speaks for or against each thing that a sentence may hold.

use super::clues::key_of;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The table of this build.
pub(crate) const WEIGHTS: &str = include_str!("../../rules/en/weights.tsv");
/// What stands for every sentence in the table, whatever is in it.
pub const ALWAYS: &str = "<always>";

/// What is weighed: a class, or a degree of a class that is there.
pub const ASPECTS: [&str; 20] = [
    "undertaking",
    "assessment",
    "meeting",
    "subject",
    "undertaking done",
    "undertaking agreed",
    "undertaking promised",
    "undertaking instructed",
    "undertaking asked",
    "undertaking proposed",
    "undertaking intended",
    "undertaking considered",
    "undertaking refused",
    "meeting ahead",
    "subject raised",
    "subject not-raised",
    "subject agreed",
    "subject disagreed",
    "subject deferred",
    "subject refused",
];

/// For each aspect what speaks for it less what speaks against it, in thousandths of the natural logarithm of odds.
pub(crate) type Weighed = [i32; ASPECTS.len()];

/// An aspect and a weight.
type Weight = (u8, i16);

/// Bits of the sieve that holds back most clues that have no weight, without a look at the table.
const SIEVE_BITS: u64 = 1 << 17;

/// All clues with their weights.
pub(crate) struct Weights {
    /// A bit for every clue, by the low bits of its number.
    sieve: Vec<u64>,
    /// A power of two of places for the numbers of clues, at most half of them taken; none is nought.
    keys: Vec<u64>,
    /// Where the weights of the clue in that place begin and end.
    ranges: Vec<(u32, u32)>,
    weights: Vec<Weight>,
    /// What every sentence weighs, whatever is in it.
    pub always: Weighed,
}

/// INVARIANT (weights): the table parses; a test reads it whole.
static TABLE: LazyLock<Weights> =
    LazyLock::new(|| Weights::parse(WEIGHTS).unwrap_or_else(|line| panic!("INVARIANT (weights): {line}")));

/// The weights of this build.
pub(crate) fn weights() -> &'static Weights {
    &TABLE
}

/// The place of an aspect, from its class and its degree with a blank before it.
pub(crate) fn aspect(class: &str, degree: &str) -> Option<usize> {
    ASPECTS.iter().position(|a| a.strip_prefix(class) == Some(degree))
}

impl Weights {
    /// Adds what a clue weighs.
    #[inline]
    pub fn add_to(&self, sum: &mut Weighed, clue: u64) {
        let bit = clue % SIEVE_BITS;
        if self.sieve.get((bit / 64) as usize).is_some_and(|word| word >> (bit % 64) & 1 == 1) {
            self.of(clue).iter().for_each(|(aspect, weight)| sum[usize::from(*aspect)] += i32::from(*weight));
        }
    }

    fn of(&self, key: u64) -> &[Weight] {
        let (first, end) = self.ranges.get(self.place(key)).copied().unwrap_or_default();
        self.weights.get(first as usize..end as usize).unwrap_or(&[])
    }

    /// The place of a clue, or the free one where it would stand.
    fn place(&self, key: u64) -> usize {
        let mask = self.keys.len().saturating_sub(1);
        let mut at = (key >> 20) as usize & mask;
        while self.keys.get(at).is_some_and(|other| *other != key && *other != 0) {
            at = (at + 1) & mask;
        }
        at
    }

    /// The table, or the line that does not parse.
    fn parse(text: &str) -> Result<Self, &str> {
        let mut all: BTreeMap<u64, Vec<Weight>> = BTreeMap::new();
        let mut always = [0; ASPECTS.len()];
        for line in text.lines().filter(|l| !l.starts_with("##")) {
            let (clue, rest) = line.split_once('\t').ok_or(line)?;
            let weights = rest.split('\t').map(weight).collect::<Option<Vec<_>>>().ok_or(line)?;
            if clue == ALWAYS {
                weights.iter().for_each(|(aspect, w)| always[usize::from(*aspect)] = i32::from(*w));
            } else {
                all.insert(key_of(clue).ok_or(line)?, weights);
            }
        }
        let places = (2 * all.len().max(1)).next_power_of_two();
        let (sieve, keys) = (vec![0; (SIEVE_BITS / 64) as usize], vec![0; places]);
        let mut table = Self { sieve, keys, ranges: vec![(0, 0); places], weights: Vec::new(), always };
        all.into_iter().for_each(|(key, weights)| table.add(key, weights));
        Ok(table)
    }

    fn add(&mut self, key: u64, weights: Vec<Weight>) {
        let (bit, at) = (key % SIEVE_BITS, self.place(key));
        self.sieve[(bit / 64) as usize] |= 1 << (bit % 64);
        let first = self.weights.len() as u32;
        self.weights.extend(weights);
        self.keys[at] = key;
        self.ranges[at] = (first, self.weights.len() as u32);
    }
}

/// "assessment=-312".
fn weight(written: &str) -> Option<Weight> {
    let (aspect, weight) = written.split_once('=')?;
    let aspect = ASPECTS.iter().position(|a| *a == aspect)?;
    Some((aspect as u8, weight.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_parses_and_a_clue_weighs_what_is_written() {
        assert!(Weights::parse(WEIGHTS).is_ok());
        let table = Weights::parse("## a note\n<always>\tmeeting=-5\nwould be\tassessment=312\tmeeting=-7\n");
        let table = table.unwrap_or_else(|line| panic!("{line}"));
        let of = |clue: &str| key_of(clue).map(|key| table.of(key).to_vec()).unwrap_or_default();
        let at = |name: &str| ASPECTS.iter().position(|a| *a == name).unwrap_or_default() as u8;
        assert_eq!(of("would be"), [(at("assessment"), 312), (at("meeting"), -7)]);
        assert_eq!(of("be would"), []);
        assert_eq!(table.always[usize::from(at("meeting"))], -5);
    }

    #[test]
    fn a_line_that_does_not_parse_is_told() {
        for line in ["no weight", "a\tassessment=x", "a\tmood=3", "a b c d\tassessment=1"] {
            assert_eq!(Weights::parse(line).err(), Some(line));
        }
    }

    #[test]
    fn every_clue_of_the_table_is_found_through_its_sieve() {
        for line in WEIGHTS.lines().filter(|l| !l.starts_with("##") && !l.starts_with(ALWAYS)) {
            let clue = line.split('\t').next().unwrap_or_default();
            let mut sum = [0; ASPECTS.len()];
            key_of(clue).into_iter().for_each(|key| TABLE.add_to(&mut sum, key));
            assert_ne!(sum, [0; ASPECTS.len()], "{clue}");
        }
    }
}
