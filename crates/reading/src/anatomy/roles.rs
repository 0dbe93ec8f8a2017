//! Rules on roles: which line may be what, and how much speaks for it; data under `rules/anatomy`.

use super::shapes::Shapes;
use chancery_office::reading::FieldRole;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Rule files of the anatomy.
pub(crate) const FILES: [(&str, &str); 3] = [
    ("anatomy/keys", include_str!("../../rules/anatomy/keys.toml")),
    ("anatomy/head", include_str!("../../rules/anatomy/head.toml")),
    ("anatomy/tail", include_str!("../../rules/anatomy/tail.toml")),
];

/// Where in a part a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Zone {
    Head,
    Body,
    Tail,
}

/// A rule as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub id: String,
    pub role: FieldRole,
    pub zone: Vec<Zone>,
    pub weight: i16,
    /// Keys that open the line, before a colon or alone.
    #[serde(default)]
    key: Vec<String>,
    /// Words that the line begins with.
    #[serde(default)]
    opens: Vec<String>,
    /// Shapes that the line has, or has not where "!" stands before; "above:" and "below:" ask of its
    /// neighbours.
    #[serde(default)]
    is: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "shown and tested, not compiled"))]
    hit: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "shown and tested, not compiled"))]
    miss: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Source>,
}

/// A compiled rule.
#[derive(Debug)]
pub(super) struct Rule {
    pub id: String,
    pub role: FieldRole,
    pub zones: Vec<Zone>,
    pub weight: i16,
    is: Shapes,
    not: Shapes,
    above: Shapes,
    not_above: Shapes,
    below: Shapes,
    not_below: Shapes,
    opens: Vec<String>,
    keyed: bool,
}

/// All rules on roles.
pub(super) struct Roles {
    pub rules: Vec<Rule>,
    keys: HashMap<String, usize>,
}

/// The rules of this build.
///
/// INVARIANT (rulebook): they compile; the tests read every file, rule, hit and miss.
pub(super) static ROLES: LazyLock<Roles> =
    LazyLock::new(|| compile().unwrap_or_else(|e| panic!("INVARIANT (rulebook): {e}")));

pub(super) fn sources() -> Result<Vec<Source>, String> {
    let mut out = Vec::new();
    for (name, text) in FILES {
        let file: File = toml::from_str(text).map_err(|e| format!("rules/{name}.toml: {e}"))?;
        out.extend(file.rule);
    }
    Ok(out)
}

fn compile() -> Result<Roles, String> {
    let mut roles = Roles { rules: Vec::new(), keys: HashMap::new() };
    for (index, source) in sources()?.into_iter().enumerate() {
        for key in &source.key {
            if roles.keys.insert(fold(key), index).is_some_and(|other| other != index) {
                return Err(format!("{}: the key {key} is another rule's", source.id));
            }
        }
        roles.rules.push(rule(source)?);
    }
    Ok(roles)
}

fn rule(source: Source) -> Result<Rule, String> {
    let none = Shapes::default();
    let mut rule = Rule {
        keyed: !source.key.is_empty(),
        id: source.id,
        role: source.role,
        zones: source.zone,
        weight: source.weight,
        opens: source.opens,
        is: none,
        not: none,
        above: none,
        not_above: none,
        below: none,
        not_below: none,
    };
    for word in &source.is {
        let (place, word) = word.split_once(':').unwrap_or(("", word));
        let (bare, holds) = word.strip_prefix('!').map_or((word, true), |w| (w, false));
        let shape = Shapes::named(bare).ok_or_else(|| format!("{}: no shape is named {bare}", rule.id))?;
        let slot = match (place, holds) {
            ("", true) => &mut rule.is,
            ("", false) => &mut rule.not,
            ("above", true) => &mut rule.above,
            ("above", false) => &mut rule.not_above,
            ("below", true) => &mut rule.below,
            ("below", false) => &mut rule.not_below,
            _ => return Err(format!("{}: {place} is no neighbour", rule.id)),
        };
        *slot = slot.with(shape, true);
    }
    Ok(rule)
}

/// A key without white, signs and a scan's slips: "SUBJ ECT" and "SUBJECT", "T0" and "TO".
fn fold(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for c in key.chars().flat_map(char::to_lowercase) {
        match c {
            '0' => out.push('o'),
            '1' | '|' | '!' => out.push('l'),
            'é' | 'è' => out.push('e'),
            'à' => out.push('a'),
            c if c.is_alphabetic() => out.push(c),
            _ => {}
        }
    }
    out.replace("rn", "m").replace('i', "l")
}

/// Words of the longest key that names a side.
const SIDE_WORDS_MAX: usize = 4;
/// Bytes of the longest key.
const KEY_BYTES_MAX: usize = 48;

impl Roles {
    /// The rule of the key that opens a line, and where its value begins.
    pub fn key(&self, line: &str) -> Option<(usize, usize)> {
        if !line.starts_with(|c: char| c.is_uppercase() || matches!(c, 'c' | '1')) {
            return None;
        }
        let window = line.get(..line.len().min(KEY_BYTES_MAX)).unwrap_or(line);
        self.colon_key(window).or_else(|| self.bare_key(line)).map(|(rule, at)| {
            let rest = line.get(at..).unwrap_or("");
            (rule, at + rest.len() - rest.trim_start().len())
        })
    }

    fn colon_key(&self, window: &str) -> Option<(usize, usize)> {
        let colon = window.find(':')?;
        let words = window.get(..colon)?;
        // "E.O. 11652:" is numbered by its order.
        let words = if words.starts_with("E.O.") { "E.O." } else { words };
        let cited = || cites_telegram(words).then(|| self.known("subject")).flatten();
        self.known(words).or_else(cited).or_else(|| self.sided(words)).map(|rule| (rule, colon + 1))
    }

    /// "German side:", "U.S. Representatives:": the list of one side's.
    fn sided(&self, words: &str) -> Option<usize> {
        let last = words.rsplit(' ').next().unwrap_or("");
        let side = ["side", "representatives", "delegation", "participants", "delegates"]
            .contains(&last.to_lowercase().as_str());
        let few = (2..=SIDE_WORDS_MAX).contains(&words.split(' ').count());
        let named = words.starts_with(char::is_uppercase) && !words.starts_with("On ");
        (side && few && named).then(|| self.known("participants")).flatten()
    }

    /// A key in capitals alone on its line, or parted from its value by white as a column is.
    fn bare_key(&self, line: &str) -> Option<(usize, usize)> {
        let words = line.find("  ").or_else(|| line.find('\t')).and_then(|at| line.get(..at)).unwrap_or(line);
        let shout = (2..=KEY_BYTES_MAX).contains(&words.len())
            && !words.chars().any(|c| c.is_lowercase() || c.is_ascii_digit());
        let titled = words.len() == line.len()
            && matches!(
                words,
                "Subject"
                    | "Participants"
                    | "Subjects"
                    | "Reference"
                    | "References"
                    | "Participants in the Conversation"
            );
        if let Some(rule) = (shout || titled).then(|| self.known(words)).flatten() {
            return Some((rule, words.len()));
        }
        let (first, rest) = line.split_once(' ')?;
        let shouted = first.len() >= 2
            && !first.chars().any(char::is_lowercase)
            && !rest.chars().any(char::is_lowercase);
        let telegram = matches!(
            first,
            "FM" | "INFO" | "TO" | "TAGS" | "SUBJ" | "SUBJECT" | "REF" | "EO" | "DESKBY" | "RFI"
        );
        if let Some(rule) = (shouted && telegram).then(|| self.known(first)).flatten() {
            return Some((rule, first.len() + 1));
        }
        self.telegram_number(line).or_else(|| self.cited_alone(line)).or_else(|| self.without_colon(line))
    }

    /// "MEMORANDUM FOR ZBIGNIEW MARSH", "Repeated for information to Paris": a key of several words and no colon.
    fn without_colon(&self, line: &str) -> Option<(usize, usize)> {
        const KEYS: [(&str, &str); 6] = [
            ("MEMORANDUM FOR ", "memorandum for"),
            ("MEMORANDUM TO ", "memorandum to"),
            ("Repeated for information to ", "repeated for information"),
            ("Repeated for information saving to ", "repeated for information"),
            ("Repeated to ", "repeated for information"),
            ("REPEATED FOR INFORMATION TO ", "repeated for information"),
        ];
        let (key, name) = KEYS.iter().find(|(key, _)| line.starts_with(*key))?;
        let rest = line.get(key.len()..)?;
        let nobody = ["THE RECORD", "RECORD", "THE FILE", "FILE"].iter().any(|n| rest.starts_with(n));
        let named = !nobody && rest.len() <= KEY_BYTES_MAX && !rest.ends_with('.');
        named.then(|| self.known(name)).flatten().map(|rule| (rule, key.len()))
    }

    /// "TELNO 123 OF 291530Z OCT 82": a British telegram's own number.
    fn telegram_number(&self, line: &str) -> Option<(usize, usize)> {
        const KEYS: [&str; 5] = ["TELNO ", "TEL NO ", "TELEGRAM NUMBER ", "TELEGRAM NO. ", "TELEGRAM NO "];
        let key = KEYS.iter().find(|key| line.starts_with(*key))?;
        let number = line.get(key.len()..)?.split(' ').next()?;
        let figures = number.bytes().any(|b| b.is_ascii_digit());
        figures.then(|| self.known("telegram number")).flatten().map(|rule| (rule, key.len()))
    }

    /// "MIPT", "YOUR TELNO 28": the telegram that this one follows, on a line of its own.
    fn cited_alone(&self, line: &str) -> Option<(usize, usize)> {
        let rule = (line.len() <= KEY_BYTES_MAX && cites_telegram(line)).then(|| self.known("reference"));
        rule.flatten().map(|rule| (rule, 0))
    }

    fn known(&self, words: &str) -> Option<usize> {
        if words.len() > KEY_BYTES_MAX {
            return None;
        }
        let folded = fold(words);
        self.keys.get(&folded).copied().or_else(|| self.nearly(&folded))
    }

    /// A key of six letters or more with one letter wrong.
    fn nearly(&self, folded: &str) -> Option<usize> {
        if !(6..=14).contains(&folded.len()) || !folded.is_ascii() {
            return None;
        }
        let mut close: Vec<usize> = self
            .keys
            .iter()
            .filter(|(k, _)| k.len() == folded.len() && one_apart(k, folded))
            .map(|(_, r)| *r)
            .collect();
        close.sort_unstable();
        close.first().copied()
    }

    /// Adds up what speaks for each role of a line.
    pub fn weigh(&self, seen: &Seen<'_>, mut add: impl FnMut(Zone, FieldRole, i16)) {
        for (index, rule) in self.rules.iter().enumerate() {
            if rule.keyed && seen.key != Some(index) {
                continue;
            }
            if rule.fits(seen) {
                rule.zones.iter().for_each(|zone| add(*zone, rule.role, rule.weight));
            }
        }
    }
}

/// "MIPT", "YOUR TELNO 28", "UKREP BRUSSELS TELNO 1234": a British telegram cited, as it stands before the subject.
pub(super) fn cites_telegram(words: &str) -> bool {
    let words: Vec<&str> = words.split([' ', '(', ')']).filter(|w| !w.is_empty()).collect();
    let one =
        |w: &&str| matches!(*w, "MIPT" | "MIFT" | "IPT" | "TELNO" | "TELNOS" | "TELIT" | "IPTS" | "MIPTS");
    let shouted = !words.iter().any(|w| w.chars().any(char::is_lowercase));
    let own = words.first().is_some_and(|w| *w == "TELNO");
    shouted && !own && words.len() <= SIDE_WORDS_MAX + 2 && words.iter().any(one)
}

/// One letter wrong, or two that changed places.
fn one_apart(a: &str, b: &str) -> bool {
    let wrong: Vec<(u8, u8)> = a.bytes().zip(b.bytes()).filter(|(x, y)| x != y).collect();
    matches!(wrong.as_slice(), [_]) || matches!(wrong.as_slice(), [(a, b), (c, d)] if a == d && b == c)
}

/// A line as rules see it.
pub(super) struct Seen<'t> {
    pub text: &'t str,
    pub shapes: Shapes,
    pub above: Shapes,
    pub below: Shapes,
    /// The rule of its key.
    pub key: Option<usize>,
}

impl Rule {
    fn fits(&self, seen: &Seen<'_>) -> bool {
        seen.shapes.has(self.is)
            && !seen.shapes.meets(self.not)
            && seen.above.has(self.above)
            && !seen.above.meets(self.not_above)
            && seen.below.has(self.below)
            && !seen.below.meets(self.not_below)
            && (self.opens.is_empty() || self.opens.iter().any(|o| opens(seen.text, o)))
    }
}

fn opens(text: &str, words: &str) -> bool {
    let lead = text.get(..words.len());
    let whole = text.get(words.len()..).is_some_and(|r| !r.starts_with(char::is_alphabetic));
    whole && lead.is_some_and(|l| l.eq_ignore_ascii_case(words))
}

#[cfg(test)]
mod tests {
    use super::super::letter::facts_of;
    use super::*;

    /// Whether a rule fires on the line of an example that stands between "»" and "«", or on the only one.
    fn fires(source: &Source, example: &str) -> bool {
        let text = example.replace(['»', '«'], "");
        let at = example.split('»').next().filter(|_| example.contains('»')).map_or(0, str::len);
        let lines = crate::text::lines(&text);
        let all: Vec<&crate::text::Line<'_>> = lines.iter().collect();
        let facts = facts_of(&all);
        let line = lines.iter().rposition(|l| l.start <= at).unwrap_or(0);
        let rule = ROLES.rules.iter().find(|r| r.id == source.id).unwrap();
        let seen = facts.seen(&all, line);
        (!rule.keyed || seen.key.is_some_and(|k| ROLES.rules[k].id == source.id)) && rule.fits(&seen)
    }

    #[test]
    fn every_rule_on_roles_hits_and_misses_as_it_says() {
        let mut faults = Vec::new();
        for source in sources().unwrap() {
            if source.hit.len() < 2 || source.miss.is_empty() {
                faults.push(format!("{}: two hits and a miss", source.id));
            }
            faults.extend(
                source
                    .hit
                    .iter()
                    .filter(|h| !fires(&source, h))
                    .map(|h| format!("{}: no hit: {h}", source.id)),
            );
            faults.extend(
                source
                    .miss
                    .iter()
                    .filter(|m| fires(&source, m))
                    .map(|m| format!("{}: no miss: {m}", source.id)),
            );
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn no_two_rules_have_one_name() {
        let mut ids: Vec<String> = sources().unwrap().into_iter().map(|s| s.id).collect();
        ids.sort();
        let before = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), before);
    }

    #[test]
    fn a_damaged_key_is_still_a_key() {
        for (line, value) in [
            ("SUBJECT: x", "x"),
            ("SUBJ ECT: x", "x"),
            ("T0: x", "x"),
            ("Frorn: x", "x"),
            ("Subjoct: x", "x"),
            ("SUJBECT: x", "x"),
            ("Objet : x", "x"),
        ] {
            let at = ROLES.key(line).map(|(_, at)| at);
            assert_eq!(at.and_then(|at| line.get(at..)), Some(value), "{line}");
        }
        for line in ["German side:", "U.S. Representatives: Mr. Dunn", "The following were present:"] {
            let role = ROLES.key(line).and_then(|(rule, _)| ROLES.rules.get(rule)).map(|r| r.role);
            assert_eq!(role, Some(FieldRole::Participant), "{line}");
        }
        for line in
            ["To be clear: no", "From the Embassy: news", "Subject to review", "On the other side: rain"]
        {
            assert_eq!(ROLES.key(line), None, "{line}");
        }
    }
}
