//! What came back, and the first thing that came back otherwise.

use std::fmt;

use super::ask::{Ask, asks};
use super::ground::Ground;
use crate::{Answer, Browser};

/// What came back for one thing that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    /// What was asked.
    pub asked: String,
    /// What came.
    pub answer: Answer,
}

/// Asks one thing as the browser's reader.
pub fn came(browser: &Browser, ask: &Ask) -> Came {
    Came { asked: ask.to_string(), answer: browser.without_chance(browser.ask(ask)) }
}

/// Walks every route as the browser's reader: all reads, the acts, and all reads once more.
///
/// # Panics
/// When a route is listed that the walk does not know.
pub fn walk(browser: &Browser, ground: &Ground) -> Vec<Came> {
    asks(ground).iter().map(|ask| came(browser, ask)).collect()
}

/// The first thing that came back otherwise.
#[derive(Clone, Debug)]
pub struct Difference {
    /// Which of the things asked it is, by its place.
    pub place: usize,
    told: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told)
    }
}

/// The first thing that came back otherwise, told so that a person sees what leaked.
pub fn first_difference(plain: &[Came], fuller: &[Came]) -> Option<String> {
    first_of(plain, fuller).map(|difference| difference.to_string())
}

/// The same, with its place in the walk.
pub fn first_of(plain: &[Came], fuller: &[Came]) -> Option<Difference> {
    assert_eq!(plain.len(), fuller.len(), "the two walks asked different things");
    let place = plain.iter().zip(fuller).position(|(a, b)| a != b)?;
    Some(Difference { place, told: told(&plain[place], &fuller[place]) })
}

fn told(a: &Came, b: &Came) -> String {
    let (left, right) = (a.answer.text(), b.answer.text());
    let (left, right) = first_other(&left, &right);
    format!(
        "{}\nstatus {} and {}\nheaders {:?}\n    and {:?}\nfirst other line:\n  {left}\n  {right}",
        a.asked, a.answer.status, b.answer.status, a.answer.headers, b.answer.headers,
    )
}

/// How much of a long line is shown about where it differs.
const LINE_CHARS_SHOWN: usize = 160;

/// The first lines that differ, cut down to where they do; a line that is not there is empty.
fn first_other(left: &str, right: &str) -> (String, String) {
    let longer = left.lines().count().max(right.lines().count());
    let (mut left, mut right) = (left.lines(), right.lines());
    let pairs = (0..longer).map(|_| (left.next().unwrap_or(""), right.next().unwrap_or("")));
    let (left, right) = pairs.into_iter().find(|(l, r)| l != r).unwrap_or_default();
    let alike = left.chars().zip(right.chars()).take_while(|(l, r)| l == r).count();
    let from = alike.saturating_sub(LINE_CHARS_SHOWN / 2);
    let cut = |line: &str| line.chars().skip(from).take(LINE_CHARS_SHOWN).collect();
    (cut(left), cut(right))
}
