//! Covers: a paper that encloses others bears what they bear, until they are detached.

use crate::marking::COVERING;
use crate::{Component, Label, Policies, PolicyId};

/// The effective label of a paper with enclosures: its own joined with all of theirs.
///
/// It holds while they are attached; detached, the paper falls to its own label. That is an event of the
/// paper, not a downgrading.
pub fn covering(own: &Label, enclosures: &[Label]) -> Label {
    enclosures.iter().fold(own.clone(), |effective, enclosure| effective.join(enclosure))
}

impl Policies {
    /// The marking of a cover, `effective` being its [`covering`] label: "covering SECRET" where its own is
    /// the lowest, "CONFIDENTIAL covering SECRET", or the plain banner where the enclosures add nothing.
    pub fn covering_banner(&self, own: &Label, effective: &Label) -> String {
        let banner = self.print(effective).banner;
        if own.access() == effective.access() {
            return banner;
        }
        if is_lowest(own) {
            return format!("{COVERING} {banner}");
        }
        format!("{} {COVERING} {banner}", self.print(own).banner)
    }

    /// The note under a cover's marking, "UNCLASSIFIED when detached"; none where nothing would change.
    pub fn detached_note(&self, own: &Label, effective: &Label) -> Option<String> {
        (own.access() != effective.access()).then(|| format!("{} when detached", self.print(own).banner))
    }
}

fn is_lowest(label: &Label) -> bool {
    label.components().all(|(_, component): (&PolicyId, &Component)| component.is_lowest())
}
