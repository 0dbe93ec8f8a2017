//! What one entry says about itself.

use crate::entry::{ENTRY_FORMAT, Entry, SealedPart, commitment, leaf_entry, place_commit};
use crate::tree::{Hash, leaf_hash};

/// What is wrong with an entry, without a look at any other.
pub(super) fn entry_flaws(entry: &Entry) -> Vec<String> {
    let mut flaws = Vec::new();
    if entry.format != ENTRY_FORMAT {
        flaws.push(format!("its format is {}, and {ENTRY_FORMAT} is known here", entry.format));
    }
    let disposed = entry.disposed_by.is_some();
    flaws.extend(part_flaw("head", entry.head.as_ref(), &entry.head_commit, disposed));
    flaws.extend(part_flaw("body", entry.body.as_ref(), &entry.body_commit, disposed));
    if entry.derived() != entry.commitment {
        flaws
            .push("its commitment does not follow from its parts, its id, its stream and its version".into());
    }
    flaws.extend(disposal_flaw(entry));
    flaws
}

fn part_flaw(name: &str, part: Option<&SealedPart>, commit: &Hash, disposed: bool) -> Option<String> {
    match part {
        Some(part) if part.commitment() != *commit => {
            Some(format!("its sealed {name} is not what was committed to"))
        }
        None if !disposed => Some(format!("its {name} is missing, and no later entry disposed of it")),
        _ => None,
    }
}

fn disposal_flaw(entry: &Entry) -> Option<String> {
    let by = entry.disposed_by?;
    if by <= entry.seq {
        return Some(format!("it was disposed of by entry {by}, which is not later"));
    }
    entry.body.is_some().then(|| format!("entry {by} disposed of it, yet its body is there"))
}

/// The leaf to go on with: where an entry contradicts itself, the reading that something else bears out,
/// so that one flaw is not taken for many.
pub(super) fn likeliest_leaf(entry: &Entry, tiled: Option<&Hash>) -> Hash {
    let derived = leaf_hash(&leaf_entry(&entry.derived()));
    let stored = entry.leaf();
    if stored == derived {
        return stored;
    }
    let borne_out = match tiled {
        Some(tiled) => derived == *tiled,
        None => rehashed(entry) == derived,
    };
    if borne_out { derived } else { stored }
}

/// The leaf from the sealed bytes themselves.
fn rehashed(entry: &Entry) -> Hash {
    let part = |part: &Option<SealedPart>, commit| part.as_ref().map_or(commit, SealedPart::commitment);
    let place = place_commit(&entry.entry_id, &entry.stream, entry.version);
    let (head, body) = (part(&entry.head, entry.head_commit), part(&entry.body, entry.body_commit));
    leaf_hash(&leaf_entry(&commitment(&head, &body, &place)))
}
