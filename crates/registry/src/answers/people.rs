//! Correspondents: people outside the office.

use jiff::civil::Date;
use serde::Serialize;

use super::{Marked, PaperLine};

/// Correspondents whom the office knows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CorrespondentsPage {
    /// Those of a page, by name.
    pub lines: Vec<CorrespondentLine>,
    /// How many there are that the words fit.
    pub total: u32,
    /// The words by which they were asked for.
    pub words: String,
    /// Page, from 1.
    pub page: u32,
    /// How many pages.
    pub pages: u32,
    /// The reader keeps them: he enters papers.
    pub may_keep: bool,
}

/// A correspondent as a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CorrespondentLine {
    /// His id.
    pub id: String,
    /// Name.
    pub name: String,
    /// The posts that he holds today, as far as is known.
    pub posts: Vec<String>,
}

/// A correspondent.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CorrespondentPage {
    /// His line.
    pub line: CorrespondentLine,
    /// Other names in use.
    pub aliases: Vec<String>,
    /// His posts, each from when to when.
    pub held: Vec<HeldLine>,
    /// How a letter to him begins.
    pub salutation: String,
    /// Addresses of mail.
    pub mail: Vec<String>,
    /// Entries that were found to be him too, and can be parted from him again.
    pub merged: Vec<CorrespondentLine>,
    /// Whom he was found to be, where this entry is merged with another.
    pub into: Option<CorrespondentLine>,
    /// Those of a like name, with whom he may be merged.
    pub alike: Vec<CorrespondentLine>,
    /// The last papers from him or to him.
    pub papers: Vec<PaperLine>,
    /// What these bear together.
    pub overall: Option<Marked>,
    /// The reader keeps correspondents.
    pub may_keep: bool,
    /// The name of the state in which he is kept.
    pub state: String,
}

/// That a correspondent holds or held a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldLine {
    /// The post.
    pub post: String,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

/// What was taken in from a file of cards.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CardsTaken {
    /// Correspondents that are new.
    pub kept: u32,
    /// Those of whom the file knows more than was known.
    pub changed: u32,
    /// Those of whom it knows no more.
    pub known: u32,
    /// What was left out.
    pub notes: Vec<String>,
}
