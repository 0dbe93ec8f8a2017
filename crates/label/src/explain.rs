//! A label in words: what each element means, who may read, who may take a copy away, and by what authority.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use crate::bits::Bits;
use crate::pieces::{Style, strange_words};
use crate::policy::Name;
use crate::{Component, Label, Policies, Policy, PolicyId, Tag, TagKind, Tags};

/// One element of a label in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Element {
    /// The policy whose word it is.
    pub policy: PolicyId,
    /// The word as printed.
    pub element: String,
    /// What it means, a sentence.
    pub means: String,
    /// Whether the banner leaves it out, a stronger word standing there.
    pub hidden: bool,
    /// Where it is laid down, the source by its title.
    pub cite: Option<String>,
}

/// A label in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// Its elements in the order of print.
    pub elements: Vec<Element>,
    /// Who may read, a sentence.
    pub readers: String,
    /// Who may take a copy away, a sentence.
    pub copiers: String,
}

impl fmt::Display for Explained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Element { element, means, hidden, cite, .. } in &self.elements {
            let hidden = if *hidden { " (kept, not shown)" } else { "" };
            let cite = cite.as_ref().map(|cite| format!(" [{cite}]")).unwrap_or_default();
            writeln!(f, "{element}{hidden}: {means}{cite}")?;
        }
        writeln!(f, "{}\n{}", self.readers, self.copiers)
    }
}

impl Policies {
    /// Says in words what a label means, who may read and who may take a copy away.
    pub fn explain(&self, label: &Label) -> Explained {
        let parts = self.shown_order(label);
        let elements = parts.iter().flat_map(|(id, component)| match self.get(id) {
            Some(policy) => policy.elements(component),
            None => strange_elements(id, None, component),
        });
        let asked = parts.iter().map(|(id, component)| asked(self.get(id), id, component));
        let asked: Vec<String> = asked.collect();
        let readers = match asked.is_empty() {
            true => "Anybody may read it.".to_owned(),
            false => format!("Whoever reads it {}.", asked.join("; and ")),
        };
        Explained { elements: elements.collect(), readers, copiers: copiers(label) }
    }
}

fn copiers(label: &Label) -> String {
    let narrower = label.components().flat_map(|(_, component)| component.copy.values());
    let narrower: Vec<String> = narrower.map(|members| format!("reads as {}", one_of(members))).collect();
    if narrower.is_empty() {
        return "Whoever may read it may take a copy away.".into();
    }
    format!("Of those, only who {} may take a copy away.", narrower.join(" and "))
}

impl Policy {
    fn elements(&self, component: &Component) -> Vec<Element> {
        let names = self.names_on(component);
        let mut on: Vec<Name> = names.iter().collect();
        on.sort_by_key(|name| self.rank_in_print(*name));
        let words = on.into_iter().flat_map(|name| {
            let words = self.words_for(name, component).into_iter();
            words.map(move |word| (name, word))
        });
        let element = |(name, word)| self.element(name, word, component, &names);
        let strange = strange_elements(&self.id, Some(self), component);
        words.map(element).chain(strange).collect()
    }

    fn element(&self, name: Name, word: String, component: &Component, names: &Bits) -> Element {
        let term = self.term_of(name);
        Element {
            policy: self.id.clone(),
            element: word,
            means: term.and_then(|term| term.means.clone()).unwrap_or_else(|| self.effect(name, component)),
            hidden: name.tag().is_some_and(|at| self.is_shadowed(at, names)),
            cite: term.and_then(|term| term.cite.as_deref()).map(|cite| self.citation(cite)),
        }
    }

    /// The words that stand for a name on the component: those of a family one by one, lists of release
    /// with their members.
    fn words_for(&self, name: Name, component: &Component) -> Vec<String> {
        let tag = name.tag().and_then(|at| self.tags.get(at));
        match (tag, &self.categories) {
            (Some(tag), _) if tag.place.family => self.of_family(tag, component).map(str::to_owned).collect(),
            (Some(tag), Some(categories)) => {
                vec![self.value_text(categories, tag, component, Style::default())]
            }
            _ => vec![self.word_of(name).to_owned()],
        }
    }

    /// What a word does, where the policy has no sentence on what it means.
    fn effect(&self, name: Name, component: &Component) -> String {
        match name {
            Name::Level(rank) => {
                format!("Level {} of {} of {}.", u16::from(rank) + 1, self.levels.len(), self.title)
            }
            Name::Tag(at) => self.tags.get(at).map(|tag| tag.effect(component)).unwrap_or_default(),
        }
    }
}

impl Tag {
    fn effect(&self, component: &Component) -> String {
        match &self.kind {
            TagKind::Restrictive { .. } if self.bounds.by_name => {
                "Its readers are named one by one by whoever wrote the paper.".into()
            }
            TagKind::Restrictive { .. } => format!("Its readers hold {}.", self.name),
            TagKind::Permissive { members, .. } => format!("For whoever reads as {}.", one_of(members)),
            TagKind::List(list) => {
                let members = component.any.get(&list.set);
                format!("For whoever reads as {}.", members.map(one_of).unwrap_or_default())
            }
            TagKind::Informative => "Told for its handling; it opens and shuts nothing.".into(),
            TagKind::Every => "Its control is not named, so its readers hold every tag.".into(),
        }
    }
}

fn strange_elements(id: &PolicyId, policy: Option<&Policy>, component: &Component) -> Vec<Element> {
    let level = policy.is_none().then(|| format!("LEVEL {}", component.level));
    let free = policy.and_then(|policy| policy.free.as_ref());
    let means = match free {
        Some(_) => "Its readers are those who were let in.",
        None => "No word of a policy at hand; it binds all the same.",
    };
    let element = |element| {
        let (policy, means) = (id.clone(), means.to_owned());
        Element { policy, element, means, hidden: false, cite: None }
    };
    level.into_iter().chain(strange_words(policy, component)).map(element).collect()
}

/// What one policy's part asks of a reader, as the predicate of a sentence.
fn asked(policy: Option<&Policy>, id: &PolicyId, component: &Component) -> String {
    let name = policy.map_or(id.as_str(), |policy| &policy.name);
    let rank = level_word(policy, component.rank_to_hold());
    let mut holds = match policy.is_some_and(|policy| policy.level_goes_without_saying(component)) {
        true => Vec::new(),
        false => vec![format!("{rank} or above under {name}")],
    };
    match &component.all {
        Tags::Every => holds.push(format!("every tag of {name}")),
        Tags::These(tags) => holds.extend(tags.iter().cloned()),
    }
    let mut asked = vec![format!("holds {}", all_of(&holds))];
    asked.extend(component.any.values().map(|members| format!("reads as {}", one_of(members))));
    asked.join(", and ")
}

/// The word for a rank, or its number where the policy has none.
pub(crate) fn level_word(policy: Option<&Policy>, rank: u8) -> String {
    let level = policy.and_then(|policy| policy.level_at(rank));
    level.map_or_else(|| format!("level {rank}"), |level| level.name.clone())
}

fn all_of(words: &[String]) -> String {
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => "the policy".into(),
    }
}

pub(crate) fn one_of(members: &BTreeSet<String>) -> String {
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    match members.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => "nobody".into(),
    }
}
