//! Lines that say who wrote what is quoted below: "On Tuesday, 5 January 2010, Anna Smith wrote:".

use super::party::party;
use super::sent::{english, sent_date};
use crate::text::Line;
use crate::times::{month, weekday};
use chancery_office::reading::Party;
use jiff::civil::Date;

/// Who wrote a quoted message, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wrote {
    pub from: Option<Party>,
    pub date: Option<Date>,
}

/// Lines over which such a line may be broken.
const LINES_MAX: usize = 4;
/// Bytes of the longest such line.
const BYTES_MAX: usize = 260;
/// Words of the longest name in one.
const NAME_WORDS_MAX: usize = 7;

/// Words that open such a line, by language.
const OPENERS: [&str; 12] =
    ["On ", "Le ", "Am ", "El ", "Il ", "Op ", "Den ", "På ", "Em ", "W dniu ", "Vào ", "Dnia "];

/// How such a line ends, by language.
const ENDS: [&str; 13] = [
    "wrote",
    "writes",
    "sent",
    "a écrit",
    "a ecrit",
    "schrieb",
    "escribió",
    "ha scritto",
    "escreveu",
    "skrev",
    "het volgende geschreven",
    "napisał",
    "đã viết",
];

/// Verbs after which the name stands.
const BEFORE_NAME: [&str; 5] = [" schreef ", " schrieb ", " skrev ", " heeft ", " użytkownik "];

/// Who is said to have written what stands below, and over how many lines.
pub(crate) fn wrote_at(lines: &[Line<'_>], at: usize, below: bool) -> Option<(Wrote, usize)> {
    let first = lines.get(at)?.text;
    let bare = first.trim_start_matches(['-', ' ', '*']);
    let iso = bare.starts_with(|c: char| c.is_ascii_digit()) && is_iso(bare);
    let opens = iso || OPENERS.iter().any(|o| bare.starts_with(o));
    let alone = !opens && strip_end(bare).is_some();
    if !(opens || alone) {
        return None;
    }
    let mut whole = String::new();
    for (n, line) in lines.iter().skip(at).take(if alone { 1 } else { LINES_MAX }).enumerate() {
        let goes_on = n == 0 || !line.gap || line.text.starts_with('<');
        if !goes_on || whole.len() + line.text.len() > BYTES_MAX {
            return None;
        }
        whole.push_str(if n == 0 { "" } else { " " });
        whole.push_str(line.text);
        if let Some(said) = said(&whole, opens && !iso, iso, below) {
            return Some((said, n + 1));
        }
    }
    None
}

fn is_iso(line: &str) -> bool {
    let date = line.split([' ', 'T']).next().unwrap_or("");
    let figures: Vec<&str> = date.split(['-', '/']).collect();
    figures.len() == 3
        && figures.first().is_some_and(|y| y.len() == 4)
        && figures.iter().all(|f| f.bytes().all(|b| b.is_ascii_digit()))
}

/// What a whole line says; `None` where it is no such line.
fn said(whole: &str, opened: bool, iso: bool, below: bool) -> Option<Wrote> {
    let bare = whole.trim_start_matches(['-', ' ', '*']);
    if iso {
        let closed = bare.ends_with(">:") || (bare.ends_with('>') && below);
        return (closed && bare.contains('@')).then(|| wrote(bare.trim_end_matches(':')));
    }
    let body = match strip_end(bare) {
        Some(body) => body,
        None if bare.ends_with(':') && BEFORE_NAME.iter().any(|v| bare.contains(v)) => {
            bare.trim_end_matches(':')
        }
        None => return None,
    };
    let body = if opened { after_opener(body) } else { body };
    let said = wrote(body);
    let dated = said.date.is_some() || has_clock(body);
    let addressed = body.contains('@') || body.contains('<');
    let named = said.from.as_ref().is_some_and(|p| p.name.as_deref().is_none_or(is_named));
    let plain =
        if opened { dated && (addressed || has_clock(body) || named) } else { addressed || (named && below) };
    plain.then_some(said)
}

/// The line without its verb and the colon or dashes that close it.
fn strip_end(line: &str) -> Option<&str> {
    let bare = line.trim_end_matches([':', '-', ' ', '\u{a0}', '*']);
    let ended = || ENDS.iter().find_map(|e| bare.strip_suffix(e)).filter(|b| b.ends_with([' ', '>', ')']));
    (bare.len() < line.len()).then(ended).flatten()
}

fn after_opener(body: &str) -> &str {
    OPENERS.iter().find_map(|o| body.strip_prefix(o)).unwrap_or(body)
}

/// "3:18", "22:03", "09.32am".
fn has_clock(body: &str) -> bool {
    let bytes = body.as_bytes();
    bytes.windows(4).any(|w| {
        w[0].is_ascii_digit() && matches!(w[1], b':' | b'.') && w[2].is_ascii_digit() && w[3].is_ascii_digit()
    })
}

/// Whether every word of a name begins as names do.
fn is_named(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |w: &&str| w.trim_start_matches(['"', '\'', '(']).starts_with(char::is_uppercase);
    words.len() <= NAME_WORDS_MAX && !words.is_empty() && words.iter().all(capital)
}

/// Date and writer of the words between opener and verb.
fn wrote(body: &str) -> Wrote {
    let (dated, named) = match BEFORE_NAME.iter().find_map(|v| body.split_once(v)) {
        Some((dated, named)) => (dated, named),
        None => body.split_at(date_len(body)),
    };
    let named = named.trim_matches([',', ' ', ':', ';', '-']);
    let from = Some(named).filter(|n| !n.is_empty()).map(party).filter(|p| *p != Party::default());
    Wrote { from, date: sent_date(dated, false, None) }
}

/// Bytes of the words at the beginning that are of a date or an hour.
fn date_len(body: &str) -> usize {
    let mut end = 0;
    for word in body.split_inclusive(' ') {
        if !is_of_date(word.trim_matches([' ', ',', '.', '(', ')'])) {
            break;
        }
        end += word.len();
    }
    end
}

fn is_of_date(word: &str) -> bool {
    const SMALL: [&str; 24] = [
        "", "at", "am", "pm", "a.m", "p.m", "à", "um", "a", "las", "om", "alle", "kl", "on", "de", "del",
        "of", "h", "den", "uhr", "-", "@", "på", "ore",
    ];
    let low = word.to_lowercase();
    let figures = low.bytes().any(|b| b.is_ascii_digit()) && !low.contains('@');
    let zone = word.len() <= 4
        && word.len() >= 2
        && matches!(word, "GMT" | "UTC" | "EST" | "EDT" | "CET" | "CEST" | "BST" | "PST" | "PDT" | "CST");
    figures
        || zone
        || SMALL.contains(&low.as_str())
        || month(&english(&low).to_lowercase()).is_some()
        || weekday(&low).is_some()
        || is_foreign_day(&low)
}

/// Days of other languages, whole or by their beginnings.
fn is_foreign_day(low: &str) -> bool {
    const WORDS: [&str; 21] = [
        "lun",
        "mar",
        "mer",
        "jeu",
        "ven",
        "sam",
        "dim",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
    ];
    WORDS.contains(&low.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines;

    fn read(text: &str, below: bool) -> Option<(String, String, usize)> {
        let (wrote, n) = wrote_at(&lines(text), 0, below)?;
        let date = wrote.date.map(|d| d.to_string()).unwrap_or_default();
        Some((wrote.from.map(|p| p.short().to_owned()).unwrap_or_default(), date, n))
    }

    #[test]
    fn who_wrote_is_read_in_the_shapes_of_many_programs() {
        for (text, who, date, n) in [
            (
                "On Tuesday, January 5, 2010, Anna Smith <anna@example.org> wrote:",
                "Anna Smith",
                "2010-01-05",
                1,
            ),
            (
                "On Tue, May 6, 2011 at 6:03 PM, Anna Smith from Accounts\n<anna@example.org> wrote:",
                "Anna Smith from Accounts",
                "2011-05-06",
                2,
            ),
            ("On Nov 30, 2011, at 12:47 PM, Anna <\nanna@example.org>\nwrote:", "Anna", "2011-11-30", 3),
            ("On 04/19/2011 07:10 AM, Anna Smith wrote:", "Anna Smith", "2011-04-19", 1),
            (
                "--- On Wed, Apr 4, 2012 at 3:59 PM, anna@example.org wrote:",
                "anna@example.org",
                "2012-04-04",
                1,
            ),
            (
                "Le 23 janv. 2015 à 22:03, Anne Martin <anne@example.org> a écrit :",
                "Anne Martin",
                "2015-01-23",
                1,
            ),
            (
                "Am 25.11.2014 um 14:59 schrieb Anna Schmidt <anna@example.org>:",
                "Anna Schmidt",
                "2014-11-25",
                1,
            ),
            ("El 3 de mayo de 2010 10:12, Ana Ruiz <ana@example.org> escribió:", "Ana Ruiz", "2010-05-03", 1),
            ("2014-10-17 11:28 GMT+03:00 Anna <\nanna@example.org>:", "Anna", "2014-10-17", 2),
            ("Smith, Anna D wrote:", "Smith, Anna D", "", 1),
            ("---- Anna Smith wrote ----", "Anna Smith", "", 1),
        ] {
            assert_eq!(read(text, true), Some((who.to_owned(), date.to_owned(), n)), "{text}");
        }
    }

    #[test]
    fn prose_that_quotes_a_letter_opens_no_message() {
        for text in [
            "On Monday he wrote:",
            "On 5 May 1982 the Foreign Minister wrote:",
            "On your remote host you can run:",
            "As Anna wrote:",
        ] {
            assert_eq!(read(text, false), None, "{text}");
        }
    }
}
