//! Print: banners, portion marks, and everything else that shows a label.

use serde::Serialize;

use crate::pieces::{Piece, Style, join, strange_words};
use crate::policies::{NOT_SETTLED, PRODUCT};
use crate::policy::Name;
use crate::series::escape;
use crate::term::Colour;
use crate::{Component, Grade, Label, Policies, Policy, PolicyId, Tags};

/// What is printed where nothing constrains.
const PUBLIC: &str = "PUBLIC";
/// What explains the print of what is not settled.
const HELD: &str = "held at the registry's highest";

/// A label as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Printed {
    /// The marking for the head of a paper.
    pub banner: String,
    /// The marking for the head and foot of every page.
    pub page: String,
    /// The mark of a portion, "(S)", where the policies mark portions.
    pub portion: Option<String>,
    /// What the label has and the banner does not show, a stronger word standing there.
    pub hidden: Vec<String>,
    /// What explains the banner, where it needs it.
    pub note: Option<&'static str>,
    /// The series of its reference numbers: the same for two labels exactly when [`Label::access`] is.
    pub short: String,
    /// The rank under each policy.
    pub levels: Vec<(PolicyId, u8)>,
    /// One word for colour and border: unclassified, restricted, confidential, secret, top-secret or
    /// not-settled.
    pub class_of: &'static str,
    /// The colours that the policy of its gravest level lays down.
    pub colour: Option<Colour>,
}

impl Policies {
    /// Shows the label.
    ///
    /// Reading the banner under the label's own policies gives back [`Policies::shown`], which is the label
    /// itself where nothing is hidden, as long as every word is the policies' own and nothing is joined to
    /// what is not settled. Words that no policy has are shown in brackets, which no policy reads.
    pub fn print(&self, label: &Label) -> Printed {
        self.print_as(label, None)
    }

    /// Shows the label in another language, by its code, as far as the policies have it.
    pub fn print_in(&self, label: &Label, language: &str) -> Printed {
        self.print_as(label, Some(language))
    }

    fn print_as(&self, label: &Label, language: Option<&str>) -> Printed {
        let style = Style { language, ..Style::default() };
        let banner = self.banner(label, style);
        let page = self.has_off_page(label).then(|| self.banner(label, Style { page: true, ..style }));
        Printed {
            page: page.unwrap_or_else(|| banner.clone()),
            banner,
            portion: self.portion(label),
            hidden: self.hidden(label),
            note: self.is_held(label).then_some(HELD),
            short: self.series(label),
            levels: label.components().map(|(id, component)| (id.clone(), component.level)).collect(),
            class_of: self.grade(label).as_str(),
            colour: self.colour(label),
        }
    }

    /// Whether a policy of the label leaves some word off the head and foot of pages.
    fn has_off_page(&self, label: &Label) -> bool {
        let policies = label.components().filter_map(|(id, _)| self.get(id));
        policies.flat_map(|policy| &policy.tags).any(|tag| tag.place.off_page)
    }

    /// How grave the label is: the gravest of its components, and not settled where one is not known.
    pub fn grade(&self, label: &Label) -> Grade {
        let grades = label.components().map(|(id, component)| self.grade_of(id, component));
        grades.max().unwrap_or(Grade::Unclassified)
    }

    fn grade_of(&self, id: &PolicyId, component: &Component) -> Grade {
        let level = self.get(id).and_then(|policy| policy.level_at(component.level));
        level.map_or(Grade::NotSettled, |level| level.grade)
    }

    fn colour(&self, label: &Label) -> Option<Colour> {
        let gravest = label.components().max_by_key(|(id, component)| self.grade_of(id, component));
        let (id, component) = gravest?;
        self.get(id)?.level_at(component.level)?.colour.clone()
    }

    fn banner(&self, label: &Label, style: Style<'_>) -> String {
        if label.is_public() {
            return PUBLIC.into();
        }
        if self.is_held(label) {
            return self.unsettled_banner(label);
        }
        let parts = self.shown_order(label);
        let several = parts.iter().filter(|(id, _)| !self.has_free_names(id)).count() > 1;
        join_parts(parts.into_iter().map(|(id, component)| self.part_banner(id, component, several, style)))
    }

    /// Not settled, and what still narrows it beyond that.
    fn unsettled_banner(&self, label: &Label) -> String {
        let beyond = |(id, component): (&PolicyId, &Component)| {
            let all = if self.has_free_names(id) { component.all.clone() } else { Tags::none() };
            let words = tag_words(self.get(id), &Component { all, ..component.clone() });
            (!words.is_empty()).then(|| words.join("; "))
        };
        join_parts(std::iter::once(NOT_SETTLED.to_owned()).chain(label.components().filter_map(beyond)))
    }

    fn part_banner(&self, id: &PolicyId, component: &Component, several: bool, style: Style<'_>) -> String {
        let Some(policy) = self.get(id) else {
            let mut words = vec![format!("[{}] LEVEL {}", escape(id.as_str()), component.level)];
            words.extend(strange_words(None, component));
            return words.join("; ");
        };
        let text = join(&policy.pieces(component, style), &policy.between);
        let named = policy.prefix && (several || policy.free.is_some());
        match named && !policy.level_goes_without_saying(component) {
            true => format!("{} {text}", policy.name),
            false => text,
        }
    }

    /// A portion's mark; none where a part is under a policy that marks no portions.
    fn portion(&self, label: &Label) -> Option<String> {
        if label.is_public() || self.is_held(label) {
            return None;
        }
        let parts = self.shown_order(label).into_iter();
        let parts = parts.map(|(id, component)| self.get(id)?.portion_mark(component));
        Some(join_parts(parts.collect::<Option<Vec<_>>>()?.into_iter()))
    }

    fn hidden(&self, label: &Label) -> Vec<String> {
        let hidden = |(id, component)| self.get(id).map(|policy: &Policy| policy.hidden(component));
        label.components().filter_map(hidden).flatten().collect()
    }
}

impl Policy {
    pub(crate) fn portion_mark(&self, component: &Component) -> Option<String> {
        let form = self.portion.as_ref()?;
        let pieces = self.pieces(component, Style { short: true, ..Style::default() });
        Some(format!("{}{}{}", form.open, join(&pieces, &form.between), form.close))
    }

    fn hidden(&self, component: &Component) -> Vec<String> {
        let names = self.names_on(component);
        let hidden = names.iter().filter(|name| name.tag().is_some_and(|at| self.is_shadowed(at, &names)));
        let mut hidden: Vec<String> = hidden.map(|name| self.word_of(name).to_owned()).collect();
        hidden.sort_unstable();
        hidden
    }
}

fn join_parts(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(&format!(" {PRODUCT} "))
}

/// The words of a component beside its level.
fn tag_words(policy: Option<&Policy>, component: &Component) -> Vec<String> {
    let Some(policy) = policy else { return strange_words(None, component) };
    let is_tag = |piece: &Piece<'_>| !matches!(piece.name, Some(Name::Level(_)));
    let pieces = policy.pieces(component, Style::default()).into_iter();
    pieces.filter(is_tag).map(|piece| piece.text).collect()
}
