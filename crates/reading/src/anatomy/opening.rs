//! Particulars that stand inside the text: a telegram's number and subject, a note's sides, who has a copy.

use super::{Found, parties};
use chancery_office::reading::{FieldRole, Kind, Party, Span};

/// Bytes of a telegram's text among which its number and subject stand.
const OPENING_BYTES_MAX: usize = 400;
/// Bytes of the longest subject in a text.
const SUBJECT_BYTES_MAX: usize = 300;

/// Reads the particulars that the prose says of its own paper.
pub(super) fn read(found: &mut Found<'_>, headed: bool) {
    if found.kind == Kind::Telegram || found.kind == Kind::Airgram {
        number(found);
    }
    if headed {
        subject(found);
    }
    note(found);
    copies(found);
}

/// "4234. Embtel 4230 …", "Secto 12. For the President.", "1473/Todel 12.", "G–11. Ref: …"
fn number(found: &mut Found<'_>) {
    let Some(line) = found.prose.first() else { return };
    let text = line.text.trim_start_matches(['[', '"']);
    let skipped = line.text.len() - text.len();
    let Some(end) = text.find(['.', ';']).filter(|e| *e <= NUMBER_BYTES_MAX) else { return };
    let words = text.get(..end).unwrap_or("");
    let last = words.rsplit([' ', '/', '-', '–']).next().unwrap_or("");
    let digits = last.bytes().filter(u8::is_ascii_digit).count();
    let series = words
        .split([' ', '/', '-', '–'])
        .all(|w| w.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase()));
    if digits == 0 || digits + 1 < last.len() || !series || is_first_of_several(found, words) {
        return;
    }
    if found.particulars.reference.is_none() {
        found.particulars.reference = Some(words.to_owned());
        found.span(FieldRole::Reference, Span::new(line.start + skipped, line.start + skipped + end));
    }
}

/// "1." where a line below opens with "2.": a paragraph's number and not the telegram's.
fn is_first_of_several(found: &Found<'_>, words: &str) -> bool {
    words == "1" && found.prose.iter().skip(1).any(|line| line.text.starts_with("2. "))
}

const NUMBER_BYTES_MAX: usize = 28;

/// "Subject: …. Ref: …" at the opening of a telegram's text.
fn subject(found: &mut Found<'_>) {
    if found.particulars.subject.is_some() {
        return;
    }
    let found_in = found.prose.iter().take(3).find_map(|line| {
        let lead = line
            .text
            .get(..line.text.len().min(OPENING_BYTES_MAX))
            .or_else(|| line.text.get(..line.text.len().min(OPENING_BYTES_MAX - 3)))?;
        let key = ["SUBJECT:", "Subject:", "SUBJ:", "Subj:", "Subject—"]
            .iter()
            .find_map(|k| lead.find(k).map(|at| at + k.len()))?;
        let rest = line.text.get(key..)?;
        let start = key + rest.len() - rest.trim_start().len();
        let end = start + subject_end(line.text.get(start..)?);
        let words = line.text.get(start..end)?.trim_end_matches(['.', ' ', ',', ';']);
        (!words.is_empty() && words.len() <= SUBJECT_BYTES_MAX)
            .then(|| (Span::new(line.start + start, line.start + start + words.len()), words.to_owned()))
    });
    if let Some((span, words)) = found_in {
        found.span(FieldRole::Subject, span);
        found.particulars.subject = Some(words);
    }
}

/// Where a subject ends: before its reference, or at a full stop that closes no short word.
fn subject_end(text: &str) -> usize {
    let key =
        ["Ref:", "Refs:", "REF:", "REFS:", "Reference:", "Refers:"].iter().filter_map(|k| text.find(k)).min();
    let stop = text.match_indices(['.', ';']).map(|(at, _)| at).find(|at| {
        let word = text.get(..*at).and_then(|lead| lead.rsplit(' ').next()).unwrap_or_default();
        let short = word.chars().count() <= 1 || word.contains('.') || SHORTENED.contains(&word);
        let ends = text.get(at + 1..).is_some_and(|r| r.is_empty() || r.starts_with(' '));
        !short && ends
    });
    key.unwrap_or(text.len()).min(stop.unwrap_or(text.len()))
}

const SHORTENED: [&str; 12] = ["Mr", "Mrs", "Dr", "Amb", "Gen", "Adm", "Col", "No", "Nos", "St", "Sen", "vs"];

/// "The Embassy of Carrasca presents its compliments to the Ministry of Foreign Affairs and has the honour …".
fn note(found: &mut Found<'_>) {
    let said = found.prose.iter().take(3).find_map(|line| {
        line.text.find(" compliments ")?;
        let at = NOTE_WORDS.iter().find_map(|w| line.text.find(w).map(|at| (at, at + w.len())))?;
        let to = line.text.get(at.1..)?;
        let end = [" and ha", " and, ", ", and ", " et a ", " with reference", " a l'honneur", ", "]
            .iter()
            .filter_map(|w| to.find(w))
            .min()
            .unwrap_or(to.len());
        Some((line.text.get(..at.0)?.to_owned(), to.get(..end)?.trim_end_matches(['.', ' ']).to_owned()))
    });
    let Some((from, to)) = said else { return };
    found.kind = Kind::Note;
    found.particulars.from = house(&from).into_iter().collect();
    found.particulars.to = house(&to).into_iter().collect();
}

const NOTE_WORDS: [&str; 7] = [
    " presents its compliments to ",
    " presents his compliments to ",
    " presents her compliments to ",
    " present their compliments to ",
    " présente ses compliments à ",
    " présente ses compliments au ",
    " présente ses compliments aux ",
];

fn house(words: &str) -> Option<Party> {
    let bare = ["The ", "the ", "L'", "l'", "le ", "la ", "Le ", "La "]
        .iter()
        .find_map(|a| words.trim().strip_prefix(a))
        .unwrap_or(words.trim());
    (!bare.is_empty() && bare.len() <= 160).then(|| Party::post(bare))
}

/// "I am copying this letter to Michael Fenwick (Treasury) and Jean Pascoe in the Cabinet Office."
fn copies(found: &mut Found<'_>) {
    if !found.particulars.copied_to.is_empty() {
        return;
    }
    let count = found.prose.len();
    for line in found.prose.iter().skip(count.saturating_sub(12)) {
        let Some((start, words)) = copied_in(line.text) else { continue };
        let all = words.replace(" and to ", ", ").replace(" and ", ", ").replace(" et ", ", ");
        found.particulars.copied_to = parties::of_list(&all);
        let span = Span::new(line.start + start, line.start + start + words.len());
        found.fields.push(chancery_office::reading::Field {
            role: FieldRole::CopiedTo,
            span,
            doubtful: false,
            date: None,
        });
        return;
    }
}

/// Where those who have a copy are named in a sentence of the text.
fn copied_in(text: &str) -> Option<(usize, &str)> {
    let verb = [
        "copying this",
        "a copy of this",
        "copies of this",
        "copied this",
        "copying these",
        "Copies go to",
        "Copies of this",
    ]
    .iter()
    .find_map(|v| text.find(v).map(|at| at + v.len()))?;
    let rest = text.get(verb..)?;
    let to = rest
        .find(" to ")
        .map(|at| at + 4)
        .filter(|at| *at <= 60)
        .or_else(|| text.get(..verb)?.ends_with("to").then_some(1))?;
    let start = verb + to;
    let tail = text.get(start..)?;
    let end = tail.find(". ").or_else(|| tail.strip_suffix('.').map(str::len)).unwrap_or(tail.len());
    let words = tail.get(..end)?;
    (!words.is_empty() && words.len() <= 400).then_some((start, words))
}
