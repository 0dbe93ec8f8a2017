//! Making a policy of its file.

use std::collections::BTreeMap;

use crate::check;
use crate::file::{KindFile, LevelFile, PolicyFile, TagFile};
use crate::phrases::{Index, Meaning};
use crate::policy::Name;
use crate::term::{
    Group, Level, List, Place, Refusal, Rule, Saying, Tag, TagBounds, TagKind, TagPlace, Term,
};
use crate::{Policy, PolicyId, lex};

/// What stands between the members of a list, unless its file says otherwise.
const LIST_BETWEEN: &str = ", ";

impl Policy {
    pub(crate) fn from_file(mut file: PolicyFile) -> Result<Self, String> {
        check::head(&file)?;
        let (in_banner, in_portion, in_list) = (banner(&file)?, portion(&file)?, places(&file)?);
        check::codes(&file)?;
        let refusals = std::mem::take(&mut file.refused).into_iter();
        let refusals = refusals.map(|refused| Refusal {
            words: refused.typed.into_iter().next().unwrap_or_default(),
            expected: refused.expected,
            cite: refused.cite,
        });
        let policy = Self {
            id: PolicyId::new(file.id),
            name_words: lex::words(&file.name),
            title: file.title.unwrap_or_else(|| file.name.clone()),
            names: names(&file.level, &file.tag),
            place_ranks: (0..).zip(&file.place).map(|(rank, place)| (place.code.clone(), rank)).collect(),
            name: file.name,
            code: file.code,
            prefix: file.prefix,
            separators: file.separators,
            joiners: file.joiners,
            between: file.between,
            free: file.free,
            sources: file.sources,
            cites: file.cites,
            read: file.read,
            portion: file.portion,
            levels: file.level.into_iter().map(level).collect(),
            tags: file.tag.into_iter().map(tag).collect::<Result<_, _>>()?,
            sayings: file.phrase.into_iter().map(saying).collect(),
            places: file.place.into_iter().map(place).collect(),
            groups: file.group.into_iter().map(group).collect(),
            rules: file.rule.into_iter().map(rule).collect(),
            refusals: refusals.collect(),
            in_banner,
            in_portion,
            in_list,
        };
        check::whole(&policy)?;
        Ok(policy)
    }
}

/// Every spelling of a banner's words with its meaning.
fn banner(file: &PolicyFile) -> Result<Index, String> {
    let mut index = Index::default();
    let mut add = |typed: &str, meaning, old| index.add(typed, meaning, old, &file.separators);
    for (rank, level) in (0..=u8::MAX).zip(&file.level) {
        add_spellings(&mut add, &level.name, &level.names, &level.typed, &level.old, Meaning::Level(rank))?;
    }
    for (at, tag) in file.tag.iter().enumerate() {
        add_spellings(&mut add, &tag.name, &tag.names, &tag.typed, &tag.old, Meaning::Tag(at))?;
    }
    for (at, refused) in file.refused.iter().enumerate() {
        refused.typed.iter().try_for_each(|typed| add(typed, Meaning::Refused(at), false))?;
    }
    for (at, phrase) in file.phrase.iter().enumerate() {
        phrase.typed.iter().try_for_each(|typed| add(typed, Meaning::Several(at), false))?;
    }
    file.free.iter().try_for_each(|word| add(word, Meaning::Free, false))?;
    Ok(index)
}

fn add_spellings(
    add: &mut impl FnMut(&str, Meaning, bool) -> Result<(), String>,
    name: &str,
    names: &BTreeMap<String, String>,
    typed: &[String],
    old: &[String],
    meaning: Meaning,
) -> Result<(), String> {
    add(name, meaning, false)?;
    names.values().chain(typed).try_for_each(|typed| add(typed, meaning, false))?;
    old.iter().try_for_each(|typed| add(typed, meaning, true))
}

/// A portion's words: those of a banner, and the short forms.
fn portion(file: &PolicyFile) -> Result<Index, String> {
    let mut index = banner(file)?;
    let levels = (0..=u8::MAX).zip(&file.level);
    let levels = levels.map(|(rank, level)| (&level.name, &level.short, Meaning::Level(rank)));
    let tags = file.tag.iter().enumerate().map(|(at, tag)| (&tag.name, &tag.short, Meaning::Tag(at)));
    for (name, short, meaning) in levels.chain(tags) {
        if let Some(short) = short.as_ref().filter(|short| *short != name) {
            index.add(short, meaning, false, &file.separators)?;
        }
    }
    Ok(index)
}

fn places(file: &PolicyFile) -> Result<Index, String> {
    let mut index = Index::default();
    let mut add = |typed: &str, meaning| index.add(typed, meaning, false, &file.separators);
    for (at, place) in file.place.iter().enumerate() {
        add(&place.code, Meaning::Place(at))?;
        let name = place.name.iter().filter(|name| **name != place.code);
        name.chain(&place.typed).try_for_each(|typed| add(typed, Meaning::Place(at)))?;
    }
    for (at, group) in file.group.iter().enumerate() {
        add(&group.name, Meaning::Group(at))?;
        group.typed.iter().try_for_each(|typed| add(typed, Meaning::Group(at)))?;
    }
    Ok(index)
}

fn names(levels: &[LevelFile], tags: &[TagFile]) -> BTreeMap<String, Name> {
    let levels = (0..=u8::MAX).zip(levels).map(|(rank, level)| (level.name.clone(), Name::Level(rank)));
    let tags = tags.iter().enumerate().map(|(at, tag)| (tag.name.clone(), Name::Tag(at)));
    levels.chain(tags).collect()
}

fn level(file: LevelFile) -> Level {
    let LevelFile { name, code, grade, colour, requires, short, names, means, cite, since, until, .. } = file;
    let term = Term { short, names, means, cite, since, until };
    Level { name, code, grade, term, colour, requires }
}

fn tag(file: TagFile) -> Result<Tag, String> {
    let kind = kind(&file)?;
    let TagFile { name, before, joined, off_page, unsaid, said_beside, .. } = file;
    let TagFile { needs, requires, excludes, levels, .. } = file;
    let TagFile { shadowed_by, by_name, short, names, means, cite, since, until, .. } = file;
    Ok(Tag {
        name,
        kind,
        term: Term { short, names, means, cite, since, until },
        place: TagPlace { before, joined, off_page, unsaid, said_beside },
        bounds: TagBounds { needs, requires, excludes, levels, shadowed_by, by_name },
    })
}

fn kind(file: &TagFile) -> Result<TagKind, String> {
    let TagFile { kind, name, code, set, members, stand, between, always, adds, free, .. } = file;
    let listed = between.is_some() || !always.is_empty() || !adds.is_empty() || *free;
    match (kind, code.clone(), set.clone(), members.clone(), *stand) {
        (KindFile::Restrictive, Some(code), None, None, None) if !listed => Ok(TagKind::Restrictive { code }),
        (KindFile::Permissive, Some(code), Some(set), Some(members), None) if !listed => {
            Ok(TagKind::Permissive { code, set, members })
        }
        (KindFile::List, None, Some(set), None, Some(members)) => Ok(TagKind::List(List {
            set,
            members,
            between: between.clone().unwrap_or_else(|| LIST_BETWEEN.into()),
            always: always.clone(),
            adds: adds.clone(),
            free: *free,
        })),
        (KindFile::Informative, None, None, None, None) if !listed => Ok(TagKind::Informative),
        (KindFile::Every, None, None, None, None) if !listed => Ok(TagKind::Every),
        _ => Err(format!(
            "the tag “{name}” has fields that do not go with its kind; give a code to restrictive and \
             permissive tags, set and members to permissive ones alone, set and stand to lists"
        )),
    }
}

fn saying(file: crate::file::PhraseFile) -> Saying {
    let words = file.typed.into_iter().next().unwrap_or_default();
    Saying { words, says: file.says, printed: file.print, cite: file.cite }
}

fn place(file: crate::file::PlaceFile) -> Place {
    Place { name: file.name.unwrap_or_else(|| file.code.clone()), code: file.code }
}

fn group(file: crate::file::GroupFile) -> Group {
    Group { name: file.name, members: file.members, cite: file.cite }
}

fn rule(file: crate::file::RuleFile) -> Rule {
    Rule { when: file.when, asks: file.asks, forbids: file.forbids, means: file.means, cite: file.cite }
}
