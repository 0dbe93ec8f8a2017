//! Mail: header fields as particulars, the text as it is read, attachments as enclosures.
#![allow(clippy::unwrap_used)]

use chancery_intake::{GivenParty, Limits, Taken, TakenKind, TakenPaper, take};
use jiff::civil::date;

fn taken(mail: &str) -> Taken {
    take("mail.eml", mail.replace('\n', "\r\n").into_bytes(), &Limits::default()).unwrap()
}

fn paper(mail: &str) -> TakenPaper {
    taken(mail).papers.remove(0)
}

fn party(name: Option<&str>, address: &str) -> GivenParty {
    GivenParty { name: name.map(str::to_owned), post: None, address: Some(address.to_owned()) }
}

const PLAIN: &str = "\
From: Roger Bone <bone@fco.example>
To: John Coles <coles@no10.example>, Press: a@p.example, b@p.example;
Cc: =?utf-8?Q?Ren=C3=A9?= <rene@elysee.example>
Date: Thu, 14 Oct 1982 23:30:00 -0500
Subject: Message from
 Mr Shultz
Message-ID: <82.1@fco.example>

Dear John,

The enclosed copy.
";

#[test]
fn header_fields_become_particulars() {
    let mail = paper(PLAIN);
    assert_eq!(mail.kind, TakenKind::Mail);
    assert_eq!(mail.given.kind.as_deref(), Some("email"));
    assert_eq!(mail.given.from, [party(Some("Roger Bone"), "bone@fco.example")]);
    assert_eq!(mail.given.to.len(), 3);
    assert_eq!(mail.given.copied_to, [party(Some("René"), "rene@elysee.example")]);
    assert_eq!(mail.given.subject.as_deref(), Some("Message from Mr Shultz"));
    assert_eq!(mail.given.reference.as_deref(), Some("82.1@fco.example"));
    assert_eq!(mail.text, "Dear John,\n\nThe enclosed copy.");
}

#[test]
fn the_day_is_the_writers_own() {
    let given = paper(PLAIN).given;
    assert_eq!(given.date, Some(date(1982, 10, 14)));
    assert_eq!(given.date_words.as_deref(), Some("Thu, 14 Oct 1982 23:30:00 -0500"));
}

#[test]
fn an_impossible_day_is_left_as_words() {
    let given = paper(&PLAIN.replace("14 Oct 1982", "45 Oct 1982")).given;
    assert_eq!((given.date, given.date_words.is_some()), (None, true));
}

#[test]
fn the_whole_file_is_the_original() {
    assert_eq!(paper(PLAIN).original, PLAIN.replace('\n', "\r\n").into_bytes());
}

#[test]
fn plain_text_is_preferred_and_html_alone_becomes_text() {
    let both = "From: a@b.c\nContent-Type: multipart/alternative; boundary=x\n\n\
                --x\nContent-Type: text/plain\n\nplain words\n--x\nContent-Type: text/html\n\n<p>marked <b>up</b></p>\n--x--\n";
    assert_eq!(paper(both).text, "plain words");
    assert!(paper(both).enclosures.is_empty());
    let html =
        "From: a@b.c\nContent-Type: text/html\n\n<style>p{}</style><p>marked <b>up</b> &amp; sent</p>\n";
    assert_eq!(paper(html).text.trim(), "marked up & sent");
}

const ATTACHED: &str = "\
From: a@b.c
Subject: Papers
Content-Type: multipart/mixed; boundary=outer

--outer
Content-Type: text/plain; charset=utf-8

See attached.
--outer
Content-Type: text/plain; charset=iso-8859-1; name=\"note.txt\"
Content-Disposition: attachment; filename=\"note.txt\"
Content-Transfer-Encoding: base64

Y2Fm6Q==
--outer
Content-Type: application/pdf; name=\"cable.pdf\"
Content-Disposition: attachment; filename=\"cable.pdf\"
Content-Transfer-Encoding: base64

JVBERg==
--outer
Content-Type: message/rfc822

From: inner@b.c
Subject: The inner one
Content-Type: multipart/mixed; boundary=inner

--inner
Content-Type: text/plain

Inner words.
--inner
Content-Type: message/rfc822

From: innermost@b.c
Subject: The innermost

Innermost words.
--inner--

--outer--
";

#[test]
fn attached_text_is_an_enclosure_with_its_own_bytes() {
    let mail = paper(ATTACHED);
    assert_eq!(mail.text, "See attached.");
    let note = &mail.enclosures[0];
    assert_eq!(
        (note.kind, note.text.as_str(), note.given.head.as_deref()),
        (TakenKind::Text, "café", Some("note.txt"))
    );
    assert_eq!(note.original, b"caf\xe9");
}

#[test]
fn an_attached_mail_is_an_enclosure_at_every_depth() {
    let mail = paper(ATTACHED);
    let inner = &mail.enclosures[1];
    assert_eq!((inner.kind, inner.text.as_str()), (TakenKind::Mail, "Inner words."));
    assert_eq!(inner.given.subject.as_deref(), Some("The inner one"));
    assert!(inner.original.starts_with(b"From: inner@b.c\r\n"));
    let innermost = &inner.enclosures[0];
    assert_eq!(
        (innermost.text.as_str(), innermost.given.from.as_slice()),
        ("Innermost words.", [party(None, "innermost@b.c")].as_slice())
    );
    assert!(innermost.original.starts_with(b"From: innermost@b.c\r\n"));
    assert!(String::from_utf8_lossy(&innermost.original).trim_end().ends_with("Innermost words."));
}

#[test]
fn an_attached_mail_that_was_encoded_is_kept_decoded() {
    let mail = "From: a@b.c\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nouter\n--x\n\
                Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n\
                RnJvbTogaW5uZXJAYi5jDQpTdWJqZWN0OiBIaQ0KDQpJbm5lci4NCg==\n--x--\n";
    let inner = paper(mail).enclosures.remove(0);
    assert_eq!(inner.original, b"From: inner@b.c\r\nSubject: Hi\r\n\r\nInner.\r\n");
    assert_eq!(inner.text, "Inner.");
}

#[test]
fn other_attachments_are_kept_and_named_as_unread() {
    let mail = paper(ATTACHED);
    let pdf = &mail.unread[0];
    assert_eq!(
        (pdf.name.as_str(), pdf.media_type.as_str(), pdf.bytes.as_slice()),
        ("cable.pdf", "application/pdf", b"%PDF".as_slice())
    );
    assert_eq!(mail.unread.len(), 1);
}

#[test]
fn bytes_that_are_no_text_are_replaced_and_the_replacing_is_told() {
    let taken = taken("From: a@b.c\nSubject: x\n\nbad\0byte\n");
    assert_eq!(taken.papers[0].text, "bad\u{fffd}byte");
    assert_eq!(
        taken.papers[0].notes,
        ["bytes that are no text were replaced in the reading copy; the original keeps them"]
    );
}
