//! What a word counts in a paper.
//!
//! What it counts in the text, in footnotes and in the subject is rounded to a whole number of 2^-12
//! each: sums of whole numbers are the same in any order, so they do not depend on how the index
//! came to be laid out.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader};

use super::lens::{Lens, SegmentView, Sight, has};
use super::merged::merged;
use super::plan::{SATURATION, Word, Worth};
use super::postings;
use super::scored::{Scored, either, even};
use crate::ShelvesError;

/// How many units make a score of one.
const UNITS: f32 = 4_096.0;
/// What a condition that is met counts: a score of one.
pub(super) const CONDITION: u32 = UNITS as u32;
/// How much a paper's length matters.
const LENGTH: f32 = 0.75;
/// Of what stands more often in a paper no more is counted.
const TIMES_MAX: u32 = u16::MAX as u32;
/// How many documents a list gives at a time.
const BLOCK_DOCS: usize = 128;

/// A score from its units.
pub(super) fn score(units: u32) -> f32 {
    units as f32 / UNITS
}

fn units(score: f32) -> u32 {
    (score * UNITS + 0.5) as u32
}

/// How much it counts that something stands so often in a paper of such a length.
pub(super) struct Scale<'a> {
    saturation: &'a Saturation,
    lengths: &'a FieldNormReader,
}

impl<'a> Scale<'a> {
    /// For the papers of a segment among all that are visible.
    pub fn new(view: &'a SegmentView, lens: &'a Lens) -> Self {
        Self { saturation: &lens.saturation, lengths: &view.columns.lengths }
    }

    #[inline]
    fn often(&self, weight: f32, doc: DocId, times: u32) -> u32 {
        units(weight * self.saturation.of(self.lengths.fieldnorm_id(doc), times))
    }

    /// What something counts that is there so many times.
    pub fn units(&self, worth: Worth, doc: DocId, times: u32) -> u32 {
        match worth {
            Worth::Often(weight) => self.often(weight, doc, times),
            Worth::Once(weight) => units(weight),
            Worth::Condition => CONDITION,
        }
    }
}

/// What it comes to that a word stands so often in a paper of such a length, at most 1.
pub(super) struct Saturation {
    /// By the class of the length, what words are held back by.
    hold_back: [f32; 256],
}

impl Saturation {
    /// For papers of so many words on average.
    pub fn new(mean_tokens: f32) -> Self {
        let hold_back = std::array::from_fn(|class| {
            let tokens = FieldNormReader::id_to_fieldnorm(u8::try_from(class).unwrap_or(u8::MAX)) as f32;
            SATURATION * (1.0 - LENGTH + LENGTH * tokens / mean_tokens)
        });
        Self { hold_back }
    }

    #[inline]
    fn of(&self, class: u8, times: u32) -> f32 {
        let times = times.min(TIMES_MAX) as f32;
        times / (times + self.hold_back[usize::from(class)])
    }
}

/// A word in one segment.
pub(super) struct Weigher<'a> {
    pub reader: &'a SegmentReader,
    pub view: &'a SegmentView,
    pub lens: &'a Lens,
}

impl Weigher<'_> {
    /// Every seen document that has the word, with what it counts.
    pub fn scored(&self, word: &Word) -> Result<Scored, ShelvesError> {
        let mut scored = Scored::with_capacity(word.frequency.min(self.view.docs) as usize);
        self.body(word, |doc, units| scored.push((doc, units)))?;
        let scored = either(scored, &self.notes(word)?);
        Ok(either(scored, &self.subject(word)?))
    }

    /// Hands out the same in parts, which are to be added.
    pub fn add(&self, word: &Word, mut hand_out: impl FnMut(DocId, u32)) -> Result<(), ShelvesError> {
        self.body(word, &mut hand_out)?;
        let more = self.notes(word)?.into_iter().chain(self.subject(word)?);
        more.for_each(|(doc, units)| hand_out(doc, units));
        Ok(())
    }

    fn body(&self, word: &Word, mut hand_out: impl FnMut(DocId, u32)) -> Result<(), ShelvesError> {
        let scale = Scale::new(self.view, self.lens);
        let mut lists = postings::open(self.reader, &word.body, IndexRecordOption::WithFreqs)?;
        let mut weigh = |doc, times| hand_out(doc, scale.often(word.weight, doc, times));
        if lists.len() > 1 {
            merged(lists, self.view, weigh);
        } else if let Some(list) = lists.pop() {
            each_seen(list, self.view, &mut weigh);
        }
        Ok(())
    }

    fn notes(&self, word: &Word) -> Result<Scored, ShelvesError> {
        let scale = Scale::new(self.view, self.lens);
        let lists = postings::open(self.reader, &word.notes, IndexRecordOption::WithFreqs)?;
        let mut scored = Scored::new();
        merged(lists, self.view, |doc, times| {
            scored.push((doc, scale.often(word.notes_weight(), doc, times)));
        });
        Ok(scored)
    }

    fn subject(&self, word: &Word) -> Result<Scored, ShelvesError> {
        Ok(even(postings::seen(self.reader, self.view, &word.subject)?, units(word.subject_weight())))
    }

    /// Of what was found, what has the word too: long lists are leapt through, others walked along.
    pub fn narrow(&self, found: &Scored, word: &Word, leap: bool) -> Result<Scored, ShelvesError> {
        let open = |terms| Cursors::open(self.reader, terms, leap);
        let (mut body, mut notes) = (open(&word.body)?, open(&word.notes)?);
        let mut subject = open(&word.subject)?;
        let scale = Scale::new(self.view, self.lens);
        let mut narrowed = Scored::new();
        for &(doc, already) in found {
            let (times, noted) = (body.times(doc), notes.times(doc));
            if times == 0 && noted == 0 {
                continue;
            }
            let mut more = 0;
            if times > 0 {
                more += scale.often(word.weight, doc, times);
            }
            if noted > 0 {
                more += scale.often(word.notes_weight(), doc, noted);
            }
            if subject.times(doc) > 0 {
                more += units(word.subject_weight());
            }
            narrowed.push((doc, already.saturating_add(more)));
        }
        Ok(narrowed)
    }
}

fn each_seen(mut list: BlockSegmentPostings, view: &SegmentView, mut hand_out: impl FnMut(DocId, u32)) {
    while !list.docs().is_empty() {
        let block = list.docs().iter().copied().zip(list.freqs().iter().copied());
        match &view.sight {
            Sight::Whole => block.for_each(|(doc, times)| hand_out(doc, times)),
            Sight::Part(bits) => {
                let (seen, count) = sift(block, bits);
                seen.iter().take(count).for_each(|&(doc, times)| hand_out(doc, times));
            }
        }
        list.advance();
    }
}

/// The seen documents of a block, and how many they are. Every document is written and those not
/// seen are overwritten: whether one is seen is too irregular to be branched on.
fn sift(block: impl Iterator<Item = (DocId, u32)>, bits: &[u64]) -> ([(DocId, u32); BLOCK_DOCS], usize) {
    let (mut seen, mut count) = ([(0, 0); BLOCK_DOCS], 0);
    for entry in block {
        if let Some(place) = seen.get_mut(count) {
            *place = entry;
        }
        count += usize::from(has(bits, entry.0));
    }
    (seen, count)
}

/// The lists of several terms, gone along together.
struct Cursors {
    lists: Vec<(BlockSegmentPostings, usize)>,
    leap: bool,
}

impl Cursors {
    fn open(reader: &SegmentReader, terms: &[tantivy::Term], leap: bool) -> Result<Self, ShelvesError> {
        let lists = postings::open(reader, terms, IndexRecordOption::WithFreqs)?;
        Ok(Self { lists: lists.into_iter().map(|list| (list, 0)).collect(), leap })
    }

    /// How often the terms stand in a document, which is not before the one asked for last.
    fn times(&mut self, doc: DocId) -> u32 {
        let mut times = 0;
        for (list, at) in &mut self.lists {
            *at = if self.leap { list.seek(doc) } else { walk(list, *at, doc) };
            if list.docs().get(*at) == Some(&doc) {
                times += list.freq(*at);
            }
        }
        times
    }
}

/// Goes along a list to the first document that is not before `doc`, and says where it stands in its block.
fn walk(list: &mut BlockSegmentPostings, mut at: usize, doc: DocId) -> usize {
    while list.docs().last().is_some_and(|&last| last < doc) {
        list.advance();
        at = 0;
    }
    while list.docs().get(at).is_some_and(|&other| other < doc) {
        at += 1;
    }
    at
}
