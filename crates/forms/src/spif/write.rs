//! Writing a policy as a policy file.

use std::collections::{BTreeMap, BTreeSet};

use chancery_label::{Policy, TagKind};
use jiff::Timestamp;

use super::{FORM, NAMESPACE};
use crate::part::{self, Part};
use crate::stanag::{EVERY, NOTES, TAGS, tag_set};
use crate::xml::Writer;
use crate::{FormError, Oid, colour};

/// Longest name that the schema allows, in characters.
const NAME_CHARS_MAX: usize = 256;

/// Who gives out a policy file, and when.
#[derive(Clone, Copy, Debug)]
pub struct Issuer<'a> {
    /// When it is made.
    pub created: Timestamp,
    /// The distinguished name of who makes it.
    pub originator: &'a str,
    /// The key that stands behind it, in hexadecimal digits; may be empty.
    pub key: &'a str,
}

/// Writes the policy, with the same names and numbers as in its labels.
pub fn write(policy: &Policy, issuer: &Issuer<'_>) -> Result<String, FormError> {
    let mut writer = Writer::new(FORM);
    let oid = Oid::policy(policy.id());
    open(&mut writer, issuer);
    writer.empty("securityPolicyId", &[("name", policy.id().as_str()), ("id", &oid.to_string())]);
    classifications(&mut writer, policy)?;
    let sets = tag_sets(policy);
    if !sets.is_empty() {
        writer.open("securityCategoryTagSets", &[]);
        for (part, phrase) in &sets {
            write_set(&mut writer, &oid, part, phrase.as_deref())?;
        }
        writer.close("securityCategoryTagSets");
    }
    // A banner of ours begins with the level.
    marking_data(&mut writer, "", &["replacePolicy", "pageTopBottom"]);
    writer.close("SPIF");
    writer.finish()
}

fn open(writer: &mut Writer, issuer: &Issuer<'_>) {
    let created = issuer.created.strftime("%Y%m%d%H%M%SZ").to_string();
    let encodings = Oid::own(&[2]).to_string();
    writer.open(
        "SPIF",
        &[
            ("xmlns", NAMESPACE),
            ("schemaVersion", "2.1"),
            ("creationDate", &created),
            ("originatorDN", issuer.originator),
            ("keyIdentifier", issuer.key),
            ("privilegeId", &encodings),
            ("rbacId", &encodings),
        ],
    );
}

fn classifications(writer: &mut Writer, policy: &Policy) -> Result<(), FormError> {
    writer.open("securityClassifications", &[]);
    let mut colours = BTreeSet::new();
    for (rank, level) in (0..=policy.highest()).zip(policy.levels()) {
        let (number, hierarchy) = (part::lacv(rank).to_string(), rank.to_string());
        let mut attributes = vec![
            ("name", checked(&level.name)?),
            ("lacv", number.as_str()),
            ("hierarchy", hierarchy.as_str()),
        ];
        let (background, _) = colour::of(level.grade);
        // The schema wants every colour once; of two levels of one grade the lower has it.
        if colours.insert(background) {
            attributes.push(("color", background));
        }
        writer.empty("securityClassification", &attributes);
    }
    writer.close("securityClassifications");
    Ok(())
}

fn checked(name: &str) -> Result<&str, FormError> {
    if name.chars().count() <= NAME_CHARS_MAX {
        return Ok(name);
    }
    let what = format!("a name of more than {NAME_CHARS_MAX} characters");
    Err(FormError::CannotCarry { form: FORM, what, instead: "shorten it in the policy" })
}

/// The sets that the policy's tags come to, in the order of its labels, with the phrase of every tag.
fn tag_sets(policy: &Policy) -> Vec<(Part, Option<String>)> {
    let (mut restrictive, mut notes) = (BTreeSet::new(), BTreeSet::new());
    let (mut every, mut sets) = (None, BTreeMap::<String, BTreeSet<String>>::new());
    for tag in policy.tags() {
        match &tag.kind {
            TagKind::Restrictive { .. } => {
                restrictive.insert(tag.name.clone());
            }
            TagKind::Permissive { set, members, .. } => {
                sets.entry(set.clone()).or_default().extend(members.iter().cloned());
            }
            TagKind::Informative => {
                notes.insert(tag.name.clone());
            }
            TagKind::Every => every = Some(tag.name.clone()),
        }
    }
    let permissive = sets.into_iter().map(|(set, members)| (Part::Permissive { set, members }, None));
    let named = |names: BTreeSet<String>| Some(names).filter(|names| !names.is_empty());
    let first = named(restrictive).map(|names| (Part::Restrictive(names), None));
    let last = named(notes).map(|names| (Part::Informative(names), None));
    let every = every.map(|phrase| (Part::Every, Some(phrase)));
    first.into_iter().chain(every).chain(permissive).chain(last).collect()
}

fn write_set(writer: &mut Writer, policy: &Oid, part: &Part, phrase: Option<&str>) -> Result<(), FormError> {
    let one = BTreeSet::from([EVERY.to_owned()]);
    let (name, kind, values): (&str, &[(&str, &str)], _) = match part {
        Part::Restrictive(names) => (TAGS, &[("tagType", "enumerated"), ("enumType", "restrictive")], names),
        Part::Every => (EVERY, &[("tagType", "enumerated"), ("enumType", "restrictive")], &one),
        Part::Permissive { set, members } => {
            (set, &[("tagType", "enumerated"), ("enumType", "permissive")], members)
        }
        Part::Informative(names) => {
            (NOTES, &[("tagType", "tagType7"), ("tag7Encoding", "securityAttributes")], names)
        }
    };
    let oid = tag_set(policy, part).to_string();
    writer.open("securityCategoryTagSet", &[("name", checked(name)?), ("id", &oid)]);
    let attributes: Vec<(&str, &str)> = [("name", name)].into_iter().chain(kind.iter().copied()).collect();
    writer.open("securityCategoryTag", &attributes);
    for (number, value) in values.iter().enumerate() {
        write_value(writer, value, number + 1, phrase)?;
    }
    let separator = if matches!(part, Part::Permissive { .. }) { "/" } else { " " };
    writer.open("markingQualifier", &[("markingCode", "pageTopBottom")]);
    writer.empty("qualifier", &[("markingQualifier", separator), ("qualifierCode", "separator")]);
    writer.close("markingQualifier");
    writer.close("securityCategoryTag");
    writer.close("securityCategoryTagSet");
    Ok(())
}

fn write_value(
    writer: &mut Writer,
    name: &str,
    number: usize,
    phrase: Option<&str>,
) -> Result<(), FormError> {
    let number = number.to_string();
    let attributes = [("name", name), ("lacv", number.as_str())];
    let Some(phrase) = phrase else {
        writer.empty("tagCategory", &attributes);
        return Ok(());
    };
    writer.open("tagCategory", &attributes);
    marking_data(writer, checked(phrase)?, &["pageTopBottom"]);
    writer.close("tagCategory");
    Ok(())
}

fn marking_data(writer: &mut Writer, phrase: &str, codes: &[&str]) {
    writer.open("markingData", &[("phrase", phrase)]);
    codes.iter().for_each(|code| writer.leaf("code", &[], code));
    writer.close("markingData");
}
