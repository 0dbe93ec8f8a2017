//! Printing: from a document to the bytes of a PDF.

use std::collections::BTreeSet;

use jiff::civil::DateTime;
use krilla::SerializeSettings;
use krilla::error::KrillaError;
use krilla::metadata::{DateTime as PdfDate, Metadata};

use crate::flow::Flow;
use crate::page::{Drawing, Frame, configuration, fall};
use crate::text::{Shaper, plain};
use crate::{Document, Fault, limits};

/// A document as it was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The characters that no font here has, or that no PDF may hold; each is printed as a replacement that is seen.
    pub missing: BTreeSet<char>,
}

/// Prints a document.
///
/// # Errors
///
/// A [`Fault`] where the document has no title or language, holds more than [`limits`] allow, has a table or a picture
/// that cannot be printed, or would not be a PDF/A-2a and PDF/UA-1.
pub fn print(document: &Document) -> Result<Printed, Fault> {
    limits::check(document)?;
    let mut shaper = Shaper::new()?;
    let frame = Frame::of(document, &mut shaper)?;
    let (strips, mut structure) = Flow::of(document, &frame, &mut shaper)?;
    let pages = fall(strips, frame.body)?;
    let mut pdf = krilla::Document::new_with(settings()?);
    let of = pages.len();
    let mut drawing =
        Drawing { pdf: &mut pdf, structure: &mut structure, shaper: &mut shaper, frame: &frame };
    for (index, page) in pages.into_iter().enumerate() {
        drawing.page(page, index + 1, of)?;
    }
    pdf.set_outline(structure.outline());
    pdf.set_tag_tree(structure.tree(&document.language));
    pdf.set_metadata(metadata(document));
    let bytes = pdf.finish().map_err(|error| fault(&error))?;
    Ok(Printed { bytes, pages: of, missing: shaper.missing })
}

fn settings() -> Result<SerializeSettings, Fault> {
    Ok(SerializeSettings { configuration: configuration()?, enable_tagging: true, ..Default::default() })
}

fn metadata(document: &Document) -> Metadata {
    Metadata::new()
        .title(plain(&document.title))
        .language(document.language.clone())
        .creation_date(date(document.date))
        .creator("Chancery".into())
}

fn date(date: DateTime) -> PdfDate {
    let small = |value: i8| value.unsigned_abs();
    PdfDate::new(u16::try_from(date.year()).unwrap_or(0))
        .month(small(date.month()))
        .day(small(date.day()))
        .hour(small(date.hour()))
        .minute(small(date.minute()))
        .second(small(date.second()))
        .utc_offset_hour(0)
}

/// What krilla refused, without the text at which it did.
fn fault(error: &KrillaError) -> Fault {
    match error {
        KrillaError::Validation(errors) => {
            let first = errors.first().map(|(error, _)| format!("{error:?}")).unwrap_or_default();
            Fault::Pdf(first.split(['(', '{']).next().unwrap_or_default().trim().to_owned())
        }
        KrillaError::Image(..) => Fault::Pdf("a picture is not whole".into()),
        KrillaError::Limit(limit) => Fault::Pdf(limit.to_string()),
        _ => Fault::Pdf("it could not be written".into()),
    }
}
