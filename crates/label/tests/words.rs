//! What a policy of words may say, shown by one that uses all of it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chancery_label::{
    Clearance, Cleared, Component, Day, Fault, Label, Marking, Policies, Policy, PolicyId, TagKind, Tags,
};
use proptest::prelude::*;
use proptest::sample::subsequence;

static DAIRY: LazyLock<Policies> = LazyLock::new(|| {
    Policies::new([Policy::from_toml(include_str!("dairy.toml")).expect("it is sound")]).expect("it is alone")
});

fn dairy() -> PolicyId {
    PolicyId::new("dairy")
}

fn marking(typed: &str) -> Marking {
    DAIRY.parse(&[dairy()], typed).expect("it is read")
}

fn read(typed: &str) -> Label {
    marking(typed).own.expect("it is no bare cover")
}

fn refused(typed: &str) -> Fault {
    DAIRY.parse(&[dairy()], typed).expect_err("it is refused")
}

fn banner(label: &Label) -> String {
    DAIRY.print(label).banner
}

fn warnings(typed: &str) -> Vec<String> {
    marking(typed).warnings.iter().map(ToString::to_string).collect()
}

fn part(label: &Label) -> &Component {
    label.component(&dairy()).expect("it is of the dairy")
}

fn reader(level: u8, tags: &[&str], affiliation: &str) -> Clearance {
    let tags = Tags::these(tags.iter().copied());
    Clearance::none().with(dairy(), Cleared { level, tags, affiliation: Some(affiliation.into()) })
}

#[test]
fn a_list_after_its_words_names_those_who_are_admitted_beside_their_host() {
    let paper = read("CHEESE FOR SALE IN Italy, Austria");
    let sale = ["AUT", "CHE", "ITA"].map(String::from).into();
    assert_eq!(part(&paper).any["sale"], sale);
    assert_eq!(banner(&paper), "CHEESE FOR SALE IN Austria, Italy");
    assert!(reader(1, &[], "CHE").opens(&paper) && !reader(1, &[], "LIE").opens(&paper));
    assert_eq!(read("CHEESE FOR SALE IN Italia and Austria"), paper);
    let narrower = paper.join(&read("CHEESE FOR SALE IN Italy, LIE"));
    assert_eq!(banner(&narrower), "CHEESE FOR SALE IN Italy");
    assert_eq!(banner(&narrower.join(&read("CHEESE FOR SALE IN LIE"))), "CHEESE HOME ONLY");
}

#[test]
fn a_list_before_its_words_must_hold_whom_it_always_holds() {
    let paper = read("CHEESE LIE/Switzerland EYES ONLY");
    assert_eq!(banner(&paper), "CHEESE LIE/Switzerland EYES ONLY");
    assert_eq!(banner(&paper.join(&read("MILK Helvetia EYES ONLY"))), "CHEESE Switzerland EYES ONLY");
    assert_eq!(refused("CHEESE LIE EYES ONLY").expected, "Switzerland among those listed");
    assert_eq!(refused("CHEESE LIE, Switzerland EYES ONLY").found, "LIE");
    assert_eq!(refused("CHEESE EYES ONLY").expected, "a place before “EYES ONLY”");
    assert_eq!(refused("CHEESE FOR SALE IN").expected, "a place after “FOR SALE IN”");
    assert_eq!(refused("CHEESE FOR SALE IN Italy, Atlantis").found, "Atlantis");
}

#[test]
fn a_free_list_names_any_body_in_one_word() {
    let paper = read("MILK PARISH/GUILD USE ONLY");
    assert_eq!(banner(&paper), "MILK GUILD/PARISH USE ONLY");
    assert!(reader(0, &[], "GUILD").opens(&paper) && !reader(0, &[], "CHE").opens(&paper));
    assert_eq!(refused("CHEESE USE ONLY").at, 7..15);
}

#[test]
fn a_group_is_expanded_when_read_and_contracted_in_print() {
    let paper = read("CHEESE ALPINE/LIE EYES ONLY");
    assert_eq!(part(&paper).any["eyes"], ["AUT", "CHE", "ITA", "LIE"].map(String::from).into());
    assert_eq!(banner(&paper), "CHEESE LIE/Switzerland/ALPINE EYES ONLY");
    assert_eq!(read(&banner(&paper)), paper);
    let fewer = paper.join(&read("CHEESE Italy/LIE/Switzerland EYES ONLY"));
    assert_eq!(banner(&fewer), "CHEESE Italy/LIE/Switzerland EYES ONLY");
}

#[test]
fn a_tag_brings_what_it_requires_and_needs() {
    let paper = read("CHEESE WHEY");
    assert_eq!(part(&paper).all, Tags::these(["RENNET", "WHEY"]));
    assert_eq!(part(&paper).needs, 2);
    assert_eq!(banner(&paper), "CHEESE WHEY RENNET HOME ONLY");
    assert!(!reader(1, &["RENNET", "WHEY"], "CHE").opens(&paper));
    assert!(reader(2, &["RENNET", "WHEY"], "CHE").opens(&paper));
    assert!(!read("CHEESE WHEY").dominates(&read("BUTTER")), "its level is still the lower");
    assert_eq!(part(&read("BUTTER WHEY")).needs, 0, "the level asks as much");
    assert_eq!(DAIRY.print(&paper).short, "DY-C-WH-RE-HO");
}

#[test]
fn a_level_may_bring_a_tag_that_goes_without_saying() {
    let paper = read("BUTTER");
    assert_eq!(part(&paper).all, Tags::these(["CHURN"]));
    assert_eq!(banner(&paper), "BUTTER");
    assert_eq!(DAIRY.print(&paper).hidden, ["CHURN"]);
}

#[test]
fn what_a_stronger_word_hides_is_kept_and_binds() {
    let paper = read("MILK-SENSITIVE").join(&read("CHEESE"));
    assert_eq!(banner(&read("MILK-SENSITIVE")), "MILK-SENSITIVE");
    let printed = DAIRY.print(&paper);
    assert_eq!(
        (printed.banner.as_str(), printed.hidden.as_slice()),
        ("CHEESE", &["SENSITIVE".to_owned()][..])
    );
    assert!(!reader(2, &[], "CHE").opens(&paper) && reader(1, &["SENSITIVE"], "CHE").opens(&paper));
    assert_eq!(DAIRY.shown(&paper), read("CHEESE"));
    assert_eq!(DAIRY.valid(&paper), []);
}

#[test]
fn words_that_do_not_go_together_are_refused_with_the_rule() {
    let fault = refused("CHEESE-SENSITIVE");
    assert_eq!(fault.at, 7..16);
    assert_eq!(
        fault.expected,
        "what the policy allows: SENSITIVE stands with MILK alone (Rules of the Dairy Board, 1962, 14)"
    );
    let fault = refused("CHEESE HOME ONLY FOR SALE IN LIE");
    assert_eq!(fault.found, "FOR SALE IN LIE");
    assert_eq!(refused("RAW MILK ORGANIC").found, "ORGANIC");
    assert_eq!(refused("BUTTER RAW").at, 7..10);
    assert_eq!(refused("MARGARINE").expected, "a level: margarine is none");
}

#[test]
fn a_join_that_breaks_a_rule_is_kept_and_told() {
    let mixed = read("RAW MILK").join(&read("BUTTER ORGANIC"));
    let breaches = DAIRY.valid(&mixed);
    assert_eq!(breaches.len(), 1);
    assert_eq!(breaches[0].names, ["RAW", "ORGANIC"]);
    assert_eq!(breaches[0].cite.as_deref(), Some("Rules of the Dairy Board, 1962, 26"));
    assert_eq!(DAIRY.valid(&read("RAW MILK")), []);
}

#[test]
fn a_clearance_is_not_bound_by_the_rules_of_a_paper() {
    let policy = DAIRY.get(&dairy()).unwrap();
    let cleared = policy.cleared("BUTTER SENSITIVE WHEY", Some("CHE")).unwrap();
    assert_eq!(cleared.tags, Tags::these(["CHURN", "RENNET", "SENSITIVE", "WHEY"]));
    assert!(policy.cleared("BUTTER HOME ONLY", None).is_err());
    let affiliations = ["AUT", "CHE", "ITA", "LIE"].into_iter().collect::<BTreeSet<_>>();
    assert_eq!(policy.affiliations(), affiliations);
}

#[test]
fn a_saying_is_read_as_its_names_and_printed_for_them() {
    assert_eq!(banner(&read("RAW MILK")), "RAW MILK");
    assert_eq!(banner(&read("MILK RAW")), "RAW MILK");
    assert_eq!(banner(&read("MOUNTAIN RAW MILK")), "MOUNTAIN RAW MILK");
    assert_eq!(banner(&read("CHEESE RAW")), "CHEESE RAW");
}

#[test]
fn liberties_are_read_with_a_warning_at_their_place() {
    assert_eq!(warnings("CHEESE RENNET"), [""; 0]);
    assert_eq!(warnings("CURD"), ["“CURD” is an older form; write “CHEESE”"]);
    assert_eq!(warnings("Cheese"), ["“Cheese” is not in capitals; write “CHEESE”"]);
    assert_eq!(
        warnings("RENNET CHEESE CHURN"),
        ["“CHEESE” stands out of order; write “CHEESE CHURN RENNET”"]
    );
    assert_eq!(refused("C H E E S E").at, 0..11);
    let json = serde_json::to_string(&marking("CURD")).unwrap();
    assert_eq!(serde_json::from_str::<Marking>(&json).unwrap(), marking("CURD"));
}

#[test]
fn a_liberty_may_be_refused() {
    let strict = include_str!("dairy.toml").replace("small = \"warned\"", "small = \"refused\"");
    let policy = Policy::from_toml(&strict.replace("order = \"warned\"", "order = \"refused\"")).unwrap();
    let fault = policy.parse("Cheese").unwrap_err();
    assert_eq!((fault.at, fault.expected.as_str()), (0..6, "“CHEESE”: this is not in capitals"));
    assert_eq!(policy.parse("RENNET CHEESE").unwrap_err().at, 7..13);
    assert!(policy.parse("CHEESE RENNET").is_ok());
}

#[test]
fn a_word_out_of_its_time_is_read_with_a_warning() {
    let on = |typed, year, month, day| {
        let day = Day::new(year, month, day);
        let marking = DAIRY.parse_dated(&[dairy()], typed, day).unwrap();
        marking.warnings.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(on("CHEESE", 1962, 4, 1), [""; 0]);
    assert_eq!(on("CHEESE", 1962, 3, 31), ["“CHEESE” was not used before 1962-04-01"]);
    assert_eq!(on("MILK RENNET", 1991, 1, 1), ["“RENNET” was not used after 1990-12-31"]);
    assert_eq!(warnings("MILK RENNET"), [""; 0], "no day is known");
}

#[test]
fn a_day_is_one_of_the_calendar() {
    for (text, is) in [
        ("1962-04-01", true),
        ("2000-02-29", true),
        ("1900-02-29", false),
        ("1962-4-01", false),
        ("1962-13-01", false),
        ("+962-04-01", false),
        ("1962-04-01x", false),
        ("", false),
    ] {
        assert_eq!(
            text.parse::<Day>().map(|day| day.to_string()).ok().as_deref() == Some(text),
            is,
            "{text}"
        );
    }
}

#[test]
fn another_language_and_the_short_forms_are_printed_and_read() {
    let paper = read("FROMAGE RENNET");
    assert_eq!(DAIRY.print_in(&paper, "fr").banner, "FROMAGE RENNET");
    assert_eq!(DAIRY.print(&paper).banner, "CHEESE RENNET");
    assert_eq!(DAIRY.print(&paper).portion.as_deref(), Some("(C//R)"));
    assert_eq!(DAIRY.parse_portion(&[dairy()], "(C//R)").unwrap().own, Some(paper));
    assert_eq!(refused("C RENNET").found, "C");
    for typed in ["C//R", "()", "(C", "(X)", "(C//)"] {
        assert!(DAIRY.parse_portion(&[dairy()], typed).is_err(), "{typed}");
    }
    let none = Policies::compiled().parse_portion(&[PolicyId::new("registry")], "(S)").unwrap_err();
    assert_eq!(none.expected, "a policy that marks portions, as registry does not");
}

#[test]
fn the_head_of_a_page_may_say_less_than_the_paper() {
    let printed = DAIRY.print(&read("MILK ORGANIC"));
    assert_eq!((printed.banner.as_str(), printed.page.as_str()), ("MILK ORGANIC", "MILK"));
    assert_eq!(DAIRY.print(&read("BUTTER")).colour.unwrap().ink, "#FFC000");
    assert_eq!(printed.colour, None);
}

#[test]
fn a_label_is_explained_with_its_citations() {
    let explained = DAIRY.explain(&read("CHEESE WHEY ORGANIC").join(&read("MILK-SENSITIVE")));
    insta::assert_snapshot!(explained, @r#"
    CHEESE: Level 2 of 3 of the markings of the Dairy Board. [Rules of the Dairy Board, 1962, 11, second paragraph; Guide for Cheesemakers, 4]
    SENSITIVE (kept, not shown): Its readers hold SENSITIVE. [Rules of the Dairy Board, 1962, 14]
    WHEY: Its readers hold WHEY. [Rules of the Dairy Board, 1962, 16]
    RENNET: Its readers hold RENNET. [Rules of the Dairy Board, 1962, 17]
    HOME ONLY: For whoever reads as CHE. [Rules of the Dairy Board, 1962, 18]
    ORGANIC: Told for its handling; it opens and shuts nothing. [Rules of the Dairy Board, 1962, 22]
    Whoever reads it holds BUTTER or above under DAIRY, RENNET, SENSITIVE and WHEY, and reads as CHE.
    Whoever may read it may take a copy away.
    "#);
    let explained = DAIRY.explain(&read("BUTTER LIE/Switzerland EYES ONLY"));
    insta::assert_snapshot!(explained, @r#"
    BUTTER: Level 3 of 3 of the markings of the Dairy Board. [Rules of the Dairy Board, 1962, 12]
    CHURN (kept, not shown): Its readers are named one by one by whoever wrote the paper. [Rules of the Dairy Board, 1962, 15]
    EYES ONLY: For whoever reads as CHE or LIE. [Rules of the Dairy Board, 1962, 20]
    Whoever reads it holds BUTTER or above under DAIRY and CHURN, and reads as CHE or LIE.
    Whoever may read it may take a copy away.
    "#);
}

#[test]
fn a_decision_is_explained_element_by_element() {
    let paper = read("CHEESE WHEY");
    let lines = |reader: &Clearance| {
        let reasons = DAIRY.why(reader, &paper).into_iter();
        let line = |r: chancery_label::Reason| format!("{:?}: {} / {} {}", r.asks, r.asked, r.held, r.ok);
        reasons.map(line).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(lines(&reader(1, &["WHEY"], "CHE")), @r#"
    Level: CHEESE / CHEESE true
    Needs: BUTTER / CHEESE false
    Tag: RENNET / nothing false
    Tag: WHEY / WHEY true
    Affiliation: CHE / CHE true
    "#);
    insta::assert_snapshot!(lines(&Clearance::none()), @r#"
    Policy: DAIRY / nothing false
    "#);
}

#[test]
fn everything_is_cited_or_told_to_be_uncited() {
    let text = include_str!("dairy.toml");
    assert_eq!(Policy::from_toml(text).unwrap().uncited(), [""; 0]);
    let fewer = text.replacen("cite = \"BOARD 13\"\n", "", 1).replacen("order = \"BOARD 2\"\n", "", 1);
    assert_eq!(Policy::from_toml(&fewer).unwrap().uncited(), ["order", "MOUNTAIN"]);
    let fault = Policy::from_toml(&text.replacen("BOARD 13", "BORED 13", 1)).unwrap_err().to_string();
    assert_eq!(fault, "policy dairy: “BORED 13” cites no source that is listed; add it to the sources");
}

#[test]
fn a_file_whose_words_do_not_hold_together_is_refused() {
    for (from, to, expected) in [
        (
            "requires = [\"CHURN\"]",
            "requires = [\"CHURNS\"]",
            "“BUTTER” requires “CHURNS”, which is no tag by itself; correct it",
        ),
        (
            "needs = \"BUTTER\"",
            "needs = \"GHEE\"",
            "“WHEY” speaks of “GHEE”, which is no level; add or correct it",
        ),
        (
            "excludes = [\"FOR SALE IN\"]",
            "excludes = [\"SALE\"]",
            "there is no level or tag “SALE”; add or correct it",
        ),
        (
            "excludes = [\"FOR SALE IN\"]",
            "needs = \"MILK\"",
            "“HOME ONLY” needs, requires or is shadowed; keep that to restrictive and informative tags",
        ),
        ("#FFC000", "orange", "the colour “orange” cannot be shown; write it as #FF2B2B"),
        (
            "set = \"use\"",
            "set = \"eyes\"",
            "“USE ONLY” lists a set that another tag lists; name another set",
        ),
        (
            "members = [\"AUT\", ",
            "members = [\"BAV\", ",
            "a group has the member “BAV”, which is no place; add or correct it",
        ),
        (
            "always = [\"CHE\"]",
            "always = [\"BAV\"]",
            "“EYES ONLY” has the member “BAV”, which is no place; add it",
        ),
        (
            "between = \"/\"",
            "between = \" + \"",
            "“EYES ONLY” parts its members by no one separator; change it",
        ),
        (
            "says = [\"MILK\", \"RAW\"]",
            "says = [\"EYES ONLY\"]",
            "“RAW MILK” says nothing or a list; name levels and tags",
        ),
        (
            "when = [\"RAW\"]",
            "when = []",
            "the rule “what is raw is milk or cheese and is not called organic” never binds; say when",
        ),
        ("name = \"DAIRY\"", "name = \"RAW\"", "the name “RAW” is a level's or tag's too; change it"),
        ("short = \"W\"", "short = \"M\"", "“M” is there twice; remove one"),
    ] {
        let text = include_str!("dairy.toml");
        assert!(text.contains(from), "{from}");
        let fault = Policy::from_toml(&text.replacen(from, to, 1)).unwrap_err().to_string();
        assert_eq!(fault, format!("policy dairy: {expected}"));
    }
}

/// Labels that the policy's own words say, with what they bring.
fn spoken() -> impl Strategy<Value = Label> {
    let policy = DAIRY.get(&dairy()).expect("it is at hand");
    let plain: Vec<_> =
        policy.tags().iter().filter(|tag| !matches!(tag.kind, TagKind::List(_))).cloned().collect();
    let most = plain.len();
    let places = || subsequence(vec!["AUT", "ITA", "LIE"], 0..=3);
    let bodies = subsequence(vec!["GUILD", "PARISH"], 0..=2);
    (0..=policy.highest(), subsequence(plain, 0..=most), places(), places(), bodies).prop_map(
        move |(level, tags, sale, eyes, bodies)| {
            let mut component = Component::level(level);
            for tag in tags {
                match tag.kind {
                    TagKind::Restrictive { .. } => {
                        component.all = component.all.join(&Tags::these([tag.name]));
                    }
                    TagKind::Permissive { set, members, .. } => drop(component.any.insert(set, members)),
                    _ => drop(component.note.insert(tag.name)),
                }
            }
            for (set, members) in [("sale", sale), ("eyes", eyes)] {
                if !members.is_empty() {
                    let members = members.into_iter().chain(["CHE"]).map(String::from).collect();
                    component.any.insert(set.into(), members);
                }
            }
            if !bodies.is_empty() {
                component.any.insert("use".into(), bodies.into_iter().map(String::from).collect());
            }
            DAIRY.elaborate(&Label::of(dairy(), component))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_print_reads_back_as_what_it_shows_unless_a_rule_is_broken(label in spoken()) {
        let printed = DAIRY.print(&label);
        if DAIRY.valid(&label).is_empty() {
            prop_assert_eq!(read(&printed.banner), DAIRY.shown(&label), "{}", printed.banner);
            prop_assert_eq!(marking(&printed.banner).warnings, [], "{}", printed.banner);
            let portion = DAIRY.parse_portion(&[dairy()], &printed.portion.unwrap()).unwrap();
            prop_assert_eq!(portion.own.unwrap(), DAIRY.shown(&label));
        } else {
            prop_assert!(DAIRY.parse(&[dairy()], &printed.banner).is_err());
        }
        prop_assert_eq!(DAIRY.shown(&label) == label, printed.hidden.iter().all(|name| name == "CHURN" && part(&label).level == 2));
    }

    #[test]
    fn what_is_elaborated_stays_so_when_joined(a in spoken(), b in spoken()) {
        prop_assert_eq!(&DAIRY.elaborate(&a), &a);
        let joined = a.join(&b);
        prop_assert_eq!(&DAIRY.elaborate(&joined), &joined);
    }

    #[test]
    fn what_is_shown_constrains_no_more_than_the_label(label in spoken()) {
        let shown = DAIRY.shown(&label);
        prop_assert!(label.dominates(&shown));
        prop_assert_eq!(&DAIRY.shown(&shown), &shown);
        prop_assert_eq!(banner(&shown), banner(&label));
    }
}
