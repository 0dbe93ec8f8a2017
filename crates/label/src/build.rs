//! Making a policy of its file.

use std::collections::{BTreeMap, HashMap};

use crate::categories::{Categories, family_prefix};
use crate::check;
use crate::file::{Grammar, KindFile, LevelFile, PlaceFile, PolicyFile, RoleFile, TagFile};
use crate::phrases::{Index, Meaning};
use crate::policy::Name;
use crate::term::{
    Group, Level, List, Place, Refusal, ReleaseRole, Rule, Saying, Tag, TagBounds, TagKind, TagPlace, Term,
};
use crate::{Policy, PolicyId, bounds, lex};

/// What stands between the members of a list, unless its file says otherwise.
const LIST_BETWEEN: &str = ", ";

impl Policy {
    pub(crate) fn from_file(mut file: PolicyFile) -> Result<Self, String> {
        check::head(&file)?;
        let codes = std::mem::take(&mut file.places).into_iter();
        file.place.splice(..0, codes.map(|code| PlaceFile { code, name: None, typed: Vec::new() }));
        let (in_banner, in_portion, in_list) = (banner(&file)?, portion(&file)?, places(&file)?);
        check::codes(&file)?;
        let refusals = std::mem::take(&mut file.refused).into_iter();
        let refusals = refusals.map(|refused| Refusal {
            words: refused.typed.into_iter().next().unwrap_or_default(),
            expected: refused.expected,
            cite: refused.cite,
        });
        let order: Vec<String> = file.category.iter().map(|category| category.name.clone()).collect();
        let tags = file.tag.iter().map(|file| tag(file, &order));
        let mut tags = tags.collect::<Result<Vec<Tag>, _>>()?;
        let plain_tags = tags.len();
        // What stands by itself is found before what only begins so.
        for own in &file.family {
            tags.push(family(own, &order)?);
        }
        let categories = match file.grammar {
            Grammar::Words => None,
            Grammar::Categories => Some(Categories::of(&file, &tags)?),
        };
        let names = names(&file.level, &tags);
        let rules: Vec<Rule> = std::mem::take(&mut file.rule).into_iter().map(rule).collect();
        let policy = Self {
            plain_tags,
            bounds: tags.iter().map(|tag| bounds::of_tag(&names, tag)).collect(),
            rule_bounds: rules.iter().map(|rule| bounds::of_rule(&names, rule)).collect(),
            unsaid: (0..).zip(&tags).filter(|(_, tag)| tag.place.unsaid).map(|(at, _)| at).collect(),
            families: families(&tags),
            compound: compound(&tags),
            categories,
            id: PolicyId::new(file.id),
            name_words: lex::words(&file.name),
            title: file.title.unwrap_or_else(|| file.name.clone()),
            names,
            place_ranks: (0..).zip(&file.place).map(|(rank, place)| (place.code.clone(), rank)).collect(),
            name: file.name,
            side: file.side,
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
            tags,
            sayings: file.phrase.into_iter().map(saying).collect(),
            places: file.place.into_iter().map(place).collect(),
            groups: file.group.into_iter().map(group).collect(),
            rules,
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

fn names(levels: &[LevelFile], tags: &[Tag]) -> HashMap<String, Name> {
    let levels = (0..=u8::MAX).zip(levels).map(|(rank, level)| (level.name.clone(), Name::Level(rank)));
    let tags = tags.iter().enumerate().map(|(at, tag)| (tag.name.clone(), Name::Tag(at)));
    levels.chain(tags).collect()
}

fn level(file: LevelFile) -> Level {
    let LevelFile { name, code, grade, colour, requires, short, names, means, cite, since, until, .. } = file;
    let term = Term { short, names, means, cite, since, until };
    Level { name, code, grade, term, colour, requires }
}

fn tag(file: &TagFile, order: &[String]) -> Result<Tag, String> {
    let kind = kind(file)?;
    let category =
        match &file.category {
            Some(name) => {
                let at = order.iter().position(|category| category == name);
                Some(at.ok_or_else(|| {
                    format!("“{}” stands in “{name}”, which is no category; add it", file.name)
                })?)
            }
            None => None,
        };
    let term = Term {
        short: file.short.clone(),
        names: file.names.clone(),
        means: file.means.clone(),
        cite: file.cite.clone(),
        since: file.since,
        until: file.until,
    };
    let TagFile { before, joined, off_page, under, unsaid, said_beside, .. } = file;
    let place = TagPlace {
        before: *before,
        joined: joined.clone(),
        off_page: *off_page,
        unsaid: *unsaid,
        said_beside: said_beside.clone(),
        category,
        family: false,
        under: under.clone(),
    };
    Ok(Tag { name: file.name.clone(), kind, term, place, bounds: tag_bounds(file), role: role(file)? })
}

/// A family, which has no code: its names are told apart in full.
fn family(file: &TagFile, order: &[String]) -> Result<Tag, String> {
    let kind = match file.kind {
        KindFile::Restrictive => TagKind::Restrictive { code: String::new() },
        KindFile::Informative => TagKind::Informative,
        _ => {
            return Err(format!(
                "the family “{}” is of no such kind; make it restrictive or informative",
                file.name
            ));
        }
    };
    if !file.name.ends_with('*') || file.code.is_some() {
        return Err(format!("the family “{}” has a code or no star behind its name; correct it", file.name));
    }
    let own = tag(&TagFile { kind: KindFile::Informative, ..file.clone() }, order)?;
    Ok(Tag { kind, place: TagPlace { family: true, ..own.place }, ..own })
}

fn tag_bounds(file: &TagFile) -> TagBounds {
    TagBounds {
        needs: file.needs.clone(),
        requires: file.requires.clone(),
        excludes: file.excludes.clone(),
        levels: file.levels.clone(),
        shadowed_by: file.shadowed_by.clone(),
        by_name: file.by_name,
        unreleased: file.unreleased,
    }
}

fn role(file: &TagFile) -> Result<Option<ReleaseRole>, String> {
    let role = match (file.role, file.with.clone()) {
        (None, None) => return Ok(None),
        (Some(RoleFile::With), Some(other)) => ReleaseRole::With(other),
        (Some(RoleFile::OwnerOnly), None) => ReleaseRole::OwnerOnly,
        (Some(RoleFile::List), None) => ReleaseRole::List,
        (Some(RoleFile::Deferred), None) => ReleaseRole::Deferred,
        (Some(RoleFile::Display), None) => ReleaseRole::Display,
        (Some(RoleFile::OlderList), None) => ReleaseRole::OlderList,
        (Some(RoleFile::Joint), None) => ReleaseRole::Joint,
        _ => {
            return Err(format!(
                "“{}” names another tag without that role, or the reverse; correct it",
                file.name
            ));
        }
    };
    Ok(Some(role))
}

/// The tags that are borne by their sets, or by what all of a paper says.
fn compound(tags: &[Tag]) -> Vec<usize> {
    let plain = |tag: &Tag| {
        let named = matches!(tag.kind, TagKind::Restrictive { .. } | TagKind::Informative);
        named && tag.role.is_none()
    };
    (0..).zip(tags).filter(|(_, tag)| !plain(tag)).map(|(at, _)| at).collect()
}

/// The tags that are families, those of the longest beginnings first, so that the nearest is found.
fn families(tags: &[Tag]) -> Vec<usize> {
    let families = (0..).zip(tags).filter(|(_, tag)| tag.place.family);
    let mut families: Vec<(usize, &Tag)> = families.collect();
    families.sort_by_key(|(_, tag)| std::cmp::Reverse(family_prefix(&tag.name).len()));
    families.into_iter().map(|(at, _)| at).collect()
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
