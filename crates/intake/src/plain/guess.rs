//! Which encoding bytes are in that do not say so.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_15, MACINTOSH, WINDOWS_1252};
use oem_cp::code_table::{DECODING_TABLE_CP437, DECODING_TABLE_CP850};

/// Bytes that a guess looks at.
const LOOKED_AT_BYTES: usize = 1024 * 1024;
/// Of a hundred characters, controls that text does not hold.
const CONTROLS_PER_HUNDRED_MAX: usize = 2;

/// Encodings of more than a byte a character that no mark announces.
pub(super) enum Wide {
    Utf16Le,
    Utf16Be,
    Utf32Le,
    Utf32Be,
}

/// How a guess is told.
pub(super) fn told(encoding: &str) -> String {
    format!("it does not say which encoding it is in; it was read as {encoding}")
}

/// Text of one alphabet in a wide encoding has its zeros (or its row) at every second or fourth byte.
pub(super) fn wide(bytes: &[u8]) -> Option<Wide> {
    let bytes = bytes.get(..LOOKED_AT_BYTES).unwrap_or(bytes);
    let zeros = |every: usize, at: usize| {
        let places = bytes.iter().skip(at).step_by(every);
        let of = places.len().max(1);
        places.filter(|byte| **byte == 0).count() * 100 / of
    };
    if bytes.len() < 4 || !bytes.contains(&0) || bytes.len() % 2 == 1 {
        return None;
    }
    let fours = bytes.len() % 4 == 0;
    match () {
        () if fours && zeros(4, 0) > 90 && zeros(4, 1) > 90 && zeros(4, 3) < 10 => Some(Wide::Utf32Be),
        () if fours && zeros(4, 3) > 90 && zeros(4, 2) > 90 && zeros(4, 0) < 10 => Some(Wide::Utf32Le),
        () if zeros(2, 0) > 40 && zeros(2, 1) < 5 => Some(Wide::Utf16Be),
        () if zeros(2, 1) > 40 && zeros(2, 0) < 5 => Some(Wide::Utf16Le),
        () => None,
    }
}

/// Whether bytes hold no more controls than text does; a zero is told apart from the others.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let looked_at = bytes.get(..LOOKED_AT_BYTES).unwrap_or(bytes);
    let odd = |byte: &&u8| byte.is_ascii_control() && !b"\0\t\n\r\x0c\x1b\x1a".contains(byte);
    looked_at.iter().filter(odd).count() * 100 <= looked_at.len() * CONTROLS_PER_HUNDRED_MAX
}

/// UTF-8 that was cut or spoilt, rather than another encoding: most of what is not ASCII fits it, or all
/// that does not is a letter written too long.
pub(super) fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut spoilt, mut overlong) = (0usize, 0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        match chunk.invalid() {
            [] => {}
            [0xc0 | 0xc1 | 0xe0 | 0xf0, ..] => overlong += 1,
            [first, ..] if overlong > 0 && (0x80..0xc0).contains(first) => {}
            _ => spoilt += 1,
        }
    }
    (overlong > 0 && spoilt == 0)
        || (sound > 0 && sound >= (spoilt + overlong) * 2)
        || (sound > 0 && bytes.len() < 16)
}

/// Decodes bytes of a byte-wise or East Asian encoding; the name is empty for plain ASCII.
pub(super) fn narrow(bytes: &[u8]) -> (String, String) {
    let looked_at = bytes.get(..LOOKED_AT_BYTES).unwrap_or(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(looked_at, true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    if bytes.is_ascii() && guessed != encoding_rs::ISO_2022_JP {
        return (String::from_utf8_lossy(bytes).into_owned(), String::new());
    }
    if is_western(guessed) {
        return western(bytes);
    }
    match guessed.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => (text.into_owned(), guessed.name().to_owned()),
        None => western(bytes),
    }
}

fn is_western(guessed: &'static Encoding) -> bool {
    [
        "windows-1252",
        "windows-1250",
        "windows-1254",
        "windows-1257",
        "windows-1258",
        "ISO-8859-2",
        "ISO-8859-4",
    ]
    .contains(&guessed.name())
}

/// The byte-wise encodings of Western Europe differ only in what their upper half means: the one in which
/// letters stand among letters and quotation marks round words is taken, the commonest first.
fn western(bytes: &[u8]) -> (String, String) {
    let by = |encoding: &'static Encoding| encoding.decode_without_bom_handling(bytes).0.into_owned();
    let table = |table: &[char; 128]| oem_cp::decode_string_complete_table(bytes, table);
    let readings = [
        (by(WINDOWS_1252), "windows-1252"),
        (by(ISO_8859_15), "ISO-8859-15"),
        (by(MACINTOSH), "mac-roman"),
        (table(&DECODING_TABLE_CP850), "code page 850"),
        (table(&DECODING_TABLE_CP437), "code page 437"),
    ];
    let mut best = (i64::MIN, String::new(), "");
    for (text, name) in readings {
        let worth = worth(&text);
        if worth > best.0 {
            best = (worth, text, name);
        }
    }
    (best.1, best.2.to_owned())
}

fn worth(text: &str) -> i64 {
    let (mut sum, mut before) = (0, ' ');
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_ascii() {
            sum += worth_of(before, c, chars.peek().copied().unwrap_or(' '));
        }
        before = c;
    }
    sum
}

fn worth_of(before: char, c: char, after: char) -> i64 {
    let (follows, leads) = (before.is_alphabetic(), after.is_alphabetic());
    match c {
        'à'..='ö' | 'ø'..='ÿ' | 'œ' | 'š' | 'ž' if c != '÷' => {
            2 + i64::from(follows) + i64::from(leads && c != 'ÿ')
        }
        // A capital within a word of small letters is a misreading.
        'À'..='Ö' | 'Ø'..='ß' | 'Œ' | 'Š' | 'Ž' if before.is_lowercase() && c != 'ß' => -2,
        'À'..='Ö' | 'Ø'..='ß' | 'Œ' | 'Š' | 'Ž' => 1 + i64::from(leads || follows),
        '’' => 3,
        '‘' | '“' | '«' if !follows => 2,
        '”' | '»' if !leads => 2,
        '–' | '—' | '…' | '•' if !(follows && leads) => 2,
        '–' | '—' => 1,
        '£' | '€' if after.is_ascii_digit() => 4,
        '\u{a0}' | '§' | '°' | 'º' | '№' | '€' | '£' if !(follows && leads) => 1,
        '\u{80}'..='\u{9f}' | '\u{fffd}' => -6,
        '\u{2500}'..='\u{25a0}' => -4,
        _ if follows && leads => -4,
        _ if follows || leads => -2,
        _ => -1,
    }
}

/// Says when a text was spoilt before it came: UTF-8 read as something else, or characters given up.
pub(crate) fn mangled(text: &str) -> Option<String> {
    const SPOILT: [&str; 14] =
        ["Ã©", "Ã¨", "Ã ", "Ã¼", "Ã¶", "Ã¤", "Ã§", "Ã±", "â€™", "â€œ", "â€“", "â€”", "Â£", "Â\u{a0}"];
    if let Some(found) = SPOILT.iter().find(|found| text.contains(*found)) {
        return Some(format!(
            "letters in it were spoilt before it came (\u{201c}{found}\u{201d}); it was read as it stands"
        ));
    }
    let given_up = text.matches('\u{fffd}').count();
    (given_up > 0).then(|| format!("{given_up} of its characters were lost before it came (\u{fffd})"))
}
