//! XML for forms: a small tree read with limits, and a writer that escapes.
//!
//! Refused are document types (and with them all entities but the five that XML has), more than
//! [`XML_BYTES_MAX`] bytes, [`XML_ELEMENTS_MAX`] elements, [`XML_DEPTH_MAX`] levels or
//! [`XML_ATTRIBUTES_MAX`] attributes of one element, prefixes without a namespace, characters that XML 1.0
//! has no place for, and encodings other than UTF-8.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use crate::FormError;
use crate::error::check_length;

/// Longest XML text that is read.
pub const XML_BYTES_MAX: usize = 1_048_576;
/// Most elements of an XML text that is read.
pub const XML_ELEMENTS_MAX: usize = 50_000;
/// Most attributes of one element that are read.
pub const XML_ATTRIBUTES_MAX: usize = 64;
/// Deepest nesting of elements that is read.
pub const XML_DEPTH_MAX: usize = 32;

/// The namespace of `xml:lang`.
const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";

/// Namespace, name and value.
type Attribute = (Option<String>, String, String);

/// An element with what is inside it.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub namespace: Option<String>,
    pub name: String,
    attributes: Vec<Attribute>,
    /// Its own text, without that of the elements inside it.
    pub text: String,
    pub children: Vec<Element>,
    pub at: usize,
}

impl Element {
    pub fn is(&self, namespace: &str, name: &str) -> bool {
        self.namespace.as_deref() == Some(namespace) && self.name == name
    }

    /// An attribute of no namespace.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.in_namespace(None, name)
    }

    /// The language that `xml:lang` names.
    pub fn language(&self) -> Option<&str> {
        self.in_namespace(Some(XML_NAMESPACE), "lang")
    }

    fn in_namespace(&self, namespace: Option<&str>, name: &str) -> Option<&str> {
        let (.., value) =
            self.attributes.iter().find(|(ns, n, _)| ns.as_deref() == namespace && n == name)?;
        Some(value)
    }

    /// The elements inside it that have the name and are of its own namespace.
    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.namespace == self.namespace && child.name == name)
    }

    /// The text as `xs:token` has it.
    pub fn token(&self) -> String {
        self.text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Reads a text of one root element.
pub(crate) fn read(form: &'static str, text: &str) -> Result<Element, FormError> {
    check_length(form, text.len(), XML_BYTES_MAX)?;
    if let Some((at, _)) = text.char_indices().find(|(_, c)| !is_xml_char(*c)) {
        return Err(FormError::unreadable(form, at, "this is no character of XML"));
    }
    let mut reader = NsReader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    reader.config_mut().expand_empty_elements = true;
    let mut tree = Tree { form, open: Vec::new(), root: None, elements: 0 };
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let broken = |error: &dyn std::fmt::Display| FormError::unreadable(form, at, error.to_string());
        let event = reader.read_event().map_err(|error| broken(&error))?;
        match event {
            Event::Start(start) => tree.start(&reader, &start, at)?,
            Event::Eof => break,
            other => tree.other(other, at)?,
        }
    }
    match tree.root.take() {
        Some(root) if tree.open.is_empty() => Ok(root),
        _ => Err(FormError::unreadable(form, text.len(), "the root element is not there or not closed")),
    }
}

struct Tree {
    form: &'static str,
    open: Vec<Element>,
    root: Option<Element>,
    elements: usize,
}

impl Tree {
    fn fault(&self, at: usize, fault: impl Into<String>) -> FormError {
        FormError::unreadable(self.form, at, fault)
    }

    fn start(
        &mut self,
        reader: &NsReader<&[u8]>,
        start: &BytesStart<'_>,
        at: usize,
    ) -> Result<(), FormError> {
        self.elements += 1;
        if self.elements > XML_ELEMENTS_MAX || self.open.len() >= XML_DEPTH_MAX {
            return Err(self.fault(at, "there are too many elements or they are too deep; give fewer"));
        }
        if self.root.is_some() {
            return Err(self.fault(at, "there is a second root element; give one"));
        }
        let (namespace, name) = reader.resolver().resolve_element(start.name());
        let (namespace, name) = (self.namespace(&namespace, at)?, name_of(name.as_ref()));
        let attributes = self.attributes(reader, start, at)?;
        self.open.push(Element { namespace, name, attributes, at, ..Element::default() });
        Ok(())
    }

    /// Their number is looked at as they come: each is compared with all before it.
    fn attributes(
        &self,
        reader: &NsReader<&[u8]>,
        start: &BytesStart<'_>,
        at: usize,
    ) -> Result<Vec<Attribute>, FormError> {
        let mut found = Vec::new();
        for (count, attribute) in start.attributes().enumerate() {
            if count >= XML_ATTRIBUTES_MAX {
                return Err(self.fault(at, "an element has too many attributes; give fewer"));
            }
            let attribute = attribute.map_err(|error| self.fault(at, error.to_string()))?;
            if attribute.key.as_namespace_binding().is_none() {
                let (namespace, name) = reader.resolver().resolve_attribute(attribute.key);
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                let value = value.map_err(|error| self.fault(at, error.to_string()))?.into_owned();
                if !value.chars().all(is_xml_char) {
                    return Err(self.fault(at, "an attribute holds what is no character of XML"));
                }
                found.push((self.namespace(&namespace, at)?, name_of(name.as_ref()), value));
            }
        }
        Ok(found)
    }

    fn namespace(&self, resolved: &ResolveResult<'_>, at: usize) -> Result<Option<String>, FormError> {
        match resolved {
            ResolveResult::Unbound => Ok(None),
            ResolveResult::Bound(namespace) => Ok(Some(name_of(namespace.as_ref()))),
            ResolveResult::Unknown(_) => Err(self.fault(at, "a prefix has no namespace; declare it")),
        }
    }

    fn other(&mut self, event: Event<'_>, at: usize) -> Result<(), FormError> {
        match event {
            Event::End(_) => self.end(at),
            Event::Text(text) => self.text(&text.xml10_content(), at),
            Event::CData(text) => self.text(&text.xml10_content(), at),
            Event::GeneralRef(reference) => {
                let c = reference.resolve_char_ref().map_err(|error| self.fault(at, error.to_string()))?;
                let named = || resolve_predefined_entity(reference.as_ref()).map(str::to_owned);
                match c.filter(|c| is_xml_char(*c)).map(String::from).or_else(named) {
                    Some(text) => self.text(&text, at),
                    None => Err(self.fault(at, "an entity is not known; use the five that XML has")),
                }
            }
            Event::DocType(_) => Err(self.fault(at, "there is a document type; leave it out")),
            Event::Decl(declaration) => {
                let encoding = declaration.encoding().transpose();
                let encoding = encoding.map_err(|error| self.fault(at, error.to_string()))?;
                let utf8 = encoding.is_none_or(|name| name.eq_ignore_ascii_case("utf-8"));
                if utf8 { Ok(()) } else { Err(self.fault(at, "the encoding is not UTF-8; convert it")) }
            }
            _ => Ok(()),
        }
    }

    fn text(&mut self, text: &str, at: usize) -> Result<(), FormError> {
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            None if text.trim_matches([' ', '\t', '\r', '\n', '\u{feff}']).is_empty() => {}
            None => return Err(self.fault(at, "there is text outside the root element")),
        }
        Ok(())
    }

    fn end(&mut self, at: usize) -> Result<(), FormError> {
        let Some(element) = self.open.pop() else { return Err(self.fault(at, "an end has no start")) };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
        Ok(())
    }
}

fn name_of(name: impl AsRef<[u8]>) -> String {
    String::from_utf8_lossy(name.as_ref()).into_owned()
}

fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// Writes elements, one a line, escaping what they hold.
pub(crate) struct Writer {
    form: &'static str,
    text: String,
    depth: usize,
    /// The first character that XML has no place for.
    refused: Option<char>,
}

impl Writer {
    pub fn new(form: &'static str) -> Self {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
        Self { form, text, depth: 0, refused: None }
    }

    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.text.push_str(">\n");
        self.depth += 1;
    }

    pub fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.indent();
        self.text.push_str(&format!("</{name}>\n"));
    }

    pub fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.tag(name, attributes);
        self.text.push('>');
        self.escape(text);
        self.text.push_str(&format!("</{name}>\n"));
    }

    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.text.push_str("/>\n");
    }

    pub fn finish(self) -> Result<String, FormError> {
        let Some(c) = self.refused else { return Ok(self.text) };
        let what = format!("the character U+{:04X}", u32::from(c));
        Err(FormError::CannotCarry { form: self.form, what, instead: "use another name for the tag" })
    }

    fn indent(&mut self) {
        self.text.push_str(&"  ".repeat(self.depth));
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            self.text.push_str(&format!(" {name}=\""));
            self.escape(value);
            self.text.push('"');
        }
    }

    /// White space other than a space is written as a reference, since readers normalise it.
    fn escape(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' => self.text.push_str("&quot;"),
                '\t' | '\n' | '\r' => self.text.push_str(&format!("&#{};", u32::from(c))),
                c if is_xml_char(c) => self.text.push(c),
                c => self.refused = self.refused.or(Some(c)),
            }
        }
    }
}
