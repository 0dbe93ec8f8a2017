//! Laws over markings that us-capco can say, each joined from portions: systems, programs, origins, release.

use std::sync::LazyLock;

use chancery_label::{Clearance, Cleared, Day, Label, Policies, PolicyId, Tags, US_CAPCO};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

static POLICIES: LazyLock<Policies> = LazyLock::new(Policies::compiled);

fn order() -> [PolicyId; 1] {
    [PolicyId::new(US_CAPCO)]
}

const SYSTEMS: [&str; 10] = [
    "123",
    "ANB",
    "HCS-P",
    "HCS-P JJJ",
    "RSV-ABC",
    "SI-ABC-DEF",
    "SI-G ABCD EFGH-XYZ",
    "SI-EU",
    "TK-KAND ZZ",
    "TK",
];
const PROGRAMS: [&str; 4] = ["SAR-BP", "SAR-BP-123 7 12", "SAR-BUTTER POPCORN-1A", "SAR-CA-XYZ YYY"];
const NUCLEAR: [&str; 6] = ["RD-CNWDI", "RD-SG 14 20", "FRD", "FRD-SG 18", "TFNI", "DCNI"];
const ORIGINS: [&str; 4] = ["", "FGI", "FGI DEU GBR", "FGI JPN NATO"];
const CONTROLS: [&str; 9] = ["RS", "FOUO", "OC", "OC-USGOV", "IMC", "PR", "DSEN", "FISA", "OC/PR"];
const RELEASES: [&str; 9] = [
    "",
    "NF",
    "REL TO USA, GBR",
    "REL TO USA, FVEY",
    "REL TO USA, GBR, JPN, NATO/RELIDO",
    "RELIDO",
    "DISPLAY ONLY IRQ",
    "REL TO USA, GBR/DISPLAY ONLY AUS, IRQ",
    "USA/CAN/GBR EYES ONLY",
];
const OTHERS: [&str; 8] = ["DS", "XD", "ND", "SBU", "SBU-NF", "LES", "LES-NF", "SSI"];
const CLASSES: [&str; 16] = [
    "U",
    "U",
    "U",
    "C",
    "S",
    "S",
    "TS",
    "TS",
    "//GBR R",
    "//GBR S",
    "//CAN DEU TS",
    "//FGI C",
    "//NS",
    "//CTS",
    "//NU",
    "//JOINT S GBR USA",
];

fn few(of: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    let few = subsequence(of, 0..=most);
    prop_oneof![3 => Just(String::new()), 2 => few.prop_map(|few| few.join("/"))]
}

/// Portion marks put together from their categories; those that break a rule are left out.
fn portion() -> impl Strategy<Value = Label> {
    let controls = (few(&CONTROLS, 2), select(&RELEASES[..])).prop_map(|(controls, release)| {
        [controls.as_str(), release].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
    });
    let programs = few(&PROGRAMS, 2).prop_map(|programs| programs.replace("/SAR-", "/"));
    let origin = select(&ORIGINS[..]).prop_map(str::to_owned);
    let class = select(&CLASSES[..]).prop_map(str::to_owned);
    let parts = (class, few(&SYSTEMS, 3), programs, few(&NUCLEAR, 2), origin, controls, few(&OTHERS, 1));
    let days = option::of(select(vec![Day::new(2010, 6, 27), Day::new(2016, 1, 1)]));
    (parts, days).prop_filter_map("it breaks no rule", |((a, b, c, d, e, f, g), day)| {
        let parts = [a, b, c, d, e, f, g].into_iter().filter(|part| !part.is_empty());
        let typed = format!("({})", parts.collect::<Vec<_>>().join("//"));
        POLICIES.parse_portion_dated(&order(), &typed, day.flatten()).ok()?.own
    })
}

fn label() -> impl Strategy<Value = Label> {
    vec(portion(), 1..4).prop_map(|parts| parts.iter().fold(Label::public(), |whole, part| whole.join(part)))
}

fn reader() -> impl Strategy<Value = Clearance> {
    let names = vec![
        "SI",
        "SI-G",
        "SI-ABC",
        "TK",
        "HCS",
        "HCS-P",
        "RD",
        "SIGMA 14",
        "ORCON",
        "ORCON-USGOV",
        "FOUO",
        "NATO",
        "SAR-BP",
        "PROPIN",
        "FISA",
        "SSI",
        "NODIS",
        "EXDIS",
        "SBU",
    ];
    let some = subsequence(names, 0..=19).prop_map(Tags::these);
    let tags = prop_oneof![some, Just(Tags::Every)];
    let affiliation = option::of(select(vec!["USA", "GBR", "IRQ", "JPN"]).prop_map(str::to_owned));
    (0_u8..=4, tags, affiliation).prop_map(|(level, tags, affiliation)| {
        Clearance::none().with(PolicyId::new(US_CAPCO), Cleared { level, tags, affiliation })
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1024, max_global_rejects: 100_000, max_local_rejects: 100_000, failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_printed_reads_back_as_it_is_shown(label in label()) {
        let printed = POLICIES.print(&label);
        let shown = POLICIES.shown(&label);
        let read = POLICIES.parse(&order(), &printed.banner);
        let own = read.as_ref().ok().and_then(|marking| marking.own.clone());
        prop_assert_eq!(own.as_ref(), Some(&shown), "{}: {:?}", printed.banner, read);
        prop_assert_eq!(read.unwrap().warnings, vec![], "{}", printed.banner);
        let portion = printed.portion.unwrap();
        let read = POLICIES.parse_portion(&order(), &portion).map(|marking| marking.own);
        prop_assert_eq!(read, Ok(Some(shown)), "{}", portion);
    }

    #[test]
    fn printing_is_canonical(label in label()) {
        let (shown, printed) = (POLICIES.shown(&label), POLICIES.print(&label));
        prop_assert_eq!(POLICIES.print(&shown).banner, printed.banner.as_str());
        prop_assert_eq!(&POLICIES.shown(&shown), &shown);
        prop_assert_eq!(POLICIES.valid(&shown), POLICIES.valid(&label));
        // What several others have as RESTRICTED is CONFIDENTIAL where it stands together.
        let raised = POLICIES.print(&shown).levels != printed.levels;
        prop_assert!(!printed.hidden.is_empty() || raised || shown.access() == label.access());
        prop_assert!(!raised || printed.banner.starts_with("CONFIDENTIAL"));
    }

    #[test]
    fn what_words_bring_with_them_a_join_adds_nothing_to(a in label(), b in label()) {
        let whole = a.join(&b);
        prop_assert_eq!(POLICIES.elaborate(&whole), whole);
    }

    #[test]
    fn join_is_the_least_upper_bound(a in label(), b in label(), c in label()) {
        prop_assert_eq!(a.join(&b), b.join(&a));
        prop_assert_eq!(a.join(&b).join(&c), a.join(&b.join(&c)));
        prop_assert_eq!(&a.join(&a), &a);
        let lowest = POLICIES.parse(&order(), "UNCLASSIFIED").unwrap().own.unwrap();
        prop_assert_eq!(&a.join(&lowest), &a);
        prop_assert!(a.join(&b).dominates(&a) && a.join(&b).dominates(&b));
        prop_assert!(!(c.dominates(&a) && c.dominates(&b)) || c.dominates(&a.join(&b)));
        prop_assert_eq!(a.dominates(&b), a.join(&b).access() == a.access());
    }

    #[test]
    fn a_reader_opens_and_copies_a_join_exactly_when_he_does_both(reader in reader(), a in label(), b in label()) {
        let whole = a.join(&b);
        prop_assert_eq!(reader.opens(&whole), reader.opens(&a) && reader.opens(&b));
        prop_assert_eq!(reader.may_copy(&whole), reader.may_copy(&a) && reader.may_copy(&b));
        prop_assert!(!(a.dominates(&b) && reader.opens(&a)) || reader.opens(&b));
    }

    #[test]
    fn a_higher_clearance_never_loses_access(reader in reader(), label in label(), up in 0_u8..4) {
        let id = PolicyId::new(US_CAPCO);
        let held = reader.cleared(&id).cloned().unwrap();
        let higher = Cleared { level: held.level + up, tags: held.tags.join(&Tags::these(["SI", "NATO", "FOUO"])), ..held };
        prop_assert!(!reader.opens(&label) || reader.with(id, higher).opens(&label));
    }

    #[test]
    fn two_labels_share_a_series_exactly_when_their_access_is_the_same(labels in vec(label(), 2..12)) {
        let shorts: Vec<_> =
            labels.iter().map(|label| (POLICIES.print(label).short, label.access())).collect();
        for (short, access) in &shorts {
            for (other_short, other_access) in &shorts {
                prop_assert_eq!(short == other_short, access == other_access, "{}", short);
            }
        }
    }

    #[test]
    fn the_reasons_of_a_decision_come_to_the_decision(reader in reader(), label in label()) {
        let why = POLICIES.why(&reader, &label);
        prop_assert_eq!(why.iter().all(|reason| reason.ok), reader.opens(&label));
        let explained = POLICIES.explain(&label);
        prop_assert!(explained.elements.iter().all(|element| element.cite.is_some()), "{}", explained);
    }

    #[test]
    fn no_text_makes_reading_fail_otherwise_than_by_a_fault(
        parts in vec(select(vec!["//", "/", "-", " ", ", ", "SI", "G", "SAR-", "REL TO", "USA", "GBR", "FGI", "JOINT",
            "S", "SECRET", "NOFORN", "EYES ONLY", "RD", "SIGMA", "14", "é", "REL", "·"]), 0..12),
    ) {
        let typed = parts.concat();
        for fault in [POLICIES.parse(&order(), &typed), POLICIES.parse_portion(&order(), &format!("({typed})"))] {
            if let Err(fault) = fault {
                prop_assert!(fault.expected.len() > 1);
            }
        }
    }
}
