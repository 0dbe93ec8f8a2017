//! Leaks that drawn worlds have found, each as its smallest story; they are closed, and stay so.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use chancery_testkit::Browser;
use chancery_testkit::worlds::{Ground, Step, Told, first_difference, twins, walk};

fn speaking_of(name: &'static str, marking: &'static str, hour: &str) -> Step {
    let text = format!(
        "Foreign and Commonwealth Office\n\n3 October 1982\n\nTin\n\nDear John,\n\nThis is {name}. He will be at the meeting to discuss the {name} at {hour} on 20 October.\n\nYours ever,\n\nR B Bone\n"
    );
    Step::File { name, text, marking: Some(marking) }
}

fn plain(name: &'static str, marking: &'static str) -> Step {
    let text = format!("3 October 1982\n\nDear John,\n\nThis is {name}.\n\nYours ever,\n\nR B Bone\n");
    Step::File { name, text, marking: Some(marking) }
}

fn told_apart(story: &[Told]) -> Option<String> {
    let (plain, fuller) = twins(story);
    let ground = Ground::of(&plain, &fuller);
    let [a, b] = [&plain, &fuller].map(|world| walk(&Browser::new(&world.office, "desk"), &ground));
    first_difference(&a, &b)
}

#[test]
fn what_was_put_up_for_a_meeting_while_it_was_higher_is_not_seen_at_that_meeting() {
    let story = [
        (false, Step::Meeting { subject: "a dinner", marking: "RESTRICTED" }),
        (false, plain("ash", "SECRET")),
        (false, plain("cedar", "RESTRICTED")),
        (true, Step::Enclose { cover: "cedar", paper: "ash" }),
        (true, Step::PutUpFor { paper: "cedar", meeting: "a dinner" }),
        (true, Step::Detach { paper: "ash" }),
    ];
    assert_eq!(told_apart(&story), None);
}

#[test]
fn what_was_put_up_for_a_meeting_above_is_not_seen_when_papers_below_come_to_speak_of_it() {
    let story = [
        (true, speaking_of("birch", "TOP SECRET", "0900")),
        (false, plain("cedar", "RESTRICTED")),
        (true, Step::PutUpForHour { paper: "cedar", hour: "09:00" }),
        (false, speaking_of("hazel", "RESTRICTED", "0900")),
    ];
    assert_eq!(told_apart(&story), None);
}

#[test]
fn what_a_reader_puts_up_for_a_meeting_that_he_knows_stays_in_his_sight() {
    let story = [
        (true, speaking_of("fir", "TOP SECRET", "1500")),
        (false, plain("oak", "RESTRICTED")),
        (false, speaking_of("elm", "RESTRICTED", "1500")),
        (false, Step::PutUpForHour { paper: "oak", hour: "15:00" }.by("desk")),
    ];
    assert_eq!(told_apart(&story), None);
}
