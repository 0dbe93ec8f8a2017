//! What of an answer is believed: only what the text itself says, in the place that the answer names.

use chancery_office::reading::{Confidence, Finding, Model, Occasion, Role, RoleName, Span, What, When};
use jiff::civil::Date;

use super::answer::{Claim, SENTENCES_NAMED_MAX, claims};
use super::folded::Folded;
use super::{Believed, Flaw, Question, RULE};
use crate::times::{Lean, times};
use crate::tokens::tokens;

/// Classes of finding that a model is asked for.
pub(super) const CLASSES: [&str; 4] = ["undertaking", "subject", "meeting", "assessment"];
/// Roles that a model is asked for.
pub(super) const ROLES: [RoleName; 8] = [
    RoleName::Actor,
    RoleName::Act,
    RoleName::Partner,
    RoleName::Place,
    RoleName::When,
    RoleName::Holder,
    RoleName::Subject,
    RoleName::Condition,
];
/// Tokens of words that say when.
const TIME_TOKENS_MAX: usize = 40;

impl Question<'_> {
    /// Takes into `believed` what holds of an answer. `read` is what rules found in the text: where one found
    /// the same, its finding is raised and there is no second.
    pub fn accept(&self, answer: &[u8], model: &Model, read: &[Finding], believed: &mut Believed) {
        let claims = match claims(answer) {
            Ok(claims) => claims,
            Err(flaw) => return believed.drop(flaw),
        };
        for claim in claims {
            match claim.and_then(|claim| self.finding(&claim, model)) {
                Ok(finding) => believed.take(finding, read),
                Err(flaw) => believed.drop(flaw),
            }
        }
    }

    fn finding(&self, claim: &Claim, model: &Model) -> Result<Finding, Flaw> {
        let named = self.named(&claim.sentences)?;
        let quote = place(&named, &claim.quote)?;
        let mut roles = Vec::new();
        for name in ROLES {
            if let Some(words) = claim.roles.get(&name).filter(|words| !words.trim().is_empty()) {
                roles.push(self.role(name, place(&named, words)?, claim.what));
            }
        }
        let says_what = roles.iter().any(|role| matches!(role.name, RoleName::Act | RoleName::Subject));
        if !says_what {
            let name =
                if matches!(claim.what, What::Undertaking(_)) { RoleName::Act } else { RoleName::Subject };
            roles.push(self.role(name, quote, claim.what));
        }
        let evidence = roles.iter().filter_map(|role| role.span).fold(quote, Span::join);
        Ok(Finding {
            what: self.settled(claim.what, &roles),
            part: self.part,
            evidence,
            roles,
            rule: RULE.to_owned(),
            confidence: Confidence::Weak,
            model: Some(model.clone()),
        })
    }

    /// The sentences of those numbers as one: they must have been shown, and follow each other.
    fn named(&self, ids: &[u32]) -> Result<Folded, Flaw> {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids.dedup();
        let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return Err(Flaw::NoSentence) };
        let at = |id: u32| usize::try_from(id).ok().and_then(|id| id.checked_sub(1)).ok_or(Flaw::NoSentence);
        let (first, last) = (at(*first)?, at(*last)?);
        if ids.len() > SENTENCES_NAMED_MAX || last - first + 1 != ids.len() {
            return Err(Flaw::NoSentence);
        }
        let named = self.sentences.get(first..=last).ok_or(Flaw::NoSentence)?;
        Ok(Folded::joined(named.iter()))
    }

    fn role(&self, name: RoleName, span: Span, what: What) -> Role {
        let value = span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let when = if name == RoleName::When { self.time(span, what) } else { None };
        Role { name, span: Some(span), value, when, candidates: Vec::new() }
    }

    /// What the words come to as a time; never what the model makes of them.
    fn time(&self, span: Span, what: What) -> Option<When> {
        let pieces = [(span.start as usize, span.end as usize)];
        let tokens = tokens(self.text, &pieces, TIME_TOKENS_MAX);
        let lean = match what {
            What::Meeting(Occasion::Held) | What::Subject(_) | What::Assessment => Lean::Past,
            _ => Lean::Future,
        };
        times(&tokens, self.day_first).first().and_then(|time| time.resolve(self.anchor, lean))
    }

    /// A meeting whose time is past has been held.
    fn settled(&self, what: What, roles: &[Role]) -> What {
        let until = roles.iter().find_map(|role| role.when.as_ref()).and_then(|when| when.until);
        let past = |(until, anchor): (Date, Date)| until <= anchor;
        match what {
            What::Meeting(Occasion::Ahead) if until.zip(self.anchor).is_some_and(past) => {
                What::Meeting(Occasion::Held)
            }
            other => other,
        }
    }
}

impl Believed {
    fn drop(&mut self, flaw: Flaw) {
        *self.dropped.entry(flaw).or_default() += 1;
    }

    fn take(&mut self, finding: Finding, read: &[Finding]) {
        let agrees = |rule: &Finding| rule.what == finding.what && overlap(rule, &finding);
        let same =
            |before: &Finding| before.what.class() == finding.what.class() && overlap(before, &finding);
        if let Some(at) = read.iter().position(agrees) {
            if self.agreed.contains(&at) {
                self.drop(Flaw::Again);
            } else {
                self.agreed.push(at);
            }
        } else if self.findings.iter().any(same) {
            self.drop(Flaw::Again);
        } else {
            self.findings.push(finding);
        }
    }
}

/// Whether two findings are of the same words. Two undertakings of one man in one sentence share him, and are
/// two: so what is done is compared, where it is known.
fn overlap(one: &Finding, other: &Finding) -> bool {
    let (a, b) = (gist(one), gist(other));
    a.start < b.end && b.start < a.end
}

fn gist(finding: &Finding) -> Span {
    let said = finding.role(RoleName::Act).or_else(|| finding.role(RoleName::Subject));
    said.and_then(|role| role.span).unwrap_or(finding.evidence)
}

/// Where a quote stands in the sentences: once, byte for byte, and in whole words.
fn place(named: &Folded, quote: &str) -> Result<Span, Flaw> {
    let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let at = named.words.find(&quote).filter(|_| !quote.is_empty()).ok_or(Flaw::Invented)?;
    let end = at + quote.len();
    if stands_again(&named.words, &quote, at) {
        return Err(Flaw::Twice);
    }
    if cuts(&named.words, at) || cuts(&named.words, end) {
        return Err(Flaw::CutsWord);
    }
    named.span(at, end).ok_or(Flaw::Invented)
}

/// Whether the quote stands in the words again, further on.
fn stands_again(words: &str, quote: &str, at: usize) -> bool {
    let next = words.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
    words.get(at + next..).is_some_and(|rest| rest.contains(quote))
}

/// Whether a cut there goes through a word.
fn cuts(words: &str, at: usize) -> bool {
    let before = words.get(..at).and_then(|w| w.chars().next_back());
    let after = words.get(at..).and_then(|w| w.chars().next());
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}
