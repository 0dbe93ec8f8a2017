//! Weighing a sentence: what rules found against all weights is dropped, what none found is proposed.

use super::holders::first_teller;
use super::{Parsed, Reader};
use crate::learn::Clued;
use crate::likely::clues::{each_clue, each_key, named};
use crate::likely::{Weighed, aspect, weights};
use crate::rules::Rule;
use crate::rules::lexicon::KNOWN;
use crate::rules::pattern::Fit;
use crate::rules::phrase::{actor_ends, clause_end, verb_end};
use crate::times::{Lean, TimeWords};
use crate::tokens::{Shape, Token, span};
use chancery_office::reading::{Confidence, Fate, Finding, Firmness, Occasion, RoleName, What};

/// A class, and from what odds on it is proposed and below what odds what rules found of it is dropped, in
/// thousandths of their natural logarithm.
struct Scale {
    class: &'static str,
    propose: i32,
    drop: i32,
}

const SCALES: [Scale; 4] = [
    Scale { class: "undertaking", propose: -400, drop: -700 },
    Scale { class: "assessment", propose: -620, drop: -620 },
    Scale { class: "meeting", propose: -620, drop: i32::MIN },
    Scale { class: "subject", propose: -400, drop: i32::MIN },
];

/// Tokens from which on there are words enough to outweigh what a rule found.
const DROPPED_TOKENS_MIN: usize = 12;
/// From what odds on the fate of a subject that no rule found is told, in the same measure.
const FATE_ODDS_MIN: i32 = 0;
/// Findings back to which one may have been carried on to this sentence.
const NEAR_FINDINGS: usize = 32;
/// Tokens of the shortest sentence in which anything is proposed.
const TOKENS_MIN: usize = 4;

impl Reader<'_> {
    /// Weighs a sentence in which rules made the findings from `from` on; one who learns gets those of the rules.
    pub(super) fn weigh(&mut self, parsed: &Parsed<'_>, from: usize) {
        if self.clued.is_some() {
            self.teach(parsed, from);
            self.around.pass(&parsed.tokens, self.made[from..].iter().map(|m| &m.finding));
            return;
        }
        let weights = weights();
        let mut sum = weights.always;
        let found = self.made[from..].iter().map(|m| &m.finding);
        each_key(&parsed.tokens, found.clone(), &self.around, |key| weights.add_to(&mut sum, key));
        self.around.pass(&parsed.tokens, found);
        for scale in &SCALES {
            let odds = odds(&sum, scale.class, "");
            let of_class = |f: &Finding| named(f.what).0 == scale.class;
            let near = self.made.iter().rev().take(NEAR_FINDINGS);
            if near.filter(|m| m.sentence == parsed.index).any(|m| of_class(&m.finding)) {
                let stands = odds >= scale.drop || parsed.tokens.len() < DROPPED_TOKENS_MIN;
                let stays = |f: &Finding| stands || f.confidence >= Confidence::Strong || !of_class(f);
                let found = self.made.split_off(from);
                self.made.extend(found.into_iter().filter(|m| stays(&m.finding)));
            } else if odds > scale.propose && parsed.tokens.len() >= TOKENS_MIN {
                let what = degree(scale.class, &sum);
                let fate = self::odds(&sum, scale.class, named(what).1);
                if scale.class != "subject" || fate > FATE_ODDS_MIN && !self.is_settled(parsed.index) {
                    self.propose(parsed, what, odds);
                }
            }
        }
    }

    /// Whether a sentence says that something will be done or refused as agreed, which is no mere concurrence.
    fn is_settled(&self, sentence: usize) -> bool {
        let near = self.made.iter().rev().take(NEAR_FINDINGS).filter(|m| m.sentence == sentence);
        let settles = [What::Undertaking(Firmness::Agreed), What::Undertaking(Firmness::Refused)];
        near.into_iter().any(|m| settles.contains(&m.finding.what))
    }

    /// Keeps the clues of a sentence for whoever learns from them.
    fn teach(&mut self, parsed: &Parsed<'_>, from: usize) {
        let Some(clued) = &mut self.clued else { return };
        let mut clues = Vec::new();
        let found = self.made[from..].iter().map(|m| &m.finding);
        each_clue(&parsed.tokens, found, &self.around, |clue| clues.push(clue.to_string()));
        clued.extend(span(&parsed.tokens, 0, parsed.tokens.len()).map(|span| Clued { span, clues }));
    }

    /// Proposes what no rule found.
    fn propose(&mut self, parsed: &Parsed<'_>, what: What, odds: i32) {
        let tokens = &parsed.tokens;
        let first = tokens.iter().position(|t| t.is_word() || t.text == "\"").unwrap_or(0);
        let last = tokens.len() - tokens.iter().rev().take_while(|t| t.shape == Shape::Point).count();
        let captures = match what {
            What::Undertaking(_) => act(tokens, first, last),
            What::Subject(_) => topic(tokens, first, last),
            What::Assessment => {
                first_teller(tokens).into_iter().map(|r| (RoleName::Holder, r.first, r.last)).collect()
            }
            _ => Vec::new(),
        };
        if matches!(what, What::Undertaking(_)) && is_unreal(tokens) {
            return;
        }
        // A meeting of which nobody knows when it is could be kept by nobody.
        let when = |t: &TimeWords| t.resolve(self.voice.anchor, Lean::Past);
        let is_dated = |t: &TimeWords| when(t).is_some_and(|w| w.from.is_some() || w.until.is_some());
        if matches!(what, What::Meeting(_)) && !parsed.times().iter().any(is_dated) {
            return;
        }
        let rule = Rule::learnt(format!("{}.learnt", named(what).0), what, confidence(odds));
        if !self.is_foreign(&rule) {
            self.keep(&rule, parsed, &Fit { first, last, captures });
        }
    }
}

/// What speaks for an aspect.
fn odds(sum: &Weighed, class: &str, degree: &str) -> i32 {
    aspect(class, degree).and_then(|at| sum.get(at)).copied().unwrap_or(i32::MIN / 2)
}

/// How sure odds make a finding.
fn confidence(odds: i32) -> Confidence {
    match odds {
        1_390.. => Confidence::Strong,
        405.. => Confidence::Fair,
        _ => Confidence::Weak,
    }
}

/// The likeliest degree of a class.
fn degree(class: &str, sum: &Weighed) -> What {
    let weighable = |what: &What| named(*what).0 == class;
    let likeliest = |all: Vec<What>| {
        all.into_iter().filter(weighable).max_by_key(|what| odds(sum, class, named(*what).1))
    };
    let found = match class {
        "undertaking" => likeliest(Firmness::ALL.into_iter().map(What::Undertaking).collect()),
        "subject" => likeliest(Fate::ALL.into_iter().map(What::Subject).collect()),
        "meeting" if odds(sum, class, " ahead") > 0 => Some(What::Meeting(Occasion::Ahead)),
        "meeting" => Some(What::Meeting(Occasion::Held)),
        _ => None,
    };
    found.unwrap_or(What::Assessment)
}

/// "If he did agree, he would", "they did not agree that", "I look forward to": it weighs as an undertaking, and is none.
fn is_unreal(tokens: &[Token<'_>]) -> bool {
    let opens = tokens.iter().find(|t| t.is_word()).is_some_and(|t| OPENS_UNREAL.contains(&t.low.as_str()));
    let binds =
        |t: &Token<'_>| [KNOWN.agree, KNOWN.ask, KNOWN.promise].into_iter().any(|class| t.classes.has(class));
    let denied = |a: &Token<'_>, b: &Token<'_>| a.classes.has(KNOWN.negation) && binds(b);
    let polite = |a: &Token<'_>, b: &Token<'_>| a.low.starts_with("look") && b.is("forward");
    opens || tokens.iter().zip(tokens.iter().skip(1)).any(|(a, b)| denied(a, b) || polite(a, b))
}

/// Words that open a sentence in which nothing is undertaken.
const OPENS_UNREAL: [&str; 4] = ["if", "unless", "were", "nothing"];

/// Who spoke of what: the words behind him and his verb, else all.
fn topic(tokens: &[Token<'_>], first: usize, last: usize) -> Vec<(RoleName, usize, usize)> {
    match first_teller(tokens).filter(|teller| teller.last + 1 < last) {
        Some(teller) => {
            vec![(RoleName::Holder, teller.first, teller.last), (RoleName::Subject, teller.last + 1, last)]
        }
        None => vec![(RoleName::Subject, first, last)],
    }
}

/// Who is to do what: what a verb of asking or proposing leads to, else the words before "will" or "should" and those
/// behind, else what is behind "to", else all.
fn act(tokens: &[Token<'_>], first: usize, last: usize) -> Vec<(RoleName, usize, usize)> {
    let end = |at: usize| clause_end(tokens, at).unwrap_or(last).clamp(at + 1, last.max(at + 1));
    let is_modal = |e: &usize| tokens.get(*e).is_some_and(|t| t.classes.has(KNOWN.modal));
    let does = |e: &usize| *e + 1 < last && (is_modal(e) || is_deed(tokens, *e));
    let actor = |at: usize, does: &dyn Fn(&usize) -> bool| {
        actor_ends(tokens, at).into_iter().flatten().find(does).map(|e| (at, e))
    };
    let told = |(at, e): (usize, usize)| {
        let verb = e + usize::from(is_modal(&e) || tokens.get(e).is_some_and(|t| t.is("to")));
        vec![(RoleName::Actor, at, e), (RoleName::Act, verb, end(verb))]
    };
    if let Some(at) = bidden(tokens, first, last) {
        return actor(at, &does).map_or_else(|| vec![(RoleName::Act, at, end(at))], told);
    }
    let willed = |e: &usize| is_modal(e) && *e + 1 < last;
    let free = |at: &usize| !is_bound(tokens, *at);
    // "Asking him to issue the order", "for you to see him".
    let sent =
        |e: &usize| tokens.get(*e).is_some_and(|t| t.is("to")) && is_deed(tokens, e + 1) && e + 2 <= last;
    let found = (first..last).filter(free).find_map(|at| actor(at, &willed));
    if let Some(found) = found.or_else(|| (first..last).find_map(|at| actor(at, &sent))) {
        return told(found);
    }
    let behind_to = |at: &usize| {
        tokens.get(*at).is_some_and(|t| t.is("to")) && is_deed(tokens, at + 1) && !is_aim(tokens, *at)
    };
    match (first..last).find(behind_to) {
        Some(at) if at + 1 < last => vec![(RoleName::Act, at + 1, end(at + 1))],
        _ => all_told(tokens, first, last),
    }
}

/// All that a sentence tells, without who tells it and the words that join it to the one before.
fn all_told(tokens: &[Token<'_>], first: usize, last: usize) -> Vec<(RoleName, usize, usize)> {
    let is = |at: usize, of: &dyn Fn(&Token<'_>) -> bool| tokens.get(at).is_some_and(of);
    let tells = |t: &Token<'_>| [KNOWN.say, KNOWN.think].into_iter().any(|class| t.classes.has(class));
    let teller = first_teller(tokens).filter(|t| t.first <= first + ITEM_TOKENS_MAX);
    let verb = teller.and_then(|t| (t.last..last).find(|at| is(*at, &tells)));
    let open = verb.map_or(first, |at| at + 1);
    let joined = tokens.get(open..last).unwrap_or_default().iter().take_while(|t| joins_on(t)).count();
    let start = if open + joined < last { open + joined } else { first };
    let holder = teller.filter(|_| start > first).map(|t| (RoleName::Holder, t.first, t.last));
    holder.into_iter().chain([(RoleName::Act, start, last)]).collect()
}

/// Tokens of an item's mark before whoever tells: "(a)".
const ITEM_TOKENS_MAX: usize = 3;

/// Tokens between a verb of asking or proposing and its "that": "suggested to the Minister confidentially that".
const BIDDEN_TOKENS_MAX: usize = 6;

/// Where what is asked, proposed, promised or agreed begins: behind the "that" of such a verb.
fn bidden(tokens: &[Token<'_>], first: usize, last: usize) -> Option<usize> {
    let bids = |t: &Token<'_>| {
        [KNOWN.ask, KNOWN.propose, KNOWN.promise, KNOWN.agree].into_iter().any(|class| t.classes.has(class))
    };
    let that = |verb: usize| {
        let behind = verb + 1..(verb + 2 + BIDDEN_TOKENS_MAX).min(last);
        let open = behind.take_while(|at| tokens.get(*at).is_some_and(|t| t.shape != Shape::Point));
        open.into_iter().find(|at| tokens.get(*at).is_some_and(|t| t.is("that")))
    };
    let verbs = (first..last).filter(|at| tokens.get(*at).is_some_and(bids));
    verbs.filter_map(that).map(|at| at + 1).find(|at| at + 1 < last)
}

/// Whether a verb of doing begins at a token.
fn is_deed(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.classes.has(KNOWN.deed) && t.shape == Shape::Lower)
        && verb_end(tokens, at).is_some()
}

/// Whether a subject that begins at a token hangs on another noun, a question or a condition.
fn is_bound(tokens: &[Token<'_>], at: usize) -> bool {
    let own = |t: &Token<'_>| matches!(t.low.as_str(), "who" | "which" | "that" | "what");
    let before = at.checked_sub(1).and_then(|b| tokens.get(b));
    let lead = before
        .filter(|t| t.classes.has(KNOWN.determiner))
        .and_then(|_| tokens.get(at.checked_sub(2)?))
        .or(before);
    let hangs = |t: &Token<'_>| {
        t.classes.has(KNOWN.preposition)
            || matches!(
                t.low.as_str(),
                "if" | "unless" | "whether" | "what" | "which" | "who" | "because" | "how" | "when"
            )
    };
    tokens.get(at).is_some_and(own) || lead.is_some_and(hangs)
}

/// "In order to", "so as to", "not to", "able to": what follows is an aim or is denied.
fn is_aim(tokens: &[Token<'_>], to: usize) -> bool {
    let before = to.checked_sub(1).and_then(|b| tokens.get(b));
    before.is_some_and(|t| {
        t.classes.has(KNOWN.negation)
            || matches!(t.low.as_str(), "order" | "as" | "able" | "unable" | "enough" | "due")
    })
}

/// Words that join a sentence to the one before.
fn joins_on(token: &Token<'_>) -> bool {
    matches!(token.low.as_str(), "and" | "but" | "that" | "or" | "moreover" | "however" | ",")
}
