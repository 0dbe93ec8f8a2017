//! The shape of a policy's TOML file. What each field does is said where it ends up: in `term`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::term::{Colour, Liberty, PortionForm, Side};
use crate::{Day, Grade};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PolicyFile {
    pub id: String,
    /// Shown before a level where labels of two policies stand side by side.
    pub name: String,
    /// What the policy is, in a few words.
    pub title: Option<String>,
    /// The affiliation as which its own readers read, unless another is given; needed where it speaks of any.
    pub side: Option<String>,
    /// Put before a level's code in a series; empty for one policy of a registry.
    pub code: String,
    /// Whether the name is put before a level beside another policy's; not where the levels' own names tell.
    #[serde(default = "yes")]
    pub prefix: bool,
    /// How markings are built: words in a row, or categories of values.
    #[serde(default)]
    pub grammar: Grammar,
    /// Characters that may stand between words.
    pub separators: String,
    /// Words that may stand between words, such as "and".
    #[serde(default)]
    pub joiners: Vec<String>,
    /// Put between words in print.
    pub between: String,
    /// The word that introduces a tag whose name is free; such a policy's lowest level goes without saying.
    pub free: Option<String>,
    /// Titles of the sources by the keys with which citations begin.
    #[serde(default)]
    pub sources: BTreeMap<String, String>,
    /// Citations of what is said once for the whole policy: its order, its places, its colours.
    #[serde(default)]
    pub cites: BTreeMap<String, String>,
    #[serde(default)]
    pub read: ReadFile,
    pub portion: Option<PortionForm>,
    /// The categories of a policy of such, in their order.
    #[serde(default)]
    pub category: Vec<CategoryFile>,
    pub release: Option<ReleaseFile>,
    pub foreign: Option<ForeignFile>,
    /// Words once written last, on the end of classification, which say nothing now.
    #[serde(default)]
    pub ends: Vec<String>,
    /// The lowest first.
    pub level: Vec<LevelFile>,
    /// In the order of print.
    #[serde(default)]
    pub tag: Vec<TagFile>,
    /// Names that begin alike and are no tags by themselves.
    #[serde(default)]
    pub family: Vec<TagFile>,
    #[serde(default)]
    pub phrase: Vec<PhraseFile>,
    /// In the order of print within a list.
    #[serde(default)]
    pub place: Vec<PlaceFile>,
    /// Places that have a code and no more, before the others.
    #[serde(default)]
    pub places: Vec<String>,
    #[serde(default)]
    pub group: Vec<GroupFile>,
    #[serde(default)]
    pub rule: Vec<RuleFile>,
    #[serde(default)]
    pub refused: Vec<RefusedFile>,
}

fn yes() -> bool {
    true
}

#[derive(Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Grammar {
    #[default]
    Words,
    Categories,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CategoryFile {
    pub name: String,
    #[serde(default)]
    pub form: Form,
    /// What its names begin with, which is written once.
    #[serde(default)]
    pub leads: Vec<String>,
    /// Whether a paper that bears something of it is one whose release is held back.
    #[serde(default)]
    pub caveat: bool,
}

/// How the values of a category are built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Form {
    /// Each is a tag.
    #[default]
    Flat,
    /// Systems with compartments and sub-compartments.
    Tree,
    /// Where what others own comes from.
    Origin,
}

/// The sets in which release is kept.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReleaseFile {
    /// The name of the set of those to whom it is released.
    pub set: String,
    /// The name of the set of what all parts have in common.
    pub marked: String,
    /// The policy's own side.
    pub owner: String,
    /// What a portion mark says in place of the list of its banner.
    pub repeats: String,
    /// The day from which silence leaves the decision to an official.
    pub deferred_from: Day,
}

/// How the papers of others are marked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ForeignFile {
    /// The word for an origin, which alone is one that is not told.
    pub origin: String,
    /// The word for what several own together.
    pub joint: String,
    /// Levels that others have and the policy's own side has not.
    pub levels: Vec<String>,
    /// Levels whose names tell whose they are.
    #[serde(default)]
    pub marking: Vec<MarkingFile>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MarkingFile {
    pub words: String,
    pub short: String,
    pub level: String,
    pub code: String,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RoleFile {
    OwnerOnly,
    List,
    Deferred,
    Display,
    OlderList,
    With,
    Joint,
}

/// How strictly the policy is read.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ReadFile {
    /// Small letters.
    pub small: Liberty,
    /// Words in another order than that of print.
    pub order: Liberty,
    /// Whether words are read letter by letter, as in "S E C R E T".
    pub spaced: bool,
}

impl Default for ReadFile {
    fn default() -> Self {
        Self { small: Liberty::Free, order: Liberty::Free, spaced: true }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LevelFile {
    pub name: String,
    pub code: String,
    pub grade: Grade,
    /// Further spellings that are read.
    #[serde(default)]
    pub typed: Vec<String>,
    /// Spellings that were once right, read with a warning.
    #[serde(default)]
    pub old: Vec<String>,
    pub colour: Option<Colour>,
    #[serde(default)]
    pub requires: Vec<String>,
    pub short: Option<String>,
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    pub means: Option<String>,
    pub cite: Option<String>,
    pub since: Option<Day>,
    pub until: Option<Day>,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum KindFile {
    Restrictive,
    Permissive,
    List,
    Informative,
    Every,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TagFile {
    pub kind: KindFile,
    pub name: String,
    /// Short code in a series; restrictive and permissive tags have one, the others none.
    pub code: Option<String>,
    #[serde(default)]
    pub typed: Vec<String>,
    #[serde(default)]
    pub old: Vec<String>,
    /// For a permissive tag or a list the set that it narrows.
    pub set: Option<String>,
    /// For a permissive tag the affiliations admitted.
    pub members: Option<BTreeSet<String>>,
    /// For a list the side on which its members stand.
    pub stand: Option<Side>,
    /// For a list what stands between two members.
    pub between: Option<String>,
    #[serde(default)]
    pub always: BTreeSet<String>,
    #[serde(default)]
    pub adds: BTreeSet<String>,
    #[serde(default)]
    pub free: bool,
    #[serde(default)]
    pub before: bool,
    pub joined: Option<String>,
    #[serde(default)]
    pub off_page: bool,
    #[serde(default)]
    pub unsaid: bool,
    #[serde(default)]
    pub said_beside: Vec<String>,
    pub needs: Option<String>,
    #[serde(default)]
    pub requires: Vec<String>,
    #[serde(default)]
    pub excludes: Vec<String>,
    #[serde(default)]
    pub levels: Vec<String>,
    #[serde(default)]
    pub shadowed_by: Vec<String>,
    #[serde(default)]
    pub by_name: bool,
    #[serde(default)]
    pub unreleased: bool,
    /// The category that it is written in, by name.
    pub category: Option<String>,
    /// What it says of release.
    pub role: Option<RoleFile>,
    /// The tag that it says besides, for the role of that kind.
    pub with: Option<String>,
    /// For a family the tags behind which its names are written.
    #[serde(default)]
    pub under: Vec<String>,
    pub short: Option<String>,
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    pub means: Option<String>,
    pub cite: Option<String>,
    pub since: Option<Day>,
    pub until: Option<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PhraseFile {
    /// The first is printed, where any is.
    pub typed: Vec<String>,
    pub says: Vec<String>,
    #[serde(default)]
    pub print: bool,
    pub cite: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceFile {
    pub code: String,
    /// The code, where none is given.
    pub name: Option<String>,
    #[serde(default)]
    pub typed: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupFile {
    pub name: String,
    #[serde(default)]
    pub typed: Vec<String>,
    pub members: BTreeSet<String>,
    pub cite: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleFile {
    pub when: Vec<String>,
    #[serde(default)]
    pub asks: Vec<String>,
    #[serde(default)]
    pub forbids: Vec<String>,
    pub means: String,
    pub cite: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RefusedFile {
    pub typed: Vec<String>,
    /// Ends the sentence "expected ...".
    pub expected: String,
    pub cite: Option<String>,
}
