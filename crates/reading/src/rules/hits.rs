//! Every hit and miss of every rule: the rulebook shown by example, and tested by it.

use super::pattern::role;
use super::{Source, compile, sources};
use crate::Context;
use crate::learn::by_rules;
use chancery_office::reading::{Finding, Kind, Particulars, RoleName, What};
use jiff::civil::Date;

/// The text of a hit without its braces, and the words that must come out in each role.
fn marked(hit: &str) -> (String, Vec<(RoleName, String)>) {
    let (mut text, mut roles, mut rest) = (String::new(), Vec::new(), hit);
    while let Some((before, inner)) = rest.split_once('{') {
        let (inner, after) = inner.split_once('}').unwrap();
        let (name, words) = inner.split_once(':').unwrap();
        text.push_str(before);
        text.push_str(words);
        roles.push((role(name).unwrap(), words.to_owned()));
        rest = after;
    }
    text.push_str(rest);
    (text, roles)
}

/// What rules alone find in a sentence of a paper of 14 October 1982.
fn findings(text: &str, kind: Kind) -> Vec<Finding> {
    let given = Particulars { date: Date::new(1982, 10, 14).ok(), ..Particulars::default() };
    let ctx = Context { given: Some(given), given_kind: Some(kind), day_first: true, ..Context::default() };
    by_rules(text, &ctx).0.findings
}

fn has(finding: &Finding, text: &str, name: RoleName, words: &str) -> bool {
    finding.roles.iter().any(|r| r.name == name && r.span.is_some_and(|s| s.of(text) == words))
}

/// The kind of paper that shows a rule.
fn kind(source: &Source) -> Kind {
    source.kinds.first().copied().unwrap_or(Kind::Letter)
}

/// What is wrong with a hit, if anything.
fn fault(source: &Source, hit: &str) -> Option<String> {
    let (text, roles) = marked(hit);
    let all = findings(&text, kind(source));
    let ours = |f: &&Finding| f.rule == source.id || source.chain;
    let found: Vec<&Finding> = all.iter().filter(ours).collect();
    if found.is_empty() || (source.chain && found.len() != 1) {
        return Some(format!(
            "{}: not found in {text:?}; instead {:?}",
            source.id,
            all.iter().map(|f| &f.rule).collect::<Vec<_>>()
        ));
    }
    let whole = found.iter().any(|f| roles.iter().all(|(n, w)| has(f, &text, *n, w)));
    let got = || {
        found
            .iter()
            .map(|f| {
                f.roles
                    .iter()
                    .map(|r| format!("{:?}={:?}", r.name, r.span.map(|s| s.of(&text))))
                    .collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
    };
    (!whole).then(|| format!("{}: {text:?}\n   wants {roles:?}\n   got {:?}", source.id, got()))
}

/// An undertaking's class and degree: no rule of a miss's degree may find it, whichever it is.
fn degree(finding: &Finding) -> Option<What> {
    Some(finding.what).filter(|what| matches!(what, What::Undertaking(_)))
}

fn degree_of(source: &Source) -> Option<What> {
    let class = source.id.split('.').next().filter(|class| *class == "undertaking")?;
    super::what(class, source.degree.as_deref())
}

#[test]
fn the_rulebook_compiles() {
    compile().unwrap();
}

#[test]
fn every_rule_shows_two_hits_and_a_miss() {
    for (_, source) in sources().unwrap() {
        assert!(source.hit.len() >= 2 && !source.miss.is_empty(), "{}", source.id);
    }
}

#[test]
fn every_hit_is_found_with_its_roles() {
    let all = sources().unwrap();
    let faults: Vec<String> =
        all.iter().flat_map(|(_, s)| s.hit.iter().filter_map(|h| fault(s, h))).collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn no_miss_is_found() {
    let all = sources().unwrap();
    let class =
        |f: &Finding, s: &Source| f.rule == s.id || (degree(f).is_some() && degree(f) == degree_of(s));
    let found: Vec<String> = all
        .iter()
        .flat_map(|(_, s)| {
            s.miss.iter().flat_map(move |m| {
                findings(m, kind(s))
                    .into_iter()
                    .filter(move |f| class(f, s))
                    .map(move |f| format!("{}: {m:?} by {}", s.id, f.rule))
            })
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_rule_that_is_more_often_wrong_than_right_has_a_guard() {
    let rates = super::confidence::Rates::read().unwrap();
    let wrong =
        |s: &Source| rates.rates.get(&s.id).is_some_and(|[right, found]| *found >= 4 && 2 * right < *found);
    let bare: Vec<String> = sources()
        .unwrap()
        .into_iter()
        .filter(|(_, s)| wrong(s) && s.guard.is_empty())
        .map(|(_, s)| s.id)
        .collect();
    assert_eq!(bare, [""; 0]);
}

#[test]
fn every_rate_is_of_a_rule() {
    let all = sources().unwrap();
    let known = |id: &String| all.iter().any(|(_, s)| s.id == *id);
    let unknown: Vec<String> =
        super::confidence::Rates::read().unwrap().rates.into_keys().filter(|id| !known(id)).collect();
    assert_eq!(unknown, [""; 0]);
}
