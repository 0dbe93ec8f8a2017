//! On what an undertaking depends: "if Cabinet agrees", "subject to collective agreement".

use super::Run;
use crate::rules::phrase::clause_end;
use crate::tokens::Token;
use chancery_office::reading::RoleName;

/// Tokens of the longest condition that opens a sentence.
const OPENING_TOKENS_MAX: usize = 40;

/// The condition that opens the sentence, or stands in or right behind an act.
pub(super) fn condition(tokens: &[Token<'_>], first: usize, act: Run) -> Option<Run> {
    inside(tokens, act).or_else(|| behind(tokens, act.last)).or_else(|| opening(tokens, first))
}

/// "If Cabinet agrees, …".
fn opening(tokens: &[Token<'_>], first: usize) -> Option<Run> {
    let at = (0..first.min(3)).find(|at| begins(tokens, *at))?;
    let comma = (at..first.min(OPENING_TOKENS_MAX)).rev().find(|i| tokens.get(*i).is_some_and(|t| t.is(",")));
    let comma = comma.or((first < OPENING_TOKENS_MAX).then_some(first))?;
    (comma > at + 1).then_some(Run { name: RoleName::Condition, first: at, last: comma })
}

fn inside(tokens: &[Token<'_>], act: Run) -> Option<Run> {
    let first = (act.first + 1..act.last).find(|at| begins(tokens, *at) && !is_choice(tokens, *at))?;
    Some(Run { name: RoleName::Condition, first, last: act.last })
}

fn behind(tokens: &[Token<'_>], last: usize) -> Option<Run> {
    let first = last + usize::from(tokens.get(last)?.is(","));
    let end = clause_end(tokens, first).filter(|_| begins(tokens, first))?;
    Some(Run { name: RoleName::Condition, first, last: end })
}

/// "Inquire if …" asks; it sets no condition.
fn is_choice(tokens: &[Token<'_>], at: usize) -> bool {
    let asks = ["see", "ask", "inquire", "know", "wonder", "as", "determine", "ascertain", "only"];
    at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| asks.contains(&t.low.as_str()))
}

/// Whether a condition begins at token `at`.
fn begins(tokens: &[Token<'_>], at: usize) -> bool {
    let word = |i: usize| tokens.get(at + i).map_or("", |t| t.low.as_str());
    matches!(
        (word(0), word(1), word(2)),
        ("if" | "unless" | "provided", _, _)
            | ("subject" | "prior", "to", "collective" | "agreement" | "approval" | "your" | "the")
            | ("in", "the", "event")
            | ("on", "condition", "that")
            | ("so" | "as", "long", "as")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;

    fn depends(text: &str, act: (&str, &str)) -> Option<String> {
        let all = tokens(text, &[(0, text.len())], 200);
        let at = |word: &str| all.iter().position(|t| t.is(word)).unwrap();
        let act = Run { name: RoleName::Act, first: at(act.0), last: at(act.1) + 1 };
        condition(&all, act.first, act).map(|r| text[all[r.first].start..all[r.last - 1].end()].to_owned())
    }

    #[test]
    fn conditions_stand_before_in_and_behind_an_act() {
        let found = |text, act| depends(text, act).unwrap();
        assert_eq!(
            found("If Cabinet agrees, the Secretary will announce it.", ("announce", "it")),
            "If Cabinet agrees"
        );
        assert_eq!(found("He will answer if asked.", ("answer", "asked")), "if asked");
        assert_eq!(
            found("Sir Anthony will answer, subject to collective agreement.", ("answer", "answer")),
            "subject to collective agreement"
        );
    }

    #[test]
    fn a_question_sets_no_condition() {
        assert_eq!(depends("I will see if it can be done.", ("see", "done")), None);
    }
}
