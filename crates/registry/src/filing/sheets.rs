//! One text that holds a cover and what it encloses, cut into sheets.

use chancery_office::reading::{Field, Finding, Part, PartPlace, Reading, Span};

/// A stretch of a text that is a paper of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Where it lies in the whole text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The sheet that encloses it, by its place in the list of sheets; it comes before.
    pub enclosed_in: Option<usize>,
    /// What was read in it, with places counted from its start.
    pub reading: Reading,
}

/// Cuts a text where an enclosure begins. What is enclosed comes after its cover, both in the text
/// and in the list; every byte is on one sheet, so the sheets put together are the text.
pub fn cut(text_len: usize, reading: Reading) -> Vec<Sheet> {
    let heads: Vec<usize> = reading
        .parts
        .iter()
        .enumerate()
        .filter(|(n, part)| *n == 0 || part.place == PartPlace::Enclosure)
        .map(|(n, _)| n)
        .collect();
    if heads.len() <= 1 {
        return vec![Sheet { start: 0, end: text_len, enclosed_in: None, reading }];
    }
    let starts: Vec<usize> = (0..)
        .zip(&heads)
        .map(|(n, head)| if n == 0 { 0 } else { reading.parts[*head].span.start as usize })
        .chain([text_len])
        .collect();
    let owner: Vec<usize> =
        (0..reading.parts.len()).map(|part| owner_of(&reading.parts, &heads, part)).collect();
    (0..heads.len()).map(|sheet| sheet_of(&reading, &heads, &starts, &owner, sheet)).collect()
}

/// The sheet on which a part stands: its own, or that of the part which quotes it.
fn owner_of(parts: &[Part], heads: &[usize], part: usize) -> usize {
    let mut at = part;
    for _ in 0..=parts.len() {
        if let Some(sheet) = heads.iter().position(|head| *head == at) {
            return sheet;
        }
        at = parts.get(at).and_then(|p| p.parent).map_or(0, usize::from);
    }
    0
}

fn sheet_of(reading: &Reading, heads: &[usize], starts: &[usize], owner: &[usize], sheet: usize) -> Sheet {
    let (start, end) = (starts[sheet], starts[sheet + 1]);
    let mine: Vec<usize> = (0..reading.parts.len()).filter(|part| owner[*part] == sheet).collect();
    let renumber = |part: u16| {
        let at = mine.iter().position(|mine| *mine == usize::from(part));
        at.and_then(|at| u16::try_from(at).ok())
    };
    let parts =
        mine.iter().filter_map(|part| shifted(&reading.parts[*part], start, end, &renumber)).collect();
    let findings = reading
        .findings
        .iter()
        .filter_map(|finding| {
            let part = renumber(finding.part)?;
            moved(finding, part, start, end)
        })
        .collect();
    let parent = reading.parts[heads[sheet]].parent.map_or(0, usize::from);
    let enclosed_in = (sheet > 0).then(|| owner.get(parent).copied().unwrap_or(0).min(sheet - 1));
    let rulebook = reading.rulebook.clone();
    Sheet { start, end, enclosed_in, reading: Reading { parts, findings, rulebook } }
}

fn shifted(part: &Part, start: usize, end: usize, renumber: &impl Fn(u16) -> Option<u16>) -> Option<Part> {
    let fields = part
        .fields
        .iter()
        .filter_map(|field| Some(Field { span: clipped(field.span, start, end)?, ..field.clone() }));
    Some(Part {
        span: clipped(part.span, start, end)?,
        parent: part.parent.and_then(renumber),
        place: if part.place == PartPlace::Enclosure { PartPlace::Paper } else { part.place },
        fields: fields.collect(),
        kind: part.kind,
        particulars: part.particulars.clone(),
    })
}

fn moved(finding: &Finding, part: u16, start: usize, end: usize) -> Option<Finding> {
    let mut moved = Finding { part, evidence: inside(finding.evidence, start, end)?, ..finding.clone() };
    for role in &mut moved.roles {
        role.span = role.span.and_then(|span| inside(span, start, end));
    }
    Some(moved)
}

fn inside(span: Span, start: usize, end: usize) -> Option<Span> {
    let fits = span.start as usize >= start && span.end as usize <= end;
    fits.then(|| span.less(start as u32))
}

fn clipped(span: Span, start: usize, end: usize) -> Option<Span> {
    let from = (span.start as usize).max(start);
    let to = (span.end as usize).min(end);
    (from < to).then(|| Span::new(from - start, to - start))
}
