//! Reading a marking under one policy.

use std::ops::Range;

use crate::categories::How;
use crate::lex::{self, Token};
use crate::marking::{self, Part};
use crate::phrases::{Index, Match, Meaning};
use crate::policy::Name;
use crate::term::{Side, TagKind};
use crate::{Cleared, Component, Day, Fault, Label, Marking, Policy, Tags};

impl Policy {
    /// Reads a marking, with or without "covering".
    pub fn parse(&self, typed: &str) -> Result<Marking, Fault> {
        self.parse_dated(typed, None)
    }

    /// Reads a marking as it was meant on that day; with no day known, as it is strictest.
    pub fn parse_dated(&self, typed: &str, day: Option<Day>) -> Result<Marking, Fault> {
        marking::read(typed, |part| self.alone(typed, part, day))
    }

    /// The label of one part under this policy alone.
    pub(crate) fn alone(
        &self,
        typed: &str,
        part: Range<usize>,
        day: Option<Day>,
    ) -> Result<Part<Label>, Fault> {
        Ok(self.read(typed, part, day)?.map(|component| Label::of(self.id.clone(), component)))
    }

    /// Reads a clearance written as a marking is ("TOP SECRET UMBRA"): the level and the restrictive tags
    /// held. Who the reader is affiliated to is said apart, since a marking cannot say it. What holds among
    /// the words of a paper's marking need not hold among those of a clearance.
    pub fn cleared(&self, typed: &str, affiliation: Option<&str>) -> Result<Cleared, Fault> {
        let component = self.held(typed)?;
        if !component.any.is_empty() {
            return Err(Fault::new(typed, 0..typed.len(), "the affiliation apart from the clearance"));
        }
        let Component { level, all, .. } = self.elaborate_tags(component);
        Ok(Cleared { level, tags: all, affiliation: affiliation.map(Into::into) })
    }

    fn held(&self, typed: &str) -> Result<Component, Fault> {
        let whole = 0..typed.len();
        match &self.categories {
            Some(categories) => {
                let how = How { clearance: true, ..How::default() };
                Ok(self.read_categories(categories, typed, whole, how)?.read)
            }
            None => Ok(Reading::of(self, &self.in_banner, typed, whole)?.finish()?.0),
        }
    }

    /// Reads one part of what was typed.
    pub(crate) fn read(
        &self,
        typed: &str,
        part: Range<usize>,
        day: Option<Day>,
    ) -> Result<Part<Component>, Fault> {
        self.read_by(typed, part, How { day, ..How::default() })
    }

    pub(crate) fn read_by(
        &self,
        typed: &str,
        part: Range<usize>,
        how: How<'_>,
    ) -> Result<Part<Component>, Fault> {
        if let Some(categories) = &self.categories {
            return self.read_categories(categories, typed, part, how);
        }
        let index = if how.portion { &self.in_portion } else { &self.in_banner };
        let reading = Reading::of(self, index, typed, part)?;
        let (component, said) = reading.finish()?;
        let component = self.elaborate_tags(component);
        self.check_rules(typed, &component, &said)?;
        let warnings = self.liberties(typed, &component, &said, how.day)?;
        Ok(Part { read: component, warnings })
    }

    pub(crate) fn longest(&self, tokens: &[Token]) -> Option<Match> {
        self.in_banner.longest(tokens, self.read.spaced)
    }

    pub(crate) fn starts_with_joiner(&self, tokens: &[Token]) -> bool {
        self.joiners.iter().any(|joiner| tokens.first().is_some_and(|token| token.is(joiner)))
    }

    fn level_names(&self) -> String {
        self.levels.iter().map(|level| level.name.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// A name of the policy as it was typed.
pub(crate) struct Said {
    pub name: Name,
    pub at: Range<usize>,
    /// Whether in a spelling that was once right.
    pub old: bool,
}

/// A part of a marking while it is read.
pub(crate) struct Reading<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) index: &'a Index,
    pub(crate) typed: &'a str,
    pub(crate) tokens: Vec<Token>,
    /// The bytes of the part.
    part: Range<usize>,
    /// Whether the policy's name stood first.
    named: bool,
    level: Option<u8>,
    pub(crate) component: Component,
    pub(crate) said: Vec<Said>,
}

impl<'a> Reading<'a> {
    pub(crate) fn of(
        policy: &'a Policy,
        index: &'a Index,
        typed: &'a str,
        part: Range<usize>,
    ) -> Result<Self, Fault> {
        let tokens = lex::lex(typed, part.clone(), &policy.separators);
        let (level, component, said) = (None, Component::default(), Vec::new());
        let mut reading = Self { policy, index, typed, tokens, part, named: false, level, component, said };
        reading.check_separators()?;
        let mut at = reading.skip_name();
        reading.named = at > 0;
        while at < reading.tokens.len() {
            at = reading.step(at)?;
        }
        Ok(reading)
    }

    /// What was read; a marking without a level is a fault, but for one of free names.
    pub(crate) fn finish(self) -> Result<(Component, Vec<Said>), Fault> {
        let implied = self.policy.free.is_some() && !self.component.all.is_none();
        match self.level.or(implied.then_some(0)) {
            Some(level) => Ok((Component { level, ..self.component }, self.said)),
            None => {
                let expected = format!("a level of {}: {}", self.policy.id, self.policy.level_names());
                Err(Fault::new(self.typed, self.part.end..self.part.end, expected))
            }
        }
    }

    /// A separator with nothing on one side of it may stand for a word that was lost.
    fn check_separators(&self) -> Result<(), Fault> {
        let mut after_separator = true;
        for token in &self.tokens {
            if token.word.is_none() && after_separator {
                return Err(self.unread(token.at.clone()));
            }
            after_separator = token.word.is_none();
        }
        match self.tokens.last() {
            Some(last) if after_separator => Err(self.unread(last.at.clone())),
            _ => Ok(()),
        }
    }

    /// The policy's own name may stand first, as it does in print beside another policy.
    fn skip_name(&self) -> usize {
        if self.longest(0).is_some() || self.list_before(0).is_some() {
            return 0;
        }
        let Policy { name_words, read, .. } = self.policy;
        lex::match_phrase(&self.tokens, name_words, read.spaced).unwrap_or(0)
    }

    pub(crate) fn rest(&self, at: usize) -> &[Token] {
        self.tokens.get(at..).unwrap_or_default()
    }

    pub(crate) fn longest(&self, at: usize) -> Option<Match> {
        self.index.longest(self.rest(at), self.policy.read.spaced)
    }

    /// Reads one phrase or list, or passes one separator; returns where to go on.
    fn step(&mut self, at: usize) -> Result<usize, Fault> {
        if self.rest(at).first().is_some_and(|token| token.word.is_none()) {
            return Ok(at + 1);
        }
        let from = at + usize::from(at > 0 && self.policy.starts_with_joiner(self.rest(at)));
        let found = self.longest(from);
        if let Some(list) = self.list_before(from)
            && found.is_none_or(|found| from + found.used < list.end)
        {
            let end = list.end;
            self.take_list(from, &list)?;
            return Ok(end);
        }
        let Some(found) = found else { return Err(self.unread(self.unread_range(from))) };
        self.apply(from, found)
    }

    /// Takes up what a phrase says; returns where to go on.
    fn apply(&mut self, from: usize, found: Match) -> Result<usize, Fault> {
        let next = from + found.used;
        let at = range(self.tokens.get(from..next).unwrap_or_default());
        match found.meaning {
            Meaning::Level(rank) => self.take_level(rank, at, found.old)?,
            Meaning::Tag(index) => return self.take_tag(index, from, next, found.old),
            Meaning::Several(index) => self.take_several(index, &at)?,
            Meaning::Refused(index) => {
                let expected = self.policy.refusals.get(index).map(|refusal| refusal.expected.clone());
                return Err(Fault::new(self.typed, at, expected.unwrap_or_default()));
            }
            Meaning::Free => return self.take_free_name(at, next),
            // These are of the list's index, never of this one.
            Meaning::Place(_) | Meaning::Group(_) => return Err(self.unread(at)),
        }
        Ok(next)
    }

    fn take_level(&mut self, rank: u8, at: Range<usize>, old: bool) -> Result<(), Fault> {
        if self.level.is_some() {
            return Err(Fault::new(self.typed, at, "one level only"));
        }
        // Beside a paper's marking OPEN is an everyday word, and must not pass for one.
        if self.policy.free.is_some() && !self.named {
            return Err(Fault::new(self.typed, at, format!("{} before it", self.policy.name)));
        }
        self.level = Some(rank);
        self.said.push(Said { name: Name::Level(rank), at, old });
        Ok(())
    }

    fn take_tag(&mut self, index: usize, from: usize, next: usize, old: bool) -> Result<usize, Fault> {
        let at = range(self.tokens.get(from..next).unwrap_or_default());
        let Some(tag) = self.policy.tags.get(index) else { return Err(self.unread(at)) };
        if let TagKind::List(list) = &tag.kind {
            if list.members == Side::Before {
                return Err(Fault::new(self.typed, at, format!("a place before “{}”", tag.name)));
            }
            let Some(found) = self.members(list, next) else {
                return Err(Fault::new(self.typed, at, format!("a place after “{}”", tag.name)));
            };
            let end = found.end;
            self.take_list(from, &found.of(index, old))?;
            return Ok(end);
        }
        tag.add_to(&mut self.component);
        self.said.push(Said { name: Name::Tag(index), at, old });
        Ok(next)
    }

    fn take_several(&mut self, index: usize, at: &Range<usize>) -> Result<(), Fault> {
        let says = self.policy.sayings.get(index).map(|saying| saying.says.as_slice()).unwrap_or_default();
        for name in says.iter().filter_map(|name| self.policy.names.get(name)) {
            match *name {
                Name::Level(rank) => self.take_level(rank, at.clone(), false)?,
                Name::Tag(index) => {
                    if let Some(tag) = self.policy.tags.get(index) {
                        tag.add_to(&mut self.component);
                    }
                    self.said.push(Said { name: *name, at: at.clone(), old: false });
                }
            }
        }
        Ok(())
    }

    fn take_free_name(&mut self, at: Range<usize>, next: usize) -> Result<usize, Fault> {
        let used = self.rest(next).iter().take_while(|token| token.word.is_some()).count();
        let place = range(self.tokens.get(next..next + used).unwrap_or_default());
        let name = self.typed.get(place).unwrap_or_default();
        if !is_plain_name(name) {
            return Err(Fault::new(self.typed, at, "a name of letters, digits and single spaces after it"));
        }
        let delta = Component { all: Tags::these([name]), ..Component::default() };
        self.component = self.component.join(&delta);
        Ok(next + used)
    }

    fn unread(&self, at: Range<usize>) -> Fault {
        let at = if at.is_empty() { self.typed.len()..self.typed.len() } else { at };
        Fault::new(self.typed, at, format!("a level or tag of {}", self.policy.id))
    }

    /// From an unread word up to the next separator or word that is read.
    fn unread_range(&self, from: usize) -> Range<usize> {
        let rest = self.rest(from);
        let words = rest.iter().take_while(|token| token.word.is_some()).count();
        let readable = |at: &usize| {
            let words = rest.get(*at..words).unwrap_or_default();
            self.index.longest(words, self.policy.read.spaced).is_some()
        };
        let end = (1..words).find(readable).unwrap_or(words);
        match rest.get(..end) {
            Some(unread) if !unread.is_empty() => range(unread),
            _ => self.typed.len()..self.typed.len(),
        }
    }
}

/// The bytes from the first token to the last.
pub(crate) fn range(tokens: &[Token]) -> Range<usize> {
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
