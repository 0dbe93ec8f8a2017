//! What stands beside a time: a paper by its date, a talk by its day.

use super::Parsed;
use crate::rules::lexicon::{Class, KNOWN};
use crate::rules::pattern::Fit;
use crate::rules::phrase::actor_ends;
use crate::times::{Form, TimeWords};
use crate::tokens::{Shape, Token};
use chancery_office::reading::RoleName;

/// Tokens between a paper and its date: "letter to the Prime Minister of 3 March".
const BETWEEN_TOKENS_MAX: usize = 9;
/// Tokens before a noun that belong to it: "your secret and personal letter".
const LEAD_TOKENS_MAX: usize = 5;

/// The nouns of `class` that have a time of their own in a sentence.
pub(super) fn beside(parsed: &Parsed<'_>, class: Class) -> Vec<Fit> {
    let dated = |t: &&TimeWords| t.form == Form::Calendar && !t.is_clock();
    let mut out: Vec<Fit> = Vec::new();
    for time in parsed.times().iter().filter(dated) {
        let listed = out.last().and_then(|last| another(&parsed.tokens, last, time));
        let noun = after(&parsed.tokens, time, class).or_else(|| before(&parsed.tokens, time, class));
        let fit = listed.or_else(|| noun.map(|noun| fit(&parsed.tokens, noun, time)));
        out.extend(fit.filter(|fit| out.last().is_none_or(|last| last.last <= fit.first)));
    }
    out
}

/// "your messages of January 22 and May 2": the same noun with another day.
fn another(tokens: &[Token<'_>], last: &Fit, time: &TimeWords) -> Option<Fit> {
    let joint = tokens.get(last.last)?;
    let joined = (joint.is("and") || joint.is(",")) && time.first == last.last + 1;
    let noun = last.captures.iter().find(|c| c.0 == RoleName::Subject && c.2 <= last.last)?;
    let several = tokens.get(noun.1).is_some_and(|t| t.low.ends_with('s') || t.is("memoranda"));
    (joined && several).then(|| Fit { first: time.first, last: time.last, captures: last.captures.clone() })
}

/// "the July 2 speech": the noun right behind a time.
fn after(tokens: &[Token<'_>], time: &TimeWords, class: Class) -> Option<usize> {
    let noun = |i: &usize| tokens.get(*i).is_some_and(|t| t.classes.has(class));
    let plain = |i: usize| {
        let word = |t: &Token<'_>| t.shape == Shape::Lower && !t.classes.has(KNOWN.stop);
        tokens.get(i).is_some_and(|t| t.shape == Shape::Number || word(t))
    };
    let near = time.last + usize::from(plain(time.last) && !noun(&time.last));
    let opens = tokens.get(time.first)?;
    let bound = opens.classes.has(KNOWN.preposition) && !opens.is("from");
    let beside = (!bound).then(|| [time.last, near].into_iter().find(noun)).flatten();
    beside.or_else(|| opened(tokens, time).and_then(|at| (at..at + LEAD_TOKENS_MAX).find(noun)))
}

/// "On September 7, in a statement …": what follows a time that opens the sentence.
fn opened(tokens: &[Token<'_>], time: &TimeWords) -> Option<usize> {
    let comma = time.first <= 1 && tokens.get(time.last)?.is(",");
    let at = time.last + 1 + usize::from(tokens.get(time.last + 1)?.is("in"));
    let article = tokens.get(at).is_some_and(|t| t.is("a") || t.is("the") || t.is("his"));
    (comma && article).then_some(at + 1)
}

/// "letter of 3 March", "statement issued by the President on April 9": the noun before a time.
fn before(tokens: &[Token<'_>], time: &TimeWords, class: Class) -> Option<usize> {
    let by = |at: usize| tokens.get(at).is_some_and(|t| t.is("by"));
    let wanted = by(time.first) || time.first.checked_sub(1).is_some_and(by);
    if wanted || class == KNOWN.paper && is_deadline(tokens, time) {
        return None;
    }
    let from = time.first.saturating_sub(BETWEEN_TOKENS_MAX);
    let noun = |i: &usize| {
        tokens.get(*i).is_some_and(|t| t.classes.has(class)) || class == KNOWN.paper && is_yours(tokens, *i)
    };
    let at = (from..time.first).rev().find(noun)?;
    let verb = |t: &Token<'_>| {
        let (c, k) = (t.classes, &*KNOWN);
        let object = t.text == "US" || matches!(t.low.as_str(), "you" | "me" | "myself" | "us" | "him");
        (c.has(k.auxiliary) || c.has(k.modal) || c.has(k.person) || c.has(k.say)) && !object
    };
    let parts = |t: &Token<'_>| t.shape == Shape::Point && !matches!(t.text, "," | "(" | "\"" | "”" | "“");
    let loose = |t: &Token<'_>| verb(t) || parts(t) || matches!(t.low.as_str(), "but" | "that" | "which");
    let between = tokens.get(at + 1..time.first)?;
    (is_sent(between) || !between.iter().any(loose)).then_some(at)
}

/// "Instructions by Monday noon": that a paper is wanted by a day says nothing of when it was written.
fn is_deadline(tokens: &[Token<'_>], time: &TimeWords) -> bool {
    let limits = |at: usize| {
        tokens.get(at).is_some_and(|t| matches!(t.low.as_str(), "before" | "until" | "till" | "within"))
    };
    limits(time.first) || time.first.checked_sub(1).is_some_and(limits)
}

/// "yours of April 6": a paper that is named by whose it is.
fn is_yours(tokens: &[Token<'_>], at: usize) -> bool {
    let yours = tokens.get(at).is_some_and(|t| matches!(t.low.as_str(), "yours" | "mine" | "ours"));
    // "A message of mine of February 22" is named as a message.
    let joined = at.checked_sub(1).and_then(|b| tokens.get(b)).is_some_and(|t| t.is("of") || t.is("and"));
    yours && !joined && tokens.get(at + 1).is_some_and(|t| t.is("of"))
}

/// "which you sent me", "I submitted to you": what became of a paper on its day.
fn is_sent(between: &[Token<'_>]) -> bool {
    const SENT: [&str; 14] = [
        "sent",
        "submitted",
        "addressed",
        "wrote",
        "gave",
        "handed",
        "delivered",
        "transmitted",
        "forwarded",
        "dated",
        "received",
        "presented",
        "conveyed",
        "dispatched",
    ];
    let mut rest = between.iter().skip_while(|t| t.is("which") || t.is("that"));
    let by = rest.next().is_some_and(|t| t.classes.has(KNOWN.person) || t.shape == Shape::Capital);
    by && between.len() <= SENT_TOKENS_MAX && between.iter().any(|t| SENT.contains(&t.low.as_str()))
}

/// Tokens between a paper and the day on which somebody sent it.
const SENT_TOKENS_MAX: usize = 7;

/// The words of the citation: what leads to the noun, the noun, its time, and whose and whom it is to.
fn fit(tokens: &[Token<'_>], noun: usize, time: &TimeWords) -> Fit {
    let first = lead(tokens, noun.min(time.first));
    let last = time.last.max(noun + 1);
    let mut captures = vec![(RoleName::Subject, noun, noun + 1)];
    if first < noun.min(time.first) {
        captures.extend(owner(tokens, first, noun.min(time.first)).map(|(a, b)| (RoleName::Actor, a, b)));
    }
    let to = (noun + 1..noun + 4)
        .find(|i| tokens.get(*i).is_some_and(|t| matches!(t.low.as_str(), "to" | "with")));
    let partner = to.and_then(|at| {
        let end = actor_ends(tokens, at + 1).into_iter().flatten().next()?;
        Some((RoleName::Partner, at + 1, end))
    });
    let last = partner.map_or(last, |p| last.max(p.2));
    captures.extend(partner);
    Fit { first, last, captures }
}

/// Where the words that lead to a noun begin: its article or owner, and adjectives.
fn lead(tokens: &[Token<'_>], at: usize) -> usize {
    if tokens.get(at).is_some_and(|t| t.classes.has(KNOWN.determiner)) {
        return at;
    }
    let mut first = at;
    for back in (at.saturating_sub(LEAD_TOKENS_MAX)..at).rev() {
        let Some(token) = tokens.get(back) else { break };
        if token.classes.has(KNOWN.determiner) {
            return back;
        }
        let part = token.is("'s") || token.is_word();
        if !part
            || token.classes.has(KNOWN.stop)
            || token.classes.has(KNOWN.preposition)
            || token.classes.has(KNOWN.auxiliary)
        {
            break;
        }
        if token.shape == Shape::Capital || token.is("'s") {
            first = back;
        }
    }
    first
}

/// "your", "my", or the name before "'s".
fn owner(tokens: &[Token<'_>], first: usize, noun: usize) -> Option<(usize, usize)> {
    let own = |t: &Token<'_>| matches!(t.low.as_str(), "my" | "our" | "your" | "his" | "her" | "their");
    if tokens.get(first).is_some_and(own) {
        return Some((first, first + 1));
    }
    let yours = tokens.get(noun).is_some_and(|t| matches!(t.low.as_str(), "yours" | "mine" | "ours"));
    if yours {
        return Some((noun, noun + 1));
    }
    let end = (first..noun).find(|i| tokens.get(*i).is_some_and(|t| t.is("'s")))?;
    (end > first).then_some((first, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::lexicon::class;
    use crate::tokens::tokens;

    fn cited(text: &str) -> Vec<String> {
        let all = tokens(text, &[(0, text.len())], 200);
        let parsed = Parsed::new(0, all, false);
        let words = |f: &Fit| text[parsed.tokens[f.first].start..parsed.tokens[f.last - 1].end()].to_owned();
        beside(&parsed, class("paper").unwrap()).iter().map(words).collect()
    }

    #[test]
    fn a_paper_is_cited_by_the_date_before_it_or_behind_it() {
        assert_eq!(cited("Thank you for your letter of 3 October."), ["your letter of 3 October"]);
        assert_eq!(cited("He read the July 2 speech."), ["the July 2 speech"]);
        assert_eq!(cited("Eshkol's letter replies to yours of April 6."), ["yours of April 6"]);
        assert_eq!(cited("He has a message of mine of February 22."), ["a message of mine of February 22"]);
        assert_eq!(
            cited("In a statement issued by the President on April 9, 1956 he said so."),
            ["a statement issued by the President on April 9, 1956"]
        );
    }

    #[test]
    fn a_date_that_belongs_to_a_deed_cites_no_paper() {
        assert_eq!(cited("The letter was long and he left on 3 October."), [""; 0]);
        assert_eq!(cited("The victory was yours on April 6."), [""; 0]);
        assert_eq!(cited("We should have instructions by April 6."), [""; 0]);
        assert_eq!(cited("They must send a report before April 6."), [""; 0]);
    }
}
