//! Attacks on the door, and what it lets through.

use crate::set_up::{LETTER, registry};
use crate::{Admission, ClearanceToGive, Duty, Options, Registry, Source};

const ATTACKS: &str = include_str!("attacks.txt");
const OWN: &str = "CONFIDENTIAL\n\n3 March 1982\n\nHerring\n\nI promised that I would write by January 1.\n";

/// Values of the hidden papers, none of which may come back in any form.
struct Hidden {
    subject: String,
    number: String,
    id: String,
    fingerprint: String,
}

fn office(folder: &std::path::Path) -> (Registry, Hidden) {
    let registry = registry(&folder.join("office"));
    let clearance = registry.clearance(&["uk-1982=CONFIDENTIAL".into()]).unwrap();
    let desk = Admission {
        handle: "desk".into(),
        name: "A desk officer".into(),
        post: Some(("desk".into(), "Prime Minister".into())),
        principal: true,
        duties: vec![Duty::Minute],
    };
    registry.admit(&registry.reader("keeper").unwrap(), desk).unwrap();
    let clearing = ClearanceToGive { person: "desk".into(), clearance, ..ClearanceToGive::default() };
    registry.clear(&registry.reader("security").unwrap(), clearing).unwrap();
    let clerk = registry.reader("clerk").unwrap();
    let sources = [LETTER, OWN].map(|text| Source::Bytes("a.txt".into(), text.into()));
    let mut hidden = None;
    registry
        .file(&clerk, sources.into_iter(), &Options::default(), &mut |outcome| {
            let filed = outcome.filed.unwrap();
            if filed.papers.len() == 2 {
                hidden = Some(filed.papers[0].clone());
            }
        })
        .unwrap();
    let line = hidden.unwrap();
    registry.view(&clerk).unwrap().minute(&line.id, "a hidden minute").unwrap();
    let fingerprint = registry.0.keys.fingerprint(LETTER.as_bytes());
    (registry, Hidden { subject: line.title, number: line.reference, id: line.id, fingerprint })
}

/// Runs a statement as the desk officer; answers every value as text, or none where it was refused.
fn run(registry: &Registry, sql: &str) -> Option<Vec<String>> {
    let desk = registry.reader("desk").unwrap();
    let pass = registry.0.door.enter(&desk.clearance).unwrap();
    let rows = pass.gate().unwrap().all_of(sql, [], |row| {
        let mut values = Vec::new();
        let mut at = 0;
        while let Ok(value) = row.get_ref(at) {
            values.push(format!("{value:?} {}", value.as_str().unwrap_or("")));
            at += 1;
        }
        Ok(values.join(" | "))
    });
    rows.ok()
}

#[test]
fn no_attack_reads_counts_or_guesses_what_is_behind_the_door() {
    let folder = tempfile::tempdir().unwrap();
    let (registry, hidden) = office(folder.path());
    let mut tried = 0;
    for attack in ATTACKS.lines().filter(|line| !line.starts_with("--") && !line.is_empty()) {
        let sql = attack
            .replace("{subject}", &hidden.subject)
            .replace("{number}", &hidden.number)
            .replace("{id}", &hidden.id)
            .replace("{fingerprint}", &hidden.fingerprint);
        tried += 1;
        let Some(rows) = run(&registry, &sql) else { continue };
        let told = rows.join("\n");
        for word in ["Shultz", "Gromyko", "Bone", "hidden", "John Stan", "r_", &hidden.number, &hidden.id] {
            assert!(!told.contains(word), "{attack}\ngave {told}");
        }
        // One paper is visible: whatever counts, counts one, and whatever asks for the hidden, finds none.
        assert!(rows.len() <= 1, "{attack}\ngave {} rows: {told}", rows.len());
        if attack.contains('{') {
            assert!(rows.is_empty() || told.contains("Integer(0)"), "{attack}\nknew: {told}");
        }
        if attack.contains("count(") {
            assert!(told.contains("Integer(1)") || told.contains("Integer(0)"), "{attack}\ncounted {told}");
        }
    }
    assert!(tried >= 125, "only {tried} attacks were tried");
    // And the door still opens for what may be read.
    assert_eq!(run(&registry, "SELECT title FROM paper").unwrap().len(), 1);
}

#[test]
fn a_table_that_nobody_thought_of_is_hidden() {
    let folder = tempfile::tempdir().unwrap();
    let (registry, _) = office(folder.path());
    let files = crate::door::Files::of(&registry.0.places, &registry.0.keys);
    let shadows = crate::door::gate::hidden_tables(&files).unwrap();
    assert_eq!(
        shadows,
        [
            "correspondent",
            "found",
            "held_in",
            "label",
            "person",
            "post",
            "rewrap_due",
            "saved",
            "series",
            "standing",
            "state"
        ]
    );
    for table in shadows {
        assert!(
            run(&registry, &format!("SELECT * FROM {table}")).is_none_or(|rows| rows.is_empty()),
            "{table}"
        );
    }
}

#[test]
fn a_clearance_that_is_taken_away_is_gone_at_the_next_question() {
    let folder = tempfile::tempdir().unwrap();
    let (registry, _) = office(folder.path());
    let desk = |r: &Registry| {
        r.view(&r.reader("desk").unwrap()).unwrap().register(&Default::default()).unwrap().total
    };
    assert_eq!(desk(&registry), 1);
    let lower = ClearanceToGive { person: "desk".into(), ..ClearanceToGive::default() };
    registry.clear(&registry.reader("security").unwrap(), lower).unwrap();
    assert_eq!(desk(&registry), 0);
}
