//! Labels in mail: folding, encodings, histories, and what is refused.

mod common;

use chancery_forms::FormError;
use chancery_forms::sio::{self, Change, History, LINE_OCTETS_MAX, Payload, SioLabel};
use chancery_forms::stanag::Issued;
use chancery_label::{Component, Label, PolicyId, UK_1982};
use proptest::prelude::*;

fn secret() -> Label {
    Label::of(PolicyId::new(UK_1982), Component::level(3))
}

fn issued() -> Issued {
    Issued {
        created: "1982-04-02T09:30:00Z".parse().expect("it is sound"),
        review: "1992-04-02T00:00:00Z".parse().expect("it is sound"),
    }
}

fn written(payload: Payload) -> String {
    sio::write(common::policies(), &secret(), &payload).expect("it is sound")
}

#[test]
fn a_field_shows_the_marking_in_its_colours_and_carries_the_label() {
    let expected = "SIO-Label: marking=\"SECRET\";\r\n fgcolor=white;\r\n bgcolor=red;\r\n\
                    \x20type=\"urn:oid:2.25.717079259807052656031511022243142419.3\";\r\n\
                    \x20label=\"eyJ1ay0xOTgyIjp7ImxldmVsIjozfX0=\"\r\n";
    assert_eq!(written(Payload::Canonical), expected);
    assert!(written(Payload::Ess).contains("\r\n type=\":ess\";\r\n"));
    assert!(written(Payload::Xml(issued())).contains("\r\n type=\":xml\";\r\n"));
}

#[test]
fn long_values_are_continued_and_read_back_in_whatever_order() {
    let field = written(Payload::Xml(issued()));
    assert!(field.contains("\r\n label*0=\"") && field.contains("\";\r\n label*1=\""), "{field}");
    let (name, parameters) = field.trim_end().split_once(": ").unwrap();
    let mut pieces: Vec<&str> = parameters.split(";\r\n ").collect();
    pieces.reverse();
    let shuffled = format!("{}:\t{}\r\n", name.to_uppercase(), pieces.join(" ; \r\n\t"));
    assert_eq!(sio::read(common::policies(), &shuffled), Ok(secret()));
}

#[test]
fn what_is_not_ascii_is_encoded() {
    let policies = common::policies();
    let field = sio::write(policies, &Label::circle("été"), &Payload::Canonical).unwrap();
    assert!(field.is_ascii());
    assert!(field.starts_with("SIO-Label: marking*=utf-8''CIRCLE%20%C3%A9t%C3%A9;\r\n"), "{field}");
    assert_eq!(sio::parse(&field).unwrap().marking.as_deref(), Some("CIRCLE été"));
}

#[test]
fn fields_as_others_write_them_are_read() {
    let parsed = sio::parse(
        "sio-label: marking*=us-ascii'en'EXTRA%20BUTTER ;\n  fgcolor = black ; bgcolor=\"#FFCC00\" ;\n\ttype=\":ess\"; label*0=\"MQYGASk\";\n label*1=\"CAQM=\"; x-cheese=brie",
    )
    .unwrap();
    let expected = SioLabel {
        marking: Some("EXTRA BUTTER".into()),
        fgcolor: Some("black".into()),
        bgcolor: Some("#FFCC00".into()),
        kind: Some(":ess".into()),
        label: Some(b"\x31\x06\x06\x01\x29\x02\x01\x03".to_vec()),
    };
    assert_eq!(parsed, expected);
    // Its members are out of order, so it is no DER.
    assert!(parsed.read(common::policies()).is_err());
}

#[test]
fn a_label_of_several_policies_goes_as_canonical_text_only() {
    let policies = common::policies();
    for label in [Label::public(), secret().join(&Label::circle("Cheese"))] {
        for payload in [Payload::Ess, Payload::Xml(issued())] {
            assert!(matches!(sio::write(policies, &label, &payload), Err(FormError::CannotCarry { .. })));
        }
        let field = sio::write(policies, &label, &Payload::Canonical).unwrap();
        assert_eq!(sio::read(policies, &field), Ok(label));
    }
}

#[test]
fn a_broken_field_is_refused() {
    let policies = common::policies();
    assert!(sio::read(policies, &written(Payload::Canonical)).is_ok());
    for (from, to) in [
        ("SIO-Label", "SIO-Labels"),
        ("SIO-Label", "SIO-Label-History"),
        ("label=", "x-label="),
        ("type=", "x-type="),
        ("=red", "=butter"),
        ("=red", "=#ff00"),
        ("=red", "="),
        ("=red", "=red (comment)"),
        ("bgcolor", "fgcolor"),
        ("142419.3", "142419.4"),
        ("eyJ1", "eyJ"),
        ("\"\r\n", "\r\n"),
        ("\r\n bgcolor", "\r\nbgcolor"),
        ("marking=\"SECRET\"", "marking*=utf-8'SECRET"),
        ("marking=\"SECRET\"", "marking*=koi8-r''SECRET"),
        ("marking=\"SECRET\"", "marking*=utf-8''SECRET%4"),
        ("marking=\"SECRET\"", "marking*=utf-8''SECRET%FF"),
        ("marking=\"SECRET\"", "marking*1=SECRET"),
        ("marking=\"SECRET\"", "marking*0=SEC;marking*2=RET"),
        ("marking=\"SECRET\"", "marking*0=SEC;marking*01=RET"),
        ("marking=\"SECRET\"", "marking*0=SEC;marking=RET"),
    ] {
        let field = written(Payload::Canonical);
        assert!(field.contains(from), "{from}");
        assert!(sio::read(policies, &field.replacen(from, to, 1)).is_err(), "{from} to {to}");
    }
}

fn history(change: Change) -> History {
    History {
        change,
        by: "registry@example.org".into(),
        at: "1982-04-02T09:30:00Z".parse().expect("it is sound"),
        comment: Some("butter, not margarine".into()),
    }
}

fn plain(marking: &str) -> SioLabel {
    SioLabel { marking: Some(marking.into()), ..SioLabel::default() }
}

#[test]
fn a_history_says_what_stood_there_what_came_who_did_it_and_when() {
    let replaced = history(Change::Replace(Box::new((plain("SALTED"), plain("SWEET")))));
    let field = sio::write_history(&replaced).unwrap();
    let expected = "SIO-Label-History: marking=\"SALTED\";\r\n new-marking=\"SWEET\";\r\n change=replace;\r\n\
                    \x20changed-by=\"registry@example.org\";\r\n changed-at=\"Fri, 2 Apr 1982 09:30:00 +0000\";\r\n\
                    \x20changed-comment=\"butter, not margarine\"\r\n";
    assert_eq!(field.replace("-0000", "+0000").replace("GMT", "+0000"), expected);
    for change in [replaced.change, Change::Add(plain("SWEET")), Change::Delete(plain("SALTED"))] {
        let step = history(change);
        assert_eq!(sio::read_history(&sio::write_history(&step).unwrap()), Ok(step));
    }
}

#[test]
fn a_history_as_others_write_it_is_read() {
    let step = sio::read_history(
        "SIO-Label-History: new-marking=\"SWEET\"; new-fgcolor = black ;\r\n change=add; changed-by=\"The Dairy\";\r\n changed-at=\"2 Apr 1982 01:30 PST\"",
    )
    .unwrap();
    let sweet = SioLabel { fgcolor: Some("black".into()), ..plain("SWEET") };
    assert_eq!(step, History { by: "The Dairy".into(), comment: None, ..history(Change::Add(sweet)) });
}

#[test]
fn a_history_that_does_not_agree_with_itself_is_refused() {
    let field = sio::write_history(&history(Change::Add(plain("SWEET")))).unwrap();
    for (from, to) in [
        ("change=add", "change=delete"),
        ("change=add", "change=churn"),
        ("new-marking=", "marking="),
        ("changed-by", "changed-buy"),
        ("changed-at", "changed-cat"),
        ("1982", "butter"),
    ] {
        assert!(field.contains(from), "{from}");
        assert!(sio::read_history(&field.replacen(from, to, 1)).is_err(), "{from} to {to}");
    }
}

fn short_lines(field: &str) -> bool {
    let lines: Vec<&str> = field.strip_suffix("\r\n").unwrap_or_default().split("\r\n").collect();
    let folded = lines.iter().skip(1).all(|line| line.starts_with(' ') && !line.trim().is_empty());
    folded
        && field.is_ascii()
        && lines.iter().all(|line| line.len() <= LINE_OCTETS_MAX && !line.contains('\n'))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back_as_the_same_label_in_short_lines(label in common::labels()) {
        let policies = common::policies();
        for payload in [Payload::Canonical, Payload::Ess, Payload::Xml(issued())] {
            let written = sio::write(policies, &label, &payload);
            if payload != Payload::Canonical && label.components().count() != 1 {
                let what = "a label of no policy or of several in this type";
                let refused = matches!(&written, Err(FormError::CannotCarry { what: said, .. }) if said == what);
                prop_assert!(refused, "{:?}", written);
                continue;
            }
            let field = written.unwrap();
            prop_assert!(short_lines(&field), "{}", field);
            prop_assert_eq!(&sio::read(policies, &field).unwrap(), &label);
        }
    }

    #[test]
    fn any_words_go_through_a_history(marking in "\\PC{0,200}|[ -~]{0,200}", by in "\\PC{0,40}", comment in ".{0,90}") {
        let step = History { by, comment: Some(comment), ..history(Change::Add(plain(&marking))) };
        let field = sio::write_history(&step).unwrap();
        prop_assert!(short_lines(&field), "{}", field);
        prop_assert_eq!(sio::read_history(&field), Ok(step));
    }

    #[test]
    fn no_text_makes_reading_fail_otherwise_than_by_an_error(text in "\\PC{0,60}|[a-c*=;:\"'%0-9 \\\\\r\n]{0,60}") {
        for text in [format!("SIO-Label:{text}"), format!("SIO-Label-History: change=add;{text}"), text] {
            let _ = sio::read(common::policies(), &text);
            let _ = sio::read_history(&text);
        }
    }
}
