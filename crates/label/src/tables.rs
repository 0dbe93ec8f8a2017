//! Tables of equivalence as data: dated, each going one way.

use serde::Deserialize;

use crate::{Day, PolicyError};

/// Longest file of tables that is read.
pub const TABLES_BYTES_MAX: usize = 262_144;

/// Tables of equivalence, each in one direction, and what is laid down to have none.
#[derive(Clone, Debug)]
pub struct Tables {
    pub(crate) barred: Vec<Barred>,
    pub(crate) tables: Vec<Table>,
}

/// That there is no equivalent, and why.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Barred {
    pub from: String,
    /// Every policy, where none is named.
    pub to: Option<String>,
    pub why: String,
    pub cite: String,
}

/// A table in one direction.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub title: String,
    pub version: String,
    pub cite: String,
    pub from: String,
    pub to: String,
    since: Option<Day>,
    until: Option<Day>,
    /// The lowest first.
    pub rows: Vec<Row>,
}

/// A row: the spellings of a marking, and what it is protected as.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    pub from: Vec<String>,
    pub to: String,
    /// Whether the table gives no equal, so that it is the next one up.
    #[serde(default)]
    pub upwards: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    none: Vec<Barred>,
    #[serde(default)]
    table: Vec<TableFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    title: String,
    version: String,
    cite: String,
    from: String,
    /// One or more policies whose words are the same.
    to: Vec<String>,
    since: Option<Day>,
    until: Option<Day>,
    /// Whether it goes back too.
    #[serde(default)]
    back: bool,
    rows: Vec<Row>,
}

impl Tables {
    /// Reads a file of tables.
    pub fn from_toml(text: &str) -> Result<Self, PolicyError> {
        if text.len() > TABLES_BYTES_MAX {
            return Err(PolicyError::TooLong(text.len()));
        }
        let File { none, table } = toml::from_str(text)?;
        Ok(Self { barred: none, tables: table.iter().flat_map(TableFile::directions).collect() })
    }

    /// Whence a table leads, whither, and from the first day to the last on which it is in force.
    pub fn ways(&self) -> impl Iterator<Item = (&str, &str, Option<Day>, Option<Day>)> {
        self.tables.iter().map(|table| (table.from.as_str(), table.to.as_str(), table.since, table.until))
    }
}

impl Table {
    pub(crate) fn is_in_force(&self, day: Day) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl TableFile {
    fn directions(&self) -> Vec<Table> {
        let ahead = self.to.iter().map(|to| self.one(&self.from, to, self.rows.clone()));
        let back = self.to.iter().filter(|_| self.back).map(|to| self.one(to, &self.from, self.rows_back()));
        ahead.chain(back).collect()
    }

    fn one(&self, from: &str, to: &str, rows: Vec<Row>) -> Table {
        Table {
            title: self.title.clone(),
            version: self.version.clone(),
            cite: self.cite.clone(),
            from: from.into(),
            to: to.into(),
            since: self.since,
            until: self.until,
            rows,
        }
    }

    /// The rows in the other direction; what was only the next one up does not go back.
    fn rows_back(&self) -> Vec<Row> {
        let equal = self.rows.iter().filter(|row| !row.upwards);
        let back = |row: &Row| {
            let to = row.from.first()?.clone();
            Some(Row { from: vec![row.to.clone()], to, upwards: false })
        };
        equal.filter_map(back).collect()
    }
}
