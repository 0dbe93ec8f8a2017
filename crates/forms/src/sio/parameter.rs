//! Parameters of a field: written with continuations and encodings, and put together again.

use std::collections::BTreeMap;

use super::unfold::{Segment, segments};
use super::{FIELD_BYTES_MAX, FORM, LINE_OCTETS_MAX};
use crate::FormError;
use crate::error::check_length;

/// Most pieces into which one value may be cut.
const PIECES_MAX: usize = 10_000;
/// What an encoded value begins with: its character set, and no language.
const CHARSET: &str = "utf-8''";

/// Parameters in the order they are written.
#[derive(Default)]
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    pub fn put(&mut self, name: &str, value: &str) {
        self.0.push((name.into(), value.into()));
    }

    /// Takes a value out, so that none is taken twice.
    pub fn take(&mut self, name: &str) -> Option<String> {
        let place = self.0.iter().position(|(own, _)| own == name)?;
        Some(self.0.remove(place).1)
    }

    pub fn write(&self, field: &str) -> Result<String, FormError> {
        let mut pieces = Vec::new();
        for (name, value) in &self.0 {
            let first = if pieces.is_empty() { field.len() + 2 } else { 1 };
            pieces.extend(write_one(name, value, first));
        }
        let text = format!("{field}: {}\r\n", pieces.join(";\r\n "));
        check_length(FORM, text.len(), FIELD_BYTES_MAX)?;
        Ok(text)
    }

    pub fn read(field: &str, text: &str) -> Result<Self, FormError> {
        let mut found = BTreeMap::<String, BTreeMap<usize, Segment>>::new();
        for segment in segments(field, text)? {
            let place = segment.place.unwrap_or(0);
            let pieces = found.entry(segment.name.clone()).or_default();
            if pieces.insert(place, segment).is_some() {
                return Err(FormError::unsound(FORM, "a parameter comes twice; give it once"));
            }
        }
        let read = found.into_iter().map(|(name, pieces)| Ok((name, whole(&pieces)?)));
        Ok(Self(read.collect::<Result<_, _>>()?))
    }
}

/// Puts the pieces of a value together, whichever of them are encoded.
fn whole(pieces: &BTreeMap<usize, Segment>) -> Result<String, FormError> {
    let broken = || FormError::unsound(FORM, "a parameter is broken in a way that cannot be mended");
    if pieces.len() > PIECES_MAX || pieces.keys().copied().ne(0..pieces.len()) {
        return Err(broken());
    }
    let mut bytes = Vec::new();
    for (place, piece) in pieces {
        let mut value = piece.value.as_str();
        if piece.encoded && *place == 0 {
            let (charset, rest) = value.split_once('\'').ok_or_else(broken)?;
            let (_, rest) = rest.split_once('\'').ok_or_else(broken)?;
            if !["utf-8", "us-ascii"].contains(&charset.to_ascii_lowercase().as_str()) {
                return Err(broken());
            }
            value = rest;
        }
        bytes.extend(if piece.encoded {
            decode(value).ok_or_else(broken)?
        } else {
            value.as_bytes().to_vec()
        });
    }
    String::from_utf8(bytes).map_err(|_| broken())
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next()?, bytes.next()?].map(|digit| char::from(digit).to_digit(16));
            decoded.push(u8::try_from(digits[0]? * 16 + digits[1]?).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    Some(decoded)
}

/// One parameter in as many pieces as keep its lines short; `first` octets stand before the first. The
/// standard quotes every value but colours and the change.
fn write_one(name: &str, value: &str, first: usize) -> Vec<String> {
    let plain = value.chars().all(|c| matches!(c, ' '..='~'));
    if (name == "change" || name.ends_with("color")) && !value.is_empty() && value.bytes().all(is_token) {
        let piece = format!("{name}={value}");
        if first + piece.len() < LINE_OCTETS_MAX {
            return vec![piece];
        }
    }
    let charset = if plain { "" } else { CHARSET };
    // A star, up to five digits, a star, an equals sign, two quotes and a semicolon stand beside the name.
    let room = LINE_OCTETS_MAX.saturating_sub(first + name.len() + 11 + charset.len());
    let mut pieces = vec![String::new()];
    for atom in value.chars().map(|c| if plain { quoted(c) } else { encoded(c) }) {
        match pieces.last_mut() {
            Some(piece) if piece.len() + atom.len() <= room => piece.push_str(&atom),
            _ => pieces.push(atom),
        }
    }
    let alone = pieces.len() == 1;
    let written = pieces.into_iter().enumerate().map(|(index, piece)| {
        let place = if alone { String::new() } else { format!("*{index}") };
        let charset = if index == 0 { charset } else { "" };
        if plain { format!("{name}{place}=\"{piece}\"") } else { format!("{name}{place}*={charset}{piece}") }
    });
    written.collect()
}

fn quoted(c: char) -> String {
    if matches!(c, '"' | '\\') { format!("\\{c}") } else { c.into() }
}

fn encoded(c: char) -> String {
    if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') {
        return c.into();
    }
    c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// An octet that needs no quotes (RFC 2045).
pub(super) fn is_token(byte: u8) -> bool {
    byte.is_ascii_graphic() && !br#"()<>@,;:\"/[]?="#.contains(&byte)
}
