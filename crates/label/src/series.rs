//! Series: the short code of a label, made for reference numbers ("S 82/14").
//!
//! Parts of a product are joined by `+`. A part is the policy's code, the level's and those of the tags,
//! joined by `-`. `*` is every tag. A name without a code stands in brackets, a permissive set that is no
//! tag's in braces, one for those who may copy after `=`, a rank to hold that is not that of the tags after
//! `^`, a policy that is not at hand in square brackets, a level that its policy lacks after `?`; names are
//! escaped so that none of these signs occurs in them. Codes are capitals and digits and
//! distinct, so different labels never share a series.

use std::collections::BTreeSet;

use crate::borne::strange;
use crate::policy::{SERIES_PUBLIC, SERIES_TOP};
use crate::{Component, Label, Policies, Policy, PolicyId, Tag, TagKind, Tags};

impl Policies {
    /// The series of the label: the same for two labels exactly when their [`Label::access`] is the same.
    pub(crate) fn series(&self, label: &Label) -> String {
        if label.is_public() {
            return SERIES_PUBLIC.into();
        }
        if label.access() == self.top() {
            return SERIES_TOP.into();
        }
        let parts = self.shown_order(label).into_iter().map(|(id, component)| self.part(id, component));
        parts.collect::<Vec<_>>().join("+")
    }

    fn part(&self, id: &PolicyId, component: &Component) -> String {
        let policy = self.get(id);
        let mut parts = head(policy, id, component);
        parts.extend(tag_codes(policy, component));
        parts.join("-")
    }
}

fn head(policy: Option<&Policy>, id: &PolicyId, component: &Component) -> Vec<String> {
    let unknown = || format!("?{}", component.level);
    let Some(policy) = policy else { return vec![format!("[{}]", escape(id.as_str())), unknown()] };
    if policy.level_goes_without_saying(component) {
        return Vec::new();
    }
    let level =
        policy.levels.get(usize::from(component.level)).map_or_else(unknown, |level| level.code.clone());
    let code = Some(policy.code.clone()).filter(|code| !code.is_empty());
    code.into_iter().chain([level]).collect()
}

fn tag_codes(policy: Option<&Policy>, component: &Component) -> Vec<String> {
    let tags = policy.map_or(&[][..], |policy| &policy.tags);
    let strange = strange(policy, component);
    let every = (component.all == Tags::Every).then(|| "*".to_owned());
    let names = strange.all.into_iter().map(|name| format!("({})", escape(name)));
    let codes = tags.iter().filter(|tag| !tag.place.family).filter_map(|tag| code(tag, component));
    let needs = strange.needs.map(|rank| format!("^{rank}"));
    let groups = strange.any.into_iter().map(|(set, members)| braced("", set, members));
    let copies = strange.copy.into_iter().map(|(set, members)| braced("=", set, members));
    every.into_iter().chain(names).chain(codes).chain(needs).chain(groups).chain(copies).collect()
}

fn braced(sign: &str, set: &str, members: &BTreeSet<String>) -> String {
    let members: Vec<String> = members.iter().map(|member| escape(member)).collect();
    format!("{{{sign}{}:{}}}", escape(set), members.join(","))
}

/// The code of a tag by which access to the component is narrowed.
fn code(tag: &Tag, component: &Component) -> Option<String> {
    let (code, borne) = match &tag.kind {
        TagKind::Restrictive { code } => {
            (code, matches!(&component.all, Tags::These(names) if names.contains(&tag.name)))
        }
        TagKind::Permissive { code, set, members } => (code, component.any.get(set) == Some(members)),
        TagKind::Informative | TagKind::Every | TagKind::List(_) => return None,
    };
    borne.then(|| code.clone())
}

/// Letters and digits as they are, a space as `_`, any other byte as `%` and two digits; `%` alone for a
/// name of no letters, so that one empty name differs from none.
pub(crate) fn escape(name: &str) -> String {
    if name.is_empty() {
        return "%".into();
    }
    name.chars().map(escape_char).collect()
}

fn escape_char(c: char) -> String {
    match c {
        ' ' => "_".into(),
        c if c.is_alphanumeric() => c.into(),
        c => c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")).collect(),
    }
}
