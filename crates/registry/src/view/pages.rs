//! The pages that a paper came as, with what stands where on them.

use chancery_office::act::{Manner, Registered};
use chancery_office::page::{self, Page, Place, Word};

use super::View;
use super::judging::Stands;
use super::rows::PaperRow;
use super::transcript::Shift;
use crate::answers::{OnPage, PageShown};
use crate::label_no::LabelNo;
use crate::projection::parse_label;
use crate::refused::Refused;
use crate::{sealing, store};

/// Places marked on one page.
const MARKS_MAX: usize = 2_000;

/// A word of the text as it stands now.
pub(super) struct Placed {
    /// Its page among the paper's, and its bytes in the text.
    page: usize,
    pub start: usize,
    pub end: usize,
    place: Place,
    pub doubtful: bool,
}

impl View {
    /// The picture of a page, as PNG. That the paper was opened is entered before this returns, where it was not
    /// in this sitting.
    pub fn page_picture(&self, name: &str, number: u32) -> Result<Vec<u8>, Refused> {
        Ok(self.page_with_label(name, number)?.1)
    }

    /// The same, with what it bears, where it is in the register.
    pub(super) fn page_with_label(
        &self,
        name: &str,
        number: u32,
    ) -> Result<(Option<LabelNo>, Vec<u8>), Refused> {
        let row = match self.row(name) {
            Err(Refused::Absent) => return Ok((None, self.waiting_picture(name, number)?)),
            row => row?,
        };
        let body: Option<(String, String, LabelNo)> = self.gate()?.first(
            "SELECT digest, stream, bears FROM body WHERE paper = ?1 AND part = ?2",
            rusqlite::params![row.row, page::part(number)],
            |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
        )?;
        let (digest, stream, bears) = body.ok_or(Refused::Absent)?;
        if !self.has_open(&row)? {
            self.show(Manner::Opened, &[row.id])?;
        }
        let stream = stream.parse().map_err(|_| store::row())?;
        let png = sealing::open_body(&self.registry.0.keys, &self.registry.0.vault, &digest, stream)?;
        Ok((Some(bears), png))
    }

    /// The picture of a page that waits in the in-tray.
    fn waiting_picture(&self, name: &str, number: u32) -> Result<Vec<u8>, Refused> {
        let row = self.in_tray(name)?;
        let (registered, _) = self.unfolded(&row)?;
        let page = registered.pages.iter().find(|page| page.number == number);
        let body = page.and_then(|page| page.picture.as_ref()).ok_or(Refused::Absent)?;
        if !self.reader.clearance.opens(&parse_label(&body.label)?) {
            return Err(Refused::Absent);
        }
        self.show(Manner::Opened, &[row.id])?;
        sealing::open_body(&self.registry.0.keys, &self.registry.0.vault, &body.digest, body.stream)
    }

    pub(super) fn has_open(&self, row: &PaperRow) -> Result<bool, Refused> {
        let times: u64 = self.gate()?.value(
            "SELECT count(*) FROM seen WHERE paper = ?1 AND by = ?2 AND label_id = ?3 AND last > ?4",
            rusqlite::params![
                row.row,
                self.person().as_str(),
                row.label,
                self.sitting_began().as_millisecond()
            ],
        )?;
        Ok(times > 0)
    }

    /// The words of a paper that stand on its pages, in the order of its text; of what was put right since, none.
    pub(super) fn placed(
        &self,
        row: &PaperRow,
        paper: &Registered,
        text: &str,
    ) -> Result<Vec<Placed>, Refused> {
        let Some(layout) = &paper.layout else { return Ok(Vec::new()) };
        let inner = &self.registry.0;
        let bytes = sealing::open_body(&inner.keys, &inner.vault, &layout.digest, layout.stream)?;
        let pages: Vec<Vec<Word>> = serde_json::from_slice(&bytes)
            .map_err(|_| Refused::Damaged("the layout of a paper's pages does not read".into()))?;
        let shift = self.shift(row, paper, text)?;
        let words = pages.iter().enumerate().flat_map(|(at, words)| words.iter().map(move |word| (at, word)));
        Ok(words.filter_map(|(at, word)| placed(at, word, shift.as_ref(), text)).collect())
    }

    fn shift(&self, row: &PaperRow, paper: &Registered, text: &str) -> Result<Option<Shift>, Refused> {
        let Some(first) = self.as_it_came(row)?.filter(|first| first.text != paper.text) else {
            return Ok(None);
        };
        let first = sealing::open_text(&self.registry.0.keys, &self.registry.0.vault, &first.text)?;
        Ok(Some(Shift::between(&first, text)))
    }

    /// The pages as the paper's page shows them.
    pub(super) fn pages(
        &self,
        row: &PaperRow,
        paper: &Registered,
        (placed, found): (&[Placed], &[Stands]),
    ) -> Result<Vec<PageShown>, Refused> {
        let pictures: Vec<String> = self.gate()?.all(
            "SELECT part FROM body WHERE paper = ?1 AND part LIKE 'page %'",
            [row.row],
            |r| r.get(0),
        )?;
        let shown = paper.pages.iter().enumerate().map(|(at, page)| PageShown {
            picture: pictures.contains(&page.part()),
            marks: marks(at, placed, found),
            ..shown(page)
        });
        Ok(shown.collect())
    }

    /// The pages of a paper that waits, with what was read with doubt.
    pub(super) fn waiting_pages(
        &self,
        row: &PaperRow,
        paper: &Registered,
        text: &str,
    ) -> Result<Vec<PageShown>, Refused> {
        let placed = self.placed(row, paper, text)?;
        let pages = paper.pages.iter().enumerate();
        Ok(pages.map(|(at, page)| PageShown { marks: marks(at, &placed, &[]), ..shown(page) }).collect())
    }
}

/// A page with nothing marked on it.
fn shown(page: &Page) -> PageShown {
    PageShown {
        number: page.number,
        width: page.width,
        height: page.height,
        source: page.source.words(),
        sure: page.sure,
        reads_badly: page.sure.is_some_and(|sure| sure < chancery_intake::PAGE_DOUBTFUL_BELOW),
        notes: page.notes.clone(),
        picture: page.picture.is_some(),
        marks: Vec::new(),
    }
}

fn placed(page: usize, word: &Word, shift: Option<&Shift>, text: &str) -> Option<Placed> {
    let now = |at: u32| shift.map_or(Some(at as usize), |shift| shift.at(at as usize));
    let (start, end) = (now(word.start)?, now(word.end)?);
    text.get(start..end).filter(|words| !words.is_empty())?;
    Some(Placed { page, start, end, place: word.place, doubtful: word.doubtful })
}

/// What is marked on a page: words that were read with doubt, and the words that prove findings.
fn marks(page: usize, placed: &[Placed], found: &[Stands]) -> Vec<OnPage> {
    let doubtful = (1..).zip(placed.iter().filter(|word| word.doubtful));
    let doubtful = doubtful.filter(|(_, word)| word.page == page);
    let doubtful = doubtful.map(|(n, word)| OnPage { place: word.place, finding: None, doubtful: Some(n) });
    let proving = (1..).zip(found).flat_map(|(n, finding)| {
        let over = placed.iter().filter(|word| word.page == page && finding.covers(word.start, word.end));
        lines(over).into_iter().map(move |place| OnPage { place, finding: Some(n), doubtful: None })
    });
    proving.chain(doubtful).take(MARKS_MAX).collect()
}

/// Words that follow each other, as one rectangle a line.
fn lines<'w>(words: impl Iterator<Item = &'w Placed>) -> Vec<Place> {
    let mut lines: Vec<Place> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.leads_to(word.place) => *line = line.join(word.place),
            _ => lines.push(word.place),
        }
    }
    lines
}
