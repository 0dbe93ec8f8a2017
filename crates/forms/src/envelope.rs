//! The marking envelope: a label in its canonical JSON, with the words it was read from and is printed as.
//!
//! ```json
//! {"label":{"uk-1982":{"level":3}},"printed":"SECRET","sha256":"8b1f...","typed":"S E C R E T"}
//! ```
//!
//! | member | what it is |
//! |---|---|
//! | `label` | the label; its text is what `Label::canonical` writes |
//! | `printed` | the banner under the policies at hand |
//! | `sha256` | SHA-256 of the label's canonical text, in small hexadecimal digits |
//! | `typed` | the words as typed, where the label was read from any; kept for ever and never read again |
//!
//! The schema stands beside this crate in `schema/envelope.json`. Only `label` is believed: an envelope
//! whose digest or print is another's is refused, since one of them was altered.

use chancery_label::{LABEL_BYTES_MAX, Label, Policies, TYPED_BYTES_MAX};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::FormError;
use crate::error::check_length;

/// Longest envelope that is read: a label and two texts whose every byte may be escaped to six.
pub const ENVELOPE_BYTES_MAX: usize = 4 * LABEL_BYTES_MAX + 6 * TYPED_BYTES_MAX;

const FORM: &str = "a marking envelope";

/// What an envelope holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// The label.
    pub label: Label,
    /// Its banner.
    pub printed: String,
    /// The digest of its canonical text.
    pub sha256: String,
    /// The words as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed: Option<String>,
}

/// Writes a label with the words that it was read from, if it was.
pub fn write(policies: &Policies, label: &Label, typed: Option<&str>) -> Result<String, FormError> {
    let typed = typed.map(str::to_owned);
    check_length(FORM, typed.as_ref().map_or(0, String::len), TYPED_BYTES_MAX)?;
    check_length(FORM, label.canonical().len(), LABEL_BYTES_MAX)?;
    let printed = policies.print(label).banner;
    let envelope = Envelope { label: label.clone(), printed, sha256: digest(label), typed };
    serde_json::to_string(&envelope).map_err(|error| FormError::unsound(FORM, error.to_string()))
}

/// Reads an envelope whose print and digest are those of its label.
pub fn read(policies: &Policies, text: &str) -> Result<Envelope, FormError> {
    check_length(FORM, text.len(), ENVELOPE_BYTES_MAX)?;
    let unreadable =
        |error: serde_json::Error| FormError::unreadable(FORM, error.column(), error.to_string());
    let envelope: Envelope = serde_json::from_str(text).map_err(unreadable)?;
    check_length(FORM, envelope.label.canonical().len(), LABEL_BYTES_MAX)?;
    check_length(FORM, envelope.typed.as_ref().map_or(0, String::len), TYPED_BYTES_MAX)?;
    if envelope.sha256 != digest(&envelope.label) {
        return Err(FormError::unsound(
            FORM,
            "the digest is not that of the label; take it from its source again",
        ));
    }
    if envelope.printed != policies.print(&envelope.label).banner {
        return Err(FormError::unsound(
            FORM,
            "the print is not that of the label; load the policies it was made under",
        ));
    }
    Ok(envelope)
}

fn digest(label: &Label) -> String {
    Sha256::digest(label.canonical().as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
