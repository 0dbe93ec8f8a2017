//! What a marking's names bring with them, what must hold among them, and which of them are not shown.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::bits::Bits;
use crate::parse::Said;
use crate::policy::Name;
use crate::{Component, Fault, Label, Policies, Policy, PolicyId, Tag, Tags};

/// A rule of a policy that a label breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Breach {
    /// The policy whose rule it is.
    pub policy: PolicyId,
    /// The names between which it stands.
    pub names: Vec<String>,
    /// The rule as a sentence.
    pub means: String,
    /// Where it is laid down, the source by its title.
    pub cite: Option<String>,
}

impl Policy {
    /// What the component says once everything that its words bring with them is said too: required tags,
    /// the rank that a tag needs, what goes without saying, and what the absence of a word of release means.
    /// It is the component itself for what [`Policy::parse`] has read and for joins of that.
    #[must_use]
    pub fn elaborate(&self, component: &Component) -> Component {
        let mut whole = component.clone();
        if let Some(categories) = &self.categories {
            categories.put_default(&mut whole);
        }
        self.elaborate_tags(whole)
    }

    /// Adds the tags that its words require, and the rank that they need.
    pub(crate) fn elaborate_tags(&self, mut whole: Component) -> Component {
        let level = self.level_at(whole.level).map(|level| level.requires.as_slice()).unwrap_or_default();
        let of_level = level.iter().filter_map(|name| self.names.get(name));
        let mut pending: Vec<usize> = of_level.filter_map(|name| name.tag()).collect();
        let bound = |at: &usize| {
            self.bounds.get(*at).is_some_and(|bound| bound.needs > 0 || !bound.requires.is_empty())
        };
        pending.extend(self.plain_tags_on(&whole).filter(bound));
        let mut done = Bits::default();
        while let Some(at) = pending.pop() {
            let new = !done.contains(Name::Tag(at));
            if let Some((tag, bound)) = self.tags.get(at).zip(self.bounds.get(at)).filter(|_| new) {
                done.insert(Name::Tag(at));
                tag.add_to(&mut whole);
                whole.needs = whole.needs.max(bound.needs);
                pending.extend(&bound.requires);
            }
        }
        self.with_unsaid(whole).normal()
    }

    /// The restrictive and informative tags that it bears by name, families among them, by their places.
    fn plain_tags_on(&self, component: &Component) -> impl Iterator<Item = usize> {
        self.plain_names(component).map(|(_, at)| at)
    }

    /// The rank that its tags ask beyond its level; 0 for none.
    pub(crate) fn needs_of_tags(&self, component: &Component) -> u8 {
        let bounds = self.plain_tags_on(component).filter_map(|at| self.bounds.get(at));
        let needs = bounds.map(|bound| bound.needs).max().unwrap_or(0);
        if needs > component.level { needs } else { 0 }
    }

    /// The names of its level and tags.
    pub(crate) fn names_on(&self, component: &Component) -> Bits {
        let level = self.level_at(component.level).map(|_| Name::Level(component.level));
        let plain = self.plain_tags_on(component).map(Name::Tag);
        let others = self.compound.iter().filter(|at| {
            self.tags.get(**at).is_some_and(|tag| tag.role.is_none() && self.bears(tag, component))
        });
        let others = others.map(|at| Name::Tag(*at));
        let released = self.categories.iter().flat_map(|categories| categories.roles_on(self, component));
        level.into_iter().chain(plain).chain(others).chain(released).collect()
    }

    /// Whether the tag at that place is kept and not shown beside those names.
    pub(crate) fn is_shadowed(&self, at: usize, names: &Bits) -> bool {
        self.bounds.get(at).is_some_and(|bound| bound.shadowed_by.meets(names))
    }

    /// What the names break among them.
    fn breaches(&self, names: Bits) -> Vec<Breach> {
        let tags = names.iter().filter_map(Name::tag).flat_map(|at| self.breaches_of(at, names));
        let rules = self.rules.iter().zip(&self.rule_bounds).filter(|(_, bound)| {
            let asked = bound.asks.is_empty() || bound.asks.meets(&names);
            names.holds(&bound.when) && (!asked || bound.forbids.meets(&names))
        });
        let rules = rules.map(|(rule, bound)| {
            let between = bound.when.iter().chain(bound.forbids.both(&names).iter());
            self.breach(between, rule.means.clone(), rule.cite.as_deref())
        });
        tags.chain(rules).collect()
    }

    fn breaches_of(&self, at: usize, names: Bits) -> Vec<Breach> {
        let Some((tag, bound)) = self.tags.get(at).zip(self.bounds.get(at)) else { return Vec::new() };
        let cite = tag.term.cite.as_deref();
        let excluded = bound.excludes.both(&names).iter().map(|other| {
            let means = format!("{} does not stand beside {}", tag.name, self.word_of(other));
            self.breach([Name::Tag(at), other], means, cite)
        });
        let level = names.iter().find(|name| name.tag().is_none());
        let level = level.filter(|level| !bound.levels.is_empty() && !bound.levels.contains(*level));
        let levels = level.map(|level| {
            let means = format!("{} stands with {} alone", tag.name, tag.bounds.levels.join(", "));
            self.breach([Name::Tag(at), level], means, cite)
        });
        excluded.chain(levels).collect()
    }

    fn breach(&self, names: impl IntoIterator<Item = Name>, means: String, cite: Option<&str>) -> Breach {
        Breach {
            policy: self.id.clone(),
            names: names.into_iter().map(|name| self.word_of(name).to_owned()).collect(),
            means,
            cite: cite.map(|cite| self.citation(cite)),
        }
    }

    /// Refuses a marking whose words break a rule, at the last of the words between which it stands.
    pub(crate) fn check_rules(&self, typed: &str, component: &Component, said: &[Said]) -> Result<(), Fault> {
        let mut names = self.names_on(component);
        said.iter().for_each(|said| names.insert(said.name));
        let Some(breach) = self.breaches(names).into_iter().next() else { return Ok(()) };
        let between = |said: &&Said| breach.names.iter().any(|name| name == self.word_of(said.name));
        let at = said.iter().rev().find(between).or(said.last()).map(|said| said.at.clone());
        let cite = breach.cite.map(|cite| format!(" ({cite})")).unwrap_or_default();
        let expected = format!("what the policy allows: {}{cite}", breach.means);
        Err(Fault::new(typed, at.unwrap_or(0..typed.len()), expected))
    }

    /// The component as its print tells it: without what is not shown.
    fn shown(&self, component: &Component) -> Component {
        let names = self.names_on(component);
        let hidden = |name: &String| self.tag_of(name).is_some_and(|(at, _)| self.is_shadowed(at, &names));
        let shadowed = |(at, tag): (usize, &Tag), set: &str, of: &BTreeSet<String>| {
            tag.is_group(set, of) && self.is_shadowed(at, &names)
        };
        let mut shown = component.clone();
        if let Tags::These(all) = &mut shown.all {
            all.retain(|name| !hidden(name));
        }
        shown.note.retain(|name| !hidden(name));
        shown.any.retain(|set, of| !(0..).zip(&self.tags).any(|tag| shadowed(tag, set, of)));
        shown.needs = 0;
        if let Some(categories) = &self.categories {
            categories.put_default(&mut shown);
            shown.level = self.level_in_print(categories, &shown);
            categories.restate(&mut shown);
        }
        self.elaborate_tags(shown)
    }
}

impl Policies {
    /// The label with everything that its words bring with them; see [`Policy::elaborate`].
    #[must_use]
    pub fn elaborate(&self, label: &Label) -> Label {
        self.each(label, Policy::elaborate)
    }

    /// The label that its banner tells, which is less where a word is kept and not shown (SENSITIVE beside
    /// SECRET). For display and for comparing with what is typed; never for access.
    #[must_use]
    pub fn shown(&self, label: &Label) -> Label {
        self.each(label, Policy::shown)
    }

    fn each(&self, label: &Label, of: impl Fn(&Policy, &Component) -> Component) -> Label {
        let one = |(id, part): (&PolicyId, &Component)| {
            (id.clone(), self.get(id).map_or_else(|| part.clone(), |policy| of(policy, part)))
        };
        label.components().map(one).collect()
    }

    /// The rules that the label breaks as it is shown: a join may bring together what no marking would.
    /// They are told, and never a reason not to keep the label.
    pub fn valid(&self, label: &Label) -> Vec<Breach> {
        let breaches = |(id, part): (&PolicyId, &Component)| {
            let policy = self.get(id)?;
            Some(policy.breaches(policy.names_on(&policy.shown(part))))
        };
        label.components().filter_map(breaches).flatten().collect()
    }
}
