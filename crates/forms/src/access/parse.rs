//! Reading access expressions.

use super::FORM;
use super::expression::{Expression, Node};
use crate::FormError;
use crate::error::check_length;

/// Longest expression that is read.
pub const EXPRESSION_BYTES_MAX: usize = 65_536;
/// Deepest parentheses that are read.
pub const EXPRESSION_DEPTH_MAX: usize = 64;

/// A character that needs no quotes.
pub(super) fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '/')
}

impl Expression {
    /// Reads an expression, refusing the empty one: it would open to everybody.
    pub fn parse(text: &str) -> Result<Self, FormError> {
        let expression = Self::parse_or_everybody(text)?;
        if expression.is_everybody() { Err(FormError::Empty) } else { Ok(expression) }
    }

    /// Reads an expression where an empty one is meant to open to everybody.
    pub fn parse_or_everybody(text: &str) -> Result<Self, FormError> {
        check_length(FORM, text.len(), EXPRESSION_BYTES_MAX)?;
        if text.is_empty() {
            return Ok(Self::everybody());
        }
        let mut reader = Reader { text, at: 0 };
        let node = reader.expression(0)?;
        if reader.at < text.len() {
            Err(reader.fault("expected an operator or the end"))
        } else {
            Ok(Self(node))
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn fault(&self, fault: &str) -> FormError {
        FormError::unreadable(FORM, self.at, fault)
    }

    fn expression(&mut self, depth: usize) -> Result<Node, FormError> {
        if depth > EXPRESSION_DEPTH_MAX {
            return Err(self.fault("parentheses are too deep; write it flatter"));
        }
        let first = self.term(depth)?;
        let Some(operator) = self.peek().filter(|c| matches!(c, '&' | '|')) else { return Ok(first) };
        let mut nodes = vec![first];
        while self.peek() == Some(operator) {
            self.next();
            nodes.push(self.term(depth)?);
        }
        if self.peek().is_some_and(|c| matches!(c, '&' | '|')) {
            return Err(self.fault("& and | do not mix; put one of them in parentheses"));
        }
        Ok(if operator == '&' { Node::All(nodes) } else { Node::Any(nodes) })
    }

    fn term(&mut self, depth: usize) -> Result<Node, FormError> {
        match self.peek() {
            Some('(') => {
                self.next();
                let node = self.expression(depth + 1)?;
                if self.peek() != Some(')') {
                    return Err(self.fault("expected a closing parenthesis"));
                }
                self.next();
                Ok(node)
            }
            Some('"') => self.quoted(),
            Some(c) if is_plain(c) => Ok(self.plain()),
            _ => Err(self.fault("expected a token or an opening parenthesis")),
        }
    }

    fn plain(&mut self) -> Node {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let token: String = rest.chars().take_while(|c| is_plain(*c)).collect();
        self.at += token.len();
        Node::Token(token)
    }

    fn quoted(&mut self) -> Result<Node, FormError> {
        self.next();
        let mut token = String::new();
        loop {
            match self.next() {
                Some('"') if token.is_empty() => return Err(self.fault("a token is empty; name it")),
                Some('"') => return Ok(Node::Token(token)),
                Some('\\') => match self.next() {
                    Some(c @ ('"' | '\\')) => token.push(c),
                    _ => return Err(self.fault("a backslash stands before a quote or a backslash only")),
                },
                Some(c) => token.push(c),
                None => return Err(self.fault("expected a closing quote")),
            }
        }
    }
}
