//! Tables of markings under each policy: as typed, as printed, and what they say.
//!
//! A line is what is typed, a tab, its print, a tab, what it says: the level's rank, `+` before restrictive
//! tags, a set with its members after a colon, `~` before what is only told, `?` before a warning. A print
//! that begins with `!` is a refusal: the words refused, then what was expected, without
//! its citation. `#` begins a remark.

use chancery_label::{Component, Label, Marking, Policies, PolicyId, Tags};

fn says(component: &Component, marking: &Marking) -> String {
    let mut said = vec![component.level.to_string()];
    match &component.all {
        Tags::Every => said.push("+*".into()),
        Tags::These(names) => said.extend(names.iter().map(|name| format!("+{name}"))),
    }
    let sets = component.any.iter();
    said.extend(sets.map(|(set, of)| format!("{set}:{}", of.iter().cloned().collect::<Vec<_>>().join(","))));
    said.extend(component.note.iter().map(|name| format!("~{name}")));
    said.extend(marking.warnings.iter().map(|warning| format!("?{}", warning.why)));
    said.join(" ")
}

/// What a line should be, as it is.
fn line(policies: &Policies, id: &PolicyId, typed: &str) -> String {
    let marking = match policies.parse(std::slice::from_ref(id), typed) {
        Ok(marking) => marking,
        Err(fault) => {
            let expected = fault.expected.split(" (").next().unwrap_or_default();
            return format!("{typed}\t!{}\t{expected}", fault.found);
        }
    };
    let label: &Label = marking.own.as_ref().expect("the tables have no covers");
    let component = label.component(id).expect("it is of the policy");
    let banner = policies.print(label).banner;
    format!("{typed}\t{banner}\t{}", says(component, &marking))
}

fn check(id: &str, table: &str) {
    let policies = Policies::compiled();
    let id = PolicyId::new(id);
    let rows: Vec<&str> = table.lines().filter(|row| !row.is_empty() && !row.starts_with('#')).collect();
    let wrong = rows.iter().filter_map(|row| {
        let found = line(&policies, &id, row.split('\t').next().unwrap_or_default());
        (found != **row).then(|| format!("should be {row}\n       is {found}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{} of {} lines of {id}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
    for row in rows {
        let mut fields = row.split('\t');
        let (typed, banner) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        if !banner.starts_with('!') {
            let own = |text: &str| policies.parse(std::slice::from_ref(&id), text).expect("it is read").own;
            assert_eq!(own(banner), own(typed), "{banner} reads as {typed} does");
        }
    }
}

#[test]
fn tiers_and_additional_markings_of_the_united_kingdom() {
    check("uk-gsc", include_str!("cases/gsc.tsv"));
}

#[test]
fn levels_contexts_and_lists_of_nato() {
    check("nato", include_str!("cases/nato.tsv"));
}

#[test]
fn classifications_of_the_european_union() {
    check("eu", include_str!("cases/eu.tsv"));
}

#[test]
fn labels_of_the_traffic_light_protocol() {
    check("tlp", include_str!("cases/tlp.tsv"));
}
