//! The pieces of a component's print: tags, level and lists in the policy's order, then what is strange to it.

use crate::borne::strange;
use crate::parse::is_plain_name;
use crate::policy::Name;
use crate::series::escape;
use crate::term::{Side, TagKind, Term};
use crate::{Component, Policy, Tag, Tags};

/// How words are written.
#[derive(Clone, Copy, Default)]
pub(crate) struct Style<'a> {
    /// In their short forms.
    pub short: bool,
    /// In another language than the policy's own.
    pub language: Option<&'a str>,
    /// Without what is left off the head and foot of pages.
    pub page: bool,
}

impl Style<'_> {
    pub(crate) fn word<'a>(&self, name: &'a str, term: &'a Term) -> &'a str {
        let translated = self.language.and_then(|language| term.names.get(language));
        let short = term.short.as_ref().filter(|_| self.short);
        short.or(translated).map_or(name, String::as_str)
    }
}

/// One word or phrase of a print.
pub(crate) struct Piece<'a> {
    /// What it says; none where no level or tag of the policy does.
    pub name: Option<Name>,
    pub text: String,
    /// What joins it to the piece before it, where not what is usual.
    pub joined: Option<&'a str>,
}

impl Policy {
    /// Where the word stands in print: tags before the level, the level, then the other tags.
    pub(crate) fn rank_in_print(&self, name: Name) -> (usize, usize) {
        match name {
            Name::Level(_) => (1, 0),
            Name::Tag(at) => match self.tags.get(at) {
                Some(tag) if tag.place.before => (0, at),
                Some(tag) => (2 + tag.place.category.map_or(0, |category| category + 1), at),
                None => (2, at),
            },
        }
    }

    /// The print of a component by itself, in full.
    pub(crate) fn text(&self, component: &Component) -> String {
        join(&self.pieces(component, Style::default()), &self.between)
    }

    /// The pieces of what is shown of a component, the level among them unless it goes without saying.
    pub(crate) fn pieces(&self, component: &Component, style: Style<'_>) -> Vec<Piece<'_>> {
        if let Some(categories) = &self.categories {
            return self.category_pieces(categories, component, style);
        }
        let names = self.names_on(component);
        let hidden = |at: usize, tag: &Tag| {
            let off_page = style.page && tag.place.off_page;
            off_page || self.is_shadowed(at, &names) || self.goes_unsaid(at, &names)
        };
        let tags = names.iter().filter_map(Name::tag).filter_map(|at| Some((at, self.tags.get(at)?)));
        let shown = tags.filter(|(at, tag)| !hidden(*at, tag));
        let tag = |(at, tag): (usize, &'_ Tag)| (Name::Tag(at), self.tag_text(tag, component, style));
        let mut named: Vec<(Name, String)> = shown.map(tag).collect();
        if !self.level_goes_without_saying(component) {
            named.push((Name::Level(component.level), self.level_text(component.level, style)));
        }
        named.sort_by_key(|(name, _)| self.rank_in_print(*name));
        self.say_together(&mut named, style);
        let named = named.into_iter().map(|(name, text)| self.piece(name, text));
        let strange = strange_words(Some(self), component).into_iter();
        let strange = strange.map(|text| Piece { name: None, text, joined: None });
        named.chain(strange).collect()
    }

    fn piece(&self, name: Name, text: String) -> Piece<'_> {
        let joined = match name {
            Name::Level(_) => Some(" "),
            Name::Tag(at) => self.tags.get(at).and_then(|tag| tag.place.joined.as_deref()),
        };
        Piece { name: Some(name), text, joined }
    }

    pub(crate) fn level_text(&self, rank: u8, style: Style<'_>) -> String {
        let word = self.level_at(rank).map(|level| style.word(&level.name, &level.term).to_owned());
        word.unwrap_or_else(|| format!("(level {rank})"))
    }

    fn tag_text(&self, tag: &Tag, component: &Component, style: Style<'_>) -> String {
        let word = style.word(&tag.name, &tag.term);
        let TagKind::List(list) = &tag.kind else { return word.into() };
        let members = component.any.get(&list.set);
        let members = members.and_then(|members| self.members_text(list, members)).unwrap_or_default();
        match list.members {
            Side::Before => format!("{members} {word}"),
            Side::After => format!("{word} {members}"),
        }
    }

    /// Puts one saying in place of the names that it says, where all of these are shown.
    fn say_together(&self, named: &mut Vec<(Name, String)>, style: Style<'_>) {
        if style.short || style.language.is_some() {
            return;
        }
        let mut said: Vec<Name> = Vec::new();
        for saying in self.sayings.iter().filter(|saying| saying.printed) {
            let says = saying.says.iter().filter_map(|name| self.names.get(name)).copied();
            let says: Vec<Name> = says.collect();
            // A word that another saying stands for already is not there to be said again.
            if says.iter().any(|name| said.contains(name)) {
                continue;
            }
            let at = says.iter().map(|name| named.iter().position(|(shown, _)| shown == name));
            let Some(first) = at.collect::<Option<Vec<_>>>().and_then(|at| at.into_iter().min()) else {
                continue;
            };
            if let Some((_, text)) = named.get_mut(first) {
                text.clone_from(&saying.words);
            }
            said.extend(&says);
            let mut place = 0;
            named.retain(|(name, _)| {
                place += 1;
                place == first + 1 || !says.contains(name)
            });
        }
    }
}

/// The pieces as one text.
pub(crate) fn join(pieces: &[Piece<'_>], between: &str) -> String {
    let mut text = String::new();
    for piece in pieces {
        if !text.is_empty() {
            text.push_str(piece.joined.unwrap_or(between));
        }
        text.push_str(&piece.text);
    }
    text
}

/// The words for what a component bears that its policy cannot say; no policy reads them.
pub(crate) fn strange_words(policy: Option<&Policy>, component: &Component) -> Vec<String> {
    let mut words = Vec::new();
    let has_every = policy.is_some_and(|policy| policy.tags.iter().any(|tag| tag.kind == TagKind::Every));
    if component.all == Tags::Every && !has_every {
        words.push("(every tag)".into());
    }
    let strange = strange(policy, component);
    let unsaid = |name: &&str| !policy.is_some_and(|policy| policy.writes(component, name));
    words.extend(strange.all.into_iter().filter(unsaid).map(|name| free_words(policy, name)));
    let unlisted = strange
        .any
        .into_iter()
        .filter(|(set, _)| !policy.is_some_and(|policy| policy.says_set(component, set)))
        .filter(|(set, members)| !policy.is_some_and(|policy| policy.has_list_for(set, members)));
    words.extend(unlisted.map(|(set, members)| format!("{{{}: {}}}", escape(set), escaped(members))));
    words.extend(strange.note.into_iter().filter(unsaid).map(|name| format!("<{}>", escape(name))));
    let needs = strange.needs.map(|rank| match policy.and_then(|policy| policy.level_at(rank)) {
        Some(level) => format!("(needs {})", level.name),
        None => format!("(needs level {rank})"),
    });
    words.extend(needs);
    let copies = strange.copy.into_iter();
    let copies = copies.filter(|(set, _)| !policy.is_some_and(|policy| policy.says_set(component, set)));
    words.extend(copies.map(|(set, members)| format!("{{copy {}: {}}}", escape(set), escaped(members))));
    words
}

fn escaped<'a>(members: impl IntoIterator<Item = &'a String>) -> String {
    members.into_iter().map(|member| escape(member)).collect::<Vec<_>>().join(", ")
}

fn free_words(policy: Option<&Policy>, name: &str) -> String {
    let bracketed = || format!("({})", escape(name));
    match policy.and_then(|policy| policy.free.as_ref()) {
        Some(free) if is_plain_name(name) => format!("{free} {name}"),
        Some(free) => format!("{free} {}", bracketed()),
        None => bracketed(),
    }
}
