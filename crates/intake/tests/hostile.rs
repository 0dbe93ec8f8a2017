//! Hostile files, one a defect, each with what its submitter is told; those too big to be kept are made here.
#![allow(clippy::unwrap_used)]

mod files_made;

use std::path::Path;

use chancery_intake::{Limits, RefusalKind, take};
use files_made::{archive, open_document, paragraphs, short, storage, taken, word, words};
use proptest::prelude::*;

fn refused(name: &str, bytes: impl Into<Vec<u8>>) -> (RefusalKind, String) {
    let refusal = take(name, bytes.into(), &Limits::default()).unwrap_err();
    (refusal.kind(), refusal.to_string())
}

/// The files of the corpus, by their defects, and what is said of each: the refusal, or of those that are
/// read all the same, everything that was taken.
const CORPUS: [(&str, &str); 19] = [
    (
        "archive-in-archive.zip",
        "`archive-in-archive.zip` was not taken: in it `inner.zip` is an archive again, which is not opened; take the files out and hand them in",
    ),
    (
        "archive-locked.zip",
        "`archive-locked.zip` holds `plan.txt`, which is locked with a password; unpack it and hand in what is inside",
    ),
    (
        "archive-of-nothing.zip",
        "`archive-of-nothing.zip` is an archive with no file in it; hand in a file with something in it",
    ),
    (
        "archive-cut-short.zip",
        "`archive-cut-short.zip` is cut short or damaged; fetch it again and hand it in",
    ),
    (
        "archive-with-a-program.zip",
        "`archive-with-a-program.zip` was not taken: in it `setup.pdf` is called .pdf and is a program, which is not read; hand in plain text, mail, a PDF, a picture, a web page, an office document or a TEI volume",
    ),
    (
        "archive-with-steps-out.zip",
        "== Text passwd\n! the name of `passwd` leads out of its folder; only its last step was kept\nroot",
    ),
    (
        "document-billion-laughs.docx",
        "`document-billion-laughs.docx` declares a document type or uses entities of its own, which are never read; save it without them and hand it in again",
    ),
    (
        "document-bomb.docx",
        "`document-bomb.docx` holds `document.xml`, which grows more than 100 times when it is unpacked; have the file examined before trying again",
    ),
    (
        "document-external-entity.odt",
        "`document-external-entity.odt` declares a document type or uses entities of its own, which are never read; save it without them and hand it in again",
    ),
    (
        "document-locked.odt",
        "`document-locked.odt` is encrypted, so it cannot be read; open it with its password and hand in what is inside",
    ),
    (
        "document-nested.docx",
        "`document-nested.docx` nests elements more than 1000 deep; have the file examined before trying again",
    ),
    (
        "document-unclosed.docx",
        "`document-unclosed.docx` is cut short or damaged; fetch it again and hand it in",
    ),
    ("mail-with-broken-base64.eml", "== Mail Broken\n? x.bin (application/octet-stream, 22 bytes)"),
    (
        "program-called-letter.pdf",
        "`program-called-letter.pdf` is called .pdf and is a program, which is not read; hand in plain text, mail, a PDF, a picture, a web page, an office document or a TEI volume",
    ),
    ("rtf-cut-short.rtf", "`rtf-cut-short.rtf` is cut short or damaged; fetch it again and hand it in"),
    (
        "storage-cut-short.msg",
        "`storage-cut-short.msg` is cut short or damaged; fetch it again and hand it in",
    ),
    (
        "text-of-nothing-but-controls.txt",
        "`text-of-nothing-but-controls.txt` is not text in any encoding that is read; save it as UTF-8 and hand it in again",
    ),
    (
        "text-overlong-utf8.txt",
        "`text-overlong-utf8.txt` is not UTF-8 at byte 8; save it as UTF-8 and hand it in again",
    ),
    (
        "text-with-nul.txt",
        "`text-with-nul.txt` holds a NUL at byte 4 of its text, so it is not plain text; save it as UTF-8 text",
    ),
];

fn told(name: &str, bytes: Vec<u8>) -> String {
    match take(name, bytes, &Limits::default()) {
        Ok(taken) => files_made::shown(&taken),
        Err(refusal) => refusal.to_string(),
    }
}

#[test]
fn every_file_of_the_corpus_is_told_as_it_should_be() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile");
    for (name, expected) in CORPUS {
        assert_eq!(told(name, std::fs::read(folder.join(name)).unwrap()), expected, "{name}");
    }
}

#[test]
fn an_archive_of_more_files_than_allowed() {
    let names: Vec<String> = (0..5_001).map(|n| format!("{n}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    let told = "`many.zip` holds more than 5000 files; split it and hand in the pieces";
    assert_eq!(refused("many.zip", archive(&files)), (RefusalKind::TooLarge, told.to_owned()));
}

#[test]
fn an_archive_that_holds_more_than_allowed_though_each_file_is_fair() {
    let limits = Limits { inflated_bytes_max: 1_000, ..Limits::default() };
    let half = [b'a'; 600];
    let refusal = take("big.zip", archive(&[("1.txt", &half), ("2.txt", &half)]), &limits).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "`big.zip` holds more than 0 MiB once unpacked; split it and hand in the pieces"
    );
}

#[test]
fn groups_a_hundred_thousand_deep() {
    let deep = format!("{{\\rtf1 {}{}}}", "{".repeat(100_000), "}".repeat(100_000));
    let told = "`deep.rtf` nests groups more than 1000 deep; have the file examined before trying again";
    assert_eq!(refused("deep.rtf", deep), (RefusalKind::TooDeep, told.to_owned()));
}

#[test]
fn elements_of_a_page_a_hundred_thousand_deep() {
    let deep = format!("<html>{}words", "<b>".repeat(100_000));
    let told = "`deep.html` nests elements more than 1000 deep; have the file examined before trying again";
    assert_eq!(refused("deep.html", deep), (RefusalKind::TooDeep, told.to_owned()));
}

#[test]
fn a_mail_of_a_hundred_thousand_parts() {
    let part = "--x\r\nContent-Type: text/plain\r\n\r\nword\r\n";
    let mail = format!(
        "From: a@b.c\r\nContent-Type: multipart/mixed; boundary=\"x\"\r\n\r\n{}--x--\r\n",
        part.repeat(100_000)
    );
    let told = "`many.eml` has more than 200 parts; take the attachments out and hand them in";
    assert_eq!(refused("many.eml", mail), (RefusalKind::TooLarge, told.to_owned()));
}

#[test]
fn an_office_document_that_is_encrypted() {
    let streams =
        [("EncryptionInfo".to_owned(), vec![4, 0, 4, 0]), ("EncryptedPackage".to_owned(), vec![7; 600])];
    let told = "`plan.docx` is encrypted, so it cannot be read; open it with its password and hand in what is inside";
    assert_eq!(refused("plan.docx", storage(&streams)), (RefusalKind::Encrypted, told.to_owned()));
}

#[test]
fn old_office_documents_are_named() {
    let old = storage(&[("WordDocument".to_owned(), vec![0; 600])]);
    let told = "`old.doc` is an old Word document (.doc), which is not read; hand in plain text, mail, a PDF, a picture, a web page, an office document or a TEI volume";
    assert_eq!(refused("old.doc", old), (RefusalKind::Format, told.to_owned()));
}

#[test]
fn a_storage_whose_sectors_go_round_in_a_circle() {
    let whole = message();
    // Every chain leads back to the first sector.
    for from in (512..whole.len()).step_by(4) {
        let mut bytes = whole.clone();
        bytes[from..from + 4].copy_from_slice(&[0; 4]);
        let _ = take("loop.msg", bytes, &Limits::default());
    }
}

fn message() -> Vec<u8> {
    storage(&[
        words("0037", "Grain"),
        words("1000", &"Dear John. ".repeat(400)),
        ("__properties_version1.0".to_owned(), short(32, &[])),
    ])
}

/// One sound file of each format.
fn sound() -> Vec<(&'static str, Vec<u8>)> {
    let letter = word(&paragraphs("Dear Roger,\nThe Ambassador called."), &[]);
    vec![
        ("a.zip", archive(&[("letter.docx", &letter), ("note.txt", b"A note.")])),
        ("a.docx", letter),
        ("a.odt", open_document("", "<text:p>Dear Roger,</text:p>", &[])),
        ("a.msg", message()),
        ("a.rtf", br"{\rtf1\ansi Dear {\b John},\par caf\'e9 \u8217?}".to_vec()),
        ("a.html", b"<html><style>.x{display:none}</style><p class=x>Dear <b style='color:white'>John</b><table><tr><td>x</html>".to_vec()),
        ("a.mbox", b"From a Thu Oct 14 09:00:00 1982\nFrom: a@b.c\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nwords\n--x--\n".to_vec()),
        ("a.eml", b"From: a@b.c\nSubject: =?utf-8?Q?caf=C3=A9?=\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Transfer-Encoding: base64\n\nY2Fm6Q==\n--x--\n".to_vec()),
        ("a.txt", "café \u{feff}words".as_bytes().to_vec()),
    ]
}

#[test]
fn what_is_cut_short_is_refused_where_the_format_tells() {
    for (name, whole) in sound() {
        assert!(take(name, whole.clone(), &Limits::default()).is_ok(), "{name}");
        let lenient = ["a.html", "a.mbox", "a.eml", "a.txt"].contains(&name);
        for cut in (8..whole.len()).step_by(1 + whole.len() / 200) {
            let taken = take(name, whole[..cut].to_vec(), &Limits::default());
            assert!(lenient || name == "a.msg" || taken.is_err(), "{name} cut at {cut}");
        }
    }
}

#[test]
fn names_that_mislead_are_told() {
    for (name, note) in [
        (
            "letter\u{202e}txt.rtf",
            "the name `letter\u{fffd}txt.rtf` holds characters that hide or turn what is written",
        ),
        ("letter.pdf.rtf", "the name `letter.pdf.rtf` has two endings: it is a .rtf, whatever else it says"),
        ("letter.pdf", "`letter.pdf` is called .pdf and is an RTF document"),
        ("..\\letter.rtf", "the name of `letter.rtf` leads out of its folder; only its last step was kept"),
    ] {
        assert_eq!(taken(name, br"{\rtf1 words}"), format!("== Text\n! {note}\nwords"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever is done to a sound file, its parser ends and answers.
    #[test]
    fn a_spoilt_file_makes_no_parser_panic(
        which in 0usize..9,
        places in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let (name, mut bytes) = sound().swap_remove(which);
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = take(name, bytes, &Limits::default());
    }

    #[test]
    fn no_markup_makes_a_parser_panic(
        text in "(<|>|/|=|\"|'|style|display:none|p|table|td|\\\\u-1|\\\\uc9|\\\\'e|\\\\'zz|\\\\bin9|\\\\f1|\\\\fcharset128|\\\\cf1|\\{|\\}|\\\\\\*|fldinst|é| |\n){0,80}",
    ) {
        let _ = take("a.html", format!("<html>{text}").into_bytes(), &Limits::default());
        let _ = take("a.rtf", format!("{{\\rtf1 {text}}}").into_bytes(), &Limits::default());
    }
}
