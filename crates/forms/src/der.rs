//! DER, as much of it as security labels need, read strictly.
//!
//! The project's own, since object identifiers under a UUID have arcs of 128 bits, which the DER crates at
//! hand do not hold.

use crate::{FormError, Oid};

pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const OID: u8 = 0x06;
pub(crate) const UTF8: u8 = 0x0c;
pub(crate) const PRINTABLE: u8 = 0x13;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;
/// `[0] IMPLICIT` of a primitive and `[1] EXPLICIT`.
pub(crate) const CONTEXT_0: u8 = 0x80;
pub(crate) const CONTEXT_1: u8 = 0xa1;
pub(crate) const NULL: u8 = 0x05;

pub(crate) fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![tag];
    match u8::try_from(content.len()) {
        Ok(short) if short < 0x80 => bytes.push(short),
        _ => {
            let length = content.len().to_be_bytes();
            let used: Vec<u8> = length.into_iter().skip_while(|byte| *byte == 0).collect();
            bytes.push(0x80 | u8::try_from(used.len()).unwrap_or(0));
            bytes.extend(used);
        }
    }
    bytes.extend_from_slice(content);
    bytes
}

/// A SET or SET OF: in DER the encodings stand in order, which for members of different tags is theirs.
pub(crate) fn set(mut members: Vec<Vec<u8>>) -> Vec<u8> {
    members.sort();
    tlv(SET, &members.concat())
}

pub(crate) fn integer(value: u64) -> Vec<u8> {
    let bytes = value.to_be_bytes();
    let mut used: Vec<u8> = bytes.into_iter().skip_while(|byte| *byte == 0).collect();
    if used.first().is_none_or(|byte| byte & 0x80 != 0) {
        used.insert(0, 0);
    }
    tlv(INTEGER, &used)
}

pub(crate) fn utf8(text: &str) -> Vec<u8> {
    tlv(UTF8, text.as_bytes())
}

/// A value that has been read: its tag, its contents and its whole encoding.
#[derive(Clone, Copy)]
pub(crate) struct Value<'a> {
    pub tag: u8,
    pub content: &'a [u8],
    whole: &'a [u8],
}

/// Reads values one after another.
pub(crate) struct Reader<'a> {
    form: &'static str,
    rest: &'a [u8],
    /// Bytes before `rest`.
    at: usize,
}

impl<'a> Reader<'a> {
    pub fn new(form: &'static str, bytes: &'a [u8]) -> Self {
        Self { form, rest: bytes, at: 0 }
    }

    pub fn fault(&self, fault: &str) -> FormError {
        FormError::unreadable(self.form, self.at, fault)
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], FormError> {
        let (taken, rest) =
            self.rest.split_at_checked(count).ok_or_else(|| self.fault("the encoding ends too soon"))?;
        self.rest = rest;
        self.at += count;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, FormError> {
        Ok(self.take(1)?.first().copied().unwrap_or(0))
    }

    fn length(&mut self) -> Result<usize, FormError> {
        let first = self.byte()?;
        if first < 0x80 {
            return Ok(usize::from(first));
        }
        let octets = self.take(usize::from(first & 0x7f))?;
        let lean = octets.first().is_some_and(|byte| *byte != 0) && octets.len() <= 4;
        let length = octets.iter().fold(0_usize, |length, byte| length << 8 | usize::from(*byte));
        if lean && length >= 0x80 { Ok(length) } else { Err(self.fault("a length is not the shortest")) }
    }

    /// The next value, of whatever tag; tags of more than one byte are refused.
    pub fn any(&mut self) -> Result<Value<'a>, FormError> {
        let start = self.rest;
        let tag = self.byte()?;
        if tag & 0x1f == 0x1f {
            return Err(self.fault("a tag is of several bytes"));
        }
        let length = self.length()?;
        let content = self.take(length)?;
        let whole = start.get(..start.len() - self.rest.len()).unwrap_or_default();
        Ok(Value { tag, content, whole })
    }

    pub fn expect(&mut self, tag: u8) -> Result<&'a [u8], FormError> {
        let value = self.any()?;
        if value.tag == tag {
            Ok(value.content)
        } else {
            Err(self.fault("a value is not of the type expected"))
        }
    }

    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub fn end(&self) -> Result<(), FormError> {
        if self.is_empty() { Ok(()) } else { Err(self.fault("something follows the end")) }
    }

    /// The members of a set, refused where they are out of order or twice.
    pub fn set_of(&mut self) -> Result<Vec<Value<'a>>, FormError> {
        let content = self.expect(SET)?;
        let mut inner = Self { form: self.form, rest: content, at: self.at - content.len() };
        let mut members: Vec<Value<'a>> = Vec::new();
        while !inner.is_empty() {
            let value = inner.any()?;
            if members.last().is_some_and(|last| last.whole >= value.whole) {
                return Err(inner.fault("the members of a set are out of order"));
            }
            members.push(value);
        }
        Ok(members)
    }

    pub fn integer(&mut self) -> Result<u64, FormError> {
        let content = self.expect(INTEGER)?;
        number(content).ok_or_else(|| self.fault("a number is negative, too great or not the shortest"))
    }

    pub fn utf8(&mut self) -> Result<String, FormError> {
        let content = self.expect(UTF8)?;
        text(content).ok_or_else(|| self.fault("a text is not UTF-8"))
    }
}

/// The contents of an INTEGER that is not negative.
pub(crate) fn number(content: &[u8]) -> Option<u64> {
    let lean = match content {
        [] => false,
        [0] => true,
        [0, second, ..] => second & 0x80 != 0,
        [first, ..] => first & 0x80 == 0,
    };
    (lean && content.len() <= 9).then(|| {
        content.iter().try_fold(0_u64, |value, byte| value.checked_mul(256)?.checked_add((*byte).into()))
    })?
}

pub(crate) fn text(content: &[u8]) -> Option<String> {
    String::from_utf8(content.to_vec()).ok()
}

/// An octet of a PrintableString.
pub(crate) fn is_printable(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b" '()+,-./:=?".contains(&byte)
}

/// The identifier in the contents of an OBJECT IDENTIFIER.
pub(crate) fn oid(content: &[u8]) -> Result<Oid, FormError> {
    Oid::from_der(content)
}
