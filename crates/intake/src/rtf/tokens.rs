//! The tokens of RTF: groups, control words and text.

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// `\par`, `\b0`, `\u8217`.
    Word(&'a str, Option<i32>),
    /// `\~`, `\*`.
    Symbol(u8),
    /// `\'e9`.
    Byte(u8),
    Text(&'a [u8]),
}

/// A pass over a document's bytes.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// Letters of a control word.
const WORD_BYTES_MAX: usize = 32;
/// Digits of a control word's number.
const DIGITS_MAX: usize = 10;

impl<'a> Tokens<'a> {
    pub fn of(bytes: &'a [u8]) -> Self {
        Tokens { bytes, at: 0 }
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn run(&mut self, bytes_max: usize, wanted: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let len = rest.iter().take(bytes_max).take_while(|byte| wanted(**byte)).count();
        self.at += len;
        rest.get(..len).unwrap_or_default()
    }

    fn control(&mut self) -> Option<Token<'a>> {
        self.at += 1;
        let first = *self.rest().first()?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(if first == b'\'' { self.byte() } else { Token::Symbol(first) });
        }
        let word = std::str::from_utf8(self.run(WORD_BYTES_MAX, |byte| byte.is_ascii_alphabetic())).ok()?;
        let value = self.value();
        if self.rest().first() == Some(&b' ') {
            self.at += 1;
        }
        if word == "bin" {
            let skipped = usize::try_from(value.unwrap_or(0)).unwrap_or(0);
            self.at = self.at.saturating_add(skipped).min(self.bytes.len());
        }
        Some(Token::Word(word, value))
    }

    fn value(&mut self) -> Option<i32> {
        let negative =
            self.rest().first() == Some(&b'-') && self.rest().get(1).is_some_and(u8::is_ascii_digit);
        self.at += usize::from(negative);
        let digits = std::str::from_utf8(self.run(DIGITS_MAX, |byte| byte.is_ascii_digit())).ok()?;
        let value: i32 = digits.parse().ok()?;
        Some(if negative { -value } else { value })
    }

    fn byte(&mut self) -> Token<'a> {
        let digits = self.run(2, |byte| byte.is_ascii_hexdigit());
        let value = std::str::from_utf8(digits).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok());
        Token::Byte(value.unwrap_or(b'?'))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        // Line ends are the file's, not the text's.
        self.run(usize::MAX, |byte| matches!(byte, b'\r' | b'\n' | 0));
        match self.rest().first()? {
            b'{' => {
                self.at += 1;
                Some(Token::Open)
            }
            b'}' => {
                self.at += 1;
                Some(Token::Close)
            }
            b'\\' => self.control(),
            _ => Some(Token::Text(
                self.run(usize::MAX, |byte| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0)),
            )),
        }
    }
}
