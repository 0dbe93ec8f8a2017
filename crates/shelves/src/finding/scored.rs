//! Lists of documents with what each counts: joined, narrowed, lessened.

use tantivy::DocId;

/// Documents in order, each with its score in units.
pub(super) type Scored = Vec<(DocId, u32)>;

/// Documents that all count the same.
pub(super) fn even(docs: impl IntoIterator<Item = DocId>, units: u32) -> Scored {
    docs.into_iter().map(|doc| (doc, units)).collect()
}

/// Documents of both lists, scores added.
pub(super) fn both(left: &Scored, right: &Scored) -> Scored {
    let mut joined = Scored::new();
    let mut right = right.iter().peekable();
    for &(doc, units) in left {
        while right.next_if(|(other, _)| *other < doc).is_some() {}
        if let Some((_, more)) = right.next_if(|(other, _)| *other == doc) {
            joined.push((doc, units.saturating_add(*more)));
        }
    }
    joined
}

/// Documents of the left list that are not in the right.
pub(super) fn less(left: &Scored, right: &Scored) -> Scored {
    let mut kept = Scored::new();
    let mut right = right.iter().peekable();
    for &(doc, units) in left {
        while right.next_if(|(other, _)| *other < doc).is_some() {}
        if right.peek().is_none_or(|(other, _)| *other != doc) {
            kept.push((doc, units));
        }
    }
    kept
}

/// Documents of either list, scores added.
pub(super) fn either(left: Scored, right: &Scored) -> Scored {
    if right.is_empty() {
        return left;
    }
    let mut joined = Scored::with_capacity(left.len() + right.len());
    let mut right = right.iter().peekable();
    for (doc, units) in left {
        while let Some(before) = right.next_if(|(other, _)| *other < doc) {
            joined.push(*before);
        }
        let more = right.next_if(|(other, _)| *other == doc).map_or(0, |(_, more)| *more);
        joined.push((doc, units.saturating_add(more)));
    }
    joined.extend(right);
    joined
}
