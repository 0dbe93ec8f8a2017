//! To whom a part goes, who has a copy, whom it greets, and who took part.

use super::lines as look;
use super::roles::Zone;
use super::shapes::{Shapes, may_take_part};
use super::told::{Group, Told};
use super::{Found, parties};
use chancery_office::reading::{FieldRole, Party};

/// An office or place right under an addressee is his; gives whether one may follow.
pub(super) fn addresses(found: &mut Found<'_>, told: &Told<'_, '_>, group: &mut Group, housed: bool) -> bool {
    let joined = !told.shapes(group.lines.start).has(Shapes::GAP);
    match group.role {
        FieldRole::To if group.zone == Zone::Head => {
            told.facts.keys.get(group.lines.start).copied().flatten().is_none()
        }
        FieldRole::Letterhead | FieldRole::Place if housed && joined && group.zone == Zone::Head => {
            group.role = FieldRole::Place;
            if let Some(party) = found.particulars.to.last_mut().filter(|p| p.address.is_none()) {
                party.address = Some(told.values(group));
            }
            true
        }
        _ => false,
    }
}

pub(super) fn addressed(value: &str) -> Vec<Party> {
    let value = parties::without_code(value);
    let post = ["AMBAFRANCE ", "DIPLOMATIE ", "CONSULFRANCE ", "DIPLO "].iter().any(|o| value.starts_with(o));
    if let Some(post) = Some(value).filter(|_| post).or_else(|| french_post(value)) {
        return vec![Party::post(post)];
    }
    if value.contains(';') { parties::of_list(value) } else { parties::listed(value).into_iter().collect() }
}

/// "PERU" over those who spoke for it, whose names have small letters.
pub(super) fn is_side(line: &str) -> bool {
    let words = line.split_whitespace().count();
    words <= 3 && line.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-'))
}

/// "le Cabinet du Ministre" of "pour le Cabinet du Ministre".
fn french_post(value: &str) -> Option<&str> {
    ["le ", "la ", "l'", "l’"].iter().find_map(|article| value.strip_prefix(article))
}

pub(super) fn took_part(value: &str) -> Vec<Party> {
    let value = parties::without_code(value.trim());
    if value.is_empty() || value.ends_with(':') {
        return Vec::new();
    }
    if value.contains(';') {
        return parties::of_list(value);
    }
    // "Dr. Henry A. Kissinger and Soviet Ambassador Anatoliy Dobrynin".
    match value.split_once(" and ").filter(|(a, b)| parties::is_full_name(a) && may_take_part(b)) {
        Some((first, second)) => [first, second].into_iter().filter_map(parties::listed).collect(),
        None => parties::listed(value).into_iter().collect(),
    }
}

/// Bytes of a line of a list that holds one name.
const LISTED_BYTES_MAX: usize = 60;

/// Those who have a copy: one a line, where no line holds a list.
pub(super) fn copied(told: &Told<'_, '_>, group: &Group) -> Vec<Party> {
    let mut lines = group.lines.clone().map(|i| told.value(i));
    let last = lines.next_back().unwrap_or("");
    let runs = lines
        .any(|line| line.ends_with([',', ';']) || line.ends_with(" and") || line.len() > LISTED_BYTES_MAX);
    if runs || last.contains(';') {
        return parties::of_list(&told.values(group));
    }
    let one = |i: usize| {
        let value = told.value(i);
        if value.matches([',', ';']).count() == 1 && group.lines.len() > 1 {
            parties::listed(value).into_iter().collect()
        } else {
            parties::of_list(value)
        }
    };
    group.lines.clone().flat_map(one).collect()
}

/// Whom a salutation greets, by the full name where one person of the register bears it.
pub(super) fn greeted(name: &str, ctx: &crate::Context) -> Party {
    let bears = |p: &&crate::KnownPerson| {
        let given = p.name.split_whitespace().next() == Some(name) && !name.contains(' ');
        given || p.name == name || p.aliases.iter().any(|a| a == name)
    };
    let mut bearers = ctx.people.iter().filter(bears);
    match (bearers.next(), bearers.next()) {
        (Some(one), None) => Party::named(one.name.clone()),
        _ if posted(name).is_some() => Party::post(posted(name).unwrap_or(name)),
        _ if name.starts_with("le ") || name.starts_with("la ") => Party::post(name.get(3..).unwrap_or(name)),
        _ if name.starts_with("l'") => Party::post(name.get(2..).unwrap_or(name)),
        _ => Party::named(name),
    }
}

/// "Mr. Prime Minister", "Madam Secretary": whoever holds the post is greeted by it.
fn posted(name: &str) -> Option<&str> {
    let post = ["Mr. ", "Mr ", "Madam ", "Madame "].iter().find_map(|style| name.strip_prefix(style))?;
    look::is_post(post).then_some(post)
}
