//! Markings and page furniture: what stands at the head and foot of a page and is not text.

use crate::text::{Line, is_exemption};

/// Words of the longest line that is read as a marking.
const MARKING_WORDS_MAX: usize = 8;

/// Words that make a line a marking.
const LEVELS: [&str; 13] = [
    "UNCLASSIFIED",
    "UNCLAS",
    "OFFICIAL",
    "RESTRICTED",
    "CONFIDENTIAL",
    "SECRET",
    "COSMIC",
    "CONFIDENTIEL",
    "RESTREINTE",
    "RESTREINT",
    "SBU",
    "FOUO",
    "OFFICIAL-SENSITIVE",
];

/// Words that stand beside a level besides the caveats: handling, code words, and the small words between them.
const BESIDE: [&str; 59] = [
    "TOP",
    "UK",
    "US",
    "ONLY",
    "A",
    "B",
    "AND",
    "COVERING",
    "NATO",
    "SI",
    "TK",
    "REL",
    "TO",
    "USA",
    "GBR",
    "CAN",
    "AUS",
    "NZL",
    "GUARD",
    "USE",
    "LIMITED",
    "BUT",
    "STRICTLY",
    "COMMERCIAL",
    "MANAGEMENT",
    "DE",
    "STAFF",
    "IN",
    "CONFIDENCE",
    "PRIVATE",
    "TALENT",
    "CHANNELS",
    "HANDLE",
    "VIA",
    "FORMERLY",
    "DATA",
    "SECURITY",
    "INFORMATION",
    "NO",
    "DISTRIBUTION",
    "FOREIGN",
    "CONTROLLED",
    "DÉFENSE",
    "DEFENSE",
    "TRÈS",
    "TRES",
    "DIFFUSION",
    "DIPLOMATIE",
    "SPÉCIAL",
    "FRANCE",
    "RECIPIENTS",
    "ADDRESSEE",
    "CHANNEL",
    "UNDER",
    "COVER",
    "OF",
    "FLIMSY",
    "PERSONNEL",
    "MOST",
];

/// Precedences that share a line with a marking; they are no part of it.
const PRECEDENCES: [&str; 8] =
    ["PRIORITY", "PRIORTY", "URGENT", "NIACT", "IMMEDIATE", "FLASH", "ROUTINE", "OPERATIONAL"];

/// Words that stand beside a level, and make a line below a marking a part of it: "NODIS", "UK EYES A", "PERSONAL".
const CAVEATS: [&str; 38] = [
    "NODIS",
    "EXDIS",
    "LIMDIS",
    "LIMDIST",
    "STADIS",
    "NOFORN",
    "DISSEM",
    "EYES",
    "PERSONAL",
    "SENSITIVE",
    "EXCLUSIVE",
    "ATOMAL",
    "ORCON",
    "PROPIN",
    "FVEY",
    "DEDIP",
    "DESENSITISED",
    "CANUKUS",
    "LOCSEN",
    "UMBRA",
    "GAMMA",
    "SPOKE",
    "MORAY",
    "DINAR",
    "TRINE",
    "RUFF",
    "ZARF",
    "BYEMAN",
    "KEYHOLE",
    "TALENT-KEYHOLE",
    "HCS",
    "COMINT",
    "CRYPTO",
    "CODEWORD",
    "WNINTEL",
    "NOCONTRACT",
    "CHEROKEE",
    "ROGER",
];

/// Bytes of the longest marking line.
const MARKING_BYTES_MAX: usize = 90;

/// A marking as typed, white closed, where the line is nothing else; a precedence behind it is left out.
pub(crate) fn marking(line: &str) -> Option<String> {
    let closed =
        line.trim_matches(['[', ']', '(', ')', '*']).split_whitespace().collect::<Vec<_>>().join(" ");
    let words: Vec<&str> =
        closed.split([' ', '/', ',', '-', '–', '&', ';', '—', ':']).filter(|w| !w.is_empty()).collect();
    let upper: Vec<String> = words.iter().map(|w| w.trim_end_matches('.').to_uppercase()).collect();
    let is_level = |w: &String| LEVELS.contains(&w.as_str());
    let is_precedence = |w: &String| PRECEDENCES.contains(&w.as_str());
    let known = upper.iter().all(|w| is_level(w) || is_beside(w) || is_precedence(w));
    if words.len() > MARKING_WORDS_MAX || !known || !upper.iter().any(is_level) {
        return None;
    }
    let courtesy = upper.iter().any(|w| w == "PRIVATE") && upper.len() <= 3;
    (!courtesy && shaped(&words, &upper)).then(|| without_precedence(&closed))
}

fn is_beside(word: &str) -> bool {
    BESIDE.contains(&word) || CAVEATS.contains(&word)
}

/// A line that goes on with the marking above it, as typed: in capitals, and of nothing but what stands beside a level.
fn caveat(line: &str) -> Option<String> {
    let closed = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = closed.trim_matches(['[', ']', '(', ')', '*', '.', ';']);
    let words: Vec<&str> = bare.split([' ', '/', ',', ';']).filter(|w| !w.is_empty()).collect();
    let known = words.iter().all(|w| is_beside(w));
    let is_one = known && words.len() <= MARKING_WORDS_MAX && words.iter().any(|w| CAVEATS.contains(w));
    is_one.then(|| bare.to_owned())
}

/// Lets the lines below a marking that go on with it be furniture as well.
pub(crate) fn go_on(lines: &[Line<'_>], furniture: &mut [Option<Furniture>]) {
    let mut above = None;
    for (line, known) in lines.iter().zip(furniture) {
        if let Some(behind_post) = above.filter(|_| known.is_none() && line.text.len() <= MARKING_BYTES_MAX) {
            *known = caveat(line.text).map(|caveat| Furniture::Caveat { caveat, behind_post });
        }
        above = match known {
            Some(Furniture::Marking(_)) => Some(false),
            Some(Furniture::Numbered { .. }) => Some(true),
            Some(Furniture::Caveat { behind_post, .. }) => Some(*behind_post),
            _ => None,
        };
    }
}

/// Typed as markings are: the level in capitals, a capital for each word, or all small as editors print it.
fn shaped(words: &[&str], upper: &[String]) -> bool {
    let shouted = upper.iter().zip(words).any(|(u, w)| LEVELS.contains(&u.as_str()) && u == w);
    let titled = words.iter().all(|w| w.starts_with(char::is_uppercase));
    let small = words.iter().all(|w| !w.starts_with(char::is_uppercase))
        && !SMALL_WORDS_ALONE.contains(&words.join(" ").as_str());
    shouted || titled || small
}

/// Small words that are as likely text as a marking.
const SMALL_WORDS_ALONE: [&str; 4] = ["official", "in confidence", "of secret", "in secret"];

/// "top secret us urgent" without its precedence.
fn without_precedence(closed: &str) -> String {
    let mut words: Vec<&str> = closed.split(' ').collect();
    let plain = |w: &str| w.trim_matches([';', ',', '.', '—']).to_uppercase();
    let Some(at) = words.iter().position(|w| PRECEDENCES.contains(&plain(w).as_str())) else {
        return closed.trim_end_matches(['.', ';']).to_owned();
    };
    let us = at > 0 && words.get(at - 1).is_some_and(|w| plain(w) == "US");
    words.truncate(if us { at - 1 } else { at });
    words.join(" ").trim_end_matches([';', ',', '.', ' ', '—']).to_owned()
}

/// The precedence on a marking's line: "us urgent" of "top secret us urgent".
pub(crate) fn precedence(line: &str) -> Option<&str> {
    let plain = |w: &str| w.trim_matches([';', ',', '.', '—']).to_uppercase();
    let at = line.split(' ').find(|w| PRECEDENCES.contains(&plain(w).as_str())).and_then(|w| line.find(w))?;
    let lead = line.get(..at)?.trim_end();
    let start = if plain(lead.rsplit(' ').next().unwrap_or("")) == "US" { lead.len() - 2 } else { at };
    line.get(start..).map(|p| p.trim_end_matches(['.', ' ']))
}

/// "SECRET SAIGON 1234", "SECRET SECTION 01 OF 02 SAIGON 1234": a telegram's marking with post and number.
fn telegram_marking(text: &str) -> Option<Furniture> {
    if text.len() > MARKING_BYTES_MAX
        || text.chars().any(char::is_lowercase)
        || !text.bytes().any(|b| b.is_ascii_digit())
    {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = words.last().filter(|w| w.len() >= 3 && w.bytes().all(|b| b.is_ascii_digit()))?;
    let cut = words.iter().position(|w| *w == "SECTION" || *w == "FINAL").unwrap_or(words.len() - 1);
    let post_at = words
        .len()
        .checked_sub(2)
        .filter(|at| words.get(*at).is_some_and(|w| w.bytes().all(|b| b.is_ascii_uppercase())))?;
    let (lead, marking) = (1..=cut.min(post_at)).rev().find_map(|n| {
        let lead = words.get(..n)?;
        Some((lead, marking(&lead.join(" "))?))
    })?;
    let end = lead.iter().try_fold(0, |end, word| Some(end + text.get(end..)?.find(word)? + word.len()))?;
    Some(Furniture::Numbered { marking, number: format!("{} {number}", words.get(post_at)?), words: end })
}

/// The marking that an editors' source note tells: "Source: …, Central Files, 751J.00/1–560. Secret; Priority."
fn of_source(text: &str) -> Option<String> {
    text.split(". ").skip(1).find_map(|sentence| {
        let first = sentence.trim_end_matches(['.', ']']).split([';', ',']).next().unwrap_or("").trim();
        let levels = [
            "Secret",
            "Top Secret",
            "Confidential",
            "Limited Official Use",
            "Official Use Only",
            "Restricted",
            "Unclassified",
            "Official",
        ];
        levels
            .iter()
            .any(|l| first == *l || first.starts_with(&format!("{l} ")))
            .then(|| marking(first).unwrap_or_else(|| first.to_owned()))
    })
}

/// What a line is when it is furniture of the page and not text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Furniture {
    /// A marking on a line of its own.
    Marking(String),
    /// A line that goes on with the marking above it.
    Caveat { caveat: String, behind_post: bool },
    /// A telegram's line of marking, post and number, with the bytes that the marking's words are of it.
    Numbered { marking: String, number: String, words: usize },
    /// An editors' source note, with the marking that it tells.
    Source(Option<String>),
    /// A banner, a page number, a reviewer's note; with the marking that it opens with.
    PageHead(Option<String>),
}

/// Reads a line as furniture.
pub(crate) fn furniture(line: &Line<'_>) -> Option<Furniture> {
    let text = line.text;
    if let Some(marking) = plausible(text).then(|| marking(text)).flatten() {
        return Some(Furniture::Marking(marking));
    }
    if let Some(numbered) = plausible(text).then(|| telegram_marking(text)).flatten() {
        return Some(numbered);
    }
    if is_source(text) {
        return Some(Furniture::Source(of_source(text)));
    }
    if is_banner(text) {
        return Some(Furniture::PageHead(banner_marking(text)));
    }
    let head =
        is_release(text) || is_exemption(text) || is_page_number(text) || super::telegraph::is_routing(text);
    head.then_some(Furniture::PageHead(None))
}

/// A cheap sieve: a marking is short and opens with a letter that one begins with.
fn plausible(text: &str) -> bool {
    text.len() <= MARKING_BYTES_MAX
        && text.starts_with(|c: char| "CDEFLNOPRSTU*[(cdelnoprstu".contains(c))
        && (!text.ends_with('.') || text.len() <= 24)
}

/// "Source: …", "1 Source: …", "[Source: …": where the editors found a paper.
fn is_source(text: &str) -> bool {
    let bare =
        text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | '*' | ' ' | '.'));
    bare.starts_with("Source: ") && bare.len() > 24
}

/// Running heads under which papers were released, on one line or over several.
fn is_banner(text: &str) -> bool {
    let whole = text.contains("Doc No.") && text.contains("Case No");
    let opens = ["Case No. F-", "Doc No. C0", "Classified by DAS", "CONFIDENTIAL —"]
        .iter()
        .any(|o| text.starts_with(o));
    whole || opens || text.contains("PRODUCED TO HOUSE") || text.contains("SUBJECT TO AGREEMENT ON SENSITIVE")
}

fn banner_marking(text: &str) -> Option<String> {
    let level = text.split_whitespace().next()?;
    LEVELS.contains(&level).then(|| level.to_owned())
}

fn is_release(text: &str) -> bool {
    let opens = ["RELEASE IN", "RELEASED IN", "REVIEW AUTHORITY", "IN PART", "IN FULL", "Declassify on"]
        .iter()
        .any(|w| text.starts_with(w));
    opens || text == "RELEASE"
}

/// "- 2 -", "— 3 —", "Page 2 of 3".
fn is_page_number(text: &str) -> bool {
    let dashed = |c: char| matches!(c, '-' | '–' | '—' | ' ');
    let inner = text.trim_matches(dashed);
    let number = !inner.is_empty() && inner.len() <= 3 && inner.bytes().all(|b| b.is_ascii_digit());
    let page = text
        .strip_prefix("Page ")
        .is_some_and(|r| r.len() <= 10 && r.starts_with(|c: char| c.is_ascii_digit()));
    (number && inner.len() < text.len()) || page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markings_are_read_however_they_are_typed() {
        for (typed, read) in [
            ("SECRET", Some("SECRET")),
            ("TOP SECRET UMBRA", Some("TOP SECRET UMBRA")),
            ("top secret us urgent", Some("top secret")),
            ("OFFICIAL-SENSITIVE", Some("OFFICIAL-SENSITIVE")),
            ("CONFIDENTIEL DÉFENSE", Some("CONFIDENTIEL DÉFENSE")),
            ("covering SECRET", Some("covering SECRET")),
            ("SECRET AND PERSONAL", Some("SECRET AND PERSONAL")),
            ("TOP SECRET UK EYES A", Some("TOP SECRET UK EYES A")),
            ("SECRET//NOFORN", Some("SECRET//NOFORN")),
            ("Secret", Some("Secret")),
        ] {
            assert_eq!(marking(typed).as_deref(), read, "{typed}");
        }
    }

    #[test]
    fn a_caveat_goes_on_with_the_marking_above_it_and_with_nothing_else() {
        let read = |text: &str| {
            let lines = crate::text::lines(text);
            let mut furniture: Vec<_> = lines.iter().map(furniture).collect();
            go_on(&lines, &mut furniture);
            furniture.last().cloned().flatten()
        };
        let caveat = |words: &str| Some(Furniture::Caveat { caveat: words.into(), behind_post: false });
        assert_eq!(read("SECRET\nNODIS"), caveat("NODIS"));
        assert_eq!(read("SECRET\n\nUK EYES A"), caveat("UK EYES A"));
        assert_eq!(read("TOP SECRET\nSENSITIVE\n(EYES ONLY)"), caveat("EYES ONLY"));
        for text in ["NODIS", "SECRET\nNATO", "SECRET\nPersonal notes", "SECRET\nThe talks\nEXDIS"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn words_that_only_sound_like_markings_are_not() {
        for typed in
            ["SECRET BALLOT", "private and confidential", "top secret talks", "No classification marking"]
        {
            assert_eq!(marking(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_page_banner_gives_the_marking_it_opens_with() {
        let text =
            "UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05768059 Date: 08/31/2015";
        let line = Line { start: 0, text, gap: true, indent: 0 };
        assert_eq!(furniture(&line), Some(Furniture::PageHead(Some("UNCLASSIFIED".into()))));
    }

    #[test]
    fn page_numbers_stand_between_dashes() {
        assert!(is_page_number("— 2 —") && is_page_number("- 12 -") && is_page_number("Page 2 of 3"));
        assert!(!is_page_number("1982") && !is_page_number("- two -"));
    }
}
