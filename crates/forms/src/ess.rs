//! Security labels of Enhanced Security Services (RFC 2634, X.841) in DER.
//!
//! ```text
//! ESSSecurityLabel ::= SET {
//!   security-policy-identifier OBJECT IDENTIFIER,            -- see `Oid::policy`
//!   security-classification    INTEGER (0..256) OPTIONAL,    -- 6 + rank of the level
//!   privacy-mark               CHOICE { pString PrintableString (SIZE (1..128)),
//!                                       utf8String UTF8String (SIZE (1..MAX)) } OPTIONAL,
//!   security-categories        SET SIZE (1..64) OF SecurityCategory OPTIONAL }
//!
//! SecurityCategory ::= SEQUENCE {
//!   type  [0] IMPLICIT OBJECT IDENTIFIER,
//!   value [1] EXPLICIT ANY DEFINED BY type }
//! ```
//!
//! The numbers 0 to 5 are the basic classifications of the standard; those of a policy of one's own begin
//! above them, so that none is ever taken for a basic one. The privacy mark is the banner, to be shown by
//! programs that know no more of the policy; nothing is read from it. The category types are ours:
//!
//! ```text
//! ChanceryCategories DEFINITIONS EXPLICIT TAGS ::= BEGIN
//!   chancery    OBJECT IDENTIFIER ::= { joint-iso-itu-t uuid(25) 717079259807052656031511022243142419 }
//!   id-category OBJECT IDENTIFIER ::= { chancery 2 }
//!   -- { id-category 1 }  the reader must hold all
//!   RestrictiveTags ::= SET SIZE (1..MAX) OF UTF8String
//!   -- { id-category 2 }  the reader must hold every tag there is
//!   EveryTag ::= NULL
//!   -- { id-category 3 }  the reader must be one of the members
//!   PermissiveSet ::= SEQUENCE { set UTF8String, members SET SIZE (1..MAX) OF UTF8String }
//!   -- { id-category 4 }  no bearing on access
//!   InformativeTags ::= SET SIZE (1..MAX) OF UTF8String
//!   -- { id-category 5 }  which part of a product this is
//!   Part ::= SEQUENCE { number INTEGER (1..MAX), of INTEGER (2..MAX) }
//!   -- { id-category 6 }  the least classification for which the reader must be cleared
//!   LeastClearance ::= INTEGER (6..256)
//!   -- { id-category 7 }  whoever takes a copy must be one of the members
//!   CopySet ::= PermissiveSet
//!   -- { id-category 8 }  no bearing on access; a join keeps the words of all its parts
//!   CommonWords ::= SEQUENCE { set UTF8String, words SET OF UTF8String }
//!   -- { id-category 9 }  the set of which no member is left: nobody may read
//!   Nobody ::= UTF8String
//!   -- { id-category 10 }  the set of which no member is left that may take a copy
//!   NobodyCopies ::= UTF8String
//! END
//! ```
//!
//! A security label speaks of one policy, so a label of several is written as several, each with its `Part`
//! and none read without the others. Names stand in categories as they are rather than as bits of a map:
//! a bit would change its meaning whenever a policy came to have a tag more. Reading takes DER only.

use std::collections::BTreeSet;

use chancery_label::{Component, Label, Policies, Policy, PolicyId};

use crate::FormError;
use crate::der::{self, Reader, Value};
use crate::error::check_length;
use crate::oid::{self, Oid};
use crate::part::{self, Carried, Part, Place};

/// Longest encoding that is read.
pub const ESS_BYTES_MAX: usize = 65_536;
/// Most categories that a label may have.
pub const CATEGORIES_MAX: usize = 64;

const FORM: &str = "a security label";

const RESTRICTIVE: u128 = 1;
const EVERY: u128 = 2;
const PERMISSIVE: u128 = 3;
const INFORMATIVE: u128 = 4;
const PART: u128 = 5;
const NEEDS: u128 = 6;
const COPY: u128 = 7;
const COMMON: u128 = 8;
const NOBODY: u128 = 9;
const NOBODY_COPIES: u128 = 10;

/// A category of a label as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its type.
    pub kind: Oid,
    /// The encoding of its value.
    pub value: Vec<u8>,
}

/// A label as it stands, of whatever policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The policy, where it is given.
    pub policy: Option<Oid>,
    /// The classification, where it is given.
    pub classification: Option<u64>,
    /// What is shown beside it.
    pub privacy_mark: Option<String>,
    /// The categories, in the order of their encodings.
    pub categories: Vec<Category>,
}

/// Writes one security label for each policy that constrains the label.
pub fn write(policies: &Policies, label: &Label) -> Result<Vec<Vec<u8>>, FormError> {
    let parts = part::carried(FORM, policies, label)?;
    let one = |(index, carried)| write_one(policies, label, carried, part::place(index, parts.len()));
    parts.iter().enumerate().map(one).collect()
}

fn write_one(
    policies: &Policies,
    label: &Label,
    carried: &Carried<'_>,
    place: Place,
) -> Result<Vec<u8>, FormError> {
    let mut categories: Vec<Vec<u8>> = carried.parts.iter().map(category).collect();
    categories.extend(place.map(|(number, of)| part_category(number, of)));
    if categories.len() > CATEGORIES_MAX {
        let what = format!("more than {CATEGORIES_MAX} categories");
        return Err(FormError::CannotCarry { form: FORM, what, instead: "use the canonical text" });
    }
    let mut fields = vec![
        der::tlv(der::OID, &Oid::policy(carried.id).to_der()),
        der::integer(part::lacv(carried.rank)),
        der::utf8(&banner(policies, label, carried)),
    ];
    if !categories.is_empty() {
        fields.push(der::set(categories));
    }
    let bytes = der::set(fields);
    check_length(FORM, bytes.len(), ESS_BYTES_MAX)?;
    Ok(bytes)
}

fn banner(policies: &Policies, label: &Label, carried: &Carried<'_>) -> String {
    let component = label.component(carried.id).cloned().unwrap_or_default();
    policies.print(&Label::of(carried.id.clone(), component)).banner
}

fn category(part: &Part) -> Vec<u8> {
    let names = |names: &BTreeSet<String>| der::set(names.iter().map(|name| der::utf8(name)).collect());
    let set_of = |set: &str, members| der::tlv(der::SEQUENCE, &[der::utf8(set), names(members)].concat());
    match part {
        Part::Restrictive(tags) => typed(RESTRICTIVE, &names(tags)),
        Part::Every => typed(EVERY, &der::tlv(der::NULL, &[])),
        Part::Permissive { set, members } => typed(PERMISSIVE, &set_of(set, members)),
        Part::Informative(tags) => typed(INFORMATIVE, &names(tags)),
        Part::Needs(rank) => typed(NEEDS, &der::integer(part::lacv(*rank))),
        Part::Copy { set, members } => typed(COPY, &set_of(set, members)),
        Part::Common { set, words } => typed(COMMON, &set_of(set, words)),
        Part::Nobody { set } => typed(NOBODY, &der::utf8(set)),
        Part::NobodyCopies { set } => typed(NOBODY_COPIES, &der::utf8(set)),
    }
}

fn part_category(number: u64, of: u64) -> Vec<u8> {
    typed(PART, &der::tlv(der::SEQUENCE, &[der::integer(number), der::integer(of)].concat()))
}

fn typed(kind: u128, value: &[u8]) -> Vec<u8> {
    let kind = der::tlv(der::CONTEXT_0, &Oid::own(&[2, kind]).to_der());
    der::tlv(der::SEQUENCE, &[kind, der::tlv(der::CONTEXT_1, value)].concat())
}

/// Reads the security labels that [`write()`] wrote for one paper, all of them together.
pub fn read<T: AsRef<[u8]>>(policies: &Policies, labels: &[T]) -> Result<Label, FormError> {
    let parts = labels.iter().map(|bytes| component(policies, parse(bytes.as_ref())?));
    part::product(FORM, parts.collect::<Result<_, _>>()?)
}

fn component(policies: &Policies, parsed: Parsed) -> Result<(PolicyId, Component, Place), FormError> {
    let absent = || FormError::unsound(FORM, "the policy or the classification is not given; ask for both");
    let oid = parsed.policy.ok_or_else(absent)?;
    let id = oid::find(policies, &oid).ok_or_else(|| FormError::UnknownPolicy(oid.to_string()))?;
    let policy = part::policy(policies, id.as_str())?;
    let rank = part::rank_of_lacv(policy, parsed.classification.ok_or_else(absent)?)?;
    let mut place = None;
    let mut parts = Vec::new();
    for category in parsed.categories {
        match category_value(policy, &category)? {
            Said::Part(part) => parts.push(part),
            Said::Place(number, of) if place.is_none() => place = Some((number, of)),
            Said::Place(..) => return Err(FormError::unsound(FORM, "its place in a product comes twice")),
        }
    }
    Ok((id.clone(), part::whole(FORM, rank, parts)?, place))
}

enum Said {
    Part(Part),
    Place(u64, u64),
}

fn category_value(policy: &Policy, category: &Category) -> Result<Said, FormError> {
    let kind = (1..=NOBODY_COPIES).find(|kind| category.kind == Oid::own(&[2, *kind]));
    let mut reader = Reader::new(FORM, &category.value);
    let said = match kind {
        Some(RESTRICTIVE) => Said::Part(Part::Restrictive(names(&mut reader)?)),
        Some(INFORMATIVE) => Said::Part(Part::Informative(names(&mut reader)?)),
        Some(EVERY) if reader.expect(der::NULL)?.is_empty() => Said::Part(Part::Every),
        Some(NEEDS) => Said::Part(Part::Needs(part::rank_of_lacv(policy, reader.integer()?)?)),
        Some(kind @ (PERMISSIVE | COPY | COMMON)) => Said::Part(set_part(kind, &mut reader)?),
        Some(NOBODY) => Said::Part(Part::Nobody { set: reader.utf8()? }),
        Some(NOBODY_COPIES) => Said::Part(Part::NobodyCopies { set: reader.utf8()? }),
        Some(PART) => {
            let mut inner = Reader::new(FORM, reader.expect(der::SEQUENCE)?);
            let place = Said::Place(inner.integer()?, inner.integer()?);
            inner.end()?;
            place
        }
        _ => {
            let fault = format!("the category type {} is not known; settle it by hand", category.kind);
            return Err(FormError::unsound(FORM, fault));
        }
    };
    reader.end()?;
    Ok(said)
}

fn set_part(kind: u128, reader: &mut Reader<'_>) -> Result<Part, FormError> {
    let mut inner = Reader::new(FORM, reader.expect(der::SEQUENCE)?);
    let set = inner.utf8()?;
    let part = match kind {
        COMMON => Part::Common { set, words: any_names(&mut inner)? },
        COPY => Part::Copy { set, members: names(&mut inner)? },
        _ => Part::Permissive { set, members: names(&mut inner)? },
    };
    inner.end()?;
    Ok(part)
}

fn names(reader: &mut Reader<'_>) -> Result<BTreeSet<String>, FormError> {
    let names = any_names(reader)?;
    if names.is_empty() { Err(reader.fault("a list of names is empty")) } else { Ok(names) }
}

fn any_names(reader: &mut Reader<'_>) -> Result<BTreeSet<String>, FormError> {
    let members = reader.set_of()?;
    let text = |value: &Value<'_>| {
        Some(value).filter(|value| value.tag == der::UTF8).and_then(|v| der::text(v.content))
    };
    let names: Option<BTreeSet<String>> = members.iter().map(text).collect();
    names.ok_or_else(|| reader.fault("a list of names holds what is none"))
}

/// Reads a security label as it stands, whatever its policy.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormError> {
    check_length(FORM, bytes.len(), ESS_BYTES_MAX)?;
    let mut reader = Reader::new(FORM, bytes);
    let fields = reader.set_of()?;
    reader.end()?;
    let mut parsed = Parsed::default();
    for field in fields {
        take(&mut parsed, field, &reader)?;
    }
    Ok(parsed)
}

fn take(parsed: &mut Parsed, field: Value<'_>, reader: &Reader<'_>) -> Result<(), FormError> {
    let twice = match field.tag {
        der::OID => parsed.policy.replace(der::oid(field.content)?).is_some(),
        der::INTEGER => {
            let number = der::number(field.content).filter(|number| *number <= 256);
            let number = number.ok_or_else(|| reader.fault("the classification is not from 0 to 256"))?;
            parsed.classification.replace(number).is_some()
        }
        der::UTF8 | der::PRINTABLE => {
            let printable = field.tag == der::UTF8 || field.content.iter().copied().all(der::is_printable);
            let mark = der::text(field.content).filter(|mark| printable && !mark.is_empty());
            let mark = mark.ok_or_else(|| reader.fault("the privacy mark is empty or no text"))?;
            parsed.privacy_mark.replace(mark).is_some()
        }
        der::SET if parsed.categories.is_empty() => {
            parsed.categories = categories(field.content)?;
            parsed.categories.is_empty() || parsed.categories.len() > CATEGORIES_MAX
        }
        _ => true,
    };
    if twice { Err(reader.fault("a field is there twice, empty, too long or not known")) } else { Ok(()) }
}

fn categories(content: &[u8]) -> Result<Vec<Category>, FormError> {
    let set = der::tlv(der::SET, content);
    let members = Reader::new(FORM, &set).set_of()?;
    let category = |value: &Value<'_>| {
        let mut reader = Reader::new(FORM, value.content);
        if value.tag != der::SEQUENCE {
            return Err(reader.fault("a category is no sequence"));
        }
        let kind = der::oid(reader.expect(der::CONTEXT_0)?)?;
        let value = reader.expect(der::CONTEXT_1)?.to_vec();
        reader.end()?;
        Ok(Category { kind, value })
    };
    members.iter().map(category).collect()
}
