//! The chase list: which undertakings fit what is asked, in which order, and who has how many of them.
//!
//! They are sifted and put in order as they are counted in the register, those of one name for one other by one day
//! together; only those that a page shows are looked at one by one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use chancery_office::people::last_of;
use rusqlite::params_from_iter;

use super::View;
use super::lists::pages;
use super::undertakings::{read, undertaking_columns};
use crate::answers::{ChaseAsked, ChasePage, ChaseSide, ChaseTrust, UndertakingLine};
use crate::owed::{ALIKE, ALIKE_COLUMNS, Alike, Fits, Key, NO_DAY, Office, Owed, Run, digits, shown_of};
use crate::refused::Refused;

/// Undertakings on a page.
pub const PAGE_UNDERTAKINGS: u32 = 50;
/// Names of the office by which its own undertakings are told.
const NAMES_MAX: usize = 200;

/// What is still open, as Today tells it.
pub(super) struct OpenNow {
    /// How many undertakings, by whomever, and of how many the day is past.
    pub(super) open: u32,
    pub(super) overdue: u32,
    /// The first of those that the reader answers for himself, and how many these are in all.
    pub(super) own: Vec<UndertakingLine>,
    pub(super) own_in_all: u64,
}

/// The list that is asked for: all that is owed, and the runs of it that fit in their order.
struct Sieved<'a> {
    asked: &'a ChaseAsked,
    owed: Arc<Owed>,
    fits: Fits<'a>,
    runs: Vec<Run>,
    total: u64,
    /// How many more fit that are not as sure as is asked.
    others: u64,
}

impl Sieved<'_> {
    fn wants(&self, one: &Alike) -> bool {
        self.fits.takes(one) && self.asked.trust.takes(one.weak)
    }
}

impl View {
    /// The chase list.
    pub fn undertakings(&self, asked: &ChaseAsked) -> Result<ChasePage, Refused> {
        let (sieved, page) = (self.sieved(self.all_owed()?, asked)?, asked.page.clamp(1, 1_000_000));
        let lines = self.undertakings_on(&sieved, page)?;
        let overall = self.shown_undertakings(&lines)?;
        let (total, possible) = (sieved.total, sieved.others);
        Ok(ChasePage {
            // Whose load it is depends on nothing that is asked.
            load: sieved.owed.load(self.today_in_digits()),
            possible: if asked.trust == ChaseTrust::Likely { possible } else { 0 },
            pages: pages(total, PAGE_UNDERTAKINGS),
            lines,
            total,
            page,
            overall,
        })
    }

    /// Papers and keys of so many undertakings behind so many: none of their words, and so nothing is entered.
    pub(super) fn undertakings_known(
        &self,
        asked: &ChaseAsked,
        before: u64,
        many: u64,
    ) -> Result<Vec<(String, String)>, Refused> {
        let sieved = self.sieved(self.all_owed()?, asked)?;
        let mut known = Vec::new();
        for n in self.numbers_of(&sieved, (before, many))? {
            known.extend(self.gate()?.first(
                "SELECT p.id, u.key FROM undertaking u JOIN paper p ON p.row = u.paper WHERE u.n = ?1",
                [n],
                |r| Ok((r.get(0)?, r.get(1)?)),
            )?);
        }
        Ok(known)
    }

    /// What is still open, of everybody and of the reader himself.
    pub(super) fn open_now(&self, many: u64) -> Result<OpenNow, Refused> {
        let (owed, own) = (self.all_owed()?, self.own_handles()?);
        let (open, overdue) = owed.open_and_overdue(self.today_in_digits());
        if !own.iter().any(|own| owed.names.contains(own.as_str())) {
            return Ok(OpenNow { open, overdue, own: Vec::new(), own_in_all: 0 });
        }
        let asked = ChaseAsked { side: ChaseSide::Own, trust: ChaseTrust::All, ..ChaseAsked::default() };
        let sieved = self.sieved(owed, &asked)?;
        let own = self.undertakings_at(&sieved, (0, many))?;
        Ok(OpenNow { open, overdue, own, own_in_all: sieved.total })
    }

    fn sieved<'a>(&self, owed: Arc<Owed>, asked: &'a ChaseAsked) -> Result<Sieved<'a>, Refused> {
        let office = Office { names: self.names_of_office(), own: self.own_handles()? };
        let fits = Fits::of(asked, &owed, &office);
        let (fitting, others): (Vec<Alike>, Vec<Alike>) =
            owed.fitting(&fits).into_iter().partition(|one| asked.trust.takes(one.weak));
        let many = |of: &[Alike]| of.iter().map(|one| one.many).sum::<u64>();
        let (total, others) = (many(&fitting), many(&others));
        let runs = owed.in_order(fitting, asked.order, self.today_in_digits());
        Ok(Sieved { asked, owed, fits, runs, total, others })
    }

    fn today_in_digits(&self) -> u32 {
        digits(&self.day_now().to_string())
    }

    fn undertakings_on(&self, sieved: &Sieved<'_>, page: u32) -> Result<Vec<UndertakingLine>, Refused> {
        let of_page = u64::from(PAGE_UNDERTAKINGS);
        self.undertakings_at(sieved, (u64::from(page - 1) * of_page, of_page))
    }

    /// Their words are taken only of those that are shown.
    fn undertakings_at(
        &self,
        sieved: &Sieved<'_>,
        shown: (u64, u64),
    ) -> Result<Vec<UndertakingLine>, Refused> {
        let mut kept = Vec::new();
        for n in self.numbers_of(sieved, shown)? {
            kept.extend(self.gate()?.first(undertaking_columns!("WHERE u.n = ?1"), [n], read)?);
        }
        self.undertaking_lines(kept)
    }

    fn numbers_of(&self, sieved: &Sieved<'_>, shown: (u64, u64)) -> Result<Vec<i64>, Refused> {
        let shown = shown_of(&sieved.runs, shown);
        let dated = self.dated(sieved, &shown)?;
        let mut numbers: Vec<i64> = Vec::new();
        for &(run, before, many) in &shown {
            let key = run.key(sieved.asked.order);
            match run.first.due {
                NO_DAY => numbers.extend(self.undated(sieved, (key, before, many))?),
                _ => numbers.extend(dated.get(&key).into_iter().flatten().skip(before).take(many)),
            }
        }
        Ok(numbers)
    }

    /// The undertakings of all the days of a page at once, by what the order tells apart, as they were entered.
    fn dated(
        &self,
        sieved: &Sieved<'_>,
        shown: &[(&Run, usize, usize)],
    ) -> Result<BTreeMap<Key, Vec<i64>>, Refused> {
        let days: BTreeSet<usize> =
            shown.iter().filter(|(run, ..)| run.first.due != NO_DAY).map(|(run, ..)| run.first.day).collect();
        let places: Vec<String> = (1..=days.len()).map(|place| format!("?{place}")).collect();
        let sql = format!("SELECT {ALIKE}, n FROM undertaking WHERE due IN ({})", places.join(","));
        let mut of: BTreeMap<Key, Vec<i64>> = BTreeMap::new();
        self.gate()?.each_of(
            &sql,
            params_from_iter(days.iter().map(|day| sieved.owed.day(*day))),
            |row| {
                let one = sieved.owed.one(row)?;
                if sieved.wants(&one) {
                    of.entry(one.key(sieved.asked.order)).or_default().push(row.get(ALIKE_COLUMNS)?);
                }
                Ok(ControlFlow::Continue(()))
            },
        )?;
        of.values_mut().for_each(|numbers| numbers.sort_unstable());
        Ok(of)
    }

    /// So many of a run without a day, behind so many; no more rows are looked at than it takes to find them.
    fn undated(
        &self,
        sieved: &Sieved<'_>,
        (key, before, many): (Key, usize, usize),
    ) -> Result<Vec<i64>, Refused> {
        let sql = format!("SELECT {ALIKE}, n FROM undertaking WHERE due IS NULL AND closed = ?1 ORDER BY n");
        let (mut passed, mut numbers) = (0, Vec::new());
        self.gate()?.each_of(&sql, [key.0], |row| {
            let one = sieved.owed.one(row)?;
            if one.key(sieved.asked.order) == key && sieved.wants(&one) {
                if passed >= before {
                    numbers.push(row.get(ALIKE_COLUMNS)?);
                }
                passed += 1;
            }
            Ok(if numbers.len() < many { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        })?;
        Ok(numbers)
    }

    /// What is owed as this reader may know it, as it stood at the moment that is asked.
    fn all_owed(&self) -> Result<Arc<Owed>, Refused> {
        self.gate()?.begin()?;
        self.pass.owed(|| {
            let mut owed = Owed::default();
            let sql = format!("SELECT {ALIKE}, many FROM owed");
            self.gate()?.all_of(&sql, [], |row| owed.take(row))?;
            Ok(owed)
        })
    }

    /// Surnames and posts of the office's people.
    pub(super) fn names_of_office(&self) -> Vec<String> {
        let poison = std::sync::PoisonError::into_inner;
        let people = self.registry.0.pulse.people.read().unwrap_or_else(poison);
        let surnames = people.values().map(|person| last_of(&person.name));
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
