//! Pages of a paper that came as pages, and where the words stand on them.

use serde::{Deserialize, Serialize};

use crate::act::Body;
use crate::worded;

/// One page of a paper that came as pages. Places on it are in dots from the top left of its picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its number among the pages of the paper, from one.
    pub number: u32,
    /// Width of its picture.
    pub width: u32,
    /// Height of its picture.
    pub height: u32,
    /// Where its text comes from.
    pub source: PageSource,
    /// The byte of the paper's first text where its own begins.
    pub start: u32,
    /// The byte where it ends; the same where it has none.
    pub end: u32,
    /// How sure its reader was of its words on average, of a hundred; none where the file states them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sure: Option<u8>,
    /// What is to be known of it, one sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Its picture, as PNG; none where none could be made, or where it shows another paper too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Body>,
}

impl Page {
    /// The name of the part that its picture is.
    pub fn part(&self) -> String {
        part(self.number)
    }
}

/// The name of the part that a page's picture is.
pub fn part(number: u32) -> String {
    format!("page {number}")
}

worded! {
    /// Where a page's text comes from.
    pub enum PageSource {
        /// Words that the page shows.
        Shown = "shown" => "words as the file states them",
        /// An invisible layer that somebody's OCR laid over the picture.
        Layer = "layer" => "words from somebody's OCR",
        /// Read from the picture here.
        Read = "read" => "words read from the picture",
        /// Nowhere: the page is a picture, and it was not read.
        Unread = "unread" => "not read",
        /// Nowhere: there is nothing on the page.
        Blank = "blank",
    }
}

/// A word of the first text and its place on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Byte of the text where it starts.
    pub start: u32,
    /// Byte where it ends.
    pub end: u32,
    /// Its place.
    pub place: Place,
    /// Its reader was unsure of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub doubtful: bool,
}

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Width.
    pub w: u32,
    /// Height.
    pub h: u32,
}

impl Place {
    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn join(self, other: Place) -> Place {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let right = self.x.saturating_add(self.w).max(other.x.saturating_add(other.w));
        let foot = self.y.saturating_add(self.h).max(other.y.saturating_add(other.h));
        Place { x, y, w: right - x, h: foot - y }
    }

    /// Whether `next` stands further on in the same line.
    pub fn leads_to(self, next: Place) -> bool {
        let middle = next.y.saturating_add(next.h / 2);
        self.x <= next.x && self.y <= middle && middle <= self.y.saturating_add(self.h)
    }
}
