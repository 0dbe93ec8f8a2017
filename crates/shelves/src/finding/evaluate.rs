//! Works out which seen documents of a segment match, and how well. Nothing is pruned.

use tantivy::{DocId, SegmentReader};

use super::lens::{Lens, SegmentView};
use super::places::Finder;
use super::plan::Plan;
use super::scored::{Scored, both, either, even, less};
use super::weighing::{CONDITION, Weigher};
use super::{postings, vocabulary};
use crate::query::Days;
use crate::{ShelvesError, Visible};

/// A list this many times longer than what it narrows is leapt through instead of read.
const LEAP_RATIO: u64 = 16;
/// Lists that fill at least this part of a segment together are added up in place.
const DENSE_PART: u64 = 8;

/// One segment under one reader's eyes.
pub(super) struct Evaluation<'a> {
    pub reader: &'a SegmentReader,
    pub view: &'a SegmentView,
    pub lens: &'a Lens,
    pub visible: &'a Visible,
}

impl Evaluation<'_> {
    /// What of the segment matches the plan.
    pub fn plan(&self, plan: &Plan) -> Result<Scored, ShelvesError> {
        let condition = |docs: Vec<DocId>| even(docs, CONDITION);
        Ok(match plan {
            Plan::Nothing => Scored::new(),
            Plan::Word(word) => self.weigher().scored(word)?,
            Plan::Terms(terms) => condition(postings::seen(self.reader, self.view, terms)?),
            Plan::Places(places) => Finder::open(places, self.reader, self.view, self.lens)?.all(),
            Plan::Prefix { field, start } => {
                condition(postings::seen_beginning(self.reader, self.view, *field, start)?)
            }
            Plan::Fuzzy { field, word, distance } => {
                condition(vocabulary::seen_like(self.reader, self.view, *field, word, *distance)?)
            }
            Plan::Marks(marks) => self.marks(marks),
            Plan::Days(days) => self.days(days),
            Plan::Key(key) => self.of_key(*key),
            Plan::After(came) => self.later(*came),
            Plan::All { must, not } => self.all(must, not)?,
            Plan::Any(plans) => self.any(plans)?,
        })
    }

    fn weigher(&self) -> Weigher<'_> {
        Weigher { reader: self.reader, view: self.view, lens: self.lens }
    }

    fn days(&self, days: &Days) -> Scored {
        let Some(column) = &self.view.columns.day else { return Scored::new() };
        let within = |doc: &DocId| column.first(*doc).is_some_and(|day| days.has(day));
        even(self.view.seen().filter(within), CONDITION)
    }

    fn of_key(&self, key: u64) -> Scored {
        let is_sought = |doc: &DocId| self.view.columns.key.first(*doc) == Some(key);
        even(self.view.seen().filter(is_sought), CONDITION)
    }

    fn later(&self, than: u64) -> Scored {
        let is_later = |doc: &DocId| self.view.columns.came.first(*doc).is_some_and(|came| came > than);
        even(self.view.seen().filter(is_later), CONDITION)
    }

    fn marks(&self, sought: &[bool]) -> Scored {
        let marks = self.view.marks(self.visible);
        let bears = |doc: &DocId| {
            let one_more = marks.get(*doc as usize).copied().unwrap_or_default() as usize;
            one_more.checked_sub(1).and_then(|number| sought.get(number)).is_some_and(|&sought| sought)
        };
        even(self.view.seen().filter(bears), CONDITION)
    }

    fn all(&self, must: &[Plan], not: &[Plan]) -> Result<Scored, ShelvesError> {
        let mut found = match must.split_first() {
            Some((first, rest)) => {
                let first = self.plan(first)?;
                rest.iter().try_fold(first, |found, plan| self.narrow(found, plan))?
            }
            None => even(self.view.seen(), 0),
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
            Plan::Word(word) => {
                let leap = found.len() as u64 * LEAP_RATIO < word.frequency;
                self.weigher().narrow(&found, word, leap)
            }
            Plan::Places(places) => {
                Ok(Finder::open(places, self.reader, self.view, self.lens)?.narrow(&found))
            }
            _ => Ok(both(&found, &self.plan(plan)?)),
        }
    }

    fn any(&self, plans: &[Plan]) -> Result<Scored, ShelvesError> {
        let likely: u64 = plans.iter().map(Plan::cost).fold(0, u64::saturating_add);
        if likely.min(self.view.docs) > u64::from(self.view.max_doc) / DENSE_PART {
            return self.sum(plans);
        }
        plans.iter().try_fold(Scored::new(), |found, plan| Ok(either(found, &self.plan(plan)?)))
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
                Plan::Word(word) => self.weigher().add(word, &mut add)?,
                _ => self.plan(plan)?.into_iter().for_each(|(doc, units)| add(doc, units)),
            }
        }
        Ok((0..).zip(sums).filter(|&(_, sum)| sum > 0).map(|(doc, sum)| (doc, sum - 1)).collect())
    }
}
