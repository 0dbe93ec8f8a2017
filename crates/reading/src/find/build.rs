//! From a fit to a finding: roles with their words and values, and evidence that holds them all.

use super::conditions::condition;
use super::doer::{agent, doer};
use super::governing::governed;
use super::holders::{conjoined, holders};
use super::{Parsed, Reader, Run, lower};
use crate::rules::Rule;
use crate::rules::lexicon::KNOWN;
use crate::rules::pattern::Fit;
use crate::rules::phrase::{actor_ends, clause_end, is_done, is_named, names_thing, thing_end};
use crate::times::{Form, Lean, TimeWords};
use crate::tokens::{Shape, Token, span};
use chancery_office::reading::{Cited, Fate, Finding, Firmness, Kind, Occasion, Role, RoleName, Span, What};

/// The findings of a fit: one, or one for each subject of a list.
pub(super) fn build(rule: &Rule, parsed: &Parsed<'_>, fit: &Fit, reader: &mut Reader<'_>) -> Vec<Finding> {
    let mut runs: Vec<Run> =
        fit.captures.iter().map(|&(name, first, last)| Run { name, first, last }).collect();
    let time = time(rule, parsed, fit);
    if matches!(rule.what, What::Undertaking(_)) {
        widen(&mut runs, parsed, fit);
    }
    let lists: Vec<Run> = match rule.what {
        What::Subject(Fate::Raised | Fate::NotRaised | Fate::Deferred) if !rule.patterns.is_empty() => {
            subjects(&mut runs, &parsed.tokens)
        }
        _ => Vec::new(),
    };
    let numbers = numbers(&runs, &parsed.tokens);
    if let (What::Reference(_), Some((number, more))) = (rule.what, numbers) {
        let each = |run: Run| {
            let other = |r: &&Run| r.name != RoleName::Number || (more.is_empty() && r.first != number.first);
            let mut with = vec![run];
            with.extend(runs.iter().filter(other).copied());
            let own = time.filter(|_| run.last == number.last || more.is_empty());
            finding(rule, parsed, fit, &with, own, reader)
        };
        return std::iter::once(number).chain(more.iter().copied()).filter_map(each).collect();
    }
    if lists.is_empty() {
        return finding(rule, parsed, fit, &runs, time, reader).into_iter().collect();
    }
    let each = |subject: Run| {
        let mut with = runs.clone();
        with.push(subject);
        finding(rule, parsed, fit, &with, time, reader)
    };
    lists.into_iter().filter_map(each).collect()
}

/// The number of a citation and those that stand with it: "telegrams 893 and 899".
fn numbers(runs: &[Run], tokens: &[Token<'_>]) -> Option<(Run, Vec<Run>)> {
    let number = runs.iter().find(|r| r.name == RoleName::Number).copied()?;
    let more = super::cited::listed(tokens, number.last);
    Some((number, more.into_iter().map(|at| Run { first: at, last: at + 1, ..number }).collect()))
}

/// The time that belongs to a fit: within it, or right behind it.
fn time(rule: &Rule, parsed: &Parsed<'_>, fit: &Fit) -> Option<TimeWords> {
    let reach = match rule.what {
        What::Meeting(_) => clause_end(&parsed.tokens, fit.last).unwrap_or(fit.last),
        What::Reference(Cited::Numbered) => fit.last + behind(&parsed.tokens, fit.last),
        What::Reference(_) => fit.last,
        _ => fit
            .last
            .max(clause_end(&parsed.tokens, fit.last).filter(|_| fit.captures.is_empty()).unwrap_or(0)),
    };
    let number = fit.captures.iter().find(|c| c.0 == RoleName::Number).map_or(fit.first, |c| c.2);
    let from = if matches!(rule.what, What::Reference(_)) { number } else { fit.first };
    let inside = |t: &&TimeWords| t.first >= from && t.first <= reach && t.last <= parsed.tokens.len();
    let known = |t: &&TimeWords| !matches!(t.form, Form::Event | Form::Vague);
    let acts = matches!(rule.what, What::Undertaking(_));
    let told = |t: &&TimeWords| {
        let past = acts && (is_of_paper(&parsed.tokens, t) || is_gone(&parsed.tokens, t, fit));
        !(is_laid_before(&parsed.tokens, t) || past)
    };
    let mut all = parsed.times().iter().filter(inside).filter(told);
    let hour = |t: &&TimeWords| matches!(rule.what, What::Meeting(_)) && is_hour_met(&parsed.tokens, t, fit);
    all.clone().find(hour).or_else(|| all.clone().find(known)).or_else(|| all.next()).copied()
}

/// "This evening: the meeting is at 1100 tomorrow": the hour behind the meeting is when it is.
fn is_hour_met(tokens: &[Token<'_>], time: &TimeWords, fit: &Fit) -> bool {
    let before = tokens.get(fit.first..time.first).unwrap_or_default();
    time.is_hour_of_day() && before.iter().any(|t| t.low.starts_with("meet"))
}

/// "Put before the two governments": that is no time.
fn is_laid_before(tokens: &[Token<'_>], time: &TimeWords) -> bool {
    const LAID: [&str; 22] = [
        "put", "puts", "putting", "laid", "lay", "lies", "bring", "brings", "brought", "place", "placed",
        "come", "comes", "came", "appear", "appeared", "go", "goes", "matter", "issue", "question",
        "pending",
    ];
    let verb = time.first.checked_sub(1).and_then(|at| tokens.get(at));
    time.form == Form::Event
        && tokens.get(time.first).is_some_and(|t| t.is("before"))
        && verb.is_some_and(|t| LAID.contains(&t.low.as_str()))
}

/// "Since 1957", "the 1958 letter", a time before the act in words that no rule fitted: no day on which it is to be done.
fn is_gone(tokens: &[Token<'_>], time: &TimeWords, fit: &Fit) -> bool {
    let is =
        |at: Option<usize>, of: &dyn Fn(&Token<'_>) -> bool| at.and_then(|at| tokens.get(at)).is_some_and(of);
    let since = is(Some(time.first), &|t| t.is("since"));
    let owner = is(Some(time.last), &|t| t.is("'s"));
    let article = is(time.first.checked_sub(1), &|t| t.classes.has(KNOWN.determiner));
    let noun = is(Some(time.last), &|t| t.is_word() && !t.classes.has(KNOWN.stop));
    let act = fit.captures.iter().find(|c| c.0 == RoleName::Act);
    let early = act.is_some_and(|(_, first, _)| {
        *first > fit.first + LEAD_TOKENS_MAX && time.last + LEAD_TOKENS_MAX < *first
    });
    since || owner || article && noun || early
}

/// Tokens from a time to an act that may still be its own: "tomorrow he will".
const LEAD_TOKENS_MAX: usize = 6;

/// "The resolution of August 25": a paper's day is not the day of what is to be done about it.
fn is_of_paper(tokens: &[Token<'_>], time: &TimeWords) -> bool {
    let joined = |at: usize| tokens.get(at).is_some_and(|t| t.is("of") || t.is("dated"));
    let at = if joined(time.first) { time.first } else { time.first.wrapping_sub(1) };
    let noun = at.checked_sub(1).and_then(|i| tokens.get(i));
    joined(at) && noun.is_some_and(|t| t.classes.has(KNOWN.paper))
}

/// Tokens between a number and its date: "Embtel 3810, February 23", "telegram 12 of March 3".
fn behind(tokens: &[Token<'_>], at: usize) -> usize {
    let joins = |t: &Token<'_>| matches!(t.low.as_str(), "," | "of" | "dated" | "(");
    usize::from(tokens.get(at).is_some_and(joins))
}

/// Adds to an undertaking what stands in and before its act: place, partner, subject, holder.
fn widen(runs: &mut Vec<Run>, parsed: &Parsed<'_>, fit: &Fit) {
    let tokens = &parsed.tokens;
    let topic = topic(tokens, fit.first);
    runs.splice(0..0, topic);
    let passive = whole_passive(runs, tokens, fit.last);
    done_by(runs, tokens, passive);
    if let Some(at) = runs.iter().position(|r| r.name == RoleName::Act) {
        let act = runs[at];
        let place = place(tokens, act);
        let depends = condition(tokens, fit.first, act);
        let that = |at: usize| tokens.get(at.wrapping_sub(1)).is_some_and(|t| t.is("that"));
        let cut = depends.map(|d| d.first).filter(|at| *at > act.first && !that(*at));
        let end = cut.map_or(act.last, |at| at.min(act.last));
        let last = trimmed(tokens, Run { last: end, ..act }, place, first_time(parsed, act));
        let found = [
            place,
            partner(tokens, Run { last, ..act }),
            about(tokens, act),
            discussion(tokens, act),
            depends,
        ];
        let absent = |r: &Run| r.name == RoleName::Subject || !runs.iter().any(|o| o.name == r.name);
        let added: Vec<Run> = found.into_iter().flatten().filter(absent).collect();
        runs.extend(added);
        runs[at].last = last;
    }
    runs.splice(0..0, holders(tokens, fit.first, fit.last));
}

/// "The draft should be sent to them": what is to be done to a thing is told with the thing, not the thing alone.
fn whole_passive(runs: &mut [Run], tokens: &[Token<'_>], last: usize) -> bool {
    let Some(act) = runs.iter_mut().find(|r| r.name == RoleName::Act) else { return false };
    let verb = tokens.get(act.last..last).unwrap_or_default();
    let bound = verb.iter().take_while(|t| !is_done(t)).collect::<Vec<_>>();
    let leads = |t: &Token<'_>| {
        t.classes.has(KNOWN.modal) || t.classes.has(KNOWN.auxiliary) || t.is("ought") || t.is("shld")
    };
    let light = |t: &&Token<'_>| leads(t) || t.classes.has(KNOWN.adverb) || t.is("to") || t.is("not");
    let told = bound.first().is_some_and(|t| leads(t)) && bound.iter().any(|t| t.is("be") || t.is("been"));
    let passive = told && bound.iter().all(light) && bound.len() < verb.len();
    if passive {
        act.last = last;
    }
    passive
}

/// Names who does an act where the rule did not; of a passive only "by" tells.
fn done_by(runs: &mut Vec<Run>, tokens: &[Token<'_>], passive: bool) {
    let Some(at) = runs.iter().position(|r| r.name == RoleName::Act) else { return };
    if runs.iter().any(|r| r.name == RoleName::Actor) {
        return;
    }
    let act = runs[at];
    let found = if passive { agent(tokens, act).map(|by| (by, act)) } else { doer(tokens, act) };
    if let Some((doer, act)) = found {
        runs[at] = act;
        runs.push(doer);
    }
}

/// The first time within an act.
fn first_time(parsed: &Parsed<'_>, act: Run) -> Option<TimeWords> {
    parsed.times().iter().find(|t| t.first > act.first && t.first < act.last).copied()
}

/// The end of an act, before its place and its time.
fn trimmed(tokens: &[Token<'_>], act: Run, place: Option<Run>, time: Option<TimeWords>) -> usize {
    let inside = |at: usize| (act.first < at && at < act.last).then_some(at);
    let time_at = time.and_then(|t| inside(t.first).filter(|_| stands_alone(tokens, t)));
    let place_at = place
        .and_then(|p| inside(p.first - 1))
        .filter(|_| time_at.is_some() || place.is_some_and(|p| p.last == act.last));
    let light = |t: &Token<'_>| t.classes.has(KNOWN.auxiliary) || t.classes.has(KNOWN.adverb);
    let says = |end: &usize| tokens.get(act.first..*end).is_some_and(|told| !told.iter().all(light));
    let end = [time_at, place_at].into_iter().flatten().min().filter(says).unwrap_or(act.last);
    let point = |i: &usize| tokens.get(i - 1).is_some_and(|t| t.shape == Shape::Point && t.text != "%");
    (act.first + 1..=end).rev().find(|i| !point(i)).unwrap_or(end)
}

/// Whether a time belongs to the act itself, not to a noun in it: "the Tuesday meeting", "due for Friday".
fn stands_alone(tokens: &[Token<'_>], time: TimeWords) -> bool {
    let word = |i: Option<usize>| i.and_then(|i| tokens.get(i)).map_or("", |t| t.low.as_str());
    let noun = ["meeting", "meetings", "session", "talks", "lunch", "dinner", "deadline"]
        .contains(&word(Some(time.last)));
    !noun && !matches!(word(time.first.checked_sub(1)), "for" | "of" | "the")
}

/// "in Moscow", "at Geneva".
fn place(tokens: &[Token<'_>], act: Run) -> Option<Run> {
    let at = (act.first..act.last).find(|i| {
        let before = tokens.get(*i).is_some_and(|t| matches!(t.low.as_str(), "in" | "at" | "to"));
        before && tokens.get(i + 1).is_some_and(|t| t.classes.has(KNOWN.city) && t.shape == Shape::Capital)
    })?;
    let run = tokens
        .iter()
        .take(act.last)
        .skip(at + 1)
        .take_while(|t| t.shape == Shape::Capital && !t.classes.has(KNOWN.month))
        .count();
    (run > 0).then_some(Run { name: RoleName::Place, first: at + 1, last: at + 1 + run })
}

/// "inform us", "with the Soviets", "to King Hussein".
fn partner(tokens: &[Token<'_>], act: Run) -> Option<Run> {
    let ends = |at: usize| {
        let whole = |e: &usize| *e <= act.last && !is_of_another(tokens, *e);
        actor_ends(tokens, at).into_iter().flatten().find(whole)
    };
    let run = |first: usize| ends(first).map(|last| Run { name: RoleName::Partner, first, last });
    let word = |i: usize| tokens.get(i).map_or("", |t| t.low.as_str());
    let joined = (act.first + 1..act.last).find(|i| word(*i) == "with").and_then(|at| run(at + 1));
    let given = || {
        (act.first + 1..act.last.min(act.first + TO_TOKENS_MAX))
            .filter(|i| word(*i) == "to")
            .find_map(|at| run(at + 1))
    };
    run(act.first + 1).filter(|r| r.last > r.first).or(joined).or_else(given)
}

/// "Nasser's agreement", "U.S. executive procedures": what ends at token `end` only says whose or which another thing is.
fn is_of_another(tokens: &[Token<'_>], end: usize) -> bool {
    let people =
        end.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|t| t.classes.has(KNOWN.people));
    tokens.get(end).is_some_and(|t| {
        let free = [KNOWN.stop, KNOWN.preposition, KNOWN.adverb, KNOWN.determiner, KNOWN.negation];
        let noun = t.shape == Shape::Lower && !free.into_iter().any(|class| t.classes.has(class));
        t.is("'s") || people && noun
    })
}

/// Tokens of an act within which "to the Minister" is whom it goes to.
const TO_TOKENS_MAX: usize = 12;

/// "on non-proliferation", "about the visit".
fn about(tokens: &[Token<'_>], act: Run) -> Option<Run> {
    let opens = |t: &Token<'_>| matches!(t.low.as_str(), "on" | "about" | "regarding" | "concerning");
    let own = tokens.get(act.first..act.last)?.iter().take_while(|t| !begins_clause(t)).count();
    let at = (act.first..act.first + own)
        .find(|i| tokens.get(*i).is_some_and(opens) && !is_time(tokens.get(i + 1)))?;
    let last = thing_end(tokens, at + 1, false).filter(|e| *e <= act.last)?;
    let idiom = last == at + 2
        && tokens.get(at + 1).is_some_and(|t| {
            matches!(t.low.as_str(), "loan" | "time" | "board" | "hand" | "call" | "record")
        });
    if idiom {
        return None;
    }
    Some(Run { name: RoleName::Subject, first: at + 1, last })
}

fn begins_clause(token: &Token<'_>) -> bool {
    matches!(
        token.low.as_str(),
        "if" | "when" | "where" | "how" | "what" | "that" | "unless" | "while" | "until"
    )
}

/// "for further discussion of this subject, the Madrid CSCE meeting and other issues": what it adds.
fn discussion(tokens: &[Token<'_>], act: Run) -> Option<Run> {
    let at = (act.first..act.last).find(|i| {
        tokens.get(*i).is_some_and(|t| t.is("discussion")) && tokens.get(i + 1).is_some_and(|t| t.is("of"))
    })?;
    let last = thing_end(tokens, at + 2, true).filter(|e| *e <= act.last)?;
    split(tokens, at + 2, last)
        .into_iter()
        .find(|(a, b)| b - a > 1 && !is_light(tokens, *a))
        .map(|(first, last)| Run { name: RoleName::Subject, first, last })
}

/// "this subject", "other issues": words that only point.
fn is_light(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| {
        matches!(t.low.as_str(), "this" | "that" | "these" | "those" | "other" | "such" | "it")
    })
}

fn is_time(token: Option<&Token<'_>>) -> bool {
    token.is_some_and(|t| {
        t.shape == Shape::Number
            || t.classes.has(KNOWN.weekday)
            || (t.classes.has(KNOWN.month) && t.shape == Shape::Capital)
    })
}

/// "On human rights, …": the topic that opens a sentence.
fn topic(tokens: &[Token<'_>], before: usize) -> Option<Run> {
    let opens = tokens.first().is_some_and(|t| matches!(t.low.as_str(), "on" | "regarding" | "concerning"));
    let end = thing_end(tokens, 1, true).filter(|_| opens && !is_time(tokens.get(1)))?;
    let comma = tokens.get(end).is_some_and(|t| t.is(","));
    (comma && end < before).then_some(Run { name: RoleName::Subject, first: 1, last: end })
}

/// "Marcos stated that …": by whose account.
/// Takes the subject from the runs and parts it where it is a list.
fn subjects(runs: &mut Vec<Run>, tokens: &[Token<'_>]) -> Vec<Run> {
    let Some(at) = runs.iter().position(|r| r.name == RoleName::Subject) else { return Vec::new() };
    let whole = runs.remove(at);
    split(tokens, whole.first, whole.last)
        .into_iter()
        .map(|(first, last)| Run { first, last, ..whole })
        .collect()
}

/// The members of a list, where it is one: after "either", or with commas; what is asked is none.
fn split(tokens: &[Token<'_>], first: usize, last: usize) -> Vec<(usize, usize)> {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.low.as_str());
    let paired = matches!(word(first), "either" | "neither" | "both");
    let asked = matches!(
        word(first),
        "whether" | "what" | "how" | "why" | "if" | "where" | "when" | "who" | "whom" | "which"
    );
    let start = first + usize::from(paired);
    if asked || !paired && !(start..last).any(|i| word(i) == ",") {
        return vec![(first, last)];
    }
    let mut out = Vec::new();
    let mut from = start;
    for i in start..=last {
        if i == last || matches!(word(i), "," | "and" | "or" | "nor") {
            if i > from {
                out.push((from, i));
            }
            from = i + 1;
        }
    }
    out
}

fn finding(
    rule: &Rule,
    parsed: &Parsed<'_>,
    fit: &Fit,
    runs: &[Run],
    time: Option<TimeWords>,
    reader: &mut Reader<'_>,
) -> Option<Finding> {
    let tokens = &parsed.tokens;
    let mut roles: Vec<Role> = Vec::new();
    for run in runs {
        roles.extend(role(rule, parsed, *run, reader));
    }
    let held = roles.iter().any(|r| r.name == RoleName::Holder);
    let degree = match commanded(rule, parsed, fit, held, reader) {
        What::Meeting(Occasion::Held) if is_forthcoming(tokens, fit) => What::Meeting(Occasion::Ahead),
        What::Meeting(Occasion::Ahead)
            if rule.beside.is_some() && is_talk(tokens, fit) && !is_to_come(tokens) =>
        {
            What::Meeting(Occasion::Held)
        }
        other => other,
    };
    let when = time.and_then(|t| when(tokens, &t, degree, reader));
    let what = settled(degree, when.as_ref(), reader);
    roles.extend(when);
    let last = (fit.first + 1..=fit.last)
        .rev()
        .find(|i| tokens.get(i - 1).is_some_and(|t| t.shape != Shape::Point || t.text == "\""));
    let mut evidence = span(tokens, fit.first, last.unwrap_or(fit.last))?;
    for inner in roles.iter().filter_map(|r| r.span) {
        evidence = evidence.join(inner);
    }
    if what == What::Assessment && !roles.iter().any(|r| r.name == RoleName::Holder) {
        roles.extend(reader.who.writer(reader.voice).map(|value| Role {
            name: RoleName::Holder,
            span: None,
            value,
            when: None,
            candidates: Vec::new(),
        }));
    }
    if matches!(what, What::Subject(_)) && !roles.iter().any(|r| r.name == RoleName::Holder) {
        roles.extend(
            conjoined(tokens, fit.first)
                .and_then(|run| Some(Role { span: None, ..role(rule, parsed, run, reader)? })),
        );
    }
    let unsure = match what {
        What::Undertaking(Firmness::Intended) => {
            runs.iter().any(|r| is_pronoun(tokens, r) || is_nation(tokens, r))
        }
        What::Undertaking(_) => runs.iter().any(|r| is_pronoun(tokens, r)),
        _ => false,
    };
    let confidence = if unsure { lower(rule.confidence) } else { rule.confidence };
    Some(Finding {
        what,
        part: reader.voice.part,
        evidence,
        roles,
        rule: rule.id.clone(),
        confidence,
        model: None,
    })
}

/// What a rule finds under the words over it, and between this writer and his reader; an order may be one where either is
/// unknown.
fn commanded(rule: &Rule, parsed: &Parsed<'_>, fit: &Fit, held: bool, reader: &Reader<'_>) -> What {
    let over = rule.governed.then(|| governed(&parsed.tokens, fit.first)).flatten();
    let other = match reader.around.commands {
        Some(true) if !(rule.governed && (held || reader.proposals || is_free(parsed, fit, reader))) => {
            rule.commanded
        }
        Some(false) => rule.uncommanded,
        _ => None,
    };
    over.map(What::Undertaking).or(other).unwrap_or(rule.what)
}

/// Whether one who commands gives no order all the same: in a letter or a message, or of what another nation should do.
fn is_free(parsed: &Parsed<'_>, fit: &Fit, reader: &Reader<'_>) -> bool {
    let own =
        |t: &Token<'_>| matches!(t.low.as_str(), "us" | "u.s." | "usg" | "american" | "states" | "united");
    let actor = fit.captures.iter().find(|c| c.0 == RoleName::Actor);
    let words = actor.and_then(|(_, first, last)| parsed.tokens.get(*first..*last)).unwrap_or(&[]);
    let foreign = words.iter().any(|t| t.classes.has(KNOWN.people) && !own(t));
    foreign || matches!(reader.voice.kind, Kind::Letter | Kind::Message)
}

/// An actor who is only "he" or "they" makes an undertaking less sure.
fn is_pronoun(tokens: &[Token<'_>], run: &Run) -> bool {
    let one = run.last - run.first == 1;
    run.name == RoleName::Actor
        && one
        && tokens.get(run.first).is_some_and(|t| matches!(t.low.as_str(), "he" | "she" | "they"))
}

/// What a nation will do is more often forecast than promised.
fn is_nation(tokens: &[Token<'_>], run: &Run) -> bool {
    let nation = |t: &Token<'_>| t.classes.has(KNOWN.people) || t.classes.has(KNOWN.determiner);
    run.name == RoleName::Actor && tokens.get(run.first..run.last).unwrap_or(&[]).iter().all(nation)
}

fn role(rule: &Rule, parsed: &Parsed<'_>, run: Run, reader: &mut Reader<'_>) -> Option<Role> {
    let span = span(&parsed.tokens, run.first, run.last)?;
    let words = words(&parsed.tokens, run.first, run.last);
    let person = matches!(run.name, RoleName::Actor | RoleName::Partner | RoleName::Holder);
    let mut candidates = if person { reader.candidates(&words) } else { Vec::new() };
    if candidates.len() < 2 {
        candidates.clear();
    }
    let resolved = person && rule.what != What::Person;
    let value = if resolved { reader.resolve(parsed, run.first, run.last, rule.joint, words) } else { words };
    Some(Role { name: run.name, span: Some(span), value, when: None, candidates })
}

/// The words of tokens as they stand, with single spaces where lines wrapped.
pub(super) fn words(tokens: &[Token<'_>], first: usize, last: usize) -> String {
    let mut out = String::new();
    for (i, token) in tokens.get(first..last).unwrap_or(&[]).iter().enumerate() {
        if i > 0 && token.spaced {
            out.push(' ');
        }
        out.push_str(token.text);
    }
    out
}

/// "The Under Secretary's forthcoming visit to Vienna": it is told of as one that is still to be.
fn is_forthcoming(tokens: &[Token<'_>], fit: &Fit) -> bool {
    const WORDS: [&str; 5] = ["forthcoming", "upcoming", "impending", "planned", "projected"];
    let told = tokens.get(fit.first..fit.last).unwrap_or(&[]);
    told.iter().any(|t| WORDS.contains(&t.low.as_str()))
}

/// Whether a conversation is told of, and not a meeting or a visit, which have a day before they are held.
fn is_talk(tokens: &[Token<'_>], fit: &Fit) -> bool {
    const WORDS: [&str; 8] = [
        "conversation",
        "conversations",
        "discussion",
        "discussions",
        "exchange",
        "exchanges",
        "talk",
        "interview",
    ];
    let noun = fit.captures.iter().find(|c| c.0 == RoleName::Subject).and_then(|c| tokens.get(c.1));
    noun.is_some_and(|t| WORDS.contains(&t.low.as_str()))
}

/// Whether a sentence tells of what is still to be; one that does not tells of what has been.
fn is_to_come(tokens: &[Token<'_>]) -> bool {
    const WORDS: [&str; 31] = [
        "next",
        "forthcoming",
        "upcoming",
        "coming",
        "tomorrow",
        "scheduled",
        "planned",
        "plan",
        "plans",
        "planning",
        "proposed",
        "propose",
        "proposes",
        "suggest",
        "suggested",
        "suggests",
        "arrange",
        "arranged",
        "invite",
        "invited",
        "invitation",
        "expect",
        "expects",
        "expected",
        "hope",
        "hopes",
        "to",
        "can",
        "please",
        "available",
        "if",
    ];
    tokens.iter().any(|t| t.classes.has(KNOWN.modal) || WORDS.contains(&t.low.as_str()))
}

fn when(tokens: &[Token<'_>], time: &TimeWords, what: What, reader: &Reader<'_>) -> Option<Role> {
    let lean = match what {
        What::Reference(_)
        | What::Meeting(Occasion::Held)
        | What::Subject(Fate::Raised | Fate::NotRaised) => Lean::Past,
        _ => Lean::Future,
    };
    let span: Span = span(tokens, time.first, time.last)?;
    let when = time.resolve(reader.voice.anchor, lean);
    Some(Role {
        name: RoleName::When,
        span: Some(span),
        value: words(tokens, time.first, time.last),
        when,
        candidates: Vec::new(),
    })
}

/// A meeting whose time is past has been held; one of another day than is past is ahead.
fn settled(what: What, when: Option<&Role>, reader: &Reader<'_>) -> What {
    let Some((when, anchor)) = when.and_then(|r| r.when.as_ref()).zip(reader.voice.anchor) else {
        return what;
    };
    match what {
        What::Meeting(Occasion::Ahead) if when.until.is_some_and(|until| until <= anchor) => {
            What::Meeting(Occasion::Held)
        }
        What::Meeting(Occasion::Held) if when.from.is_some_and(|from| from > anchor) => {
            What::Meeting(Occasion::Ahead)
        }
        other => other,
    }
}

/// A name of a person among tokens: a run of capitals that is no country, city, body or month.
pub(super) fn person_at(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let fits = |t: &Token<'_>| {
        let (c, k) = (t.classes, &*KNOWN);
        let other = c.has(k.people) || c.has(k.city) || c.has(k.body) || c.has(k.month);
        is_named(t)
            && !other
            && (c.has(k.title) || t.text.chars().any(char::is_lowercase))
            && !t.text.contains('-')
            && !names_thing(t)
    };
    let run = tokens.iter().skip(at).take_while(|t| fits(t)).count();
    let fresh = at == 0 || !tokens.get(at - 1).is_some_and(fits);
    let office = |t: &Token<'_>| t.classes.has(KNOWN.title) || t.classes.has(KNOWN.post);
    let real = tokens.get((at + run).checked_sub(1)?).is_some_and(|t| !office(t));
    (run > 0 && fresh && real && (at > 0 || run > 1)).then_some(at + run)
}
