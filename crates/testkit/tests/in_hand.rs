//! A paper in hand: it comes up again on its day, is copied for action or information, and is told where it is;
//! several at once, each checked on its own.
#![allow(clippy::unwrap_used)]

use chancery_registry::answers::{CopyShown, HandAsked, ParticularName, Whereabouts};
use chancery_registry::{
    BringingUp, Calendar, CopyPurpose, Copying, Purpose, PuttingUp, Refused, Relabelling, Together,
};
use chancery_testkit::Office;
use jiff::civil::{Date, date};

const NOTE: &str = "CONFIDENTIAL

                    1 October 1982

The herring figures are late again.
";
const REPLY: &str = "TOP SECRET

                    15 October 1982

Dear John,

Here are the herring figures.

Yours ever,

J Smith
";
const MINE: HandAsked = HandAsked { all: false, page: 1 };
const ALL: HandAsked = HandAsked { all: true, page: 1 };

fn file(office: &Office, text: &str) -> String {
    office.file(text).papers[0].reference.clone()
}

fn up(before: &str, on: Date) -> BringingUp {
    BringingUp { before: before.into(), on, reason: "to see whether they came".into() }
}

fn copying(to: &[&str], purpose: CopyPurpose) -> Copying {
    let to = to.iter().map(|to| (*to).to_owned()).collect();
    Copying { to, purpose, note: "please draft".into() }
}

fn copies_on(office: &Office, who: &str, paper: &str) -> Vec<CopyShown> {
    office.as_(who).paper(paper).unwrap().in_hand.copies
}

fn line(one: &Whereabouts) -> String {
    let Whereabouts { stage, who, by, .. } = one;
    format!("{} | {who} | {} | {by}\n", stage.what(), stage.how())
}

fn refused<T: std::fmt::Debug>(went: Result<T, Refused>) -> String {
    went.unwrap_err().to_string()
}

#[test]
fn a_paper_comes_up_on_the_working_day_before_its_day_until_it_is_put_away() {
    let office = Office::uk();
    let paper = file(&office, NOTE);
    let coles = office.as_("coles");
    coles.bring_up(&paper, &up("Private Secretary, FCO", date(1982, 10, 17))).unwrap();
    coles.bring_up(&paper, &up("", date(1982, 10, 20))).unwrap();
    let bone = || office.as_("bone");
    assert_eq!(bone().today().unwrap().bring_ups.total, 0);
    let listed = bone().bring_ups(MINE).unwrap();
    assert_eq!((listed.total, listed.lines[0].up.comes_up), (1, date(1982, 10, 15)));
    assert_eq!(bone().bring_ups(ALL).unwrap().total, 2);
    // The seventeenth is a Sunday: it comes up on Friday, and is overdue on Monday.
    office.at("1982-10-15T08:00:00Z");
    let today = bone().today().unwrap().bring_ups;
    assert_eq!((today.total, today.lines[0].up.overdue), (1, false));
    office.at("1982-10-18T08:00:00Z");
    let today = bone().today().unwrap().bring_ups;
    assert!(today.lines[0].up.overdue && today.lines[0].paper.reference == paper);
    let key = &today.lines[0].up.key;
    bone().put_away(&paper, &key[..8]).unwrap();
    assert_eq!(bone().today().unwrap().bring_ups.total, 0);
    assert_eq!(refused(bone().put_away(&paper, key)), "it was put away already");
    assert_eq!(refused(bone().put_away(&paper, "ffffffff")), Refused::Absent.to_string());
}

#[test]
fn a_holiday_is_no_day_to_come_up_on() {
    let holidays = vec![date(1982, 10, 15)];
    let office = Office::with_settings(|settings| {
        settings.calendar = Some(Calendar { holidays, ..Calendar::default() });
    });
    let paper = file(&office, NOTE);
    office.as_("coles").bring_up(&paper, &up("", date(1982, 10, 17))).unwrap();
    assert_eq!(office.as_("coles").today().unwrap().bring_ups.total, 1);
}

#[test]
fn one_brings_up_before_himself_and_before_others_who_puts_papers_up() {
    let office = Office::uk();
    let paper = file(&office, NOTE);
    let pm = office.as_("pm");
    pm.bring_up(&paper, &up("", date(1982, 10, 20))).unwrap();
    pm.bring_up(&paper, &up("prime-minister", date(1982, 10, 21))).unwrap();
    assert_eq!(
        refused(pm.bring_up(&paper, &up("bone", date(1982, 10, 20)))),
        "that is for one who puts papers up"
    );
    let coles = office.as_("coles");
    for (wanted, why) in [
        (up("nobody", date(1982, 10, 20)), "no person or post of that name is known here: see the people"),
        (up("", date(1982, 10, 13)), "it can come up again only on a day that is to come"),
        (up("pm", date(1982, 10, 20)), "it comes up before him on that day already"),
        (BringingUp { reason: " ".into(), ..up("", date(1982, 10, 20)) }, "say why it is to come up again"),
    ] {
        assert_eq!(refused(coles.bring_up(&paper, &wanted)), why);
    }
}

#[test]
fn a_copy_is_receipted_by_being_opened_and_answered_in_words_or_by_a_paper() {
    let office = Office::uk();
    let paper = file(&office, NOTE);
    office.as_("coles").copy(&paper, &copying(&["bone", "Foreign Secretary"], CopyPurpose::Action)).unwrap();
    office.as_("coles").copy(&paper, &copying(&["desk"], CopyPurpose::Information)).unwrap();
    assert_eq!(office.as_("pym").today().unwrap().copies.total, 1);
    office.at("1982-10-14T18:00:00Z");
    // It was copied to his post; he opens it as himself.
    office.as_("pym").paper(&paper).unwrap();
    office.as_("desk").paper(&paper).unwrap();
    let opened = copies_on(&office, "coles", &paper);
    let opened: Vec<_> = opened.iter().map(|copy| (copy.to.as_str(), copy.opened.is_some())).collect();
    assert_eq!(opened, [("R B Bone", false), ("Foreign Secretary", true), ("A desk officer", true)]);
    // For information it is done with once it is opened; for action it stands until it is answered.
    assert_eq!(office.as_("desk").today().unwrap().copies.total, 0);
    assert_eq!(office.as_("desk").copies(MINE).unwrap().total, 1);
    let for_pym = office.as_("pym").today().unwrap().copies.lines.remove(0).copy;
    let reply = file(&office, REPLY);
    office.as_("pym").answer_copy(&paper, &for_pym.key, &reply, "I have written").unwrap();
    assert_eq!(office.as_("pym").today().unwrap().copies.total, 0);
    let answered = copies_on(&office, "coles", &paper).remove(1).answered.unwrap();
    assert_eq!((answered.words.as_str(), answered.shown_by.unwrap().reference), ("I have written", reply));
    // Who may not know of the paper that shows it sees the copy as it stood before.
    assert!(copies_on(&office, "desk", &paper)[1].answered.is_none());
    let again = office.as_("pym").answer_copy(&paper, &for_pym.key, "", "twice");
    assert_eq!(refused(again), "nothing is to be done with that copy");
}

#[test]
fn a_copy_opens_nothing_and_its_sender_is_not_told_who_may_read() {
    let office = Office::uk();
    let paper = file(&office, REPLY);
    office.as_("coles").copy(&paper, &copying(&["desk", "bone"], CopyPurpose::Action)).unwrap();
    let sent = copies_on(&office, "coles", &paper);
    let told = |copy: &CopyShown| (copy.opened, copy.answered.clone(), copy.may_answer);
    assert_eq!((sent.len(), told(&sent[0])), (2, told(&sent[1])));
    let desk = office.as_("desk");
    assert_eq!((desk.today().unwrap().copies.total, desk.copies(ALL).unwrap().total), (0, 0));
    assert_eq!(refused(desk.paper(&paper)), Refused::Absent.to_string());
    assert_eq!(refused(desk.answer_copy(&paper, &sent[0].key, "", "x")), Refused::Absent.to_string());
    // Nor does he learn it later, when the paper has come down: what is written on it stays where it was.
    assert_eq!(
        refused(office.as_("pm").copy(&paper, &copying(&["bone"], CopyPurpose::Action))),
        "that is for one who puts papers up"
    );
}

#[test]
fn a_paper_tells_who_has_it_and_where_it_has_been() {
    let office = Office::uk();
    let paper = file(&office, NOTE);
    let before = |purpose| PuttingUp::before("prime-minister", purpose);
    assert!(office.as_("coles").paper(&paper).unwrap().in_hand.now.is_empty());
    let minute = |n: u32| office.at(&format!("1982-10-14T18:{n:02}:00Z"));
    minute(1).as_("coles").put_up(&paper, &before(Purpose::See)).unwrap();
    minute(2).as_("coles").take_out("prime-minister", &paper).unwrap();
    minute(3).as_("coles").put_up(&paper, &before(Purpose::Decision)).unwrap();
    minute(4).as_("coles").copy(&paper, &copying(&["bone"], CopyPurpose::Action)).unwrap();
    minute(5).as_("coles").bring_up(&paper, &up("bone", date(1982, 10, 18))).unwrap();
    let office = office.rebuilt();
    let hand = office.as_("desk").paper(&paper).unwrap().in_hand;
    let told: String = hand.now.iter().map(line).collect();
    insta::assert_snapshot!(told, @r#"
    in the box | Prime Minister | for decision | A J Coles
    copied for action | R B Bone | please draft | A J Coles
    comes up | R B Bone | 1982-10-18 | A J Coles
    "#);
    let been: String = hand.been.iter().map(line).collect();
    insta::assert_snapshot!(been, @r#"
    put up | Prime Minister | to see | A J Coles
    taken out | Prime Minister |  | A J Coles
    put up | Prime Minister | for decision | A J Coles
    copied | R B Bone | for action | A J Coles
    brought up | R B Bone | 1982-10-18 | A J Coles
    "#);
}

#[test]
fn several_are_each_checked_as_if_alone_and_entered_at_once() {
    let office = Office::uk();
    let (known, hidden) = (file(&office, NOTE), file(&office, REPLY));
    let other = file(&office, "CONFIDENTIAL\n\n2 October 1982\n\nTin is dear.\n");
    office.as_("desk").bring_up(&known, &up("", date(1982, 10, 20))).unwrap();
    let papers = [&known, &hidden, &other, &other, &"S 82/99".to_owned()].map(String::clone);
    let went = office.as_("desk").together(&papers, &Together::BringUp(up("", date(1982, 10, 20)))).unwrap();
    let done: Vec<_> = went.done.iter().map(|line| line.reference.as_str()).collect();
    let left: String = went.not_done.iter().map(|one| format!("{}: {}\n", one.name, one.why)).collect();
    assert_eq!(done, [other.as_str()]);
    insta::assert_snapshot!(left, @r#"
    C 82/1: it comes up before him on that day already
    TS 82/1: nothing of that name is known here
    S 82/99: nothing of that name is known here
    "#);
    // What is left and known can be tried otherwise.
    assert_eq!(went.chosen.iter().map(|line| &line.reference).collect::<Vec<_>>(), [&known]);
    let size = office.as_("keeper").ledger().unwrap().size;
    let both = [known, other.clone()];
    office.as_("coles").together(&both, &Together::Initial).unwrap();
    let put = PuttingUp::before("prime-minister", Purpose::See);
    office.as_("coles").together(&both, &Together::PutUp(put)).unwrap();
    office
        .as_("coles")
        .together(&both, &Together::Copy(copying(&["pm", "bone"], CopyPurpose::Information)))
        .unwrap();
    // Two initials, two put up, four copies; and three lists that were shown.
    assert_eq!(office.as_("keeper").ledger().unwrap().size - size, 2 + 2 + 4 + 3);
    assert_eq!(office.as_("coles").box_of("prime-minister").unwrap().papers, 2);
    assert_eq!(copies_on(&office, "coles", &other).len(), 2);
}

#[test]
fn no_more_are_taken_at_once_than_the_limit_and_none_is_said_so() {
    let office = Office::uk();
    let many: Vec<String> = (0..101).map(|n| format!("S 82/{n}")).collect();
    let why = refused(office.as_("coles").together(&many, &Together::Initial));
    assert_eq!(why, "at most 100 papers are taken at once: choose fewer");
    assert_eq!(refused(office.as_("coles").together(&[], &Together::Initial)), "choose at least one paper");
    assert!(office.as_("coles").chosen(&[]).unwrap().chosen.is_empty());
}

#[test]
fn words_below_what_was_opened_need_a_reason_for_each_paper() {
    let office = Office::with_high_water_mark();
    let (low, high) = (file(&office, NOTE), file(&office, REPLY));
    office.as_("coles").paper(&high).unwrap();
    let both = [low.clone(), high.clone()];
    let wanted = Together::BringUp(up("", date(1982, 10, 20)));
    let went = office.as_("coles").together(&both, &wanted).unwrap();
    assert!(went.below && went.done.len() == 1 && went.done[0].reference == high);
    let view = office.as_("coles");
    view.because("it names nothing of it");
    assert_eq!(view.together(&[low], &wanted).unwrap().done.len(), 1);
}

#[test]
fn several_are_printed_as_one_and_what_is_not_is_said_at_the_end() {
    let office = Office::uk();
    let (known, hidden) = (file(&office, NOTE), file(&office, REPLY));
    let printed = office.as_("desk").print_together(&[known.clone(), hidden]).unwrap();
    assert!(printed.bytes.starts_with(b"%PDF") && printed.pages >= 1);
    let seen = office.as_("coles").paper(&known).unwrap().seen;
    assert!(seen.iter().any(|one| one.by == "A desk officer"));
}

#[test]
fn several_papers_are_put_away_by_who_they_come_up_before() {
    let office = Office::uk();
    let texts = ["RESTRICTED\n\n1 October 1982\n\nTin.\n", "RESTRICTED\n\n2 October 1982\n\nHerring.\n"];
    let both = texts.map(|text| office.file(text).papers[0].reference.clone());
    office.as_("coles").bring_up(&both[0], &up("", date(1982, 10, 20))).unwrap();
    office.as_("coles").bring_up(&both[0], &up("desk", date(1982, 10, 21))).unwrap();
    let open = |who: &str| office.as_(who).bring_ups(HandAsked::default()).unwrap().total;
    assert_eq!((open("coles"), open("desk")), (1, 1));
    let away = |who: &str| office.as_(who).together(&both, &Together::PutAway).unwrap();
    let went = away("desk");
    let left: Vec<_> = went.not_done.iter().map(|one| (one.name.as_str(), one.why.as_str())).collect();
    assert_eq!(left, [(both[1].as_str(), "it does not come up before you, nor did you bring it up")]);
    assert_eq!((open("coles"), open("desk")), (1, 0));
    assert_eq!(away("coles").done[0].reference, both[0]);
    assert_eq!((open("coles"), away("coles").done.len()), (0, 0));
}

#[test]
fn another_marking_is_proposed_for_several_papers_and_each_is_decided_by_itself() {
    let office = Office::uk();
    let texts = ["CONFIDENTIAL\n\n1 October 1982\n\nTin.\n", "RESTRICTED\n\n2 October 1982\n\nHerring.\n"];
    let both = texts.map(|text| office.file(text).papers[0].reference.clone());
    let hidden = file(&office, REPLY);
    let (reason, authority) = ("the talks are over".into(), "the Head of the Department".into());
    let wanted = Relabelling { marking: "RESTRICTED".into(), reason, authority, ..Relabelling::default() };
    let papers = [both[0].clone(), both[1].clone(), hidden];
    let went = office.as_("clerk").together(&papers[..2], &Together::Relabel(wanted.clone())).unwrap();
    assert_eq!(went.done.iter().map(|line| &line.reference).collect::<Vec<_>>(), [&both[0]]);
    assert_eq!(went.not_done[0].why, "it bears that marking already");
    assert_eq!(office.as_("security").relabellings().unwrap().waiting.len(), 1);
    // Who may not know one of them is told of it as of what is not there.
    let went = office.as_("desk").together(&papers[2..], &Together::Relabel(wanted)).unwrap();
    assert_eq!(went.not_done[0].why, "nothing of that name is known here");
}

#[test]
fn several_papers_go_into_one_file_and_one_that_lies_there_is_told() {
    let office = Office::uk();
    let texts = ["RESTRICTED\n\n1 October 1982\n\nTin.\n", "RESTRICTED\n\n2 October 1982\n\nHerring.\n"];
    let both = texts.map(|text| office.file(text).papers[0].reference.clone());
    let into = |who: &str, file: &str| office.as_(who).together(&both, &Together::File(file.into())).unwrap();
    assert_eq!(into("clerk", "Fisheries").done.len(), 2);
    for paper in &both {
        let page = office.as_("clerk").paper(paper).unwrap();
        let file = page.particulars.iter().find(|one| one.name == ParticularName::File).unwrap();
        assert_eq!((file.value.to_string(), page.versions.len()), ("Fisheries".to_owned(), 2));
    }
    let again: Vec<String> = into("clerk", "Fisheries").not_done.into_iter().map(|one| one.why).collect();
    assert_eq!(again, ["that is what it says already"; 2]);
    assert_eq!(into("clerk", " ").not_done[0].why, "say into which file");
    let pm = into("pm", "Talks");
    assert!(pm.done.is_empty() && !pm.may_file);
}
