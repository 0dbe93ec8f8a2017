//! LMTP as a mail server speaks it, and as nobody should.
#![allow(clippy::unwrap_used)]

use chancery_ways::{MESSAGE_BYTES_MAX, Took, converse};

/// What is answered to a conversation, and the mails that were handed over in it.
fn said(conversation: impl AsRef<[u8]>, became: &Took) -> (String, Vec<String>) {
    let (mut answers, mut mails) = (Vec::new(), Vec::new());
    converse(conversation.as_ref(), &mut answers, &mut |mail| {
        mails.push(String::from_utf8(mail).unwrap());
        became.clone()
    })
    .unwrap_or_else(|error| answers.extend(format!("({})\r\n", error.kind()).bytes()));
    (String::from_utf8(answers).unwrap().replace("\r\n", "\n"), mails)
}

const TO_TWO: &str = "LHLO mx\r\nMAIL FROM:<bone@fco.example>\r\nRCPT TO:<tray@no10.example>\r\nRCPT TO:<coles@no10.example>\r\nDATA\r\n";

#[test]
fn a_mail_is_answered_for_each_recipient_once_it_is_kept() {
    let (answers, mails) = said(format!("{TO_TWO}Subject: Tin\r\n\r\n..Tin.\r\n.\r\nQUIT\r\n"), &Took::Kept);
    insta::assert_snapshot!(answers, @r"
    220 chancery LMTP
    250-chancery
    250-PIPELINING
    250-8BITMIME
    250-ENHANCEDSTATUSCODES
    250 SIZE 67108864
    250 2.1.0 very well
    250 2.1.5 very well
    250 2.1.5 very well
    354 end with a dot on a line of its own
    250 2.0.0 <tray@no10.example> kept
    250 2.0.0 <coles@no10.example> kept
    221 2.0.0 goodbye
    ");
    assert_eq!(mails, ["Subject: Tin\r\n\r\n.Tin.\r\n"]);
}

#[test]
fn what_is_refused_and_what_may_come_again_are_told_apart() {
    let last = |became: &Took| {
        let (answers, _) = said(format!("{TO_TWO}x\r\n.\r\n"), became);
        answers.lines().last().unwrap().to_owned()
    };
    let refused = Took::Refused("this is no mail\r\n250 ok".into());
    assert_eq!(last(&refused), "554 5.6.0 <coles@no10.example> refused: this is no mail??250 ok");
    let full = Took::NotNow("there is no room".into());
    assert_eq!(last(&full), "451 4.3.0 <coles@no10.example> not now: there is no room");
}

#[test]
fn no_mail_hides_another_behind_a_bare_line_feed() {
    for end in ["\n.\n", "\n.\r\n", "\r.\r\n", "\r\n.\n"] {
        let hidden = "MAIL FROM:<evil@example>\r\nRCPT TO:<tray@no10.example>\r\nDATA\r\nsmuggled";
        let (_, mails) = said(format!("{TO_TWO}one{end}{hidden}\r\n.\r\nQUIT\r\n"), &Took::Kept);
        assert_eq!(mails.len(), 1, "{end:?}");
        assert!(mails[0].contains("smuggled"), "{end:?}");
    }
}

#[test]
fn a_mail_that_breaks_off_is_not_handed_over() {
    let (answers, mails) = said(format!("{TO_TWO}Subject: Tin\r\n\r\nTi"), &Took::Kept);
    assert!(mails.is_empty() && answers.ends_with("(unexpected end of file)\n"), "{answers}");
}

#[test]
fn a_mail_that_is_too_long_is_refused_when_it_is_announced_and_when_it_comes() {
    let size = MESSAGE_BYTES_MAX + 1;
    let (answers, _) = said(format!("LHLO mx\r\nMAIL FROM:<> SIZE={size}\r\n"), &Took::Kept);
    assert_eq!(answers.lines().last(), Some("552 5.3.4 the mail is too long"));
    let long = "x".repeat(998) + "\r\n";
    let long = long.repeat(MESSAGE_BYTES_MAX / long.len() + 2);
    let (answers, mails) = said(format!("{TO_TWO}{long}.\r\nNOOP\r\n"), &Took::Kept);
    let answers: Vec<_> = answers.lines().rev().take(3).collect();
    let refused = |to: &str| format!("554 5.6.0 <{to}> refused: the mail is too long");
    assert!(mails.is_empty());
    assert_eq!(
        answers,
        ["250 2.0.0 very well", &refused("coles@no10.example"), &refused("tray@no10.example")]
    );
}

#[test]
fn a_line_s_end_is_found_wherever_the_line_is_cut() {
    for length in 2_044..2_054 {
        let (_, mails) = said(format!("{TO_TWO}{}\r\n.\r\nQUIT\r\n", "x".repeat(length)), &Took::Kept);
        assert_eq!(mails.len(), 1, "{length}");
        assert_eq!(mails[0].len(), length + 2);
    }
}

#[test]
fn what_is_out_of_order_is_refused_and_at_last_given_up() {
    let out_of_order = "DATA\r\nMAIL FROM:<a@b>\r\nEHLO mx\r\nLHLO mx\r\nRCPT TO:<a@b>\r\nDATA\r\nMAIL nobody\r\nMAIL FROM:<a@b>\r\nMAIL FROM:<a@b>\r\nRCPT TO:<>\r\nRSET\r\nRCPT TO:<a@b>\r\nVRFY a\r\nSTARTTLS\r\n";
    let (answers, _) = said(out_of_order, &Took::Kept);
    let codes: Vec<_> =
        answers.lines().filter(|line| !line.starts_with("250-")).map(|line| &line[..3]).collect();
    assert_eq!(
        codes,
        [
            "220", "503", "503", "500", "250", "503", "503", "501", "250", "503", "501", "250", "503", "252",
            "500"
        ]
    );
    let (answers, _) = said("x".repeat(5_000) + "\r\n" + &"JUNK\r\n".repeat(40), &Took::Kept);
    assert_eq!(answers.lines().count(), 23);
    assert_eq!(answers.lines().last(), Some("421 4.7.0 too many commands that are none"));
}

#[test]
fn no_byte_makes_it_stumble() {
    for seed in 0..2_000_u32 {
        let mut state = seed.wrapping_mul(2_654_435_761).max(1);
        let words =
            ["LHLO x", "MAIL FROM:<a>", "RCPT TO:<b>", "DATA", ".", "\r\n", "\n", "\r", "é", "\0", "<", "."];
        let mut bytes = Vec::new();
        for _ in 0..40 {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            bytes.extend_from_slice(words[state as usize % words.len()].as_bytes());
        }
        let mut answers = Vec::new();
        let _ = converse(&bytes[..], &mut answers, &mut |_| Took::Kept);
        assert!(answers.starts_with(b"220 "));
    }
}
