//! Print: banners, and everything else that shows a label.

use serde::Serialize;

use crate::borne::strange;
use crate::parse::is_plain_name;
use crate::policies::{NOT_SETTLED, PRODUCT};
use crate::series::escape;
use crate::{Component, Grade, Label, Policies, Policy, PolicyId, TagKind, Tags};

/// What is printed where nothing constrains.
const PUBLIC: &str = "PUBLIC";
/// What explains the print of what is not settled.
const HELD: &str = "held at the registry's highest";

/// A label as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Printed {
    /// The marking for the head and foot of every page.
    pub banner: String,
    /// What explains the banner, where it needs it.
    pub note: Option<&'static str>,
    /// The series of its reference numbers: the same for two labels exactly when [`Label::access`] is.
    pub short: String,
    /// The rank under each policy.
    pub levels: Vec<(PolicyId, u8)>,
    /// One word for colour and border: unclassified, restricted, confidential, secret, top-secret or
    /// not-settled.
    pub class_of: &'static str,
}

impl Policies {
    /// Shows the label.
    ///
    /// Reading the banner under the label's own policies gives the label back, as long as every word is the
    /// policies' own and nothing is joined to what is not settled. Words that no policy has are shown in
    /// brackets, which no policy reads.
    pub fn print(&self, label: &Label) -> Printed {
        Printed {
            banner: self.banner(label),
            note: label.dominates(&self.top()).then_some(HELD),
            short: self.series(label),
            levels: label.components().map(|(id, component)| (id.clone(), component.level)).collect(),
            class_of: self.grade(label).as_str(),
        }
    }

    /// How grave the label is: the gravest of its components, and not settled where one is not known.
    pub fn grade(&self, label: &Label) -> Grade {
        let grade = |(id, component): (&PolicyId, &Component)| {
            let level = self.get(id)?.levels.get(usize::from(component.level))?;
            Some(level.grade)
        };
        let grades = label.components().map(|part| grade(part).unwrap_or(Grade::NotSettled));
        grades.max().unwrap_or(Grade::Unclassified)
    }

    fn banner(&self, label: &Label) -> String {
        if label.is_public() {
            return PUBLIC.into();
        }
        if label.dominates(&self.top()) {
            return self.unsettled_banner(label);
        }
        let parts = self.shown_order(label);
        let several = parts.iter().filter(|(id, _)| !self.has_free_names(id)).count() > 1;
        join_parts(parts.into_iter().map(|(id, component)| self.part_banner(id, component, several)))
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

    fn part_banner(&self, id: &PolicyId, component: &Component, several: bool) -> String {
        let Some(policy) = self.get(id) else {
            let mut words = vec![format!("[{}] LEVEL {}", escape(id.as_str()), component.level)];
            words.extend(tag_words(None, component));
            return words.join("; ");
        };
        let mut words = Vec::new();
        if !policy.level_goes_without_saying(component) {
            let level = policy.level_word(component.level);
            let named = several || policy.free.is_some();
            words.push(if named { format!("{} {level}", policy.name) } else { level });
        }
        words.extend(tag_words(Some(policy), component));
        words.join(&policy.between)
    }
}

impl Policy {
    fn level_word(&self, rank: u8) -> String {
        self.levels
            .get(usize::from(rank))
            .map_or_else(|| format!("(level {rank})"), |level| level.name.clone())
    }
}

fn join_parts(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(&format!(" {PRODUCT} "))
}

/// The words of a component's tags, those of the policy in its order, then any that it does not know.
fn tag_words(policy: Option<&Policy>, component: &Component) -> Vec<String> {
    let tags = policy.map_or(&[][..], |policy| &policy.tags);
    let mut words: Vec<String> =
        tags.iter().filter(|tag| tag.is_on(component)).map(|tag| tag.name.clone()).collect();
    if component.all == Tags::Every && !tags.iter().any(|tag| tag.kind == TagKind::Every) {
        words.push("(every tag)".into());
    }
    let strange = strange(tags, component);
    words.extend(strange.all.into_iter().map(|name| free_words(policy, name)));
    words.extend(strange.any.into_iter().map(|(set, members)| {
        let members: Vec<String> = members.iter().map(|member| escape(member)).collect();
        format!("{{{}: {}}}", escape(set), members.join(", "))
    }));
    words.extend(strange.note.into_iter().map(|name| format!("<{}>", escape(name))));
    words
}

fn free_words(policy: Option<&Policy>, name: &str) -> String {
    let bracketed = || format!("({})", escape(name));
    match policy.and_then(|policy| policy.free.as_ref()) {
        Some(free) if is_plain_name(name) => format!("{free} {name}"),
        Some(free) => format!("{free} {}", bracketed()),
        None => bracketed(),
    }
}
