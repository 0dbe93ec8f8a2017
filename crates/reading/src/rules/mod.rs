//! The rulebook: rules as data, compiled once, with a digest of all that they are made of.

mod aside;
mod confidence;
pub(crate) mod guard;
#[cfg(test)]
mod hits;
pub(crate) mod lexicon;
pub(crate) mod pattern;
pub(crate) mod phrase;
pub(crate) mod sieve;
mod triggers;

use crate::tokens::SHORTENED;
use chancery_office::reading::{Confidence, Kind, What};
use confidence::Rates;
use guard::Guard;
use lexicon::Class;
use pattern::Pattern;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;
use triggers::Triggers;

/// Rule files, those first that win where two rules find the same words.
const FILES: [(&str, &str); 7] = [
    ("undertaking", include_str!("../../rules/en/undertaking.toml")),
    ("subject", include_str!("../../rules/en/subject.toml")),
    ("meeting", include_str!("../../rules/en/meeting.toml")),
    ("assessment", include_str!("../../rules/en/assessment.toml")),
    ("reference", include_str!("../../rules/en/reference.toml")),
    ("person", include_str!("../../rules/en/person.toml")),
    ("conflict", include_str!("../../rules/en/conflict.toml")),
];

/// The code's own part in a reading: raised whenever it reads otherwise with the same rules.
const READER_VERSION: &str = "13";

/// A rule as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    pub id: String,
    #[serde(default)]
    pub degree: Option<String>,
    pub trigger: Vec<String>,
    #[serde(rename = "match")]
    pub patterns: Vec<String>,
    #[serde(default)]
    pub guard: Vec<String>,
    pub confidence: Confidence,
    /// It says again or answers what the sentences before have said.
    #[serde(default)]
    pub chain: bool,
    /// Its "we" are the two sides together.
    #[serde(default)]
    pub joint: bool,
    /// Its degree where the writer may not command the reader.
    #[serde(default)]
    pub uncommanded: Option<String>,
    /// Its degree where the writer is known to command the reader.
    #[serde(default)]
    pub commanded: Option<String>,
    /// Its degree is that of the words over it, where those have one: "the understanding that they would".
    #[serde(default)]
    pub governed: bool,
    /// The kinds of paper that it is for, where it is not for all.
    #[serde(default)]
    pub kinds: Vec<Kind>,
    /// It has no pattern: it finds the nouns of this list that stand beside a time.
    #[serde(default)]
    pub beside: Option<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "shown and tested, not compiled"))]
    pub hit: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "shown and tested, not compiled"))]
    pub miss: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Source>,
}

/// A compiled rule.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub id: String,
    pub what: What,
    pub patterns: Vec<Pattern>,
    pub guards: Vec<Guard>,
    pub confidence: Confidence,
    pub chain: bool,
    pub joint: bool,
    pub uncommanded: Option<What>,
    pub commanded: Option<What>,
    pub governed: bool,
    pub kinds: Vec<Kind>,
    pub beside: Option<Class>,
}

impl Rule {
    /// In whose name is proposed what all weights together speak for.
    pub fn learnt(id: String, what: What, confidence: Confidence) -> Self {
        Self {
            id,
            what,
            patterns: Vec::new(),
            guards: Vec::new(),
            confidence,
            chain: false,
            joint: false,
            uncommanded: None,
            commanded: None,
            governed: false,
            kinds: Vec::new(),
            beside: None,
        }
    }
}

/// All rules, and what finds their trigger words.
pub(crate) struct Rulebook {
    pub rules: Vec<Rule>,
    triggers: Triggers,
    pub digest: String,
}

/// The rulebook of this build.
///
/// INVARIANT (rulebook): it compiles; the tests read every file, rule, hit and miss.
pub(crate) static RULEBOOK: LazyLock<Rulebook> =
    LazyLock::new(|| compile().unwrap_or_else(|e| panic!("INVARIANT (rulebook): {e}")));

/// Why a rule does not compile.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RuleError {
    /// A rule file does not parse.
    #[error("rules/en/{0}.toml does not parse: {1}")]
    File(&'static str, toml::de::Error),
    /// The table of rates does not parse.
    #[error("rules/en/rates.toml does not parse: {0}")]
    Rates(toml::de::Error),
    /// A pattern does not compile.
    #[error("rule {0}: {1}")]
    Pattern(String, pattern::PatternError),
    /// A guard that does not exist.
    #[error("rule {0}: no guard is named {1}: see guard.rs")]
    Guard(String, String),
    /// A degree that its class does not have.
    #[error("rule {0}: class {1} has no such degree: see chancery_office::reading::What")]
    Degree(String, &'static str),
}

/// The rules of a file as they are written.
pub(crate) fn sources() -> Result<Vec<(&'static str, Source)>, RuleError> {
    let mut out = Vec::new();
    for (name, text) in FILES {
        let file: File = toml::from_str(text).map_err(|e| RuleError::File(name, e))?;
        out.extend(file.rule.into_iter().map(|r| (name, r)));
    }
    Ok(out)
}

pub(crate) fn compile() -> Result<Rulebook, RuleError> {
    let sources = sources()?;
    let rates = Rates::read().map_err(RuleError::Rates)?;
    let rules = sources.iter().map(|(class, s)| rule(class, s, &rates)).collect::<Result<Vec<_>, _>>()?;
    let mut calls: Vec<(&str, u16)> = Vec::new();
    for (i, (_, source)) in sources.iter().enumerate() {
        for word in &source.trigger {
            let short = SHORTENED.iter().filter(|(_, long)| long == word).map(|(short, _)| *short);
            calls.extend(short.chain([word.as_str()]).map(|word| (word, i as u16)));
        }
    }
    Ok(Rulebook { rules, triggers: Triggers::new(&calls), digest: digest() })
}

fn rule(class: &'static str, source: &Source, rates: &Rates) -> Result<Rule, RuleError> {
    let compiled = |p: &String| Pattern::parse(p).map_err(|e| RuleError::Pattern(source.id.clone(), e));
    let guarded =
        |g: &String| Guard::from_word(g).ok_or_else(|| RuleError::Guard(source.id.clone(), g.clone()));
    let what = |degree: &Option<String>| {
        what(class, degree.as_deref()).ok_or_else(|| RuleError::Degree(source.id.clone(), class))
    };
    Ok(Rule {
        id: source.id.clone(),
        what: what(&source.degree)?,
        uncommanded: source.uncommanded.is_some().then(|| what(&source.uncommanded)).transpose()?,
        commanded: source.commanded.is_some().then(|| what(&source.commanded)).transpose()?,
        patterns: source.patterns.iter().map(compiled).collect::<Result<_, _>>()?,
        guards: source.guard.iter().map(guarded).collect::<Result<_, _>>()?,
        confidence: rates.confidence(&source.id, source.confidence),
        chain: source.chain,
        joint: source.joint,
        governed: source.governed,
        kinds: source.kinds.clone(),
        beside: source.beside.as_deref().map(|list| noun(source, list)).transpose()?,
    })
}

/// The list of nouns that a rule finds beside times.
fn noun(source: &Source, list: &str) -> Result<Class, RuleError> {
    let missing = || RuleError::Pattern(source.id.clone(), pattern::PatternError::List(list.to_owned()));
    lexicon::class(list).ok_or_else(missing)
}

/// The class and degree, by the words under which they are stored.
fn what(class: &str, degree: Option<&str>) -> Option<What> {
    let what = What::named(class, degree.unwrap_or_default())?;
    (what.degree().map(|known| known.word) == degree).then_some(what)
}

fn digest() -> String {
    let mut hash = Sha256::new();
    hash.update(READER_VERSION);
    let roles = &crate::anatomy::roles::FILES;
    let rates = &[("rates", confidence::RATES), ("weights", crate::likely::WEIGHTS)];
    for (name, text) in
        FILES.iter().chain(lexicon::LISTS).chain(&crate::times::LISTS).chain(roles).chain(rates)
    {
        hash.update(name);
        hash.update([0]);
        hash.update(text);
    }
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

impl Rulebook {
    /// Where trigger words stand in `text`, in order, with the rules that they call.
    pub fn calls<'r>(&'r self, text: &'r str) -> impl Iterator<Item = (usize, &'r [u16])> {
        self.triggers.calls(text)
    }
}
