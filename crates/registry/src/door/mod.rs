//! The door: what a reader asks is answered from rows that hold only what he may know.
//!
//! A reader's connection cannot name a base table. The register is attached under a random schema
//! name; every table of it is shadowed by a temporary view restricted to the visible labels, or by
//! an empty one; SQLite's authorizer refuses the rest. The authorizer alone would not hold: it takes
//! a common table expression for the view whose name it bears, and never sees a column that is
//! joined by `NATURAL` or `USING`. What holds is that the base cannot be named.

mod gate;
mod pool;
mod views;

pub use gate::{Files, Gate};
pub use pool::{Door, Pass};

#[cfg(test)]
mod tests;
