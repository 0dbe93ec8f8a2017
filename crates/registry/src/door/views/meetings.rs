//! Meetings: those that were noted, and those that papers speak of.

use super::{Schemas, VISIBLE, View};

/// The views.
pub fn views(Schemas { register: r, .. }: &Schemas) -> Vec<View> {
    let (speaks, said, still) = (speaks(r), said(r), still(r));
    let (meeting, joined, tied) = (meeting_shown(r), joined(r), tied(r));
    vec![
        (
            "meeting",
            format!(
                "SELECT n, id, day, clock, until, place, sides, cancelled, label_id IS NOT NULL AS noted,
                 label_id IS NULL AND NOT EXISTS (SELECT 1 {speaks} AND {still}
                     AND {said} IN ('confirmed', 'corrected', 'added')) AS proposed,
                 CASE WHEN label_id IS NULL
                     THEN (SELECT p.label_id {speaks} AND {still} ORDER BY p.row, s.since LIMIT 1)
                     ELSE label_id END AS label_id,
                 CASE WHEN label_id IS NULL
                     THEN (SELECT s.subject {speaks} AND {still} ORDER BY p.row, s.since LIMIT 1)
                     ELSE subject END AS subject,
                 CASE WHEN label_id IS NULL
                     THEN (SELECT s.words {speaks} AND {still} ORDER BY p.row, s.since LIMIT 1)
                     ELSE '' END AS words
                 FROM {r}.meeting n WHERE {meeting} AND NOT EXISTS (SELECT 1 {joined})"
            ),
        ),
        // What papers speak of and was found to be a meeting that was noted stands as that one.
        (
            "joined",
            format!(
                "SELECT w.noted, w.found, n.day, n.clock,
                 (SELECT s.subject {speaks} AND {still} ORDER BY p.row, s.since LIMIT 1) AS subject,
                 (SELECT s.words {speaks} AND {still} ORDER BY p.row, s.since LIMIT 1) AS words
                 FROM {r}.joined w JOIN {r}.meeting n ON n.id = w.found
                 WHERE w.n = (SELECT max(u.n) {joined})"
            ),
        ),
        (
            "meeting_paper",
            format!(
                "SELECT mp.meeting, mp.paper, mp.speaks = 2 AS read_out FROM {r}.meeting n
                 {tied} AND NOT EXISTS (SELECT 1 {joined})
                 UNION SELECT w.noted AS meeting, mp.paper, mp.speaks = 2 AS read_out
                 FROM {r}.joined w JOIN {r}.meeting n ON n.id = w.found {tied}
                 AND w.n = (SELECT max(u.n) {joined})"
            ),
        ),
    ]
}

/// The visible papers that speak of a meeting.
pub fn speaks(r: &str) -> String {
    format!(
        "FROM {r}.meeting_paper s JOIN {r}.paper p ON p.row = s.paper
         WHERE s.meeting = n.id AND s.speaks = 1 AND p.tray = 0 AND p.label_id {VISIBLE}
         AND (s.label_id = 0 OR s.label_id {VISIBLE})"
    )
}

/// The last that was said of the finding by which a paper speaks of a meeting, as far as it is visible.
fn said(r: &str) -> String {
    format!(
        "coalesce((SELECT j.verdict FROM {r}.judged j WHERE j.paper = s.paper AND j.key = s.key
         AND j.label_id {VISIBLE} ORDER BY j.n DESC LIMIT 1), '')"
    )
}

/// One that was dismissed is spoken of no more; nor is one as it was read, or put right, before it was put right.
fn still(r: &str) -> String {
    let said = said(r);
    format!(
        "{said} <> 'dismissed' AND NOT EXISTS (SELECT 1 FROM {r}.judged j WHERE j.paper = s.paper
         AND j.key = s.key AND j.verdict = 'corrected' AND (s.made = 0 OR j.since > s.since)
         AND j.label_id {VISIBLE})"
    )
}

/// Meetings that were noted and with which one that papers speak of was joined, as far as both are visible and the second
/// was so by papers that spoke of it then.
pub fn joined(r: &str) -> String {
    let (speaks, still) = (speaks(r), still(r));
    format!(
        "FROM {r}.joined u JOIN {r}.meeting h ON h.id = u.noted
         WHERE u.found = n.id AND h.label_id {VISIBLE}
         AND EXISTS (SELECT 1 {speaks} AND {still} AND s.since <= u.since)"
    )
}

/// The papers that are tied to a meeting, as far as that is visible.
fn tied(r: &str) -> String {
    let (meeting, speaks) = (meeting_shown(r), speaks(r));
    format!(
        "JOIN {r}.meeting_paper mp ON mp.meeting = n.id JOIN {r}.paper p ON p.row = mp.paper
         WHERE p.tray = 0 AND p.label_id {VISIBLE} AND {meeting}
         AND ((mp.speaks = 1 AND mp.label_id = 0) OR (mp.label_id {VISIBLE}
         AND (n.label_id IS NOT NULL OR EXISTS (SELECT 1 {speaks} AND s.since <= mp.since))))"
    )
}

/// A meeting that was found is seen through the papers that speak of it; one noted by hand by its label.
fn meeting_shown(r: &str) -> String {
    let (speaks, still) = (speaks(r), still(r));
    format!(
        "CASE WHEN n.label_id IS NULL THEN EXISTS (SELECT 1 {speaks} AND {still})
         ELSE n.label_id {VISIBLE} END"
    )
}
