//! Who does it, where a rule does not say: the subject of what was asked or proposed, or whom a passive names.

use super::Run;
use crate::rules::lexicon::KNOWN;
use crate::rules::phrase::{actor_ends, is_done, verb_end};
use crate::tokens::Token;
use chancery_office::reading::RoleName;

/// Who does an act, and the act without him: "(that) you take a look", "be censored by the officers".
pub(super) fn doer(tokens: &[Token<'_>], act: Run) -> Option<(Run, Run)> {
    subject(tokens, act).or_else(|| Some((agent(tokens, act)?, act)))
}

/// "you take a look", "they would be welcome": who stands before the verb, and what is behind him and its "would".
fn subject(tokens: &[Token<'_>], act: Run) -> Option<(Run, Run)> {
    let does = |end: &usize| *end + 1 < act.last && is_verb(tokens, act.first, *end);
    let last = actor_ends(tokens, act.first).into_iter().flatten().find(does)?;
    let modal = tokens.get(last).is_some_and(|t| t.classes.has(KNOWN.modal));
    let doer = Run { name: RoleName::Actor, first: act.first, last };
    Some((doer, Run { first: last + usize::from(modal), ..act }))
}

/// Whether the verb of whoever stands from `first` on stands at `at`: behind a noun a verb of doing or one in "-s",
/// since "the foreign assistance" does nothing.
fn is_verb(tokens: &[Token<'_>], first: usize, at: usize) -> bool {
    let of = |at: usize, class| tokens.get(at).is_some_and(|t| t.classes.has(class));
    let pronoun = at == first + 1 && of(first, KNOWN.person);
    tokens.get(at).is_some_and(|t| {
        let leads = t.classes.has(KNOWN.modal) || t.classes.has(KNOWN.auxiliary);
        let joins = JOINING.contains(&t.low.as_str()) || t.low.ends_with("ing");
        let does = of(at, KNOWN.deed) || of(first, KNOWN.determiner) && t.low.ends_with('s');
        leads || !joins && (pronoun || does) && verb_end(tokens, at).is_some()
    })
}

/// What stands behind a name and is no verb of his.
const JOINING: [&str; 12] =
    ["'s", "and", "or", "but", "that", "which", "who", "if", "as", "when", "because", "than"];

/// "should be censored by the Customs officers".
pub(super) fn agent(tokens: &[Token<'_>], act: Run) -> Option<Run> {
    let by = (act.first + 1..act.last).find(|at| {
        let done = tokens.get(at - 1).is_some_and(is_done);
        done && tokens.get(*at).is_some_and(|t| t.is("by"))
    })?;
    let last = actor_ends(tokens, by + 1).into_iter().flatten().find(|end| *end <= act.last)?;
    let owned = tokens.get(last).is_some_and(|t| t.is("'s"));
    (!owned).then_some(Run { name: RoleName::Actor, first: by + 1, last })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;

    fn found(text: &str) -> Option<(String, String)> {
        let all = tokens(text, &[(0, text.len())], 100);
        let act = Run { name: RoleName::Act, first: 0, last: all.len() };
        let words = |r: Run| text[all[r.first].start..all[r.last - 1].end()].to_owned();
        doer(&all, act).map(|(doer, act)| (words(doer), words(act)))
    }

    #[test]
    fn who_stands_before_the_verb_or_behind_by_does_it() {
        let told = |doer: &str, act: &str| Some((doer.to_owned(), act.to_owned()));
        assert_eq!(found("you take a look at the draft"), told("you", "take a look at the draft"));
        assert_eq!(found("the Embassy would send it"), told("the Embassy", "send it"));
        let passive = "be censored by the Embassy";
        assert_eq!(found(passive), told("the Embassy", passive));
    }

    #[test]
    fn what_has_no_doer_is_left_as_it_is() {
        assert_eq!(found("Nasser's agreement to the text"), None);
        assert_eq!(found("send the text by Friday"), None);
    }
}
