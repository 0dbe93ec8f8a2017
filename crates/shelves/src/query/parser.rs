//! Makes a tree of the pieces: `OR` binds least, standing together more, negation most.

use std::ops::Range;

use super::lexer::{Kind, Lexeme, lex};
use super::{
    DEPTH_MAX, Days, Junction, Label, Leaf, Node, PREFIX_LETTERS_MIN, QUERY_CHARS_MAX, QueryFault, Scope,
    TERMS_MAX, dates,
};
use crate::analysis;

const DATE_EXPECTED: &str =
    "a year, a month or a day as in 1982-10-14, or two of them with .. between, the earlier first";

/// Understands a whole query.
pub(super) fn parse(typed: &str) -> Result<Node, QueryFault> {
    if let Some((over, _)) = typed.char_indices().nth(QUERY_CHARS_MAX) {
        return Err(QueryFault::new(over..typed.len(), format!("at most {QUERY_CHARS_MAX} characters")));
    }
    let lexemes = lex(typed)?;
    let mut parser = Parser { lexemes: &lexemes, next: 0, end: typed.len(), terms: 0, depth: 0 };
    let root = parser.any()?;
    if let Some(left) = parser.peek() {
        return Err(QueryFault::new(left.at.clone(), "an opening parenthesis before this closing one"));
    }
    root.ok_or_else(|| QueryFault::new(0..typed.len(), "at least one word to look for"))
}

struct Parser<'a> {
    lexemes: &'a [Lexeme<'a>],
    next: usize,
    end: usize,
    terms: usize,
    depth: usize,
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

    fn any(&mut self) -> Result<Option<Node>, QueryFault> {
        let mut found = Vec::from_iter(self.all()?);
        while let Some(at) = self.take(&Kind::Or) {
            if found.is_empty() {
                return Err(QueryFault::new(at, "something to look for before OR"));
            }
            let right = self.all()?;
            found.push(right.ok_or_else(|| QueryFault::new(at, "something to look for after OR"))?);
        }
        Ok(if found.len() > 1 { Some(Node::Any(found)) } else { found.pop() })
    }

    fn all(&mut self) -> Result<Option<Node>, QueryFault> {
        let mut junction = Junction::default();
        loop {
            let and = self.take(&Kind::And);
            let item = match self.peek().map(|lexeme| &lexeme.kind) {
                None | Some(Kind::Close | Kind::Or | Kind::And) => None,
                Some(_) => Some(self.item()?),
            };
            match (item, and) {
                (Some(Item { negated, node: Some(node) }), _) => junction.add(negated, node),
                (Some(_), _) => {}
                (None, Some(at)) => return Err(QueryFault::new(at, "something to look for after AND")),
                (None, None) => return Ok(junction.simplest()),
            }
        }
    }

    fn item(&mut self) -> Result<Item, QueryFault> {
        let mut negated = false;
        let mut last_not = None;
        while let Some(at) = self.take(&Kind::Not) {
            negated = !negated;
            last_not = Some(at);
        }
        let node = match (self.peek(), last_not) {
            (Some(Lexeme { kind: Kind::Open, at }), _) => self.group(at.clone())?,
            (Some(Lexeme { kind: Kind::Sought { field, value, quoted }, at }), _) => {
                self.next += 1;
                self.sought(*field, value, *quoted, at)?
            }
            (_, not) => {
                let at = not.unwrap_or(self.end..self.end);
                return Err(QueryFault::new(at, "something to leave out after NOT"));
            }
        };
        Ok(Item { negated, node })
    }

    fn group(&mut self, at: Range<usize>) -> Result<Option<Node>, QueryFault> {
        self.next += 1;
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(QueryFault::new(at, format!("at most {DEPTH_MAX} parentheses in one another")));
        }
        let inside = self.any()?;
        self.depth -= 1;
        match self.take(&Kind::Close) {
            Some(_) => Ok(inside),
            None => Err(QueryFault::new(at, "a closing parenthesis after this opening one")),
        }
    }

    fn sought(
        &mut self,
        field: Option<&str>,
        value: &str,
        quoted: bool,
        at: &Range<usize>,
    ) -> Result<Option<Node>, QueryFault> {
        let leaf = match field.map(str::to_lowercase).as_deref() {
            None => words(Scope::Everywhere, value, quoted, at)?,
            Some("subject") => words(Scope::Subject, value, quoted, at)?,
            Some("from") => words(Scope::From, value, quoted, at)?,
            Some("to") => words(Scope::To, value, quoted, at)?,
            Some("place") => words(Scope::Place, value, quoted, at)?,
            Some("kind") => whole(Label::Kind, value),
            Some("ref") => whole(Label::Reference, value),
            Some(name @ ("date" | "year" | "before" | "after")) => Some(days(name, value, at)?),
            Some(_) => return Err(QueryFault::new(at.clone(), unknown_field())),
        };
        if let (Some(name), None) = (field, &leaf) {
            return Err(QueryFault::new(at.clone(), format!("a word after {name}:")));
        }
        self.count(leaf.as_ref(), at)?;
        Ok(leaf.map(Node::Leaf))
    }

    fn count(&mut self, leaf: Option<&Leaf>, at: &Range<usize>) -> Result<(), QueryFault> {
        self.terms += match leaf {
            None => 0,
            Some(Leaf::Phrase(_, words)) => words.len(),
            Some(_) => 1,
        };
        if self.terms > TERMS_MAX {
            return Err(QueryFault::new(at.clone(), format!("at most {TERMS_MAX} words")));
        }
        Ok(())
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

fn unknown_field() -> String {
    "one of subject: from: to: kind: place: ref: date: year: before: after:, or quotation marks about the whole"
        .to_owned()
}

fn words(scope: Scope, value: &str, quoted: bool, at: &Range<usize>) -> Result<Option<Leaf>, QueryFault> {
    if !quoted && value.contains('*') {
        return beginning(scope, value, at).map(Some);
    }
    let mut words = analysis::terms(&mut analysis::words(), value);
    Ok(match words.len() {
        0 => None,
        1 if scope.is_prose() && !quoted => stem(value).map(|stem| Leaf::Stem(scope, stem)),
        1 => words.pop().map(|word| Leaf::Phrase(scope, vec![word])),
        _ => Some(Leaf::Phrase(scope, words)),
    })
}

fn stem(value: &str) -> Option<String> {
    analysis::terms(&mut analysis::stems(), value).pop()
}

fn beginning(scope: Scope, value: &str, at: &Range<usize>) -> Result<Leaf, QueryFault> {
    let fault = |expected: String| QueryFault::new(at.clone(), expected);
    let start = value.strip_suffix('*').filter(|start| !start.contains('*'));
    let start = start.ok_or_else(|| fault("one * at the end of a word".to_owned()))?;
    let mut words = analysis::terms(&mut analysis::words(), start);
    match (words.pop(), words.is_empty(), start.ends_with(char::is_alphanumeric)) {
        (Some(word), true, true) if word.chars().count() >= PREFIX_LETTERS_MIN => {
            Ok(Leaf::Prefix(scope, word))
        }
        (Some(_), false, _) => Err(fault("a single word before *".to_owned())),
        _ => Err(fault(format!("at least {PREFIX_LETTERS_MIN} letters before *"))),
    }
}

fn whole(label: Label, value: &str) -> Option<Leaf> {
    let value = analysis::fold(value);
    (!value.is_empty()).then_some(Leaf::Whole(label, value))
}

fn days(name: &str, value: &str, at: &Range<usize>) -> Result<Leaf, QueryFault> {
    let days = match name {
        "before" => dates::stretch(value).map(|(first, _)| Days { first: None, last: Some(first - 1) }),
        "after" => dates::stretch(value).map(|(_, last)| Days { first: Some(last + 1), last: None }),
        "year" if value.contains('-') => None,
        _ => dates::days(value),
    };
    days.map(Leaf::Days).ok_or_else(|| {
        let expected =
            if name == "date" { DATE_EXPECTED } else { "a year, a month or a day as in 1982-10-14" };
        QueryFault::new(at.clone(), if name == "year" { "a year as in 1982" } else { expected })
    })
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
