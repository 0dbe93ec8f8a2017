//! Where the lines of a letter stand on its sheet, as far as its particulars and its minutes tell.

use chancery_office::act::MinuteKind;
use chancery_registry::answers::{PaperPage, ParticularName};

/// A part of an address shorter than this says too little to be known again.
const ADDRESS_CHARS_MIN: usize = 5;

/// The lines that are known of a letter, folded.
#[derive(Debug, Default)]
pub(super) struct Letter {
    marking: String,
    date: String,
    subject: String,
    address: String,
    by_hand: Vec<String>,
    stamped: Vec<String>,
}

impl Letter {
    /// What the page tells of its letter.
    pub(super) fn of(page: &PaperPage) -> Self {
        let value = |name: ParticularName| {
            let found = page.particulars.iter().find(|particular| particular.name == name);
            found.map_or_else(String::new, |particular| folded(&particular.value.to_string()))
        };
        let came = |stamp: bool| {
            let minutes = page.minutes.iter().filter(move |minute| minute.at.is_none());
            minutes.filter(move |minute| (minute.kind == MinuteKind::Stamp) == stamp)
        };
        Self {
            marking: page.typed.as_deref().map(folded).unwrap_or_default(),
            date: value(ParticularName::Date),
            subject: value(ParticularName::Subject),
            address: value(ParticularName::From) + &value(ParticularName::Place),
            by_hand: came(false).map(|minute| folded(&minute.text)).collect(),
            stamped: came(true).map(|minute| folded(&minute.text)).collect(),
        }
    }

    /// The place of a paragraph; only those before the first prose are the letter's head.
    pub(super) fn place(&self, words: &str, head: bool) -> Option<&'static str> {
        let words = folded(words);
        match () {
            () if words.is_empty() => None,
            () if words == self.marking => Some("marking"),
            () if self.stamped.contains(&words) => Some("stamped"),
            () if self.by_hand.contains(&words) => Some("by-hand"),
            () if head && words == self.date => Some("dated"),
            () if head && words == self.subject => Some("about"),
            () if head && self.is_address(&words) => Some("letterhead"),
            () => None,
        }
    }

    fn is_address(&self, words: &str) -> bool {
        words.chars().count() >= ADDRESS_CHARS_MIN && self.address.contains(words)
    }
}

/// Letters and figures alone, small: "S E C R E T" and "Secret" are one.
fn folded(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            marking: folded("SECRET"),
            date: folded("14 October 1982"),
            subject: folded("Message from Mr Shultz"),
            address: folded("R B Bone, Foreign and Commonwealth Office") + &folded("London SW1A 2AH"),
            by_hand: vec![folded("A.J.C. 14/10.")],
            stamped: vec![folded("14 OCT 1982")],
        }
    }

    #[test]
    fn lines_of_a_letter_are_known_by_its_particulars() {
        for (words, place) in [
            ("S E C R E T\n", Some("marking")),
            ("Foreign and Commonwealth Office", Some("letterhead")),
            ("London SW1A 2AH", Some("letterhead")),
            ("14 October 1982", Some("dated")),
            ("A.J.C. 14/10.", Some("by-hand")),
            ("14 OCT 1982", Some("stamped")),
            ("Message from\nMr Shultz", Some("about")),
            ("Dear Francis:", None),
            ("Bone", None),
            ("—", None),
        ] {
            assert_eq!(letter().place(words, true), place, "{words}");
        }
    }

    #[test]
    fn after_the_prose_only_markings_and_what_is_written_on_it_have_a_place() {
        let placed = |words| letter().place(words, false);
        assert_eq!(placed("SECRET"), Some("marking"));
        assert_eq!(placed("14 OCT 1982"), Some("stamped"));
        assert_eq!((placed("14 October 1982"), placed("London SW1A 2AH")), (None, None));
    }

    #[test]
    fn where_nothing_is_known_nothing_is_placed() {
        assert_eq!(Letter::default().place("SECRET", true), None);
    }
}
