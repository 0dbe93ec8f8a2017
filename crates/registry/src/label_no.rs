//! The number of a label in the register, by which its rows name what they bear.

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};

/// The number of a label in the register. Numbers run from 1 without gaps; none ever leaves the registry.
///
/// A type of its own, so that no number of a paper is taken for what the paper bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelNo(i64);

impl LabelNo {
    /// The number of the row that was made last.
    pub fn of_row(row: i64) -> Self {
        Self(row)
    }

    /// Its place among all labels, in order.
    pub fn place(self) -> Option<usize> {
        usize::try_from(self.0.checked_sub(1)?).ok()
    }
}

impl ToSql for LabelNo {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl From<LabelNo> for Value {
    fn from(number: LabelNo) -> Self {
        Value::Integer(number.0)
    }
}

impl FromSql for LabelNo {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i64::column_result(value).map(Self)
    }
}
