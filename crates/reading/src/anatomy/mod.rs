//! Anatomy: a text falls into parts, and the lines of each part into roles.

mod dates;
mod foot;
mod header;
mod heads;
mod keys;
mod kinds;
mod letter;
mod lines;
mod mail;
mod marking;
mod opening;
mod particulars;
mod parties;
mod party;
mod path;
mod quoting;
mod readers;
pub(crate) mod roles;
mod sent;
mod shapes;
mod signature;
mod split;
mod telegraph;
mod thread;
mod told;
mod writers;
mod wrote;

use crate::Context;
use crate::text::{Line, lines as lines_of};
use chancery_office::reading::{FieldRole, Kind, Part, PartPlace, Span};
use marking::Furniture;
use split::{Start, starts};

/// A part with the lines that are its prose.
pub(crate) struct Dissected<'t> {
    pub part: Part,
    pub prose: Vec<Line<'t>>,
    /// A date by hand or stamp that stands in for the date of writing.
    pub stamp: Option<jiff::civil::Date>,
}

/// The parts of a text, in order.
pub(crate) fn dissect<'t>(text: &'t str, ctx: &Context) -> Vec<Dissected<'t>> {
    let lines = lines_of(text);
    let mut furniture: Vec<Option<Furniture>> = lines.iter().map(marking::furniture).collect();
    marking::go_on(&lines, &mut furniture);
    let starts = starts(&lines, &furniture, &levels(text, &lines, ctx), ctx);
    let mut out: Vec<Dissected<'t>> = Vec::new();
    // The part that each start became.
    let mut places: Vec<usize> = Vec::new();
    for (i, start) in starts.iter().enumerate() {
        places.push(out.len());
        if start.resumes.is_some() {
            continue;
        }
        let parent = start.parent.and_then(|p| places.get(p)).map(|p| u16::try_from(*p).unwrap_or(u16::MAX));
        let (lines_of_part, furniture) = gathered(&lines, &furniture, &starts, i);
        let sheet = Sheet { lines: &lines_of_part, furniture: &furniture, ctx };
        let found = part(&sheet, start, parent, &out);
        out.extend(found.or_else(|| bare(&lines, ctx).filter(|_| i == 0)));
    }
    told_by_source(&mut out, &furniture);
    out
}

/// The day that a heading tells: "RECORD OF A MEETING HELD ON 29 OCTOBER 1970".
pub(crate) fn told_in(heading: &str) -> Option<jiff::civil::Date> {
    let at = dates::month_at(heading)?;
    let lead = heading.get(..at)?.trim_end();
    dates::dated(heading.get(lead.rfind(' ').map_or(0, |space| space + 1)..)?, true, None)
}

/// How deep each line is quoted: only a mail marks what it quotes.
fn levels(text: &str, lines: &[Line<'_>], ctx: &Context) -> Vec<u8> {
    let mail = match ctx.given_kind {
        Some(kind) => kind == Kind::Email,
        None => thread::is_mail(lines),
    };
    if mail { quoting::levels(text, lines) } else { Vec::new() }
}

/// The lines of a part: those from its start to the next, and those with which it goes on below what it quotes.
fn gathered<'t>(
    lines: &[Line<'t>],
    furniture: &[Option<Furniture>],
    starts: &[Start],
    index: usize,
) -> (Vec<Line<'t>>, Vec<Option<Furniture>>) {
    let (mut own, mut own_furniture) = (Vec::new(), Vec::new());
    for (i, start) in starts.iter().enumerate().skip(index) {
        if i != index && start.resumes != Some(index) {
            continue;
        }
        let last = starts.get(i + 1).map_or(lines.len(), |s| s.line);
        let range = start.line..last;
        let goes_on = own.len();
        own.extend_from_slice(lines.get(range.clone()).unwrap_or(&[]));
        own_furniture.extend_from_slice(furniture.get(range).unwrap_or(&[]));
        if let Some(line) = own.get_mut(goes_on) {
            line.gap |= i != index;
        }
    }
    (own, own_furniture)
}

/// An editors' source note, wherever it stands, tells the marking of the paper itself.
fn told_by_source(parts: &mut [Dissected<'_>], furniture: &[Option<Furniture>]) {
    let told = furniture.iter().flatten().find_map(|f| match f {
        Furniture::Source(marking) => marking.clone(),
        _ => None,
    });
    if let (Some(first), Some(told)) = (parts.first_mut(), told) {
        first.part.particulars.marking.get_or_insert(told);
    }
}

/// A paper that says nothing itself before what it forwards; it stands on its first line.
fn bare<'t>(lines: &[Line<'t>], ctx: &Context) -> Option<Dissected<'t>> {
    let first = lines.first()?;
    let part = Part {
        place: PartPlace::Paper,
        parent: None,
        kind: ctx.given_kind.unwrap_or_default(),
        span: Span::new(first.start, first.end()),
        fields: Vec::new(),
        particulars: ctx.given.clone().unwrap_or_default(),
    };
    Some(Dissected { part, prose: Vec::new(), stamp: None })
}

/// Whether two columns of a line are two lines of a head: each a marking, a date or a number, or each with its key.
pub(crate) fn stand_apart(left: &str, right: &str) -> bool {
    if right.len() > COLUMN_BYTES_MAX || left.len() > COLUMN_BYTES_MAX {
        return false;
    }
    let marked = |side: &str| marking::marking(side).is_some();
    let dated = |side: &str| dates::dateline(side).is_some();
    // "Subject:      Re: grain" is one key and its value.
    let filled = |side: &str| {
        let value = roles::ROLES.key(side).filter(|_| side.contains(':')).and_then(|(_, at)| side.get(at..));
        value.is_some_and(|v| !v.trim().is_empty())
    };
    let titled = left.starts_with(char::is_uppercase) && !left.ends_with([':', ',', '.']);
    let noted = right.len() <= NOTE_BYTES_MAX && !right.chars().any(char::is_lowercase);
    marked(left) && (marked(right) || noted)
        || dated(right) && (marked(left) || titled && !left.contains(':'))
        || (marked(right) || dated(right)) && shapes::is_number(left)
        || filled(right) && filled(left)
}

/// Bytes of a word that stands in the right column beside a marking: "ACTION".
const NOTE_BYTES_MAX: usize = 30;

/// Bytes of the longest column of a head.
const COLUMN_BYTES_MAX: usize = 100;

/// The lines of one part and what is known of them.
pub(crate) struct Sheet<'a, 't> {
    pub lines: &'a [Line<'t>],
    pub furniture: &'a [Option<Furniture>],
    pub ctx: &'a Context,
}

fn part<'t>(
    sheet: &Sheet<'_, 't>,
    start: &Start,
    parent: Option<u16>,
    before: &[Dissected<'t>],
) -> Option<Dissected<'t>> {
    let (first, last) = (sheet.lines.first()?, sheet.lines.last()?);
    let span = Span::new(first.start, last.end());
    let cover = before.first().map(|d| &d.part);
    let quoted = matches!(start.place, PartPlace::Quoted | PartPlace::Forwarded);
    let mail = start.place == PartPlace::Paper && sheet.ctx.given_kind == Some(Kind::Email);
    // A memorandum opens with keys as a mail does; only a mail's own head is read as one.
    let headed = start.head.as_ref().is_some_and(|head| head.is_mail() || start.place != PartPlace::Paper);
    let mut found =
        if headed || quoted || mail { mail::read(sheet, start) } else { letter::read(sheet, start, cover) };
    // A key without a value takes none from the part below it.
    found.fields.retain(|f| span.holds(f.span));
    found.fields.sort_by_key(|f| f.span);
    if start.place == PartPlace::Postscript {
        same_hand(&mut found, before.last());
    }
    let parted = Part {
        place: start.place,
        parent,
        kind: found.kind,
        span,
        fields: found.fields,
        particulars: found.particulars,
    };
    Some(Dissected { part: parted, prose: found.prose, stamp: found.stamp })
}

/// A postscript is by the hand and of the day of what it follows.
fn same_hand(found: &mut Found<'_>, above: Option<&Dissected<'_>>) {
    let Some(above) = above.map(|d| &d.part) else { return };
    let said = &above.particulars;
    found.kind = above.kind;
    found.particulars.from.clone_from(&said.from);
    found.particulars.to.clone_from(&said.to);
    found.particulars.date = found.particulars.date.or(said.date);
}

/// What a reader of parts comes to.
#[derive(Default)]
pub(crate) struct Found<'t> {
    pub kind: chancery_office::reading::Kind,
    pub fields: Vec<chancery_office::reading::Field>,
    pub particulars: chancery_office::reading::Particulars,
    pub prose: Vec<Line<'t>>,
    pub stamp: Option<jiff::civil::Date>,
}

impl Found<'_> {
    pub fn field(&mut self, role: FieldRole, line: &Line<'_>) {
        self.span(role, Span::new(line.start, line.end()));
    }

    pub fn span(&mut self, role: FieldRole, span: Span) {
        self.fields.push(chancery_office::reading::Field { role, span, doubtful: false, date: None });
    }

    /// A caveat on a line of its own is one field with the marking above it, where that ends its line; behind a post and a
    /// number it is told of the part alone.
    fn caveat(&mut self, line: &Line<'_>, caveat: &str, behind_post: bool) {
        let first = self.fields.iter().filter(|field| field.role == FieldRole::Marking).count() == 1;
        let above = self.fields.last_mut().filter(|field| field.role == FieldRole::Marking && !behind_post);
        match above {
            Some(above) => above.span = Span::new(above.span.start as usize, line.end()),
            None => self.field(FieldRole::PageHead, line),
        }
        let marking = self.particulars.marking.get_or_insert_default();
        if (first || behind_post) && !marking.contains(caveat) {
            *marking = format!("{marking} {caveat}").trim_start().to_owned();
        }
    }

    /// Furniture is a field of every part; the first marking is the part's.
    pub fn furniture(&mut self, line: &Line<'_>, furniture: &Furniture) {
        let (role, marking) = match furniture {
            Furniture::Caveat { caveat, behind_post } => return self.caveat(line, caveat, *behind_post),
            Furniture::Marking(m) | Furniture::Numbered { marking: m, .. } => (FieldRole::Marking, Some(m)),
            Furniture::PageHead(m) => (FieldRole::PageHead, m.as_ref()),
            // It tells of the paper, wherever it stands: see `told_by_source`.
            Furniture::Source(_) => (FieldRole::PageHead, None),
        };
        match furniture {
            // Post and number behind it are no part of it.
            Furniture::Numbered { words, .. } => self.span(role, Span::new(line.start, line.start + words)),
            _ => self.field(role, line),
        }
        let particulars = &mut self.particulars;
        if particulars.marking.is_none() {
            particulars.marking = marking.cloned();
        }
        match furniture {
            Furniture::Marking(_) if particulars.precedence.is_none() => {
                particulars.precedence = marking::precedence(line.text).map(str::to_owned);
            }
            Furniture::Numbered { number, .. } => {
                particulars.reference.get_or_insert_with(|| number.clone());
            }
            _ => {}
        }
    }
}
