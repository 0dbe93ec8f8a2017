//! Labels in mail: the header fields `SIO-Label` and `SIO-Label-History` of RFC 7444.
//!
//! ```text
//! field     = ("SIO-Label:" / "SIO-Label-History:") [FWS] parameter *([FWS] ";" [FWS] parameter) [FWS] CRLF
//! parameter = attribute "=" (token / quoted-string), continued and encoded as RFC 2231 has it
//! ```
//!
//! | parameter | what it is |
//! |---|---|
//! | `marking` | the banner, to be shown |
//! | `fgcolor`, `bgcolor` | a colour's name or `#` and six hexadecimal digits |
//! | `type` | `":ess"` for RFC 2634, `":xml"` for an element, `":x411"`, or the URI of another type |
//! | `label` | the label itself, in base64 |
//!
//! A history says with `change` (`add`, `replace` or `delete`), `changed-by`, `changed-at` and
//! `changed-comment` who altered the field and when. The label that was there stands under the names above,
//! the one that came under the same with `new-` before them.
//!
//! A message has one `SIO-Label`, and the types of the standard each speak of one policy: a label of several
//! goes as [`Payload::Canonical`], under a type of ours. Only `label` is believed, never the marking beside
//! it. Lines are folded so that none is longer than [`LINE_OCTETS_MAX`]; comments within a field are
//! refused, parameters of other names are passed over.
//!
//! ```
//! use chancery_forms::sio::{self, Payload};
//! use chancery_label::{Component, Label, Policies, PolicyId, UK_1982};
//! let policies = Policies::compiled();
//! let label = Label::of(PolicyId::new(UK_1982), Component::level(3));
//! let field = sio::write(&policies, &label, &Payload::Ess).unwrap();
//! assert!(field.starts_with("SIO-Label: marking=\"SECRET\";\r\n fgcolor=white;\r\n bgcolor=red;\r\n"));
//! assert_eq!(sio::read(&policies, &field), Ok(label));
//! ```

mod parameter;
mod unfold;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chancery_label::{Label, Policies};
use jiff::Timestamp;
use jiff::fmt::rfc2822;

use self::parameter::Parameters;
use crate::stanag::Issued;
use crate::{FormError, Oid, colour, ess, stanag};

/// Longest field that is read.
pub const FIELD_BYTES_MAX: usize = 262_144;
/// Longest line that is written, without its end; mail allows 998.
pub const LINE_OCTETS_MAX: usize = 78;

const FORM: &str = "a mail label";
const LABEL: &str = "SIO-Label";
const HISTORY: &str = "SIO-Label-History";

/// In which syntax a label goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload {
    /// As a security label of RFC 2634, `":ess"`.
    Ess,
    /// As a confidentiality label of STANAG 4774, `":xml"`.
    Xml(Issued),
    /// As its canonical text, which alone can be of several policies.
    Canonical,
}

/// A label field as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SioLabel {
    /// What is shown.
    pub marking: Option<String>,
    /// The colour of what is shown.
    pub fgcolor: Option<String>,
    /// The colour behind it.
    pub bgcolor: Option<String>,
    /// The type of the label: `:ess`, `:xml`, `:x411` or a URI.
    pub kind: Option<String>,
    /// The label's bytes.
    pub label: Option<Vec<u8>>,
}

/// What was done to a label field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// There was none before.
    Add(SioLabel),
    /// One took the place of another.
    Replace(Box<(SioLabel, SioLabel)>),
    /// There is none after.
    Delete(SioLabel),
}

/// One step in the history of a label field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// What was done.
    pub change: Change,
    /// Who did it.
    pub by: String,
    /// When, to the second.
    pub at: Timestamp,
    /// Why, if it is said.
    pub comment: Option<String>,
}

/// The type of canonical text.
fn canonical_kind() -> String {
    Oid::own(&[3]).urn()
}

/// Writes the label's field, folded, with its end of line.
pub fn write(policies: &Policies, label: &Label, payload: &Payload) -> Result<String, FormError> {
    let mut parameters = Parameters::default();
    field(policies, label, payload)?.put("", &mut parameters);
    parameters.write(LABEL)
}

/// The label as the parameters of a field.
pub fn field(policies: &Policies, label: &Label, payload: &Payload) -> Result<SioLabel, FormError> {
    let (kind, bytes) = match payload {
        Payload::Ess => (":ess".to_owned(), one(ess::write(policies, label)?)?),
        Payload::Xml(issued) => {
            let text = one(stanag::write(policies, label, issued)?)?;
            let element = text.split_once("?>\n").map_or(text.as_str(), |(_, element)| element);
            (":xml".to_owned(), element.as_bytes().to_vec())
        }
        Payload::Canonical => (canonical_kind(), label.canonical().into_bytes()),
    };
    let (bgcolor, fgcolor) = colour::of_label(policies, label);
    Ok(SioLabel {
        marking: Some(policies.print(label).banner),
        fgcolor: Some(fgcolor),
        bgcolor: Some(bgcolor),
        kind: Some(kind),
        label: Some(bytes),
    })
}

fn one<T>(mut parts: Vec<T>) -> Result<T, FormError> {
    match (parts.pop(), parts.is_empty()) {
        (Some(part), true) => Ok(part),
        _ => Err(FormError::CannotCarry {
            form: FORM,
            what: "a label of no policy or of several in this type".into(),
            instead: "write it as canonical text",
        }),
    }
}

/// Reads the label that a field carries.
pub fn read(policies: &Policies, text: &str) -> Result<Label, FormError> {
    parse(text)?.read(policies)
}

/// Reads a label field as it stands.
pub fn parse(text: &str) -> Result<SioLabel, FormError> {
    SioLabel::take("", &mut Parameters::read(LABEL, text)?)
}

/// Writes a step of the history, folded, with its end of line.
pub fn write_history(history: &History) -> Result<String, FormError> {
    let mut parameters = Parameters::default();
    let change = match &history.change {
        Change::Add(new) => {
            new.put("new-", &mut parameters);
            "add"
        }
        Change::Replace(both) => {
            both.0.put("", &mut parameters);
            both.1.put("new-", &mut parameters);
            "replace"
        }
        Change::Delete(old) => {
            old.put("", &mut parameters);
            "delete"
        }
    };
    let at = rfc2822::DateTimePrinter::new().timestamp_to_string(&history.at);
    parameters.put("change", change);
    parameters.put("changed-by", &history.by);
    parameters.put("changed-at", &at.map_err(|error| FormError::unsound(FORM, error.to_string()))?);
    history.comment.iter().for_each(|comment| parameters.put("changed-comment", comment));
    parameters.write(HISTORY)
}

/// Reads a step of the history.
pub fn read_history(text: &str) -> Result<History, FormError> {
    let mut parameters = Parameters::read(HISTORY, text)?;
    let old = SioLabel::take("", &mut parameters)?;
    let new = SioLabel::take("new-", &mut parameters)?;
    let none = SioLabel::default();
    let change = match parameters.take("change").as_deref() {
        Some("add") if old == none => Change::Add(new),
        Some("replace") => Change::Replace(Box::new((old, new))),
        Some("delete") if new == none => Change::Delete(old),
        _ => {
            return Err(FormError::unsound(
                FORM,
                "the change is not add, replace or delete as its labels are",
            ));
        }
    };
    let missing = |what| FormError::unsound(FORM, format!("the history does not say {what}; ask for it"));
    let by = parameters.take("changed-by").ok_or_else(|| missing("by whom"))?;
    let at = parameters.take("changed-at").ok_or_else(|| missing("when"))?;
    let at = rfc2822::DateTimeParser::new().parse_timestamp(&at);
    let at = at.map_err(|error| FormError::unsound(FORM, format!("the time cannot be read: {error}")))?;
    Ok(History { change, by, at, comment: parameters.take("changed-comment") })
}

impl SioLabel {
    /// Reads the label itself, whatever is shown beside it.
    pub fn read(&self, policies: &Policies) -> Result<Label, FormError> {
        let absent = || FormError::unsound(FORM, "the field has no label to read; settle it by its marking");
        let bytes = self.label.as_deref().ok_or_else(absent)?;
        let text =
            || std::str::from_utf8(bytes).map_err(|_| FormError::unsound(FORM, "the label is not UTF-8"));
        match self.kind.as_deref().ok_or_else(absent)? {
            ":ess" => ess::read(policies, &[bytes]),
            ":xml" => stanag::read(policies, &[text()?]),
            kind if kind == canonical_kind() => {
                Label::from_canonical(text()?).map_err(|error| FormError::unsound(FORM, error.to_string()))
            }
            kind => {
                Err(FormError::unsound(FORM, format!("the type “{kind}” is not known; settle it by hand")))
            }
        }
    }

    fn put(&self, before: &str, parameters: &mut Parameters) {
        let label = self.label.as_ref().map(|bytes| BASE64_STANDARD.encode(bytes));
        let values = [
            ("marking", &self.marking),
            ("fgcolor", &self.fgcolor),
            ("bgcolor", &self.bgcolor),
            ("type", &self.kind),
            ("label", &label),
        ];
        for (name, value) in values {
            value.iter().for_each(|value| parameters.put(&format!("{before}{name}"), value));
        }
    }

    fn take(before: &str, parameters: &mut Parameters) -> Result<Self, FormError> {
        let mut value = |name: &str| parameters.take(&format!("{before}{name}"));
        let (fgcolor, bgcolor) = (value("fgcolor"), value("bgcolor"));
        if [&fgcolor, &bgcolor].into_iter().flatten().any(|colour| !colour::is_colour(colour)) {
            return Err(FormError::unsound(FORM, "a colour is neither a name of the sixteen nor six digits"));
        }
        let decode = |text: String| {
            let packed: String = text.split_ascii_whitespace().collect();
            BASE64_STANDARD.decode(packed).map_err(|_| FormError::unsound(FORM, "the label is not base64"))
        };
        let label = value("label").map(decode).transpose()?;
        Ok(Self { marking: value("marking"), fgcolor, bgcolor, kind: value("type"), label })
    }
}
