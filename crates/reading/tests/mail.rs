//! Mails as a reviewer released them: banners, damaged header lines, quoted messages.

use chancery_office::reading::*;
use chancery_reading::{Context, read};

const MAIL: &str = "
      UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05768059 Date: 08/31/2015

                                                                                          RELEASE IN PART B5

From:                             Sullivan, Jacob J <SullivanJJ@state.gov >
Sent:                             Friday, April 2, 201011:52 AM
To:                               H
Cc:                               Abedin, Huma; Mills, Cheryl D
Subject                           MEPP


I will send the statement tomorrow.                                                         B5
Please call me.

    Original Message
From: H [mailto:HDR22@clintonemail.com]
Sent: Thu Apr 01 13:14:02 2010
To: Sullivan, Jacob
Subject: Re:

Can you send the statement?

      UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05768059 Date: 08/31/2015
";

#[test]
fn the_head_of_a_mail_is_read_through_the_scans_damage() {
    let reading = read(MAIL, &Context::default());
    let p = &reading.parts[0].particulars;
    assert_eq!(reading.parts[0].kind, Kind::Email);
    assert_eq!(p.from[0].name.as_deref(), Some("Sullivan, Jacob J"));
    assert_eq!(p.from[0].address.as_deref(), Some("SullivanJJ@state.gov"));
    assert_eq!(p.to[0].short(), "H");
    assert_eq!(p.copied_to.iter().map(Party::short).collect::<Vec<_>>(), ["Abedin, Huma", "Mills, Cheryl D"]);
    assert_eq!(p.subject.as_deref(), Some("MEPP"), "the colon is gone");
    assert_eq!(p.date.map(|d| d.to_string()).as_deref(), Some("2010-04-02"), "the hour is glued to the year");
    assert_eq!(p.marking.as_deref(), Some("UNCLASSIFIED"), "from the page banner");
}

#[test]
fn a_quoted_message_is_a_part_with_its_own_writer_and_date() {
    let reading = read(MAIL, &Context::default());
    assert_eq!(reading.parts.len(), 2);
    let quoted = &reading.parts[1];
    assert_eq!((quoted.place, quoted.parent, quoted.kind), (PartPlace::Quoted, Some(0), Kind::Email));
    assert_eq!(quoted.particulars.from[0].address.as_deref(), Some("HDR22@clintonemail.com"));
    assert_eq!(quoted.particulars.date.map(|d| d.to_string()).as_deref(), Some("2010-04-01"));
}

#[test]
fn a_promise_in_a_mail_is_its_writers_and_tomorrow_is_the_day_after_it() {
    let reading = read(MAIL, &Context::default());
    let promise = reading.findings.iter().find(|f| f.rule == "undertaking.will.mine").unwrap();
    assert_eq!(promise.role(RoleName::Actor).unwrap().value, "Sullivan, Jacob J");
    assert_eq!(promise.role(RoleName::Act).unwrap().value, "send the statement");
    let when = promise.role(RoleName::When).unwrap().when.clone().unwrap();
    assert_eq!(when.from.map(|d| d.to_string()).as_deref(), Some("2010-04-03"));
    assert!(!promise.evidence.of(MAIL).contains("B5"), "a code in the margin is not text");
}

#[test]
fn what_the_format_states_is_taken_as_it_is() {
    let given = Particulars {
        from: vec![Party::named("Charles Bohlen")],
        subject: Some("Berlin".into()),
        ..Particulars::default()
    };
    let ctx = Context { given: Some(given.clone()), given_kind: Some(Kind::Telegram), ..Context::default() };
    let reading = read("From: nobody\nTo: no one\n\nI will write again on Friday.\n\nBohlen\n", &ctx);
    assert_eq!((reading.parts.len(), reading.parts[0].kind), (1, Kind::Telegram));
    assert_eq!(reading.parts[0].particulars, given);
    assert_eq!(reading.findings[0].role(RoleName::Actor).unwrap().value, "Charles Bohlen");
}

#[test]
fn a_mail_that_only_forwards_has_no_words_of_its_own() {
    let given = Particulars { from: vec![Party::named("Anna Smith")], ..Particulars::default() };
    let ctx = Context { given: Some(given), given_kind: Some(Kind::Email), ..Context::default() };
    let text =
        "From: Bob <b@example.org>\nSent: Fri Apr 02 2010\nTo: Anna\n\nI will send the draft tomorrow.\n";
    let reading = read(text, &ctx);
    assert_eq!(
        reading.parts.iter().map(|p| p.place).collect::<Vec<_>>(),
        [PartPlace::Paper, PartPlace::Quoted]
    );
    assert_eq!(reading.parts[0].particulars.from[0].short(), "Anna Smith");
    let promise = &reading.findings[0];
    assert_eq!(
        (promise.part, promise.role(RoleName::Actor).unwrap().value.as_str()),
        (1, "Bob"),
        "not the forwarder's"
    );
}

#[test]
fn a_line_that_says_who_wrote_opens_a_quoted_message() {
    let text =
        "Agreed.\n\nOn Tuesday, January 5, 2010, Anna Smith <anna@example.org> wrote:\n> Shall we meet?\n";
    let ctx =
        Context { given: Some(Particulars::default()), given_kind: Some(Kind::Email), ..Context::default() };
    let reading = read(text, &ctx);
    let quoted = &reading.parts[1].particulars;
    assert_eq!(quoted.date.map(|d| d.to_string()).as_deref(), Some("2010-01-05"));
    assert!(quoted.from[0].short().contains("anna@example.org") || quoted.from[0].short() == "Anna Smith");
}
