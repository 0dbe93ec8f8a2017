//! What a private secretary does at the terminal besides papers: the diary, correspondents, drafts. Foreign files are
//! read by the real worker.

#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]
#![allow(clippy::disallowed_methods, reason = "the program that is tried goes by the system's clock")]

mod common;

use common::{LETTER, Office};
use insta::assert_snapshot;

const CARDS: &str = "BEGIN:VCARD\r
VERSION:4.0\r
FN:Sir Oliver Wright\r
NICKNAME:Oliver\r
TITLE:Ambassador\r
ORG:British Embassy\\, Washington\r
EMAIL:wright@embassy.example\r
END:VCARD\r
";
const TABLE: &str = "Name,Post,Salutation\nGeorge P. Shultz,Secretary of State,Dear George\n,Nobody,\n";

/// Two meetings to come, of which one is held again a week later, and one of long ago.
fn calendar() -> String {
    let day = |days: i64| jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * days);
    let (first, whole) = (day(20).strftime("%Y%m%dT110000Z"), day(23).strftime("%Y%m%d"));
    let events = [
        format!(
            "UID:1\nDTSTART:{first}\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY:The fishing limits\nLOCATION:No. 10"
        ),
        format!("UID:2\nDTSTART;VALUE=DATE:{whole}\nSUMMARY:The Tin Council"),
        "UID:3\nDTSTART:19821015T110000Z\nSUMMARY:Long ago".to_owned(),
    ];
    let events = events.map(|event| format!("BEGIN:VEVENT\n{event}\nEND:VEVENT\n")).concat();
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n").replace('\n', "\r\n")
}

#[test]
fn a_calendar_is_taken_into_the_diary_by_the_worker_and_again_without_doubling() {
    let office = Office::staffed();
    office.write("embassy.ics", calendar());
    let take = ["diary", "take", "embassy.ics", "--marking", "CONFIDENTIAL"];
    assert_snapshot!(office.as_("coles", &take).told(), @r#"
    3 new, 0 changed, 0 not held any more, 0 as before
    left out, for they are not between [today] and [today]: 1
    "#);
    assert_snapshot!(office.as_("coles", &["meetings"]).told(), @r#"
    [id] [today] 11:00 [CONFIDENTIAL] The fishing limits
    [id] [today] [CONFIDENTIAL] The Tin Council
    [id] [today] 11:00 [CONFIDENTIAL] The fishing limits
    "#);
    assert_snapshot!(office.as_("coles", &take).told(), @r#"
    0 new, 0 changed, 0 not held any more, 3 as before
    left out, for they are not between [today] and [today]: 1
    "#);
    office.write("letter.ics", LETTER);
    assert_snapshot!(office.as_("coles", &["diary", "take", "letter.ics", "--marking", "SECRET"]).told(), @r#"
    ! chancery: `letter.ics` holds no calendar: give a file ending in .ics
    = status 2
    "#);
    assert_snapshot!(office.as_("coles", &["diary", "take", "absent.ics", "--marking", "SECRET"]).told(), @r#"
    ! chancery: absent.ics: No such file or directory (os error 2)
    = status 5
    "#);
}

#[test]
fn correspondents_are_taken_from_cards_and_from_a_table_by_the_worker() {
    let office = Office::staffed();
    office.write("cards.vcf", CARDS);
    office.write("table.csv", TABLE);
    assert_snapshot!(office.as_("coles", &["correspondents", "take", "cards.vcf"]).told(), @"1 new, 0 of whom it tells more, 0 as before");
    assert_snapshot!(office.as_("coles", &["correspondents", "take", "table.csv"]).told(), @r#"
    1 new, 0 of whom it tells more, 0 as before
    1 without a name were left out
    "#);
    assert_snapshot!(office.as_("coles", &["correspondents"]).told(), @r#"
    [id] George P. Shultz — Secretary of State
    [id] Sir Oliver Wright — Ambassador, British Embassy, Washington
    2 correspondents, page 1 of 1
    "#);
    office.write("pages.vcf", [0xff, 0xfe, 0x00]);
    assert_snapshot!(office.as_("coles", &["correspondents", "take", "pages.vcf"]).told(), @r#"
    ! chancery: `pages.vcf` is not UTF-8: export it anew
    = status 2
    "#);
}

#[test]
fn a_reply_is_drafted_cleared_and_signed_at_the_terminal() {
    let office = Office::staffed();
    office.write("letter.txt", LETTER);
    office.ok(&["file", "letter.txt"]);
    let because = ["--because", "the reply says nothing of the message"];
    let save =
        ["draft", "save", "--answers", "S 82/1", "--to", "R B Bone", "--subject", "Mr Shultz's message"];
    let words = [
        "--marking",
        "CONFIDENTIAL",
        "--portion",
        "The Prime Minister has seen it.",
        "--portion",
        "SECRET | She agrees.",
    ];
    let id = office.as_("coles", &[&save[..], &words, &because].concat()).out.trim().to_owned();
    let shown = office.as_("coles", &["draft", "show", &id]);
    assert_snapshot!(shown.told(), @r#"
    [id] [SECRET] Letter: Mr Shultz's message (written, saved by A J Coles)
    version [id]
    SECRET, since paragraph 2 is; without it: CONFIDENTIAL.
      before it is signed: R B Bone is no correspondent and no post that is known here

    SECRET

    10 Downing Street

    [today]

    To: R B Bone

    Mr Shultz's message

    Dear R B Bone,

    (C) The Prime Minister has seen it.

    (S) She agrees.

    Reference: S 82/1

    Yours sincerely,

    A J Coles
    Private Secretary, 10 Downing Street

    SECRET
    "#);
    let version = shown.out.lines().find_map(|line| line.strip_prefix("version ")).unwrap().to_owned();
    assert_snapshot!(office.as_("coles", &["draft", "send", &id, "pm"]).told(), @"sent");
    assert_snapshot!(office.as_("pm", &["draft"]).told(), @"to clear: [id] [SECRET] Letter: Mr Shultz's message (being cleared, saved by A J Coles)");
    assert_snapshot!(office.as_("pm", &["draft", "clear", &id, "agrees", "--words", "Good."]).told(), @"cleared");
    assert_snapshot!(office.as_("desk", &["draft", "show", &id]).told(), @r#"
    ! chancery: nothing of that name is known here
    = status 3
    "#);
    assert_snapshot!(office.as_("coles", &["draft", "sign", &id, &version]).told(), @"S [year]/1       [today] [SECRET] Mr Shultz's message — A J Coles to R B Bone");
    assert_snapshot!(office.as_("coles", &["draft"]).told(), @"yours: [id] [SECRET] Letter: Mr Shultz's message (signed, saved by A J Coles)");
}
