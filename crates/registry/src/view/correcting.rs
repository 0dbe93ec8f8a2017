//! A finding in a person's words: a reading's corrected, or one that no reading had.

use chancery_office::degree::Class;
use chancery_office::reading::{Confidence, Finding, Grain, Role, RoleName, Span, What, When};
use jiff::civil::{Date, date};

use super::acts::bounded;
use crate::limits::ROLE_CHARS_MAX;
use crate::refused::Refused;

/// What is said of a finding; what is `None` stays as it was read, what is empty is taken away.
#[derive(Clone, Debug, Default)]
pub struct Correction {
    /// "agreed", "not-raised", "ahead".
    pub degree: Option<String>,
    /// Who.
    pub who: Option<String>,
    /// What.
    pub what: Option<String>,
    /// With whom.
    pub with: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// When: a day, month or year as `1982-11-04`, `1982-11` or `1982`.
    pub when: Option<String>,
}

/// The finding with the correction, its words as they were.
pub fn corrected(read: &Finding, said: &Correction, text: &str) -> Result<Finding, Refused> {
    let mut finding = read.clone();
    if let Some(degree) = said.degree.as_deref().filter(|degree| !degree.is_empty()) {
        finding.what = what(read.what.class(), degree)?;
    }
    let about = matches!(finding.what, What::Subject(_) | What::Meeting(_));
    let whom = if matches!(finding.what, What::Assessment | What::Subject(_)) {
        RoleName::Holder
    } else {
        RoleName::Actor
    };
    let values = [
        (whom, &said.who),
        (if about { RoleName::Subject } else { RoleName::Act }, &said.what),
        (RoleName::Partner, &said.with),
        (RoleName::Place, &said.place),
    ];
    for (name, value) in values {
        if let Some(value) = value {
            put(&mut finding, name, bounded(value, ROLE_CHARS_MAX, "what is corrected")?, text);
        }
    }
    if let Some(when) = &said.when {
        put_when(&mut finding, when)?;
    }
    Ok(finding)
}

/// A finding of a person, proved by `words`, which stand in the text once.
pub fn added(words: &str, class: &str, said: &Correction, text: &str) -> Result<Finding, Refused> {
    let words = words.trim();
    let mut places = text.match_indices(words).filter(|_| !words.is_empty());
    let (Some((start, _)), None) = (places.next(), places.next()) else {
        return Err(Refused::Invalid(
            "give words of the text that stand in it exactly once, as they are printed".into(),
        ));
    };
    proved(Span::new(start, start + words.len()), class, said, text)
}

/// A finding of a person, proved by the words at that place.
pub fn proved(evidence: Span, class: &str, said: &Correction, text: &str) -> Result<Finding, Refused> {
    let bare = Finding {
        what: what(class, said.degree.as_deref().unwrap_or_default())?,
        part: 0,
        evidence,
        roles: Vec::new(),
        rule: "person".into(),
        confidence: Confidence::Certain,
        model: None,
    };
    let words = || Some(evidence.of(text).to_owned());
    let said = Correction { what: said.what.clone().or_else(words), ..said.clone() };
    corrected(&bare, &said, text)
}

fn put(finding: &mut Finding, name: RoleName, value: String, text: &str) {
    if finding.role(name).is_some_and(|role| role.value == value) {
        return;
    }
    let at = finding.roles.iter().position(|role| role.name == name).unwrap_or(finding.roles.len());
    finding.roles.retain(|role| role.name != name);
    if value.is_empty() {
        return;
    }
    let start = finding.evidence.of(text).find(&value).map(|at| finding.evidence.start as usize + at);
    let span = start.map(|start| Span::new(start, start + value.len()));
    let role = Role { name, span, value, when: None, candidates: Vec::new() };
    finding.roles.insert(at.min(finding.roles.len()), role);
}

fn put_when(finding: &mut Finding, typed: &str) -> Result<(), Refused> {
    let typed = typed.trim();
    if typed.is_empty() {
        finding.roles.retain(|role| role.name != RoleName::When);
        return Ok(());
    }
    let when = interval(typed).ok_or_else(|| {
        Refused::Invalid("a time is typed as a day (1982-11-04), a month (1982-11) or a year (1982)".into())
    })?;
    let read = finding.role(RoleName::When).and_then(|role| role.when.as_ref());
    // The hour and the words stay, where the day is the one that was read.
    if read.is_some_and(|read| (read.from, read.until) == (when.from, when.until)) {
        return Ok(());
    }
    finding.roles.retain(|role| role.name != RoleName::When);
    let value = typed.to_owned();
    finding.roles.push(Role {
        name: RoleName::When,
        span: None,
        value,
        when: Some(when),
        candidates: Vec::new(),
    });
    Ok(())
}

fn interval(typed: &str) -> Option<When> {
    let numbers: Vec<i16> = typed.split('-').map(|n| n.parse().ok()).collect::<Option<_>>()?;
    let first = |year: i16, month: i16, day: i16| {
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    let (from, until, grain) = match numbers.as_slice() {
        [year @ 1000..=9998] => (date(*year, 1, 1), date(*year + 1, 1, 1), Grain::Year),
        [year @ 1000..=9998, month] => {
            let from = first(*year, *month, 1)?;
            (from, from.last_of_month().tomorrow().ok()?, Grain::Month)
        }
        [year @ 1000..=9998, month, day] => {
            let from = first(*year, *month, *day)?;
            (from, from.tomorrow().ok()?, Grain::Day)
        }
        _ => return None,
    };
    Some(When { from: Some(from), until: Some(until), clock: None, grain })
}

/// The class and degree of those words.
pub(super) fn what(class: &str, stands: &str) -> Result<What, Refused> {
    What::named(class, stands).ok_or_else(|| Refused::Invalid(choices(class)))
}

fn choices(class: &str) -> String {
    let all = Class::from_word(class).map(Class::all_of_it).unwrap_or_default();
    let words: Vec<&str> = all.into_iter().filter_map(|what| Some(what.degree()?.word)).collect();
    if words.is_empty() {
        return format!("a finding is one of: {}", Class::ALL.map(Class::word).join(", "));
    }
    format!("a finding of class {class} is one of: {}", words.join(", "))
}
