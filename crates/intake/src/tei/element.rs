//! One element of a volume with all that is in it, small enough to be walked in memory.

/// An element; attributes are kept under their names without a prefix.
#[derive(Debug)]
pub(super) struct Element<'a> {
    pub name: &'a str,
    pub attributes: Vec<(&'a str, String)>,
    pub children: Vec<Node<'a>>,
    /// Its first byte in the volume.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// A piece of an element's content.
#[derive(Debug)]
pub(super) enum Node<'a> {
    Text(String),
    Element(Element<'a>),
}

impl<'a> Element<'a> {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    /// The element's `type`, or an empty string.
    pub fn sort(&self) -> &str {
        self.attribute("type").unwrap_or_default()
    }

    /// The elements directly within.
    pub fn elements(&self) -> impl Iterator<Item = &Element<'a>> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element directly within that has this name.
    pub fn child(&self, name: &str) -> Option<&Element<'a>> {
        self.elements().find(|element| element.name == name)
    }

    /// Every element within at any depth that has this name and is not inside a note, in order.
    pub fn all<'e>(&'e self, name: &str, found: &mut Vec<&'e Element<'a>>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            }
            if element.name != "note" {
                element.all(name, found);
            }
        }
    }

    /// The first element within at any depth that has this name and is not inside a note.
    pub fn first<'e>(&'e self, name: &str) -> Option<&'e Element<'a>> {
        let mut inside = self.elements().filter(|element| element.name != "note");
        inside.find_map(|element| if element.name == name { Some(element) } else { element.first(name) })
    }

    /// Its words without notes, white space folded.
    pub fn words(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        fold(&text)
    }

    fn gather(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(words) => text.push_str(words),
                Node::Element(element) if element.name == "note" => {}
                Node::Element(element) if element.name == "lb" => text.push(' '),
                Node::Element(element) => {
                    let apart = matches!(element.name, "p" | "item" | "head" | "list" | "cell" | "row");
                    text.push_str(if apart { " " } else { "" });
                    element.gather(text);
                    text.push_str(if apart { " " } else { "" });
                }
            }
        }
    }
}

/// Runs of white space as one space, none at either end nor inside brackets.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split(is_fold).filter(|word| !word.is_empty()) {
        if !folded.is_empty() && !folded.ends_with('(') && !word.starts_with(closes) {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// White space that may be folded; a no-break space is one that somebody meant.
pub(super) fn is_fold(c: char) -> bool {
    c.is_whitespace() && c != '\u{a0}'
}

/// A sign that no space stands before: where one does, it is the indentation of a tag.
pub(super) fn closes(c: char) -> bool {
    matches!(c, ',' | ';' | ')')
}

/// A string unless it is empty.
pub(super) fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
