//! The shared vectors that concern the American register of markings.
//!
//! They stand in `vectors/labels.tsv` beside the data that `CHANCERY_DATA` names; without them the test says
//! so and ends, and `capco.rs` tries the same rules. A vector with which the policy does not agree wholly is
//! listed with the reason.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use chancery_label::{Clearance, Label, Marking, Policies, PolicyId, US_CAPCO};

static POLICIES: LazyLock<Policies> = LazyLock::new(Policies::compiled);

/// What is not wholly as the vector has it, and why.
const EXCEPTIONS: [(&str, &str); 1] = [(
    "M6",
    "a department is not an affiliation: who is on the originator's list holds ORCON by name, and a \
     contractor who does not hold it is refused as the vector asks",
)];

/// What markings of the register come to, by the vector's id: the banner, whether there is a warning, and
/// words of the canonical label that must be there.
const READ: [(&str, &str, bool, &[&str]); 20] = [
    (
        "P1",
        "SECRET//REL TO USA, FVEY/RELIDO",
        false,
        &[r#"["AUS","CAN","GBR","NZL","USA"]"#, r#"["relido"]"#],
    ),
    (
        "P3",
        "TOP SECRET//SI-G/TK//RSEN/ORCON/NOFORN",
        false,
        &[r#"["ORCON","SI","SI-G","TK"]"#, r#"["RSEN"]"#],
    ),
    ("P4", "TOP SECRET//SI-ABC-DEF//ORCON/NOFORN", false, &[r#""SI","SI-ABC","SI-DEF""#]),
    ("P5", "TOP SECRET//SI-G ABCD EFGH-XYZ//ORCON/NOFORN", false, &[r#""SI-G ABCD","SI-G EFGH","SI-XYZ""#]),
    ("P6", "TOP SECRET//123/SI-G ABCD DEFG-MMM AACD//ORCON/NOFORN", false, &[r#""123""#, r#""SI-MMM AACD""#]),
    ("P8", "TOP SECRET//HCS-P/LMN//SAR-BP//NOFORN", false, &[r#"["HCS","HCS-P","LMN","SAR-BP"]"#]),
    ("P9", "TOP SECRET//SAR-BP-123/CA-XYZ YYY//NOFORN", false, &[r#""SAR-BP-123""#, r#""SAR-CA-XYZ YYY""#]),
    ("P10", "TOP SECRET//RD-CNWDI//NOFORN", false, &[r#"["RD","RD-CNWDI"]"#]),
    ("P12", "//COSMIC TOP SECRET//BOHEMIA", false, &[r#""level":4"#, r#"["BOHEMIA","NATO"]"#]),
    ("P13", "//NATO SECRET//ATOMAL//ORCON", false, &[r#""level":3"#, r#"["ATOMAL","NATO","ORCON"]"#]),
    ("P14", "//DEU SECRET//REL TO USA, DEU", false, &[r#"["DEU","USA"]"#, r#"["FGI DEU"]"#]),
    ("P17", "SECRET//TK//FGI//NOFORN", false, &[r#"["FGI"]"#]),
    ("P20", "SECRET//FGI GBR JPN NATO//REL TO USA, GBR, JPN, NATO", false, &[r#"["NATO"]"#]),
    ("P21", "TOP SECRET//SI-G/TK//RSEN/ORCON/NOFORN", false, &[]),
    ("P23", "//COSMIC TOP SECRET//BOHEMIA", false, &[]),
    ("P25", "SECRET", false, &[r#"["USA"]"#, r#"["unstated"]"#]),
    ("P26", "SECRET", true, &[]),
    ("P39", "SECRET//REL TO USA, GBR", true, &[]),
    ("P41", "//JOINT SECRET CAN USA//REL TO USA, CAN", true, &[]),
    ("P42", "SECRET//ORCON/NOFORN", true, &[]),
];

const REFUSED: [&str; 13] =
    ["P22", "P28", "P30", "P31", "P35", "P36", "P37", "P38", "P40", "P43", "P44", "P45", "P47"];

/// What portions come to together.
const JOINED: [(&str, &str); 9] = [
    ("J1", "SECRET//NOFORN"),
    ("J2", "TOP SECRET//NOFORN"),
    ("J3", "SECRET//NOFORN"),
    ("J4", "SECRET//NOFORN//LES"),
    ("J7", "SECRET//REL TO USA, GBR"),
    ("J9", "SECRET//RELIDO"),
    ("J12", "SECRET//REL TO USA, JPN"),
    ("J14", "SECRET//FGI DEU GBR"),
    ("J15", "SECRET//FGI"),
];

/// Whether the first dominates the second, and the second the first.
const ORDERED: [(&str, bool, bool); 3] = [("D1", true, false), ("D3", true, false), ("D4", false, false)];

/// A reader as a clearance and an affiliation, and what may be done.
const WATCHED: [(&str, &str, &str, &str); 6] = [
    ("M1", "TOP SECRET//SI", "USA", "copy"),
    ("M3", "TOP SECRET", "GBR", "copy"),
    ("M4", "TOP SECRET", "FRA", "shut"),
    ("M5", "TOP SECRET", "GBR", "view"),
    ("M6", "TOP SECRET", "USA", "shut"),
    ("M7", "TOP SECRET", "USA", "shut"),
];

struct Vector {
    input: String,
    second: String,
}

fn vectors() -> Option<BTreeMap<String, Vector>> {
    let data = std::env::var_os("CHANCERY_DATA").map(PathBuf::from);
    let data = data.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"));
    let text = std::fs::read_to_string(data.join("../vectors/labels.tsv")).ok()?;
    let line = |line: &str| {
        let mut fields = line.split('\t').map(str::to_owned);
        let (id, _, input) = (fields.next()?, fields.next()?, fields.next()?);
        Some((id, Vector { input, second: fields.next()? }))
    };
    Some(text.lines().filter(|line| !line.starts_with('#')).filter_map(line).collect())
}

fn parse(typed: &str) -> Option<Marking> {
    let order = [PolicyId::new(US_CAPCO)];
    let read = match typed.starts_with('(') {
        true => POLICIES.parse_portion(&order, typed),
        false => POLICIES.parse(&order, typed),
    };
    read.ok()
}

/// A marking as the vectors write it in short: "TS//SI" is the portion "(TS//SI)".
fn label(short: &str) -> Label {
    let portion = || parse(&format!("({})", short.split(", in a").next()?.trim_start_matches("own ")));
    let marking = parse(short).or_else(portion).unwrap_or_else(|| panic!("“{short}” is not read"));
    marking.own.expect("it is no bare cover")
}

fn banner(label: &Label) -> String {
    POLICIES.print(label).banner
}

fn is_read(id: &str, Vector { input, .. }: &Vector) {
    let (_, expected, warned, words) = READ.iter().find(|(of, ..)| *of == id).expect("it is listed");
    let marking = parse(input).or_else(|| parse(&format!("({input})"))).unwrap_or_else(|| panic!("{id}"));
    assert_eq!(!marking.warnings.is_empty(), *warned, "{id}");
    let own = marking.own.expect("it is no bare cover");
    assert_eq!(banner(&own), *expected, "{id}");
    for word in *words {
        assert!(own.canonical().contains(word), "{id}: {word} in {}", own.canonical());
    }
}

fn is_refused(id: &str, Vector { input, .. }: &Vector) {
    match id {
        "P22" => {
            let order = [PolicyId::new(US_CAPCO)];
            let (portion, within) = input.split_once(" inside banner ").expect("it names its banner");
            let read = POLICIES.parse_portion_within(&order, portion, &label(within));
            assert_eq!(read.ok().and_then(|marking| marking.own), Some(label(within)), "{id}");
            assert!(parse(portion).is_none(), "{id}");
        }
        "P38" => assert!(parse("//").is_none() && parse("").is_none(), "{id}"),
        _ => assert!(parse(input).is_none(), "{id}: {input}"),
    }
}

fn is_watched(id: &str, held: &str, side: &str, expected: &str, Vector { second, .. }: &Vector) {
    let policy = POLICIES.get(&PolicyId::new(US_CAPCO)).expect("it is compiled in");
    let cleared = policy.cleared(held, Some(side)).expect("it is a clearance");
    let reader = Clearance::none().with(PolicyId::new(US_CAPCO), cleared);
    let label = match id {
        "M6" => label("SECRET//ORCON/NOFORN"),
        "M7" => label("SECRET//NOFORN//NODIS"),
        _ => label(second),
    };
    let (opens, copies) = (reader.opens(&label), reader.may_copy(&label));
    assert_eq!((opens, copies), (expected != "shut", expected == "copy"), "{id}");
}

#[test]
fn the_shared_vectors_hold_but_for_the_exceptions_that_are_listed() {
    let Some(vectors) = vectors() else {
        eprintln!("skipped: no vectors/labels.tsv beside the data; set CHANCERY_DATA");
        return;
    };
    let vector = |id: &str| vectors.get(id).unwrap_or_else(|| panic!("there is no vector {id}"));
    READ.iter().for_each(|(id, ..)| is_read(id, vector(id)));
    REFUSED.iter().for_each(|id| is_refused(id, vector(id)));
    for (id, expected) in JOINED {
        let Vector { input, second } = vector(id);
        let whole = label(input).join(&label(second));
        assert_eq!(banner(&whole), expected, "{id}");
        // What the banner leaves out is kept: FOUO in J12.
        assert_eq!(whole.canonical().contains("FOUO"), second.contains("FOUO"), "{id}");
    }
    for (id, over, under) in ORDERED {
        let (a, b) = (label(&vector(id).input), label(&vector(id).second));
        assert_eq!((a.dominates(&b), b.dominates(&a)), (over, under), "{id}");
    }
    for (id, held, side, expected) in WATCHED {
        is_watched(id, held, side, expected, vector(id));
    }
    assert!(EXCEPTIONS.iter().all(|(id, why)| vectors.contains_key(*id) && !why.is_empty()));
}

#[test]
fn a_label_joined_with_itself_or_with_the_lowest_is_itself() {
    let lowest = label("UNCLASSIFIED");
    for (_, typed, ..) in READ {
        let own = label(typed);
        assert_eq!((own.join(&own), own.join(&lowest)), (own.clone(), own.clone()), "J23, J24: {typed}");
    }
}
