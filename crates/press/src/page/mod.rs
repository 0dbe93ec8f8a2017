//! Pages: what stands on a strip of one, how strips fall on pages, and how a page is drawn.

mod draw;
mod fall;
mod frame;

use std::rc::Rc;

use krilla::image::Image;

pub use draw::{Drawing, configuration};
pub use fall::{Page, fall};
pub use frame::Frame;

use crate::measures::Ink;
use crate::structure::Node;
use crate::text::{Line, Shaped};

/// What stands at one place.
#[derive(Clone)]
pub struct Mark {
    /// From the left edge of the sheet, in points.
    pub x: f32,
    /// From the top of its strip; for words, to their baseline.
    pub y: f32,
    pub ink: Ink,
    pub what: What,
    /// What it is part of; without, it is no part of what the document says.
    pub node: Option<Node>,
}

/// What a mark is.
#[derive(Clone)]
pub enum What {
    Words { shaped: Rc<Shaped>, line: Line },
    Rule { width: f32, thickness: f32 },
    Picture { image: Image, width: f32, height: f32 },
}

/// A bar at the left of everything that a portion holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    pub x: f32,
    pub ink: Ink,
    pub portion: Node,
}

/// How a strip holds to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// A page may end after it.
    Free,
    /// A page ends after it only where what holds together is higher than a page.
    Loose,
    /// A page ends after it only where there is no other way.
    Firm,
}

/// What no page parts.
pub struct Strip {
    /// Room above it, except at the head of a page.
    pub before: f32,
    pub height: f32,
    pub hold: Hold,
    /// Begins a page.
    pub turns: bool,
    /// Stands again above it where it begins a page.
    pub head: Option<Rc<Head>>,
    pub bars: Rc<[Bar]>,
    pub marks: Vec<Mark>,
}

/// The head of a table, as it stands again on the next page.
pub struct Head {
    pub height: f32,
    pub marks: Vec<Mark>,
}
