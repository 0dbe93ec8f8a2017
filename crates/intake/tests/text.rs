//! Plain text: kept whole, read as UTF-8 or as what its byte order mark says.
#![allow(clippy::unwrap_used)]

use chancery_intake::{Format, Limits, TakenKind, sniff, take};

fn text_of(bytes: &[u8]) -> String {
    let mut taken = take("letter.txt", bytes.to_vec(), &Limits::default()).unwrap();
    assert_eq!((taken.format, taken.papers.len()), (Format::Text, 1));
    let paper = taken.papers.remove(0);
    assert_eq!((paper.kind, paper.original.as_slice()), (TakenKind::Text, bytes));
    paper.text
}

#[test]
fn a_text_is_one_paper_and_its_bytes_are_kept_as_they_came() {
    assert_eq!(text_of("Dear Francis:\n\nCafé\n".as_bytes()), "Dear Francis:\n\nCafé\n");
}

#[test]
fn a_byte_order_mark_is_not_text() {
    assert_eq!(text_of(b"\xef\xbb\xbfDear"), "Dear");
    assert_eq!(text_of(b"\xff\xfeD\0e\0\xe9\0"), "De\u{e9}");
    assert_eq!(text_of(b"\xfe\xff\0D\0e\0\xe9"), "De\u{e9}");
}

#[test]
fn line_ends_are_folded_in_the_reading_copy_alone() {
    assert_eq!(text_of(b"one\r\ntwo\rthree\n"), "one\ntwo\nthree\n");
}

#[test]
fn the_format_is_told_from_the_bytes_before_the_name() {
    let format = |name: &str, bytes: &[u8]| sniff(name, bytes).unwrap();
    assert_eq!(format("volume", b"\xef\xbb\xbf<?xml version=\"1.0\"?><TEI/>"), Format::Tei);
    assert_eq!(format("volume.txt", b"<TEI xmlns=\"\">"), Format::Tei);
    assert_eq!(format("saved", b"Return-Path: <a@example.org>\r\n"), Format::Mail);
    assert_eq!(format("saved.eml", b"Subject: x\r\n"), Format::Mail);
    assert_eq!(format("printed.txt", b"Received: 14 October\n"), Format::Text);
    assert_eq!(format("memo", b"Subject: Grain\n"), Format::Text);
}
