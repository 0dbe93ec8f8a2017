//! A telegram in capitals throughout says as much as the same in small letters.

use chancery_reading::{Context, read};

const SAID: &str = "Ambassador Strand saw General Brandt on Monday. Brandt undertook to keep his forces in their \
bases. Foreign Minister Amrani told the Ambassador that he would attend the summit in Algiers on September 3. He did \
not mention Western Sahara. The Tunisians agreed to reply by Friday. The U.S. will send a delegation to Bern. Mr. Falk \
asked that we inform Spain.";

/// What a text is found to say, each with its words in small letters.
fn said(text: &str) -> Vec<String> {
    let reading = read(text, &Context::default());
    let words = |f: &chancery_office::reading::Finding| f.evidence.of(text).to_lowercase();
    reading.findings.iter().map(|f| format!("{:?}: {}", f.what, words(f))).collect()
}

#[test]
fn what_is_said_in_capitals_is_found_as_in_small_letters() {
    let small = said(SAID);
    assert_eq!(said(&SAID.to_uppercase()), small);
    insta::assert_snapshot!(small.join("\n"));
}
