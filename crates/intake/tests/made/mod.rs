//! PDFs and pictures made byte by byte.
#![allow(dead_code, clippy::unwrap_used, reason = "each test takes what it needs")]

/// A PDF of these objects, numbered from one; the first is the catalog.
pub fn pdf(objects: &[String]) -> Vec<u8> {
    pdf_of_bytes(&objects.iter().map(|object| object.clone().into_bytes()).collect::<Vec<_>>())
}

/// The same, of objects that are not all text.
pub fn pdf_of_bytes(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n").into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let xref = file.len();
    let count = objects.len() + 1;
    file.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").into_bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    file.extend(format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n").into_bytes());
    file
}

/// A stream object.
pub fn stream(entries: &str, bytes: &[u8]) -> Vec<u8> {
    let mut object = format!("<< {entries} /Length {} >>\nstream\n", bytes.len()).into_bytes();
    object.extend(bytes);
    object.extend(b"\nendstream");
    object
}

/// A PDF of one A4 page with this content, in Helvetica as `/F`; `more` objects are numbered from six.
pub fn page_with(content: &str, catalog: &str, page: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>").into_bytes(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
             /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> {page} >>"
        )
        .into_bytes(),
        stream("", content.as_bytes()),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    objects.extend_from_slice(more);
    pdf_of_bytes(&objects)
}

/// A PDF of one A4 page with this content.
pub fn page(content: &str) -> Vec<u8> {
    page_with(content, "", "", &[])
}

/// Words at a place of the page, in points from the lower left.
pub fn at(x: u32, y: u32, size: u32, words: &str) -> String {
    let words = words.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    format!("BT /F {size} Tf {x} {y} Td ({words}) Tj ET\n")
}

/// Lines from a place downwards, a step apart.
pub fn lines(x: u32, y: u32, step: u32, words: &[&str]) -> String {
    (0..).zip(words).map(|(line, words)| at(x, y - line * step, 12, words)).collect()
}
