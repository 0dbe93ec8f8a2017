//! What nobody should write and somebody will: everything is printed or named, and nothing stops the program.

#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]

mod common;

use chancery_press::{
    Block, Cell, Column, Document, Fault, Grade, Item, Marking, Numbering, Printed, Run, limits, print,
};
use common::{pages, plain, png, printed, secret, whole};
use proptest::prelude::*;

fn of(text: &str) -> Printed {
    printed(&plain(vec![Block::text(text)]))
}

/// The first page as pdftotext has it, without the foot.
fn body(printed: &Printed) -> Option<String> {
    let pages = pages(printed)?;
    Some(pages[0].trim_start_matches("Talks in Berne ").trim_end_matches(" page 1 of 1").to_owned())
}

#[test]
fn a_soft_hyphen_shows_only_where_a_line_ends() {
    let mut hyphens = 0;
    for before in 1..9 {
        let printed =
            of(&format!("{} {}", "x".repeat(before), "re\u{AD}pre\u{AD}sen\u{AD}ta\u{AD}tion ".repeat(30)));
        assert!(printed.missing.is_empty());
        let Some(text) = body(&printed) else { return };
        let whole = text.replace("\u{AD} ", "");
        assert_eq!(whole, format!("{} {}", "x".repeat(before), "representation ".repeat(30).trim()));
        hyphens += text.matches('\u{AD}').count();
    }
    assert!(hyphens > 8, "{hyphens}");
}

#[test]
fn tabs_part_words() {
    let Some(text) = body(&of("From\tA J Coles\t\tTo\tJohn Gieve\t")) else { return };
    assert_eq!(text, "From A J Coles To John Gieve");
}

#[test]
fn controls_are_shown_and_named() {
    let printed = of("a\u{0}b\u{1}c\u{7F}d\u{9B}e\u{E000}f\u{FFFF}g\u{E0041}h\u{FEFF}i");
    let named: String = printed.missing.iter().collect();
    assert_eq!(named, "\u{0}\u{1}\u{7F}\u{9B}\u{E000}\u{FFFF}\u{E0041}");
    let Some(text) = body(&printed) else { return };
    assert_eq!(text.chars().filter(|c| *c == '\u{FFFD}').count(), 7, "{text:?}");
    let seen: String = text.chars().filter(char::is_ascii_lowercase).collect();
    assert_eq!(seen, "abcdefghi");
}

#[test]
fn what_no_font_has_is_named_and_its_text_kept() {
    let printed = of("The ambassador 大使 came. 𓀀");
    assert_eq!(printed.missing.iter().collect::<String>(), "使大𓀀");
    let Some(text) = body(&printed) else { return };
    assert_eq!(text, "The ambassador 大使 came. 𓀀");
}

#[test]
fn marks_that_stand_on_nothing_are_printed() {
    for text in [
        "\u{301}",
        "\u{301}\u{302}\u{327}",
        "a \u{64B} b",
        "\u{200D}\u{200C}x",
        "\u{AD}",
        "\u{202E}abc",
        "\u{2066}\u{2069}x",
    ] {
        let printed = of(text);
        whole(&printed);
        assert!(printed.missing.is_empty(), "{text:?}: {:?}", printed.missing);
    }
    let Some(text) = body(&of("q\u{303} e\u{301} o\u{302}\u{323} \u{301}x")) else { return };
    assert!(
        text.contains('q') && text.contains("é") | text.contains("e\u{301}") && text.contains('x'),
        "{text:?}"
    );
}

#[test]
fn a_word_longer_than_a_line_is_parted_and_whole() {
    let word = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(20);
    let Some(text) = body(&of(&word)) else { return };
    assert_eq!(text.replace(' ', ""), word);
}

#[test]
fn a_hundred_thousand_words_all_come_back() {
    let text: String = (0..100_000).map(|number| format!("w{number} ")).collect();
    for block in [Block::text(text.clone()), Block::Words(text.replace("7 ", "7\n"))] {
        let printed = printed(&secret(vec![block]));
        let Some(pages) = pages(&printed) else { return };
        let numbers = pages
            .iter()
            .flat_map(|page| page.split(' '))
            .filter_map(|word| word.strip_prefix('w')?.parse::<u32>().ok());
        assert!(numbers.eq(0..100_000_u32));
    }
}

#[test]
fn a_row_higher_than_a_page_is_parted() {
    let long: String = (0..900).map(|number| format!("word{number} ")).collect();
    let table = Block::Table {
        caption: "High".into(),
        columns: vec![Column::new("Short", 1), Column::new("Long", 1)],
        rows: vec![
            vec![Cell::new("before"), Cell::new("it")],
            vec![Cell::new("beside"), Cell::new(long)],
            vec![Cell::new("after"), Cell::new("it")],
        ],
    };
    let Some(pages) = pages(&printed(&secret(vec![table]))) else { return };
    assert!(pages.len() >= 3 && pages.iter().all(|page| page.contains("Short Long")), "{pages:?}");
    let all = pages.join(" ");
    let numbers = all.split(' ').filter_map(|word| word.strip_prefix("word")?.parse::<u32>().ok());
    assert!(numbers.eq(0..900_u32));
    assert!(pages[0].contains("before it beside word0"), "it begins where there is room: {}", pages[0]);
}

#[test]
fn a_banner_longer_than_the_line_is_parted_and_stands_whole_on_every_page() {
    let banner = "TOP SECRET – DELICATE SOURCE – UK EYES ALPHA – ".repeat(8);
    let mut document = secret((0..30).map(|_| Block::text("What was said. ".repeat(30))).collect());
    document.marking = Some(Marking::new(banner.trim(), Grade::TopSecret));
    let Some(pages) = pages(&printed(&document)) else { return };
    assert!(pages.iter().all(|page| page.matches("DELICATE SOURCE").count() == 16), "{}", pages[0]);
    assert!(
        pages.iter().all(|page| page.starts_with(banner.trim()) && page.ends_with(banner.trim())),
        "{}",
        pages[0]
    );
}

#[test]
fn a_banner_of_too_many_lines_is_refused() {
    let mut document = secret(vec![]);
    document.marking = Some(Marking::new("A\n".repeat(299), Grade::Secret));
    assert_eq!(print(&document).unwrap_err(), Fault::NoRoom);
}

#[test]
fn a_title_of_five_thousand_characters_is_printed() {
    let title = "A very long title ".repeat(278);
    let mut document = secret(vec![Block::text("LAST")]);
    document.title = title;
    let Some(pages) = pages(&printed(&document)) else { return };
    let all = pages.join(" ");
    assert_eq!(all.matches("very").count(), 278);
    assert!(all.contains("LAST"));
    assert_eq!(
        Document { title: "x".repeat(8_001), ..document }.faulted(),
        "the document has more than 8000 bytes of title"
    );
}

trait Faulted {
    fn faulted(&self) -> String;
}

impl Faulted for Document {
    fn faulted(&self) -> String {
        print(self).unwrap_err().to_string()
    }
}

#[test]
fn an_empty_document_is_a_page() {
    let printed = printed(&secret(vec![]));
    assert_eq!(printed.pages, 1);
    let Some(pages) = pages(&printed) else { return };
    assert_eq!(pages[0], "SECRET Talks in Berne S 82/114 page 1 of 1 copy 3 of 7 SECRET");
    let nothing = [
        Block::text(""),
        Block::text(" \n\n "),
        Block::Words("\n\n".into()),
        Block::heading(1, " "),
        Block::Particulars(vec![]),
        Block::List { numbering: Numbering::Dash, items: vec![] },
        Block::Quote(vec![]),
        Block::Marked { marking: Marking::new("SECRET", Grade::Secret), blocks: vec![] },
        Block::Table { caption: String::new(), columns: vec![Column::new("", 0)], rows: vec![vec![]] },
    ];
    whole(&common::printed(&plain(nothing.to_vec())));
}

#[test]
fn text_from_right_to_left_stands_at_the_right_and_comes_back() {
    let words = "يسرني أن أبلغكم بأن المحادثات في جنيف";
    let printed = printed(&plain(vec![Block::text(words), Block::text("abc")]));
    assert!(printed.missing.is_empty());
    let Some(places) = common::places(&printed) else { return };
    let right = |word: &str| places[0].iter().find(|(w, _)| w == word).map(|(_, place)| place[2]);
    let latin = right("abc").unwrap();
    let Some(text) = body(&printed) else { return };
    let text: String = text.chars().filter(|c| !('\u{200E}'..='\u{202E}').contains(c)).collect();
    assert!(text.contains(words), "{text:?}");
    let arabic = places[0].iter().filter(|(w, _)| w.chars().any(|c| ('\u{600}'..'\u{700}').contains(&c)));
    let rightmost = arabic.map(|(_, place)| place[2]).fold(0.0, f32::max);
    assert!(rightmost > 515.0 && latin < 100.0, "{rightmost} {latin}");
}

#[test]
fn both_directions_stand_in_one_line() {
    let Some(text) = body(&of("He wrote שלום and السلام in S 82/14.")) else { return };
    for words in ["He wrote", "שלום", "السلام", "in S 82/14."] {
        assert!(text.contains(words), "{words}: {text:?}");
    }
}

#[test]
fn what_is_too_much_is_refused_by_its_limit() {
    let rows = vec![vec![]; limits::BLOCKS_MAX + 1];
    let table = |columns: usize, rows| Block::Table {
        caption: String::new(),
        columns: vec![Column::new("a", 1); columns],
        rows,
    };
    let mut deep = Block::text("a");
    for _ in 0..limits::DEPTH_MAX {
        deep = Block::List { numbering: Numbering::Dash, items: vec![Item { blocks: vec![deep] }] };
    }
    for (block, fault) in [
        (table(1, rows), "the document has more than 100000 blocks"),
        (
            Block::text("x".repeat(limits::TEXT_BYTES_MAX + 1)),
            "the document has more than 4194304 bytes of text",
        ),
        (Block::Words("\n".repeat(limits::LINES_MAX + 1)), "the document has more than 400000 lines"),
        (Block::Words("a\n".repeat(limits::PAGES_MAX * 45)), "the document has more than 4000 pages"),
        (table(13, vec![]), "the document has more than 12 columns"),
        (deep, "the document has more than 8 levels of blocks"),
        (table(0, vec![]), "table 1 has 0 cells in a row of 0 columns"),
        (table(1, vec![vec![Cell::new("a"); 2]]), "table 1 has 2 cells in a row of 1 columns"),
    ] {
        assert_eq!(plain(vec![block]).faulted(), fault);
    }
}

#[test]
fn a_document_without_title_language_or_words_of_its_marking_is_refused() {
    let document = || secret(vec![]);
    assert_eq!(Document { title: " \n".into(), ..document() }.faulted(), "the document has no title");
    for language in ["", "english language", "en_GB", "e", "en-", "12"] {
        let fault = Document { language: language.into(), ..document() }.faulted();
        assert_eq!(fault, "the document's language is not a tag such as en-GB", "{language}");
    }
    let marking = Some(Marking::new(" ", Grade::Secret));
    assert_eq!(Document { marking, ..document() }.faulted(), "a marking has no words");
}

#[test]
fn a_picture_that_cannot_be_printed_is_refused() {
    let picture = |png: Vec<u8>, alternative: &str| {
        plain(vec![Block::Picture { png, alternative: alternative.into() }])
    };
    assert_eq!(
        picture(png(4, 4), " ").faulted(),
        "picture 1 cannot be printed: it says not in words what it shows"
    );
    assert_eq!(picture(b"GIF89a".to_vec(), "a").faulted(), "picture 1 cannot be printed: it is no PNG");
    let whole = png(64, 64);
    for end in (0..whole.len()).step_by(97) {
        assert!(print(&picture(whole[..end].to_vec(), "a")).is_err(), "cut at {end}");
    }
    let mut vast = png(4, 4);
    vast[16..24].copy_from_slice(&[0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]);
    assert!(print(&picture(vast, "a")).is_err());
}

#[test]
fn every_kind_of_png_is_printed_or_refused() {
    let palette: Vec<u8> = (0..=255).flat_map(|grey| [grey; 3]).collect();
    for (colour, depths) in
        [(0, &[1, 2, 4, 8, 16][..]), (2, &[8, 16]), (3, &[1, 2, 4, 8]), (4, &[8, 16]), (6, &[8, 16])]
    {
        for depth in depths {
            let own = (colour == 3).then(|| &palette[..3 << depth]);
            let picture = |png| plain(vec![Block::Picture { png, alternative: "a".into() }]);
            whole(&printed(&picture(common::png_of(21, 9, *depth, colour, own))));
            let _ = print(&picture(common::png_of(21, 9, *depth, colour, None)));
            let _ = print(&picture(common::png_of(21, 9, *depth, colour, Some(&palette[..3]))));
        }
    }
    let sound = png(21, 9);
    for at in 0..sound.len() {
        let mut bent = sound.clone();
        bent[at] ^= 0x55;
        let _ = print(&plain(vec![Block::Picture { png: bent, alternative: "a".into() }]));
    }
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,200}",
        "[ -~\\n\\t]{0,300}",
        proptest::collection::vec(any::<char>(), 0..120).prop_map(String::from_iter),
        "[\u{590}-\u{6FF} a-z0-9()\u{200E}\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}]{0,120}",
        "[a\u{300}-\u{36F}\u{AD}\u{200B}-\u{200F} ]{0,80}"
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_printed_wherever_it_stands(one in any_text(), two in any_text(), three in any_text()) {
        let cells = vec![Cell::new(one.clone()), Cell::new(two.clone()), Cell::new(three.clone())];
        let mut document = plain(vec![
            Block::Paragraph(vec![Run::new(one.clone()), Run::styled(two.clone(), chancery_press::Style::Strong)]),
            Block::Words(three.clone()),
            Block::heading(2, one.clone()),
            Block::Table { caption: two.clone(), columns: vec![Column::new(one, 1); 3], rows: vec![cells] },
        ]);
        document.title = format!("Title {two}");
        document.marking = Some(Marking::new(format!("SECRET {}", three.chars().take(60).collect::<String>()), Grade::Secret));
        match print(&document) {
            Ok(printed) => prop_assert!(printed.pages > 0),
            Err(fault) => prop_assert_eq!(fault, Fault::NoRoom),
        }
    }
}
