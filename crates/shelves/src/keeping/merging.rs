//! Keeps the segments few: small ones are merged into one while searches and commits go on.

use tantivy::index::{SegmentId, SegmentMeta};
use tantivy::{FutureResult, IndexWriter, TantivyError};

use crate::ShelvesError;

/// With more segments than this some are merged.
pub(super) const SEGMENTS_MAX: usize = 8;
/// A segment is merged with the smaller ones once they hold together a good part of what it holds.
const GROWTH_PARTS: u64 = 2;
/// At least so many segments become one.
const MERGED_MIN: usize = 4;

/// The merge under way, if any.
#[derive(Default)]
pub(super) struct Merging(Option<FutureResult<Option<SegmentMeta>>>);

impl Merging {
    /// Starts a merge where there are too many segments; one that is still under way is waited for first.
    pub fn tidy(&mut self, writer: &mut IndexWriter) -> Result<(), ShelvesError> {
        if writer.index().searchable_segment_ids()?.len() <= SEGMENTS_MAX {
            return Ok(());
        }
        match self.0.take().map(FutureResult::wait) {
            // A commit that emptied one of the segments leaves the merge without them.
            None | Some(Ok(_) | Err(TantivyError::InvalidArgument(_))) => {}
            Some(Err(error)) => return Err(error.into()),
        }
        let segments = writer.index().searchable_segment_metas()?;
        let chosen =
            choose(segments.iter().map(|segment| (segment.num_docs().into(), segment.id())).collect());
        if !chosen.is_empty() {
            self.0 = Some(writer.merge(&chosen));
        }
        Ok(())
    }
}

/// The smallest segments, and on up to the first that is much larger than all before it together.
fn choose(mut segments: Vec<(u64, SegmentId)>) -> Vec<SegmentId> {
    if segments.len() <= SEGMENTS_MAX {
        return Vec::new();
    }
    segments.sort_unstable();
    let mut docs = 0;
    let mut chosen = Vec::new();
    for (size, id) in segments {
        if chosen.len() >= MERGED_MIN && size > docs * GROWTH_PARTS {
            break;
        }
        docs += size;
        chosen.push(id);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(sizes: &[u64]) -> usize {
        choose(sizes.iter().map(|&size| (size, SegmentId::generate_random())).collect()).len()
    }

    #[test]
    fn few_segments_are_left_alone() {
        assert_eq!(chosen(&[1; SEGMENTS_MAX]), 0);
    }

    #[test]
    fn small_segments_become_one_and_large_ones_stay() {
        assert_eq!(chosen(&[90_000, 1, 1, 1, 1, 1, 1, 1, 1]), 8);
        assert_eq!(chosen(&[1_000, 900, 900, 900, 10, 1, 1, 1, 1]), 4);
    }

    #[test]
    fn segments_of_one_size_all_become_one() {
        assert_eq!(chosen(&[100; SEGMENTS_MAX + 1]), SEGMENTS_MAX + 1);
    }
}
