//! XML SPIF: a policy as a file for other programs, and their policies read from one.
//!
//! ```text
//! SPIF
//!   securityPolicyId @name @id
//!   securityClassifications
//!     securityClassification @name @lacv @hierarchy @color
//!       equivalentClassification* @policyRef @lacv @applied   requiredCategory*
//!       markingData* requiredCategory*
//!   securityCategoryTagSets
//!     securityCategoryTagSet @name @id
//!       securityCategoryTag @name @tagType @enumType
//!         tagCategory @name @lacv @requiredClass
//!           equivalentSecCategoryTag* markingData* excludedClass* requiredCategory* excludedCategory*
//!         markingQualifier*
//!   equivalentPolicies
//!     equivalentPolicy @name @id   requiredCategory*
//!   markingData* markingQualifier*
//!
//! requiredCategory @operation=onlyOne|oneOrMore|all   categoryGroup @tagSetRef @tagType @lacv|@all
//! markingData @phrase @xml:lang                       code*
//! markingQualifier                                    qualifier @markingQualifier @qualifierCode @xml:lang
//! ```
//!
//! [`write()`] makes one of a policy (schema 2.1). [`Spif::read`] takes versions 1.0 to 2.1, in whatever order
//! the parts stand. A label or clearance is resolved against it once ([`Spif::label`],
//! [`Spif::clearance`]); then
//!
//! * [`Spif::decide`] is the access decision: the classification is held, all restrictive values are held,
//!   of the permissive values of each tag one is held; informative values do not count. Tags are told apart
//!   by their place in the file, so two of one name are two questions;
//! * [`Spif::is_valid`] tells whether the label keeps the required and excluded classes and categories;
//! * [`Spif::marking`] puts phrases together in the order of the file, with the qualifiers of each tag;
//! * [`Spif::translate`] gives the equivalent in another policy, and refuses where the file has none.
//!
//! Not looked at: selection limits (`singleSelection` and its kin), validity periods, `obsolete`, values
//! that a user types in, privacy marks, and the place of a qualifier (qualifiers say how, data say where).
//! A marking cannot be read back; the file cannot suppress a phrase of another tag.
//!
//! The file of one of our policies gives access as the policy does, the least clearance of a tag included.
//! Of its rules it has those of restrictive and informative tags: what they require and exclude, and the
//! levels that they stand with. It lists who may take a copy where a tag of the policy shows papers to others
//! than those, and then decides on taking one; the words in common that a tag of release or its absence brings;
//! and for each permissive set that nobody of it is left, which no clearance is ever to hold. It cannot list
//! free names, so labels with such do not resolve against it: circles, compartments and programs that are not
//! registered, recipients, whose a paper is. A permissive set prints its members, not the name of a group of
//! them, and nothing is left unprinted beside what shadows it: a marking in categories is not its banner.

mod label;
mod look;
mod model;
mod read;
mod rules;
mod sets;
mod translate;
mod write;

pub use label::{SpifClearance, SpifLabel, Value};
pub use look::Place;
pub use model::{Kind, Spif};
pub use write::{Issuer, write};

/// The namespace of policy files.
pub const NAMESPACE: &str = "http://www.xmlspif.org/spif";

/// The form's name in errors.
pub(crate) const FORM: &str = "a policy file";
