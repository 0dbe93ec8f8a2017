//! Expressions: what they mean, and how they are printed.

use std::collections::BTreeSet;
use std::fmt;

use super::parse::is_plain;

/// What a reader holds, as the tokens of access expressions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authorizations(BTreeSet<String>);

impl Authorizations {
    /// Whether the token is among them.
    pub fn contains(&self, token: &str) -> bool {
        self.0.contains(token)
    }

    /// The tokens, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl<T: Into<String>> FromIterator<T> for Authorizations {
    fn from_iter<I: IntoIterator<Item = T>>(tokens: I) -> Self {
        Self(tokens.into_iter().map(Into::into).collect())
    }
}

/// An access expression; its print is read as the same expression.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expression(pub(super) Node);

/// Joined nodes are never fewer than two, but for the empty conjunction, which stands alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    Token(String),
    All(Vec<Node>),
    Any(Vec<Node>),
}

impl Expression {
    /// The empty expression, which opens to everybody.
    pub fn everybody() -> Self {
        Self(Node::All(Vec::new()))
    }

    /// Whether it is the empty expression.
    pub fn is_everybody(&self) -> bool {
        matches!(&self.0, Node::All(nodes) if nodes.is_empty())
    }

    /// Whether a reader who holds the tokens may read.
    pub fn evaluate(&self, held: &Authorizations) -> bool {
        self.0.evaluate(held)
    }

    /// The tokens it speaks of.
    pub fn tokens(&self) -> BTreeSet<&str> {
        let mut tokens = BTreeSet::new();
        self.0.tokens(&mut tokens);
        tokens
    }

    /// The same question in its normal form: no needless parentheses, operands in order and each once.
    #[must_use]
    pub fn normal(&self) -> Self {
        Self(self.0.normal())
    }
}

impl Node {
    fn evaluate(&self, held: &Authorizations) -> bool {
        match self {
            Self::Token(token) => held.contains(token),
            Self::All(nodes) => nodes.iter().all(|node| node.evaluate(held)),
            Self::Any(nodes) => nodes.iter().any(|node| node.evaluate(held)),
        }
    }

    fn tokens<'a>(&'a self, into: &mut BTreeSet<&'a str>) {
        match self {
            Self::Token(token) => {
                into.insert(token);
            }
            Self::All(nodes) | Self::Any(nodes) => nodes.iter().for_each(|node| node.tokens(into)),
        }
    }

    fn normal(&self) -> Self {
        match self {
            Self::Token(_) => self.clone(),
            Self::All(nodes) => join(nodes, Self::All, |node| match node {
                Self::All(inner) => Ok(inner),
                other => Err(other),
            }),
            Self::Any(nodes) => join(nodes, Self::Any, |node| match node {
                Self::Any(inner) => Ok(inner),
                other => Err(other),
            }),
        }
    }

    fn print(&self, f: &mut fmt::Formatter<'_>, inside: bool) -> fmt::Result {
        let (nodes, between) = match self {
            Self::Token(token) => return print_token(f, token),
            Self::All(nodes) => (nodes, "&"),
            Self::Any(nodes) => (nodes, "|"),
        };
        f.write_str(if inside { "(" } else { "" })?;
        for (index, node) in nodes.iter().enumerate() {
            f.write_str(if index > 0 { between } else { "" })?;
            node.print(f, true)?;
        }
        f.write_str(if inside { ")" } else { "" })
    }
}

/// Operands of the same operator are taken up, sorted and each kept once.
pub(super) fn join(
    nodes: &[Node],
    operator: fn(Vec<Node>) -> Node,
    same: fn(Node) -> Result<Vec<Node>, Node>,
) -> Node {
    let mut operands = BTreeSet::new();
    for node in nodes {
        match same(node.normal()) {
            Ok(inner) => operands.extend(inner),
            Err(other) => {
                operands.insert(other);
            }
        }
    }
    match operands.len() {
        1 => operands.pop_first().unwrap_or_else(|| operator(Vec::new())),
        _ => operator(operands.into_iter().collect()),
    }
}

fn print_token(f: &mut fmt::Formatter<'_>, token: &str) -> fmt::Result {
    if !token.is_empty() && token.chars().all(is_plain) {
        return f.write_str(token);
    }
    f.write_str("\"")?;
    for c in token.chars() {
        f.write_str(if matches!(c, '"' | '\\') { "\\" } else { "" })?;
        fmt::Write::write_char(f, c)?;
    }
    f.write_str("\"")
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.print(f, false)
    }
}
