//! Guards: what rules a match out although its words fit.

use super::lexicon::{Class, KNOWN};
use super::pattern::Fit;
use super::phrase::{actor_ends, is_done};
use crate::times::TimeWords;
use crate::tokens::{Shape, Token};
use chancery_office::reading::RoleName;

/// What rules a match out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guard {
    /// It depends on an if or a hope.
    Conditional,
    /// It is denied.
    Negated,
    /// What was agreed is an opinion: "that it would be desirable".
    Opinion,
    /// It is asked.
    Question,
    /// What was raised is a quantity: "raised the level".
    Quantity,
    /// What was declined is only to speak: "declined to predict".
    Unsaid,
    /// No time is given.
    Untimed,
    /// The actor is a mere pronoun of the third person or a place.
    Faceless,
    /// What is done by being written: "I want to give you my impressions".
    Performed,
    /// It is only hoped or wondered; a condition that opens the sentence is no bar, but a part of it.
    Supposed,
    /// What is told judges nothing: "said that he had come".
    Unjudged,
    /// What is told is a state or a wish: "would be", "would like".
    Idle,
    /// A comparison: "as agreed", "as he said".
    Cited,
    /// The verb goes on with a story: "he rose, took note and left" is no order to take note.
    Spoken,
    /// What is thought is no claim: "I think so", "thought of England", "unless we think that".
    Unclaimed,
    /// What follows has no verb of its own: "Consider it".
    Clauseless,
    /// What is told is what somebody will do.
    Promising,
    /// A denial denied: "did not fail to raise".
    Undenied,
    /// "He brought up" without "neither": it was raised.
    Denier,
    /// The number is a year or the day of a month.
    Yearly,
    /// The number counts what follows: "12 men".
    Counted,
    /// It is a permission or a wish: "you may tell", "may wish".
    Permitted,
    /// A rank is no post: "General Praphat".
    Ranked,
    /// "I should" says how the writer feels or begins.
    Mine,
    /// It hangs on "which", "because" or "whether".
    Conjunction,
    /// Who would do it stands in another noun's phrase: "opposition on the Hill will".
    Embedded,
    /// It is told as a question: "what he will do".
    Indirect,
    /// "I would say": it is done by being written.
    Voiced,
    /// What befalls is done by nobody: "will result in".
    Befalling,
    /// The verb is a noun: "your thought that".
    Noun,
    /// Somebody judges that it will be so: "we believe that they will".
    Judged,
    /// What is told is told of people, or done by them: "the Minister will", "will be printed".
    Peopled,
    /// The writer's own "I" or "we" would do it.
    Ours,
    /// What is only to be kept in mind: "it should be noted that".
    Remarked,
    /// A courtesy of mail, by which nothing is asked: "please find attached", "do not hesitate to call".
    Courteous,
}

impl Guard {
    /// The guard of that name.
    pub fn from_word(word: &str) -> Option<Guard> {
        Some(match word {
            "conditional" => Guard::Conditional,
            "negated" => Guard::Negated,
            "opinion" => Guard::Opinion,
            "question" => Guard::Question,
            "quantity" => Guard::Quantity,
            "unsaid" => Guard::Unsaid,
            "untimed" => Guard::Untimed,
            "faceless" => Guard::Faceless,
            "performed" => Guard::Performed,
            "supposed" => Guard::Supposed,
            "unjudged" => Guard::Unjudged,
            "idle" => Guard::Idle,
            "cited" => Guard::Cited,
            "spoken" => Guard::Spoken,
            "unclaimed" => Guard::Unclaimed,
            "clauseless" => Guard::Clauseless,
            "promising" => Guard::Promising,
            "undenied" => Guard::Undenied,
            "denier" => Guard::Denier,
            "yearly" => Guard::Yearly,
            "counted" => Guard::Counted,
            "permitted" => Guard::Permitted,
            "ranked" => Guard::Ranked,
            "mine" => Guard::Mine,
            "conjunction" => Guard::Conjunction,
            "embedded" => Guard::Embedded,
            "indirect" => Guard::Indirect,
            "voiced" => Guard::Voiced,
            "befalling" => Guard::Befalling,
            "noun" => Guard::Noun,
            "judged" => Guard::Judged,
            "peopled" => Guard::Peopled,
            "ours" => Guard::Ours,
            "remarked" => Guard::Remarked,
            "courteous" => Guard::Courteous,
            _ => return None,
        })
    }

    /// Whether it rules `fit` out; the times of the sentence are worked out only where they are asked for.
    pub fn stops<'a>(self, tokens: &[Token<'_>], fit: &Fit, times: impl Fn() -> &'a [TimeWords]) -> bool {
        match self {
            Guard::Conditional => before(tokens, fit, KNOWN.hypothesis) || opens_with_if(tokens, fit),
            Guard::Negated => {
                before(tokens, fit, KNOWN.negation) || tokens.first().is_some_and(|t| t.is("nothing"))
            }
            Guard::Opinion => opinion(tokens, fit),
            Guard::Question => tokens.last().is_some_and(|t| t.is("?")),
            Guard::Quantity => within(tokens, fit, RoleName::Subject, KNOWN.quantity),
            Guard::Unsaid => opens(tokens, fit, RoleName::Act, KNOWN.unsaid),
            Guard::Untimed => {
                !times().iter().any(|t| t.first >= fit.first && t.first <= fit.last + NEAR_TOKENS)
            }
            Guard::Faceless => faceless(tokens, fit),
            Guard::Performed => performed(tokens, fit),
            Guard::Supposed => supposed(tokens, fit),
            Guard::Unjudged => !judges(tokens, fit),
            Guard::Idle => opens(tokens, fit, RoleName::Act, KNOWN.idle),
            Guard::Spoken => spoken(tokens, fit),
            Guard::Unclaimed => {
                let that = capture(fit, RoleName::Act).is_some_and(|(at, _)| {
                    at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.is("that"))
                });
                let supposed = fit.first.checked_sub(1).and_then(|i| tokens.get(i));
                claim(tokens, fit).len() < CLAIM_TOKENS_MIN
                    || supposed.is_some_and(|t| matches!(t.low.as_str(), "unless" | "if" | "whether"))
                    || !that && opens(tokens, fit, RoleName::Act, KNOWN.preposition)
            }
            Guard::Clauseless => !has_verb(claim(tokens, fit)),
            Guard::Promising => promising(tokens, fit),
            Guard::Undenied => tokens
                .get(..fit.last)
                .is_some_and(|all| all.windows(2).any(|w| w[0].is("not") && w[1].is("fail"))),
            Guard::Denier => !tokens.get(fit.first..fit.first + 2).is_some_and(|t| t.iter().any(denies)),
            Guard::Yearly => yearly(tokens, fit),
            Guard::Counted => {
                let long = capture(fit, RoleName::Number).and_then(|(at, _)| tokens.get(at));
                !long.is_some_and(|t| t.text.len() >= LONG_BYTES_MIN && !t.text.contains(','))
                    && tokens.get(fit.last).is_some_and(|t| t.shape == Shape::Lower && counted(t))
            }
            Guard::Permitted => permitted(tokens, fit),
            Guard::Ranked => ranked(tokens, fit),
            Guard::Mine => tokens.get(fit.first).is_some_and(|t| t.is("i")),
            Guard::Conjunction => subordinate(tokens, fit),
            Guard::Embedded => lead(tokens, fit, 1).is_some_and(|t| t.classes.has(KNOWN.preposition)),
            Guard::Indirect => lead(tokens, fit, 1).is_some_and(asks),
            Guard::Voiced => voiced(tokens, fit),
            Guard::Befalling => opens(tokens, fit, RoleName::Act, KNOWN.befall),
            Guard::Noun => behind(tokens, fit).is_some_and(|t| t.classes.has(KNOWN.determiner) || t.is("'s")),
            Guard::Judged => judged(tokens, fit),
            Guard::Peopled => peopled(tokens, fit),
            Guard::Ours => capture(fit, RoleName::Actor)
                .and_then(|c| tokens.get(c.0))
                .is_some_and(|t| matches!(t.low.as_str(), "i" | "we")),
            Guard::Remarked => remarked(tokens, fit),
            Guard::Courteous => courteous(tokens, fit),
            Guard::Cited => behind(tokens, fit).is_some_and(|t| t.is("as")),
        }
    }
}

/// Tokens after a match within which its time may stand.
const NEAR_TOKENS: usize = 3;
/// Tokens before a match that may rule it out.
const BEFORE_TOKENS: usize = 10;

/// The token that a match stands right behind.
fn behind<'a, 't>(tokens: &'a [Token<'t>], fit: &Fit) -> Option<&'a Token<'t>> {
    fit.first.checked_sub(1).and_then(|i| tokens.get(i))
}

/// Where the phrase begins in which a match begins: "the Soviet Union" for "Union".
fn phrase_start(tokens: &[Token<'_>], fit: &Fit) -> usize {
    let is = |at: usize, of: &dyn Fn(&Token<'_>) -> bool| tokens.get(at).is_some_and(of);
    let determined = |t: &Token<'_>| t.classes.has(KNOWN.determiner);
    let named = |t: &Token<'_>| {
        let apart = [KNOWN.month, KNOWN.weekday, KNOWN.city].into_iter().any(|class| t.classes.has(class));
        t.shape == Shape::Capital && !apart && !t.classes.has(KNOWN.preposition)
    };
    let mut at = fit.first;
    if is(at, &determined) {
        return at;
    }
    while at > 0 && is(at - 1, &named) && !is(at - 1, &determined) {
        at -= 1;
    }
    at - usize::from(at > 0 && is(at - 1, &determined))
}

/// The word before the phrase in which a match begins.
fn lead<'a, 't>(tokens: &'a [Token<'t>], fit: &Fit, back: usize) -> Option<&'a Token<'t>> {
    phrase_start(tokens, fit).checked_sub(back).and_then(|i| tokens.get(i))
}

/// Whether a verb of judging stands right before the match: "appears likely that", "we believe".
fn judged(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let that = usize::from(lead(tokens, fit, 1).is_some_and(|t| t.is("that")));
    let judges = |t: &Token<'_>| {
        let thinks = t.classes.has(KNOWN.think) && !t.is("understand") && !t.is("appreciate");
        thinks || t.classes.has(KNOWN.foreseen)
    };
    let act = capture(fit, RoleName::Act).map_or(fit.first, |c| c.0);
    let inside = tokens.get(fit.first..act).unwrap_or(&[]);
    let opening = tokens.first().filter(|_| fit.first > 0);
    lead(tokens, fit, 1 + that).into_iter().chain(inside).chain(opening).any(judges)
}

/// Whether what is told has people for its subject or nobody for its doer.
fn peopled(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let Some((first, last)) = capture(fit, RoleName::Act) else { return false };
    let person = (first..last).any(|at| actor_ends(tokens, at).into_iter().flatten().any(|end| end == last));
    let verb = tokens.get(last + 1..fit.last).unwrap_or(&[]).iter().take(VERB_TOKENS_MAX);
    let mut verb = verb.skip_while(|t| !t.is("be")).skip(1).filter(|t| !t.classes.has(KNOWN.adverb));
    person || verb.next().is_some_and(is_done)
}

/// Tokens behind "will" within which its verb stands.
const VERB_TOKENS_MAX: usize = 6;

fn asks(token: &Token<'_>) -> bool {
    matches!(token.low.as_str(), "what" | "whether" | "how" | "why" | "where" | "when" | "whom" | "whatever")
}

/// Verbs of which the words themselves are the deed, where the writer would do it.
const VOICED: [&str; 14] = [
    "say", "add", "think", "suppose", "guess", "imagine", "argue", "hope", "submit", "judge", "describe",
    "hazard", "venture", "call",
];

/// "I would say that": nothing more will be said.
fn voiced(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let word = |role| capture(fit, role).and_then(|c| tokens.get(c.0)).map_or("", |t| t.low.as_str());
    matches!(word(RoleName::Actor), "i" | "we") && VOICED.contains(&word(RoleName::Act))
}

fn capture(fit: &Fit, role: RoleName) -> Option<(usize, usize)> {
    fit.captures.iter().find(|c| c.0 == role).map(|c| (c.1, c.2))
}

/// Whether a word of `class` stands before the match in its clause, or in it before what is done.
fn before(tokens: &[Token<'_>], fit: &Fit, class: Class) -> bool {
    let done = capture(fit, RoleName::Act).or(capture(fit, RoleName::Subject)).map_or(fit.last, |c| c.0);
    let inside = tokens.iter().take(done).skip(fit.first).any(|t| t.classes.has(class));
    let lead =
        tokens.iter().take(fit.first).rev().take(BEFORE_TOKENS).take_while(|t| t.shape != Shape::Point);
    inside || lead.into_iter().any(|t| t.classes.has(class))
}

/// Whether it is hoped or wondered, not done on a condition.
fn supposed(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let lead =
        tokens.iter().take(fit.first).rev().take(BEFORE_TOKENS).take_while(|t| t.shape != Shape::Point);
    let inside = tokens.get(fit.first..fit.last.min(fit.first + 3)).unwrap_or(&[]);
    let hopes = |t: &Token<'_>| {
        let low = t.low.as_str();
        let condition = matches!(low, "if" | "unless" | "provided");
        (t.classes.has(KNOWN.hypothesis) && !condition)
            || matches!(low, "understands" | "understood" | "realizes")
    };
    lead.chain(inside).any(hopes)
}

/// "If asked, …": a condition that opens the sentence.
fn opens_with_if(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let first = tokens.iter().take(fit.first + 1).find(|t| t.is_word());
    first.is_some_and(|t| matches!(t.low.as_str(), "if" | "unless" | "should" | "were"))
}

/// "be" and a judgement, or "there would": concurrence, not an undertaking.
fn opinion(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let Some((a, b)) = capture(fit, RoleName::Act) else { return false };
    let act = tokens.get(a..b).unwrap_or(&[]);
    let judged = act.windows(2).take(12).any(|w| is_being(&w[0]) && w[1].classes.has(KNOWN.evaluative));
    let there = act.first().is_some_and(|t| t.is("there") || t.is("it"));
    judged || there
}

/// Whether a sentence has a subject of its own before the verb, so that the verb orders nothing.
fn spoken(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let lead = tokens.get(..fit.first).unwrap_or(&[]);
    let opens_with_if = lead.first().is_some_and(|t| {
        matches!(t.low.as_str(), "if" | "when" | "unless" | "to" | "for" | "should" | "please")
    });
    let told = |t: &Token<'_>| {
        let verb = [KNOWN.modal, KNOWN.auxiliary].into_iter().any(|class| t.classes.has(class));
        verb && t.shape == Shape::Lower
    };
    let clause = (lead.len() > ITEM_TOKENS_MAX || lead.iter().any(told)) && !opens_with_if;
    let word = |i: usize| tokens.get(i).map_or("", |t| t.low.as_str());
    // "Look forward to discussing it" is said of oneself.
    let hopes = word(fit.first) == "look" && word(fit.first + 1) == "forward";
    clause || hopes || tokens.get(fit.first + 1).is_some_and(|t| t.shape == Shape::Point)
}

/// Tokens of an item's mark and a name before an order: "(a)", "Marisol,".
const ITEM_TOKENS_MAX: usize = 3;

/// Whether the match hangs on "that", "which" or "because" right before it, or on an "if" before its subject.
fn subordinate(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let lead = tokens.get(fit.first.saturating_sub(SUBJECT_TOKENS_MAX)..fit.first).unwrap_or_default();
    let own = lead.iter().rev().take_while(|t| t.shape != Shape::Point && !t.is("then"));
    let supposed = own.into_iter().any(|t| t.is("if") || t.is("lest"));
    supposed
        || behind(tokens, fit).is_some_and(|t| {
            matches!(
                t.low.as_str(),
                "which" | "who" | "because" | "why" | "whether" | "what" | "how" | "if" | "lest"
            )
        })
}

/// Tokens of the subject of a clause that an "if" opens.
const SUBJECT_TOKENS_MAX: usize = 5;

/// "It should be noted that", "I must say": said to the reader, and done by being read.
fn remarked(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let words = tokens.get(fit.first..fit.last.min(fit.first + REMARK_TOKENS_MAX)).unwrap_or_default();
    let notes = |t: &Token<'_>| REMARKED.contains(&t.low.as_str());
    let it = words.first().is_some_and(|t| t.is("it")) || behind(tokens, fit).is_some_and(|t| t.is("it"));
    let mine = |t: &Token<'_>| t.is("i");
    let own = (words.first().is_some_and(mine) || behind(tokens, fit).is_some_and(mine))
        && words.iter().any(|t| t.is("must"));
    let act = capture(fit, RoleName::Act).and_then(|c| tokens.get(c.0));
    it && words.iter().any(notes) || own && act.is_some_and(|t| MUST_SAY.contains(&t.low.as_str()))
}

/// Tokens of "it should, however, also be noted".
const REMARK_TOKENS_MAX: usize = 8;
/// What a reader is only asked to bear in mind.
const REMARKED: [&str; 22] = [
    "noted",
    "recalled",
    "remembered",
    "said",
    "added",
    "emphasized",
    "emphasised",
    "stressed",
    "mentioned",
    "pointed",
    "understood",
    "observed",
    "recognized",
    "recognised",
    "realized",
    "realised",
    "stated",
    "borne",
    "admitted",
    "acknowledged",
    "remarked",
    "underlined",
];
/// What is done by "I must" and the words that follow.
const MUST_SAY: [&str; 9] = ["say", "tell", "admit", "confess", "add", "repeat", "remind", "warn", "point"];

/// Whether what is told holds a judgement: "it was important", "there must be". What somebody says of himself does only
/// where it says so: "said that he was leaving" does not.
fn judges(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let act = capture(fit, RoleName::Act).and_then(|(a, b)| tokens.get(a..b)).unwrap_or(&[]);
    let own = act.first().is_some_and(|t| matches!(t.low.as_str(), "he" | "she" | "they" | "i" | "we"));
    let judged = |t: &Token<'_>| t.classes.has(KNOWN.judgement) || t.classes.has(KNOWN.think);
    let telling = |t: &Token<'_>| if own { judged(t) } else { judging(t) };
    act.iter().take(JUDGED_TOKENS_MAX).any(telling)
}

/// A word of judgement, or one of forecast: "would", "might".
fn judging(token: &Token<'_>) -> bool {
    token.classes.has(KNOWN.judgement)
        || matches!(
            token.low.as_str(),
            "would"
                | "could"
                | "might"
                | "may"
                | "will"
                | "should"
                | "cannot"
                | "is"
                | "are"
                | "was"
                | "were"
                | "no"
                | "not"
                | "never"
                | "only"
                | "too"
                | "very"
                | "always"
        )
}

fn permitted(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let words = tokens.get(fit.first..fit.last).unwrap_or(&[]);
    let you = words.first().is_some_and(|t| t.is("you"));
    let wish = words.windows(2).any(|w| {
        (w[0].is("may") || w[0].is("might"))
            && w[1].classes.has(KNOWN.idle)
            && !w[1].is("be")
            && !w[1].is("have")
    });
    you || wish
}

/// Whether the post is nothing but a rank or a courtesy.
fn ranked(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let post = capture(fit, RoleName::Post).and_then(|(a, b)| tokens.get(a..b)).unwrap_or(&[]);
    let rank = |t: &Token<'_>| {
        matches!(
            t.low.trim_end_matches('.'),
            "general"
                | "colonel"
                | "admiral"
                | "marshal"
                | "captain"
                | "major"
                | "lieutenant"
                | "brigadier"
                | "sir"
                | "dr"
                | "mr"
        )
    };
    post.iter().all(rank) || is_office(tokens, fit)
}

/// "Director of Central Intelligence", "Consulate General at Batavia": what follows the post is no person's name.
fn is_office(tokens: &[Token<'_>], fit: &Fit) -> bool {
    const OFFICES: [&str; 24] = [
        "intelligence",
        "affairs",
        "defense",
        "defence",
        "agriculture",
        "agency",
        "development",
        "operations",
        "information",
        "security",
        "commerce",
        "labor",
        "treasury",
        "interior",
        "staff",
        "council",
        "bureau",
        "office",
        "committee",
        "commission",
        "planning",
        "research",
        "plans",
        "policy",
    ];
    let Some((first, last)) = capture(fit, RoleName::Actor) else { return false };
    let name = tokens.get(first..last).unwrap_or(&[]);
    let placed = first.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|t| t.is("at") || t.is("in"));
    placed || name.iter().all(|t| OFFICES.contains(&t.low.as_str()))
}

fn denies(token: &Token<'_>) -> bool {
    matches!(token.low.as_str(), "neither" | "nor" | "nobody" | "none")
}

/// Whether the number is a year, or a day before or behind the name of a month.
fn yearly(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let Some((at, _)) = capture(fit, RoleName::Number) else { return false };
    let Some(number) = tokens.get(at) else { return false };
    let lead = tokens.get(fit.first..at).unwrap_or(&[]);
    let noun = |t: &Token<'_>| {
        t.is("no.")
            || t.is("nos.")
            || t.is("number")
            || t.classes.has(KNOWN.telegraph)
            || TELEGRAMS.contains(&t.low.as_str())
    };
    let named = lead.iter().any(noun);
    let year = number.text.len() == 4 && (number.text.starts_with("19") || number.text.starts_with("20"));
    let day = |i: usize| tokens.get(i).is_some_and(|t| t.text.parse::<u8>().is_ok_and(|d| d <= DAYS_MAX));
    let month = |i: Option<usize>| i.and_then(|i| tokens.get(i)).is_some_and(|t| t.classes.has(KNOWN.month));
    let of_month = day(at) && month(Some(at + 1)) && !day(at + 2) && !named;
    (year && !named) || month(at.checked_sub(1)) || of_month
}

/// Figures of the shortest number that, without a comma in it, counts nothing.
const LONG_BYTES_MIN: usize = 4;
/// Days of the longest month.
const DAYS_MAX: u8 = 31;

/// Nouns before a number that make it a telegram's even where it looks like a year.
const TELEGRAMS: [&str; 8] =
    ["telegram", "telegrams", "tel", "tels", "cable", "cables", "airgram", "despatch"];

/// Whether a word behind a number is what it counts.
fn counted(token: &Token<'_>) -> bool {
    let (c, k) = (token.classes, &*KNOWN);
    let other =
        [k.preposition, k.auxiliary, k.modal, k.stop, k.adverb, k.say].into_iter().any(|class| c.has(class));
    !other && !matches!(token.low.as_str(), "and" | "or" | "to" | "was" | "re")
}

/// Tokens of the shortest claim.
const CLAIM_TOKENS_MIN: usize = 3;

fn claim<'a, 't>(tokens: &'a [Token<'t>], fit: &Fit) -> &'a [Token<'t>] {
    capture(fit, RoleName::Act).and_then(|(a, b)| tokens.get(a..b)).unwrap_or(&[])
}

/// Whether a verb stands among these words: an auxiliary, a modal, or a word in "-ed" or "-s" behind a noun.
fn has_verb(words: &[Token<'_>]) -> bool {
    let verb = |t: &Token<'_>| {
        t.classes.has(KNOWN.auxiliary) || t.classes.has(KNOWN.modal) || t.classes.has(KNOWN.think)
    };
    let bent = |t: &Token<'_>| t.shape == Shape::Lower && (t.low.ends_with("ed") || t.low.ends_with('s'));
    words.iter().any(verb) || words.iter().skip(1).any(bent)
}

/// "That he would write": an undertaking told, which is not a judgement.
fn promising(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let whole = claim(tokens, fit);
    let claim = whole.get(usize::from(whole.first().is_some_and(|t| t.is("that")))..).unwrap_or(&[]);
    let opens =
        |t: &Token<'_>| matches!(t.low.as_str(), "when" | "if" | "after" | "before" | "once" | "until");
    let near = if claim.first().is_some_and(opens) { CONDITION_TOKENS_MAX } else { 4 };
    let Some(would) = claim.iter().take(near).position(|t| t.is("would") || t.is("will")) else {
        return false;
    };
    let word = |i: usize| claim.get(would + i);
    let doing = word(1).is_some_and(|t| t.is("be")) && word(2).is_some_and(|t| t.low.ends_with("ing"));
    doing || word(1).is_some_and(|t| t.classes.has(KNOWN.deed))
}

/// Tokens of a condition that opens what is told, and of who would then do it.
const CONDITION_TOKENS_MAX: usize = 14;
/// Tokens of what is told among which its judgement stands.
const JUDGED_TOKENS_MAX: usize = 30;

fn is_being(token: &Token<'_>) -> bool {
    matches!(token.low.as_str(), "be" | "is" | "are" | "was" | "were")
}

fn within(tokens: &[Token<'_>], fit: &Fit, role: RoleName, class: Class) -> bool {
    let Some((a, b)) = capture(fit, role) else { return false };
    tokens.get(a..b).unwrap_or(&[]).iter().take(4).any(|t| t.classes.has(class))
}

fn opens(tokens: &[Token<'_>], fit: &Fit, role: RoleName, class: Class) -> bool {
    capture(fit, role).and_then(|c| tokens.get(c.0)).is_some_and(|t| t.classes.has(class))
}

/// Verbs of which the letter itself is the deed, where "you" is told.
const PERFORMED: [&str; 12] = [
    "give",
    "tell",
    "inform",
    "advise",
    "congratulate",
    "share",
    "show",
    "thank",
    "assure",
    "remind",
    "let",
    "warn",
];

/// The writer wishes to tell his reader something, and so tells him.
fn performed(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let at = |role| capture(fit, role).map(|c| c.0);
    let word = |at: usize| tokens.get(at).map_or("", |t| t.low.as_str());
    let (Some(actor), Some(act)) = (at(RoleName::Actor), at(RoleName::Act)) else { return false };
    matches!(word(actor), "i" | "we") && PERFORMED.contains(&word(act)) && word(act + 1) == "you"
}

/// Whether a courtesy is all that is asked: to find what is attached, not to hesitate, to say if there are questions.
fn courteous(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let Some((first, _)) = capture(fit, RoleName::Act) else { return false };
    let said = tokens.get(first..).unwrap_or(&[]);
    let says = |words: &[&str]| said.iter().any(|token| words.contains(&token.low.as_str()));
    let of_questions = || tokens.iter().any(|t| t.is("if")) && says(&["question", "questions", "queries"]);
    let act = said.iter().find(|token| !["do", "not", "don't"].contains(&token.low.as_str()));
    match act.map_or("", |token| token.low.as_str()) {
        "find" => tokens.iter().any(|t| ATTACHED.contains(&t.low.as_str())),
        "hesitate" => true,
        "know" | "contact" | "call" | "ask" | "email" => of_questions(),
        _ => false,
    }
}

/// What comes with a mail is so.
const ATTACHED: [&str; 5] = ["attached", "enclosed", "herewith", "attachment", "below"];

/// A lone "it", "they" or a country's people: nobody who could be chased.
fn faceless(tokens: &[Token<'_>], fit: &Fit) -> bool {
    let Some((a, b)) = capture(fit, RoleName::Actor) else { return false };
    let one = tokens.get(a..b).unwrap_or(&[]);
    let gerund = a == 0 && one.iter().all(|t| t.low.ends_with("ing"));
    one.len() == 1
        && (gerund
            || one.iter().any(|t| {
                t.text != "US" && matches!(t.low.as_str(), "they" | "who" | "you" | "them" | "us" | "him")
            }))
}
