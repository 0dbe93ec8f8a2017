//! Taking a field apart into the pieces of its parameters.

use super::parameter::is_token;
use super::{FIELD_BYTES_MAX, FORM};
use crate::FormError;
use crate::error::check_length;

/// A piece of a parameter: `name*place*=value`.
pub(super) struct Segment {
    pub name: String,
    pub place: Option<usize>,
    pub encoded: bool,
    pub value: String,
}

/// The pieces of a field, which has the given name.
pub(super) fn segments(field: &str, text: &str) -> Result<Vec<Segment>, FormError> {
    check_length(FORM, text.len(), FIELD_BYTES_MAX)?;
    let unfolded = unfold(text)?;
    let (name, body) = unfolded.split_once(':').unwrap_or_default();
    if !name.trim_end().eq_ignore_ascii_case(field) {
        return Err(FormError::unsound(FORM, format!("this is no field {field}; give that one")));
    }
    let mut reader = Reader { rest: body, length: unfolded.len() };
    let mut segments = Vec::new();
    loop {
        segments.push(reader.segment()?);
        reader.space();
        if reader.rest.is_empty() {
            return Ok(segments);
        }
        reader.expect(';')?;
        reader.space();
        if reader.rest.is_empty() {
            return Ok(segments);
        }
    }
}

/// Joins folded lines; a line that is no continuation would be another field.
fn unfold(text: &str) -> Result<String, FormError> {
    let text = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
    let lines: Vec<&str> = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let continued = lines.iter().skip(1).all(|line| line.starts_with([' ', '\t']));
    if !continued || lines.iter().any(|line| line.contains('\r')) {
        return Err(FormError::unsound(FORM, "there is more than one field; give one"));
    }
    Ok(lines.concat())
}

struct Reader<'a> {
    rest: &'a str,
    length: usize,
}

impl<'a> Reader<'a> {
    fn fault(&self, fault: &str) -> FormError {
        FormError::unreadable(FORM, self.length - self.rest.len(), fault)
    }

    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t']);
    }

    fn expect(&mut self, c: char) -> Result<(), FormError> {
        self.rest = self.rest.strip_prefix(c).ok_or_else(|| self.fault(&format!("expected “{c}”")))?;
        Ok(())
    }

    fn token(&mut self) -> Result<&'a str, FormError> {
        let end = self.rest.bytes().position(|byte| !is_token(byte)).unwrap_or(self.rest.len());
        let (token, rest) = self.rest.split_at(end);
        if token.is_empty() {
            return Err(self.fault("expected a name or a value; comments have no place here"));
        }
        self.rest = rest;
        Ok(token)
    }

    fn segment(&mut self) -> Result<Segment, FormError> {
        self.space();
        let name = self.token()?;
        self.space();
        self.expect('=')?;
        self.space();
        let value = if self.rest.starts_with('"') { self.quoted()? } else { self.token()?.to_owned() };
        let (name, encoded) = name.strip_suffix('*').map_or((name, false), |name| (name, true));
        let (name, place) = match name.split_once('*') {
            Some((name, place)) => (name, Some(self.place(place)?)),
            None => (name, None),
        };
        Ok(Segment { name: name.to_ascii_lowercase(), place, encoded, value })
    }

    /// A number of a piece, without needless noughts.
    fn place(&self, text: &str) -> Result<usize, FormError> {
        let number = text.parse::<usize>().ok().filter(|number| number.to_string() == text);
        number.ok_or_else(|| self.fault("a piece of a parameter has no number"))
    }

    fn quoted(&mut self) -> Result<String, FormError> {
        self.expect('"')?;
        let mut value = String::new();
        let mut chars = self.rest.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.rest = self.rest.get(at + 1..).unwrap_or_default();
                    return Ok(value);
                }
                '\\' => value.extend(chars.next().map(|(_, c)| c)),
                c => value.push(c),
            }
        }
        Err(self.fault("expected a closing quote"))
    }
}
