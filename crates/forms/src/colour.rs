//! Colours of grades, by the names that mail and policy files share.

use chancery_label::{Component, Grade, Label, Level, Policies, PolicyId};

/// The background of a label and what is written on it: those of its gravest level.
pub(crate) fn of_label(policies: &Policies, label: &Label) -> (String, String) {
    let level = |(id, component): (&PolicyId, &Component)| {
        policies.get(id)?.levels().get(usize::from(component.level))
    };
    let grade = policies.grade(label);
    let gravest = label.components().filter_map(level).find(|level| level.grade == grade);
    let (background, foreground) = of(grade);
    gravest.map_or_else(|| (background.to_owned(), foreground.to_owned()), of_level)
}

/// The background of a level and what is written on it, as laid down or else by its grade.
pub(crate) fn of_level(level: &Level) -> (String, String) {
    let (background, foreground) = of(level.grade);
    match &level.colour {
        Some(colour) => (colour.ground.clone(), colour.ink.clone()),
        None => (background.to_owned(), foreground.to_owned()),
    }
}

/// The background of a grade and what is written on it.
pub(crate) fn of(grade: Grade) -> (&'static str, &'static str) {
    match grade {
        Grade::Unclassified => ("green", "white"),
        Grade::Restricted => ("purple", "white"),
        Grade::Confidential => ("blue", "white"),
        Grade::Secret => ("red", "white"),
        Grade::TopSecret => ("yellow", "black"),
        Grade::NotSettled => ("black", "white"),
    }
}

/// Whether it is one of the sixteen names or `#` and six hexadecimal digits.
pub(crate) fn is_colour(text: &str) -> bool {
    const NAMES: [&str; 16] = [
        "aqua", "black", "blue", "fuschia", "gray", "green", "lime", "maroon", "navy", "olive", "purple",
        "red", "silver", "teal", "white", "yellow",
    ];
    let digits = text.strip_prefix('#');
    digits.is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
        || NAMES.iter().any(|name| name.eq_ignore_ascii_case(text))
}
