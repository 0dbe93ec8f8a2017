//! Several policies at once: products, circles, what is not settled, and how they are shown.

use chancery_label::{
    Clearance, Cleared, Component, Grade, Label, LabelError, Marking, Policies, PolicyId, REGISTRY, Tags,
    UK_1982, US_HISTORICAL, covering,
};

fn all() -> [PolicyId; 3] {
    [UK_1982, US_HISTORICAL, REGISTRY].map(PolicyId::new)
}

fn read(typed: &str) -> Label {
    let marking = Policies::compiled().parse(&all(), typed).expect("it is read");
    marking.own.expect("it is no bare cover")
}

fn banner(label: &Label) -> String {
    Policies::compiled().print(label).banner
}

#[test]
fn the_first_policy_that_reads_the_whole_reads_it() {
    let policies = Policies::compiled();
    let policy_of = |order: [&str; 2], typed: &str| {
        let label = policies.parse(&order.map(PolicyId::new), typed).unwrap().own.unwrap();
        label.components().map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(policy_of([UK_1982, US_HISTORICAL], "Secret"), [UK_1982]);
    assert_eq!(policy_of([US_HISTORICAL, UK_1982], "Secret"), [US_HISTORICAL]);
    assert_eq!(policy_of([UK_1982, US_HISTORICAL], "Secret; Nodis"), [US_HISTORICAL]);
}

#[test]
fn the_fault_is_that_of_the_policy_that_got_furthest() {
    let fault = Policies::compiled().parse(&all(), "Secret; Nodis; Butterscotch").unwrap_err();
    assert_eq!(
        (fault.found.as_str(), fault.expected.as_str()),
        ("Butterscotch", "a level or tag of us-historical")
    );
    let fault = Policies::compiled().parse(&all(), "Private and confidential").unwrap_err();
    assert_eq!(fault.at, 0..24);
}

#[test]
fn no_policy_or_an_absent_one_reads_nothing() {
    let policies = Policies::compiled();
    assert!(policies.parse(&[], "SECRET").is_err());
    let absent = policies.parse(&[PolicyId::new("baltic"), PolicyId::new(UK_1982)], "SECRET").unwrap_err();
    assert_eq!(absent.expected, "the policy baltic to be at hand");
}

#[test]
fn policies_stand_side_by_side_and_are_never_merged() {
    let product = read("UK SECRET").join(&read("US CONFIDENTIAL; NODIS"));
    assert_eq!(banner(&product), "UK SECRET · US CONFIDENTIAL; NODIS");
    assert_eq!(read("UK SECRET · US CONFIDENTIAL; NODIS"), product);
    let printed = Policies::compiled().print(&product);
    assert_eq!(printed.short, "S+US-C-ND");
    assert_eq!(printed.class_of, "secret");
    assert_eq!(printed.levels, [(PolicyId::new(UK_1982), 3), (PolicyId::new(US_HISTORICAL), 4)]);
}

#[test]
fn labels_of_two_policies_do_not_compare() {
    let (uk, us) = (read("UK SECRET"), read("US UNCLASSIFIED"));
    assert!(!uk.dominates(&us) && !us.dominates(&uk));
    let cleared = Clearance::none().with(PolicyId::new(UK_1982), Cleared { level: 4, ..Cleared::default() });
    assert!(cleared.opens(&uk) && !cleared.opens(&us) && !cleared.opens(&uk.join(&us)));
    assert!(Clearance::none().opens(&Label::public()));
}

#[test]
fn a_policy_comes_once_in_a_product() {
    let fault = Policies::compiled().parse(&all(), "UK SECRET · UK CONFIDENTIAL").unwrap_err();
    assert_eq!(fault.found.trim(), "UK CONFIDENTIAL");
    assert!(Policies::compiled().parse(&all(), "SECRET · ").is_err());
    assert!(Policies::compiled().parse(&all(), "NATO SECRET · UK SECRET").is_err());
}

#[test]
fn a_circle_narrows_a_paper_to_those_who_hold_it() {
    let paper = read("SECRET").join(&Label::circle("Falklands"));
    assert_eq!(banner(&paper), "SECRET · CIRCLE Falklands");
    assert_eq!(read("secret · circle Falklands"), paper);
    assert_eq!(Policies::compiled().print(&paper).short, "S+(Falklands)");
    assert_eq!(Policies::compiled().grade(&paper), Grade::Secret);

    let cleared = Clearance::none().with(PolicyId::new(UK_1982), Cleared { level: 4, ..Cleared::default() });
    assert!(!cleared.opens(&paper));
    let inside = Cleared { tags: Tags::these(["Falklands"]), ..Cleared::default() };
    assert!(cleared.with(PolicyId::new(REGISTRY), inside).opens(&paper));
}

#[test]
fn the_registrys_own_levels_are_read_after_its_name_alone() {
    let fault = Policies::compiled().parse(&all(), "Open").unwrap_err();
    assert_eq!(fault.found, "Open");
    let registry = Policies::compiled().get(&PolicyId::new(REGISTRY)).unwrap().clone();
    assert_eq!(registry.parse("OPEN").unwrap_err().expected, "REGISTRY before it");
    assert_eq!(registry.parse("NOT SETTLED").unwrap_err().expected, "REGISTRY before it");
    assert_eq!(
        registry.parse("Registry open").unwrap().own,
        Some(Label::of(PolicyId::new(REGISTRY), Component::level(0)))
    );
}

#[test]
fn two_circles_mean_both() {
    let both = Label::circle("Falklands").join(&Label::circle("Middle East"));
    assert_eq!(banner(&both), "CIRCLE Falklands; CIRCLE Middle East");
    assert_eq!(read("CIRCLE Falklands; CIRCLE Middle East"), both);
}

#[test]
fn a_circle_whose_name_could_be_taken_for_more_is_bracketed() {
    let odd = Label::circle("A; CIRCLE B");
    assert_eq!(banner(&odd), "CIRCLE (A%3B_CIRCLE_B)");
    assert!(Policies::compiled().parse(&all(), "CIRCLE (A)").is_err());
    assert!(Policies::compiled().parse(&all(), "CIRCLE").is_err());
    assert_eq!(
        banner(&Label::circle("the covering c o v e r i n g")),
        "CIRCLE (the_covering_c_o_v_e_r_i_n_g)"
    );
}

#[test]
fn what_is_not_settled_is_held_at_the_top() {
    let policies = Policies::compiled();
    let printed = policies.print(&policies.top());
    assert_eq!((printed.banner.as_str(), printed.short.as_str()), ("NOT SETTLED", "X"));
    assert_eq!(printed.note, Some("held at the registry's highest"));
    assert_eq!(printed.class_of, "not-settled");
    assert_eq!(read("not settled"), policies.top());
    assert_eq!(policies.print(&read("REGISTRY NOT SETTLED")).short, "REG-NS");
    assert_eq!(banner(&policies.top().join(&read("SECRET UK EYES A"))), "NOT SETTLED · UK EYES A");
    let narrowed = policies.top().join(&Label::circle("Falklands"));
    assert_eq!(banner(&narrowed), "NOT SETTLED · CIRCLE Falklands");
    for order in [&all()[..], &all()[1..], &all()[2..]] {
        assert_eq!(policies.parse(order, "NOT SETTLED").unwrap().own, Some(policies.top()));
        assert_eq!(
            policies.parse(order, "Not settled · circle Falklands").unwrap().own,
            Some(narrowed.clone())
        );
    }
    assert!(read("SECRET · NOT SETTLED").dominates(&policies.top()));
    assert_eq!(policies.parse(&all(), "covering NOT SETTLED").unwrap().covers, Some(policies.top()));
}

#[test]
fn only_who_holds_everything_opens_what_is_not_settled() {
    let policies = Policies::compiled().only(&all());
    let held = |id: &PolicyId| Cleared {
        level: policies.get(id).unwrap().highest(),
        tags: Tags::Every,
        affiliation: None,
    };
    let all: Vec<PolicyId> = policies.ids().cloned().collect();
    let clerk: Clearance = all.iter().map(|id| (id.clone(), held(id))).collect();
    assert!(clerk.opens(&policies.top()));
    for id in all {
        let lower = Cleared { level: held(&id).level - 1, ..held(&id) };
        assert!(!clerk.clone().with(id.clone(), lower).opens(&policies.top()), "{id}");
    }
    let named = Cleared { tags: Tags::these(["UMBRA", "LOCSEN"]), ..held(&PolicyId::new(UK_1982)) };
    assert!(!clerk.with(PolicyId::new(UK_1982), named).opens(&policies.top()));
}

#[test]
fn the_top_is_that_of_the_policies_that_a_registry_works_under() {
    let british = Policies::compiled().only(&[PolicyId::new(UK_1982)]);
    assert_eq!(british.ids().map(PolicyId::as_str).collect::<Vec<_>>(), [REGISTRY, UK_1982]);
    let three = Policies::compiled().only(&all());
    assert_eq!(three.ids().map(PolicyId::as_str).collect::<Vec<_>>(), [REGISTRY, UK_1982, US_HISTORICAL]);
    assert!(three.parse(&[PolicyId::new("nato")], "NATO SECRET").is_err(), "no other is at hand");
    assert!(three.get(&PolicyId::new("uk-gsc")).is_none());
    let named: Vec<_> = british.top().components().map(|(id, _)| id.to_string()).collect();
    assert_eq!(named, [REGISTRY, UK_1982]);
    assert_eq!(british.print(&read("US SECRET; NODIS")).class_of, "not-settled");
}

#[test]
fn what_is_not_settled_stays_so_when_a_policy_is_taken_up() {
    let before = Policies::compiled().only(&[PolicyId::new(UK_1982)]);
    let after = Policies::compiled();
    let held = before.top();
    assert!(!held.dominates(&after.top()) && after.is_held(&held));
    assert!(
        after.is_held(&held.join(&read("SECRET"))) && !after.is_held(&read("TOP SECRET · CIRCLE Falklands"))
    );
    let printed = after.print(&held);
    assert_eq!((printed.banner.as_str(), printed.class_of), ("NOT SETTLED", "not-settled"));
    assert_eq!(printed.note, Some("held at the registry's highest"));
    assert_eq!((before.print(&held).short.as_str(), after.print(&after.top()).short.as_str()), ("X", "X"));
    assert_eq!(printed.short, "TS-*+REG-NS", "two labels that open to others never share a series");
}

#[test]
fn a_british_cover_may_enclose_an_american_paper() {
    let policies = Policies::compiled();
    let Marking { own, covers, .. } =
        policies.parse(&all(), "RESTRICTED LOCSEN covering Secret; Nodis").unwrap();
    let (own, covers) = (own.unwrap(), covers.unwrap());
    let effective = covering(&own, &[covers]);
    assert_eq!(
        policies.covering_banner(&own, &effective),
        "RESTRICTED LOCSEN covering UK RESTRICTED LOCSEN · US SECRET; NODIS"
    );
}

#[test]
fn what_the_policies_lack_is_shown_as_strange_and_grave() {
    let policies = Policies::compiled();
    let strange = Label::of(
        PolicyId::new("baltic"),
        Component { level: 2, all: Tags::these(["AMBER"]), ..Component::default() },
    );
    let printed = policies.print(&strange);
    assert_eq!(printed.banner, "[baltic] LEVEL 2; (AMBER)");
    assert_eq!(printed.short, "[baltic]-?2-(AMBER)");
    assert_eq!(printed.class_of, "not-settled");

    let any = [("eyes".to_owned(), Default::default())].into();
    let note = ["GOSSIP".to_owned()].into();
    let component = Component { level: 9, all: Tags::these(["BUTTER"]), any, note, ..Component::default() };
    let printed = policies.print(&Label::of(PolicyId::new(UK_1982), component));
    assert_eq!(printed.banner, "(level 9) (BUTTER) {eyes: } <GOSSIP>");
    assert_eq!(printed.short, "?9-(BUTTER)-{eyes:}");
}

#[test]
fn what_nothing_constrains_is_public() {
    let printed = Policies::compiled().print(&Label::public());
    assert_eq!(
        (printed.banner.as_str(), printed.short.as_str(), printed.class_of),
        ("PUBLIC", "P", "unclassified")
    );
}

#[test]
fn canonical_text_is_sorted_json_and_read_back_strictly() {
    let text = r#"{"registry":{"level":0,"all":{"these":["Falklands"]}},"uk-1982":{"level":3,"any":{"eyes":["UK-OFFICIAL"]},"note":["PERSONAL"]}}"#;
    let label = read("SECRET UK EYES A PERSONAL · CIRCLE Falklands");
    assert_eq!(label.canonical(), text);
    assert_eq!(Label::from_canonical(text).unwrap(), label);
    assert_eq!(Label::public().canonical(), "{}");
    let refused = |text: &str| Label::from_canonical(text).unwrap_err();
    assert!(matches!(refused(&format!(" {text}")), LabelError::NotCanonical));
    assert!(matches!(refused(r#"{"uk-1982":{"level":3},"uk-1982":{"level":0}}"#), LabelError::NotCanonical));
    assert!(matches!(refused(r#"{"uk-1982":{"level":3,"al":"every"}}"#), LabelError::Unreadable(_)));
    assert!(matches!(refused(r#"{"uk-1982":{}}"#), LabelError::Unreadable(_)));
    assert!(matches!(refused(&" ".repeat(70_000)), LabelError::TooLong(70_000)));
}

#[test]
fn markings_and_clearances_are_data_too() {
    let marking = Policies::compiled().parse(&all(), "covering SECRET").unwrap();
    let json = serde_json::to_string(&marking).unwrap();
    assert_eq!(json, r#"{"typed":"covering SECRET","own":null,"covers":{"uk-1982":{"level":3}}}"#);
    assert_eq!(serde_json::from_str::<Marking>(&json).unwrap(), marking);

    let clearance: Clearance =
        serde_json::from_str(r#"{"uk-1982":{"level":4,"tags":"every","affiliation":"UK-OFFICIAL"}}"#)
            .unwrap();
    assert_eq!(clearance.cleared(&PolicyId::new(UK_1982)).unwrap().tags, Tags::Every);
    assert!(serde_json::from_str::<Clearance>(r#"{"uk-1982":{"tags":"every"}}"#).is_err());
}
