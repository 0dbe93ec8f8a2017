//! Several files that are one paper: pictures are its pages; of other files the first covers the rest.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::worker::Worker;
use crate::{Format, Refusal, RefusalKind, Taken, TakenPaper, names, pages};

/// Files that may be handed in together.
pub const TOGETHER_MAX: usize = 500;

/// Reads files that were handed in together as one paper. Pictures are its pages in their order, and what is kept
/// as it came is an archive of them; of other files the first is the cover, and the rest are enclosed in it.
/// One that is refused refuses the whole.
pub fn take_together(worker: &Worker, files: Vec<(String, Vec<u8>)>) -> Result<Taken, Refusal> {
    if files.len() > TOGETHER_MAX {
        let what = format!("are more files than {TOGETHER_MAX}; hand in fewer at once");
        return Err(Refusal::of(RefusalKind::TooLarge, "these", what));
    }
    let mut taken = Vec::with_capacity(files.len());
    for (name, bytes) in files {
        let one = worker.take(&name, bytes)?;
        taken.push((name, one));
    }
    let pictures = taken.iter().all(|(_, one)| one.format == Format::Image && one.papers.len() == 1);
    if pictures && taken.len() > 1 { bound(taken) } else { covered(taken) }
}

fn covered(taken: Vec<(String, Taken)>) -> Result<Taken, Refusal> {
    let mut taken = taken.into_iter();
    let Some((name, mut whole)) = taken.next() else {
        return Err(Refusal::of(RefusalKind::Empty, "nothing", "was handed in; name a file"));
    };
    let [cover] = whole.papers.as_mut_slice() else {
        let what = "holds several papers, so it cannot be a cover; name the covering letter first";
        return Err(Refusal::of(RefusalKind::Format, &name, what));
    };
    for (name, enclosed) in taken {
        whole.notes.extend(enclosed.notes);
        for mut paper in enclosed.papers {
            paper.head_with(&names::shown_name(&name));
            cover.enclosures.push(paper);
        }
    }
    Ok(whole)
}

/// Pictures, bound into one paper.
fn bound(taken: Vec<(String, Taken)>) -> Result<Taken, Refusal> {
    let named: Vec<(String, &[u8])> = (1..)
        .zip(&taken)
        .flat_map(|(n, (name, one))| {
            let paper = one.papers.first()?;
            Some((format!("{n}-{}", names::shown_name(name)), &paper.original[..]))
        })
        .collect();
    let original = archive(&named).ok_or_else(|| {
        Refusal::of(RefusalKind::TooLarge, "these", "could not be kept together; hand them in singly")
    })?;
    let mut taken = taken.into_iter();
    let Some((_, mut whole)) = taken.next() else { return covered(Vec::new()) };
    for (name, one) in taken {
        let file = names::shown_name(&name);
        whole.notes.extend(one.notes.iter().map(|note| format!("{file}: {note}")));
        if let (Some(paper), Some(next)) = (whole.papers.first_mut(), one.papers.into_iter().next()) {
            bind(paper, next, &file);
        }
    }
    if let Some(paper) = whole.papers.first_mut() {
        paper.original = original;
    }
    Ok(whole)
}

fn bind(paper: &mut TakenPaper, next: TakenPaper, file: &str) {
    paper.notes.extend(next.notes.iter().map(|note| format!("{file}: {note}")));
    for mut page in next.pages {
        let text = next.text.get(page.start as usize..page.end as usize).unwrap_or_default();
        page.number = u32::try_from(paper.pages.len() + 1).unwrap_or(u32::MAX);
        pages::append(&mut paper.text, &mut paper.pages, page, text);
    }
}

/// The files as they came, side by side; the same files make the same bytes.
fn archive(files: &[(String, &[u8])]) -> Option<Vec<u8>> {
    let plain = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name, plain).ok()?;
        archive.write_all(bytes).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}
