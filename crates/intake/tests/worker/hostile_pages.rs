//! Pages made to do harm, by their defect: each is refused in a sentence or read with a note.

use std::io::Write;

use chancery_intake::worker::Worker;
use chancery_intake::{Limits, RefusalKind};

use crate::made::{at, page_with, pdf, pdf_of_bytes, stream};
use crate::{MAIL, Test, own, script};

pub const TESTS: &[Test] = &[
    ("hostile_pages_are_refused_or_read_with_a_note", hostile_pages_are_refused_or_read_with_a_note),
    ("forms_that_draw_forms_by_the_ten_are_ended", forms_that_draw_forms_by_the_ten_are_ended),
    (
        "a_worker_led_astray_does_not_take_the_registry_along",
        a_worker_led_astray_does_not_take_the_registry_along,
    ),
];

/// What comes of a file: its refusal, or its first words and what is noted.
fn told(worker: &Worker, name: &str, bytes: Vec<u8>) -> String {
    match worker.take(name, bytes) {
        Ok(taken) => {
            let paper = &taken.papers[0];
            [format!("read {:?}", paper.text)]
                .into_iter()
                .chain(paper.notes.clone())
                .collect::<Vec<_>>()
                .join("; ")
        }
        // How it died depends on how fast this machine is.
        Err(refusal) if refusal.kind() == RefusalKind::Unsafe => {
            "its reader died, and it was refused".to_owned()
        }
        Err(refusal) => refusal.to_string(),
    }
}

fn kept(name: &str) -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile/pages");
    std::fs::read(folder.join(name)).unwrap()
}

fn page_of(box_: &str) -> Vec<u8> {
    page_with(&at(72, 700, 12, "Dear Francis:"), "", box_, &[])
}

fn catalog_and(rest: &[String]) -> Vec<u8> {
    let catalog = "<< /Type /Catalog /Pages 2 0 R >>".to_owned();
    pdf(&[[catalog].as_slice(), rest].concat())
}

fn page_tree_in_a_circle() -> Vec<u8> {
    catalog_and(&[
        "<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 9 >>".into(),
        "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 9 >>".into(),
    ])
}

fn a_hundred_thousand_pages() -> Vec<u8> {
    let kids = "<< /Type /Page >> ".repeat(100_000);
    catalog_and(&[format!("<< /Type /Pages /Kids [{kids}] /Count 100000 >>")])
}

fn lists_within_lists() -> Vec<u8> {
    let deep = 200_000;
    catalog_and(&[
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".into(),
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots 5 0 R >>".into(),
        "<< /Length 0 >>\nstream\n\nendstream".into(),
        format!("{}{}", "[".repeat(deep), "]".repeat(deep)),
    ])
}

/// A form that draws itself.
fn form_within_itself() -> Vec<u8> {
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >>";
    let content = at(72, 700, 12, "Dear Francis:") + "/X Do\n";
    page_with(&content, "", "", &[stream(form, b"/X Do\n")])
}

/// A form that draws a form ten times that draws a form ten times, nine deep.
fn forms_by_the_ten() -> Vec<u8> {
    let form = |next: usize| {
        let entries = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X {next} 0 R >> >>"
        );
        stream(&entries, "/X Do\n".repeat(10).as_bytes())
    };
    let mut forms: Vec<Vec<u8>> = (7..15).map(form).collect();
    forms.push(stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842]", b"0 0 10 10 re f\n"));
    page_with("/X Do\n", "", "", &forms)
}

fn broken_table() -> Vec<u8> {
    let mut file = page_of("");
    let table = file.windows(5).rposition(|five| five == b"xref\n").unwrap();
    file.truncate(table);
    file.extend(b"xref\n0 9999\ngarbage\ntrailer\n<< /Root 99 0 R >>\nstartxref\n7\n%%EOF");
    file
}

fn hostile_pages_are_refused_or_read_with_a_note() {
    let worker = own().with_ocr(None).with_limits(Limits { worker_seconds_max: 10, ..Limits::default() });
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("page-tree-in-a-circle.pdf", page_tree_in_a_circle()),
        ("a-hundred-thousand-pages.pdf", a_hundred_thousand_pages()),
        ("a-page-as-wide-as-a-town.pdf", page_of("/MediaBox [0 0 1000000000 1000000000]")),
        ("a-page-of-no-width.pdf", page_of("/MediaBox [0 0 0 842]")),
        ("a-page-of-no-number.pdf", page_of("/MediaBox [0 0 99999999999999999999999999 -9e99]")),
        ("lists-within-lists.pdf", lists_within_lists()),
        ("a-form-within-itself.pdf", form_within_itself()),
        ("a-broken-table.pdf", broken_table()),
        ("cut-in-half.pdf", page_of("").split_at(300).0.to_vec()),
        ("nothing-but-a-head.pdf", b"%PDF-1.7\n".to_vec()),
        ("no-pages.pdf", pdf_of_bytes(&[b"<< /Type /Catalog >>".to_vec()])),
        ("a-stream-of-four-gigabytes.pdf", kept("a-stream-of-four-gigabytes.pdf")),
        ("locked-with-a-password.pdf", kept("locked-with-a-password.pdf")),
        ("locked-with-an-empty-password.pdf", kept("locked-with-an-empty-password.pdf")),
        ("a-hundred-thousand-dots-square.png", kept("a-hundred-thousand-dots-square.png")),
        ("pages-in-a-circle.tiff", kept("pages-in-a-circle.tiff")),
        ("cut-short.jpg", kept("cut-short.jpg")),
        ("nothing-but-a-head.png", b"\x89PNG\r\n\x1a\n".to_vec()),
        ("nothing-but-a-head.tiff", b"II*\0\x08\0\0\0".to_vec()),
    ];
    let table: Vec<String> =
        files.into_iter().map(|(name, bytes)| format!("{name}: {}", told(&worker, name, bytes))).collect();
    insta::assert_snapshot!(table.join("\n"), @r#"
    page-tree-in-a-circle.pdf: `page-tree-in-a-circle.pdf` is a PDF without a page; have it printed or saved to PDF again
    a-hundred-thousand-pages.pdf: `a-hundred-thousand-pages.pdf` has more than 5000 pages; split it and hand in the pieces
    a-page-as-wide-as-a-town.pdf: read "Dear Francis:"; page 1: the page is larger than a page may be and is shown smaller than it is
    a-page-of-no-width.pdf: read "Dear Francis:"
    a-page-of-no-number.pdf: `a-page-of-no-number.pdf` is a PDF without a page; have it printed or saved to PDF again
    lists-within-lists.pdf: read ""; no words were found on its pages
    a-form-within-itself.pdf: read "Dear Francis:"
    a-broken-table.pdf: read "Dear Francis:"
    cut-in-half.pdf: read ""; no words were found on its pages
    nothing-but-a-head.pdf: `nothing-but-a-head.pdf` is a PDF that is broken; have it printed or saved to PDF again
    no-pages.pdf: `no-pages.pdf` is a PDF that is broken; have it printed or saved to PDF again
    a-stream-of-four-gigabytes.pdf: its reader died, and it was refused
    locked-with-a-password.pdf: `locked-with-a-password.pdf` is a PDF that is locked with a password; unlock it and hand in the copy
    locked-with-an-empty-password.pdf: read "Dear Francis:"; the file is encrypted and opens without a password
    a-hundred-thousand-dots-square.png: `a-hundred-thousand-dots-square.png` is a picture of more than 64 million dots; scan it at a lower resolution
    pages-in-a-circle.tiff: `pages-in-a-circle.tiff` is a picture whose pages lead round in a circle; scan it or save it again
    cut-short.jpg: read ""; the picture is cut short; what is missing is grey; one page is a picture and not read: Tesseract is not installed here
    nothing-but-a-head.png: `nothing-but-a-head.png` is a picture that is broken or cut short; scan it or save it again
    nothing-but-a-head.tiff: `nothing-but-a-head.tiff` is a picture that is broken or cut short; scan it or save it again
    "#);
}

fn forms_that_draw_forms_by_the_ten_are_ended() {
    let worker = own().with_ocr(None).with_limits(Limits { worker_seconds_max: 2, ..Limits::default() });
    assert_eq!(told(&worker, "tens.pdf", forms_by_the_ten()), "its reader died, and it was refused");
}

/// The first argument that has this program go astray in the way named by the second.
pub const ASTRAY: &str = "--astray";

/// Does the harm that a parser might do once it was led astray.
pub fn go_astray() -> ! {
    match std::env::args().nth(2).as_deref() {
        Some("stack") => {
            println!("{}", deeper(0));
        }
        Some("memory") => {
            rustix::process::setrlimit(
                rustix::process::Resource::As,
                rustix::process::Rlimit { current: Some(1 << 28), maximum: Some(1 << 28) },
            )
            .unwrap();
            let mut held = Vec::new();
            loop {
                held.push(vec![1u8; 1 << 24]);
            }
        }
        Some("flood") => {
            // A frame that says it is small, and never ends.
            let mut out = std::io::stdout().lock();
            out.write_all(&[u64::MAX.to_le_bytes(), 1u64.to_le_bytes()].concat()).unwrap();
            while out.write_all(&[b'['; 65_536]).is_ok() {}
        }
        _ => loop {
            std::hint::spin_loop();
        },
    }
    std::process::exit(0)
}

#[allow(unconditional_recursion)]
fn deeper(depth: u64) -> u64 {
    let room = [depth; 4096];
    std::hint::black_box(&room);
    deeper(depth + 1) + room[7]
}

fn a_worker_led_astray_does_not_take_the_registry_along() {
    let exe = std::env::current_exe().unwrap();
    for harm in ["stack", "memory", "flood", "loop"] {
        let folder = tempfile::tempdir().unwrap();
        let astray = script(&folder, &format!("exec '{}' {ASTRAY} {harm} \"$@\"", exe.display()));
        let astray = astray.with_limits(Limits { worker_seconds_max: 2, ..Limits::default() });
        let told = told(&astray, "note.eml", MAIL.into());
        assert_eq!(told, "its reader died, and it was refused", "{harm}");
    }
    assert!(own().take("note.eml", MAIL.into()).is_ok());
}
