//! What a Word document says of itself, and what it would do.

use crate::Refusal;
use crate::archive::Archive;
use crate::document::Document;
use crate::xml::{self, Mark};

/// Changes that a document keeps.
#[derive(Debug, Default)]
pub(super) struct Revisions {
    pub deleted: usize,
    pub inserted: usize,
}

impl Revisions {
    pub fn add(&mut self, other: &Revisions) {
        self.deleted += other.deleted;
        self.inserted += other.inserted;
    }

    pub fn tell(&self, document: &mut Document) {
        if self.deleted > 0 {
            document.note(format!("{} tracked deletions were not read", self.deleted));
        }
        if self.inserted > 0 {
            document.note(format!("{} tracked insertions were read as if they were accepted", self.inserted));
        }
    }
}

/// Styles whose runs are not shown.
pub(super) fn hidden_styles(archive: &mut Archive<'_>) -> Result<Vec<String>, Refusal> {
    let Some(part) = archive.member("word/styles.xml")? else { return Ok(Vec::new()) };
    let (mut style, mut hidden) = (None, Vec::new());
    xml::walk(archive.name, &part, archive.limits, |mark| match mark {
        Mark::Open(tag) if tag.name == "w:style" => style = tag.attribute("w:styleId").map(str::to_owned),
        Mark::Open(tag) if tag.name == "w:vanish" && tag.is_on() => hidden.extend(style.clone()),
        _ => {}
    })?;
    Ok(hidden)
}

/// Macros, and files elsewhere that it would fetch; none is run or fetched.
pub(super) fn deeds(archive: &mut Archive<'_>, document: &mut Document) -> Result<(), Refusal> {
    if archive.names().any(|called| called.ends_with("vbaProject.bin")) {
        document.note("it has macros in it; they were not run");
    }
    let pictures = archive.names().filter(|called| called.starts_with("word/media/")).count();
    if pictures > 0 {
        document.note(format!("{pictures} pictures in it were not read"));
    }
    let relations: Vec<String> =
        archive.names().filter(|called| called.ends_with(".rels")).map(str::to_owned).collect();
    for called in relations {
        let Some(part) = archive.member(&called)? else { continue };
        xml::walk(archive.name, &part, archive.limits, |mark| {
            if let Mark::Open(tag) = mark
                && tag.attribute("TargetMode") == Some("External")
                && !tag.attribute("Type").is_some_and(|sort| sort.ends_with("/hyperlink"))
            {
                document.note("it would fetch files from elsewhere when it is opened; nothing was fetched");
            }
        })?;
    }
    Ok(())
}

/// Whose comments stand in its margin.
pub(super) fn comments(archive: &mut Archive<'_>, document: &mut Document) -> Result<(), Refusal> {
    let Some(part) = archive.member("word/comments.xml")? else { return Ok(()) };
    let (mut count, mut authors) = (0, Vec::new());
    xml::walk(archive.name, &part, archive.limits, |mark| {
        if let Mark::Open(tag) = mark
            && tag.name == "w:comment"
        {
            count += 1;
            let author = tag.attribute("w:author").unwrap_or("somebody").to_owned();
            if !authors.contains(&author) && authors.len() < 10 {
                authors.push(author);
            }
        }
    })?;
    if count > 0 {
        document.note(format!("{count} comments in its margin were not read (by {})", authors.join(", ")));
    }
    Ok(())
}

/// What the file's own properties claim.
pub(super) fn properties(archive: &mut Archive<'_>, document: &mut Document) -> Result<(), Refusal> {
    const CORE: [(&str, &str); 6] = [
        ("dc:title", "title"),
        ("dc:subject", "subject"),
        ("dc:creator", "written by"),
        ("cp:lastModifiedBy", "last changed by"),
        ("dcterms:created", "begun"),
        ("dcterms:modified", "last changed"),
    ];
    if let Some(part) = archive.member("docProps/core.xml")? {
        document.claim(&claims(archive, &part, &CORE)?);
    }
    let Some(part) = archive.member("docProps/custom.xml")? else { return Ok(()) };
    let (mut name, mut told) = (String::new(), Vec::new());
    xml::walk(archive.name, &part, archive.limits, |mark| match mark {
        Mark::Open(tag) if tag.name == "property" => {
            name = tag.attribute("name").unwrap_or_default().to_owned();
        }
        Mark::Words(words) if !words.trim().is_empty() => told.push((name.clone(), words.trim().to_owned())),
        _ => {}
    })?;
    document.claim(&told);
    Ok(())
}

/// The words of named elements, under the names that they are told by.
pub(crate) fn claims(
    archive: &Archive<'_>,
    part: &[u8],
    told_by: &[(&str, &str)],
) -> Result<Vec<(String, String)>, Refusal> {
    let (mut within, mut claims) = (None, Vec::new());
    xml::walk(archive.name, part, archive.limits, |mark| match mark {
        Mark::Open(tag) => within = told_by.iter().find(|(element, _)| *element == tag.name),
        Mark::Close(_) => within = None,
        Mark::Words(words) => {
            if let (Some((_, told)), false) = (within, words.trim().is_empty()) {
                claims.push(((*told).to_owned(), words.trim().to_owned()));
            }
        }
    })?;
    Ok(claims)
}
