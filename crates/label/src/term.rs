//! What a policy is made of: levels, tags, places, rules, and how each is shown, explained and cited.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Day, Grade};

/// How a level or tag is shown and explained, and where that is laid down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// Its short form, which marks a portion.
    pub short: Option<String>,
    /// Its name in other languages, by the language's code.
    pub names: BTreeMap<String, String>,
    /// One sentence on what it means.
    pub means: Option<String>,
    /// Where it is laid down: the key of a source, then the place in it; several stand between semicolons.
    pub cite: Option<String>,
    /// The day from which it was used.
    pub since: Option<Day>,
    /// The last day on which it was used.
    pub until: Option<Day>,
}

/// The colours in which a marking is laid down to be shown, each as `#FF2B2B`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colour {
    /// That of the letters.
    pub ink: String,
    /// That behind them.
    pub ground: String,
}

/// A level of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// Its name as printed.
    pub name: String,
    /// Its code in a series.
    pub code: String,
    /// Its gravity across policies.
    pub grade: Grade,
    /// How it is shown and explained.
    pub term: Term,
    /// Its colours, where they are laid down.
    pub colour: Option<Colour>,
    /// Tags that come with it, written or not.
    pub requires: Vec<String>,
}

/// A tag of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name in a label and in print.
    pub name: String,
    /// What it does.
    pub kind: TagKind,
    /// How it is shown and explained.
    pub term: Term,
    /// Where it stands.
    pub place: TagPlace,
    /// What it goes with.
    pub bounds: TagBounds,
    /// What it says of release, where the policy is one of categories.
    pub role: Option<ReleaseRole>,
}

/// What a marking in categories says of who may be shown a paper and who may be given it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReleaseRole {
    /// For the policy's own side alone.
    OwnerOnly,
    /// Given to those listed.
    List,
    /// Release is left to an official, who may decide it without the writer.
    Deferred,
    /// Shown to those listed, who are not given it.
    Display,
    /// An older list, read as one of release.
    OlderList,
    /// Another tag, named here, and the own side alone.
    With(String),
    /// Owned by several sides together.
    Joint,
}

/// Where a tag stands in print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagPlace {
    /// Whether it stands before the level.
    pub before: bool,
    /// What joins it to what stands before it, in place of what is usual between words.
    pub joined: Option<String>,
    /// Whether it is left off the head and foot of pages.
    pub off_page: bool,
    /// The category that it is written in, by its place in the policy's order.
    pub category: Option<usize>,
    /// Whether it is a family: all names that begin as it does, up to its star, and are no tags themselves.
    pub family: bool,
    /// For a family the tags behind which its names are written.
    pub under: Vec<String>,
    /// Whether it binds, unwritten and not printed, where nothing of its set is written.
    pub unsaid: bool,
    /// Names beside which it does not go without saying.
    pub said_beside: Vec<String>,
}

/// What a tag goes with; all are names of the policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagBounds {
    /// The least level that a reader must hold, whatever the paper's.
    pub needs: Option<String>,
    /// Tags that come with it, written or not.
    pub requires: Vec<String>,
    /// Levels and tags that do not stand beside it.
    pub excludes: Vec<String>,
    /// The levels that it is written with; empty for all.
    pub levels: Vec<String>,
    /// Levels and tags beside which it is kept and not shown.
    pub shadowed_by: Vec<String>,
    /// Whether its readers are named one by one by whoever wrote the paper.
    pub by_name: bool,
    /// Whether it keeps the paper to the policy's own side where no release is written.
    pub unreleased: bool,
}

/// What a tag does to access; codes are those of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagKind {
    /// The reader must hold it.
    Restrictive {
        /// Its code in a series.
        code: String,
    },
    /// The reader's affiliation must be among the members.
    Permissive {
        /// Its code in a series.
        code: String,
        /// The set that it narrows.
        set: String,
        /// The affiliations admitted.
        members: BTreeSet<String>,
    },
    /// The reader's affiliation must be among those written beside it.
    List(List),
    /// Printed only.
    Informative,
    /// A control that is not named: the reader must hold every tag.
    Every,
}

/// A permissive tag whose members are written out, as in "RELEASABLE TO JAPAN, UKRAINE".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The set that it narrows.
    pub set: String,
    /// On which side of the tag's words the members stand.
    pub members: Side,
    /// What stands between two members.
    pub between: String,
    /// Members that must be among those written.
    pub always: BTreeSet<String>,
    /// Members that are admitted without being written.
    pub adds: BTreeSet<String>,
    /// Whether a member may be any one word, and not only a place of the policy.
    pub free: bool,
}

/// A side of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Before them.
    Before,
    /// After them.
    After,
}

/// A country or body that a list may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its code, which is the affiliation of its readers.
    pub code: String,
    /// Its name in print.
    pub name: String,
}

/// A word that stands for several places, and is printed where all of them are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name in print.
    pub name: String,
    /// The codes of its places.
    pub members: BTreeSet<String>,
    /// Where its members are laid down.
    pub cite: Option<String>,
}

/// Words that say several names at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// The words as printed.
    pub words: String,
    /// The names that they say: a level, tags, or both.
    pub says: Vec<String>,
    /// Whether they are printed where all of these are shown.
    pub printed: bool,
    /// Where they are laid down.
    pub cite: Option<String>,
}

/// What must hold among the names of a marking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The names that must all be there for the rule to bind.
    pub when: Vec<String>,
    /// Of these at least one must be there, if any are given.
    pub asks: Vec<String>,
    /// Of these none may be there.
    pub forbids: Vec<String>,
    /// The rule as a sentence.
    pub means: String,
    /// Where it is laid down.
    pub cite: Option<String>,
}

/// Words that are refused, with what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The first of the spellings refused.
    pub words: String,
    /// Ends the sentence "expected ...".
    pub expected: String,
    /// Where it is laid down.
    pub cite: Option<String>,
}

/// How portions are marked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PortionForm {
    /// What opens a portion mark.
    pub open: String,
    /// What closes it.
    pub close: String,
    /// What stands between its words.
    pub between: String,
}

/// What becomes of a way of typing that is not the canonical one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Liberty {
    /// It is as good as any.
    #[default]
    Free,
    /// It is read, with a warning.
    Warned,
    /// It is a fault.
    Refused,
}
