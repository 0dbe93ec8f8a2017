//! Stories drawn by chance: any sequence of moves becomes one in which whatever only the fuller world
//! has is above the reader; a move that cannot be made so is left out.
//!
//! A move names a paper by a name of its own, and the paper is filed when it is first named. So a move
//! that is taken out changes none of the others, and a story that leaks shrinks to the few that matter.
//!
//! To add an act: a variant of [`Deed`], the step that it becomes, and in `telling` the conditions under
//! which it may happen above the reader, below him, and by himself.

use std::ops::Range;

use proptest::collection::vec;
use proptest::prelude::*;

use super::cast::{MARKS, PLAYERS, Player};
use super::step::Told;
use super::telling;

/// Names of the papers of a story.
pub const NAMES: [&str; 6] = ["ash", "birch", "cedar", "elm", "hazel", "oak"];
/// Subjects of meetings that are noted by hand.
pub(super) const NOTED: [&str; 3] = ["a dinner", "an audience", "a walk"];
/// Hours of the meetings that papers speak of, as they are written and as they are kept.
pub(super) const HOURS: [(&str, &str); 4] =
    [("0900", "09:00"), ("1500", "15:00"), ("1000", "10:00"), ("1600", "16:00")];
/// How many of them papers of one side speak of.
pub(super) const HOURS_OF_A_SIDE: usize = HOURS.len() / 2;
/// What papers are about.
pub(super) const SUBJECTS: [&str; 3] = ["Herring", "Tin", "Relations with Moscow"];
/// Who is taken into circles and cleared; they do nothing in a story.
pub(super) const PEOPLE: [&str; 3] = ["pym", "pm", "desk"];
/// What they are cleared for.
pub(super) const CLEARANCES: [&str; 4] = [
    "uk-1982=RESTRICTED",
    "uk-1982=TOP SECRET UMBRA",
    "uk-1982=SECRET as UK-POST",
    "registry=CIRCLE Falklands",
];
/// Moves of the longest story.
const MOVES_MAX: usize = 60;
/// Queries that find papers of any story.
pub const QUERIES: [&str; 9] = [
    "minister",
    "herring",
    "tin OR herring",
    "-gromyko minister",
    "\"the minister\"",
    "her*",
    "from:bone",
    "kind:letter gromyko",
    "subject:tin",
];

/// A paper to come.
#[derive(Clone, Debug)]
pub struct Draft {
    pub(super) above: bool,
    pub(super) mark: prop::sample::Index,
    pub(super) in_text: bool,
    pub(super) subject: usize,
    pub(super) hour: Option<usize>,
    pub(super) promise: bool,
    pub(super) words: usize,
}

/// What is done in a move.
#[derive(Clone, Copy, Debug)]
pub enum Deed {
    /// The paper is filed, and nothing else.
    File,
    /// Its bytes come again.
    FileAgain(prop::sample::Index),
    /// It is minuted.
    Minute,
    /// It is initialled.
    Initial,
    /// It is opened.
    Open,
    /// It is put up.
    PutUp,
    /// It is put up for a meeting that papers speak of.
    PutUpForHour(usize),
    /// It is put up for a meeting that was noted by hand.
    PutUpForNoted(usize),
    /// It is put up and comes back with a mark, by which something is ordered.
    Return,
    /// It is laid first in the box, where it lies there.
    LayFirst,
    /// Its first open undertaking is kept, as that one shows.
    Keep(usize),
    /// A draft is saved that answers it, under that marking.
    Write(prop::sample::Index),
    /// The meeting that it speaks of is dismissed.
    Dismiss,
    /// What was said in a meeting that was noted is entered, under that marking.
    Record(usize, prop::sample::Index),
    /// It is brought up before somebody.
    BringUp,
    /// It is copied to people.
    Copy,
    /// A meeting is noted.
    Note(usize, prop::sample::Index),
    /// It is enclosed in that one.
    Enclose(usize),
    /// It is detached.
    Detach,
    /// Its marking is settled.
    Settle(prop::sample::Index),
    /// It is given another marking.
    Relabel(prop::sample::Index),
    /// It is given back the marking that it bears in the plain world.
    GiveBack,
    /// Another marking is proposed for it, for a day that does not come.
    Propose(prop::sample::Index),
    /// What was proposed is refused.
    Refuse,
    /// A circle is made; once it is there, one of [`PEOPLE`] is taken into it or put out of it.
    Circle(usize),
    /// One of [`PEOPLE`] is given one of [`CLEARANCES`].
    Clear(usize, usize),
    /// Somebody looks at the lists.
    Look,
}

/// Who makes a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// One who may read all, above the reader.
    Above,
    /// One who may read all, in both worlds.
    Below,
    /// The reader himself.
    Reader,
}

/// A move.
#[derive(Clone, Debug)]
pub struct Move {
    pub(super) whose: Whose,
    pub(super) paper: usize,
    pub(super) deed: Deed,
}

/// Whether what happens above the reader touches meetings that he may know of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meetings {
    /// Papers above him speak of hours of their own, and no paper that he may come to know of is put up
    /// above him for a meeting that he knows.
    Apart,
    /// Above and below they speak of the same hours, and anything is put up for anything.
    Shared,
}

/// A reader, papers and moves.
#[derive(Clone, Debug)]
pub struct Script {
    pub(super) meetings: Meetings,
    player: usize,
    pub(super) papers: Vec<Draft>,
    pub(super) moves: Vec<Move>,
}

/// Every script.
pub fn scripts(meetings: Meetings) -> impl Strategy<Value = Script> {
    let papers = vec(draft(), NAMES.len());
    let moves = vec(one_move(), MOVES_MAX / 6..=MOVES_MAX);
    (0..PLAYERS.len(), papers, moves).prop_map(move |(player, papers, moves)| Script {
        meetings,
        player,
        papers,
        moves,
    })
}

fn draft() -> impl Strategy<Value = Draft> {
    let index = any::<prop::sample::Index>();
    let hour = prop::option::of(0..HOURS_OF_A_SIDE);
    (any::<bool>(), index, any::<bool>(), 0..SUBJECTS.len(), hour, any::<bool>(), 0..4usize).prop_map(
        |(above, mark, in_text, subject, hour, promise, words)| Draft {
            above,
            mark,
            in_text,
            subject,
            hour,
            promise,
            words,
        },
    )
}

fn one_move() -> impl Strategy<Value = Move> {
    let whose = prop_oneof![6 => Just(Whose::Above), 4 => Just(Whose::Below), 2 => Just(Whose::Reader)];
    (whose, 0..NAMES.len(), deed()).prop_map(|(whose, paper, deed)| Move { whose, paper, deed })
}

fn deed() -> impl Strategy<Value = Deed> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        4 => Just(Deed::File),
        1 => index().prop_map(Deed::FileAgain),
        3 => Just(Deed::Minute),
        1 => Just(Deed::Initial),
        2 => Just(Deed::Open),
        2 => Just(Deed::PutUp),
        2 => Just(Deed::Return),
        2 => Just(Deed::LayFirst),
        2 => Just(Deed::BringUp),
        2 => Just(Deed::Copy),
        2 => (0..NAMES.len()).prop_map(Deed::Keep),
        3 => index().prop_map(Deed::Write),
        2 => Just(Deed::Dismiss),
        2 => (0..NOTED.len(), index()).prop_map(|(noted, mark)| Deed::Record(noted, mark)),
        2 => (0..HOURS.len()).prop_map(Deed::PutUpForHour),
        3 => (0..NOTED.len()).prop_map(Deed::PutUpForNoted),
        3 => (0..NOTED.len(), index()).prop_map(|(noted, mark)| Deed::Note(noted, mark)),
        5 => (0..NAMES.len()).prop_map(Deed::Enclose),
        2 => Just(Deed::Detach),
        3 => index().prop_map(Deed::Settle),
        1 => Just(Deed::Look),
        5 => index().prop_map(Deed::Relabel),
        3 => Just(Deed::GiveBack),
        2 => index().prop_map(Deed::Propose),
        2 => Just(Deed::Refuse),
        2 => (0..PEOPLE.len()).prop_map(Deed::Circle),
        1 => (0..PEOPLE.len(), 0..CLEARANCES.len()).prop_map(|(who, what)| Deed::Clear(who, what)),
    ]
}

impl Script {
    /// Who reads.
    pub fn player(&self) -> &'static Player {
        &PLAYERS[self.player % PLAYERS.len()]
    }

    /// How many moves it has.
    pub fn moves(&self) -> usize {
        self.moves.len()
    }

    /// How many papers may come in it.
    pub fn papers(&self) -> usize {
        self.papers.len()
    }

    /// The same without some of its moves.
    #[must_use]
    pub fn without(&self, places: Range<usize>) -> Self {
        let mut script = self.clone();
        script.moves.drain(places.start..places.end.min(self.moves.len()));
        script
    }

    /// The same, but a move no more than files its paper.
    #[must_use]
    pub fn filing_at(&self, place: usize) -> Self {
        let mut script = self.clone();
        script.moves[place] = Move { whose: Whose::Above, deed: Deed::File, ..self.moves[place].clone() };
        script
    }

    /// The same with one thing less said in that paper, in every way.
    pub fn plainer(&self, paper: usize) -> Vec<Self> {
        let changes: [fn(&mut Draft); 5] = [
            |draft| draft.words = 0,
            |draft| draft.promise = false,
            |draft| draft.hour = None,
            |draft| draft.in_text = false,
            |draft| draft.subject = 0,
        ];
        let changed = changes.iter().map(|change| {
            let mut script = self.clone();
            change(&mut script.papers[paper]);
            script
        });
        changed.collect()
    }

    /// The story that it makes.
    pub fn story(&self) -> Vec<Told> {
        telling::told(self)
    }

    /// A marking by chance: above, one that the reader may not read.
    pub(super) fn mark(&self, above: bool, index: prop::sample::Index) -> usize {
        let hidden = |mark: &usize| !self.player().reads(&MARKS[*mark]);
        let all = (0..MARKS.len()).filter(|mark| MARKS[*mark].is_given(above));
        let marks: Vec<usize> = if above {
            all.filter(hidden).collect()
        } else {
            // What he may read comes twice as often as what he may not.
            all.clone().chain(all.filter(|mark| !hidden(mark))).collect()
        };
        marks[index.index(marks.len())]
    }
}
