//! Which way a time without a year is taken: prepositions and tense tell, else the nearest day.

use super::lexeme::{Kind, Lexeme};
use super::vocabulary::C;

/// Behind the anchor or ahead of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Behind.
    Past,
    /// Ahead.
    Future,
}

/// Lexemes on either side of a time within which a verb tells its direction.
const REACH: usize = 14;

/// The direction that the words round lexemes `first..last` give.
pub(super) fn direction(all: &[Lexeme<'_>], first: usize, last: usize) -> Option<Direction> {
    let prior = first.checked_sub(1).and_then(|i| all.get(i));
    if prior.is_some_and(|p| p.is(C::By) || p.is(C::Until)) && !told_before(all, first) {
        return Some(Direction::Future);
    }
    if prior.is_some_and(|p| p.is(C::Since)) && !prior.is_some_and(|p| p.is(C::After)) {
        return Some(Direction::Past);
    }
    let clause =
        all.get(..first)?.iter().enumerate().rev().take(REACH).take_while(|(_, l)| !ends_sentence(l));
    let before = clause.filter(|(i, _)| !is_passive(all, *i)).find_map(|(_, l)| tense(l));
    let after = || {
        all.get(last..).and_then(|a| a.iter().take(REACH).take_while(|l| !ends_sentence(l)).find_map(tense))
    };
    before.or_else(after)
}

fn told_before(all: &[Lexeme<'_>], first: usize) -> bool {
    let before = all.get(..first).unwrap_or(&[]).iter().rev().take(REACH).take_while(|l| !ends_sentence(l));
    before.filter_map(tense).next() == Some(Direction::Past)
}

fn ends_sentence(lexeme: &Lexeme<'_>) -> bool {
    lexeme.kind == Kind::Point && matches!(lexeme.text, "." | "!" | "?" | ";")
}

/// Whether the verb at `i` tells no tense of its own: "will be released", "to be held".
fn is_passive(all: &[Lexeme<'_>], i: usize) -> bool {
    i.checked_sub(1).and_then(|p| all.get(p)).is_some_and(|p| p.text.eq_ignore_ascii_case("be"))
}

fn tense(lexeme: &Lexeme<'_>) -> Option<Direction> {
    if lexeme.is(C::Will) && !lexeme.is_capital() {
        return Some(Direction::Future);
    }
    let past = lexeme.is(C::Did)
        || lexeme.kind == Kind::Word
            && lexeme.text.len() > 4
            && lexeme.text.ends_with("ed")
            && lexeme.text != "need";
    past.then_some(Direction::Past)
}
