//! How markings, circles and clearances change in a story: what may happen above the reader, below him and
//! by himself.

use chancery_registry::Duty;
use proptest::sample::Index;

use super::cast::{Circle, MARKS};
use super::drawn::{CLEARANCES, Deed, NAMES, PEOPLE, Whose};
use super::likely::Which;
use super::step::Step;
use super::telling::Telling;

impl Telling<'_> {
    /// What one who may read all does, so that the reader may know nothing of it.
    pub(super) fn standing_above(&mut self, paper: usize, deed: Deed) -> Option<Step> {
        match deed {
            Deed::Relabel(mark) => self.relabel_above(paper, mark),
            Deed::GiveBack => self.give_back(paper),
            // It could not be given back its own while something is proposed for it.
            Deed::Propose(mark) if !self.likely.is_lifted(paper) => {
                let mark = self.remarked_as(paper, true, mark)?;
                self.likely.propose(paper, Whose::Above);
                Some(Step::Propose { paper: NAMES[paper], marking: MARKS[mark].typed? })
            }
            Deed::Refuse => self.refuse(paper, Whose::Above),
            Deed::Circle(person) => Some(self.turn(Circle::Above, person)),
            other => clearing(other),
        }
    }

    /// What one who may read all does in both worlds.
    pub(super) fn standing_below(&mut self, paper: usize, deed: Deed) -> Option<Step> {
        match deed {
            Deed::Relabel(mark) => {
                let mark = self.remarked_below(paper, mark)?;
                self.likely.mark(paper, mark);
                Some(Step::Relabel { paper: NAMES[paper], marking: MARKS[mark].typed? })
            }
            Deed::Propose(mark) => {
                let mark = self.remarked_below(paper, mark)?;
                self.likely.propose(paper, Whose::Below);
                Some(Step::Propose { paper: NAMES[paper], marking: MARKS[mark].typed? })
            }
            Deed::Refuse => {
                (!self.likely.is_raised(paper)).then_some(())?;
                self.refuse(paper, Whose::Below)
            }
            Deed::Circle(person) => Some(self.turn(Circle::Below, person)),
            other => clearing(other),
        }
    }

    /// What the reader does himself.
    pub(super) fn standing_by_reader(&mut self, paper: usize, deed: Deed) -> Option<Step> {
        let name = NAMES[paper];
        match deed {
            Deed::Relabel(mark) => {
                let mark = self.marked_by_reader(paper, mark)?;
                self.likely_relabelled(paper, mark);
                Some(Step::Relabel { paper: name, marking: MARKS[mark].typed? })
            }
            Deed::Propose(mark) => {
                let mark = self.marked_by_reader(paper, mark)?;
                self.likely.propose(paper, Whose::Reader);
                Some(Step::Propose { paper: name, marking: MARKS[mark].typed? })
            }
            Deed::Refuse => {
                self.likely.decide(paper, Whose::Reader);
                Some(Step::Refuse { paper: name })
            }
            Deed::Circle(person) => Some(self.turn(Circle::Own, person)),
            other => clearing(other),
        }
    }

    /// A paper that only the fuller world has bears something else from now on; one that both have bears it
    /// for a while.
    fn relabel_above(&mut self, paper: usize, mark: Index) -> Option<Step> {
        let mark = self.remarked_as(paper, true, mark)?;
        if self.likely.is_shared(paper) {
            (self.likely.paper(paper)?.mark != mark).then_some(())?;
            self.likely.lift(paper, Some(mark));
        } else {
            self.likely.mark(paper, mark);
        }
        Some(Step::Relabel { paper: NAMES[paper], marking: MARKS[mark].typed? })
    }

    /// A paper that bears something else for a while bears its own again.
    pub(super) fn give_back(&mut self, paper: usize) -> Option<Step> {
        let own = self.likely.paper(paper).filter(|filed| filed.lifted.is_some())?.mark;
        self.likely.lift(paper, None);
        Some(Step::Relabel { paper: NAMES[paper], marking: MARKS[own].typed? })
    }

    /// Another marking than the one that it bears, where nothing stands in the way of giving it.
    fn remarked_as(&mut self, paper: usize, above: bool, mark: Index) -> Option<usize> {
        self.likely.may_be_remarked(paper).then_some(())?;
        let own = self.likely.paper(paper)?.bears(Which::Fuller);
        // Nobody else's words give back a marking within the reader's own circle.
        (MARKS[own].circle != Some(Circle::Own)).then_some(())?;
        self.settled_as(above, mark).filter(|mark| *mark != own)
    }

    fn remarked_below(&mut self, paper: usize, mark: Index) -> Option<usize> {
        (self.likely.is_shared(paper) && !self.likely.is_under_raised(paper)).then_some(())?;
        self.remarked_as(paper, false, mark)
    }

    /// He may type any marking, and where he has a circle of his own, now and then that one's.
    fn marked_by_reader(&mut self, paper: usize, mark: Index) -> Option<usize> {
        (!self.likely.is_shared(paper) || !self.likely.is_under_raised(paper)).then_some(())?;
        let own = MARKS.iter().position(|mark| mark.circle == Some(Circle::Own));
        let made = self.circles.iter().any(|(circle, _)| *circle == Circle::Own);
        own.filter(|_| made && mark.index(2) == 0).or_else(|| self.settled_as(false, mark))
    }

    /// What becomes of a paper that the reader gives another marking: he raises it, or what he proposes waits.
    fn likely_relabelled(&mut self, paper: usize, mark: usize) {
        let Some(filed) = self.likely.paper(paper).filter(|filed| !filed.above) else { return };
        let (player, raised) = (self.script.player(), MARKS[mark].dominates(&MARKS[filed.mark]));
        let known = self.likely.sees(paper, Which::Fuller) && player.reads(&MARKS[mark]);
        let waits = [Whose::Below, Whose::Reader].iter().any(|whose| self.likely.waits(paper, *whose));
        if raised && known && player.does(Duty::Register) && !waits {
            self.likely.mark(paper, mark);
        } else {
            self.likely.propose(paper, Whose::Reader);
        }
    }

    fn refuse(&mut self, paper: usize, whose: Whose) -> Option<Step> {
        self.likely.waits(paper, whose).then_some(())?;
        self.likely.decide(paper, whose);
        Some(Step::Refuse { paper: NAMES[paper] })
    }

    /// Makes a circle, or takes a person into it who is outside, or puts one out who is inside.
    fn turn(&mut self, circle: Circle, person: usize) -> Step {
        let name = circle.name();
        let Some((_, inside)) = self.circles.iter_mut().find(|(made, _)| *made == circle) else {
            self.circles.push((circle, Default::default()));
            return Step::MakeCircle { circle: name };
        };
        if inside.remove(&person) {
            return Step::PutOut { circle: name, person: PEOPLE[person] };
        }
        inside.insert(person);
        Step::TakeIn { circle: name, person: PEOPLE[person] }
    }

    /// A circle is made when a marking first names it.
    pub(super) fn need_circle(&mut self, circle: Circle) {
        if self.circles.iter().all(|(made, _)| *made != circle) {
            let made = self.turn(circle, 0);
            self.story.push((circle == Circle::Above, made));
        }
    }
}

/// Another than the reader is cleared; what he may read is for nobody to know but himself and who clears.
fn clearing(deed: Deed) -> Option<Step> {
    match deed {
        Deed::Clear(who, what) => Some(Step::Clear { person: PEOPLE[who], line: CLEARANCES[what] }),
        _ => None,
    }
}
