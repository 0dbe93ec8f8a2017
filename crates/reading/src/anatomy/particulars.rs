//! What the roles of a part's lines come to: fields, and who wrote to whom, when, where and on what.

use super::foot::{Tail, typed_below};
use super::letter::Facts;
use super::lines as look;
use super::marking::Furniture;
use super::path::Choice;
use super::roles::Zone;
use super::shapes::{self, Shapes, may_take_part};
use super::split::{Start, announced_kind};
use super::{Found, Sheet, dates, heads, opening, parties, telegraph};
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

/// Lines among which a telegram's head shows that it is one.
const TELEGRAM_LINES_MAX: usize = 30;

/// Lines that hold one value.
pub(super) struct Group {
    pub zone: Zone,
    pub role: FieldRole,
    pub lines: Range<usize>,
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

    /// Whether a group's lines are a telegrapher's: in capitals, in a part that a telegraph carried.
    fn is_telegraphed(&self, group: &Group) -> bool {
        let typed = |i: usize| self.shapes(i).has(Shapes::UPPER);
        group.lines.clone().all(typed) && self.is_telegram()
    }

    /// Whether its head is a telegram's: a date-time group, "FM", or a line of marking, post and number.
    fn is_telegram(&self) -> bool {
        let head = self.lines.iter().take(TELEGRAM_LINES_MAX).enumerate();
        // A group under "Ref" is another paper's.
        let cited = |i: usize| self.facts.under.get(i).copied().flatten() == Some(FieldRole::Reference);
        let grouped = |i: usize| self.shapes(i).has(Shapes::GROUP) && !cited(i) && !self.is_ref(i);
        let mut typed = head.filter(|(i, l)| grouped(*i) || l.text.starts_with("FM "));
        typed.next().is_some() || self.sent_number().is_some()
    }

    /// The number on a telegram's line of marking, post and number: "RABAT 000712".
    fn sent_number(&self) -> Option<&str> {
        self.sheet.furniture.iter().flatten().find_map(|f| match f {
            Furniture::Numbered { number, .. } => Some(number.as_str()),
            _ => None,
        })
    }

    /// A line without its key.
    fn value(&self, at: usize) -> &'t str {
        let text = self.lines.get(at).map_or("", |l| l.text);
        match self.facts.keys.get(at).copied().flatten() {
            Some((_, value_at)) => text.get(value_at..).unwrap_or(text).trim(),
            None if self.shapes(at).has(Shapes::COUNTED) => shapes::without_count(text),
            None => without_opening(self.roles.get(at).and_then(|c| c.role), text).trim(),
        }
    }

    /// Whether a line of references cites other papers; under "REF" a telegram always does.
    fn cites(&self, at: usize) -> bool {
        cites(self.value(at)) || self.is_ref(at) && self.is_telegram()
    }

    fn is_ref(&self, at: usize) -> bool {
        self.lines.get(at).and_then(|l| l.text.get(..3)).is_some_and(|key| key.eq_ignore_ascii_case("ref"))
    }

    pub fn values(&self, group: &Group) -> String {
        let all: Vec<&str> = group.lines.clone().map(|i| self.value(i)).filter(|v| !v.is_empty()).collect();
        all.join(" ")
    }

    pub fn first(&self, group: &Group) -> &'t str {
        self.lines.get(group.lines.start).map_or("", |l| l.text)
    }

    fn span(&self, group: &Group) -> Option<Span> {
        let (first, last) =
            (self.lines.get(group.lines.start)?, self.lines.get(group.lines.end.checked_sub(1)?)?);
        Some(Span::new(first.start, last.end()))
    }

    /// Whether its head calls it the record of a talk or meeting; nobody writes to anybody in it.
    fn is_spoken(&self) -> bool {
        let heads = |i: usize, c: &Choice| {
            c.zone == Zone::Head && (c.role == Some(FieldRole::Heading) || self.shapes(i).has(Shapes::HEAD))
        };
        let first = self.roles.iter().enumerate().find(|(i, c)| heads(*i, c));
        let kind = first.and_then(|(i, _)| heads::kind(self.lines.get(i)?.text));
        matches!(kind, Some(Kind::Conversation | Kind::Minutes))
    }

    /// "Mr. Jack C. Corbett, State Department", one a line without a key above: they took part.
    fn took_part(&self, group: &mut Group) {
        let bare = |i: usize| {
            let unkeyed = self.facts.keys.get(i).copied().flatten().is_none()
                && self.facts.under.get(i).copied().flatten().is_none();
            let named = self.roles.get(i).and_then(|c| c.role).is_some_and(|role| match role {
                FieldRole::To | FieldRole::PutUp | FieldRole::Participant => true,
                FieldRole::Letterhead => starts_with_name(self.value(i)),
                _ => false,
            });
            unkeyed && named && may_take_part(self.value(i))
        };
        let at = group.lines.start;
        let beside = at.checked_sub(1).is_some_and(bare) || bare(group.lines.end);
        if group.zone == Zone::Head && bare(at) && beside {
            group.role = FieldRole::Participant;
        }
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

/// A line without the words that say what it is: "From the Private Secretary", "à AMBAFRANCE MOSCOU".
fn without_opening(role: Option<FieldRole>, text: &str) -> &str {
    let words: &[&str] = match role {
        Some(FieldRole::From) => &["From the ", "From The "],
        Some(FieldRole::To) => &["À : ", "À: ", "A : ", "à ", "À ", "pour ", "Pour ", "POUR "],
        Some(FieldRole::CopiedTo) => &["Communiqué à ", "Communiqué aux ", "COMMUNIQUÉ À "],
        _ => &[],
    };
    words.iter().find_map(|w| text.strip_prefix(w)).unwrap_or(text)
}

/// "Secretary John W. Snyder (Chairman), Treasury Department": somebody's name comes first.
fn starts_with_name(line: &str) -> bool {
    let first = line.split([',', '(']).next().unwrap_or("").trim();
    parties::is_styled(first) || parties::is_titled(first) && first.contains(' ') || look::is_name(first)
}

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
pub(super) fn anchor(found: &Found<'_>, told: &Told<'_, '_>) -> Option<jiff::civil::Date> {
    found.particulars.date.or(told.cover.and_then(|c| c.particulars.date)).or(told.sheet.ctx.received)
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

/// Whether a reference line cites another paper and is no number of its own: "Deptel 3019", "Your letter of May 3".
fn cites(value: &str) -> bool {
    let words =
        value.split([' ', ',', '\'', '’']).map(|w| w.trim_matches(['(', ')', '.', ':']).to_lowercase());
    let k = &*lexicon::KNOWN;
    let is = |word: &str, any: &[lexicon::Class]| any.iter().any(|c| lexicon::classes(word).has(*c));
    let words: Vec<String> = words.filter(|w| !w.is_empty()).take(CITED_WORDS).collect();
    let sent = words.first().is_some_and(|w| w == "state" || is(w, &[k.possessor, k.city]));
    sent || words.iter().any(|w| is(w, &[k.telegraph, k.paper]))
}

/// Words among which a reference line that cites another paper says what it is: "State Cable from Paris No. 238".
const CITED_WORDS: usize = 3;

/// Who wrote, by a key or by the editors' head.
fn from(found: &mut Found<'_>, told: &Told<'_, '_>, group: &Group, value: &str) {
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

/// Whether a heading is that of a record: "NOTE OF A MEETING HELD AT …".
fn recorded(heading: &str) -> bool {
    matches!(heads::kind(heading), Some(Kind::Minutes | Kind::Conversation))
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

/// "The Ambassador in Cuba (Norweb) to the Secretary of State" heads telegrams and letters alike; only a
/// telegram is dated to the hour.
fn old_style_kind(told: &Told<'_, '_>) -> Kind {
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

fn addressed(value: &str) -> Vec<Party> {
    let value = parties::without_code(value);
    let post = ["AMBAFRANCE ", "DIPLOMATIE ", "CONSULFRANCE ", "DIPLO "].iter().any(|o| value.starts_with(o));
    if let Some(post) = Some(value).filter(|_| post).or_else(|| french_post(value)) {
        return vec![Party::post(post)];
    }
    if value.contains(';') { parties::of_list(value) } else { parties::listed(value).into_iter().collect() }
}

/// "PERU" over those who spoke for it, whose names have small letters.
fn is_side(line: &str) -> bool {
    let words = line.split_whitespace().count();
    words <= 3 && line.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-'))
}

/// "le Cabinet du Ministre" of "pour le Cabinet du Ministre".
fn french_post(value: &str) -> Option<&str> {
    ["le ", "la ", "l'", "l’"].iter().find_map(|article| value.strip_prefix(article))
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

/// Bytes of a line of a list that holds one name.
const LISTED_BYTES_MAX: usize = 60;

/// Those who have a copy: one a line, where no line holds a list.
pub(super) fn copied(told: &Told<'_, '_>, group: &Group) -> Vec<Party> {
    let mut lines = group.lines.clone().map(|i| told.value(i));
    let last = lines.next_back().unwrap_or("");
    let runs = lines
        .any(|line| line.ends_with([',', ';']) || line.ends_with(" and") || line.len() > LISTED_BYTES_MAX);
    if runs || last.contains(';') {
        return parties::of_list(&told.values(group));
    }
    let one = |i: usize| {
        let value = told.value(i);
        if value.matches([',', ';']).count() == 1 && group.lines.len() > 1 {
            parties::listed(value).into_iter().collect()
        } else {
            parties::of_list(value)
        }
    };
    group.lines.clone().flat_map(one).collect()
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

/// Whom a salutation greets, by the full name where one person of the register bears it.
fn greeted(name: &str, ctx: &crate::Context) -> Party {
    let bears = |p: &&crate::KnownPerson| {
        let given = p.name.split_whitespace().next() == Some(name) && !name.contains(' ');
        given || p.name == name || p.aliases.iter().any(|a| a == name)
    };
    let mut bearers = ctx.people.iter().filter(bears);
    match (bearers.next(), bearers.next()) {
        (Some(one), None) => Party::named(one.name.clone()),
        _ if posted(name).is_some() => Party::post(posted(name).unwrap_or(name)),
        _ if name.starts_with("le ") || name.starts_with("la ") => Party::post(name.get(3..).unwrap_or(name)),
        _ if name.starts_with("l'") => Party::post(name.get(2..).unwrap_or(name)),
        _ => Party::named(name),
    }
}

/// "Mr. Prime Minister", "Madam Secretary": whoever holds the post is greeted by it.
fn posted(name: &str) -> Option<&str> {
    let post = ["Mr. ", "Mr ", "Madam ", "Madame "].iter().find_map(|style| name.strip_prefix(style))?;
    look::is_post(post).then_some(post)
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
