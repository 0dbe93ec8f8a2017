//! How strips fall on pages.

use crate::Fault;
use crate::limits::{PAGES_MAX, within};
use crate::page::{Bar, Hold, Mark, Strip};

/// A page's marks, their places counted from the top of its body.
#[derive(Default)]
pub struct Page {
    pub marks: Vec<Mark>,
    /// Each with its top and bottom.
    pub bars: Vec<(Bar, f32, f32)>,
}

/// The strips on pages whose body has that height, in points. There is always a page.
pub fn fall(strips: Vec<Strip>, height: f32) -> Result<Vec<Page>, Fault> {
    let mut pages = Vec::new();
    let groups = groups(&strips);
    let mut start = 0;
    while start < strips.len() {
        let end = end(&strips, &groups, start, height);
        pages.push((start, end));
        within("pages", pages.len(), PAGES_MAX)?;
        start = end;
    }
    let mut strips = strips.into_iter();
    let mut filled: Vec<Page> =
        pages.iter().map(|(start, end)| page(strips.by_ref().take(end - start))).collect();
    if filled.is_empty() {
        filled.push(Page::default());
    }
    Ok(filled)
}

/// The height of everything that holds together with each strip, from the strip on.
fn groups(strips: &[Strip]) -> Vec<f32> {
    let mut heights = vec![0.0; strips.len()];
    let mut below = 0.0;
    for (at, strip) in strips.iter().enumerate().rev() {
        if strip.hold == Hold::Free {
            below = 0.0;
        }
        heights[at] = strip.height + below;
        below = heights[at] + strip.before;
    }
    heights
}

/// Where the page that begins with a strip ends: before which strip.
fn end(strips: &[Strip], groups: &[f32], start: usize, height: f32) -> usize {
    let full = full(strips, start, height);
    if full == strips.len() || strips[full].turns {
        return full;
    }
    let last = |hold: Hold| (start + 1..=full).rev().find(|at| strips[at - 1].hold <= hold);
    let free = last(Hold::Free);
    // What would not fit on the next page either is parted here.
    let parted = free.filter(|at| groups[*at] <= height);
    parted.or_else(|| last(Hold::Loose)).or(free).unwrap_or(full)
}

/// The first strip that no longer fits; at least one does.
fn full(strips: &[Strip], start: usize, height: f32) -> usize {
    let mut y = strips[start].head.as_ref().map_or(0.0, |head| head.height);
    for (at, strip) in strips.iter().enumerate().skip(start) {
        let before = if at == start { 0.0 } else { strip.before };
        y += before + strip.height;
        if at > start && (strip.turns || y > height + 0.01) {
            return at;
        }
    }
    strips.len()
}

fn page(strips: impl Iterator<Item = Strip>) -> Page {
    let mut page = Page::default();
    let mut y = 0.0;
    for (at, strip) in strips.enumerate() {
        let before = if at == 0 { 0.0 } else { strip.before };
        if let Some(head) = strip.head.filter(|_| at == 0) {
            page.marks.extend(head.marks.iter().map(|mark| lowered(mark.clone(), y)));
            y += head.height;
        }
        page.bars(&strip.bars, y, before, strip.height);
        y += before;
        page.marks.extend(strip.marks.into_iter().map(|mark| lowered(mark, y)));
        y += strip.height;
    }
    page
}

fn lowered(mut mark: Mark, by: f32) -> Mark {
    mark.y += by;
    mark
}

impl Page {
    /// A portion's bar goes on through the room between its strips and not above the first.
    fn bars(&mut self, bars: &[Bar], y: f32, before: f32, height: f32) {
        for bar in bars {
            let bottom = y + before + height;
            match self.bars.iter_mut().rfind(|(other, _, _)| other.portion == bar.portion) {
                Some((_, _, end)) => *end = bottom,
                None => self.bars.push((*bar, y + before, bottom)),
            }
        }
    }
}
