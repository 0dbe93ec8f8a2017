//! Phrases: who acts, what is talked of, how far a clause goes.

use super::lexicon::KNOWN;
use crate::tokens::{End, Shape, Token, is_in_capitals};

/// Tokens of the longest clause.
const CLAUSE_TOKENS_MAX: usize = 60;
/// Tokens of the longest name.
const NAME_TOKENS_MAX: usize = 9;
/// Names joined in one actor.
const JOINED_MAX: usize = 6;
/// Tokens of the longest noun phrase.
const THING_TOKENS_MAX: usize = 24;
/// Tokens within which a clause's "would" or "should" stands.
const MODAL_TOKENS_MAX: usize = 28;

/// Words that stand for somebody.
fn is_somebody(token: &Token<'_>) -> bool {
    token.classes.has(KNOWN.person)
}

/// A word with a capital that is not merely the first of a sentence.
pub(crate) fn is_named(token: &Token<'_>) -> bool {
    let c = token.classes;
    let k = &*KNOWN;
    let function =
        [k.determiner, k.preposition, k.pronoun, k.adverb, k.auxiliary, k.modal, k.negation, k.hypothesis]
            .into_iter()
            .any(|class| c.has(class));
    let time = c.has(k.weekday) || (c.has(k.month) && !token.is("may"));
    token.shape == Shape::Capital
        && (!function || c.has(k.title))
        && !time
        && (!c.has(k.stop) || c.has(k.body))
}

fn is_office_noun(token: &Token<'_>) -> bool {
    let (c, k) = (token.classes, &*KNOWN);
    c.has(k.post) || c.has(k.body) || c.has(k.people)
}

/// Where an actor that begins at `at` may end, longest first.
///
/// It is asked by many rules of the same whole sentence, and worked out once.
pub(crate) fn actor_ends(tokens: &[Token<'_>], at: usize) -> [Option<usize>; 3] {
    let ends = |t: &Token<'_>| t.phrases.actor.get_or_init(|| ends_of_actor(tokens, at)).map(End::get);
    tokens.get(at).map_or([None; 3], ends)
}

fn ends_of_actor(tokens: &[Token<'_>], at: usize) -> [End; 3] {
    let Some((short, long)) = one_actor(tokens, at).filter(|_| !is_order(tokens, at)) else {
        return [End::default(); 3];
    };
    let joined = joined_end(tokens, long);
    [(joined > long).then_some(joined), Some(long), (short < long).then_some(short)].map(End::from)
}

/// "Inform Kawilarang": a verb at the head of a sentence is no part of the name behind it.
fn is_order(tokens: &[Token<'_>], at: usize) -> bool {
    const ORDERS: [&str; 12] = [
        "inform", "advise", "tell", "ask", "assure", "urge", "remind", "request", "instruct", "notify",
        "convey", "believe",
    ];
    let word = tokens.get(at).is_some_and(|t| ORDERS.contains(&t.low.as_str()));
    word && tokens.get(at + 1).is_some_and(|t| t.shape == Shape::Capital || t.classes.has(KNOWN.determiner))
}

/// The end of "A and B" or "A, B, and C" whose first name ends at `end`.
fn joined_end(tokens: &[Token<'_>], end: usize) -> usize {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.low.as_str());
    let (mut at, mut last, mut listed) = (end, end, false);
    for _ in 0..JOINED_MAX {
        let (next, closes) = match (word(at), word(at + 1)) {
            ("and" | "or" | "nor" | "&", _) => (at + 1, true),
            (",", "and" | "or") if listed => (at + 2, true),
            (",", _) => (at + 1, false),
            _ => break,
        };
        let Some((_, long)) = one_actor(tokens, next) else { break };
        listed |= !closes;
        at = long;
        if closes {
            last = long;
        }
    }
    last
}

/// One name or office: its end without and with "of …", "to …" behind it.
fn one_actor(tokens: &[Token<'_>], at: usize) -> Option<(usize, usize)> {
    let first = tokens.get(at)?;
    if is_somebody(first) {
        return Some((at + 1, at + 1));
    }
    let determined = tokens
        .iter()
        .skip(at)
        .take(2)
        .take_while(|t| t.classes.has(KNOWN.determiner) && !t.is("that"))
        .count();
    let start = at + determined;
    let end = name_end(tokens, start, determined > 0)?;
    Some((end, office_of(tokens, end).unwrap_or(end)))
}

/// The end of a run of names and office nouns; after an article an adjective or two may lead.
fn name_end(tokens: &[Token<'_>], start: usize, determined: bool) -> Option<usize> {
    let fits =
        |t: &Token<'_>| is_named(t) || (is_office_noun(t) && t.is_word()) || t.classes.has(KNOWN.title);
    let lead = tokens
        .iter()
        .skip(start)
        .take(2)
        .take_while(|t| determined && t.shape == Shape::Lower && !fits(t))
        .count();
    let from = start + lead;
    let run = tokens.iter().skip(from).take(NAME_TOKENS_MAX).take_while(|t| fits(t)).count();
    let last = tokens.get((from + run).checked_sub(1)?).filter(|_| run > 0)?;
    let animate = is_named(last) || is_office_noun(last);
    let adjectives = tokens
        .iter()
        .skip(start)
        .take(lead)
        .all(|t| !t.classes.has(KNOWN.stop) && !t.classes.has(KNOWN.preposition));
    (animate && adjectives && !last.classes.has(KNOWN.inanimate)).then_some(from + run)
}

/// "of State for Economic Affairs", "to Poland" after an office.
fn office_of(tokens: &[Token<'_>], end: usize) -> Option<usize> {
    let office = tokens
        .get(end.checked_sub(1)?)
        .is_some_and(|t| t.classes.has(KNOWN.post) || t.classes.has(KNOWN.body));
    let links = tokens.get(end).is_some_and(|t| matches!(t.low.as_str(), "of" | "for" | "to" | "in" | "at"));
    if !office || !links {
        return None;
    }
    let the = usize::from(tokens.get(end + 1).is_some_and(|t| t.is("the")));
    let run = tokens.iter().skip(end + 1 + the).take(NAME_TOKENS_MAX).take_while(|t| is_named(t)).count();
    let whole = end + 1 + the + run;
    (run > 0).then(|| office_of(tokens, whole).unwrap_or(whole))
}

/// The end of a noun phrase that begins at `at`; of several in a list where `list`.
///
/// It is asked by many rules of the same whole sentence, and worked out once.
pub(crate) fn thing_end(tokens: &[Token<'_>], at: usize, list: bool) -> Option<usize> {
    let phrases = &tokens.get(at)?.phrases;
    let known = if list { &phrases.things } else { &phrases.thing };
    known.get_or_init(|| end_of_thing(tokens, at, list).into()).get()
}

fn end_of_thing(tokens: &[Token<'_>], at: usize, list: bool) -> Option<usize> {
    let (mut end, mut joined, mut listed) = (at, false, false);
    if tokens.get(at).is_some_and(|t| t.classes.has(KNOWN.preposition)) {
        return None;
    }
    while end < tokens.len() && end - at < THING_TOKENS_MAX {
        let token = &tokens[end];
        joined |= matches!(token.low.as_str(), "and" | "or" | "nor");
        let comma = token.is(",") && list && !joined && end > at;
        let quote = matches!(token.text, "\"" | "“" | "”" | "'" | "‘" | "’" | "%" | "&");
        listed |= comma;
        if !(comma || quote || goes_on(tokens, at, end)) {
            break;
        }
        end += 1;
    }
    if listed && !joined {
        return thing_end(tokens, at, false);
    }
    while end > at && tokens.get(end - 1).is_some_and(dangles) {
        end -= 1;
    }
    tokens.get(at..end)?.iter().any(is_noun).then_some(end)
}

fn dangles(token: &Token<'_>) -> bool {
    let joint = matches!(token.low.as_str(), "and" | "or" | "," | "nor" | "the" | "a");
    joint || token.classes.has(KNOWN.preposition) || token.classes.has(KNOWN.determiner)
}

fn is_noun(token: &Token<'_>) -> bool {
    let (c, k) = (token.classes, &*KNOWN);
    let empty = c.has(k.determiner) || c.has(k.preposition) || c.has(k.pronoun) || c.has(k.adverb);
    token.is_word() && !empty
}

/// Whether a noun phrase goes on at token `end`.
fn goes_on(tokens: &[Token<'_>], at: usize, end: usize) -> bool {
    let token = &tokens[end];
    let (c, k) = (token.classes, &*KNOWN);
    let next = tokens.get(end + 1);
    match token.low.as_str() {
        "with" => end > at && tokens.get(end - 1).is_some_and(|t| is_relation(&t.low)),
        "in" | "on" => end > at && next.is_some_and(|n| !n.classes.has(k.city) && !is_time(n)),
        "and" | "or" | "nor" => {
            end > at
                && next.is_some_and(|n| {
                    !n.classes.has(k.person) && !n.classes.has(k.modal) && !n.classes.has(k.auxiliary)
                })
        }
        "either" | "neither" | "both" => end == at,
        "this" => next.is_some_and(|n| n.is_word() && !is_time(n)),
        "next" | "last" => {
            next.is_some_and(|n| !is_time(n) && !matches!(n.low.as_str(), "month" | "week" | "year"))
        }
        "'s" => true,
        "us" | "them" => end > at && tokens.get(end - 1).is_some_and(|t| t.is("between")),
        _ if token.shape == Shape::Point => false,
        _ if c.has(k.person) || (c.has(k.stop) && token.shape == Shape::Lower) => false,
        _ => !is_time(token) || token.shape == Shape::Number,
    }
}

fn is_relation(low: &str) -> bool {
    let talk = low.starts_with("talk") || low.starts_with("meeting") || low.starts_with("discussion");
    talk || matches!(
        low,
        "relations"
            | "relationship"
            | "contacts"
            | "negotiations"
            | "conversations"
            | "consultations"
            | "treaty"
    )
}

fn is_time(token: &Token<'_>) -> bool {
    let (c, k) = (token.classes, &*KNOWN);
    let number = token.shape == Shape::Number;
    number || ((c.has(k.weekday) || c.has(k.month)) && token.shape == Shape::Capital)
}

/// The end of the clause that begins at `at`.
pub(crate) fn clause_end(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    tokens.get(at).and_then(|t| t.phrases.clause.get_or_init(|| end_of_clause(tokens, at).into()).get())
}

/// What begins with "if" or "on the question of" says its own only behind its comma.
fn end_of_clause(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let last = tokens.len().min(at + CLAUSE_TOKENS_MAX);
    let end = end_of_words(tokens, at, last)?;
    let behind = tokens.get(end..end + 2).is_some_and(|t| t[0].is(",") && !joins(&t[1].low));
    let own = (behind && leads(tokens, at)).then(|| end_of_words(tokens, end + 1, last)).flatten();
    own.or(Some(end))
}

fn end_of_words(tokens: &[Token<'_>], at: usize, last: usize) -> Option<usize> {
    let mut end = at;
    while end < last && !ends_clause(tokens, end) {
        end = aside_end(tokens, end).unwrap_or(end + 1);
    }
    let end = end.min(last);
    let end =
        (at..end).rev().find(|i| tokens.get(*i).is_some_and(|t| t.shape != Shape::Point)).map(|i| i + 1)?;
    (end > at).then_some(end)
}

/// Whether a clause begins with what only leads up to it.
fn leads(tokens: &[Token<'_>], at: usize) -> bool {
    let binds = |word: &str| {
        matches!(
            word,
            "if" | "when"
                | "unless"
                | "while"
                | "since"
                | "as"
                | "until"
                | "after"
                | "before"
                | "once"
                | "given"
        )
    };
    let said = at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.is("that"));
    tokens.get(at).is_some_and(|t| binds(&t.low) || said && t.classes.has(KNOWN.preposition))
}

fn joins(word: &str) -> bool {
    matches!(word, "and" | "but" | "or" | "so" | "which" | "who")
}

/// The end of a short aside in brackets.
fn aside_end(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let closes = |i: &usize| tokens.get(*i).is_some_and(|t| t.is(")"));
    let opens = tokens.get(at).is_some_and(|t| t.is("("));
    opens.then(|| (at..at + ASIDE_TOKENS_MAX).find(closes).map(|i| i + 1)).flatten()
}

/// Whether a clause goes on with a small letter behind an aside.
fn goes_behind(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.is_word() && t.shape == Shape::Lower)
}

/// Tokens of the longest aside in brackets that a clause goes on behind.
const ASIDE_TOKENS_MAX: usize = 12;

fn ends_clause(tokens: &[Token<'_>], i: usize) -> bool {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.low.as_str());
    match word(i) {
        "(" => aside_end(tokens, i).is_none_or(|end| !goes_behind(tokens, end)),
        ";" | ":" | "—" | "?" | "because" | "although" | "though" | "whereas" => true,
        "." | "!" => {
            i + 1 >= tokens.len() || tokens.get(i + 1).is_some_and(|t| t.spaced && t.shape == Shape::Capital)
        }
        "," => {
            let next = word(i + 1);
            let joins = matches!(
                next,
                "and"
                    | "but"
                    | "or"
                    | "so"
                    | "which"
                    | "who"
                    | "while"
                    | "since"
                    | "as"
                    | "if"
                    | "though"
                    | "although"
                    | "because"
                    | "whereas"
                    | "however"
                    | "yet"
                    | "then"
            );
            let subject = matches!(next, "i" | "we" | "he" | "she" | "they" | "it" | "there" | "you");
            let that = next == "and" && matches!(word(i + 2), "that" | "when" | "while");
            subject || that || (joins && !lists_on(tokens, i + 2, next))
        }
        "but" => true,
        "and" => {
            let finite = matches!(
                word(i + 1),
                "is" | "are" | "was" | "were" | "has" | "had" | "will" | "would" | "should"
            );
            finite || matches!(word(i + 1), "that" | "when" | "while")
        }
        _ => false,
    }
}

/// Whether ", and" goes on with a list and does not open a clause of its own.
fn lists_on(tokens: &[Token<'_>], at: usize, joint: &str) -> bool {
    let opens = actor_ends(tokens, at)
        .into_iter()
        .flatten()
        .any(|end| tokens.get(end).is_some_and(|t| t.shape == Shape::Lower && !t.is("and")));
    joint == "and"
        && !opens
        && !tokens.get(at).is_some_and(|t| {
            t.classes.has(KNOWN.modal) || t.classes.has(KNOWN.auxiliary) || t.low.ends_with("ed")
        })
}

/// The end of a clause that says what would, should, will or shall be.
pub(crate) fn modal_end(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let end = clause_end(tokens, at).filter(|_| !tokens.get(at).is_some_and(|t| t.is("to")))?;
    let is_modal = |t: &Token<'_>| matches!(t.low.as_str(), "would" | "should" | "will" | "shall" | "must");
    tokens.get(at..end.min(at + MODAL_TOKENS_MAX))?.iter().any(is_modal).then_some(end)
}

/// The end of a clause that begins with a verb in its plain form.
pub(crate) fn verb_end(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let (c, k) = (token.classes, &*KNOWN);
    let other = c.has(k.determiner)
        || c.has(k.preposition)
        || c.has(k.pronoun)
        || c.has(k.modal)
        || c.has(k.negation);
    if c.has(k.adverb) && !c.has(k.deed) {
        return verb_end(tokens, at + 1);
    }
    (token.shape == Shape::Lower && !other).then(|| clause_end(tokens, at)).flatten()
}

/// The end of a clause that begins with a verb in "-ing".
pub(crate) fn gerund_end(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let other = ["during", "nothing", "anything", "something", "everything", "morning", "evening", "meeting"];
    let gerund =
        token.shape == Shape::Lower && token.text.len() > GERUND_BYTES_MIN && token.low.ends_with("ing");
    (gerund && !other.contains(&token.low.as_str())).then(|| clause_end(tokens, at)).flatten()
}

/// Whether a word says what was done to something, not what is felt or known of it.
pub(crate) fn is_done(token: &Token<'_>) -> bool {
    let (c, k) = (token.classes, &*KNOWN);
    let bent = token.text.len() > DONE_BYTES_MIN && token.low.ends_with("ed");
    token.shape == Shape::Lower && (c.has(k.done) || bent && !c.has(k.felt))
}

/// Bytes of the longest word in "-ed" that is no participle: "need".
const DONE_BYTES_MIN: usize = 4;

/// Words of the longest name of a person.
const PERSON_TOKENS_MAX: usize = 5;

/// Nouns that are written with a capital and that nobody is called: "the Soviet Union", "the United States".
const THINGS: [&str; 34] = [
    "union",
    "states",
    "nations",
    "kingdom",
    "republic",
    "federation",
    "commonwealth",
    "constitution",
    "resolution",
    "declaration",
    "charter",
    "treaty",
    "pact",
    "protocol",
    "agreement",
    "program",
    "programme",
    "act",
    "fund",
    "organization",
    "organisation",
    "assembly",
    "corporation",
    "university",
    "church",
    "canal",
    "sea",
    "ocean",
    "gulf",
    "islands",
    "peninsula",
    "airport",
    "paragraph",
    "annex",
];

/// Whether a word with a capital names a thing and nobody.
pub(crate) fn names_thing(token: &Token<'_>) -> bool {
    THINGS.contains(&token.low.as_str())
}

/// The end of a person's name that begins at `at`: capitals that are no post, body, country, city or month.
pub(crate) fn person_end(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let (k, mut end) = (&*KNOWN, at);
    while let Some(token) = tokens.get(end).filter(|_| end - at < PERSON_TOKENS_MAX) {
        let c = token.classes;
        let other =
            [k.people, k.city, k.body, k.month, k.weekday, k.post].into_iter().any(|class| c.has(class));
        let name = token.shape == Shape::Capital
            && !other
            && (!c.has(k.title) || end == at)
            && !c.has(k.stop)
            && !names_thing(token);
        let joint = end > at
            && matches!(token.text, "de" | "von" | "van" | "der" | "al" | "bin" | "ibn" | "du" | "da");
        if !(name && is_named(token) || joint) {
            break;
        }
        end += 1;
    }
    let last = tokens.get(end.checked_sub(1)?).filter(|_| end > at)?;
    let lower = last.text.chars().any(char::is_lowercase) || is_in_capitals(tokens);
    (lower && !last.classes.has(k.title) && last.text.chars().count() > 1).then_some(end)
}

/// Where a post that begins at `at` may end: with "of …" behind it, with all of that but a name, and without.
pub(crate) fn post_ends(tokens: &[Token<'_>], at: usize) -> [Option<usize>; 3] {
    let (c, k) = (|i: usize| tokens.get(i).map(|t| t.classes), &*KNOWN);
    let fits = |t: &&Token<'_>| {
        let part = t.classes.has(k.post)
            || t.classes.has(k.title)
            || t.classes.has(k.body)
            || t.classes.has(k.people);
        t.shape == Shape::Capital
            && (part || t.low.ends_with("al") || t.is("special"))
            && !t.text.ends_with('.')
    };
    let run = tokens.iter().skip(at).take(NAME_TOKENS_MAX).take_while(fits).count();
    let end = at + run;
    let office = (at..end).any(|i| c(i).is_some_and(|c| c.has(k.post)));
    if !office {
        return [None; 3];
    }
    let whole = office_of(tokens, end).map(|mut end| {
        while tokens.get(end).is_some_and(|t| t.is("and") || t.is("for")) {
            let more = tokens.iter().skip(end + 1).take(NAME_TOKENS_MAX).take_while(|t| is_named(t)).count();
            if more == 0 {
                break;
            }
            end += 1 + more;
        }
        end
    });
    let named = whole.and_then(|w| w.checked_sub(1)).filter(|w| *w > end + 1);
    [whole, named, Some(end)]
}

/// Bytes of the shortest verb in "-ing".
const GERUND_BYTES_MIN: usize = 4;

/// Whether a sentence, an item or a clause begins at token `at`.
pub(crate) fn starts(tokens: &[Token<'_>], at: usize) -> bool {
    let word = |back: usize| at.checked_sub(back).and_then(|i| tokens.get(i));
    let Some(before) = word(1) else { return true };
    let opens =
        |t: &Token<'_>| matches!(t.text, ")" | "." | ":" | ";" | "—" | "-" | "•" | "*" | "," | "\"" | "“");
    let joins = matches!(before.low.as_str(), "and" | "but" | "therefore" | "accordingly" | "also" | "so");
    opens(before) || joins
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;

    fn cut<'t>(text: &'t str, end: impl Fn(&[Token<'t>]) -> Option<usize>) -> Option<&'t str> {
        let all = tokens(text, &[(0, text.len())], 100);
        end(&all).map(|e| &text[..all[e - 1].end()])
    }

    #[test]
    fn actors_are_people_posts_and_bodies() {
        for (text, actor) in [
            ("Gromyko and I also agreed", "Gromyko and I"),
            ("the Ambassador to Poland said", "the Ambassador to Poland"),
            ("Assistant Secretary of State Crocker has", "Assistant Secretary of State Crocker"),
            (
                "my new Under Secretary for Economic Affairs to Algiers",
                "my new Under Secretary for Economic Affairs",
            ),
            ("his Soviet counterpart that", "his Soviet counterpart"),
            ("Saudi Arabia, Paraguay, and Liberia have", "Saudi Arabia, Paraguay, and Liberia"),
            ("our negotiators get together", "our negotiators"),
            ("Dept and DOD are", "Dept and DOD"),
        ] {
            assert_eq!(cut(text, |t| actor_ends(t, 0).into_iter().flatten().next()), Some(actor), "{text}");
        }
    }

    #[test]
    fn what_does_not_act_is_no_actor() {
        for text in ["stabilisation would", "There promises", "this subject", "Indeed, it", "On Monday"] {
            assert_eq!(cut(text, |t| actor_ends(t, 0).into_iter().flatten().next()), None, "{text}");
        }
    }

    #[test]
    fn things_end_where_the_clause_goes_on() {
        for (text, thing) in [
            ("the possibility of a summit.", "the possibility of a summit"),
            (
                "relations with the Soviet Union and Eastern Europe at 1100",
                "relations with the Soviet Union and Eastern Europe",
            ),
            (
                "Brezhnev's six point Middle East proposal, though he",
                "Brezhnev's six point Middle East proposal",
            ),
            ("the question of Berlin with me", "the question of Berlin"),
            (
                "our alleged efforts to exclude Moscow from the area",
                "our alleged efforts to exclude Moscow from the area",
            ),
            ("the treaty on Monday", "the treaty"),
        ] {
            assert_eq!(cut(text, |t| thing_end(t, 0, false)), Some(thing), "{text}");
        }
        assert_eq!(
            cut("Poland, Afghanistan and arms control issues, Gromyko", |t| thing_end(t, 0, true)),
            Some("Poland, Afghanistan and arms control issues")
        );
    }

    #[test]
    fn a_clause_ends_where_another_begins() {
        for (text, clause) in [
            ("send it to Algiers; he said", "send it to Algiers"),
            ("join him for these discussions, which would focus", "join him for these discussions"),
            ("report to London, Paris, and Rome.", "report to London, Paris, and Rome"),
            ("see him, and we will write", "see him"),
            (
                "if the vote is lost, we would face a crisis; he left",
                "if the vote is lost, we would face a crisis",
            ),
            ("if the vote is lost, and we will write", "if the vote is lost"),
            ("at this level, we will write", "at this level"),
        ] {
            assert_eq!(cut(text, |t| clause_end(t, 0)), Some(clause), "{text}");
        }
    }
}
