//! By whose account: "Marcos stated that Nixon agreed" is Nixon's agreement by the account of Marcos.

use super::Run;
use crate::rules::lexicon::KNOWN;
use crate::rules::phrase::actor_ends;
use crate::tokens::{Shape, Token};
use chancery_office::reading::RoleName;

/// Accounts within accounts that are followed.
const HOLDERS_MAX: usize = 3;
/// Tokens of the longest name before a verb of saying.
const HOLDER_TOKENS_MAX: usize = 9;

/// Those by whose account the words from token `first` to token `last` are told, outermost first.
pub(super) fn holders(tokens: &[Token<'_>], first: usize, last: usize) -> Vec<Run> {
    let mut out = Vec::new();
    let mut at = first;
    while let Some(found) = teller(tokens, at).filter(|_| out.len() < HOLDERS_MAX) {
        at = found.first;
        out.insert(0, found);
    }
    if out.is_empty() {
        out.extend(according(tokens, first).or_else(|| afterthought(tokens, last)));
    }
    out
}

/// The first in a sentence who says or thinks something: "Marcos stated", "it was his view" has none.
pub(super) fn first_teller(tokens: &[Token<'_>]) -> Option<Run> {
    let tells = |at: &usize| {
        tokens
            .get(*at)
            .is_some_and(|t| [KNOWN.say, KNOWN.think].into_iter().any(|class| t.classes.has(class)))
    };
    let before = |verb: usize| {
        let reached = |at: usize| {
            let ends = actor_ends(tokens, at).into_iter().flatten();
            ends.filter(|end| reaches(tokens, *end, verb))
                .map(|last| Run { name: RoleName::Holder, first: at, last })
                .next()
        };
        (verb.saturating_sub(HOLDER_TOKENS_MAX)..verb).find_map(reached)
    };
    (0..tokens.len()).filter(tells).find_map(before)
}

/// "Marcos stated (that)", "Diem told me (that)" right before token `first`.
fn teller(tokens: &[Token<'_>], first: usize) -> Option<Run> {
    let that = usize::from(before(tokens, first).is_some_and(|t| t.is("that")));
    let end = first.checked_sub(that)?;
    let verb = say_before(tokens, end)?;
    let leads = |at: usize| actor_ends(tokens, at).into_iter().flatten().any(|e| reaches(tokens, e, verb));
    let first = (verb.saturating_sub(HOLDER_TOKENS_MAX)..verb).find(|at| leads(*at))?;
    let last = actor_ends(tokens, first).into_iter().flatten().find(|e| reaches(tokens, *e, verb))?;
    Some(Run { name: RoleName::Holder, first, last })
}

/// The verb of saying that ends at token `end`, perhaps with the one who was told behind it.
fn say_before(tokens: &[Token<'_>], end: usize) -> Option<usize> {
    let last = end.checked_sub(1)?;
    if tokens.get(last)?.classes.has(KNOWN.say) {
        return Some(last);
    }
    let told = |at: &usize| {
        tokens.get(*at).is_some_and(|t| t.classes.has(KNOWN.say))
            && actor_ends(tokens, at + 1).into_iter().flatten().any(|e| e == end)
    };
    (end.saturating_sub(HOLDER_TOKENS_MAX)..last).find(told)
}

/// Whether nothing but adverbs and auxiliaries stand between a name's end and its verb.
fn reaches(tokens: &[Token<'_>], end: usize, verb: usize) -> bool {
    let light = |t: &Token<'_>| t.classes.has(KNOWN.adverb) || t.classes.has(KNOWN.auxiliary);
    end <= verb && tokens.get(end..verb).is_some_and(|between| between.iter().all(light))
}

/// "According to the Minister, …".
fn according(tokens: &[Token<'_>], first: usize) -> Option<Run> {
    let opens = tokens.first()?.is("according") && tokens.get(1)?.is("to");
    let last = actor_ends(tokens, 2).into_iter().flatten().find(|e| *e < first).filter(|_| opens)?;
    Some(Run { name: RoleName::Holder, first: 2, last })
}

/// "…, the Minister said" after the words.
fn afterthought(tokens: &[Token<'_>], last: usize) -> Option<Run> {
    let at = last + usize::from(tokens.get(last)?.is(","));
    let says = |end: usize| tokens.get(end).is_some_and(|t| t.classes.has(KNOWN.say));
    let closes = |end: usize| tokens.get(end + 1).is_none_or(|t| t.shape == Shape::Point);
    let end = actor_ends(tokens, at).into_iter().flatten().find(|e| says(*e) && closes(*e))?;
    (at > last).then_some(Run { name: RoleName::Holder, first: at, last: end })
}

/// "He did not push the proposal, and agreed that …": who agreed before token `first` is the subject of the clause
/// that "and" joins it to.
pub(super) fn conjoined(tokens: &[Token<'_>], first: usize) -> Option<Run> {
    before(tokens, first).filter(|t| t.is("and"))?;
    let opens = |at: usize| before(tokens, at).is_none_or(|t| t.is("that") || t.shape == Shape::Point);
    let does = |end: &usize| {
        let verb = tokens.get(*end);
        *end < first && verb.is_some_and(|t| t.classes.has(KNOWN.auxiliary) || t.classes.has(KNOWN.say))
    };
    let subject = |at: usize| Some((at, actor_ends(tokens, at).into_iter().flatten().find(does)?));
    let (first, last) = (0..first).rev().filter(|at| opens(*at)).find_map(subject)?;
    Some(Run { name: RoleName::Holder, first, last })
}

fn before<'a, 't>(tokens: &'a [Token<'t>], at: usize) -> Option<&'a Token<'t>> {
    at.checked_sub(1).and_then(|i| tokens.get(i))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;

    fn told(text: &str, word: &str) -> Vec<String> {
        let all = tokens(text, &[(0, text.len())], 200);
        let first = all.iter().position(|t| t.is(word)).unwrap();
        let run = |r: &Run| text[all[r.first].start..all[r.last - 1].end()].to_owned();
        holders(&all, first, all.len()).iter().map(run).collect()
    }

    #[test]
    fn an_account_within_an_account_is_told_from_outside_in() {
        assert_eq!(told("Marcos stated that Nixon agreed to it", "nixon"), ["Marcos"]);
        assert_eq!(
            told("Mr. Kissinger told me that Dobrynin had said he would go", "he"),
            ["Mr. Kissinger", "Dobrynin"]
        );
        assert_eq!(told("According to the Ambassador, Nixon will go", "nixon"), ["the Ambassador"]);
    }

    #[test]
    fn who_goes_on_after_and_is_the_subject_of_the_clause_before() {
        let text = "I was impressed that he did not push it, and agreed that the talks go on";
        let all = tokens(text, &[(0, text.len())], 200);
        let agreed = all.iter().position(|t| t.is("agreed")).unwrap();
        let run = conjoined(&all, agreed).unwrap();
        assert_eq!(&text[all[run.first].start..all[run.last - 1].end()], "he");
        assert!(conjoined(&all, 2).is_none());
    }

    #[test]
    fn whoever_says_nothing_holds_nothing() {
        assert_eq!(told("Marcos hoped that Nixon agreed to it", "nixon"), [""; 0]);
    }
}
