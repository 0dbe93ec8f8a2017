//! Where what others own comes from, and lists of countries.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::{Component, Fault, Policy};

use super::Categories;
use super::read::{Reading, capitals};

/// Longest code of a single country; longer ones are those of groups, which stand behind.
const COUNTRY_CODE_CHARS: usize = 3;

/// Countries by their codes, then groups by theirs.
pub(super) fn in_order<'a>(codes: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut codes: Vec<&str> = codes.into_iter().collect();
    codes.sort_unstable_by_key(|code| place_in_order(code));
    codes
}

fn place_in_order(code: &str) -> (bool, &str) {
    (code.len() > COUNTRY_CODE_CHARS, code)
}

impl Reading<'_> {
    /// Notes where it comes from; none where that is not told.
    pub(super) fn from(&mut self, codes: &BTreeSet<&str>) {
        let origin = &self.categories.foreign.origin;
        self.silence.foreign = true;
        let own = self.categories.release.owner.as_str();
        let notes: Vec<String> = match codes.is_empty() {
            true => vec![origin.clone()],
            false => {
                codes.iter().filter(|code| **code != own).map(|code| format!("{origin} {code}")).collect()
            }
        };
        self.component.note.extend(notes);
    }

    /// Reads "FGI" or "FGI DEU GBR NATO"; none where it is something else.
    pub(super) fn origin(&mut self, at: &Range<usize>) -> Option<Result<(), Fault>> {
        let text = self.text(at.clone());
        let words = &self.categories.foreign.origin_words;
        let rest = words.iter().filter_map(|word| strip_word(text, word)).min_by_key(|rest| rest.len())?;
        Some(self.origins(at, rest))
    }

    fn origins(&mut self, at: &Range<usize>, rest: &str) -> Result<(), Fault> {
        let codes: Vec<&str> = rest.split_ascii_whitespace().collect();
        let codes = self.codes(at, &codes, &[])?;
        if codes.contains(&self.categories.release.owner) {
            return Err(self.fault(at.clone(), "countries other than the own side"));
        }
        self.from(&codes.iter().map(String::as_str).collect());
        self.small(at);
        Ok(())
    }

    /// Countries and groups by their codes, groups whose members are known by these; those refused have
    /// markings of their own.
    pub(super) fn codes(
        &mut self,
        at: &Range<usize>,
        words: &[&str],
        refused: &[&str],
    ) -> Result<BTreeSet<String>, Fault> {
        let mut codes = BTreeSet::new();
        for word in words {
            let upper = capitals(word);
            let known = self.policy.place_ranks.contains_key(&*upper) && !refused.contains(&&*upper);
            let group = self.policy.groups.iter().find(|group| *group.name == *upper);
            match (known, group) {
                (true, _) => drop(codes.insert(upper.into_owned())),
                (false, Some(group)) => codes.extend(group.members.iter().cloned()),
                _ => return Err(self.fault(self.place_in(at, word), "the code of a country or group")),
            }
        }
        if !words.windows(2).all(in_pair_order) {
            self.liberty(at.clone(), "stands out of order");
        }
        Ok(codes)
    }

    /// The place of a word of the text there.
    fn place_in(&self, at: &Range<usize>, word: &str) -> Range<usize> {
        let start = self.text(at.clone()).find(word).map_or(at.start, |found| at.start + found);
        start..start + word.len()
    }

    /// Reads the list that follows REL TO or DISPLAY ONLY: codes with a comma and a space between.
    pub(super) fn list(
        &mut self,
        at: &Range<usize>,
        list: &str,
        first: Option<&str>,
    ) -> Result<BTreeSet<String>, Fault> {
        let words: Vec<&str> = list.split(',').map(str::trim).collect();
        if let Some(several) = words.iter().find(|word| word.contains(' ')) {
            let place = self.place_in(at, several);
            return Err(self.fault(place, "codes with a comma and a space between"));
        }
        if !list.split(", ").eq(words.iter().copied()) {
            self.liberty(at.clone(), "has another space than one after each comma");
        }
        let is_owner = |word: &&str| first.is_some_and(|owner| word.eq_ignore_ascii_case(owner));
        let owned = words.iter().position(&is_owner);
        let behind: Vec<&str> = words.into_iter().filter(|word| !is_owner(word)).collect();
        let mut codes = self.codes(at, &behind, &[])?;
        let Some(owner) = first else { return Ok(codes) };
        match owned {
            None => return Err(self.no_owner(at, owner)),
            Some(0) => {}
            Some(_) => self.liberty(at.clone(), "has not the own side first"),
        }
        codes.insert(owner.to_owned());
        Ok(codes)
    }

    fn no_owner(&self, at: &Range<usize>, owner: &str) -> Fault {
        self.fault(at.clone(), format!("{owner} first among those listed"))
    }
}

fn in_pair_order(pair: &[&str]) -> bool {
    match pair {
        [a, b] => place_in_order(a) <= place_in_order(b),
        _ => true,
    }
}

/// What follows the word, where the text is it or begins with it and a space.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    (head.eq_ignore_ascii_case(word) && (rest.is_empty() || rest.starts_with(' '))).then(|| rest.trim())
}

impl Policy {
    /// "FGI DEU GBR", the owners of the whole left out; none where it comes from nowhere else.
    pub(super) fn origin_text(&self, categories: &Categories, component: &Component) -> Option<String> {
        let origin = &categories.foreign.origin;
        let owners = categories.owners(component);
        if component.note.contains(origin) {
            let told = owners.is_none_or(|owners| !owners.codes.is_empty() || owners.joint);
            return told.then(|| origin.clone());
        }
        let codes = component.note.iter().filter_map(|note| note.strip_prefix(origin)?.strip_prefix(' '));
        let owned = |code: &&str| owners.as_ref().is_some_and(|owners| owners.codes.contains(code));
        let codes = in_order(codes.filter(|code| !owned(code)));
        (!codes.is_empty()).then(|| format!("{origin} {}", codes.join(" ")))
    }

    /// Those listed, the own side first, groups in place of members that are all there.
    pub(super) fn list_text(&self, codes: &BTreeSet<String>, first: Option<&str>) -> String {
        let mut rest: BTreeSet<&str> =
            codes.iter().map(String::as_str).filter(|code| Some(*code) != first).collect();
        let mut named: Vec<&str> = Vec::new();
        for group in &self.groups {
            let mut others = group.members.iter().filter(|code| Some(code.as_str()) != first).peekable();
            let whole = group.members.iter().all(|code| codes.contains(code)) && others.peek().is_some();
            if whole && others.all(|code| rest.contains(code.as_str())) {
                rest.retain(|code| !group.members.contains(*code));
                named.push(&group.name);
            }
        }
        let listed = in_order(rest.into_iter().chain(named));
        first.into_iter().chain(listed).collect::<Vec<_>>().join(", ")
    }
}
