//! What stands on the pages: head and foot on each, everything in order, nothing alone where it should not be.

mod common;

use chancery_press::{Block, Cell, Column, Grade, Item, Marking, Numbering, Paper, Run, Style};
use common::{pages, places, plain, png, printed, secret};

fn paragraphs(count: usize) -> Vec<Block> {
    (1..=count)
        .map(|number| Block::text(format!("Paragraph {number} says what was said before. ").repeat(6)))
        .collect()
}

#[test]
fn every_page_bears_the_banner_at_head_and_foot_and_says_which_it_is() {
    let printed = printed(&secret(paragraphs(40)));
    let Some(pages) = pages(&printed) else { return };
    assert!(pages.len() > 3);
    for (at, page) in pages.iter().enumerate() {
        assert!(page.starts_with("SECRET "), "{page}");
        assert!(page.ends_with(" SECRET"), "{page}");
        assert!(page.contains(&format!("page {} of {}", at + 1, pages.len())), "{page}");
        assert!(page.contains("S 82/114") && page.contains("copy 3 of 7"), "{page}");
    }
}

#[test]
fn a_page_without_marking_bears_none() {
    let Some(pages) = pages(&printed(&plain(vec![Block::text("Dear John,")]))) else { return };
    assert_eq!(pages, ["Talks in Berne Dear John, page 1 of 1"]);
}

#[test]
fn the_text_comes_back_in_order() {
    let Some(pages) = pages(&printed(&secret(paragraphs(60)))) else { return };
    let whole = pages.join(" ");
    let found: Vec<usize> =
        (1..=60).map(|number| whole.find(&format!("Paragraph {number} says")).unwrap()).collect();
    assert!(found.is_sorted());
    assert_eq!(whole.matches("before.").count(), 360);
}

#[test]
fn each_kind_of_block_prints_what_it_holds() {
    let document = secret(vec![
        Block::heading(1, "What we want"),
        Block::Particulars(vec![("From".into(), "A J Coles".into()), ("To".into(), String::new())]),
        Block::Paragraph(vec![
            Run::new("It "),
            Run::styled("must", Style::Emphasis),
            Run::new(" be done, see "),
            Run::styled("S 82/1", Style::Typed),
            Run::styled(" now", Style::Strong),
        ]),
        Block::List {
            numbering: Numbering::Letter,
            items: vec![Item::new("the first;"), Item { blocks: vec![] }, Item::new("the last.")],
        },
        Block::List { numbering: Numbering::Number, items: vec![] },
        Block::Words("10 DOWNING STREET\n\n\tDear John,\r\n  I am".into()),
        Block::Quote(vec![Run::new("He would not waver.")]),
        Block::Marked {
            marking: Marking::new("TOP SECRET", Grade::TopSecret),
            blocks: vec![Block::text("The portion.")],
        },
        Block::Rule,
        Block::Space { points: 40 },
        Block::Table {
            caption: "Undertakings".into(),
            columns: vec![Column::new("Who", 1), Column::new("What", 3)],
            rows: vec![vec![Cell::new("Mr Pym"), Cell::new("speaks")], vec![Cell::new("Mr Nott")], vec![]],
        },
        Block::Picture { png: png(300, 100), alternative: "A map of the zone".into() },
    ]);
    let Some(pages) = pages(&printed(&document)) else { return };
    let all = pages.join(" ");
    for words in [
        "What we want",
        "From A J Coles",
        "It must be done, see S 82/1 now",
        "(a) the first;",
        "(b)",
        "(c) the last.",
        "10 DOWNING STREET Dear John, I am",
        "He would not waver.",
        "TOP SECRET The portion.",
        "Undertakings Who What",
        "Mr Pym speaks Mr Nott",
    ] {
        assert!(all.contains(words), "{words}: {all}");
    }
}

#[test]
fn a_table_shows_its_heads_on_every_page_and_parts_no_row() {
    let row = |number: usize| {
        vec![
            Cell::new(format!("first{number}")),
            Cell::new(format!("begin{number} {} end{number}", "and more ".repeat(12))),
        ]
    };
    let table = Block::Table {
        caption: String::new(),
        columns: vec![Column::new("Number", 1), Column::new("Subject", 1)],
        rows: (1..=120).map(row).collect(),
    };
    let Some(pages) = pages(&printed(&secret(vec![table]))) else { return };
    assert!(pages.len() > 5);
    assert!(pages.iter().all(|page| page.contains("Number Subject")));
    for number in 1..=120 {
        let whole = |page: &&String| {
            page.contains(&format!("begin{number} ")) && page.contains(&format!("end{number}"))
        };
        assert_eq!(pages.iter().filter(whole).count(), 1, "row {number}");
    }
}

#[test]
fn a_heading_never_stands_alone_at_the_foot_of_a_page() {
    for above in 0..70 {
        let mut blocks: Vec<Block> = (0..above).map(|_| Block::Words("a line".into())).collect();
        blocks.push(Block::heading(2, "HEADING"));
        blocks.push(Block::heading(3, "SUBHEADING"));
        blocks.push(Block::text("FOLLOWS it here and there. ".repeat(12)));
        let Some(pages) = pages(&printed(&secret(blocks))) else { return };
        let page = pages.iter().find(|page| page.contains(" HEADING")).unwrap();
        assert!(page.contains("HEADING SUBHEADING FOLLOWS"), "{above}: {page}");
        // Nor does the first line of a paragraph, or its last.
        let parts: Vec<usize> = pages.iter().map(|page| page.matches("here and").count()).collect();
        assert!(parts.iter().all(|part| *part != 1), "{above}: {parts:?}");
    }
}

#[test]
fn nothing_stands_beyond_the_margins_or_upon_the_foot() {
    for paper in [Paper::A4, Paper::Letter] {
        let mut blocks = paragraphs(20);
        blocks.push(Block::text("x".repeat(4000)));
        blocks.push(Block::Words(format!("{}a\tb", "\t".repeat(30))));
        let mut document = secret(blocks);
        document.paper = paper;
        let (width, height) = if paper == Paper::A4 { (595.28, 841.89) } else { (612.0, 792.0) };
        let Some(pages) = places(&printed(&document)) else { return };
        for (word, [left, top, right, bottom]) in pages.iter().flatten() {
            assert!(*left > 70.0 && *right < width - 70.0, "{word} from {left} to {right}");
            assert!(*top > 30.0 && *bottom < height - 30.0, "{word} from {top} to {bottom}");
        }
        for page in &pages {
            let foot = page.iter().find(|(word, _)| word == "copy").unwrap().1[1];
            let low = page.iter().filter(|(word, [_, top, ..])| word != "SECRET" && *top < foot - 1.0);
            assert!(low.map(|(_, place)| place[3]).fold(0.0, f32::max) < foot);
        }
    }
}

#[test]
fn a_portion_shows_its_marking_before_it() {
    let inner =
        Block::Marked { marking: Marking::new("TOP SECRET", Grade::TopSecret), blocks: paragraphs(1) };
    let outer = Block::Marked {
        marking: Marking::new("CONFIDENTIAL", Grade::Confidential),
        blocks: vec![Block::text("Outer."), inner, Block::text("Outer again.")],
    };
    let Some(pages) = pages(&printed(&secret(vec![outer, Block::text("After.")]))) else { return };
    let expected = "CONFIDENTIAL Outer. TOP SECRET Paragraph 1 says";
    assert!(pages[0].contains(expected), "{}", pages[0]);
}

#[test]
fn a_page_break_begins_one_page_and_no_empty_one() {
    let breaks = |count: usize| std::iter::repeat_n(Block::PageBreak, count);
    let blocks =
        breaks(2).chain([Block::text("one")]).chain(breaks(3)).chain([Block::text("two")]).chain(breaks(1));
    let Some(pages) = pages(&printed(&plain(blocks.collect()))) else { return };
    assert_eq!(pages.len(), 3);
    assert!(pages[1].starts_with("one") && pages[2].starts_with("two"), "{pages:?}");
}

#[test]
fn a_scan_fills_the_page_and_no_more() {
    let scan = || Block::Picture { png: png(1700, 2200), alternative: "The first page of the letter".into() };
    let printed = printed(&secret(vec![scan(), scan()]));
    let Some(pages) = pages(&printed) else { return };
    assert_eq!(pages.len(), 2, "the first goes below the title");
    assert!(pages.iter().all(|page| page.starts_with("SECRET") && page.ends_with("SECRET")));
}

#[test]
fn a_scan_stands_on_the_page_of_its_heading() {
    let scan = Block::Picture { png: png(1000, 2200), alternative: "The first page of the letter".into() };
    let mut blocks = paragraphs(3);
    blocks.extend([Block::heading(1, "HEADING"), scan, Block::text("AFTER")]);
    let Some(pages) = pages(&printed(&secret(blocks))) else { return };
    assert_eq!(pages.len(), 2, "{pages:?}");
    assert!(pages[1].starts_with("SECRET HEADING"), "{}", pages[1]);
}
