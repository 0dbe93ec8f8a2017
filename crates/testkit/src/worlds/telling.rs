//! How moves become a story: each is made as far as it may be made by whoever makes it.

use std::collections::BTreeSet;

use chancery_registry::Duty;
use proptest::sample::Index;

use super::cast::{Circle, HELD, MARKS};
use super::drawn::{
    Deed, Draft, HOURS, HOURS_OF_A_SIDE, Meetings, Move, NAMES, NOTED, SUBJECTS, Script, Whose,
};
use super::likely::{Likely, Link, Which};
use super::step::{Step, Told};

/// The story that a script makes.
pub fn told(script: &Script) -> Vec<Told> {
    let likely = Likely::new(script.player(), script.papers.len());
    let mut telling = Telling {
        script,
        likely,
        noted: [None; NOTED.len()],
        dealt_with: BTreeSet::new(),
        unspoken: BTreeSet::new(),
        drafted: BTreeSet::new(),
        circles: Vec::new(),
        story: Vec::new(),
    };
    script.moves.iter().for_each(|one| telling.take(one));
    telling.lower();
    telling.story
}

/// A story while it is told.
pub(super) struct Telling<'s> {
    pub(super) script: &'s Script,
    pub(super) likely: Likely,
    /// Of each meeting that may be noted: its marking, and whether only the fuller world has it.
    noted: [Option<(usize, bool)>; NOTED.len()],
    /// Papers whose undertakings were dealt with above the reader: who may read all deals with them there alone.
    dealt_with: BTreeSet<usize>,
    /// Hours of which a paper spoke that was then told not to.
    unspoken: BTreeSet<usize>,
    /// Papers of which both worlds have a draft that answers them.
    drafted: BTreeSet<usize>,
    /// The circles that were made, and who was taken into each.
    pub(super) circles: Vec<(Circle, BTreeSet<usize>)>,
    pub(super) story: Vec<Told>,
}

impl Telling<'_> {
    fn take(&mut self, one: &Move) {
        let draft = &self.script.papers[one.paper];
        if !(one.whose != Whose::Above && draft.above) {
            self.file(one.paper);
        }
        if let Deed::Enclose(cover) = one.deed
            && (one.whose == Whose::Above || !self.script.papers[cover].above)
        {
            self.file(cover);
        }
        let before = self.likely.clone();
        let told = match one.whose {
            Whose::Above => self.above(one.paper, one.deed).map(|step| (true, step)),
            Whose::Below => self.below(one.paper, one.deed).map(|step| (false, step)),
            Whose::Reader => {
                self.by_reader(one.paper, one.deed).map(|step| (false, step.by(self.script.player().handle)))
            }
        };
        // What only the fuller world has put together must stay above the reader, whatever becomes of it.
        match told {
            Some(told) if self.likely.is_sound() => self.story.push(told),
            _ => self.likely = before,
        }
    }

    fn file(&mut self, paper: usize) {
        if self.likely.paper(paper).is_some() {
            return;
        }
        let draft = &self.script.papers[paper];
        let mark = self.mark(draft.above, draft.mark);
        let hour = draft.hour.map(|hour| if draft.above { self.above_hour(hour) } else { hour });
        self.likely.file(paper, mark, draft.above, hour);
        let stands = draft.in_text && MARKS[mark].in_text;
        let typed = MARKS[mark].typed;
        let text = text_of(draft, NAMES[paper], hour, typed.filter(|_| stands));
        let marking = typed.filter(|_| !stands);
        self.story.push((draft.above, Step::File { name: NAMES[paper], text, marking }));
    }

    /// The hour of which papers speak that only the fuller world has.
    fn above_hour(&self, hour: usize) -> usize {
        if self.script.meetings == Meetings::Apart { hour + HOURS_OF_A_SIDE } else { hour }
    }

    /// What one who may read all does, so that the reader may know nothing of it.
    fn above(&mut self, paper: usize, deed: Deed) -> Option<Step> {
        let on_it = matches!(
            deed,
            Deed::Minute
                | Deed::Initial
                | Deed::Open
                | Deed::PutUp
                | Deed::Return
                | Deed::LayFirst
                | Deed::BringUp
                | Deed::Copy
        );
        let paper =
            if on_it && self.likely.sees(paper, Which::Fuller) { self.likely.raised()? } else { paper };
        let name = NAMES[paper];
        let hidden = !self.likely.sees(paper, Which::Fuller);
        // What is written on a paper while it is held comes down with it when it is settled.
        let apart = hidden && !(self.likely.is_held(paper) && self.likely.is_shared(paper));
        match deed {
            Deed::Minute => apart.then_some(Step::Minute { on: name, text: "above him" }),
            Deed::Initial => apart.then_some(Step::Initial { on: name }),
            Deed::Open => apart.then_some(Step::Open { paper: name }),
            Deed::PutUp => apart.then_some(Step::PutUp { paper: name }),
            Deed::Return => apart.then(|| {
                self.dealt_with.insert(paper);
                Step::Return { paper: name }
            }),
            Deed::LayFirst => apart.then_some(Step::LayFirst { paper: name }),
            // Who may read all would be told that it stands already, were it the same day or man as below.
            Deed::BringUp => apart.then_some(Step::BringUp { paper: name, on: "1982-10-16" }),
            Deed::Copy => apart.then_some(Step::Copy { paper: name, to: "pm" }),
            Deed::Keep(shows) => {
                // What is known to him may be kept as a paper shows that he may not know of.
                let of_hidden = !self.likely.sees(shows, Which::Fuller);
                let known = self.likely.paper(paper).is_some() && self.likely.paper(shows).is_some();
                (known && (apart || (of_hidden && !hidden))).then(|| {
                    self.dealt_with.insert(paper);
                    Step::Keep { paper: name, shown_by: NAMES[shows] }
                })
            }
            Deed::Write(mark) => {
                self.likely.paper(paper)?;
                let marking = MARKS[self.mark(true, mark)].typed?;
                Some(Step::Write { paper: name, marking, apart: !self.drafted.contains(&paper) })
            }
            Deed::Dismiss => apart.then(|| self.dismiss(paper))?,
            Deed::Record(noted, mark) => {
                self.noted[noted]?;
                let marking = MARKS[self.mark(true, mark)].typed?;
                Some(Step::Record { meeting: NOTED[noted], marking })
            }
            Deed::PutUpForHour(hour) => {
                let hour = self.above_hour(hour);
                (!self.unspoken.contains(&hour)).then_some(())?;
                let first = self.likely.first_to_speak(hour, Which::Fuller)?;
                let speaks = self.likely.paper(paper)?.hour == Some(hour);
                let of_hidden = !speaks && !self.likely.sees(first, Which::Fuller);
                (apart || (of_hidden && !hidden))
                    .then_some(Step::PutUpForHour { paper: name, hour: HOURS[hour].1 })
            }
            Deed::PutUpForNoted(noted) => {
                let (mark, _) = self.noted[noted]?;
                let of_hidden = !self.script.player().reads(&MARKS[mark]);
                // A meeting that he may know of and a paper that he may come to know of meet above him.
                let meets = !of_hidden && self.likely.is_shared(paper);
                (!meets || self.script.meetings == Meetings::Shared).then_some(())?;
                (apart || (of_hidden && !hidden))
                    .then_some(Step::PutUpFor { paper: name, meeting: NOTED[noted] })
            }
            Deed::Note(noted, mark) => self.note(noted, mark, true),
            Deed::Enclose(cover) => self.enclose_above(paper, cover),
            Deed::Detach => {
                let gone = *self.likely.covers(paper).first().filter(|link| link.above)?;
                self.likely.detach(gone);
                Some(Step::Detach { paper: name })
            }
            Deed::Settle(mark) => {
                let mark = self.settled_as(true, mark)?;
                let held = self.likely.is_held(paper) && !self.likely.is_shared(paper);
                held.then(|| self.likely.mark(paper, mark))?;
                Some(Step::Settle { paper: name, marking: MARKS[mark].typed? })
            }
            other => self.standing_above(paper, other),
        }
    }

    /// A cover that both worlds have is raised for a while: what it swallows is enclosed in nothing else,
    /// so that it can be given back.
    fn enclose_above(&mut self, paper: usize, cover: usize) -> Option<Step> {
        let free = self.likely.covers(paper).is_empty() || !self.likely.is_shared(cover);
        let given_back = self.likely.raising().iter().all(|link| link.paper != paper);
        (free && given_back && self.likely.may_enclose(cover, paper)).then_some(())?;
        self.likely.enclose(cover, paper, true);
        Some(Step::Enclose { cover: NAMES[cover], paper: NAMES[paper] })
    }

    /// What one who may read all does in both worlds.
    fn below(&mut self, paper: usize, deed: Deed) -> Option<Step> {
        let name = NAMES[paper];
        let steady = self.likely.is_shared(paper) && !self.likely.is_raised(paper);
        match deed {
            Deed::Minute => steady.then_some(Step::Minute { on: name, text: "seen and noted" }),
            Deed::Initial => steady.then_some(Step::Initial { on: name }),
            Deed::Open => steady.then_some(Step::Open { paper: name }),
            Deed::PutUp => steady.then_some(Step::PutUp { paper: name }),
            Deed::Return => steady.then_some(Step::Return { paper: name }),
            Deed::LayFirst => steady.then_some(Step::LayFirst { paper: name }),
            Deed::BringUp => steady.then_some(Step::BringUp { paper: name, on: "1982-10-15" }),
            Deed::Copy => steady.then_some(Step::Copy { paper: name, to: "desk" }),
            Deed::Keep(shows) => (self.steady_pair(paper, shows) && !self.dealt_with.contains(&paper))
                .then_some(Step::Keep { paper: name, shown_by: NAMES[shows] }),
            Deed::Write(mark) => {
                steady.then_some(())?;
                let marking = MARKS[self.mark(false, mark)].typed?;
                self.drafted.insert(paper);
                Some(Step::Write { paper: name, marking, apart: false })
            }
            Deed::Dismiss => steady.then(|| self.dismiss(paper))?,
            Deed::Record(noted, mark) => {
                self.noted[noted].filter(|(_, above)| !above)?;
                let marking = MARKS[self.mark(false, mark)].typed?;
                Some(Step::Record { meeting: NOTED[noted], marking })
            }
            Deed::PutUpForHour(hour) => {
                (!self.unspoken.contains(&hour)).then_some(())?;
                // What is put up bears what the paper bears at that moment that spoke of it first.
                let first = self.likely.first_to_speak(hour, Which::Plain)?;
                (!self.likely.is_raised(first)).then_some(())?;
                steady.then_some(Step::PutUpForHour { paper: name, hour: HOURS[hour].1 })
            }
            Deed::PutUpForNoted(noted) => {
                self.noted[noted].filter(|(_, above)| !above)?;
                steady.then_some(Step::PutUpFor { paper: name, meeting: NOTED[noted] })
            }
            Deed::Note(noted, mark) => self.note(noted, mark, false),
            Deed::Enclose(cover) => {
                self.steady_pair(paper, cover).then_some(())?;
                let free = self.likely.raising().iter().all(|link| link.paper != paper);
                (free && self.likely.may_enclose(cover, paper)).then_some(())?;
                self.likely.enclose(cover, paper, false);
                Some(Step::Enclose { cover: NAMES[cover], paper: name })
            }
            Deed::Detach => {
                let covers = self.likely.covers(paper);
                let apart = steady && covers.iter().all(|link| !link.above);
                let gone = *covers.first().filter(|_| apart && !self.likely.is_under_raised(paper))?;
                self.likely.detach(gone);
                Some(Step::Detach { paper: name })
            }
            Deed::Settle(mark) => {
                let mark = self.settled_as(false, mark)?;
                let held = steady && self.likely.is_held(paper) && !self.likely.is_under_raised(paper);
                held.then(|| self.likely.mark(paper, mark))?;
                Some(Step::Settle { paper: name, marking: MARKS[mark].typed? })
            }
            other => self.standing_below(paper, other),
        }
    }

    /// What the reader does himself; he may name what he may not know of, and what is not there.
    fn by_reader(&mut self, paper: usize, deed: Deed) -> Option<Step> {
        let name = NAMES[paper];
        (!self.likely.is_raised(paper) || !self.likely.is_shared(paper)).then_some(())?;
        match deed {
            Deed::Minute => Some(Step::Minute { on: name, text: "from below" }),
            Deed::Initial => Some(Step::Initial { on: name }),
            // A paper's page names meetings, and he knows of none that only papers speak of that are raised.
            Deed::Open => (!self.likely.is_anything_raised()).then_some(Step::Open { paper: name }),
            Deed::PutUp => Some(Step::PutUp { paper: name }),
            // A box and the chase list name meetings and papers, as the other lists do.
            Deed::Return | Deed::LayFirst | Deed::Keep(_) | Deed::Dismiss
                if self.likely.is_anything_raised() =>
            {
                None
            }
            Deed::Return => Some(Step::Return { paper: name }),
            Deed::LayFirst => Some(Step::LayFirst { paper: name }),
            Deed::BringUp => Some(Step::BringUp { paper: name, on: "1982-10-15" }),
            Deed::Copy => Some(Step::Copy { paper: name, to: "desk" }),
            Deed::Keep(shows) => Some(Step::Keep { paper: name, shown_by: NAMES[shows] }),
            Deed::Dismiss => self.dismiss(paper),
            Deed::Write(mark) => {
                let mark = self.script.mark(false, mark);
                Some(Step::Write { paper: name, marking: MARKS[mark].typed?, apart: true })
            }
            Deed::Record(..) => None,
            Deed::PutUpForHour(hour) => (!self.likely.is_anything_raised() && !self.unspoken.contains(&hour))
                .then_some(Step::PutUpForHour { paper: name, hour: HOURS[hour].1 }),
            Deed::PutUpForNoted(noted) => Some(Step::PutUpFor { paper: name, meeting: NOTED[noted] }),
            Deed::Note(..) => None,
            Deed::Enclose(cover) => {
                let named = Step::Enclose { cover: NAMES[cover], paper: name };
                let known = |p| self.likely.is_shared(p) && self.likely.sees(p, Which::Fuller);
                if known(paper) && known(cover) && self.script.player().does(Duty::PutUp) {
                    (self.steady_pair(paper, cover) && self.likely.may_enclose(cover, paper)).then_some(())?;
                    self.likely.enclose(cover, paper, false);
                }
                (!self.likely.is_raised(cover)).then_some(named)
            }
            Deed::Detach => {
                let covers = self.likely.covers(paper);
                let steady = covers.iter().all(|link| link.above || !self.likely.is_raised(link.cover));
                (steady && !self.likely.is_under_raised(paper)).then_some(())?;
                let seen = covers.iter().find(|link| self.likely.sees(link.cover, Which::Fuller));
                if let Some(gone) = seen.filter(|_| self.script.player().does(Duty::PutUp)) {
                    self.likely.detach(*gone);
                }
                Some(Step::Detach { paper: name })
            }
            Deed::Settle(_) => Some(Step::Settle { paper: name, marking: "UNCLASSIFIED" }),
            Deed::FileAgain(mark) => {
                // Bytes that he brings first would be held already when they come above him.
                let known = self.likely.paper(paper)?;
                // By them he would come to know of a meeting that papers above him speak of.
                let tells = known.above && known.hour.is_some() && self.script.meetings == Meetings::Apart;
                (!tells).then_some(())?;
                let mark = self.script.mark(false, mark);
                Some(Step::FileAgain { of: name, marking: MARKS[mark].typed? })
            }
            Deed::Look => (!self.likely.is_anything_raised()).then_some(Step::LookAround),
            other => self.standing_by_reader(paper, other),
        }
    }

    /// One who may read all finds a meeting by other papers where the reader does not; so nothing is put up any
    /// more for the hour of one that was dismissed.
    fn dismiss(&mut self, paper: usize) -> Option<Step> {
        let hour = self.likely.paper(paper)?.hour?;
        self.unspoken.insert(hour);
        Some(Step::Dismiss { paper: NAMES[paper] })
    }

    fn note(&mut self, noted: usize, mark: Index, above: bool) -> Option<Step> {
        self.noted[noted].is_none().then_some(())?;
        let mark = self.mark(above, mark);
        let marking = MARKS[mark].typed?;
        self.noted[noted] = Some((mark, above));
        Some(Step::Meeting { subject: NOTED[noted], marking })
    }

    pub(super) fn settled_as(&mut self, above: bool, mark: Index) -> Option<usize> {
        Some(self.mark(above, mark)).filter(|mark| *mark != HELD)
    }

    fn steady_pair(&self, paper: usize, cover: usize) -> bool {
        let steady = |p| self.likely.is_shared(p) && !self.likely.is_raised(p);
        steady(paper) && steady(cover) && !self.likely.is_under_raised(cover)
    }

    /// A marking by chance, with the circle that it names.
    fn mark(&mut self, above: bool, index: Index) -> usize {
        let mark = self.script.mark(above, index);
        if let Some(circle) = MARKS[mark].circle {
            self.need_circle(circle);
        }
        mark
    }

    /// At the end every paper that both worlds have falls to what it bears in the plain one: the outer covers
    /// first and markings last, so that none shows on its way down what was put into it.
    fn lower(&mut self) {
        while let Some(step) = self.detach_soundly().or_else(|| self.give_back_soundly()) {
            self.story.push((true, step));
        }
    }

    fn detach_soundly(&mut self) -> Option<Step> {
        let felt = |link: &Link| self.likely.is_under_seen(link.cover);
        let without = |link: Link| {
            let mut after = self.likely.clone();
            after.detach(link);
            (link, after)
        };
        let raising = self.likely.raising().into_iter();
        let (link, after) = raising.filter(felt).map(without).find(|(_, after)| after.is_sound())?;
        self.likely = after;
        Some(Step::Detach { paper: NAMES[link.paper] })
    }

    fn give_back_soundly(&mut self) -> Option<Step> {
        let before = self.likely.clone();
        for paper in before.lifted_before_him() {
            let step = self.give_back(paper);
            if self.likely.is_sound() {
                return step;
            }
            self.likely = before.clone();
        }
        None
    }
}

fn text_of(draft: &Draft, name: &str, hour: Option<usize>, marking: Option<&str>) -> String {
    let subject = SUBJECTS[draft.subject];
    let mut says = vec![format!("This is about the {name}.")];
    let hour = hour.map(|hour| HOURS[hour].0);
    says.extend(
        hour.map(|hour| format!("He will be at the meeting to discuss the {name} at {hour} on 20 October.")),
    );
    if draft.promise {
        says.push(format!("I promised that I would write about the {name} by 1 November."));
    }
    says.extend(
        ["Gromyko was not mentioned.", "The minister saw herring.", "Tin, tin."]
            .map(Into::into)
            .into_iter()
            .take(draft.words),
    );
    let head = marking.map(|marking| format!("{marking}\n\n")).unwrap_or_default();
    format!(
        "{head}Foreign and Commonwealth Office\n\n3 October 1982\n\n{subject}\n\nDear John,\n\n{}\n\nYours ever,\n\nR B Bone\n",
        says.join(" ")
    )
}
