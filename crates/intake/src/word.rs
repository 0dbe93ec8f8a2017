//! Word documents: what the page shows, with headers, footnotes and tables; what it does not show is told.

mod about;
mod body;

use crate::archive::Archive;
use crate::document::{Document, Embedded};
use crate::sheet::Reply;
use crate::{Format, Refusal, xml};
use about::Revisions;
pub(crate) use about::claims;
use body::Body;

const EMBEDDED_TYPE: &str = "application/octet-stream";

/// Parses the document that an archive makes up.
pub(crate) fn parse(archive: &mut Archive<'_>) -> Result<Reply, Refusal> {
    let (name, limits) = (archive.name, archive.limits);
    let styles = about::hidden_styles(archive)?;
    let mut revisions = Revisions::default();
    let mut document = Document::default();
    about::deeds(archive, &mut document)?;
    for header in numbered(archive, "word/header") {
        once(&mut document, part(archive, &header, &styles, &mut revisions)?);
    }
    let mut main = part(archive, "word/document.xml", &styles, &mut revisions)?;
    document.append(&mut main);
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        document.append(&mut part(archive, notes, &styles, &mut revisions)?);
    }
    for footer in numbered(archive, "word/footer") {
        once(&mut document, part(archive, &footer, &styles, &mut revisions)?);
    }
    revisions.tell(&mut document);
    about::comments(archive, &mut document)?;
    about::properties(archive, &mut document)?;
    embedded(archive, &mut document)?;
    document.into_reply(Format::Word, name, limits)
}

/// A part of the document, empty where there is none of that name.
fn part(
    archive: &mut Archive<'_>,
    called: &str,
    styles: &[String],
    revisions: &mut Revisions,
) -> Result<Document, Refusal> {
    let Some(bytes) = archive.member(called)? else { return Ok(Document::default()) };
    let mut body = Body::new(styles);
    xml::walk(archive.name, &bytes, archive.limits, |mark| body.take(mark))?;
    let (document, found) = body.finish();
    revisions.add(&found);
    Ok(document)
}

/// "word/header1.xml", "word/header2.xml", in order.
fn numbered(archive: &Archive<'_>, stem: &str) -> Vec<String> {
    let is_one = |called: &&str| called.starts_with(stem) && called.ends_with(".xml");
    archive.names().filter(is_one).map(str::to_owned).collect()
}

/// The same words head the first page and those that follow: they are set once.
fn once(document: &mut Document, mut part: Document) {
    if !document.holds(&mut part) {
        document.append(&mut part);
    }
}

fn embedded(archive: &mut Archive<'_>, document: &mut Document) -> Result<(), Refusal> {
    let within = |called: &&str| called.starts_with("word/embeddings/") || called.starts_with("word/afchunk");
    let files: Vec<String> = archive.names().filter(within).map(str::to_owned).collect();
    for called in files {
        if let Some(bytes) = archive.member(&called)? {
            document.embedded.push(Embedded { name: called, media_type: EMBEDDED_TYPE, bytes });
        }
    }
    Ok(())
}
