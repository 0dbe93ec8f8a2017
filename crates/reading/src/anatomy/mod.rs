//! Anatomy: a text falls into parts, and the lines of each part into roles.

mod header;
mod letter;
mod lines;
mod mail;
mod marking;
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
    out
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

/// The lines of one part and what is known of them.
pub(crate) struct Sheet<'a, 't> {
    pub lines: &'a [Line<'t>],
    pub furniture: &'a [Option<Furniture>],
    pub ctx: &'a Context,
}

/// An enclosure hangs on the paper, a quoted message on the message before it.
fn parent(parts: &[Dissected<'_>], place: PartPlace) -> u16 {
    let quoting = place == PartPlace::Quoted;
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
        Some(head) => mail::read(sheet, start, head),
        None => letter::read(sheet, start, cover),
    };
    found.fields.sort_by_key(|f| f.span);
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
            Furniture::Marking(m) => (FieldRole::Marking, Some(m)),
            Furniture::PageHead(m) => (FieldRole::PageHead, m.as_ref()),
        };
        self.field(role, line);
        if self.particulars.marking.is_none() {
            self.particulars.marking = marking.cloned();
        }
    }
}
