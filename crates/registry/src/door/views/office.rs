//! Drafts, and who holds which post.

use super::{Schemas, VISIBLE, View};

/// The views.
pub fn views(Schemas { register: r, .. }: &Schemas) -> Vec<View> {
    vec![
        (
            "draft",
            format!(
                "SELECT n, draft, version, label_id, by, at, content,
                 CASE WHEN EXISTS (SELECT 1 FROM {r}.paper p WHERE p.row = n.answers AND p.tray = 0
                 AND p.label_id {VISIBLE}) THEN n.answers END AS answers
                 FROM {r}.draft n WHERE label_id {VISIBLE}"
            ),
        ),
        // Versions by the paper that they answer or cover, both visible.
        (
            "answering",
            format!(
                "SELECT n.n, n.draft, n.version, n.answers
                 FROM {r}.draft n JOIN {r}.paper p ON p.row = n.answers
                 WHERE n.label_id {VISIBLE} AND p.tray = 0
                 AND p.label_id {VISIBLE}"
            ),
        ),
        // What is done with a version that a reader may not know of is not there for him either.
        (
            "draft_step",
            format!(
                "SELECT k.n, k.draft, k.version, k.by, k.at, k.step, k.who, k.clearing, k.words,
                 k.paper FROM {r}.draft_step k
                 WHERE k.label_id {VISIBLE}
                 AND (k.paper IS NULL OR EXISTS (SELECT 1 FROM {r}.paper p WHERE p.row = k.paper
                 AND p.tray = 0
                 AND p.label_id {VISIBLE}))"
            ),
        ),
        ("holding", format!("SELECT n, post, person, since, until FROM {r}.holding")),
        ("deputy", format!("SELECT n, post, person, first, last, by, ended FROM {r}.deputy")),
    ]
}
