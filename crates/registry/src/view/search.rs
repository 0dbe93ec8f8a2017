//! Finding papers.

use chancery_office::act::Manner;
use chancery_shelves::{Extract, Facets, Found, Order, Page, Query};

use super::rows::{PaperRow, paper_columns};
use super::{View, lists};
use crate::answers::{Facet, FindPage, HitShown};
use crate::refused::Refused;
use crate::store;

/// Hits on a page.
pub const PAGE_HITS: u32 = 20;
/// Furthest page that is answered.
const PAGE_MAX: u32 = 500;
/// Length of an extract.
const EXTRACT_CHARS: usize = 280;

impl View {
    /// Finds papers by their words; a fault in the query is in the answer.
    pub fn find(&self, query: &str, page: u32) -> Result<FindPage, Refused> {
        let page = page.clamp(1, PAGE_MAX);
        if query.trim().is_empty() {
            return Ok(empty(query, None));
        }
        let parsed = match Query::parse(query) {
            Ok(parsed) => parsed,
            Err(fault) => return Ok(empty(query, Some(fault.to_string()))),
        };
        self.gate()?.begin()?;
        let asked = Page {
            offset: ((page - 1) * PAGE_HITS) as usize,
            limit: PAGE_HITS as usize,
            order: Order::Rank,
            facets: true,
            extract_chars: EXTRACT_CHARS,
        };
        let visible = self.pass.visible()?;
        let found =
            self.registry.0.shelves.find(&parsed, &visible, &asked).map_err(|e| store::shelves(&e))?;
        let answer = self.answered(query, page, found)?;
        let lines: Vec<_> = answer.hits.iter().map(|hit| hit.paper.clone()).collect();
        self.show_lines(Manner::Extract, &lines)?;
        Ok(answer)
    }

    fn answered(&self, query: &str, page: u32, found: Found) -> Result<FindPage, Refused> {
        let mut hits = Vec::with_capacity(found.hits.len());
        for hit in found.hits {
            let key = i64::try_from(hit.key).map_err(|_| Refused::Absent)?;
            // Asked again through the door: what the shelves hold is never the judge.
            let row = self.gate()?.first(paper_columns!("WHERE p.row = ?1"), [key], PaperRow::read)?;
            if let Some(row) = row {
                hits.push(HitShown { paper: self.line(&row)?, extract: runs(&hit.extract) });
            }
        }
        let total = found.total as u64;
        let shown: Vec<&str> = hits.iter().map(|hit| hit.paper.id.as_str()).collect();
        let overall = self.overall(&shown)?;
        let Facets { kind, year, from, .. } = found.facets;
        Ok(FindPage {
            query: query.to_owned(),
            fault: None,
            hits,
            total,
            page,
            pages: lists::pages(total, PAGE_HITS),
            by_kind: kind.into_iter().map(|(value, count)| facet(value, count)).collect(),
            by_year: year.into_iter().map(|(year, count)| facet(year.to_string(), count)).collect(),
            by_from: from.into_iter().map(|(value, count)| facet(value, count)).collect(),
            overall,
        })
    }
}

fn facet(value: String, count: usize) -> Facet {
    Facet { shown: value.clone(), value, count: count as u64 }
}

fn empty(query: &str, fault: Option<String>) -> FindPage {
    FindPage {
        query: query.to_owned(),
        fault,
        hits: Vec::new(),
        total: 0,
        page: 1,
        pages: 0,
        by_kind: Vec::new(),
        by_year: Vec::new(),
        by_from: Vec::new(),
        overall: None,
    }
}

fn runs(extract: &Extract) -> Vec<(String, bool)> {
    let mut runs = Vec::new();
    let mut at = 0;
    let mut push = |range: std::ops::Range<usize>, sought: bool| {
        if let Some(words) = extract.text.get(range).filter(|words| !words.is_empty()) {
            runs.push((words.to_owned(), sought));
        }
    };
    for mark in &extract.marks {
        push(at..mark.start, false);
        push(mark.clone(), true);
        at = mark.end;
    }
    push(at..extract.text.len(), false);
    runs
}
