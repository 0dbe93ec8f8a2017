//! The shape of a policy's TOML file.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::Grade;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PolicyFile {
    pub id: String,
    /// Shown before a level where labels of two policies stand side by side.
    pub name: String,
    /// Put before a level's code in a series; empty for one policy of a registry.
    pub code: String,
    /// Characters that may stand between words.
    pub separators: String,
    /// Words that may stand between words, such as "and".
    #[serde(default)]
    pub joiners: Vec<String>,
    /// Put between words in print.
    pub between: String,
    /// The word that introduces a tag whose name is free; such a policy's lowest level goes without saying.
    pub free: Option<String>,
    /// The lowest first.
    pub level: Vec<LevelFile>,
    /// In the order of print.
    #[serde(default)]
    pub tag: Vec<TagFile>,
    #[serde(default)]
    pub refused: Vec<RefusedFile>,
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
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum KindFile {
    Restrictive,
    Permissive,
    Informative,
    Every,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TagFile {
    pub kind: KindFile,
    pub name: String,
    /// Short code in a series; restrictive and permissive tags have one, the others none.
    pub code: Option<String>,
    #[serde(default)]
    pub typed: Vec<String>,
    /// For a permissive tag the set that it narrows.
    pub set: Option<String>,
    /// For a permissive tag the affiliations admitted.
    pub members: Option<BTreeSet<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RefusedFile {
    pub typed: Vec<String>,
    /// Ends the sentence "expected ...".
    pub expected: String,
}
