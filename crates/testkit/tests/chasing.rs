//! The life of an undertaking: noted, assigned, chased, kept, lapsed, merged; each as confidential as what it names.
#![allow(clippy::unwrap_used)]

use chancery_office::chase::StepKind;
use chancery_registry::answers::{
    ChaseAsked, ChaseOrder, ChaseSide, ChaseState, ChaseTrust, ChasedPage, UndertakingLine,
};
use chancery_registry::{Calendar, ChaseStep, ChaseTogether, Judgement, Ordered};
use chancery_testkit::Office;
use jiff::civil::{Date, date};

const NOTE: &str = "CONFIDENTIAL

                    1 October 1982

Mr Smith agreed to send the herring figures by 10 October. Mr Jones promised to write to Oslo.
";
const VAGUE: &str = "CONFIDENTIAL

                     1 October 1982

Mr Smith agreed to send the herring figures by 10 October. It might be useful for the Embassy to look into the tin quota.
";
const ANSWER: &str = "SECRET

                    8 October 1982

Dear John,

Here are the herring figures.

Yours ever,

J Smith
";

fn note(office: &Office) -> String {
    office.file(NOTE).papers[0].reference.clone()
}

fn chased(office: &Office, handle: &str, state: &str) -> Vec<UndertakingLine> {
    let asked =
        ChaseAsked { state: ChaseState::from_word(state).unwrap_or_default(), ..ChaseAsked::default() };
    office.as_(handle).undertakings(&asked).unwrap().lines
}

fn of(office: &Office, who: &str) -> UndertakingLine {
    let all = chased(office, "clerk", "all").into_iter();
    all.into_iter().find(|line| line.actor == who).unwrap()
}

fn step(office: &Office, who: &str, step: &ChaseStep) -> Result<(), String> {
    let line = of(office, who);
    let moved = office.as_("coles").move_undertaking(&line.paper, &line.key, step);
    moved.map_err(|refused| refused.to_string())
}

fn assign(to: &str, due: Option<Date>) -> ChaseStep {
    ChaseStep::Assign { to: to.into(), due }
}

#[test]
fn an_undertaking_is_assigned_chased_left_alone_and_kept() {
    let office = Office::uk();
    note(&office);
    let late = of(&office, "Mr Smith");
    assert_eq!((late.due, late.days_late), (Some(date(1982, 10, 10)), Some(4)));
    step(&office, "Mr Smith", &assign("R B Bone", None)).unwrap();
    let page = office.as_("coles").undertaking(&late.paper, &late.key[..8]).unwrap();
    assert_eq!(
        page.chaser,
        format!(
            "The memorandum of 1 October 1982 ({}) says: “Mr Smith agreed to send the herring figures by 10 October”. \
             It was due by 10 October 1982. I should be grateful to know how this stands.",
            late.reference
        )
        .replace("memorandum", page.paper.kind.word())
    );
    step(&office, "Mr Smith", &ChaseStep::Chase { words: page.chaser }).unwrap();
    step(&office, "Mr Smith", &ChaseStep::Wait { until: date(1982, 10, 29), reason: "he is ill".into() })
        .unwrap();
    let waits = of(&office, "Mr Smith");
    assert_eq!(
        (waits.step, waits.due, waits.overdue),
        (Some(StepKind::Waits), Some(date(1982, 10, 29)), false)
    );
    step(&office, "Mr Smith", &ChaseStep::Keep { shown_by: String::new(), words: "by telephone".into() })
        .unwrap();
    let page = office.as_("coles").undertaking(&late.paper, &late.key).unwrap();
    let steps: Vec<&str> = page.steps.iter().map(|step| step.step.word()).collect();
    assert_eq!(steps, ["assigned", "chased", "waits", "kept"]);
    assert_eq!((page.line.closed, page.line.owner.as_str()), (true, "R B Bone"));
    assert_eq!(chased(&office, "clerk", "").len(), 1);
    assert_eq!(chased(&office, "clerk", "closed").len(), 1);
    let again = step(&office, "Mr Smith", &assign("Coles", None)).unwrap_err();
    assert_eq!(again, "it is closed already: reopen it first");
    step(&office, "Mr Smith", &ChaseStep::Reopen { reason: "they were last year's".into() }).unwrap();
    let office = office.rebuilt();
    assert_eq!(chased(&office, "clerk", "").len(), 2);
}

#[test]
fn that_a_paper_above_a_reader_shows_it_kept_is_above_him_too() {
    let office = Office::uk();
    note(&office);
    let answer = office.file(ANSWER).papers[0].reference.clone();
    let before = chased(&office, "desk", "");
    step(&office, "Mr Smith", &ChaseStep::Keep { shown_by: answer.clone(), words: "see".into() }).unwrap();
    assert_eq!(chased(&office, "desk", ""), before);
    let line = of(&office, "Mr Smith");
    assert!(office.as_("desk").undertaking(&line.paper, &line.key).unwrap().steps.is_empty());
    let shown = office.as_("coles").undertaking(&line.paper, &line.key).unwrap().steps;
    assert_eq!(shown[0].other.as_ref().unwrap().reference, answer);
    // He, who knows nothing of it, may still close it himself.
    let wait = ChaseStep::Lapse { reason: "nothing came".into() };
    office.as_("desk").move_undertaking(&line.paper, &line.key, &wait).unwrap();
    assert_eq!(of(&office, "Mr Smith").step, Some(StepKind::Lapsed));
    let named = ChaseStep::Keep { shown_by: answer, words: String::new() };
    let other = chased(&office, "desk", "").remove(0);
    let refused = office.as_("desk").move_undertaking(&other.paper, &other.key, &named).unwrap_err();
    assert_eq!(refused.to_string(), "nothing of that name is known here");
}

#[test]
fn that_a_paper_shows_it_kept_is_known_once_the_marking_of_that_paper_is_settled() {
    let office = Office::uk();
    note(&office);
    let answer = office.file(ANSWER.trim_start_matches("SECRET")).papers[0].reference.clone();
    let before = chased(&office, "desk", "");
    let kept = ChaseStep::Keep { shown_by: answer.clone(), words: String::new() };
    step(&office, "Mr Smith", &kept).unwrap();
    assert_eq!(chased(&office, "desk", ""), before);
    office.as_("clerk").settle(&answer, "CONFIDENTIAL").unwrap();
    let closed = |office: &Office| chased(office, "desk", "closed").into_iter().map(|line| line.step);
    assert_eq!(closed(&office).collect::<Vec<_>>(), [Some(StepKind::Kept)]);
    assert_eq!(closed(&office.rebuilt()).collect::<Vec<_>>(), [Some(StepKind::Kept)]);
}

#[test]
fn a_note_that_was_held_until_it_was_settled_does_not_bring_down_what_a_paper_above_shows() {
    let office = Office::uk();
    let held = NOTE.trim_start_matches("CONFIDENTIAL");
    let filed = office.file(held).papers[0].reference.clone();
    let answer = office.file(ANSWER).papers[0].reference.clone();
    step(&office, "Mr Smith", &ChaseStep::Keep { shown_by: answer, words: String::new() }).unwrap();
    office.as_("clerk").settle(&filed, "CONFIDENTIAL").unwrap();
    let seen = chased(&office, "desk", "");
    assert_eq!(seen.iter().map(|line| line.step).collect::<Vec<_>>(), [None, None]);
}

#[test]
fn two_papers_that_speak_of_one_undertaking_are_merged() {
    let office = Office::uk();
    note(&office);
    let again = NOTE.replace("1 October", "9 October").replace("Mr Jones promised to write to Oslo.", "");
    office.file(&again);
    let both: Vec<UndertakingLine> =
        chased(&office, "clerk", "").into_iter().filter(|line| line.actor == "Mr Smith").collect();
    let [one, other] = <[_; 2]>::try_from(both).unwrap();
    let page = office.as_("coles").undertaking(&one.paper, &one.key).unwrap();
    assert_eq!(page.like.iter().map(|line| &line.key).collect::<Vec<_>>(), [&other.key]);
    let into = |line: &UndertakingLine| ChaseStep::Merge { paper: line.paper.clone(), key: line.key.clone() };
    let coles = || office.as_("coles");
    let itself = coles().move_undertaking(&one.paper, &one.key, &into(&one)).unwrap_err();
    assert_eq!(itself.to_string(), "it cannot be merged into itself");
    coles().move_undertaking(&one.paper, &one.key, &into(&other)).unwrap();
    assert_eq!(chased(&office, "clerk", "").len(), 2);
    let closed = coles().move_undertaking(&other.paper, &other.key, &into(&one)).unwrap_err();
    assert_eq!(closed.to_string(), "the other is closed already");
}

#[test]
fn the_list_is_narrowed_by_side_by_owner_and_by_counterpart() {
    let office = Office::uk();
    let paper = note(&office);
    let reply = Ordered { owner: "R B Bone".into(), what: "reply".into(), due: Some(date(1982, 10, 20)) };
    office.as_("coles").order(&paper, &reply, "Mr Pym asked for it").unwrap();
    let who = |asked: ChaseAsked| -> Vec<String> {
        office.as_("coles").undertakings(&asked).unwrap().lines.into_iter().map(|line| line.actor).collect()
    };
    let side = |side: ChaseSide| ChaseAsked { side, ..ChaseAsked::default() };
    assert_eq!(who(side(ChaseSide::Ours)), ["R B Bone"]);
    assert_eq!(who(side(ChaseSide::Theirs)), ["Mr Smith", "Mr Jones"]);
    assert_eq!(who(ChaseAsked { who: "bone".into(), ..ChaseAsked::default() }), ["R B Bone"]);
    step(&office, "Mr Jones", &assign("R B Bone", Some(date(1982, 10, 1)))).unwrap();
    assert_eq!(who(ChaseAsked { who: "bone".into(), ..ChaseAsked::default() }), ["Mr Jones", "R B Bone"]);
    assert_eq!(who(side(ChaseSide::Ours)), ["Mr Jones", "R B Bone"]);
    let load = office.as_("coles").undertakings(&ChaseAsked::default()).unwrap().load;
    let told: Vec<(&str, u32, u32)> =
        load.iter().map(|line| (line.owner.as_str(), line.open, line.overdue)).collect();
    assert_eq!(told, [("R B Bone", 2, 1), ("Mr Smith", 1, 1)]);
}

#[test]
fn what_is_counted_is_what_is_listed_whatever_was_done_with_it() {
    let office = Office::uk();
    let (note, _) = (note(&office), office.letter());
    let agree = || {
        let clerk = office.as_("clerk");
        let ask = |state: &str, order: &str| {
            let (state, order) = (
                ChaseState::from_word(state).unwrap_or_default(),
                ChaseOrder::from_word(order).unwrap_or_default(),
            );
            clerk.undertakings(&ChaseAsked { state, order, ..ChaseAsked::default() }).unwrap()
        };
        let keys = |state: &str, order: &str| {
            let page = ask(state, order);
            assert_eq!(page.total, page.lines.len() as u64, "{state}, by {order}");
            let keys = page.lines.into_iter().map(|line| (line.paper, line.key));
            keys.collect::<std::collections::BTreeSet<_>>()
        };
        let all = keys("all", "due");
        assert_eq!((keys("all", "owner"), keys("all", "counterpart")), (all.clone(), all.clone()));
        let (open, closed) = (keys("", "due"), keys("closed", "due"));
        assert!(open.is_disjoint(&closed));
        assert_eq!(open.len() + closed.len(), all.len());
        assert_eq!(clerk.today().unwrap().undertakings as usize, open.len());
        (open.len(), closed.len())
    };
    let (found, _) = agree();
    step(&office, "Mr Smith", &assign("R B Bone", Some(date(1982, 10, 12)))).unwrap();
    assert_eq!(agree(), (found, 0));
    step(&office, "Mr Smith", &ChaseStep::Lapse { reason: "no herring".into() }).unwrap();
    assert_eq!(agree(), (found - 1, 1));
    // What is found in a corrected transcript takes the place of what was found before.
    let text = NOTE.replace("Mr Jones promised to write to Oslo.", "Nobody promised anything.");
    office.as_("clerk").correct_transcript(&note, &text).unwrap();
    assert_eq!(agree(), (found - 2, 1));
}

#[test]
fn what_is_no_more_than_possible_is_folded_away_until_somebody_says_that_it_is_one() {
    let office = Office::uk();
    office.file(VAGUE);
    let asked = |trust: &str| {
        let asked =
            ChaseAsked { trust: ChaseTrust::from_word(trust).unwrap_or_default(), ..ChaseAsked::default() };
        office.as_("coles").undertakings(&asked).unwrap()
    };
    let acts = |trust: &str| asked(trust).lines.into_iter().map(|line| line.act).collect::<Vec<_>>();
    assert_eq!(acts(""), ["send the herring figures"]);
    assert_eq!(acts("possible"), ["look into the tin quota"]);
    assert_eq!((asked("").possible, asked("all").total), (1, 2));
    let today = || office.as_("coles").today().unwrap();
    assert_eq!(today().undertakings, 1, "Today counts what the list shows");
    let [vague] = asked("possible").lines.try_into().unwrap();
    office.as_("coles").judge_undertaking(&vague.paper, &vague.key, Judgement::Confirm).unwrap();
    assert_eq!((acts("").len(), asked("").possible, today().undertakings), (2, 0, 2));
    let dismiss = Judgement::Dismiss { reason: "only an idea".into() };
    office.as_("coles").judge_undertaking(&vague.paper, &vague.key, dismiss).unwrap();
    assert_eq!((acts("all"), asked("").possible), (vec!["send the herring figures".to_owned()], 0));
    let office = office.rebuilt();
    assert_eq!(office.as_("coles").undertakings(&ChaseAsked::default()).unwrap().total, 1);
}

#[test]
fn an_office_that_has_holidays_is_late_by_fewer_days() {
    let holidays = vec![date(1982, 10, 12)];
    let office = Office::with_settings(|settings| {
        settings.calendar = Some(Calendar { holidays, ..Calendar::default() });
    });
    note(&office);
    assert_eq!(of(&office, "Mr Smith").days_late, Some(3));
}

#[test]
fn a_step_that_cannot_be_taken_is_told_and_nothing_is_entered() {
    let office = Office::uk();
    note(&office);
    for (wrong, told) in [
        (assign(" ", None), "say who answers for it"),
        (ChaseStep::Chase { words: String::new() }, "say in which words he was reminded"),
        (
            ChaseStep::Wait { until: date(1982, 10, 14), reason: String::new() },
            "it can be left alone only until a day that is to come",
        ),
        (ChaseStep::Reopen { reason: String::new() }, "it is open"),
        (
            ChaseStep::Keep { shown_by: "S 82/99".into(), words: String::new() },
            "nothing of that name is known here",
        ),
    ] {
        assert_eq!(step(&office, "Mr Smith", &wrong).unwrap_err(), told);
    }
    let line = of(&office, "Mr Smith");
    let refused =
        office.as_("pm").move_undertaking(&line.paper, &line.key, &assign("Bone", None)).unwrap_err();
    assert_eq!(refused.to_string(), "that is for one who enters papers");
    assert_eq!((line.step, line.owner.as_str()), (None, ""));
}

const OTHER: &str = "TOP SECRET

                    2 October 1982

Mr Brown agreed to send the tin figures by 11 October.
";

/// By its paper and the beginning of its key, as a tick bears it.
fn which(line: &UndertakingLine) -> (String, String) {
    (line.paper.clone(), line.key[..16].to_owned())
}

#[test]
fn several_undertakings_are_each_checked_as_if_alone_and_entered_at_once() {
    let office = Office::uk();
    note(&office);
    office.file(OTHER);
    let [smith, jones, brown] = ["Mr Smith", "Mr Jones", "Mr Brown"].map(|who| of(&office, who));
    step(&office, "Mr Jones", &ChaseStep::Lapse { reason: String::new() }).unwrap();
    let all = [which(&smith), which(&jones), which(&brown), which(&smith), ("none".into(), "00".into())];
    let assign = ChaseTogether::Assign { to: "R B Bone".into(), due: Some(date(1982, 11, 1)) };
    let size = || office.as_("keeper").ledger().unwrap().size;
    let (before, went) = (size(), office.as_("desk").chase_together(&all, &assign).unwrap());
    let told = |page: &ChasedPage| {
        let of_line = |line: &UndertakingLine| format!("{} with {}", line.actor, line.owner);
        let told = page.lines.iter().map(|one| {
            let line = one.line.as_ref().map_or("none".into(), of_line);
            format!("{line}: {}\n", one.not_done.as_deref().unwrap_or("done"))
        });
        told.collect::<String>()
    };
    insta::assert_snapshot!(told(&went), @r"
    Mr Smith with R B Bone: done
    Mr Jones with : it is closed already: reopen it first
    none: nothing of that name is known here
    none: nothing of that name is known here
    ");
    // One step, and what the page shows.
    assert_eq!(size() - before, 2);
    assert_eq!(went.chosen.iter().map(|line| line.actor.as_str()).collect::<Vec<_>>(), ["Mr Jones"]);
    let coles = || office.as_("coles");
    let both = [which(&smith), which(&brown)];
    let went = coles().chase_together(&both, &ChaseTogether::Chase { words: String::new() }).unwrap();
    assert!(went.lines.iter().all(|one| one.not_done.is_none()));
    let reminder = |line: &UndertakingLine| {
        coles().undertaking(&line.paper, &line.key).unwrap().steps.pop().unwrap().words
    };
    assert!(reminder(&smith).contains("herring figures") && reminder(&brown).contains("tin figures"));
    coles().chase_together(&both, &ChaseTogether::Confirm).unwrap();
    assert_eq!(
        (of(&office, "Mr Smith").state.word(), of(&office, "Mr Brown").state.word()),
        ("confirmed", "confirmed")
    );
    let dismiss = ChaseTogether::Dismiss { reason: "said in jest".into() };
    let went = coles().chase_together(&both, &dismiss).unwrap();
    assert_eq!(told(&went), "Mr Smith with R B Bone: done\nMr Brown with : done\n");
    assert!(went.chosen.is_empty() && chased(&office, "clerk", "").is_empty());
    let again = coles().chase_together(&both, &dismiss).unwrap();
    assert_eq!(told(&again).matches("nothing of that name is known here").count(), 2);
}

#[test]
fn no_undertaking_chosen_and_too_many_are_said_so_and_who_may_not_is_told_of_each() {
    let office = Office::uk();
    note(&office);
    let (smith, confirm) = (of(&office, "Mr Smith"), ChaseTogether::Confirm);
    let refused = |which: &[(String, String)]| {
        office.as_("coles").chase_together(which, &confirm).unwrap_err().to_string()
    };
    assert_eq!(refused(&[]), "choose at least one undertaking");
    let many: Vec<_> = (0..101).map(|n| (format!("S 82/{n}"), "00".to_owned())).collect();
    assert_eq!(refused(&many), "at most 100 undertakings are taken at once: choose fewer");
    let went = office.as_("pm").chase_together(&[which(&smith)], &confirm).unwrap();
    assert_eq!(went.lines[0].not_done.as_deref(), Some("that is for one who enters papers"));
    let chosen = office.as_("coles").chosen_undertakings(&[which(&smith), ("x".into(), "y".into())]).unwrap();
    assert_eq!((chosen.chosen.len(), chosen.lines.len(), chosen.below), (1, 1, false));
}

#[test]
fn words_to_several_below_what_was_opened_need_a_reason() {
    let office = Office::with_high_water_mark();
    note(&office);
    let above = office.file(OTHER).papers[0].reference.clone();
    let both = ["Mr Smith", "Mr Brown"].map(|who| which(&of(&office, who)));
    office.as_("coles").paper(&above).unwrap();
    let chase = ChaseTogether::Chase { words: "please".into() };
    let went = office.as_("coles").chase_together(&both, &chase).unwrap();
    assert!(went.below && went.chosen.len() == 1 && went.chosen[0].actor == "Mr Smith");
    let view = office.as_("coles");
    view.because("it names nothing of it");
    assert!(view.chase_together(&both[..1], &chase).unwrap().chosen.is_empty());
}

#[test]
fn what_is_kept_of_the_chase_list_for_one_clearance_is_shown_to_no_other_and_goes_with_the_next_act() {
    let office = Office::uk();
    office.letter();
    let list = |handle: &str| office.as_(handle).undertakings(&ChaseAsked::default()).unwrap();
    let all = list("coles");
    let (total, first) = (all.total, all.lines[0].clone());
    let desk = list("desk");
    assert!(total > 1 && desk.total == 0 && desk.load.is_empty(), "{total}, {desk:?}");
    office
        .as_("coles")
        .move_undertaking(&first.paper, &first.key, &ChaseStep::Lapse { reason: "done elsewhere".into() })
        .unwrap();
    assert_eq!(list("coles").total, total - 1);
    office.file_marked(
        "3 March 1982\n\nDear John,\n\nI promise to write to the Ministry by 20 October 1982.\n",
        "CONFIDENTIAL",
    );
    assert_eq!((list("coles").total, list("desk").total), (total, 1));
}
