//! Makes a tree of the pieces: `OR` binds least, standing together more, nearness and negation most.

use std::ops::Range;

use super::lexer::{Kind, Lexeme, Sought, lex};
use super::sought::{self, Typed};
use super::{
    DEPTH_MAX, Fault, Junction, Leaf, Node, Part, QUERY_CHARS_MAX, Query, Scope, Sequence, Spelled, TERMS_MAX,
};

/// Understands a whole query.
pub(super) fn parse(typed: &str) -> Result<Query, Fault> {
    if let Some((over, _)) = typed.char_indices().nth(QUERY_CHARS_MAX) {
        return Err(Fault::new(over..typed.len(), format!("at most {QUERY_CHARS_MAX} characters")));
    }
    let lexemes = lex(typed)?;
    let mut parser = Parser { typed, lexemes: &lexemes, next: 0, terms: 0, depth: 0, spelled: Vec::new() };
    let root = parser.any()?;
    if let Some(left) = parser.peek() {
        return Err(Fault::new(left.at.clone(), "an opening parenthesis before this closing one"));
    }
    let root = root.ok_or_else(|| Fault::new(0..typed.len(), "at least one word to look for"))?;
    Ok(Query { root, typed: typed.to_owned(), spelled: parser.spelled })
}

struct Parser<'a> {
    typed: &'a str,
    lexemes: &'a [Lexeme<'a>],
    next: usize,
    terms: usize,
    depth: usize,
    spelled: Vec<Spelled>,
}

/// What one item of a query came to; punctuation comes to nothing.
struct Item {
    negated: bool,
    node: Option<Node>,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Lexeme<'a>> {
        self.lexemes.get(self.next)
    }

    fn take(&mut self, kind: &Kind<'_>) -> Option<Range<usize>> {
        let lexeme = self.peek().filter(|lexeme| lexeme.kind == *kind)?;
        self.next += 1;
        Some(lexeme.at.clone())
    }

    fn any(&mut self) -> Result<Option<Node>, Fault> {
        let mut found = Vec::from_iter(self.all()?);
        while let Some(at) = self.take(&Kind::Or) {
            if found.is_empty() {
                return Err(Fault::new(at, "something to look for before OR"));
            }
            let right = self.all()?;
            found.push(right.ok_or_else(|| Fault::new(at, "something to look for after OR"))?);
        }
        Ok(if found.len() > 1 { Some(Node::Any(found)) } else { found.pop() })
    }

    fn all(&mut self) -> Result<Option<Node>, Fault> {
        let mut junction = Junction::default();
        loop {
            let and = self.take(&Kind::And);
            let item = match self.peek().map(|lexeme| &lexeme.kind) {
                None | Some(Kind::Close | Kind::Or | Kind::And) => None,
                Some(_) => Some(self.near()?),
            };
            match (item, and) {
                (Some(Item { negated, node: Some(node) }), _) => junction.add(negated, node),
                (Some(_), _) => {}
                (None, Some(at)) => return Err(Fault::new(at, "something to look for after AND")),
                (None, None) => return Ok(junction.simplest()),
            }
        }
    }

    /// An item, or several with NEAR between.
    fn near(&mut self) -> Result<Item, Fault> {
        let mut item = self.item()?;
        let mut parts = Vec::new();
        let mut nearness = None;
        while let Some(Lexeme { kind: Kind::Near(within), at }) = self.peek() {
            self.next += 1;
            if nearness.replace(*within).is_some_and(|before| before != *within) {
                return Err(Fault::new(at.clone(), "the same number after each NEAR"));
            }
            if parts.is_empty() {
                parts.push(forms(item.node.take(), at)?);
            }
            let right = self.item()?;
            let node = if right.negated { None } else { right.node };
            parts.push(forms(node, at)?);
        }
        if let Some(within) = nearness {
            let parts = (0..).zip(parts).map(|(offset, forms)| Part { offset, forms }).collect();
            let sequence = Sequence { parts, within: Some(within) };
            item.node = Some(Node::Leaf(Leaf::Sequence(Scope::Everywhere, sequence)));
        }
        Ok(item)
    }

    fn item(&mut self) -> Result<Item, Fault> {
        let mut negated = false;
        let mut last_not = None;
        while let Some(at) = self.take(&Kind::Not) {
            negated = !negated;
            last_not = Some(at);
        }
        let node = match (self.peek(), last_not) {
            (Some(Lexeme { kind: Kind::Open, at }), _) => self.group(at.clone())?,
            (Some(Lexeme { kind: Kind::Sought(sought), at }), _) => {
                self.next += 1;
                self.sought(sought, at)?
            }
            (Some(Lexeme { kind: Kind::Near(_), at }), None) => {
                return Err(Fault::new(at.clone(), "a word before NEAR"));
            }
            (_, not) => {
                let at = not.unwrap_or(self.typed.len()..self.typed.len());
                return Err(Fault::new(at, "something to leave out after NOT, or a word after NEAR"));
            }
        };
        Ok(Item { negated, node })
    }

    fn group(&mut self, at: Range<usize>) -> Result<Option<Node>, Fault> {
        self.next += 1;
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(Fault::new(at, format!("at most {DEPTH_MAX} parentheses in one another")));
        }
        let inside = self.any()?;
        self.depth -= 1;
        match self.take(&Kind::Close) {
            Some(_) => Ok(inside),
            None => Err(Fault::new(at, "a closing parenthesis after this opening one")),
        }
    }

    fn sought(&mut self, sought: &Sought<'a>, at: &Range<usize>) -> Result<Option<Node>, Fault> {
        let following: Vec<&Sought<'a>> = self.following().collect();
        let Typed { leaf, more } = sought::typed(self.typed, sought, at, &following)?;
        self.next += more;
        if let (Some(name), None) = (sought.field, &leaf) {
            return Err(Fault::new(at.clone(), format!("a word after {name}:")));
        }
        self.count(leaf.as_ref(), at)?;
        self.spelled.extend(leaf.as_ref().and_then(|leaf| sought::spelled(sought, leaf)));
        Ok(leaf.map(Node::Leaf))
    }

    /// Plain words that come next.
    fn following(&self) -> impl Iterator<Item = &'a Sought<'a>> + use<'a> {
        let rest = self.lexemes.get(self.next..).unwrap_or_default().iter();
        rest.map_while(|lexeme| match &lexeme.kind {
            Kind::Sought(sought) if sought.field.is_none() && !sought.quoted => Some(sought),
            _ => None,
        })
    }

    fn count(&mut self, leaf: Option<&Leaf>, at: &Range<usize>) -> Result<(), Fault> {
        self.terms += match leaf {
            None => 0,
            Some(Leaf::Sequence(_, sequence)) => sequence.parts.len(),
            Some(_) => 1,
        };
        if self.terms > TERMS_MAX {
            return Err(Fault::new(at.clone(), format!("at most {TERMS_MAX} words")));
        }
        Ok(())
    }
}

/// The forms of a word, or of any of several, that is to be near another.
fn forms(node: Option<Node>, at: &Range<usize>) -> Result<Vec<String>, Fault> {
    let expected =
        || Fault::new(at.clone(), "one word, or several with OR in parentheses, on each side of NEAR");
    match node {
        Some(Node::Leaf(Leaf::Word(Scope::Everywhere, forms))) => Ok(forms),
        Some(Node::Any(nodes)) => {
            let all: Result<Vec<_>, _> = nodes.into_iter().map(|node| forms(Some(node), at)).collect();
            Ok(all?.concat())
        }
        _ => Err(expected()),
    }
}

impl Junction {
    fn add(&mut self, negated: bool, node: Node) {
        if negated { self.not.push(node) } else { self.must.push(node) }
    }

    fn simplest(mut self) -> Option<Node> {
        match (self.must.len(), self.not.len()) {
            (0, 0) => None,
            (1, 0) => self.must.pop(),
            _ => Some(Node::All(self)),
        }
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
