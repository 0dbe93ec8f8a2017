//! The values of a category: tags, and lists of countries.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::file::Form;
use crate::term::{ReleaseRole, TagKind};
use crate::{Fault, Tag};

use super::BETWEEN_VALUES;
use super::read::Reading;

impl Reading<'_> {
    /// Reads one value of a category.
    pub(super) fn value(&mut self, category: usize, at: Range<usize>) -> Result<(), Fault> {
        if at.is_empty() {
            return Err(self.fault(at, "a value on both sides of “/”"));
        }
        let form = self.categories.order.get(category).map_or(Form::Flat, |category| category.form);
        if form == Form::Tree { self.tree(category, at) } else { self.flat(category, at) }
    }

    fn flat(&mut self, category: usize, at: Range<usize>) -> Result<(), Fault> {
        let text = self.text(at.clone());
        if self.is_repeated(text) {
            return self.repeat(&at);
        }
        if let Some((tag, list)) = self.listed(text) {
            return self.take_list(tag, list, at);
        }
        if let Some((tag, countries)) = self.older_list(text) {
            return self.take_older_list(tag, &countries.replace(BETWEEN_VALUES, ", "), at);
        }
        let Some(tag) = self.word(text) else { return Err(self.unknown(at)) };
        self.check_category(category, tag, &at)?;
        self.take(tag, at)
    }

    /// A value that belongs to another category stands behind “//”.
    pub(super) fn check_category(&self, category: usize, tag: usize, at: &Range<usize>) -> Result<(), Fault> {
        let own = self.policy.tags.get(tag).and_then(|tag| tag.place.category);
        if own == Some(category) {
            return Ok(());
        }
        Err(self.fault(at.clone(), format!("“//” before “{}”", self.text(at.clone()))))
    }

    /// Takes up a tag that is written whole.
    pub(super) fn take(&mut self, index: usize, at: Range<usize>) -> Result<(), Fault> {
        let Some(tag) = self.policy.tags.get(index) else { return Ok(()) };
        self.small(&at);
        self.in_turn(index, &at);
        self.caveat(tag);
        self.say(index, &at);
        match &tag.role {
            Some(ReleaseRole::OwnerOnly) => self.written.owner_only = true,
            Some(ReleaseRole::Deferred) => self.written.deferred = true,
            Some(ReleaseRole::With(other)) => {
                self.written.with.push(tag.name.clone());
                self.caveat_of(other);
            }
            Some(ReleaseRole::OlderList) => return self.repeat(&at),
            Some(ReleaseRole::List | ReleaseRole::Display) => {
                return Err(self.fault(at, format!("countries after “{}”", tag.name)));
            }
            Some(ReleaseRole::Joint) | None => self.add(tag),
        }
        Ok(())
    }

    fn caveat_of(&mut self, name: &str) {
        if let Some(tag) = self.policy.tag_named(name) {
            self.caveat(tag);
            self.add(tag);
        }
    }

    fn add(&mut self, tag: &Tag) {
        match &tag.kind {
            TagKind::Restrictive { .. } => drop(self.all.insert(tag.name.clone())),
            TagKind::Informative => drop(self.component.note.insert(tag.name.clone())),
            TagKind::Permissive { set, members, .. } => {
                self.component.any.insert(set.clone(), members.clone());
            }
            _ => {}
        }
    }

    /// Notes that something beside its release holds the paper back.
    pub(super) fn caveat(&mut self, tag: &Tag) {
        let category = tag.place.category.and_then(|at| self.categories.order.get(at));
        self.silence.caveated |= tag.role.is_none() && category.is_some_and(|category| category.caveat);
        self.silence.kept |= tag.bounds.unreleased;
    }

    /// Notes a value that stands behind one which print has after it.
    fn in_turn(&mut self, tag: usize, at: &Range<usize>) {
        if self.last.is_some_and(|before| before > tag) {
            self.liberty(at.clone(), "stands out of order");
        }
        self.last = self.last.max(Some(tag));
    }

    fn take_list(&mut self, index: usize, list: &str, at: Range<usize>) -> Result<(), Fault> {
        let Some(tag) = self.policy.tags.get(index) else { return Ok(()) };
        self.small(&at);
        self.in_turn(index, &at);
        self.say(index, &at);
        let owner = &self.categories.release.owner;
        if tag.role == Some(ReleaseRole::Display) {
            let shown = self.list(&at, list.trim(), None)?;
            if list.split(',').any(|word| word.trim() == owner) {
                return Err(self.fault(at, format!("countries other than {owner}")));
            }
            return self.put_display(shown, &at);
        }
        let released = self.list(&at, list.trim(), Some(owner))?;
        if released.len() < 2 {
            return Err(self.fault(at, format!("countries beside {owner}")));
        }
        self.put_list(released, &at)
    }

    fn take_older_list(&mut self, index: usize, list: &str, at: Range<usize>) -> Result<(), Fault> {
        self.say(index, &at);
        let owner = &self.categories.release.owner;
        let released = self.list(&at, list, Some(owner))?;
        self.put_list(released, &at)?;
        self.liberty(at, "is an older form");
        Ok(())
    }

    /// A portion mark that leaves its list to the banner has exactly that.
    fn repeat(&mut self, at: &Range<usize>) -> Result<(), Fault> {
        let list = self.how.within.and_then(|banner| banner.copiers(&self.categories.release.set));
        let Some(list) = list.filter(|list| list.len() > 1) else {
            return Err(self.fault(at.clone(), "the countries, or a banner that lists them"));
        };
        if let Some((tag, _)) = self.role(&ReleaseRole::List) {
            self.in_turn(tag, at);
            self.say(tag, at);
        }
        let list = list.clone();
        self.put_list(list, at)
    }

    /// Two lists would be read as one or the other, so that there is one only.
    fn put_list(&mut self, list: BTreeSet<String>, at: &Range<usize>) -> Result<(), Fault> {
        match self.written.list.replace(list) {
            Some(_) => Err(self.fault(at.clone(), "one list only of those it is released to")),
            None => Ok(()),
        }
    }

    fn put_display(&mut self, list: BTreeSet<String>, at: &Range<usize>) -> Result<(), Fault> {
        match self.written.display.replace(list) {
            Some(_) => Err(self.fault(at.clone(), "one list only of those it is shown to")),
            None => Ok(()),
        }
    }
}
