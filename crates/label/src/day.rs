//! Civil days, by which a policy knows what a word meant when it was written.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A civil day, written `2010-06-28`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

/// Most characters of a text that is told to be no day.
const TOLD_CHARS_MAX: usize = 32;

/// Why a text is no day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no day; write it as 2010-06-28")]
pub struct NotADay(String);

impl Day {
    /// The day of that year, month and day, if the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (1..=days).contains(&day).then_some(Self { year, month, day })
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        day(text).ok_or_else(|| NotADay(text.chars().take(TOLD_CHARS_MAX).collect()))
    }
}

fn day(text: &str) -> Option<Day> {
    let mut fields = text.splitn(3, '-');
    let mut field = |digits: usize| {
        let field = fields.next()?;
        (field.len() == digits && field.bytes().all(|b| b.is_ascii_digit())).then_some(field)
    };
    let (year, month, day) = (field(4)?, field(2)?, field(2)?);
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

impl TryFrom<String> for Day {
    type Error = NotADay;

    fn try_from(text: String) -> Result<Self, NotADay> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
