//! Pages for print: a plain document goes in, a PDF comes out that bears its marking at head and foot of every page.
//!
//! [`print()`] is the one verb. A [`Document`] is a title, what stands in its head and foot, and [`Block`]s in their
//! order; nothing in it says where a line or a page ends. [`Printed`] holds the bytes, how many pages they are, and
//! every character for which no font here has a picture.
//!
//! The PDF is tagged and meets PDF/UA-1 and PDF/A-2a as far as they can be checked while writing; what does not is
//! refused with a [`Fault`]. The same document gives the same bytes: no clock, no chance, no files.
//!
//! What it does not know: who may read a paper, what a marking means, where anything is kept.
//!
//! ```
//! use chancery_press::{Block, Document, Grade, Marking, print};
//!
//! let mut paper = Document::new("Talks on the Falkland Islands", jiff::civil::date(1982, 10, 14).at(9, 30, 0, 0));
//! paper.marking = Some(Marking::new("SECRET", Grade::Secret));
//! paper.reference = "S 82/1".into();
//! paper.blocks.push(Block::text("The Prime Minister saw this on 14 October."));
//! let printed = print(&paper)?;
//! assert_eq!(printed.pages, 1);
//! # Ok::<(), chancery_press::Fault>(())
//! ```

#![deny(missing_docs)]

mod document;
mod fault;
mod flow;
mod fonts;
pub mod limits;
mod measures;
mod page;
mod printing;
mod structure;
mod text;

pub use document::{
    Block, Cell, Column, CopyNumber, Document, Grade, Item, Marking, Numbering, Paper, Row, Run, Style,
};
pub use fault::Fault;
pub use printing::{Printed, print};
