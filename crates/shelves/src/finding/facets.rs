//! Counts what matches by kind, correspondent, post, file, label and year.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use jiff::ToSpan;
use jiff::civil::Date;
use tantivy::columnar::StrColumn;

use super::lens::SegmentView;
use super::scored::Scored;
use super::{FACET_NAMES_MAX, Facets};
use crate::{ShelvesError, Visible};

/// Columns of at most so many names are counted in a list, others as names come.
const LISTED_NAMES_MAX: usize = 1 << 16;

/// The counts so far.
#[derive(Default)]
pub(super) struct Tally {
    /// In the order of the segments' columns: kind, sender, addressee, post, file.
    names: [HashMap<String, usize>; 5],
    /// By one more than the number of the mark.
    marks: Vec<usize>,
    day: HashMap<i64, usize>,
}

impl Tally {
    /// Counts what matches in a segment.
    pub fn count(
        &mut self,
        scored: &Scored,
        view: &SegmentView,
        visible: &Visible,
    ) -> Result<(), ShelvesError> {
        for (counts, column) in self.names.iter_mut().zip(&view.columns.names) {
            if let Some(column) = column {
                count_names(counts, column, scored)?;
            }
        }
        if let Some(column) = &view.columns.day {
            for day in scored.iter().filter_map(|&(doc, _)| column.first(doc)) {
                *self.day.entry(day).or_default() += 1;
            }
        }
        self.count_marks(scored, view, visible);
        Ok(())
    }

    fn count_marks(&mut self, scored: &Scored, view: &SegmentView, visible: &Visible) {
        if visible.marks().len() == 0 {
            return;
        }
        self.marks.resize(visible.marks().len() + 1, 0);
        let marks = view.marks(visible);
        for mark in scored.iter().filter_map(|&(doc, _)| marks.get(doc as usize)) {
            if let Some(count) = self.marks.get_mut(*mark as usize) {
                *count += 1;
            }
        }
    }

    /// The counts in order.
    pub fn facets(self, visible: &Visible) -> Facets {
        let mut years: BTreeMap<i32, usize> = BTreeMap::new();
        for (day, count) in self.day {
            if let Some(year) = year(day) {
                *years.entry(year).or_default() += count;
            }
        }
        let mut labels: HashMap<String, usize> = HashMap::new();
        let (mut settled, mut unsettled) = (0, 0);
        for (mark, &count) in visible.marks().zip(self.marks.get(1..).unwrap_or_default()) {
            if count > 0 {
                *labels.entry(mark.label.clone()).or_default() += count;
                *(if mark.settled { &mut settled } else { &mut unsettled }) += count;
            }
        }
        let [kind, from, to, post, file] = self.names.map(by_count);
        let (label, year) = (by_count(labels), years.into_iter().collect());
        Facets { kind, from, to, post, file, label, year, settled, unsettled }
    }
}

/// Counts by ordinal first: a name is read only if a document that matches has it.
fn count_names(
    counts: &mut HashMap<String, usize>,
    column: &StrColumn,
    scored: &Scored,
) -> Result<(), ShelvesError> {
    let mut by_ordinal: Vec<usize> = vec![0; column.num_terms().min(LISTED_NAMES_MAX)];
    let mut others: HashMap<u64, usize> = HashMap::new();
    for ordinal in scored.iter().flat_map(|&(doc, _)| column.ords().values_for_doc(doc)) {
        match by_ordinal.get_mut(ordinal as usize) {
            Some(count) => *count += 1,
            None => *others.entry(ordinal).or_default() += 1,
        }
    }
    let listed = (0u64..).zip(by_ordinal).filter(|&(_, count)| count > 0);
    for (ordinal, count) in listed.chain(others) {
        let mut name = String::new();
        if column.ord_to_str(ordinal, &mut name)? {
            *counts.entry(name).or_default() += count;
        }
    }
    Ok(())
}

/// The most frequent first, then by name.
fn by_count(counts: HashMap<String, usize>) -> Vec<(String, usize)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|one, other| (Reverse(one.1), &one.0).cmp(&(Reverse(other.1), &other.0)));
    counts.truncate(FACET_NAMES_MAX);
    counts
}

/// The year of a day, if the calendar reaches so far.
fn year(day: i64) -> Option<i32> {
    let days = i32::try_from(day).ok()?;
    let span = 0.days().try_days(days).ok()?;
    Some(Date::constant(1970, 1, 1).checked_add(span).ok()?.year().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_its_year_as_far_as_the_calendar_reaches() {
        assert_eq!(year(0), Some(1970));
        assert_eq!(year(-1), Some(1969));
        assert_eq!(year(4_669), Some(1982));
        assert_eq!(year(i64::from(i32::MAX)), None);
    }

    #[test]
    fn names_come_by_count_and_then_by_name() {
        let counts = [("b", 1), ("a", 1), ("c", 2)].map(|(name, count)| (name.to_owned(), count));
        let ordered = [("c", 2), ("a", 1), ("b", 1)].map(|(name, count)| (name.to_owned(), count));
        assert_eq!(by_count(counts.into()), ordered);
    }
}
