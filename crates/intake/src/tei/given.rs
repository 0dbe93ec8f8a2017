//! The particulars that a volume states of a document, by its tags and its head.

use super::element::{Element, Node, filled, fold};
use super::head::{self, Head};
use super::{dates, party, prose};
use crate::taken::{Given, GivenParty};

/// The particulars of a document of the volume.
pub(super) fn of_document(document: &Element<'_>) -> Given {
    let mut given = of_element(document);
    given.id_in_volume = document.attribute("id").map(str::to_owned);
    let number = document.attribute("n").filter(|number| !number.is_empty());
    given.reference = given.reference.or_else(|| number.map(|number| format!("Document {number}")));
    given
}

/// The particulars of an attachment that the volume marks within a document.
pub(super) fn of_enclosure(enclosure: &Element<'_>) -> Given {
    of_element(enclosure)
}

fn of_element(element: &Element<'_>) -> Given {
    let head = element.child("head").map(Head::read).unwrap_or_default();
    let source_note = source_note(element);
    let kind = head::kind(&head.text, inline_source(element).as_deref());
    let mut given = Given { kind: Some(kind.to_owned()), source_note, ..Given::default() };
    given.subject = subject(element);
    given.marking_line = marking_line(element);
    given.reference = number(kind, &head.text, element);
    date_and_place(&mut given, element, &head);
    parties(&mut given, element, &head, kind);
    given.head = filled(head.text);
    given
}

fn parties(given: &mut Given, element: &Element<'_>, head: &Head, kind: &str) {
    let sides = head.sides(kind);
    let read = |span: &std::ops::Range<usize>| party::parties(head.cut(span), &head.names_in(span));
    given.from = sides.between.as_ref().or(sides.from.as_ref()).map(read).unwrap_or_default();
    given.to = sides.to.as_ref().map(read).unwrap_or_default();
    // Those who spoke are those a conversation is from, and the list of them is fuller than the head; who
    // wrote it down is in the head still.
    if kind == "conversation" {
        let spoke = listed(element, &["participants"]);
        given.from = if spoke.is_empty() { std::mem::take(&mut given.from) } else { spoke };
    }
    if given.from.is_empty() {
        given.from = listed(element, &["from"]);
    }
    let addressed = addressees(element);
    given.copied_to = addressed.1;
    if given.to.is_empty() {
        given.to = addressed.0;
    }
}

/// The addressees of "TO" and "MEMORANDUM FOR" lists, and those only copied to.
fn addressees(element: &Element<'_>) -> (Vec<GivenParty>, Vec<GivenParty>) {
    let (mut to, mut copied_to) = (Vec::new(), Vec::new());
    for (item, names) in items(element, &["to", "memo"]) {
        let copied =
            item.get(..3).filter(|lead| lead.eq_ignore_ascii_case("cc:")).and_then(|_| item.get(3..));
        let list = if copied.is_some() { &mut copied_to } else { &mut to };
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        list.extend(party::listed(copied.unwrap_or(&item).trim(), &names));
    }
    (to, copied_to)
}

fn listed(element: &Element<'_>, sorts: &[&str]) -> Vec<GivenParty> {
    let items = items(element, sorts).into_iter();
    items
        .filter_map(|(item, names)| {
            party::listed(&item, &names.iter().map(String::as_str).collect::<Vec<_>>())
        })
        .collect()
}

/// Items of the lists of these types, each with the persons' names tagged in it; a list within an item is
/// a group's, and its items count one by one.
fn items(element: &Element<'_>, sorts: &[&str]) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for list in element.elements().filter(|child| child.name == "list" && sorts.contains(&child.sort())) {
        let mut within = Vec::new();
        list.all("item", &mut within);
        for item in within.into_iter().filter(|item| item.first("item").is_none() && !is_label(item)) {
            let mut names = Vec::new();
            item.all("persName", &mut names);
            found.push((
                without_label(&item.words()).to_owned(),
                names.into_iter().map(Element::words).collect(),
            ));
        }
    }
    found.retain(|(words, _)| !words.is_empty());
    found
}

/// An item that is the list's own heading or that of a group: "United States:" in italics.
fn is_label(item: &Element<'_>) -> bool {
    let bare = item.children.iter().all(|child| match child {
        Node::Text(words) => words.trim_matches(|c: char| c == ':' || c.is_whitespace()).is_empty(),
        Node::Element(inner) => inner.name == "hi" || inner.name == "pb",
    });
    let styled = bare && item.first("hi").is_some() && item.first("persName").is_none();
    styled || item.words().ends_with(':') || COUNTRIES.contains(&item.words().as_str())
}

/// Groups of participants that are printed without a style of their own.
const COUNTRIES: [&str; 12] = [
    "United States",
    "US",
    "U.S.",
    "United Kingdom",
    "UK",
    "U.K.",
    "France",
    "Germany",
    "USSR",
    "Japan",
    "China",
    "State",
];

/// "Subject: Financial Assistance" in a list of subjects: the label is the list's.
fn without_label(item: &str) -> &str {
    let labels = [
        "SUBJECT:",
        "Subject:",
        "SUBJECTS:",
        "Subjects:",
        "PARTICIPANTS:",
        "Participants:",
        "FROM:",
        "TO:",
        "RE:",
    ];
    labels.iter().find_map(|label| item.strip_prefix(label)).unwrap_or(item).trim_start()
}

fn date_and_place(given: &mut Given, element: &Element<'_>, head: &Head) {
    let mut datelines = Vec::new();
    let shallow = |child: &&Element<'_>| matches!(child.name, "dateline" | "opener" | "closer" | "head");
    for child in element.elements().filter(shallow) {
        if child.name == "dateline" {
            datelines.push(child);
        }
        child.all("dateline", &mut datelines);
    }
    if let Some(line) = datelines.iter().find(|line| line.first("date").is_some()).or(datelines.first()) {
        of_dateline(given, line);
    }
    if given.date.is_none() {
        of_head(given, element, head);
    }
}

fn of_dateline(given: &mut Given, line: &Element<'_>) {
    let words = line.words();
    let printed = dates::find(&words);
    given.place = place(line).or_else(|| before(&words, printed.as_ref().map(|found| found.span.start)));
    let tag = line.first("date");
    given.date_words = tag.and_then(|tag| filled(tag.words()));
    let span = printed.as_ref().and_then(|found| words.get(found.span.clone()));
    given.date_words = given.date_words.take().or_else(|| span.map(str::to_owned));
    let stated = tag.and_then(stated_date);
    given.date = stated.or_else(|| printed.and_then(|found| found.date));
}

/// The day that a tag states: of the moment, else of the beginning.
fn stated_date(tag: &Element<'_>) -> Option<jiff::civil::Date> {
    ["when", "from", "notBefore", "notAfter", "to"]
        .iter()
        .find_map(|key| tag.attribute(key).and_then(dates::of_attribute))
}

fn place(line: &Element<'_>) -> Option<String> {
    let mut places = Vec::new();
    line.all("placeName", &mut places);
    let words: Vec<String> =
        places.into_iter().map(Element::words).filter(|words| !words.is_empty()).collect();
    filled(words.join(", ")).map(|place| place.trim_end_matches([',', '.', ' ']).to_owned())
}

/// The words of a dateline before its date.
fn before(words: &str, date_at: Option<usize>) -> Option<String> {
    let lead = words.get(..date_at?)?.trim_end_matches([',', '.', ' ', '(', '[']);
    filled(lead.to_owned()).filter(|lead| lead.starts_with(char::is_uppercase))
}

/// Some volumes print the date in the head, others state it only for the whole document.
fn of_head(given: &mut Given, element: &Element<'_>, head: &Head) {
    let printed = dates::find(&head.text);
    given.date = printed.as_ref().and_then(|found| found.date);
    let words = printed.and_then(|found| head.text.get(found.span).map(str::to_owned));
    given.date_words = given.date_words.take().or(words);
    given.place = given.place.take().or_else(|| head.place().map(str::to_owned));
    // An editors' note has no date of its own: what it is stated for is what it tells of.
    if given.date.is_none() && !head.text.starts_with("Editorial Note") {
        given.date = element.attribute("doc-dateTime-min").and_then(dates::of_attribute);
    }
}

fn source_note(element: &Element<'_>) -> Option<String> {
    let mut notes: Vec<&Element<'_>> =
        element.elements().filter(|note| note.name == "note" && prose::is_source_note(note)).collect();
    for head in element.elements().filter(|child| matches!(child.name, "head" | "opener" | "dateline")) {
        let mut within = Vec::new();
        head.all("note", &mut within);
        notes.extend(within.into_iter().filter(|note| prose::heads_source(note)));
    }
    let words: Vec<String> =
        notes.into_iter().map(Element::words).filter(|words| !words.is_empty()).collect();
    filled(words.join(" ")).or_else(|| bracketed_source(element))
}

/// "[Source: …. Secret; Eyes Only. 5 pages of source text not declassified.]": all that is printed of a
/// paper that was withheld.
fn bracketed_source(element: &Element<'_>) -> Option<String> {
    let paragraphs = element.elements().filter(|child| child.name == "p").map(Element::words);
    let source = |words: String| words.strip_prefix('[')?.strip_suffix(']').map(str::to_owned);
    paragraphs.filter(|words| words.starts_with("[Source:")).find_map(source)
}

/// "711.329/7–1548: Telegram": the file number that old volumes print over a head.
fn inline_source(element: &Element<'_>) -> Option<String> {
    let note = element.elements().find(|note| note.name == "note" && prose::is_source_note(note))?;
    filled(note.words())
}

/// The line over the text that carries marking and precedence, tagged in the opener or a paragraph of its
/// own; it is told from "[Extract]" and "No. 12" by holding a word of either.
fn marking_line(element: &Element<'_>) -> Option<String> {
    let mut lines = Vec::new();
    for opener in element.elements().filter(|child| child.name == "opener") {
        opener.all("seg", &mut lines);
    }
    let tagged = lines.into_iter().map(Element::words).find(|line| {
        let lower = line.to_lowercase();
        !lower.starts_with('[') && MARKING_ROOTS.iter().any(|word| lower.contains(word))
    });
    let paragraphs = || element.elements().filter(|child| child.name == "p").take(MARKING_PARAGRAPHS);
    tagged.or_else(|| paragraphs().map(Element::words).find(|line| is_marking(line)))
}

const MARKING_PARAGRAPHS: usize = 3;
const MARKING_WORDS_MAX: usize = 8;

/// Whether a paragraph says nothing but a marking and a precedence.
fn is_marking(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower
        .split([' ', ';', ',', '—', '/'])
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    let known = |word: &&str| MARKING_ROOTS.contains(word) || MARKING_SMALL.contains(word);
    let rooted = words.iter().any(|word| MARKING_ROOTS.contains(word));
    rooted && words.len() <= MARKING_WORDS_MAX && words.iter().all(known)
}

/// Words that make a line a marking.
const MARKING_ROOTS: [&str; 16] = [
    "secret",
    "confidential",
    "restricted",
    "unclassified",
    "official",
    "priority",
    "priorty",
    "urgent",
    "niact",
    "eyes",
    "immediate",
    "personal",
    "plain",
    "exdis",
    "nodis",
    "limdis",
];

/// Words that stand beside them.
const MARKING_SMALL: [&str; 14] = [
    "top",
    "us",
    "use",
    "only",
    "limited",
    "security",
    "information",
    "most",
    "operational",
    "routine",
    "flash",
    "distribution",
    "no",
    "and",
];

fn subject(element: &Element<'_>) -> Option<String> {
    let listed: Vec<String> = items(element, &["subject"]).into_iter().map(|(item, _)| item).collect();
    let listed = filled(listed.join("; "));
    listed.or_else(|| {
        element.elements().filter(|child| child.name == "p").take(SUBJECT_PARAGRAPHS).find_map(subject_line)
    })
}

const SUBJECT_PARAGRAPHS: usize = 8;
const SUBJECT_LEAD_BYTES: usize = 300;
const SUBJECT_BYTES_MAX: usize = 300;

/// "Subject: …" as a paragraph of its own or among a telegram's first sentences.
fn subject_line(paragraph: &Element<'_>) -> Option<String> {
    let words = paragraph.words();
    let (at, key) =
        ["SUBJECT:", "Subject:", "SUBJ:", "Subj:"].iter().find_map(|key| Some((words.find(key)?, key)))?;
    // Further in, it is a subject that the text speaks of.
    if at > SUBJECT_LEAD_BYTES {
        return None;
    }
    let rest = words.get(at + key.len()..)?.trim_start();
    let rest = ["Ref:", "Refs:", "REF:", "REFS:", "Reference:"]
        .iter()
        .filter_map(|key| rest.find(key))
        .min()
        .map_or(rest, |at| rest.get(..at).unwrap_or(rest));
    let line = rest.get(..sentence_end(rest)).unwrap_or(rest).trim_end_matches(['.', ' ', ',', ';']);
    filled(fold(line)).filter(|line| line.len() <= SUBJECT_BYTES_MAX)
}

/// Where a sentence ends: at a full stop that does not close an initial or a short title.
fn sentence_end(text: &str) -> usize {
    let mut stops = text.match_indices(". ").map(|(at, _)| at);
    let ends = stops.find(|at| {
        let word = text.get(..*at).and_then(|lead| lead.rsplit(' ').next()).unwrap_or_default();
        let initial = word.chars().count() <= 1 || word.contains('.');
        !initial && !SHORTENED.contains(&word)
    });
    ends.unwrap_or(text.len())
}

const SHORTENED: [&str; 12] = ["Mr", "Mrs", "Dr", "Amb", "Gen", "Adm", "Col", "No", "Nos", "St", "Sen", "vs"];

/// The number of a paper that is sent in a series, by its head or by the first words of a telegram: "Telegram 711
/// From …", "Airgram A-183 From …", "4234. Embtel 4230 …".
fn number(kind: &str, head: &str, element: &Element<'_>) -> Option<String> {
    if !matches!(kind, "telegram" | "airgram" | "despatch") {
        return None;
    }
    let named = |word: &&str| {
        let kinds = ["telegram", "airgram", "despatch", "instruction"];
        kinds.iter().any(|k| k.eq_ignore_ascii_case(word))
    };
    let after_kind = head.split(' ').skip_while(|word| !named(word)).nth(1);
    let in_head = after_kind.map(|word| word.trim_end_matches([',', '.'])).filter(|word| is_numbered(word));
    let opening = || element.child("p").map(Element::words).and_then(|words| opening_number(&words));
    in_head.map(str::to_owned).or_else(|| opening().filter(|_| kind == "telegram"))
}

/// "711", "A-183", "CA-1234".
fn is_numbered(word: &str) -> bool {
    let series = |s: &str| s.len() <= 3 && !s.is_empty() && s.bytes().all(|b| b.is_ascii_uppercase());
    is_number(word) || word.split_once(['-', '–']).is_some_and(|(s, number)| series(s) && is_number(number))
}

fn is_number(word: &str) -> bool {
    (1..=7).contains(&word.len()) && word.chars().all(|c| c.is_ascii_digit())
}

fn opening_number(words: &str) -> Option<String> {
    let words = words.trim_start_matches(['[', '“', '"']);
    let (lead, _) =
        words.get(..words.len().min(TELEGRAM_LEAD_BYTES)).unwrap_or(words).split_once(['.', '/', ';'])?;
    let (series, number) = lead.rsplit_once(' ').unwrap_or(("", lead));
    let named = series.is_empty() || SERIES.iter().any(|known| known.eq_ignore_ascii_case(series));
    (is_number(number) && named).then(|| lead.to_owned())
}

const TELEGRAM_LEAD_BYTES: usize = 24;

/// The series that telegrams of delegations and travelling secretaries are numbered in.
const SERIES: [&str; 16] = [
    "Secto", "Tosec", "Todel", "Polto", "Topol", "Delga", "Gadel", "Usun", "Cahto", "Tocah", "Dulte",
    "Tedul", "Delto", "Tosca", "No.", "Circular",
];
