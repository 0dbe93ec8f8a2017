//! Systems with compartments and sub-compartments: `SI-G ABCD DEFG-MMM AACD`.

use std::cmp::Ordering;
use std::ops::Range;

use crate::pieces::Style;
use crate::{Component, Fault, Policy, Tags};

use super::read::{Reading, capitals, is_number};
use super::{Branch, Categories, Category, Node};

impl Category {
    /// What follows a lead that the text begins with.
    pub(super) fn led<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.leads.iter().find_map(|lead| text.strip_prefix(lead.as_str()))
    }

    fn node(&self, parent: Option<usize>, word: &str) -> Option<&Node> {
        self.nodes.iter().find(|node| node.parent == parent && node.words.iter().any(|own| own == word))
    }

    fn branch(&self, under: usize, word: &str) -> Option<&Branch> {
        self.branches
            .iter()
            .find(|branch| branch.under.contains(&under) && branch.words.iter().any(|own| own == word))
    }

    fn lead(&self) -> &str {
        self.leads.first().map_or("", String::as_str)
    }
}

/// A system, or a part of one, while what is behind it is read.
struct Part {
    tag: Option<usize>,
    name: String,
}

impl Reading<'_> {
    /// Reads one system with all its parts.
    pub(super) fn tree(&mut self, index: usize, at: Range<usize>) -> Result<(), Fault> {
        let Some(category) = self.categories.order.get(index) else { return Ok(()) };
        let text = self.text(at.clone());
        let led = category.led(text);
        let inner = led.unwrap_or(text);
        self.small(&at);
        let (head, parts) = inner.split_once('-').map_or((inner, None), |(head, parts)| (head, Some(parts)));
        let head = self.head(index, category, head, led.is_some(), &at)?;
        self.system_in_turn(category, &head, &at);
        self.insert(&head, &at);
        let mut before = "";
        for part in parts.into_iter().flat_map(|parts| parts.split('-')) {
            self.part(category, &head, part, &at)?;
            if order(before, part) == Ordering::Greater {
                self.liberty(at.clone(), "has its parts out of order");
            }
            before = part;
        }
        Ok(())
    }

    fn head(
        &self,
        index: usize,
        category: &Category,
        text: &str,
        led: bool,
        at: &Range<usize>,
    ) -> Result<Part, Fault> {
        let word = capitals(text);
        let known = || self.category_led_before(category) || category.leads.is_empty();
        if !led && let Some(node) = category.node(None, &word).or_else(|| self.short_node(category, &word)) {
            let name = self.policy.tags.get(node.tag).map(|tag| tag.name.clone()).unwrap_or_default();
            return Ok(Part { tag: Some(node.tag), name });
        }
        if !led && let Some(tag) = self.word(text) {
            self.check_category(index, tag, at)?;
        }
        let other = self.categories.order.iter().any(|other| other.led(text).is_some());
        let spaces = !category.leads.is_empty();
        if !category.free || other || !(led || known()) || !is_name(&word, spaces) {
            return Err(self.unknown(at.clone()));
        }
        Ok(Part { tag: None, name: format!("{}{word}", category.lead()) })
    }

    fn short_node<'c>(&self, category: &'c Category, word: &str) -> Option<&'c Node> {
        let tag = self.word(word).filter(|_| self.how.portion)?;
        category.nodes.iter().find(|node| node.tag == tag)
    }

    /// Whether a program of the category stands before, whose lead holds for those that follow.
    fn category_led_before(&self, category: &Category) -> bool {
        let lead = category.lead();
        !lead.is_empty() && self.all.iter().any(|name| name.starts_with(lead))
    }

    /// Reads a compartment, with the sub-compartments behind it.
    fn part(&mut self, category: &Category, head: &Part, text: &str, at: &Range<usize>) -> Result<(), Fault> {
        let whole = capitals(text);
        if let Some(node) = head.tag.and_then(|tag| category.node(Some(tag), &whole)) {
            let name = self.policy.tags.get(node.tag).map(|tag| tag.name.clone()).unwrap_or_default();
            self.insert(&Part { tag: Some(node.tag), name }, at);
            return Ok(());
        }
        let mut words = whole.split(' ');
        let first = words.next().unwrap_or_default();
        let subs: Vec<&str> = words.collect();
        if let Some(branch) = head.tag.and_then(|tag| category.branch(tag, first)) {
            return self.numbers(branch, &subs, at);
        }
        let part = self.compartment(category, head, first, at)?;
        self.insert(&part, at);
        for sub in &subs {
            self.check_name(sub, at)?;
            self.insert(&Part { tag: None, name: format!("{} {sub}", part.name) }, at);
        }
        if !subs.is_sorted_by(|a, b| order(a, b) != Ordering::Greater) {
            self.liberty(at.clone(), "has its parts out of order");
        }
        Ok(())
    }

    fn compartment(
        &self,
        category: &Category,
        head: &Part,
        word: &str,
        at: &Range<usize>,
    ) -> Result<Part, Fault> {
        if let Some(node) = head.tag.and_then(|tag| category.node(Some(tag), word)) {
            let name = self.policy.tags.get(node.tag).map(|tag| tag.name.clone()).unwrap_or_default();
            return Ok(Part { tag: Some(node.tag), name });
        }
        if !category.free {
            return Err(self.unknown(at.clone()));
        }
        self.check_name(word, at)?;
        Ok(Part { tag: None, name: format!("{}-{word}", head.name) })
    }

    /// Numbered parts, as in SIGMA 14 18.
    fn numbers(&mut self, branch: &Branch, numbers: &[&str], at: &Range<usize>) -> Result<(), Fault> {
        let word = branch.words.first().map_or("", String::as_str);
        if numbers.is_empty() || !numbers.iter().all(|number| is_number(number)) {
            return Err(self.fault(at.clone(), format!("numbers after {word}")));
        }
        for number in numbers {
            self.insert(&Part { tag: None, name: format!("{word} {number}") }, at);
        }
        Ok(())
    }

    /// A word of a part that is another marking lacks what parts it from this one.
    fn check_name(&self, word: &str, at: &Range<usize>) -> Result<(), Fault> {
        if self.categories.reserved.contains(word) {
            return Err(self.fault(at.clone(), format!("a separator before “{word}”")));
        }
        if is_name(word, false) { Ok(()) } else { Err(self.unknown(at.clone())) }
    }

    fn insert(&mut self, part: &Part, at: &Range<usize>) {
        let Some((index, tag)) = self.policy.tag_of(&part.name) else { return };
        self.caveat(tag);
        self.say(index, at);
        match tag.kind {
            crate::TagKind::Informative => drop(self.component.note.insert(part.name.clone())),
            _ => drop(self.all.insert(part.name.clone())),
        }
    }

    /// Notes a system that stands behind one which print has after it.
    fn system_in_turn(&mut self, category: &Category, head: &Part, at: &Range<usize>) {
        let key = |name: &str, tag: Option<usize>| (category.rank(tag), name.to_owned());
        let now = key(&head.name, head.tag);
        let out = self.head.as_ref().is_some_and(|before| in_turn(before, &now) == Ordering::Greater);
        if out {
            self.liberty(at.clone(), "stands out of order");
        }
        self.head = Some(now);
    }
}

impl Category {
    /// Where a system stands among those of its category before its name decides: registered ones of a
    /// category without free names by the register, those without the lead behind those with it.
    fn rank(&self, tag: Option<usize>) -> usize {
        match tag {
            Some(tag) if !self.free => tag + 1,
            Some(_) if !self.leads.is_empty() => 1,
            _ => 0,
        }
    }
}

fn in_turn(a: &(usize, String), b: &(usize, String)) -> Ordering {
    a.0.cmp(&b.0).then_with(|| order(&a.1, &b.1))
}

/// Nothing, then numbers by their size, then words.
pub(super) fn order(a: &str, b: &str) -> Ordering {
    if a.is_empty() || b.is_empty() {
        return a.len().cmp(&b.len());
    }
    match (is_number(a), is_number(b)) {
        (true, true) => a.len().cmp(&b.len()).then_with(|| a.cmp(b)),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => a.cmp(b),
    }
}

/// Whether a name reads back as it is printed.
fn is_name(word: &str, spaces: bool) -> bool {
    let plain =
        |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if spaces { word.split(' ').all(plain) } else { plain(word) }
}

/// One name of a tree, by its steps.
struct Path<'a> {
    rank: usize,
    head: &'a str,
    part: &'a str,
    sub: &'a str,
}

impl Path<'_> {
    fn order(&self, other: &Self) -> Ordering {
        let rank = self.rank.cmp(&other.rank);
        let head = || order(self.head, other.head);
        let part = || order(self.part, other.part);
        rank.then_with(head).then_with(part).then_with(|| order(self.sub, other.sub))
    }
}

impl Policy {
    /// The systems of a category that a component bears, each with all its parts.
    pub(super) fn tree_values(
        &self,
        categories: &Categories,
        index: usize,
        component: &Component,
        shadowed: &dyn Fn(&str) -> bool,
        style: Style<'_>,
    ) -> Vec<String> {
        let Some(category) = categories.order.get(index) else { return Vec::new() };
        let all = match &component.all {
            Tags::These(names) => Some(names),
            Tags::Every => None,
        };
        let names = all.into_iter().flatten().chain(&component.note).map(String::as_str);
        let names: Vec<&str> =
            names.filter(|name| !shadowed(name) && categories.writes(self, component, name)).collect();
        let mut paths: Vec<Path<'_>> =
            names.iter().filter_map(|name| self.path(category, index, name, &names, style)).collect();
        paths.sort_by(Path::order);
        grow(category, &paths)
    }

    fn path<'a>(
        &'a self,
        category: &'a Category,
        index: usize,
        name: &'a str,
        all: &[&str],
        style: Style<'_>,
    ) -> Option<Path<'a>> {
        let (tag, found) = self.tag_of(name)?;
        if found.place.category != Some(index) {
            return None;
        }
        if !found.place.under.is_empty() {
            let branch = category
                .branches
                .iter()
                .find(|branch| branch.words.iter().any(|word| name.starts_with(word.as_str())))?;
            let (word, sub) = name.rsplit_once(' ')?;
            let borne =
                |tag: &&usize| self.tags.get(**tag).is_some_and(|tag| all.contains(&tag.name.as_str()));
            let head = *branch.under.iter().find(borne)?;
            let part = if style.short { branch.short.as_str() } else { word };
            return Some(Path {
                rank: category.rank(Some(head)),
                head: &self.tags.get(head)?.name,
                part,
                sub,
            });
        }
        let short = found.term.short.as_deref().filter(|_| style.short && found.name == name);
        let led = category.led(name);
        let (head, rest) = led.unwrap_or(name).split_once('-').unwrap_or((led.unwrap_or(name), ""));
        let (part, sub) = rest.split_once(' ').unwrap_or((rest, ""));
        let node = category.node(None, head).filter(|_| led.is_none()).map(|node| node.tag);
        let rank = category.rank(node.or((found.name == name).then_some(tag)));
        Some(Path { rank, head: short.unwrap_or(head), part, sub })
    }
}

/// The values that the paths make, in their order.
fn grow(category: &Category, paths: &[Path<'_>]) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    let mut before: Option<&Path<'_>> = None;
    for path in paths {
        let same_head = before.is_some_and(|before| before.rank == path.rank && before.head == path.head);
        if !same_head {
            let led = path.rank == 0 && values.is_empty();
            values.push(if led { format!("{}{}", category.lead(), path.head) } else { path.head.to_owned() });
        }
        let same_part = same_head && before.is_some_and(|before| before.part == path.part);
        if let Some(value) = values.last_mut() {
            for (sign, word) in [('-', path.part), (' ', path.sub)].into_iter().skip(usize::from(same_part)) {
                if !word.is_empty() {
                    value.push(sign);
                    value.push_str(word);
                }
            }
        }
        before = Some(path);
    }
    values
}

impl Categories {
    /// Whether a marking can say a name that the component bears, so that it is read back.
    pub(crate) fn writes(&self, policy: &Policy, component: &Component, name: &str) -> bool {
        let Some((_, tag)) = policy.tag_of(name) else { return false };
        let Some(category) = tag.place.category.and_then(|at| self.order.get(at)) else { return false };
        if tag.name == name {
            return true;
        }
        if let Some(code) = name.strip_prefix(&self.foreign.origin) {
            return policy.place_ranks.contains_key(code.trim_start());
        }
        if let Some((word, number)) = name.rsplit_once(' ').filter(|_| !tag.place.under.is_empty()) {
            return is_number(number)
                && category.branches.iter().any(|b| b.words.iter().any(|own| own == word));
        }
        let led = category.led(name);
        let inner = led.unwrap_or(name);
        let mut steps = inner.split('-');
        let head = steps.next().is_some_and(|head| is_name(head, led.is_some()));
        let parts = steps
            .all(|part| part.split(' ').all(|word| is_name(word, false) && !self.reserved.contains(word)));
        head && parts && (led.is_some() || self.is_anchored(category, component))
    }

    /// Whether free names stand beside one by which their category is known.
    fn is_anchored(&self, category: &Category, component: &Component) -> bool {
        let Tags::These(names) = &component.all else { return false };
        let known = |name: &String| {
            let head = name.split('-').next().unwrap_or_default();
            category.node(None, head).is_some()
                || is_number(head) && !super::read::END_DIGITS.contains(&head.len())
        };
        names.iter().any(known)
    }
}
