//! The first part of a marking: the level, and whose it is.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::pieces::Style;
use crate::{Component, Fault, Policy};

use super::read::Reading;
use super::{BETWEEN_CATEGORIES, Categories};

/// Begins the flag of what others own, their codes following.
const OWNED: &str = "owned";
/// Begins the flag of what several own together, their codes following.
const JOINT: &str = "joint";

/// Whose a paper is, where not the own side's.
pub(crate) struct Owners<'a> {
    /// Whether the own side is among them.
    pub joint: bool,
    /// Their codes; none where they are not told.
    pub codes: Vec<&'a str>,
}

impl Categories {
    /// Whose all its parts are.
    pub(crate) fn owners<'a>(&self, component: &'a Component) -> Option<Owners<'a>> {
        let flags = self.marked(component)?.iter();
        flags.filter_map(|flag| owners(flag)).next()
    }
}

pub(super) fn owners(flag: &str) -> Option<Owners<'_>> {
    let mut words = flag.split(' ');
    let joint = match words.next()? {
        OWNED => false,
        JOINT => true,
        _ => return None,
    };
    Some(Owners { joint, codes: words.collect() })
}

impl Policy {
    /// The level in print, with whose it is: "SECRET", "//GBR SECRET", "//JOINT SECRET GBR USA".
    pub(super) fn class_text(
        &self,
        categories: &Categories,
        component: &Component,
        style: Style<'_>,
    ) -> String {
        let level = self.level_text(component.level, style);
        let Some(owners) = categories.owners(component) else {
            return self.level_text(self.own_level(categories, component.level), style);
        };
        let codes = owners.codes.join(" ");
        let foreign = &categories.foreign;
        if owners.joint {
            return format!("{BETWEEN_CATEGORIES}{} {level} {codes}", foreign.joint);
        }
        let named =
            foreign.markings.iter().find(|marked| marked.code == codes && marked.level == component.level);
        match named {
            Some(marked) => {
                format!("{BETWEEN_CATEGORIES}{}", if style.short { &marked.short } else { &marked.words })
            }
            None if codes.is_empty() => format!("{BETWEEN_CATEGORIES}{} {level}", foreign.origin),
            None => format!("{BETWEEN_CATEGORIES}{codes} {level}"),
        }
    }

    /// The level that print shows: that of others where they own the whole.
    pub(crate) fn level_in_print(&self, categories: &Categories, component: &Component) -> u8 {
        let own = categories.owners(component).is_none();
        if own { self.own_level(categories, component.level) } else { component.level }
    }

    /// The level on the own side's paper of what holds that level: it has not all that others have.
    pub(super) fn own_level(&self, categories: &Categories, level: u8) -> u8 {
        let own = |level: &u8| !categories.foreign.levels.contains(level);
        (level..=self.highest()).find(own).unwrap_or(level)
    }
}

impl Reading<'_> {
    /// Reads the first part; returns where the categories begin.
    pub(super) fn class(&mut self, part: Range<usize>) -> Result<usize, Fault> {
        let text = self.text(part.clone());
        let foreign = text.strip_prefix(BETWEEN_CATEGORIES);
        let skipped = text.len() - foreign.unwrap_or(text).len();
        let start = part.start + skipped;
        let rest = self.text(start..part.end);
        let end = start + rest.find(BETWEEN_CATEGORIES).unwrap_or(rest.len());
        let at = self.trimmed(start..end);
        if at.is_empty() {
            return Err(self.fault(part, self.level_expected(foreign.is_some())));
        }
        match foreign {
            Some(_) => self.foreign(at)?,
            None => self.own(at)?,
        }
        Ok(end)
    }

    fn own(&mut self, at: Range<usize>) -> Result<(), Fault> {
        let level = self.level(self.text(at.clone()));
        match level.filter(|level| !self.categories.foreign.levels.contains(level)) {
            Some(level) => self.take_level(level, at),
            None => return Err(self.fault(at, self.level_expected(false))),
        }
        Ok(())
    }

    fn take_level(&mut self, level: u8, at: Range<usize>) {
        self.small(&at);
        self.component.level = level;
        self.say_level(level, at);
    }

    /// The level of that name, or of that short form in a portion.
    fn level(&self, text: &str) -> Option<u8> {
        let short = self.how.portion;
        let is = |level: &crate::Level| {
            level.name.eq_ignore_ascii_case(text) || short && level.term.short.as_deref() == Some(text)
        };
        self.policy.levels.iter().position(is).and_then(|at| u8::try_from(at).ok())
    }

    fn level_expected(&self, foreign: bool) -> String {
        let own = |(rank, _): &(u8, &crate::Level)| foreign || !self.categories.foreign.levels.contains(rank);
        let levels = (0..).zip(&self.policy.levels).filter(own).map(|(_, level)| level.name.as_str());
        let levels = levels.collect::<Vec<_>>().join(", ");
        match foreign {
            true => format!("whose it is and a level: {levels}"),
            false => format!("a level of {} first: {levels}", self.policy.id),
        }
    }

    fn foreign(&mut self, at: Range<usize>) -> Result<(), Fault> {
        let foreign = &self.categories.foreign;
        let text = self.text(at.clone());
        if let Some(refused) =
            self.policy.refusals.iter().find(|refused| refused.words.eq_ignore_ascii_case(text))
        {
            return Err(self.fault(at, refused.expected.clone()));
        }
        let named = foreign.markings.iter().find(|marked| {
            marked.words.eq_ignore_ascii_case(text) || self.how.portion && marked.short == text
        });
        if let Some(marked) = named {
            self.take_level(marked.level, at);
            self.owned(&[marked.code.as_str()].into(), OWNED);
            return Ok(());
        }
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        match words.split_first() {
            Some((first, rest)) if *first == foreign.joint => self.joint(at, rest),
            _ => self.of_others(at, &words),
        }
    }

    /// "GBR SECRET", "CAN DEU SECRET", or "FGI SECRET" where it is not told whose.
    fn of_others(&mut self, at: Range<usize>, words: &[&str]) -> Result<(), Fault> {
        let split = (1..words.len()).find_map(|split| {
            let (codes, level) = words.split_at_checked(split)?;
            Some((codes, self.level(&level.join(" "))?))
        });
        let Some((codes, level)) = split else { return Err(self.fault(at, self.level_expected(true))) };
        if codes == [self.categories.foreign.origin.as_str()] {
            self.take_level(level, at);
            self.owned(&BTreeSet::new(), OWNED);
            return Ok(());
        }
        let own = [self.categories.release.owner.as_str()];
        let named = self.categories.foreign.markings.iter().map(|marked| marked.code.as_str());
        let refused: Vec<&str> = named.chain(own).collect();
        let codes = self.codes(&at, codes, &refused)?;
        self.take_level(level, at);
        self.owned(&codes.iter().map(String::as_str).collect(), OWNED);
        Ok(())
    }

    /// "JOINT SECRET CAN GBR USA"; a portion mark may leave the owners to the banner.
    fn joint(&mut self, at: Range<usize>, words: &[&str]) -> Result<(), Fault> {
        let commas: Vec<String> = words.iter().map(|word| word.trim_end_matches(',').to_owned()).collect();
        let words: Vec<&str> = commas.iter().map(String::as_str).collect();
        let split = (1..=words.len()).rev().find_map(|split| {
            let (level, codes) = words.split_at_checked(split)?;
            Some((self.level(&level.join(" "))?, codes))
        });
        let expected = || format!("a level and its owners after {}", self.categories.foreign.joint);
        let Some((level, codes)) = split else { return Err(self.fault(at, expected())) };
        if self.categories.foreign.levels.contains(&level) {
            return Err(self.fault(at, self.level_expected(false)));
        }
        let codes = match codes.is_empty() {
            true => self.owners_of_banner().ok_or_else(|| self.fault(at.clone(), expected()))?,
            false => self.codes(&at, codes, &[])?,
        };
        let owner = &self.categories.release.owner;
        if !codes.contains(owner) || codes.len() < 2 {
            return Err(self.fault(at, format!("{owner} and others among the owners")));
        }
        if self.text(at.clone()).contains(',') {
            self.liberty(at.clone(), "has commas between its owners");
        }
        self.take_level(level, at);
        self.owned(&codes.iter().map(String::as_str).collect(), JOINT);
        Ok(())
    }

    fn owners_of_banner(&self) -> Option<BTreeSet<String>> {
        let owners = self.categories.owners(self.how.within?)?;
        owners.joint.then(|| owners.codes.iter().map(|code| (*code).to_owned()).collect())
    }

    /// Notes whose it is, and where it comes from.
    fn owned(&mut self, codes: &BTreeSet<&str>, word: &str) {
        let mut flag = word.to_owned();
        for code in super::origin::in_order(codes.iter().copied()) {
            flag.push(' ');
            flag.push_str(code);
        }
        self.categories.flags(&mut self.component).insert(flag);
        self.from(codes);
    }
}
