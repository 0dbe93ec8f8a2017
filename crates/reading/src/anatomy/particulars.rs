//! What the roles of a part's lines come to: fields, and who wrote to whom, when, where and on what.

use super::letter::Facts;
use super::lines as look;
use super::path::Choice;
use super::roles::Zone;
use super::shapes::{Shapes, may_take_part};
use super::split::{Start, announced_kind};
use super::{Found, Sheet, dates, heads, opening, parties};
use crate::rules::lexicon;
use crate::text::Line;
use chancery_office::reading::{Field, FieldRole, Kind, Part, PartPlace, Party, Span};
use std::ops::Range;

/// A part whose lines have their roles.
pub(super) struct Told<'a, 't> {
    pub lines: &'a [&'a Line<'t>],
    pub facts: &'a Facts,
    pub roles: &'a [Choice],
    pub sheet: &'a Sheet<'a, 't>,
    pub start: &'a Start,
    pub cover: Option<&'a Part>,
}

/// Lines that hold one value.
struct Group {
    zone: Zone,
    role: FieldRole,
    lines: Range<usize>,
}

impl<'t> Told<'_, 't> {
    /// Whether a group's subject is the part's: a title is not, where another line says by its key what it is.
    fn names_subject(&self, group: &Group) -> bool {
        let keyed = |i: usize| {
            let is = self.roles.get(i).is_some_and(|c| c.role == Some(FieldRole::Subject));
            is && self.facts.keys.get(i).copied().flatten().is_some()
        };
        keyed(group.lines.start) || !(0..self.lines.len()).any(keyed)
    }

    fn shapes(&self, at: usize) -> Shapes {
        self.facts.shapes.get(at).copied().unwrap_or_default()
    }

    /// A line without its key.
    fn value(&self, at: usize) -> &'t str {
        let text = self.lines.get(at).map_or("", |l| l.text);
        let value_at = self.facts.keys.get(at).copied().flatten().map_or(0, |(_, at)| at);
        text.get(value_at..).unwrap_or(text).trim()
    }

    fn values(&self, group: &Group) -> String {
        let all: Vec<&str> = group.lines.clone().map(|i| self.value(i)).filter(|v| !v.is_empty()).collect();
        all.join(" ")
    }

    fn first(&self, group: &Group) -> &'t str {
        self.lines.get(group.lines.start).map_or("", |l| l.text)
    }

    fn span(&self, group: &Group) -> Option<Span> {
        let (first, last) =
            (self.lines.get(group.lines.start)?, self.lines.get(group.lines.end.checked_sub(1)?)?);
        Some(Span::new(first.start, last.end()))
    }

    /// Lines of one role that belong together: what stands under its key, or a subject of several lines.
    fn groups(&self) -> Vec<Group> {
        let mut out: Vec<Group> = Vec::new();
        for (i, choice) in self.roles.iter().enumerate() {
            let Some(role) = choice.role else { continue };
            let under = self.facts.under.get(i).copied().flatten() == Some(role);
            let wraps = matches!(role, FieldRole::Subject | FieldRole::Close)
                && !self.shapes(i).meets(Shapes(Shapes::GAP.0 | Shapes::KEY.0));
            match out.last_mut() {
                Some(group)
                    if group.lines.end == i
                        && group.role == role
                        && group.zone == choice.zone
                        && (under || wraps) =>
                {
                    group.lines.end = i + 1;
                }
                _ => out.push(Group { zone: choice.zone, role, lines: i..i + 1 }),
            }
        }
        out
    }
}

/// Gives the lines their fields and sums them up.
pub(super) fn settle<'t>(found: &mut Found<'t>, told: &Told<'_, 't>) {
    for (line, (i, choice)) in told.lines.iter().zip(told.roles.iter().enumerate()) {
        let spoken =
            choice.role.is_none() && (choice.zone == Zone::Body || told.shapes(i).has(Shapes::PROSE));
        if spoken {
            found.prose.push(**line);
        }
    }
    let mut groups = told.groups();
    let mut tail = Tail::default();
    let mut housed = false;
    for group in &mut groups {
        housed = addresses(found, told, group, housed);
        written_at_foot(told, group);
        fields(found, told, group);
        match group.zone {
            Zone::Head if housed && group.role == FieldRole::Place => {}
            Zone::Tail => tail.take(found, told, group),
            _ => head(found, told, group),
        }
    }
    tail.close(found);
    opening::read(found, told.roles.iter().any(|c| c.role == Some(FieldRole::From)));
    finish(found, told);
}

/// An office or place right under an addressee is his; gives whether one may follow.
fn addresses(found: &mut Found<'_>, told: &Told<'_, '_>, group: &mut Group, housed: bool) -> bool {
    let joined = !told.shapes(group.lines.start).has(Shapes::GAP);
    match group.role {
        FieldRole::To if group.zone == Zone::Head => {
            told.facts.keys.get(group.lines.start).copied().flatten().is_none()
        }
        FieldRole::Letterhead | FieldRole::Place if housed && joined && group.zone == Zone::Head => {
            group.role = FieldRole::Place;
            if let Some(party) = found.particulars.to.last_mut().filter(|p| p.address.is_none()) {
                party.address = Some(told.values(group));
            }
            true
        }
        _ => false,
    }
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

/// The date by which one without a year is read.
fn anchor(found: &Found<'_>, told: &Told<'_, '_>) -> Option<jiff::civil::Date> {
    found.particulars.date.or(told.cover.and_then(|c| c.particulars.date)).or(told.sheet.ctx.received)
}

fn head(found: &mut Found<'_>, told: &Told<'_, '_>, group: &Group) {
    let value = told.values(group);
    match group.role {
        FieldRole::From => from(found, told, group, &value),
        FieldRole::To => {
            let posted = |i: usize| {
                told.shapes(i).has(Shapes::POST) && told.facts.keys.get(i).copied().flatten().is_none()
            };
            let one = |i: usize| {
                if posted(i) { vec![Party::post(told.value(i))] } else { addressed(told.value(i)) }
            };
            found.particulars.to.extend(group.lines.clone().flat_map(one));
            telegram_address(found, &value);
        }
        FieldRole::CopiedTo if told.shapes(group.lines.start).has(Shapes::UPPER) => {
            let all = group.lines.clone().flat_map(|i| parties::of_list(told.value(i)));
            found.particulars.copied_to.extend(all);
        }
        FieldRole::CopiedTo => found.particulars.copied_to.extend(parties::of_list(&value)),
        FieldRole::Participant => {
            let all = group.lines.clone().flat_map(|i| took_part(told.value(i)));
            found.particulars.participants.extend(all);
        }
        FieldRole::Date => date(found, told, &value),
        FieldRole::Place => {
            found.particulars.place.get_or_insert(value);
        }
        FieldRole::Subject if found.particulars.subject.is_none() && told.names_subject(group) => {
            found.particulars.subject = Some(value).filter(|v| !v.is_empty());
        }
        FieldRole::Reference if !value.is_empty() && !cites(&value) => {
            found.particulars.reference.get_or_insert(value);
        }
        FieldRole::Precedence => {
            found.particulars.precedence.get_or_insert(value);
        }
        FieldRole::Salutation if found.particulars.to.is_empty() => {
            let name = look::salutation(told.first(group)).unwrap_or_default();
            found.particulars.to.push(greeted(name, told.sheet.ctx));
        }
        _ => {}
    }
}

/// Whether a reference line cites another paper and is no number of its own: "Deptel 3019", "Your letter of May 3".
fn cites(value: &str) -> bool {
    let first = value.split([' ', ',', '\'', '’']).next().unwrap_or("").to_lowercase();
    let classes = lexicon::classes(&first);
    let k = &*lexicon::KNOWN;
    [k.telegraph, k.paper, k.possessor].into_iter().any(|c| classes.has(c))
}

/// Who wrote, by a key or by the editors' head.
fn from(found: &mut Found<'_>, told: &Told<'_, '_>, group: &Group, value: &str) {
    if !told.shapes(group.lines.start).has(Shapes::HEAD) {
        let all = group.lines.clone().filter_map(|i| parties::listed(parties::without_code(told.value(i))));
        found.particulars.from.extend(all);
        if found.particulars.place.is_none() {
            found.particulars.place = sending_post(told.first(group));
        }
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
    found.kind = heads::kind(value).unwrap_or_else(|| old_style_kind(told));
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

/// "The Ambassador in Cuba (Norweb) to the Secretary of State" heads telegrams and letters alike; only a
/// telegram is dated to the hour.
fn old_style_kind(told: &Told<'_, '_>) -> Kind {
    let hour = |l: &str| HOURS.iter().any(|h| l.ends_with(h)) && l.len() <= DATELINE_BYTES_MAX;
    let says = |l: &str| l.ends_with(": Telegram") || look::is_precedence(l) || hour(l);
    let telegraphed = told.lines.iter().take(8).any(|l| says(l.text));
    if telegraphed { Kind::Telegram } else { Kind::Letter }
}

/// What the date of a telegram ends with: "Djakarta, May 1, 1954—4 p.m."
const HOURS: [&str; 8] = ["a.m.", "p.m.", "a. m.", "p. m.", "noon.", "—noon", "midnight.", "—midnight"];
/// Bytes of the longest line that bears a date alone.
const DATELINE_BYTES_MAX: usize = 80;

fn addressed(value: &str) -> Vec<Party> {
    let value = parties::without_code(value);
    if value.contains(';') { parties::of_list(value) } else { parties::listed(value).into_iter().collect() }
}

fn took_part(value: &str) -> Vec<Party> {
    let value = parties::without_code(value.trim());
    if value.is_empty() || value.ends_with(':') {
        return Vec::new();
    }
    if value.contains(';') {
        return parties::of_list(value);
    }
    // "Dr. Henry A. Kissinger and Soviet Ambassador Anatoliy Dobrynin".
    match value.split_once(" and ").filter(|(a, b)| parties::is_full_name(a) && may_take_part(b)) {
        Some((first, second)) => [first, second].into_iter().filter_map(parties::listed).collect(),
        None => parties::listed(value).into_iter().collect(),
    }
}

/// "TO SECSTATE WASHDC IMMEDIATE 1234": precedence and number stand behind the addressee.
fn telegram_address(found: &mut Found<'_>, value: &str) {
    let Some(at) = value.split(' ').find(|w| is_telegram_precedence(w)).and_then(|w| value.find(w)) else {
        return;
    };
    if value.chars().any(char::is_lowercase) {
        return;
    }
    let (name, rest) = value.split_at(at);
    let mut words = rest.split_whitespace();
    found.particulars.precedence =
        found.particulars.precedence.take().or_else(|| words.next().map(str::to_owned));
    let number = words.find(|w| w.bytes().all(|b| b.is_ascii_digit()));
    if let Some(number) = number {
        found.particulars.reference.get_or_insert(number.to_owned());
    }
    if let Some(party) = found.particulars.to.last_mut() {
        *party = Party::post(name.trim());
    }
}

fn is_telegram_precedence(word: &str) -> bool {
    matches!(word, "IMMEDIATE" | "PRIORITY" | "FLASH" | "ROUTINE" | "NIACT")
}

/// "FM AMEMBASSY SAIGON": where a telegram comes from.
fn sending_post(line: &str) -> Option<String> {
    let rest = line.strip_prefix("FM ")?;
    let (house, city) = rest.split_once(' ')?;
    let mission =
        ["AMEMBASSY", "EMBASSY", "AMCONSUL", "USMISSION", "AMCONGEN", "UKDEL", "USDEL"].contains(&house);
    let titled =
        |w: &str| w.chars().take(1).chain(w.chars().skip(1).flat_map(char::to_lowercase)).collect::<String>();
    mission.then(|| city.split_whitespace().map(titled).collect::<Vec<_>>().join(" "))
}

/// The first date of a head is the date of writing.
fn date(found: &mut Found<'_>, told: &Told<'_, '_>, value: &str) {
    let particulars = &mut found.particulars;
    let group = dates::group(value);
    if let Some((span, _)) = group {
        let lead: Vec<&str> = value.get(..span.start as usize).unwrap_or("").split_whitespace().collect();
        let words: Vec<&str> = lead.iter().filter_map(|w| precedence_letter(w)).collect();
        particulars.precedence =
            particulars.precedence.take().or_else(|| (!words.is_empty()).then(|| words.join(" ")));
    }
    let place = dates::dateline(value).and_then(|line| line.place).filter(|_| particulars.date.is_none());
    if let Some(place) = place {
        particulars.place = Some(place.trim_end_matches([',', ']', ' ']).to_owned());
    }
    particulars.date =
        particulars.date.or_else(|| dates::dated(value, told.sheet.ctx.day_first, told.sheet.ctx.received));
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

/// Whom a salutation greets, by the full name where one person of the register bears it.
fn greeted(name: &str, ctx: &crate::Context) -> Party {
    let bears = |p: &&crate::KnownPerson| {
        let given = p.name.split_whitespace().next() == Some(name) && !name.contains(' ');
        given || p.name == name || p.aliases.iter().any(|a| a == name)
    };
    let mut bearers = ctx.people.iter().filter(bears);
    match (bearers.next(), bearers.next()) {
        (Some(one), None) => Party::named(one.name.clone()),
        _ if name.starts_with("le ") || name.starts_with("la ") => Party::post(name.get(3..).unwrap_or(name)),
        _ if name.starts_with("l'") => Party::post(name.get(2..).unwrap_or(name)),
        _ => Party::named(name),
    }
}

/// Who signed, and to whom the foot is addressed.
#[derive(Default)]
struct Tail {
    writer: Party,
    to: Option<Party>,
}

impl Tail {
    fn take(&mut self, found: &mut Found<'_>, told: &Told<'_, '_>, group: &Group) {
        let value = told.values(group);
        match group.role {
            FieldRole::Signer if self.writer.name.is_none() => {
                self.writer.name = Some(signed(&value).to_owned());
            }
            FieldRole::Post if self.writer.post.is_none() => self.writer.post = Some(value),
            FieldRole::To => self.addressed(&value),
            FieldRole::Place => {
                if let Some(party) = self.to.as_mut().filter(|p| p.address.is_none()) {
                    party.address = Some(value);
                }
            }
            FieldRole::CopiedTo => {
                let value = [
                    "Copies to ",
                    "Copied to ",
                    "Copy to ",
                    "c.c. ",
                    "cc ",
                    "Copie à ",
                    "Copies à ",
                    "with copies to ",
                ]
                .iter()
                .find_map(|k| value.strip_prefix(k))
                .unwrap_or(&value);
                found.particulars.copied_to.extend(parties::of_list(value));
            }
            FieldRole::Date => date(found, told, &value),
            FieldRole::Stamp => {
                let date = dates::dated(told.first(group), told.sheet.ctx.day_first, anchor(found, told));
                found.stamp = found.stamp.or(date);
            }
            _ => {}
        }
    }

    /// "His Excellency" stands over whom it honours.
    fn addressed(&mut self, value: &str) {
        match &mut self.to {
            None => self.to = Some(Party::named(value)),
            Some(party)
                if matches!(
                    party.name.as_deref(),
                    Some(
                        "His Excellency"
                            | "Her Excellency"
                            | "Son Excellence"
                            | "The Right Honourable"
                            | "The Honorable"
                            | "The Rt Hon"
                    )
                ) =>
            {
                *party = if look::is_name(value) {
                    Party::named(value)
                } else {
                    Party::post(value.trim_start_matches("The "))
                };
            }
            Some(_) => {}
        }
    }

    fn close(self, found: &mut Found<'_>) {
        if self.writer != Party::default() && found.particulars.from.is_empty() {
            found.particulars.from.push(self.writer);
        }
        if let Some(to) = self.to {
            found.particulars.to = vec![to];
        }
    }
}

/// A signer without the brackets of a typist or an editor.
fn signed(value: &str) -> &str {
    look::bare(value).trim_matches(['[', ']'])
}

/// The kind, the writer's house, and what was given.
fn finish(found: &mut Found<'_>, told: &Told<'_, '_>) {
    let text_of =
        |span: Span| told.lines.iter().find(|l| l.start == span.start as usize).map(|l| l.text.to_owned());
    let house = found.fields.iter().find(|f| f.role == FieldRole::Letterhead).and_then(|f| text_of(f.span));
    if let Some(writer) = found.particulars.from.first_mut() {
        writer.address = house;
    }
    found.kind = kind(found, told);
    let Some(given) = told.sheet.ctx.given.as_ref().filter(|_| told.start.place == PartPlace::Paper) else {
        return;
    };
    found.particulars = given.clone();
    found.kind = told.sheet.ctx.given_kind.unwrap_or(found.kind);
}

fn kind(found: &Found<'_>, told: &Told<'_, '_>) -> Kind {
    let has = |role| found.fields.iter().any(|f| f.role == role);
    let heading = told
        .roles
        .iter()
        .enumerate()
        .filter(|(_, c)| c.role == Some(FieldRole::Heading) && c.zone == Zone::Head)
        .find_map(|(i, _)| heads::kind(told.lines.get(i)?.text));
    let announced = told.cover.filter(|_| told.start.place == PartPlace::Enclosure).and_then(announced_by);
    let keyed = told.facts.keys.iter().flatten().count() >= 2 && has(FieldRole::From) && has(FieldRole::To);
    let shape = |shape: Shapes| told.facts.shapes.iter().take(20).any(|s| s.has(shape));
    let signed = has(FieldRole::Close) && has(FieldRole::Signer);
    match () {
        () if found.kind != Kind::Other => found.kind,
        () if heading.is_some() => heading.unwrap_or_default(),
        () if announced.is_some() => announced.unwrap_or_default(),
        () if shape(Shapes::GROUP) || has(FieldRole::Precedence) => Kind::Telegram,
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
