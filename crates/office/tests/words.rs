//! Words under which entries of the ledger and rows of the register hold what an enum says: they never change.

#![allow(clippy::unwrap_used)]

use std::fmt::Debug;

use chancery_office::act::{Act, Came, MinuteKind};
use chancery_office::boxes::{Mark, Purpose};
use chancery_office::chase::StepKind;
use chancery_office::drafts::{Clearing, DraftStepKind, Form};
use chancery_office::in_hand::CopyPurpose;
use chancery_office::judging::FindingState;
use chancery_office::page::PageSource;
use chancery_office::people::Duty;
use chancery_office::reading::{Cited, Fate, Firmness, Kind, Occasion};
use chancery_office::standing::RelabelState;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Every member is stored under its word, in this order, and found by it.
fn stored<T: Copy + Debug + PartialEq + Serialize + DeserializeOwned>(
    all: &[T],
    from_word: fn(&str) -> Option<T>,
    words: &str,
) {
    let words: Vec<&str> = words.split_whitespace().collect();
    assert_eq!(serde_json::to_value(all).unwrap(), serde_json::json!(words));
    let found: Vec<T> = words.iter().filter_map(|word| from_word(word)).collect();
    assert_eq!(found, all);
    assert_eq!(from_word("perhaps"), None);
}

#[test]
fn the_words_of_an_enum_are_those_that_old_entries_hold() {
    stored(&Purpose::ALL, Purpose::from_word, "decision signature see note reading");
    stored(&Mark::ALL, Mark::from_word, "agree not-agree discuss seen other");
    stored(&CopyPurpose::ALL, CopyPurpose::from_word, "action information");
    stored(&Form::ALL, Form::from_word, "letter minute submission cover-note telegram");
    stored(&Clearing::ALL, Clearing::from_word, "agrees with-changes objects");
    stored(&Duty::ALL, Duty::from_word, "keep register put-up minute clear approve");
    stored(&Came::ALL, Came::from_word, "hand folder mail page");
    stored(&MinuteKind::ALL, MinuteKind::from_word, "note initials hand stamp put-up mark");
    stored(&PageSource::ALL, PageSource::from_word, "shown layer read unread blank");
    stored(
        &Kind::ALL,
        Kind::from_word,
        "letter telegram airgram despatch note memorandum conversation minutes email message address paper other",
    );
    stored(&Occasion::ALL, Occasion::from_word, "ahead held");
    stored(
        &Firmness::ALL,
        Firmness::from_word,
        "done agreed promised instructed asked proposed intended considered open refused",
    );
    stored(&Fate::ALL, Fate::from_word, "raised not-raised agreed disagreed deferred refused");
    stored(&Cited::ALL, Cited::from_word, "enclosure numbered dated vague");
    stored(
        &FindingState::ALL,
        FindingState::from_word,
        "proposed confirmed corrected dismissed added ordered",
    );
    stored(&RelabelState::ALL, RelabelState::from_word, "proposed approved refused");
}

/// Entries as they stand in ledgers; a step is told by the word of its kind.
const OLD: [&str; 20] = [
    r#"{"act":"minuted","paper":"01010101010101010101010101010101","minute":{"kind":"put-up","text":"Prime Minister"}}"#,
    r#"{"act":"put-up","paper":"01010101010101010101010101010101","principal":"pm","purpose":"decision"}"#,
    r#"{"act":"paper-marked","principal":"pm","paper":"01010101010101010101010101010101","mark":"not-agree","words":"No."}"#,
    r#"{"act":"copied","paper":"01010101010101010101010101010101","key":"k","to":"bone","purpose":"information"}"#,
    r#"{"act":"undertaking-moved","paper":"01010101010101010101010101010101","key":"k","step":{"is":"assigned","to":"Bone"}}"#,
    r#"{"act":"undertaking-moved","paper":"01010101010101010101010101010101","key":"k","step":{"is":"chased","words":"Please."}}"#,
    r#"{"act":"undertaking-moved","paper":"01010101010101010101010101010101","key":"k","step":{"is":"waits","until":"1982-11-01"}}"#,
    r#"{"act":"undertaking-moved","paper":"01010101010101010101010101010101","key":"k","step":{"is":"resumed"}}"#,
    r#"{"act":"undertaking-moved","paper":"01010101010101010101010101010101","key":"k","step":{"is":"kept"}}"#,
    r#"{"act":"undertaking-moved","paper":"01010101010101010101010101010101","key":"k","step":{"is":"lapsed"}}"#,
    r#"{"act":"undertaking-moved","paper":"01010101010101010101010101010101","key":"k","step":{"is":"refused"}}"#,
    r#"{"act":"undertaking-moved","paper":"01010101010101010101010101010101","key":"k","step":{"is":"merged","paper":"02020202020202020202020202020202","key":"o"}}"#,
    r#"{"act":"undertaking-moved","paper":"01010101010101010101010101010101","key":"k","step":{"is":"reopened"}}"#,
    r#"{"act":"draft-moved","draft":"01010101010101010101010101010101","version":"02020202020202020202020202020202","step":{"is":"sent","to":"bone"}}"#,
    r#"{"act":"draft-moved","draft":"01010101010101010101010101010101","version":"02020202020202020202020202020202","step":{"is":"for-signature","to":"pm"}}"#,
    r#"{"act":"draft-moved","draft":"01010101010101010101010101010101","version":"02020202020202020202020202020202","step":{"is":"cleared","clearing":"with-changes","words":"Shorter."}}"#,
    r#"{"act":"draft-moved","draft":"01010101010101010101010101010101","version":"02020202020202020202020202020202","step":{"is":"encloses","paper":"03030303030303030303030303030303"}}"#,
    r#"{"act":"draft-moved","draft":"01010101010101010101010101010101","version":"02020202020202020202020202020202","step":{"is":"leaves","paper":"03030303030303030303030303030303"}}"#,
    r#"{"act":"draft-moved","draft":"01010101010101010101010101010101","version":"02020202020202020202020202020202","step":{"is":"signed","paper":"03030303030303030303030303030303"}}"#,
    r#"{"act":"draft-moved","draft":"01010101010101010101010101010101","version":"02020202020202020202020202020202","step":{"is":"dropped"}}"#,
];

/// The word of the kind of what was done with an undertaking or a draft, or of what was found of a finding.
fn kind(act: &Act) -> Option<&'static str> {
    match act {
        Act::UndertakingMoved(moved) => Some(moved.step.kind().word()),
        Act::DraftMoved(moved) => Some(moved.step.kind().word()),
        Act::FindingJudged(judged) => judged.verdict.state().map(FindingState::word),
        _ => None,
    }
}

#[test]
fn old_entries_are_read_and_would_be_entered_so_again() {
    let mut kinds = Vec::new();
    for entry in OLD {
        let act: Act = serde_json::from_str(entry).unwrap();
        assert_eq!(serde_json::to_string(&act).unwrap(), entry);
        if let Some(kind) = kind(&act) {
            assert!(entry.contains(&format!(r#""is":"{kind}""#)), "{kind}: {entry}");
            kinds.push(kind);
        }
    }
    let (steps, of_drafts) = (StepKind::ALL.map(StepKind::word), DraftStepKind::ALL.map(DraftStepKind::word));
    assert_eq!(kinds, steps.into_iter().chain(of_drafts).collect::<Vec<_>>());
}

#[test]
fn what_was_found_of_a_finding_is_entered_by_the_word_of_how_it_stands() {
    let finding = r#""finding":{"what":{"class":"assessment"},"part":0,"evidence":{"start":0,"end":4},"roles":[],"rule":"r","confidence":"fair"}"#;
    let told = ["confirmed\"", &format!("corrected\",{finding}"), "dismissed\"", &format!("added\",{finding},\"words\":\"Grim\"")]
        .map(|verdict| format!(r#"{{"act":"finding-judged","paper":"01010101010101010101010101010101","proposal":"p","verdict":"{verdict}}}"#));
    for entry in told {
        let act: Act = serde_json::from_str(&entry).unwrap();
        assert_eq!(serde_json::to_string(&act).unwrap(), entry);
        let state = kind(&act).unwrap();
        assert!(entry.contains(&format!(r#""verdict":"{state}""#)), "{state}: {entry}");
    }
}
