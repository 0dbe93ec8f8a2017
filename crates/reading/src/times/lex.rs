//! Finds times among the tokens of a sentence.

use super::clock::{clocked, with_clock};
use super::dates::{date, instant, month_words, shift, stretch, weekday_words, year};
use super::open::{event, vague};
use super::{Bound, Form, TimeWords};
use crate::rules::lexicon::KNOWN;
use crate::tokens::{Shape, Token};
use jiff::civil::{Time, Weekday};

/// What was read at a token: its form, how many tokens, the hour and the weekday said with it.
pub(super) struct Core {
    pub form: Form,
    pub len: usize,
    pub clock: Option<Time>,
    pub weekday: Option<Weekday>,
}

impl Core {
    pub fn new(form: Form, len: usize) -> Self {
        Core { form, len, clock: None, weekday: None }
    }
}

/// The times of a sentence, in order.
pub(crate) fn times(tokens: &[Token<'_>], day_first: bool) -> Vec<TimeWords> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let found = starts_time(&tokens[at]).then(|| time_at(tokens, at, day_first)).flatten();
        at = found.map_or(at + 1, |t| t.last);
        out.extend(found);
    }
    out
}

/// A cheap sieve over tokens.
fn starts_time(token: &Token<'_>) -> bool {
    token.shape == Shape::Number
        || token.classes.has(KNOWN.month)
        || token.classes.has(KNOWN.weekday)
        || token.classes.has(KNOWN.number)
        || token.classes.has(KNOWN.timely)
}

fn time_at(tokens: &[Token<'_>], at: usize, day_first: bool) -> Option<TimeWords> {
    let (bound, skip) = bound(tokens, at);
    let rest = tokens.get(at + skip..)?;
    let lead = skip > 0;
    let core = vague(tokens.get(at..)?)
        .map(|c| (c, 0))
        .or_else(|| {
            clocked(rest, low(tokens, at) == "at", day_first)
                .or_else(|| core(rest, lead, day_first))
                .map(|c| (c, skip))
        })
        .or_else(|| {
            (bound != Bound::Within && bound != Bound::By).then(|| event(rest)).flatten().map(|c| (c, skip))
        })?;
    let (core, skip) = core;
    let core = with_clock(tokens, at + skip, core);
    let last = at + skip + core.len;
    Some(TimeWords { first: at, last, form: core.form, bound, clock: core.clock, weekday: core.weekday })
}

/// A preposition that bounds what follows, and its tokens.
fn bound(tokens: &[Token<'_>], at: usize) -> (Bound, usize) {
    let word = |i: usize| tokens.get(at + i).map_or("", |t| t.low.as_str());
    match (word(0), word(1)) {
        ("prior", "to") => (Bound::Before, 2),
        ("in", "advance") if word(2) == "of" => (Bound::Before, 3),
        ("not", "later") | ("no", "later") if word(2) == "than" => (Bound::By, 3),
        ("by" | "within", _) => (Bound::By, 1),
        ("before" | "until" | "till" | "pending", _) => (Bound::Before, 1),
        ("after" | "following" | "since", _) => (Bound::After, 1),
        ("in" | "on" | "at" | "during" | "around" | "about" | "from", _) => (Bound::Within, 1),
        _ => (Bound::Within, 0),
    }
}

pub(super) fn low<'a>(tokens: &'a [Token<'_>], i: usize) -> &'a str {
    tokens.get(i).map_or("", |t| t.low.as_str())
}

fn core(t: &[Token<'_>], lead: bool, day_first: bool) -> Option<Core> {
    date(t, day_first)
        .or_else(|| weekday_words(t))
        .or_else(|| shift(t))
        .or_else(|| stretch(t, lead))
        .or_else(|| month_words(t, lead))
        .or_else(|| instant(t))
        .or_else(|| lead.then(|| year(t.first()?)).flatten().map(|y| Core::new(Form::Year(y), 1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::times::Lean;
    use crate::tokens::tokens;
    use chancery_office::reading::Grain;
    use jiff::civil::Date;

    /// The times of a sentence in a letter of 14 October 1982, as "words = from..until clock grain".
    fn read(text: &str, lean: Lean) -> Vec<String> {
        let all = tokens(text, &[(0, text.len())], 200);
        let show = |t: &TimeWords| {
            let when = t.resolve(Date::new(1982, 10, 14).ok(), lean)?;
            let words = text.get(all[t.first].start..all[t.last - 1].end())?;
            let day = |d: Option<Date>| d.map_or(String::new(), |d| d.to_string());
            let clock = when.clock.map_or(String::new(), |c| format!(" {}", c.strftime("%H:%M")));
            let grain = if matches!(when.grain, Grain::Event | Grain::Vague) {
                format!(" {:?}", when.grain)
            } else {
                String::new()
            };
            Some(format!("{words} = {}..{}{clock}{grain}", day(when.from), day(when.until)))
        };
        times(&all, true).iter().filter_map(show).collect()
    }

    #[test]
    fn what_lies_ahead() {
        for (text, found) in [
            ("a meeting at 1100 on 15 October.", "at 1100 on 15 October = 1982-10-15..1982-10-16 11:00"),
            ("in Washington next month", "next month = 1982-11-01..1982-12-01"),
            ("in Moscow in November", "in November = 1982-11-01..1982-12-01"),
            ("deliver it by January 1", "by January 1 = ..1983-01-02"),
            ("see him tomorrow at 9:30 a.m.", "tomorrow at 9:30 a.m. = 1982-10-15..1982-10-16 09:30"),
            ("on Tuesday next", "on Tuesday next = 1982-10-19..1982-10-20"),
            ("in the next two to three weeks", "in the next two to three weeks = 1982-10-14..1982-11-05"),
            (
                "prior to resumption of the Madrid meeting for",
                "prior to resumption of the Madrid meeting = .. Event",
            ),
            ("advise him soonest", "soonest = .. Vague"),
            ("in the months ahead", "in the months ahead = .. Vague"),
            ("before 3 November 1982", "before 3 November 1982 = ..1982-11-03"),
            ("on the 20th instant", "on the 20th instant = 1982-10-20..1982-10-21"),
            ("next week", "next week = 1982-10-18..1982-10-25"),
            ("October 15 at 9 p. m.", "October 15 at 9 p. m. = 1982-10-15..1982-10-16 21:00"),
            ("by the end of November", "by the end of November = ..1982-12-01"),
        ] {
            assert_eq!(read(text, Lean::Future), [found], "{text}");
        }
    }

    #[test]
    fn what_lies_behind() {
        for (text, found) in [
            ("your letter of 3 March", "3 March = 1982-03-03..1982-03-04"),
            ("my letter of the 15th ultimo", "the 15th ultimo = 1982-09-15..1982-09-16"),
            ("he left ten days ago", "ten days ago = 1982-10-04..1982-10-15"),
            ("on Friday", "on Friday = 1982-10-08..1982-10-09"),
            ("in December", "in December = 1981-12-01..1982-01-01"),
            ("last night", "last night = 1982-10-13..1982-10-14"),
        ] {
            assert_eq!(read(text, Lean::Past), [found], "{text}");
        }
    }

    #[test]
    fn words_that_are_no_times() {
        for text in [
            "London SW1A 2AH",
            "the second meeting",
            "in a few areas",
            "he may go",
            "they march",
            "six points",
            "1100 men",
        ] {
            assert_eq!(read(text, Lean::Future), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_weekday_that_contradicts_its_date_is_told() {
        let text = "on Monday, October 15, 1982";
        let all = tokens(text, &[(0, text.len())], 200);
        let found = times(&all, true);
        let conflict = found.first().and_then(|t| t.conflict(None, Lean::Future));
        assert_eq!(conflict.map(|(d, w)| (d.to_string(), w)), Some(("1982-10-15".into(), Weekday::Monday)));
    }
}
