//! Specimens of everything that is printed: `cargo run -p chancery-press --example specimens -- FOLDER`.

#![allow(clippy::print_stdout, reason = "an example tells what it made")]

use std::path::PathBuf;

use chancery_press::{
    Block, Cell, Column, CopyNumber, Document, Grade, Item, Marking, Numbering, Row, Run, Style, print,
};
use jiff::civil::date;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    std::fs::create_dir_all(&folder)?;
    for (name, document) in [
        ("paper", paper()),
        ("box", contents()),
        ("brief", brief()),
        ("chase", chase()),
        ("register", register()),
        ("scripts", scripts()),
    ] {
        let printed = print(&document)?;
        println!(
            "{name}: {} pages, {} bytes, missing {:?}",
            printed.pages,
            printed.bytes.len(),
            printed.missing
        );
        std::fs::write(folder.join(name).with_extension("pdf"), printed.bytes)?;
    }
    Ok(())
}

fn document(title: &str, banner: &str, grade: Grade, reference: &str, blocks: Vec<Block>) -> Document {
    let mut document = Document::new(title, date(1982, 10, 14).at(9, 30, 0, 0));
    document.marking = Some(Marking::new(banner, grade));
    document.reference = reference.into();
    document.blocks = blocks;
    document
}

fn names(rows: &[(&str, &str)]) -> Block {
    Block::Particulars(rows.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect())
}

fn run(text: &str) -> Run {
    Run::new(text)
}

fn columns(columns: &[(&str, u16)]) -> Vec<Column> {
    columns.iter().map(|(head, share)| Column::new(*head, *share)).collect()
}

/// A row whose first cell is a reference.
fn row(cells: &[&str]) -> Row {
    let style = |at: usize| if at == 0 { Style::Typed } else { Style::Plain };
    cells.iter().enumerate().map(|(at, text)| Cell::styled(*text, style(at))).collect()
}

fn paper() -> Document {
    let letter = "10 DOWNING STREET\n\nThe Private Secretary\t14 October 1982\n\nDear John,\n\n\
        FALKLANDS: PROTECTION OF THE FISHERY\n\n\
        The Prime Minister held a meeting this morning to consider your Secretary of State's minute of 11 October. The \
        Foreign and Commonwealth Secretary, the Defence Secretary and the Attorney General were present.\n\n\
        The Prime Minister said that she was content that the zone should be announced on 1 November, provided that \
        the Americans had been told beforehand. The Foreign and Commonwealth Secretary undertook to speak to \
        Mr Shultz in the week beginning 18 October, and to report the result to her before the announcement was \
        made.\n\nIn discussion the following points were made:\n\n\
        \t(a)\tthe garrison could not be reduced before the airfield was open;\n\
        \t(b)\tthe cost should be met from the contingency reserve;\n\
        \t(c)\tnothing should be said in public of the talks in Berne.\n\n\
        I am copying this letter to Brian Fall (Foreign and Commonwealth Office) and to Sir Robert Armstrong.\n\n\
        \t\t\tYours ever,\n\n\t\t\tJohn Coles\n\nJohn Gieve Esq\nHM Treasury";
    let mut paper = document(
        "Falklands: protection of the fishery",
        "SECRET AND PERSONAL",
        Grade::Secret,
        "S 82/114",
        vec![
            names(&[
                ("From", "A J Coles, Private Secretary to the Prime Minister"),
                ("To", "John Gieve, HM Treasury"),
                (
                    "Copied to",
                    "Brian Fall, Foreign and Commonwealth Office; Sir Robert Armstrong, Cabinet Office",
                ),
                ("Date", "14 October 1982"),
                ("Reference", "S 82/114"),
                ("Encloses", "S 82/115, S 82/116"),
            ]),
            Block::heading(1, "Upon it"),
            Block::Table {
                caption: String::new(),
                columns: columns(&[("When", 3), ("Who", 4), ("What", 10)]),
                rows: vec![
                    vec![Cell::new("14 Oct, 18:40"), Cell::new("Prime Minister"), Cell::new("Seen.")],
                    vec![
                        Cell::new("15 Oct, 09:05"),
                        Cell::new("Prime Minister"),
                        Cell::new("“I should like to see the Attorney's advice before the 1st. MT”"),
                    ],
                    vec![
                        Cell::new("15 Oct, 10:20"),
                        Cell::new("A J Coles"),
                        Cell::new("Advice asked for; due on 25 October."),
                    ],
                ],
            },
            Block::heading(1, "What was agreed"),
            Block::List {
                numbering: Numbering::Number,
                items: vec![
                    Item::new(
                        "The Foreign and Commonwealth Secretary speaks to Mr Shultz in the week beginning 18 October.",
                    ),
                    Item::new("The Attorney General advises on the zone by 25 October."),
                ],
            },
            Block::PageBreak,
            Block::Words(letter.into()),
        ],
    );
    paper.copy = Some(CopyNumber { number: 3, of: 7 });
    paper
}

fn contents() -> Document {
    let rows = [
        ("S 82/114", "Falklands: protection of the fishery", "Gieve, Treasury", "Secret", "2"),
        (
            "C 82/310",
            "Madrid: the Spanish elections and the base at Rota",
            "HM Ambassador, Madrid",
            "Confidential",
            "4",
        ),
        ("R 82/77", "Speech at the Guildhall: second draft", "Gow", "Restricted", "11"),
        ("S 82/109", "Trident: exchange of letters with the President", "Defence Secretary", "Secret", "6"),
    ];
    let table = |caption: &str, rows: &[(&str, &str, &str, &str, &str)]| Block::Table {
        caption: caption.into(),
        columns: columns(&[("Reference", 5), ("Subject", 13), ("From", 8), ("Marking", 6), ("Pages", 3)]),
        rows: rows.iter().map(|(a, b, c, d, e)| row(&[a, b, c, d, e])).collect(),
    };
    document(
        "The Prime Minister's box",
        "SECRET",
        Grade::Secret,
        "Box of Thursday, 14 October 1982",
        vec![
            Block::text("Four papers, 23 pages. Made up at 18:30."),
            Block::heading(1, "For decision"),
            table("", &rows[..2]),
            Block::heading(1, "For signature"),
            table("", &rows[2..3]),
            Block::heading(1, "To see"),
            table("", &rows[3..]),
        ],
    )
}

fn brief() -> Document {
    document(
        "Talks with Chancellor Kohl",
        "CONFIDENTIAL – UK EYES ONLY",
        Grade::Confidential,
        "C 82/322",
        vec![
            names(&[
                ("When", "Tuesday, 19 October 1982, 16:30 to 18:00, and working dinner at 19:30"),
                ("Where", "10 Downing Street"),
                ("With", "Chancellor Kohl; Herr Genscher; Herr von Ploetz (interpreter)"),
            ]),
            Block::heading(1, "What we want"),
            Block::List {
                numbering: Numbering::Number,
                items: vec![
                    Item::new(
                        "That the Chancellor says in public what he said in Bonn on the deployment of missiles in 1983.",
                    ),
                    Item {
                        blocks: vec![
                            Block::text(
                                "A German answer on our budget refund for 1982 before the Council of 3 December:",
                            ),
                            Block::List {
                                numbering: Numbering::Letter,
                                items: vec![
                                    Item::new("the figure of 850 million ecu stands;"),
                                    Item::new("no linking with the regime for sheepmeat."),
                                ],
                            },
                        ],
                    },
                ],
            },
            Block::heading(1, "What was said before"),
            Block::Paragraph(vec![
                run("In Bonn on 4 October the Chancellor said that he "),
                Run::styled("would", Style::Emphasis),
                run(" hold to the double decision. See "),
                Run::styled("S 82/101", Style::Typed),
                run(", paragraph 6:"),
            ]),
            Block::Quote(vec![run(
                "He would not waver, whatever happened on the streets. If the negotiations in Geneva failed, the missiles \
                 would come; but he needed to be able to say that everything had been tried.",
            )]),
            Block::heading(2, "Undertakings that are open"),
            Block::Table {
                caption: "Between us and the Federal Government, as of 14 October".into(),
                columns: columns(&[("Paper", 4), ("Who", 6), ("What", 12), ("By", 4)]),
                rows: vec![
                    row(&[
                        "S 82/101",
                        "Herr Genscher",
                        "Sends the text of the Stuttgart declaration",
                        "11 Oct, overdue",
                    ]),
                    row(&["C 82/298", "Foreign Secretary", "Answers on the Airbus credit", "22 Oct"]),
                ],
            },
            Block::Marked {
                marking: Marking::new("SECRET", Grade::Secret),
                blocks: vec![
                    Block::text(
                        "He may ask about the talks in Berne. Sir Antony Acland advises that we say only that the Swiss \
                         are being helpful.",
                    ),
                    Block::text("Nothing of the Attorney's advice is to be mentioned."),
                ],
            },
            Block::heading(1, "Points to make"),
            Block::List {
                numbering: Numbering::Dash,
                items: vec![
                    Item::new("Grateful for German support in the spring, which was not easy for them."),
                    Item::new(
                        "The refund is a matter of justice between members; it cannot wait for the new own resources.",
                    ),
                    Item::new("We shall be at your side on deployment, and expect to be first to receive."),
                ],
            },
            Block::Rule,
            Block::text(
                "Made by the Private Secretary from nine papers. Findings marked as proposed were not yet confirmed.",
            ),
        ],
    )
}

fn chase() -> Document {
    let what = [
        (
            "S 82/101",
            "Herr Genscher",
            "Sends the text of the Stuttgart declaration",
            "11 October",
            "3 days late",
        ),
        (
            "S 82/97",
            "Defence Secretary",
            "Reports what the airfield at Stanley will cost, with the figures of the contractors set out by year",
            "13 October",
            "1 day late",
        ),
        ("S 82/114", "Foreign Secretary", "Speaks to Mr Shultz about the zone", "week of 18 October", "firm"),
        ("C 82/298", "Foreign Secretary", "Answers on the Airbus credit", "22 October", "firm"),
        ("S 82/114", "Attorney General", "Advises on the zone", "25 October", "firm"),
        ("R 82/77", "Mr Gow", "Sends the third draft", "no day given", "weak"),
    ];
    let rows: Vec<Row> = (0..9).flat_map(|_| what).map(|(a, b, c, d, e)| row(&[a, b, c, d, e])).collect();
    document(
        "What was promised and is not done",
        "SECRET",
        Grade::Secret,
        "Chase list of 14 October 1982",
        vec![
            Block::text(
                "Fifty-four undertakings, two overdue. The latest first to fall due stands at the top.",
            ),
            Block::Table {
                caption: String::new(),
                columns: columns(&[("Paper", 4), ("Who", 6), ("What", 12), ("By", 5), ("", 4)]),
                rows,
            },
        ],
    )
}

fn register() -> Document {
    let papers = [
        ("Minute from the Chief Secretary: public expenditure", "Brittan", "Restricted"),
        ("Telegram 412 from Madrid", "HM Ambassador", "Confidential"),
        ("Letter from President Mitterrand on Siberian gas", "Élysée", "Confidential"),
        (
            "Intelligence: the Polish Church and the strike called for November, with an annex of names",
            "JIC",
            "Top secret",
        ),
        ("Letter from Lech Wałęsa's wife", "Danuta Wałęsa", "Unclassified"),
    ];
    let rows = (1..=80).map(|number| {
        let (subject, from, marking) = papers[number % papers.len()];
        row(&[&format!("S 82/{number}"), &format!("{} Oct", number % 30 + 1), from, subject, marking])
    });
    document(
        "Register of papers",
        "TOP SECRET – AURORA – UK EYES ALPHA",
        Grade::TopSecret,
        "Series S, 1982, numbers 1 to 80",
        vec![Block::Table {
            caption: String::new(),
            columns: columns(&[("Number", 4), ("Date", 4), ("From", 6), ("Subject", 14), ("Marking", 6)]),
            rows: rows.collect(),
        }],
    )
}

fn scripts() -> Document {
    let dots: Vec<Block> = vec![
        Block::text("Latin: Łódź, Škoda, Việt Nam, Gödel, Ærø, ŵ, ẞ, Reykjavík; ffi fl; 1⁄2 ½ № § ¶ † ‡."),
        Block::text("Ελληνικά: Ὁ Πρόεδρος τῆς Δημοκρατίας δέχθηκε τὸν πρέσβη."),
        Block::text("Кириллица: Министр иностранных дел принял посла; Ђорђе, Ўзбекистон, Київ."),
        Block::text(
            "معالي وزير الخارجية، يسرني أن أبلغكم بأن المحادثات ستُعقد في جنيف (Geneva) يوم 18 أكتوبر 1982 على الساعة الرابعة والنصف.",
        ),
        Block::text("He wrote “السلام عليكم” at the head of S 82/14 and שלום at its foot."),
        Block::text("שר החוץ מתכבד להודיע כי השיחות ייערכו בג׳נבה."),
        Block::text("Signs: → ⇒ ≤ ≠ ∑ ☐ ☑ ✓ ■ ▪ ● ① ─│┌ ␀. Missing: 漢字 and \u{0}\u{1}."),
        Block::Paragraph(vec![
            Run::styled("Strong Łódź", Style::Strong),
            run(", "),
            Run::styled("emphasis Łódź", Style::Emphasis),
            run(", "),
            Run::styled("typed S 82/114 sha256:9f86d081884c7d65", Style::Typed),
            run(" and plain."),
        ]),
        Block::Paragraph(vec![run("A word that is too long: "), run(&"Donaudampfschifffahrt".repeat(9))]),
        Block::text(format!("Soft hyphens: {}", "re\u{AD}pre\u{AD}sen\u{AD}ta\u{AD}tion ".repeat(14))),
    ];
    let mut document = document("Scripts and signs", "UNCLASSIFIED", Grade::Unclassified, "specimen", dots);
    document.paper = chancery_press::Paper::Letter;
    document
}
