//! The policy us-capco by the register and manual of 2016: every case of `cases/capco.tsv`.

use std::sync::LazyLock;

use chancery_label::{Clearance, Day, Fault, Label, Marking, Policies, PolicyId, US_CAPCO};

static POLICIES: LazyLock<Policies> = LazyLock::new(Policies::compiled);

const CASES: &str = include_str!("cases/capco.tsv");

struct Case {
    id: &'static str,
    input: &'static str,
    second: &'static str,
    expected: &'static str,
}

/// The cases of a kind, of which there must be that many: one that is lost is a case that is not tried.
fn cases(kind: &str, count: usize) -> Vec<Case> {
    let of_kind = CASES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let fields: Vec<&'static str> = line.split('\t').collect();
        let [id, of, input, second, expected, _cite] = fields[..] else { panic!("six fields: {line}") };
        (of == kind).then_some(Case { id, input, second, expected })
    });
    let cases: Vec<Case> = of_kind.collect();
    assert_eq!(cases.len(), count, "{kind}");
    cases
}

fn order() -> [PolicyId; 1] {
    [PolicyId::new(US_CAPCO)]
}

fn parse(typed: &str) -> Result<Marking, Fault> {
    parse_on(typed, None)
}

fn parse_on(typed: &str, day: Option<Day>) -> Result<Marking, Fault> {
    match typed.starts_with('(') {
        true => POLICIES.parse_portion_dated(&order(), typed, day),
        false => POLICIES.parse_dated(&order(), typed, day),
    }
}

fn read(typed: &str) -> Label {
    parse(typed).unwrap_or_else(|fault| panic!("{typed}: {fault}")).own.expect("it is no bare cover")
}

fn banner(label: &Label) -> String {
    POLICIES.print(label).banner
}

fn together(portions: &str, day: &str) -> Label {
    let day = (!day.is_empty()).then(|| day.parse().expect("it is a day"));
    let labels = portions.split(" + ").map(|portion| {
        let marking = parse_on(portion, day).unwrap_or_else(|fault| panic!("{portion}: {fault}"));
        marking.own.expect("it is no bare cover")
    });
    labels.fold(Label::public(), |whole, part| whole.join(&part))
}

/// What is printed says the same when it is read again, as a banner and as a portion mark.
fn reads_back(id: &str, label: &Label) {
    let printed = POLICIES.print(label);
    let shown = POLICIES.shown(label);
    assert_eq!(read(&printed.banner), shown, "{id}: {}", printed.banner);
    assert_eq!(
        read(printed.portion.as_deref().expect("portions are marked")),
        shown,
        "{id}: {:?}",
        printed.portion
    );
    assert_eq!(banner(&shown), printed.banner, "{id}");
}

#[test]
fn a_marking_is_read_and_printed_as_the_register_has_it() {
    for Case { id, input, expected, .. } in cases("read", 9) {
        let marking = parse(input).unwrap();
        assert_eq!(banner(&marking.own.unwrap()), expected, "{id}");
        assert_eq!(marking.warnings, [], "{id}");
        reads_back(id, &read(input));
    }
}

#[test]
fn a_portion_mark_says_what_its_banner_says() {
    for Case { id, input, expected, .. } in cases("portion", 35) {
        let (from_banner, from_portion) = (parse(input).unwrap(), parse(expected).unwrap());
        assert_eq!((&from_banner.warnings[..], &from_portion.warnings[..]), (&[][..], &[][..]), "{id}");
        assert_eq!(from_banner.own, from_portion.own, "{id}");
        let printed = POLICIES.print(&from_banner.own.unwrap());
        assert_eq!((printed.banner.as_str(), printed.portion.as_deref()), (input, Some(expected)), "{id}");
        reads_back(id, &read(input));
    }
}

#[test]
fn what_is_not_written_by_the_register_is_read_with_a_warning() {
    for Case { id, input, expected, .. } in cases("warned", 19) {
        let marking = parse(input).unwrap_or_else(|fault| panic!("{id}: {fault}"));
        assert_eq!(banner(&marking.own.unwrap()), expected, "{id}");
        assert!(!marking.warnings.is_empty(), "{id}");
        for warning in marking.warnings {
            assert_eq!(input.get(warning.at.clone()), Some(warning.found.as_str()), "{id}");
            let canonical = read(&warning.canonical.expect("it is a matter of writing"));
            assert_eq!(canonical, POLICIES.shown(&read(input)), "{id}");
        }
    }
}

#[test]
fn a_portion_mark_may_leave_its_lists_to_the_banner() {
    for Case { id, input, second, expected } in cases("within", 6) {
        let marking = POLICIES.parse_portion_within(&order(), input, &read(second)).unwrap();
        assert_eq!(banner(&marking.own.unwrap()), expected, "{id}");
        assert!(parse(input).is_err(), "{id}");
    }
}

#[test]
fn what_the_register_does_not_allow_is_refused_at_its_place() {
    for Case { id, input, expected, .. } in cases("refused", 52) {
        let fault = parse(input).expect_err(id);
        assert!(fault.expected.contains(expected), "{id}: {fault}");
        assert_eq!(input.get(fault.at.clone()), Some(fault.found.as_str()), "{id}");
    }
}

#[test]
fn the_whole_bears_what_its_portions_bear_together() {
    for Case { id, input, second, expected } in cases("join", 113) {
        let whole = together(input, second);
        assert_eq!(banner(&whole), expected, "{id}");
        reads_back(id, &whole);
        let backwards: Vec<&str> = input.rsplit(" + ").collect();
        assert_eq!(together(&backwards.join(" + "), second), whole, "{id}");
    }
}

#[test]
fn a_case_that_does_not_come_out_is_known() {
    for Case { id, input, second, expected } in cases("exception", 2) {
        let printed = banner(&together(input, ""));
        assert_eq!(printed, second, "{id}");
        assert_ne!(printed, expected, "{id}");
    }
}

#[test]
fn who_may_read_and_who_may_copy_is_as_the_table_of_access_has_it() {
    let policy = POLICIES.get(&PolicyId::new(US_CAPCO)).unwrap();
    for Case { id, input, second, expected } in cases("opens", 78) {
        let (held, affiliation) = second.split_once(" as ").unwrap();
        let cleared = policy.cleared(held, Some(affiliation)).unwrap_or_else(|fault| panic!("{id}: {fault}"));
        let reader = Clearance::none().with(PolicyId::new(US_CAPCO), cleared);
        let label = read(input);
        let found = match (reader.opens(&label), reader.may_copy(&label)) {
            (true, true) => "copy",
            (true, false) => "view",
            (false, false) => "shut",
            (false, true) => panic!("{id}: a copy of what is shut"),
        };
        assert_eq!(found, expected, "{id}");
        let why = POLICIES.why(&reader, &label);
        assert_eq!(why.iter().all(|reason| reason.ok), found != "shut", "{id}");
    }
}

#[test]
fn what_is_joined_of_portions_breaks_no_rule() {
    for Case { id, input, .. } in cases("keeps", 4) {
        assert_eq!(POLICIES.valid(&together(input, "")), [], "{id}");
    }
}

#[test]
fn a_label_that_breaks_a_rule_is_told_and_kept() {
    let kept = r#"{"us-capco":{"level":4,"all":{"these":["SI","SI-G"]},"any":{"release":["USA"]},"common":{"marked":[]}}}"#;
    let label = Label::from_canonical(kept).expect("a label is not under the rules of markings");
    let broken: Vec<String> = POLICIES.valid(&label).into_iter().map(|breach| breach.means).collect();
    assert_eq!(broken, ["SI-G is written with ORCON"]);
    assert_eq!(banner(&label), "TOP SECRET//SI-G//NOFORN");
    assert!(parse("TOP SECRET//SI-G//NOFORN").is_err());
}

#[test]
fn a_label_is_told_in_words_with_its_sources() {
    for Case { id, input, expected, .. } in cases("told", 6) {
        let told = POLICIES.explain(&read(input)).to_string();
        assert!(told.contains(expected), "{id}: {told}");
    }
}

#[test]
fn a_clearance_does_not_say_who_its_holder_is() {
    let policy = POLICIES.get(&PolicyId::new(US_CAPCO)).unwrap();
    assert!(policy.cleared("TOP SECRET//NOFORN", Some("USA")).is_err());
    assert!(policy.cleared("TOP SECRET//SI/SODA", None).is_ok());
}
