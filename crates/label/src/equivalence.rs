//! Equivalence: what a marking of one authority is protected as under another's policy, by dated tables.
//!
//! An equivalent is told beside the original and never takes its place: [`Label::dominates`] knows of none,
//! and what restricts a paper beside its level stays with the original.

use std::sync::LazyLock;

use serde::Serialize;

use crate::tables::{Row, Table};
use crate::{Component, Day, Grade, Label, Policies, Policy, PolicyId, REGISTRY, Tables, lex};

static COMPILED: LazyLock<Tables> = LazyLock::new(|| {
    Tables::from_toml(include_str!("../equivalents.toml")).expect("the compiled-in tables are sound")
});

/// What a table gives for a marking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Equivalent {
    /// The policy or the nation whose marking the original is.
    pub from: String,
    /// The words of the original, which stays as it is.
    pub original: String,
    /// The level of the other policy, with the tags that the table gives.
    pub label: Label,
    /// Whether the table has no equal, so that this is the next one up.
    pub upwards: bool,
    /// The table's title.
    pub table: String,
    /// Which version of it.
    pub version: String,
    /// Where in it, and what of it has not been read.
    pub cite: String,
}

/// Why there is no equivalent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoEquivalent {
    /// No table goes from one to the other on that day.
    #[error("no table leads from {from} to {to} on {day}; ask the owner of the paper")]
    NoTable {
        /// Whence.
        from: String,
        /// Whither.
        to: PolicyId,
        /// When the marking was given.
        day: Day,
    },
    /// It is laid down that there is none.
    #[error("{from} has no equivalent under {to}: {why} ({cite})")]
    Barred {
        /// Whence.
        from: String,
        /// Whither.
        to: PolicyId,
        /// The reason.
        why: String,
        /// Where it is laid down.
        cite: String,
    },
    /// The table does not speak of the marking, nor of one above it.
    #[error("the table “{table}” does not speak of “{original}”; ask the owner of the paper")]
    NotSpokenOf {
        /// The table's title.
        table: String,
        /// The words of the marking.
        original: String,
    },
    /// The label is of no policy or of several.
    #[error("the label is of {0} policies; ask for each by itself")]
    NotOfOne(usize),
    /// A policy is not at hand, or does not read the words.
    #[error("“{words}” cannot be read under {policy}; give its words, with that policy at hand")]
    Unread {
        /// The words.
        words: String,
        /// The policy.
        policy: String,
    },
}

/// A marking for which an equivalent is sought.
struct Sought<'a> {
    from: &'a str,
    original: String,
    /// What it says, where it is of a policy at hand.
    read: Option<(&'a Policy, Component)>,
}

impl Policies {
    /// What a label of one policy is protected as under another, by the table in force on the day on which
    /// it was given: its level, upwards where there is no equal. A circle of the registry does not count.
    pub fn equivalent(&self, label: &Label, to: &PolicyId, day: Day) -> Result<Equivalent, NoEquivalent> {
        let parts: Vec<_> = label.components().filter(|(id, _)| id.as_str() != REGISTRY).collect();
        let [(id, component)] = parts.as_slice() else { return Err(NoEquivalent::NotOfOne(parts.len())) };
        let original = self.print(&Label::of((*id).clone(), (*component).clone())).banner;
        let policy = self.get(id).ok_or_else(|| unread(&original, id.as_str()))?;
        let read = Some((policy, (*component).clone()));
        Tables::compiled().find(self, &Sought { from: id.as_str(), original, read }, to, day)
    }
}

impl Tables {
    /// The tables that come with the program.
    pub fn compiled() -> &'static Self {
        &COMPILED
    }

    /// What words of a policy or of a nation (`germany`, "GEHEIM") are protected as under a policy, by the
    /// table in force on the day on which they were written.
    pub fn of_words(
        &self,
        policies: &Policies,
        from: &str,
        words: &str,
        to: &PolicyId,
        day: Day,
    ) -> Result<Equivalent, NoEquivalent> {
        let policy = policies.get(&PolicyId::new(from));
        let read = policy.map(|policy| Ok((policy, component(policy, words)?))).transpose()?;
        self.find(policies, &Sought { from, original: words.into(), read }, to, day)
    }

    fn find(
        &self,
        policies: &Policies,
        sought: &Sought<'_>,
        to: &PolicyId,
        day: Day,
    ) -> Result<Equivalent, NoEquivalent> {
        self.check_barred(sought.from, to)?;
        let table = self.table(sought.from, to, day)?;
        let (row, above) = table.row(sought)?;
        let policy = policies.get(to).ok_or_else(|| unread(&row.to, to.as_str()))?;
        Ok(Equivalent {
            from: sought.from.into(),
            original: sought.original.clone(),
            label: Label::of(to.clone(), component(policy, &row.to)?),
            upwards: above || row.upwards,
            table: table.title.clone(),
            version: table.version.clone(),
            cite: table.cite.clone(),
        })
    }

    fn check_barred(&self, from: &str, to: &PolicyId) -> Result<(), NoEquivalent> {
        let mut bars = self.barred.iter().filter(|barred| barred.from == from);
        match bars.find(|barred| barred.to.as_ref().is_none_or(|other| other == to.as_str())) {
            Some(barred) => {
                let (from, to) = (from.to_owned(), to.clone());
                let (why, cite) = (barred.why.clone(), barred.cite.clone());
                Err(NoEquivalent::Barred { from, to, why, cite })
            }
            None => Ok(()),
        }
    }

    fn table(&self, from: &str, to: &PolicyId, day: Day) -> Result<&Table, NoEquivalent> {
        let leads = |table: &&Table| table.from == from && table.to == to.as_str() && table.is_in_force(day);
        let found = self.tables.iter().find(leads);
        found.ok_or_else(|| NoEquivalent::NoTable { from: from.into(), to: to.clone(), day })
    }
}

impl Table {
    /// The row of the marking, or the next one up, and which of the two.
    fn row(&self, sought: &Sought<'_>) -> Result<(&Row, bool), NoEquivalent> {
        let found = match &sought.read {
            Some((policy, component)) => self.row_of(policy, component),
            None => self.row_with(&sought.original).map(|row| (row, false)),
        };
        let (table, original) = (self.title.clone(), sought.original.clone());
        found.ok_or(NoEquivalent::NotSpokenOf { table, original })
    }

    fn row_with(&self, words: &str) -> Option<&Row> {
        let words = lex::words(words);
        self.rows.iter().find(|row| row.from.iter().any(|from| lex::words(from) == words))
    }

    fn row_of(&self, policy: &Policy, of: &Component) -> Option<(&Row, bool)> {
        let read = |row: &Row| component(policy, row.from.first()?).ok();
        let known: Vec<_> = self.rows.iter().filter_map(|row| Some((row, read(row)?))).collect();
        let equal = |row: &Component| row.level == of.level && of.all.contains_all(&row.all);
        if let Some((row, _)) = known.iter().rev().find(|(_, row)| equal(row)) {
            return Some((row, false));
        }
        // What is unclassified is not made more by a table that does not speak of it.
        let grade = policy.level_at(of.level).map_or(Grade::NotSettled, |level| level.grade);
        let above = known.iter().find(|(_, row)| row.level >= of.level && grade > Grade::Unclassified);
        above.map(|(row, _)| (*row, true))
    }
}

/// What words of a policy say.
fn component(policy: &Policy, words: &str) -> Result<Component, NoEquivalent> {
    let own = policy.parse(words).ok().and_then(|marking| marking.own);
    let component = own.as_ref().and_then(|label| label.component(policy.id()));
    component.cloned().ok_or_else(|| unread(words, policy.id().as_str()))
}

fn unread(words: &str, policy: &str) -> NoEquivalent {
    NoEquivalent::Unread { words: words.into(), policy: policy.into() }
}
