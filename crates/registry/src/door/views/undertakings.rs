//! Undertakings: as they were found, as they stand by what was said and done since, and counted.

use super::findings::{BORNE, STATE, judged, stands};
use super::{Schemas, VISIBLE, View};

/// Who answers for it.
const ANSWERS: &str = "CASE WHEN owner <> '' THEN owner ELSE actor END";

/// A thing `k` that was done is one done about the row `n`.
pub const SAME: &str = "k.paper = n.paper AND k.key = n.key";

/// The views.
pub fn views(Schemas { register: r, .. }: &Schemas) -> Vec<View> {
    let (chased, counted, moved) = (chased(r), counted(r), moved(r));
    vec![
        // An undertaking that was neither judged nor chased since it was found is told by what was found alone, which costs
        // less than to look for judgements and steps that are not there.
        (
            "undertaking",
            format!(
                "SELECT n.n, n.paper, n.number, n.key, n.words,
                 CASE WHEN n.made = 1 THEN 'ordered' ELSE 'proposed' END AS state,
                 n.actor, n.partner, n.due, n.finding, '' AS owner, n.actor AS answers, '' AS person,
                 '' AS step, 0 AS closed, n.weak, n.label_id AS own, NULL AS judged
                 FROM {r}.found n WHERE n.class = 'undertaking' AND n.touched = 0 AND n.second = 0
                 AND {BORNE}
                 UNION ALL SELECT n, paper, number, key, words, state, actor, partner, due, finding, owner,
                 {ANSWERS}, person, step, closed, weak, own, judged
                 FROM ({moved})"
            ),
        ),
        // The same, counted. How many of them were counted beforehand cannot be seen: a step above a reader alters that.
        (
            "owed",
            format!(
                "SELECT due, actor, answers, partner, person, closed, weak, sum(many) AS many
                 FROM ({counted})
                 GROUP BY 1, 2, 3, 4, 5, 6, 7"
            ),
        ),
        (
            "owed_on",
            format!("SELECT due, closed, sum(many) AS many FROM ({counted}) WHERE weak = 0 GROUP BY 1, 2"),
        ),
        (
            "chase",
            format!(
                "SELECT k.n, k.paper, k.key, k.by, k.at, k.step, k.words, k.owner, k.day, k.other,
                 k.label_id AS bears {chased}
                 AND EXISTS (SELECT 1 FROM {r}.paper p WHERE p.row = k.paper AND p.tray = 0
                 AND p.label_id {VISIBLE})"
            ),
        ),
    ]
}

/// An undertaking of which something was said, as it stands for who may know of that or not.
fn moved(r: &str) -> String {
    let (chased, judged, stands) = (chased(r), judged(r), stands(r));
    format!(
        "SELECT n.n, n.paper, n.number, n.key, n.words, {STATE} AS state,
         CASE WHEN j.verdict = 'corrected' THEN j.actor ELSE n.actor END AS actor,
         CASE WHEN j.verdict = 'corrected' THEN j.partner ELSE n.partner END AS partner,
         CASE WHEN c.step = 'waits' THEN c.day ELSE coalesce((SELECT k.day {chased}
             AND {SAME} AND k.step = 'assigned' AND k.day IS NOT NULL ORDER BY k.n DESC LIMIT 1),
             CASE WHEN j.verdict = 'corrected' THEN j.due ELSE n.due END) END AS due,
         CASE WHEN j.verdict = 'corrected' THEN j.finding ELSE n.finding END AS finding,
         coalesce((SELECT k.owner {chased}
             AND {SAME} AND k.step = 'assigned' ORDER BY k.n DESC LIMIT 1), '') AS owner,
         coalesce((SELECT k.person {chased}
             AND {SAME} AND k.step = 'assigned' ORDER BY k.n DESC LIMIT 1), n.person) AS person,
         coalesce(c.step, '') AS step, coalesce(c.closes, 0) AS closed,
         CASE WHEN j.verdict IS NULL AND NOT EXISTS (SELECT 1 {chased} AND {SAME}) THEN n.weak
             ELSE 0 END AS weak,
         n.label_id AS own, j.label_id AS judged
         FROM {r}.found n {judged}
         LEFT JOIN {r}.chase c ON c.n = (SELECT max(k.n) {chased} AND {SAME} AND k.step <> 'chased')
         WHERE n.class = 'undertaking' AND n.touched = 1 AND {stands}"
    )
}

/// All undertakings, those of which nothing was said as they are counted in the register.
fn counted(r: &str) -> String {
    let moved = moved(r);
    format!(
        "SELECT actor, actor AS answers, partner, '' AS person, CASE WHEN due <> '' THEN due END AS due,
         0 AS closed, many, weak
         FROM {r}.owed WHERE bears {VISIBLE}
         AND (label_id = 0 OR label_id {VISIBLE})
         UNION ALL SELECT actor, {ANSWERS}, partner, person, due, closed, 1, weak FROM ({moved})"
    )
}

/// What was done with undertakings, as far as it is visible: with the other paper that it names.
fn chased(r: &str) -> String {
    format!(
        "FROM {r}.chase k WHERE k.label_id {VISIBLE}
         AND (k.other IS NULL OR EXISTS (SELECT 1 FROM {r}.paper o WHERE o.row = k.other AND o.tray = 0
         AND o.label_id {VISIBLE}))"
    )
}
