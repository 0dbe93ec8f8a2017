//! Reading a marking in categories.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::file::Form;
use crate::marking::{Part, Warning};
use crate::parse::Said;
use crate::policy::Name;
use crate::term::{Liberty, ReleaseRole};
use crate::{Component, Day, Fault, Policy, Tag, Tags};

use super::release::{Silence, Written};
use super::{BETWEEN_CATEGORIES, BETWEEN_VALUES, Categories};

/// Digits of a year and of a day, which once told when classification ends and so name no system.
pub(super) const END_DIGITS: [usize; 2] = [4, 8];

/// How a marking is read.
#[derive(Clone, Copy, Default)]
pub(crate) struct How<'a> {
    /// Whether it marks a portion, in short forms.
    pub portion: bool,
    pub day: Option<Day>,
    /// What the banner above it says.
    pub within: Option<&'a Component>,
    /// Whether it is what a reader holds, which is under no rules and is released to nobody.
    pub clearance: bool,
}

/// Something that is not written as the policy has it.
pub(super) struct Free {
    at: Range<usize>,
    why: &'static str,
    liberty: Liberty,
}

pub(crate) struct Reading<'a> {
    pub(super) policy: &'a Policy,
    pub(super) categories: &'a Categories,
    typed: &'a str,
    pub(super) how: How<'a>,
    pub(super) component: Component,
    pub(super) all: BTreeSet<String>,
    pub(super) said: Vec<Said>,
    pub(super) written: Written,
    pub(super) silence: Silence,
    pub(super) free: Vec<Free>,
    /// The furthest category that was read.
    category: Option<usize>,
    /// The category that was read last.
    current: Option<usize>,
    /// The tag read last in it.
    pub(super) last: Option<usize>,
    /// The system read last in it, behind where its kind stands.
    pub(super) head: Option<(usize, String)>,
}

impl Policy {
    /// Reads one part of what was typed, the policy being one of categories.
    pub(crate) fn read_categories(
        &self,
        categories: &Categories,
        typed: &str,
        part: Range<usize>,
        how: How<'_>,
    ) -> Result<Part<Component>, Fault> {
        let mut reading = Reading::new(self, categories, typed, how);
        let part = reading.without_name(trim(typed, part));
        let mut at = reading.class(part.clone())?;
        while at < part.end {
            at = reading.category(at + BETWEEN_CATEGORIES.len()..part.end)?;
        }
        reading.finish(part)
    }
}

impl<'a> Reading<'a> {
    fn new(policy: &'a Policy, categories: &'a Categories, typed: &'a str, how: How<'a>) -> Self {
        let silence = Silence { day: how.day, caveated: false, foreign: false, kept: false };
        Self {
            policy,
            categories,
            typed,
            how,
            component: Component::default(),
            all: BTreeSet::new(),
            said: Vec::new(),
            written: Written::default(),
            silence,
            free: Vec::new(),
            category: None,
            current: None,
            last: None,
            head: None,
        }
    }

    pub(super) fn text(&self, at: Range<usize>) -> &'a str {
        self.typed.get(at).unwrap_or_default()
    }

    pub(super) fn fault(&self, at: Range<usize>, expected: impl Into<String>) -> Fault {
        Fault::new(self.typed, at, expected)
    }

    /// Notes what is not written in the order or spacing of the policy.
    pub(super) fn liberty(&mut self, at: Range<usize>, why: &'static str) {
        self.free.push(Free { at, why, liberty: self.policy.read.order });
    }

    /// Notes small letters.
    pub(super) fn small(&mut self, at: &Range<usize>) {
        if self.text(at.clone()).bytes().any(|byte| byte.is_ascii_lowercase()) {
            let liberty = self.policy.read.small;
            self.free.push(Free { at: at.clone(), why: "is not in capitals", liberty });
        }
    }

    pub(super) fn say_level(&mut self, level: u8, at: Range<usize>) {
        self.said.push(Said { name: Name::Level(level), at, old: false });
    }

    pub(super) fn say(&mut self, tag: usize, at: &Range<usize>) {
        self.said.push(Said { name: Name::Tag(tag), at: at.clone(), old: false });
    }

    /// The place without the spaces around it, which are noted.
    pub(super) fn trimmed(&mut self, at: Range<usize>) -> Range<usize> {
        let inner = trim(self.typed, at.clone());
        if inner != at && !inner.is_empty() {
            self.liberty(inner.clone(), "has spaces beside its slashes");
        }
        inner
    }

    /// The policy's own name may stand first, as it does in print beside another policy.
    fn without_name(&self, part: Range<usize>) -> Range<usize> {
        let rest = self.text(part.clone()).strip_prefix(self.policy.name.as_str());
        match rest.filter(|rest| rest.starts_with(' ')) {
            Some(rest) => part.end - rest.trim_start().len()..part.end,
            None => part,
        }
    }

    /// Reads the category that begins there; returns where it ends.
    fn category(&mut self, rest: Range<usize>) -> Result<usize, Fault> {
        let length = self.text(rest.clone()).find(BETWEEN_CATEGORIES);
        let end = length.map_or(rest.end, |length| rest.start + length);
        let at = self.trimmed(rest.start..end);
        if at.is_empty() {
            return Err(self.fault(at, format!("a marking of {} after “//”", self.policy.id)));
        }
        if end == rest.end && self.is_end(self.text(at.clone())) {
            self.liberty(at, "says when classification ends, which is no longer written there");
            return Ok(end);
        }
        if let Some(read) = self.origin(&at) {
            let origin = self.categories.order.iter().position(|category| category.form == Form::Origin);
            self.enter(origin.unwrap_or_default(), &at);
            read?;
            return Ok(end);
        }
        let values = self.values(at.clone());
        let category = self.category_of(&values)?;
        self.enter(category, &at);
        for value in values {
            self.value(category, value)?;
        }
        Ok(end)
    }

    /// Notes a category that stands behind one which print has after it, or twice.
    fn enter(&mut self, category: usize, at: &Range<usize>) {
        if self.category.is_some_and(|before| before > category) {
            self.liberty(at.clone(), "stands out of order");
        } else if self.current == Some(category) {
            self.liberty(at.clone(), "is parted by “//” from what it belongs to");
        }
        if self.current != Some(category) {
            (self.last, self.head) = (None, None);
        }
        self.current = Some(category);
        self.category = self.category.max(Some(category));
    }

    /// The places of the values of a category; a list of the older form has slashes of its own.
    fn values(&mut self, at: Range<usize>) -> Vec<Range<usize>> {
        let mut start = at.start;
        let mut values: Vec<Range<usize>> = Vec::new();
        for text in self.text(at).split(BETWEEN_VALUES) {
            let end = start + text.len();
            let from = if self.older_list(text).is_some() {
                self.countries_before(&mut values, start)
            } else {
                start
            };
            values.push(self.trimmed(from..end));
            start = end + BETWEEN_VALUES.len_utf8();
        }
        values
    }

    /// Takes the countries at the end of the values off them; returns where they begin.
    fn countries_before(&self, values: &mut Vec<Range<usize>>, mut start: usize) -> usize {
        while let Some(value) = values.pop_if(|value| self.is_country(self.text(value.clone()))) {
            start = value.start;
        }
        start
    }

    fn is_country(&self, text: &str) -> bool {
        self.policy.place_ranks.contains_key(text)
    }

    /// The tag of the older list that the text ends with, and what stands before its words.
    pub(super) fn older_list<'t>(&self, text: &'t str) -> Option<(usize, &'t str)> {
        self.categories.roles(&self.policy.tags).find_map(|(at, tag)| {
            let before = text.strip_suffix(&tag.name).filter(|_| tag.role == Some(ReleaseRole::OlderList))?;
            Some((at, before.strip_suffix(' ')?))
        })
    }

    /// The category that its first known value belongs to.
    fn category_of(&self, values: &[Range<usize>]) -> Result<usize, Fault> {
        let known = values.iter().find_map(|value| self.category_of_value(self.text(value.clone())));
        let numbered = |value: &Range<usize>| {
            let head = self.text(value.clone()).split('-').next().unwrap_or_default();
            is_number(head) && !END_DIGITS.contains(&head.len())
        };
        let free =
            || self.categories.order.iter().position(|category| category.free && category.leads.is_empty());
        let known = known.or_else(|| free().filter(|_| values.iter().any(numbered)));
        known.ok_or_else(|| self.unknown(values.first().cloned().unwrap_or_default()))
    }

    fn category_of_value(&self, text: &str) -> Option<usize> {
        let led = self.categories.order.iter().position(|category| category.led(text).is_some());
        let listed = || self.listed(text).map(|(tag, _)| tag);
        let older = || self.older_list(text).map(|(tag, _)| tag);
        let head = || self.word(text.split('-').next()?);
        let of = |tag: usize| self.policy.tags.get(tag)?.place.category;
        led.or_else(|| self.word(text).or_else(listed).or_else(older).or_else(head).and_then(of))
            .or_else(|| self.is_repeated(text).then(|| self.category_of_lists()).flatten())
    }

    /// Whether a portion mark leaves its list to the banner.
    pub(super) fn is_repeated(&self, text: &str) -> bool {
        self.how.portion && text == self.categories.release.repeats
    }

    fn category_of_lists(&self) -> Option<usize> {
        let (tag, _) = self.role(&ReleaseRole::List)?;
        self.policy.tags.get(tag)?.place.category
    }

    pub(super) fn role(&self, role: &ReleaseRole) -> Option<(usize, &'a Tag)> {
        self.categories.roles(&self.policy.tags).find(|(_, tag)| tag.role.as_ref() == Some(role))
    }

    /// The tag that the whole text is a spelling of.
    pub(super) fn word(&self, text: &str) -> Option<usize> {
        let words = if self.how.portion { &self.categories.portion } else { &self.categories.banner };
        let exact = words.get(text).copied();
        exact.or_else(|| words.get(plain(text)?.as_str()).copied())
    }

    /// The tag whose words begin the text, and the list behind them.
    pub(super) fn listed<'t>(&self, text: &'t str) -> Option<(usize, &'t str)> {
        self.categories.lists.iter().find_map(|(words, tag)| {
            let (head, list) = text.split_at_checked(words.len())?;
            head.eq_ignore_ascii_case(words).then_some((*tag, list))
        })
    }

    /// Whether the text is what was once written last on the end of classification.
    fn is_end(&self, text: &str) -> bool {
        let day = |word: &str| is_number(word) && END_DIGITS.contains(&word.len());
        let end = |word: &str| day(word) || self.categories.ends.iter().any(|end| end == word);
        let mut words = text.split([',', ' ']).filter(|word| !word.is_empty());
        words.next().is_some_and(|word| end(word.split('-').next().unwrap_or(word))) && words.all(end)
    }

    fn finish(mut self, part: Range<usize>) -> Result<Part<Component>, Fault> {
        self.component.all = Tags::These(std::mem::take(&mut self.all));
        let written = std::mem::take(&mut self.written);
        if self.how.clearance && written.is_silent() {
            let read = self.policy.elaborate_tags(self.component);
            return Ok(Part { read, warnings: Vec::new() });
        }
        self.categories.put_release(&mut self.component, written, &self.silence);
        let component = self.policy.elaborate_tags(std::mem::take(&mut self.component));
        if !self.how.clearance {
            self.check_owners(&component, &part)?;
            self.policy.check_rules(self.typed, &component, &self.said)?;
        }
        let warnings = self.warnings(&component)?;
        Ok(Part { read: component, warnings })
    }

    /// What several own together is released to all of them.
    fn check_owners(&self, component: &Component, part: &Range<usize>) -> Result<(), Fault> {
        let owners = self.categories.owners(component).filter(|owners| owners.joint);
        let list = component.copiers(&self.categories.release.set);
        let without = |owner: &&str| !list.is_some_and(|list| list.contains(*owner));
        match owners.and_then(|owners| owners.codes.into_iter().find(without)) {
            Some(owner) => Err(self.fault(part.clone(), format!("{owner} among those it is released to"))),
            None => Ok(()),
        }
    }

    fn warnings(&self, component: &Component) -> Result<Vec<Warning>, Fault> {
        let mut warnings = Vec::new();
        for free in self.free.iter().filter(|free| free.liberty != Liberty::Free) {
            let canonical = self.policy.written(component, self.how.portion);
            if free.liberty == Liberty::Refused {
                let expected = format!("“{canonical}”: this {}", free.why);
                return Err(self.fault(free.at.clone(), expected));
            }
            let found = self.text(free.at.clone()).into();
            warnings.push(Warning {
                at: free.at.clone(),
                found,
                why: free.why.into(),
                canonical: Some(canonical),
            });
        }
        if let Some(day) = self.how.day {
            warnings
                .extend(self.said.iter().filter_map(|said| self.policy.out_of_time(self.typed, said, day)));
        }
        Ok(warnings)
    }
}

pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text in capitals with single spaces, where it is not so.
fn plain(text: &str) -> Option<String> {
    let odd = text.contains("  ") || text.bytes().any(|byte| byte.is_ascii_lowercase());
    odd.then(|| text.split_ascii_whitespace().collect::<Vec<_>>().join(" ").to_ascii_uppercase())
}

fn trim(typed: &str, at: Range<usize>) -> Range<usize> {
    let text = typed.get(at.clone()).unwrap_or_default();
    let start = at.start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

/// A word in capitals without need, or as it is.
pub(super) fn capitals(text: &str) -> Cow<'_, str> {
    match text.bytes().any(|byte| byte.is_ascii_lowercase()) {
        true => Cow::Owned(text.to_ascii_uppercase()),
        false => Cow::Borrowed(text),
    }
}
