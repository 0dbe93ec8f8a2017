//! Policies: levels, tags and phrases, read from data and checked.

use std::collections::BTreeSet;

use crate::file::{KindFile, LevelFile, PolicyFile, TagFile};
use crate::marking::COVERING;
use crate::{Grade, PolicyId, lex};

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

/// A level of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// Its name as printed.
    pub name: String,
    /// Its code in a series.
    pub code: String,
    /// Its gravity across policies.
    pub grade: Grade,
}

/// A tag of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name in a label and in print.
    pub name: String,
    /// What it does.
    pub kind: TagKind,
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
    /// Printed only.
    Informative,
    /// A control that is not named: the reader must hold every tag.
    Every,
}

/// What a phrase says.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Meaning {
    Level(u8),
    Tag(usize),
    /// Index of the refusal's explanation.
    Refused(usize),
    /// A free name follows.
    Free,
}

#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    pub words: Vec<String>,
    pub meaning: Meaning,
}

/// A marking scheme: what its words are, how they are read and how they are printed.
#[derive(Clone, Debug)]
pub struct Policy {
    pub(crate) id: PolicyId,
    pub(crate) name: String,
    pub(crate) name_words: Vec<String>,
    pub(crate) code: String,
    pub(crate) separators: String,
    pub(crate) joiners: Vec<String>,
    pub(crate) between: String,
    pub(crate) free: Option<String>,
    pub(crate) levels: Vec<Level>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) refusals: Vec<String>,
    pub(crate) phrases: Vec<Phrase>,
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

    /// Its levels, the lowest first; a level's rank is its place.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// Its tags, in the order of print.
    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// The affiliations that its permissive tags speak of.
    pub fn affiliations(&self) -> BTreeSet<&str> {
        let members = self.tags.iter().filter_map(|tag| match &tag.kind {
            TagKind::Permissive { members, .. } => Some(members),
            _ => None,
        });
        members.flatten().map(String::as_str).collect()
    }

    /// The rank of its highest level.
    pub fn highest(&self) -> u8 {
        u8::try_from(self.levels.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    fn from_file(file: PolicyFile) -> Result<Self, String> {
        check_head(&file)?;
        let phrases = phrases(&file)?;
        check_codes(&file)?;
        let tags = file.tag.into_iter().map(tag).collect::<Result<Vec<_>, _>>()?;
        check_tags(&tags, file.free.is_some())?;
        let level = |LevelFile { name, code, grade, .. }| Level { name, code, grade };
        Ok(Self {
            id: PolicyId::new(file.id),
            name_words: lex::words(&file.name),
            name: file.name,
            code: file.code,
            separators: file.separators,
            joiners: file.joiners,
            between: file.between,
            free: file.free,
            levels: file.level.into_iter().map(level).collect(),
            tags,
            refusals: file.refused.into_iter().map(|refused| refused.expected).collect(),
            phrases,
        })
    }
}

fn check_head(file: &PolicyFile) -> Result<(), String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if file.id.is_empty() || !file.id.chars().all(plain) {
        return Err("the id is not of small letters, digits and hyphens; rename it".into());
    }
    if file.name.trim().is_empty() {
        return Err("there is no name; give the word to print before a level".into());
    }
    if file.level.is_empty() || file.level.len() > LEVELS_MAX {
        return Err(format!("{} levels; give 1 to {LEVELS_MAX}", file.level.len()));
    }
    Ok(())
}

/// Every spelling of the file with its meaning.
fn phrases(file: &PolicyFile) -> Result<Vec<Phrase>, String> {
    let mut all: Vec<(&str, Meaning)> = Vec::new();
    for (rank, level) in (0..=u8::MAX).zip(&file.level) {
        all.extend(spellings(&level.name, &level.typed).map(|typed| (typed, Meaning::Level(rank))));
    }
    for (index, tag) in file.tag.iter().enumerate() {
        all.extend(spellings(&tag.name, &tag.typed).map(|typed| (typed, Meaning::Tag(index))));
    }
    for (index, refused) in file.refused.iter().enumerate() {
        all.extend(refused.typed.iter().map(|typed| (typed.as_str(), Meaning::Refused(index))));
    }
    all.extend(file.free.iter().map(|word| (word.as_str(), Meaning::Free)));
    let mut seen = BTreeSet::new();
    all.into_iter().map(|(typed, meaning)| phrase(typed, meaning, file, &mut seen)).collect()
}

fn spellings<'a>(name: &'a str, typed: &'a [String]) -> impl Iterator<Item = &'a str> {
    std::iter::once(name).chain(typed.iter().map(String::as_str))
}

fn phrase(
    typed: &str,
    meaning: Meaning,
    file: &PolicyFile,
    seen: &mut BTreeSet<Vec<String>>,
) -> Result<Phrase, String> {
    let words = lex::words(typed);
    if words.is_empty() || typed.chars().any(|c| file.separators.contains(c)) {
        return Err(format!("“{typed}” cannot be read; give words without separators"));
    }
    if words.iter().any(|word| word == COVERING) {
        return Err(format!("“{typed}” holds the word for covers; choose another"));
    }
    if !seen.insert(words.clone()) {
        return Err(format!("“{typed}” is there twice; remove one"));
    }
    Ok(Phrase { words, meaning })
}

/// Codes must be told apart, since series of reference numbers are made of them.
fn check_codes(file: &PolicyFile) -> Result<(), String> {
    let plain = |code: &str| code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let mut seen = BTreeSet::new();
    let levels = file.level.iter().map(|level| ("level", level.code.as_str()));
    let tags = file.tag.iter().filter_map(|tag| Some(("tag", tag.code.as_deref()?)));
    for (kind, code) in levels.chain(tags) {
        if code.is_empty() || !plain(code) || !seen.insert((kind, code)) {
            return Err(format!("the code “{code}” is not capitals and digits of its own; change it"));
        }
    }
    if !plain(&file.code) {
        return Err(format!("the code “{}” is not capitals and digits; change it", file.code));
    }
    Ok(())
}

fn tag(file: TagFile) -> Result<Tag, String> {
    let TagFile { kind, name, code, set, members, .. } = file;
    let kind = match (kind, code, set, members) {
        (KindFile::Restrictive, Some(code), None, None) => TagKind::Restrictive { code },
        (KindFile::Permissive, Some(code), Some(set), Some(members)) => {
            TagKind::Permissive { code, set, members }
        }
        (KindFile::Informative, None, None, None) => TagKind::Informative,
        (KindFile::Every, None, None, None) => TagKind::Every,
        _ => {
            return Err(format!(
                "the tag “{name}” has fields that do not go with its kind; give a code to restrictive and \
                 permissive tags, set and members to permissive ones alone"
            ));
        }
    };
    Ok(Tag { name, kind })
}

fn check_tags(tags: &[Tag], free: bool) -> Result<(), String> {
    let mut groups = BTreeSet::new();
    let mut every = 0;
    for tag in tags {
        match &tag.kind {
            TagKind::Permissive { set, members, .. } if !groups.insert((set, members)) => {
                return Err(format!("“{}” admits the same as another tag; remove one", tag.name));
            }
            // A series tells a free name from a code by its place, so there must be no code beside it.
            TagKind::Restrictive { .. } if free => {
                return Err(format!("“{}” stands beside free names; use a policy of its own", tag.name));
            }
            TagKind::Every => every += 1,
            _ => {}
        }
    }
    if every > 1 { Err("two tags stand for every tag; remove one".into()) } else { Ok(()) }
}
