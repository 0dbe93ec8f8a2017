//! The running talks between two sides: subjects by occasions, positions, and what was promised.

use std::collections::{BTreeMap, BTreeSet};

use chancery_office::act::Manner;
use chancery_office::id::Id;
use chancery_office::reading::{Finding, RoleName, What};
use chancery_shelves::{Order, Page, Query};
use rusqlite::Row;

use super::View;
use super::meetings::{MeetingRow, meeting_columns};
use super::rows::{PaperRow, paper_columns};
use crate::answers::{
    Change, DialoguePage, DialoguesPage, MeetingLine, PairLine, PaperLine, Position, Said, SubjectRow,
    UndertakingLine,
};
use crate::dialogue::{each, groups, names, surname};
use crate::refused::Refused;
use crate::store;

/// Papers that name both sides, as far as they are looked at: the newest.
const PAPERS_MAX: usize = 200;
/// Papers that name a side, as far as they are looked at for what was left open.
const OPEN_PAPERS_MAX: usize = 40;
/// Subjects left open that are shown.
const OPEN_SHOWN: usize = 12;
/// What became of a subject that is open.
const OPEN: [&str; 4] = ["raised", "disagreed", "deferred", "not raised"];
/// Occasions on a page.
const OCCASIONS_SHOWN: usize = 8;
/// Subjects on a page.
const SUBJECTS_SHOWN: usize = 60;
/// Judgements on a page.
const POSITIONS_SHOWN: usize = 40;
/// Findings that pairs are looked for in: the newest.
const PAIRED_MAX: u32 = 1_000;
/// Pairs that are shown.
const PAIRS_SHOWN: usize = 30;
/// Longest name of a side.
const SIDE_CHARS_MAX: usize = 100;

macro_rules! topic_columns {
    ($rest:literal) => {
        concat!("SELECT t.paper, t.number, t.class, t.finding, t.words, t.state FROM topic t ", $rest)
    };
}

struct Topic {
    paper: i64,
    number: u32,
    class: String,
    finding: String,
    words: String,
    state: String,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Topic> {
    Ok(Topic {
        paper: row.get(0)?,
        number: row.get(1)?,
        class: row.get(2)?,
        finding: row.get(3)?,
        words: row.get(4)?,
        state: row.get(5)?,
    })
}

/// What was said in one paper.
struct Occasion {
    line: PaperLine,
    said: Vec<Said>,
    positions: Vec<Said>,
    ahead: Vec<Said>,
}

impl View {
    /// Pairs between whom papers tell of talks, as far as the newest findings tell.
    pub fn dialogues(&self) -> Result<DialoguesPage, Refused> {
        self.gate()?.begin()?;
        let newest = self.gate()?.all(
            "SELECT t.n FROM topic t WHERE t.class = 'subject' ORDER BY t.n DESC LIMIT ?1",
            [PAIRED_MAX],
            |r| r.get::<_, i64>(0),
        )?;
        // What they say is taken only of those that are looked at.
        let mut topics = Vec::with_capacity(newest.len());
        for n in newest {
            topics.extend(self.gate()?.first(topic_columns!("WHERE t.n = ?1"), [n], read)?);
        }
        let mut pairs: BTreeMap<(String, String), (u32, BTreeSet<i64>)> = BTreeMap::new();
        let mut writers: BTreeMap<i64, Option<String>> = BTreeMap::new();
        for topic in topics {
            let finding: Finding = serde_json::from_str(&topic.finding).map_err(store::json)?;
            let holder = finding.role(RoleName::Holder).map_or("", |role| role.value.as_str());
            let mut sides: Vec<String> = each(holder).filter_map(surname).collect();
            if let [_] = sides.as_slice() {
                let known = writers.get(&topic.paper).cloned();
                let writer = known.map_or_else(|| self.writer(topic.paper), Ok)?;
                writers.insert(topic.paper, writer.clone());
                sides.extend(writer);
            }
            sides.sort_unstable();
            sides.dedup();
            if let [a, b] = sides.as_slice() {
                let pair = pairs.entry((a.clone(), b.clone())).or_default();
                pair.0 += 1;
                pair.1.insert(topic.paper);
            }
        }
        let papers: BTreeSet<i64> = pairs.values().flat_map(|(_, papers)| papers.iter().copied()).collect();
        let shown =
            papers.into_iter().map(|row| Ok(self.row_at(row)?.id)).collect::<Result<Vec<Id>, Refused>>()?;
        self.show(Manner::Extract, &shown)?;
        let mut pairs: Vec<PairLine> = pairs
            .into_iter()
            .map(|((a, b), (subjects, papers))| PairLine {
                a,
                b,
                subjects,
                papers: u32::try_from(papers.len()).unwrap_or(u32::MAX),
            })
            .collect();
        pairs.sort_by(|one, other| other.subjects.cmp(&one.subjects).then_with(|| one.a.cmp(&other.a)));
        pairs.truncate(PAIRS_SHOWN);
        Ok(DialoguesPage { pairs })
    }

    fn writer(&self, paper: i64) -> Result<Option<String>, Refused> {
        let sender = self
            .gate()?
            .first("SELECT sender FROM paper WHERE row = ?1", [paper], |r| r.get::<_, String>(0))?;
        Ok(sender.as_deref().and_then(surname))
    }

    /// The dialogue of two sides, each known by a name.
    pub fn dialogue(&self, a: &str, b: &str, page: u32) -> Result<DialoguePage, Refused> {
        let (a, b) = (side(a)?, side(b)?);
        self.gate()?.begin()?;
        let rows = self.naming(&[&a, &b], PAPERS_MAX)?;
        let promised = self.undertakings_of(&rows)?;
        let mut occasions = Vec::new();
        for row in &rows {
            let occasion = self.occasion(row, (&a, &b), &promised)?;
            let silent =
                occasion.said.is_empty() && occasion.positions.is_empty() && occasion.ahead.is_empty();
            occasions.extend((!silent).then_some(occasion));
        }
        let undertakings = by_side(promised, (&a, &b));
        let (next, ahead) = (self.next_for(&rows, (&a, &b))?, ahead(&occasions));
        let shown: Vec<PaperLine> = occasions.iter().map(|occasion| occasion.line.clone()).collect();
        let lines = undertakings.iter().flatten().filter_map(|line| line.paper.parse().ok());
        let ids: Vec<Id> = lines.chain(shown.iter().filter_map(|line| line.id.parse().ok())).collect();
        self.show(Manner::Extract, &ids)?;
        let overall = self.overall_of(&self.lines(&rows)?, &next)?;
        let positions = positions(&occasions);
        let since = since(&occasions);
        let said: Vec<Occasion> =
            occasions.into_iter().filter(|occasion| !occasion.said.is_empty()).collect();
        let pages = u32::try_from(said.len().div_ceil(OCCASIONS_SHOWN).max(1)).unwrap_or(u32::MAX);
        let page = page.clamp(1, pages);
        let shown = of_page(said, page);
        Ok(DialoguePage {
            papers: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            subjects: grid(&shown),
            occasions: shown.into_iter().map(|occasion| occasion.line).collect(),
            page,
            pages,
            since,
            positions,
            undertakings,
            next,
            ahead,
            overall,
            a,
            b,
        })
    }

    /// What was left open with those sides: the last that was said of each subject, where that settles nothing.
    pub(super) fn left_open(&self, sides: &[String]) -> Result<Vec<Said>, Refused> {
        let mut all = Vec::new();
        for side in sides {
            for row in self.naming(&[side], OPEN_PAPERS_MAX)? {
                let occasion = self.occasion(&row, (side, ""), &[])?;
                all.extend(occasion.said.into_iter().filter(|said| said.side == "a"));
            }
        }
        let about: Vec<&str> = all.iter().map(|said| said.about.as_str()).collect();
        let groups = groups(&about);
        let last = groups.into_iter().filter_map(|group| group.last().and_then(|at| all.get(*at)));
        let mut open: Vec<Said> = last.filter(|said| OPEN.contains(&said.became)).cloned().collect();
        open.reverse();
        open.truncate(OPEN_SHOWN);
        Ok(open)
    }

    /// The newest papers that name each of them, the oldest first.
    fn naming(&self, sides: &[&str], limit: usize) -> Result<Vec<PaperRow>, Refused> {
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

    /// What one of the two says in a paper, or is said in it to have said.
    fn occasion(
        &self,
        row: &PaperRow,
        sides: (&str, &str),
        promised: &[UndertakingLine],
    ) -> Result<Occasion, Refused> {
        let topics = self.gate()?.all(topic_columns!("WHERE t.paper = ?1 ORDER BY t.n"), [row.row], read)?;
        let line = self.line(row)?;
        let mut occasion = Occasion { line, said: Vec::new(), positions: Vec::new(), ahead: Vec::new() };
        for topic in topics {
            let finding: Finding = serde_json::from_str(&topic.finding).map_err(store::json)?;
            let said = said(&finding, &topic, &occasion.line, sides);
            match topic.class.as_str() {
                "meeting" => occasion.ahead.push(said),
                _ if said.side.is_empty() => {}
                "assessment" => occasion.positions.push(said),
                _ => occasion.said.push(said),
            }
        }
        for line in promised.iter().filter(|line| line.paper == occasion.line.id) {
            occasion.said.extend(agreed(line, sides));
        }
        Ok(occasion)
    }

    /// Meetings ahead of which these papers speak, or that were noted with one of the two.
    fn next_for(&self, rows: &[PaperRow], (a, b): (&str, &str)) -> Result<Vec<MeetingLine>, Refused> {
        let spoken = |row: &PaperRow| {
            self.gate()?.all("SELECT meeting FROM meeting_paper WHERE paper = ?1", [row.row], |r| {
                r.get::<_, String>(0)
            })
        };
        let spoken: Vec<Vec<String>> = rows.iter().map(spoken).collect::<Result<_, Refused>>()?;
        let spoken: BTreeSet<String> = spoken.into_iter().flatten().collect();
        let ahead = self.gate()?.all(
            meeting_columns!(
                "WHERE m.day >= ?1 AND m.cancelled IS NULL ORDER BY m.day, m.clock, m.id LIMIT 500"
            ),
            [self.day_now().to_string()],
            MeetingRow::read,
        )?;
        let next = ahead.into_iter().filter(|row| spoken.contains(&row.id) || row.is_with(&[a, b]));
        self.told(next.collect())
    }
}

/// Open undertakings of the one side, of the other, of others.
fn by_side(promised: Vec<UndertakingLine>, (a, b): (&str, &str)) -> [Vec<UndertakingLine>; 3] {
    let mut all = <[Vec<UndertakingLine>; 3]>::default();
    for line in promised.into_iter().filter(|line| !line.closed) {
        let of = match (names(&line.actor, a), names(&line.actor, b)) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        };
        if let Some(lines) = all.get_mut(of) {
            lines.push(line);
        }
    }
    all
}

fn side(name: &str) -> Result<String, Refused> {
    let letters =
        |c: char| if c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.') { c } else { ' ' };
    let plain: String = name.chars().take(SIDE_CHARS_MAX).map(letters).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.is_empty() {
        Err(Refused::Invalid("name two who speak with one another".into()))
    } else {
        Ok(plain)
    }
}

fn whose(words: &str, (a, b): (&str, &str)) -> &'static str {
    match (names(words, a), names(words, b)) {
        (true, true) => "both",
        (true, false) => "a",
        (false, true) => "b",
        (false, false) => "",
    }
}

fn said(finding: &Finding, topic: &Topic, paper: &PaperLine, sides: (&str, &str)) -> Said {
    let value = |name| finding.role(name).map_or("", |role| role.value.as_str());
    let about = [value(RoleName::Subject), value(RoleName::Act)];
    let by = value(RoleName::Holder);
    Said {
        by: by.to_owned(),
        side: whose(by, sides),
        became: match finding.what {
            What::Subject(fate) => fate.word(),
            _ => "",
        },
        about: about.into_iter().find(|words| !words.is_empty()).unwrap_or_default().to_owned(),
        words: topic.words.clone(),
        reference: paper.reference.clone(),
        paper: paper.id.clone(),
        number: topic.number,
        state: topic.state.clone(),
    }
}

/// What was undertaken about a subject, each subject by itself.
fn agreed(line: &UndertakingLine, sides: (&str, &str)) -> Vec<Said> {
    let both = format!("{} {}", line.actor, line.partner);
    let side = whose(&both, sides);
    let about = line.about.split("; ").filter(|about| !about.is_empty() && !side.is_empty());
    about
        .map(|about| Said {
            by: line.actor.clone(),
            side,
            became: line.firmness,
            about: about.to_owned(),
            words: line.words.clone(),
            reference: line.reference.clone(),
            paper: line.paper.clone(),
            number: line.number,
            state: line.state.clone(),
        })
        .collect()
}

/// The occasions of a page, of which the first is the newest; each page in order of time.
fn of_page(mut said: Vec<Occasion>, page: u32) -> Vec<Occasion> {
    let later = usize::try_from(page - 1).unwrap_or(0) * OCCASIONS_SHOWN;
    said.truncate(said.len().saturating_sub(later));
    said.split_off(said.len().saturating_sub(OCCASIONS_SHOWN))
}

fn grid(occasions: &[Occasion]) -> Vec<SubjectRow> {
    let all: Vec<(usize, &Said)> = occasions
        .iter()
        .enumerate()
        .flat_map(|(at, one)| one.said.iter().map(move |said| (at, said)))
        .collect();
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
    // What was spoken of last stands first; among these, what was spoken of most often.
    let last = |row: &SubjectRow| row.cells.iter().rposition(|cell| !cell.is_empty());
    let often = |row: &SubjectRow| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    rows.sort_by_key(|row| std::cmp::Reverse((last(row), often(row))));
    rows.truncate(SUBJECTS_SHOWN);
    rows
}

fn shortest(group: &[(usize, &Said)]) -> String {
    let names = group.iter().map(|(_, said)| said.about.as_str()).filter(|name| !name.is_empty());
    names.min_by_key(|name| name.chars().count()).unwrap_or("not named").to_owned()
}

/// What is otherwise at the last occasion than at those before it.
fn since(occasions: &[Occasion]) -> Vec<Change> {
    let spoken: Vec<&Occasion> = occasions.iter().filter(|one| !one.said.is_empty()).collect();
    let Some((last, before)) = spoken.split_last().filter(|(_, before)| !before.is_empty()) else {
        return Vec::new();
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
            of(false).next_back().map(|(.., said)| said.became),
            of(true).next_back().map(|(.., said)| said.became),
        );
        let what = match (was, is) {
            (None, Some(_)) => "new".to_owned(),
            (Some(was), Some(is)) if was != is => format!("{was}, now {is}"),
            (Some(_), None) if of(false).any(|(_, just, _)| *just) => "not taken up again".to_owned(),
            _ => return None,
        };
        Some(Change { subject, what })
    };
    groups(&about).into_iter().filter_map(change).collect()
}

fn positions(occasions: &[Occasion]) -> Vec<Position> {
    let newest = occasions.iter().rev();
    let all = newest.flat_map(|one| {
        one.positions.iter().map(|said| Position { date: one.line.date, said: said.clone() })
    });
    all.take(POSITIONS_SHOWN).collect()
}

/// What the last paper that looks ahead looks ahead to.
fn ahead(occasions: &[Occasion]) -> Vec<Said> {
    occasions.iter().rev().find(|one| !one.ahead.is_empty()).map(|one| one.ahead.clone()).unwrap_or_default()
}
