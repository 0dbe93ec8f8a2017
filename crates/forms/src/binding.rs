//! Bindings of STANAG 4778 (ADatP-4778): a sidecar that ties a label to the bytes it is of.
//!
//! ```text
//! BindingInformation
//!   MetadataBindingContainer
//!     MetadataBinding
//!       Metadata+                  one originator label each (see `stanag`)
//!       DataReference @URI         ni:///sha-256;... (RFC 6920), the SHA-256 of the bytes
//! ```
//!
//! All the metadata of a binding are bound to all its data, so the labels of a product stand together here
//! and none can be left behind. The reference names its bytes by their digest: a sidecar beside other bytes
//! is refused. It is no signature: whoever can write the sidecar can write another one.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chancery_label::{Label, Policies};
use sha2::{Digest, Sha256};

use crate::FormError;
use crate::part;
use crate::stanag::{self, Issued};
use crate::xml::{self, Element, Writer};

/// The namespace of bindings.
pub const NAMESPACE: &str = "urn:nato:stanag:4778:bindinginformation:1:0";
/// The namespace of the content type of what is referred to.
const XMIME: &str = "http://www.w3.org/2005/05/xmlmime";
/// The scheme of names made of digests.
const NAMED: &str = "ni:///sha-256;";

const FORM: &str = "a binding";

/// The SHA-256 of the bytes that a label is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes([u8; 32]);

impl Bytes {
    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Their name by RFC 6920.
    pub fn uri(&self) -> String {
        format!("{NAMED}{}", BASE64_URL_SAFE_NO_PAD.encode(self.0))
    }
}

/// Writes the sidecar of bytes that bear the label.
///
/// A binding has at least one label, so bytes that nothing constrains have none.
pub fn write(
    policies: &Policies,
    label: &Label,
    issued: &Issued,
    bytes: &Bytes,
) -> Result<String, FormError> {
    let parts = part::carried(FORM, policies, label)?;
    if parts.is_empty() {
        let what = "a label that nothing constrains".to_owned();
        return Err(FormError::CannotCarry { form: FORM, what, instead: "send the bytes without a sidecar" });
    }
    let mut writer = Writer::new(FORM);
    writer.open("mb:BindingInformation", &[("xmlns:mb", NAMESPACE), ("xmlns:xmime", XMIME)]);
    writer.open("mb:MetadataBindingContainer", &[]);
    writer.open("mb:MetadataBinding", &[]);
    for (index, carried) in parts.iter().enumerate() {
        writer.open("mb:Metadata", &[]);
        stanag::write_one(&mut writer, carried, part::place(index, parts.len()), issued)?;
        writer.close("mb:Metadata");
    }
    let kind = ("xmime:contentType", "application/octet-stream");
    writer.empty("mb:DataReference", &[("URI", &bytes.uri()), kind]);
    writer.close("mb:MetadataBinding");
    writer.close("mb:MetadataBindingContainer");
    writer.close("mb:BindingInformation");
    writer.finish()
}

/// Reads the label that a sidecar gives these bytes, refusing one that is bound to others.
pub fn read(policies: &Policies, text: &str, bytes: &Bytes) -> Result<Label, FormError> {
    let root = xml::read(FORM, text)?;
    if !root.is(NAMESPACE, "BindingInformation") {
        return Err(unlike(&root));
    }
    let binding = only(only(&root, "MetadataBindingContainer")?, "MetadataBinding")?;
    if only(binding, "DataReference")?.attribute("URI") != Some(bytes.uri().as_str()) {
        return Err(FormError::NotBound);
    }
    let labels = binding.named("Metadata").map(|metadata| match metadata.children.as_slice() {
        [label] => stanag::from_element(label),
        _ => Err(unlike(metadata)),
    });
    let labels = labels.collect::<Result<Vec<_>, _>>()?;
    if labels.is_empty() || binding.children.len() != labels.len() + 1 {
        return Err(unlike(binding));
    }
    stanag::join(policies, labels)
}

/// The one element inside that has the name: with a second, it would not be clear which label holds.
fn only<'a>(element: &'a Element, name: &'a str) -> Result<&'a Element, FormError> {
    let mut found = element.named(name);
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(unlike(element)),
    }
}

fn unlike(element: &Element) -> FormError {
    let fault = format!("“{}” is not as one binding of one body has it", element.name);
    FormError::unreadable(FORM, element.at, fault)
}
