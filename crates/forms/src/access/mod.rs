//! Access expressions: what a reader must hold, as a boolean expression of tokens.
//!
//! The grammar is that of Accumulo 4 (`accumulo-access`):
//!
//! ```text
//! access-expression = [expression]                 ; empty: everybody
//! expression        = term [and-tail / or-tail]
//! and-tail          = "&" term [and-tail]
//! or-tail           = "|" term [or-tail]
//! term              = token / "(" expression ")"
//! token             = 1*(ALPHA / DIGIT / "_" / "-" / "." / ":" / "/")
//!                   / DQUOTE 1*(any character but DQUOTE and "\" / "\" DQUOTE / "\\") DQUOTE
//! ```
//!
//! `&` and `|` do not mix without parentheses. There is no negation, so more tokens never see less.
//!
//! A label is written as one conjunction. Under the policy `p` it asks for these tokens:
//!
//! | what the label says | tokens |
//! |---|---|
//! | level | `p:LEVEL`; a clearance holds the token of its own level and of every lower one |
//! | restrictive tag | `p/tag/NAME`; where the policy does not list the name, `(p/every\|p/tag/NAME)` |
//! | every restrictive tag | `p/every`, which a clearance holds that holds every tag |
//! | permissive set | `(p/set/SET/A\|p/set/SET/B)`; a clearance holds its one affiliation in each set that the policy knows |
//! | least clearance above the level | `p:LEVEL` a second time, with that level |
//! | set of those who may take a copy | as the permissive set, with `copy` for `set` |
//! | set that admits nobody | `p/no-set/SET` or `p/no-copy/SET`, which no clearance holds |
//!
//! An expression goes out with a copy of its paper, so [`write()`] asks for a reader who may have one;
//! [`reading()`] asks for reading alone.
//!
//! The tokens of one policy never satisfy another's. Informative tags have no effect on access and no place
//! here: write [`chancery_label::Label::access`] of a label that bears some. The label that nothing
//! constrains is the empty expression; no other label is, and an empty expression is refused on reading
//! unless it is asked for.
//!
//! ```
//! use chancery_forms::access;
//! use chancery_label::{Clearance, Cleared, Policies, PolicyId, UK_1982};
//! let policies = Policies::compiled();
//! let uk = PolicyId::new(UK_1982);
//! let label = policies.parse(&[uk.clone()], "SECRET UK EYES B LOCSEN").unwrap().own.unwrap();
//! let expression = access::write(&policies, &label).unwrap();
//! assert_eq!(
//!     expression.to_string(),
//!     "uk-1982/tag/LOCSEN&uk-1982:SECRET&(uk-1982/set/eyes/UK-OFFICIAL|uk-1982/set/eyes/UK-POST)"
//! );
//! let cleared = Cleared { level: 4, affiliation: Some("UK-POST".into()), ..Cleared::default() };
//! let reader = Clearance::none().with(uk, cleared);
//! assert!(!expression.evaluate(&access::authorizations(&policies, &reader)));
//! ```

mod expression;
mod label;
mod parse;

pub use expression::{Authorizations, Expression};
pub use label::{authorizations, read, reading, write};
pub use parse::{EXPRESSION_BYTES_MAX, EXPRESSION_DEPTH_MAX};

/// The form's name in errors.
pub(crate) const FORM: &str = "an access expression";
