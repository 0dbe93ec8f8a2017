//! A part whose lines have their roles: what a line says behind its key, and which lines belong together.

use super::letter::Facts;
use super::lines as look;
use super::marking::Furniture;
use super::path::Choice;
use super::roles::Zone;
use super::shapes::{self, Shapes, may_take_part};
use super::split::Start;
use super::{Sheet, heads, parties};
use crate::rules::lexicon;
use crate::text::Line;
use chancery_office::reading::{FieldRole, Kind, Part, Span};
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
    pub fn names_subject(&self, group: &Group) -> bool {
        let keyed = |i: usize| {
            let is = self.roles.get(i).is_some_and(|c| c.role == Some(FieldRole::Subject));
            is && self.facts.keys.get(i).copied().flatten().is_some()
        };
        keyed(group.lines.start) || !(0..self.lines.len()).any(keyed)
    }

    pub fn shapes(&self, at: usize) -> Shapes {
        self.facts.shapes.get(at).copied().unwrap_or_default()
    }

    /// Whether a group's lines are a telegrapher's: in capitals, in a part that a telegraph carried.
    pub fn is_telegraphed(&self, group: &Group) -> bool {
        let typed = |i: usize| self.shapes(i).has(Shapes::UPPER);
        group.lines.clone().all(typed) && self.is_telegram()
    }

    /// Whether its head is a telegram's: a date-time group, "FM", or a line of marking, post and number.
    pub fn is_telegram(&self) -> bool {
        let head = self.lines.iter().take(TELEGRAM_LINES_MAX).enumerate();
        // A group under "Ref" is another paper's.
        let cited = |i: usize| self.facts.under.get(i).copied().flatten() == Some(FieldRole::Reference);
        let grouped = |i: usize| self.shapes(i).has(Shapes::GROUP) && !cited(i) && !self.is_ref(i);
        let mut typed = head.filter(|(i, l)| grouped(*i) || l.text.starts_with("FM "));
        typed.next().is_some() || self.sent_number().is_some()
    }

    /// The number on a telegram's line of marking, post and number: "RABAT 000712".
    pub fn sent_number(&self) -> Option<&str> {
        self.sheet.furniture.iter().flatten().find_map(|f| match f {
            Furniture::Numbered { number, .. } => Some(number.as_str()),
            _ => None,
        })
    }

    /// A line without its key.
    pub fn value(&self, at: usize) -> &'t str {
        let text = self.lines.get(at).map_or("", |l| l.text);
        match self.facts.keys.get(at).copied().flatten() {
            Some((_, value_at)) => text.get(value_at..).unwrap_or(text).trim(),
            None if self.shapes(at).has(Shapes::COUNTED) => shapes::without_count(text),
            None => without_opening(self.roles.get(at).and_then(|c| c.role), text).trim(),
        }
    }

    /// Whether a line of references cites other papers; under "REF" a telegram always does.
    pub fn cites(&self, at: usize) -> bool {
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

    pub fn span(&self, group: &Group) -> Option<Span> {
        let (first, last) =
            (self.lines.get(group.lines.start)?, self.lines.get(group.lines.end.checked_sub(1)?)?);
        Some(Span::new(first.start, last.end()))
    }

    /// Whether its head calls it the record of a talk or meeting; nobody writes to anybody in it.
    pub fn is_spoken(&self) -> bool {
        let heads = |i: usize, c: &Choice| {
            c.zone == Zone::Head && (c.role == Some(FieldRole::Heading) || self.shapes(i).has(Shapes::HEAD))
        };
        let first = self.roles.iter().enumerate().find(|(i, c)| heads(*i, c));
        let kind = first.and_then(|(i, _)| heads::kind(self.lines.get(i)?.text));
        matches!(kind, Some(Kind::Conversation | Kind::Minutes))
    }

    /// "Mr. Jack C. Corbett, State Department", one a line without a key above: they took part.
    pub fn took_part(&self, group: &mut Group) {
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
    pub fn groups(&self) -> Vec<Group> {
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
