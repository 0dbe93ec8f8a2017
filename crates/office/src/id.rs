//! Names of things: random for what is confidential, spoken for people and posts.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Sixteen bytes that say nothing of what they name, written as 32 hex digits.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(pub [u8; 16]);

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(hex: &str) -> Result<Self, NotAnId> {
        let digits = hex.as_bytes();
        if digits.len() != 32 || !digits.iter().all(u8::is_ascii_hexdigit) {
            return Err(NotAnId);
        }
        let mut id = [0; 16];
        for (byte, pair) in id.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = nibble(pair[0]) << 4 | nibble(pair[1]);
        }
        Ok(Id(id))
    }
}

fn nibble(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        other => (other | 0x20) - b'a' + 10,
    }
}

/// The text is not 32 hex digits.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id: 32 hex digits are expected")]
pub struct NotAnId;

impl Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Longest handle.
pub const HANDLE_CHARS_MAX: usize = 32;

/// The handle of a person or post, as typed on a command line: "coles", "ps-no10".
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Handle(String);

impl Handle {
    /// The handle as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Handle {
    type Err = NotAHandle;

    fn from_str(text: &str) -> Result<Self, NotAHandle> {
        let ok = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let fits = (1..=HANDLE_CHARS_MAX).contains(&text.len()) && text.chars().all(ok);
        if fits { Ok(Handle(text.to_owned())) } else { Err(NotAHandle) }
    }
}

impl TryFrom<String> for Handle {
    type Error = NotAHandle;

    fn try_from(text: String) -> Result<Self, NotAHandle> {
        text.parse()
    }
}

impl From<Handle> for String {
    fn from(handle: Handle) -> String {
        handle.0
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text cannot be a handle.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a handle has 1 to 32 small letters, digits or hyphens")]
pub struct NotAHandle;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_id_reads_back_and_other_text_is_refused(bytes: [u8; 16], other in "\\PC{0,40}") {
            prop_assert_eq!(Id(bytes).to_string().parse(), Ok(Id(bytes)));
            if let Ok(id) = other.parse::<Id>() {
                prop_assert_eq!(id.to_string(), other.to_lowercase());
            }
        }
    }

    #[test]
    fn a_handle_is_plain_to_type() {
        assert!("ps-no10".parse::<Handle>().is_ok());
        for bad in ["", "Coles", "a b", "../x", &"a".repeat(33)] {
            assert_eq!(bad.parse::<Handle>(), Err(NotAHandle));
        }
    }
}
