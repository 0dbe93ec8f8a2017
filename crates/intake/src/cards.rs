//! Cards: people with their posts, from a vCard file or a table with a heading for each column.

use calcard::vcard::{VCard, VCardEntry, VCardParameterName, VCardParameterValue, VCardProperty, VCardValue};
use calcard::{Entry, Parser};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Refusal, RefusalKind};

/// Bytes of a file of cards.
pub const CARDS_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Cards of one file.
pub const CARDS_MAX: usize = 5_000;
/// Letters of one field.
const FIELD_CHARS_MAX: usize = 300;
/// Values of one field.
const VALUES_MAX: usize = 50;

/// What no property of a card says, and ours do: how a letter begins, from when and until when a post is held.
pub const CARD_SALUTATION: &str = "X-CHANCERY-SALUTATION";
/// The parameter of a post with its first day.
pub const CARD_FROM: &str = "X-CHANCERY-FROM";
/// The parameter of a post with its last day.
pub const CARD_UNTIL: &str = "X-CHANCERY-UNTIL";

/// What a file of cards holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cards {
    /// The cards, in their order.
    pub cards: Vec<Card>,
    /// What was left out.
    pub notes: Vec<String>,
}

/// A person, as a card tells of him.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Posts, each with the body that it belongs to.
    pub posts: Vec<CardPost>,
    /// How a letter to him begins.
    pub salutation: String,
    /// Addresses of mail.
    pub mail: Vec<String>,
}

/// A post, as a card tells of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardPost {
    /// The post.
    pub post: String,
    /// First day, where the card says so.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

impl CardPost {
    fn of(post: String) -> Self {
        Self { post, ..Self::default() }
    }
}

/// Reads cards.
///
/// Foreign bytes belong in [`crate::worker::Worker::cards`]: this parses where it is called.
pub fn read(name: &str, bytes: &[u8]) -> Result<Cards, Refusal> {
    if bytes.len() > CARDS_BYTES_MAX {
        let what = format!("is larger than {} MiB: split it", CARDS_BYTES_MAX >> 20);
        return Err(Refusal::of(RefusalKind::TooLarge, name, what));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Refusal::of(RefusalKind::Encoding, name, "is not UTF-8: export it anew"))?;
    let text = text.trim_start_matches('\u{feff}');
    let first = text.trim_start().get(..11).unwrap_or_default();
    let all = if first.eq_ignore_ascii_case("BEGIN:VCARD") { of_vcards(text) } else { of_table(name, text)? };
    let (named, without): (Vec<Card>, Vec<Card>) = all.into_iter().partition(|card| !card.name.is_empty());
    let mut cards = Cards { cards: named, notes: Vec::new() };
    if !without.is_empty() {
        cards.notes.push(format!("{} without a name were left out", without.len()));
    }
    if cards.cards.len() > CARDS_MAX {
        cards.cards.truncate(CARDS_MAX);
        cards.notes.push(format!("only the first {CARDS_MAX} were read"));
    }
    Ok(cards)
}

fn of_vcards(text: &str) -> Vec<Card> {
    let mut parser = Parser::new(text);
    let mut cards = Vec::new();
    loop {
        match parser.entry() {
            Entry::VCard(card) if cards.len() <= CARDS_MAX => cards.push(of_vcard(&card)),
            Entry::Eof => return cards,
            _ => {}
        }
    }
}

fn of_vcard(card: &VCard) -> Card {
    let one = |property| values(card, &property).into_iter().next().unwrap_or_default();
    let own = |name: &str| VCardProperty::Other(name.to_owned());
    Card {
        name: Some(one(VCardProperty::Fn))
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| name_in_parts(card)),
        aliases: values(card, &VCardProperty::Nickname),
        posts: posts(card, &one(VCardProperty::Org)),
        salutation: one(own(CARD_SALUTATION)),
        mail: values(card, &VCardProperty::Email),
    }
}

/// The order in which the parts of a name are said: title, forename, other names, surname, what follows it.
const NAME_AS_SAID: [usize; 5] = [3, 1, 2, 0, 4];

/// A name as cards of old give it: by its parts, the surname first.
fn name_in_parts(card: &VCard) -> String {
    let Some(entry) = card.properties(&VCardProperty::N).next() else { return String::new() };
    let part = |at: &usize| match entry.values.get(*at)? {
        VCardValue::Component(words) => Some(words.join(" ")),
        other => other.as_text().map(str::to_owned),
    };
    bounded(&NAME_AS_SAID.iter().filter_map(part).collect::<Vec<_>>().join(" "))
}

/// Its titles, or else its roles, each in that body; or else the body alone.
fn posts(card: &VCard, body: &str) -> Vec<CardPost> {
    let of = |property: VCardProperty| -> Vec<CardPost> {
        let entries = card.properties(&property).take(VALUES_MAX);
        let posts = entries.filter_map(|entry| {
            let post = words_of(entry).next()?;
            Some(CardPost {
                post: joined(&post, body),
                from: day(entry, CARD_FROM),
                until: day(entry, CARD_UNTIL),
            })
        });
        posts.collect()
    };
    let titles = of(VCardProperty::Title);
    let posts = if titles.is_empty() { of(VCardProperty::Role) } else { titles };
    let alone = posts.is_empty() && !body.is_empty();
    if alone { vec![CardPost::of(body.to_owned())] } else { posts }
}

fn day(entry: &VCardEntry, name: &str) -> Option<Date> {
    let named = |known: &VCardParameterName| known.as_str().eq_ignore_ascii_case(name);
    entry.params.iter().filter(|param| named(&param.name)).find_map(|param| match &param.value {
        VCardParameterValue::Text(day) => day.parse().ok(),
        _ => None,
    })
}

fn values(card: &VCard, property: &VCardProperty) -> Vec<String> {
    card.properties(property).flat_map(words_of).take(VALUES_MAX).collect()
}

fn words_of(entry: &VCardEntry) -> impl Iterator<Item = String> {
    let words = |value: &VCardValue| match value {
        VCardValue::Component(parts) => Some(parts.join(", ")),
        other => other.as_text().map(str::to_owned),
    };
    entry.values.iter().filter_map(words).map(|words| bounded(&words)).filter(|words| !words.is_empty())
}

/// The headings under which a column is known, folded.
const NAME: &[&str] = &["name", "full name", "fn", "nom"];
const ALIASES: &[&str] = &["alias", "aliases", "nickname", "also"];
const POST: &[&str] = &["post", "title", "role", "job title", "fonction"];
const BODY: &[&str] = &["body", "organisation", "organization", "company", "org"];
const SALUTATION: &[&str] = &["salutation", "addressed", "dear"];
const MAIL: &[&str] = &["mail", "email", "e-mail", "e-mail address"];

fn of_table(name: &str, text: &str) -> Result<Vec<Card>, Refusal> {
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.matches(';').count() > head.matches(',').count() { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let heads = reader.headers().map_err(|_| no_table(name))?.clone();
    let at =
        |known: &[&str]| heads.iter().position(|head| known.contains(&head.trim().to_lowercase().as_str()));
    let columns = [NAME, ALIASES, POST, BODY, SALUTATION, MAIL].map(at);
    if columns[0].is_none() {
        return Err(no_table(name));
    }
    let mut cards = Vec::new();
    for row in reader.records().take(CARDS_MAX + 1) {
        let row = row
            .map_err(|_| Refusal::of(RefusalKind::Broken, name, "is cut short or broken: export it anew"))?;
        if row.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        let field = |n: usize| columns[n].and_then(|at| row.get(at)).map(bounded).unwrap_or_default();
        cards.push(Card {
            name: field(0),
            aliases: several(&field(1)),
            posts: Some(joined(&field(2), &field(3)))
                .filter(|post| !post.is_empty())
                .map(CardPost::of)
                .into_iter()
                .collect(),
            salutation: field(4),
            mail: several(&field(5)),
        });
    }
    Ok(cards)
}

fn no_table(name: &str) -> Refusal {
    let what = "holds no cards: give a vCard file, or a table whose first line names its columns, one of them `name`";
    Refusal::of(RefusalKind::Format, name, what)
}

fn several(field: &str) -> Vec<String> {
    field.split(['|', '\n']).map(bounded).filter(|words| !words.is_empty()).take(VALUES_MAX).collect()
}

fn joined(post: &str, body: &str) -> String {
    match (post, body) {
        ("", body) => body.to_owned(),
        (post, "") => post.to_owned(),
        (post, body) => bounded(&format!("{post}, {body}")),
    }
}

fn bounded(words: &str) -> String {
    let seen = words.chars().map(|c| if c.is_control() { ' ' } else { c });
    let seen: String = seen.take(FIELD_CHARS_MAX).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn names(file: &str) -> (Vec<String>, Vec<String>) {
        let Cards { cards, notes } = read("people", file.as_bytes()).unwrap();
        (cards.into_iter().map(|card| card.name).collect(), notes)
    }

    #[test]
    fn a_card_of_old_has_its_name_in_parts() {
        let card = |lines: &str| names(&format!("BEGIN:VCARD\r\nVERSION:2.1\r\n{lines}\r\nEND:VCARD\r\n")).0;
        assert_eq!(card("N:Doe;John"), ["John Doe"]);
        assert_eq!(card("N:Pym;Francis;Leslie;The Rt. Hon.;MC"), ["The Rt. Hon. Francis Leslie Pym MC"]);
        assert_eq!(card("N:Gromyko"), ["Gromyko"]);
        assert_eq!(card("N:Doe;John\r\nFN:J. Doe"), ["J. Doe"], "as it is said stands before that");
        assert_eq!(card("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Jo"), ["Jo Müller"]);
    }

    #[test]
    fn a_card_without_any_name_is_left_out_and_counted() {
        let said = names("BEGIN:VCARD\r\nVERSION:2.1\r\nN:;;\r\nEND:VCARD\r\n");
        assert_eq!(said, (vec![], vec!["1 without a name were left out".to_owned()]));
    }

    #[test]
    fn a_line_of_a_table_that_holds_nothing_is_nobody() {
        let (named, notes) = names("name,post\nJohn Doe,Clerk\n\n,\n , \n,Nobody's post\n\n");
        assert_eq!((named, notes), (vec!["John Doe".into()], vec!["1 without a name were left out".into()]));
    }
}
