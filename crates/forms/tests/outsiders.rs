//! What other programs make of the forms: lxml reads the XML, by public schemas where they are at hand;
//! openssl and asn1crypto read the DER.

#![allow(clippy::print_stderr, reason = "a trial that is skipped says so")]

mod common;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use chancery_forms::binding::{self, Bytes};
use chancery_forms::spif::{self, Issuer};
use chancery_forms::stanag::{self, Issued};
use chancery_forms::{Oid, ess};
use chancery_label::{Component, Label, PolicyId, Tags, UK_1982, US_CAPCO};

fn issued() -> Issued {
    Issued {
        created: "1982-04-02T09:30:00Z".parse().expect("it is sound"),
        review: "1992-04-02T00:00:00Z".parse().expect("it is sound"),
    }
}

/// Labels with each kind of tag, names that are hard to escape, sets of which nobody is left, and words in common.
fn labels() -> Vec<Label> {
    let any = [("eyes".to_owned(), ["UK-OFFICIAL".to_owned(), "a \"b\" & <c>".to_owned()].into())].into();
    let note = ["PERSONAL".to_owned(), "tab\tand\nline".to_owned()].into();
    let all = Tags::these(common::NAMES);
    let full = Component { any, note, all, ..Component::level(3) };
    let every = Component { all: Tags::Every, ..Component::level(4) };
    let uk = |component| Label::of(PolicyId::new(UK_1982), component);
    let nobody = || [("sale".to_owned(), [].into())].into();
    let cheese = |component| Label::of(PolicyId::new("cheese"), component);
    let typed = |typed: &str| {
        let read = common::policies().parse(&[PolicyId::new(US_CAPCO)], typed).expect("it is a marking");
        read.own.expect("it has one of its own")
    };
    vec![
        uk(Component::level(0)),
        uk(full),
        uk(every).join(&Label::circle("Cheese")),
        cheese(Component { any: nobody(), needs: 2, ..Component::default() }),
        cheese(Component { copy: nobody(), ..Component::default() }),
        typed("SECRET"),
        typed("SECRET//REL TO USA, GBR/DISPLAY ONLY IRQ"),
    ]
}

/// The Python that was made ready for the tests, or the one at hand.
fn python() -> String {
    std::env::var("CHANCERY_PYTHON").unwrap_or_else(|_| "python3".into())
}

/// Runs a program of which `probe` tells whether it is there; none is an absence to be told.
fn run(program: &str, probe: &[&str], arguments: &[&str], input: &[u8]) -> Option<(bool, String)> {
    let probed = Command::new(program).args(probe).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !probed.is_ok_and(|status| status.success()) {
        assert!(std::env::var_os("CHANCERY_NO_SKIP").is_none(), "{program} {probe:?} does not run");
        eprintln!("skipped: {program} {probe:?} does not run");
        return None;
    }
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it is sound");
    child.stdin.take().expect("it is sound").write_all(input).expect("it is sound");
    let output = child.wait_with_output().expect("it is sound");
    Some((output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned()))
}

fn lxml(script: &str, schema: Option<&PathBuf>, input: &str) -> Option<String> {
    let schema = schema.map(|path| path.display().to_string()).unwrap_or_default();
    let (well, output) =
        run(&python(), &["-c", "import lxml.etree"], &["-c", script, &schema], input.as_bytes())?;
    assert!(well, "{output}");
    Some(output)
}

/// Prints every value of a category as JSON, after the schema of the first argument if there is one.
const VALUES: &str = r"
import sys, json
from lxml import etree
tree = etree.fromstring(sys.stdin.buffer.read(), etree.XMLParser(resolve_entities=False, no_network=True))
if sys.argv[1]:
    etree.XMLSchema(etree.parse(sys.argv[1])).assertValid(tree)
ns = '{urn:nato:stanag:4774:confidentialitymetadatalabel:1:0}'
print(json.dumps([[c.get('TagName'), [v.text for v in c.iter(ns + 'GenericValue')]] for c in tree.iter(ns + 'Category')]))
";

#[test]
fn lxml_reads_a_confidentiality_label_by_its_schema() {
    let schema = common::vectors("schema/adatp-4774.xsd");
    if schema.is_none() {
        eprintln!("without a schema: set CHANCERY_VECTORS to the folder that holds schema/adatp-4774.xsd");
    }
    for label in labels() {
        for text in stanag::write(common::policies(), &label, &issued()).unwrap() {
            let Some(output) = lxml(VALUES, schema.as_ref(), &text) else { return };
            let seen: Vec<(String, Vec<String>)> = serde_json::from_str(&output).unwrap();
            let parsed = stanag::parse(&text).unwrap();
            let ours: Vec<_> = parsed.categories.into_iter().map(|c| (c.tag_name, c.values)).collect();
            assert_eq!(seen, ours);
        }
    }
}

#[test]
fn lxml_reads_a_sidecar_with_all_its_labels() {
    for label in labels() {
        let text = binding::write(common::policies(), &label, &issued(), &Bytes::of(b"butter")).unwrap();
        let Some(output) = lxml(VALUES, None, &text) else { return };
        let seen: Vec<(String, Vec<String>)> = serde_json::from_str(&output).unwrap();
        let parts = stanag::write(common::policies(), &label, &issued()).unwrap();
        let ours = parts.iter().flat_map(|text| stanag::parse(text).unwrap().categories);
        assert_eq!(seen, ours.map(|c| (c.tag_name, c.values)).collect::<Vec<_>>());
    }
}

/// Prints the classifications' names as JSON, after the schema of the first argument if there is one.
const CLASSES: &str = r"
import sys, json
from lxml import etree
tree = etree.fromstring(sys.stdin.buffer.read())
if sys.argv[1]:
    etree.XMLSchema(etree.parse(sys.argv[1])).assertValid(tree)
print(json.dumps([c.get('name') for c in tree.iter('{http://www.xmlspif.org/spif}securityClassification')]))
";

#[test]
fn lxml_reads_a_policy_file_by_its_schema() {
    let schema = common::vectors("schema/spif-21.xsd");
    if schema.is_none() {
        eprintln!("without a schema: set CHANCERY_VECTORS to the folder that holds schema/spif-21.xsd");
    }
    let policies = common::policies();
    for id in policies.ids() {
        let policy = policies.get(id).unwrap();
        let issuer = Issuer { created: issued().created, originator: "CN=Registry,C=GB", key: "" };
        let text = spif::write(policy, &issuer).unwrap();
        let Some(output) = lxml(CLASSES, schema.as_ref(), &text) else { return };
        let seen: Vec<String> = serde_json::from_str(&output).unwrap();
        assert!(policy.levels().iter().map(|level| &level.name).eq(&seen), "{seen:?}");
    }
}

#[test]
fn openssl_reads_the_policy_and_the_number_of_a_security_label() {
    let label =
        Label::of(PolicyId::new(UK_1982), Component { all: Tags::these(["LOCSEN"]), ..Component::level(3) });
    let bytes = ess::write(common::policies(), &label).unwrap().remove(0);
    let Some((well, output)) = run("openssl", &["version"], &["asn1parse", "-inform", "DER"], &bytes) else {
        return;
    };
    assert!(well, "{output}");
    assert!(
        output.contains(&format!("OBJECT            :{}", Oid::policy(&PolicyId::new(UK_1982)))),
        "{output}"
    );
    assert!(output.contains("INTEGER           :09"), "{output}");
    assert!(output.contains("UTF8STRING        :LOCSEN"), "{output}");
}

/// Reads the label by the ASN.1 of its module and prints it as JSON.
const ASN1: &str = r"
import sys, json
from asn1crypto import core
class Category(core.Sequence):
    _fields = [('type', core.ObjectIdentifier, {'implicit': 0}), ('value', core.Any, {'explicit': 1})]
class Categories(core.SetOf):
    _child_spec = Category
class Label(core.Set):
    _fields = [('policy', core.ObjectIdentifier), ('classification', core.Integer), ('mark', core.UTF8String),
               ('categories', Categories, {'optional': True})]
class Names(core.SetOf):
    _child_spec = core.UTF8String
label = Label.load(sys.stdin.buffer.read(), strict=True)
names = [c['value'].parse(Names).native for c in label['categories'] if c['type'].dotted.endswith('.2.1')]
print(json.dumps([label['policy'].dotted, label['classification'].native, label['mark'].native, names]))
";

#[test]
fn asn1crypto_reads_a_security_label_by_its_module() {
    let tags = Tags::these(["LOCSEN", "BUTTER POPCORN", "été"]);
    let label = Label::of(PolicyId::new(UK_1982), Component { all: tags, ..Component::level(3) });
    let bytes = ess::write(common::policies(), &label).unwrap().remove(0);
    let probe = ["-c", "import asn1crypto"];
    let Some((well, output)) = run(&python(), &probe, &["-c", ASN1], &bytes) else { return };
    assert!(well, "{output}");
    let seen: serde_json::Value = serde_json::from_str(&output).unwrap();
    let mark = common::policies().print(&label).banner;
    let oid = Oid::policy(&PolicyId::new(UK_1982)).to_string();
    let names = serde_json::json!([["été", "LOCSEN", "BUTTER POPCORN"]]);
    assert_eq!(seen, serde_json::json!([oid, 9, mark, names]));
}
