//! Colours of grades, by the names that mail and policy files share.

use chancery_label::Grade;

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
