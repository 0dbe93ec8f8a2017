//! What kind of paper a part is: by its heading, by what announces it, by the lines that it has.

use super::lines as look;
use super::roles::Zone;
use super::split::announced_kind;
use super::told::Told;
use super::{Found, heads};
use chancery_office::reading::{FieldRole, Kind, Part, PartPlace};

pub(super) fn kind(found: &Found<'_>, told: &Told<'_, '_>) -> Kind {
    let has = |role| found.fields.iter().any(|f| f.role == role);
    let heading = told
        .roles
        .iter()
        .enumerate()
        .filter(|(_, c)| c.role == Some(FieldRole::Heading) && c.zone == Zone::Head)
        .find_map(|(i, _)| heads::kind(told.lines.get(i)?.text));
    let announced = told.cover.filter(|_| told.start.place == PartPlace::Enclosure).and_then(announced_by);
    let keyed = told.facts.keys.iter().flatten().count() >= 2 && has(FieldRole::From) && has(FieldRole::To);
    let signed = has(FieldRole::Close) && has(FieldRole::Signer);
    match () {
        () if found.kind != Kind::Other => found.kind,
        // A note verbale goes from house to house in its first sentence; any other says above for whom it is.
        () if heading == Some(Kind::Note) && has(FieldRole::To) => Kind::Memorandum,
        () if heading.is_some() => heading.unwrap_or_default(),
        () if announced.is_some() => announced.unwrap_or_default(),
        () if has(FieldRole::Precedence) || told.is_telegram() => Kind::Telegram,
        () if has(FieldRole::Participant) => Kind::Conversation,
        () if has(FieldRole::Salutation) || signed => Kind::Letter,
        () if keyed
            || (has(FieldRole::PutUp) || has(FieldRole::To))
                && (has(FieldRole::Signer) || has(FieldRole::Signature)) =>
        {
            Kind::Memorandum
        }
        () => Kind::Other,
    }
}

/// A cover's subject may say what it forwards: "Message from Mr Shultz".
fn announced_by(cover: &Part) -> Option<Kind> {
    let subject = cover.particulars.subject.as_deref()?;
    announced_kind(&format!("enclosed {subject}"))
}

/// "The Ambassador in Cuba (Norweb) to the Secretary of State" heads telegrams and letters alike; only a
/// telegram is dated to the hour.
pub(super) fn old_style_kind(told: &Told<'_, '_>) -> Kind {
    let hour = |l: &str| HOURS.iter().any(|h| l.ends_with(h)) && l.len() <= DATELINE_BYTES_MAX;
    let says = |l: &str| l.ends_with(": Telegram") || look::is_precedence(l) || hour(l);
    let telegraphed = told.lines.iter().take(8).any(|l| says(l.text) || is_numbered(l.text));
    if telegraphed { Kind::Telegram } else { Kind::Letter }
}

/// "136. Gocus 572. UNCFI today sent …": a telegram's text opens with its number; a first paragraph's has one figure.
fn is_numbered(line: &str) -> bool {
    let (number, rest) = line.split_once(". ").unwrap_or(("", ""));
    (2..=5).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit())
        && rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && line.len() > DATELINE_BYTES_MAX
}

/// What the date of a telegram ends with: "Djakarta, May 1, 1954—4 p.m."
const HOURS: [&str; 8] = ["a.m.", "p.m.", "a. m.", "p. m.", "noon.", "—noon", "midnight.", "—midnight"];

/// Bytes of the longest line that bears a date alone.
const DATELINE_BYTES_MAX: usize = 80;

/// Whether a heading is that of a record: "NOTE OF A MEETING HELD AT …".
pub(super) fn recorded(heading: &str) -> bool {
    matches!(heads::kind(heading), Some(Kind::Minutes | Kind::Conversation))
}
