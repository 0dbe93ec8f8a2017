//! `chancery find`: in what order, kept under what name.

mod common;

use common::{LETTER, Office};

#[test]
fn a_search_is_kept_run_listed_and_given_up() {
    let office = Office::staffed();
    office.write("letter.txt", LETTER);
    office.ok(&["file", "letter.txt"]);
    office.ok(&["find", "--save", "Soviets", "--standing", "gromyko OR brezhnev"]);
    assert!(office.run(&["find", "--saved"]).told().contains("Soviets (0 new): gromyko OR brezhnev"));
    let found = office.run(&["find", "--saved", "Soviets"]).told();
    assert!(found.contains("1 found, 0 since you last looked"), "{found}");
    assert!(office.as_("coles", &["find", "--saved"]).told().contains("0 searches kept"));
    office.ok(&["find", "--forget", "Soviets"]);
    let gone = office.run(&["find", "--saved", "Soviets"]).told();
    assert!(gone.contains("nothing of that name is known here") && gone.contains("status 3"), "{gone}");
}

#[test]
fn what_is_found_can_be_ordered_and_a_word_put_right() {
    let office = Office::staffed();
    for (name, day) in [("a.txt", "3 March 1982"), ("b.txt", "5 March 1982")] {
        office.write(name, format!("SECRET\n\n{day}\n\nThe herring agreement.\n"));
        office.ok(&["file", name]);
    }
    for (sort, first) in [("newest", "1982-03-05"), ("oldest", "1982-03-03")] {
        let found = office.run(&["find", "--sort", sort, "herring"]).told();
        let line = found.lines().find(|line| line.contains("1982-")).unwrap_or_default();
        assert!(line.contains(first), "{sort}: {found}");
    }
    assert!(office.run(&["find", "hering"]).told().contains("did you mean: herring"));
    let json = office.run(&["find", "--json", "hering"]).told();
    assert!(json.contains("\"meant\": \"herring\"") || json.contains("\"meant\":\"herring\""), "{json}");
    assert!(office.run(&["find"]).told().contains("status 2"));
}
