//! Papers: what they are and bear, what lies under which cover, who saw them.

use super::{Schemas, VISIBLE, View, paper_shown};

/// The views.
pub fn views(Schemas { register: r, seen: s }: &Schemas) -> Vec<View> {
    let paper = paper_shown(r);
    vec![
        (
            "paper",
            format!(
                "SELECT row, id, seq, label_id, own_label_id, settled, kind, title, sender, recipient, day,
                 year,
                 entered, words, number, fingerprint, has_original, stated FROM {r}.paper
                 WHERE tray = 0 AND label_id {VISIBLE}"
            ),
        ),
        (
            "tally",
            format!(
                "SELECT label_id, kind, CASE WHEN year = -100000 THEN NULL ELSE year END AS year,
                 papers FROM {r}.tally
                 WHERE papers > 0 AND label_id {VISIBLE}"
            ),
        ),
        (
            "number",
            format!(
                "SELECT text, paper, label_id FROM {r}.number n
                 WHERE label_id {VISIBLE} AND {paper}"
            ),
        ),
        (
            "enclosure",
            format!(
                "SELECT cover, paper FROM {r}.enclosure n WHERE {paper}
                 AND EXISTS (SELECT 1 FROM {r}.paper c WHERE c.row = n.cover
                 AND c.tray = 0 AND c.label_id {VISIBLE})"
            ),
        ),
        (
            "body",
            format!(
                "SELECT paper, part, digest, stream, label_id AS bears FROM {r}.body n
                 WHERE label_id {VISIBLE} AND {paper}"
            ),
        ),
        (
            "minute",
            format!(
                "SELECT n, paper, by, kind, text, day, at, doubtful, label_id AS bears FROM {r}.minute n
                 WHERE label_id {VISIBLE} AND {paper}"
            ),
        ),
        (
            "version",
            format!(
                "SELECT n, paper, seq, by, at, what FROM {r}.version n
                 WHERE label_id {VISIBLE} AND {paper}"
            ),
        ),
        (
            "borne",
            format!(
                "SELECT n, paper, label_id, since FROM {r}.borne n
                 WHERE label_id {VISIBLE} AND {paper}"
            ),
        ),
        (
            "relabelling",
            format!(
                "SELECT n, id, paper, label_id, from_label, to_label, typed, reason, authority, day, event,
                 by, at,
                 state, decided_by, decided_at, decided_reason FROM {r}.relabelling n
                 WHERE label_id {VISIBLE} AND {paper}"
            ),
        ),
        (
            "below",
            format!(
                "SELECT n, on_id, by, at, opened, wrote, reason FROM {r}.below n
                 WHERE opened {VISIBLE} AND wrote {VISIBLE}"
            ),
        ),
        (
            "seen",
            format!(
                "SELECT paper, by, label_id, first, last, times FROM {s}.seen n
                 WHERE label_id {VISIBLE} AND {paper}"
            ),
        ),
    ]
}
