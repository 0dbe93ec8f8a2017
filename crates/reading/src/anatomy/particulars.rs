//! What the roles of a part's lines come to: fields, and who wrote to whom, when, where and on what.

use super::foot::{Tail, typed_below};
use super::kinds::{kind, recorded};
use super::readers::{addressed, addresses, copied, greeted, is_side, took_part};
use super::roles::Zone;
use super::shapes::Shapes;
use super::told::{Group, Told};
use super::writers::{anchor, date, from};
use super::{Found, dates, heads, lines as look, opening, telegraph};
use chancery_office::reading::{Field, FieldRole, PartPlace, Party, Span};

/// Gives the lines their fields and sums them up.
pub(super) fn settle<'t>(found: &mut Found<'t>, told: &Told<'_, 't>) {
    for (line, (i, choice)) in told.lines.iter().zip(told.roles.iter().enumerate()) {
        let spoken =
            choice.role.is_none() && (choice.zone == Zone::Body || told.shapes(i).has(Shapes::PROSE));
        // What a line of references cites is cited by the paper, as if its text did.
        let citing = choice.role == Some(FieldRole::Reference) && told.cites(i);
        if spoken || citing {
            found.prose.push(**line);
        }
    }
    let mut groups = told.groups();
    let mut tail = Tail::default();
    let mut housed = false;
    let spoken = told.is_spoken();
    for group in &mut groups {
        if spoken {
            told.took_part(group);
        }
        housed = addresses(found, told, group, housed);
        written_at_foot(told, group);
        typed_below(told, group, &tail);
        fields(found, told, group);
        match group.zone {
            Zone::Head if housed && group.role == FieldRole::Place => {}
            Zone::Tail => tail.take(found, told, group),
            _ => head(found, told, group),
        }
        let states = matches!(group.role, FieldRole::To | FieldRole::From) && group.zone == Zone::Head;
        tail.stated |= states && !found.particulars.to.is_empty();
    }
    tail.close(found);
    opening::read(found, told.roles.iter().any(|c| c.role == Some(FieldRole::From)));
    if found.particulars.reference.is_none() {
        let first = told.lines.iter().find(|line| !line.text.trim().is_empty());
        found.particulars.reference = first.and_then(|line| heads::serial(line.text)).map(str::to_owned);
    }
    finish(found, told);
}

/// A date written out at the foot is the date of writing; one in a stamp's capitals is of receipt.
fn written_at_foot(told: &Told<'_, '_>, group: &mut Group) {
    let unheaded = !told.roles.iter().any(|c| c.zone == Zone::Head && c.role == Some(FieldRole::Date));
    let written = told.first(group).chars().any(char::is_lowercase);
    if group.role == FieldRole::Stamp && unheaded && written {
        group.role = FieldRole::Date;
    }
}

/// The fields of a group: a list has one a line, everything else one in all.
fn fields(found: &mut Found<'_>, told: &Told<'_, '_>, group: &Group) {
    let listed = matches!(group.role, FieldRole::To | FieldRole::CopiedTo | FieldRole::Participant);
    if listed {
        group.lines.clone().filter_map(|i| told.lines.get(i)).for_each(|line| found.field(group.role, line));
        return;
    }
    let shapes = told.shapes(group.lines.start);
    let Some(span) = told.span(group) else { return };
    let doubtful = match group.role {
        FieldRole::Hand => !shapes.has(Shapes::INITIALS),
        FieldRole::Signer | FieldRole::Signature => {
            told.first(group).contains("[?]") || told.first(group).contains("illegible")
        }
        _ => false,
    };
    let date = match group.role {
        FieldRole::Hand | FieldRole::Stamp => dates::dated(told.first(group), true, anchor(found, told)),
        _ => None,
    };
    found.fields.push(Field { role: group.role, span, doubtful, date });
}

fn head(found: &mut Found<'_>, told: &Told<'_, '_>, group: &Group) {
    let value = told.values(group);
    match group.role {
        FieldRole::From => from(found, told, group, &value),
        FieldRole::To if told.is_telegraphed(group) => {
            for i in group.lines.clone() {
                telegraph::address(found, told.value(i));
            }
        }
        FieldRole::To => {
            let posted = |i: usize| {
                told.shapes(i).has(Shapes::POST) && told.facts.keys.get(i).copied().flatten().is_none()
            };
            let one = |i: usize| {
                if posted(i) { vec![Party::post(told.value(i))] } else { addressed(told.value(i)) }
            };
            found.particulars.to.extend(group.lines.clone().flat_map(one));
        }
        FieldRole::CopiedTo if told.is_telegraphed(group) => {
            let all = group.lines.clone().flat_map(|i| telegraph::addressed(told.value(i)).parties);
            found.particulars.copied_to.extend(all.map(Party::post));
        }
        FieldRole::CopiedTo => found.particulars.copied_to.extend(copied(told, group)),
        FieldRole::Participant => {
            let mixed = group.lines.clone().any(|i| told.value(i).chars().any(char::is_lowercase));
            let lines = group.lines.clone().map(|i| told.value(i));
            let listed = lines.filter(|line| !(mixed && is_side(line)));
            let all = listed.flat_map(|line| line.split("   ").flat_map(took_part));
            found.particulars.participants.extend(all);
        }
        FieldRole::Date => date(found, told, &value),
        FieldRole::Heading if recorded(&value) => {
            found.particulars.date = found.particulars.date.or(super::told_in(&value));
        }
        FieldRole::Place => {
            found.particulars.place.get_or_insert(value.trim_end_matches(['.', ',']).to_owned());
        }
        FieldRole::Subject if found.particulars.subject.is_none() && told.names_subject(group) => {
            found.particulars.subject = Some(value).filter(|v| !v.is_empty());
        }
        FieldRole::Reference if !value.is_empty() && !told.cites(group.lines.start) => {
            let (number, dated) = telegraph::numbered(&value);
            found.particulars.reference.get_or_insert_with(|| number.to_owned());
            if let Some(day) = dated {
                date(found, told, day);
            }
        }
        // "DESKBY 141200Z" says when it is wanted.
        FieldRole::Precedence if !value.bytes().any(|b| b.is_ascii_digit()) => {
            found.particulars.precedence.get_or_insert(value);
        }
        FieldRole::Salutation if found.particulars.to.is_empty() => {
            let name = look::salutation(told.first(group)).unwrap_or_default();
            found.particulars.to.push(greeted(name, told.sheet.ctx));
        }
        _ => {}
    }
}

/// The kind, the writer's house, and what was given.
fn finish(found: &mut Found<'_>, told: &Told<'_, '_>) {
    let text_of =
        |span: Span| told.lines.iter().find(|l| l.start == span.start as usize).map(|l| l.text.to_owned());
    let house = found.fields.iter().find(|f| f.role == FieldRole::Letterhead).and_then(|f| text_of(f.span));
    if let Some(writer) = found.particulars.from.first_mut() {
        writer.address = house;
    }
    telegraph::sent_from(found, told.sent_number());
    found.kind = kind(found, told);
    let Some(given) = told.sheet.ctx.given.as_ref().filter(|_| told.start.place == PartPlace::Paper) else {
        return;
    };
    found.particulars = given.clone();
    found.kind = told.sheet.ctx.given_kind.unwrap_or(found.kind);
}
