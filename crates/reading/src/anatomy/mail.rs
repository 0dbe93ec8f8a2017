//! A mail or memorandum: what its header block says, and the text below.

use super::header::{Entry, Head, Key};
use super::lines as look;
use super::split::{Start, is_separator};
use super::{Found, Sheet};
use crate::times::loose_date;
use chancery_office::reading::{FieldRole, Kind, PartPlace, Party};

/// Parties of the longest list that is kept.
const PARTIES_MAX: usize = 200;

/// Reads a part that opens with a header block.
pub(super) fn read<'t>(sheet: &Sheet<'_, 't>, start: &Start, head: &Head) -> Found<'t> {
    let mut found =
        Found { kind: if head.is_mail() { Kind::Email } else { Kind::Memorandum }, ..Found::default() };
    if start.place == PartPlace::Quoted {
        found.kind = Kind::Email;
    }
    let (first, last) = (head.first - start.line, head.last - start.line);
    for (i, line) in sheet.lines.iter().enumerate() {
        match sheet.furniture.get(i).and_then(Option::as_ref) {
            Some(furniture) => found.furniture(line, furniture),
            None if i < first && is_separator(line.text) => found.field(FieldRole::Boundary, line),
            None if i >= last => body(&mut found, line),
            None if i < first => found.field(FieldRole::PageHead, line),
            None => {}
        }
    }
    for entry in &head.entries {
        header(&mut found, entry, sheet);
    }
    found
}

fn body<'t>(found: &mut Found<'t>, line: &crate::text::Line<'t>) {
    let greets = found.prose.is_empty() && look::salutation(line.text).is_some();
    if greets {
        found.field(FieldRole::Salutation, line);
    } else if look::is_close(line.text) {
        found.field(FieldRole::Close, line);
    } else {
        found.prose.push(*line);
    }
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
            let date = loose_date(&entry.value, sheet.ctx.day_first, sheet.ctx.received);
            particulars.date = particulars.date.or(date);
        }
        Key::Subject => particulars.subject = Some(entry.value.clone()),
        Key::Other => {}
    }
}

/// A list of addresses; semicolons part it, and commas where each piece has an address.
fn parties(value: &str) -> Vec<Party> {
    let by_comma = !value.contains(';') && value.matches('@').count() > 1;
    let parts = value.split(move |c| c == ';' || (by_comma && c == ','));
    parts.map(str::trim).filter(|p| !p.is_empty()).take(PARTIES_MAX).map(party).collect()
}

/// "Sullivan, Jacob J <SullivanJJ@state.gov>", "H [mailto:…]", "'x@y.z'".
pub(super) fn party(value: &str) -> Party {
    let quotes = |c: char| matches!(c, '\'' | '"' | ' ' | '<' | '>' | '[' | ']');
    let cut = value.find(['<', '[']).unwrap_or(value.len());
    let (name, rest) = value.split_at(cut);
    let name = name.trim_matches(quotes);
    let address = rest.trim_matches(quotes).trim_start_matches("mailto:").trim();
    let bare = address.is_empty() && name.contains('@');
    let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    Party {
        name: if bare { None } else { some(name) },
        post: None,
        address: some(if bare { name } else { address }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_part() {
        let party = party("Sullivan, Jacob J <SullivanJJ@state.gov >");
        assert_eq!(
            (party.name.as_deref(), party.address.as_deref()),
            (Some("Sullivan, Jacob J"), Some("SullivanJJ@state.gov"))
        );
        assert_eq!(super::party("'hanleymr@state.gov'").address.as_deref(), Some("hanleymr@state.gov"));
        assert_eq!(
            super::party("H [mailto:HDR22@clintonemail.com]").address.as_deref(),
            Some("HDR22@clintonemail.com")
        );
    }

    #[test]
    fn a_list_parts_at_semicolons_for_names_hold_commas() {
        let names: Vec<String> =
            parties("Abedin, Huma; Mills, Cheryl D").iter().map(|p| p.short().to_owned()).collect();
        assert_eq!(names, ["Abedin, Huma", "Mills, Cheryl D"]);
    }
}
