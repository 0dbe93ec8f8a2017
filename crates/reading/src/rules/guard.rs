//! Guards: what rules a match out although its words fit.

use super::lexicon::{Class, KNOWN};
use super::pattern::Fit;
use crate::times::TimeWords;
use crate::tokens::{Shape, Token};
use chancery_office::reading::RoleName;

/// What rules a match out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guard {
    /// It depends on an if or a hope.
    Conditional,
    /// It is denied.
    Negated,
    /// What was agreed is an opinion: "that it would be desirable".
    Opinion,
    /// It is asked.
    Question,
    /// What was raised is a quantity: "raised the level".
    Quantity,
    /// What was declined is only to speak: "declined to predict".
    Unsaid,
    /// No time is given.
    Untimed,
    /// The actor is a mere pronoun of the third person or a place.
    Faceless,
}

impl Guard {
    /// The guard of that name.
    pub fn from_word(word: &str) -> Option<Guard> {
        Some(match word {
            "conditional" => Guard::Conditional,
            "negated" => Guard::Negated,
            "opinion" => Guard::Opinion,
            "question" => Guard::Question,
            "quantity" => Guard::Quantity,
            "unsaid" => Guard::Unsaid,
            "untimed" => Guard::Untimed,
            "faceless" => Guard::Faceless,
            _ => return None,
        })
    }

    /// Whether it rules `fit` out.
    pub fn stops(self, tokens: &[Token<'_>], fit: &Fit, times: &[TimeWords]) -> bool {
        match self {
            Guard::Conditional => before(tokens, fit, KNOWN.hypothesis) || opens_with_if(tokens, fit),
            Guard::Negated => before(tokens, fit, KNOWN.negation),
            Guard::Opinion => opinion(tokens, fit),
            Guard::Question => tokens.last().is_some_and(|t| t.is("?")),
            Guard::Quantity => within(tokens, fit, RoleName::Subject, KNOWN.quantity),
            Guard::Unsaid => opens(tokens, fit, RoleName::Act, KNOWN.unsaid),
            Guard::Untimed => {
                !times.iter().any(|t| t.first >= fit.first && t.first <= fit.last + NEAR_TOKENS)
            }
            Guard::Faceless => faceless(tokens, fit),
        }
    }
}

/// Tokens after a match within which its time may stand.
const NEAR_TOKENS: usize = 3;
/// Tokens before a match that may rule it out.
const BEFORE_TOKENS: usize = 10;

fn capture(fit: &Fit, role: RoleName) -> Option<(usize, usize)> {
    fit.captures.iter().find(|c| c.0 == role).map(|c| (c.1, c.2))
}

/// Whether a word of `class` stands before the match in its clause, or in it before what is done.
fn before(tokens: &[Token<'_>], fit: &Fit, class: Class) -> bool {
    let done = capture(fit, RoleName::Act).or(capture(fit, RoleName::Subject)).map_or(fit.last, |c| c.0);
    let inside = tokens.iter().take(done).skip(fit.first).any(|t| t.classes.has(class));
    let lead =
        tokens.iter().take(fit.first).rev().take(BEFORE_TOKENS).take_while(|t| t.shape != Shape::Point);
    inside || lead.into_iter().any(|t| t.classes.has(class))
}

/// "If asked, …": a condition that opens the sentence.
fn opens_with_if(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let first = tokens.iter().take(fit.first).find(|t| t.is_word());
    first.is_some_and(|t| matches!(t.low.as_str(), "if" | "unless" | "should" | "were"))
}

/// "be" and a judgement, or "there would": concurrence, not an undertaking.
fn opinion(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let Some((a, b)) = capture(fit, RoleName::Act) else { return false };
    let act = tokens.get(a..b).unwrap_or(&[]);
    let judged = act.windows(2).take(12).any(|w| is_being(&w[0]) && w[1].classes.has(KNOWN.evaluative));
    let there = act.first().is_some_and(|t| t.is("there") || t.is("it"));
    judged || there
}

fn is_being(token: &Token<'_>) -> bool {
    matches!(token.low.as_str(), "be" | "is" | "are" | "was" | "were")
}

fn within(tokens: &[Token<'_>], fit: &Fit, role: RoleName, class: Class) -> bool {
    let Some((a, b)) = capture(fit, role) else { return false };
    tokens.get(a..b).unwrap_or(&[]).iter().take(4).any(|t| t.classes.has(class))
}

fn opens(tokens: &[Token<'_>], fit: &Fit, role: RoleName, class: Class) -> bool {
    capture(fit, role).and_then(|c| tokens.get(c.0)).is_some_and(|t| t.classes.has(class))
}

/// A lone "it", "they" or a country's people: nobody who could be chased.
fn faceless(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let Some((a, b)) = capture(fit, RoleName::Actor) else { return false };
    let one = tokens.get(a..b).unwrap_or(&[]);
    one.len() == 1
        && one.iter().any(|t| matches!(t.low.as_str(), "they" | "who" | "you" | "them" | "us" | "him"))
}
