//! A letter or message: head, body and tail, told from the shape of their lines.

use super::lines as look;
use super::split::{Start, announced_kind};
use super::thread::is_rule;
use super::{Found, Sheet};
use crate::text::Line;
use crate::times::loose_date;
use chancery_office::reading::{Field, FieldRole, Kind, Part, PartPlace, Party, Span};
use jiff::civil::Date;

/// Letters of a line from which on it is prose, not a head line.
const PROSE_BYTES_MIN: usize = 72;
/// Lines of the longest head.
const HEAD_LINES_MAX: usize = 40;
/// Lines after a close that are still its tail.
const TAIL_LINES_MAX: usize = 24;

/// Reads a part that opens with no header block.
pub(super) fn read<'t>(sheet: &Sheet<'_, 't>, start: &Start, cover: Option<&Part>) -> Found<'t> {
    let mut found = Found::default();
    let (furniture, text) = apart(sheet, start);
    for (line, what) in furniture {
        found.furniture(line, what);
    }
    for line in sheet.lines.iter().take(start.boundary) {
        found.field(FieldRole::Boundary, line);
    }
    let given = start.place == PartPlace::Paper && sheet.ctx.given.is_some();
    let body = if given { given_body(&text) } else { body_start(&text) };
    let close = close(&text, body);
    let anchor = head(&mut found, text.get(..body).unwrap_or(&[]), given, sheet);
    let end = close.unwrap_or(text.len());
    tail(
        &mut found,
        text.get(end..).unwrap_or(&[]),
        anchor.or(cover.and_then(|c| c.particulars.date)),
        sheet,
    );
    found.prose.extend(text.get(body.min(end)..end).unwrap_or(&[]).iter().map(|l| **l));
    settle(&mut found, sheet, start, cover, close.is_some());
    found
}

type Furnished<'a, 't> = Vec<(&'a Line<'t>, &'a super::Furniture)>;

/// Furniture and boundary lines apart from the text.
fn apart<'a, 't>(sheet: &Sheet<'a, 't>, start: &Start) -> (Furnished<'a, 't>, Vec<&'a Line<'t>>) {
    let (mut furniture, mut text) = (Vec::new(), Vec::new());
    for (i, line) in sheet.lines.iter().enumerate().skip(start.boundary) {
        match sheet.furniture.get(i).and_then(Option::as_ref) {
            Some(what) => furniture.push((line, what)),
            None if is_rule(line.text) => {}
            None => text.push(line),
        }
    }
    (furniture, text)
}

/// A text whose head is given is all body, but for its salutation.
fn given_body(text: &[&Line<'_>]) -> usize {
    text.iter().take(4).position(|l| look::salutation(l.text).is_some()).map_or(0, |i| i + 1)
}

/// The first line of the body: after the salutation and a subject under it, else the first prose.
fn body_start(text: &[&Line<'_>]) -> usize {
    let head = text.get(..text.len().min(HEAD_LINES_MAX)).unwrap_or(text);
    let greeted = head.iter().position(|l| look::salutation(l.text).is_some());
    let prose = (0..head.len())
        .find(|i| is_prose(text, *i))
        .unwrap_or(text.len().min(1) - usize::from(text.len() == 1));
    match greeted {
        Some(i) if i < prose || prose == 0 => after_subject(text, i + 1),
        _ => prose,
    }
}

/// A titled line under a salutation is the subject, and the body begins below it.
fn after_subject(text: &[&Line<'_>], at: usize) -> usize {
    let titled = text.get(at).is_some_and(|l| {
        let below = text.get(at + 1).is_some_and(|n| n.gap);
        below
            && l.text.len() < PROSE_BYTES_MIN
            && !l.text.ends_with(['.', ',', ':', '?', '!'])
            && l.text.starts_with(char::is_uppercase)
    });
    at + usize::from(titled && text.len() > at + 2)
}

fn is_prose(text: &[&Line<'_>], at: usize) -> bool {
    let Some(line) = text.get(at) else { return false };
    let words = line.text.split_whitespace().count();
    let small = line.text.split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count();
    let sentence = line.text.ends_with(['.', '?', '!']) && words >= 5 && small >= 3;
    (line.text.len() >= PROSE_BYTES_MIN && small * 3 >= words) || sentence
}

/// The close of a part: the last one that has a tail's length after it.
fn close(text: &[&Line<'_>], body: usize) -> Option<usize> {
    let from = body.max(text.len().saturating_sub(TAIL_LINES_MAX));
    let found = |test: fn(&str) -> bool| (from..text.len()).find(|i| test(text[*i].text));
    found(look::is_close).or_else(|| found(look::is_signature))
}

/// Roles of the head's lines; gives the date of writing.
fn head(found: &mut Found<'_>, lines: &[&Line<'_>], given: bool, sheet: &Sheet<'_, '_>) -> Option<Date> {
    let dated = |l: &&Line<'_>| {
        look::is_date_line(l.text).then(|| loose_date(l.text, sheet.ctx.day_first, None)).flatten()
    };
    let date = lines.iter().find_map(dated);
    let mut rest: Vec<&Line<'_>> = Vec::new();
    for line in lines {
        if !head_line(found, line, date, sheet) && !given {
            rest.push(line);
        }
    }
    subject(found, &rest);
    found.particulars.date = date;
    date
}

/// Gives a head line its role; whether it got one.
fn head_line(found: &mut Found<'_>, line: &Line<'_>, date: Option<Date>, sheet: &Sheet<'_, '_>) -> bool {
    let text = line.text;
    if look::is_bracketed(text) {
        doubtful(found, FieldRole::Hand, line);
    } else if look::is_initials(text) {
        hand(found, line, loose_date(text, true, date));
    } else if let Some(name) = look::salutation(text) {
        found.field(FieldRole::Salutation, line);
        if found.particulars.to.is_empty() {
            found.particulars.to.push(greeted(name, sheet.ctx));
        }
    } else if look::is_date_line(text) && loose_date(text, sheet.ctx.day_first, date).is_some() {
        date_line(found, line);
    } else if let Some(value) = look::subject(text) {
        found.field(FieldRole::Subject, line);
        found.particulars.subject = Some(value.to_owned());
    } else if let Some(value) = look::reference(text) {
        found.field(FieldRole::Reference, line);
        found.particulars.reference.get_or_insert_with(|| value.to_owned());
    } else {
        return plain_head_line(found, line);
    }
    true
}

/// A date line, with the place before the date: "Washington, October 14, 1982".
fn date_line(found: &mut Found<'_>, line: &Line<'_>) {
    found.field(FieldRole::Date, line);
    let place = line.text.split(',').next().unwrap_or("").trim();
    if look::is_place(place) && found.particulars.place.is_none() {
        found.particulars.place = Some(place.to_owned());
    }
}

fn plain_head_line(found: &mut Found<'_>, line: &Line<'_>) -> bool {
    let text = line.text;
    let role = if look::is_precedence(text) {
        found.particulars.precedence = Some(text.to_owned());
        FieldRole::Precedence
    } else if look::is_post(text) {
        FieldRole::PutUp
    } else if look::is_office(text) {
        FieldRole::Letterhead
    } else if look::is_place(text) {
        found.particulars.place.get_or_insert_with(|| text.to_owned());
        FieldRole::Place
    } else if is_stray_hand(text) {
        doubtful(found, FieldRole::Hand, line);
        return true;
    } else {
        return false;
    };
    found.field(role, line);
    true
}

/// A name with a full stop in a head is a hand that was read as print.
fn is_stray_hand(text: &str) -> bool {
    text.ends_with('.')
        && text.len() <= 24
        && (1..=3).contains(&text.split_whitespace().count())
        && text.starts_with(char::is_uppercase)
}

fn doubtful(found: &mut Found<'_>, role: FieldRole, line: &Line<'_>) {
    let span = Span::new(line.start, line.end());
    found.fields.push(Field { role, span, doubtful: true, date: None });
}

fn hand(found: &mut Found<'_>, line: &Line<'_>, date: Option<Date>) {
    let span = Span::new(line.start, line.end());
    found.fields.push(Field { role: FieldRole::Hand, span, doubtful: false, date });
}

/// The last lines of a head that nothing else explains are its subject; a name above them, its reader.
fn subject(found: &mut Found<'_>, rest: &[&Line<'_>]) {
    let first = rest.iter().rposition(|l| l.gap).unwrap_or(0);
    let lines = rest.get(first..).unwrap_or(&[]);
    for line in rest.iter().take(first).filter(|l| look::is_name(l.text)) {
        addressee(found, line);
    }
    let (Some(a), Some(b)) = (lines.first(), lines.last()) else { return };
    if lines.len() == 1 && look::is_name(a.text) && found.particulars.to.is_empty() {
        return addressee(found, a);
    }
    if found.particulars.subject.is_none() && a.text.split_whitespace().count() >= 2 && lines.len() <= 4 {
        found.span(FieldRole::Subject, Span::new(a.start, b.end()));
        found.particulars.subject = Some(lines.iter().map(|l| l.text).collect::<Vec<_>>().join(" "));
    }
}

fn addressee(found: &mut Found<'_>, line: &Line<'_>) {
    found.field(FieldRole::To, line);
    found.particulars.to.push(Party::named(look::bare(line.text)));
}

/// Whom a salutation greets, by the full name where one person of the register bears it.
fn greeted(name: &str, ctx: &crate::Context) -> Party {
    let bears = |p: &&crate::KnownPerson| {
        let given = p.name.split_whitespace().next() == Some(name) && !name.contains(' ');
        given || p.name == name || p.aliases.iter().any(|a| a == name)
    };
    let mut bearers = ctx.people.iter().filter(bears);
    match (bearers.next(), bearers.next()) {
        (Some(one), None) => Party::named(one.name.clone()),
        _ => Party::named(name),
    }
}

/// Roles of the lines from the close on.
fn tail(found: &mut Found<'_>, lines: &[&Line<'_>], anchor: Option<Date>, sheet: &Sheet<'_, '_>) {
    let mut writer = Party::default();
    let mut to: Option<Party> = None;
    for (i, line) in lines.iter().enumerate() {
        let named = writer.name.is_some();
        if look::is_close(line.text) && i == 0 {
            found.field(FieldRole::Close, line);
        } else if look::is_signature(line.text) || (look::is_bracketed(line.text) && !named) {
            found.field(FieldRole::Signature, line);
        } else if let Some(who) = look::copied_to(line.text) {
            found.field(FieldRole::CopiedTo, line);
            found
                .particulars
                .copied_to
                .extend(who.split([',', ';']).map(str::trim).filter(|w| !w.is_empty()).map(Party::named));
        } else if !named && (look::is_name(line.text) || i == 1) && line.text.len() <= 60 {
            found.field(FieldRole::Signer, line);
            writer.name = Some(look::bare(line.text).to_owned());
        } else if look::is_date_line(line.text)
            && loose_date(line.text, sheet.ctx.day_first, anchor).is_some()
        {
            let date = loose_date(line.text, sheet.ctx.day_first, anchor);
            found.stamp = found.stamp.or(date);
            let span = Span::new(line.start, line.end());
            found.fields.push(Field { role: FieldRole::Stamp, span, doubtful: false, date });
        } else if named && writer.post.is_none() && to.is_none() && look::is_post(line.text) {
            found.field(FieldRole::Post, line);
            writer.post = Some(line.text.to_owned());
        } else if named {
            addressed(found, line, &mut to);
        }
    }
    if writer != Party::default() {
        found.particulars.from.push(writer);
    }
    if let Some(to) = to {
        found.particulars.to = vec![to];
    }
}

/// A name at the foot is the reader's, and what stands under it his address.
fn addressed(found: &mut Found<'_>, line: &Line<'_>, to: &mut Option<Party>) {
    match to {
        None if look::is_name(line.text) => {
            found.field(FieldRole::To, line);
            *to = Some(Party::named(line.text));
        }
        Some(party)
            if party.address.is_none() && (look::is_office(line.text) || look::is_place(line.text)) =>
        {
            found.field(FieldRole::Place, line);
            party.address = Some(line.text.to_owned());
        }
        _ => {}
    }
}

/// What the fields come to: the kind, the writer's house, and what was given.
fn settle(found: &mut Found<'_>, sheet: &Sheet<'_, '_>, start: &Start, cover: Option<&Part>, closed: bool) {
    let text_of =
        |span: Span| sheet.lines.iter().find(|l| l.start == span.start as usize).map(|l| l.text.to_owned());
    let house = found.fields.iter().find(|f| f.role == FieldRole::Letterhead).and_then(|f| text_of(f.span));
    if let Some(writer) = found.particulars.from.first_mut() {
        writer.address = house;
    }
    found.kind = kind(found, cover, closed, start);
    let Some(given) = sheet.ctx.given.as_ref().filter(|_| start.place == PartPlace::Paper) else { return };
    found.particulars = given.clone();
    found.kind = sheet.ctx.given_kind.unwrap_or(found.kind);
}

fn kind(found: &Found<'_>, cover: Option<&Part>, closed: bool, start: &Start) -> Kind {
    let has = |role| found.fields.iter().any(|f| f.role == role);
    let announced = cover.filter(|_| start.place == PartPlace::Enclosure).and_then(announced_by);
    match announced {
        Some(kind) => kind,
        None if has(FieldRole::Salutation) || (closed && has(FieldRole::Signer)) => Kind::Letter,
        None if has(FieldRole::Precedence) => Kind::Telegram,
        None => Kind::Other,
    }
}

/// A cover's subject may say what it forwards: "Message from Mr Shultz".
fn announced_by(cover: &Part) -> Option<Kind> {
    let subject = cover.particulars.subject.as_deref()?;
    announced_kind(&format!("enclosed {subject}"))
}
