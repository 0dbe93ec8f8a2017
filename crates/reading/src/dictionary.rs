//! Words with what is known of them, found by a cheap digest of their letters.

/// A digest of a word; two words may share one, so words are compared as well.
pub(crate) fn digest(word: &str) -> u64 {
    let mix = |h: u64, piece: u64| (h.rotate_left(5) ^ piece).wrapping_mul(0x517c_c1b7_2722_0a95);
    let (eights, rest) = word.as_bytes().as_chunks::<8>();
    let whole = eights.iter().fold(0, |h, eight| mix(h, u64::from_le_bytes(*eight)));
    let last = rest.iter().rev().fold(0, |last: u64, byte| last << 8 | u64::from(*byte));
    let all = mix(mix(whole, last), word.len() as u64);
    all ^ (all >> 32)
}

/// A table of words that is filled once.
#[derive(Clone, Debug)]
pub(crate) struct Dictionary<V> {
    /// Of the word in each place a part of its digest, nought where none is: few words are looked at to find one.
    tags: Vec<u32>,
    /// A power of two of places, at most half of them taken.
    places: Vec<Option<(Box<str>, V)>>,
}

impl<V: Default> Dictionary<V> {
    /// Each word with its values, told one by one.
    pub fn of<T>(words: &[(&str, T)], add: impl Fn(&mut V, &T)) -> Self {
        let size = (2 * words.len().max(1)).next_power_of_two();
        let mut places = Vec::new();
        places.resize_with(size, || None);
        let mut all = Self { tags: vec![0; size], places };
        for (word, value) in words {
            let digest = digest(word);
            let at = all.place(word, digest);
            if let Some((place, tag)) = all.places.get_mut(at).zip(all.tags.get_mut(at)) {
                *tag = tag_of(digest);
                add(&mut place.get_or_insert_with(|| ((*word).into(), V::default())).1, value);
            }
        }
        all
    }

    /// What is known of a word whose digest is `digest`.
    pub fn get(&self, word: &str, digest: u64) -> Option<&V> {
        let at = self.place(word, digest);
        self.tags.get(at).filter(|tag| **tag != 0)?;
        self.places.get(at)?.as_ref().map(|(_, value)| value)
    }

    /// The place of a word, or the free one where it would stand.
    fn place(&self, word: &str, digest: u64) -> usize {
        let (mask, tag) = (self.tags.len() - 1, tag_of(digest));
        let is_own =
            |at: usize| self.places.get(at).is_some_and(|p| p.as_ref().is_some_and(|(w, _)| **w == *word));
        let mut at = digest as usize & mask;
        while self.tags.get(at).is_some_and(|other| *other != 0 && !(*other == tag && is_own(at))) {
            at = (at + 1) & mask;
        }
        at
    }
}

/// The part of a digest that does not say where its word stands; never nought.
fn tag_of(digest: u64) -> u32 {
    (digest >> 32) as u32 | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_with_all_that_was_told_of_it_and_another_is_not() {
        let all: Dictionary<u32> = Dictionary::of(&[("may", 1), ("will", 2), ("may", 4)], |v, bit| *v |= bit);
        let get = |word: &str| all.get(word, digest(word)).copied();
        assert_eq!((get("may"), get("will"), get("shall")), (Some(5), Some(2), None));
        let none: Dictionary<u32> = Dictionary::of(&[], |v, bit: &u32| *v |= bit);
        assert_eq!(none.get("may", digest("may")), None);
    }

    #[test]
    fn words_that_differ_in_length_alone_have_digests_of_their_own() {
        assert_ne!(digest("a"), digest("a\0"));
        assert_ne!(digest("eightbit"), digest("eightbits"));
    }
}
