//! A whole volume of declassified papers, and released mails, as they are.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use chancery_registry::answers::{ParticularName, RegisterFilter};
use chancery_registry::{Options, Refused, Source};
use chancery_testkit::{LETTER, Office, data_folder};

/// The volume that the project carries as a sample.
const SAMPLE: &[u8] = include_bytes!("../../../samples/frus1969-76v20.xml.zst");
const SAMPLE_BYTES_MAX: usize = 16 << 20;

fn sample() -> Vec<u8> {
    zstd::bulk::decompress(SAMPLE, SAMPLE_BYTES_MAX).unwrap()
}

fn named(office: &Office, title: &str) -> String {
    let found = office.as_("coles").find(&format!("subject:\"{title}\""), 1).unwrap();
    found.hits.first().unwrap_or_else(|| panic!("no paper is titled {title}")).paper.reference.clone()
}

#[test]
fn the_sample_volume_becomes_papers_under_the_markings_of_its_source_notes() {
    let office = Office::uk();
    let filed = office.file_volume(&sample());
    assert_eq!(filed.entered, 332);
    let page = office.as_("coles").register(&RegisterFilter::default()).unwrap();
    let counts: BTreeMap<&str, u64> = page.by_marking.iter().map(|f| (f.shown.as_str(), f.count)).collect();
    assert_eq!(page.total, 332);
    for (marking, at_least) in [
        ("SECRET", 70),
        ("SECRET; EXDIS", 30),
        ("TOP SECRET; SENSITIVE", 20),
        ("CONFIDENTIAL", 15),
        ("TOP SECRET; NODIS", 3),
        ("NOT SETTLED", 1),
    ] {
        assert!(counts.get(marking).is_some_and(|n| *n >= at_least), "{marking}: {counts:?}");
    }
    // Editors' notes bear no marking, and a few papers say so; all else was read.
    assert!(counts["NOT SETTLED"] <= 40, "{counts:?}");
}

#[test]
fn a_telegram_has_its_head_parties_date_place_source_and_footnotes() {
    let office = Office::uk();
    office.file_volume(&sample());
    let page = office.as_("coles").paper(&named(&office, "Thai-US Contingency Planning")).unwrap();
    let of = |name: ParticularName| {
        let found = page.particulars.iter().find(|particular| particular.name == name);
        found.map(|particular| particular.value.to_string()).unwrap_or_default()
    };
    assert_eq!(of(ParticularName::Kind), "telegram");
    assert_eq!(of(ParticularName::From), "Embassy in Thailand");
    assert_eq!(of(ParticularName::To), "Department of State");
    assert_eq!(of(ParticularName::Date), "9 September 1969");
    assert_eq!(of(ParticularName::Place), "Bangkok");
    assert!(
        of(ParticularName::Source)
            .contains("Memoranda to the President, 1969 September. Top Secret; Priority; Exdis.")
    );
    assert_eq!(page.line.marked.banner, "TOP SECRET; PRIORITY; EXDIS");
    assert!(page.footnotes[0].text.starts_with("Kissinger forwarded the telegram to the President"));
    let text: String = page.text.iter().map(|run| run.text.as_str()).collect();
    assert!(text.contains("\n\n1. The following background information describes"));
}

#[test]
fn labels_of_two_policies_are_a_product_and_a_reader_needs_both() {
    let office = Office::uk();
    office.file_volume(&sample());
    let telegram = named(&office, "Thai-US Contingency Planning");
    let cover = office.file_marked("A cover for it.\n", "CONFIDENTIAL").papers[0].reference.clone();
    assert!(office.as_("desk").paper(&cover).is_ok());
    office.as_("coles").enclose(&cover, &telegram).unwrap();
    let banner = office.as_("coles").paper(&cover).unwrap().line.marked.banner;
    assert_eq!(banner, "CONFIDENTIAL covering UK CONFIDENTIAL · US TOP SECRET; PRIORITY; EXDIS");
    assert!(matches!(office.as_("desk").paper(&cover), Err(Refused::Absent)));
}

#[test]
fn a_paper_without_a_marking_is_held_at_the_top_until_a_clerk_settles_it() {
    let office = Office::uk();
    let paper = office.file("A note without any marking.\n").papers[0].clone();
    assert_eq!((paper.marked.banner.as_str(), paper.marked.grade.as_str()), ("NOT SETTLED", "not-settled"));
    assert!(matches!(office.as_("desk").paper(&paper.id), Err(Refused::Absent)));
    assert!(matches!(office.as_("pm").settle(&paper.id, "SECRET"), Err(Refused::Duty(_))));
    assert!(matches!(office.as_("clerk").settle(&paper.id, "SECRT"), Err(Refused::Invalid(_))));
    office.as_("clerk").settle(&paper.id, "CONFIDENTIAL").unwrap();
    let page = office.as_("desk").paper(&paper.id).unwrap();
    assert_eq!((page.line.marked.banner.as_str(), page.line.reference.as_str()), ("CONFIDENTIAL", "C 82/1"));
    assert!(matches!(office.as_("clerk").settle(&paper.id, "SECRET"), Err(Refused::Conflict(_))));
}

#[test]
fn the_same_bytes_are_held_once_and_only_he_is_told_who_may_know() {
    let office = Office::uk();
    office.letter();
    let again = office.file(LETTER);
    assert_eq!((again.entered, again.held.len()), (0, 1));
    // The desk officer files the same bytes: to him they are new.
    let mut told = None;
    let source = Source::Bytes("letter.txt".into(), LETTER.as_bytes().to_vec());
    office
        .registry
        .file(&office.reader("desk"), std::iter::once(source), &Options::default(), &mut |o| {
            told = Some(o.filed.unwrap());
        })
        .unwrap();
    let told = told.unwrap();
    assert_eq!((told.entered, told.held.len(), told.papers.len()), (2, 0, 0));
}

#[test]
fn released_mails_file_as_mails() {
    let Some(data) = data_folder() else {
        eprintln!("skipped: there are no released mails beside the project");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let unpacked = std::process::Command::new("tar")
        .args([
            "xJf",
            &data.join("foia-mail.tar.xz").to_string_lossy(),
            "-C",
            &folder.path().to_string_lossy(),
        ])
        .args(["--wildcards", "*C0577*"])
        .status()
        .unwrap();
    assert!(unpacked.success());
    let mut files: Vec<_> = walk(folder.path());
    files.sort();
    files.truncate(200);
    let office = Office::uk();
    let mut entered = 0;
    let sources = files.into_iter().map(Source::Path);
    office
        .registry
        .file(&office.reader("clerk"), sources, &Options::default(), &mut |o| {
            entered += o.filed.unwrap().entered;
        })
        .unwrap();
    let page = office.as_("clerk").register(&RegisterFilter::default()).unwrap();
    let mails = page.by_kind.iter().find(|f| f.value == "email").map_or(0, |f| f.count);
    assert!(entered >= 150 && mails * 10 >= page.total * 9, "{mails} mails of {}", page.total);
    // The banner of the release says UNCLASSIFIED; a mail whose own text says CONFIDENTIAL is held at that.
    let settled: u64 = page.by_marking.iter().filter(|f| f.shown != "NOT SETTLED").map(|f| f.count).sum();
    assert!(
        page.by_marking[0].shown == "UNCLASSIFIED" && settled * 10 >= page.total * 9,
        "{:?}",
        page.by_marking
    );
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let inside = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    inside.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
