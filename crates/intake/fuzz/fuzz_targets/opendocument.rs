//! OpenDocument texts, from the inside of their archive.
#![no_main]

use std::io::{Cursor, Write};

use chancery_intake::{Limits, take};
use zip::write::SimpleFileOptions;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = take("fuzz.odt", packed(bytes), &Limits::default());
});

/// The bytes are the parts of the document, parted by zeros.
fn packed(bytes: &[u8]) -> Vec<u8> {
    const PARTS: [&str; 4] = ["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file("mimetype", stored).expect("a fresh name");
    archive.write_all(b"application/vnd.oasis.opendocument.text").expect("memory");
    for (name, part) in PARTS.iter().zip(bytes.split(|byte| *byte == 0)) {
        archive.start_file(*name, stored).expect("a fresh name");
        archive.write_all(part).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}
