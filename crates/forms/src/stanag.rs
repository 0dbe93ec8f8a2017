//! Confidentiality labels of STANAG 4774 (ADatP-4774), written and read.
//!
//! ```text
//! originatorConfidentialityLabel  @ReviewDateTime
//!   ConfidentialityInformation
//!     PolicyIdentifier @URI        the policy's name; urn:oid: and its identifier
//!     Classification               the level's name
//!     Category* @TagName @Type @URI
//!       GenericValue*              a tag's name
//!     part? @number @of            of our own namespace: which part of a product this is
//!   CreationDateTime
//! ```
//!
//! | what the label says | `Type` | `TagName` |
//! |---|---|---|
//! | restrictive tags | RESTRICTIVE | `tags` |
//! | every restrictive tag | RESTRICTIVE | `every`, with the one value `every` |
//! | permissive set | PERMISSIVE | the set's name |
//! | informative tags | INFORMATIVE | `notes` |
//! | least clearance above the level | RESTRICTIVE | `needs`, with a level's name as its one value |
//! | set of those who may take a copy | PERMISSIVE | `copy:` and the set's name |
//! | a set of whom nobody is left to read or to take a copy | RESTRICTIVE | `nobody:` and the set's name or `copy:` and that, with the one value `nobody` |
//! | words that a join keeps where all parts have them | INFORMATIVE | `common:` and the set's name |
//!
//! A 4774 label speaks of one policy. A label of several is written as so many *originator* labels: an
//! `alternativeConfidentialityLabel` is an equivalent of which a reader follows one, where every part of a
//! product must be followed. Each then bears its `part`, and is not read without the others. The product
//! that nothing constrains is no label at all.
//!
//! A permissive `Category` without values would say that nobody may read, and readers pass over one: a set of
//! whom nobody is left is a restrictive value instead, which no clearance is ever to hold. Readers that do not
//! know it shut the paper.
//!
//! A label goes out with a copy of its paper, so who may not take a copy may not read it there.
//!
//! The standard asks for a review time wherever there is no successor, so [`Issued`] has one. It lets a
//! label name its successor after a date; such a label is not read, since what it says now depends on a
//! clock.

use std::collections::BTreeSet;

use chancery_label::{Component, Label, Policies, Policy, PolicyId};
use jiff::Timestamp;

use crate::FormError;
use crate::oid::{self, Oid};
use crate::part::{self, Carried, Part, Place};
use crate::xml::{self, Element, Writer};

/// The namespace of confidentiality labels.
pub const NAMESPACE: &str = "urn:nato:stanag:4774:confidentialitymetadatalabel:1:0";

pub(crate) const FORM: &str = "a confidentiality label";
/// The tag names that are no permissive set's.
pub(crate) const TAGS: &str = "tags";
pub(crate) const EVERY: &str = "every";
pub(crate) const NOTES: &str = "notes";
pub(crate) const NEEDS: &str = "needs";
const COPY: &str = "copy:";
pub(crate) const NOBODY: &str = "nobody";
const NOBODY_OF: &str = "nobody:";
const COMMON: &str = "common:";

/// When a label was made and when it is to be looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issued {
    /// When it was made.
    pub created: Timestamp,
    /// When it is to be reviewed; that alone changes nothing.
    pub review: Timestamp,
}

/// Which of the standard's labels one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What the originator gave the paper.
    Originator,
    /// An equivalent in another policy.
    Alternative,
    /// That of the metadata themselves.
    Metadata,
}

/// How values of a category bear on access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CategoryType {
    /// The reader must hold all.
    Restrictive,
    /// The reader must hold one.
    Permissive,
    /// No bearing.
    Informative,
}

/// A category of a label as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// The tag set's name.
    pub tag_name: String,
    /// The tag set's identifier, where it is given.
    pub oid: Option<Oid>,
    /// Its bearing on access.
    pub kind: CategoryType,
    /// Its values, in the order they stand.
    pub values: Vec<String>,
}

/// A label as it stands, of whatever policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// Which of the standard's labels it is.
    pub role: Role,
    /// The policy's name.
    pub policy: String,
    /// The policy's identifier, where it is given.
    pub policy_oid: Option<Oid>,
    /// The level's name.
    pub classification: String,
    /// What is shown beside it.
    pub privacy_mark: Option<String>,
    /// The categories, in the order they stand.
    pub categories: Vec<Category>,
    /// When it was made, as written.
    pub created: Option<String>,
    /// When it is to be reviewed, as written.
    pub review: Option<String>,
    /// Whether another label takes its place at some time.
    pub has_successor: bool,
    part: Place,
}

/// Writes one originator label for each policy that constrains the label.
pub fn write(policies: &Policies, label: &Label, issued: &Issued) -> Result<Vec<String>, FormError> {
    let parts = part::carried(FORM, policies, label)?;
    let of = parts.len();
    let one = |(index, carried)| {
        let mut writer = Writer::new(FORM);
        write_one(&mut writer, carried, part::place(index, of), issued)?;
        writer.finish()
    };
    parts.iter().enumerate().map(one).collect()
}

pub(crate) fn write_one(
    writer: &mut Writer,
    carried: &Carried<'_>,
    place: Place,
    issued: &Issued,
) -> Result<(), FormError> {
    refuse_taken_names(&carried.parts)?;
    let root = "originatorConfidentialityLabel";
    writer.open(root, &[("xmlns", NAMESPACE), ("ReviewDateTime", &time(issued.review)?)]);
    writer.open("ConfidentialityInformation", &[]);
    let policy = Oid::policy(carried.id);
    writer.leaf("PolicyIdentifier", &[("URI", &policy.urn())], carried.id.as_str());
    writer.leaf("Classification", &[], token(&carried.level.name)?);
    for part in &carried.parts {
        write_category(writer, &policy, carried, part)?;
    }
    if let Some((number, of)) = place {
        let (number, of) = (number.to_string(), of.to_string());
        writer.empty("c:part", &[("xmlns:c", &own_namespace()), ("number", &number), ("of", &of)]);
    }
    writer.close("ConfidentialityInformation");
    writer.leaf("CreationDateTime", &[], &time(issued.created)?);
    writer.close(root);
    Ok(())
}

fn own_namespace() -> String {
    Oid::own(&[]).urn()
}

/// Times of the years that four digits can say.
fn time(at: Timestamp) -> Result<String, FormError> {
    let text = at.to_string();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok(text);
    }
    Err(FormError::CannotCarry { form: FORM, what: text, instead: "give a time of our era" })
}

/// Readers see names of levels with their white space collapsed, and never an empty one.
fn token(name: &str) -> Result<&str, FormError> {
    let collapsed = name.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    if collapsed == name && !name.is_empty() {
        return Ok(name);
    }
    let what = format!("the level “{name}”");
    Err(FormError::CannotCarry { form: FORM, what, instead: "give it a name with single spaces" })
}

/// A permissive set must not pass for one of those who may take a copy.
fn refuse_taken_names(parts: &[Part]) -> Result<(), FormError> {
    let taken = |part: &&Part| matches!(part, Part::Permissive { set, .. } | Part::Nobody { set } if set.starts_with(COPY));
    parts.iter().find(taken).map_or(Ok(()), |_| {
        let what = format!("a set whose name begins with “{COPY}”");
        Err(FormError::CannotCarry { form: FORM, what, instead: "give the set another name" })
    })
}

fn write_category(
    writer: &mut Writer,
    policy: &Oid,
    carried: &Carried<'_>,
    part: &Part,
) -> Result<(), FormError> {
    let one = match part {
        Part::Needs(rank) => token(part::level_name(carried.policy, *rank)?)?,
        Part::Nobody { .. } | Part::NobodyCopies { .. } => NOBODY,
        _ => EVERY,
    };
    let one = BTreeSet::from([one.to_owned()]);
    let (kind, values) = match part {
        Part::Restrictive(names) => ("RESTRICTIVE", names),
        Part::Every | Part::Needs(_) | Part::Nobody { .. } | Part::NobodyCopies { .. } => {
            ("RESTRICTIVE", &one)
        }
        Part::Informative(names) | Part::Common { words: names, .. } => ("INFORMATIVE", names),
        Part::Permissive { members, .. } | Part::Copy { members, .. } => ("PERMISSIVE", members),
    };
    let name = tag_name(part);
    let oid = tag_set(policy, part).urn();
    writer.open("Category", &[("TagName", &name), ("Type", kind), ("URI", &oid)]);
    values.iter().for_each(|value| writer.leaf("GenericValue", &[], value));
    writer.close("Category");
    Ok(())
}

/// The name of the tag set that the part is of.
pub(crate) fn tag_name(part: &Part) -> String {
    match part {
        Part::Restrictive(_) => TAGS.to_owned(),
        Part::Every => EVERY.to_owned(),
        Part::Needs(_) => NEEDS.to_owned(),
        Part::Informative(_) => NOTES.to_owned(),
        Part::Common { set, .. } => format!("{COMMON}{set}"),
        Part::Permissive { set, .. } => set.clone(),
        Part::Copy { set, .. } => format!("{COPY}{set}"),
        Part::Nobody { set } => format!("{NOBODY_OF}{set}"),
        Part::NobodyCopies { set } => format!("{NOBODY_OF}{COPY}{set}"),
    }
}

/// Reads the labels that [`write()`] wrote for one paper, all of them together.
pub fn read<T: AsRef<str>>(policies: &Policies, texts: &[T]) -> Result<Label, FormError> {
    let parsed = texts.iter().map(|text| parse(text.as_ref())).collect::<Result<Vec<_>, _>>()?;
    join(policies, parsed)
}

pub(crate) fn join(policies: &Policies, parsed: Vec<Parsed>) -> Result<Label, FormError> {
    let parts = parsed.into_iter().map(|parsed| component(policies, parsed));
    part::product(FORM, parts.collect::<Result<_, _>>()?)
}

fn component(policies: &Policies, parsed: Parsed) -> Result<(PolicyId, Component, Place), FormError> {
    if parsed.role != Role::Originator || parsed.has_successor {
        let fault = "it is no originator label, or another takes its place; settle it by hand";
        return Err(FormError::unsound(FORM, fault));
    }
    let policy = part::policy(policies, &parsed.policy)?;
    if parsed.policy_oid.is_some_and(|oid| oid != Oid::policy(policy.id())) {
        return Err(FormError::unsound(FORM, "the policy's name and identifier differ; settle it by hand"));
    }
    let rank = part::rank(policy, &parsed.classification)?;
    let parts = parsed.categories.into_iter().map(|category| category_part(policy, category));
    let parts = parts.collect::<Result<Vec<_>, _>>()?;
    Ok((policy.id().clone(), part::whole(FORM, rank, parts)?, parsed.part))
}

fn category_part(policy: &Policy, category: Category) -> Result<Part, FormError> {
    let given = category.values.len();
    let values: BTreeSet<String> = category.values.into_iter().collect();
    let filled = !values.is_empty() || category.tag_name.starts_with(COMMON);
    let once = values.len() == given && filled;
    let only = values.first().filter(|_| given == 1).cloned();
    let part = match (category.kind, category.tag_name.as_str()) {
        (CategoryType::Restrictive, EVERY) => only.filter(|value| value == EVERY).map(|_| Part::Every),
        (CategoryType::Restrictive, NEEDS) => {
            only.map(|name| part::rank(policy, &name)).transpose()?.map(Part::Needs)
        }
        (CategoryType::Restrictive, TAGS) => Some(Part::Restrictive(values)),
        (CategoryType::Restrictive, name) => {
            only.filter(|value| value == NOBODY).and_then(|_| name.strip_prefix(NOBODY_OF)).map(nobody)
        }
        (CategoryType::Informative, NOTES) => Some(Part::Informative(values)),
        (CategoryType::Informative, name) => {
            name.strip_prefix(COMMON).map(|set| Part::Common { set: set.into(), words: values })
        }
        (CategoryType::Permissive, name) => Some(match name.strip_prefix(COPY) {
            Some(set) => Part::Copy { set: set.into(), members: values },
            None => Part::Permissive { set: name.into(), members: values },
        }),
    };
    let own = Oid::policy(policy.id());
    let agrees = |part: &Part| category.oid.is_none_or(|oid| oid == tag_set(&own, part));
    part.filter(|part| once && agrees(part)).ok_or_else(|| {
        let name = category.tag_name;
        FormError::unsound(FORM, format!("the category “{name}” is not as we write one; settle it by hand"))
    })
}

fn nobody(name: &str) -> Part {
    match name.strip_prefix(COPY) {
        Some(set) => Part::NobodyCopies { set: set.into() },
        None => Part::Nobody { set: name.into() },
    }
}

/// The identifier of the tag set that the part is of.
pub(crate) fn tag_set(policy: &Oid, part: &Part) -> Oid {
    match part {
        Part::Restrictive(_) => policy.child(&[1]),
        Part::Every => policy.child(&[2]),
        Part::Informative(_) => policy.child(&[3]),
        Part::Permissive { set, .. } => policy.child(&[4, oid::number(set)]),
        Part::Needs(_) => policy.child(&[5]),
        Part::Copy { set, .. } => policy.child(&[6, oid::number(set)]),
        Part::Common { set, .. } => policy.child(&[7, oid::number(set)]),
        Part::Nobody { set } => policy.child(&[8, oid::number(set)]),
        Part::NobodyCopies { set } => policy.child(&[9, oid::number(set)]),
    }
}

/// Reads a label as it stands, whatever its policy.
pub fn parse(text: &str) -> Result<Parsed, FormError> {
    from_element(&xml::read(FORM, text)?)
}

pub(crate) fn from_element(root: &Element) -> Result<Parsed, FormError> {
    let role = match root.name.as_str() {
        "originatorConfidentialityLabel" | "ConfidentialityLabel" => Role::Originator,
        "alternativeConfidentialityLabel" => Role::Alternative,
        "metadataConfidentialityLabel" => Role::Metadata,
        _ => return Err(misplaced(root)),
    };
    if root.namespace.as_deref() != Some(NAMESPACE) {
        return Err(misplaced(root));
    }
    known(root, &["ConfidentialityInformation", "OriginatorID", "CreationDateTime", "SuccessionHandling"])?;
    let information = once(root, "ConfidentialityInformation")?.ok_or_else(|| misplaced(root))?;
    known(information, &["PolicyIdentifier", "Classification", "PrivacyMark", "Category"])?;
    let policy = once(information, "PolicyIdentifier")?.ok_or_else(|| misplaced(information))?;
    let classification = once(information, "Classification")?.ok_or_else(|| misplaced(information))?;
    Ok(Parsed {
        role,
        policy: policy.token(),
        policy_oid: policy.attribute("URI").map(urn_oid).transpose()?,
        classification: classification.token(),
        privacy_mark: once(information, "PrivacyMark")?.map(|mark| mark.text.clone()),
        categories: information.named("Category").map(category).collect::<Result<_, _>>()?,
        created: once(root, "CreationDateTime")?.map(Element::token),
        review: root.attribute("ReviewDateTime").map(str::to_owned),
        has_successor: once(root, "SuccessionHandling")?.is_some(),
        part: place(information)?,
    })
}

fn misplaced(element: &Element) -> FormError {
    FormError::unreadable(FORM, element.at, format!("“{}” is not what stands here", element.name))
}

/// Elements of the label's own namespace must be known; those of others may be passed over by the standard.
fn known(element: &Element, names: &[&str]) -> Result<(), FormError> {
    let strange = |child: &&Element| {
        child.namespace == element.namespace && !names.contains(&child.name.as_str())
            || child.namespace.is_none()
    };
    element.children.iter().find(strange).map_or(Ok(()), |child| Err(misplaced(child)))
}

fn once<'a>(element: &'a Element, name: &'a str) -> Result<Option<&'a Element>, FormError> {
    let mut found = element.named(name);
    let first = found.next();
    found.next().map_or(Ok(first), |second| Err(misplaced(second)))
}

fn urn_oid(urn: &str) -> Result<Oid, FormError> {
    let wrong = || FormError::unsound(FORM, "a URI is no urn:oid:; correct it");
    urn.strip_prefix("urn:oid:").ok_or_else(wrong)?.parse()
}

fn category(element: &Element) -> Result<Category, FormError> {
    let kind = match element.attribute("Type") {
        Some("RESTRICTIVE") => CategoryType::Restrictive,
        Some("PERMISSIVE") => CategoryType::Permissive,
        Some("INFORMATIVE") => CategoryType::Informative,
        _ => return Err(FormError::unreadable(FORM, element.at, "a category has no type that is known")),
    };
    known(element, &["GenericValue"])?;
    let tag_name = element.attribute("TagName").ok_or_else(|| misplaced(element))?.to_owned();
    let values = element.named("GenericValue").map(|value| value.text.clone()).collect();
    let oid = element.attribute("URI").map(urn_oid).transpose()?;
    Ok(Category { tag_name, oid, kind, values })
}

fn place(information: &Element) -> Result<Place, FormError> {
    let own = own_namespace();
    let Some(part) = information.children.iter().find(|child| child.is(&own, "part")) else {
        return Ok(None);
    };
    let number = |name| part.attribute(name).and_then(|text| text.parse::<u64>().ok());
    match (number("number"), number("of")) {
        (Some(number), Some(of)) => Ok(Some((number, of))),
        _ => Err(misplaced(part)),
    }
}
