//! What readings found, and what people found of it.

use super::{Schemas, VISIBLE, View, paper_shown};

/// A finding is visible with its paper, and by itself where it came later.
pub const BORNE: &str = "n.bears IN (SELECT label_id FROM temp.visible)
    AND (n.label_id IS NULL OR n.label_id IN (SELECT label_id FROM temp.visible))";

/// How a finding stands.
pub const STATE: &str = "CASE WHEN n.made = 1 THEN 'ordered' ELSE coalesce(j.verdict, 'proposed') END";

/// The views.
pub fn views(Schemas { register: r, .. }: &Schemas) -> Vec<View> {
    let (judged, paper, stands) = (judged(r), paper_shown(r), stands(r));
    vec![
        (
            "topic",
            format!(
                "SELECT n.n, n.paper, n.number, n.key, n.class, n.words, {STATE} AS state,
         CASE WHEN j.verdict = 'corrected' THEN j.finding ELSE n.finding END AS finding
         FROM {r}.found n {judged} WHERE n.class IN ('subject', 'assessment', 'meeting') AND {stands}"
            ),
        ),
        (
            "judged",
            format!(
                "SELECT n, paper, key, by, at, verdict, rule, finding, words, reason FROM {r}.judged n
         WHERE label_id {VISIBLE} AND {paper}"
            ),
        ),
        (
            "second_reading",
            format!(
                "SELECT n, paper, at, model, prompt FROM {r}.second_reading n
         WHERE label_id {VISIBLE} AND {paper}"
            ),
        ),
        (
            "second_finding",
            format!(
                "SELECT n, paper, at, model, key, finding, words FROM {r}.second_finding n
         WHERE label_id {VISIBLE} AND {paper}"
            ),
        ),
    ]
}

/// The last that was found of a finding, as far as it is visible.
pub fn judged(r: &str) -> String {
    format!(
        "LEFT JOIN {r}.judged j ON j.n = CASE WHEN n.touched THEN (SELECT max(k.n) FROM {r}.judged k
         WHERE k.paper = n.paper AND k.key = n.key AND k.label_id {VISIBLE}) END"
    )
}

/// A finding that is visible with its paper, was not dismissed, and is no second reader's unless a person has
/// confirmed it and no rule had found it.
pub fn stands(r: &str) -> String {
    format!(
        "{BORNE} AND coalesce(j.verdict, 'proposed') <> 'dismissed'
         AND (n.second = 0 OR (j.verdict IN ('confirmed', 'corrected') AND NOT EXISTS
         (SELECT 1 FROM {r}.found m WHERE m.paper = n.paper AND m.key = n.key AND m.n < n.n
         AND m.label_id {VISIBLE})))"
    )
}
