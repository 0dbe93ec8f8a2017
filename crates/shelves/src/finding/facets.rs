//! Counts what matches by kind, year and sender.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use jiff::ToSpan;
use jiff::civil::Date;
use tantivy::columnar::StrColumn;

use super::evaluate::Scored;
use super::lens::SegmentView;
use super::{FACET_SENDERS_MAX, Facets};
use crate::ShelvesError;

/// The counts so far.
#[derive(Default)]
pub(super) struct Tally {
    kind: HashMap<String, usize>,
    from: HashMap<String, usize>,
    day: HashMap<i64, usize>,
}

impl Tally {
    /// Counts what matches in a segment.
    pub fn count(&mut self, scored: &Scored, view: &SegmentView) -> Result<(), ShelvesError> {
        count_names(&mut self.kind, view.columns.kind.as_ref(), scored)?;
        count_names(&mut self.from, view.columns.from.as_ref(), scored)?;
        if let Some(column) = &view.columns.day {
            for day in scored.iter().filter_map(|&(doc, _)| column.first(doc)) {
                *self.day.entry(day).or_default() += 1;
            }
        }
        Ok(())
    }

    /// The counts in order.
    pub fn facets(self) -> Facets {
        let mut years: BTreeMap<i32, usize> = BTreeMap::new();
        for (day, count) in self.day {
            if let Some(year) = year(day) {
                *years.entry(year).or_default() += count;
            }
        }
        let mut from = by_count(self.from);
        from.truncate(FACET_SENDERS_MAX);
        Facets { kind: by_count(self.kind), year: years.into_iter().collect(), from }
    }
}

/// Counts by ordinal first: a name is read only if a document that matches has it.
fn count_names(
    counts: &mut HashMap<String, usize>,
    column: Option<&StrColumn>,
    scored: &Scored,
) -> Result<(), ShelvesError> {
    let Some(column) = column else { return Ok(()) };
    let mut by_ordinal: HashMap<u64, usize> = HashMap::new();
    for ordinal in scored.iter().filter_map(|&(doc, _)| column.ords().first(doc)) {
        *by_ordinal.entry(ordinal).or_default() += 1;
    }
    for (ordinal, count) in by_ordinal {
        let mut name = String::new();
        if column.ord_to_str(ordinal, &mut name)? {
            *counts.entry(name).or_default() += count;
        }
    }
    Ok(())
}

fn by_count(counts: HashMap<String, usize>) -> Vec<(String, usize)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|one, other| (Reverse(one.1), &one.0).cmp(&(Reverse(other.1), &other.0)));
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
