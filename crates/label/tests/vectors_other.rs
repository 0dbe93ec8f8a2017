//! The shared vectors that concern the United Kingdom, NATO, the Union and the Traffic Light Protocol.
//!
//! They stand in `vectors/labels.tsv` beside the data that `CHANCERY_DATA` names; without them the test says
//! so and ends. A vector with which the policies do not agree wholly is listed with the reason.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chancery_label::{
    Clearance, Cleared, Component, EU, Label, Marking, NATO, Policies, PolicyId, TLP, Tags, UK_1982, UK_GSC,
    covering,
};

/// What is not wholly as the vector has it, and why.
const EXCEPTIONS: [(&str, &str); 4] = [
    (
        "J18",
        "the label is the expected one; its print has “ - ” before the caveat, as the policy of 2024 has it",
    ),
    (
        "P64",
        "a reading cannot know of enclosures; that a cover without any is invalid is for the registry to say",
    ),
    (
        "P65",
        "the effective label stays SECRET; no warning is given, since a reading does not weigh one part of a \
             marking against the other",
    ),
    ("M12", "a clearance of another policy does not open; it is no error, since a reader may hold several"),
];

struct Vector {
    id: String,
    input: String,
    second: String,
}

fn vectors() -> Option<Vec<Vector>> {
    let data = std::env::var_os("CHANCERY_DATA").map(PathBuf::from);
    let data = data.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"));
    let text = std::fs::read_to_string(data.join("../vectors/labels.tsv")).ok()?;
    let line = |line: &str| {
        let mut fields = line.split('\t').map(str::to_owned);
        let (id, _, input) = (fields.next()?, fields.next()?, fields.next()?);
        Some(Vector { id, input, second: fields.next()? })
    };
    Some(text.lines().filter(|line| !line.starts_with('#')).filter_map(line).collect())
}

fn policies() -> Policies {
    Policies::compiled()
}

fn marking(policy: &str, typed: &str) -> Option<Marking> {
    policies().parse(&[PolicyId::new(policy)], typed).ok()
}

fn read(policy: &str, typed: &str) -> Label {
    let marking = marking(policy, typed).unwrap_or_else(|| panic!("{policy} does not read “{typed}”"));
    marking.own.expect("it is no bare cover")
}

fn component(policy: &str, typed: &str) -> Component {
    read(policy, typed).component(&PolicyId::new(policy)).cloned().expect("it is of the policy")
}

fn banner(label: &Label) -> String {
    policies().print(label).banner
}

fn members(part: &Component, set: &str) -> String {
    part.any.get(set).map(|of| of.iter().cloned().collect::<Vec<_>>().join(",")).unwrap_or_default()
}

/// The words without the remark in brackets behind them, and with the level in full.
fn plain(words: &str) -> String {
    let words = words.split(" (").next().unwrap_or(words).trim();
    words.strip_prefix("S ").map_or_else(|| words.to_owned(), |rest| format!("SECRET {rest}"))
}

fn reader(policy: &str, level: u8) -> Clearance {
    Clearance::none().with(PolicyId::new(policy), Cleared { level, ..Cleared::default() })
}

fn parse(Vector { id, input, .. }: &Vector) -> Option<bool> {
    let input = plain(input);
    let gsc = |typed: &str| component(UK_GSC, typed);
    Some(match id.as_str() {
        "P48" => gsc(&input) == Component { all: Tags::these(["SENSITIVE"]), ..Component::level(0) },
        "P49" => marking(UK_GSC, &input).is_none(),
        "P50" => gsc(&input).note.contains("UK") && members(&gsc(&input), "eyes") == "GBR",
        "P52" => members(&gsc(&input), "eyes") == "AUS,CAN,GBR,NZL,USA",
        "P53" => gsc(&input).note.iter().eq(["PERSONAL"]),
        "P54" => {
            component(TLP, &input).level == 3
                && policies().get(&PolicyId::new(TLP)).map(|p| p.highest()) == Some(4)
        }
        "P55" | "P62" => marking(if id == "P55" { TLP } else { NATO }, &input).is_none(),
        "P58" => {
            component(NATO, &input).level == 1
                && members(&component(NATO, &input), "release") == "CHE,JPN,NATO,UKR"
        }
        "P60" => {
            let part = component(NATO, &input);
            part.all == Tags::these(["NATO/KFOR"]) && members(&part, "only") == "IRL,NATO,SWE,UKR"
        }
        "P63" => component(EU, &input).level == 1 && banner(&read(EU, &input)) == input,
        "P64" | "P65" => {
            let Marking { own, covers, .. } = marking(UK_1982, &input)?;
            let effective = covering(&own?, &[covers?]);
            banner(&effective) == "SECRET"
        }
        _ => return None,
    })
}

fn join(Vector { id, input, second }: &Vector) -> Option<bool> {
    let of = |policy: &str| read(policy, &plain(input)).join(&read(policy, &plain(second)));
    Some(match id.as_str() {
        "J17" => banner(&of(UK_GSC)) == "SECRET" && policies().print(&of(UK_GSC)).hidden == ["SENSITIVE"],
        "J18" => of(UK_GSC) == read(UK_GSC, "SECRET UK EYES ONLY"),
        "J20" => banner(&of(TLP)) == "TLP:AMBER+STRICT",
        "J21" => {
            let both = read(UK_1982, input).join(&read(NATO, second));
            both.components().count() == 2 && banner(&both) == "NATO SECRET · UK SECRET"
        }
        "J22" => {
            let (own, enclosure) = (read(UK_1982, "CONFIDENTIAL"), read(UK_1982, "SECRET MARZIPAN"));
            let effective = covering(&own, &[enclosure]);
            policies().covering_banner(&own, &effective) == "CONFIDENTIAL covering SECRET MARZIPAN"
        }
        "J23" | "J24" => samples().iter().all(|(policy, typed)| {
            let label = read(policy, typed);
            let lowest = Label::of(PolicyId::new(*policy), Component::level(0));
            label.join(&label) == label
                && label.join(&lowest) == label
                && label.join(&Label::public()) == label
        }),
        _ => return None,
    })
}

fn samples() -> [(&'static str, &'static str); 5] {
    [
        (UK_1982, "SECRET UK EYES A UMBRA PERSONAL"),
        (UK_GSC, "UK OFFICIAL-SENSITIVE - FIVE EYES ONLY - COMMERCIAL"),
        (NATO, "NATO SECRET ATOMAL Releasable to Japan"),
        (EU, "SECRET UE/EU SECRET RELEASABLE TO NATO"),
        (TLP, "TLP:RED RECIPIENTS BONE, COLES"),
    ]
}

fn dominates(Vector { id, input, second }: &Vector) -> Option<bool> {
    let one_way = |a: &Label, b: &Label| a.dominates(b) && !b.dominates(a);
    Some(match id.as_str() {
        "D6" => one_way(&read(UK_GSC, &plain(input)), &read(UK_GSC, &plain(second))),
        "D7" => one_way(&read(TLP, input), &read(TLP, second)),
        "D8" => {
            let (uk, nato) = (read(UK_1982, input), read(NATO, second));
            !uk.dominates(&nato) && !nato.dominates(&uk)
        }
        _ => return None,
    })
}

fn monitor(Vector { id, .. }: &Vector) -> Option<bool> {
    Some(match id.as_str() {
        "M10" => {
            let own = read(UK_1982, "CONFIDENTIAL");
            let attached = covering(&own, &[read(UK_1982, "SECRET")]);
            !reader(UK_1982, 2).opens(&attached) && reader(UK_1982, 2).opens(&own)
        }
        "M12" => !reader(NATO, 4).opens(&read(UK_1982, "UNCLASSIFIED")),
        _ => return None,
    })
}

#[test]
fn the_shared_vectors_hold_but_for_the_exceptions_that_are_listed() {
    let Some(vectors) = vectors() else {
        eprintln!("skipped: no vectors/labels.tsv beside the data; set CHANCERY_DATA");
        return;
    };
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for vector in &vectors {
        let kinds = [parse, join, dominates, monitor];
        if let Some(holds) = kinds.iter().find_map(|kind| kind(vector)) {
            assert!(holds, "{}: {} {}", vector.id, vector.input, vector.second);
            *counts.entry(vector.id.chars().next().unwrap_or(' ')).or_default() += 1;
        }
    }
    let counts: Vec<(char, usize)> = counts.into_iter().collect();
    assert_eq!(counts, [('D', 3), ('J', 7), ('M', 2), ('P', 13)]);
    let known = |id: &str| vectors.iter().any(|vector| vector.id == id);
    assert!(EXCEPTIONS.iter().all(|(id, why)| known(id) && !why.is_empty()));
    let dash = read(UK_GSC, "SECRET UK/US EYES ONLY").join(&read(UK_GSC, "SECRET UK EYES ONLY"));
    assert_eq!(banner(&dash), "SECRET - UK EYES ONLY", "J18");
    assert!(marking(UK_1982, "SECRET covering CONFIDENTIAL").is_some_and(|m| m.warnings.is_empty()), "P65");
}
