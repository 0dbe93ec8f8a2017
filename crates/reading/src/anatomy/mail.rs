//! A mail or memorandum: what its header block says, its text, and its tail.

use super::header::Entry;
use super::keys::Key;
use super::lines as look;
use super::party::{parties, party};
use super::sent::sent_date;
use super::signature::tail;
use super::split::Start;
use super::thread::is_rule;
use super::{Found, Sheet};
use crate::text::Line;
use chancery_office::reading::{FieldRole, Kind, PartPlace, Party};

/// Reads a message: a part with a header block, one that a mail quotes, or a mail whose head is given.
pub(super) fn read<'t>(sheet: &Sheet<'_, 't>, start: &Start) -> Found<'t> {
    let mut found = Found { kind: kind(start), ..Found::default() };
    for entry in start.head.iter().flat_map(|h| &h.entries) {
        header(&mut found, entry, sheet);
    }
    attributed(&mut found, start);
    let lines = below_head(&mut found, sheet, start);
    let given = sheet.ctx.given.as_ref().filter(|_| start.place == PartPlace::Paper);
    if let Some(given) = given {
        found.particulars = given.clone();
        found.kind = sheet.ctx.given_kind.unwrap_or(found.kind);
    }
    body(&mut found, &lines, given.is_some());
    found
}

fn kind(start: &Start) -> Kind {
    match &start.head {
        Some(head) if start.place == PartPlace::Paper && !head.is_mail() => Kind::Memorandum,
        _ => Kind::Email,
    }
}

/// What the line says that opens a quotation, where no head does.
fn attributed(found: &mut Found<'_>, start: &Start) {
    let Some(wrote) = &start.wrote else { return };
    let said = &mut found.particulars;
    if said.from.is_empty() {
        said.from.extend(wrote.from.clone());
    }
    said.date = said.date.or(wrote.date);
}

/// Gives furniture and what stands above the body its roles; the lines that are left are the body.
fn below_head<'t>(found: &mut Found<'t>, sheet: &Sheet<'_, 't>, start: &Start) -> Vec<Line<'t>> {
    let at = |line: usize| line - start.line;
    let (first, last) =
        start.head.as_ref().map_or((start.boundary, start.boundary), |h| (at(h.first), at(h.last)));
    let mut body = Vec::new();
    for (i, line) in sheet.lines.iter().enumerate() {
        match sheet.furniture.get(i).and_then(Option::as_ref) {
            Some(furniture) => found.furniture(line, furniture),
            None if i < start.boundary || i < first && is_rule(line.text) => {
                found.field(FieldRole::Boundary, line);
            }
            None if i < first => found.field(FieldRole::PageHead, line),
            None if i >= last => body.push(*line),
            None => {}
        }
    }
    body
}

/// The greeting, the text and the tail; what the tail tells of the writer is added unless the head was given.
fn body<'t>(found: &mut Found<'t>, lines: &[Line<'t>], given: bool) {
    let memorandum = found.kind == Kind::Memorandum;
    let roles = if memorandum { Vec::new() } else { tail(lines, found.particulars.from.first()) };
    let first = lines.first().filter(|l| greets(l.text) && !roles.iter().any(|(i, _)| *i == 0));
    for (i, line) in lines.iter().enumerate() {
        match roles.iter().find(|(at, _)| *at == i) {
            Some((_, role)) => found.field(*role, line),
            None if i == 0 && first.is_some() => found.field(FieldRole::Salutation, line),
            None if is_handling(line.text) => handling(found, line),
            None if memorandum && look::is_close(line.text) => found.field(FieldRole::Close, line),
            None => found.prose.push(*line),
        }
    }
    let named = |role| roles.iter().find(|(_, r)| *r == role).map(|(i, _)| lines[*i].text);
    if !given {
        signed(&mut found.particulars.from, named(FieldRole::Signer), named(FieldRole::Post));
    }
}

/// The name and the post that a signature adds to what the head says of the writer.
fn signed(from: &mut Vec<Party>, name: Option<&str>, post: Option<&str>) {
    let Some(name) = name else { return };
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    match from.as_mut_slice() {
        [] => from.push(Party { name: Some(name.to_owned()), post: post.map(str::to_owned), address: None }),
        [writer] => {
            writer.name.get_or_insert_with(|| name.to_owned());
            writer.post = writer.post.take().or(post.map(str::to_owned));
        }
        _ => {}
    }
}

/// "Hi Anna,", "Anna -", "Bonjour,".
fn greets(line: &str) -> bool {
    const GREETINGS: [&str; 12] = [
        "Hi",
        "Hello",
        "Hey",
        "Dear",
        "Good morning",
        "Good afternoon",
        "Bonjour",
        "Cher",
        "Chère",
        "Hallo",
        "Liebe",
        "Hola",
    ];
    let bare = line.trim_end_matches([',', ':', '-', '–', '—', ' ', '!', '.']);
    let words: Vec<&str> = bare.split_whitespace().collect();
    let greeting =
        GREETINGS.iter().any(|g| bare.strip_prefix(g).is_some_and(|r| r.is_empty() || r.starts_with(' ')));
    let names = words.iter().all(|w| {
        w.starts_with(char::is_uppercase)
            || matches!(*w, "and" | "all" | "et" | "folks" | "morning" | "afternoon")
    });
    let closed = line.ends_with([',', ':', '-', '—']);
    look::salutation(line).is_some() || names && words.len() <= 5 && (closed && words.len() <= 3 || greeting)
}

/// "This email is UNCLASSIFIED.": what a mail program says of the marking.
fn is_handling(line: &str) -> bool {
    ["This email is ", "This e-mail is ", "Classification: "].iter().any(|o| line.starts_with(o))
        && line.split_whitespace().count() <= 8
        && line.split_whitespace().any(|w| w.len() > 3 && w.bytes().all(|b| !b.is_ascii_lowercase()))
}

fn handling(found: &mut Found<'_>, line: &Line<'_>) {
    found.field(FieldRole::Marking, line);
    let opening = |w: &&str| w.len() > 2 && w.bytes().all(|b| !b.is_ascii_lowercase());
    let words: Vec<&str> = line.text.split_whitespace().filter(opening).collect();
    let marking = words.join(" ").trim_end_matches('.').to_owned();
    found.particulars.marking.get_or_insert(marking);
}

fn header(found: &mut Found<'_>, entry: &Entry, sheet: &Sheet<'_, '_>) {
    let role = match entry.key {
        Key::From => FieldRole::From,
        Key::To => FieldRole::To,
        Key::Cc => FieldRole::CopiedTo,
        Key::Sent | Key::Date => FieldRole::Date,
        Key::Subject => FieldRole::Subject,
        Key::Other => FieldRole::PageHead,
    };
    found.span(role, entry.span);
    if entry.value.is_empty() {
        return;
    }
    let particulars = &mut found.particulars;
    match entry.key {
        Key::From => particulars.from.push(party(&entry.value)),
        Key::To => particulars.to.extend(parties(&entry.value)),
        Key::Cc => particulars.copied_to.extend(parties(&entry.value)),
        Key::Sent | Key::Date => {
            let date = sent_date(&entry.value, sheet.ctx.day_first, sheet.ctx.received);
            particulars.date = particulars.date.or(date);
        }
        Key::Subject => particulars.subject = Some(entry.value.clone()),
        Key::Other => {}
    }
}

/// Whether a subject says that the mail forwards what stands below.
pub(super) fn forwards(subject: &str) -> bool {
    ["Fw:", "FW:", "Fwd:", "FWD:", "TR:", "TR :", "WG:", "RV:"].iter().any(|f| subject.starts_with(f))
}
