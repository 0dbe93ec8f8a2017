//! An answer taken apart: what it claims, before anything of it is believed.

use std::collections::BTreeMap;

use chancery_office::reading::{RoleName, What};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ANSWER_BYTES_MAX, Flaw};

/// Findings of one answer.
pub(crate) const FINDINGS_MAX: usize = 120;
/// Sentences that one finding may name.
pub(crate) const SENTENCES_NAMED_MAX: usize = 4;

/// What a model claims that a text says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Claim {
    pub what: What,
    /// Numbers of the sentences, from 1.
    pub sentences: Vec<u32>,
    pub quote: String,
    pub roles: BTreeMap<RoleName, String>,
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    findings: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FindingForm {
    class: String,
    #[serde(default)]
    degree: String,
    sentence_ids: Vec<u32>,
    quote: String,
    #[serde(default)]
    roles: BTreeMap<RoleName, String>,
}

/// The claims of an answer, each as far as it has the form of one.
pub(crate) fn claims(answer: &[u8]) -> Result<Vec<Result<Claim, Flaw>>, Flaw> {
    if answer.len() > ANSWER_BYTES_MAX {
        return Err(Flaw::Unreadable);
    }
    let completion: Completion = serde_json::from_slice(answer).map_err(|_| Flaw::Unreadable)?;
    let content = completion.choices.first().map(|choice| &choice.message.content).ok_or(Flaw::Unreadable)?;
    let form: Form = serde_json::from_str(content).map_err(|_| Flaw::Unreadable)?;
    let claim = |(n, value)| if n < FINDINGS_MAX { claim(value) } else { Err(Flaw::TooMany) };
    Ok(form.findings.into_iter().enumerate().map(claim).collect())
}

fn claim(value: Value) -> Result<Claim, Flaw> {
    let form: FindingForm = serde_json::from_value(value).map_err(|_| Flaw::Misshapen)?;
    Ok(Claim {
        what: what(&form.class, &form.degree)?,
        sentences: form.sentence_ids,
        quote: form.quote,
        roles: form.roles,
    })
}

/// The classes that a model may find, each with a degree of its own.
fn what(class: &str, degree: &str) -> Result<What, Flaw> {
    let kept = match class {
        "assessment" => json!({ "class": class }),
        "undertaking" | "subject" | "meeting" => json!({ "class": class, "degree": degree }),
        _ => return Err(Flaw::Misshapen),
    };
    serde_json::from_value(kept).map_err(|_| Flaw::Misshapen)
}
