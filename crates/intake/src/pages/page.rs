//! A page: its words, each with its place, what it holds and does not show, and its picture.

use serde::{Deserialize, Serialize};

/// Words less sure than this are marked as doubtful.
pub const WORD_DOUBTFUL_BELOW: u8 = 60;
/// A page whose words are on average less sure than this reads badly, and says so.
pub const PAGE_DOUBTFUL_BELOW: u8 = 70;

/// One page of a paper that came as pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenPage {
    /// Its number in the file, from one.
    pub number: u32,
    /// Its width in dots, the unit of every place on it.
    pub width: u32,
    /// Its height in dots.
    pub height: u32,
    /// Quarter turns against the clock by which it was set upright.
    pub turned: u8,
    /// Where its text comes from.
    pub source: PageSource,
    /// Its text within the paper's: the byte where it starts.
    pub start: u32,
    /// The byte where its text ends.
    pub end: u32,
    /// Its words, in the order of the text.
    pub words: Vec<Word>,
    /// What it holds and does not show. None of it is in the paper's text.
    pub hidden: Vec<Hidden>,
    /// What is to be known of it, one sentence each.
    pub notes: Vec<String>,
    /// Its picture, upright, as PNG of `width` by `height` dots.
    #[serde(skip)]
    pub picture: Option<Vec<u8>>,
}

/// Where a page's text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageSource {
    /// Words that the page shows.
    Shown,
    /// An invisible layer that somebody's OCR laid over the picture of a page.
    Layer,
    /// Read from the picture here.
    Read,
    /// Nowhere: the page is a picture, and it was not read.
    Unread,
    /// Nowhere: there is nothing on the page.
    Blank,
}

/// A word and its place on its page, in dots from the top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Byte of the paper's text where it starts.
    pub start: u32,
    /// Byte where it ends.
    pub end: u32,
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Width.
    pub w: u32,
    /// Height.
    pub h: u32,
    /// How sure its reader was, of a hundred; none for words that the file states.
    pub confidence: Option<u8>,
}

/// Words that a page holds and does not show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// What keeps them from sight.
    pub by: Hiding,
    /// The words.
    pub text: String,
}

/// What keeps words from sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hiding {
    /// Written to be invisible.
    Invisible,
    /// In the colour of what they stand on.
    Colour,
    /// Too small to be read.
    Size,
    /// Beyond the edge of the page.
    Edge,
    /// Under a picture or a filled shape.
    Cover,
}

impl Word {
    /// Whether its reader was unsure of it.
    pub fn is_doubtful(&self) -> bool {
        self.confidence.is_some_and(|sure| sure < WORD_DOUBTFUL_BELOW)
    }
}

impl TakenPage {
    /// A page of this size with nothing on it.
    pub(super) fn blank(number: u32, width: u32, height: u32) -> Self {
        TakenPage {
            number,
            width,
            height,
            turned: 0,
            source: PageSource::Blank,
            start: 0,
            end: 0,
            words: Vec::new(),
            hidden: Vec::new(),
            notes: Vec::new(),
            picture: None,
        }
    }

    /// Moves the page's text to another byte of the paper's.
    pub(super) fn move_to(&mut self, start: u32) {
        let moved = |at: u32| start.saturating_add(at.saturating_sub(self.start));
        for word in &mut self.words {
            (word.start, word.end) = (moved(word.start), moved(word.end));
        }
        (self.start, self.end) = (start, moved(self.end));
    }

    /// How sure its reader was of its words on average, of a hundred; none where the file states them.
    pub fn confidence(&self) -> Option<u8> {
        let sure: Vec<u64> = self.words.iter().filter_map(|word| word.confidence).map(u64::from).collect();
        let count = u64::try_from(sure.len()).ok().filter(|count| *count > 0)?;
        u8::try_from(sure.iter().sum::<u64>() / count).ok()
    }

    /// Whether its text was read from a picture and is not to be trusted.
    pub fn reads_badly(&self) -> bool {
        self.confidence().is_some_and(|sure| sure < PAGE_DOUBTFUL_BELOW)
    }
}

impl Hiding {
    /// In words: "in the colour of what is under them".
    pub fn words(self) -> &'static str {
        match self {
            Hiding::Invisible => "written to be invisible",
            Hiding::Colour => "in the colour of what is under them",
            Hiding::Size => "too small to be read",
            Hiding::Edge => "beyond the edge of the page",
            Hiding::Cover => "covered over",
        }
    }
}
