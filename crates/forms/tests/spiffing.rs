//! The public trials of spiffing (`test-data/tests.xml`): labels, markings, decisions and equivalents.
//!
//! They are read from the folder `spiffing/test-data` of the one that `CHANCERY_VECTORS` names. Two of its
//! files are not well-formed XML: an end tag of `food-policy.xml` is misspelt, and is put right here;
//! `bsi-commercial.xml` breaks off and belongs to no trial.
#![allow(clippy::print_stderr, reason = "what was tried is told")]

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use chancery_forms::spif::{Kind, Place, Spif, SpifClearance, SpifLabel, Value};
use chancery_forms::{FormError, Oid, ess, stanag};
use quick_xml::XmlVersion;
use quick_xml::events::Event;

/// An element's name and attributes, as they come.
type Element = (String, BTreeMap<String, String>);

/// Elements in the order of the text, without their nesting.
fn elements(text: &str) -> Vec<Element> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut found = Vec::new();
    loop {
        match reader.read_event().expect("the trials are XML") {
            Event::Start(start) | Event::Empty(start) => {
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.expect("it is XML");
                    let value = attribute.normalized_value(XmlVersion::Implicit1_0).expect("it is XML");
                    (name(attribute.key.as_ref()), value.into_owned())
                });
                found.push((name(start.name().as_ref()), attributes.collect()));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn name(name: impl AsRef<[u8]>) -> String {
    String::from_utf8_lossy(name.as_ref()).into_owned()
}

/// A policy, classifications and values in the format of the trials themselves.
fn plain(text: &str) -> (Oid, Vec<u64>, Vec<Value>) {
    let (mut policy, mut classes, mut values) = (None, Vec::new(), Vec::new());
    for (name, attributes) in elements(text) {
        let number = || attributes["lacv"].parse().expect("it is a number");
        match name.as_str() {
            "policy" => policy = Some(oid(&attributes["id"])),
            "classification" => classes.push(number()),
            "tag" => values.push(Value {
                set: oid(&attributes["id"]),
                kind: kind(&attributes["type"]),
                lacv: number(),
            }),
            _ => {}
        }
    }
    (policy.expect("there is a policy"), classes, values)
}

fn oid(text: &str) -> Oid {
    text.parse().expect("it is an identifier")
}

fn kind(text: &str) -> Kind {
    match text {
        "restrictive" => Kind::Restrictive,
        "enumeratedRestrictive" => Kind::EnumeratedRestrictive,
        "permissive" => Kind::Permissive,
        "enumeratedPermissive" => Kind::EnumeratedPermissive,
        "informative" => Kind::Informative,
        other => panic!("{other} is no type"),
    }
}

fn policy(folder: &Path, file: &str) -> Result<Spif, FormError> {
    let text = std::fs::read_to_string(folder.join(file)).expect("the file is there");
    Spif::read(&text.replace("</securityCategiryTagSet>", "</securityCategoryTagSet>"))
}

fn of<'a>(policies: &'a [Spif], oid: &Oid) -> Result<&'a Spif, FormError> {
    let own = policies.iter().find(|policy| policy.oid() == oid);
    own.ok_or_else(|| FormError::UnknownPolicy(oid.to_string()))
}

fn label<'a>(policies: &'a [Spif], path: &Path) -> Result<(&'a Spif, SpifLabel), FormError> {
    let bytes = std::fs::read(path).unwrap_or_default();
    if path.extension().is_some_and(|extension| extension == "ber") {
        let parsed = ess::parse(&bytes)?;
        let policy = of(policies, parsed.policy.as_ref().expect("there is a policy"))?;
        return Ok((policy, policy.label_of_ess(&parsed)?));
    }
    let text = String::from_utf8(bytes).expect("it is UTF-8");
    if path.extension().is_some_and(|extension| extension == "nato") {
        let parsed = stanag::parse(&text)?;
        let policy = policies.iter().find(|policy| policy.name() == parsed.policy).expect("it is at hand");
        return Ok((policy, policy.label(&parsed)?));
    }
    let (oid, classes, values) = plain(&text);
    let policy = of(policies, &oid)?;
    Ok((policy, policy.label_of(&oid, classes[0], &values)?))
}

fn clearance<'a>(policies: &'a [Spif], path: &Path) -> (&'a Spif, SpifClearance) {
    let (oid, classes, values) = plain(&std::fs::read_to_string(path).expect("the file is there"));
    let policy = of(policies, &oid).expect("it is at hand");
    (policy, policy.clearance(&oid, &classes, &values).expect("it resolves"))
}

/// How many expectations of each kind were met.
#[derive(Default)]
struct Tally(BTreeMap<&'static str, usize>);

impl Tally {
    fn check<T: PartialEq + std::fmt::Debug>(&mut self, what: &'static str, found: &T, expected: &T) {
        assert_eq!(found, expected, "{what}");
        *self.0.entry(what).or_default() += 1;
    }
}

fn trial(policies: &[Spif], folder: &Path, attributes: &BTreeMap<String, String>, tally: &mut Tally) {
    let read = label(policies, &folder.join(&attributes["label"]));
    if let Some(exception) = attributes.get("exception") {
        let expected = match read.as_ref().err() {
            Some(FormError::UnknownPolicy(oid)) => format!("Unknown policy id: {oid}"),
            Some(FormError::Unreadable { at: 0, .. }) => "No data to parse".into(),
            other => panic!("{other:?} for {exception}"),
        };
        return tally.check("exception", exception, &expected);
    }
    let (mut policy, mut label) = read.expect("the label resolves");
    let language = attributes.get("xml:lang").map_or("", String::as_str);
    let shown = |policy: &Spif, label: &SpifLabel| {
        policy.marking(label, language, Place::PageBottom).expect("it is of the policy")
    };
    if let Some(valid) = attributes.get("valid") {
        tally.check("valid", &policy.is_valid(&label).expect("it is of the policy"), &(valid == "true"));
    }
    if let Some(marking) = attributes.get("label-marking") {
        tally.check("label-marking", &shown(policy, &label), marking);
    }
    if let Some(target) = attributes.get("encrypt") {
        let into = of(policies, &oid(target)).expect("it is at hand");
        label = policy.translate(&label, into).expect("there is an equivalent");
        policy = into;
        tally.check("encrypt-marking", &shown(policy, &label), &attributes["encrypt-marking"]);
    }
    if let Some(file) = attributes.get("clearance") {
        let (own, clearance) = clearance(policies, &folder.join(file));
        if let Some(marking) = attributes.get("clearance-marking") {
            tally.check("clearance-marking", &own.clearance_marking(&clearance, ""), marking);
        }
        let opened = policy.decide(&label, &clearance).expect("they are of one policy");
        tally.check("acdf-result", &opened, &(attributes["acdf-result"] == "1"));
    }
}

#[test]
fn the_public_trials_of_spiffing_agree() {
    let Some(folder) = common::vectors("spiffing/test-data") else {
        return eprintln!("skipped: set CHANCERY_VECTORS to the folder that holds spiffing/test-data");
    };
    let text = std::fs::read_to_string(folder.join("tests.xml")).unwrap();
    let (mut policies, mut tally, mut trials) = (Vec::new(), Tally::default(), 0);
    for (name, attributes) in elements(&text) {
        match name.as_str() {
            "sequence" => policies.clear(),
            "policy" => match (policy(&folder, &attributes["spif"]), attributes.get("exception")) {
                (Ok(policy), None) => policies.push(policy),
                (Err(error), Some(exception)) => {
                    tally.check(
                        "policy exception",
                        &exception.as_str(),
                        &"Duplicate excluded classification in category",
                    );
                    assert!(error.to_string().contains("a classification is excluded twice"), "{error}");
                }
                (read, exception) => panic!("{attributes:?}: {:?} for {exception:?}", read.err()),
            },
            "test" => {
                trial(&policies, &folder, &attributes, &mut tally);
                trials += 1;
            }
            _ => {}
        }
    }
    assert!(trials > 20, "{trials}");
    eprintln!("{trials} trials of spiffing agree: {:?}", tally.0);
}
