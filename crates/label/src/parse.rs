//! Reading a marking under one policy.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::lex::{self, Token};
use crate::marking;
use crate::policy::Meaning;
use crate::{Cleared, Component, Fault, Label, Marking, Policy, Tag, TagKind, Tags};

impl Policy {
    /// Reads a marking, with or without "covering".
    pub fn parse(&self, typed: &str) -> Result<Marking, Fault> {
        marking::read(typed, |part| self.alone(typed, part))
    }

    /// The label of one part under this policy alone.
    pub(crate) fn alone(&self, typed: &str, part: Range<usize>) -> Result<Label, Fault> {
        Ok(Label::of(self.id.clone(), self.read(typed, part)?))
    }

    /// Reads a clearance written as a marking is ("TOP SECRET UMBRA"): the level and the restrictive tags
    /// held. Who the reader is affiliated to is said apart, since a marking cannot say it.
    pub fn cleared(&self, typed: &str, affiliation: Option<&str>) -> Result<Cleared, Fault> {
        let Component { level, all, any, .. } = self.read(typed, 0..typed.len())?;
        if !any.is_empty() {
            return Err(Fault::new(typed, 0..typed.len(), "the affiliation apart from the clearance"));
        }
        Ok(Cleared { level, tags: all, affiliation: affiliation.map(Into::into) })
    }

    /// Reads one part of what was typed.
    pub(crate) fn read(&self, typed: &str, part: Range<usize>) -> Result<Component, Fault> {
        let tokens = lex::lex(typed, part.clone(), &self.separators);
        self.check_separators(typed, &tokens)?;
        let mut at = self.skip_name(&tokens);
        let mut reading = Reading { named: at > 0, ..Reading::default() };
        while at < tokens.len() {
            at = self.step(typed, &tokens, at, &mut reading)?;
        }
        self.finish(reading).ok_or_else(|| {
            Fault::new(typed, part.end..part.end, format!("a level of {}: {}", self.id, self.level_names()))
        })
    }

    fn finish(&self, reading: Reading) -> Option<Component> {
        let implied = self.free.is_some() && !reading.component.all.is_none();
        let level = reading.level.or(implied.then_some(0))?;
        Some(Component { level, ..reading.component })
    }

    fn level_names(&self) -> String {
        self.levels.iter().map(|level| level.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// A separator with nothing on one side of it may stand for a word that was lost.
    fn check_separators(&self, typed: &str, tokens: &[Token]) -> Result<(), Fault> {
        let mut after_separator = true;
        for token in tokens {
            if token.word.is_none() && after_separator {
                return Err(self.unread(typed, token.at.clone()));
            }
            after_separator = token.word.is_none();
        }
        match tokens.last() {
            Some(last) if after_separator => Err(self.unread(typed, last.at.clone())),
            _ => Ok(()),
        }
    }

    /// The policy's own name may stand first, as it does in print beside another policy.
    fn skip_name(&self, tokens: &[Token]) -> usize {
        match self.longest(tokens) {
            Some(_) => 0,
            None => lex::match_phrase(tokens, &self.name_words).unwrap_or(0),
        }
    }

    /// Reads one phrase, or passes one separator.
    fn step(&self, typed: &str, tokens: &[Token], at: usize, reading: &mut Reading) -> Result<usize, Fault> {
        let rest = tokens.get(at..).unwrap_or_default();
        if rest.first().is_some_and(|token| token.word.is_none()) {
            return Ok(at + 1);
        }
        let from = at + usize::from(at > 0 && self.starts_with_joiner(rest));
        let rest = tokens.get(from..).unwrap_or_default();
        let Some((used, meaning)) = self.longest(rest) else {
            return Err(self.unread(typed, self.unread_range(typed, rest)));
        };
        let place = range(rest.get(..used).unwrap_or_default());
        let more = self.apply(typed, place, meaning, rest.get(used..).unwrap_or_default(), reading)?;
        Ok(from + used + more)
    }

    pub(crate) fn starts_with_joiner(&self, tokens: &[Token]) -> bool {
        self.joiners.iter().any(|joiner| tokens.first().is_some_and(|token| token.is(joiner)))
    }

    /// The phrase that takes most tokens here, so that TOP SECRET is never SECRET.
    pub(crate) fn longest(&self, tokens: &[Token]) -> Option<(usize, Meaning)> {
        let matched = |phrase: &crate::policy::Phrase| {
            Some((lex::match_phrase(tokens, &phrase.words)?, phrase.meaning))
        };
        self.phrases.iter().filter_map(matched).max_by_key(|(used, _)| *used)
    }

    /// Takes up what a phrase says; returns how many more tokens it took.
    fn apply(
        &self,
        typed: &str,
        place: Range<usize>,
        meaning: Meaning,
        rest: &[Token],
        reading: &mut Reading,
    ) -> Result<usize, Fault> {
        match meaning {
            Meaning::Level(_) if reading.level.is_some() => Err(Fault::new(typed, place, "one level only")),
            // Beside a paper's marking OPEN is an everyday word, and must not pass for one.
            Meaning::Level(_) if self.free.is_some() && !reading.named => {
                Err(Fault::new(typed, place, format!("{} before it", self.name)))
            }
            Meaning::Level(rank) => {
                reading.level = Some(rank);
                Ok(0)
            }
            Meaning::Tag(index) => {
                let delta = self.tags.get(index).map(delta).unwrap_or_default();
                reading.component = reading.component.join(&delta);
                Ok(0)
            }
            Meaning::Refused(index) => {
                let expected = self.refusals.get(index).cloned().unwrap_or_default();
                Err(Fault::new(typed, place, expected))
            }
            Meaning::Free => self.free_name(typed, place, rest, reading),
        }
    }

    fn free_name(
        &self,
        typed: &str,
        place: Range<usize>,
        rest: &[Token],
        reading: &mut Reading,
    ) -> Result<usize, Fault> {
        let used = rest.iter().take_while(|token| token.word.is_some()).count();
        let at = range(rest.get(..used).unwrap_or_default());
        let name = typed.get(at).unwrap_or_default();
        if !is_plain_name(name) {
            return Err(Fault::new(typed, place, "a name of letters, digits and single spaces after it"));
        }
        let delta = Component { all: Tags::these([name]), ..Component::default() };
        reading.component = reading.component.join(&delta);
        Ok(used)
    }

    fn unread(&self, typed: &str, at: Range<usize>) -> Fault {
        let at = if at.is_empty() { typed.len()..typed.len() } else { at };
        Fault::new(typed, at, format!("a level or tag of {}", self.id))
    }

    /// From an unread word up to the next separator or word that is read.
    fn unread_range(&self, typed: &str, rest: &[Token]) -> Range<usize> {
        let words = rest.iter().take_while(|token| token.word.is_some()).count();
        let readable = |from: &usize| self.longest(rest.get(*from..words).unwrap_or_default()).is_some();
        let end = (1..words).find(readable).unwrap_or(words);
        match rest.get(..end) {
            Some(unread) if !unread.is_empty() => range(unread),
            _ => typed.len()..typed.len(),
        }
    }
}

#[derive(Default)]
struct Reading {
    /// Whether the policy's name stood first.
    named: bool,
    level: Option<u8>,
    component: Component,
}

/// What a tag adds to a component.
fn delta(tag: &Tag) -> Component {
    let mut component = Component::default();
    match &tag.kind {
        TagKind::Restrictive { .. } => component.all = Tags::these([&tag.name]),
        TagKind::Permissive { set, members, .. } => {
            component.any = BTreeMap::from([(set.clone(), members.clone())]);
        }
        TagKind::Informative => component.note = BTreeSet::from([tag.name.clone()]),
        TagKind::Every => component.all = Tags::Every,
    }
    component
}

fn range(tokens: &[Token]) -> Range<usize> {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.at.start..last.at.end,
        _ => 0..0,
    }
}

/// Whether a free name prints and reads as itself: one that could be taken for more than a name does not.
pub(crate) fn is_plain_name(name: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '&');
    let words = name.split(' ').all(|word| !word.is_empty() && word.chars().all(plain));
    // A hyphen at either end would be taken for a gap beside the name.
    let ends = name.starts_with(char::is_alphanumeric) && name.ends_with(char::is_alphanumeric);
    words && ends && !marking::has_covering(name)
}
