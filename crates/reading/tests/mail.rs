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

/// Each part on a line: how it stands, under which, from whom, when, about what; then its own words.
fn told(text: &str) -> String {
    let ctx =
        Context { given: Some(Particulars::default()), given_kind: Some(Kind::Email), ..Context::default() };
    let reading = read(text, &ctx);
    let lines = reading.parts.iter().enumerate().map(|(i, part)| {
        let p = &part.particulars;
        let from = p.from.first().map_or("-", Party::short);
        let date = p.date.map(|d| d.to_string()).unwrap_or_default();
        let parent = part.parent.map(|p| p.to_string()).unwrap_or_default();
        format!("{i} {:?} of {parent}: {from}, {date}, {}", part.place, p.subject.as_deref().unwrap_or(""))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_reply_below_what_it_answers_is_the_papers_own() {
    let text = "On Tue, Jan 5, 2010 at 10:12 AM, Anna Smith <anna@example.org> wrote:\n> Shall we meet on Friday?\n\nI will send the draft tomorrow.\n";
    assert_eq!(told(text), "0 Paper of : -, , \n1 Quoted of 0: Anna Smith, 2010-01-05, ");
    let given = Some(Particulars { from: vec![Party::named("Bob Jones")], ..Particulars::default() });
    let reading = read(text, &Context { given, given_kind: Some(Kind::Email), ..Context::default() });
    let promise = reading.findings.iter().find(|f| f.rule.starts_with("undertaking.will")).unwrap();
    assert_eq!((promise.part, promise.role(RoleName::Actor).unwrap().value.as_str()), (0, "Bob Jones"));
}

#[test]
fn answers_between_the_lines_leave_one_quoted_message() {
    let text = "Anna Smith wrote:\n> Shall we meet?\nYes.\n> Where?\nAt the office.\n> > Is Paul coming?\n> I think so.\n";
    assert_eq!(
        told(text),
        "0 Paper of : -, , \n1 Quoted of 0: Anna Smith, , \n2 Quoted of 1: -, , ",
        "and what Anna quotes is quoted by her"
    );
}

#[test]
fn heads_of_many_programs_open_messages() {
    for (head, read) in [
        (
            "-----Original Message-----\nFrom: Smith, Anna\nSent: Tuesday, January 5, 2010 10:12 AM\nTo: Bob\nSubject: Draft\n",
            "Quoted of 0: Smith, Anna, 2010-01-05, Draft",
        ),
        (
            "________________________________\nFrom: Anna Smith [anna@example.org]\nSent: 5 January 2010 10:12\nTo: Bob\nSubject: Draft\n",
            "Quoted of 0: Anna Smith, 2010-01-05, Draft",
        ),
        (
            "Begin forwarded message:\n\nFrom: Anna Smith <anna@example.org>\nDate: January 5, 2010 10:12:00 AM EST\nTo: Bob\nSubject: Draft\n",
            "Forwarded of 0: Anna Smith, 2010-01-05, Draft",
        ),
        (
            "De : Anne Martin [mailto:anne@example.org]\nEnvoyé : mardi 5 janvier 2010 10:12\nÀ : Paul\nObjet : Projet\n",
            "Quoted of 0: Anne Martin, 2010-01-05, Projet",
        ),
        (
            "Von: Anna Schmidt\nGesendet: Dienstag, 5. Januar 2010 10:12\nAn: Paul\nBetreff: Entwurf\n",
            "Quoted of 0: Anna Schmidt, 2010-01-05, Entwurf",
        ),
        (
            "*From:* Anna Smith [mailto:anna@example.org]\n*Sent:* Tuesday, January 5, 2010 10:12 AM\n*To:* Bob\n*Subject:* Draft\n",
            "Quoted of 0: Anna Smith, 2010-01-05, Draft",
        ),
        (
            "---------------------- Forwarded by Bob Jones/HOU on 01/06/2010 08:00 AM ----------------------\nAnna Smith@EXAMPLE\n01/05/2010 10:12 AM\nTo: Bob Jones/HOU\ncc:\nSubject: Draft\n",
            "Forwarded of 0: Anna Smith@EXAMPLE, 2010-01-05, Draft",
        ),
        (
            "Original Message\nFrom Smith, Anna <anna@example.org>\nTo: Bob\nSent: Tue Jan 0510:12:00 2010\nSubject Draft\n",
            "Quoted of 0: Smith, Anna, 2010-01-05, Draft",
        ),
    ] {
        let text = format!("See below.\n\n{head}\nPlease comment.\n");
        assert_eq!(told(&text).lines().last(), Some(format!("1 {read}").as_str()), "{head}");
    }
}

#[test]
fn what_a_subject_says_is_forwarded_is() {
    let text = "From: Bob\nSent: Wed Jan 06 2010\nTo: C\nSubject: FW: Draft\n\nFyi\n\nFrom: Anna\nSent: Tue Jan 05 2010\nTo: Bob\nSubject: Draft\n\nHere it is.\n";
    let reading = read(text, &Context::default());
    assert_eq!(
        reading.parts.iter().map(|p| p.place).collect::<Vec<_>>(),
        [PartPlace::Paper, PartPlace::Forwarded]
    );
}

#[test]
fn the_tail_of_a_mail_says_who_the_writer_is_and_is_no_text() {
    let text = "From: anna@example.org\nSent: Tue Jan 05 2010\nTo: Bob\nSubject: Draft\n\nHi Bob,\n\nI will send the draft tomorrow.\n\nBest regards,\nAnna Smith\nPrivate Secretary\n020 7946 0123\n\nThis email is confidential and intended only for its reader.\n";
    let reading = read(text, &Context::default());
    let part = &reading.parts[0];
    let writer = Party {
        name: Some("Anna Smith".into()),
        post: Some("Private Secretary".into()),
        address: Some("anna@example.org".into()),
    };
    assert_eq!(part.particulars.from, [writer]);
    let tail: Vec<_> = part.fields.iter().skip(4).map(|f| (f.role, f.span.of(text))).collect();
    assert_eq!(
        tail,
        [
            (FieldRole::Salutation, "Hi Bob,"),
            (FieldRole::Close, "Best regards,"),
            (FieldRole::Signer, "Anna Smith"),
            (FieldRole::Post, "Private Secretary"),
            (FieldRole::Signature, "020 7946 0123"),
            (FieldRole::PageHead, "This email is confidential and intended only for its reader."),
        ]
    );
}

#[test]
fn bullets_of_a_paper_are_not_quotations() {
    let text = "The Minister will raise:\n\n> the budget\n> the treaty\n\nHe will leave on Friday.\n";
    assert_eq!(read(text, &Context::default()).parts.len(), 1);
}

#[test]
fn a_thread_without_end_is_cut_and_read() {
    let text =
        "From: A <a@example.org>\nSent: Tue Jan 05 2010\nTo: B\nSubject: x\n\nI agree.\n\n".repeat(15_000);
    assert_eq!(read(&text, &Context::default()).parts.len(), 400);
}

#[test]
fn a_key_without_a_value_takes_none_from_the_message_below() {
    let head = "Sent: Fri Apr 02 2010\nFrom: Sent: Fri Apr 02 2010\nTo:\n";
    let text = format!("{head}-----Original Message-----\nSent: Fri Apr 02 2010\nFrom: ");
    let reading = read(&text, &Context::default());
    assert_eq!(reading.parts.len(), 2);
    for part in &reading.parts {
        assert!(part.fields.iter().all(|field| part.span.holds(field.span)), "{:?}", part.fields);
    }
}
