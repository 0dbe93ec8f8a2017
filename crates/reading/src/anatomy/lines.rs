//! What single lines of a letter look like: salutations, closes, names, posts, offices, dates.

use crate::rules::lexicon::{self, KNOWN};

/// Whom a salutation greets: "Francis" of "Dear Francis:", "le Ministre" of "Monsieur le Ministre,".
pub(crate) fn salutation(line: &str) -> Option<&str> {
    if line.len() > 60 {
        return None;
    }
    dear(line).or_else(|| formal(line))
}

fn dear(line: &str) -> Option<&str> {
    const OPENINGS: [&str; 10] = [
        "Dear ",
        "My dear ",
        "My Dear ",
        "DEAR ",
        "Cher ",
        "Chère ",
        "Mon cher ",
        "Ma chère ",
        "Mon Cher ",
        "Dearest ",
    ];
    let rest = OPENINGS.iter().find_map(|o| line.strip_prefix(o))?;
    let name = rest.trim_end_matches([',', ':', ';', '.', '-', '—', ' ']);
    let stopped = name.len() < rest.len() || line.len() <= 30;
    let named = name.starts_with(|c: char| c.is_uppercase())
        || matches!(name.split(' ').next(), Some("friend" | "colleague" | "collègue" | "ami"));
    (name.split_whitespace().count() <= 6 && !name.is_empty() && stopped && named).then_some(name)
}

/// "Sir:", "Your Excellency,", "Mr. President:", "Monsieur l'Ambassadeur,".
fn formal(line: &str) -> Option<&str> {
    let name = line.strip_suffix([',', ':']).or_else(|| line.strip_suffix(":—"))?.trim_end();
    const WHOLE: [&str; 14] = [
        "Sir",
        "Sirs",
        "Madam",
        "Gentlemen",
        "Your Excellency",
        "Excellency",
        "Mr. President",
        "Mr. Secretary",
        "Mr. Chairman",
        "Monsieur",
        "Madame",
        "Your Majesty",
        "Mr. Prime Minister",
        "Excellence",
    ];
    let whole = WHOLE.iter().any(|w| w.eq_ignore_ascii_case(name));
    let french = name.strip_prefix("Monsieur ").or_else(|| name.strip_prefix("Madame ")).filter(|r| {
        r.starts_with("le ") || r.starts_with("la ") || r.starts_with("l'") || r.starts_with("l’")
    });
    let short = name.split_whitespace().count() <= 6;
    if whole { Some(name) } else { french.filter(|_| short) }
}

/// A French close: "Veuillez agréer, Monsieur le Ministre, …".
pub(crate) fn is_french_close(line: &str) -> bool {
    const OPENINGS: [&str; 8] = [
        "Veuillez agréer",
        "Je vous prie d'agréer",
        "Je vous prie de croire",
        "Veuillez croire",
        "Je vous prie, ",
        "Veuillez recevoir",
        "Recevez, ",
        "Je vous prie de bien vouloir agréer",
    ];
    line.len() <= 260 && OPENINGS.iter().any(|o| line.starts_with(o))
}

const CLOSES: [&str; 38] = [
    "as always",
    "as ever yours",
    "your good friend",
    "as always yours",
    "yours as always",
    "your friend",
    "your sincere friend",
    "faithfully",
    "yours sincerely",
    "yours ever",
    "yours faithfully",
    "yours truly",
    "yours very truly",
    "very truly yours",
    "sincerely yours",
    "sincerely",
    "your own",
    "yours",
    "ever yours",
    "yours affectionately",
    "as ever",
    "respectfully",
    "respectfully yours",
    "respectfully submitted",
    "faithfully yours",
    "with warm regards",
    "warm regards",
    "with best wishes",
    "best wishes",
    "kind regards",
    "best regards",
    "regards",
    "cordially",
    "cordially yours",
    "with warmest regards",
    "yours aye",
    "love",
    "very sincerely",
];

/// Bytes of the longest English close.
const CLOSE_BYTES_MAX: usize = 100;

/// "With warm personal regards", "Accept, Excellency, the renewed assurances of my highest consideration".
fn wishes(low: &str) -> bool {
    let wished =
        ["regards", "regard", "wishes", "respect", "esteem", "good wishes"].iter().any(|w| low.ends_with(w));
    let with = ["with ", "my best", "my warm", "warm", "best "].iter().any(|w| low.starts_with(w))
        && low.len() <= 50;
    let accept = (low.starts_with("accept, ") || low.starts_with("please accept"))
        && (low.contains("assurance") || low.contains("consideration"));
    let servant = low.contains("obedient servant")
        || low.starts_with("i am, sir")
        || low.starts_with("i have the hono") && low.contains(" to be");
    wished && with || accept || servant
}

/// Whether a line is the close of a letter.
pub(crate) fn is_close(line: &str) -> bool {
    if line.len() > CLOSE_BYTES_MAX {
        return false;
    }
    let low = line.trim_end_matches([',', '.', ';', ' ']).to_ascii_lowercase();
    CLOSES.contains(&low.as_str()) || wishes(&low) || line.ends_with(',') && vows(&low)
}

/// Words of the longest close that ends with a comma.
const VOW_WORDS_MAX: usize = 5;

/// "Most sincerely", "As ever yours", "Good luck": a few words before a comma that only a close says.
fn vows(low: &str) -> bool {
    let words: Vec<&str> = low.split(' ').collect();
    let vow = [
        "sincerely",
        "yours",
        "ever",
        "faithfully",
        "respectfully",
        "cordially",
        "luck",
        "affectionately",
        "devotedly",
    ];
    words.len() <= VOW_WORDS_MAX && words.last().is_some_and(|w| vow.contains(w))
}

/// "AJ", "D.E.", "G.": letters with which a writer signs.
pub(crate) fn is_letters(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let spaced = line.split(' ').all(|w| w.chars().filter(|c| c.is_alphabetic()).count() <= 3);
    (1..=LETTERS_MAX).contains(&letters)
        && !line.split(' ').any(is_no_name)
        && spaced
        && line.starts_with(char::is_uppercase)
        && line.chars().all(|c| c.is_uppercase() || matches!(c, '.' | ' '))
}

/// Letters of the longest initials.
const LETTERS_MAX: usize = 4;

/// Whether a line stands for a signature: "/s/", "[Handwritten signature]".
pub(crate) fn is_signature(line: &str) -> bool {
    // A scan's bracket may be read as a brace.
    let edge = |c: char| matches!(c, '[' | ']' | '{' | '}' | '(' | ')' | '.' | ':');
    let low = line.trim_matches(edge).to_ascii_lowercase();
    let initialled = line.len() <= 12
        && line.starts_with('(')
        && line.ends_with(')')
        && low.split([' ', '.']).all(|w| w.len() <= 1)
        && low.len() >= 3
        && !line.bytes().any(|b| b.is_ascii_digit());
    let instead = ["signed in", "approved by", "dictated by", "pp "].iter().any(|o| low.starts_with(o));
    line.starts_with("/s/")
        || initialled
        || instead && line.starts_with(['(', '[']) && line.ends_with([')', ']'])
        || matches!(
            low.as_str(),
            "handwritten signature" | "signed" | "sgd" | "signature" | "illegible signature"
        )
}

/// A transcriber's note in brackets, and not an editor's that tells what he left out.
pub(crate) fn is_bracketed(line: &str) -> bool {
    let left_out = ["[Here follow", "[Omitted", "[…"].iter().any(|o| line.starts_with(o))
        || line.ends_with("declassified]");
    line.starts_with(['[', '{']) && line.ends_with([']', '}']) && !left_out
}

/// A person's name alone on a line: "A J Coles Esq", "(R B Bone)", "George P. Shultz".
pub(crate) fn is_name(line: &str) -> bool {
    let inner = bare(line);
    let words: Vec<&str> = inner.split_whitespace().collect();
    let long = words.iter().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
    (2..=6).contains(&words.len())
        && long >= 1
        && !inner.bytes().any(|b| b.is_ascii_digit())
        && !words.iter().any(|w| w.ends_with(':'))
        && words.iter().all(|w| is_name_word(w))
        && !words.iter().any(|w| is_office_word(w) || is_no_name(w))
}

/// Words of which no name is made, though they stand with a capital at the foot of a telegram: "END",
/// "ROME FOR FODAG", "USUN New York".
pub(crate) fn is_no_name(word: &str) -> bool {
    const WORDS: [&str; 55] = [
        "agree",
        "recommendation",
        "recommendations",
        "comment",
        "comments",
        "concurrence",
        "concurrences",
        "none",
        "observe",
        "option",
        "disagree",
        "amembassy",
        "yes",
        "no",
        "denied",
        "granted",
        "end",
        "unquote",
        "att",
        "atts",
        "encl",
        "excellency",
        "majesty",
        "highness",
        "honorable",
        "honourable",
        "usa",
        "usn",
        "usaf",
        "usmc",
        "usnr",
        "navy",
        "army",
        "force",
        "representatives",
        "usun",
        "for",
        "pass",
        "call",
        "calls",
        "telephone",
        "pouched",
        "see",
        "note",
        "secret",
        "confidential",
        "unclassified",
        "tab",
        "approve",
        "disapprove",
        "approved",
        "disapproved",
        "attachment",
        "attachments",
        "other",
    ];
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    WORDS.iter().any(|w| w.eq_ignore_ascii_case(word)) || word.starts_with("Enclosure")
}

/// A line without the brackets round it.
pub(crate) fn bare(line: &str) -> &str {
    line.strip_prefix('(').and_then(|l| l.strip_suffix(')')).unwrap_or(line).trim()
}

fn is_name_word(word: &str) -> bool {
    let first = word.chars().next().is_some_and(char::is_uppercase);
    let particle = matches!(word, "de" | "von" | "van" | "der" | "of" | "la" | "du" | "al" | "bin");
    let joined = word.starts_with("de") && word.chars().any(char::is_uppercase);
    first && !word.contains('@') || particle || joined
}

/// Words of offices and houses.
fn is_office_word(word: &str) -> bool {
    const WORDS: [&str; 27] = [
        "Office",
        "Department",
        "Ministry",
        "Embassy",
        "Cabinet",
        "House",
        "Street",
        "Treasury",
        "Council",
        "Agency",
        "Bureau",
        "Committee",
        "Headquarters",
        "Commission",
        "Chancery",
        "Consulate",
        "Mission",
        "Delegation",
        "Road",
        "Square",
        "Avenue",
        "Secretariat",
        "Palace",
        "Board",
        "Ministère",
        "Ambassade",
        "République",
    ];
    let word = word.trim_end_matches([',', '.', ';']);
    WORDS.iter().any(|w| w.eq_ignore_ascii_case(word)) || word == "MINISTÈRE" || word == "RÉPUBLIQUE"
}

/// Whether a line names an office or an address.
pub(crate) fn is_office(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let titled = |w: &&str| w.starts_with(char::is_uppercase) && w.chars().count() > 1;
    // "H.M. Treasury." in an address; "The Cabinet met." is none.
    let stopped = line.ends_with('.') && !(words.len() <= ADDRESS_WORDS_MAX && words.iter().all(titled));
    let known = words.iter().any(|w| is_office_word(w)) || is_french_office(line);
    words.len() <= 9 && known && starts_upper(line) && !stopped
}

/// Words of the longest line of an address that ends with a stop.
const ADDRESS_WORDS_MAX: usize = 4;

/// "Direction des Affaires politiques", "Sous-direction d'Europe orientale".
fn is_french_office(line: &str) -> bool {
    const OPENINGS: [&str; 14] = [
        "Direction d",
        "Direction générale",
        "DIRECTION D",
        "Sous-direction",
        "Sous-Direction",
        "SOUS-DIRECTION",
        "Service d",
        "Secrétariat général",
        "Cabinet d",
        "CABINET D",
        "Présidence d",
        "PRÉSIDENCE D",
        "AFFAIRES ÉTRANGÈRES",
        "Affaires étrangères",
    ];
    OPENINGS.iter().any(|o| line.starts_with(o)) && !line.contains(" of ")
}

fn starts_upper(line: &str) -> bool {
    line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether a line is a place: a city of the lexicon at its start, or a post code at its end.
pub(crate) fn is_place(line: &str) -> bool {
    let capitals = line.split(' ').all(|w| !w.starts_with(char::is_lowercase));
    let stopped = line.ends_with('.') && !(capitals && line.split(' ').count() <= ADDRESS_WORDS_MAX);
    let first = line.split([' ', ',', '.']).next().unwrap_or("");
    let city = lexicon::classes(&first.to_lowercase()).has(KNOWN.city) && starts_upper(line);
    // "ROME FOR FODAG", "DAKAR PASS BANJUL": who is to hand a telegram on.
    let passed = line.split(' ').any(|w| matches!(w, "FOR" | "PASS" | "ALSO"));
    !passed && line.len() <= 60 && !stopped && (city || has_post_code(line))
}

/// "SW1A 2AH" at the end of a line.
fn has_post_code(line: &str) -> bool {
    let mut words = line.split_whitespace().rev();
    let (Some(inward), Some(outward)) = (words.next(), words.next()) else { return false };
    let inner = inward.as_bytes();
    let fits = inner.len() == 3
        && inner.first().is_some_and(u8::is_ascii_digit)
        && inner.iter().skip(1).all(u8::is_ascii_uppercase);
    fits && outward.len() <= 4
        && outward.starts_with(|c: char| c.is_ascii_uppercase())
        && outward.bytes().any(|b| b.is_ascii_digit())
}

/// Whether a line names a post and nothing else: "Private Secretary", "Prime Minister".
pub(crate) fn is_post(line: &str) -> bool {
    let words: Vec<String> =
        line.split([' ', ',']).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let is = |w: &String| {
        let c = lexicon::classes(w);
        c.has(KNOWN.post)
            || c.has(KNOWN.title)
            || c.has(KNOWN.body)
            || matches!(w.as_str(), "of" | "the" | "for" | "to" | "and" | "affairs")
    };
    let post = words.iter().any(|w| lexicon::classes(w).has(KNOWN.post));
    (1..=8).contains(&words.len()) && post && words.iter().all(is) && starts_upper(line)
}

/// A line that holds a date and little else.
pub(crate) fn is_date_line(line: &str) -> bool {
    let words = line.split_whitespace().count();
    line.len() <= 48 && words <= 8 && !line.starts_with("A.") && line.bytes().any(|b| b.is_ascii_digit())
}

/// Initials, perhaps with a date: "A.J.C. 14/10.", "JS".
pub(crate) fn is_initials(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or("");
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    let dotted = first.contains('.') && first.split('.').all(|w| w.chars().count() <= 1);
    let rest = line.get(first.len()..).unwrap_or("").trim();
    let dated = rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit());
    (2..=4).contains(&letters)
        && first.chars().all(|c| c == '.' || c.is_uppercase())
        && (dotted || !rest.is_empty())
        && dated
        && line.len() <= 24
}

/// "IMMEDIATE", "FLASH": a precedence alone.
pub(crate) fn is_precedence(line: &str) -> bool {
    const WORDS: [&str; 15] = [
        "IMMÉDIAT",
        "TRÈS",
        "SAVING",
        "FLASH",
        "IMMEDIATE",
        "EMERGENCY",
        "PRIORITY",
        "ROUTINE",
        "NIACT",
        "URGENT",
        "DESKBY",
        "US",
        "OPERATIONAL",
        "MOST",
        "TRES",
    ];
    line.len() <= 30
        && !matches!(line, "US" | "us" | "most" | "MOST")
        && line.split_whitespace().all(|w| WORDS.contains(&w.to_uppercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_salutation_names_whom_it_greets() {
        assert_eq!(salutation("Dear Francis:"), Some("Francis"));
        assert_eq!(salutation("My dear Prime Minister,"), Some("Prime Minister"));
        assert_eq!(salutation("Dear friends of the library who have come here to see what we do"), None);
    }

    #[test]
    fn names_posts_and_offices_are_told_apart() {
        assert!(is_name("(R B Bone)") && is_name("A J Coles Esq") && is_name("George P. Shultz"));
        assert!(is_name("Lt. Col. John Dunn") && !is_name("Lt Gen, USA") && !is_name("His Excellency"));
        assert!(!is_name("Kissinger: Right.") && !is_letters("END") && is_close("As always yours"));
        assert!(
            !is_name("Observe Presidential Handling.")
                && is_close("Your good friend,")
                && is_close("As ever yours")
        );
        assert!(!is_name("10 Downing Street") && !is_name("Foreign and Commonwealth Office"));
        assert!(is_post("Private Secretary") && is_post("Prime Minister") && !is_post("John Stan."));
        assert!(is_office("10 Downing Street") && is_office("Foreign and Commonwealth Office"));
        assert!(is_place("London SW1A 2AH") && !is_place("Madrid was cold."));
        assert!(is_initials("A.J.C. 14/10.") && !is_initials("John Stan.") && !is_initials("UNESCO"));
    }

    #[test]
    fn what_an_editor_left_out_is_no_hand() {
        assert!(is_bracketed("[Handwritten mark]") && is_bracketed("{illegible initials]"));
        assert!(
            !is_bracketed("[Here follows discussion of Berlin.]") && !is_bracketed("[text not declassified]")
        );
    }

    #[test]
    fn closes_and_signatures() {
        assert!(is_close("Most sincerely,") && is_close("Good Luck,") && !is_close("He writes as ever"));
        assert!(is_letters("D.E.") && is_letters("AJ") && !is_letters("NATO.5") && !is_letters("Al"));
        assert!(is_close("Your own") && is_close("Sincerely yours,") && !is_close("Your own view is right"));
        assert!(
            is_signature("/s/")
                && is_signature("[Handwritten signature]")
                && is_signature("{Handwritten signature]")
                && !is_signature("signature sheet")
        );
    }
}
