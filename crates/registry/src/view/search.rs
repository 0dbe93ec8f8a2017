//! Finding papers, and the places in one of them.

use std::ops::Range;
use std::sync::Arc;

use chancery_office::act::Manner;
use chancery_shelves::{Asking, Facets, Found, Mark, Order, Page, Query, ShelvesError, Visible};

use super::rows::{PaperRow, paper_columns};
use super::{View, lists};
use crate::answers::{Facet, FindPage, HitShown, HitsPage, SearchAsked, SearchPage, Sort};
use crate::refused::{Refused, if_there};
use crate::store;

/// Hits on a page.
pub const PAGE_HITS: u32 = 20;
/// Furthest page that is answered.
pub(super) const PAGE_MAX: u32 = 500;
/// Length of an extract.
const EXTRACT_CHARS: usize = 280;

impl View {
    /// Finds papers by their words, the best first; a fault in the query is in the answer.
    pub fn find(&self, query: &str, page: u32) -> Result<FindPage, Refused> {
        let asked = SearchAsked { query: query.to_owned(), page, ..SearchAsked::default() };
        Ok(self.found(&asked)?.found)
    }

    /// Finds papers by their words, by a search that the reader keeps, or by their likeness to one; tells
    /// of the searches that he keeps.
    pub fn search(&self, asked: &SearchAsked) -> Result<SearchPage, Refused> {
        let page = match (asked.like.as_str(), asked.saved.as_str()) {
            ("", "") => self.found(asked)?,
            ("", _) => self.find_saved(asked)?,
            (like, _) => self.find_like(like, asked)?,
        };
        Ok(SearchPage { searches: self.searches()?, ..page })
    }

    /// A paper's text with the places of a query in it. That it was opened is entered before this returns.
    pub fn hits(&self, name: &str, query: &str) -> Result<HitsPage, Refused> {
        let row = self.row(name)?;
        self.show(Manner::Opened, &[row.id])?;
        self.gate()?.begin()?;
        let row = self.row_at(row.row)?;
        let (_, text) = self.unfolded(&row)?;
        let (found, fault) = match Query::parse(query) {
            _ if query.trim().is_empty() => Default::default(),
            Ok(parsed) => {
                let key = row.row.unsigned_abs();
                (self.on_shelves(|asking, visible| asking.hits_in(key, &parsed, visible))?, None)
            }
            Err(fault) => (Default::default(), Some(fault.to_string())),
        };
        let paper = self.line(&row)?;
        let (marked, query) = (paper.marked.clone(), query.to_owned());
        Ok(HitsPage { paper, marked, query, fault, text: runs(&text, &found.at), total: found.total as u64 })
    }

    /// Papers like a visible one. That it was looked into is entered before this returns.
    fn find_like(&self, name: &str, asked: &SearchAsked) -> Result<SearchPage, Refused> {
        let row = self.row(name)?;
        self.gate()?.begin()?;
        let (key, page) = (row.row.unsigned_abs(), asked.page.clamp(1, PAGE_MAX));
        let wanted = wanted(asked.sort, page);
        let mut found = self.on_shelves(|asking, visible| asking.like(key, visible, &wanted))?;
        let facets = std::mem::take(&mut found.facets);
        let answer = self.answered("", page, found)?;
        let like = self.line(&row)?;
        let mut shown: Vec<_> = answer.hits.iter().map(|hit| hit.paper.clone()).collect();
        shown.push(like.clone());
        let ids: Vec<&str> = shown.iter().map(|line| line.id.as_str()).collect();
        let answer = FindPage { overall: self.overall(&ids)?, ..answer };
        self.show_lines(Manner::Extract, &shown)?;
        Ok(SearchPage { like: Some(like), ..page_of(asked, answer, facets) })
    }

    /// Ids of so many papers that a search finds behind so many: none of their words, and so nothing is entered.
    pub(super) fn papers_found(
        &self,
        asked: &SearchAsked,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<String>, Refused> {
        let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        let (offset, limit) = (size(offset), size(limit));
        let wanted = Page { offset, limit, facets: false, extract_chars: 0, ..wanted(asked.sort, 1) };
        let found = if asked.like.is_empty() {
            if asked.query.trim().is_empty() {
                return Ok(Vec::new());
            }
            let Ok(parsed) = Query::parse(&asked.query) else { return Ok(Vec::new()) };
            self.on_shelves(|asking, visible| asking.find(&parsed, visible, &wanted))?
        } else {
            let Some(row) = if_there(self.row(&asked.like))? else { return Ok(Vec::new()) };
            self.on_shelves(|asking, visible| asking.like(row.row.unsigned_abs(), visible, &wanted))?
        };
        let mut papers = Vec::with_capacity(found.hits.len());
        for hit in found.hits {
            let key = i64::try_from(hit.key).map_err(|_| Refused::Absent)?;
            papers.extend(self.gate()?.first("SELECT id FROM paper WHERE row = ?1", [key], |r| r.get(0))?);
        }
        Ok(papers)
    }

    pub(super) fn found(&self, asked: &SearchAsked) -> Result<SearchPage, Refused> {
        let page = asked.page.clamp(1, PAGE_MAX);
        if asked.query.trim().is_empty() {
            return Ok(page_of(asked, empty(&asked.query, None), Facets::default()));
        }
        let parsed = match Query::parse(&asked.query) {
            Ok(parsed) => parsed,
            Err(fault) => {
                let found = empty(&asked.query, Some(fault.to_string()));
                return Ok(page_of(asked, found, Facets::default()));
            }
        };
        self.gate()?.begin()?;
        let (mut found, meant) = self.on_shelves(|asking, visible| {
            let found = asking.find(&parsed, visible, &wanted(asked.sort, page))?;
            let meant = if found.total == 0 { asking.meant(&parsed, visible)? } else { None };
            Ok((found, meant))
        })?;
        let facets = std::mem::take(&mut found.facets);
        let answer = self.answered(&asked.query, page, found)?;
        let lines: Vec<_> = answer.hits.iter().map(|hit| hit.paper.clone()).collect();
        self.show_lines(Manner::Extract, &lines)?;
        Ok(SearchPage { meant, ..page_of(asked, answer, facets) })
    }

    /// Asks the shelves for what the reader may know. Working out what that is takes longer after a paper
    /// came, hidden or not, so it is done within what the shelves answer evenly.
    pub(super) fn on_shelves<T>(
        &self,
        ask: impl FnOnce(&Asking<'_>, &Visible) -> Result<T, ShelvesError>,
    ) -> Result<T, Refused> {
        self.registry.0.shelves.evenly(|asking| {
            let visible = self.visible()?;
            ask(asking, &visible).map_err(|e| store::shelves(&e))
        })
    }

    /// The papers that are visible, each with what stands on it at this moment.
    fn visible(&self) -> Result<Arc<Visible>, Refused> {
        self.pass.visible(|label, own, settled| {
            let effective = self.label(label)?;
            let covering = self.marked_covering(&self.label(own)?, &effective);
            let banners = vec![covering.banner, self.marked(&effective).banner];
            Ok(Mark { label: covering.short, banners, settled })
        })
    }

    fn answered(&self, query: &str, page: u32, found: Found) -> Result<FindPage, Refused> {
        let mut hits = Vec::with_capacity(found.hits.len());
        for hit in found.hits {
            let key = i64::try_from(hit.key).map_err(|_| Refused::Absent)?;
            // Asked again through the door: what the shelves hold is never the judge.
            let row = self.gate()?.first(paper_columns!("WHERE p.row = ?1"), [key], PaperRow::read)?;
            if let Some(row) = row {
                hits.push(HitShown {
                    paper: self.line(&row)?,
                    extract: runs(&hit.extract.text, &hit.extract.marks),
                });
            }
        }
        let total = found.total as u64;
        let shown: Vec<&str> = hits.iter().map(|hit| hit.paper.id.as_str()).collect();
        let overall = self.overall(&shown)?;
        let pages = lists::pages(total, PAGE_HITS);
        Ok(FindPage { hits, total, page, pages, overall, ..empty(query, None) })
    }
}

fn wanted(sort: Sort, page: u32) -> Page {
    Page {
        offset: ((page - 1) * PAGE_HITS) as usize,
        limit: PAGE_HITS as usize,
        order: match sort {
            Sort::Relevance => Order::Rank,
            Sort::Newest => Order::Newest,
            Sort::Oldest => Order::Oldest,
        },
        facets: true,
        extract_chars: EXTRACT_CHARS,
    }
}

fn page_of(asked: &SearchAsked, found: FindPage, facets: Facets) -> SearchPage {
    let listed = |counts: Vec<(String, usize)>| {
        counts.into_iter().map(|(value, count)| facet(value.clone(), value, count)).collect::<Vec<_>>()
    };
    let years = facets.year.into_iter().map(|(year, count)| (year.to_string(), count)).collect();
    let found = FindPage {
        by_kind: listed(facets.kind),
        by_year: listed(years),
        by_from: listed(facets.from),
        ..found
    };
    SearchPage {
        found,
        sort: asked.sort,
        meant: None,
        saved: None,
        like: None,
        new: None,
        by_to: listed(facets.to),
        by_post: listed(facets.post),
        by_file: listed(facets.file),
        by_marking: listed(facets.label),
        by_settled: by_settled(facets.settled, facets.unsettled),
        searches: Vec::new(),
    }
}

/// Only where there are both is there anything to choose.
fn by_settled(settled: usize, unsettled: usize) -> Vec<Facet> {
    if settled == 0 || unsettled == 0 {
        return Vec::new();
    }
    vec![
        facet("settled".into(), "settled".into(), settled),
        facet("unsettled".into(), "not settled".into(), unsettled),
    ]
}

fn facet(value: String, shown: String, count: usize) -> Facet {
    Facet { value, shown, count: count as u64 }
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

/// A text cut where marks begin and end.
fn runs(text: &str, marks: &[Range<usize>]) -> Vec<(String, bool)> {
    let mut runs = Vec::new();
    let mut at = 0;
    let mut push = |range: Range<usize>, sought: bool| {
        if let Some(words) = text.get(range).filter(|words| !words.is_empty()) {
            runs.push((words.to_owned(), sought));
        }
    };
    for mark in marks {
        push(at..mark.start, false);
        push(mark.clone(), true);
        at = mark.end;
    }
    push(at..text.len(), false);
    runs
}
