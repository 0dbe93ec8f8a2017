//! Release: to whom a paper is given and shown, what its silence means, and what is printed of it.

use std::collections::BTreeSet;

use crate::component::Sets;
use crate::term::ReleaseRole;
use crate::{Component, Day, Policy, Tag};

use super::Categories;

/// That release is left to an official, with or without a list.
pub(super) const DEFERRED: &str = "relido";
/// That it is left to him and no list is given.
pub(super) const DEFERRED_PLAIN: &str = "relido-plain";
/// That nothing is written of release.
pub(super) const UNSTATED: &str = "unstated";

/// What a marking says of release, as it is read.
#[derive(Default)]
pub(super) struct Written {
    pub owner_only: bool,
    pub list: Option<BTreeSet<String>>,
    pub deferred: bool,
    pub display: Option<BTreeSet<String>>,
    /// Tags that are written for another and the own side alone.
    pub with: Vec<String>,
}

impl Written {
    pub(super) fn is_silent(&self) -> bool {
        !(self.owner_only || self.deferred || self.list.is_some() || self.display.is_some())
            && self.with.is_empty()
    }

    /// What the parts of a marking that are joined must have in common to print as it does.
    fn flags(&self, classified: bool) -> Vec<String> {
        let alone = self.list.is_none() && self.display.is_none();
        if self.deferred {
            let plain = alone.then(|| DEFERRED_PLAIN.to_owned());
            return plain.into_iter().chain([DEFERRED.to_owned()]).collect();
        }
        match self.with.as_slice() {
            [one] if alone && !self.owner_only && !classified => vec![one.clone()],
            _ => Vec::new(),
        }
    }
}

/// When and how silence is understood.
pub(super) struct Silence {
    pub day: Option<Day>,
    /// Whether something else holds its release back.
    pub caveated: bool,
    /// Whether others own some of it.
    pub foreign: bool,
    /// Whether a tag of it keeps it to the own side.
    pub kept: bool,
}

impl Categories {
    /// Puts what is written of release, or what its absence means, into a component.
    pub(super) fn put_release(&self, component: &mut Component, written: Written, silence: &Silence) {
        if written.is_silent() {
            if component.level > 0 || silence.foreign || silence.kept {
                self.put_silence(component, silence);
            }
            return;
        }
        let flags = written.flags(component.level > 0);
        let only: BTreeSet<String> = [self.release.owner.clone()].into();
        // NOFORN beside a list is refused; were it not, the narrower of both would hold.
        let narrowed = written.owner_only || !written.with.is_empty();
        let copiers = written.list.filter(|_| !narrowed).unwrap_or(only);
        if let Some(display) = written.display {
            let readers = &copiers | &display;
            component.copy.insert(self.release.set.clone(), copiers);
            component.any.insert(self.release.set.clone(), readers);
        } else {
            component.any.insert(self.release.set.clone(), copiers);
        }
        self.flags(component).extend(flags);
    }

    /// What a component without any release means, where it is classified or of others.
    pub(crate) fn put_default(&self, component: &mut Component) {
        let foreign = component.note.iter().any(|note| note.starts_with(&self.foreign.origin));
        let silent = !component.any.contains_key(&self.release.set);
        if silent && (component.level > 0 || foreign) {
            self.put_silence(component, &Silence { day: None, caveated: false, foreign, kept: false });
        }
    }

    /// What is classified and silent goes to the own side alone; since a certain day it may be released by
    /// an official unless something else holds it back.
    pub(super) fn put_silence(&self, component: &mut Component, silence: &Silence) {
        let release = &self.release;
        component.any.insert(release.set.clone(), [release.owner.clone()].into());
        let late = silence.day.is_some_and(|day| day >= release.deferred_from);
        let deferred = late && component.level > 0 && !(silence.caveated || silence.foreign || silence.kept);
        let flags = self.flags(component);
        flags.insert(UNSTATED.to_owned());
        if deferred {
            flags.insert(DEFERRED_PLAIN.to_owned());
        }
    }

    /// What all parts have in common, there from now on.
    pub(super) fn flags<'a>(&self, component: &'a mut Component) -> &'a mut BTreeSet<String> {
        component.common.entry(self.release.marked.clone()).or_default()
    }

    pub(super) fn marked<'a>(&self, component: &'a Component) -> Option<&'a BTreeSet<String>> {
        component.common.get(&self.release.marked)
    }

    fn has(&self, component: &Component, flag: &str) -> bool {
        self.marked(component).is_some_and(|marked| marked.contains(flag))
    }

    fn readers<'a>(&self, component: &'a Component) -> Option<&'a BTreeSet<String>> {
        component.any.get(&self.release.set)
    }

    fn copiers<'a>(&self, component: &'a Component) -> Option<&'a BTreeSet<String>> {
        component.copiers(&self.release.set)
    }

    fn is_own_alone(&self, component: &Component) -> bool {
        let own = |set: &BTreeSet<String>| set.len() == 1 && set.contains(&self.release.owner);
        self.readers(component).is_some_and(own) && self.copiers(component).is_some_and(own)
    }

    /// Whether a marking can say to whom the component is released.
    pub(crate) fn can_say(&self, policy: &Policy, component: &Component) -> bool {
        let Some(readers) = self.readers(component) else {
            return !component.copy.contains_key(&self.release.set);
        };
        let owner = self.copiers(component).is_some_and(|copiers| copiers.contains(&self.release.owner));
        owner && readers.iter().all(|code| policy.place_ranks.contains_key(code))
    }

    /// Whether the component bears a tag of release, which is what its print shows.
    pub(crate) fn bears(
        &self,
        policy: &Policy,
        tag: &Tag,
        role: &ReleaseRole,
        component: &Component,
    ) -> bool {
        if let ReleaseRole::Joint = role {
            return self.owners(component).is_some_and(|owners| owners.joint);
        }
        let (Some(readers), Some(copiers)) = (self.readers(component), self.copiers(component)) else {
            return false;
        };
        if !self.can_say(policy, component) {
            return false;
        }
        let silent = self.has(component, UNSTATED);
        let alone = self.is_own_alone(component);
        match role {
            ReleaseRole::OwnerOnly => {
                alone && !silent && !self.is_deferred(component) && self.with(policy, component).is_none()
            }
            ReleaseRole::List => copiers.len() > 1,
            ReleaseRole::Display => readers.len() > copiers.len(),
            ReleaseRole::Deferred => {
                !(alone && silent) && readers.len() == copiers.len() && self.is_deferred(component)
            }
            ReleaseRole::With(_) => alone && self.with(policy, component) == Some(&tag.name),
            ReleaseRole::OlderList | ReleaseRole::Joint => false,
        }
    }

    fn is_deferred(&self, component: &Component) -> bool {
        let plain = self.is_own_alone(component) && self.has(component, DEFERRED_PLAIN);
        plain || self.has(component, DEFERRED)
    }

    /// The tag that is written for another and the own side alone.
    pub(super) fn with<'a>(&'a self, policy: &'a Policy, component: &'a Component) -> Option<&'a String> {
        let tags = self.roles(&policy.tags).filter(|_| component.level == 0);
        let mut with = tags.filter_map(|(_, tag)| match &tag.role {
            Some(ReleaseRole::With(other)) if self.has(component, &tag.name) => {
                let other = policy.tag_named(other)?;
                policy.bears(other, component).then_some(&tag.name)
            }
            _ => None,
        });
        with.next()
    }

    /// The component as its print is read: what is printed of release decides what parts have in common,
    /// silence being read as of no known day.
    pub(crate) fn restate(&self, component: &mut Component) {
        let deferred = self.is_deferred(component);
        let alone = self.is_own_alone(component);
        let list = self.copiers(component).is_some_and(|copiers| copiers.len() > 1);
        let silent = alone && self.has(component, UNSTATED);
        let released = self.readers(component).is_some();
        let common = std::mem::take(&mut component.common);
        let old = common.get(&self.release.marked);
        let kept = old
            .into_iter()
            .flatten()
            .filter(|flag| ![DEFERRED, DEFERRED_PLAIN, UNSTATED].contains(&flag.as_str()));
        let mut flags: BTreeSet<String> = kept.cloned().collect();
        if silent {
            flags.insert(UNSTATED.into());
        } else if deferred {
            flags.insert(DEFERRED.into());
            flags.extend((!list).then(|| DEFERRED_PLAIN.into()));
        }
        let owned =
            flags.iter().filter_map(|flag| super::class::owners(flag)).flat_map(|owners| owners.codes);
        let owned = owned.filter(|code| *code != self.release.owner);
        component.note.extend(owned.map(|code| format!("{} {code}", self.foreign.origin)));
        if released {
            component.common = Sets::from([(self.release.marked.clone(), flags)]);
        }
    }
}
