//! Writing a policy as a policy file.

use std::collections::{BTreeMap, BTreeSet};

use chancery_label::Policy;
use jiff::Timestamp;

use super::sets::{Set, Value, sets};
use super::{FORM, NAMESPACE};
use crate::part;
use crate::stanag::tag_set;
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
    let sets = sets(policy);
    refuse_double(&sets)?;
    if !sets.is_empty() {
        writer.open("securityCategoryTagSets", &[]);
        for set in &sets {
            write_set(&mut writer, policy, &sets, set)?;
        }
        writer.close("securityCategoryTagSets");
    }
    // A banner of ours begins with the level.
    marking_data(&mut writer, None, Some(""), &["replacePolicy", "pageTopBottom"])?;
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
        let (background, _) = colour::of_level(level);
        // The schema wants every colour once; of two levels of one colour the lower has it.
        if colours.insert(background.to_ascii_uppercase()) {
            attributes.push(("color", &background));
        }
        writer.open("securityClassification", &attributes);
        in_languages(writer, &level.term.names)?;
        writer.close("securityClassification");
    }
    writer.close("securityClassifications");
    Ok(())
}

/// Sets are told apart by name, and those of restrictive and informative tags have names of their own.
fn refuse_double(sets: &[Set<'_>]) -> Result<(), FormError> {
    let mut names = BTreeSet::new();
    sets.iter().map(Set::name).find(|name| !names.insert(name.clone())).map_or(Ok(()), |name| {
        let what = format!("a second tag set of the name “{name}”");
        Err(FormError::CannotCarry { form: FORM, what, instead: "give the set another name in the policy" })
    })
}

fn in_languages(writer: &mut Writer, names: &BTreeMap<String, String>) -> Result<(), FormError> {
    names
        .iter()
        .try_for_each(|(language, name)| marking_data(writer, Some(language), Some(name), &["pageTopBottom"]))
}

fn checked(name: &str) -> Result<&str, FormError> {
    if name.chars().count() <= NAME_CHARS_MAX {
        return Ok(name);
    }
    let what = format!("a name of more than {NAME_CHARS_MAX} characters");
    Err(FormError::CannotCarry { form: FORM, what, instead: "shorten it in the policy" })
}

fn write_set(writer: &mut Writer, policy: &Policy, sets: &[Set<'_>], set: &Set<'_>) -> Result<(), FormError> {
    let oid = tag_set(&Oid::policy(policy.id()), &set.part).to_string();
    let set_name = set.name();
    writer.open("securityCategoryTagSet", &[("name", checked(&set_name)?), ("id", &oid)]);
    let name = [("name", set_name.as_str())];
    let attributes: Vec<(&str, &str)> = name.iter().chain(set.kind()).copied().collect();
    writer.open("securityCategoryTag", &attributes);
    for (number, value) in (1_u64..).zip(&set.values) {
        write_value(writer, policy, sets, value, number)?;
    }
    writer.open("markingQualifier", &[("markingCode", "pageTopBottom")]);
    if let Some(prefix) = set.prefix() {
        writer.empty("qualifier", &[("markingQualifier", prefix), ("qualifierCode", "prefix")]);
    }
    writer.empty("qualifier", &[("markingQualifier", set.separator()), ("qualifierCode", "separator")]);
    writer.close("markingQualifier");
    writer.close("securityCategoryTag");
    writer.close("securityCategoryTagSet");
    Ok(())
}

fn write_value(
    writer: &mut Writer,
    policy: &Policy,
    sets: &[Set<'_>],
    value: &Value<'_>,
    number: u64,
) -> Result<(), FormError> {
    writer.open("tagCategory", &[("name", &value.name), ("lacv", &number.to_string())]);
    if value.hidden {
        marking_data(writer, None, None, &["noNameDisplay", "pageTopBottom"])?;
    } else if let Some(phrase) = value.phrase {
        marking_data(writer, None, Some(phrase), &["pageTopBottom"])?;
    }
    if let Some(tag) = value.tag {
        in_languages(writer, &tag.term.names)?;
        let barred = |name: &str| {
            let bounds = &tag.bounds;
            let elsewhere = !bounds.levels.is_empty() && !bounds.levels.iter().any(|level| level == name);
            elsewhere || bounds.excludes.iter().any(|excluded| excluded == name)
        };
        let classes = policy.levels().iter().map(|level| level.name.as_str()).filter(|name| barred(name));
        classes.for_each(|class| writer.leaf("excludedClass", &[], class));
        for required in tag.bounds.requires.iter().filter_map(|name| selection(sets, name)) {
            writer.open("requiredCategory", &[("operation", "all")]);
            required.write(writer, "categoryGroup");
            writer.close("requiredCategory");
        }
        let excluded = tag.bounds.excludes.iter().filter_map(|name| selection(sets, name));
        excluded.for_each(|excluded| excluded.write(writer, "excludedCategory"));
    }
    writer.close("tagCategory");
    Ok(())
}

/// A value that a rule speaks of.
struct Selection<'a> {
    set: &'a Set<'a>,
    number: u64,
}

impl Selection<'_> {
    fn write(&self, writer: &mut Writer, element: &str) {
        let (number, name) = (self.number.to_string(), self.set.name());
        let kind = self.set.kind().iter().filter(|(name, _)| *name != "tag7Encoding");
        let attributes: Vec<(&str, &str)> = [("tagSetRef", name.as_str())]
            .iter()
            .chain(kind)
            .chain(&[("lacv", number.as_str())])
            .copied()
            .collect();
        writer.empty(element, &attributes);
    }
}

fn selection<'a>(sets: &'a [Set<'a>], name: &str) -> Option<Selection<'a>> {
    sets.iter().find_map(|set| {
        let of_tag = |value: &Value<'_>| value.tag.is_some_and(|tag| tag.name == name);
        let (number, _) = (1_u64..).zip(&set.values).find(|(_, value)| of_tag(value))?;
        Some(Selection { set, number })
    })
}

fn marking_data(
    writer: &mut Writer,
    language: Option<&str>,
    phrase: Option<&str>,
    codes: &[&str],
) -> Result<(), FormError> {
    let language = language.map(|language| ("xml:lang", language));
    let phrase = phrase.map(|phrase| Ok::<_, FormError>(("phrase", checked(phrase)?))).transpose()?;
    let attributes: Vec<(&str, &str)> = language.into_iter().chain(phrase).collect();
    writer.open("markingData", &attributes);
    codes.iter().for_each(|code| writer.leaf("code", &[], code));
    writer.close("markingData");
    Ok(())
}
