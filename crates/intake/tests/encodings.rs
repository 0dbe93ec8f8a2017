//! Plain text in the encodings that people send: read, and told where it was a guess.
#![allow(clippy::unwrap_used)]

mod files_made;

use chancery_intake::{Limits, take};
use encoding_rs::Encoding;
use files_made::taken;
use proptest::prelude::*;

const FRENCH: &str = "Le Président a évoqué la crise à Genève : « déjà réglée », selon l’Élysée.";
const ENGLISH: &str =
    "The Minister said \u{201c}no\u{201d} \u{2013} it\u{2019}s a matter of \u{a3}200 for the caf\u{e9}.";
const RUSSIAN: &str = "Министр иностранных дел сообщил о предстоящих переговорах в Москве.";
const JAPANESE: &str = "外務大臣は来週の会談について述べました。これは極秘の文書です。";
const CHINESE: &str = "外交部长表示下周将举行会谈。这是一份机密文件，请妥善保管。";

fn in_encoding(label: &str, text: &str) -> Vec<u8> {
    Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned()
}

fn guessed(encoding: &str, text: &str) -> String {
    format!("== Text\n! it does not say which encoding it is in; it was read as {encoding}\n{text}")
}

#[test]
fn the_encodings_of_western_europe_are_told_apart_by_where_letters_stand() {
    assert_eq!(taken("a.txt", in_encoding("windows-1252", FRENCH)), guessed("windows-1252", FRENCH));
    assert_eq!(taken("a.txt", in_encoding("windows-1252", ENGLISH)), guessed("windows-1252", ENGLISH));
    assert_eq!(taken("a.txt", in_encoding("macintosh", FRENCH)), guessed("mac-roman", FRENCH));
    assert_eq!(taken("a.txt", in_encoding("macintosh", ENGLISH)), guessed("mac-roman", ENGLISH));
    let typed = FRENCH.replace('’', "'");
    let dos = |c: char| match c {
        'é' => 0x82,
        'à' => 0x85,
        'è' => 0x8a,
        '«' => 0xae,
        '»' => 0xaf,
        'É' => 0x90,
        c => c as u8,
    };
    let bytes: Vec<u8> = typed.chars().map(dos).collect();
    assert_eq!(taken("a.txt", bytes), guessed("code page 850", &typed));
    let euro = "Le prix est de 200 \u{20ac} ; l'\u{153}uvre est \u{e0} Paris.";
    assert_eq!(taken("a.txt", in_encoding("iso-8859-15", euro)), guessed("ISO-8859-15", euro));
}

/// KOI8-U holds all of KOI8-R's letters; GBK is the part of GB18030 that these words need.
#[test]
fn other_alphabets_are_guessed() {
    for (label, text, told) in [
        ("koi8-r", RUSSIAN, "KOI8-U"),
        ("windows-1251", RUSSIAN, "windows-1251"),
        ("shift_jis", JAPANESE, "Shift_JIS"),
        ("iso-2022-jp", JAPANESE, "ISO-2022-JP"),
        ("euc-jp", JAPANESE, "EUC-JP"),
        ("gb18030", CHINESE, "GBK"),
    ] {
        assert_eq!(taken("a.txt", in_encoding(label, text)), guessed(told, text), "{label}");
    }
}

#[test]
fn wide_encodings_need_no_mark() {
    let utf16 = |unit: fn(u16) -> [u8; 2]| ENGLISH.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    assert_eq!(taken("a.txt", utf16(u16::to_le_bytes)), guessed("UTF-16", ENGLISH));
    assert_eq!(taken("a.txt", utf16(u16::to_be_bytes)), guessed("UTF-16", ENGLISH));
    let utf32 = |unit: fn(u32) -> [u8; 4]| ENGLISH.chars().flat_map(|c| unit(c as u32)).collect::<Vec<u8>>();
    assert_eq!(taken("a.txt", utf32(u32::to_le_bytes)), guessed("UTF-32", ENGLISH));
    assert_eq!(taken("a.txt", utf32(u32::to_be_bytes)), guessed("UTF-32", ENGLISH));
    let marked = [&[0xff, 0xfe, 0, 0][..], &utf32(u32::to_le_bytes)].concat();
    assert_eq!(taken("a.txt", marked), format!("== Text\n{ENGLISH}"));
}

#[test]
fn a_text_that_was_spoilt_before_it_came_says_so() {
    assert_eq!(
        taken("a.txt", "Le cafÃ© est fermÃ©."),
        "== Text\n! letters in it were spoilt before it came (“Ã©”); it was read as it stands\nLe cafÃ© est fermÃ©."
    );
    assert_eq!(
        taken("a.txt", "Le caf\u{fffd} est ferm\u{fffd}."),
        "== Text\n! 2 of its characters were lost before it came (\u{fffd})\nLe caf\u{fffd} est ferm\u{fffd}."
    );
}

proptest! {
    /// Whatever is UTF-8 is read as that and as nothing else, whatever its words.
    #[test]
    fn utf8_is_never_guessed_at(text in "[a-zé« \n€漢Я]{1,60}") {
        prop_assume!(!text.trim().is_empty());
        let taken = take("a.txt", text.clone().into_bytes(), &Limits::default()).unwrap();
        prop_assert_eq!(&taken.papers[0].text, &text);
        prop_assert!(taken.papers[0].notes.is_empty());
    }

    /// The bytes are kept, however they were read.
    #[test]
    fn the_bytes_are_kept_however_they_were_read(bytes in proptest::collection::vec(32u8..=255, 1..200)) {
        if let Ok(taken) = take("a.txt", bytes.clone(), &Limits::default()) {
            prop_assert_eq!(&taken.papers[0].original, &bytes);
        }
    }
}
