//! What an extract shows of a paper.

use super::super::marking::Marker;
use super::*;
use crate::Query;

fn extracted(typed: &str, text: &str, chars: usize) -> Extract {
    let matches = Marker::new(&Query::parse(typed).unwrap().root).matches(text);
    super::extract(text, &matches, chars)
}

/// The extract with its marks in brackets.
fn extract(typed: &str, text: &str, chars: usize) -> String {
    let extract = extracted(typed, text, chars);
    let mut shown = String::new();
    let mut at = 0;
    for mark in &extract.marks {
        shown += &format!("{}[{}]", &extract.text[at..mark.start], &extract.text[mark.clone()]);
        at = mark.end;
    }
    shown + &extract.text[at..]
}

#[test]
fn words_are_marked_by_their_stem_and_phrases_as_written() {
    let text = "Negotiations went on. The negotiators met; \"the Madrid meeting\" did not.";
    assert_eq!(
        extract("negotiation", text, 200),
        "[Negotiations] went on. The [negotiators] met; \"the Madrid meeting\" did not."
    );
    assert_eq!(
        extract("\"madrid meeting\" negotiator*", text, 200),
        "Negotiations went on. The [negotiators] met; \"the [Madrid meeting]\" did not."
    );
    assert_eq!(extract("\"meeting madrid\" OR went", text, 22), "…[went] on. The…");
}

#[test]
fn a_french_text_is_marked_by_french_stems() {
    let text = "Les négociations avec nous se poursuivent dans la capitale.";
    assert_eq!(
        extract("negociation", text, 200),
        "Les [négociations] avec nous se poursuivent dans la capitale."
    );
}

#[test]
fn words_like_those_sought_and_words_near_one_another_are_marked() {
    assert_eq!(extract("gromiko~1", "Mr Gromyko spoke.", 50), "Mr [Gromyko] spoke.");
    let text = "Control of all arms; talks on arms.";
    assert_eq!(extract("arms NEAR/3 control", text, 50), "[Control] of all [arms]; talks on arms.");
    assert_eq!(extract("\"arms talks\"~1", text, 50), "Control of all [arms]; [talks] on arms.");
}

#[test]
fn a_reference_is_marked_whole() {
    assert_eq!(extract("82/14", "See S 82/14 and 82/1.", 50), "See S [82/14] and 82/1.");
    assert_eq!(extract("No. 1234", "Your tel No. 1234 refers.", 50), "Your tel [No. 1234] refers.");
}

#[test]
fn a_phrase_that_begins_within_itself_is_found() {
    assert_eq!(extract("\"a a b\"", "a a a b", 50), "a [a a b]");
}

#[test]
fn what_is_left_out_or_sought_in_a_field_is_not_marked() {
    assert_eq!(
        extract("madrid -moscow subject:talks", "Madrid, Moscow, talks", 50),
        "[Madrid], Moscow, talks"
    );
}

#[test]
fn the_stretch_that_shows_most_of_what_is_sought_is_shown() {
    let filler = "and so on ".repeat(30);
    let text = format!("Madrid Madrid Madrid {filler} the Madrid meeting with Gromyko {filler}");
    assert_eq!(
        extract("madrid gromyko", &text, 60),
        "…on the [Madrid] meeting with [Gromyko] and so on and so on…"
    );
}

#[test]
fn an_extract_is_one_line_and_never_longer_than_asked() {
    assert_eq!(extract("two", "  one\r\n\t two\n\nthree ", 50), "one [two] three");
    let text = "é".repeat(500) + " madrid " + &"ü".repeat(500);
    for chars in 1..100 {
        let extract = extracted("madrid", &text, chars);
        assert!(extract.text.chars().count() <= chars.max(3), "{chars}: {}", extract.text);
    }
}

#[test]
fn a_text_without_a_match_is_shown_from_its_beginning() {
    assert_eq!(extract("kind:letter", "Dear John, we met in Madrid.", 16), "Dear John, we…");
    assert_eq!(extract("kind:letter", "", 16), "");
}

proptest::proptest! {
    #[test]
    fn marks_lie_in_the_extract_in_order_and_apart(
        text in "[abé \n…]{0,200}", typed in "[abé]{1,3}( \"[ab] [ab]\")?( [ab]{2}\\*)?", chars in 1usize..60,
    ) {
        let extract = extracted(&typed, &text, chars);
        let mut end = 0;
        for mark in extract.marks {
            proptest::prop_assert!(mark.start >= end && mark.start < mark.end);
            proptest::prop_assert!(extract.text.get(mark.clone()).is_some());
            end = mark.end;
        }
    }
}
