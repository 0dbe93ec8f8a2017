//! Heads as editors print them: "Telegram From the Embassy in Thailand to the Department of State".

use super::parties;
use chancery_office::reading::Kind;

/// Bytes of the longest head.
const HEAD_BYTES_MAX: usize = 400;
/// Words among which the kind is named.
const KIND_WORDS: usize = 6;

/// What an editors' head says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Sides<'t> {
    pub from: Option<&'t str>,
    pub to: Option<&'t str>,
    /// Those between whom a conversation was.
    pub between: Option<&'t str>,
    /// The number of a telegram: "Telegram 711 From …".
    pub number: Option<&'t str>,
}

/// Words that name a kind of paper in a head.
const KINDS: [(&str, Kind); 30] = [
    ("conversation", Kind::Conversation),
    ("conversations", Kind::Conversation),
    ("minutes", Kind::Minutes),
    ("record", Kind::Minutes),
    ("telegram", Kind::Telegram),
    ("telegrams", Kind::Telegram),
    ("cable", Kind::Telegram),
    ("télégramme", Kind::Telegram),
    ("airgram", Kind::Airgram),
    ("instruction", Kind::Airgram),
    ("despatch", Kind::Despatch),
    ("dispatch", Kind::Despatch),
    ("memorandum", Kind::Memorandum),
    ("memoranda", Kind::Memorandum),
    ("memo", Kind::Memorandum),
    ("mémorandum", Kind::Memorandum),
    ("minute", Kind::Memorandum),
    ("letter", Kind::Letter),
    ("message", Kind::Message),
    ("aide-mémoire", Kind::Note),
    ("aide-memoire", Kind::Note),
    ("note", Kind::Note),
    ("address", Kind::Address),
    ("speech", Kind::Address),
    ("remarks", Kind::Address),
    ("statement", Kind::Address),
    ("paper", Kind::Paper),
    ("report", Kind::Paper),
    ("summary", Kind::Paper),
    ("estimate", Kind::Paper),
];

/// The kind that a head or a heading names.
pub(super) fn kind(head: &str) -> Option<Kind> {
    let low = without_number(head).to_lowercase();
    if low.starts_with("editorial note") {
        return Some(Kind::Paper);
    }
    let first: Vec<&str> = low
        .split_whitespace()
        .take(KIND_WORDS)
        .take_while(|w| !matches!(*w, "from" | "to" | "by" | "for"))
        .map(|word| word.trim_matches(|c: char| !c.is_alphabetic()))
        .collect();
    let minutes = [
        "memorandum of discussion",
        "memorandum of meeting",
        "memorandum of a meeting",
        "notes of",
        "note of a meeting",
        "note of the meeting",
        "note of meeting",
        "minutes of",
        "notes on",
        "notes from",
        "summary notes",
        "summary record",
        "record of a meeting",
        "record of meeting",
        "record of the meeting",
        "report of meeting",
        "transcript of meeting",
        "transcript of a meeting",
        "transcript of the meeting",
    ];
    if minutes.iter().any(|m| low.starts_with(m)) {
        return Some(Kind::Minutes);
    }
    KINDS.iter().find(|(word, _)| first.contains(word)).map(|(_, kind)| *kind)
}

/// Whether a line is an editors' head: it names a kind and goes on with "From", "of", "by" or "Prepared", or
/// says in the old style who wrote to whom.
pub(super) fn is_head(line: &str) -> bool {
    let line = without_number(line);
    if line.len() > HEAD_BYTES_MAX
        || !line.starts_with(char::is_uppercase)
        || line.ends_with([':', '?', '!', ';'])
    {
        return false;
    }
    !is_sentence(line) && (named(line) || old_style(line) || line == "Editorial Note")
}

/// Whether a full stop closes more than a short word, a bracket or the date that some heads end with.
fn is_sentence(line: &str) -> bool {
    const CLOSES: [&str; 7] = ["Jr.", "a.m.", "p.m.", "a. m.", "p. m.", ").", "Z."];
    let bare = line.trim_end_matches('.');
    let dated = bare.len() < line.len()
        && bare.rsplit(' ').next().is_some_and(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()))
        && super::dates::month_at(bare).is_some();
    line.ends_with('.') && !dated && !CLOSES.iter().any(|e| line.ends_with(e))
}

/// "Memorandum of Conversation", "Letter From …", "Paper Prepared by …", "Circular Telegram to Certain Posts".
fn named(line: &str) -> bool {
    let Some(kind_at) = line.split_whitespace().take(KIND_WORDS).position(|w| {
        let low = w.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        KINDS.iter().any(|(word, _)| *word == low)
            || matches!(
                low.as_str(),
                "notes" | "transcript" | "extract" | "draft" | "agreement" | "directive"
            )
    }) else {
        return authored(line);
    };
    let capital =
        line.split_whitespace().take(kind_at + 1).all(|w| w.starts_with(|c: char| !c.is_lowercase()));
    let on = [
        "From ",
        "of ",
        "by ",
        "Prepared ",
        "prepared ",
        "to ",
        "To ",
        "for ",
        "Between ",
        "between ",
        "by:",
        "on ",
    ];
    let rest: Vec<&str> = line.split_whitespace().skip(kind_at + 1).take(3).collect();
    let goes_on = rest.iter().any(|w| on.iter().any(|o| o.trim_end() == *w));
    // "Message from Mr Shultz about …" is a subject; a head with a small "from" says also to whom.
    let small = rest.contains(&"from") && line.contains(" to ");
    capital && (goes_on || small) && is_title(line)
}

/// "Diary Entry by the Ambassador to Germany (Bruce)", "Talking Points Prepared by …": what it is does not matter,
/// since it says who wrote it.
fn authored(line: &str) -> bool {
    const BY: [&str; 4] = [" by the ", " by ", " Prepared in the ", " From "];
    let lead = BY.iter().find_map(|by| line.find(by)).and_then(|at| line.get(..at)).unwrap_or("");
    let what = lead.strip_suffix(" Prepared").unwrap_or(lead);
    let words = what.split(' ').count();
    (1..=4).contains(&words)
        && !what.is_empty()
        && what.split(' ').all(|w| w.starts_with(char::is_uppercase))
        && is_capitalised(line)
        && line.split(' ').any(is_posted)
}

fn is_posted(word: &str) -> bool {
    POSTED.contains(&word.trim_end_matches([',', '.', ')']))
}

/// Whether hardly a word but the smallest is without its capital.
fn is_title(line: &str) -> bool {
    let count = line.split_whitespace().count();
    let small = |w: &str| SMALL.contains(&w.trim_end_matches('.'));
    let low = line.split_whitespace().filter(|w| w.starts_with(char::is_lowercase) && !small(w)).count();
    low * 5 <= count
}

/// Whether every word but the smallest has its capital, as in a title however long: "Terms of Reference for the
/// Committee on Aid to the Countries of the Pact".
pub(super) fn is_capitalised(line: &str) -> bool {
    let small = |w: &str| {
        let word = w.trim_matches(|c: char| !c.is_alphanumeric());
        SMALL.contains(&word) || !word.starts_with(char::is_lowercase)
    };
    !line.ends_with(['?', '!', ':', ';']) && line.split_whitespace().all(small)
}

/// Words that have no capital in a title.
const SMALL: [&str; 22] = [
    "of", "the", "to", "in", "and", "for", "a", "an", "at", "on", "by", "with", "from", "between", "p.m",
    "a.m", "or", "into", "as", "m", "toward", "upon",
];

/// "The Ambassador in Cuba (Norweb) to the Secretary of State": no kind, sender first.
pub(super) fn old_style(line: &str) -> bool {
    let begins = [
        "The ",
        "Mr. ",
        "Mrs. ",
        "Messrs. ",
        "President ",
        "Prime Minister ",
        "Secretary ",
        "General ",
        "Dr. ",
    ];
    let begins = begins.iter().any(|word| line.starts_with(word));
    let Some((at, _)) = joints(line, 0).last().copied() else { return false };
    let (left, right) = (line.get(..at).unwrap_or(""), line.get(at + 4..).unwrap_or(""));
    let posted = |side: &str| {
        parties::is_titled(side.trim_start_matches("the ").trim_start_matches("The "))
            || side.split([' ', ',']).any(|w| POSTED.contains(&w))
            || side.ends_with(')') && side.starts_with("the ") && side.contains(" (")
    };
    let verbs = line.split_whitespace().any(|w| {
        matches!(
            w,
            "is" | "was"
                | "has"
                | "had"
                | "will"
                | "would"
                | "are"
                | "were"
                | "said"
                | "agreed"
                | "I"
                | "we"
                | "be"
        )
    });
    !verbs && line.len() <= 220 && posted(right) && (begins && posted(left) || left.ends_with(')'))
}

const POSTED: [&str; 23] = [
    "Missions",
    "Offices",
    "Representatives",
    "Government",
    "Officers",
    "Posts",
    "Ministry",
    "Secretary",
    "Ambassador",
    "Embassy",
    "Department",
    "Consul",
    "Minister",
    "Chargé",
    "President",
    "Representative",
    "Director",
    "Consulate",
    "Legation",
    "Delegation",
    "Mission",
    "Commissioner",
    "Officer",
];

/// A head without the number that the volume gives it: "23. Telegram …", "[23] The Ambassador …", "No. 23 …".
pub(super) fn without_number(head: &str) -> &str {
    let head = head.trim_start();
    let number = |n: &str| {
        !n.is_empty()
            && n.len() <= 5
            && n.starts_with(|c: char| c.is_ascii_digit())
            && n.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let counted = head.strip_prefix("No. ").and_then(|rest| rest.split_once(' '));
    let bracketed = head.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let plain = head.split_once(". ");
    match [counted, bracketed, plain].into_iter().flatten().find(|(n, _)| number(n)) {
        Some((_, rest)) => rest.trim_start(),
        None => head,
    }
}

/// Who wrote to whom, by a head's words.
pub(super) fn sides(head: &str) -> Sides<'_> {
    let whole = before_date(without_number(head));
    let line = before_any(whole, &MATTERS);
    let number = number(line);
    let sender = begins_from(line);
    if let Some(start) = after(whole, &[" Between ", " between "]).filter(|_| sender.is_none()) {
        let end = first_comma(whole, start).unwrap_or(whole.len());
        return Sides { between: whole.get(start..end), number, ..Sides::default() };
    }
    if kind(line) == Some(Kind::Conversation) {
        return Sides { from: sender.and_then(|start| line.get(start..)), number, ..Sides::default() };
    }
    let found = match sender {
        Some(start) => parted(line, start),
        None if named(whole) => {
            Sides { to: begins_to(line).and_then(|at| line.get(at..)), ..Sides::default() }
        }
        None => parted(line, 0),
    };
    Sides { number, ..found }
}

/// What a memorandum by somebody is of; neither side reaches past it.
const MATTERS: [&str; 5] =
    [" of a Meeting", " of Meeting", " of a Conversation", " of a Telephone", " on a Meeting"];

/// A head up to the place and date that some go on to: "…, Phnom Penh, August 25, 1955".
fn before_date(head: &str) -> &str {
    let Some(cut) = super::dates::month_at(head) else { return head };
    let lead = head
        .get(..cut)
        .unwrap_or(head)
        .trim_end_matches([' ', ','])
        .trim_end_matches(|c: char| c.is_ascii_digit());
    let lead = lead.trim_end_matches([' ', ',']);
    match lead.rsplit_once(", ") {
        Some((sides, place)) if parties::is_person(place) => sides,
        _ if lead.is_empty() => head,
        _ => lead,
    }
}

fn number(line: &str) -> Option<&str> {
    let mut words = line
        .split_whitespace()
        .skip_while(|w| !matches!(*w, "Telegram" | "Airgram" | "Despatch" | "Instruction"))
        .skip(1);
    let word = words.next()?.trim_end_matches([',', '.']);
    word.bytes().any(|b| b.is_ascii_digit()).then_some(word)
}

/// "National Security Action Memorandum No. 182": a paper that is known by its number in a series.
pub(super) fn serial(line: &str) -> Option<&str> {
    let line = without_number(line);
    let (lead, last) = line.rsplit_once(' ')?;
    let counted = ["No.", "Number", "Memorandum", "Directive"].iter().any(|w| lead.ends_with(w));
    let named = ["Memorandum", "Directive", "Circular", "Estimate"].iter().any(|w| lead.contains(w));
    let words = lead.split(' ').count();
    let digits = !last.is_empty()
        && last.len() <= 6
        && last.bytes().all(|b| b.is_ascii_digit() || b == b'/' || b == b'-');
    (counted && named && digits && (2..=7).contains(&words) && is_capitalised(lead)).then_some(line)
}

/// Parts a line into from and to at the right one of its " to "s.
fn parted(line: &str, start: usize) -> Sides<'_> {
    match joint(line, start) {
        Some((at, end)) => Sides { from: line.get(start..at), to: line.get(end..), ..Sides::default() },
        None => Sides { from: line.get(start..), to: addressed_before(line, start), ..Sides::default() },
    }
}

/// The " to " that parts sender and addressee, not the one inside a post: the last after a closed bracket,
/// else the first whose left side names a post that does not itself go on with "to".
fn joint(line: &str, start: usize) -> Option<(usize, usize)> {
    let all = joints(line, start);
    let left = |at: usize| line.get(start..at).unwrap_or("");
    let right = |end: usize| line.get(end..).unwrap_or("");
    let somebody = |end: usize| {
        let side = right(end).trim_start_matches("the ");
        side.starts_with(char::is_uppercase) || side.starts_with("all ")
    };
    let open_post = |at: usize| POSTS_THAT_GO_TO.iter().any(|post| left(at).ends_with(post));
    let closes = all.iter().rev().find(|(at, end)| left(*at).ends_with([')', ']']) && somebody(*end));
    closes
        .or_else(|| all.iter().find(|(at, end)| !open_post(*at) && somebody(*end)))
        .or_else(|| all.last().filter(|(_, end)| !is_country(right(*end))))
        .copied()
}

/// "Germany (Bruce)" behind "by the Ambassador to": where he is posted, and not whom he wrote to.
fn is_country(side: &str) -> bool {
    let place = side.split(" (").next().unwrap_or(side);
    place.len() < side.len()
        && !side.starts_with("the ")
        && !parties::is_titled(place)
        && !place.split([' ', ',']).any(is_posted)
}

/// Posts that are posts *to* somebody or somewhere.
const POSTS_THAT_GO_TO: [&str; 20] = [
    "Ambassador",
    "Assistant",
    "Deputy",
    "Representative",
    "Representatives",
    "Adviser",
    "Advisor",
    "Mission",
    "Counselor",
    "Counsel",
    "Delegation",
    "Delegate",
    "Observer",
    "Legation",
    "Minister",
    "Envoy",
    "Consultant",
    "Aide",
    "Secretary",
    "Liaison",
];

/// Every " to " outside brackets from `start` on, and the printers' slip " of the Embassy" after the Department.
fn joints(line: &str, start: usize) -> Vec<(usize, usize)> {
    let mut depth = 0usize;
    let mut found = Vec::new();
    for (at, c) in line.char_indices().skip_while(|(at, _)| *at < start) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ' ' if depth == 0 && line.get(at..at + 4) == Some(" to ") => found.push((at, at + 4)),
            't' if depth == 0
                && line.get(..at).is_some_and(|l| l.ends_with(')'))
                && line.get(at..at + 3) == Some("to ") =>
            {
                found.push((at, at + 3));
            }
            _ => {}
        }
    }
    let slip = line.find("Department of State of the ").map(|at| at + "Department of State".len());
    if let (true, Some(at)) = (found.is_empty(), slip.filter(|at| *at >= start)) {
        found.push((at, at + " of ".len()));
    }
    found
}

/// "Memorandum to the President by the Director": the addressee stands before the sender.
fn addressed_before(line: &str, start: usize) -> Option<&str> {
    let before = line.get(..start)?;
    let end = [" From ", " from ", " by "].iter().find_map(|word| before.strip_suffix(word))?.len();
    let at = begins_to(before.get(..end)?)?;
    line.get(at..end)
}

fn begins_from(line: &str) -> Option<usize> {
    after(line, &[" From ", " from "]).or_else(|| {
        after(line, &[" Prepared by ", " prepared by ", " Prepared in ", " prepared in ", " by ", " by: "])
    })
}

fn begins_to(line: &str) -> Option<usize> {
    let at = after(line, &[" to ", " To ", " for ", " For "])?;
    let rest = line.get(at..).unwrap_or_default();
    let nobody = ["the Record", "the record", "the Files", "Record", "record"]
        .iter()
        .any(|word| rest.starts_with(word));
    (!nobody && rest.starts_with(|c: char| c.is_uppercase() || c == 't')).then_some(at)
}

fn before_any<'a>(line: &'a str, words: &[&str]) -> &'a str {
    let at = words.iter().filter_map(|word| line.find(word)).min();
    at.and_then(|at| line.get(..at)).unwrap_or(line)
}

fn after(line: &str, words: &[&str]) -> Option<usize> {
    words.iter().filter_map(|word| line.find(word).map(|at| at + word.len())).min()
}

fn first_comma(line: &str, start: usize) -> Option<usize> {
    let mut depth = 0usize;
    line.char_indices().skip_while(|(at, _)| *at < start).find_map(|(at, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => return Some(at),
            _ => {}
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_says_who_wrote_to_whom() {
        for (head, from, to) in [
            (
                "23. Telegram From the Embassy in Thailand to the Department of State",
                "the Embassy in Thailand",
                "the Department of State",
            ),
            (
                "Memorandum From the Ambassador to Poland (Cabot) to the Assistant Secretary of State",
                "the Ambassador to Poland (Cabot)",
                "the Assistant Secretary of State",
            ),
            (
                "The Ambassador in Cuba (Norweb) to the Secretary of State",
                "The Ambassador in Cuba (Norweb)",
                "the Secretary of State",
            ),
            (
                "Letter From the President's Special Assistant to Prime Minister Nehru",
                "the President's Special Assistant",
                "Prime Minister Nehru",
            ),
            (
                "Telegram From the Department of State of the Embassy in Laos",
                "the Department of State",
                "the Embassy in Laos",
            ),
            (
                "No. 12 Memorandum by the Director of the Policy Planning Staff (Kennan)",
                "the Director of the Policy Planning Staff (Kennan)",
                "",
            ),
        ] {
            let sides = sides(head);
            assert!(is_head(head), "{head}");
            assert_eq!((sides.from.unwrap_or(""), sides.to.unwrap_or("")), (from, to), "{head}");
        }
    }

    #[test]
    fn a_conversation_has_parties_and_no_sides() {
        let head = "Memorandum of a Conversation Between the Secretary of State and Ambassador Krishna, Washington, May 3, 1957";
        assert_eq!(sides(head).between, Some("the Secretary of State and Ambassador Krishna"));
        assert_eq!((sides(head).from, sides(head).to), (None, None));
    }

    #[test]
    fn what_it_is_called_does_not_matter_where_it_says_who_wrote_it() {
        for (head, from) in [
            ("Diary Entry by the Ambassador to Germany (Bruce)", "the Ambassador to Germany (Bruce)"),
            (
                "Talking Points Prepared by the Director of the Office (Usher)",
                "the Director of the Office (Usher)",
            ),
            (
                "The Acting Secretary of State to the Administrator of the Economic Administration (Hoffman)",
                "The Acting Secretary of State",
            ),
            (
                "Memorandum From the Secretary of Commerce to President Ford, Washington, July 8, 1976.",
                "the Secretary of Commerce",
            ),
        ] {
            assert!(is_head(head), "{head}");
            assert_eq!(sides(head).from, Some(from), "{head}");
        }
    }

    #[test]
    fn a_title_has_its_capitals_however_long() {
        assert!(is_capitalised("Terms of Reference for the Committee on Certain U.S. Aid Programs"));
        assert!(!is_capitalised("The Committee on Aid met in the House"));
    }

    #[test]
    fn a_sentence_is_no_head() {
        for line in [
            "He was seen by the Ambassador",
            "The Letter From the Secretary was sent to the President in May.",
            "The Ambassador said to the Secretary that he was pleased.",
            "Note that the letter from Mr. Smith was late",
            "The report to the President was long",
            "Dear Mr. Secretary:",
        ] {
            assert!(!is_head(line), "{line}");
        }
    }
}
