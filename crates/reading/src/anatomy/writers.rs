//! Who wrote a part, where and when: by a key, by the editors' head, by its dateline.

use super::kinds::old_style_kind;
use super::shapes::Shapes;
use super::told::{Group, Told};
use super::{Found, dates, heads, parties, telegraph};
use chancery_office::reading::{FieldRole, Kind, Party};

/// Who wrote, by a key or by the editors' head.
pub(super) fn from(found: &mut Found<'_>, told: &Told<'_, '_>, group: &Group, value: &str) {
    if !told.shapes(group.lines.start).has(Shapes::HEAD) {
        let bare = |i: usize| telegraph::sender(parties::without_code(told.value(i)));
        if let Some((sender, to)) = telegraph::wired(told.first(group)) {
            found.particulars.from.push(Party::post(sender));
            found.particulars.to.push(Party::post(to));
            return;
        }
        // "From the Private Secretary", "AMBAFRANCE MOSCOU": without a key it is a post that writes.
        let keyed = |i: usize| {
            told.facts.keys.get(i).copied().flatten().is_some()
                || told.facts.under.get(i).copied().flatten().is_some()
        };
        let one = |i: usize| {
            if keyed(i) { parties::listed(bare(i)) } else { Some(Party::post(bare(i))) }
        };
        let all = group.lines.clone().filter_map(one).collect();
        found.particulars.from.extend(with_his_office(all));
        if found.particulars.place.is_none() {
            found.particulars.place = telegraph::sending_post(told.first(group));
        }
        if told.shapes(group.lines.start).has(Shapes::GROUP) {
            date(found, told, value);
        }
        return;
    }
    if found.kind != Kind::Other {
        return;
    }
    let sides = heads::sides(value);
    found.particulars.from.extend(sides.from.map(parties::of_side).unwrap_or_default());
    found.particulars.to.extend(sides.to.map(parties::of_side).unwrap_or_default());
    // The list of those who took part is fuller than the head.
    if !told.roles.iter().any(|c| c.role == Some(FieldRole::Participant)) {
        found.particulars.participants.extend(sides.between.map(parties::of_side).unwrap_or_default());
    }
    if let Some(number) = sides.number {
        found.particulars.reference.get_or_insert(number.to_owned());
    }
    if found.particulars.date.is_none() {
        in_head(found, told, value);
    }
    found.kind = heads::kind(value).unwrap_or_else(|| match heads::old_style(heads::without_number(value)) {
        true => old_style_kind(told),
        false => Kind::Paper,
    });
}

/// "A C Galton", and under him "Hong Kong Department": one writer and where he sits.
fn with_his_office(mut all: Vec<Party>) -> Vec<Party> {
    if let [writer, office] = all.as_mut_slice()
        && writer.name.is_some()
        && writer.post.is_none()
        && office.name.is_none()
    {
        writer.post = office.post.take();
        all.truncate(1);
    }
    all
}

/// The place and date that some heads end with.
fn in_head(found: &mut Found<'_>, told: &Told<'_, '_>, head: &str) {
    let Some(at) = dates::month_at(head) else { return };
    let lead = head.get(..at).unwrap_or("");
    let start = lead.trim_end_matches([' ', ',']).rfind(", ").map_or(at, |i| i + 2);
    let line = head.get(start..).and_then(dates::dateline);
    if let Some(line) = line {
        found.particulars.date = dates::dated(line.date, told.sheet.ctx.day_first, told.sheet.ctx.received);
        found.particulars.place = line.place.map(str::to_owned);
    }
}

/// The first date of a head is the date of writing.
pub(super) fn date(found: &mut Found<'_>, told: &Told<'_, '_>, value: &str) {
    let particulars = &mut found.particulars;
    let group = dates::group(value);
    if let Some((span, _)) = group {
        let lead: Vec<&str> = value.get(..span.start as usize).unwrap_or("").split_whitespace().collect();
        let words: Vec<&str> = lead.iter().filter_map(|w| precedence_letter(w)).collect();
        particulars.precedence =
            particulars.precedence.take().or_else(|| (!words.is_empty()).then(|| words.join(" ")));
    }
    let day = dates::dated(value, told.sheet.ctx.day_first, told.sheet.ctx.received);
    // A head may have told the day already, and leave the place to the dateline below it.
    let same = particulars.place.is_none() && day == particulars.date;
    let place = dates::dateline(value).and_then(|line| line.place);
    if let Some(place) = place.filter(|_| particulars.date.is_none() || same) {
        particulars.place = Some(place.trim_end_matches([',', ']', ' ']).to_owned());
    }
    particulars.date = particulars.date.or(day);
}

/// The letters that stand for precedences before a date-time group.
fn precedence_letter(word: &str) -> Option<&'static str> {
    Some(match word {
        "Z" | "ZZ" => "FLASH",
        "O" | "OO" => "IMMEDIATE",
        "P" | "PP" => "PRIORITY",
        "R" | "RR" => "ROUTINE",
        _ => return None,
    })
}

/// The date by which one without a year is read.
pub(super) fn anchor(found: &Found<'_>, told: &Told<'_, '_>) -> Option<jiff::civil::Date> {
    found.particulars.date.or(told.cover.and_then(|c| c.particulars.date)).or(told.sheet.ctx.received)
}
