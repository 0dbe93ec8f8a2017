//! A reading as standoff JSON: everything that was found, with places that count bytes of the text.
//!
//! The form in which a reading is handed to other programs, in which papers are marked up by hand, and in
//! which what a person corrected is exported. The text is not marked up; marks point into it.

use std::collections::HashMap;

use chancery_office::reading::{
    Field, FieldRole, Finding, Part, Party, Reading, Role, RoleName, Span, What, When,
};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// The version of the form.
const VERSION: u32 = 1;

/// The standoff form of what was read in `text`.
///
/// `anatomy` is that of the first part, the paper itself; each of `parts` has its own. Dates are ISO days, an
/// interval's `to` is one past its last day, and what is not known is left out.
pub fn standoff(text: &str, reading: &Reading) -> Value {
    json!({
        "v": VERSION,
        "text_sha256": hex(text),
        "rulebook": reading.rulebook,
        "anatomy": reading.parts.first().map_or_else(|| json!({}), |part| anatomy(part, text)),
        "parts": reading.parts.iter().map(|part| part_of(part, text)).collect::<Vec<_>>(),
        "findings": reading.findings.iter().map(|finding| finding_of(finding, text)).collect::<Vec<_>>(),
    })
}

/// By what each finding of a text is known again, in hex: its class, rule, words and values, and how many alike
/// stand before it. Where it stands does not count, so a text that is put right elsewhere keeps its findings.
pub fn keys(findings: &[Finding], text: &str) -> Vec<String> {
    let mut alike: HashMap<String, usize> = HashMap::new();
    let mut key = |finding: &Finding| {
        let values: Vec<&str> = finding.roles.iter().map(|role| role.value.as_str()).collect();
        let said = json!([finding.what, finding.rule, finding.evidence.of(text), values]).to_string();
        let before = alike.entry(said.clone()).or_default();
        *before += 1;
        hex(&format!("{before} {said}"))
    };
    findings.iter().map(&mut key).collect()
}

/// Digest of a text, by which a standoff form names it.
pub(crate) fn hex(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn part_of(part: &Part, text: &str) -> Value {
    json!({
        "place": part.place,
        "parent": part.parent,
        "start": part.span.start,
        "end": part.span.end,
        "anatomy": anatomy(part, text),
        "particulars": part.particulars,
        "fields": part.fields.iter().map(|field| field_of(field, text)).collect::<Vec<_>>(),
    })
}

fn field_of(field: &Field, text: &str) -> Value {
    let mut out = placed(field.span, text);
    out.insert("role".into(), json!(field.role));
    if field.doubtful {
        out.insert("doubtful".into(), json!(true));
    }
    put(&mut out, "date", field.date.map(|d| d.to_string()));
    Value::Object(out)
}

/// What the lines come to, each value as a reader would say it.
fn anatomy(part: &Part, text: &str) -> Value {
    let said = &part.particulars;
    let mut out = Map::new();
    out.insert("kind".into(), json!(part.kind));
    put(&mut out, "marking", said.marking.clone());
    for (name, parties) in [
        ("from", &said.from),
        ("to", &said.to),
        ("copied", &said.copied_to),
        ("participants", &said.participants),
    ] {
        out.insert(name.into(), json!(parties.iter().map(Party::short).collect::<Vec<_>>()));
    }
    put(&mut out, "date", said.date.map(|d| d.to_string()));
    put(&mut out, "place", said.place.clone());
    put(&mut out, "subject", said.subject.clone());
    put(&mut out, "reference", said.reference.clone());
    put(&mut out, "precedence", said.precedence.clone());
    put(&mut out, "signature", signature(part, text));
    put(&mut out, "position", line(part, FieldRole::Post, text));
    put(&mut out, "salutation", line(part, FieldRole::Salutation, text));
    put(&mut out, "close", line(part, FieldRole::Close, text));
    put(&mut out, "put_up_to", line(part, FieldRole::PutUp, text));
    Value::Object(out)
}

/// The name under the signature, without the brackets that a typist sets round it.
fn signature(part: &Part, text: &str) -> Option<String> {
    let name = line(part, FieldRole::Signer, text).or(line(part, FieldRole::Signature, text))?;
    let bare = name.strip_prefix('(').and_then(|n| n.strip_suffix(')'));
    Some(bare.map(str::to_owned).unwrap_or(name))
}

/// The words of the first field of a role, on one line.
fn line(part: &Part, role: FieldRole, text: &str) -> Option<String> {
    let field = part.fields.iter().find(|field| field.role == role)?;
    Some(field.span.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The standoff form of one finding.
pub fn finding_of(finding: &Finding, text: &str) -> Value {
    let mut out = Map::new();
    out.insert("kind".into(), json!(finding.what.class()));
    out.insert("evidence".into(), Value::Object(placed(finding.evidence, text)));
    out.insert("roles".into(), roles(finding));
    out.insert("rule".into(), json!(finding.rule));
    out.insert("confidence".into(), json!(finding.confidence));
    out.insert("part".into(), json!(finding.part));
    let spans: Map<String, Value> = finding
        .roles
        .iter()
        .filter_map(|role| Some((key(finding.what, role.name).to_owned(), span_of(role.span?))))
        .collect();
    out.insert("role_spans".into(), Value::Object(spans));
    if let Some(model) = &finding.model {
        out.insert("model".into(), json!(model));
    }
    Value::Object(out)
}

fn roles(finding: &Finding) -> Value {
    let mut out = Map::new();
    for role in &finding.roles {
        let name = key(finding.what, role.name);
        match out.get_mut(name) {
            Some(Value::String(before)) => *before = format!("{before}{}{}", between(role.name), role.value),
            Some(_) => {}
            None => {
                out.insert(name.into(), value(role));
            }
        }
        if !role.candidates.is_empty() {
            out.insert(format!("{name}_candidates"), json!(role.candidates));
        }
    }
    match finding.what {
        What::Undertaking(firmness) => put(&mut out, "firmness", Some(json!(firmness))),
        What::Subject(fate) => put(&mut out, "status", Some(json!(fate))),
        What::Meeting(occasion) => put(&mut out, "status", Some(json!(occasion))),
        What::Reference(cited) => put(&mut out, "status", Some(json!(cited))),
        What::Assessment | What::Person | What::Conflict => {}
    }
    Value::Object(out)
}

/// By whose account, outermost first, is a chain; several of one role stand side by side.
fn between(name: RoleName) -> &'static str {
    if name == RoleName::Holder { " > " } else { "; " }
}

fn value(role: &Role) -> Value {
    match &role.when {
        Some(when) => when_of(&role.value, when),
        None => json!(role.value),
    }
}

fn when_of(words: &str, when: &When) -> Value {
    let mut out = Map::new();
    out.insert("text".into(), json!(words));
    put(&mut out, "from", when.from.map(|d| d.to_string()));
    put(&mut out, "to", when.until.map(|d| d.to_string()));
    put(&mut out, "clock", when.clock.map(|c| c.strftime("%H:%M").to_string()));
    out.insert("grain".into(), json!(when.grain));
    Value::Object(out)
}

/// The key of a role: who raised a subject and who reports an undertaking are `by`, who judges is `holder`.
fn key(what: What, name: RoleName) -> &'static str {
    match name {
        RoleName::Actor => "who",
        RoleName::Act => "what",
        RoleName::Subject if matches!(what, What::Undertaking(_)) => "about",
        RoleName::Subject => "what",
        RoleName::Partner => "with",
        RoleName::Place => "where",
        RoleName::When => "when",
        RoleName::Holder if what == What::Assessment => "holder",
        RoleName::Holder => "by",
        RoleName::Condition => "condition",
        RoleName::Post => "post",
        RoleName::Number => "number",
    }
}

fn placed(span: Span, text: &str) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("start".into(), json!(span.start));
    out.insert("end".into(), json!(span.end));
    out.insert("text".into(), json!(span.of(text)));
    out
}

fn span_of(span: Span) -> Value {
    json!({ "start": span.start, "end": span.end })
}

fn put(out: &mut Map<String, Value>, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        out.insert(name.into(), value.into());
    }
}
