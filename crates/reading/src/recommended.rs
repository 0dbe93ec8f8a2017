//! What a paper recommends, point by point: what stands under its heading "Recommendation", and can be decided one by one.

use std::ops::Range;

/// Recommendations of one paper that are made out.
pub const RECOMMENDED_MAX: usize = 20;
/// Words of a heading, and of a line on which a decision is written.
const HEADING_WORDS_MAX: usize = 8;

/// How a point is numbered; points of one list are numbered alike.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marker {
    Number,
    NumberInBrackets,
    Letter,
    LetterInBrackets,
    Dash,
}

/// A paragraph of a text, or a numbered line within one.
struct Point {
    marker: Option<Marker>,
    /// Its words, without its number.
    words: Range<usize>,
}

/// The recommendations of a text, by the place of their words. Where there is no heading, there are none: that somebody
/// "recommends" in a sentence is for a finding.
pub fn recommended(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut lines = lines(text).peekable();
    while let Some(line) = lines.next() {
        let Some(rest) = after_heading(&text[line.clone()]) else { continue };
        let first = (rest > 0).then_some(line.end - rest..line.end);
        let mut block: Vec<Range<usize>> = first.into_iter().collect();
        while let Some(next) = lines.next_if(|next| !ends(&text[next.clone()])) {
            block.push(next);
        }
        all.extend(listed(text, &points(text, &block)));
    }
    all.truncate(RECOMMENDED_MAX);
    all
}

fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let start = text.as_ptr() as usize;
    text.lines().map(move |line| {
        let at = line.as_ptr() as usize - start;
        at..at + line.len()
    })
}

/// How many bytes of words stand behind the heading on its line; none where it is no such heading.
fn after_heading(line: &str) -> Option<usize> {
    const HEADINGS: [&str; 6] = [
        "recommendations",
        "recommendation",
        "recommended actions",
        "recommended action",
        "recommended decisions",
        "recommended decision",
    ];
    let bare = unnumbered(line).0.trim_end();
    let heading = HEADINGS.into_iter().find(|heading| begins(bare, heading))?;
    let rest = bare.get(heading.len()..)?;
    match rest.strip_prefix([':', '.', '—', '–']) {
        Some(words) => Some(words.trim_start().len()),
        None => rest.is_empty().then_some(0),
    }
}

fn begins(line: &str, with: &str) -> bool {
    line.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with))
}

/// A line without the number and the portion marking before its words, and how it was numbered.
fn unnumbered(line: &str) -> (&str, Option<Marker>) {
    let line = line.trim_start();
    let (rest, marker) = match marker(line) {
        Some((marker, length)) => (line.get(length..).unwrap_or_default().trim_start(), Some(marker)),
        None => (line, None),
    };
    (without_marking(rest), marker)
}

/// "1.", "2)", "(3)", "a.", "(b)", "iv.", "–" before a space, and how long it is.
fn marker(line: &str) -> Option<(Marker, usize)> {
    let number = line.split([' ', '\t', '\u{a0}']).next().filter(|number| number.len() < line.len())?;
    if matches!(number, "-" | "–" | "—" | "•" | "*") {
        return Some((Marker::Dash, number.len()));
    }
    let inner = number.strip_suffix(['.', ')'])?;
    let bracketed = inner.strip_prefix('(');
    let (inner, bracketed) = (bracketed.unwrap_or(inner), bracketed.is_some());
    let digits = (1..=2).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit());
    let letter = inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_alphabetic());
    let roman = (1..=4).contains(&inner.len()) && inner.bytes().all(|b| b"ivxIVX".contains(&b));
    let marker = match (digits, letter || roman, bracketed) {
        (true, _, false) => Marker::Number,
        (true, _, true) => Marker::NumberInBrackets,
        (_, true, false) => Marker::Letter,
        (_, true, true) => Marker::LetterInBrackets,
        _ => return None,
    };
    Some((marker, number.len()))
}

/// Without a portion marking before it: "(C) That …", "(TOP SECRET UK EYES) That …".
fn without_marking(line: &str) -> &str {
    let marking = line.strip_prefix('(').and_then(|inner| inner.split_once(") "));
    match marking {
        Some((inside, rest)) if !inside.is_empty() && !inside.bytes().any(|b| b.is_ascii_lowercase()) => {
            rest.trim_start()
        }
        _ => line,
    }
}

/// The next heading, the signature, what follows it; the lines before belong to what is recommended.
fn ends(line: &str) -> bool {
    const FOLLOWS: [&str; 8] =
        ["cc:", "encl:", "reference:", "attachment", "enclosure", "tab ", "tabs:", "copies:"];
    let bare = unnumbered(line).0.trim_end();
    let words = bare.split_whitespace().count();
    let closed = bare.ends_with(['.', ';', ',', '?', '!', ')', '_', '”', '"', '-', '–']);
    let headed = (1..=HEADING_WORDS_MAX).contains(&words)
        && !closed
        && bare.starts_with(char::is_uppercase)
        && !begins(bare, "that ")
        && !decides(bare)
        && bare.strip_suffix(':').unwrap_or(bare).split_whitespace().all(titled);
    headed || FOLLOWS.iter().any(|follows| begins(bare, follows))
}

/// A word as a heading or a name has it.
fn titled(word: &str) -> bool {
    const SMALL: [&str; 12] = ["and", "of", "the", "for", "to", "in", "on", "with", "by", "a", "an", "or"];
    word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '&') || SMALL.contains(&word)
}

/// A line on which a decision is written, and nothing recommended: "Approve ____ Disapprove ____", "Agree".
fn decides(line: &str) -> bool {
    const DECISIONS: [&str; 17] = [
        "approve",
        "approved",
        "disapprove",
        "disapproved",
        "agree",
        "agreed",
        "disagree",
        "yes",
        "no",
        "discuss",
        "date",
        "see",
        "me",
        "other",
        "not",
        "do",
        "please",
    ];
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| DECISIONS.contains(&word.to_lowercase().as_str()))
}

/// The points of a block: a point begins behind an empty line, or with a number.
fn points(text: &str, block: &[Range<usize>]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let mut apart = true;
    for line in block {
        let words = text[line.clone()].trim_end();
        let (bare, marker) = unnumbered(words);
        let blank = bare.is_empty() || decides(bare) || bare.bytes().all(|b| b == b'_' || b == b' ');
        let (start, end) = (line.start + words.len() - bare.len(), line.start + words.len());
        match points.last_mut() {
            _ if blank => {}
            Some(last) if !apart && marker.is_none() => last.words.end = end,
            _ => points.push(Point { marker, words: start..end }),
        }
        apart = blank;
    }
    points
}

/// Those that are recommended: the list under the words that lead to it; else what begins with "That"; else what says that it
/// is recommended; else the first.
fn listed(text: &str, points: &[Point]) -> Vec<Range<usize>> {
    let words = |point: &Point| &text[point.words.clone()];
    let leads = |point: &Point| words(point).ends_with([':', '—', '–']);
    let after = points.iter().position(leads).map_or(points, |at| points.get(at + 1..).unwrap_or_default());
    let points = if after.is_empty() { points } else { after };
    let of = |keeps: &dyn Fn(&Point) -> bool| -> Vec<Range<usize>> {
        points.iter().filter(|point| keeps(point)).map(|point| point.words.clone()).collect()
    };
    let first = points.iter().find_map(|point| point.marker);
    let ways: [&dyn Fn(&Point) -> bool; 3] = [
        &|point| first.is_some() && (point.marker == first || begins(words(point), "that ")),
        &|point| begins(words(point), "that "),
        &|point| words(point).contains("recommend"),
    ];
    let found = ways.into_iter().map(of).find(|found| !found.is_empty());
    found.unwrap_or_else(|| points.iter().take(1).map(|point| point.words.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&str> {
        recommended(text).into_iter().map(|at| &text[at]).collect()
    }

    #[test]
    fn each_point_under_the_heading_is_a_recommendation() {
        let memorandum = "Discussion\n\nMorocco is willing.\n\nRecommendation\n\n1. That Robert Murphy be asked to\n\
            undertake a special mission.\n\nApprove ____ Disapprove ____\n\n2. That you sign the letter to King Hassan.\n\n\
            William P. Rogers\n";
        assert_eq!(
            of(memorandum),
            [
                "That Robert Murphy be asked to\nundertake a special mission.",
                "That you sign the letter to King Hassan."
            ]
        );
    }

    #[test]
    fn a_submission_of_the_office_numbers_on_and_marks_its_paragraphs() {
        let submission = "Issue\n\n1. (C) The Secretary of State asks for an answer.\n\nRecommendation\n\n2. (C) That the answer be sent.\n\n\
            3. (S) That Washington be told.\n\nTiming\n\n4. (R) By Friday.\n";
        assert_eq!(of(submission), ["That the answer be sent.", "That Washington be told."]);
    }

    #[test]
    fn a_point_that_was_left_without_a_number_is_one_all_the_same() {
        let typed =
            "Recommendation\n\n2. That Mr Bone reply.\n\nThat the Embassy be told.\n\nTiming\n\n3. Today.";
        assert_eq!(of(typed), ["That Mr Bone reply.", "That the Embassy be told."]);
    }

    #[test]
    fn words_that_lead_to_a_list_are_none_of_it() {
        let british = "RECOMMENDATION\n\n2. We recommend that you:\n(a) agree to see him;\n(b) note the line below.\n\nTIMING\n\n3. Today.";
        assert_eq!(of(british), ["agree to see him;", "note the line below."]);
        let tentative =
            "Recommendations:\nThe following are tentative.\n1. Sell the surplus.\n2. Keep the wheat.";
        assert_eq!(of(tentative), ["Sell the surplus.", "Keep the wheat."]);
    }

    #[test]
    fn one_that_is_not_numbered_is_one() {
        for (text, found) in [
            (
                "IV. Recommended Action:\n\nThat you call Mr. Pym.\n\nBackground\n\nHe called.",
                "That you call Mr. Pym.",
            ),
            ("Recommendation: Agree to provide 200 within 90 days.", "Agree to provide 200 within 90 days."),
            (
                "Recommendation\n\nHe is tired.\n\nI recommend that we wait.\n\nPoor",
                "I recommend that we wait.",
            ),
            ("Recommendation\nSign.\nApprove\nDisapprove\n", "Sign."),
        ] {
            assert_eq!(of(text), [found]);
        }
    }

    #[test]
    fn without_a_heading_nothing_is_to_be_decided_point_by_point() {
        for text in [
            "",
            "I recommend that we wait.",
            "The recommendations of the committee were read.",
            "Recommendation",
            "Recommendation\n\nApprove ____\n\nGeorge Shultz",
            "Recommended reading: the telegram.",
        ] {
            assert_eq!(of(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn no_more_are_made_out_than_can_be_shown() {
        let many: String = (1..50).map(|n| format!("{n}. That it be done.\n")).collect();
        assert_eq!(of(&format!("Recommendations\n{many}")).len(), RECOMMENDED_MAX);
    }
}
