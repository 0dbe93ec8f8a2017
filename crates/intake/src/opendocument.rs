//! OpenDocument texts: what the page shows, with headers, notes and tables; what it does not show is told.

mod styles;
mod text;

use crate::archive::{self, Archive};
use crate::document::{Document, Embedded};
use crate::sheet::Reply;
use crate::{Format, Refusal, sniff, word, xml};
use styles::Hiding;
use text::Text;

const TEXT: &[u8] = b"application/vnd.oasis.opendocument.text";
const EMBEDDED_TYPE: &str = "application/octet-stream";

/// Parses the document that an archive makes up.
pub(crate) fn parse(archive: &mut Archive<'_>) -> Result<Reply, Refusal> {
    let (name, limits) = (archive.name, archive.limits);
    if !archive.member("mimetype")?.unwrap_or_default().starts_with(TEXT) {
        return Err(sniff::not_read(name, "a sheet or a set of slides"));
    }
    if is_encrypted(archive)? {
        return Err(archive::locked(name));
    }
    let content = archive.member("content.xml")?.unwrap_or_default();
    let styles = archive.member("styles.xml")?.unwrap_or_default();
    let mut hiding = Hiding::default();
    for part in [&styles, &content].into_iter().filter(|part| !part.is_empty()) {
        xml::walk(name, part, limits, |mark| hiding.take(mark))?;
    }
    let mut document = Document::default();
    deeds(archive, &mut document);
    let (mut header, mut footer) = frame(archive, &styles, &hiding)?;
    document.append(&mut header);
    let mut text = Text::of_body(&hiding);
    xml::walk(name, &content, limits, |mark| text.take(mark))?;
    document.append(&mut text.finish());
    document.append(&mut footer);
    properties(archive, &mut document)?;
    embedded(archive, &mut document)?;
    document.into_reply(Format::OpenDocument, name, limits)
}

/// The header and the footer of its pages.
fn frame(archive: &Archive<'_>, styles: &[u8], hiding: &Hiding) -> Result<(Document, Document), Refusal> {
    let of = |element| {
        let mut text = Text::of_element(element, hiding);
        if !styles.is_empty() {
            xml::walk(archive.name, styles, archive.limits, |mark| text.take(mark))?;
        }
        Ok(text.finish())
    };
    Ok((of("style:header")?, of("style:footer")?))
}

fn is_encrypted(archive: &mut Archive<'_>) -> Result<bool, Refusal> {
    let Some(manifest) = archive.member("META-INF/manifest.xml")? else { return Ok(false) };
    // The manifest of some writers declares a document type; it is asked for this one word and not parsed.
    const SAYS: &[u8] = b"encryption-data";
    Ok(manifest.windows(SAYS.len()).any(|window| window == SAYS))
}

fn deeds(archive: &Archive<'_>, document: &mut Document) {
    if archive.names().any(|called| called.starts_with("Basic/") || called.starts_with("Scripts/")) {
        document.note("it has macros in it; they were not run");
    }
    let pictures = archive.names().filter(|called| called.starts_with("Pictures/")).count();
    if pictures > 0 {
        document.note(format!("{pictures} pictures in it were not read"));
    }
}

fn properties(archive: &mut Archive<'_>, document: &mut Document) -> Result<(), Refusal> {
    const META: [(&str, &str); 6] = [
        ("dc:title", "title"),
        ("dc:subject", "subject"),
        ("meta:initial-creator", "written by"),
        ("dc:creator", "last changed by"),
        ("meta:creation-date", "begun"),
        ("dc:date", "last changed"),
    ];
    if let Some(part) = archive.member("meta.xml")? {
        document.claim(&word::claims(archive, &part, &META)?);
    }
    Ok(())
}

/// Objects within: a folder each, of which the content is kept.
fn embedded(archive: &mut Archive<'_>, document: &mut Document) -> Result<(), Refusal> {
    let within = |called: &&str| called.starts_with("Object ") && called.matches('/').count() < 2;
    let files: Vec<String> = archive.names().filter(within).map(str::to_owned).collect();
    for called in files {
        if let Some(bytes) = archive.member(&called)? {
            let name = called.replace('/', " ");
            document.embedded.push(Embedded { name, media_type: EMBEDDED_TYPE, bytes });
        }
    }
    Ok(())
}
