//! What a paper says of its own downgrading: a line that names a day becomes a proposal for that day.
//!
//! Nothing is lowered by it. When the day has come the proposal is listed, and a person approves it or not.

use chancery_label::{Component, Label, Policies, PolicyId, REGISTRY};
use jiff::civil::Date;

/// Longest line that is taken for such a one.
const LINE_CHARS_MAX: usize = 160;
/// How a day is written there.
const DAYS: [&str; 6] = ["%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%Y-%m-%d", "%Y%m%d"];

/// A line that says when the paper comes down, and to what.
#[derive(Debug, PartialEq)]
pub struct Downgrading {
    /// Its words.
    pub words: String,
    /// What the paper is to bear.
    pub label: Label,
    /// From when.
    pub on: Date,
}

/// The first line of a text that says when the paper, which bears `own`, comes down.
pub fn said_in(policies: &Policies, text: &str, own: &Label) -> Option<Downgrading> {
    let (policy, component) = own.components().find(|(id, _)| id.as_str() != REGISTRY)?;
    let short = text.lines().map(str::trim).filter(|line| line.chars().count() <= LINE_CHARS_MAX);
    let said = short.filter_map(|line| said(policies, line, policy, component));
    // A line that would raise the paper, or leave it as it is, says nothing of its coming down.
    said.map(|said| Downgrading { label: beside_the_rest(own, policy, &said.label), ..said })
        .find(|said| said.label != *own && own.dominates(&said.label))
}

fn said(policies: &Policies, line: &str, policy: &PolicyId, component: &Component) -> Option<Downgrading> {
    let lower = line.to_lowercase();
    let verb = ["declassify", "declassified", "downgrade", "downgraded"];
    let verb = verb.into_iter().rev().find(|verb| lower.starts_with(verb))?;
    let (before, day) = lower.rsplit_once(" on ").or_else(|| lower.rsplit_once(" on: "))?;
    let day = day.trim_matches(|c: char| !c.is_alphanumeric());
    let on = DAYS.iter().find_map(|form| Date::strptime(form, day).ok())?;
    let to = before.get(verb.len()..)?.trim().strip_prefix("to ").map(str::trim);
    let label = match to {
        Some(marking) => policies.parse(std::slice::from_ref(policy), marking).ok()?.own?,
        None if verb.starts_with("declassif") => Label::of(policy.clone(), Component::level(0)),
        None => {
            let level = component.level.checked_sub(1)?;
            Label::of(policy.clone(), Component { level, ..component.clone() })
        }
    };
    Some(Downgrading { words: line.to_owned(), label, on })
}

/// What other policies say stays as it is.
fn beside_the_rest(own: &Label, policy: &PolicyId, lowered: &Label) -> Label {
    let rest = own.components().filter(|(id, _)| *id != policy);
    let rest = rest.map(|(id, component)| (id.clone(), component.clone()));
    rest.chain(lowered.components().map(|(id, component)| (id.clone(), component.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Label {
        let order = ["uk-1982", "us-historical", REGISTRY].map(PolicyId::new);
        Policies::compiled().parse(&order, typed).unwrap().own.unwrap()
    }

    fn comes_down(text: &str, own: &str) -> Option<(String, String)> {
        let policies = Policies::compiled();
        let said = said_in(&policies, text, &read(own))?;
        Some((policies.print(&said.label).banner, said.on.to_string()))
    }

    #[test]
    fn a_line_that_names_a_day_says_to_what_and_when() {
        let down = |line: &str| comes_down(&format!("SECRET\n\nText.\n\n{line}\n"), "SECRET UMBRA");
        let to = |banner: &str, day: &str| Some((banner.to_owned(), day.to_owned()));
        assert_eq!(down("Downgrade to CONFIDENTIAL on 1 Jan 1993"), to("CONFIDENTIAL", "1993-01-01"));
        assert_eq!(down("DOWNGRADE ON 1 JANUARY 1993."), to("CONFIDENTIAL UMBRA", "1993-01-01"));
        assert_eq!(down("Declassify on: 1993-01-01"), to("UNCLASSIFIED", "1993-01-01"));
        assert_eq!(down("Declassified on January 1, 1993"), to("UNCLASSIFIED", "1993-01-01"));
    }

    #[test]
    fn what_does_not_come_down_by_it_is_left() {
        for line in [
            "Downgrade to TOP SECRET on 1 Jan 1993",
            "Downgrade to BUTTER on 1 Jan 1993",
            "Downgrade Philippine sovereignty on no account",
            "They downgrade to CONFIDENTIAL on 1 Jan 1993 whatever they can",
            "Downgrade to CONFIDENTIAL",
        ] {
            assert_eq!(comes_down(line, "SECRET"), None, "{line}");
        }
    }

    #[test]
    fn a_circle_stays_when_the_level_comes_down() {
        let down = comes_down("Declassify on 1 Jan 1993", "SECRET · CIRCLE Falklands").unwrap();
        assert_eq!(down.0, "UNCLASSIFIED · CIRCLE Falklands");
    }
}
