//! The pages of what was taken in, on the sheets that they belong to.

use chancery_intake::TakenPage;
use chancery_office::page::{Page, PageSource, Place, Word};

use super::sheets::Sheet;

/// A page as far as it belongs to one sheet.
pub struct OnSheet {
    /// What the act says of it; its picture is yet to be sealed.
    pub page: Page,
    /// Its words on the sheet.
    pub words: Vec<Word>,
    /// Its picture.
    pub picture: Option<Vec<u8>>,
    /// No other sheet has a share in it.
    pub whole: bool,
}

/// The pages of a sheet among the sheets of its text, numbered from one: how many came before it is for who reads
/// those. A page that two sheets share is with both, each with its own words, and with nothing that is told of the
/// page whole.
pub fn on_sheet(pages: &mut [TakenPage], sheet: &Sheet, text_len: usize) -> Vec<OnSheet> {
    let range = (sheet.start, sheet.end);
    let mine = pages.iter_mut().filter(|page| has_share(page, range, text_len));
    (1..).zip(mine).map(|(number, page)| share(page, number, range)).collect()
}

fn has_share(page: &TakenPage, (from, to): (usize, usize), text_len: usize) -> bool {
    let (start, end) = (page.start as usize, page.end as usize);
    if start == end {
        return from <= start && (start < to || to == text_len);
    }
    start < to && from < end
}

fn share(page: &mut TakenPage, number: u32, (from, to): (usize, usize)) -> OnSheet {
    let (start, end) = (page.start as usize, page.end as usize);
    let whole = from <= start && end <= to;
    let on = |at: usize| u32::try_from(at.clamp(from, to) - from).unwrap_or(u32::MAX);
    // Without its picture, a word's place says only what else is on the page.
    let pictured = whole || from == 0;
    let mine = |word: &&chancery_intake::Word| from <= word.start as usize && word.end as usize <= to;
    let words = page.words.iter().filter(|_| pictured).filter(mine);
    let words = words.map(|word| Word {
        start: on(word.start as usize),
        end: on(word.end as usize),
        place: Place { x: word.x, y: word.y, w: word.w, h: word.h },
        doubtful: word.is_doubtful(),
    });
    OnSheet {
        words: words.collect(),
        whole,
        picture: page.picture.take_if(|_| pictured),
        page: Page {
            number,
            width: page.width,
            height: page.height,
            source: source(page.source),
            start: on(start),
            end: on(end),
            sure: page.confidence().filter(|_| whole),
            notes: if whole { page.notes.clone() } else { Vec::new() },
            picture: None,
        },
    }
}

fn source(source: chancery_intake::PageSource) -> PageSource {
    match source {
        chancery_intake::PageSource::Shown => PageSource::Shown,
        chancery_intake::PageSource::Layer => PageSource::Layer,
        chancery_intake::PageSource::Read => PageSource::Read,
        chancery_intake::PageSource::Unread => PageSource::Unread,
        chancery_intake::PageSource::Blank => PageSource::Blank,
    }
}
