//! Keeps the best of what is offered, in an order that depends on the papers alone.

use std::collections::BinaryHeap;

use tantivy::DocId;

use super::lens::SegmentView;
use super::scored::Scored;
use super::{HITS_MAX, Order, Page};

/// A document that came among the best. The smallest comes first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Chosen {
    rank: i64,
    tie: u64,
    pub key: u64,
    pub units: u32,
    pub segment: u32,
    pub doc: DocId,
}

/// The best so far, up to the end of the page.
pub(super) struct Selection {
    order: Order,
    offset: usize,
    limit: usize,
    best: BinaryHeap<Chosen>,
}

impl Selection {
    /// Nothing chosen yet.
    pub fn new(page: &Page) -> Self {
        let limit = page.limit.min(HITS_MAX);
        Self { order: page.order, offset: page.offset, limit, best: BinaryHeap::new() }
    }

    /// Offers what a segment has.
    pub fn offer(&mut self, segment: u32, scored: &Scored, view: &SegmentView) {
        if self.limit == 0 {
            return;
        }
        let room = self.offset.saturating_add(self.limit);
        for &(doc, units) in scored {
            let rank = self.rank(doc, units, view);
            // Ties are broken by the key, which is worth reading only for what may come in.
            if self.best.len() >= room && self.best.peek().is_some_and(|worst| rank > worst.rank) {
                continue;
            }
            let key = view.columns.key.first(doc).unwrap_or_default();
            let tie = if self.order == Order::Newest { u64::MAX - key } else { key };
            self.insert(Chosen { rank, tie, key, units, segment, doc }, room);
        }
    }

    fn rank(&self, doc: DocId, units: u32, view: &SegmentView) -> i64 {
        let day = || view.columns.day.as_ref().and_then(|days| days.first(doc));
        match self.order {
            Order::Rank => -i64::from(units),
            Order::Newest => day().map_or(i64::MAX, |day| -day),
            Order::Oldest => day().unwrap_or(i64::MAX),
        }
    }

    fn insert(&mut self, chosen: Chosen, room: usize) {
        if self.best.len() < room {
            self.best.push(chosen);
        } else if let Some(mut worst) = self.best.peek_mut().filter(|worst| chosen < **worst) {
            *worst = chosen;
        }
    }

    /// Those of the page, in order.
    pub fn best(self) -> Vec<Chosen> {
        self.best.into_sorted_vec().into_iter().skip(self.offset).collect()
    }
}
