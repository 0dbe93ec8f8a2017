//! In which words something is printed, and when: what every document of the registry is made with.

use std::fmt::Display;

use chancery_press::{Block, Document, Row};
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use jiff::{Timestamp, ZonedDateTime};

use crate::answers::Marked;

/// A language in which something is printed. The English words are the key to those of any other.
pub trait Tongue: Send + Sync {
    /// Its tag, as RFC 5646 has it: `en-GB`.
    fn tag(&self) -> &'static str;
    /// Its words for English ones; places in braces stay as they are.
    fn say(&self, english: &str) -> String;
    /// Its words for a sentence that has data in it, as the registry says it elsewhere.
    fn tell(&self, sentence: &str) -> String;
    /// Whether so many are said as one.
    fn is_one(&self, many: u32) -> bool;
    /// "14 October 1982".
    fn day(&self, day: Date) -> String;
    /// "14 Oct 1982".
    fn short_day(&self, day: Date) -> String;
}

/// English, in which everything is written that is printed.
#[derive(Clone, Copy, Debug)]
pub struct English;

impl Tongue for English {
    fn tag(&self) -> &'static str {
        "en-GB"
    }

    fn say(&self, english: &str) -> String {
        english.to_owned()
    }

    fn tell(&self, sentence: &str) -> String {
        sentence.to_owned()
    }

    fn is_one(&self, many: u32) -> bool {
        many == 1
    }

    fn day(&self, day: Date) -> String {
        day.strftime("%-d %B %Y").to_string()
    }

    fn short_day(&self, day: Date) -> String {
        day.strftime("%-d %b %Y").to_string()
    }
}

/// The words of one document, and the moment at which it is printed.
pub struct Wording<'t> {
    tongue: &'t dyn Tongue,
    at: ZonedDateTime,
}

impl<'t> Wording<'t> {
    /// In that language, at that moment.
    pub fn new(tongue: &'t dyn Tongue, at: ZonedDateTime) -> Self {
        Self { tongue, at }
    }

    pub fn say(&self, english: &str) -> String {
        self.tongue.say(english)
    }

    pub fn tell(&self, sentence: &str) -> String {
        self.tongue.tell(sentence)
    }

    /// A sentence with its data in its places.
    pub fn fill(&self, english: &str, places: &[(&str, &dyn Display)]) -> String {
        let said = self.tongue.say(english);
        let (mut out, mut rest) = (String::new(), said.as_str());
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
        {
            out.push_str(before);
            if let Some((_, value)) = places.iter().find(|(place, _)| *place == name) {
                out.push_str(&value.to_string());
            }
            rest = after;
        }
        out + rest
    }

    /// The sentence for one, or for more, with their number in the place `n`.
    pub fn many(&self, many: u32, [one, more]: [&str; 2]) -> String {
        self.fill(if self.tongue.is_one(many) { one } else { more }, &[("n", &many)])
    }

    /// A document of that title.
    pub fn document(&self, title: &str, marked: Option<&Marked>, blocks: Vec<Block>) -> Document {
        let title = if title.trim().is_empty() { self.say("Untitled") } else { title.to_owned() };
        let mut document = Document::new(title, Offset::UTC.to_datetime(self.at.timestamp()));
        document.language = self.tongue.tag().to_owned();
        document.page_of = self.say("page {number} of {of}");
        document.copy_of = self.say("copy {number} of {of}");
        document.marking = marked.map(super::marking);
        document.blocks = blocks;
        document
    }

    pub fn heading(&self, english: &str) -> Block {
        Block::heading(1, self.say(english))
    }

    /// A table without a caption: it stands under its heading.
    pub fn table(&self, heads: &[(&str, u16)], rows: Vec<Row>) -> Block {
        self.captioned("", heads, rows)
    }

    pub fn captioned(&self, caption: &str, heads: &[(&str, u16)], rows: Vec<Row>) -> Block {
        let columns = heads.iter().map(|(head, share)| chancery_press::Column::new(self.say(head), *share));
        Block::Table { caption: self.say(caption), columns: columns.collect(), rows }
    }

    pub fn day(&self, day: Option<Date>) -> String {
        day.map(|day| self.tongue.day(day)).unwrap_or_default()
    }

    /// A day that is not broken where its spaces are.
    pub fn short_day(&self, day: Option<Date>) -> String {
        day.map(|day| self.tongue.short_day(day).replace(' ', "\u{a0}")).unwrap_or_default()
    }

    pub fn occasion(&self, date: Option<Date>, clock: Option<Time>) -> String {
        let clock = clock.map(|clock| clock.strftime(", %H:%M").to_string()).unwrap_or_default();
        format!("{}{clock}", self.day(date))
    }

    /// A moment in the hours in which it is printed.
    pub fn moment(&self, at: Timestamp) -> String {
        let at = at.to_zoned_datetime(self.at.time_zone().clone());
        format!("{}, {}", self.tongue.day(at.date()), at.strftime("%H:%M %Z"))
    }

    /// The moment at which it is printed.
    pub fn now(&self) -> String {
        self.moment(self.at.timestamp())
    }
}
