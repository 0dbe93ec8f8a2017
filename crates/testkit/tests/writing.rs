//! Writing: drafted, marked by paragraphs, cleared by others, signed, and entered as a paper.
#![allow(clippy::unwrap_used)]

use chancery_registry::answers::{DraftPage, PaperLine};
use chancery_registry::{
    Beginning, Clearing, Content, CorrespondentKept, Deputising, Form, Pattern, Portion, Refused, View,
};
use chancery_testkit::{Browser, Office};
use jiff::civil::Date;

fn portion(heading: &str, marking: &str, words: &str) -> Portion {
    Portion { heading: heading.into(), marking: marking.into(), words: words.into() }
}

fn submission() -> Content {
    Content {
        form: Form::Submission,
        to: vec!["Prime Minister".into()],
        copies: vec!["Foreign Secretary".into()],
        subject: "Reply to Mr Shultz".into(),
        marking: "CONFIDENTIAL".into(),
        portions: vec![
            portion("Issue", "", "Whether to reply before the meeting of 15 October."),
            portion("Recommendation", "SECRET", "That she should, and welcome the talks at Madrid."),
            portion("Timing", "", "Today."),
            portion("Background", "", "  "),
        ],
        ..Content::default()
    }
}

fn page(view: &View, id: &str) -> DraftPage {
    view.draft(id, "").unwrap()
}

fn steps(page: &DraftPage) -> Vec<String> {
    let said = page.steps.iter().map(|step| {
        let earlier = if step.earlier { " (of an earlier version)" } else { "" };
        format!("{} {} {}{}{earlier}", step.by, step.what, step.who, step.words)
    });
    said.collect()
}

#[test]
fn a_submission_is_drafted_cleared_signed_and_stands_in_the_register() {
    let office = Office::uk();
    let (_, message) = office.letter();
    let (bone, coles) = (|| office.as_("bone"), || office.as_("coles"));
    let id = bone().begin_draft(Some(&message), &submission()).unwrap();
    let drafted = page(&bone(), &id);
    assert_eq!(drafted.why, "SECRET, since paragraph 2 is; without it: CONFIDENTIAL.");
    insta::assert_snapshot!(drafted.text, @r#"
    SECRET

    SUBMISSION

    TO: Prime Minister
    FROM: R B Bone
    DATE: 14 October 1982
    SUBJECT: Reply to Mr Shultz

    Issue

    1. (C) Whether to reply before the meeting of 15 October.

    Recommendation

    2. (S) That she should, and welcome the talks at Madrid.

    Timing

    3. (C) Today.

    Reference: S 82/2

    R B Bone
    Private Secretary, FCO

    cc: Foreign Secretary

    SECRET
    "#);
    bone().send_draft(&id, "coles").unwrap();
    assert_eq!(coles().drafts().unwrap().to_clear.len(), 1);
    coles().clear_draft(&id, Clearing::WithChanges, "Shorter, please.").unwrap();
    let mut shorter = submission();
    shorter.portions.truncate(2);
    bone().save_draft(&id, &drafted.version, &shorter).unwrap();
    coles().clear_draft(&id, Clearing::Agrees, "").unwrap();
    let cleared = page(&bone(), &id);
    assert_eq!(
        steps(&cleared),
        [
            "R B Bone sent to A J Coles",
            "A J Coles agrees with changes Shorter, please. (of an earlier version)",
            "A J Coles agrees "
        ]
    );
    assert!(matches!(bone().sign_draft(&id, &drafted.version, false), Err(Refused::Conflict(_))));
    let paper = bone().sign_draft(&id, &cleared.version, false).unwrap();
    assert_eq!((paper.marked.banner.as_str(), paper.title.as_str()), ("SECRET", "Reply to Mr Shultz"));
    let signed = page(&coles(), &id);
    assert_eq!((signed.line.state.word(), signed.paper.unwrap().id), ("signed", paper.id.clone()));
    assert!(matches!(bone().save_draft(&id, &cleared.version, &shorter), Err(Refused::Conflict(_))));
    let particulars = coles().paper(&paper.id).unwrap().particulars;
    let particulars: Vec<String> =
        particulars.iter().map(|one| format!("{}: {}", one.name.words(), one.value)).collect();
    insta::assert_snapshot!(particulars.join("\n"), @r#"
    Kind: memorandum
    From: R B Bone, Private Secretary, FCO
    To: Prime Minister
    Copied to: Foreign Secretary
    Date: 14 October 1982
    Subject: Reply to Mr Shultz
    Came as: written-here.txt
    "#);
}

#[test]
fn a_second_paragraph_of_a_submission_stands_under_the_heading_of_the_first() {
    let office = Office::uk();
    let bone = office.as_("bone");
    let portions = vec![
        portion("Timing", "", "Today."),
        portion("Issue", "", "Whether to reply."),
        portion("Recommendation", "", "That she should."),
        portion("", "", "That Washington be told."),
        portion("Recommendation", "", "That Moscow be not."),
    ];
    let id = bone.begin_draft(None, &Content { portions, ..submission() }).unwrap();
    let text = page(&office.as_("bone"), &id).text;
    let words = text.split("Reply to Mr Shultz\n\n").nth(1).unwrap().split("\n\n").take(8);
    assert_eq!(
        words.collect::<Vec<_>>(),
        [
            "Issue",
            "1. Whether to reply.",
            "Recommendation",
            "2. That she should.",
            "3. That Washington be told.",
            "4. That Moscow be not.",
            "Timing",
            "5. Today.",
        ]
    );
}

#[test]
fn an_empty_line_begins_another_paragraph_of_what_is_numbered_and_none_of_a_letter() {
    let office = Office::uk();
    let portions = vec![portion("Recommendation", "SECRET", "That she should.\n\nThat Oslo be told.\n")];
    let minute = Content { portions, ..submission() };
    let id = office.as_("bone").begin_draft(None, &minute).unwrap();
    let text = page(&office.as_("bone"), &id).text;
    assert!(
        text.contains("Recommendation\n\n1. (S) That she should.\n\n2. (S) That Oslo be told.\n"),
        "{text}"
    );
    let letter = Content { form: Form::Letter, ..minute };
    let id = office.as_("bone").begin_draft(None, &letter).unwrap();
    assert_eq!(page(&office.as_("bone"), &id).content.portions.len(), 1);
}

#[test]
fn words_of_a_draft_that_were_not_saved_stand_under_a_bar_that_settles_nothing() {
    let office = Office::uk();
    let browser = Browser::new(&office, "bone");
    let form = "form-of=submission&subject=Tin&marking=NO+SUCH+MARKING&words-1=The+target+is+Northwood.";
    let refused = browser.post("/drafts", form);
    assert_eq!(refused.status, 422);
    let body = String::from_utf8(refused.body).unwrap();
    assert!(body.contains("The target is Northwood.") && body.contains("NOT SETTLED"), "{body}");
    assert!(!body.contains("PUBLIC"), "{body}");
}

#[test]
fn who_was_asked_and_has_not_answered_is_named_before_it_is_signed() {
    let office = Office::uk();
    let bone = || office.as_("bone");
    let id = bone().begin_draft(None, &submission()).unwrap();
    bone().send_draft(&id, "pm").unwrap();
    bone().send_draft(&id, "ps-no10").unwrap();
    office.as_("coles").clear_draft(&id, Clearing::Agrees, "").unwrap();
    let drafted = page(&office.as_("coles"), &id);
    assert_eq!(drafted.unanswered, ["Margaret Thatcher"], "who holds the post has answered for it");
    let sign = |despite| office.as_("bone").sign_draft(&id, &drafted.version, despite);
    let refused = sign(false).unwrap_err().to_string();
    assert_eq!(refused, "has not answered: Margaret Thatcher. Say that you sign it all the same");
    let paper = sign(true).unwrap();
    assert_eq!(page(&bone(), &id).paper.unwrap().id, paper.id);
    assert!(page(&bone(), &id).unanswered.is_empty(), "nothing is asked of what was signed");
}

#[test]
fn what_is_written_on_a_paper_stands_with_who_has_it_and_its_page_bears_it() {
    let office = Office::uk();
    let note =
        office.file("RESTRICTED\n\n1 October 1982\n\nThe herring figures are late.\n").papers[0].id.clone();
    let (bone, desk) = (|| office.as_("bone"), || office.as_("desk"));
    let before = desk().paper(&note).unwrap();
    let id = bone().begin_draft(Some(&note), &submission()).unwrap();
    let seen = bone().paper(&note).unwrap();
    let told: Vec<_> = seen
        .in_hand
        .drafts
        .iter()
        .map(|one| (one.by.as_str(), one.state.word(), one.marked.banner.as_str()))
        .collect();
    assert_eq!(told, [("R B Bone", "written", "SECRET")]);
    assert_eq!((seen.line.marked.banner.as_str(), seen.overall.banner.as_str()), ("RESTRICTED", "SECRET"));
    let after = desk().paper(&note).unwrap();
    assert_eq!((after.in_hand, after.overall), (before.in_hand, before.overall), "he is cleared to less");
    bone().drop_draft(&id).unwrap();
    let seen = bone().paper(&note).unwrap();
    assert!(seen.in_hand.drafts.is_empty(), "it was given up");
    assert_eq!(seen.overall, seen.line.marked);
}

#[test]
fn a_letter_greets_a_correspondent_as_he_is_addressed_and_another_by_his_name() {
    let office = Office::uk();
    let coles = || office.as_("coles");
    let kept = CorrespondentKept {
        name: "George P. Shultz".into(),
        aliases: vec!["Mr Shultz".into()],
        salutation: "Dear Secretary of State,".into(),
        ..CorrespondentKept::default()
    };
    coles().keep_correspondent("", &kept).unwrap();
    let greeted = |to: &str| {
        let content = Content { form: Form::Letter, to: vec![to.into()], ..submission() };
        let id = coles().begin_draft(None, &content).unwrap();
        let text = page(&coles(), &id).text;
        text.lines().find(|line| line.starts_with("Dear")).unwrap().to_owned()
    };
    assert_eq!(greeted("mr shultz"), "Dear Secretary of State,");
    assert_eq!(greeted("Mr Dam, State Department"), "Dear Mr Dam,");
}

#[test]
fn what_a_post_was_asked_to_clear_is_cleared_by_who_holds_it_or_acts_in_it() {
    let office = Office::uk();
    let (bone, coles) = (|| office.as_("bone"), || office.as_("coles"));
    let id = bone().begin_draft(None, &submission()).unwrap();
    let offered: Vec<String> = page(&bone(), &id).addressees.into_iter().map(|one| one.name).collect();
    assert!(offered.contains(&"Private Secretary".to_owned()), "{offered:?}");
    bone().send_draft(&id, "ps-no10").unwrap();
    assert_eq!(coles().drafts().unwrap().to_clear.len(), 1);
    coles().clear_draft(&id, Clearing::Agrees, "").unwrap();
    assert_eq!(steps(&page(&bone(), &id)), ["R B Bone sent to Private Secretary", "A J Coles agrees "]);

    let other = Content { subject: "Herring".into(), ..submission() };
    let second = bone().begin_draft(None, &other).unwrap();
    bone().send_draft(&second, "Prime Minister").unwrap();
    assert!(matches!(coles().clear_draft(&second, Clearing::Agrees, ""), Err(Refused::Duty(_))));
    let until = Date::constant(1982, 10, 16);
    let acting = Deputising { person: "coles".into(), from: None, until };
    office.as_("pm").name_deputy("prime-minister", &acting).unwrap();
    coles().clear_draft(&second, Clearing::Agrees, "").unwrap();
    let nobody = bone().send_draft(&second, " ").unwrap_err();
    assert_eq!(nobody.to_string(), "say who is to clear it: a person or a post");
}

#[test]
fn a_draft_is_signed_by_whom_it_was_put_up_to_and_not_by_who_was_merely_asked_to_clear_it() {
    let office = Office::uk();
    let (bone, coles, pm) = (|| office.as_("bone"), || office.as_("coles"), || office.as_("pm"));
    let letter = Content { form: Form::Letter, to: vec!["Mr Shultz".into()], ..submission() };
    let id = bone().begin_draft(None, &letter).unwrap();
    let version = page(&bone(), &id).version;
    bone().send_draft(&id, "coles").unwrap();
    assert!(page(&coles(), &id).may_clear && !page(&coles(), &id).may_sign, "he was asked what he thinks");
    assert!(matches!(coles().sign_draft(&id, &version, false), Err(Refused::Duty(_))));
    assert!(
        matches!(pm().sign_draft(&id, &version, false), Err(Refused::Duty(_))),
        "it is not before her yet"
    );

    let nobody = bone().put_up_draft(&id, "").unwrap_err();
    assert_eq!(nobody.to_string(), "say who is to sign it: a person or a post");
    bone().put_up_draft(&id, "prime-minister").unwrap();
    let twice = bone().put_up_draft(&id, "Prime Minister").unwrap_err();
    assert_eq!(twice.to_string(), "that version was sent to the same already");
    let before_her = page(&pm(), &id);
    assert_eq!((before_her.line.state.word(), before_her.may_sign), ("awaits signature", true));
    assert_eq!(pm().today().unwrap().to_clear.len(), 1);
    let as_coles_reads_it = page(&coles(), &id).text;
    assert!(as_coles_reads_it.contains("Margaret Thatcher\nPrime Minister\n"), "{as_coles_reads_it}");
    // Coles was asked, and has not answered.
    let paper = pm().sign_draft(&id, &version, true).unwrap();
    let told = steps(&page(&bone(), &id));
    assert_eq!(told[1..], ["R B Bone put up for signature to Prime Minister", "Margaret Thatcher signed "]);
    let text: String = coles().paper(&paper.id).unwrap().text.into_iter().map(|run| run.text).collect();
    assert_eq!(text, as_coles_reads_it, "it reads as it was put up");
    assert!(pm().today().unwrap().to_clear.is_empty());
}

#[test]
fn of_two_who_write_at_once_the_second_is_shown_what_the_first_saved_and_nothing_is_lost() {
    let office = Office::uk();
    let (bone, coles) = (|| office.as_("bone"), || office.as_("coles"));
    let id = bone().begin_draft(None, &submission()).unwrap();
    bone().send_draft(&id, "coles").unwrap();
    let base = page(&coles(), &id).version;
    let with = |words: &str| Content { portions: vec![portion("", "", words)], ..submission() };
    bone().save_draft(&id, &base, &with("Bone's words.")).unwrap();
    let late = coles().save_draft(&id, &base, &with("Coles's words.")).unwrap_err();
    assert!(late.to_string().starts_with("somebody has saved it meanwhile"), "{late}");
    let theirs = page(&coles(), &id);
    assert_eq!(theirs.content.portions[0].words, "Bone's words.");
    coles().save_draft(&id, &theirs.version, &with("Coles's words.")).unwrap();
    let now = page(&bone(), &id);
    assert_eq!((now.content.portions[0].words.as_str(), now.versions.len()), ("Coles's words.", 3));
    assert_eq!(bone().draft(&id, &theirs.version).unwrap().content.portions[0].words, "Bone's words.");
}

#[test]
fn a_version_above_a_reader_is_not_there_for_him_and_no_conflict_tells_of_it() {
    let office = Office::uk();
    let (desk, coles) = (|| office.as_("desk"), || office.as_("coles"));
    let low = Content { portions: vec![portion("", "", "Low.")], ..submission() };
    let id = desk().begin_draft(None, &low).unwrap();
    desk().send_draft(&id, "coles").unwrap();
    let base = page(&desk(), &id);
    coles().save_draft(&id, &base.version, &submission()).unwrap();
    assert_eq!(page(&desk(), &id), base);
    let again = Content { portions: vec![portion("", "", "Low again.")], ..submission() };
    desk().save_draft(&id, &base.version, &again).unwrap();
    assert_eq!(page(&desk(), &id).versions.len(), 2);
    assert_eq!(page(&coles(), &id).versions.len(), 3);
    let hidden = coles().begin_draft(None, &submission()).unwrap();
    for refused in [
        desk().draft(&hidden, "").map(|_| ()),
        desk().save_draft(&hidden, "", &low),
        desk().send_draft(&hidden, "pym"),
        desk().clear_draft(&hidden, Clearing::Agrees, ""),
        desk().sign_draft(&hidden, "", false).map(|_| ()),
        desk().drop_draft(&hidden),
    ] {
        assert!(matches!(refused, Err(Refused::Absent)), "{refused:?}");
    }
}

#[test]
fn a_cover_note_encloses_what_it_covers() {
    let office = Office::uk();
    let (_, message) = office.letter();
    let coles = || office.as_("coles");
    let note = Content {
        form: Form::CoverNote,
        marking: "UNCLASSIFIED".into(),
        portions: vec![portion("", "", "You may wish to glance at this before eleven.")],
        ..submission()
    };
    let id = coles().begin_draft(Some(&message), &note).unwrap();
    let version = page(&coles(), &id).version;
    let paper = coles().sign_draft(&id, &version, false).unwrap();
    let cover = coles().paper(&paper.id).unwrap();
    assert_eq!(cover.enclosures[0].reference, message);
    assert_eq!(cover.line.marked.banner, "covering SECRET");
    assert!(matches!(office.as_("desk").paper(&paper.id), Err(Refused::Absent)));
}

#[test]
fn what_cannot_be_taken_is_said_with_its_paragraph_and_nothing_is_entered() {
    let office = Office::uk();
    let coles = || office.as_("coles");
    let nonsense = Content { portions: vec![portion("", "HUSH", "Words.")], ..submission() };
    let refused = coles().begin_draft(None, &nonsense).unwrap_err().to_string();
    assert!(refused.starts_with("paragraph 1: "), "{refused}");
    let wordless = Content { portions: vec![], ..submission() };
    assert_eq!(
        coles().begin_draft(None, &wordless).unwrap_err().to_string(),
        "a draft has words: write some"
    );
    let above = office.as_("desk").begin_draft(None, &submission()).unwrap_err();
    assert_eq!(above.to_string(), "paragraph 2: a marking above your own clearance cannot be given");
    assert!(coles().drafts().unwrap().mine.is_empty());
    let id = coles().begin_draft(None, &submission()).unwrap();
    assert!(matches!(office.as_("bone").save_draft(&id, "", &submission()), Err(Refused::Duty(_))));
    assert!(matches!(office.as_("bone").clear_draft(&id, Clearing::Agrees, ""), Err(Refused::Duty(_))));
    coles().drop_draft(&id).unwrap();
    assert_eq!(page(&coles(), &id).line.state.word(), "dropped");
    assert!(coles().print_draft(&id).unwrap().bytes.starts_with(b"%PDF"));
}

#[test]
fn a_draft_stands_as_it_did_after_a_rebuild() {
    let office = Office::uk();
    let (_, message) = office.letter();
    let id = office.as_("bone").begin_draft(Some(&message), &submission()).unwrap();
    office.as_("bone").send_draft(&id, "coles").unwrap();
    let before = page(&office.as_("coles"), &id);
    let office = office.rebuilt();
    assert_eq!(page(&office.as_("coles"), &id), before);
}

#[test]
fn a_reply_names_no_paper_that_its_readers_may_not_know_of() {
    let office = Office::uk();
    let (_, message) = office.letter();
    let coles = || office.as_("coles");
    let signed = |form: Form| {
        let content = Content {
            form,
            subject: format!("A reply as a {}", form.words()),
            marking: "RESTRICTED".into(),
            portions: vec![portion("", "", "Thank you for it.")],
            ..submission()
        };
        let id = coles().begin_draft(Some(&message), &content).unwrap();
        let version = page(&coles(), &id).version;
        coles().sign_draft(&id, &version, false).unwrap()
    };
    let reply = signed(Form::Letter);
    let text: String =
        office.as_("desk").paper(&reply.id).unwrap().text.into_iter().map(|run| run.text).collect();
    assert!(!text.contains(&message), "{text}");
    // It bears what it covers from the first moment, and has a number in that series alone.
    let note = signed(Form::CoverNote);
    assert_eq!(
        (note.reference.as_str(), note.marked.banner.as_str()),
        ("S 82/3", "RESTRICTED covering SECRET")
    );
    assert!(matches!(office.as_("desk").paper(&note.id), Err(Refused::Absent)));
    // Each leads to the other, for who may know of both.
    let references = |lines: Vec<PaperLine>| lines.into_iter().map(|line| line.reference).collect::<Vec<_>>();
    let written_on = |handle: &str| references(office.as_(handle).paper(&reply.id).unwrap().answers);
    assert_eq!((written_on("coles"), written_on("desk")), (vec![message.clone()], vec![]));
    let written = office.as_("coles").paper(&message).unwrap();
    assert_eq!(references(written.answered_by), [reply.reference, note.reference]);
}

#[test]
fn who_may_not_know_what_a_draft_answers_saves_it_and_the_answer_stays() {
    let office = Office::uk();
    let (_, message) = office.letter();
    let (coles, desk) = (|| office.as_("coles"), || office.as_("desk"));
    let low = Content { portions: vec![portion("", "", "Low.")], ..submission() };
    let id = coles().begin_draft(Some(&message), &low).unwrap();
    coles().send_draft(&id, "desk").unwrap();
    let seen = page(&desk(), &id);
    assert!(seen.answers.is_none() && !seen.text.contains(&message));
    desk().save_draft(&id, &seen.version, &low).unwrap();
    let last = page(&coles(), &id);
    assert_eq!(last.answers.unwrap().reference, message);
    let signed = coles().sign_draft(&id, &last.version, true).unwrap();
    assert_eq!(coles().paper(&signed.id).unwrap().answers[0].reference, message);
    assert_eq!(coles().paper(&message).unwrap().answered_by[0].id, signed.id);
}

#[test]
fn what_lies_with_a_draft_is_enclosed_when_it_is_signed() {
    let office = Office::uk();
    let (_, message) = office.letter();
    let note =
        office.file("RESTRICTED\n\n1 October 1982\n\nA note on herring.\n").papers[0].reference.clone();
    let coles = || office.as_("coles");
    let letter = Content {
        form: Form::Letter,
        marking: "RESTRICTED".into(),
        portions: vec![portion("", "", "I enclose what we have on it.")],
        ..submission()
    };
    let id = coles().begin_draft(None, &letter).unwrap();
    coles().enclose_with(&id, &note).unwrap();
    coles().enclose_with(&id, &message).unwrap();
    let again = coles().enclose_with(&id, &note).unwrap_err().to_string();
    assert_eq!(again, "it lies with it already");
    let page = page(&coles(), &id);
    assert_eq!(page.bears.as_ref().unwrap().banner, "RESTRICTED covering SECRET");
    assert_eq!(page.overall.banner, "SECRET");
    // The draft names what all its readers may know of.
    assert!(page.text.contains(&format!("Encl: {note}\n")) && !page.text.contains(&message), "{}", page.text);
    let signed = coles().sign_draft(&id, &page.version, false).unwrap();
    assert_eq!(signed.marked.banner, "RESTRICTED covering SECRET");
    let enclosures = coles().paper(&signed.id).unwrap().enclosures;
    let numbers: Vec<&str> = enclosures.iter().map(|line| line.reference.as_str()).collect();
    assert_eq!(numbers, [message.as_str(), note.as_str()]);
    let ended = coles().leave_out(&id, &note).unwrap_err().to_string();
    assert_eq!(ended, "it was signed or dropped: nothing is written on it any more");
}

#[test]
fn who_may_not_know_what_lies_with_a_draft_sees_none_of_it_and_it_stays() {
    let office = Office::uk();
    let (_, message) = office.letter();
    let (coles, desk) = (|| office.as_("coles"), || office.as_("desk"));
    let low =
        Content { marking: "RESTRICTED".into(), portions: vec![portion("", "", "Low.")], ..submission() };
    let id = coles().begin_draft(None, &low).unwrap();
    coles().send_draft(&id, "desk").unwrap();
    let without = page(&desk(), &id);
    coles().enclose_with(&id, &message).unwrap();
    assert_eq!(page(&desk(), &id), without);
    assert!(matches!(desk().leave_out(&id, &message), Err(Refused::Absent)));
    desk().save_draft(&id, &without.version, &low).unwrap();
    let kept = page(&coles(), &id).enclosures;
    assert_eq!(kept.iter().map(|line| &line.reference).collect::<Vec<_>>(), [&message]);
    coles().leave_out(&id, &message).unwrap();
    let office = office.rebuilt();
    let left = page(&office.as_("coles"), &id);
    assert!(left.enclosures.is_empty() && left.bears.is_none());
    // Its number still stands among the steps, and the page bears it.
    assert_eq!(left.overall.banner, "SECRET");
    let told: Vec<String> = left.steps.iter().map(|step| format!("{} {}", step.what, step.paper)).collect();
    assert_eq!(told[1..], [format!("laid with it {message}"), format!("took out {message}")]);
}

#[test]
fn a_paper_that_is_settled_lies_with_the_draft_for_whoever_may_read_it_then() {
    let office = Office::uk();
    let held = office.file("A note on herring, and no marking.\n").papers[0].reference.clone();
    let low =
        Content { marking: "RESTRICTED".into(), portions: vec![portion("", "", "Low.")], ..submission() };
    let id = office.as_("coles").begin_draft(None, &low).unwrap();
    office.as_("coles").send_draft(&id, "desk").unwrap();
    office.as_("coles").enclose_with(&id, &held).unwrap();
    assert!(page(&office.as_("desk"), &id).enclosures.is_empty());
    office.as_("clerk").settle(&held, "RESTRICTED").unwrap();
    let with_it = |office: &Office| {
        let lines = page(&office.as_("desk"), &id).enclosures;
        lines.into_iter().map(|line| line.title).collect::<Vec<_>>()
    };
    let known = with_it(&office);
    assert_eq!(known.len(), 1);
    assert_eq!(with_it(&office.rebuilt()), known);
}

#[test]
fn a_draft_begins_with_a_pattern_of_the_office_or_with_the_words_of_another_draft() {
    let office = Office::with_settings(|settings| {
        settings.patterns = vec![Pattern {
            name: "Holding reply".into(),
            form: Form::Letter,
            subject: String::new(),
            copies: vec!["Foreign Secretary".into()],
            words: "Thank you for your letter.\n\nWe shall write again.".into(),
        }];
    });
    let (_, message) = office.letter();
    let coles = || office.as_("coles");
    let begun = |beginning: Beginning| coles().new_draft(&beginning);
    let plain = begun(Beginning { answers: message.clone(), ..Beginning::default() }).unwrap();
    assert_eq!(
        (plain.content.portions.len(), plain.patterns.as_slice()),
        (0, &["Holding reply".to_owned()][..])
    );
    let pattern = "Holding reply".to_owned();
    let holding = begun(Beginning { answers: message.clone(), pattern, ..Beginning::default() }).unwrap();
    let words: Vec<_> = holding.content.portions.iter().map(|portion| portion.words.as_str()).collect();
    assert_eq!(words, ["Thank you for your letter.", "We shall write again."]);
    assert_eq!(
        (&holding.content.subject, &holding.content.marking, holding.overall.banner.as_str()),
        (&plain.content.subject, &plain.content.marking, "SECRET"),
        "what it answers says what it is about and what it bears"
    );
    assert!(begun(Beginning { form: "minute".into(), ..Beginning::default() }).unwrap().patterns.is_empty());
    assert!(matches!(
        begun(Beginning { pattern: "Another".into(), ..Beginning::default() }),
        Err(Refused::Absent)
    ));

    let id = coles().begin_draft(Some(&message), &submission()).unwrap();
    let like = || Beginning { like: id.clone(), ..Beginning::default() };
    let again = begun(like()).unwrap();
    assert_eq!(
        (&again.content, again.answers, again.line.id.as_str()),
        (&page(&coles(), &id).content, None, "")
    );
    assert_eq!(again.overall.banner, "SECRET", "its words bear what they bore");
    assert!(matches!(office.as_("desk").new_draft(&like()), Err(Refused::Absent)));
}

#[test]
fn over_an_objection_it_is_signed_only_by_who_says_so() {
    let office = Office::uk();
    let (bone, coles) = (|| office.as_("bone"), || office.as_("coles"));
    let letter = Content { form: Form::Letter, to: vec!["Mr Shultz".into()], ..submission() };
    let id = coles().begin_draft(None, &letter).unwrap();
    let version = page(&coles(), &id).version;
    coles().send_draft(&id, "bone").unwrap();
    bone().clear_draft(&id, Clearing::Objects, "not before Madrid").unwrap();
    assert_eq!(page(&coles(), &id).objecting, ["R B Bone"]);
    let refused = coles().sign_draft(&id, &version, false).unwrap_err();
    assert_eq!(refused.to_string(), "does not agree: R B Bone. Say that you sign it all the same");
    // To another version nobody has said anything yet.
    let softer = Content { subject: "Reply to Mr Shultz, after Madrid".into(), ..letter };
    coles().save_draft(&id, &version, &softer).unwrap();
    let last = page(&coles(), &id);
    assert!(last.objecting.is_empty());
    bone().clear_draft(&id, Clearing::Objects, "nor then").unwrap();
    coles().sign_draft(&id, &last.version, true).unwrap();
}

#[test]
fn what_was_written_here_stands_in_the_register_as_its_writer_had_it() {
    let office = Office::uk();
    let content = Content {
        form: Form::Letter,
        to: vec!["Mr Bone, Private Secretary".into()],
        copies: vec!["Mr Butler".into()],
        subject: "Cars".into(),
        marking: "CONFIDENTIAL".into(),
        portions: vec![portion("", "", "Noted.")],
        ..Content::default()
    };
    let coles = || office.as_("coles");
    let id = coles().begin_draft(None, &content).unwrap();
    let signed = coles().sign_draft(&id, &page(&coles(), &id).version, false).unwrap();
    let told = coles().particulars_page(&signed.id).unwrap().stands;
    assert_eq!(
        (
            told.subject.as_str(),
            told.from.as_str(),
            told.to.as_str(),
            told.copied_to.as_str(),
            told.date.as_str()
        ),
        ("Cars", "A J Coles, Private Secretary", "Mr Bone, Private Secretary", "Mr Butler", "1982-10-14")
    );
    assert_eq!(signed.title, "Cars");
}

#[test]
fn a_letter_begins_and_ends_as_its_writer_has_it() {
    let office = Office::uk();
    let letter = Content { form: Form::Letter, to: vec!["R B Bone".into()], ..submission() };
    let text = |content: &Content| {
        let id = office.as_("coles").begin_draft(None, content).unwrap();
        page(&office.as_("coles"), &id).text
    };
    let plain = text(&letter);
    assert!(plain.contains("\nDear R B Bone,\n") && plain.contains("\nYours sincerely,\n"), "{plain}");
    let own = Content { salutation: "Dear Brian,".into(), close: "Yours ever".into(), ..letter };
    let own = text(&own);
    assert!(own.contains("\nDear Brian,\n") && own.contains("\nYours ever,\n"), "{own}");
    assert!(!own.contains("Yours sincerely") && !own.contains("Dear R B Bone"), "{own}");
}

#[test]
fn before_a_draft_is_signed_it_is_said_who_of_those_addressed_could_not_read_it_or_is_unknown() {
    let office = Office::uk();
    let coles = || office.as_("coles");
    let kept = CorrespondentKept { name: "George P. Shultz".into(), ..CorrespondentKept::default() };
    coles().keep_correspondent("", &kept).unwrap();
    let circle = coles().make_circle("Herring", "talks").unwrap();
    let names = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let content = |marking: String| Content {
        form: Form::Letter,
        to: names(&["Mr Shultz", "Prime Minister", "Ambassador Nobody", "R B Bone, Private Secretary"]),
        copies: names(&["A copy to nobody known"]),
        subject: "Tin".into(),
        marking,
        portions: vec![portion("", "", "Tin.")],
        ..Content::default()
    };
    let doubted = |who: &str, id: &str| {
        let told = page(&office.as_(who), id).doubted.into_iter();
        told.map(|one| format!("{} {} {}", one.name, one.why, one.circle)).collect::<Vec<_>>()
    };
    let plain = coles().begin_draft(None, &content("SECRET".into())).unwrap();
    assert_eq!(doubted("coles", &plain), ["Ambassador Nobody unknown "], "a hint, and only of those in To");
    assert_eq!(doubted("pym", &plain), [""; 0], "it is said to who may sign");
    let within = coles().begin_draft(None, &content(format!("SECRET · CIRCLE {circle}"))).unwrap();
    assert_eq!(
        doubted("coles", &within),
        [
            "Prime Minister outside Herring",
            "Ambassador Nobody unknown ",
            "R B Bone, Private Secretary outside Herring"
        ]
    );
    coles().join_circle(&circle, "pm").unwrap();
    assert_eq!(doubted("coles", &within).len(), 2);
    // What another is cleared for is no business of who signs, unless he gives clearances.
    let content = Content { to: names(&["A desk officer"]), ..content("SECRET".into()) };
    let above = coles().begin_draft(None, &content).unwrap();
    assert_eq!(doubted("coles", &above), [""; 0]);
    coles().put_up_draft(&above, "security").unwrap();
    assert_eq!(doubted("security", &above), ["A desk officer cleared "]);
    let version = page(&coles(), &plain).version;
    coles().sign_draft(&plain, &version, false).unwrap();
}
