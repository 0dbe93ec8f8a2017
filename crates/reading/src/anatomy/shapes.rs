//! What a line looks like, one bit a shape; rules on roles are written over these.

use super::{dates, heads, lines as look, parties};
use crate::rules::lexicon;
use crate::text::Line;
use chancery_office::reading::Kind;

/// Letters of a line from which on it is prose, not a line of head or tail.
const PROSE_BYTES_MIN: usize = 72;
/// Bytes of a line beyond which only prose is looked for.
const LINE_BYTES_MAX: usize = 400;

/// The shapes of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shapes(pub u64);

impl Shapes {
    pub fn has(self, shape: Shapes) -> bool {
        self.0 & shape.0 == shape.0
    }

    pub fn meets(self, shape: Shapes) -> bool {
        self.0 & shape.0 != 0
    }

    pub fn with(self, shape: Shapes, holds: bool) -> Shapes {
        if holds { Shapes(self.0 | shape.0) } else { self }
    }
}

macro_rules! shapes {
    ($($(#[$doc:meta])* $constant:ident = $name:literal),* $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "an index of bits")]
        enum Bit { $($constant),* }

        impl Shapes {
            $($(#[$doc])* pub const $constant: Shapes = Shapes(1 << Bit::$constant as u64);)*

            /// The shape that rules know by that word.
            pub fn named(word: &str) -> Option<Shapes> {
                match word { $($name => Some(Shapes::$constant),)* _ => None }
            }
        }
    };
}

shapes! {
    /// White stands above.
    GAP = "gap",
    /// White stands below, or nothing.
    AIRY = "airy",
    /// The first line of the part that is no furniture.
    FIRST = "first",
    /// The last line of the part that is no furniture.
    LAST = "last",
    /// Running text.
    PROSE = "prose",
    /// No small letter.
    UPPER = "upper",
    /// Begins with a capital, ends with no stop, and is short.
    TITLED = "titled",
    NAME = "name",
    /// One word that may be a name.
    SURNAME = "surname",
    POST = "post",
    OFFICE = "office",
    PLACE = "place",
    /// A date, perhaps with its place, and little else.
    DATE = "date",
    INITIALS = "initials",
    /// A few capitals alone: "AJ", "D.E.".
    LETTERS = "letters",
    BRACKETED = "bracketed",
    /// Name-like words closed by a stop: a hand read as print.
    STRAY = "stray",
    PRECEDENCE = "precedence",
    /// A head as editors print them.
    HEAD = "head",
    /// A telegram's date-time group.
    GROUP = "group",
    /// A reference or number by its shape: "PM/82/12", "A-183".
    NUMBER = "number",
    /// Opens with a key and a colon that rules know, or with such a key alone.
    KEY = "key",
    /// Stands under a key without white between.
    UNDER = "under",
    /// Whom a letter greets.
    SALUTATION = "salutation",
    /// Words that close a letter.
    CLOSE = "close",
    SIGNATURE = "signature",
    /// Announces what stands below it.
    COLON = "colon",
    /// Goes on in the line below: it was broken because it was full.
    RUNS = "runs",
    /// Names a kind of paper and nothing else: "MEMORANDUM OF CONVERSATION".
    KIND = "kind",
    /// A note at the foot of a page, by its number.
    FOOTNOTE = "footnote",
    /// A list's own mark: "1.", "(a)", "—".
    ITEM = "item",
    /// Closes what is quoted from another paper: "Lyndon B. Johnson.”", "Dean Rusk. End text."
    UNQUOTES = "unquotes",
    /// Named as one addresses somebody: "Mrs Caroline Meese", "A J Coles Esq".
    STYLED = "styled",
    /// Who is to have or to pass on a telegram: "DEPARTMENT FOR NEA/MAG".
    PASSING = "passing",
    /// One of those to whom a submission goes, by his number: "2. PS/Secretary of State".
    COUNTED = "counted",
}

/// The shapes of one line, as far as they do not hang on its neighbours.
pub(super) fn of(line: &Line<'_>) -> Shapes {
    let text = line.text;
    let prose = is_prose(text);
    let base = Shapes::default()
        .with(Shapes::GAP, line.gap)
        .with(Shapes::PROSE, prose)
        .with(Shapes::ITEM, is_item(text))
        .with(Shapes::FOOTNOTE, is_footnote(text));
    if text.len() > LINE_BYTES_MAX {
        return base;
    }
    let base = base.with(Shapes::HEAD, heads::is_head(text));
    if prose && text.len() > 120 {
        return base.with(Shapes::CLOSE, look::is_french_close(text));
    }
    short(text, base)
}

fn short(text: &str, base: Shapes) -> Shapes {
    let small = text.chars().any(char::is_lowercase);
    let letters = text.chars().any(char::is_alphabetic);
    let name = look::is_name(text);
    base.with(Shapes::UPPER, letters && !small)
        .with(Shapes::TITLED, is_titled(text))
        .with(Shapes::NAME, name)
        .with(Shapes::SURNAME, is_surname(text))
        .with(Shapes::POST, look::is_post(text))
        .with(Shapes::OFFICE, look::is_office(text))
        .with(Shapes::PLACE, look::is_place(text))
        .with(Shapes::DATE, is_date(text))
        .with(Shapes::INITIALS, look::is_initials(text))
        .with(Shapes::LETTERS, look::is_letters(text))
        .with(Shapes::BRACKETED, look::is_bracketed(text))
        .with(Shapes::STRAY, is_stray_hand(text))
        .with(Shapes::PRECEDENCE, look::is_precedence(text))
        .with(Shapes::GROUP, dates::group(text).is_some())
        .with(Shapes::NUMBER, is_number(text))
        .with(Shapes::SALUTATION, look::salutation(text).is_some())
        .with(Shapes::CLOSE, look::is_close(text) || look::is_french_close(text))
        .with(Shapes::SIGNATURE, look::is_signature(text))
        .with(Shapes::COLON, text.ends_with(':'))
        .with(Shapes::UNQUOTES, unquotes(text))
        .with(Shapes::STYLED, parties::is_styled(text) || text.split(' ').any(|w| w.starts_with("Esq")))
        .with(Shapes::KIND, is_kind(text))
        .with(Shapes::PASSING, super::telegraph::is_passing(text))
        .with(Shapes::COUNTED, is_counted(text))
}

fn is_prose(text: &str) -> bool {
    let words = text.split_whitespace().take(40).count();
    let small = text.split_whitespace().take(40).filter(|w| w.starts_with(char::is_lowercase)).count();
    let sentence = text.ends_with(['.', '?', '!', ':', ';', '"']) && words >= 5 && small >= 3;
    let long = text.len() >= PROSE_BYTES_MIN && small * 3 >= words && !heads::is_capitalised(text);
    long || sentence || is_shouted(text)
}

/// Running text in capitals, as telegraphs printed it: what is said of somebody, and no title.
fn is_shouted(text: &str) -> bool {
    const TELLING: [&str; 26] = [
        "THAT", "WAS", "WERE", "WILL", "WOULD", "SHOULD", "COULD", "HAS", "HAVE", "HAD", "IS", "ARE", "BE",
        "BEEN", "HE", "SHE", "WE", "I", "IT", "THEY", "NOT", "SAID", "TOLD", "HIS", "WHICH", "THIS",
    ];
    if text.len() < SHOUTED_BYTES_MIN || text.bytes().any(|b| b.is_ascii_lowercase()) {
        return false;
    }
    let telling = text.split([' ', ',', '.']).filter(|w| TELLING.contains(w)).take(3).count();
    telling >= if text.ends_with('.') { 1 } else { 3 }
}

/// Bytes of the shortest line in capitals that is taken for text.
const SHOUTED_BYTES_MIN: usize = 40;

fn is_titled(text: &str) -> bool {
    text.len() < 110
        && !text.ends_with(['.', ',', ':', '?', '!', ';'])
        && text.starts_with(|c: char| c.is_uppercase() || c == '"' || c == '\'')
        && text.split_whitespace().count() >= 2
}

/// Whether a line ends a quotation that it does not begin.
fn unquotes(text: &str) -> bool {
    let bare = text.trim_end_matches('.');
    let quoted = match bare.chars().next_back() {
        Some('”') => !bare.contains('“'),
        Some('“') => bare.matches('“').count() == 1,
        Some('"') => bare.matches('"').count() % 2 == 1,
        _ => false,
    };
    quoted || super::split::ends_text(text)
}

/// "Kennan", "[Johnson]", "DULLES", "L[ovett]"; and "Al".
fn is_surname(text: &str) -> bool {
    let inner = text.trim_matches(['[', ']', '(', ')', '.', ' ']);
    let joined = inner.split(['-', '\'', '.', '[']).all(|w| w.chars().all(char::is_alphabetic));
    let small = |w: &str| w.len() == 2 && w.ends_with(char::is_uppercase);
    !inner.contains(' ')
        && (2..=18).contains(&inner.len())
        && !small(inner)
        && !SHORT_WORDS.contains(&inner)
        && inner.starts_with(char::is_uppercase)
        && joined
        && !text.ends_with(':')
        && !look::is_no_name(inner)
}

/// Words of two letters that may stand alone on a line and name nobody.
const SHORT_WORDS: [&str; 14] =
    ["To", "Re", "Cc", "No", "Ok", "So", "If", "Or", "As", "At", "By", "In", "On", "We"];

fn is_date(text: &str) -> bool {
    let figures = || {
        let bare = text.trim_matches(['.', ' ', '[', ']']);
        bare.len() <= 24
            && bare.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'/' | b'.' | b'-' | b' '))
            && dates::dated(bare, true, None).is_some()
    };
    dates::dateline(text).is_some() || figures()
}

/// A name with a full stop in a head is a hand that was read as print.
fn is_stray_hand(text: &str) -> bool {
    let doubtful = text.contains("[?]") || text.contains("[illegible]") || text.contains("(?)");
    let stray = text.ends_with('.')
        && text.len() <= 24
        && (2..=3).contains(&text.split_whitespace().count())
        && text.split_whitespace().all(|w| w.starts_with(char::is_uppercase));
    (stray || doubtful) && text.len() <= 60 && !text.starts_with("P.")
}

/// "PM/82/12", "FCS/91/023", "A-183", "OCI No. 0930/65", "1234/Todel 12", "SC/17".
pub(super) fn is_number(text: &str) -> bool {
    let bare = text.trim_end_matches('.').trim_matches(['(', ')']);
    if let Some(number) = ["N° ", "n° ", "Nos ", "N°", "N\u{ba} "].iter().find_map(|n| bare.strip_prefix(n))
    {
        return number.starts_with(|c: char| c.is_ascii_digit()) && bare.len() <= 32;
    }
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    let words = bare.split_whitespace().count();
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '–' | '.' | ' ' | '(' | ')');
    let upper = bare.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
    let joined = bare.contains(['/', '-', '–']) || bare.contains("No. ");
    let calm = bare.split_whitespace().all(|w| w.starts_with(|c: char| !c.is_lowercase()));
    upper
        && digits >= 1
        && words <= 4
        && bare.len() <= 32
        && bare.len() >= 4
        && joined
        && calm
        && bare.chars().all(fits)
        && (bare.bytes().any(|b| b.is_ascii_uppercase()) || text.starts_with('('))
}

/// Bytes of the longest heading that says of what, where and when a record is.
const RECORD_BYTES_MAX: usize = 200;

fn is_kind(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let capitals = text.split_whitespace().all(|w| w.len() <= 3 || w.starts_with(char::is_uppercase));
    let record = !text.chars().any(char::is_lowercase)
        && text.len() <= RECORD_BYTES_MAX
        && matches!(heads::kind(text), Some(Kind::Minutes | Kind::Conversation))
        && super::dates::month_at(text).is_some();
    if record {
        return true;
    }
    words <= 5
        && text.len() <= 50
        && capitals
        && !text.ends_with(['.', ',', ':'])
        && heads::kind(text).is_some()
}

/// "1 See Document 12.", "[3] Not found.": a number without a stop and then a sentence.
fn is_footnote(text: &str) -> bool {
    let bare = text.trim_start_matches('[');
    let figures = bare.bytes().take_while(u8::is_ascii_digit).count();
    let rest = bare.get(figures..).unwrap_or("");
    let after = rest.trim_start_matches(']');
    let apart = after.starts_with(' ') || rest.len() > after.len();
    (1..=3).contains(&figures)
        && apart
        && after.trim_start().starts_with(char::is_uppercase)
        && text.ends_with(['.', ']', ')'])
        && text.len() > 12
        && dates::month_at(text.get(..24.min(text.len())).unwrap_or("")).is_none()
}

fn is_item(text: &str) -> bool {
    let mark = text.split_whitespace().next().unwrap_or("");
    let core = mark.trim_matches(['(', ')', '.']);
    let numbered = core.bytes().all(|b| b.is_ascii_digit()) && mark.ends_with('.') && core.len() <= 6;
    ((core.len() <= 3 || numbered)
        && core.len() < mark.len()
        && !core.is_empty()
        && core.chars().all(char::is_alphanumeric)
        && text.len() > mark.len() + 24)
        || mark == "—"
}

/// Bytes of the longest line that names an addressee by his number.
const COUNTED_BYTES_MAX: usize = 40;

fn is_counted(text: &str) -> bool {
    let name = without_count(text);
    let private = ["PS/", "PPS/", "APS/"].iter().any(|o| name.starts_with(o));
    let somebody = private || parties::is_styled(name) && parties::is_person(name) || look::is_post(name);
    name.len() < text.len() && text.len() <= COUNTED_BYTES_MAX && somebody
}

/// "PS/Secretary of State" of "2. PS/Secretary of State".
pub(super) fn without_count(text: &str) -> &str {
    let counted =
        text.split_once(['.', ')']).filter(|(n, _)| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()));
    counted.map_or(text, |(_, name)| name.trim())
}

/// Whether a line may hold a participant: a name with a post before or after it, or a name or post alone.
pub(super) fn may_take_part(text: &str) -> bool {
    let bare = parties::without_code(text);
    let first = bare.split([',', '(', ';']).next().unwrap_or("").trim();
    let first = first.split(" and ").next().unwrap_or(first);
    text.len() <= 160
        && !text.ends_with(['.', ':', '?'])
        && (parties::is_person(first) || look::is_post(bare) || is_posted_name(first))
}

/// "Minister of Defense Taviani", "Acting Deputy Assistant Secretary Robert C. Strong".
fn is_posted_name(words: &str) -> bool {
    let small = |w: &str| matches!(w, "of" | "for" | "the" | "to" | "in" | "de");
    let mut all = words.split_whitespace().peekable();
    let posted =
        words.split_whitespace().any(|w| lexicon::classes(&w.to_lowercase()).has(lexicon::KNOWN.post));
    posted && all.peek().is_some() && all.all(|w| w.starts_with(char::is_uppercase) || small(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_ends_a_quotation_does_not_begin_it() {
        assert!(
            unquotes("Lyndon Marsh.”") && unquotes("Lyndon Marsh\"") && unquotes("Dean Marsh. End text.")
        );
        assert!(!unquotes("He said “yes”.") && !unquotes("The \"Beel Plan\"") && !unquotes("Dean Marsh"));
    }

    #[test]
    fn a_long_title_is_no_prose() {
        assert!(!is_prose(
            "Fleet Admiral, U.S. Navy, Chief of Staff to the Commander in Chief of the Armed Forces"
        ));
        assert!(is_prose(
            "The Admiral who was then the Chief of Staff to the Commander in Chief came to see us"
        ));
    }

    #[test]
    fn one_word_may_be_a_name() {
        assert!(is_surname("Kennan") && is_surname("Al") && is_surname("L[ovett]"));
        assert!(!is_surname("UN") && !is_surname("To") && !is_surname("Yes"));
    }
}
