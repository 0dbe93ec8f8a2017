//! Fields of the anatomy: date, place, parties, signature, marking, on volumes whose tags say what is right.
//!
//! A reading sees the text alone. Each field is compared on four levels, each easier than the one before:
//! strict (the same words), soft (case, space, signs and a leading article aside), near (four letters in five),
//! value (the day, the level, one name within the other).

use crate::sets::{Sets, on_paper};
use crate::table::{Counts, Row};
use chancery_intake::TakenPaper;
use chancery_office::reading::{Field, FieldRole, Part, PartPlace, Party, Reading};
use chancery_reading::{Context, read};
use std::collections::BTreeMap;

/// Counts of one field on the four levels.
#[derive(Default)]
struct Levels {
    strict: Counts,
    soft: Counts,
    near: Counts,
    value: Counts,
}

/// What a field's levels, targets and notes are told under.
type Scores = BTreeMap<&'static str, Levels>;

/// Fields in the order of the table, with the target of a first version and what would be good.
const FIELDS: [(&str, Option<f64>, Option<f64>); 9] = [
    ("date", Some(0.998), None),
    ("place", Some(0.995), None),
    ("from", Some(0.985), Some(0.99)),
    ("to", Some(0.985), Some(0.99)),
    ("from, person", Some(0.95), Some(0.98)),
    ("signature", Some(0.98), None),
    ("marking line", Some(0.985), None),
    ("marking, source note", Some(0.985), None),
    ("subject", None, None),
];

pub fn rows(sets: &Sets) -> anyhow::Result<Vec<Row>> {
    let (mut printed, mut bare) = (Scores::new(), Scores::new());
    let (mut whole, mut bounds) = (Counts::default(), Counts::default());
    let mut count = 0;
    for volume in sets.volumes()? {
        for paper in volume?.papers {
            count += 1;
            let noted = paper.given.head.as_deref().is_some_and(|h| h.starts_with("Editorial Note"));
            if count % sets.every != 0 || noted || paper.text.is_empty() {
                continue;
            }
            let gold = Gold::of(&paper);
            if std::env::var_os("MISSES").is_some() {
                eprintln!("PAPER {:?}", paper.given.head);
            }
            as_printed(&paper, &gold, &mut printed, &mut whole);
            without_head(&paper, &gold, &mut bare);
            boundaries(&paper, &mut bounds);
        }
    }
    let split = sets.split.word();
    let mut rows = table(&printed, &format!("FRUS as printed, {split}"), true);
    rows.push(row(
        "whole head right",
        &format!("FRUS as printed, {split}"),
        &whole,
        (None, None),
        String::new(),
    ));
    rows.extend(table(&bare, &format!("FRUS without heads, {split}"), false));
    let note = format!("{}; covers with their tagged enclosures under a line that says so", bounds.words());
    rows.push(row("enclosure boundary", &format!("FRUS, {split}"), &bounds, (Some(0.90), Some(0.95)), note));
    Ok(rows)
}

/// What the tags of a volume say of a paper.
struct Gold {
    date: Option<String>,
    place: Option<String>,
    /// The head names a place and no tag does: what is read there can be judged neither right nor wrong.
    place_untagged: bool,
    from: Vec<String>,
    to: Vec<String>,
    /// The person tagged as sender.
    person: Option<String>,
    /// The signature, where the tags show one; none is known where they show several.
    signature: Option<String>,
    signatures: usize,
    /// The head, by which a name at the foot that no tag shows is known for the sender's: what is read there can be
    /// judged neither right nor wrong.
    head: String,
    marking_line: Option<String>,
    noted_marking: Option<String>,
    subject: Option<String>,
}

impl Gold {
    fn of(paper: &TakenPaper) -> Gold {
        let original = String::from_utf8_lossy(&paper.original);
        let head = within(&original, "<head").unwrap_or_default();
        let dateline = within(&original, "<dateline").unwrap_or_default();
        let given = &paper.given;
        let dated = dateline.contains("when=\"").then(|| given.date.map(|d| d.to_string())).flatten();
        let said = given.date_words.as_deref().is_some_and(|w| w.bytes().any(|b| b.is_ascii_digit()));
        let year = given.date.is_some_and(|d| paper.text.contains(&d.year().to_string()));
        let conversation = given.kind.as_deref() == Some("conversation");
        let tagged = |key: &str| if conversation { Vec::new() } else { tagged_words(head, key) };
        let place = within(dateline, "<placeName").and(given.place.clone());
        let signed: Vec<&str> = original.split("<signed").skip(1).collect();
        let signature = (signed.len() == 1 && paper.enclosures.is_empty())
            .then(|| within(&original, "<signed").map(plain))
            .flatten()
            .filter(|s| !s.is_empty());
        Gold {
            date: dated.filter(|_| said && year),
            place_untagged: place.is_none() && given.place.is_some(),
            place,
            from: tagged("type=\"from\""),
            to: tagged("type=\"to\""),
            person: persons_tagged(head).filter(|_| !conversation),
            signature,
            head: plain(head),
            signatures: if paper.enclosures.is_empty() { signed.len() } else { 2 },
            marking_line: given.marking_line.clone(),
            noted_marking: given.source_note.as_deref().and_then(noted),
            subject: given.subject.clone(),
        }
    }
}

/// Whether a head names who signed: "Dean Rusk" under a "Letter From Secretary of State Rusk".
fn names(head: &str, signature: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect()
    };
    let surname = words(signature).into_iter().rfind(|word| word.chars().count() > 2);
    surname.is_some_and(|surname| words(head).contains(&surname))
}

/// The level that a source note tells, by the first sentence that is nothing but a level and its handling.
fn noted(note: &str) -> Option<String> {
    const LEVELS: [&str; 7] = [
        "Top Secret",
        "Secret",
        "Confidential",
        "Limited Official Use",
        "Official Use Only",
        "Restricted",
        "Unclassified",
    ];
    note.split(". ").skip(1).find_map(|s| {
        LEVELS
            .iter()
            .find(|l| s.strip_prefix(**l).is_some_and(|r| r.is_empty() || r.starts_with([';', '.', ','])))
            .map(|l| (*l).to_owned())
    })
}

fn as_printed(paper: &TakenPaper, gold: &Gold, scores: &mut Scores, whole: &mut Counts) {
    let text = on_paper(paper);
    let text = match &paper.given.source_note {
        Some(note) if note.len() > 40 => format!("{text}\n\nSource: {}", note.trim_start_matches("Source: ")),
        _ => text,
    };
    let reading = read(&text, &Context::default());
    let Some(part) = reading.parts.first() else { return };
    common(gold, part, &text, scores);
    if std::env::var_os("MISSES").is_some() && paper.given.kind.as_deref() != Some(part.kind.word()) {
        eprintln!("KIND {:?} / {}: {:?}", paper.given.kind, part.kind.word(), paper.given.head);
    }
    let said = &part.particulars;
    parties("from", &gold.from, &said.from, scores);
    parties("to", &gold.to, &said.to, scores);
    person(gold.person.as_deref(), &said.from, scores);
    if gold.marking_line.is_none() {
        let level = |m: &str| m.split([';', ',']).next().unwrap_or("").trim().to_lowercase();
        let found = said.marking.as_deref();
        count(scores, "marking, source note", gold.noted_marking.as_deref(), found, |a, b| {
            level(a) == level(b)
        });
    }
    count(scores, "subject", gold.subject.as_deref(), said.subject.as_deref(), lenient);
    let asked = [gold.date.is_some(), gold.place.is_some(), !gold.from.is_empty(), !gold.to.is_empty()];
    if asked.iter().all(|a| *a) {
        let date = said.date.map(|d| d.to_string()) == gold.date;
        let place = said.place.as_deref().zip(gold.place.as_deref()).is_some_and(|(a, b)| soft(a) == soft(b));
        let right = date && place && any(&gold.from, &said.from) && any(&gold.to, &said.to);
        tally(whole, true, true, right);
    }
}

fn without_head(paper: &TakenPaper, gold: &Gold, scores: &mut Scores) {
    let reading = read(&paper.text, &Context::default());
    if let Some(part) = reading.parts.first() {
        common(gold, part, &paper.text, scores);
    }
}

/// What is scored with and without the editors' head.
fn common(gold: &Gold, part: &Part, text: &str, scores: &mut Scores) {
    let said = &part.particulars;
    let date = said.date.map(|d| d.to_string());
    if gold.date.is_some() {
        count(scores, "date", gold.date.as_deref(), date.as_deref(), |a, b| a == b);
    }
    if !gold.place_untagged {
        count(scores, "place", gold.place.as_deref(), said.place.as_deref(), lenient);
    }
    let signed = field(part, FieldRole::Signer).map(|f| f.span.of(text));
    let untagged = gold.signatures == 0 && signed.is_some_and(|words| names(&gold.head, words));
    if gold.signatures <= 1 && !untagged {
        count(scores, "signature", gold.signature.as_deref(), signed, lenient);
    }
    let marking = field(part, FieldRole::Marking).map(|f| f.span.of(text));
    count(
        scores,
        "marking line",
        gold.marking_line.as_deref(),
        marking.filter(|_| gold.marking_line.is_some()),
        lenient,
    );
}

fn field(part: &Part, role: FieldRole) -> Option<&Field> {
    part.fields.iter().find(|f| f.role == role)
}

fn parties(name: &'static str, gold: &[String], found: &[Party], scores: &mut Scores) {
    // Many heads carry no tags; what is read there can be judged neither right nor wrong.
    if gold.is_empty() {
        return;
    }
    let words = gold.first().map(String::as_str);
    let said: Vec<String> = found.iter().flat_map(|p| [&p.name, &p.post]).flatten().cloned().collect();
    let best = said.iter().find(|s| words.is_some_and(|w| lenient(w, s))).or(said.first());
    let levels = scores.entry(name).or_default();
    judge(name, levels, words, best.map(String::as_str), |_, _| any(gold, found));
}

/// Whether the person tagged is the one read, by the surname.
fn person(gold: Option<&str>, found: &[Party], scores: &mut Scores) {
    let Some(name) = gold else { return };
    let surname = soft(name.split([' ', ',']).rfind(|w| w.len() > 2 && *w != "Jr.").unwrap_or(name));
    let right = found.iter().any(|p| p.name.as_deref().is_some_and(|n| soft(n).contains(&surname)));
    tally(&mut scores.entry("from, person").or_default().value, true, !found.is_empty(), right);
    if !right && std::env::var_os("MISSES").is_some() {
        eprintln!("PERSON {name:?} / {found:?}");
    }
}

fn any(gold: &[String], found: &[Party]) -> bool {
    let said = |g: &String| found.iter().flat_map(|p| [&p.name, &p.post]).flatten().any(|s| lenient(g, s));
    gold.iter().any(said)
}

fn lenient(a: &str, b: &str) -> bool {
    let (a, b) = (soft(a), soft(b));
    !a.is_empty() && !b.is_empty() && (a.contains(&b) || b.contains(&a))
}

fn count(
    scores: &mut Scores,
    name: &'static str,
    gold: Option<&str>,
    found: Option<&str>,
    value: impl Fn(&str, &str) -> bool,
) {
    judge(name, scores.entry(name).or_default(), gold, found, value);
}

fn judge(
    name: &str,
    levels: &mut Levels,
    gold: Option<&str>,
    found: Option<&str>,
    value: impl Fn(&str, &str) -> bool,
) {
    let both = gold.zip(found);
    let one = |counts: &mut Counts, right: bool| tally(counts, gold.is_some(), found.is_some(), right);
    one(&mut levels.strict, both.is_some_and(|(g, f)| g == f));
    one(&mut levels.soft, both.is_some_and(|(g, f)| soft(g) == soft(f)));
    one(&mut levels.near, both.is_some_and(|(g, f)| near(&soft(g), &soft(f))));
    let right = both.is_some_and(|(g, f)| value(g, f));
    one(&mut levels.value, right);
    if !right && std::env::var_os("MISSES").is_some() && (gold.is_some() || found.is_some()) {
        eprintln!("MISS {name}: {gold:?} / {found:?}");
    }
}

fn tally(counts: &mut Counts, gold: bool, found: bool, right: bool) {
    counts.gold += usize::from(gold);
    counts.found += usize::from(found);
    counts.right += usize::from(right);
}

/// Words without case, space, signs and a leading article.
fn soft(words: &str) -> String {
    let low = words.to_lowercase();
    let low = ["the ", "a ", "an "].iter().find_map(|a| low.strip_prefix(a)).unwrap_or(&low);
    low.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether four letters in five agree, by edit distance.
fn near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(200).collect(), b.chars().take(200).collect());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    let longest = a.len().max(b.len());
    longest > 0 && (longest - row[b.len()]) * 5 >= longest * 4
}

/// Where enclosures begin, on a cover with its tagged enclosures set below it as they are printed.
fn boundaries(paper: &TakenPaper, counts: &mut Counts) {
    let mut text = on_paper(paper);
    let mut gold = Vec::new();
    for (i, enclosure) in
        paper.enclosures.iter().enumerate().filter(|(_, e)| e.given.head.is_some() || e.text.len() > 80)
    {
        text.push_str(if i % 2 == 0 { "\n\n[Enclosure]\n\n" } else { "\n\nAttachment\n\n" });
        gold.push(text.trim_end().rfind('\n').map_or(0, |at| at + 1));
        text.push_str(&on_paper(enclosure));
    }
    let explicit = explicit_lines(&text).into_iter().filter(|at| !gold.iter().any(|g| g.abs_diff(*at) < 4));
    let all: Vec<usize> = explicit.chain(gold.iter().copied()).collect();
    let reading = read(&text, &Context::default());
    let found = starts(&reading);
    counts.gold += all.len();
    counts.found += found.len();
    let right = all.iter().filter(|g| found.iter().any(|f| f.abs_diff(**g) < 4)).count();
    counts.right += right;
    if std::env::var_os("MISSES").is_some() {
        for at in found.iter().filter(|f| !all.iter().any(|g| f.abs_diff(*g) < 4)) {
            eprintln!("BOUND+ {:?}", text.get(*at..).map(|t| t.chars().take(80).collect::<String>()));
        }
        for at in all.iter().filter(|g| !found.iter().any(|f| f.abs_diff(**g) < 4)) {
            eprintln!("BOUND- {:?}", text.get(*at..).map(|t| t.chars().take(80).collect::<String>()));
        }
    }
}

fn starts(reading: &Reading) -> Vec<usize> {
    reading.parts.iter().filter(|p| p.place == PartPlace::Enclosure).map(|p| p.span.start as usize).collect()
}

/// Lines that say of themselves that an enclosure begins: "Attachment", "[Enclosure 1]", "Tab A", "Begin text:".
fn explicit_lines(text: &str) -> Vec<usize> {
    let mut at = 0;
    let mut out = Vec::new();
    for line in text.split_inclusive('\n') {
        let inner = line.trim().trim_matches(['[', ']', '.']);
        let mut words = inner.split(' ');
        let key = words.next().unwrap_or("");
        let rest: Vec<&str> = words.collect();
        let named = matches!(
            key,
            "Attachment" | "Enclosure" | "Tab" | "Annex" | "ATTACHMENT" | "ENCLOSURE" | "ANNEX" | "TAB"
        );
        let counted =
            rest.is_empty() && !key.eq_ignore_ascii_case("tab") || rest.len() == 1 && rest[0].len() <= 3;
        let low = inner.to_lowercase();
        let begins =
            low.starts_with("begin ") && low.trim_end_matches(':').ends_with(" text") && rest.len() <= 2;
        if begins || named && counted {
            out.push(at + line.len() - line.trim_start().len());
        }
        at += line.len();
    }
    out
}

fn table(scores: &Scores, set: &str, headed: bool) -> Vec<Row> {
    let asked = |name: &str| headed || matches!(name, "date" | "place" | "signature" | "marking line");
    FIELDS
        .iter()
        .filter(|(name, ..)| asked(name))
        .filter_map(|(name, first, good)| {
            let levels = scores.get(name)?;
            let note = format!(
                "{}; strict {:.3} soft {:.3} near {:.3}",
                levels.value.words(),
                levels.strict.f(),
                levels.soft.f(),
                levels.near.f()
            );
            Some(row(&format!("{name}, value"), set, &levels.value, (*first, *good), note))
        })
        .collect()
}

fn row(measure: &str, set: &str, counts: &Counts, targets: (Option<f64>, Option<f64>), note: String) -> Row {
    Row {
        measure: measure.into(),
        set: set.into(),
        got: counts.f(),
        first: targets.0,
        good: targets.1,
        cases: counts.gold,
        note,
    }
}

/// The first element of that opening, whole.
fn within<'a>(xml: &'a str, opening: &str) -> Option<&'a str> {
    let at = xml.find(opening)?;
    let rest = xml.get(at..)?;
    let name = rest.get(1..)?.split([' ', '>', '\n']).next()?;
    rest.get(..rest.find(&format!("</{name}>"))?)
}

/// The words of the tags in a head that carry this attribute.
fn tagged_words(head: &str, key: &str) -> Vec<String> {
    let found = head.match_indices(key).filter_map(|(at, _)| {
        let open = head.get(..at)?.rfind('<')?;
        let name = head.get(open + 1..)?.split([' ', '\n']).next()?;
        let rest = head.get(at..)?;
        let words = plain(rest.get(rest.find('>')? + 1..rest.find(&format!("</{name}>"))?)?);
        Some(words.trim_end_matches(['.', ',']).trim_start_matches("the ").to_owned())
    });
    found.filter(|words| !words.is_empty()).collect()
}

/// The first person whom a head tags as its sender.
fn persons_tagged(head: &str) -> Option<String> {
    head.split("<persName").skip(1).find_map(|tag| {
        let (attributes, rest) = tag.split_once('>')?;
        let words = plain(rest.get(..rest.find("</persName>")?)?);
        (attributes.contains("type=\"from\"") && !words.is_empty()).then_some(words)
    })
}

/// The words between tags, notes left out.
fn plain(xml: &str) -> String {
    let mut text = String::new();
    let mut rest = xml;
    if let Some(at) = rest.find('>').filter(|_| rest.starts_with('<')) {
        rest = rest.get(at + 1..).unwrap_or("");
    }
    while let Some(at) = rest.find('<') {
        text.push_str(rest.get(..at).unwrap_or(""));
        let tag = rest.get(at..).unwrap_or("");
        let end = if tag.starts_with("<note") {
            tag.find("</note>").map(|i| i + 7)
        } else {
            tag.find('>').map(|i| i + 1)
        };
        rest = end.and_then(|e| tag.get(e..)).unwrap_or("");
    }
    text.push_str(rest);
    text.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_head_names_who_signed_by_the_surname() {
        assert!(names("Letter From Secretary of State Rusk to President Johnson", "Dean Rusk"));
        assert!(names("Memorandum From Secretary of State Herter", "[Herter]"));
        assert!(!names("Memorandum From the Secretary of State to the President", "John Foster Dulles"));
        assert!(!names("Memorandum From the President's Special Assistant", "None."));
        assert!(!names("Letter From Walt Rostow", "W. W."));
    }
}
