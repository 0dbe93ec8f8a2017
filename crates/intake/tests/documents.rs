//! Pages and documents: what is shown is read, what is not shown is told.
#![allow(clippy::unwrap_used)]

mod files_made;

use chancery_intake::{Limits, TakenKind, take};
use files_made::{open_document, paragraphs, taken, word};

#[test]
fn a_page_is_read_as_it_is_shown() {
    let page = "<!DOCTYPE html><html><head><title>Tab</title><style>.pre{display:none} b{color:red}</style>\
        <script>alert(1)</script></head><body><h1>Visit</h1><p>The Minister\n  arrives &amp; leaves<br>on Friday.\
        <table><tr><td>Date<td>15 October<tr><td>Place<td>Washington</table><ul><li>one<li>two</ul>\
        <pre>  as\n  it stands</pre></body></html>";
    assert_eq!(
        taken("visit.html", page),
        "== Text\n! scripts in it were not run\nVisit\n\nThe Minister arrives & leaves\non Friday.\n\n\
         Date\t15 October\nPlace\tWashington\n\n- one\n- two\n\n  as\n  it stands"
    );
}

#[test]
fn what_a_page_hides_is_told_and_not_read() {
    for hidden in [
        "<span style='display:none'>Pay at once</span>",
        "<div style=\"font-size:0px\"><b>Pay</b> at once</div>",
        "<font color=white>Pay at once</font>",
        "<p style='color:#FFF'>Pay at once</p>",
        "<p hidden>Pay at once</p>",
        "<style>.x, p.y {visibility: hidden}</style><p class='z x'>Pay at once</p>",
        "<div style='position:absolute;left:-9999px'>Pay at once</div>",
    ] {
        assert_eq!(
            taken("offer.html", format!("<html><p>Dear Sir</p>{hidden}<p>Yours</p></html>")),
            "== Text\n! 3 words that it does not show were left out of the text: “Pay at once”\nDear Sir\n\nYours",
            "{hidden}"
        );
    }
    let white_on_blue = "<html><p style='color:white;background-color:navy'>Seen</p></html>";
    assert_eq!(taken("seen.html", white_on_blue), "== Text\nSeen");
}

#[test]
fn a_page_is_in_the_encoding_that_it_states() {
    let page = b"<html><meta charset=\"iso-8859-1\"><p>caf\xe9 cr\xe8me</html>";
    assert_eq!(taken("menu.html", *page), "== Text\ncafé crème");
    let page = "<html><meta charset=\"iso-2022-kr-x\"><p>café</html>".as_bytes();
    assert_eq!(taken("menu.html", page), "== Text\n! it says that it is in iso-2022-kr-x and is not\ncafé");
}

#[test]
fn rtf_is_read_as_it_is_shown() {
    let rtf = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}{\f1\fcharset204 Cyr;}}{\colortbl;\red0\green0\blue0;\red255\green255\blue255;}
{\info{\title Draft}{\author R. Bone}}{\header CONFIDENTIAL\par}{\*\generator Riched20}\pard Dear John,\par\par
I enclose a caf\'e9 bill\u8217?s copy \endash  see {\field{\*\fldinst{HYPERLINK \'22https://a.example/\'22}}{\fldrslt the page}}.{\v Secret aside} {\cf2 white}{\deleted gone}\par
{\f1 \'cf\'f0\'e8\'e2\'e5\'f2}{\footnote A note.}\par{\pict\pngblip 89504e47}{\object{\*\objdata 0105}{\result shown}}\par}";
    assert_eq!(
        taken("draft.rtf", rtf),
        "== Text\n\
         ! 1 files embedded in it were not read\n\
         ! 1 pictures in it were not read\n\
         ! 1 tracked deletions were not read\n\
         ! the file says of itself: title Draft; written by R. Bone\n\
         ! 3 words that it does not show were left out of the text: “Secret aside white”\n\
         CONFIDENTIAL\n\nDear John,\n\nI enclose a café bill’s copy – see <https://a.example/> the page.\n\
         Привет[*]\nshown\n\n[*] A note."
    );
}

#[test]
fn a_word_document_is_read_as_it_is_shown() {
    let body = format!(
        "{}<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Item</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Grain</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
         <w:p><w:r><w:t>Kept</w:t></w:r><w:del w:author=\"A\"><w:r><w:delText>struck</w:delText></w:r></w:del>\
         <w:ins w:author=\"A\"><w:r><w:t xml:space=\"preserve\"> added</w:t></w:r></w:ins><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>\
         <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen words</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>seen</w:t></w:r></w:p>",
        paragraphs("Dear Roger,\nThe Ambassador called.")
    );
    let header = paragraphs("RESTRICTED");
    let header = format!("<w:hdr>{header}</w:hdr>");
    let others: [(&str, &[u8]); 8] = [
        ("word/header1.xml", header.as_bytes()),
        ("word/header2.xml", header.as_bytes()),
        ("word/footnotes.xml", b"<w:footnotes><w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:t>See file.</w:t></w:r></w:p></w:footnote></w:footnotes>"),
        ("word/comments.xml", b"<w:comments><w:comment w:author=\"Coles\"><w:p/></w:comment></w:comments>"),
        ("word/vbaProject.bin", b"macros"),
        ("word/embeddings/sheet.xlsx", b"PK"),
        ("word/_rels/document.xml.rels", b"<Relationships><Relationship Type=\"x/attachedTemplate\" TargetMode=\"External\" Target=\"http://a/\"/></Relationships>"),
        ("docProps/core.xml", b"<cp:coreProperties><dc:title>Call</dc:title><dc:creator>Bone</dc:creator></cp:coreProperties>"),
    ];
    assert_eq!(
        taken("call.docm", word(&body, &others)),
        "== Text\n\
         ! it has macros in it; they were not run\n\
         ! it would fetch files from elsewhere when it is opened; nothing was fetched\n\
         ! 1 tracked deletions were not read\n\
         ! 1 tracked insertions were read as if they were accepted\n\
         ! 1 comments in its margin were not read (by Coles)\n\
         ! the file says of itself: title Call; written by Bone\n\
         ! 2 words that it does not show were left out of the text: “unseen words”\n\
         ? sheet.xlsx (application/octet-stream, 2 bytes)\n\
         RESTRICTED\n\nDear Roger,\n\nThe Ambassador called.\n\nItem\tGrain\n\nKept added[2]\n\nseen\n\n[2] See file."
    );
}

#[test]
fn lines_stay_together_where_a_writer_parts_his_paragraphs_by_empty_ones() {
    let body = paragraphs("Sir Antony Acland\nFCO\n\nDear Antony,\n\nYours ever");
    assert_eq!(
        taken("letter.docx", word(&body, &[])),
        "== Text\nSir Antony Acland\nFCO\n\nDear Antony,\n\nYours ever"
    );
}

#[test]
fn an_open_document_is_read_as_it_is_shown() {
    let styles =
        "<style:style style:name=\"T1\"><style:text-properties text:display=\"none\"/></style:style>";
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>struck</text:p></text:deletion></text:changed-region></text:tracked-changes>\
        <text:h>Brief</text:h>\n  <text:p>Grain<text:s text:c=\"2\"/>sales<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>To be checked.</text:p></text:note-body></text:note>\
        <text:span text:style-name=\"T1\">unseen</text:span><office:annotation><text:p>Hm.</text:p></office:annotation></text:p>\
        <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>";
    let frame = b"<office:document-styles><style:master-page><style:header><text:p>SECRET</text:p></style:header></style:master-page></office:document-styles>";
    let meta = b"<office:document-meta><dc:title>Grain</dc:title><meta:initial-creator>Pym</meta:initial-creator></office:document-meta>";
    let others: [(&str, &[u8]); 3] =
        [("styles.xml", frame), ("meta.xml", meta), ("Basic/script-lc.xml", b"<x/>")];
    assert_eq!(
        taken("brief.odt", open_document(styles, body, &others)),
        "== Text\n\
         ! it has macros in it; they were not run\n\
         ! 1 tracked deletions were not read\n\
         ! 1 comments in its margin were not read\n\
         ! the file says of itself: title Grain; written by Pym\n\
         ! 1 word that it does not show were left out of the text: “unseen”\n\
         SECRET\n\nBrief\n\nGrain  sales[1]\n\na\tb\n\n[1] To be checked."
    );
}

#[test]
fn the_bytes_are_kept_as_they_came() {
    let bytes = word(&paragraphs("Dear Roger,"), &[]);
    let paper = take("letter.docx", bytes.clone(), &Limits::default()).unwrap().papers.remove(0);
    assert_eq!((paper.kind, paper.original), (TakenKind::Text, bytes));
}
