//! What follows the number of a cited paper: the posts that it went to, its numbers there, a paragraph of it.

use super::Parsed;
use crate::rules::Rule;
use crate::rules::lexicon::KNOWN;
use crate::rules::pattern::Fit;
use crate::tokens::{Shape, Token};
use chancery_office::reading::{Cited, RoleName, What};

/// Posts that one citation may name.
const POSTS_MAX: usize = 8;
/// Numbers that one citation may list behind its first.
const NUMBERS_MAX: usize = 8;
/// Words between one post and the next: ", repeated for information to".
const JOINTS_MAX: usize = 4;

/// A citation by number with all that belongs to it: "Deptel 3837 to Paris repeated Saigon 4766".
pub(super) fn lengthened(rule: &Rule, parsed: &Parsed<'_>, fit: Fit) -> Fit {
    let number = fit.captures.iter().find(|c| c.0 == RoleName::Number).map(|c| c.2);
    let Some(number) = number.filter(|_| rule.what == What::Reference(Cited::Numbered)) else { return fit };
    let tokens = &parsed.tokens;
    let mut fit = fit;
    let mut at = listed(tokens, number).last().map_or(fit.last.max(number), |n| n + 1);
    for _ in 0..POSTS_MAX {
        let Some((end, number)) = post_behind(tokens, at) else { break };
        fit.captures.extend(number.map(|n| (RoleName::Number, n, n + 1)));
        at = end;
    }
    fit.last = paragraph(tokens, at).unwrap_or(at).max(fit.last);
    fit
}

/// The numbers that stand in a list with the one that ends at `at`: "telegrams 893 and 899".
pub(super) fn listed(tokens: &[Token<'_>], at: usize) -> Vec<usize> {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.low.as_str());
    let (mut at, mut out) = (at, Vec::new());
    while out.len() < NUMBERS_MAX {
        let next = match (word(at), word(at + 1)) {
            (",", "and") => at + 2,
            ("," | "and" | "&", _) => at + 1,
            _ => break,
        };
        if !is_number(tokens, next) {
            break;
        }
        out.push(next);
        at = next + 1;
    }
    out
}

/// Whether a number of a paper stands at `at`, not an hour or the day of a month.
fn is_number(tokens: &[Token<'_>], at: usize) -> bool {
    let month = tokens.get(at + 1).is_some_and(|t| t.classes.has(KNOWN.month));
    tokens.get(at).is_some_and(|t| t.shape == Shape::Number && !t.text.contains(':')) && !month
}

/// A post behind a number, and its own number for the paper: "to Paris", ", repeated Saigon 4766".
fn post_behind(tokens: &[Token<'_>], at: usize) -> Option<(usize, Option<usize>)> {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.low.as_str());
    let joins = |i: &usize| {
        let link = [
            "rptd",
            "repeated",
            "rpt",
            "repeat",
            "sent",
            "info",
            "information",
            "for",
            "also",
            "pouched",
            "to",
            "and",
            ",",
        ];
        link.contains(&word(*i))
    };
    let joints = (at..at + JOINTS_MAX).take_while(joins).count();
    let post = post(tokens, at + joints)?;
    let number = is_number(tokens, post).then_some(post);
    let whom = joints == 1 && word(at) == "to"
        || (at..at + joints).any(|i| matches!(word(i), "rptd" | "repeated" | "rpt"));
    (number.is_some() || whom).then_some((post + usize::from(number.is_some()), number))
}

/// The end of a post's name: "Paris", "Tel Aviv", "USUN".
fn post(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    // ", Deptel 4330" is another paper.
    let capital = |i: usize| {
        tokens.get(i).is_some_and(|t| t.shape == Shape::Capital && !t.classes.has(KNOWN.telegraph))
    };
    let known = |i: usize| {
        let place = |t: &Token<'_>| t.classes.has(KNOWN.city) || t.classes.has(KNOWN.body);
        capital(i) && tokens.get(i).is_some_and(place)
    };
    let command = capital(at)
        && tokens.get(at).is_some_and(|t| t.text.len() > 1 && t.text.bytes().all(|b| b.is_ascii_uppercase()));
    match () {
        () if known(at) || command => Some(at + 1),
        () if capital(at) && known(at + 1) => Some(at + 2),
        () => None,
    }
}

/// ", paragraph 7", "(para 3" behind a citation.
fn paragraph(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let comma = at + usize::from(tokens.get(at).is_some_and(|t| t.is(",") || t.is("(")));
    let word = tokens.get(comma).filter(|t| {
        matches!(t.low.as_str(), "paragraph" | "paragraphs" | "para" | "paras" | "section" | "page")
    });
    word.filter(|_| is_number(tokens, comma + 1)).map(|_| comma + 2)
}

#[cfg(test)]
mod tests {
    use crate::{Context, read};
    use chancery_office::reading::{Finding, RoleName};

    /// The citations of a sentence, each with its numbers.
    fn cited(text: &str) -> Vec<String> {
        let reading = read(text, &Context::default());
        let numbers = |f: &Finding| -> Vec<String> {
            f.roles.iter().filter(|r| r.name == RoleName::Number).map(|r| r.value.clone()).collect()
        };
        let told = reading.findings.iter().filter(|f| f.role(RoleName::Number).is_some());
        told.map(|f| format!("{}: {}", f.evidence.of(text), numbers(f).join(" "))).collect()
    }

    #[test]
    fn a_telegram_sent_to_several_posts_is_one_paper_with_a_number_at_each() {
        assert_eq!(
            cited("We refer to Deptel 3837 to Paris repeated Saigon 4766, which says so."),
            ["Deptel 3837 to Paris repeated Saigon 4766: 3837 4766"]
        );
        assert_eq!(
            cited("We refer to Deptel 4309 repeated information Paris 3506, Deptel 4330, which say so."),
            ["Deptel 4309 repeated information Paris 3506: 4309 3506", "Deptel 4330: 4330"]
        );
        assert_eq!(
            cited("We refer to Embtel 870, paragraph 7, which says so."),
            ["Embtel 870, paragraph 7: 870"]
        );
    }

    #[test]
    fn numbers_in_a_list_are_papers_of_their_own() {
        assert_eq!(
            cited("We refer to your telegrams 893 and 899, which say so."),
            ["your telegrams 893 and 899: 893", "your telegrams 893 and 899: 899"]
        );
    }

    #[test]
    fn a_number_before_a_date_is_not_its_day() {
        let text = "Paris, July 9, 1956.\n\nWe refer to Tel Aviv's 1, July 2, and Embtel 19 of July 2, 1956, on Syria.";
        let all = cited(text);
        assert!(all.iter().any(|c| c == "Embtel 19 of July 2, 1956: 19"), "{all:?}");
        let text =
            "Paris, July 9, 1956.\n\nWe refer to Tel Aviv's 1 July 2 and to Amman's 6 July 3 on Syria.";
        assert_eq!(cited(text), ["Tel Aviv's 1 July 2: 1", "Amman's 6 July 3: 6"]);
    }
}
