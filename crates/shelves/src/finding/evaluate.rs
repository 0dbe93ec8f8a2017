//! Works out which seen documents of a segment match, and how well.
//!
//! Nothing is pruned and a leaf's score is a whole number of 2^-12: sums of whole numbers are the
//! same in any order, so they do not depend on how the index came to be laid out.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader, Term};

use super::lens::{Lens, SegmentView, Sight, has};
use super::plan::{Plan, SATURATION};
use super::postings;
use crate::ShelvesError;
use crate::query::Days;

/// How many units make a score of one.
const UNITS: f32 = 4_096.0;
/// What a condition that is met counts: a score of one.
const CONDITION: u32 = UNITS as u32;
/// How much a paper's length matters.
const LENGTH: f32 = 0.75;
/// A list this many times longer than what it narrows is leapt through instead of read.
const LEAP_RATIO: u64 = 16;
/// How many documents a list gives at a time.
const BLOCK_DOCS: usize = 128;
/// Lists that fill at least this part of a segment together are added up in place.
const DENSE_PART: u64 = 8;

/// Documents in order, each with its score in units.
pub(super) type Scored = Vec<(DocId, u32)>;

fn even(docs: impl IntoIterator<Item = DocId>, units: u32) -> Scored {
    docs.into_iter().map(|doc| (doc, units)).collect()
}

/// A score from its units.
pub(super) fn score(units: u32) -> f32 {
    units as f32 / UNITS
}

fn units(score: f32) -> u32 {
    (score * UNITS + 0.5) as u32
}

/// What of a segment matches the plan.
pub(super) fn evaluate(
    plan: &Plan,
    reader: &SegmentReader,
    view: &SegmentView,
    lens: &Lens,
) -> Result<Scored, ShelvesError> {
    Evaluation { reader, view, lens }.plan(plan)
}

struct Evaluation<'a> {
    reader: &'a SegmentReader,
    view: &'a SegmentView,
    lens: &'a Lens,
}

impl Evaluation<'_> {
    fn plan(&self, plan: &Plan) -> Result<Scored, ShelvesError> {
        match plan {
            Plan::Word { term, weight, frequency } => {
                let mut scored = Scored::with_capacity((*frequency).min(self.view.docs) as usize);
                self.word(term, *weight, |doc, units| scored.push((doc, units)))?;
                Ok(scored)
            }
            Plan::Term(term) => Ok(even(postings::seen(self.reader, self.view, term)?, CONDITION)),
            Plan::Phrase { weight, weighed } => self.phrase(weight.as_ref(), *weighed),
            Plan::Prefix { field, start } => {
                Ok(even(postings::seen_beginning(self.reader, self.view, *field, start)?, CONDITION))
            }
            Plan::Days(days) => Ok(self.days(days)),
            Plan::All { must, not } => self.all(must, not),
            Plan::Any(plans) => self.any(plans),
        }
    }

    /// Hands out every seen document that has the word.
    fn word(
        &self,
        term: &Term,
        weight: f32,
        mut hand_out: impl FnMut(DocId, u32),
    ) -> Result<(), ShelvesError> {
        let Some(mut list) = postings::open(self.reader, term, IndexRecordOption::WithFreqs)? else {
            return Ok(());
        };
        let scale = self.scale(term, weight)?;
        while !list.docs().is_empty() {
            let block = list.docs().iter().copied().zip(list.freqs().iter().copied());
            match &self.view.sight {
                Sight::Whole => block.for_each(|(doc, times)| hand_out(doc, scale.units(doc, times))),
                Sight::Part(bits) => {
                    let (seen, count) = sift(block, bits);
                    seen.iter().take(count).for_each(|&(doc, times)| hand_out(doc, scale.units(doc, times)));
                }
            }
            list.advance();
        }
        Ok(())
    }

    fn scale(&self, term: &Term, weight: f32) -> Result<Scale<'_>, ShelvesError> {
        let lengths = self.reader.get_fieldnorms_reader(term.field())?;
        Ok(Scale { weight, hold_back: self.lens.hold_back(), lengths })
    }

    fn phrase(&self, weight: &dyn tantivy::query::Weight, weighed: bool) -> Result<Scored, ShelvesError> {
        let mut scored = Scored::new();
        if weighed {
            weight.for_each(self.reader, &mut |doc, score| {
                if self.view.sight.has(doc) {
                    scored.push((doc, units(score)));
                }
            })?;
        } else {
            weight.for_each_no_score(self.reader, &mut |docs| {
                scored.extend(
                    docs.iter().filter(|&&doc| self.view.sight.has(doc)).map(|&doc| (doc, CONDITION)),
                );
            })?;
        }
        Ok(scored)
    }

    fn seen(&self) -> impl Iterator<Item = DocId> + '_ {
        (0..self.view.max_doc).filter(|&doc| self.view.sight.has(doc))
    }

    fn days(&self, days: &Days) -> Scored {
        let Some(column) = &self.view.columns.day else { return Scored::new() };
        even(self.seen().filter(|&doc| column.first(doc).is_some_and(|day| days.has(day))), CONDITION)
    }

    fn all(&self, must: &[Plan], not: &[Plan]) -> Result<Scored, ShelvesError> {
        let mut found = match must.split_first() {
            Some((first, rest)) => {
                let first = self.plan(first)?;
                rest.iter().try_fold(first, |found, plan| self.narrow(found, plan))?
            }
            None => even(self.seen(), 0),
        };
        for plan in not {
            if !found.is_empty() {
                found = less(&found, &self.plan(plan)?);
            }
        }
        Ok(found)
    }

    fn narrow(&self, found: Scored, plan: &Plan) -> Result<Scored, ShelvesError> {
        match plan {
            _ if found.is_empty() => Ok(found),
            Plan::Word { term, weight, frequency } => {
                let leap = found.len() as u64 * LEAP_RATIO < *frequency;
                self.narrow_by_word(&found, term, *weight, leap)
            }
            _ => Ok(both(&found, &self.plan(plan)?)),
        }
    }

    /// Scores only what is left: a long list is leapt through, another is walked along.
    fn narrow_by_word(
        &self,
        found: &Scored,
        term: &Term,
        weight: f32,
        leap: bool,
    ) -> Result<Scored, ShelvesError> {
        let mut narrowed = Scored::new();
        let Some(mut list) = postings::open(self.reader, term, IndexRecordOption::WithFreqs)? else {
            return Ok(narrowed);
        };
        let scale = self.scale(term, weight)?;
        let mut at = 0;
        for &(doc, units) in found {
            at = if leap { list.seek(doc) } else { walk(&mut list, at, doc) };
            if list.docs().get(at) == Some(&doc) {
                narrowed.push((doc, units.saturating_add(scale.units(doc, list.freq(at)))));
            }
        }
        Ok(narrowed)
    }

    fn any(&self, plans: &[Plan]) -> Result<Scored, ShelvesError> {
        let likely: u64 = plans.iter().map(Plan::cost).fold(0, u64::saturating_add);
        if likely.min(self.view.docs) > u64::from(self.view.max_doc) / DENSE_PART {
            return self.sum(plans);
        }
        plans.iter().try_fold(Scored::new(), |found, plan| Ok(either(&found, &self.plan(plan)?)))
    }

    /// Documents of any list, scores added in place.
    fn sum(&self, plans: &[Plan]) -> Result<Scored, ShelvesError> {
        // One more than the units, so that nothing is told from a score of nothing.
        let mut sums = vec![0u32; self.view.max_doc as usize];
        let mut add = |doc: DocId, units: u32| {
            if let Some(sum) = sums.get_mut(doc as usize) {
                *sum = (*sum).max(1).saturating_add(units);
            }
        };
        for plan in plans {
            match plan {
                Plan::Word { term, weight, .. } => self.word(term, *weight, &mut add)?,
                _ => self.plan(plan)?.into_iter().for_each(|(doc, units)| add(doc, units)),
            }
        }
        Ok((0..).zip(sums).filter(|&(_, sum)| sum > 0).map(|(doc, sum)| (doc, sum - 1)).collect())
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

/// How much it counts that a word stands so often in a paper of such a length.
struct Scale<'a> {
    weight: f32,
    hold_back: &'a [f32; 256],
    lengths: FieldNormReader,
}

impl Scale<'_> {
    #[inline]
    fn units(&self, doc: DocId, times: u32) -> u32 {
        let hold_back = self.hold_back[usize::from(self.lengths.fieldnorm_id(doc))];
        let times = times as f32;
        units(self.weight * (times / (times + hold_back)))
    }
}

/// By the class of a paper's length, what its words are held back by.
pub(super) fn hold_back(mean_tokens: f32) -> [f32; 256] {
    std::array::from_fn(|class| {
        let tokens = FieldNormReader::id_to_fieldnorm(u8::try_from(class).unwrap_or(u8::MAX)) as f32;
        SATURATION * (1.0 - LENGTH + LENGTH * tokens / mean_tokens)
    })
}

/// Documents of both lists, scores added.
fn both(left: &Scored, right: &Scored) -> Scored {
    let mut joined = Scored::new();
    let mut right = right.iter().peekable();
    for &(doc, units) in left {
        while right.next_if(|(other, _)| *other < doc).is_some() {}
        if let Some((_, more)) = right.next_if(|(other, _)| *other == doc) {
            joined.push((doc, units.saturating_add(*more)));
        }
    }
    joined
}

/// Documents of the left list that are not in the right.
fn less(left: &Scored, right: &Scored) -> Scored {
    let mut kept = Scored::new();
    let mut right = right.iter().peekable();
    for &(doc, units) in left {
        while right.next_if(|(other, _)| *other < doc).is_some() {}
        if right.peek().is_none_or(|(other, _)| *other != doc) {
            kept.push((doc, units));
        }
    }
    kept
}

/// Documents of either list, scores added.
fn either(left: &Scored, right: &Scored) -> Scored {
    let mut joined = Scored::with_capacity(left.len() + right.len());
    let mut right = right.iter().peekable();
    for &(doc, units) in left {
        while let Some(before) = right.next_if(|(other, _)| *other < doc) {
            joined.push(*before);
        }
        let more = right.next_if(|(other, _)| *other == doc).map_or(0, |(_, more)| *more);
        joined.push((doc, units.saturating_add(more)));
    }
    joined.extend(right);
    joined
}
