//! Lists: permissive tags whose members are written beside them, "RELEASABLE TO JAPAN, UKRAINE".

use std::collections::{BTreeMap, BTreeSet};

use crate::lex::Token;
use crate::parse::{Reading, Said, is_plain_name, range};
use crate::phrases::Meaning;
use crate::policy::Name;
use crate::term::{List, Side, TagKind};
use crate::{Component, Fault, Policy};

/// Members found in what is typed.
pub(crate) struct Members {
    codes: BTreeSet<String>,
    /// The token after them.
    pub end: usize,
}

/// A list found, with its words and members.
pub(crate) struct Listed {
    tag: usize,
    old: bool,
    codes: BTreeSet<String>,
    /// The token after it.
    pub end: usize,
}

impl Members {
    pub(crate) fn of(self, tag: usize, old: bool) -> Listed {
        Listed { tag, old, codes: self.codes, end: self.end }
    }
}

impl Reading<'_> {
    /// The members that stand from that token on, if any.
    pub(crate) fn members(&self, list: &List, from: usize) -> Option<Members> {
        let (mut codes, mut end) = self.member(list, from)?;
        while let Some((more, next)) = self.after_separator(list, end).and_then(|at| self.member(list, at)) {
            codes.extend(more);
            end = next;
        }
        Some(Members { codes, end })
    }

    /// The token after what stands between two members.
    fn after_separator(&self, list: &List, at: usize) -> Option<usize> {
        let separator = list.between.trim();
        let token = self.rest(at).first()?;
        let is_separator = token.word.is_none() && self.typed.get(token.at.clone()) == Some(separator);
        let is_joiner = self.policy.starts_with_joiner(self.rest(at));
        match (separator.is_empty(), is_separator || is_joiner) {
            (_, true) => Some(at + 1),
            (true, false) => Some(at),
            (false, false) => None,
        }
    }

    /// One member, a group being all of its own, and the token after it.
    fn member(&self, list: &List, at: usize) -> Option<(BTreeSet<String>, usize)> {
        let rest = self.rest(at);
        if let Some(found) = self.policy.in_list.longest(rest, self.policy.read.spaced) {
            let codes = match found.meaning {
                Meaning::Place(place) => [self.policy.places.get(place)?.code.clone()].into(),
                Meaning::Group(group) => self.policy.groups.get(group)?.members.clone(),
                _ => return None,
            };
            return Some((codes, at + found.used));
        }
        let free = list.free && self.longest(at).is_none();
        let word = rest.first().filter(|_| free).and_then(|token| token.word.as_deref())?;
        is_plain_name(word).then(|| ([word.to_uppercase()].into(), at + 1))
    }

    /// A list that begins with its members there.
    pub(crate) fn list_before(&self, from: usize) -> Option<Listed> {
        let lists = self.policy.tags.iter().enumerate().filter_map(|(at, tag)| match &tag.kind {
            TagKind::List(list) if list.members == Side::Before => Some((at, list)),
            _ => None,
        });
        lists.filter_map(|(tag, list)| self.list_of(tag, list, from)).max_by_key(|listed| listed.end)
    }

    fn list_of(&self, tag: usize, list: &List, from: usize) -> Option<Listed> {
        let members = self.members(list, from)?;
        let words = self.longest(members.end)?;
        let end = members.end + words.used;
        let its_own = matches!(words.meaning, Meaning::Tag(found) if found == tag);
        its_own.then(|| Listed { end, ..members.of(tag, words.old) })
    }

    pub(crate) fn take_list(&mut self, from: usize, listed: &Listed) -> Result<(), Fault> {
        let at = range(self.tokens.get(from..listed.end).unwrap_or_default());
        let Some(tag) = self.policy.tags.get(listed.tag) else { return Ok(()) };
        let TagKind::List(list) = &tag.kind else { return Ok(()) };
        if let Some(absent) = list.always.iter().find(|code| !listed.codes.contains(*code)) {
            let expected = format!("{} among those listed", self.policy.place_name(absent));
            return Err(Fault::new(self.typed, at, expected));
        }
        let members = &listed.codes | &list.adds;
        let any = BTreeMap::from([(list.set.clone(), members)]);
        self.component = self.component.join(&Component { any, ..Component::default() });
        self.said.push(Said { name: Name::Tag(listed.tag), at, old: listed.old });
        Ok(())
    }
}

impl Policy {
    fn place_name<'a>(&'a self, code: &'a str) -> &'a str {
        let place = self.place_ranks.get(code).and_then(|rank| self.places.get(*rank));
        place.map_or(code, |place| &place.name)
    }

    /// The members as they are written in the list, where the list can say them.
    pub(crate) fn members_text(&self, list: &List, members: &BTreeSet<String>) -> Option<String> {
        let written: BTreeSet<&String> = members.difference(&list.adds).collect();
        let whole = list.always.is_subset(members) && list.adds.is_subset(members) && !written.is_empty();
        if !whole || !written.iter().all(|code| self.can_be_written(list, code)) {
            return None;
        }
        let (groups, mut rest) = self.contracted(list, &written);
        rest.sort_by_key(|code| (self.place_ranks.get(*code).copied().unwrap_or(usize::MAX), *code));
        let places = rest.into_iter().map(|code| self.place_name(code));
        Some(places.chain(groups).collect::<Vec<_>>().join(&list.between))
    }

    fn can_be_written(&self, list: &List, code: &str) -> bool {
        let free = || {
            let token = Token { at: 0..code.len(), word: Some(code.to_lowercase()) };
            let known = |index: &crate::phrases::Index| index.longest(std::slice::from_ref(&token), false);
            let one = is_plain_name(code) && !code.contains([' ', '-']) && code.to_uppercase() == code;
            list.free && one && known(&self.in_banner).is_none() && known(&self.in_list).is_none()
        };
        self.place_ranks.contains_key(code) || free()
    }

    /// The groups that are there whole, and the members that stand by themselves: those of no group, and
    /// those that must always be written.
    fn contracted<'a>(
        &'a self,
        list: &List,
        written: &BTreeSet<&'a String>,
    ) -> (Vec<&'a str>, Vec<&'a String>) {
        let mut rest = written.clone();
        let mut names = Vec::new();
        for group in &self.groups {
            let new = group.members.iter().any(|code| rest.contains(code) && !list.always.contains(code));
            if new && group.members.iter().all(|code| written.contains(code)) {
                rest.retain(|code| !group.members.contains(*code) || list.always.contains(*code));
                names.push(group.name.as_str());
            }
        }
        (names, rest.into_iter().collect())
    }
}
