//! Markings and page furniture: what stands at the head and foot of a page and is not text.

use crate::text::{Line, is_exemption};

/// Words of the longest line that is read as a marking.
const MARKING_WORDS_MAX: usize = 8;

const LEVELS: [&str; 7] =
    ["UNCLASSIFIED", "OFFICIAL", "RESTRICTED", "CONFIDENTIAL", "SECRET", "TOPSECRET", "COSMIC"];

/// Words that stand beside a level: caveats, handling and the small words between them.
const BESIDE: [&str; 45] = [
    "TOP",
    "UK",
    "US",
    "EYES",
    "ONLY",
    "A",
    "B",
    "AND",
    "PERSONAL",
    "COVERING",
    "NODIS",
    "EXDIS",
    "LIMDIS",
    "NOFORN",
    "SENSITIVE",
    "NATO",
    "ATOMAL",
    "SI",
    "TK",
    "ORCON",
    "PROPIN",
    "REL",
    "TO",
    "FVEY",
    "USA",
    "GBR",
    "DEDIP",
    "DESENSITISED",
    "CANUKUS",
    "GUARD",
    "USE",
    "LIMITED",
    "BUT",
    "STRICTLY",
    "EXCLUSIVE",
    "SBU",
    "FOUO",
    "LOCSEN",
    "COMMERCIAL",
    "MANAGEMENT",
    "DE",
    "STAFF",
    "IN",
    "CONFIDENCE",
    "PRIVATE",
];

/// A marking as typed but with letter-spacing closed, where the line is nothing else.
pub(crate) fn marking(line: &str) -> Option<String> {
    let closed = close_spacing(line);
    let words: Vec<&str> = closed.split([' ', '/', ',', '-', '&']).filter(|w| !w.is_empty()).collect();
    let upper: Vec<String> = words.iter().map(|w| w.to_ascii_uppercase()).collect();
    let level = upper.iter().any(|w| LEVELS.contains(&w.as_str()));
    let rest = upper.iter().all(|w| LEVELS.contains(&w.as_str()) || BESIDE.contains(&w.as_str()));
    let shape = upper.iter().zip(&words).any(|(u, w)| LEVELS.contains(&u.as_str()) && u == w)
        || (words.len() == 1 && line.starts_with(|c: char| c.is_uppercase()));
    let apart = !upper.iter().any(|w| w == "PRIVATE") || upper.len() > 3;
    (level && rest && shape && apart && words.len() <= MARKING_WORDS_MAX).then_some(closed)
}

/// "S E C R E T" as "SECRET"; other lines as they are.
fn close_spacing(line: &str) -> String {
    let spaced =
        line.split_whitespace().count() >= 4 && line.split_whitespace().all(|w| w.chars().count() == 1);
    if !spaced {
        return line.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let closed: String = line.split_whitespace().collect();
    match closed.strip_prefix("TOP") {
        Some(level) if LEVELS.contains(&level) => format!("TOP {level}"),
        _ => closed,
    }
}

/// What a line is when it is furniture of the page and not text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Furniture {
    /// A marking on a line of its own.
    Marking(String),
    /// A banner, a page number, a reviewer's note; with the marking that it opens with.
    PageHead(Option<String>),
}

/// Reads a line as furniture.
pub(crate) fn furniture(line: &Line<'_>) -> Option<Furniture> {
    let text = line.text;
    if let Some(marking) = plausible(text).then(|| marking(text)).flatten() {
        return Some(Furniture::Marking(marking));
    }
    if is_banner(text) {
        return Some(Furniture::PageHead(banner_marking(text)));
    }
    let head = is_release(text) || is_exemption(text) || is_page_number(text);
    head.then_some(Furniture::PageHead(None))
}

/// A cheap sieve: a marking is short and opens with a letter.
fn plausible(text: &str) -> bool {
    text.len() <= 80 && text.starts_with(|c: char| "CDLNOPRSTU*c".contains(c)) && !text.ends_with('.')
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
            ("S E C R E T", Some("SECRET")),
            ("T O P  S E C R E T", Some("TOP SECRET")),
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
