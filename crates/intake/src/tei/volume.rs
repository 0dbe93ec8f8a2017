//! One pass over a volume: what is a document is built as an element, the rest is only counted.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::element::{Element, Node};
use crate::{Refusal, RefusalKind};

/// Elements within elements.
const DEPTH_MAX: usize = 64;
/// Elements and runs of text of one document.
const NODES_MAX: usize = 1_000_000;

/// What the pass finds, in the order of the volume.
pub(super) enum Found<'a> {
    Header(Element<'a>),
    /// Front or back matter.
    Matter(Element<'a>),
    Document(Element<'a>),
}

/// A pass over a volume.
pub(super) struct Volume<'a> {
    name: &'a str,
    source: &'a str,
    reader: Reader<&'a [u8]>,
    /// Names of the elements that are open round the present place.
    open: Vec<&'a str>,
    rooted: bool,
    documents: usize,
}

impl<'a> Volume<'a> {
    pub fn new(name: &'a str, source: &'a str) -> Self {
        let reader = Reader::from_str(source);
        Volume { name, source, reader, open: Vec::new(), rooted: false, documents: 0 }
    }

    /// The next thing found, `None` at a sound end.
    pub fn next(&mut self) -> Result<Option<Found<'a>>, Refusal> {
        loop {
            let start = self.at();
            match self.event()? {
                Event::Start(tag) => {
                    let element = self.begin(&tag, start)?;
                    if let Some(found) = self.open(element)? {
                        return Ok(Some(found));
                    }
                }
                Event::End(_) => {
                    self.open.pop();
                }
                Event::Text(text) if self.open.is_empty() && !text.trim_ascii().is_empty() => {
                    return Err(self.broken());
                }
                Event::GeneralRef(reference) => {
                    self.resolve(&reference)?;
                }
                Event::Eof if self.open.is_empty() && self.rooted => return Ok(None),
                Event::Eof => return Err(self.broken()),
                _ => {}
            }
        }
    }

    fn open(&mut self, element: Element<'a>) -> Result<Option<Found<'a>>, Refusal> {
        if !self.rooted {
            self.root(&element)?;
        }
        let found = match element.name {
            "teiHeader" => Found::Header(self.build(element)?),
            "front" | "back" => Found::Matter(self.build(element)?),
            "div" if is_document(&element) => {
                self.documents += 1;
                Found::Document(self.build(element)?)
            }
            _ => {
                self.open.push(element.name);
                return if self.open.len() > DEPTH_MAX { Err(self.too_deep()) } else { Ok(None) };
            }
        };
        Ok(Some(found))
    }

    fn root(&mut self, element: &Element<'a>) -> Result<(), Refusal> {
        self.rooted = true;
        if element.name == "TEI" {
            return Ok(());
        }
        let what = "is XML but not a TEI volume; hand in the volume's own TEI file, or plain text";
        Err(Refusal::of(RefusalKind::Format, self.name, what))
    }

    /// Reads on to the end of an element that has just begun.
    fn build(&mut self, element: Element<'a>) -> Result<Element<'a>, Refusal> {
        let mut nest = vec![element];
        for _ in 0..NODES_MAX {
            let start = self.at();
            let node = match self.event()? {
                Event::Start(tag) => {
                    nest.push(self.begin(&tag, start)?);
                    if nest.len() + self.open.len() > DEPTH_MAX {
                        return Err(self.too_deep());
                    }
                    continue;
                }
                Event::End(_) => {
                    let Some(mut ended) = nest.pop() else { return Err(self.broken()) };
                    ended.end = self.at();
                    if nest.is_empty() {
                        return Ok(ended);
                    }
                    Node::Element(ended)
                }
                Event::Empty(tag) => Node::Element(Element { end: self.at(), ..self.begin(&tag, start)? }),
                Event::Text(text) => Node::Text(text.into_inner().into_owned()),
                Event::CData(data) => Node::Text(data.into_inner().into_owned()),
                Event::GeneralRef(reference) => Node::Text(self.resolve(&reference)?),
                Event::Eof => return Err(self.broken()),
                _ => continue,
            };
            if let Some(around) = nest.last_mut() {
                around.children.push(node);
            }
        }
        let what =
            format!("holds a document of more than {NODES_MAX} elements; split it and hand in the pieces");
        Err(Refusal::of(RefusalKind::TooLarge, self.name, what))
    }

    fn event(&mut self) -> Result<Event<'a>, Refusal> {
        match self.reader.read_event() {
            Ok(Event::DocType(_)) => Err(self.forbidden()),
            Ok(event) => Ok(event),
            Err(_) => Err(self.broken()),
        }
    }

    fn begin(&self, tag: &BytesStart<'_>, start: usize) -> Result<Element<'a>, Refusal> {
        // Cut from the source, so that a name lives as long as the volume and is not copied.
        let named = start + 1..start + 1 + tag.name().0.len();
        let name = self.source.get(named).map(local).ok_or_else(|| self.broken())?;
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|_| self.broken())?;
            if let Some(key) = kept_key(local(attribute.key.0)) {
                let value = quick_xml::escape::unescape(&attribute.value).map_err(|_| self.forbidden())?;
                attributes.push((key, value.into_owned()));
            }
        }
        Ok(Element { name, attributes, children: Vec::new(), start, end: start })
    }

    /// The character that a reference stands for; only XML's own five names and numbers are known.
    fn resolve(&self, reference: &BytesRef<'_>) -> Result<String, Refusal> {
        let name: Cow<'_, str> = reference.borrow().into_inner();
        let written = format!("&{name};");
        let resolved = quick_xml::escape::unescape(&written).map_err(|_| self.forbidden())?;
        Ok(resolved.into_owned())
    }

    fn at(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn broken(&self) -> Refusal {
        let what = format!(
            "is cut short or damaged at about document {} (byte {} of {}); nothing was taken: fetch the volume again",
            self.documents.max(1),
            self.at(),
            self.source.len()
        );
        Refusal::of(RefusalKind::Broken, self.name, what)
    }

    fn forbidden(&self) -> Refusal {
        let what = "declares a document type or uses entities of its own, which are never read; \
                    save it without them and hand it in again";
        Refusal::of(RefusalKind::Forbidden, self.name, what)
    }

    fn too_deep(&self) -> Refusal {
        let what =
            format!("nests elements more than {DEPTH_MAX} deep; have the file examined before trying again");
        Refusal::of(RefusalKind::TooDeep, self.name, what)
    }
}

fn is_document(element: &Element<'_>) -> bool {
    let subtype = element.attribute("subtype").unwrap_or_default();
    element.sort() == "document" || matches!(subtype, "historical-document" | "editorial-note")
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The attributes that say something about a paper.
const KEPT: [&str; 11] =
    ["type", "subtype", "id", "n", "rend", "when", "from", "to", "notBefore", "notAfter", "doc-dateTime-min"];

fn kept_key(key: &str) -> Option<&'static str> {
    KEPT.into_iter().find(|kept| *kept == key)
}
