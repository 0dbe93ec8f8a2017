//! What is refused, by the defect, with the sentence that the submitter reads.
#![allow(clippy::unwrap_used)]

use std::fs::File;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use chancery_intake::{Limits, RefusalKind, read_file, take};
use proptest::prelude::*;

fn refused(name: &str, bytes: impl Into<Vec<u8>>) -> (RefusalKind, String) {
    let refusal = take(name, bytes.into(), &Limits::default()).unwrap_err();
    (refusal.kind(), refusal.to_string())
}

fn unread(path: &Path) -> (RefusalKind, String) {
    let refusal = read_file(path, &Limits::default()).unwrap_err();
    (refusal.kind(), refusal.to_string())
}

fn volume(inside: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><TEI><text><body>{inside}</body></text></TEI>")
}

const DOCUMENT: &str =
    "<div type=\"document\" n=\"1\" xml:id=\"d1\"><head>1. Letter From A to B</head><p>Dear B:</p></div>";

// Files

#[test]
fn an_empty_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nothing.txt");
    File::create(&path).unwrap();
    let told = "`nothing.txt` is empty; hand in a file with something in it";
    assert_eq!(unread(&path), (RefusalKind::Empty, told.to_owned()));
    assert_eq!(refused("nothing.txt", ""), (RefusalKind::Empty, told.to_owned()));
}

#[test]
fn a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("papers");
    std::fs::create_dir(&path).unwrap();
    assert_eq!(
        unread(&path),
        (RefusalKind::NotAFile, "`papers` is a folder; name the files in it".to_owned())
    );
}

#[test]
fn a_device_that_never_ends() {
    let told = "`zero` is a device, not a file; copy its contents to a file first";
    assert_eq!(unread(Path::new("/dev/zero")), (RefusalKind::NotAFile, told.to_owned()));
}

#[test]
fn a_pipe_that_nobody_writes_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    let told = "`pipe` is a pipe, not a file; write it to a file first";
    assert_eq!(unread(&path), (RefusalKind::NotAFile, told.to_owned()));
}

#[test]
fn a_socket() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talk");
    let _listener = UnixListener::bind(&path).unwrap();
    assert_eq!(unread(&path).0, RefusalKind::NotAFile);
}

#[test]
fn a_link_in_a_circle() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (folder.path().join("one"), folder.path().join("other"));
    symlink(&one, &other).unwrap();
    symlink(&other, &one).unwrap();
    let told = "`one` is a link that leads round in a circle; name the file itself";
    assert_eq!(unread(&one), (RefusalKind::Unopened, told.to_owned()));
}

#[test]
fn a_link_to_a_file_is_followed() {
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("letter.txt"), folder.path().join("link"));
    std::fs::write(&file, "Dear Francis").unwrap();
    symlink(&file, &link).unwrap();
    assert_eq!(read_file(&link, &Limits::default()).unwrap(), b"Dear Francis");
}

#[test]
fn no_such_file() {
    let told = "`gone.txt` does not exist; check the name";
    assert_eq!(unread(Path::new("/tmp/gone/gone.txt")), (RefusalKind::Unopened, told.to_owned()));
}

#[test]
fn a_sparse_file_of_100_mib_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.eml");
    File::create(&path).unwrap().set_len(100 * 1024 * 1024).unwrap();
    let told = "`huge.eml` is larger than 64 MiB; split it and hand in the pieces";
    assert_eq!(unread(&path), (RefusalKind::TooLarge, told.to_owned()));
}

// Text

#[test]
fn bytes_that_are_not_utf8_are_named_by_their_place() {
    let told = "`old.txt` is not UTF-8 at byte 5; save it as UTF-8 and hand it in again";
    assert_eq!(refused("old.txt", *b"caf\xc3\xa9\xe9"), (RefusalKind::Encoding, told.to_owned()));
}

#[test]
fn the_place_counts_a_byte_order_mark() {
    let told = "`old.txt` is not UTF-8 at byte 6; save it as UTF-8 and hand it in again";
    assert_eq!(refused("old.txt", *b"\xef\xbb\xbfcaf\xe9").1, told);
}

#[test]
fn nul_bytes() {
    let told = "`odd.txt` holds a NUL at byte 4 of its text, so it is not plain text; save it as UTF-8 text";
    assert_eq!(refused("odd.txt", *b"abcd\0e"), (RefusalKind::Encoding, told.to_owned()));
}

#[test]
fn half_a_utf16_character() {
    assert_eq!(
        refused("wide.txt", *b"\xff\xfeA\0B"),
        (
            RefusalKind::Encoding,
            "`wide.txt` is not UTF-16 at byte 4, though it says so; save it as UTF-8 and hand it in again"
                .to_owned()
        )
    );
    // A surrogate that stands alone.
    assert_eq!(refused("wide.txt", *b"\xff\xfeA\0\x00\xd8").0, RefusalKind::Encoding);
}

#[test]
fn only_white_space() {
    assert_eq!(refused("blank.txt", " \r\n\t\n").0, RefusalKind::Empty);
}

#[test]
fn formats_that_are_not_read_are_named() {
    let told = "`tune` is a recording, which is not read; \
                hand in plain text, mail, a PDF, a picture, a web page, an office document or a TEI volume";
    assert_eq!(refused("tune", *b"OggS\0\x02"), (RefusalKind::Format, told.to_owned()));
    assert!(
        refused("cable.txt", *b"Rar!\x1a\x07")
            .1
            .starts_with("`cable.txt` is called .txt and is a compressed file")
    );
}

#[test]
fn a_name_is_shown_without_its_folders_or_control_characters() {
    assert!(refused("/home/clerk/bad\u{1b}[2J.txt", "").1.starts_with("`bad\u{fffd}[2J.txt` is empty"));
}

// Volumes

#[test]
fn a_volume_cut_in_half_is_refused_whole_and_says_where() {
    let whole = volume(&DOCUMENT.repeat(3));
    assert_eq!(take("v.xml", whole.clone().into_bytes(), &Limits::default()).unwrap().papers.len(), 3);
    let cut = whole[..whole.rfind("Dear").unwrap()].to_owned();
    let (kind, told) = refused("v.xml", cut.clone());
    assert_eq!(kind, RefusalKind::Broken);
    assert_eq!(
        told,
        format!(
            "`v.xml` is cut short or damaged at about document 3 (byte {0} of {0}); nothing was taken: fetch the volume again",
            cut.len()
        )
    );
}

#[test]
fn a_volume_whose_tags_do_not_match() {
    let mixed = volume("<div type=\"document\"><head>1. Letter</p></head></div>");
    assert_eq!(refused("v.xml", mixed).0, RefusalKind::Broken);
}

#[test]
fn a_document_type_bomb() {
    let bomb = format!("<!DOCTYPE TEI [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>{}", volume("&b;"));
    let (kind, told) = refused("bomb.xml", bomb);
    assert_eq!(kind, RefusalKind::Forbidden);
    assert!(told.starts_with("`bomb.xml` declares a document type or uses entities of its own"), "{told}");
}

#[test]
fn an_entity_of_its_own() {
    for inside in ["&secret;", &DOCUMENT.replace("Dear", "&dear;"), &DOCUMENT.replace("d1", "&d;")] {
        assert_eq!(refused("v.xml", volume(inside)).0, RefusalKind::Forbidden, "{inside}");
    }
}

#[test]
fn elements_a_thousand_deep() {
    let deep = format!("{}{}", "<hi>".repeat(1000), "</hi>".repeat(1000));
    let inside_document = format!("<div type=\"document\"><head>1. A</head><p>{deep}</p></div>");
    assert_eq!(refused("v.xml", volume(&inside_document)).0, RefusalKind::TooDeep);
    assert_eq!(refused("v.xml", volume(&deep)).0, RefusalKind::TooDeep);
}

#[test]
fn xml_that_is_no_volume() {
    assert_eq!(refused("page.xml", "<feed><entry/></feed>").0, RefusalKind::Format);
    assert_eq!(refused("v.xml", volume("<div type=\"chapter\"/>")).0, RefusalKind::Format);
    assert_eq!(refused("v.xml", "<?xml version=\"1.0\"?>").0, RefusalKind::Broken);
}

#[test]
fn more_papers_than_allowed() {
    let limits = Limits { papers_max: 2, ..Limits::default() };
    let refusal = take("v.xml", volume(&DOCUMENT.repeat(3)).into_bytes(), &limits).unwrap_err();
    assert_eq!(refusal.to_string(), "`v.xml` holds more than 2 papers; split it and hand in the pieces");
}

#[test]
fn more_text_than_allowed() {
    let limits = Limits { text_bytes_max: 100, ..Limits::default() };
    let long = volume(&DOCUMENT.replace("Dear B:", &"word ".repeat(100)));
    assert_eq!(take("v.xml", long.into_bytes(), &limits).unwrap_err().kind(), RefusalKind::TooLarge);
    assert_eq!(take("t.txt", vec![b'a'; 101], &limits).unwrap_err().kind(), RefusalKind::TooLarge);
}

// Mail

const FIELDS: &str = "From: a@example.org\r\nSubject: Papers\r\nDate: Thu, 14 Oct 1982 09:00:00 +0100\r\n";

#[test]
fn a_mail_of_ten_thousand_parts() {
    let part = "--x\r\nContent-Type: text/plain\r\n\r\nword\r\n";
    let mail = format!(
        "{FIELDS}Content-Type: multipart/mixed; boundary=\"x\"\r\n\r\n{}--x--\r\n",
        part.repeat(10_000)
    );
    let told = "`many.eml` has more than 200 parts; take the attachments out and hand them in";
    assert_eq!(refused("many.eml", mail), (RefusalKind::TooLarge, told.to_owned()));
}

#[test]
fn a_mail_with_a_header_of_50_mib() {
    let mail = format!("{FIELDS}X-Padding: {}\r\n\r\nbody", "x".repeat(50 * 1024 * 1024));
    let told = "`head.eml` has a header of more than 1 MiB; have the file examined before trying again";
    assert_eq!(refused("head.eml", mail), (RefusalKind::TooLarge, told.to_owned()));
}

#[test]
fn mails_within_mails_a_thousand_deep() {
    let mut mail = String::new();
    for _ in 0..1000 {
        mail.push_str(FIELDS);
        mail.push_str("Content-Type: message/rfc822\r\n\r\n");
    }
    assert_eq!(refused("deep.eml", mail).0, RefusalKind::TooLarge);
}

#[test]
fn mails_within_mails_deeper_than_allowed() {
    let inner = format!("{FIELDS}Content-Type: message/rfc822\r\n\r\n").repeat(21);
    let told = "`deep.eml` is nested more than 20 deep; take the inner files out and hand them in";
    assert_eq!(
        refused("deep.eml", format!("{inner}{FIELDS}\r\nend\r\n")),
        (RefusalKind::TooDeep, told.to_owned())
    );
}

#[test]
fn parts_within_parts_a_thousand_deep() {
    let mut mail = FIELDS.to_owned();
    for depth in 0..1000 {
        mail.push_str(&format!("Content-Type: multipart/mixed; boundary=b{depth}\r\n\r\n--b{depth}\r\n"));
    }
    assert_eq!(refused("deep.eml", mail).0, RefusalKind::TooLarge);
}

#[test]
fn a_mail_without_a_mails_header() {
    let told = "`note.eml` has no mail header (From, Date, Subject); hand it in as plain text, or save the mail as .eml";
    assert_eq!(refused("note.eml", "just some words\n\nand more"), (RefusalKind::Format, told.to_owned()));
}

// Anything at all

proptest! {
    #[test]
    fn no_bytes_make_a_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000), name in "[a-z]{1,3}\\.(txt|eml|xml)") {
        let _ = take(&name, bytes, &Limits::default());
    }

    #[test]
    fn no_text_makes_a_parser_panic(text in "(<|>|/|&|;|div type=\"document\"|TEI|p|note|head|list|row|cell|\"| |a|é|\n|\r\n|--x|boundary=x|:){0,80}") {
        for name in ["a.txt", "a.eml", "a.xml"] {
            let _ = take(name, text.clone().into_bytes(), &Limits::default());
            let _ = take(name, format!("{FIELDS}Content-Type: multipart/mixed; boundary=x\r\n\r\n{text}").into_bytes(), &Limits::default());
            let _ = take(name, volume(&format!("<div type=\"document\">{text}</div>")).into_bytes(), &Limits::default());
        }
    }

    #[test]
    fn a_volume_cut_anywhere_is_refused(cut in 1usize..400) {
        let whole = volume(&DOCUMENT.repeat(3));
        prop_assume!(cut < whole.len());
        let cut_short = whole.as_bytes()[..cut].to_vec();
        prop_assert!(take("v.xml", cut_short, &Limits::default()).is_err());
    }
}
