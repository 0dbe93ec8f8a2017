//! The pattern language: words, classes and a few kinds of phrase, matched over tokens.
//!
//! An element is `word`, `/class/`, or a phrase in capitals; `a|b` offers a choice, a `?` at the
//! end lets it be absent, `role:` before it captures what it takes, `&` before it only looks, and `..n`
//! skips up to n tokens.

use super::aside::aside_len;
use super::lexicon::{Class, KNOWN, class};
use super::phrase;
use super::sieve::{Need, Seen};
use crate::dictionary;
use crate::tokens::{Shape, Token};
use chancery_office::reading::RoleName;

/// What an element takes.
#[derive(Clone, Debug, PartialEq)]
enum Take {
    /// One token that is one of these.
    Any(Vec<Alt>),
    /// No token, where one of these comes next.
    Peek(Vec<Alt>),
    /// Up to so many tokens.
    Gap(usize),
    /// A person, post or body: "Gromyko and I", "the Greek Ambassador".
    Actor,
    /// A noun phrase: "the possibility of a summit".
    Thing,
    /// Noun phrases in a list.
    Things,
    /// The rest of the clause.
    Clause,
    /// The rest of a clause in which "would", "should", "will" or "shall" stands.
    Modal,
    /// The rest of a clause that begins with a verb.
    Verb,
    /// The rest of a clause that begins with a verb of doing.
    Deed,
    /// Auxiliaries and adverbs, or nothing.
    Aux,
    /// Adverbs and asides, or nothing.
    Adverbs,
    /// A number.
    Number,
    /// The rest of a clause that begins with a verb in "-ing".
    Gerund,
    /// What was done to something: "deferred", "worked out", but not "pleased" or "noted".
    Done,
    /// A number with its series: "CA-1234", "A-12".
    Series,
    /// A person's name: "Gordon Gray", "B G Hallam".
    Name,
    /// A post or rank: "Assistant Secretary of State for European Affairs".
    Post,
    /// No word at all, where a sentence, an item or a clause begins.
    Start,
}

#[derive(Clone, Debug, PartialEq)]
enum Alt {
    /// A word and its digest.
    Word(String, u64),
    Class(Class),
}

#[derive(Clone, Debug, PartialEq)]
struct Element {
    take: Take,
    optional: bool,
    capture: Option<RoleName>,
}

/// A compiled pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pattern {
    elements: Vec<Element>,
    /// What must stand in a sentence that it fits in.
    needs: Vec<Need>,
    opens: Opening,
}

/// What a fit must begin with, so far as the elements tell.
#[derive(Clone, Debug, PartialEq)]
enum Opening {
    Anything,
    /// A token with one of these.
    One(Need),
    Actor,
    Thing,
}

/// Where a pattern fits: its tokens, and those of each capture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fit {
    pub first: usize,
    pub last: usize,
    pub captures: Vec<(RoleName, usize, usize)>,
}

/// Why a pattern does not compile.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(crate) enum PatternError {
    /// A class without a list.
    #[error("no word list is named {0}: add lexicon/en/{0}.txt")]
    List(String),
    /// A role that findings do not have.
    #[error(
        "no role is named {0}: use actor, act, partner, place, when, holder, subject, condition, post or number"
    )]
    Role(String),
    /// A phrase in capitals that the language does not have.
    #[error("no phrase is named {0}: see the head of pattern.rs")]
    Phrase(String),
}

impl Pattern {
    /// Compiles a pattern.
    pub fn parse(source: &str) -> Result<Self, PatternError> {
        let elements = source.split_whitespace().map(element).collect::<Result<Vec<_>, _>>()?;
        let needs = elements.iter().filter(|e| !e.optional).filter_map(|e| e.take.need()).collect();
        let opens = Opening::of(&elements);
        Ok(Self { elements, needs, opens })
    }

    /// The last token at which a fit may begin in a sentence in which so much stands; none where it lacks
    /// something.
    pub fn last(&self, tokens: &[Token<'_>], seen: &Seen) -> Option<usize> {
        let lacks = self.needs.iter().any(|need| !seen.meets(need));
        let end = tokens.len().checked_sub(1).filter(|_| !lacks)?;
        let place = |need: &Need| tokens.iter().rposition(|t| need.admits(t.classes, t.digest));
        self.needs.iter().try_fold(end, |last, need| place(need).map(|at| last.min(at)))
    }

    /// The fit that begins at token `at`, within so many steps.
    pub fn fit(&self, tokens: &[Token<'_>], at: usize, steps: &mut u32) -> Option<Fit> {
        if !self.opens.fits(tokens, at) {
            return None;
        }
        let mut captures = Vec::new();
        let last = go(&self.elements, tokens, at, &mut captures, steps)?;
        (last > at).then_some(Fit { first: at, last, captures })
    }
}

fn element(source: &str) -> Result<Element, PatternError> {
    let (capture, rest) = match source.split_once(':') {
        Some((name, rest)) => (Some(role(name)?), rest),
        None => (None, source),
    };
    let optional = rest.ends_with('?');
    Ok(Element { take: take(rest.trim_end_matches('?'))?, optional, capture })
}

/// The role of that name.
pub(crate) fn role(name: &str) -> Result<RoleName, PatternError> {
    Ok(match name {
        "actor" => RoleName::Actor,
        "act" => RoleName::Act,
        "partner" => RoleName::Partner,
        "place" => RoleName::Place,
        "when" => RoleName::When,
        "holder" => RoleName::Holder,
        "subject" => RoleName::Subject,
        "condition" => RoleName::Condition,
        "post" => RoleName::Post,
        "number" => RoleName::Number,
        other => return Err(PatternError::Role(other.to_owned())),
    })
}

fn take(source: &str) -> Result<Take, PatternError> {
    if let Some(n) = source.strip_prefix("..") {
        return Ok(Take::Gap(n.parse().unwrap_or(GAP_TOKENS_DEFAULT)));
    }
    if let Some(next) = source.strip_prefix('&') {
        return Ok(Take::Peek(next.split('|').map(alt).collect::<Result<_, _>>()?));
    }
    Ok(match source {
        "ACTOR" => Take::Actor,
        "THING" => Take::Thing,
        "THINGS" => Take::Things,
        "CLAUSE" => Take::Clause,
        "MODAL" => Take::Modal,
        "VERB" => Take::Verb,
        "DEED" => Take::Deed,
        "AUX" => Take::Aux,
        "ADV" => Take::Adverbs,
        "NUMBER" => Take::Number,
        "GERUND" => Take::Gerund,
        "START" => Take::Start,
        "SERIES" => Take::Series,
        "DONE" => Take::Done,
        "NAME" => Take::Name,
        "POST" => Take::Post,
        other if other.len() > 1 && other.bytes().all(|b| b.is_ascii_uppercase()) => {
            return Err(PatternError::Phrase(other.to_owned()));
        }
        other => Take::Any(other.split('|').map(alt).collect::<Result<_, _>>()?),
    })
}

/// Tokens that a gap without a number may skip.
const GAP_TOKENS_DEFAULT: usize = 4;

fn alt(source: &str) -> Result<Alt, PatternError> {
    match source.strip_prefix('/').and_then(|s| s.strip_suffix('/')) {
        Some(name) => class(name).map(Alt::Class).ok_or_else(|| PatternError::List(name.to_owned())),
        None => Ok(Alt::Word(source.to_owned(), dictionary::digest(source))),
    }
}

/// Fits `elements` from token `at` on; the captures hold what they took.
fn go(
    elements: &[Element],
    tokens: &[Token<'_>],
    at: usize,
    captures: &mut Vec<(RoleName, usize, usize)>,
    steps: &mut u32,
) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else { return Some(at) };
    *steps = steps.checked_sub(1)?;
    let mut ends = Ends::default();
    element.take.ends(tokens, at, &mut ends);
    if element.optional {
        ends.push(at);
    }
    for end in ends.all() {
        let kept = captures.len();
        if let (Some(role), true) = (element.capture, end > at) {
            captures.push((role, at, end));
        }
        if let Some(last) = go(rest, tokens, end, captures, steps) {
            return Some(last);
        }
        captures.truncate(kept);
    }
    None
}

impl Opening {
    fn of(elements: &[Element]) -> Self {
        let mut one = Need::default();
        for element in elements {
            match (&element.take, element.optional) {
                (Take::Start, _) => {}
                (Take::Actor, false) if one == Need::default() => return Self::Actor,
                (Take::Thing, false) if one == Need::default() => return Self::Thing,
                (Take::Aux, _) => [KNOWN.auxiliary, KNOWN.adverb].into_iter().for_each(|c| one.class(c)),
                (Take::Adverbs, _) => one.class(KNOWN.adverb),
                (take, optional) => {
                    let Some(need) = take.need() else { return Self::Anything };
                    one.add(&need);
                    if !optional {
                        return Self::One(one);
                    }
                }
            }
        }
        Self::Anything
    }

    /// Whether a fit may begin at token `at`.
    fn fits(&self, tokens: &[Token<'_>], at: usize) -> bool {
        match self {
            Self::Anything => true,
            Self::One(need) => tokens.get(at).is_some_and(|t| need.admits(t.classes, t.digest)),
            Self::Actor => phrase::actor_ends(tokens, at).iter().any(Option::is_some),
            Self::Thing => phrase::thing_end(tokens, at, false).is_some(),
        }
    }
}

/// The places at which an element may end, best first.
#[derive(Default)]
struct Ends {
    ends: [u16; ENDS_MAX],
    count: usize,
}

/// Ends of one element that are tried.
const ENDS_MAX: usize = 16;

impl Ends {
    fn push(&mut self, end: usize) {
        if let Some(slot) = self.ends.get_mut(self.count) {
            *slot = u16::try_from(end).unwrap_or(u16::MAX);
            self.count += 1;
        }
    }

    fn all(&self) -> impl Iterator<Item = usize> {
        self.ends.iter().take(self.count).map(|end| usize::from(*end))
    }
}

impl Take {
    /// What one token of a sentence must be for the element to take any.
    fn need(&self) -> Option<Need> {
        let mut need = Need::default();
        match self {
            Take::Any(alts) | Take::Peek(alts) => alts.iter().for_each(|alt| match alt {
                Alt::Word(_, digest) => need.word(*digest),
                Alt::Class(class) => need.class(*class),
            }),
            Take::Deed => need.class(KNOWN.deed),
            _ => return None,
        }
        Some(need)
    }

    fn ends(&self, tokens: &[Token<'_>], at: usize, out: &mut Ends) {
        match self {
            Take::Any(alts) => {
                if tokens.get(at).is_some_and(|t| alts.iter().any(|a| a.fits(t))) {
                    out.push(at + 1);
                }
            }
            Take::Peek(alts) => {
                if tokens.get(at).is_some_and(|t| alts.iter().any(|a| a.fits(t))) {
                    out.push(at);
                }
            }
            Take::Gap(n) => (at..=(at + n).min(tokens.len())).for_each(|e| out.push(e)),
            Take::Actor => phrase::actor_ends(tokens, at).into_iter().flatten().for_each(|e| out.push(e)),
            Take::Thing => phrase::thing_end(tokens, at, false).into_iter().for_each(|e| out.push(e)),
            Take::Things => {
                let list = phrase::thing_end(tokens, at, true);
                let one = phrase::thing_end(tokens, at, false).filter(|e| Some(*e) != list);
                list.into_iter().chain(one).for_each(|e| out.push(e));
            }
            Take::Clause => phrase::clause_end(tokens, at).into_iter().for_each(|e| out.push(e)),
            Take::Modal => phrase::modal_end(tokens, at).into_iter().for_each(|e| out.push(e)),
            Take::Verb => phrase::verb_end(tokens, at).into_iter().for_each(|e| out.push(e)),
            Take::Deed => {
                if tokens.get(at).is_some_and(|t| t.classes.has(KNOWN.deed) && t.shape == Shape::Lower) {
                    phrase::clause_end(tokens, at).into_iter().for_each(|e| out.push(e));
                }
            }
            Take::Aux => {
                runs(tokens, at, out, |t| t.classes.has(KNOWN.auxiliary) || t.classes.has(KNOWN.adverb));
            }
            Take::Adverbs => runs(tokens, at, out, |t| t.classes.has(KNOWN.adverb)),
            Take::Number => {
                if tokens.get(at).is_some_and(is_number) {
                    out.push(at + 1);
                }
            }
            Take::Gerund => phrase::gerund_end(tokens, at).into_iter().for_each(|e| out.push(e)),
            Take::Done => {
                if tokens.get(at).is_some_and(phrase::is_done) {
                    out.push(at + 1);
                }
            }
            Take::Series => {
                if tokens.get(at).is_some_and(is_series) {
                    out.push(at + 1);
                }
            }
            Take::Name => phrase::person_end(tokens, at).into_iter().for_each(|e| out.push(e)),
            Take::Post => phrase::post_ends(tokens, at).into_iter().flatten().for_each(|e| out.push(e)),
            Take::Start => {
                if phrase::starts(tokens, at) {
                    out.push(at);
                }
            }
        }
    }
}

/// "443", "5412/2", "A-12".
fn is_number(token: &Token<'_>) -> bool {
    (token.shape == Shape::Number && !token.text.starts_with(['$', '£'])) || is_series(token)
}

/// "CA-1234".
fn is_series(token: &Token<'_>) -> bool {
    token.text.split_once('-').is_some_and(|(letters, figures)| {
        let capitals = !letters.is_empty() && letters.bytes().all(|b| b.is_ascii_uppercase());
        capitals && !figures.is_empty() && figures.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Tokens of the longest run of auxiliaries and adverbs.
const RUN_TOKENS_MAX: usize = 8;

/// The ends of a run, longest first; asides, and commas around them, may stand in it.
fn runs(tokens: &[Token<'_>], at: usize, out: &mut Ends, fits: impl Fn(&Token<'_>) -> bool) {
    let mut end = at;
    while end < at + RUN_TOKENS_MAX {
        match step(tokens, at, end, &fits) {
            0 => break,
            len => end += len,
        }
    }
    (at..=end).rev().for_each(|e| out.push(e));
}

/// By how many tokens a run that began at `at` goes on: a word that fits, a comma, an aside.
fn step(tokens: &[Token<'_>], at: usize, end: usize, fits: &impl Fn(&Token<'_>) -> bool) -> usize {
    let Some(token) = tokens.get(end) else { return 0 };
    if fits(token) {
        return 1;
    }
    if !token.is(",") {
        return aside_len(tokens, end);
    }
    let adverb = tokens.get(end + 1).is_some_and(|t| t.classes.has(KNOWN.adverb));
    let closed = |len: usize| len > 0 && tokens.get(end + 1 + len).is_some_and(|t| t.is(","));
    usize::from(end > at || closed(usize::from(adverb)) || closed(aside_len(tokens, end + 1)))
}

impl Alt {
    fn fits(&self, token: &Token<'_>) -> bool {
        match self {
            Alt::Word(word, digest) => token.digest == *digest && token.is(word),
            Alt::Class(class) => token.classes.has(*class),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;

    fn captures(pattern: &str, text: &str) -> Option<Vec<String>> {
        let all = tokens(text, &[(0, text.len())], 100);
        let pattern = Pattern::parse(pattern).unwrap();
        let fit = (0..all.len()).find_map(|at| pattern.fit(&all, at, &mut 10_000))?;
        Some(
            fit.captures
                .iter()
                .map(|(r, a, b)| format!("{r:?}={}", &text[all[*a].start..all[*b - 1].end()]))
                .collect(),
        )
    }

    #[test]
    fn a_pattern_takes_words_classes_and_phrases() {
        assert_eq!(
            captures(
                "actor:ACTOR AUX /agree/ to act:VERB",
                "Saudi Arabia and Liberia have also agreed to exchange ambassadors, and we left."
            ),
            Some(vec!["Actor=Saudi Arabia and Liberia".into(), "Act=exchange ambassadors".into()])
        );
        assert_eq!(
            captures("raised subject:THING", "He raised the question of Berlin with me"),
            Some(vec!["Subject=the question of Berlin".into()])
        );
        assert_eq!(captures("nor ..2 mention", "Nor did he mention it"), Some(vec![]));
        assert_eq!(captures("actor:ACTOR agreed", "the stabilisation agreed"), None);
    }

    #[test]
    fn a_pattern_that_names_what_is_not_there_does_not_compile() {
        assert_eq!(Pattern::parse("/nolist/"), Err(PatternError::List("nolist".into())));
        assert_eq!(Pattern::parse("whom:ACTOR"), Err(PatternError::Role("whom".into())));
        assert_eq!(Pattern::parse("NOUN"), Err(PatternError::Phrase("NOUN".into())));
    }

    #[test]
    fn steps_bound_the_work() {
        let text = "agreed that ".repeat(50);
        let all = tokens(&text, &[(0, text.len())], 200);
        let pattern = Pattern::parse("..9 agreed ..9 that ..9 agreed ..9 never").unwrap();
        let mut steps = 500;
        assert_eq!(pattern.fit(&all, 0, &mut steps), None);
        assert_eq!(steps, 0);
    }
}
