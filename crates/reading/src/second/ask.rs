//! The question as a model takes it: what it is to do, the sentences, and the form of the answer.

use std::sync::LazyLock;

use chancery_office::reading::{Fate, Firmness, Occasion};
use serde::Serialize;
use serde_json::{Value, json};

use super::Question;
use super::accept::{CLASSES, ROLES};
use super::answer::{FINDINGS_MAX, SENTENCES_NAMED_MAX};
use crate::standoff::hex;

/// What a model is told to do.
const INSTRUCTIONS: &str = include_str!("instructions.txt");
/// So that the same question has the same answer.
const SEED: u32 = 1982;
/// Tokens of an answer.
const TOKENS_MAX: u32 = 4_096;

static FORM: LazyLock<Value> = LazyLock::new(form);

/// Digest of everything that a model is asked with besides the sentences, in hex.
pub fn prompt_digest() -> &'static str {
    static DIGEST: LazyLock<String> = LazyLock::new(|| hex(&format!("{INSTRUCTIONS}{}", *FORM)));
    &DIGEST
}

impl Question<'_> {
    /// The body of a request to complete a chat, for the model of that name. The sentences stand in it as
    /// JSON within JSON, so no text can end them.
    pub fn body(&self, model: &str) -> String {
        let sentences: Vec<Value> = (1..)
            .zip(&self.sentences)
            .map(|(id, one)| json!({ "id": id as u32, "text": one.words }))
            .collect();
        let shown = json!({ "date": self.anchor.map(|date| date.to_string()), "sentences": sentences });
        json!({
            "model": model,
            "temperature": 0,
            "seed": SEED,
            "stream": false,
            "max_tokens": TOKENS_MAX,
            "messages": [
                { "role": "system", "content": INSTRUCTIONS },
                { "role": "user", "content": shown.to_string() },
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": { "name": "findings", "strict": true, "schema": *FORM },
            },
        })
        .to_string()
    }
}

/// The schema of an answer, made from the words of our own types.
fn form() -> Value {
    let degrees: Vec<Value> =
        words(&Firmness::ALL).into_iter().chain(words(&Fate::ALL)).chain(words(&Occasion::ALL)).collect();
    let mut known: Vec<Value> = Vec::new();
    for degree in degrees {
        if !known.contains(&degree) {
            known.push(degree);
        }
    }
    let roles = words(&ROLES);
    let of_role = |role: &Value| (role.as_str().unwrap_or_default().to_owned(), json!({ "type": "string" }));
    object(&json!({
        "findings": {
            "type": "array",
            "maxItems": FINDINGS_MAX,
            "items": object(&json!({
                "class": { "enum": CLASSES },
                "degree": { "enum": known },
                "sentence_ids": {
                    "type": "array", "items": { "type": "integer" }, "minItems": 1, "maxItems": SENTENCES_NAMED_MAX
                },
                "quote": { "type": "string" },
                "roles": object(&roles.iter().map(of_role).collect()),
            })),
        },
    }))
}

/// An object that has these properties, all of them and no others.
fn object(properties: &Value) -> Value {
    let names: Vec<&String> = properties.as_object().into_iter().flat_map(|o| o.keys()).collect();
    json!({ "type": "object", "required": names, "properties": properties, "additionalProperties": false })
}

/// The words under which values of a type are kept.
fn words(all: &[impl Serialize]) -> Vec<Value> {
    all.iter().filter_map(|one| serde_json::to_value(one).ok()).collect()
}
