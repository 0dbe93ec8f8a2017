//! What others' tools find in a PDF: its form, its fonts, its structure; and that it is always the same.

mod common;

use chancery_press::{Block, Cell, Column, Document, Item, Numbering, Run, Style};
use common::{plain, png, printed, said, secret, whole};

fn everything() -> Document {
    secret(vec![
        Block::heading(1, "What we want"),
        Block::heading(3, "A level left out"),
        Block::Paragraph(vec![
            Run::new("plain "),
            Run::styled("strong ", Style::Strong),
            Run::styled("slanted ", Style::Emphasis),
            Run::styled("typed ", Style::Typed),
            Run::new("السلام שלום → ☑ Ὁ"),
        ]),
        Block::List { numbering: Numbering::Number, items: vec![Item::new("one")] },
        Block::Particulars(vec![("From".into(), "A J Coles".into())]),
        Block::Table {
            caption: "Rows".into(),
            columns: vec![Column::new("Who", 1), Column::new("What", 1)],
            rows: vec![vec![Cell::new("Mr Pym"), Cell::new("speaks")]; 90],
        },
        Block::Quote(vec![Run::new("He would not waver.")]),
        Block::Picture { png: png(40, 30), alternative: "A map of the zone".into() },
    ])
}

#[test]
fn it_is_whole_and_tagged_and_says_what_it_is() {
    let printed = printed(&everything());
    whole(&printed);
    let Some(info) = said("pdfinfo", &[], &printed.bytes, &[]) else { return };
    let has = |name: &str, value: &str| {
        info.lines().any(|line| line.split_once(':').is_some_and(|(n, v)| n == name && v.trim() == value))
    };
    assert!(has("Title", "Talks in Berne") && has("Tagged", "yes") && has("JavaScript", "no"), "{info}");
    assert!(has("Pages", &printed.pages.to_string()) && has("Suspects", "no"), "{info}");
    let meta = said("pdfinfo", &["-meta"], &printed.bytes, &[]).unwrap();
    for claim in [
        "<pdfuaid:part>1<",
        "<pdfaid:part>2<",
        "<pdfaid:conformance>A<",
        "<rdf:li>en-GB<",
        "1982-10-14T09:30:00",
    ] {
        assert!(meta.contains(claim), "{claim}: {meta}");
    }
}

#[test]
fn every_font_is_embedded() {
    let Some(fonts) = said("pdffonts", &[], &printed(&everything()).bytes, &[]) else { return };
    let rows: Vec<Vec<&str>> = fonts.lines().skip(2).map(|line| line.split_whitespace().collect()).collect();
    assert!(rows.len() >= 8, "{fonts}");
    for row in rows {
        assert_eq!(
            row[row.len() - 5..row.len() - 2],
            ["yes", "yes", "yes"],
            "embedded, subset, with Unicode: {row:?}"
        );
    }
}

#[test]
fn the_structure_is_what_was_meant() {
    let Some(structure) = said("pdfinfo", &["-struct-text"], &printed(&everything()).bytes, &[]) else {
        return;
    };
    let lines: Vec<&str> = structure.lines().map(str::trim).collect();
    let follows =
        |first: &str, second: &str| lines.windows(2).any(|two| two[0].starts_with(first) && two[1] == second);
    assert!(follows("H1", "\"Talks in Berne\"") && follows("H2", "\"What we want\""), "{structure}");
    assert!(follows("H3", "\"A level left out\""), "{structure}");
    assert!(follows("Lbl", "\"1.\"") && follows("LBody", "P (block)"), "{structure}");
    assert!(follows("TH:", "/Scope /Column") && follows("TH:", "/Scope /Row"), "{structure}");
    assert!(
        follows("Caption", "\"Rows\"") && lines.contains(&"THead") && lines.contains(&"TBody"),
        "{structure}"
    );
    assert_eq!(
        lines.iter().filter(|line| **line == "\"Who\"").count(),
        1,
        "heads that stand again are not said again"
    );
    assert!(
        lines.contains(&"BlockQuote") && lines.iter().any(|line| line.starts_with("Figure")),
        "{structure}"
    );
    assert!(!structure.contains("SECRET") && !structure.contains("page 1 of"), "head and foot are not said");
}

#[test]
fn the_outline_and_the_words_for_a_picture_are_in_the_file() {
    let Some(open) =
        said("qpdf", &["--qdf", "--object-streams=disable"], &printed(&everything()).bytes, &["-"])
    else {
        return;
    };
    for words in [
        "/Outlines",
        "/Title (What we want)",
        "/Alt (A map of the zone)",
        "/DisplayDocTitle true",
        "/Lang (en-GB)",
    ] {
        assert!(open.contains(words), "{words}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(printed(&everything()).bytes, printed(&everything()).bytes);
    assert_ne!(printed(&everything()).bytes, printed(&plain(vec![])).bytes);
}
