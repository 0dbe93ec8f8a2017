//! Answers about markings themselves: what one says, who may read under it, how two lie to one another.

use serde::Serialize;

use super::Marked;

/// A marking looked up, alone or beside another.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MarkingPage {
    /// What was typed.
    pub typed: String,
    /// What was typed beside it.
    pub beside: String,
    /// What the first says; none where nothing was typed or it does not read.
    pub first: Option<MarkingRead>,
    /// What the second says.
    pub second: Option<MarkingRead>,
    /// Where the first that does not read is at fault.
    pub fault: Option<FaultShown>,
    /// How the two lie to one another, where both read.
    pub lattice: Option<LatticeShown>,
    /// The policies in force, by their names in print.
    pub policies: Vec<String>,
}

/// Where a marking cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FaultShown {
    /// What stands before the fault.
    pub before: String,
    /// What cannot be read; empty where it ends too soon.
    pub found: String,
    /// What stands behind it.
    pub after: String,
    /// What could have stood there.
    pub expected: String,
}

/// What a marking says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MarkingRead {
    /// As it is printed.
    pub marked: Marked,
    /// The short form that stands before a paragraph.
    pub portion: String,
    /// What it says that it covers.
    pub covers: Option<Marked>,
    /// Each element with its meaning and where that is laid down.
    pub says: Vec<SaidShown>,
    /// Who may read it, and who may take a copy away, in words.
    pub who: Vec<String>,
    /// Liberties that were taken in reading it, and how it should stand.
    pub warnings: Vec<String>,
    /// The reader himself may read what bears it.
    pub may_read: bool,
    /// In other syntaxes, each by its name.
    pub forms: Vec<(String, String)>,
}

/// An element of a marking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SaidShown {
    /// The element as printed: "SECRET", "UK EYES A".
    pub element: String,
    /// What it means.
    pub means: String,
    /// Where that is laid down.
    pub cite: String,
}

/// Two labels in their lattice: everything from what both may see up to what bears both.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LatticeShown {
    /// How the first lies to the second, in words.
    pub relation: String,
    /// Labels, the lowest first.
    pub nodes: Vec<NodeShown>,
    /// Which lies directly above which: lower, upper, as places in `nodes`.
    pub edges: Vec<(usize, usize)>,
}

/// A label in a lattice.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NodeShown {
    /// Its marking.
    pub marked: Marked,
    /// How many steps it lies above the lowest.
    pub height: u32,
    /// "first", "second", "both", "join", "meet" or nothing.
    pub role: &'static str,
}
