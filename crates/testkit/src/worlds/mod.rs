//! Two worlds: registries that differ only above a reader, walked as that reader and compared.
//!
//! A world is a list of steps. The plain world takes the steps that the reader may know of; the
//! fuller one takes the same and, between them, others above him. Whatever he asks of either must
//! come back in the same bytes. Every route that the server lists is walked, and a route that the
//! walk does not know stops it: a new surface joins the walk by being routed.
//!
//! A story is told by hand, as a list of [`Step`]s, or drawn by chance: a [`drawn::Script`] becomes a
//! story in which whatever only the fuller world has is above the reader who was drawn with it.

mod ask;
pub mod cast;
pub mod drawn;
mod found;
mod ground;
mod likely;
mod smallest;
mod standing;
mod step;
mod telling;
mod world;

pub use ask::{Ask, acts, ask_all, asks, reads};
pub use found::{Came, Difference, came, first_difference, first_of, walk};
pub use ground::Ground;
pub use smallest::smallest;
pub use step::{Step, Told, typed};
pub use world::{World, twins, twins_of};
