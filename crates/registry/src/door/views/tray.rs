//! What waits in the in-tray, or was settled there as a duplicate, or turned away: it is in no other view.

use super::{Schemas, VISIBLE, View};

/// The views.
pub fn views(Schemas { register: r, .. }: &Schemas) -> Vec<View> {
    vec![
        // What waits in the in-tray, or was settled there as a duplicate, or turned away, is in no other view.
        (
            "tray",
            format!(
                "SELECT row, id, seq, label_id, own_label_id, settled, kind, title, sender, recipient, day,
                 entered, words,
                 number, fingerprint, has_original, stated, tray, came, held_as FROM {r}.paper
                 WHERE tray > 0 AND label_id {VISIBLE}"
            ),
        ),
        (
            "tray_enclosure",
            format!(
                "SELECT n.cover, n.paper FROM {r}.enclosure n JOIN {r}.paper c ON c.row = n.cover
                 JOIN {r}.paper p ON p.row = n.paper WHERE c.tray IN (1, 3) AND p.tray = c.tray
                 AND c.label_id {VISIBLE}
                 AND p.label_id {VISIBLE}"
            ),
        ),
        (
            "turned",
            format!(
                "SELECT paper, by, at, reason FROM {r}.turned n
                 WHERE label_id {VISIBLE} AND EXISTS (SELECT 1 FROM {r}.paper p
                 WHERE p.row = n.paper AND p.tray = 3 AND p.label_id {VISIBLE})"
            ),
        ),
    ]
}
