//! Words in the SQL of this crate: one that stands for a member of an enum is that member's word.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::Path;

use chancery_office::chase::StepKind;
use chancery_office::degree::Class;
use chancery_office::drafts::DraftStepKind;
use chancery_office::in_hand::CopyPurpose;
use chancery_office::judging::FindingState;
use chancery_office::standing::RelabelState;

/// Columns that hold words of enums, and those words.
fn columns() -> [(&'static str, Vec<&'static str>); 6] {
    let verdicts = FindingState::ALL.map(FindingState::word);
    let (steps, draft_steps) =
        (StepKind::ALL.map(StepKind::word), DraftStepKind::ALL.map(DraftStepKind::word));
    [
        ("verdict", verdicts.to_vec()),
        ("said", verdicts.to_vec()),
        ("state", [&verdicts[..], &RelabelState::ALL.map(RelabelState::word)].concat()),
        ("step", [&steps[..], &draft_steps].concat()),
        ("class", Class::ALL.map(Class::word).to_vec()),
        ("purpose", CopyPurpose::ALL.map(CopyPurpose::word).to_vec()),
    ]
}

/// The quoted words of a source, each with the name that it is held against: "k.step IN ('sent', 'signed')".
fn held_against(source: &str) -> impl Iterator<Item = (&str, &str)> {
    source.match_indices('\'').filter_map(|(at, _)| {
        let (before, rest) = (&source[..at], &source[at + 1..]);
        let (word, _) = rest.split_once('\'')?;
        let plain = !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        Some((name_before(before), word)).filter(|_| plain)
    })
}

/// The last name of a text, whatever it is compared with left out.
fn name_before(mut text: &str) -> &str {
    loop {
        let shorter = text.trim_end_matches(|c: char| c.is_whitespace() || "=<>(),}".contains(c));
        let shorter = shorter.strip_suffix(" IN").or(shorter.strip_suffix(" NOT")).unwrap_or(shorter);
        let unquoted =
            shorter.strip_suffix('\'').and_then(|quoted| quoted.rfind('\'').map(|at| &quoted[..at]));
        let shorter = unquoted.unwrap_or(shorter);
        if shorter.len() == text.len() {
            return text.rsplit(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next().unwrap_or(text);
        }
        text = shorter;
    }
}

fn sources(folder: &Path, found: &mut Vec<String>) {
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        match path.extension().and_then(|ending| ending.to_str()) {
            None if path.is_dir() => sources(&path, found),
            _ if path.ends_with(file!().rsplit('/').next().unwrap_or_default()) => {}
            Some("rs" | "sql") => found.push(std::fs::read_to_string(&path).unwrap()),
            _ => {}
        }
    }
}

#[test]
fn words_in_sql_are_those_of_the_enums_that_the_columns_hold() {
    let (mut all, mut seen) = (Vec::new(), BTreeSet::new());
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    for (name, word) in all.iter().flat_map(|source| held_against(source)) {
        let Some((column, words)) = columns().into_iter().find(|(column, _)| *column == name) else {
            continue;
        };
        assert!(words.contains(&word), "`{column}` is never '{word}'");
        seen.insert(column);
    }
    assert_eq!(seen.len(), columns().len(), "each column is held against a word somewhere: {seen:?}");
}

#[test]
fn a_word_is_known_by_the_name_that_it_is_held_against() {
    let sql = "WHERE j.verdict IN ('confirmed', 'corrected') AND coalesce(s.state, 'open') <> 'void' AND {said} = 'x'";
    let told: Vec<(&str, &str)> = held_against(sql).collect();
    assert_eq!(
        told,
        [
            ("verdict", "confirmed"),
            ("verdict", "corrected"),
            ("state", "open"),
            ("state", "void"),
            ("said", "x")
        ]
    );
}
