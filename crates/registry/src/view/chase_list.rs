//! The chase list: which undertakings fit what is asked, in which order, and who has how many of them.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::View;
use super::lists::pages;
use super::rows::holding;
use super::undertakings::{read, undertaking_columns};
use crate::answers::{ChaseAsked, ChasePage, LoadLine, UndertakingLine};
use crate::refused::Refused;

/// Undertakings on a page.
pub const PAGE_UNDERTAKINGS: u32 = 50;
/// Owners whose load is shown.
const LOAD_SHOWN: usize = 12;
/// Names of the office by which its own undertakings are told.
const NAMES_MAX: usize = 200;
/// Who is named by them alone, is not named.
const PRONOUNS: [&str; 8] = ["he", "she", "it", "we", "they", "you", "i", "both"];
/// Who answers for an undertaking.
const OWNER: &str = "CASE WHEN u.owner <> '' THEN u.owner ELSE u.actor END";

/// An undertaking, as far as the list is sifted and ordered by.
struct Sifted {
    n: i64,
    due: Option<String>,
    owner: String,
    partner: String,
    closed: bool,
}

impl Sifted {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let (n, due, owner) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(Self { n, due, owner, partner: row.get(3)?, closed: row.get(4)? })
    }

    fn overdue(&self, today: &str) -> bool {
        self.due.as_deref().is_some_and(|due| due < today)
    }

    /// Overdue first and the latest day of these first, then by day, then without one.
    fn before(&self, other: &Self, today: &str) -> Ordering {
        let group = |one: &Self| (one.closed, one.due.is_none(), !one.overdue(today));
        let by_day = if self.overdue(today) { other.due.cmp(&self.due) } else { self.due.cmp(&other.due) };
        group(self).cmp(&group(other)).then(by_day).then(self.n.cmp(&other.n))
    }
}

impl View {
    /// The chase list.
    pub fn undertakings(&self, asked: &ChaseAsked) -> Result<ChasePage, Refused> {
        self.gate()?.begin()?;
        let today = self.day_now().to_string();
        let (fits, open) = (self.chased(asked), self.chased(&ChaseAsked::default()));
        let mut fitting = self.sifted(&fits)?;
        // Whose load it is depends on nothing that is asked.
        let load = if fits == open { load(&fitting, &today) } else { load(&self.sifted(&open)?, &today) };
        put_in_order(&mut fitting, &asked.order, &today);
        let page = asked.page.clamp(1, 1_000_000);
        let lines = self.undertakings_on(&fitting, page)?;
        let overall = self.shown_undertakings(&lines)?;
        let total = u64::try_from(fitting.len()).unwrap_or(u64::MAX);
        Ok(ChasePage { load, pages: pages(total, PAGE_UNDERTAKINGS), lines, total, page, overall })
    }

    /// Their words are taken only of those that the page shows.
    fn undertakings_on(&self, fitting: &[Sifted], page: u32) -> Result<Vec<UndertakingLine>, Refused> {
        let of_page = usize::try_from(PAGE_UNDERTAKINGS).unwrap_or(usize::MAX);
        let before = usize::try_from(page - 1).unwrap_or(usize::MAX).saturating_mul(of_page);
        let mut kept = Vec::with_capacity(of_page);
        for one in fitting.iter().skip(before).take(of_page) {
            kept.extend(self.gate()?.first(undertaking_columns!("WHERE u.n = ?1"), [one.n], read)?);
        }
        self.undertaking_lines(kept)
    }

    fn sifted(&self, (condition, values): &(String, Vec<Value>)) -> Result<Vec<Sifted>, Refused> {
        let sql = format!("SELECT u.n, u.due, {OWNER}, u.partner, u.closed FROM undertaking u {condition}");
        self.gate()?.all_of(&sql, params_from_iter(values), Sifted::read)
    }

    /// The condition that is asked for, and what stands in its places.
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
}

fn put_in_order(all: &mut [Sifted], order: &str, today: &str) {
    let first = |one: &Sifted, other: &Sifted| match order {
        "owner" => one.owner.cmp(&other.owner),
        "counterpart" => {
            (one.partner.is_empty(), &one.partner).cmp(&(other.partner.is_empty(), &other.partner))
        }
        _ => Ordering::Equal,
    };
    all.sort_unstable_by(|one, other| first(one, other).then_with(|| one.before(other, today)));
}

/// Who has how many open: "George P. Shultz (we)" is he, and "they" or "He" are nobody.
fn load(open: &[Sifted], today: &str) -> Vec<LoadLine> {
    let mut of: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for one in open {
        let owner = one.owner.split(" (").next().unwrap_or_default();
        let counted = of.entry(owner).or_default();
        counted.0 += 1;
        counted.1 += u32::from(one.overdue(today));
    }
    let named = of.into_iter().filter(|(owner, _)| {
        owner.contains(char::is_uppercase) && !PRONOUNS.iter().any(|one| owner.eq_ignore_ascii_case(one))
    });
    let mut load: Vec<LoadLine> =
        named.map(|(owner, (open, overdue))| LoadLine { owner: owner.to_owned(), open, overdue }).collect();
    load.sort_by_key(|line| Reverse(line.open));
    load.truncate(LOAD_SHOWN);
    load
}
