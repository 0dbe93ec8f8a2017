//! A PDF's text: page by page, what is shown apart from what is not.

use hayro::hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::kurbo::{Affine, Rect};

use super::eye::{Eye, GLYPHS_MAX};
use super::piece::{Piece, pieces};
use super::scale::{Scale, scale};
use super::{Hidden, Hiding, PageSource, TakenPage, deeds, text};
use crate::sheet::{Origin, Reply, Sheet, too_long};
use crate::{Format, Limits, Refusal, RefusalKind, TakenKind};

/// The share of a page that pictures cover from which on it is taken for a scan.
const SCAN_MIN: f64 = 0.5;
/// Letters that a scan may show beside its picture: a stamp or a running head.
const STAMP_CHARS_MAX: usize = 400;
/// The share of letters without a name from which on a page is read from its picture.
const NAMELESS_MAX: f64 = 0.3;
/// Lines and shapes without words from which on a page may have its words drawn.
const DRAWN_WORDS_MIN: usize = 20;
/// What only an encrypted file says of itself.
const ENCRYPTED: &[u8] = b"/Encrypt ";
const HIDDEN_BYTES_MAX: usize = 64 * 1024;

/// Reads a PDF into one paper with its pages; pictures of them are drawn afterwards.
pub(crate) fn parse(name: &str, bytes: &[u8], limits: &Limits) -> Result<Reply, Refusal> {
    let pdf = open(name, bytes, limits)?;
    let cache = InterpreterCache::new();
    let mut sheet = Sheet::new(TakenKind::Pages, Origin::Whole);
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        let (page, text) = read(number, page, &cache);
        super::append(&mut sheet.text, &mut sheet.pages, page, &text);
        if sheet.text.len() as u64 > limits.text_bytes_max {
            return Err(too_long(name, limits));
        }
    }
    let mut reply =
        Reply { format: Format::Pdf, title: None, notes: Vec::new(), sheets: Vec::new(), pool: Vec::new() };
    sheet.notes = super::told(&sheet.pages);
    if bytes.windows(ENCRYPTED.len()).any(|here| here == ENCRYPTED) {
        sheet.notes.push("the file is encrypted and opens without a password".to_owned());
    }
    if sheet.text.is_empty() && sheet.pages.iter().all(|page| page.source != PageSource::Unread) {
        sheet.notes.push("no words were found on its pages".to_owned());
    }
    deeds::tell(&pdf, limits, &mut sheet, &mut reply.pool);
    reply.sheets.push(sheet);
    Ok(reply)
}

/// Opens a PDF, or says why it cannot be.
pub(super) fn open(name: &str, bytes: &[u8], limits: &Limits) -> Result<Pdf, Refusal> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| unopened(name, error))?;
    match pdf.pages().len() {
        0 => {
            let what = "is a PDF without a page; have it printed or saved to PDF again";
            Err(Refusal::of(RefusalKind::Broken, name, what))
        }
        count if count > limits.pages_max => Err(too_many_pages(name, limits)),
        _ => Ok(pdf),
    }
}

fn unopened(name: &str, error: LoadPdfError) -> Refusal {
    let (kind, what) = match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => (
            RefusalKind::Encrypted,
            "is a PDF that is locked with a password; unlock it and hand in the copy",
        ),
        LoadPdfError::Decryption(_) => (
            RefusalKind::Encrypted,
            "is a PDF that is encrypted in a way that is not known; hand in a copy that is not encrypted",
        ),
        LoadPdfError::Invalid => {
            (RefusalKind::Broken, "is a PDF that is broken; have it printed or saved to PDF again")
        }
    };
    Refusal::of(kind, name, what)
}

pub(super) fn too_many_pages(name: &str, limits: &Limits) -> Refusal {
    let what = format!("has more than {} pages; split it and hand in the pieces", limits.pages_max);
    Refusal::of(RefusalKind::TooLarge, name, what)
}

/// One page and its text.
fn read<'a>(number: u32, page: &'a Page<'a>, cache: &InterpreterCache<'a>) -> (TakenPage, String) {
    let scale = shown_scale(page);
    let eye = look(page, &scale, cache);
    let mut taken = TakenPage::blank(number, scale.width, scale.height);
    if scale.shrunk {
        taken.notes.push("the page is larger than a page may be and is shown smaller than it is".to_owned());
    }
    if eye.glyphs.len() >= GLYPHS_MAX {
        taken.notes.push(format!("only the first {GLYPHS_MAX} letters of the page were read"));
    }
    let (shown, unseen) = sort(&mut taken, &eye);
    hide(&mut taken, &unseen);
    let text = text::write(&mut taken, shown);
    (taken, text)
}

/// The scale at which a page is shown, in dots.
pub(super) fn shown_scale(page: &Page<'_>) -> Scale {
    let (width, height) = page.render_dimensions();
    scale(f64::from(width), f64::from(height), super::SHOWN_DOTS_PER_INCH, super::SHOWN_DOTS_MAX)
}

fn look<'a>(page: &'a Page<'a>, scale: &Scale, cache: &InterpreterCache<'a>) -> Eye {
    let area = Rect::new(0.0, 0.0, f64::from(scale.width), f64::from(scale.height));
    let transform = Affine::scale(scale.dots_per_point) * page.initial_transform(true).to_kurbo();
    let settings = InterpreterSettings::default();
    let mut context = Context::new(transform, area, cache, page.xref(), settings);
    let mut eye = Eye::new(area, scale.dots_per_point);
    interpret_page(page, &mut context, &mut eye);
    eye.close();
    eye
}

/// Parts what is read of a page from what it does not show, and says where its text comes from.
fn sort(taken: &mut TakenPage, eye: &Eye) -> (Vec<Piece>, Vec<Piece>) {
    let (mut shown, mut unseen): (Vec<Piece>, Vec<Piece>) =
        pieces(&eye.glyphs).into_iter().partition(|piece| piece.hiding.is_none());
    let shown_chars: usize = shown.iter().map(|piece| piece.text.len()).sum();
    let is_scan = eye.pictured >= SCAN_MIN && shown_chars <= STAMP_CHARS_MAX;
    let laid_over = |piece: &Piece| matches!(piece.hiding, Some(Hiding::Invisible | Hiding::Cover));
    taken.source = match () {
        () if is_scan && unseen.iter().any(laid_over) => PageSource::Layer,
        () if is_scan || is_nameless(taken, eye) => PageSource::Unread,
        () if !shown.is_empty() => PageSource::Shown,
        () if eye.pictured > 0.0 || eye.drawn >= DRAWN_WORDS_MIN => PageSource::Unread,
        () => PageSource::Blank,
    };
    if taken.source == PageSource::Layer {
        let (layer, rest) = unseen.into_iter().partition(laid_over);
        unseen = rest;
        shown.extend::<Vec<Piece>>(layer);
        taken.notes.push("the page is a picture; its text is the layer that came with it".to_owned());
    }
    (shown, unseen)
}

/// Whether too many letters of a page have no name for its text to be trusted.
fn is_nameless(taken: &mut TakenPage, eye: &Eye) -> bool {
    let (nameless, all) = (eye.nameless, eye.glyphs.len());
    let too_many = nameless as f64 > NAMELESS_MAX * all as f64;
    if nameless > 0 {
        taken.notes.push(format!("{nameless} of {all} letters of the page have no meaning in the file"));
    }
    too_many
}

/// Keeps what a page does not show, by what hides it, and notes it.
fn hide(taken: &mut TakenPage, unseen: &[Piece]) {
    for by in [Hiding::Invisible, Hiding::Colour, Hiding::Size, Hiding::Edge, Hiding::Cover] {
        let words: Vec<&str> =
            unseen.iter().filter(|piece| piece.hiding == Some(by)).map(|piece| piece.text.as_str()).collect();
        if words.is_empty() {
            continue;
        }
        let count = words.len();
        let mut text = words.join(" ");
        text.truncate(text.floor_char_boundary(HIDDEN_BYTES_MAX));
        let (words, are) = if count == 1 { ("word", "is") } else { ("words", "are") };
        taken.notes.push(format!("the page holds {count} {words} that {are} {}", by.words()));
        taken.hidden.push(Hidden { by, text });
    }
}
