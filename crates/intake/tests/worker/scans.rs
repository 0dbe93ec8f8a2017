//! Scans through the whole way: drawn, read, set upright, each word in its place beside the picture.

use chancery_intake::worker::{Ocr, Worker};
use chancery_intake::{Limits, PageSource, Taken, TakenPage};

use crate::{Test, own};

pub const TESTS: &[Test] = &[
    ("the_scan_of_the_letter_is_read", the_scan_of_the_letter_is_read),
    ("a_page_on_its_side_is_turned_and_read", a_page_on_its_side_is_turned_and_read),
    ("a_picture_is_turned_as_its_camera_says", a_picture_is_turned_as_its_camera_says),
    ("a_picture_of_several_pages_has_them_all", a_picture_of_several_pages_has_them_all),
    ("a_page_that_reads_badly_says_so", a_page_that_reads_badly_says_so),
    ("without_tesseract_a_scan_is_kept_and_said_not_to_be_read", without_tesseract_a_scan_is_kept),
    ("only_so_many_pages_are_pictured_and_the_rest_when_asked", only_so_many_pages_are_pictured),
];

const SCAN: &[u8] = include_bytes!("../../../../samples/scan-of-the-letter.pdf");
const SIDEWAYS: &[u8] = include_bytes!("../pages/on-its-side.jpg");
const BY_EXIF: &[u8] = include_bytes!("../pages/turned-by-exif.jpg");
const SEVERAL: &[u8] = include_bytes!("../pages/two-pages.tiff");

/// Whether this system reads scans; where the tests may not be skipped it must.
fn reads() -> bool {
    let reads = Ocr::find().is_some();
    if !reads {
        assert!(std::env::var_os("CHANCERY_NO_SKIP").is_none(), "there is no tesseract here");
        println!("skipped: there is no tesseract here");
    }
    reads
}

fn taken(name: &str, bytes: &[u8]) -> Taken {
    own().take(name, bytes.into()).unwrap()
}

fn word(page: &TakenPage, text: &str, wanted: &str) -> [u32; 4] {
    let is = |w: &&chancery_intake::Word| &text[w.start as usize..w.end as usize] == wanted;
    page.words.iter().find(is).map(|w| [w.x, w.y, w.w, w.h]).unwrap()
}

/// The size that a PNG says it has.
fn size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

/// The share of the covering letter's words that were read.
fn found(text: &str) -> f64 {
    let letter = include_str!("../../../../samples/shultz-pym-1982.txt");
    let cover = letter.split("S E C R E T").next().unwrap();
    let read: Vec<&str> = text.split_whitespace().collect();
    let words: Vec<&str> = cover.split_whitespace().collect();
    words.iter().filter(|word| read.contains(word)).count() as f64 / words.len() as f64
}

fn the_scan_of_the_letter_is_read() {
    if !reads() {
        return;
    }
    let paper = &taken("scan.pdf", SCAN).papers[0];
    let lines: Vec<&str> = paper.text.lines().collect();
    for line in ["covering SECRET", "14 October 1982", "John Stan.", "(R B Bone)", "10 Downing Street"] {
        assert!(lines.contains(&line), "{line}: {}", paper.text);
    }
    assert!(found(&paper.text) > 0.95, "{}", paper.text);
    let page = &paper.pages[0];
    assert_eq!((page.source, page.turned, page.confidence() > Some(85)), (PageSource::Read, 0, true));
    assert_eq!(size(page.picture.as_deref().unwrap()), (page.width, page.height));
    let [x, y, w, h] = word(page, &paper.text, "Shultz");
    assert!((200..400).contains(&x) && (380..420).contains(&y) && w > 40 && h < 40, "{x} {y} {w} {h}");
    assert_eq!(paper.original, SCAN);
}

fn a_page_on_its_side_is_turned_and_read() {
    if !reads() {
        return;
    }
    let paper = &taken("side.jpg", SIDEWAYS).papers[0];
    let page = &paper.pages[0];
    assert!(paper.text.starts_with("covering SECRET"), "{}", paper.text);
    assert!(found(&paper.text) > 0.95, "{}", paper.text);
    assert_eq!(page.notes, ["the page lay on its side and was turned"]);
    assert_eq!((page.width, page.height, page.turned), (1240, 1754, 3));
    assert_eq!(size(page.picture.as_deref().unwrap()), (1240, 1754));
    let [x, y, w, h] = word(page, &paper.text, "covering");
    assert!((140..155).contains(&x) && (110..125).contains(&y) && w > 100 && h < 40, "{x} {y} {w} {h}");
}

fn a_picture_is_turned_as_its_camera_says() {
    let page = &taken("photo.jpg", BY_EXIF).papers[0].pages[0];
    assert_eq!((page.width, page.height, page.turned), (1240, 1754, 0));
    let picture = page.picture.as_deref().unwrap();
    assert_eq!(size(picture), (1240, 1754));
    assert!(!picture.windows(4).any(|four| four == b"eXIf" || four == b"Exif"));
}

fn a_picture_of_several_pages_has_them_all() {
    if !reads() {
        return;
    }
    let paper = &taken("fax.tiff", SEVERAL).papers[0];
    let starts: Vec<&str> = paper
        .pages
        .iter()
        .map(|page| paper.text[page.start as usize..page.end as usize].lines().next().unwrap())
        .collect();
    assert_eq!(starts, ["covering SECRET", "SECRET"]);
    assert_eq!(paper.notes, ["2 pages are read from a picture by OCR; read it beside the picture"]);
}

fn a_page_that_reads_badly_says_so() {
    if !reads() {
        return;
    }
    let paper = &taken("worn.png", include_bytes!("../pages/worn.png")).papers[0];
    assert!(paper.pages[0].reads_badly() && paper.pages[0].words.iter().any(|word| word.is_doubtful()));
    assert_eq!(paper.notes.last().unwrap(), "pages that read badly: 1");
}

fn without_tesseract_a_scan_is_kept() {
    let paper = &own().with_ocr(None).take("scan.pdf", SCAN.into()).unwrap().papers[0];
    assert_eq!((paper.text.as_str(), paper.original.as_slice()), ("", SCAN));
    assert_eq!(paper.pages[0].source, PageSource::Unread);
    assert!(paper.pages[0].picture.is_some());
    assert_eq!(paper.notes, ["one page is a picture and not read: Tesseract is not installed here"]);
}

fn only_so_many_pages_are_pictured() {
    let worker: Worker = own().with_ocr(None).with_limits(Limits { pictures_max: 1, ..Limits::default() });
    let paper = &worker.take("fax.tiff", SEVERAL.into()).unwrap().papers[0];
    let there: Vec<bool> = paper.pages.iter().map(|page| page.picture.is_some()).collect();
    assert_eq!(there, [true, false]);
    assert_eq!(
        paper.notes.last().unwrap(),
        "pictures were made of the first 1 pages; the others are in the original"
    );
}
