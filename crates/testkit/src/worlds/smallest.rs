//! From a story that leaks, the smallest that still does.

use super::drawn::Script;
use super::step::typed;

/// Takes out moves, half of them at a time and then fewer, and makes papers plainer, as long as it still
/// `leaks`; what changes nothing in the story is not asked about.
pub fn smallest(script: Script, mut leaks: impl FnMut(&Script) -> bool) -> Script {
    let mut best = script;
    let mut holds = |best: &mut Script, tried: Script| {
        let same = typed(&tried.story()) == typed(&best.story());
        let holds = same || leaks(&tried);
        if holds {
            *best = tried;
        }
        holds
    };
    let mut size = best.moves().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        while at < best.moves() {
            let tried = best.without(at..at + size);
            if !holds(&mut best, tried) {
                at += size;
            }
        }
        size = if size == 1 { 0 } else { size.div_ceil(2) };
    }
    for place in 0..best.moves() {
        let tried = best.filing_at(place);
        holds(&mut best, tried);
    }
    for paper in 0..best.papers() {
        for tried in best.plainer(paper) {
            holds(&mut best, tried);
        }
    }
    best
}
