//! Policies, labels, markings, dominance and join.
//!
//! A marking is what somebody typed ("SECRET UK EYES A"). A [`Policy`], which is data, reads it into a
//! [`Label`]: for each policy a level and sets of tags. Labels form a lattice: [`Label::join`] is what a
//! paper bears when it carries several, [`Label::dominates`] compares two, and [`Clearance::opens`] says
//! who may read, [`Clearance::may_copy`] who may take a copy away. What cannot be read is a [`Fault`], never
//! an absence of constraint; what is read though it is not written as the policy has it is a [`Warning`].
//!
//! Reading, joining and printing are three stages: what a marking leaves unsaid is added when it is read,
//! a join adds and hides nothing, and what a stronger word hides is left out in [`Policies::print`] alone.
//! [`Policies::explain`] says in words what a label means, [`Policies::why`] how a decision came about.
//!
//! ```
//! use chancery_label::{Clearance, Cleared, Policies, PolicyId, UK_1982};
//! let policies = Policies::compiled();
//! let uk = PolicyId::new(UK_1982);
//! let marking = policies.parse(&[uk.clone()], "T O P  S E C R E T and UK Eyes A")?;
//! let label = marking.own.unwrap_or_else(|| policies.top());
//! assert_eq!(policies.print(&label).banner, "TOP SECRET UK EYES A");
//!
//! let official = Cleared { level: 4, affiliation: Some("UK-OFFICIAL".into()), ..Cleared::default() };
//! assert!(Clearance::none().with(uk.clone(), official).opens(&label));
//! assert!(!Clearance::none().with(uk, Cleared { level: 4, ..Cleared::default() }).opens(&label));
//! # Ok::<(), chancery_label::Fault>(())
//! ```

mod axes;
mod bits;
mod borne;
mod bounds;
mod build;
mod categories;
mod check;
mod clearance;
mod component;
mod cover;
mod day;
mod equivalence;
mod explain;
mod file;
mod grade;
mod label;
mod lattice;
mod lex;
mod liberty;
mod list;
mod marking;
mod parse;
mod phrases;
mod pieces;
mod policies;
mod policy;
mod portion;
mod print;
mod prose;
mod rules;
mod series;
mod tables;
mod tags;
mod term;
mod unsaid;
mod why;

pub use clearance::{Clearance, Cleared};
pub use component::Component;
pub use cover::covering;
pub use day::{Day, NotADay};
pub use equivalence::{Equivalent, NoEquivalent};
pub use explain::{Element, Explained};
pub use grade::Grade;
pub use label::{
    EU, LABEL_BYTES_MAX, Label, LabelError, NATO, PolicyId, REGISTRY, TLP, UK_1982, UK_GSC, US_CAPCO,
    US_HISTORICAL,
};
pub use lattice::{Lattice, NODES_MAX, Node, Relation, Role};
pub use marking::{Fault, Marking, TYPED_BYTES_MAX, Warning};
pub use policies::Policies;
pub use policy::{LEVELS_MAX, POLICY_BYTES_MAX, Policy, PolicyError};
pub use print::Printed;
pub use prose::SENTENCE_BYTES_MAX;
pub use rules::Breach;
pub use tables::{TABLES_BYTES_MAX, Tables};
pub use tags::Tags;
pub use term::{
    Colour, Group, Level, List, Place, PortionForm, Refusal, ReleaseRole, Rule, Saying, Side, Tag, TagBounds,
    TagKind, TagPlace, Term,
};
pub use why::{Asks, Reason};
