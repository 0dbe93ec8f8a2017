//! One pass over a part of an office document: no document type, no entity of its own, nothing too deep.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::{Limits, Refusal, RefusalKind, archive};

/// What the pass meets; names keep their prefixes, as the office formats always write them.
pub(crate) enum Mark<'a> {
    Open(&'a Tag),
    Close(&'a str),
    Words(&'a str),
}

/// An element's beginning.
pub(crate) struct Tag {
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether a switch is on: there, and not said to be off.
    pub fn is_on(&self) -> bool {
        !matches!(self.attribute("w:val"), Some("0" | "false" | "off" | "none"))
    }
}

/// Walks a part from its first element to the end of its last.
pub(crate) fn walk(
    name: &str,
    part: &[u8],
    limits: &Limits,
    mut each: impl FnMut(&Mark<'_>),
) -> Result<(), Refusal> {
    let source = decoded(name, part)?;
    let mut reader = Reader::from_str(&source);
    let (mut depth, mut rooted) = (0usize, false);
    loop {
        match reader.read_event().map_err(|_| archive::broken(name))? {
            Event::Start(start) => {
                depth += 1;
                if depth > limits.nesting_max {
                    return Err(too_nested(name, limits));
                }
                rooted = true;
                each(&Mark::Open(&tag(name, &start)?));
            }
            Event::Empty(start) => {
                let tag = tag(name, &start)?;
                each(&Mark::Open(&tag));
                each(&Mark::Close(&tag.name));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                each(&Mark::Close(end.name().0));
            }
            Event::Text(text) => each(&Mark::Words(&text.into_inner())),
            Event::CData(data) => each(&Mark::Words(&data.into_inner())),
            Event::GeneralRef(reference) => {
                let written = format!("&{};", reference.into_inner());
                let meant = quick_xml::escape::unescape(&written).map_err(|_| forbidden(name))?;
                each(&Mark::Words(&meant));
            }
            Event::DocType(_) => return Err(forbidden(name)),
            Event::Eof if depth == 0 && rooted => return Ok(()),
            Event::Eof => return Err(archive::broken(name)),
            _ => {}
        }
    }
}

fn decoded<'a>(name: &str, part: &'a [u8]) -> Result<Cow<'a, str>, Refusal> {
    let (encoding, skipped) = encoding_rs::Encoding::for_bom(part).unwrap_or((encoding_rs::UTF_8, 0));
    let body = part.get(skipped..).unwrap_or_default();
    encoding.decode_without_bom_handling_and_without_replacement(body).ok_or_else(|| archive::broken(name))
}

fn tag(name: &str, start: &BytesStart<'_>) -> Result<Tag, Refusal> {
    let mut attributes = Vec::new();
    // Looking for one written twice would take the square of their number.
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| archive::broken(name))?;
        let value = quick_xml::escape::unescape(&attribute.value).map_err(|_| forbidden(name))?;
        attributes.push((attribute.key.0.to_owned(), value.into_owned()));
    }
    Ok(Tag { name: start.name().0.to_owned(), attributes })
}

pub(crate) fn too_nested(name: &str, limits: &Limits) -> Refusal {
    let what = format!(
        "nests elements more than {} deep; have the file examined before trying again",
        limits.nesting_max
    );
    Refusal::of(RefusalKind::TooDeep, name, what)
}

fn forbidden(name: &str) -> Refusal {
    let what = "declares a document type or uses entities of its own, which are never read; \
                save it without them and hand it in again";
    Refusal::of(RefusalKind::Forbidden, name, what)
}
