//! Findings of a part: sentences with trigger words are taken apart, and rules fitted to them.

mod beside;
mod build;
mod capitals;
mod cited;
mod command;
mod conditions;
mod doer;
mod governing;
mod holders;
mod weigh;
mod who;

use crate::KnownPerson;
use crate::anatomy::{Dissected, told_in};
use crate::learn::Clued;
use crate::likely::Around;
use crate::names::surname;
use crate::rules::guard::Guard;
use crate::rules::lexicon::Class;
use crate::rules::pattern::{Fit, Pattern};
use crate::rules::sieve::Seen;
use crate::rules::{RULEBOOK, Rule};
use crate::sentences::{Sentence, sentences};
use crate::times::{Lean, TimeWords, times, weekday};
use crate::tokens::{Token, span, tokens};
use beside::beside;
use build::build;
use chancery_office::reading::{
    Cited, Confidence, Fate, Field, FieldRole, Finding, Firmness, Grain, Kind, Occasion, Particulars, Party,
    Role, RoleName, Span, What, When,
};
use jiff::civil::Date;
use std::cell::OnceCell;
use std::collections::BTreeSet;
pub(crate) use who::Who;

/// Tokens of the longest sentence that is read.
const SENTENCE_TOKENS_MAX: usize = 200;
/// Steps that fitting one rule to one sentence may take.
const STEPS_MAX: u32 = 4_000;
/// Findings of the longest text.
pub(crate) const FINDINGS_MAX: usize = 4_000;
/// Bytes from the head of a record to its date, where the head is quoted with it.
const RECORD_BYTES_MAX: u32 = 400;
/// Sentences back to which a chain's "this proposal" may point.
const CHAIN_SENTENCES_MAX: usize = 3;

/// What is known of the part whose sentences are read.
pub(crate) struct Voice<'a> {
    /// Index of the part.
    pub part: u16,
    pub particulars: &'a Particulars,
    /// Against what relative times are resolved.
    pub anchor: Option<Date>,
    pub day_first: bool,
    pub people: &'a [KnownPerson],
    pub kind: Kind,
}

/// A sentence taken apart.
pub(crate) struct Parsed<'t> {
    /// Its place among the part's sentences.
    pub index: usize,
    pub tokens: Vec<Token<'t>>,
    day_first: bool,
    times: OnceCell<Vec<TimeWords>>,
}

impl<'t> Parsed<'t> {
    pub fn new(index: usize, tokens: Vec<Token<'t>>, day_first: bool) -> Self {
        Self { index, tokens, day_first, times: OnceCell::new() }
    }

    /// The times that it tells, worked out when they are first asked for.
    pub fn times(&self) -> &[TimeWords] {
        self.times.get_or_init(|| times(&self.tokens, self.day_first))
    }
}

/// What a part says, in its prose and in the lines that name people.
pub(crate) fn find(
    text: &str,
    part: &Dissected<'_>,
    voice: &Voice<'_>,
    out: &mut Vec<Finding>,
    clued: Option<&mut Vec<Clued>>,
) {
    let heads = heads(part);
    let prose = sentences(&part.prose);
    let mut reader = Reader {
        text,
        sentences: &prose,
        voice,
        who: Who::default(),
        made: Vec::new(),
        met: BTreeSet::new(),
        around: Around::of(voice.kind, command::commands(text, part, voice)),
        proposals: false,
        capitals: capitals::names(text, &prose, voice.particulars),
        clued,
    };
    reader.head(&heads);
    reader.lines(&cited_heads(text, part, FieldRole::Reference), |what| matches!(what, What::Reference(_)));
    let dated = |what| matches!(what, What::Reference(Cited::Dated | Cited::Vague));
    reader.lines(&cited_heads(text, part, FieldRole::Subject), dated);
    reader.sitting(part);
    reader.prose(out.len());
    reader.once();
    out.extend(reader.made.into_iter().map(|m| m.finding));
}

/// Lines of the head and foot that name people.
fn heads(part: &Dissected<'_>) -> Vec<Sentence> {
    let names = |role: FieldRole| {
        matches!(
            role,
            FieldRole::From
                | FieldRole::To
                | FieldRole::Subject
                | FieldRole::Participant
                | FieldRole::CopiedTo
        )
    };
    let fields = part.part.fields.iter().filter(|f| names(f.role));
    fields.map(|f| Sentence { pieces: vec![(f.span.start as usize, f.span.end as usize)] }).collect()
}

/// What lines of the head that cite other papers say behind their keys: those under "Ref", and the subject.
fn cited_heads(text: &str, part: &Dissected<'_>, wanted: FieldRole) -> Vec<Sentence> {
    let value = |f: &Field| {
        let line = f.span.of(text);
        let key = line.split([':', '\n']).next().filter(|key| key.len() < line.len());
        let refers = wanted != FieldRole::Reference || key.is_some_and(|k| k.get(..3).is_some_and(is_ref));
        let start = f.span.start as usize + key.map_or(0, |k| k.len() + 1);
        refers.then(|| Sentence { pieces: vec![(start, f.span.end as usize)] })
    };
    part.part.fields.iter().filter(|f| f.role == wanted).filter_map(value).collect()
}

/// "REF" of "REFERENCE".
fn is_ref(key: &str) -> bool {
    key.eq_ignore_ascii_case("ref")
}

/// A role as a run of tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub name: RoleName,
    pub first: usize,
    pub last: usize,
}

/// A finding and the sentence that it was made from.
pub(crate) struct Made {
    pub finding: Finding,
    pub sentence: usize,
}

/// Reads the sentences of one part in turn.
pub(crate) struct Reader<'a> {
    text: &'a str,
    sentences: &'a [Sentence],
    voice: &'a Voice<'a>,
    who: Who,
    made: Vec<Made>,
    /// People whose post has been told.
    met: BTreeSet<String>,
    /// What stands around the sentence that is read.
    around: Around,
    /// Whether what follows was announced as proposals, which order nothing.
    proposals: bool,
    /// Surnames that a paper typed in capitals tells somewhere.
    capitals: BTreeSet<String>,
    /// Where the clues of each sentence are kept for whoever learns weights from them.
    clued: Option<&'a mut Vec<Clued>>,
}

/// Rules whose class and words are taken already.
type Taken = Vec<(What, usize, usize)>;

impl<'a> Reader<'a> {
    /// Reads the sentences of the prose in which a trigger word stands.
    fn prose(&mut self, found: usize) {
        let sentences = self.sentences;
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { return };
        let base = first.start();
        let mut calls = RULEBOOK.calls(self.text.get(base..last.end()).unwrap_or("")).peekable();
        for (index, sentence) in sentences.iter().enumerate() {
            let mut rules: Vec<u16> = Vec::new();
            while let Some((at, called)) = calls.next_if(|(at, _)| base + at < sentence.end()) {
                if base + at >= sentence.start() {
                    rules.extend(called);
                }
            }
            rules.sort_unstable();
            rules.dedup();
            if found + self.made.len() < FINDINGS_MAX {
                let from = self.made.len();
                let parsed = self.sentence(index, sentence, &rules);
                self.settle(index);
                self.weigh(&parsed, from.min(self.made.len()));
            }
        }
    }

    /// A line under "Ref" is read as a line of the head and as text; what it cites is one finding.
    fn once(&mut self) {
        let mut seen = BTreeSet::new();
        self.made.retain(|m| {
            let said = m.finding.roles.iter().map(|r| r.value.as_str()).collect::<Vec<_>>().join("\n");
            let cites = matches!(m.finding.what, What::Reference(_));
            !cites || seen.insert((m.finding.evidence, m.finding.rule.clone(), said))
        });
    }

    /// People named in the lines of the head.
    fn head(&mut self, heads: &[Sentence]) {
        self.lines(heads, |what| what == What::Person);
    }

    /// What lines of the head say, by the rules of some classes.
    fn lines(&mut self, heads: &[Sentence], of: impl Fn(What) -> bool) {
        if heads.is_empty() {
            return;
        }
        let rules: Vec<u16> =
            (0..).zip(&RULEBOOK.rules).filter(|(_, r)| of(r.what)).map(|(i, _)| i).collect();
        for sentence in heads {
            self.sentence(0, sentence, &rules);
        }
    }

    /// A record of a conversation is proof that it was held, when and where its head says.
    fn sitting(&mut self, part: &Dissected<'_>) {
        let line = |role: FieldRole| part.part.fields.iter().find(|f| f.role == role).map(|f| f.span);
        let record = matches!(self.voice.kind, Kind::Conversation | Kind::Minutes);
        let own = self.voice.particulars;
        let titled = line(FieldRole::Heading).filter(|head| told_in(head.of(self.text)) == own.date);
        let titled = titled.filter(|_| own.date.is_some());
        let Some(date) = titled.or_else(|| line(FieldRole::Date)).filter(|_| record) else { return };
        let named = |name, value: Option<String>, span| {
            value.map(|value| Role { name, span, value, when: None, candidates: Vec::new() })
        };
        let present: Vec<&str> = own.participants.iter().map(Party::short).collect();
        let present = (!present.is_empty()).then(|| present.join("; "));
        let place = line(FieldRole::Place);
        let when = own.date.and_then(|day| {
            let next = day.tomorrow().ok()?;
            Some(When { from: Some(day), until: Some(next), clock: None, grain: Grain::Day })
        });
        let mut roles: Vec<Role> = named(RoleName::Actor, present, None).into_iter().collect();
        roles.extend(named(RoleName::Place, own.place.clone(), place));
        roles.extend(when.map(|when| Role {
            name: RoleName::When,
            span: Some(date),
            value: date.of(self.text).to_owned(),
            when: Some(when),
            candidates: Vec::new(),
        }));
        // From "Memorandum of Conversation" on, where that stands near.
        let head = line(FieldRole::Heading).or_else(|| line(FieldRole::From));
        let head = head.filter(|head| head.start < date.start && date.end - head.start <= RECORD_BYTES_MAX);
        let told = place.map_or(date, |place| date.join(place));
        self.made.push(Made {
            finding: Finding {
                what: What::Meeting(Occasion::Held),
                part: self.voice.part,
                evidence: head.map_or(told, |head| told.join(head)),
                roles,
                rule: "meeting.record".to_owned(),
                confidence: Confidence::Certain,
                model: None,
            },
            sentence: 0,
        });
    }

    /// A sentence's findings against each other: what is undertaken is neither a subject nor a judgement.
    fn settle(&mut self, index: usize) {
        let from = self.made.iter().rposition(|m| m.sentence != index).map_or(0, |i| i + 1);
        let undertaken: Vec<(Span, What, Confidence)> = self.made[from..]
            .iter()
            .filter(|m| matches!(m.finding.what, What::Undertaking(_)))
            .map(|m| (m.finding.evidence, m.finding.what, m.finding.confidence))
            .collect();
        let twice = |f: &Finding| {
            undertaken.iter().any(|(u, what, sure)| leads(*u, f.evidence) && outdoes(*what, *sure, f))
        };
        let mut at = 0;
        self.made.retain(|m| {
            at += 1;
            at <= from || !twice(&m.finding)
        });
    }

    fn sentence(&mut self, index: usize, sentence: &Sentence, rules: &[u16]) -> Parsed<'a> {
        let mut tokens = tokens(self.text, &sentence.pieces, SENTENCE_TOKENS_MAX);
        capitals::name(&mut tokens, &self.capitals);
        let seen = Seen::of(&tokens);
        self.proposals |= announces(&tokens);
        let parsed = Parsed::new(index, tokens, self.voice.day_first);
        let mut taken = Taken::new();
        for rule in rules.iter().filter_map(|r| RULEBOOK.rules.get(usize::from(*r))) {
            if rule.what == What::Conflict {
                self.conflicts(rule, &parsed);
            } else if let Some(class) = rule.beside {
                self.beside(rule, class, &parsed, &mut taken);
            } else if !self.is_foreign(rule) {
                self.rule(rule, &seen, &parsed, &mut taken);
            }
        }
        parsed
    }

    /// Whether a rule is not for this kind of paper; a speech promises to nobody who could hold it to that.
    fn is_foreign(&self, rule: &Rule) -> bool {
        let other = !rule.kinds.is_empty() && !rule.kinds.contains(&self.voice.kind);
        other || self.voice.kind == Kind::Address && matches!(rule.what, What::Undertaking(_))
    }

    /// Papers and talks that stand beside a time.
    fn beside(&mut self, rule: &Rule, class: Class, parsed: &Parsed<'_>, taken: &mut Taken) {
        for fit in beside(parsed, class) {
            if free(rule, &fit, taken) {
                taken.push((rule.what, fit.first, fit.last));
                self.keep(rule, parsed, &fit);
            }
        }
    }

    fn rule(&mut self, rule: &Rule, seen: &Seen, parsed: &Parsed<'_>, taken: &mut Taken) {
        let last = |p| Pattern::last(p, &parsed.tokens, seen).map(|last| (p, last));
        let patterns: Vec<(&Pattern, usize)> = rule.patterns.iter().filter_map(last).collect();
        let last = patterns.iter().map(|p| p.1).max().unwrap_or(0);
        let mut at = 0;
        let mut steps = if patterns.is_empty() { 0 } else { STEPS_MAX };
        while at <= last && steps > 0 {
            let fit = fit(rule, &patterns, parsed, at, &mut steps).filter(|f| free(rule, f, taken));
            let Some(fit) = fit else {
                at += 1;
                continue;
            };
            let fit = cited::lengthened(rule, parsed, fit);
            taken.push((rule.what, fit.first, fit.last));
            at = fit.last.max(at + 1);
            self.keep(rule, parsed, &fit);
        }
    }

    fn keep(&mut self, rule: &Rule, parsed: &Parsed<'_>, fit: &Fit) {
        let findings = build(rule, parsed, fit, self);
        for finding in findings {
            if rule.what == What::Person && !self.is_new(&finding) {
                continue;
            }
            if rule.chain {
                self.fold(finding, parsed.index);
            } else {
                self.made.push(Made { finding, sentence: parsed.index });
            }
        }
    }

    /// Whether a person's post is told for the first time.
    fn is_new(&mut self, finding: &Finding) -> bool {
        let name = finding.role(RoleName::Actor).map_or("", |r| r.value.as_str());
        surname(name).is_some_and(|surname| self.met.insert(surname.to_owned()))
    }

    /// Folds what answers an earlier proposal into it: suggested, reiterated, agreed are one.
    fn fold(&mut self, later: Finding, sentence: usize) {
        let is_open = |m: &&mut Made| {
            matches!(m.finding.what, What::Undertaking(_)) && sentence - m.sentence <= CHAIN_SENTENCES_MAX
        };
        let Some(earlier) = self.made.iter_mut().rev().find(is_open) else { return };
        let finding = &mut earlier.finding;
        finding.what = stronger(finding.what, later.what);
        finding.evidence = finding.evidence.join(later.evidence);
        finding.confidence = finding.confidence.max(later.confidence);
        earlier.sentence = sentence;
        if later.what != finding.what {
            return;
        }
        let agreed: Vec<Role> = later.roles.into_iter().filter(|r| r.name == RoleName::Actor).collect();
        if agreed.is_empty() {
            return;
        }
        proposer(&mut finding.roles);
        finding.roles.splice(0..0, agreed);
    }

    /// Dates whose weekday contradicts them.
    fn conflicts(&mut self, rule: &Rule, parsed: &Parsed<'_>) {
        for time in parsed.times() {
            let Some((day, said)) = time.conflict(self.voice.anchor, Lean::Past) else { continue };
            let Some(evidence) = span(&parsed.tokens, time.first, time.last) else { continue };
            let value = format!("{day} was a {}, not a {}", weekday_word(day.weekday()), weekday_word(said));
            let role = Role {
                name: RoleName::When,
                span: Some(evidence),
                value,
                when: time.resolve(self.voice.anchor, Lean::Past),
                candidates: Vec::new(),
            };
            let finding = Finding {
                what: What::Conflict,
                part: self.voice.part,
                evidence,
                roles: vec![role],
                rule: rule.id.clone(),
                confidence: if time.is_yearless() { lower(rule.confidence) } else { rule.confidence },
                model: None,
            };
            self.made.push(Made { finding, sentence: parsed.index });
        }
    }
}

/// "Our proposals are as follows": what a list that is announced so says is proposed, whoever writes it.
fn announces(tokens: &[Token<'_>]) -> bool {
    const WHAT: [&str; 3] = ["proposals", "suggestions", "recommendations"];
    let follows = tokens.iter().any(|t| t.is("follows") || t.is("following"));
    let own = |at: usize| {
        let lead = tokens.get(at.saturating_sub(2)..at).unwrap_or_default();
        lead.iter().any(|t| t.is("our") || t.is("my"))
    };
    follows && (0..tokens.len()).any(|at| WHAT.contains(&tokens[at].low.as_str()) && own(at))
}

/// Whether words share others and begin in the first half of them: "from any country we might approach" does not.
fn leads(words: Span, others: Span) -> bool {
    let half = others.start + (others.end - others.start) / 2;
    words.start < half && others.start < words.end
}

/// Whether an undertaking says better what a finding on the same words says; one that is less sure does not.
fn outdoes(undertaking: What, sure: Confidence, finding: &Finding) -> bool {
    match finding.what {
        What::Subject(Fate::Agreed) => undertaking == What::Undertaking(Firmness::Agreed),
        // "I think that we should": a proposal is no judgement.
        What::Assessment => {
            let proposed = undertaking == What::Undertaking(Firmness::Proposed);
            let weaker = finding.confidence <= Confidence::Weak && sure >= finding.confidence;
            weaker || proposed && finding.rule == THOUGHT
        }
        _ => false,
    }
}

/// The rule of what a writer thinks.
const THOUGHT: &str = "assessment.think";

/// Who proposed becomes the holder where others agreed.
fn proposer(roles: &mut Vec<Role>) {
    let held = roles.iter().any(|r| r.name == RoleName::Holder);
    roles.retain(|r| !(held && r.name == RoleName::Actor));
    for role in roles.iter_mut().filter(|r| r.name == RoleName::Actor) {
        role.name = RoleName::Holder;
    }
}

fn stronger(a: What, b: What) -> What {
    match (a, b) {
        (What::Undertaking(x), What::Undertaking(y)) => What::Undertaking(x.min(y)),
        _ => a,
    }
}

fn weekday_word(day: jiff::civil::Weekday) -> &'static str {
    const WORDS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    WORDS.into_iter().find(|w| weekday(&w.to_lowercase()) == Some(day)).unwrap_or("day")
}

/// The first pattern of a rule that fits at `at` and that no guard rules out.
fn fit(
    rule: &Rule,
    patterns: &[(&Pattern, usize)],
    parsed: &Parsed<'_>,
    at: usize,
    steps: &mut u32,
) -> Option<Fit> {
    let stopped = |f: &Fit| rule.guards.iter().any(|g: &Guard| g.stops(&parsed.tokens, f, || parsed.times()));
    let mut open = patterns.iter().filter(|(_, last)| at <= *last);
    open.find_map(|(p, _)| p.fit(&parsed.tokens, at, steps).filter(|f| !stopped(f)))
}

/// Whether no earlier rule of the class has taken these words.
fn free(rule: &Rule, fit: &Fit, taken: &Taken) -> bool {
    let class = std::mem::discriminant(&rule.what);
    !taken.iter().any(|(what, a, b)| std::mem::discriminant(what) == class && fit.first < *b && *a < fit.last)
}

/// One step less sure.
pub(crate) fn lower(confidence: Confidence) -> Confidence {
    match confidence {
        Confidence::Certain => Confidence::Strong,
        Confidence::Strong => Confidence::Fair,
        Confidence::Fair => Confidence::Weak,
        _ => Confidence::Guess,
    }
}
