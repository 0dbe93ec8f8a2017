//! Boxes: what was put up, in which order it lies, what became of it.

use super::meetings::{joined, speaks};
use super::{Schemas, VISIBLE, View, paper_shown};

/// The views.
pub fn views(Schemas { register: r, .. }: &Schemas) -> Vec<View> {
    let (joined, paper, speaks) = (joined(r), paper_shown(r), speaks(r));
    vec![
        (
            "boxed",
            format!(
                "SELECT b.n, b.principal, b.paper, b.purpose,
                 (SELECT coalesce((SELECT u.noted {joined} ORDER BY u.n DESC LIMIT 1), n.id)
                 FROM {r}.meeting n WHERE n.id = b.meeting) AS meeting, b.note, b.by, b.at, b.proposed,
                 b.due, b.due_clock,
                 b.due_reason, b.label_id AS bears,
                 NOT EXISTS (SELECT 1 FROM {r}.boxmark k WHERE k.principal = b.principal
                 AND k.paper = b.paper
                 AND k.since > b.since AND k.label_id {VISIBLE}) AS waits
                 FROM {r}.boxed b
                 WHERE b.label_id {VISIBLE}
                 AND EXISTS (SELECT 1 FROM {r}.paper p WHERE p.row = b.paper
                 AND p.tray = 0 AND p.label_id {VISIBLE})
                 AND (b.meeting IS NULL OR EXISTS (SELECT 1 FROM {r}.meeting n WHERE n.id = b.meeting
                 AND (n.label_id {VISIBLE}
                 OR (n.label_id IS NULL AND EXISTS (SELECT 1 {speaks} AND s.since <= b.since)))))"
            ),
        ),
        (
            "boxmark",
            format!(
                "SELECT n, principal, paper, by, at, mark, words, decided, once, label_id AS bears FROM {r}.boxmark n
                 WHERE label_id {VISIBLE} AND {paper}"
            ),
        ),
        (
            "boxmove",
            format!(
                "SELECT n, principal, paper, beside, after FROM {r}.boxmove n
                 WHERE label_id {VISIBLE} AND {paper}
                 AND EXISTS (SELECT 1 FROM {r}.paper p WHERE p.row = n.beside AND p.tray = 0
                 AND p.label_id {VISIBLE})
                 AND NOT EXISTS (SELECT 1 FROM {r}.boxmark k WHERE k.principal = n.principal
                 AND k.paper = n.paper
                 AND k.since > n.since AND k.label_id {VISIBLE})"
            ),
        ),
        ("closing", format!("SELECT principal, at FROM {r}.closing")),
    ]
}
