//! What papers say, against papers marked by hand: found or not by overlap, then roles, firmness and fate.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chancery_reading::{Context, read, standoff};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::sets::Sets;
use crate::table::{Counts, Row};

/// A paper marked by hand.
#[derive(Deserialize)]
struct Marked {
    split: String,
    findings: Vec<Mark>,
}

/// A mark, or what the reading found in the same form.
#[derive(Clone, Debug)]
struct Mark {
    kind: String,
    start: u64,
    end: u64,
    roles: Map<String, Value>,
    /// Of what was found, the words of each role as they stand: "I", where the role says who that is.
    words: BTreeMap<String, String>,
    rule: String,
    confidence: usize,
}

impl<'de> Deserialize<'de> for Mark {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(from)?;
        mark(&value)
            .ok_or_else(|| serde::de::Error::custom(format!("a mark lacks its kind or place: {value}")))
    }
}

/// Confidences as they are stored, least first.
const CONFIDENCES: [&str; 5] = ["guess", "weak", "fair", "strong", "certain"];

fn mark(value: &Value) -> Option<Mark> {
    let place = value.get("evidence").unwrap_or(value);
    let word = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or("").to_owned();
    Some(Mark {
        kind: value.get("kind")?.as_str()?.to_owned(),
        start: place.get("start")?.as_u64()?,
        end: place.get("end")?.as_u64()?,
        roles: value.get("roles").and_then(Value::as_object).cloned().unwrap_or_default(),
        words: BTreeMap::new(),
        rule: word("rule"),
        confidence: CONFIDENCES.iter().position(|c| *c == word("confidence")).unwrap_or(0),
    })
}

pub fn rows(sets: &Sets) -> anyhow::Result<Vec<Row>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reading/gold");
    let wanted = sets.split.word();
    let mut tally = Tally::default();
    for name in names(&folder)? {
        let marked: Marked = serde_json::from_str(&std::fs::read_to_string(name.with_extension("json"))?)
            .with_context(|| name.display().to_string())?;
        if marked.split == wanted {
            let text = std::fs::read_to_string(name.with_extension("txt"))?;
            let british = name.file_name().is_some_and(|n| n.to_string_lossy().starts_with("made-uk"));
            tally.paper(&marked.findings, &found(&text, british));
        }
    }
    tally.tell();
    Ok(tally.rows(wanted))
}

/// The marked papers of a folder, without their endings.
fn names(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    crate::sets::under(folder, "json", &mut files)?;
    files.sort();
    Ok(files.into_iter().map(|file| file.with_extension("")).collect())
}

fn found(text: &str, day_first: bool) -> Vec<Mark> {
    let reading = read(text, &Context { day_first, ..Context::default() });
    let told = standoff(text, &reading);
    let marked = |value: &Value| Some(Mark { words: spoken(value, text), ..mark(value)? });
    told["findings"].as_array().into_iter().flatten().filter_map(marked).collect()
}

/// The words of each role as they stand in the text.
fn spoken(value: &Value, text: &str) -> BTreeMap<String, String> {
    let words = |span: &Value| {
        let (start, end) = (span.get("start")?.as_u64()?, span.get("end")?.as_u64()?);
        text.get(start as usize..end as usize).map(str::to_owned)
    };
    let spans = value.get("role_spans").and_then(Value::as_object);
    spans.into_iter().flatten().filter_map(|(role, span)| Some((role.clone(), words(span)?))).collect()
}

/// What has been counted over all papers.
#[derive(Default)]
struct Tally {
    kinds: BTreeMap<String, Counts>,
    fates: BTreeMap<String, Counts>,
    roles: BTreeMap<&'static str, Counts>,
    rules: BTreeMap<String, (usize, usize)>,
    /// Of each kind, what was found: how surely, and whether it is right.
    ranked: BTreeMap<String, Vec<(usize, bool)>>,
    firmness: (usize, usize),
}

/// Roles that are compared, by their keys in the standoff form.
const ROLES: [&str; 8] = ["who", "what", "with", "where", "when", "by", "holder", "condition"];

impl Tally {
    fn paper(&mut self, gold: &[Mark], found: &[Mark]) {
        let pairs = pairs(gold, found);
        for mark in gold {
            self.kinds.entry(mark.kind.clone()).or_default().gold += 1;
            self.fate(mark).gold += 1;
        }
        for (i, mark) in found.iter().enumerate() {
            let right = pairs.iter().any(|(_, f)| *f == i);
            let counts = self.kinds.entry(mark.kind.clone()).or_default();
            counts.found += 1;
            counts.right += usize::from(right);
            self.fate(mark).found += 1;
            let rule = self.rules.entry(mark.rule.clone()).or_default();
            *rule = (rule.0 + usize::from(right), rule.1 + 1);
            self.ranked.entry(mark.kind.clone()).or_default().push((mark.confidence, right));
        }
        for (g, f) in pairs {
            self.pair(&gold[g], &found[f]);
        }
    }

    fn fate(&mut self, mark: &Mark) -> &mut Counts {
        self.fates.entry(format!("{} {}", mark.kind, word(mark, "status"))).or_default()
    }

    fn pair(&mut self, gold: &Mark, found: &Mark) {
        if word(gold, "status") == word(found, "status") {
            self.fate(gold).right += 1;
        }
        if gold.kind != "undertaking" {
            return;
        }
        self.firmness.1 += 1;
        self.firmness.0 += usize::from(word(gold, "firmness") == word(found, "firmness"));
        for role in ROLES {
            let (g, f) = (said(gold, role), said(found, role));
            // "I" is marked as "I"; what is found says besides who that is.
            let stands = found.words.get(role).map(|words| bag(words)).unwrap_or_default();
            let counts = self.roles.entry(role).or_default();
            counts.gold += usize::from(!g.is_empty());
            counts.found += usize::from(!f.is_empty());
            counts.right += usize::from(same(&g, &f) || same(&g, &stands));
        }
    }

    fn rows(&self, split: &str) -> Vec<Row> {
        let set = format!("hand gold, {split}");
        let row = |measure: &str, got: f64, targets: (Option<f64>, Option<f64>), cases, note| Row {
            measure: measure.into(),
            set: set.clone(),
            got,
            first: targets.0,
            good: targets.1,
            cases,
            note,
        };
        let mut rows = Vec::new();
        for (kind, counts) in &self.kinds {
            let (half, most) = (self.precision_at(kind, 0.5), self.precision_at(kind, 0.8));
            let at = |p: Option<f64>| p.map_or_else(|| "–".to_owned(), |p| format!("{p:.2}"));
            let note = format!("{}; P at R .5 {}, at R .8 {}", counts.words(), at(half), at(most));
            rows.push(row(&format!("{kind}, overlap F"), counts.f(), targets(kind), counts.gold, note));
        }
        let (right, all) = self.firmness;
        let firm = right as f64 / all.max(1) as f64;
        rows.push(row("firmness, of undertakings found", firm, (Some(0.85), Some(0.90)), all, String::new()));
        for (fate, counts) in self.fates.iter().filter(|(name, _)| !name.ends_with(' ')) {
            let wanted = if fate == "subject not-raised" { (Some(0.65), Some(0.80)) } else { (None, None) };
            rows.push(row(&format!("{fate}, F"), counts.f(), wanted, counts.gold, counts.words()));
        }
        let all = self.roles.values().fold(Counts::default(), |a, c| Counts {
            right: a.right + c.right,
            found: a.found + c.found,
            gold: a.gold + c.gold,
        });
        let each: Vec<String> = self.roles.iter().map(|(role, c)| format!("{role} {:.2}", c.f())).collect();
        rows.push(row("roles of undertakings found, F", all.f(), (None, None), all.gold, each.join(", ")));
        rows
    }

    /// What share is right among the surest of a kind that together reach a recall.
    fn precision_at(&self, kind: &str, recall: f64) -> Option<f64> {
        let gold = self.kinds.get(kind)?.gold;
        let mut ranked = self.ranked.get(kind)?.clone();
        ranked.sort_by_key(|(confidence, _)| std::cmp::Reverse(*confidence));
        let (mut right, mut seen) = (0, 0);
        for (_, is_right) in ranked {
            seen += 1;
            right += usize::from(is_right);
            if right as f64 >= recall * gold as f64 && gold > 0 {
                return Some(right as f64 / f64::from(seen));
            }
        }
        None
    }

    /// Per rule, how many of what it found are right.
    fn tell(&self) {
        for (rule, (right, found)) in &self.rules {
            eprintln!("{rule:32} {right} of {found}");
        }
    }
}

fn targets(kind: &str) -> (Option<f64>, Option<f64>) {
    match kind {
        "undertaking" => (Some(0.60), Some(0.70)),
        "assessment" => (Some(0.75), Some(0.85)),
        _ => (None, None),
    }
}

/// Marks and findings of one kind that overlap, each paired once, those that share most first.
fn pairs(gold: &[Mark], found: &[Mark]) -> Vec<(usize, usize)> {
    let mut shares: Vec<(u64, usize, usize)> = Vec::new();
    for (g, a) in gold.iter().enumerate() {
        for (f, b) in found.iter().enumerate().filter(|(_, b)| b.kind == a.kind) {
            let both = a.end.min(b.end).saturating_sub(a.start.max(b.start));
            let either = a.end.max(b.end) - a.start.min(b.start);
            if both > 0 {
                shares.push((1_000_000 - both * 1_000_000 / either.max(1), g, f));
            }
        }
    }
    shares.sort_unstable();
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (_, g, f) in shares {
        if !out.iter().any(|(a, b)| *a == g || *b == f) {
            out.push((g, f));
        }
    }
    out
}

fn word<'m>(mark: &'m Mark, key: &str) -> &'m str {
    mark.roles.get(key).and_then(Value::as_str).unwrap_or("")
}

/// The words of a role, as a bag; those of a time are its text.
fn said(mark: &Mark, role: &str) -> Vec<String> {
    let value = mark.roles.get(role);
    let text = value.and_then(|v| v.as_str().or_else(|| v.get("text").and_then(Value::as_str))).unwrap_or("");
    bag(text)
}

/// The words of a text that say something.
fn bag(text: &str) -> Vec<String> {
    let plain = text.to_lowercase();
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty() && !matches!(*w, "the" | "a" | "an" | "to" | "writer"))
        .map(str::to_owned)
        .collect()
}

/// Whether two roles share half of the words of the shorter one.
fn same(a: &[String], b: &[String]) -> bool {
    let shared = a.iter().filter(|w| b.contains(w)).count();
    shared > 0 && 2 * shared >= a.len().min(b.len())
}
