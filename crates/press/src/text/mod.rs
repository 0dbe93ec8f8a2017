//! Text: from runs to lines of glyphs.

mod cast;
mod clean;
mod lines;
mod shape;

pub use clean::{Prose, clean, plain};
pub use lines::Line;
pub use shape::{Shaped, Shaper};
