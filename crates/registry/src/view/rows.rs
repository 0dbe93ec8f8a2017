//! Rows of papers, as lines.

use std::str::FromStr;

use chancery_office::id::Id;
use chancery_office::reading::Kind;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Row;
use rusqlite::types::Type;

use super::View;
use crate::answers::PaperLine;
use crate::label_no::LabelNo;
use crate::refused::Refused;
use crate::sides::names;

/// Columns that [`PaperRow`] is read from, in order: of papers in the register, or of those in the in-tray.
macro_rules! paper_columns {
    ($rest:literal) => {
        crate::view::rows::paper_columns!("paper", "enclosure", $rest)
    };
    ($papers:literal, $enclosures:literal, $rest:literal) => {
        concat!(
            "SELECT p.row, p.id, p.seq, p.label_id, p.own_label_id, p.settled, p.kind, p.title, p.sender, ",
            "p.recipient, p.day, p.entered, p.words, p.number, (SELECT count(*) FROM ",
            $enclosures,
            " e WHERE e.cover = p.row) FROM ",
            $papers,
            " p ",
            $rest
        )
    };
}
pub(super) use paper_columns;

/// A visible paper's row.
#[derive(Clone, Debug)]
pub struct PaperRow {
    /// The row's number; it never leaves the registry.
    pub row: i64,
    /// The paper's id.
    pub id: Id,
    /// The entry by which it was registered.
    pub seq: u64,
    /// What it bears.
    pub label: LabelNo,
    /// What it bears by itself.
    pub own_label: LabelNo,
    /// Its marking was read.
    pub settled: bool,
    kind: Kind,
    title: String,
    sender: String,
    recipient: String,
    /// The day on which it was written.
    pub day: Option<Date>,
    entered: Timestamp,
    /// Words of its text.
    pub words: u32,
    /// Its number.
    pub number: String,
    enclosures: u32,
}

impl PaperRow {
    /// It is from him or to him.
    pub(super) fn is_between(&self, surname: &str) -> bool {
        names(&self.sender, surname) || names(&self.recipient, surname)
    }

    /// The same paper as another entry says it stands.
    pub(super) fn as_of(&self, seq: u64) -> Self {
        Self { seq, ..self.clone() }
    }

    /// Reads the columns of [`paper_columns`].
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            row: row.get(0)?,
            id: parsed(row, 1)?,
            seq: row.get(2)?,
            label: row.get(3)?,
            own_label: row.get(4)?,
            settled: row.get(5)?,
            kind: worded(row, 6, Kind::from_word)?,
            title: row.get(7)?,
            sender: row.get(8)?,
            recipient: row.get(9)?,
            day: parsed_if(row, 10)?,
            entered: moment(row, 11)?,
            words: row.get(12)?,
            number: row.get(13)?,
            enclosures: row.get(14)?,
        })
    }
}

impl View {
    pub(super) fn line(&self, row: &PaperRow) -> Result<PaperLine, Refused> {
        let (own, effective) = (self.label(row.own_label)?, self.label(row.label)?);
        Ok(PaperLine {
            id: row.id.to_string(),
            reference: row.number.clone(),
            title: row.title.clone(),
            kind: row.kind,
            from: row.sender.clone(),
            to: row.recipient.clone(),
            date: row.day,
            entered: row.entered,
            marked: self.marked_covering(&own, &effective),
            words: row.words,
            enclosures: row.enclosures,
        })
    }

    pub(super) fn lines(&self, rows: &[PaperRow]) -> Result<Vec<PaperLine>, Refused> {
        rows.iter().map(|row| self.line(row)).collect()
    }

    /// A visible paper by its id or any number that it bears.
    pub(super) fn row(&self, name: &str) -> Result<PaperRow, Refused> {
        let gate = self.gate()?;
        let by_id = match name.parse::<Id>() {
            Ok(id) => gate.first(paper_columns!("WHERE p.id = ?1"), [id.to_string()], PaperRow::read)?,
            Err(_) => None,
        };
        let found = match by_id {
            Some(row) => Some(row),
            None => gate.first(
                paper_columns!(
                    "WHERE p.row = (SELECT n.paper FROM number n WHERE n.text IN (?1, ?2) LIMIT 1)"
                ),
                [name.trim(), &folded(name)],
                PaperRow::read,
            )?,
        };
        found.ok_or(Refused::Absent)
    }

    /// The lines of papers just entered, those left out that the reader may not know.
    pub(crate) fn lines_of(&self, papers: &[Id]) -> Result<Vec<PaperLine>, Refused> {
        let mut lines = Vec::new();
        for id in papers {
            let row =
                self.gate()?.first(paper_columns!("WHERE p.id = ?1"), [id.to_string()], PaperRow::read)?;
            let row = row.map_or_else(|| self.tray_row_of(*id), |row| Ok(Some(row)))?;
            if let Some(row) = row {
                lines.push(self.line(&row)?);
            }
        }
        Ok(lines)
    }

    /// The paper of the same bytes, if the reader may know of one, and whether it was turned away.
    pub(crate) fn held(&self, fingerprint: &str) -> Result<Option<(PaperLine, bool)>, Refused> {
        let row = self.gate()?.first(
            paper_columns!("WHERE p.fingerprint = ?1 ORDER BY p.row LIMIT 1"),
            [fingerprint],
            PaperRow::read,
        )?;
        let row = row.map_or_else(|| self.held_in_tray(fingerprint), |row| Ok(Some(row)))?;
        row.map(|row| Ok((self.line(&row)?, self.was_turned_away(&row)?))).transpose()
    }
}

/// A moment of a row; one that does not read is damage, and never taken for another.
pub(super) fn moment(row: &Row<'_>, at: usize) -> rusqlite::Result<Timestamp> {
    moment_if(row, at)?.ok_or_else(|| unread(at))
}

/// The same where there may be none.
pub(super) fn moment_if(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Timestamp>> {
    let told = |ms| Timestamp::from_millisecond(ms).map_err(|_| unread(at));
    row.get::<_, Option<i64>>(at)?.map(told).transpose()
}

/// What a row tells in the form in which it prints: an id, a day.
pub(super) fn parsed<T: FromStr>(row: &Row<'_>, at: usize) -> rusqlite::Result<T> {
    parsed_if(row, at)?.ok_or_else(|| unread(at))
}

/// The same where there may be none.
pub(super) fn parsed_if<T: FromStr>(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<T>> {
    let read = |text: String| text.parse().map_err(|_| unread(at));
    row.get::<_, Option<String>>(at)?.map(read).transpose()
}

/// What a row tells by its word.
pub(super) fn worded<T>(
    row: &Row<'_>,
    at: usize,
    read: impl FnOnce(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    read(row.get_ref(at)?.as_str()?).ok_or_else(|| unread(at))
}

/// The same where an empty one says that there is none.
pub(super) fn worded_if<T>(
    row: &Row<'_>,
    at: usize,
    read: impl FnOnce(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    if row.get_ref(at)?.as_str()?.is_empty() { Ok(None) } else { worded(row, at, read).map(Some) }
}

fn unread(at: usize) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(at, Type::Null, "it does not read".into())
}

/// Longest part of a name that a list is narrowed by.
const NAME_CHARS_MAX: usize = 200;

/// A pattern for what holds these words, whatever is in them; for `LIKE … ESCAPE '\\'`.
pub(super) fn holding(words: &str) -> String {
    let mut pattern = String::from("%");
    for letter in words.chars().take(NAME_CHARS_MAX) {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// "s82/1" and "s  82/1" are "S 82/1".
fn folded(reference: &str) -> String {
    let packed: String = reference.split_whitespace().collect::<String>().to_uppercase();
    let Some((before, number)) = packed.rsplit_once('/') else { return packed };
    let series = before.trim_end_matches(|c: char| c.is_ascii_digit());
    format!("{series} {}/{number}", before.strip_prefix(series).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn a_number_is_found_however_it_is_typed() {
        for typed in ["S 82/1", "s82/1", " s  82 / 1"] {
            assert_eq!(folded(typed), "S 82/1");
        }
        assert_eq!(folded("us-s-nd 69/12"), "US-S-ND 69/12");
        assert_eq!(
            (folded("nonsense"), folded("/"), folded("")),
            ("NONSENSE".into(), " /".into(), String::new())
        );
    }
}
