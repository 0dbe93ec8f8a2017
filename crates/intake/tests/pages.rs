//! What is read of a PDF's pages, and what is found in it and kept apart.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod made;

use chancery_intake::{Hiding, Limits, PageSource, TakenPaper, take};
use made::{at, lines, page, page_with, stream};

fn paper(bytes: Vec<u8>) -> TakenPaper {
    take("letter.pdf", bytes, &Limits::default()).unwrap().papers.remove(0)
}

/// A page's words as they lie in the text, each with its place.
fn placed(paper: &TakenPaper) -> Vec<(&str, [u32; 4])> {
    let words = paper.pages.iter().flat_map(|page| &page.words);
    words.map(|w| (&paper.text[w.start as usize..w.end as usize], [w.x, w.y, w.w, w.h])).collect()
}

#[test]
fn a_letter_is_read_in_paragraphs() {
    let heading = lines(72, 780, 14, &["Foreign and Commonwealth Office", "London SW1A 2AH"]);
    let date = at(72, 730, 12, "14 October 1982");
    let body = [
        "Mr Pym has suggested that the Prime Minister might like to glance at the",
        "enclosed copy of a message from Mr Shultz, in advance of the meeting to dis-",
        "cuss relations with the Soviet Union and Eastern Europe at 1100 on 15",
        "October.",
    ];
    let paper = paper(page(&(heading + &date + &lines(72, 690, 14, &body) + &at(72, 600, 12, "Your own"))));
    insta::assert_snapshot!(paper.text, @r#"
    Foreign and Commonwealth Office
    London SW1A 2AH

    14 October 1982

    Mr Pym has suggested that the Prime Minister might like to glance at the enclosed copy of a message from Mr Shultz, in advance of the meeting to discuss relations with the Soviet Union and Eastern Europe at 1100 on 15 October.

    Your own
    "#);
    assert_eq!(paper.pages[0].source, PageSource::Shown);
    assert_eq!(paper.notes, Vec::<String>::new());
}

#[test]
fn labels_stand_before_what_they_label() {
    let left = lines(72, 780, 14, &["TO:", "FROM:", "SUBJECT:", "DATE:", "REF:"]);
    let right =
        lines(160, 780, 14, &["The Prime Minister", "A J Coles", "Soviet Relations", "14 October", "S 82/1"]);
    insta::assert_snapshot!(paper(page(&(left + &right))).text, @r#"
    TO:  The Prime Minister
    FROM:  A J Coles
    SUBJECT:  Soviet Relations
    DATE:  14 October
    REF:  S 82/1
    "#);
}

#[test]
fn columns_of_prose_are_read_one_after_the_other() {
    let column = |x: u32, word: &str| {
        let rows: Vec<String> = (1..=6).map(|n| format!("{word} {n} says a little more about it")).collect();
        lines(x, 740, 13, &rows.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let title = at(150, 790, 14, "A title that stands across both of the columns");
    let foot =
        at(72, 600, 12, "A last line that runs the whole way across the page, past both of the columns.");
    // Written line by line across, as some programs do.
    let text = paper(page(&(title + &column(320, "right") + &column(60, "left") + &foot))).text;
    insta::assert_snapshot!(text, @r#"
    A title that stands across both of the columns

    left 1 says a little more about it
    left 2 says a little more about it
    left 3 says a little more about it
    left 4 says a little more about it
    left 5 says a little more about it
    left 6 says a little more about it

    right 1 says a little more about it
    right 2 says a little more about it
    right 3 says a little more about it
    right 4 says a little more about it
    right 5 says a little more about it
    right 6 says a little more about it

    A last line that runs the whole way across the page, past both of the columns.
    "#);
}

#[test]
fn each_word_has_its_place_on_the_page() {
    let paper = paper(page(&at(72, 770, 12, "Dear Francis")));
    insta::assert_debug_snapshot!(placed(&paper), @r#"
    [
        (
            "Dear",
            [
                108,
                94,
                40,
                18,
            ],
        ),
        (
            "Francis",
            [
                152,
                94,
                60,
                18,
            ],
        ),
    ]
    "#);
    assert_eq!((paper.pages[0].width, paper.pages[0].height), (893, 1263));
}

#[test]
fn a_page_turned_by_a_quarter_is_read_upright() {
    let paper = paper(page_with(&at(72, 700, 12, "Turned by a quarter"), "", "/Rotate 90", &[]));
    assert_eq!(paper.text, "Turned by a quarter");
    assert_eq!((paper.pages[0].width, paper.pages[0].height), (1263, 893));
}

#[test]
fn words_up_the_margin_come_after_the_rest() {
    let margin = "BT /F 10 Tf 0 1 -1 0 40 300 Tm (Declassified 2012) Tj ET\n";
    let paper = paper(page(&(margin.to_owned() + &at(72, 700, 12, "Dear Francis:"))));
    assert_eq!(paper.text, "Dear Francis:\n\nDeclassified 2012");
    let [_, _, wide, high] = placed(&paper)[2].1;
    assert!(high > wide, "{:?}", placed(&paper));
}

#[test]
fn what_a_page_does_not_show_is_kept_apart_and_said() {
    let content = [
        at(72, 780, 12, "Dear Francis:"),
        "BT 3 Tr /F 12 Tf 72 700 Td (the price is four million) Tj 0 Tr ET\n".into(),
        "1 1 1 rg\n".into(),
        at(72, 680, 12, "written in white"),
        "0 0 0 rg\n".into(),
        at(72, 660, 1, "written very small"),
        at(800, 640, 12, "beyond the edge"),
        at(72, 600, 12, "the name of the source"),
        "0 0 0 rg 70 590 300 30 re f\n".into(),
        "0 0 1 rg 70 490 300 30 re f 1 1 1 rg\n".into(),
        at(72, 500, 12, "White on a blue bar is shown."),
    ]
    .concat();
    let paper = paper(page(&content));
    assert_eq!(paper.text, "Dear Francis:\n\nWhite on a blue bar is shown.");
    let hidden: Vec<(Hiding, &str)> =
        paper.pages[0].hidden.iter().map(|hidden| (hidden.by, hidden.text.as_str())).collect();
    insta::assert_debug_snapshot!(hidden, @r#"
    [
        (
            Invisible,
            "the price is four million",
        ),
        (
            Colour,
            "written in white",
        ),
        (
            Size,
            "written very small",
        ),
        (
            Edge,
            "beyond the edge",
        ),
        (
            Cover,
            "the name of the source",
        ),
    ]
    "#);
    insta::assert_debug_snapshot!(paper.notes, @r#"
    [
        "page 1: the page holds 5 words that are written to be invisible",
        "page 1: the page holds 3 words that are in the colour of what is under them",
        "page 1: the page holds 3 words that are too small to be read",
        "page 1: the page holds 3 words that are beyond the edge of the page",
        "page 1: the page holds 5 words that are covered over",
    ]
    "#);
}

/// A picture of eight dots that fills the page.
fn scan() -> Vec<u8> {
    let entries =
        "/Type /XObject /Subtype /Image /Width 4 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8";
    stream(entries, &[250, 10, 250, 250, 250, 10, 250, 250])
}

const PICTURE: &str = "q 595 0 0 842 0 0 cm /X Do Q\n";

#[test]
fn the_layer_over_a_scan_is_its_transcript() {
    let layer = "BT 3 Tr /F 12 Tf 72 700 Td (Dear Francis:) Tj 0 -14 Td (Now that I have had time) Tj ET\n";
    for content in [PICTURE.to_owned() + layer, layer.replace("3 Tr", "0 Tr") + PICTURE] {
        let paper = paper(page_with(&content, "", "", &[scan()]));
        assert_eq!(paper.text, "Dear Francis:\nNow that I have had time");
        assert_eq!(paper.pages[0].source, PageSource::Layer);
        assert_eq!(paper.pages[0].hidden, []);
        assert_eq!(paper.notes, ["page 1: the page is a picture; its text is the layer that came with it"]);
    }
}

#[test]
fn a_scan_without_a_layer_waits_to_be_read() {
    let stamp = at(72, 820, 8, "UNCLASSIFIED");
    let paper = paper(page_with(&(PICTURE.to_owned() + &stamp), "", "", &[scan()]));
    assert_eq!((paper.text.as_str(), paper.pages[0].source), ("UNCLASSIFIED", PageSource::Unread));
}

#[test]
fn a_page_with_nothing_on_it_is_blank() {
    let paper = paper(page(""));
    assert_eq!((paper.text.as_str(), paper.pages[0].source), ("", PageSource::Blank));
}

#[test]
fn what_a_file_would_do_is_said_and_not_done() {
    let more = [
        b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>".to_vec(),
        b"<< /S /Launch /F (cmd.exe) >>".to_vec(),
        b"<< /FT /Sig /T (s) /V 9 0 R >>".to_vec(),
        b"<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>".to_vec(),
        b"<< /Type /Filespec /F (plan.docx) /UF (plan.docx) /EF << /F 11 0 R >> >>".to_vec(),
        stream("/Type /EmbeddedFile /Subtype /application#2Fmsword", b"PK the plan"),
        b"<< /S /SubmitForm /F (http://example.org) >>".to_vec(),
        b"<< /FT /Tx /T (name) /V (Francis) >>".to_vec(),
    ];
    let catalog = "/OpenAction 6 0 R /AcroForm << /Fields [8 0 R 13 0 R] >>";
    let paper = paper(page_with(&at(72, 700, 12, "Dear Francis:"), catalog, "", &more));
    insta::assert_debug_snapshot!(paper.notes, @r#"
    [
        "the file holds a script (JavaScript), which was not run",
        "the file would start a program or open another file; it was not let",
        "the file would send or fetch what is filled in; it was not let",
        "the file is a form; what is filled in is read where its pages show it",
        "the file bears an electronic signature, which was not checked",
    ]
    "#);
    let [plan] = paper.unread.as_slice() else { panic!("{:?}", paper.unread) };
    assert_eq!((plan.name.as_str(), plan.media_type.as_str()), ("plan.docx", "application/msword"));
    assert_eq!(plan.bytes, b"PK the plan");
}

#[test]
fn the_original_is_kept_as_it_came() {
    let bytes = page(&at(72, 700, 12, "Dear Francis:"));
    assert_eq!(paper(bytes.clone()).original, bytes);
}

/// What pdftotext makes of a PDF, where it is installed; where the tests may not be skipped it must be.
fn by_pdftotext(bytes: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.pdf");
    std::fs::write(&file, bytes).unwrap();
    match std::process::Command::new("pdftotext").arg(&file).arg("-").output() {
        Ok(output) => Some(String::from_utf8(output.stdout).unwrap()),
        Err(error) => {
            assert!(std::env::var_os("CHANCERY_NO_SKIP").is_none(), "pdftotext: {error}");
            println!("skipped: there is no pdftotext here");
            None
        }
    }
}

#[test]
fn pdftotext_finds_the_same_words_in_the_letter() {
    let letter = include_str!("../../../samples/shultz-pym-1982.txt");
    let words: Vec<&str> = letter.split_whitespace().take(500).collect();
    let rows: Vec<String> = words.chunks(11).map(|row| row.join(" ")).collect();
    let bytes = page(&lines(50, 800, 15, &rows.iter().map(String::as_str).collect::<Vec<_>>()));
    let ours = paper(bytes.clone()).text;
    assert_eq!(ours.split_whitespace().collect::<Vec<_>>(), words);
    if let Some(theirs) = by_pdftotext(&bytes) {
        assert_eq!(theirs.split_whitespace().collect::<Vec<_>>(), words);
    }
}
