//! What no rule finds and all words of a sentence speak for is proposed; what rules find against them is dropped.

use chancery_office::reading::{Kind, Particulars, RoleName, What};
use chancery_reading::{Context, read};
use jiff::civil::{date, time};

/// A telegram's findings, one a line, without the people and papers that it names.
fn findings(text: &str) -> String {
    let paper = format!(
        "Telegram From the Department of State to the Embassy in Lebanon\n\nWashington, June 18, 1958.\n\n4899. {text}\n"
    );
    let said = |f: &chancery_office::reading::Finding| {
        format!("{} ({:?}) {}", f.rule, f.confidence, f.evidence.of(&paper).replace('\n', " "))
    };
    let all = read(&paper, &Context::default()).findings;
    let said: Vec<String> = all.iter().filter(|f| !f.rule.starts_with("reference")).map(said).collect();
    said.join("\n")
}

#[test]
fn what_no_rule_finds_is_proposed_by_the_words_of_the_sentence() {
    insta::assert_snapshot!(findings(
        "You could say that now GOL has publicly pledged itself not to seek amendment of constitution, central issue in \
         crisis would appear to be out of way. \
         Such an assembly would review the budget and designate a special committee to draft plans for elections."
    ), @r"
    undertaking.promised.any (Fair) GOL has publicly pledged itself not to seek amendment of constitution
    assessment.seems (Strong) central issue in crisis would appear to be out of way
    undertaking.learnt (Fair) Such an assembly would review the budget and designate a special committee to draft plans for elections
    ");
}

#[test]
fn a_finding_that_all_words_speak_against_is_dropped_and_one_of_a_sure_rule_is_not() {
    insta::assert_snapshot!(findings(
        "He referred to the efforts which had been made to solve the import problem on a voluntary basis but noted that \
         one or two companies do not subscribe to our efforts to limit imports in this fashion. \
         He promised that he would send the text to the Embassy by Friday."
    ), @r"
    subject.raised (Strong) He referred to the efforts
    undertaking.promised.that (Fair) He promised that he would send the text to the Embassy by Friday
    ");
}

#[test]
fn what_is_denied_or_merely_supposed_is_not_proposed() {
    for text in [
        "If Libya did agree to receive him, he would state that to the Minister without delay.",
        "Mr. Gray did not agree that Defense should undertake it in the course of the next year.",
        "I look forward to further opportunities to consult on this important subject.",
    ] {
        assert!(!findings(text).contains("undertaking.learnt"), "{text}\n{}", findings(text));
    }
}

#[test]
fn a_speech_promises_to_nobody() {
    let said = "Such an assembly would review the budget and designate a special committee to draft plans for elections.";
    let rules = |kind| {
        let found = read(
            said,
            &Context { given: Some(Particulars::default()), given_kind: Some(kind), ..Context::default() },
        )
        .findings;
        found.into_iter().map(|f| f.rule).collect::<Vec<_>>()
    };
    assert_eq!(rules(Kind::Letter), ["undertaking.learnt"]);
    assert!(!rules(Kind::Address).contains(&"undertaking.learnt".to_owned()));
}

#[test]
fn a_meeting_is_at_the_hour_that_is_said_of_it_and_not_at_the_first_time_of_its_sentence() {
    let submission = "SUBMISSION\n\nTO: Prime Minister\nFROM: A J Coles\nDATE: 14 October 1982\nSUBJECT: Timing\n\n\
                      4. This evening: the meeting is at 1100 tomorrow.\n";
    let findings = read(submission, &Context::default()).findings;
    let meeting = findings.iter().find(|finding| matches!(finding.what, What::Meeting(_))).unwrap();
    let when = meeting.roles.iter().find(|role| role.name == RoleName::When).unwrap();
    let hour = when.when.as_ref().map(|when| (when.from, when.clock));
    assert_eq!(hour, Some((Some(date(1982, 10, 15)), Some(time(11, 0, 0, 0)))), "{}", when.value);
}
