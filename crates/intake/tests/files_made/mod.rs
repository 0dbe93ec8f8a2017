//! Files made for tests, and what was taken of them as one text.
#![allow(dead_code, clippy::unwrap_used)]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use chancery_intake::{Limits, Taken, TakenPaper, take};
use zip::write::SimpleFileOptions;

/// An archive of files.
pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A Word document with this body, and other parts.
pub fn word(body: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    let document =
        format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut files: Vec<(&str, &[u8])> =
        vec![("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())];
    files.extend(others);
    archive(&files)
}

/// Paragraphs of Word, one a line.
pub fn paragraphs(lines: &str) -> String {
    lines
        .lines()
        .map(|line| format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>"))
        .collect()
}

/// An OpenDocument text with these automatic styles and this body, and other parts.
pub fn open_document(styles: &str, body: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let mut files: Vec<(&str, &[u8])> =
        vec![("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())];
    files.extend(others);
    archive(&files)
}

/// A storage of streams, the folders made as they are named.
pub fn storage(streams: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (path, bytes) in streams {
        if let Some((folder, _)) = path.rsplit_once('/') {
            file.create_storage_all(format!("/{folder}")).unwrap();
        }
        file.create_stream(format!("/{path}")).unwrap().write_all(bytes).unwrap();
    }
    file.into_inner().into_inner()
}

/// Words as a message's property.
pub fn words(id: &str, words: &str) -> (String, Vec<u8>) {
    (format!("__substg1.0_{id}001F"), words.encode_utf16().flat_map(u16::to_le_bytes).collect())
}

/// A list of short properties after so many bytes.
pub fn short(lead: usize, properties: &[(u16, u64)]) -> Vec<u8> {
    let mut list = vec![0; lead];
    for (id, value) in properties {
        list.extend(3u16.to_le_bytes());
        list.extend(id.to_le_bytes());
        list.extend([0; 4]);
        list.extend(value.to_le_bytes());
    }
    list
}

/// Streams within a folder.
pub fn within(folder: &str, streams: Vec<(String, Vec<u8>)>) -> Vec<(String, Vec<u8>)> {
    streams.into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)).collect()
}

/// Everything taken of a file, as one text.
pub fn taken(name: &str, bytes: impl Into<Vec<u8>>) -> String {
    shown(&take(name, bytes.into(), &Limits::default()).unwrap())
}

/// Everything taken, as one text.
pub fn shown(taken: &Taken) -> String {
    let mut shown = String::new();
    for note in &taken.notes {
        writeln!(shown, "! {note}").unwrap();
    }
    taken.papers.iter().for_each(|paper| show(paper, 0, &mut shown));
    shown.trim_end().to_owned()
}

fn show(paper: &TakenPaper, depth: usize, shown: &mut String) {
    let edge = "  ".repeat(depth);
    let head = paper.given.head.as_ref().or(paper.given.subject.as_ref());
    writeln!(shown, "{edge}== {:?}{}", paper.kind, head.map(|h| format!(" {h}")).unwrap_or_default())
        .unwrap();
    for note in &paper.notes {
        writeln!(shown, "{edge}! {note}").unwrap();
    }
    for unread in &paper.unread {
        writeln!(shown, "{edge}? {} ({}, {} bytes)", unread.name, unread.media_type, unread.bytes.len())
            .unwrap();
    }
    for line in paper.text.lines() {
        writeln!(shown, "{}", format!("{edge}{line}").trim_end()).unwrap();
    }
    paper.enclosures.iter().for_each(|enclosed| show(enclosed, depth + 1, shown));
}
