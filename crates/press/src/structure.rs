//! The structure of a document: what each piece of a page is, for who hears it read.

use std::num::NonZeroU16;

use krilla::destination::XyzDestination;
use krilla::geom::{Point, Rect};
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{
    BBox, Identifier, ListNumbering, Node as TagNode, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};

/// A node, by its place in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node(usize);

/// What a node is.
pub enum Role {
    Heading { level: u16, text: String },
    Paragraph,
    Table,
    Caption,
    Head,
    Body,
    Row,
    ColumnName,
    RowName,
    Cell,
    List(ListNumbering),
    Item,
    Label,
    Point,
    Quote,
    Portion,
    Picture { alternative: String },
}

enum Child {
    Node(Node),
    Content(Identifier),
}

struct Entry {
    role: Role,
    children: Vec<Child>,
    /// Where it first stands: page from 0, left and top in points, then width and height.
    place: Option<(usize, Rect)>,
}

/// The structure as it grows: made while blocks are laid out, filled while pages are drawn.
#[derive(Default)]
pub struct Structure {
    entries: Vec<Entry>,
    top: Vec<Node>,
    /// The level of the last heading; the next may go one deeper.
    level: u16,
}

impl Structure {
    pub fn add(&mut self, parent: Option<Node>, role: Role) -> Node {
        let node = Node(self.entries.len());
        self.entries.push(Entry { role, children: Vec::new(), place: None });
        match parent {
            Some(parent) => self.entries[parent.0].children.push(Child::Node(node)),
            None => self.top.push(node),
        }
        node
    }

    /// A heading; never more than one level below the one before it.
    pub fn heading(&mut self, parent: Option<Node>, level: u16, text: String) -> Node {
        self.level = level.clamp(1, self.level + 1);
        let level = self.level;
        self.add(parent, Role::Heading { level, text })
    }

    /// Content that was drawn for a node.
    pub fn drawn(&mut self, node: Node, content: Identifier) {
        self.entries[node.0].children.push(Child::Content(content));
    }

    /// Where a node stands, kept for the first time that it is said.
    pub fn stands(&mut self, node: Node, page: usize, place: Rect) {
        self.entries[node.0].place.get_or_insert((page, place));
    }

    /// The headings, those of a deeper level below the one before them.
    pub fn outline(&self) -> Outline {
        let headings = self.entries.iter().filter_map(|entry| match (&entry.role, entry.place) {
            (Role::Heading { level, text }, Some(place)) => Some((*level, text.as_str(), place)),
            _ => None,
        });
        let mut outline = Outline::new();
        let mut open: Vec<(u16, OutlineNode)> = Vec::new();
        for (level, text, (page, place)) in headings {
            close(&mut open, level, &mut outline);
            let to = XyzDestination::new(page, Point::from_xy(place.left(), place.top()));
            open.push((level, OutlineNode::new(text.into(), to)));
        }
        close(&mut open, 0, &mut outline);
        outline
    }

    /// The tree of tags, once everything is drawn.
    pub fn tree(mut self, language: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.into()));
        for node in std::mem::take(&mut self.top) {
            tree.push(self.group(node));
        }
        tree
    }

    fn group(&mut self, node: Node) -> TagGroup {
        let children = std::mem::take(&mut self.entries[node.0].children);
        let nodes = children.into_iter().map(|child| match child {
            Child::Node(node) => self.group(node).into(),
            Child::Content(content) => TagNode::from(content),
        });
        let nodes = nodes.collect();
        TagGroup::with_children(self.entries[node.0].tag(), nodes)
    }
}

/// Closes the open headings that are no higher than `level`.
fn close(open: &mut Vec<(u16, OutlineNode)>, level: u16, outline: &mut Outline) {
    while let Some((_, node)) = open.pop_if(|(deepest, _)| *deepest >= level) {
        match open.last_mut() {
            Some((_, parent)) => parent.push_child(node),
            None => outline.push_child(node),
        }
    }
}

impl Entry {
    fn tag(&self) -> TagKind {
        match &self.role {
            Role::Heading { level, text } => {
                Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(text.clone())).into()
            }
            Role::Paragraph => Tag::P.into(),
            Role::Table => Tag::Table.into(),
            Role::Caption => Tag::Caption.into(),
            Role::Head => Tag::THead.into(),
            Role::Body => Tag::TBody.into(),
            Role::Row => Tag::TR.into(),
            Role::ColumnName => Tag::TH(TableHeaderScope::Column).into(),
            Role::RowName => Tag::TH(TableHeaderScope::Row).into(),
            Role::Cell => Tag::TD.into(),
            Role::List(numbering) => Tag::L(*numbering).into(),
            Role::Item => Tag::LI.into(),
            Role::Label => Tag::Lbl.into(),
            Role::Point => Tag::LBody.into(),
            Role::Quote => Tag::BlockQuote.into(),
            Role::Portion => Tag::Section.into(),
            Role::Picture { alternative } => {
                let place = self.place.map(|(page, rect)| BBox::new(page, rect));
                Tag::Figure(Some(alternative.clone())).with_bbox(place).into()
            }
        }
    }
}
