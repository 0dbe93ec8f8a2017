//! Papers in a bag: as they came, with what the registry says of them, for tools that are not ours; no more of what is
//! above their reader than on a page.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Cursor, Read as _};

use chancery_label::PolicyId;
use chancery_registry::answers::RegisterFilter;
use chancery_registry::{Options, Refused};
use chancery_testkit::{Browser, Office};
use zip::ZipArchive;

const NOTE: &str = "CONFIDENTIAL

                    1 October 1982

The herring figures are late again.
";
const HIGHER: &str = "TOP SECRET

                    2 October 1982

Here are the figures of the tin.
";

/// The files of a bag, by name from its folder down.
fn files(zip: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(zip)).unwrap();
    let count = zip.len();
    let read = |at: usize| {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        (name.split_once('/').unwrap().1.to_owned(), bytes)
    };
    (0..count).map(read).collect()
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

#[test]
fn a_cover_and_its_enclosure_lie_in_a_bag_as_they_came_with_what_the_register_says() {
    let office = Office::uk();
    let (cover, message) = office.letter();
    let papers = [cover, message.clone()];
    let (bagged, zip) = office.as_("coles").bag(&papers).unwrap();
    let files = files(zip);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    insta::assert_snapshot!(names.join("\n"));
    insta::assert_snapshot!(text(&files, "data/contents.txt"));
    insta::assert_snapshot!(text(&files, "bag-info.txt"));
    let at = &bagged.papers[1].reference.replace([' ', '/'], "-");
    let told: serde_json::Value = serde_json::from_slice(&files[&format!("data/{at}/paper.json")]).unwrap();
    assert_eq!(told["enclosed_in"], serde_json::json!([bagged.papers[0].reference]));
    assert_eq!(told["text"].as_str().unwrap(), text(&files, &format!("data/{at}/text.txt")));
    let seen = office.as_("coles").paper(&message).unwrap().seen;
    assert!(seen.iter().any(|one| one.by == "A J Coles"), "that it was given out is entered");
}

#[test]
fn the_original_lies_in_the_bag_to_the_byte() {
    let office = Office::uk();
    let mail = "From: a@example.org\r\nTo: b@example.org\r\nDate: Fri, 1 Oct 1982 09:00:00 +0000\r\nSubject: RESTRICTED herring\r\n\r\nRESTRICTED\r\n\r\nThe herring is late.\r\n";
    let filed = office.try_file("herring.EML", mail.as_bytes(), &Options::default()).unwrap();
    let (_, zip) = office.as_("coles").bag(&[filed.papers[0].id.clone()]).unwrap();
    let files = files(zip);
    let original = files.iter().find(|(name, _)| name.contains("/original")).unwrap();
    assert_eq!(original, (&"data/R-82-1/original.eml".to_owned(), &mail.as_bytes().to_vec()));
}

#[test]
fn what_is_above_its_reader_is_as_absent_in_a_bag_as_anywhere() {
    let office = Office::uk();
    let known = office.file(NOTE).papers[0].id.clone();
    let hidden = office.file(HIGHER).papers[0].id.clone();
    let absent = "0123456789abcdef0123456789abcdef".to_owned();
    let of = |other: &String| {
        let (_, zip) = office.as_("desk").bag(&[known.clone(), other.clone()]).unwrap();
        text(&files(zip), "data/contents.txt").replace(other.as_str(), "ID")
    };
    assert_eq!(of(&hidden), of(&absent));
    insta::assert_snapshot!(of(&hidden));
    assert!(matches!(office.as_("desk").bag(&[hidden]), Err(Refused::Absent)));
    let mut all = Cursor::new(Vec::new());
    let bagged = office.as_("desk").bag_register(&RegisterFilter::default(), &mut all).unwrap();
    assert_eq!((bagged.papers.len(), bagged.left_out.len()), (1, 0));
    assert!(!files(all.into_inner()).values().any(|bytes| bytes.windows(3).any(|three| three == b"tin")));
}

#[test]
fn a_bag_names_of_other_papers_those_in_it_alone() {
    let office = Office::uk();
    let (cover, message) = office.letter();
    let cover = office.as_("coles").paper(&cover).unwrap().line;
    let (_, zip) = office.as_("coles").bag(&[message]).unwrap();
    let told: Vec<String> = files(zip)
        .into_iter()
        .filter(|(name, _)| !name.contains("original"))
        .map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    assert!(!told.iter().any(|text| text.contains(&cover.reference) || text.contains(&cover.id)));
}

#[test]
fn all_of_the_register_is_written_where_it_is_to_lie() {
    let office = Office::uk();
    office.letter();
    office.file(NOTE);
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("all.zip");
    let everything = RegisterFilter::default();
    let bagged = office.as_("coles").bag_register(&everything, File::create(&at).unwrap()).unwrap();
    assert_eq!(bagged.papers.len(), 3);
    let of_a_year = RegisterFilter { year: "1981".into(), ..everything };
    let none = office.as_("coles").bag_register(&of_a_year, Cursor::new(Vec::new()));
    assert!(matches!(none, Err(Refused::Absent)));
    let files = files(fs::read(&at).unwrap());
    assert_eq!(files.keys().filter(|name| name.ends_with("/paper.json")).count(), 3);
}

#[test]
fn papers_that_were_ticked_come_as_one_zip() {
    let office = Office::uk();
    let paper = office.file(NOTE).papers[0].id.clone();
    let browser = Browser::new(&office, "coles");
    let answer = browser.get(&format!("/together/bag?p1={paper}"));
    assert_eq!(answer.header("content-type"), Some("application/zip"));
    assert!(answer.body.starts_with(b"PK"));
    assert_eq!(browser.get("/together/bag").status, 422);
}

#[test]
fn a_number_of_two_policies_names_a_folder_that_every_machine_can_make() {
    let office = Office::with_settings(|settings| {
        settings.policies = ["uk-1982", "us-historical"].map(PolicyId::new).to_vec();
    });
    let both = ["uk-1982=TOP SECRET".into(), "us-historical=TOP SECRET".into()];
    office.clear("coles", &office.registry.clearance(&both).unwrap());
    let paper = office.file_marked(NOTE, "UK RESTRICTED · US CONFIDENTIAL").papers[0].id.clone();
    let (bagged, zip) = office.as_("coles").bag(&[paper]).unwrap();
    let names: Vec<String> = files(zip).into_keys().filter(|name| name.starts_with("data/")).collect();
    insta::assert_snapshot!(format!("{}\n{}", bagged.papers[0].reference, names.join("\n")), @r"
    R+US-C 82/1
    data/R-US-C-82-1/label-1.xml
    data/R-US-C-82-1/label-2.xml
    data/R-US-C-82-1/original.txt
    data/R-US-C-82-1/paper.json
    data/R-US-C-82-1/text.txt
    data/contents.txt
    ");
}
