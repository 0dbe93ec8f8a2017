//! What must hold of a policy's file before it is used.

use std::collections::BTreeSet;

use crate::Policy;
use crate::bits::TAGS_MAX;
use crate::file::PolicyFile;
use crate::policy::{LEVELS_MAX, key};
use crate::term::{List, Tag, TagKind};

pub(crate) fn head(file: &PolicyFile) -> Result<(), String> {
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
    let tags = file.tag.len() + file.family.len();
    if tags > TAGS_MAX {
        return Err(format!("{tags} tags and families; give at most {TAGS_MAX}"));
    }
    Ok(())
}

/// Codes must be told apart, since series of reference numbers are made of them.
pub(crate) fn codes(file: &PolicyFile) -> Result<(), String> {
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

pub(crate) fn whole(policy: &Policy) -> Result<(), String> {
    if policy.in_banner.has(&policy.name_words) {
        return Err(format!("the name “{}” is a level's or tag's too; change it", policy.name));
    }
    tags(&policy.tags, policy.free.is_some())?;
    policy.tags.iter().try_for_each(|tag| bounds(policy, tag))?;
    policy.levels.iter().try_for_each(|level| required(policy, &level.name, &level.requires))?;
    names(policy)?;
    places(policy)?;
    colours(policy)?;
    cites(policy)
}

fn tags(tags: &[Tag], free: bool) -> Result<(), String> {
    let mut groups = BTreeSet::new();
    let mut lists = BTreeSet::new();
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
            TagKind::List(list) if !lists.insert(&list.set) => {
                return Err(format!("“{}” lists a set that another tag lists; name another set", tag.name));
            }
            TagKind::Every => every += 1,
            _ => {}
        }
    }
    if every > 1 { Err("two tags stand for every tag; remove one".into()) } else { Ok(()) }
}

/// A tag whose bounds a join could bring about, or take away, must not have them: joined labels would no
/// longer be as they are elaborated.
fn bounds(policy: &Policy, tag: &Tag) -> Result<(), String> {
    let plain = match &tag.kind {
        TagKind::Restrictive { .. } | TagKind::Informative => true,
        TagKind::Permissive { set, .. } => has_a_set_of_its_own(policy, set),
        TagKind::List(_) | TagKind::Every => false,
    };
    let bound = &tag.bounds;
    let bound_to_none = bound.requires.is_empty() && bound.needs.is_none() && bound.shadowed_by.is_empty();
    if !(plain || bound_to_none) {
        return Err(format!(
            "“{}” needs, requires or is shadowed; keep that to restrictive and informative tags",
            tag.name
        ));
    }
    if tag.place.unsaid && !matches!(tag.kind, TagKind::Permissive { .. }) {
        return Err(format!("“{}” goes without saying; keep that to permissive tags", tag.name));
    }
    let unknown = |name: &&String| policy.rank_named(name).is_none();
    if let Some(name) = bound.needs.iter().chain(&bound.levels).find(unknown) {
        return Err(format!("“{}” speaks of “{name}”, which is no level; add or correct it", tag.name));
    }
    required(policy, &tag.name, &bound.requires)
}

/// Whether one tag alone narrows the set, so that no join brings the tag about or takes it away.
fn has_a_set_of_its_own(policy: &Policy, set: &str) -> bool {
    let sets = policy.tags.iter().filter_map(|tag| match &tag.kind {
        TagKind::Permissive { set, .. } => Some(set),
        TagKind::List(list) => Some(&list.set),
        _ => None,
    });
    sets.filter(|own| *own == set).count() == 1
}

fn required(policy: &Policy, by: &str, requires: &[String]) -> Result<(), String> {
    let plain = |name: &String| {
        let kind = policy.tag_named(name).map(|tag| &tag.kind);
        matches!(kind, Some(TagKind::Restrictive { .. } | TagKind::Permissive { .. } | TagKind::Informative))
    };
    match requires.iter().find(|name| !plain(name)) {
        Some(name) => Err(format!("“{by}” requires “{name}”, which is no tag by itself; correct it")),
        None => Ok(()),
    }
}

/// Every name that a rule, a saying or a tag speaks of.
fn names(policy: &Policy) -> Result<(), String> {
    let bounds = policy.tags.iter().flat_map(|tag| {
        tag.bounds.excludes.iter().chain(&tag.bounds.shadowed_by).chain(&tag.place.said_beside)
    });
    let rules = policy.rules.iter().flat_map(|rule| rule.when.iter().chain(&rule.asks).chain(&rule.forbids));
    let says = policy.sayings.iter().flat_map(|saying| &saying.says);
    if let Some(name) = bounds.chain(rules).chain(says).find(|name| !policy.names.contains_key(*name)) {
        return Err(format!("there is no level or tag “{name}”; add or correct it"));
    }
    if let Some(rule) = policy.rules.iter().find(|rule| rule.when.is_empty()) {
        return Err(format!("the rule “{}” never binds; say when", rule.means));
    }
    let listed = |name: &String| matches!(policy.tag_named(name).map(|t| &t.kind), Some(TagKind::List(_)));
    match policy.sayings.iter().find(|saying| saying.says.is_empty() || saying.says.iter().any(listed)) {
        Some(saying) => Err(format!("“{}” says nothing or a list; name levels and tags", saying.words)),
        None => Ok(()),
    }
}

fn places(policy: &Policy) -> Result<(), String> {
    let absent = |code: &&String| !policy.place_ranks.contains_key(*code);
    if let Some(code) = policy.groups.iter().flat_map(|group| &group.members).find(absent) {
        return Err(format!("a group has the member “{code}”, which is no place; add or correct it"));
    }
    for tag in &policy.tags {
        let TagKind::List(List { between, always, adds, free, .. }) = &tag.kind else { continue };
        if let Some(code) = always.iter().chain(adds).filter(|_| !free).find(absent) {
            return Err(format!("“{}” has the member “{code}”, which is no place; add it", tag.name));
        }
        let separator = between.trim();
        if separator.chars().count() > 1 || !separator.chars().all(|c| policy.separators.contains(c)) {
            return Err(format!("“{}” parts its members by no one separator; change it", tag.name));
        }
    }
    Ok(())
}

fn colours(policy: &Policy) -> Result<(), String> {
    let hex = |colour: &str| {
        let digits = colour.strip_prefix('#');
        digits.is_some_and(|digits| digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()))
    };
    let colours = policy.levels.iter().filter_map(|level| level.colour.as_ref());
    match colours.flat_map(|colour| [&colour.ink, &colour.ground]).find(|colour| !hex(colour)) {
        Some(colour) => Err(format!("the colour “{colour}” cannot be shown; write it as #FF2B2B")),
        None => Ok(()),
    }
}

fn cites(policy: &Policy) -> Result<(), String> {
    let parts = policy.all_cites().flat_map(|cite| cite.split(';')).map(str::trim);
    let mut unknown = parts.filter(|cite| !policy.sources.contains_key(key(cite)));
    match unknown.next() {
        Some(cite) => Err(format!("“{cite}” cites no source that is listed; add it to the sources")),
        None => Ok(()),
    }
}
