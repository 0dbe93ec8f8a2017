//! A sober reader of our own pages: which words stand in them, and whether they are said.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Words of Rust that only look like words: classes, names of particulars, examples of queries.
const NOT_WORDS: [&str; 13] = [
    "post last",
    "lattice wide",
    "desk scanned",
    "settling scanned",
    "Date",
    "Subject",
    "From",
    "Place",
    "madrid gromyko",
    "\"six point proposal\"",
    "(namibia OR angola) talks",
    "arms NEAR/5 control",
    "from:shultz to:pym subject:relations",
];
/// Names that are the same in every language.
const NAMES: [&str; 3] = ["Chancery", "· Chancery", "UTC"];
/// Attributes that are read out or shown; `aria-label` ends in the first.
const SHOWN: [&str; 4] = ["label", "title", "placeholder", "alt"];

/// What was read of a file.
#[derive(Default)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// Words that do not pass through `say!`.
    pub unsaid: Vec<String>,
    /// Keys that do.
    pub keys: BTreeSet<String>,
}

/// Every Rust file under a folder, with its text.
pub fn sources(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut all = Vec::new();
    for path in entries {
        if path.is_dir() {
            all.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            all.push((
                path.file_name().unwrap().to_string_lossy().into_owned(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
    }
    all
}

/// Every string literal of a file.
pub fn literals(text: &str) -> Vec<String> {
    fn within(stream: TokenStream, all: &mut Vec<String>) {
        for token in stream {
            match &token {
                TokenTree::Group(group) => within(group.stream(), all),
                other => all.extend(string(other)),
            }
        }
    }
    let mut all = Vec::new();
    within(text.parse().unwrap(), &mut all);
    all
}

/// Sentences with which a file refuses: the words in `Refused::…(…)`, but for the marking of what was opened,
/// and for what ails a store, which no page tells.
pub fn refusals(text: &str) -> Vec<String> {
    fn within(stream: TokenStream, all: &mut Vec<String>) {
        let tokens = tokens(stream);
        for (at, token) in tokens.iter().enumerate() {
            let TokenTree::Group(inner) = token else { continue };
            let before = |n: usize| at.checked_sub(n).and_then(|at| tokens.get(at));
            let refuses =
                is(before(4), "Refused") && !["Below", "Damaged"].iter().any(|kind| is(before(1), kind));
            if refuses && group(Some(token), Delimiter::Parenthesis).is_some() {
                all.extend(literals(&inner.stream().to_string()));
            } else {
                within(inner.stream(), all);
            }
        }
    }
    let mut all = Vec::new();
    within(text.parse().unwrap(), &mut all);
    all
}

fn string(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    syn::parse_str::<syn::LitStr>(&literal.to_string()).ok().map(|literal| literal.value())
}

fn is(token: Option<&TokenTree>, text: &str) -> bool {
    token.is_some_and(|token| !matches!(token, TokenTree::Group(_)) && token.to_string() == text)
}

fn group(token: Option<&TokenTree>, delimiter: Delimiter) -> Option<&Group> {
    match token {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

fn tokens(stream: TokenStream) -> Vec<TokenTree> {
    stream.into_iter().collect()
}

/// Two words with a blank between, or one that begins large; what stands in braces is no word.
fn looks_like_words(text: &str) -> bool {
    let bare =
        text.split('{').map(|part| part.rsplit('}').next().unwrap_or("")).collect::<Vec<_>>().join("{}");
    let mut letters = bare.chars();
    let large = letters.next().is_some_and(|c| c.is_ascii_uppercase())
        && letters.next().is_some_and(|c| c.is_ascii_lowercase());
    let ends = |word: &str| word.chars().rev().take_while(|c| c.is_alphabetic()).count() >= 2;
    let begins = |word: &str| word.starts_with(|c: char| c.is_alphabetic());
    let pairs = || bare.split(' ').zip(bare.split(' ').skip(1));
    large
        || pairs().any(|(one, other)| {
            (ends(one) || one.ends_with('}')) && begins(other) || ends(one) && other.starts_with('{')
        })
}

/// A word, or a stop that some languages set otherwise.
fn is_shown(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() >= 2);
    (word || text.contains([':', ';', '?', '!', '“', '”', '«', '»'])) && !NAMES.contains(&text.trim())
}

impl Source {
    /// Reads a page; its tests are left out.
    pub fn of(name: &str, text: &str) -> Self {
        let pages = text.split("#[cfg(test)]").next().unwrap();
        let mut source = Source { name: name.to_owned(), ..Source::default() };
        source.rust(&tokens(pages.parse().unwrap()));
        source
    }

    /// Reads code: markup in it, what is said, and strings that look like words.
    fn rust(&mut self, all: &[TokenTree]) {
        let mut at = 0;
        while let Some(token) = all.get(at) {
            let macro_body = match (token, all.get(at + 1), all.get(at + 2)) {
                (TokenTree::Ident(_), bang, Some(TokenTree::Group(body))) if is(bang, "!") => Some(body),
                _ => None,
            };
            match (token, macro_body) {
                (TokenTree::Ident(name), Some(body)) if name == "html" => {
                    self.html(&tokens(body.stream()), false);
                }
                (TokenTree::Ident(name), Some(body))
                    if ["say", "many", "key"].iter().any(|one| name == one) =>
                {
                    self.said(&name.to_string(), &tokens(body.stream()));
                }
                (TokenTree::Ident(_), Some(body)) => self.rust(&tokens(body.stream())),
                // An attribute, and so a doc comment.
                (TokenTree::Punct(hash), _) if hash.as_char() == '#' => {
                    at += usize::from(is(all.get(at + 1), "!")) + 1;
                }
                (TokenTree::Group(group), _) => self.rust(&tokens(group.stream())),
                _ => self.literal(all, at),
            }
            at += if macro_body.is_some() { 3 } else { 1 };
        }
    }

    /// A string that is no pattern and is not compared with.
    fn literal(&mut self, all: &[TokenTree], at: usize) {
        let Some(text) = string(&all[at]) else { return };
        let before = |back: usize| at.checked_sub(back).and_then(|at| all.get(at));
        let pattern = is(all.get(at + 1), "|") || (is(all.get(at + 1), "=") && is(all.get(at + 2), ">"));
        let compared = is(before(1), "|") || (is(before(1), "=") && is(before(2), "="));
        if looks_like_words(&text) && !pattern && !compared && !NOT_WORDS.contains(&text.as_str()) {
            self.unsaid.push(text);
        }
    }

    /// What is said: the key, with what is meant by it; for one and for more two keys. The rest is code.
    fn said(&mut self, how: &str, all: &[TokenTree]) {
        let parts: Vec<&[TokenTree]> = all.split(|token| is(Some(token), ",")).collect();
        let (keys, rest): (Vec<_>, Vec<_>) = match how {
            "many" => (parts[1..3].to_vec(), [&parts[..1], &parts[3..]].concat()),
            _ => (parts[..1].to_vec(), parts[1..].to_vec()),
        };
        for key in keys {
            let words: Vec<String> = key.iter().filter_map(string).collect();
            self.keys.extend(match words.as_slice() {
                [english] => Some(english.clone()),
                [english, sense] => Some(format!("{english} [{sense}]")),
                _ => None,
            });
        }
        rest.into_iter().for_each(|part| self.rust(part));
    }

    /// Reads markup: text, attributes that are shown, and code in parentheses and headers. Text that is typed to a
    /// machine is no words.
    fn html(&mut self, all: &[TokenTree], machine: bool) {
        let (mut at, mut typed) = (0, false);
        while let Some(token) = all.get(at) {
            let value = at > 0 && is(all.get(at - 1), "=");
            let name =
                at.checked_sub(2).and_then(|at| all.get(at)).map(ToString::to_string).unwrap_or_default();
            match token {
                TokenTree::Punct(mark) if mark.as_char() == '@' => {
                    at = self.control(all, at);
                    continue;
                }
                TokenTree::Ident(element) => typed |= element == "code" || element == "kbd",
                TokenTree::Punct(mark) if mark.as_char() == ';' => typed = false,
                TokenTree::Group(_) if value && SHOWN.contains(&name.as_str()) => self.attribute(token),
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    if !value {
                        self.html(&tokens(group.stream()), machine || typed);
                    }
                    typed &= value;
                }
                TokenTree::Group(group) => self.rust(&tokens(group.stream())),
                TokenTree::Literal(_) if !value || SHOWN.contains(&name.as_str()) => {
                    self.unsaid.extend(string(token).filter(|text| !machine && is_shown(text)));
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// The value of an attribute that is shown: in braces it is markup, else code.
    fn attribute(&mut self, token: &TokenTree) {
        match group(Some(token), Delimiter::Brace) {
            Some(markup) => self.html(&tokens(markup.stream()), false),
            None => self.rust(std::slice::from_ref(token)),
        }
    }

    /// `@if`, `@for`, `@match`, `@let`: code up to a body of markup; answers where it goes on.
    fn control(&mut self, all: &[TokenTree], at: usize) -> usize {
        let declares = is(all.get(at + 1), "let");
        let ends = |token: &TokenTree| {
            if declares { is(Some(token), ";") } else { group(Some(token), Delimiter::Brace).is_some() }
        };
        let end = all[at..].iter().position(ends).map_or(all.len(), |length| at + length);
        let groups = all[at..end].iter().filter(|token| matches!(token, TokenTree::Group(_)));
        groups.for_each(|token| self.rust(std::slice::from_ref(token)));
        if let Some(body) = group(all.get(end), Delimiter::Brace) {
            let body = tokens(body.stream());
            if is(all.get(at + 1), "match") { self.arms(&body) } else { self.html(&body, false) }
        }
        end + 1
    }

    /// The bodies of a match; its patterns are no words.
    fn arms(&mut self, all: &[TokenTree]) {
        for (at, token) in all.iter().enumerate().skip(2) {
            if is(all.get(at - 2), "=")
                && is(all.get(at - 1), ">")
                && let Some(body) = group(Some(token), Delimiter::Brace)
            {
                self.html(&tokens(body.stream()), false);
            }
        }
    }
}

#[test]
fn words_that_are_not_said_are_found_wherever_they_stand() {
    let found = |text: &str| Source::of("x.rs", text).unsaid;
    for (text, words) in [
        (r#"fn a() { html! { p { "Not said" } } }"#, "Not said"),
        (r#"fn a() { html! { p { (x) ": " } } }"#, ": "),
        (r#"fn a() { html! { input aria-label="Name"; } }"#, "Name"),
        (r#"fn a() { html! { img alt={ "Page " (n) }; } }"#, "Page "),
        (r#"fn a() { html! { @if x == "y" { b { "and" } } @else { i {} } } }"#, "and"),
        (r#"fn a() { html! { @match x { Some(_) => { "one" } None => {} } } }"#, "one"),
        (r#"fn a() { say!("{x}", x = html! { b { "bold" } }) }"#, "bold"),
        (r#"fn a() -> &'static str { "The paper was put up." }"#, "The paper was put up."),
        (r#"fn a() { format!("{x} and {y}") }"#, "{x} and {y}"),
    ] {
        assert_eq!(found(text), [words], "{text}");
    }
    let said = r#"/// Doc words.
        fn a() { html! { p class="two words" title=(say!("Title")) { (say!("By" as "day")) " · " code { "chancery file FILE" } } } }"#;
    let source = Source::of("x.rs", said);
    assert_eq!(source.unsaid, Vec::<String>::new());
    assert_eq!(source.keys.into_iter().collect::<Vec<_>>(), ["By [day]", "Title"]);
}
