//! Patterns: drafts to begin from, as the office lays them down in `chancery.toml`. Everybody in it may know them.

use std::collections::BTreeSet;

use chancery_office::drafts::{Content, Form, Portion};
use serde::{Deserialize, Serialize};

use crate::refused::Refused;

/// Patterns of one office.
const PATTERNS_MAX: usize = 50;
/// Letters of a pattern's name.
const NAME_CHARS_MAX: usize = 100;

/// `[[pattern]]` in `chancery.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// By which it is chosen.
    pub name: String,
    /// As what it is written.
    pub form: Form,
    /// What it is about; empty for what the paper is about that it answers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// Copied to whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<String>,
    /// Its words: an empty line ends a paragraph, `# Timing` gives the one that follows its heading.
    pub words: String,
}

impl Pattern {
    /// What a draft says that begins from it. What it bears is for its writer to say.
    pub(crate) fn begins(&self, content: Content) -> Content {
        let subject = if self.subject.is_empty() { content.subject } else { self.subject.clone() };
        Content { subject, copies: self.copies.clone(), portions: self.portions(), ..content }
    }

    fn portions(&self) -> Vec<Portion> {
        let mut portions: Vec<Portion> = Vec::new();
        let mut ended = true;
        for line in self.words.lines().map(str::trim) {
            match (line.strip_prefix("# "), portions.last_mut()) {
                (Some(heading), _) => {
                    portions.push(Portion { heading: heading.trim().to_owned(), ..Portion::default() });
                    ended = false;
                    continue;
                }
                (None, _) if line.is_empty() => ended = ended || portions.last().is_some_and(has_words),
                (None, Some(last)) if !ended => {
                    let between = if has_words(last) { "\n" } else { "" };
                    last.words += &format!("{between}{line}");
                }
                (None, _) => {
                    portions.push(Portion { words: line.to_owned(), ..Portion::default() });
                    ended = false;
                }
            }
        }
        portions
    }
}

fn has_words(portion: &Portion) -> bool {
    !portion.words.is_empty()
}

/// Refuses patterns among which nobody could choose.
pub(crate) fn must_be_told_apart(patterns: &[Pattern]) -> Result<(), Refused> {
    let mut names = BTreeSet::new();
    let amiss = patterns.iter().find_map(|pattern| match pattern.name.trim() {
        "" => Some("a pattern has no name".to_owned()),
        name if name.chars().count() > NAME_CHARS_MAX => {
            Some(format!("a pattern’s name has at most {NAME_CHARS_MAX} letters"))
        }
        name => (!names.insert(name)).then(|| format!("two patterns are called `{name}`")),
    });
    let many =
        (patterns.len() > PATTERNS_MAX).then(|| format!("an office has at most {PATTERNS_MAX} patterns"));
    match amiss.or(many) {
        Some(why) => Err(Refused::Damaged(format!("chancery.toml: {why}"))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(words: &str) -> Pattern {
        Pattern {
            name: "Holding reply".into(),
            form: Form::Letter,
            subject: String::new(),
            copies: Vec::new(),
            words: words.into(),
        }
    }

    #[test]
    fn an_empty_line_ends_a_paragraph_and_a_heading_stands_over_the_next() {
        let words =
            "Thank you\nfor your letter.\n\n\nWe shall write again.\n\n# Timing\n\nBy Friday.\n# Argument\n";
        let told: Vec<_> =
            pattern(words).portions().into_iter().map(|portion| (portion.heading, portion.words)).collect();
        let told: Vec<_> = told.iter().map(|(heading, words)| (heading.as_str(), words.as_str())).collect();
        assert_eq!(
            told,
            [
                ("", "Thank you\nfor your letter."),
                ("", "We shall write again."),
                ("Timing", "By Friday."),
                ("Argument", "")
            ]
        );
        assert_eq!(pattern("\n \n").portions(), []);
    }

    #[test]
    fn the_file_that_lays_it_down_is_read_and_what_it_cannot_mean_is_not() {
        let read = |text: &str| toml::from_str::<Pattern>(text);
        let text =
            "name = \"Covering\"\nform = \"cover-note\"\nwords = \"\"\"\nPlease see.\n\nBy noon.\"\"\"\n";
        let pattern = read(text).unwrap();
        assert_eq!((pattern.form, pattern.portions().len()), (Form::CoverNote, 2));
        assert!(read("name = \"A\"\nform = \"poem\"\nwords = \"\"").is_err());
        assert!(read("name = \"A\"\nform = \"letter\"\nwords = \"\"\nmark = \"SECRET\"").is_err());
    }

    #[test]
    fn what_it_does_not_say_stays_as_the_draft_had_it() {
        let content = Content { subject: "Tin".into(), to: vec!["Mr Pym".into()], ..Content::default() };
        let begun = pattern("Noted.").begins(content);
        assert_eq!((begun.subject.as_str(), begun.to.len(), begun.portions.len()), ("Tin", 1, 1));
    }

    #[test]
    fn patterns_that_nobody_could_tell_apart_are_refused() {
        let refused = |patterns: &[Pattern]| must_be_told_apart(patterns).unwrap_err().to_string();
        assert!(must_be_told_apart(&[pattern("A")]).is_ok());
        assert!(refused(&[pattern("A"), pattern("B")]).contains("two patterns are called `Holding reply`"));
        assert!(refused(&[Pattern { name: " ".into(), ..pattern("A") }]).contains("no name"));
    }
}
