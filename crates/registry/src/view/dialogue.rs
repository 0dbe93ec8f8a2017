//! The running talks between two sides: subjects by occasions, positions, and what was promised.

use std::collections::BTreeSet;
use std::ops::Range;

use chancery_office::act::Manner;
use chancery_office::id::Id;
use chancery_office::judging::FindingState;
use chancery_office::reading::{Fate, Finding, RoleName, What};
use chancery_shelves::{Order, Page, Query};
use rusqlite::Row;

use super::View;
use super::brief::Named;
use super::held::held;
use super::lists::ids;
use super::meetings::{MeetingRow, meeting_columns};
use super::occasions::{Occasion, weight};
use super::promised::Promise;
use super::rows::{PaperRow, paper_columns, worded};
use super::undertakings::bearing;
use crate::answers::{Became, Change, Cut, DialoguePage, MeetingLine, Said, Side, SubjectRow};
use crate::dialogue::groups;
use crate::label_no::LabelNo;
use crate::limits::SOUGHT_CHARS_MAX;
use crate::refused::Refused;
use crate::store;

/// Papers that name both sides, as far as they are looked at: the newest.
const PAPERS_MAX: usize = 200;
/// Papers that name a side, as far as they are looked at for what was left open.
pub(super) const OPEN_PAPERS_MAX: usize = 40;
/// Subjects left open that are shown.
const OPEN_SHOWN: usize = 12;
/// Occasions on a page.
const OCCASIONS_SHOWN: usize = 8;
/// What was said, as far as a page holds it.
const SAID_SHOWN: usize = 36;
/// What is otherwise than last time, as far as a page tells it.
const CHANGES_SHOWN: usize = 12;
/// Occasions ahead on a page.
const AHEAD_SHOWN: usize = 5;
macro_rules! topic_columns {
    ($rest:literal) => {
        concat!("SELECT t.paper, t.number, t.finding, t.words, t.state FROM topic t ", $rest)
    };
}
pub(super) use topic_columns;

pub(super) struct Topic {
    pub(super) paper: i64,
    pub(super) number: u32,
    pub(super) finding: String,
    pub(super) words: String,
    pub(super) state: FindingState,
}

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Topic> {
    Ok(Topic {
        paper: row.get(0)?,
        number: row.get(1)?,
        finding: row.get(2)?,
        words: row.get(3)?,
        state: worded(row, 4, FindingState::from_word)?,
    })
}

impl View {
    /// The dialogue of two sides, each known by a name.
    pub fn dialogue(&self, a: &str, b: &str, page: u32) -> Result<DialoguePage, Refused> {
        let (a, b) = (side(a)?, side(b)?);
        self.gate()?.begin()?;
        let rows = self.naming(&[&a, &b], PAPERS_MAX)?;
        let promised = self.promised(&rows)?;
        let occasions = self.occasions(&rows, (&a, &b), &promised)?;
        let undertakings = self.still_open(promised, (&a, &b))?;
        let ((next, last), ahead) = (self.meetings_of(&rows, (&a, &b))?, ahead(&occasions));
        let lines = undertakings.iter().flat_map(|of| &of.shown).filter_map(|line| line.paper.parse().ok());
        let spoken = occasions.iter().filter_map(|occasion| occasion.line.id.parse().ok());
        let told: Vec<Id> = lines.chain(spoken).collect();
        self.show(Manner::Extract, &told)?;
        let meetings: Vec<MeetingLine> = next.shown.iter().chain(&last).cloned().collect();
        let bear: Vec<LabelNo> = undertakings.iter().flat_map(|of| bearing(&of.shown)).collect();
        let overall = self.overall_with(&ids(&self.lines(&rows)?, &meetings), &bear)?;
        let ((held, positions), since) = (held(&occasions, (&a, &b)), since(&occasions));
        let said: Vec<Occasion> =
            occasions.into_iter().filter(|occasion| !occasion.said.is_empty()).collect();
        let runs = pages(&said);
        let page = page.clamp(1, u32::try_from(runs.len()).unwrap_or(u32::MAX));
        let shown = runs.get(page as usize - 1).and_then(|run| said.get(run.clone())).unwrap_or_default();
        let (subjects, more) = grid(shown);
        Ok(DialoguePage {
            papers: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            subjects,
            more,
            occasions: shown.iter().map(|occasion| occasion.line.clone()).collect(),
            page,
            pages: u32::try_from(runs.len()).unwrap_or(u32::MAX),
            since,
            held,
            positions,
            undertakings,
            next,
            last,
            ahead,
            overall,
            a,
            b,
        })
    }

    /// The papers in which something is said, in their order.
    fn occasions(
        &self,
        rows: &[PaperRow],
        sides: (&str, &str),
        promised: &[Promise],
    ) -> Result<Vec<Occasion>, Refused> {
        let all = rows.iter().map(|row| self.occasion(row, sides, promised));
        all.filter(|one| one.as_ref().map_or(true, |one| !one.is_silent())).collect()
    }

    /// What was left open with those sides: the last that was said of each subject, where that settles nothing.
    pub(super) fn left_open(&self, named: &[Named]) -> Result<Vec<Said>, Refused> {
        let mut all = Vec::new();
        for (side, rows) in named {
            for row in rows {
                let occasion = self.occasion(row, (side, ""), &[])?;
                all.extend(
                    occasion.said.into_iter().filter(|said| said.side == Side::A && !said.about.is_empty()),
                );
            }
        }
        let about: Vec<&str> = all.iter().map(|said| said.about.as_str()).collect();
        let groups = groups(&about);
        let last = groups.into_iter().filter_map(|group| group.last().and_then(|at| all.get(*at)));
        let mut open: Vec<Said> = last.filter(|said| is_open(said.stands())).cloned().collect();
        open.reverse();
        open.truncate(OPEN_SHOWN);
        Ok(open)
    }

    /// The newest papers that name each of them, the oldest first.
    pub(super) fn naming(&self, sides: &[&str], limit: usize) -> Result<Vec<PaperRow>, Refused> {
        let sides: Vec<String> = sides.iter().map(|side| format!("\"{side}\"")).collect();
        let query = Query::parse(&sides.join(" "));
        let query = query.map_err(|_| Refused::Invalid("name two who speak with one another".into()))?;
        let wanted = Page { offset: 0, limit, order: Order::Newest, facets: false, extract_chars: 0 };
        let found = self.on_shelves(|asking, visible| asking.find(&query, visible, &wanted))?;
        let mut rows = Vec::with_capacity(found.hits.len());
        for hit in found.hits.into_iter().rev() {
            let key = i64::try_from(hit.key).map_err(|_| Refused::Absent)?;
            rows.extend(self.gate()?.first(paper_columns!("WHERE p.row = ?1"), [key], PaperRow::read)?);
        }
        Ok(rows)
    }

    /// Who is told in a paper to have raised or judged something, and in which words.
    pub(super) fn holders(&self, row: &PaperRow) -> Result<Vec<(String, String)>, Refused> {
        let topics = self.gate()?.all(topic_columns!("WHERE t.paper = ?1 ORDER BY t.n"), [row.row], read)?;
        let holder = |topic: Topic| {
            let finding: Finding = serde_json::from_str(&topic.finding).map_err(store::json)?;
            let holder = finding.role(RoleName::Holder).map_or_else(String::new, |role| role.value.clone());
            Ok((holder, topic.words))
        };
        topics.into_iter().map(holder).collect()
    }

    /// Meetings of which these papers or their covers speak, or that were noted with one of the two: those ahead; where
    /// there is none, the last.
    fn meetings_of(
        &self,
        rows: &[PaperRow],
        (a, b): (&str, &str),
    ) -> Result<(Cut<MeetingLine>, Option<MeetingLine>), Refused> {
        let spoken = self.spoken_of(rows)?;
        let of_both = |row: &MeetingRow| spoken.contains(&row.id) || row.is_with(&[a, b]);
        let today = self.day_now().to_string();
        let ahead = self.meetings_that(
            meeting_columns!(
                "WHERE m.day >= ?1 AND m.cancelled IS NULL ORDER BY m.day, m.clock, m.id LIMIT ?2"
            ),
            &today,
            (of_both, usize::MAX),
        )?;
        let next = Cut::of(ahead, AHEAD_SHOWN);
        if !next.shown.is_empty() {
            return Ok((Cut { shown: self.told(next.shown)?, more: next.more }, None));
        }
        let before = self.meetings_that(
            meeting_columns!(
                "WHERE m.day < ?1 AND m.cancelled IS NULL ORDER BY m.day DESC, m.clock DESC, m.id LIMIT ?2"
            ),
            &today,
            (of_both, 1),
        )?;
        let last = self.told(before)?.pop();
        Ok((Cut::of(Vec::new(), 0), last))
    }

    /// Meetings of which papers or their covers speak, by id.
    fn spoken_of(&self, rows: &[PaperRow]) -> Result<BTreeSet<String>, Refused> {
        let mut spoken = BTreeSet::new();
        for row in rows {
            spoken.extend(self.gate()?.all(
                "SELECT meeting FROM meeting_paper WHERE paper = ?1
                 OR paper IN (SELECT cover FROM enclosure WHERE paper = ?1)",
                [row.row],
                |r| r.get::<_, String>(0),
            )?);
        }
        Ok(spoken)
    }
}

/// Nothing was settled by it.
fn is_open(became: Became) -> bool {
    match became.what() {
        Some(What::Subject(fate)) => !matches!(fate, Fate::Agreed | Fate::Refused),
        _ => false,
    }
}

fn side(name: &str) -> Result<String, Refused> {
    let letters =
        |c: char| if c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.') { c } else { ' ' };
    let plain: String = name.chars().take(SOUGHT_CHARS_MAX).map(letters).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.is_empty() {
        Err(Refused::Invalid("name two who speak with one another".into()))
    } else {
        Ok(plain)
    }
}

/// Runs of occasions that a page holds, of which the first is the newest; each in order of time.
fn pages(said: &[Occasion]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let (mut start, mut held) = (said.len(), 0);
    let mut end = start;
    while start > 0 {
        let more = said.get(start - 1).map_or(0, Occasion::weight);
        if start < end && (end - start == OCCASIONS_SHOWN || held + more > SAID_SHOWN) {
            runs.push(start..end);
            (end, held) = (start, 0);
        }
        (start, held) = (start - 1, held + more);
    }
    runs.push(start..end);
    runs
}

/// The subjects of these occasions, and how much was said besides what a page holds.
fn grid(occasions: &[Occasion]) -> (Vec<SubjectRow>, u32) {
    let all = occasions.iter().enumerate().flat_map(|(at, one)| one.said.iter().map(move |said| (at, said)));
    let all: Vec<(usize, &Said)> = all.collect();
    let shown = fits(&all);
    let Cut { shown: all, more } = Cut::of(all, shown);
    let about: Vec<&str> = all.iter().map(|(_, said)| said.about.as_str()).collect();
    let row = |group: Vec<usize>| {
        let of_group: Vec<(usize, &Said)> = group.iter().filter_map(|at| all.get(*at).copied()).collect();
        let mut cells = vec![Vec::new(); occasions.len()];
        for (at, said) in &of_group {
            if let Some(cell) = cells.get_mut(*at) {
                cell.push((*said).clone());
            }
        }
        SubjectRow { name: shortest(&of_group), cells }
    };
    let mut rows: Vec<SubjectRow> = groups(&about).into_iter().map(row).collect();
    // What was spoken of last stands first; among these, what was spoken of most often; what has no name comes last.
    let last = |row: &SubjectRow| row.cells.iter().rposition(|cell| !cell.is_empty());
    let often = |row: &SubjectRow| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    rows.sort_by_key(|row| (row.name.is_empty(), std::cmp::Reverse((last(row), often(row)))));
    (rows, more)
}

/// How many of them a page holds.
fn fits(all: &[(usize, &Said)]) -> usize {
    let taken = all.iter().scan(0, |held, (_, said)| {
        *held += weight(said);
        Some(*held)
    });
    taken.take_while(|held| *held <= SAID_SHOWN).count()
}

fn shortest(group: &[(usize, &Said)]) -> String {
    let names = group.iter().map(|(_, said)| said.about.as_str()).filter(|name| !name.is_empty());
    names.min_by_key(|name| name.chars().count()).unwrap_or_default().to_owned()
}

/// What is otherwise at the last occasion than at those before it.
fn since(occasions: &[Occasion]) -> Cut<Change> {
    let spoken: Vec<&Occasion> = occasions.iter().filter(|one| !one.said.is_empty()).collect();
    let Some((last, before)) = spoken.split_last().filter(|(_, before)| !before.is_empty()) else {
        return Cut::of(Vec::new(), 0);
    };
    let all: Vec<(bool, bool, &Said)> = before
        .iter()
        .enumerate()
        .flat_map(|(at, one)| one.said.iter().map(move |said| (false, at + 1 == before.len(), said)))
        .chain(last.said.iter().map(|said| (true, false, said)))
        .collect();
    let about: Vec<&str> = all.iter().map(|(.., said)| said.about.as_str()).collect();
    let change = |group: Vec<usize>| {
        let of = |now: bool| group.iter().filter_map(|at| all.get(*at)).filter(move |(at, ..)| *at == now);
        let subject =
            group.iter().filter_map(|at| all.get(*at)).map(|(.., said)| said.about.clone()).next()?;
        let (was, is) = (
            of(false).next_back().map(|(.., said)| said.stands().words()),
            of(true).next_back().map(|(.., said)| said.stands().words()),
        );
        let what = match (was, is) {
            _ if subject.is_empty() => return None,
            (None, Some(_)) => "new".to_owned(),
            (Some(was), Some(is)) if was != is => format!("{was}, now {is}"),
            (Some(_), None) if of(false).any(|(_, just, _)| *just) => "not taken up again".to_owned(),
            _ => return None,
        };
        Some(Change { subject, what })
    };
    Cut::of(groups(&about).into_iter().filter_map(change).collect(), CHANGES_SHOWN)
}

/// What the last paper that looks ahead looks ahead to.
fn ahead(occasions: &[Occasion]) -> Cut<Said> {
    let last = occasions.iter().rev().find(|one| !one.ahead.is_empty());
    Cut::of(last.map(|one| one.ahead.clone()).unwrap_or_default(), AHEAD_SHOWN)
}
