//! Why a reader may or may not read: the decision element by element.

use serde::Serialize;

use crate::explain::{level_word, one_of};
use crate::{Clearance, Cleared, Component, Label, Policies, Policy, PolicyId, Tags};

/// What an element of a label asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asks {
    /// That the policy be held at all.
    Policy,
    /// The paper's level.
    Level,
    /// A level that a tag needs beyond the paper's.
    Needs,
    /// A tag.
    Tag,
    /// Every tag of the policy.
    EveryTag,
    /// An affiliation among those of a set.
    Affiliation,
    /// An affiliation among those who may take a copy away.
    AffiliationToCopy,
}

/// One element of a label beside what the reader holds of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The policy whose element it is.
    pub policy: PolicyId,
    /// What it asks for.
    pub asks: Asks,
    /// What it asks, in the policy's words.
    pub asked: String,
    /// What the reader holds there, in the policy's words.
    pub held: String,
    /// Whether that is enough.
    pub ok: bool,
}

/// What is said where a reader holds nothing.
const NOTHING: &str = "nothing";

impl Policies {
    /// The decision on reading, element by element; the reader may read exactly when every one is `ok`.
    pub fn why(&self, clearance: &Clearance, label: &Label) -> Vec<Reason> {
        self.reasons(clearance, label, false)
    }

    /// The decision on taking a copy away; the reader may copy exactly when every element is `ok`.
    pub fn why_copy(&self, clearance: &Clearance, label: &Label) -> Vec<Reason> {
        self.reasons(clearance, label, true)
    }

    fn reasons(&self, clearance: &Clearance, label: &Label, copy: bool) -> Vec<Reason> {
        let of = |(id, component): (&PolicyId, &Component)| {
            let policy = self.get(id);
            match clearance.cleared(id) {
                Some(cleared) => Weighing { id, policy, cleared, component }.reasons(copy),
                None => {
                    let asked = policy.map_or(id.as_str(), |policy| &policy.name).to_owned();
                    let (policy, held) = (id.clone(), NOTHING.to_owned());
                    vec![Reason { policy, asks: Asks::Policy, asked, held, ok: false }]
                }
            }
        };
        label.components().flat_map(of).collect()
    }
}

/// One policy's part of a label beside what a reader holds under it.
struct Weighing<'a> {
    id: &'a PolicyId,
    policy: Option<&'a Policy>,
    cleared: &'a Cleared,
    component: &'a Component,
}

impl Weighing<'_> {
    fn reasons(&self, copy: bool) -> Vec<Reason> {
        let mut reasons = vec![self.rank(Asks::Level, self.component.level)];
        if self.component.needs > 0 {
            reasons.push(self.rank(Asks::Needs, self.component.needs));
        }
        self.tags(&mut reasons);
        self.sets(Asks::Affiliation, &mut reasons);
        if copy {
            self.sets(Asks::AffiliationToCopy, &mut reasons);
        }
        reasons
    }

    fn reason(&self, asks: Asks, asked: String, held: String, ok: bool) -> Reason {
        Reason { policy: self.id.clone(), asks, asked, held, ok }
    }

    fn rank(&self, asks: Asks, rank: u8) -> Reason {
        let held = self.cleared.level;
        self.reason(asks, level_word(self.policy, rank), level_word(self.policy, held), held >= rank)
    }

    fn tags(&self, reasons: &mut Vec<Reason>) {
        let held = &self.cleared.tags;
        match &self.component.all {
            Tags::These(names) => reasons.extend(names.iter().map(|name| {
                let ok = held.contains(name);
                self.reason(Asks::Tag, name.clone(), if ok { name } else { NOTHING }.to_owned(), ok)
            })),
            Tags::Every => {
                let ok = *held == Tags::Every;
                let word = if ok { "every tag" } else { "some tags or none" };
                reasons.push(self.reason(Asks::EveryTag, "every tag".into(), word.into(), ok));
            }
        }
    }

    fn sets(&self, asks: Asks, reasons: &mut Vec<Reason>) {
        let sets = if asks == Asks::Affiliation { &self.component.any } else { &self.component.copy };
        let held = self.cleared.affiliation.as_deref().unwrap_or(NOTHING);
        reasons.extend(sets.values().map(|members| {
            self.reason(asks, one_of(members), held.to_owned(), self.cleared.is_among(members))
        }));
    }
}
