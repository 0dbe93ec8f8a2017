//! Anatomy: a text falls into parts, and the lines of each part into roles.

mod dates;
mod header;
mod heads;
mod letter;
mod lines;
mod mail;
mod marking;
mod opening;
mod particulars;
mod parties;
mod path;
pub(crate) mod roles;
mod shapes;
mod split;

use crate::Context;
use crate::text::{Line, lines as lines_of};
use chancery_office::reading::{FieldRole, Part, PartPlace, Span};
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
    let furniture: Vec<Option<Furniture>> = lines.iter().map(marking::furniture).collect();
    let mut out: Vec<Dissected<'t>> = Vec::new();
    let starts = starts(&lines, &furniture, ctx);
    for (i, start) in starts.iter().enumerate() {
        let last = starts.get(i + 1).map_or(lines.len(), |s| s.line);
        let parent = (i > 0).then(|| parent(&out, start.place));
        let sheet = Sheet { lines: &lines[start.line..last], furniture: &furniture[start.line..last], ctx };
        let found = part(&sheet, start, parent, &out);
        out.extend(found.or_else(|| bare(&lines, ctx).filter(|_| i == 0)));
    }
    told_by_source(&mut out, &furniture);
    out
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

/// Whether two columns of a line are two lines of a head: each a marking, a date or a number.
pub(crate) fn stand_apart(left: &str, right: &str) -> bool {
    let marked = |side: &str| marking::marking(side).is_some();
    let dated = |side: &str| dates::dateline(side).is_some();
    (marked(left) && (dated(right) || marked(right)))
        || (marked(right) || dated(right)) && shapes::is_number(left)
}

/// The lines of one part and what is known of them.
pub(crate) struct Sheet<'a, 't> {
    pub lines: &'a [Line<'t>],
    pub furniture: &'a [Option<Furniture>],
    pub ctx: &'a Context,
}

/// An enclosure hangs on the paper, a quoted message on the message before it.
fn parent(parts: &[Dissected<'_>], place: PartPlace) -> u16 {
    let quoting = matches!(place, PartPlace::Quoted | PartPlace::Postscript);
    let index = if quoting { parts.len().saturating_sub(1) } else { 0 };
    u16::try_from(index).unwrap_or(u16::MAX)
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
    let mut found = match &start.head {
        Some(head) if head.is_mail() || start.place != PartPlace::Paper => mail::read(sheet, start, head),
        _ => letter::read(sheet, start, cover),
    };
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

    /// Furniture is a field of every part; the first marking is the part's.
    pub fn furniture(&mut self, line: &Line<'_>, furniture: &Furniture) {
        let (role, marking) = match furniture {
            Furniture::Marking(m) | Furniture::Numbered { marking: m, .. } => (FieldRole::Marking, Some(m)),
            Furniture::PageHead(m) => (FieldRole::PageHead, m.as_ref()),
            // It tells of the paper, wherever it stands: see `told_by_source`.
            Furniture::Source(_) => (FieldRole::PageHead, None),
        };
        self.field(role, line);
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
