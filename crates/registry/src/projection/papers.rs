//! What a paper's line says.

use chancery_office::act::Registered;
use chancery_office::reading::{FieldRole, Kind, Party};
use jiff::civil::Date;

/// Longest title in a list.
const TITLE_CHARS_MAX: usize = 240;
/// Longest reference by which two papers are told to be alike.
const STATED_CHARS_MAX: usize = 80;

/// Subject, else head, else its kind and parties.
pub fn title(paper: &Registered) -> String {
    let particulars = &paper.particulars;
    let stated = [particulars.subject.as_deref(), Some(paper.head.as_str())];
    let stated = stated.into_iter().flatten().map(str::trim).find(|t| !t.is_empty());
    let title = stated.map_or_else(|| described(paper), str::to_owned);
    let folded = title.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.chars().take(TITLE_CHARS_MAX).collect()
}

fn described(paper: &Registered) -> String {
    let kind = match paper.kind {
        Kind::Other => "paper",
        kind => kind.word(),
    };
    let mut words = capital(kind);
    for (word, parties) in [(" from ", &paper.particulars.from), (" to ", &paper.particulars.to)] {
        if let Some(party) = parties.first() {
            words.push_str(word);
            words.push_str(party.short());
        }
    }
    words
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The date of writing; of a paper that bears none, that of its receipt stamp.
pub fn date(paper: &Registered) -> Option<Date> {
    let mut fields = paper.reading.parts.first().into_iter().flat_map(|part| &part.fields);
    let stamped = || fields.find(|f| f.role == FieldRole::Stamp).and_then(|f| f.date);
    paper.particulars.date.or_else(stamped)
}

/// The reference that it bears itself, as two papers of one reference are told to be alike: letters and figures.
pub fn stated(paper: &Registered) -> String {
    let reference = paper.particulars.reference.as_deref().unwrap_or("");
    let plain = reference.chars().filter(|c| c.is_alphanumeric());
    plain.flat_map(char::to_uppercase).take(STATED_CHARS_MAX).collect()
}

/// A side of a correspondence in a list: the first party, and how many more.
pub fn side(parties: &[Party]) -> String {
    match parties {
        [] => String::new(),
        [one] => one.short().to_owned(),
        [one, rest @ ..] => format!("{} and {} more", one.short(), rest.len()),
    }
}

/// A party in full: name, post, address.
pub fn party_words(party: &Party) -> String {
    let mut words = String::new();
    for part in [&party.name, &party.post, &party.address].into_iter().flatten() {
        // A post may end in the place that stands beside it.
        if words.is_empty() {
            words.push_str(part);
        } else if !words.ends_with(part.as_str()) {
            words.push_str(", ");
            words.push_str(part);
        }
    }
    words
}

/// Days since 1 January 1970.
pub fn day_number(day: Date) -> i32 {
    (day - jiff::civil::date(1970, 1, 1)).get_days()
}
