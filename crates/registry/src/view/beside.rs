//! What stands beside a paper in the list that it was opened from, as its reader has that list now.
//!
//! The register and the bring-ups are asked for what stands next in their order, so that one goes on from a paper that
//! has just left the list, as when it was settled or put away. Of a search and of the chase list the page is looked
//! at on which it stood, and what stands at its edges.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::View;
use super::chase_list::PAGE_UNDERTAKINGS;
use super::in_hand_lists::PAGE_IN_HAND;
use super::lists::{PAGE_MAX, PAGE_PAPERS};
use super::rows::PaperRow;
use super::search::{self, PAGE_HITS};
use crate::answers::{Beside, ChaseAsked, ListAsked, Neighbour, RegisterFilter, SearchAsked};
use crate::refused::Refused;

/// A list in an order of its own, parted by one place in it.
struct Parted {
    /// Where the rows of its papers come from, and which of them it has.
    listed: String,
    /// The same, where a paper stands in it more than once.
    every: String,
    /// The row of a paper.
    paper: &'static str,
    /// What stands before the place and behind it: the nearest is in the first part that has any.
    before: Vec<String>,
    behind: Vec<String>,
    order: &'static str,
    backwards: &'static str,
    values: Vec<Value>,
    of_page: u32,
}

/// What stands on a page of a list, with one more at either end: each paper, and what it is known by in it.
struct Edged {
    lines: Vec<(String, String)>,
    offset: u64,
    of_page: u32,
}

/// How many come before a page and the one that is its edge, and how many stand there.
fn edges(page: u32, of_page: u32) -> (u64, u64) {
    let first = u64::from(page.clamp(1, PAGE_MAX) - 1) * u64::from(of_page);
    let offset = first.saturating_sub(1);
    (offset, first - offset + u64::from(of_page) + 1)
}

/// The page on which the one stands that so many stand before.
fn page_behind(before: u64, of_page: u32) -> u32 {
    u32::try_from(before / u64::from(of_page) + 1).unwrap_or(u32::MAX)
}

impl Edged {
    /// What stands beside the paper; with a key, beside what is known in it by that.
    fn beside(&self, paper: &str, key: &str) -> Option<Beside> {
        let same = |at: &usize| {
            let line = &self.lines[*at];
            line.0 == paper && (key.is_empty() || line.1 == key)
        };
        let at = (0..self.lines.len()).find(same)?;
        let first =
            |at: &usize| key.is_empty() && self.lines[..*at].iter().any(|one| one.0 == self.lines[*at].0);
        let other = |at: &usize| !same(at) && !first(at);
        let previous = (0..at).rev().find(other);
        let next = (at + 1..self.lines.len()).find(other);
        let neighbour = |at: usize| {
            let (paper, known) = self.lines[at].clone();
            Neighbour { paper, key: if key.is_empty() { String::new() } else { known }, page: self.page(at) }
        };
        Some(Beside { previous: previous.map(neighbour), next: next.map(neighbour), page: self.page(at) })
    }

    fn page(&self, at: usize) -> u32 {
        page_behind(self.offset + at as u64, self.of_page)
    }
}

impl View {
    /// What stands beside a paper, or beside the undertaking that is known in it by that key, in a list; none where it
    /// does not stand in it.
    pub fn beside(&self, paper: &str, key: &str, list: &ListAsked) -> Result<Option<Beside>, Refused> {
        let row = self.row(paper)?;
        self.gate()?.begin()?;
        let edged = match list {
            ListAsked::Register(filter) => return self.parted(&self.register_at(&row, filter)?).map(Some),
            ListAsked::BringUps(asked) => {
                let place = self.brought_up_at(&row, asked.all)?;
                return place.map(|place| self.parted(&place)).transpose();
            }
            ListAsked::Search(asked) => self.found_about(asked)?,
            ListAsked::Undertakings(asked) => self.chased_about(asked)?,
        };
        Ok(edged.beside(&row.id.to_string(), key))
    }

    fn parted(&self, list: &Parted) -> Result<Beside, Refused> {
        let mut many = 0;
        for part in &list.before {
            let sql = format!("SELECT count(*) {} AND {part}", list.every);
            many += self.gate()?.value::<u64>(&sql, params_from_iter(&list.values))?;
        }
        let page = |before| page_behind(before, list.of_page);
        Ok(Beside {
            previous: self.nearest(list, &list.before, list.backwards, page(many.saturating_sub(1)))?,
            next: self.nearest(list, &list.behind, list.order, page(many + 1))?,
            page: page(many),
        })
    }

    fn nearest(
        &self,
        list: &Parted,
        parts: &[String],
        order: &str,
        page: u32,
    ) -> Result<Option<Neighbour>, Refused> {
        for part in parts {
            let sql = format!("SELECT {} {} AND {part} ORDER BY {order} LIMIT 1", list.paper, list.listed);
            let found = self.gate()?.all_of(&sql, params_from_iter(&list.values), |r| r.get::<_, i64>(0))?;
            if let Some(row) = found.first() {
                let paper = self.row_at(*row)?.id.to_string();
                return Ok(Some(Neighbour { paper, key: String::new(), page }));
            }
        }
        Ok(None)
    }

    /// What bears no day stands last.
    fn register_at(&self, row: &PaperRow, filter: &RegisterFilter) -> Result<Parted, Refused> {
        let (condition, mut values) = self.condition(filter)?;
        values.push(row.day.map_or(Value::Null, |day| Value::Text(day.to_string())));
        values.push(Value::Integer(row.row));
        let (day, own) = (values.len() - 1, values.len());
        let undated = |is: &str| format!("p.day IS NULL AND p.row {is} ?{own}");
        let (before, behind) = match row.day {
            Some(_) => (
                vec![format!("(p.day, p.row) > (?{day}, ?{own})")],
                vec![format!("(p.day, p.row) < (?{day}, ?{own})"), undated("<>")],
            ),
            None => {
                (vec![undated(">"), format!("p.day IS NOT NULL AND p.row <> ?{own}")], vec![undated("<")])
            }
        };
        let listed = format!("FROM paper p {condition}");
        Ok(Parted {
            every: listed.clone(),
            listed,
            paper: "p.row",
            before,
            behind,
            order: "p.day DESC, p.row DESC",
            backwards: "p.day, p.row",
            values,
            of_page: PAGE_PAPERS,
        })
    }

    /// A paper that comes up more than once is gone on from where it first does; one that was put away, from where it
    /// did.
    fn brought_up_at(&self, row: &PaperRow, all: bool) -> Result<Option<Parted>, Refused> {
        let (whose, mut values) = self.whose("u.before", all)?;
        values.push(Value::Integer(row.row));
        let own = values.len();
        let place = format!(
            "SELECT u.day, u.n FROM bringup u WHERE u.paper = ?{own} AND {whose} ORDER BY u.done, u.day, u.n LIMIT 1"
        );
        let place = self.gate()?.all_of(&place, params_from_iter(&values), |r| {
            Ok([Value::Text(r.get(0)?), Value::Integer(r.get(1)?)])
        })?;
        let Some(place) = place.into_iter().next() else { return Ok(None) };
        values.extend(place);
        let every = format!("FROM bringup u WHERE u.done = 0 AND {whose} AND u.paper <> ?{own}");
        let sooner = format!(
            "SELECT 1 FROM bringup o WHERE o.paper = u.paper AND o.done = 0 AND {} AND (o.day, o.n) < (u.day, u.n)",
            whose.replace("u.before", "o.before")
        );
        let side = |is: &str| vec![format!("(u.day, u.n) {is} (?{}, ?{})", own + 1, own + 2)];
        Ok(Some(Parted {
            listed: format!("{every} AND NOT EXISTS ({sooner})"),
            every,
            paper: "u.paper",
            before: side("<"),
            behind: side(">"),
            order: "u.day, u.n",
            backwards: "u.day DESC, u.n DESC",
            values,
            of_page: PAGE_IN_HAND,
        }))
    }

    fn found_about(&self, asked: &SearchAsked) -> Result<Edged, Refused> {
        let (offset, limit) = edges(asked.page.min(search::PAGE_MAX), PAGE_HITS);
        let papers = self.papers_found(asked, offset, limit)?;
        let lines = papers.into_iter().map(|paper| (paper, String::new())).collect();
        Ok(Edged { lines, offset, of_page: PAGE_HITS })
    }

    fn chased_about(&self, asked: &ChaseAsked) -> Result<Edged, Refused> {
        let (offset, limit) = edges(asked.page, PAGE_UNDERTAKINGS);
        let lines = self.undertakings_known(asked, offset, limit)?;
        Ok(Edged { lines, offset, of_page: PAGE_UNDERTAKINGS })
    }
}
