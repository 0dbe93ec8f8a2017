//! What the tests of print share: documents, and the tools of others that judge them.

#![allow(dead_code, reason = "each test uses some of it")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a helper that fails stops its test, or says why it is skipped"
)]

use std::process::Command;

use chancery_press::{Block, CopyNumber, Document, Grade, Marking, Printed, print};

/// A document of 14 October 1982 that bears SECRET.
pub fn secret(blocks: Vec<Block>) -> Document {
    let mut document = plain(blocks);
    document.marking = Some(Marking::new("SECRET", Grade::Secret));
    document.reference = "S 82/114".into();
    document.copy = Some(CopyNumber { number: 3, of: 7 });
    document
}

/// A document of the same day that bears nothing.
pub fn plain(blocks: Vec<Block>) -> Document {
    let mut document = Document::new("Talks in Berne", jiff::civil::date(1982, 10, 14).at(9, 30, 0, 0));
    document.blocks = blocks;
    document
}

pub fn printed(document: &Document) -> Printed {
    print(document).unwrap()
}

/// What a tool says of a PDF; none where it is not here, which it must be where tests may not be skipped.
pub fn said(program: &str, before: &[&str], bytes: &[u8], after: &[&str]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("print.pdf");
    std::fs::write(&file, bytes).unwrap();
    match Command::new(program).args(before).arg(&file).args(after).output() {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success(), "{program}: {said}{}", String::from_utf8_lossy(&output.stderr));
            Some(said)
        }
        Err(error) => {
            assert!(std::env::var_os("CHANCERY_NO_SKIP").is_none(), "{program}: {error}");
            eprintln!("skipped: there is no {program} here");
            None
        }
    }
}

/// The text of each page, as pdftotext has it, its words parted by single spaces; whole as far as qpdf can tell.
pub fn pages(printed: &Printed) -> Option<Vec<String>> {
    whole(printed);
    let text = said("pdftotext", &["-layout"], &printed.bytes, &["-"])?;
    let pages: Vec<String> = text.split_terminator('\u{C}').map(words).collect();
    assert_eq!(pages.len(), printed.pages);
    Some(pages)
}

/// The words of a text, parted by single spaces.
pub fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// No tool finds anything wrong with it.
pub fn whole(printed: &Printed) {
    if let Some(check) = said("qpdf", &["--check"], &printed.bytes, &[]) {
        assert!(check.contains("No syntax or stream encoding errors found"), "{check}");
    }
}

/// A word with its left, top, right and bottom in points.
pub type Place = (String, [f32; 4]);

/// Each word of the document and where it stands, page by page.
pub fn places(printed: &Printed) -> Option<Vec<Vec<Place>>> {
    let said = said("pdftotext", &["-bbox"], &printed.bytes, &["-"])?;
    let pages = said.split("<page ").skip(1).map(|page| page.lines().filter_map(place).collect());
    Some(pages.collect())
}

fn place(line: &str) -> Option<Place> {
    let line = line.trim().strip_prefix("<word ")?;
    let (numbers, word) = line.strip_suffix("</word>")?.split_once('>')?;
    let numbers: Vec<f32> =
        numbers.split('"').skip(1).step_by(2).filter_map(|number| number.parse().ok()).collect();
    Some((word.to_owned(), numbers.try_into().ok()?))
}

/// A grey PNG of that size, its dots stored as they are.
pub fn png(across: u32, down: u32) -> Vec<u8> {
    png_of(across, down, 8, 0, None)
}

/// A PNG of that size, depth and kind of colour, perhaps with a palette.
pub fn png_of(across: u32, down: u32, depth: u8, colour: u8, palette: Option<&[u8]>) -> Vec<u8> {
    let channels = [1, 1, 3, 1, 2, 1, 4][usize::from(colour)];
    let width = (across as usize * channels * usize::from(depth)).div_ceil(8);
    let row: Vec<u8> =
        std::iter::once(0).chain((0..width).map(|x| if x % 16 < 2 { 0 } else { 220 })).collect();
    let dots: Vec<u8> = row.iter().copied().cycle().take(row.len() * down as usize).collect();
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let head = [&across.to_be_bytes()[..], &down.to_be_bytes(), &[depth, colour, 0, 0, 0]].concat();
    let palette = palette.map(|palette| (b"PLTE", palette.to_vec()));
    let chunks = [(b"IHDR", head)].into_iter().chain(palette);
    for (kind, body) in chunks.chain([(b"IDAT", stored(&dots)), (b"IEND", Vec::new())]) {
        bytes.extend((body.len() as u32).to_be_bytes());
        let whole = [&kind[..], &body].concat();
        bytes.extend(&whole);
        bytes.extend(crc(&whole).to_be_bytes());
    }
    bytes
}

fn stored(dots: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0x78, 0x01];
    let blocks = dots.chunks(65_535).count();
    for (at, block) in dots.chunks(65_535).enumerate() {
        bytes.push(u8::from(at + 1 == blocks));
        bytes.extend((block.len() as u16).to_le_bytes());
        bytes.extend((!(block.len() as u16)).to_le_bytes());
        bytes.extend(block);
    }
    let (one, two) = dots.iter().fold((1_u32, 0_u32), |(one, two), dot| {
        let one = (one + u32::from(*dot)) % 65_521;
        (one, (two + one) % 65_521)
    });
    bytes.extend((two << 16 | one).to_be_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| crc >> 1 ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 })
    })
}
