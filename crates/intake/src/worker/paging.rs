//! Pages after their file was parsed: scans are read, then pictures are made, a few pages to a child.

use std::path::Path;

use super::{Answer, Task, Worker, unsafe_to_read};
use crate::pages::{Purpose, Transcript, Wanted, draw, fit, renew};
use crate::{PageSource, Refusal, TakenPage, TakenPaper};

/// Pages that one child draws.
const BATCH_PAGES: usize = 8;
/// Bytes that what is known of one page may take.
const TRANSCRIPT_BYTES_MAX: u64 = 16 * 1024 * 1024;

impl Worker {
    /// Reads the scans of a paper and of what it encloses, and makes their pictures.
    pub(super) fn complete(&self, name: &str, paper: &mut TakenPaper) {
        if !paper.pages.is_empty() {
            self.read_scans(name, paper);
            self.make_pictures(name, paper);
        }
        for enclosure in &mut paper.enclosures {
            self.complete(name, enclosure);
        }
    }

    fn read_scans(&self, name: &str, paper: &mut TakenPaper) {
        let mut read: Vec<Option<Transcript>> = Vec::with_capacity(paper.pages.len());
        let mut left = self.limits.ocr_pages_max;
        let mut unread = 0usize;
        for page in &paper.pages {
            let scan = page.source == PageSource::Unread;
            let tried = if scan && left > 0 { self.read_scan(name, &paper.original, page) } else { None };
            left = left.saturating_sub(usize::from(scan));
            unread += usize::from(scan && tried.is_none());
            read.push(tried);
        }
        let size: usize = read.iter().flatten().map(|scan| scan.text.len()).sum();
        if (paper.text.len() + size) as u64 > self.limits.text_bytes_max {
            paper.notes.push("its scans hold more text than is read".to_owned());
            return;
        }
        renew(&mut paper.text, &mut paper.pages, read);
        self.tell(paper, unread);
    }

    /// What is to be said of the paper once its scans were read or were not.
    fn tell(&self, paper: &mut TakenPaper, unread: usize) {
        let read = paper.pages.iter().filter(|page| page.source == PageSource::Read).count();
        if read > 0 {
            paper
                .notes
                .push(format!("{} read from a picture by OCR; read it beside the picture", pages(read)));
        }
        let bad = paper.pages.iter().filter(|page| page.reads_badly()).map(|page| page.number.to_string());
        let bad = bad.collect::<Vec<String>>().join(", ");
        if !bad.is_empty() {
            paper.notes.push(format!("pages that read badly: {bad}"));
        }
        if unread > 0 {
            let why =
                if self.ocr.is_none() { "Tesseract is not installed here" } else { "they could not be" };
            let note = format!("{} a picture and not read: {why}", pages(unread));
            paper.notes.push(note);
        }
    }

    /// `None` where there is nothing to read it with, or that failed.
    fn read_scan(&self, name: &str, bytes: &[u8], page: &TakenPage) -> Option<Transcript> {
        let (exe, ocr) = self.exe.as_deref().zip(self.ocr.as_ref())?;
        let wanted = Wanted { number: page.number, purpose: Purpose::Read, turns: 0 };
        let picture = self.draw(name, bytes, &[wanted]).ok()?.pop()?;
        let written = ocr.read(exe, name, &picture, &self.limits).ok()?;
        self.transcribe(exe, name, &written, page)
    }

    fn transcribe(&self, exe: &Path, name: &str, written: &[u8], page: &TakenPage) -> Option<Transcript> {
        // The words that a scan shows beside its picture, as a stamp does, are read again with the rest.
        let shown = TakenPage { words: Vec::new(), start: 0, end: 0, picture: None, ..page.clone() };
        let task = Task::Transcribe(Box::new(shown));
        match self.ask(exe, name, task, written, TRANSCRIPT_BYTES_MAX).ok()? {
            (Answer::Transcribed(read), _) if self.is_of(&read, page) => Some(read),
            _ => None,
        }
    }

    fn is_of(&self, read: &Transcript, page: &TakenPage) -> bool {
        let Transcript { page: read, text } = read;
        let same = read.number == page.number && read.hidden == page.hidden;
        same && fit(std::slice::from_ref(read), text, &self.limits)
    }

    /// A page of which no picture could be made says so.
    fn make_pictures(&self, name: &str, paper: &mut TakenPaper) {
        let bytes = &paper.original;
        let count = paper.pages.len().min(self.limits.pictures_max);
        let (asked, later) = paper.pages.split_at_mut(count);
        for batch in asked.chunks_mut(BATCH_PAGES) {
            let wanted: Vec<Wanted> = batch.iter().map(show).collect();
            let pictures =
                self.draw(name, bytes, &wanted).map(|pictures| pictures.into_iter().map(Some).collect());
            // One page that cannot be drawn does not take its neighbours' pictures with it.
            let singly = |_| wanted.iter().map(|one| self.draw(name, bytes, &[*one]).ok()?.pop()).collect();
            let pictures: Vec<Option<Vec<u8>>> = pictures.unwrap_or_else(singly);
            for (page, picture) in batch.iter_mut().zip(pictures) {
                if picture.is_none() {
                    page.notes.push("no picture of the page could be made".to_owned());
                }
                page.picture = picture;
            }
        }
        if !later.is_empty() {
            let first = self.limits.pictures_max;
            paper.notes.push(format!(
                "pictures were made of the first {first} pages; the others are in the original"
            ));
        }
    }

    fn draw(&self, name: &str, bytes: &[u8], wanted: &[Wanted]) -> Result<Vec<Vec<u8>>, Refusal> {
        let Some(exe) = &self.exe else { return draw(name, bytes, wanted, &self.limits) };
        let task = Task::Draw(wanted.to_vec());
        match self.ask(exe, name, task, bytes, self.limits.output_bytes_max)? {
            (Answer::Drawn(lengths), pool) => {
                cut(&pool, &lengths, wanted.len()).ok_or_else(|| unsafe_to_read(name))
            }
            _ => Err(unsafe_to_read(name)),
        }
    }
}

fn show(page: &TakenPage) -> Wanted {
    Wanted { number: page.number, purpose: Purpose::Show, turns: page.turned }
}

fn pages(count: usize) -> String {
    if count == 1 { "one page is".to_owned() } else { format!("{count} pages are") }
}

/// So many pictures, of these lengths, that fill the pool.
fn cut(pool: &[u8], lengths: &[u64], count: usize) -> Option<Vec<Vec<u8>>> {
    let mut rest = pool;
    let mut pictures = Vec::with_capacity(count);
    for length in lengths {
        let (picture, after) = rest.split_at_checked(usize::try_from(*length).ok()?)?;
        pictures.push(Some(picture).filter(|picture| picture.starts_with(b"\x89PNG"))?.to_vec());
        rest = after;
    }
    (rest.is_empty() && pictures.len() == count).then_some(pictures)
}
