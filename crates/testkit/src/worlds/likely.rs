//! Who can see what while a story is drawn: papers, what encloses what, and what each would be without
//! the steps that only the fuller world has.

use std::collections::BTreeSet;

use super::cast::{HELD, MARKS, Player};
use super::drawn::Whose;

/// One paper encloses another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The cover.
    pub cover: usize,
    /// What it encloses.
    pub paper: usize,
    /// Only in the fuller world.
    pub above: bool,
}

/// A paper that is filed.
#[derive(Clone, Debug)]
pub struct Filed {
    /// What it bears by itself, by its place in [`MARKS`].
    pub mark: usize,
    /// What it bears instead for now, only in the fuller world.
    pub lifted: Option<usize>,
    /// Only in the fuller world.
    pub above: bool,
    /// The hour of the meeting that it speaks of.
    pub hour: Option<usize>,
    /// How many were filed before.
    row: usize,
}

/// Which world is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Without what is above the reader.
    Plain,
    /// With it.
    Fuller,
}

/// What stands in both worlds at one moment of a story.
#[derive(Clone, Debug)]
pub struct Likely {
    player: &'static Player,
    papers: Vec<Option<Filed>>,
    links: Vec<Link>,
    filed: usize,
    waiting: Vec<(usize, Whose)>,
}

impl Filed {
    /// What it bears by itself there.
    pub fn bears(&self, which: Which) -> usize {
        self.lifted.filter(|_| which == Which::Fuller).unwrap_or(self.mark)
    }
}

impl Likely {
    /// Nothing yet, of so many papers to come.
    pub fn new(player: &'static Player, papers: usize) -> Self {
        Self { player, papers: vec![None; papers], links: Vec::new(), filed: 0, waiting: Vec::new() }
    }

    /// The paper, if it is filed.
    pub fn paper(&self, paper: usize) -> Option<&Filed> {
        self.papers.get(paper).and_then(Option::as_ref)
    }

    /// Files a paper.
    pub fn file(&mut self, paper: usize, mark: usize, above: bool, hour: Option<usize>) {
        self.papers[paper] = Some(Filed { mark, lifted: None, above, hour, row: self.filed });
        self.filed += 1;
    }

    /// Gives a paper another marking.
    pub fn mark(&mut self, paper: usize, mark: usize) {
        if let Some(filed) = &mut self.papers[paper] {
            filed.mark = mark;
        }
    }

    /// Gives a paper that both worlds have another marking in the fuller one, or its own again.
    pub fn lift(&mut self, paper: usize, lifted: Option<usize>) {
        if let Some(filed) = &mut self.papers[paper] {
            filed.lifted = lifted;
        }
    }

    /// Somebody has proposed another marking for it.
    pub fn propose(&mut self, paper: usize, whose: Whose) {
        self.waiting.push((paper, whose));
    }

    /// His proposal waits no more.
    pub fn decide(&mut self, paper: usize, whose: Whose) {
        self.waiting.retain(|waiting| *waiting != (paper, whose));
    }

    /// Whether a proposal of his may wait.
    pub fn waits(&self, paper: usize, whose: Whose) -> bool {
        self.waiting.contains(&(paper, whose))
    }

    /// Whether it is filed, its marking is settled, and nothing is proposed for it.
    pub fn may_be_remarked(&self, paper: usize) -> bool {
        let waits = self.waiting.iter().any(|(of, _)| *of == paper);
        self.paper(paper).is_some_and(|filed| filed.mark != HELD) && !waits
    }

    /// Whether it is filed, in both worlds.
    pub fn is_shared(&self, paper: usize) -> bool {
        self.paper(paper).is_some_and(|filed| !filed.above)
    }

    /// Whether it waits for its marking to be settled.
    pub fn is_held(&self, paper: usize) -> bool {
        self.paper(paper).is_some_and(|filed| filed.mark == HELD)
    }

    fn enclosed(&self, cover: usize, which: Which) -> BTreeSet<usize> {
        let mut all = BTreeSet::new();
        let mut waiting = vec![cover];
        while let Some(at) = waiting.pop() {
            if all.insert(at) {
                let links = self.links.iter().filter(|link| link.cover == at);
                waiting.extend(links.filter(|l| which == Which::Fuller || !l.above).map(|l| l.paper));
            }
        }
        all
    }

    /// Whether the reader may know of it there: he may read it and all that it encloses.
    pub fn sees(&self, paper: usize, which: Which) -> bool {
        let read = |filed: &Filed| self.player.reads(&MARKS[filed.bears(which)]);
        self.enclosed(paper, which).iter().all(|at| self.paper(*at).is_some_and(read))
    }

    /// Whether it bears, in the fuller world, what only that world has put into it.
    pub fn is_raised(&self, paper: usize) -> bool {
        let fuller = self.enclosed(paper, Which::Fuller);
        fuller.iter().any(|at| self.is_lifted(*at)) || fuller != self.enclosed(paper, Which::Plain)
    }

    /// Whether it bears another marking for now, only in the fuller world.
    pub fn is_lifted(&self, paper: usize) -> bool {
        self.paper(paper).is_some_and(|filed| filed.lifted.is_some())
    }

    /// Papers that bear another marking for now, where the reader may know, in the plain world, of what
    /// encloses them or of themselves.
    pub fn lifted_before_him(&self) -> Vec<usize> {
        let seen = |p: &usize| self.is_shared(*p) && self.sees(*p, Which::Plain);
        let felt = |at: usize| {
            let mut papers = (0..self.papers.len()).filter(seen);
            papers.any(|p| self.enclosed(p, Which::Plain).contains(&at))
        };
        (0..self.papers.len()).filter(|at| self.is_lifted(*at) && felt(*at)).collect()
    }

    /// Whether a change of its marking would be felt by a paper that is raised.
    pub fn is_under_raised(&self, paper: usize) -> bool {
        (0..self.papers.len()).any(|p| self.is_raised(p) && self.enclosed(p, Which::Plain).contains(&paper))
    }

    /// Whether it lies in a paper, or is one, that the reader sees in the plain world.
    pub fn is_under_seen(&self, paper: usize) -> bool {
        let seen = |p: &usize| self.is_shared(*p) && self.sees(*p, Which::Plain);
        (0..self.papers.len()).filter(seen).any(|p| self.enclosed(p, Which::Plain).contains(&paper))
    }

    /// A paper that the reader would see, were it not for what only the fuller world has put into it.
    pub fn raised(&self) -> Option<usize> {
        let raised = |p: &usize| self.is_shared(*p) && self.sees(*p, Which::Plain) && self.is_raised(*p);
        (0..self.papers.len()).find(raised)
    }

    /// Whether there is one at this moment.
    pub fn is_anything_raised(&self) -> bool {
        self.raised().is_some()
    }

    /// What encloses it, the paper filed first at the head.
    pub fn covers(&self, paper: usize) -> Vec<Link> {
        let mut covers: Vec<Link> = self.links.iter().copied().filter(|link| link.paper == paper).collect();
        covers.sort_by_key(|link| self.paper(link.cover).map(|filed| filed.row));
        covers
    }

    /// Whether one may be enclosed in the other: it is not yet, and closes no ring.
    pub fn may_enclose(&self, cover: usize, paper: usize) -> bool {
        let known = self.links.iter().any(|link| link.cover == cover && link.paper == paper);
        !known && !self.enclosed(paper, Which::Fuller).contains(&cover)
    }

    /// Encloses.
    pub fn enclose(&mut self, cover: usize, paper: usize, above: bool) {
        self.links.push(Link { cover, paper, above });
    }

    /// Detaches.
    pub fn detach(&mut self, gone: Link) {
        self.links.retain(|link| *link != gone);
    }

    /// Enclosures that only the fuller world has, in papers that both have.
    pub fn raising(&self) -> Vec<Link> {
        self.links.iter().copied().filter(|link| link.above && self.is_shared(link.cover)).collect()
    }

    /// Whether everything that only the fuller world has changed is hidden from the reader.
    pub fn is_sound(&self) -> bool {
        let hidden = |paper: usize| !self.sees(paper, Which::Fuller);
        self.links.iter().all(|link| !link.above || hidden(link.cover))
            && (0..self.papers.len()).all(|paper| !self.is_lifted(paper) || hidden(paper))
    }

    /// The paper that spoke of an hour first.
    pub fn first_to_speak(&self, hour: usize, which: Which) -> Option<usize> {
        let spoke = |p: &usize| {
            let known = self.paper(*p).filter(|filed| which == Which::Fuller || !filed.above);
            known.is_some_and(|filed| filed.hour == Some(hour))
        };
        (0..self.papers.len()).filter(spoke).min_by_key(|p| self.paper(*p).map(|filed| filed.row))
    }
}
