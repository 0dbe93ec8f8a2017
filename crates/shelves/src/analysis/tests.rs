//! What a text is found under.

use super::*;

/// Every term of a text, without marks' bytes: "=" before an English stem, "~" a French one, "#" what is joined.
fn shelved(text: &str) -> Vec<String> {
    let mut words = Words::prose();
    let mut stream = words.stream_in(Language::of(text), text);
    let mut shelved = Vec::new();
    while let Some(token) = stream.advance_token() {
        let mark = |c| match c {
            ENGLISH_STEM => '=',
            FRENCH_STEM => '~',
            JOINED => '#',
            c => c,
        };
        shelved.push(token.text.chars().map(mark).collect());
    }
    shelved
}

fn written(text: &str) -> Vec<String> {
    pieces(text).into_iter().map(|piece| piece.term.replace(JOINED, "#")).collect()
}

#[test]
fn a_word_stands_as_written_and_by_its_stem_where_that_is_another() {
    assert_eq!(shelved("Negotiations with them"), ["negotiations", "=negoti", "with", "them"]);
    assert_eq!(shelved("talk, talks"), ["talk", "talks", "=talk"]);
}

#[test]
fn a_french_text_stands_by_french_stems() {
    let text = "Les négociations dans la salle avec nous";
    assert!(shelved(text).contains(&"~negoci".to_owned()), "{:?}", shelved(text));
    assert!(forms("negociation").contains(&format!("{FRENCH_STEM}negoci")));
}

#[test]
fn stems_are_those_that_the_shelves_on_disk_were_filled_with() {
    // Where a newer stemmer gives others, the analysers' names must change.
    let english = ["agreed", "ministers", "assurances", "generalization", "relations"];
    let stems = english.map(|word| stemming::stem(Language::English, word).unwrap());
    assert_eq!(stems, ["agre", "minist", "assur", "general", "relat"]);
    let french = ["ministres", "generalement", "negociations", "affaires"];
    let stems = french.map(|word| stemming::stem(Language::French, word).unwrap());
    assert_eq!(stems, ["ministr", "general", "negoci", "affair"]);
}

#[test]
fn case_accents_and_typographic_variants_are_folded() {
    assert_eq!(written("Négociations ÉTÉ"), ["negociations", "ete"]);
    assert_eq!(written("ﬁle ﬂag œuvre Ægir Straße"), ["file", "flag", "oeuvre", "aegir", "strasse"]);
    assert_eq!(written("ＮＡＴＯ １９８２"), ["nato", "1982"]);
    assert_eq!(written("O’Neill O'Neill"), ["o", "neill", "o", "neill"]);
    assert_eq!(written("cafe\u{301} co\u{ad}operation"), ["cafe", "cooperation"]);
    assert_eq!(written("“quoted” – dashed—twice"), ["quoted", "dashed", "twice"]);
    assert_eq!(written("Громыко"), ["громыко"]);
}

#[test]
fn numbers_and_references_stand_as_typed_and_by_their_parts() {
    assert_eq!(shelved("S 82/14."), ["s", "82", "#82/14", "14"]);
    assert_eq!(shelved("No. 1234 of 14/10"), ["no", "1234", "of", "14", "#14/10", "10"]);
    assert_eq!(shelved("82/14-A"), ["82", "#82/14", "#82/14-a", "14", "a"]);
    assert_eq!(shelved("U.S. and/or"), ["u", "s", "and", "or"], "only what has a figure");
    assert_eq!(written("S 82–14"), ["s", "#82-14"]);
    assert_eq!(written("tel 1234/75 said"), ["tel", "#1234/75", "said"]);
}

#[test]
fn what_is_sought_keeps_the_places_of_its_words() {
    let places: Vec<u32> = pieces("S 82/14 of the day").iter().map(|piece| piece.offset).collect();
    assert_eq!(places, [0, 1, 3, 4, 5]);
    let long = format!("a {} b", "x".repeat(WORD_BYTES_MAX + 1));
    assert_eq!(pieces(&long).iter().map(|piece| piece.offset).collect::<Vec<_>>(), [0, 2]);
}

proptest::proptest! {
    #[test]
    fn every_form_lies_in_the_text_and_places_never_go_back(text in "[a-c0-9/.é\u{301} -]{0,60}|\\PC{0,60}") {
        let mut words = Words::prose();
        let mut stream = words.stream_in(Language::of(&text), &text);
        let mut place = 0;
        while let Some(token) = stream.advance_token() {
            proptest::prop_assert!(text.get(token.offset_from..token.offset_to).is_some());
            proptest::prop_assert!(token.position >= place);
            place = token.position;
        }
    }

    #[test]
    fn a_word_is_found_by_itself(word in "[a-z]{1,12}") {
        for language in [Language::English, Language::French] {
            let mut words = Words::prose();
            let mut stream = words.stream_in(language, &word);
            let mut found = false;
            while let Some(token) = stream.advance_token() {
                found |= forms(&word).contains(&token.text);
            }
            proptest::prop_assert!(found, "{word} in {language:?}");
        }
    }
}
