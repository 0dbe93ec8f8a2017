//! What a marking's names bring with them, what must hold among them, and which of them are not shown.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::parse::Said;
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
        let level = self.level_at(whole.level).map(|level| level.requires.as_slice());
        let of_level = level.unwrap_or_default().iter().filter_map(|name| self.tag_named(name));
        let mut pending: Vec<&Tag> = of_level.collect();
        let bound = self
            .plain_tags(&whole)
            .filter(|tag| tag.bounds.needs.is_some() || !tag.bounds.requires.is_empty());
        pending.extend(bound);
        let mut done: Vec<&str> = Vec::new();
        while let Some(tag) = pending.pop() {
            if !done.contains(&tag.name.as_str()) {
                done.push(&tag.name);
                tag.add_to(&mut whole);
                let needs = tag.bounds.needs.as_ref().and_then(|name| self.rank_named(name));
                whole.needs = whole.needs.max(needs.unwrap_or(0));
                pending.extend(tag.bounds.requires.iter().filter_map(|name| self.tag_named(name)));
            }
        }
        self.with_unsaid(whole).normal()
    }

    /// The restrictive and informative tags that it bears by name, families among them.
    fn plain_tags<'p>(&'p self, component: &Component) -> impl Iterator<Item = &'p Tag> {
        self.plain_names(component).map(|(_, tag)| tag)
    }

    /// The rank that its tags ask beyond its level; 0 for none.
    pub(crate) fn needs_of_tags(&self, component: &Component) -> u8 {
        let needs = self.plain_tags(component).filter_map(|tag| tag.bounds.needs.as_ref());
        let needs = needs.filter_map(|name| self.rank_named(name)).max().unwrap_or(0);
        if needs > component.level { needs } else { 0 }
    }

    /// The names of its level and tags.
    pub(crate) fn names_on<'a>(&'a self, component: &Component) -> BTreeSet<&'a str> {
        let level = self.level_at(component.level).map(|level| level.name.as_str());
        let plain = self.plain_names(component).map(|(_, tag)| tag.name.as_str());
        let others = self.compound.iter().filter_map(|at| self.tags.get(*at));
        let others = others.filter(|tag| self.bears(tag, component)).map(|tag| tag.name.as_str());
        level.into_iter().chain(plain).chain(others).collect()
    }

    /// Whether the tag is kept and not shown beside those names.
    pub(crate) fn is_shadowed(tag: &Tag, names: &BTreeSet<&str>) -> bool {
        tag.bounds.shadowed_by.iter().any(|name| names.contains(name.as_str()))
    }

    /// What the names break among them.
    fn breaches(&self, names: &BTreeSet<&str>) -> Vec<Breach> {
        let tags = names.iter().filter_map(|name| self.tag_named(name));
        let tags = tags.flat_map(|tag| self.breaches_of(tag, names));
        let has = |name: &String| names.contains(name.as_str());
        let broken = self.rules.iter().filter(|rule| {
            let asked = rule.asks.is_empty() || rule.asks.iter().any(has);
            rule.when.iter().all(has) && (!asked || rule.forbids.iter().any(has))
        });
        let rules = broken.map(|rule| {
            let between = rule.when.iter().chain(rule.forbids.iter().filter(|name| has(name)));
            self.breach(between.map(String::as_str), rule.means.clone(), rule.cite.as_deref())
        });
        tags.chain(rules).collect()
    }

    fn breaches_of(&self, tag: &Tag, names: &BTreeSet<&str>) -> Vec<Breach> {
        let cite = tag.term.cite.as_deref();
        let excluded = tag.bounds.excludes.iter().filter(|name| names.contains(name.as_str()));
        let excluded = excluded.map(|other| {
            let means = format!("{} does not stand beside {other}", tag.name);
            self.breach([tag.name.as_str(), other], means, cite)
        });
        let level = names.iter().find(|name| self.rank_named(name).is_some());
        let bound = &tag.bounds.levels;
        let level = level.filter(|level| !bound.is_empty() && !bound.iter().any(|name| name == *level));
        let levels = level.map(|level| {
            let means = format!("{} stands with {} alone", tag.name, bound.join(", "));
            self.breach([tag.name.as_str(), level], means, cite)
        });
        excluded.chain(levels).collect()
    }

    fn breach<'a>(
        &self,
        names: impl IntoIterator<Item = &'a str>,
        means: String,
        cite: Option<&str>,
    ) -> Breach {
        Breach {
            policy: self.id.clone(),
            names: names.into_iter().map(str::to_owned).collect(),
            means,
            cite: cite.map(|cite| self.citation(cite)),
        }
    }

    /// Refuses a marking whose words break a rule, at the last of the words between which it stands.
    pub(crate) fn check_rules(&self, typed: &str, component: &Component, said: &[Said]) -> Result<(), Fault> {
        let mut names = self.names_on(component);
        names.extend(said.iter().map(|said| self.word_of(said.name)));
        let Some(breach) = self.breaches(&names).into_iter().next() else { return Ok(()) };
        let between = |said: &&Said| breach.names.iter().any(|name| name == self.word_of(said.name));
        let at = said.iter().rev().find(between).or(said.last()).map(|said| said.at.clone());
        let cite = breach.cite.map(|cite| format!(" ({cite})")).unwrap_or_default();
        let expected = format!("what the policy allows: {}{cite}", breach.means);
        Err(Fault::new(typed, at.unwrap_or(0..typed.len()), expected))
    }

    /// The component as its print tells it: without what is not shown.
    fn shown(&self, component: &Component) -> Component {
        let names = self.names_on(component);
        let shadowed = |tag: &Tag| Self::is_shadowed(tag, &names);
        let hidden = |name: &String| self.tag_of(name).is_some_and(|(_, tag)| shadowed(tag));
        let mut shown = component.clone();
        if let Tags::These(all) = &mut shown.all {
            all.retain(|name| !hidden(name));
        }
        shown.note.retain(|name| !hidden(name));
        shown.any.retain(|set, of| !self.tags.iter().any(|tag| tag.is_group(set, of) && shadowed(tag)));
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
            Some(policy.breaches(&policy.names_on(&policy.shown(part))))
        };
        label.components().filter_map(breaches).flatten().collect()
    }
}
