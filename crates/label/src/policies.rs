//! The policies of a registry together: products of labels, and what is not settled.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::marking::{self, Part};
use crate::policy::{SERIES_PUBLIC, SERIES_TOP};
use crate::{Component, Day, Fault, Label, Marking, Policy, PolicyError, PolicyId, REGISTRY, Tags};

const COMPILED: [&str; 8] = [
    include_str!("../policies/uk-1982.toml"),
    include_str!("../policies/us-historical.toml"),
    include_str!("../policies/us-capco.toml"),
    include_str!("../policies/uk-gsc.toml"),
    include_str!("../policies/nato.toml"),
    include_str!("../policies/eu.toml"),
    include_str!("../policies/tlp.toml"),
    include_str!("../policies/registry.toml"),
];

/// Stands between the parts of a product, in print and when typed.
pub(crate) const PRODUCT: char = '·';
/// The print of what is not settled, read back as such.
pub(crate) const NOT_SETTLED: &str = "NOT SETTLED";
/// The rank of NOT SETTLED in the registry's policy, above OPEN.
const NOT_SETTLED_RANK: u8 = 1;

/// A set of policies that go together.
#[derive(Clone, Debug)]
pub struct Policies(BTreeMap<PolicyId, Policy>);

impl Policies {
    /// The policies that come with the program.
    pub fn compiled() -> Self {
        let read = |text: &str| Policy::from_toml(text).expect("a compiled-in policy is sound");
        Self::new(COMPILED.map(read)).expect("the compiled-in policies go together")
    }

    /// Puts policies together, refusing those whose series or prints could be taken for one another's.
    pub fn new(policies: impl IntoIterator<Item = Policy>) -> Result<Self, PolicyError> {
        let mut all = BTreeMap::new();
        for policy in policies {
            if let Some(twice) = all.insert(policy.id.clone(), policy) {
                return Err(PolicyError::Clash(format!("{} is there twice; remove one", twice.id)));
            }
        }
        check(&all)?;
        Ok(Self(all))
    }

    /// These policies alone, and the registry's own: what a registry works under decides what its top is, and
    /// a policy that it does not know of must not raise that.
    #[must_use]
    pub fn only(&self, ids: &[PolicyId]) -> Self {
        let kept = |id: &PolicyId| id.as_str() == REGISTRY || ids.contains(id);
        let kept = self.0.iter().filter(|(id, _)| kept(id));
        Self(kept.map(|(id, policy)| (id.clone(), policy.clone())).collect())
    }

    /// These policies and more, refused as by [`Policies::new`].
    pub fn with(self, more: impl IntoIterator<Item = Policy>) -> Result<Self, PolicyError> {
        Self::new(self.0.into_values().chain(more))
    }

    /// The policy of that name.
    pub fn get(&self, id: &PolicyId) -> Option<&Policy> {
        self.0.get(id)
    }

    /// The names of the policies, in order.
    pub fn ids(&self) -> impl Iterator<Item = &PolicyId> {
        self.0.keys()
    }

    /// System-high, for what is not settled: the highest level and every tag in every policy, and NOT
    /// SETTLED in the registry's own. It names no permissive set, so that a clerk of any affiliation who
    /// holds everything may settle it.
    pub fn top(&self) -> Label {
        let registry = (PolicyId::new(REGISTRY), Component::level(NOT_SETTLED_RANK));
        let others = self.0.values().filter(|policy| policy.id.as_str() != REGISTRY);
        let high = |policy: &Policy| {
            let component = Component { level: policy.highest(), all: Tags::Every, ..Component::default() };
            (policy.id.clone(), component)
        };
        others.map(high).chain([registry]).collect()
    }

    /// Whether the label is one of what is not settled, which the registry's own part of it says: a policy
    /// that a registry takes up later raises the top, and settles nothing.
    pub fn is_held(&self, label: &Label) -> bool {
        label.component(&PolicyId::new(REGISTRY)).is_some_and(|own| own.level >= NOT_SETTLED_RANK)
    }

    /// Reads a marking under the first policy of `order` that reads the whole. Failing that, the parts of a
    /// product stand between middle dots, and a cover's own part may be of another policy than what it
    /// covers; each part is read under the first policy that can ("UK SECRET · CIRCLE Falklands").
    ///
    /// Where none can, the fault is that of the policy that got furthest. NOT SETTLED alone is the top.
    pub fn parse(&self, order: &[PolicyId], typed: &str) -> Result<Marking, Fault> {
        self.parse_dated(order, typed, None)
    }

    /// Reads a marking as it was meant on that day; with no day known, as it is strictest.
    pub fn parse_dated(&self, order: &[PolicyId], typed: &str, day: Option<Day>) -> Result<Marking, Fault> {
        let known = self.known(order, typed)?;
        let under = |policy: &Policy, part: Range<usize>| {
            let held = self.not_settled(typed, &part).map(|read| Part { read, warnings: Vec::new() });
            held.map_or_else(|| policy.alone(typed, part, day), Ok)
        };
        let whole = |policy: &&Policy| marking::read(typed, |part| under(policy, part)).ok();
        match known.iter().find_map(whole) {
            Some(marking) => Ok(marking),
            None => marking::read(typed, |part| self.product(&known, typed, part, day)),
        }
    }

    /// The policies of the order, all of which must be at hand.
    pub(crate) fn known(&self, order: &[PolicyId], typed: &str) -> Result<Vec<&Policy>, Fault> {
        let known = order.iter().map(|id| self.0.get(id).ok_or(id)).collect::<Result<Vec<_>, _>>();
        known
            .map_err(|absent| Fault::new(typed, 0..typed.len(), format!("the policy {absent} to be at hand")))
    }

    /// The top, where the part says that: the registry's level alone would leave every other policy open.
    fn not_settled(&self, typed: &str, part: &Range<usize>) -> Option<Label> {
        typed.get(part.clone())?.trim().eq_ignore_ascii_case(NOT_SETTLED).then(|| self.top())
    }

    fn product(
        &self,
        known: &[&Policy],
        typed: &str,
        part: Range<usize>,
        day: Option<Day>,
    ) -> Result<Part<Label>, Fault> {
        let mut settled = Label::public();
        let mut held = Label::public();
        let mut warnings = Vec::new();
        for place in split(typed, part) {
            if let Some(top) = self.not_settled(typed, &place) {
                held = top;
                continue;
            }
            let (id, part) = first_that_reads(known, typed, place.clone(), |policy| {
                Ok((&policy.id, policy.read(typed, place.clone(), day)?))
            })?;
            if settled.component(id).is_some() {
                return Err(Fault::new(typed, place, format!("{id} once only")));
            }
            settled = settled.join(&Label::of(id.clone(), part.read));
            warnings.extend(part.warnings);
        }
        Ok(Part { read: settled.join(&held), warnings })
    }
}

/// What the first policy that reads the part makes of it, or the fault of the one that got furthest.
pub(crate) fn first_that_reads<'a, T>(
    known: &[&'a Policy],
    typed: &str,
    part: Range<usize>,
    read: impl Fn(&'a Policy) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let mut furthest: Option<Fault> = None;
    for policy in known {
        match read(policy) {
            Ok(found) => return Ok(found),
            Err(fault) if furthest.as_ref().is_none_or(|other| fault.beyond(other)) => furthest = Some(fault),
            Err(_) => {}
        }
    }
    Err(furthest.unwrap_or_else(|| Fault::new(typed, part, "a policy to read it under")))
}

/// The places between middle dots.
fn split(typed: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut start = part.start;
    let text = typed.get(part).unwrap_or_default();
    let pieces = text.split(PRODUCT).map(|piece| {
        let place = start..start + piece.len();
        start = place.end + PRODUCT.len_utf8();
        place
    });
    pieces.collect()
}

/// Series codes and names must be told apart across policies too.
fn check(all: &BTreeMap<PolicyId, Policy>) -> Result<(), PolicyError> {
    let clash = |id: &PolicyId, what: &str| Err(PolicyError::Clash(format!("{id}: {what}; change it")));
    let mut codes = BTreeSet::from([SERIES_PUBLIC, SERIES_TOP]);
    let mut names = BTreeSet::new();
    for policy in all.values() {
        let heads: Vec<&str> = match policy.code.as_str() {
            "" => policy.levels.iter().map(|level| level.code.as_str()).collect(),
            code => vec![code],
        };
        if heads.into_iter().any(|head| !codes.insert(head)) {
            return clash(&policy.id, "a series code is taken by another policy");
        }
        if !names.insert(&policy.name_words) {
            return clash(&policy.id, "the name is taken by another policy");
        }
    }
    let free = all.values().filter(|policy| policy.free.is_some()).nth(1);
    free.map_or(Ok(()), |second| clash(&second.id, "two policies have free names"))
}
