//! Papers in hand: brought up, copied, dealt with.

use super::undertakings::SAME;
use super::{Schemas, VISIBLE, View, paper_shown};

/// The views.
pub fn views(Schemas { register: r, .. }: &Schemas) -> Vec<View> {
    let dealt = dealt(r);
    let paper = paper_shown(r);
    vec![
        (
            "bringup",
            format!(
                "SELECT n.n, n.paper, n.key, n.before, n.by, n.at, n.day, n.reason,
                 EXISTS (SELECT 1 {dealt} AND {SAME}) AS done
                 FROM {r}.bringup n WHERE n.label_id {VISIBLE} AND {paper}"
            ),
        ),
        (
            "copied",
            format!(
                "SELECT n.n, n.paper, n.key, n.addressee, n.by, n.at, n.purpose, n.note,
                 EXISTS (SELECT 1 {dealt} AND {SAME}) AS done
                 FROM {r}.copied n WHERE n.label_id {VISIBLE} AND {paper}"
            ),
        ),
        (
            "dealt",
            format!(
                "SELECT k.n, k.paper, k.key, k.by, k.at, k.words, k.other {dealt}
                 AND EXISTS (SELECT 1 FROM {r}.paper p WHERE p.row = k.paper AND p.tray = 0
                 AND p.label_id {VISIBLE})"
            ),
        ),
    ]
}

/// What was done about papers in hand, as far as it is visible: with the other paper that shows it.
fn dealt(r: &str) -> String {
    format!(
        "FROM {r}.dealt k WHERE k.label_id {VISIBLE}
         AND (k.other IS NULL OR EXISTS (SELECT 1 FROM {r}.paper o WHERE o.row = k.other AND o.tray = 0
         AND o.label_id {VISIBLE}))"
    )
}
