//! The tail of a mail: its close, the writer's name, post, numbers and addresses, and what programs add.

use super::lines as look;
use crate::text::Line;
use chancery_office::reading::{FieldRole, Party};

/// Lines of the longest tail.
const TAIL_LINES_MAX: usize = 16;
/// Bytes of the longest line of a tail.
const TAIL_LINE_BYTES_MAX: usize = 90;
/// Bytes of a line above a notice that cannot go on with it.
const NOTICE_ABOVE_BYTES_MAX: usize = 40;
/// Lines above the end within which a notice of lawyers begins.
const NOTICE_LINES_MAX: usize = 40;

/// The role of each of a message's last lines, by its index; lines of the body have none.
pub(super) fn tail(lines: &[Line<'_>], writer: Option<&Party>) -> Vec<(usize, FieldRole)> {
    let mut roles = Vec::new();
    let end = notice(lines);
    roles.extend((end..lines.len()).map(|i| (i, FieldRole::PageHead)));
    let writer = Writer::new(writer);
    if let Some(first) = first_line(&lines[..end], &writer) {
        sign(&lines[..end], first, &writer, &mut roles);
    }
    roles
}

/// Where a notice at the foot begins: "This message is intended only for …".
fn notice(lines: &[Line<'_>]) -> usize {
    let from = lines.len().saturating_sub(NOTICE_LINES_MAX);
    let apart = |i: usize| i == 0 || lines[i].gap || look_ruled(lines, i) || is_broken_off(lines[i - 1].text);
    let opens = |i: &usize| is_notice(lines[*i].text) && apart(*i);
    let first = (from..lines.len()).find(opens).unwrap_or(lines.len());
    let ruled = first < lines.len() && first > 0 && is_drawn(lines[first - 1].text);
    first - usize::from(ruled)
}

fn look_ruled(lines: &[Line<'_>], at: usize) -> bool {
    at.checked_sub(1).and_then(|i| lines.get(i)).is_some_and(|l| is_drawn(l.text))
}

/// A line that was not broken because it was full: an address of the web, a telephone's own line.
fn is_broken_off(line: &str) -> bool {
    line.len() < NOTICE_ABOVE_BYTES_MAX && !line.ends_with([',', '-'])
}

fn is_drawn(line: &str) -> bool {
    line.len() >= 5 && line.bytes().all(|b| matches!(b, b'-' | b'_' | b'=' | b'*'))
}

/// The first line of a lawyer's notice or of a list's footer.
fn is_notice(line: &str) -> bool {
    const OPENINGS: [&str; 18] = [
        "confidentiality notice",
        "privileged and confidential:",
        "notice of confidentiality",
        "disclaimer",
        "the information contained in this",
        "the information in this e",
        "you received this message because",
        "to unsubscribe",
        "you are receiving this",
        "if you are not the intended",
        "if you have received this",
        "get your free download",
        "do you yahoo",
        "avis de confidentialité",
        "ce message et toutes les pièces",
        "ce courriel et",
        "diese e-mail enthält",
        "please consider the environment",
    ];
    let low = line.trim_start_matches(['*', ' ', '_', '-']).to_lowercase();
    OPENINGS.iter().any(|o| low.starts_with(o)) || is_about_message(&low)
}

/// "This e-mail and any attachments may contain confidential …".
fn is_about_message(low: &str) -> bool {
    let opens = ["this e-mail", "this email", "this message", "this communication", "this electronic"];
    let says = [
        "confidential",
        "intended",
        "privileged",
        "property of",
        "may contain",
        "may relate to",
        "attachments",
    ];
    opens.iter().any(|o| low.starts_with(o)) && says.iter().any(|s| low.contains(s))
}

/// Names and initials under which the writer may sign.
struct Writer {
    words: Vec<String>,
    initials: Vec<String>,
}

impl Writer {
    fn new(party: Option<&Party>) -> Self {
        let name = party.and_then(|p| p.name.as_deref()).unwrap_or("");
        let local = party.and_then(|p| p.address.as_deref()).and_then(|a| a.split('@').next()).unwrap_or("");
        let apart = |s: &str| -> Vec<String> {
            s.split(|c: char| !(c.is_alphanumeric() || c == '\''))
                .filter(|w| !w.is_empty())
                .map(str::to_lowercase)
                .collect()
        };
        let names = apart(name.split(['(', '@']).next().unwrap_or(""));
        let letters = |w: &[String]| w.iter().filter_map(|w| w.chars().next()).collect::<String>();
        let turned: Vec<String> = names.iter().skip(1).chain(names.first()).cloned().collect();
        let first_last = [turned.first(), turned.last()].into_iter().flatten().cloned().collect::<Vec<_>>();
        let initials = vec![letters(&names), letters(&turned), letters(&first_last)];
        let words = names.into_iter().chain(apart(local)).filter(|w| w.chars().count() > 1).collect();
        Self { words, initials }
    }

    /// Whether a word is a name of the writer's, whole or short for it.
    fn bears(&self, word: &str) -> bool {
        let low = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let short = |w: &String| {
            low.len() >= 3
                && (w.starts_with(low.as_str()) || low.get(..3) == w.get(..3) && low.len() <= w.len() + 2)
        };
        self.words.iter().any(|w| *w == low || short(w))
    }

    fn initialled(&self, word: &str) -> bool {
        let low = word.trim_matches(|c: char| !c.is_alphanumeric()).replace('.', "").to_lowercase();
        low.len() >= 2 && self.initials.contains(&low)
    }

    /// Whether a line is the writer's name: "Anna", "Anna Smith - 713-555-0123.", "AS".
    fn signs(&self, line: &str) -> bool {
        let named = line.trim_start_matches(['-', '~', '*', ' ', '–', '—']);
        let words: Vec<&str> = named.split([' ', '\t']).filter(|w| !w.is_empty()).collect();
        let Some(first) = words.first() else { return false };
        let glued = self.words.iter().filter(|w| named.to_lowercase().contains(w.as_str())).count() >= 2;
        let own = words.iter().take(3).any(|w| self.bears(w)) || glued && words.len() <= 2;
        let fits = words.len() <= 8
            && words.iter().all(|w| {
                !w.starts_with(char::is_lowercase) || is_small(w) || self.bears(w) || w.contains('@')
            });
        (own && fits && !named.ends_with(['?', ':', ',']))
            || (self.initialled(first) && words.len() <= 3 && is_figures(&words))
    }
}

fn is_figures(words: &[&str]) -> bool {
    words.iter().skip(1).all(|w| w.bytes().any(|b| b.is_ascii_digit()))
}

fn is_small(word: &str) -> bool {
    matches!(
        word,
        "of" | "and"
            | "the"
            | "for"
            | "de"
            | "von"
            | "van"
            | "cell"
            | "home"
            | "work"
            | "fax"
            | "office"
            | "x"
            | "ext"
            | "at"
            | "phone"
            | "tel"
            | "c"
            | "w"
            | "h"
            | "o"
    )
}

/// The first line of the tail: the highest close, name or dash below which every line may be a tail's.
fn first_line(lines: &[Line<'_>], writer: &Writer) -> Option<usize> {
    let from = lines.len().saturating_sub(TAIL_LINES_MAX);
    let open = (from..lines.len()).rev().take_while(|i| may_be_tail(lines[*i].text));
    let reach: Vec<usize> = open.collect();
    let alone = lines.len() == 1;
    let strong = |i: &&usize| is_strong(lines[**i].text, writer, alone);
    let highest = reach.iter().rev().find(strong).copied();
    highest.or_else(|| last_word(lines, writer)).or_else(|| contact_block(lines, &reach))
}

fn is_strong(line: &str, writer: &Writer, alone: bool) -> bool {
    if alone {
        return is_program(line);
    }
    is_dash(line) || is_close(line) || writer.signs(line) || is_program(line)
}

/// Bytes of the longest rule that stands over a signature.
const RULE_BYTES_MAX: usize = 40;

/// "-- " that programs set before a signature.
fn is_dash(line: &str) -> bool {
    matches!(line, "--" | "---" | "—" | "__" | "___")
        || (is_drawn(line) && line.len() < RULE_BYTES_MAX && !line.starts_with('*'))
}

/// A single name or initials at the very end, under white or a close.
fn last_word(lines: &[Line<'_>], writer: &Writer) -> Option<usize> {
    const NOT_NAMES: [&str; 14] = [
        "ok",
        "yes",
        "no",
        "fyi",
        "done",
        "agreed",
        "great",
        "good",
        "sure",
        "pls",
        "perfect",
        "confirmed",
        "hi",
        "end",
    ];
    let at = lines.len().checked_sub(1).filter(|i| *i > 0)?;
    let line = lines.get(at).filter(|l| l.gap)?;
    let word = line.text.trim_start_matches(['-', '~', ' ', '–', '—']).trim_end_matches(['.', ',']);
    let letters = word.chars().all(|c| c.is_alphabetic() || c == '.');
    let shaped = word.starts_with(char::is_uppercase) && (2..=12).contains(&word.len())
        || matches!(word.len(), 1) && word != "I";
    let listed = writer.words.len() > 1 && word.len() > 12;
    (letters && shaped && !listed && !NOT_NAMES.contains(&word.to_lowercase().as_str())).then_some(at)
}

/// Two lines or more of numbers and addresses at the end, without a name.
fn contact_block(lines: &[Line<'_>], reach: &[usize]) -> Option<usize> {
    let block: Vec<usize> = reach.iter().copied().take_while(|i| is_contact(lines[*i].text)).collect();
    block.last().copied().filter(|first| block.len() >= 2 && *first > 0 && lines[*first].gap)
}

/// "Sent from my iPhone".
fn is_program(line: &str) -> bool {
    let low = line.trim_start_matches(['*', ' ', '-', '_']).to_lowercase();
    let opens = [
        "sent from my",
        "sent via",
        "sent wirelessly",
        "sent from blackberry",
        "sent from a ",
        "sent with ",
        "sent from mobile",
        "envoyé de mon",
        "envoyé depuis",
        "von meinem",
        "enviado desde mi",
        "get outlook for",
    ];
    low.len() <= TAIL_LINE_BYTES_MAX && opens.iter().any(|o| low.starts_with(o))
}

/// Whether a line may stand in a tail: short, and no sentence.
fn may_be_tail(line: &str) -> bool {
    if is_program(line) || is_close(line) {
        return true;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let small = words
        .iter()
        .filter(|w| {
            w.starts_with(char::is_lowercase)
                && !is_small(w)
                && !w.contains('@')
                && !w.starts_with("www")
                && !w.starts_with("http")
        })
        .count();
    let ends = line.ends_with(['?', '!', ':', ';']) || (line.ends_with(['.', ',']) && small >= 1);
    line.len() <= TAIL_LINE_BYTES_MAX && !(small >= 3 || (ends && words.len() >= 3)) && !line.ends_with('?')
}

/// Numbers, addresses of mail and of the web.
fn is_contact(line: &str) -> bool {
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let words = line.split_whitespace().filter(|w| w.chars().all(char::is_alphabetic)).count();
    let low = line.to_lowercase();
    let labelled = ["phone", "tel", "fax", "cell", "mobile", "office", "direct", "email", "e-mail"]
        .iter()
        .any(|l| low.starts_with(l));
    let addressed = line.contains('@') || low.contains("www.") || low.contains("http");
    words <= 5 && (digits >= 7 || addressed || (labelled && digits >= 4))
}

const CLOSES: [&str; 58] = [
    "thanks",
    "thank you",
    "many thanks",
    "thanks again",
    "thanks much",
    "thanks so much",
    "thanks a lot",
    "thank you very much",
    "thx",
    "tks",
    "tx",
    "regards",
    "best",
    "best regards",
    "kind regards",
    "warm regards",
    "warmest regards",
    "with regards",
    "with best regards",
    "best wishes",
    "all the best",
    "cheers",
    "sincerely",
    "sincerely yours",
    "yours sincerely",
    "yours truly",
    "yours",
    "very truly yours",
    "respectfully",
    "cordially",
    "warmly",
    "love",
    "take care",
    "talk soon",
    "talk to you soon",
    "see you soon",
    "ciao",
    "your pal",
    "as ever",
    "xo",
    "xoxo",
    "with thanks",
    "thanks in advance",
    "rgds",
    "cordialement",
    "bien cordialement",
    "bien à vous",
    "bien à toi",
    "amitiés",
    "amicalement",
    "merci",
    "merci d'avance",
    "sincères salutations",
    "mit freundlichen grüßen",
    "viele grüße",
    "beste grüße",
    "saludos",
    "un saludo",
];

/// Words of a name that may stand on the line of a close.
const CLOSE_NAME_WORDS_MAX: usize = 3;

/// A close, alone or with the name: "Regards,", "Thanks, AS", "Your pal, Craig."
fn is_close(line: &str) -> bool {
    let bare = line.trim_start_matches(['-', ' ']);
    let low = bare.to_lowercase();
    let rest = CLOSES
        .iter()
        .filter_map(|c| low.strip_prefix(c))
        .filter(|r| !r.starts_with(char::is_alphanumeric))
        .min_by_key(|r| r.len());
    let Some(rest) = rest.and_then(|r| bare.get(bare.len().checked_sub(r.len())?..)) else { return false };
    let name = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = words.iter().all(|w| w.starts_with(char::is_uppercase));
    let apart = rest.starts_with([',', '.', '!', '-', '–', '—', ';']) || words.len() <= 2;
    words.len() <= CLOSE_NAME_WORDS_MAX && capital && apart && !rest.contains('?')
}

/// Roles of the lines from `first` on.
fn sign(lines: &[Line<'_>], first: usize, writer: &Writer, roles: &mut Vec<(usize, FieldRole)>) {
    let (mut named, mut posted) = (false, false);
    for (i, line) in lines.iter().enumerate().skip(first) {
        let role = if is_close(line.text) {
            FieldRole::Close
        } else if !named
            && !is_program(line.text)
            && (writer.signs(line.text)
                || look::is_name(line.text)
                || i + 1 == lines.len() && is_plain(line.text))
        {
            named = true;
            FieldRole::Signer
        } else if named && !posted && look::is_post(line.text) {
            posted = true;
            FieldRole::Post
        } else {
            FieldRole::Signature
        };
        roles.push((i, role));
    }
}

fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '—'))
        && text.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines;

    fn read(text: &str, name: &str) -> String {
        let all = lines(text);
        let roles = tail(&all, Some(&Party::named(name)));
        let told = roles.iter().map(|(i, role)| format!("{role:?}: {}", all[*i].text));
        told.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_tail_is_read_from_the_close_to_the_last_number() {
        let text = "Please find the draft.\n\nRegards,\n\nAnna Smith\nPrivate Secretary\nPhone: 020 7946 0123\nanna@example.org\n";
        assert_eq!(
            read(text, "Smith, Anna"),
            "Close: Regards,\n\
             Signer: Anna Smith\n\
             Post: Private Secretary\n\
             Signature: Phone: 020 7946 0123\n\
             Signature: anna@example.org"
        );
    }

    #[test]
    fn notices_of_lawyers_and_programs_are_no_text() {
        let text = "See you there.\n\nBob\nSent from my iPhone\n\nThis e-mail is confidential and intended only for its reader.\nDelete it.\n";
        assert_eq!(
            read(text, "Bob Jones"),
            "PageHead: This e-mail is confidential and intended only for its reader.\n\
             PageHead: Delete it.\n\
             Signer: Bob\n\
             Signature: Sent from my iPhone"
        );
    }

    #[test]
    fn a_notice_stands_right_below_a_line_that_ends_early() {
        let text = "No news yet.\n\nBob\nhttp://www.example.org/\nThis e-mail (and any attachments) is confidential and may contain personal views.\nDo not copy it.\n";
        assert_eq!(
            read(text, "Bob Jones"),
            "PageHead: This e-mail (and any attachments) is confidential and may contain personal views.\n\
             PageHead: Do not copy it.\n\
             Signer: Bob\n\
             Signature: http://www.example.org/"
        );
    }

    #[test]
    fn closes_hold_the_name_or_stand_over_it() {
        for line in
            ["Thanks,", "Thanks, AS", "Best,", "Your pal, Craig.", "Cordialement", "Thank you.", "Thanks!"]
        {
            assert!(is_close(line), "{line}");
        }
        for line in [
            "Thanks for the draft",
            "Best to call her",
            "Love it!",
            "Thanks, I will call you then",
            "Regards the draft, no",
        ] {
            assert!(!is_close(line), "{line}");
        }
    }

    #[test]
    fn what_is_said_last_is_not_a_signature() {
        for text in ["Anna,\n\nWe meet on Friday.\n", "Thoughts?\n", "I called.\n\nYes\n", "Thanks, Anna\n"] {
            assert_eq!(read(text, "Bob Jones"), "", "{text}");
        }
    }
}
