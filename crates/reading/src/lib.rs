//! Language: text to anatomy and findings.
//!
//! Pure and deterministic: same text, same context and same rulebook give the same reading. The
//! crate reads no file, keeps no clock and knows no format; it never changes the text, it only
//! points into it. Whatever it finds is a proposal with the words that prove it.

mod anatomy;
mod dictionary;
mod find;
pub mod learn;
mod likely;
mod meant;
mod names;
mod recommended;
mod rules;
pub mod second;
mod sentences;
mod standoff;
mod text;
mod times;
mod tokens;
mod view;
mod words;

use chancery_office::reading::{Kind, PartPlace, Particulars, Reading};
use find::Voice;
use jiff::civil::Date;
pub use meant::{KnownPaper, meant, yearless};
pub use recommended::{RECOMMENDED_MAX, recommended};
pub use standoff::{finding_of, keys, standoff};
pub use times::{
    DayPart, Direction, Edge, Interval, Length, Sense, Time, TimeAnchor, TimeBound, TimeContext, TimeGrain,
    TimeKind, TimeNote, Unit, Zone, times_in,
};
use view::View;
pub use words::{joins, names_body, names_place};

/// Bytes of a text that are read; what lies beyond is neither dissected nor searched.
pub const TEXT_BYTES_MAX: usize = 1_000_000;

/// What is known of a text before it is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// When it was received: the anchor of relative times where the text gives no date.
    pub received: Option<Date>,
    /// What the file format states already; the text is then all body.
    pub given: Option<Particulars>,
    /// The kind of paper where the file format states it.
    pub given_kind: Option<Kind>,
    /// What a person has settled of the paper itself. Its head is read all the same; who speaks in it, and from which
    /// day its times count, is what stands here.
    pub settled: Option<(Kind, Particulars)>,
    /// Whether 4/10 is the fourth of October.
    pub day_first: bool,
    /// People of the register, to whom names and posts in the text may resolve.
    pub people: Vec<KnownPerson>,
}

/// A person of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownPerson {
    /// The full name: "Francis Pym".
    pub name: String,
    /// Posts held.
    pub posts: Vec<String>,
    /// Other names in use: "Mr Pym", "F.P.".
    pub aliases: Vec<String>,
}

/// Reads a text: its parts, the role of their lines, and what they say.
pub fn read(text: &str, ctx: &Context) -> Reading {
    let view = View::of(text::readable(text, TEXT_BYTES_MAX));
    let mut reading = read_plain(&view.text, ctx, None);
    view.point_back(&mut reading);
    reading
}

/// Reads a text whose typography is laid flat.
fn read_plain(text: &str, ctx: &Context, mut clued: Option<&mut Vec<learn::Clued>>) -> Reading {
    let dissected = anatomy::dissect(text, ctx);
    let mut findings = Vec::new();
    for (i, part) in dissected.iter().enumerate() {
        let voice = Voice {
            part: u16::try_from(i).unwrap_or(u16::MAX),
            particulars: of_part(&dissected, i, ctx).map_or(&part.part.particulars, |(_, settled)| settled),
            anchor: anchor(&dissected, i, ctx),
            day_first: ctx.day_first,
            people: &ctx.people,
            kind: of_part(&dissected, i, ctx).map_or(part.part.kind, |(kind, _)| *kind),
        };
        find::find(text, part, &voice, &mut findings, clued.as_deref_mut());
    }
    findings.sort_by_key(|f| (f.evidence.start, f.evidence.end));
    let parts = dissected.into_iter().map(|d| d.part).collect();
    Reading { parts, findings, rulebook: rulebook().to_owned() }
}

/// Digest of the rules and lexicons that texts are read with, in hex.
pub fn rulebook() -> &'static str {
    &rules::RULEBOOK.digest
}

/// What a person has settled of a part: of the paper itself, and of nothing that it quotes or covers.
fn of_part<'a>(
    parts: &[anatomy::Dissected<'_>],
    index: usize,
    ctx: &'a Context,
) -> Option<&'a (Kind, Particulars)> {
    let first = parts.first().filter(|first| index == 0 && first.part.place == PartPlace::Paper);
    first.and(ctx.settled.as_ref())
}

/// The date against which a part's times are resolved: its own, its stamp's, its parent's.
fn anchor(parts: &[anatomy::Dissected<'_>], index: usize, ctx: &Context) -> Option<Date> {
    let mut at = Some(index);
    while let Some((i, part)) = at.and_then(|i| Some((i, parts.get(i)?))) {
        let date = of_part(parts, i, ctx).map_or(&part.part.particulars, |(_, settled)| settled).date;
        if let Some(date) = date.or(part.stamp) {
            return Some(date);
        }
        at = part.part.parent.map(usize::from).filter(|p| Some(*p) < at);
    }
    ctx.received
}
