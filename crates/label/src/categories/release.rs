//! Release: to whom a paper is given and shown, what its silence means, and what is printed of it.

use std::collections::BTreeSet;

use crate::component::Sets;
use crate::policy::Name;
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

/// Which tags of release a component bears.
#[derive(Default)]
struct Released {
    joint: bool,
    owner_only: bool,
    list: bool,
    display: bool,
    deferred: bool,
    /// The tag that is written for another and the own side alone, by its place.
    with: Option<usize>,
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

    /// The tags of release that the component bears, which are those that its print shows.
    pub(crate) fn roles_on(&self, policy: &Policy, component: &Component) -> impl Iterator<Item = Name> {
        let released = self.released(policy, component);
        let borne = |(at, tag): &(usize, &Tag)| match &tag.role {
            Some(ReleaseRole::OwnerOnly) => released.owner_only,
            Some(ReleaseRole::List) => released.list,
            Some(ReleaseRole::Display) => released.display,
            Some(ReleaseRole::Deferred) => released.deferred,
            Some(ReleaseRole::With(_)) => released.with == Some(*at),
            Some(ReleaseRole::Joint) => released.joint,
            Some(ReleaseRole::OlderList) | None => false,
        };
        let borne: Vec<Name> = self.roles(&policy.tags).filter(borne).map(|(at, _)| Name::Tag(at)).collect();
        borne.into_iter()
    }

    fn released(&self, policy: &Policy, component: &Component) -> Released {
        let joint = self.owners(component).is_some_and(|owners| owners.joint);
        let (Some(readers), Some(copiers)) = (self.readers(component), self.copiers(component)) else {
            return Released { joint, ..Released::default() };
        };
        if !self.can_say(policy, component) {
            return Released { joint, ..Released::default() };
        }
        let alone = self.is_own_alone(component);
        let silent = alone && self.has(component, UNSTATED);
        let deferred = self.is_deferred(component);
        let with = self.with(policy, component).filter(|_| alone);
        Released {
            joint,
            with,
            owner_only: alone && !silent && !deferred && with.is_none(),
            list: copiers.len() > 1,
            display: readers.len() > copiers.len(),
            deferred: deferred && !silent && readers.len() == copiers.len(),
        }
    }

    fn is_deferred(&self, component: &Component) -> bool {
        let plain = self.is_own_alone(component) && self.has(component, DEFERRED_PLAIN);
        plain || self.has(component, DEFERRED)
    }

    /// The tag that is written for another and the own side alone.
    pub(super) fn with(&self, policy: &Policy, component: &Component) -> Option<usize> {
        let mut tags = self.roles(&policy.tags).filter(|_| component.level == 0);
        let with = |(_, tag): &(usize, &Tag)| match &tag.role {
            Some(ReleaseRole::With(other)) => {
                let other = policy.tag_named(other).is_some_and(|other| policy.bears(other, component));
                other && self.has(component, &tag.name)
            }
            _ => false,
        };
        tags.find(with).map(|(at, _)| at)
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
