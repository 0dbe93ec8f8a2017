//! Policies: a marking scheme as it stands once its file is read and checked.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::bounds::{Bound, RuleBound};
use crate::categories::{Categories, family_prefix};
use crate::file::{PolicyFile, ReadFile};
use crate::phrases::Index;
use crate::term::{Group, Level, Place, PortionForm, Refusal, Rule, Saying, Tag, TagKind, Term};
use crate::{Component, PolicyId};

/// Longest policy file that is read.
pub const POLICY_BYTES_MAX: usize = 262_144;
/// Most levels that a policy may have.
pub const LEVELS_MAX: usize = 32;

/// Series that stand for no level: what is public, and what is not settled.
pub(crate) const SERIES_PUBLIC: &str = "P";
pub(crate) const SERIES_TOP: &str = "X";

/// Why a policy cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// The file is longer than any policy's.
    #[error("policy of {0} bytes is longer than {POLICY_BYTES_MAX}; split it")]
    TooLong(usize),
    /// The file is not TOML of a policy's shape.
    #[error("policy file cannot be read: {0}")]
    Unreadable(#[from] toml::de::Error),
    /// Something in one policy does not hold.
    #[error("policy {policy}: {fault}")]
    Invalid {
        /// The policy's name as the file has it.
        policy: String,
        /// What was wrong, then what to do.
        fault: String,
    },
    /// Two policies cannot stand together.
    #[error("policies do not go together: {0}")]
    Clash(String),
}

/// What a name of the policy stands for, by its place in the policy's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    Level(u8),
    Tag(usize),
}

impl Name {
    /// The place of a tag; none for a level.
    pub(crate) fn tag(self) -> Option<usize> {
        match self {
            Self::Tag(at) => Some(at),
            Self::Level(_) => None,
        }
    }
}

/// A marking scheme: what its words are, how they are read and how they are printed.
#[derive(Clone, Debug)]
pub struct Policy {
    pub(crate) id: PolicyId,
    pub(crate) name: String,
    pub(crate) name_words: Vec<String>,
    pub(crate) title: String,
    pub(crate) side: Option<String>,
    pub(crate) code: String,
    pub(crate) prefix: bool,
    pub(crate) separators: String,
    pub(crate) joiners: Vec<String>,
    pub(crate) between: String,
    pub(crate) free: Option<String>,
    pub(crate) sources: BTreeMap<String, String>,
    pub(crate) cites: BTreeMap<String, String>,
    pub(crate) read: ReadFile,
    pub(crate) portion: Option<PortionForm>,
    pub(crate) categories: Option<Categories>,
    pub(crate) levels: Vec<Level>,
    /// Its tags, then its families.
    pub(crate) tags: Vec<Tag>,
    /// How many of these are tags.
    pub(crate) plain_tags: usize,
    pub(crate) sayings: Vec<Saying>,
    pub(crate) places: Vec<Place>,
    pub(crate) groups: Vec<Group>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) refusals: Vec<Refusal>,
    pub(crate) names: HashMap<String, Name>,
    /// What each tag goes with, and what each rule stands between.
    pub(crate) bounds: Vec<Bound>,
    pub(crate) rule_bounds: Vec<RuleBound>,
    /// The tags that go without saying.
    pub(crate) unsaid: Vec<usize>,
    /// The tags that a component does not bear by their names: permissive ones, lists, and those of release.
    pub(crate) compound: Vec<usize>,
    /// The tags that are families, those of the longest beginnings first.
    pub(crate) families: Vec<usize>,
    /// The order of print within a list, by code.
    pub(crate) place_ranks: HashMap<String, usize>,
    pub(crate) in_banner: Index,
    pub(crate) in_portion: Index,
    pub(crate) in_list: Index,
}

impl Policy {
    /// Reads and checks a policy file.
    pub fn from_toml(text: &str) -> Result<Self, PolicyError> {
        if text.len() > POLICY_BYTES_MAX {
            return Err(PolicyError::TooLong(text.len()));
        }
        let file: PolicyFile = toml::from_str(text)?;
        let id = file.id.clone();
        Self::from_file(file).map_err(|fault| PolicyError::Invalid { policy: id, fault })
    }

    /// Its name in labels.
    pub fn id(&self) -> &PolicyId {
        &self.id
    }

    /// Its name in print.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is, in a few words.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Its levels, the lowest first; a level's rank is its place.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// Its tags, in the order of print.
    pub fn tags(&self) -> &[Tag] {
        self.tags.get(..self.plain_tags).unwrap_or_default()
    }

    /// Its families of names: whatever begins as one does, and is no tag by itself, is of it.
    pub fn families(&self) -> &[Tag] {
        self.tags.get(self.plain_tags..).unwrap_or_default()
    }

    /// The places that its lists may name, in the order of print.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The words that stand for several places.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Words that say several names at once.
    pub fn sayings(&self) -> &[Saying] {
        &self.sayings
    }

    /// What must hold among the names of a marking.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Words that it refuses, with what to do.
    pub fn refusals(&self) -> &[Refusal] {
        &self.refusals
    }

    /// The affiliation as which its own readers read, unless another is given.
    pub fn side(&self) -> Option<&str> {
        self.side.as_deref()
    }

    /// The affiliations that its permissive tags and lists speak of.
    pub fn affiliations(&self) -> BTreeSet<&str> {
        let mut named = BTreeSet::new();
        for tag in &self.tags {
            match &tag.kind {
                TagKind::Permissive { members, .. } => named.extend(members.iter().map(String::as_str)),
                TagKind::List(list) => {
                    named.extend(list.always.iter().chain(&list.adds).map(String::as_str));
                    named.extend(self.places.iter().map(|place| place.code.as_str()));
                }
                _ => {}
            }
        }
        named
    }

    /// The rank of its highest level.
    pub fn highest(&self) -> u8 {
        u8::try_from(self.levels.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    /// A citation with the title of its source in place of the key.
    pub fn citation(&self, cite: &str) -> String {
        let one = |cite: &str| {
            let key = key(cite);
            let title = self.sources.get(key).map_or(key, String::as_str);
            match cite.strip_prefix(key).map(|place| place.trim_start_matches([',', ' '])) {
                Some(place) if !place.is_empty() => format!("{title}, {place}"),
                _ => title.to_owned(),
            }
        };
        cite.split(';').map(|cite| one(cite.trim())).collect::<Vec<_>>().join("; ")
    }

    /// Everything that the policy lays down without saying where that is laid down.
    pub fn uncited(&self) -> Vec<String> {
        let general = [
            ("grammar", true),
            ("order", true),
            ("places", !self.places.is_empty()),
            ("portion", self.portion.is_some()),
            ("release", self.categories.is_some()),
            ("foreign", self.categories.is_some()),
            ("ends", self.categories.as_ref().is_some_and(|categories| !categories.ends.is_empty())),
            ("colours", self.levels.iter().any(|level| level.colour.is_some())),
        ];
        let general = general.into_iter().filter(|(key, asked)| *asked && !self.cites.contains_key(*key));
        let cited = self.cited().filter(|(_, cite)| cite.is_none());
        let general = general.map(|(key, _)| key.to_owned());
        general.chain(cited.map(|(name, _)| name.to_owned())).collect()
    }

    /// Everything that has a citation of its own, with it.
    fn cited(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let levels = self.levels.iter().map(|level| (&level.name, &level.term.cite));
        let tags = self.tags.iter().map(|tag| (&tag.name, &tag.term.cite));
        let sayings = self.sayings.iter().map(|saying| (&saying.words, &saying.cite));
        let groups = self.groups.iter().map(|group| (&group.name, &group.cite));
        let rules = self.rules.iter().map(|rule| (&rule.means, &rule.cite));
        let refusals = self.refusals.iter().map(|refusal| (&refusal.words, &refusal.cite));
        let all = levels.chain(tags).chain(sayings).chain(groups).chain(rules).chain(refusals);
        all.map(|(name, cite)| (name.as_str(), cite.as_deref()))
    }

    pub(crate) fn all_cites(&self) -> impl Iterator<Item = &str> {
        self.cites.values().map(String::as_str).chain(self.cited().filter_map(|(_, cite)| cite))
    }

    pub(crate) fn level_at(&self, rank: u8) -> Option<&Level> {
        self.levels.get(usize::from(rank))
    }

    pub(crate) fn tag_named(&self, name: &str) -> Option<&Tag> {
        match self.names.get(name) {
            Some(Name::Tag(index)) => self.tags.get(*index),
            _ => None,
        }
    }

    /// The tag of a name that a component bears, with its place: the tag so called, or the family whose name
    /// it is.
    pub(crate) fn tag_of(&self, name: &str) -> Option<(usize, &Tag)> {
        let at = match self.names.get(name) {
            Some(Name::Tag(at)) if *at < self.plain_tags => Some(*at),
            _ => self.families.iter().copied().find(|at| self.is_of_family(*at, name)),
        };
        at.and_then(|at| Some((at, self.tags.get(at)?)))
    }

    fn is_of_family(&self, at: usize, name: &str) -> bool {
        let prefix = self.tags.get(at).map(|tag| family_prefix(&tag.name));
        prefix.and_then(|prefix| name.strip_prefix(prefix)).is_some_and(|own| !own.is_empty())
    }

    pub(crate) fn rank_named(&self, name: &str) -> Option<u8> {
        match self.names.get(name) {
            Some(Name::Level(rank)) => Some(*rank),
            _ => None,
        }
    }

    pub(crate) fn term_of(&self, name: Name) -> Option<&Term> {
        match name {
            Name::Level(rank) => self.level_at(rank).map(|level| &level.term),
            Name::Tag(index) => self.tags.get(index).map(|tag| &tag.term),
        }
    }

    pub(crate) fn word_of(&self, name: Name) -> &str {
        let word = match name {
            Name::Level(rank) => self.level_at(rank).map(|level| &level.name),
            Name::Tag(index) => self.tags.get(index).map(|tag| &tag.name),
        };
        word.map(String::as_str).unwrap_or_default()
    }
}

impl Tag {
    /// Adds the tag to a component; a list adds what is written beside it, a family its names.
    pub(crate) fn add_to(&self, component: &mut Component) {
        if self.place.family {
            return;
        }
        match (&self.kind, &mut component.all) {
            (TagKind::Restrictive { .. }, crate::Tags::These(names)) if !names.contains(&self.name) => {
                names.insert(self.name.clone());
            }
            (TagKind::Restrictive { .. } | TagKind::List(_), _) => {}
            (TagKind::Permissive { set, members, .. }, _) => {
                let own = component.any.entry(set.clone()).or_insert_with(|| members.clone());
                own.retain(|member| members.contains(member));
            }
            (TagKind::Informative, _) => drop(component.note.insert(self.name.clone())),
            (TagKind::Every, all) => *all = crate::Tags::Every,
        }
    }
}

/// The key of the source with which a citation begins.
pub(crate) fn key(cite: &str) -> &str {
    cite.split([' ', ',']).next().unwrap_or(cite)
}
