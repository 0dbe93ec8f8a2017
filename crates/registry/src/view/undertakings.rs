//! The chase list, and one undertaking.

use chancery_office::act::Manner;
use chancery_office::id::Id;
use chancery_office::reading::{Finding, Firmness, RoleName, What};
use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::View;
use super::judging::Experience;
use super::lists::pages;
use super::rows::{PaperRow, day, holding, paper_columns};
use crate::answers::{
    ChaseAsked, ChasePage, LoadLine, PaperLine, StepShown, UndertakingLine, UndertakingPage,
};
use crate::refused::Refused;
use crate::store;

/// Undertakings on a page.
pub const PAGE_UNDERTAKINGS: u32 = 50;
/// Owners whose load is shown.
const LOAD_SHOWN: usize = 12;
/// Owners that are looked at for that.
const LOAD_LOOKED_AT: u32 = 60;
/// Undertakings that are shown as perhaps the same.
const LIKE_SHOWN: u32 = 10;
/// Words of a chaser that are quoted.
const QUOTED_CHARS_MAX: usize = 300;
/// Names of the office by which its own undertakings are told.
const NAMES_MAX: usize = 200;

macro_rules! undertaking_columns {
    ($rest:literal) => {
        concat!(
            "SELECT u.paper, u.number, u.due, u.finding, u.words, u.state, u.key, u.owner, u.step, u.closed ",
            "FROM undertaking u ",
            $rest
        )
    };
}

/// Who answers for an undertaking.
const OWNER: &str = "CASE WHEN u.owner <> '' THEN u.owner ELSE u.actor END";

pub(super) struct Kept {
    pub paper: i64,
    number: u32,
    due: Option<String>,
    finding: String,
    words: String,
    state: String,
    pub key: String,
    owner: String,
    step: String,
    pub closed: bool,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept {
        paper: row.get(0)?,
        number: row.get(1)?,
        due: row.get(2)?,
        finding: row.get(3)?,
        words: row.get(4)?,
        state: row.get(5)?,
        key: row.get(6)?,
        owner: row.get(7)?,
        step: row.get(8)?,
        closed: row.get(9)?,
    })
}

impl View {
    /// The chase list: overdue first and the latest day of these first, then by day, then without one.
    pub fn undertakings(&self, asked: &ChaseAsked) -> Result<ChasePage, Refused> {
        self.gate()?.begin()?;
        let (condition, mut values) = self.chased(asked);
        let total: u64 = self
            .gate()?
            .value(&format!("SELECT count(*) FROM undertaking u {condition}"), params_from_iter(&values))?;
        let page = asked.page.clamp(1, 1_000_000);
        values.push(Value::Text(self.day_now().to_string()));
        let today = values.len();
        let first = match asked.order.as_str() {
            "owner" => format!("{OWNER}, "),
            "counterpart" => "u.partner = '', u.partner, ".to_owned(),
            _ => String::new(),
        };
        let sql = format!(
            "SELECT u.n FROM undertaking u {condition} ORDER BY {first}u.closed, u.due IS NULL, u.due >= ?{today},
             CASE WHEN u.due < ?{today} THEN u.due END DESC, u.due, u.n LIMIT {PAGE_UNDERTAKINGS} OFFSET {}",
            u64::from(page - 1) * u64::from(PAGE_UNDERTAKINGS)
        );
        // Their words are taken only of those that the page shows.
        let shown = self.gate()?.all_of(&sql, params_from_iter(&values), |r| r.get::<_, i64>(0))?;
        let mut kept = Vec::with_capacity(shown.len());
        for n in shown {
            kept.extend(self.gate()?.first(undertaking_columns!("WHERE u.n = ?1"), [n], read)?);
        }
        let lines = self.undertaking_lines(kept)?;
        let overall = self.shown_undertakings(&lines)?;
        Ok(ChasePage {
            load: self.load()?,
            pages: pages(total, PAGE_UNDERTAKINGS),
            lines,
            total,
            page,
            overall,
        })
    }

    fn chased(&self, asked: &ChaseAsked) -> (String, Vec<Value>) {
        let (mut parts, mut values) = (vec!["1".to_owned()], Vec::new());
        let like = |column: &str, words: &str, values: &mut Vec<Value>| {
            values.push(Value::Text(holding(words)));
            format!("{column} LIKE ?{} ESCAPE '\\'", values.len())
        };
        if !asked.who.is_empty() {
            let (actor, owner) =
                (like("u.actor", &asked.who, &mut values), like("u.owner", &asked.who, &mut values));
            parts.push(format!("({actor} OR {owner})"));
        }
        if !asked.with.is_empty() {
            parts.push(like("u.partner", &asked.with, &mut values));
        }
        if matches!(asked.side.as_str(), "ours" | "theirs") {
            let names = self.names_of_office();
            let ours: Vec<String> = names.iter().map(|name| like(OWNER, name, &mut values)).collect();
            let ours = if ours.is_empty() { "0".to_owned() } else { ours.join(" OR ") };
            let not = if asked.side == "ours" { "" } else { "NOT " };
            parts.push(format!("{not}({ours})"));
        }
        match asked.state.as_str() {
            "closed" => parts.push("u.closed = 1".into()),
            "all" => parts.push("u.closed IN (0, 1)".into()),
            _ => parts.push("u.closed = 0".into()),
        }
        (format!("WHERE {}", parts.join(" AND ")), values)
    }

    /// Surnames and posts of the office's people.
    fn names_of_office(&self) -> Vec<String> {
        let poison = std::sync::PoisonError::into_inner;
        let people = self.registry.0.pulse.people.read().unwrap_or_else(poison);
        let surnames = people.values().filter_map(|person| person.name.split_whitespace().last());
        let mut names: Vec<String> = surnames.map(str::to_owned).collect();
        drop(people);
        let posts = self.registry.0.pulse.posts.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        names.extend(posts.values().filter(|post| post.principal).map(|post| post.title.clone()));
        names.sort_unstable();
        names.dedup();
        names.truncate(NAMES_MAX);
        names
    }

    /// Who has how many open: "George P. Shultz (we)" is he, and "they" are nobody.
    fn load(&self) -> Result<Vec<LoadLine>, Refused> {
        let sql = format!(
            "SELECT {OWNER} AS who, count(*), sum(CASE WHEN u.due < ?1 THEN 1 ELSE 0 END) FROM undertaking u
             WHERE u.closed = 0 AND {OWNER} <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {LOAD_LOOKED_AT}"
        );
        let rows = self.gate()?.all_of(&sql, [self.day_now().to_string()], |r| {
            Ok(LoadLine { owner: r.get(0)?, open: r.get(1)?, overdue: r.get(2)? })
        })?;
        let mut load: Vec<LoadLine> = Vec::new();
        for line in rows {
            let owner = line.owner.split(" (").next().unwrap_or_default().to_owned();
            if !owner.contains(char::is_uppercase) {
                continue;
            }
            match load.iter_mut().find(|known| known.owner == owner) {
                Some(known) => {
                    known.open += line.open;
                    known.overdue += line.overdue;
                }
                None => load.push(LoadLine { owner, ..line }),
            }
        }
        load.sort_by(|one, other| other.open.cmp(&one.open).then_with(|| one.owner.cmp(&other.owner)));
        load.truncate(LOAD_SHOWN);
        Ok(load)
    }

    fn shown_undertakings(
        &self,
        lines: &[UndertakingLine],
    ) -> Result<Option<crate::answers::Marked>, Refused> {
        let papers: Vec<Id> = lines.iter().filter_map(|line| line.paper.parse().ok()).collect();
        self.show(Manner::Extract, &papers)?;
        self.overall(&lines.iter().map(|line| line.paper.as_str()).collect::<Vec<_>>())
    }

    /// One undertaking: its words, what was done with it, and a text to remind by.
    pub fn undertaking(&self, paper: &str, key: &str) -> Result<UndertakingPage, Refused> {
        self.gate()?.begin()?;
        let row = self.row(paper)?;
        let kept = self.kept(&row, key)?;
        let whole = kept.key.clone();
        let like = self.perhaps_same(&kept)?;
        let experience = self.experience()?;
        let line = self.undertaking_line(kept, &row, Some(&experience))?;
        let like = self.undertaking_lines(like)?;
        let (paper, steps) = (self.line(&row)?, self.steps_of(&row, &whole)?);
        let others: Vec<PaperLine> = steps.iter().filter_map(|step| step.other.clone()).collect();
        self.show_lines(Manner::Listed, &others)?;
        let shown: Vec<UndertakingLine> = like.iter().chain([&line]).cloned().collect();
        let overall = self.shown_undertakings(&shown)?;
        let chaser = chaser(&line, &paper);
        Ok(UndertakingPage { line, paper, steps, chaser, like, may: self.must_judge().is_ok(), overall })
    }

    /// The undertaking of a paper that is known by that key, or by its beginning.
    pub(super) fn kept(&self, row: &PaperRow, key: &str) -> Result<Kept, Refused> {
        let mut kept =
            self.gate()?.all(undertaking_columns!("WHERE u.paper = ?1 ORDER BY u.n"), [row.row], read)?;
        let exact = kept.iter().position(|one| one.key == key);
        let mut near = kept.iter().enumerate().filter(|(_, one)| !key.is_empty() && one.key.starts_with(key));
        let at = exact.or_else(|| match (near.next(), near.next()) {
            (Some((at, _)), None) => Some(at),
            _ => None,
        });
        at.map(|at| kept.swap_remove(at)).ok_or(Refused::Absent)
    }

    fn perhaps_same(&self, kept: &Kept) -> Result<Vec<Kept>, Refused> {
        let finding: Finding = serde_json::from_str(&kept.finding).map_err(store::json)?;
        let Some(actor) = finding.role(RoleName::Actor).filter(|actor| !actor.value.is_empty()) else {
            return Ok(Vec::new());
        };
        self.gate()?.all(
            undertaking_columns!(
                "WHERE u.actor = ?1 AND u.closed = 0 AND NOT (u.paper = ?2 AND u.key = ?3) ORDER BY u.n DESC LIMIT ?4"
            ),
            rusqlite::params![actor.value, kept.paper, kept.key, LIKE_SHOWN],
            read,
        )
    }

    fn steps_of(&self, row: &PaperRow, key: &str) -> Result<Vec<StepShown>, Refused> {
        let rows = self.gate()?.all(
            "SELECT by, at, step, words, owner, day, other FROM chase WHERE paper = ?1 AND key = ?2 ORDER BY n",
            rusqlite::params![row.row, key],
            |r| {
                let words: (String, String, String, String) = (r.get(0)?, r.get(2)?, r.get(3)?, r.get(4)?);
                Ok((words, r.get::<_, i64>(1)?, r.get::<_, Option<String>>(5)?, r.get::<_, Option<i64>>(6)?))
            },
        )?;
        let shown = rows.into_iter().map(|((by, step, words, owner), at, named, other)| {
            let other = match other {
                Some(other) => self
                    .gate()?
                    .first(paper_columns!("WHERE p.row = ?1"), [other], PaperRow::read)?
                    .map(|row| self.line(&row))
                    .transpose()?,
                None => None,
            };
            let owner = if step == "assigned" { owner } else { String::new() };
            Ok(StepShown {
                by: self.name_of(&by),
                at: Timestamp::from_millisecond(at).unwrap_or_default(),
                day: day(named.as_deref()),
                step,
                words,
                owner,
                other,
            })
        });
        shown.collect()
    }

    /// Undertakings of papers, in the order of these.
    pub(super) fn undertakings_of(&self, rows: &[PaperRow]) -> Result<Vec<UndertakingLine>, Refused> {
        let mut kept = Vec::new();
        for row in rows {
            kept.extend(self.gate()?.all(
                undertaking_columns!("WHERE u.paper = ?1 ORDER BY u.number, u.n"),
                [row.row],
                read,
            )?);
        }
        self.undertaking_lines(kept)
    }

    fn undertaking_lines(&self, kept: Vec<Kept>) -> Result<Vec<UndertakingLine>, Refused> {
        let mut lines = Vec::with_capacity(kept.len());
        let experience = if kept.is_empty() { None } else { Some(self.experience()?) };
        for kept in kept {
            let row = self.gate()?.first(paper_columns!("WHERE p.row = ?1"), [kept.paper], PaperRow::read)?;
            let Some(row) = row else { continue };
            lines.push(self.undertaking_line(kept, &row, experience.as_ref())?);
        }
        Ok(lines)
    }

    fn undertaking_line(
        &self,
        kept: Kept,
        row: &PaperRow,
        experience: Option<&Experience>,
    ) -> Result<UndertakingLine, Refused> {
        let finding: Finding = serde_json::from_str(&kept.finding).map_err(store::json)?;
        let value = |name| finding.role(name).map_or_else(String::new, |r| r.value.clone());
        let (due, today) = (day(kept.due.as_deref()), self.day_now());
        let late = due.filter(|due| *due < today && !kept.closed);
        Ok(UndertakingLine {
            actor: value(RoleName::Actor),
            act: value(RoleName::Act),
            partner: value(RoleName::Partner),
            place: value(RoleName::Place),
            about: value(RoleName::Subject),
            when_words: value(RoleName::When),
            when: finding.role(RoleName::When).and_then(|r| r.when.clone()),
            due,
            overdue: late.is_some(),
            days_late: late.map(|due| self.calendar().working_days(due, today)),
            firmness: match finding.what {
                What::Undertaking(firmness) => firmness.word(),
                _ => Firmness::Open.word(),
            },
            words: kept.words,
            confidence: experience.map_or(finding.confidence, |known| known.adjusted(&finding)),
            state: kept.state,
            reference: row.number.clone(),
            paper: row.id.to_string(),
            number: kept.number,
            key: kept.key,
            owner: kept.owner,
            step: kept.step,
            closed: kept.closed,
            marked: self.line(row)?.marked,
        })
    }

    pub(super) fn calendar(&self) -> crate::calendar::Calendar {
        self.registry.0.settings.calendar.clone().unwrap_or_default()
    }
}

/// A reminder in the form of a letter's body; it says nothing but what stands in the one paper.
fn chaser(line: &UndertakingLine, paper: &PaperLine) -> String {
    let words: String = line.words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words: String = words.chars().take(QUOTED_CHARS_MAX).collect();
    let source = paper.date.map_or_else(
        || format!("Our reference {}", paper.reference),
        |date| format!("The {} of {} ({})", paper.kind.word(), date.strftime("%-d %B %Y"), paper.reference),
    );
    let due = line.due.map_or_else(String::new, |due| {
        let was = if line.overdue { "was" } else { "is" };
        format!(" It {was} due by {}.", due.strftime("%-d %B %Y"))
    });
    format!("{source} says: “{words}”.{due} I should be grateful to know how this stands.")
}
