//! The work at a box: its order, its hour, and what the principal makes of its papers.

use std::collections::HashMap;

use chancery_office::act::Act;
use chancery_office::boxes::{BoxCloses, BoxMoved, Decided, Mark, PaperMarked, TakenOut};
use chancery_office::chase::Commission;
use chancery_office::id::{Handle, Id};
use chancery_office::people::Duty;
use jiff::civil::{Date, DateTime};

use super::View;
use super::acts::{PuttingUp, bounded};
use super::rows::PaperRow;
use crate::label_no::LabelNo;
use crate::limits::NOTE_CHARS_MAX;
use crate::recommended::recommended;
use crate::refused::Refused;
use crate::registry::Registry;
use crate::sealing;

/// Commissions made of one mark.
pub const ORDERED_MAX: usize = 20;
/// Longest token by which a mark that is sent twice is known again.
const ONCE_CHARS_MAX: usize = 64;

/// What a principal makes of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkGiven {
    /// His mark.
    pub mark: Mark,
    /// His words; may be empty where the mark says it.
    pub words: String,
    /// What he decides of single recommendations; the others go with the paper.
    pub decided: Vec<Deciding>,
    /// What he orders.
    pub ordered: Vec<Ordered>,
    /// By what a mark that is sent twice is known again; empty where it is sent once.
    pub once: String,
    /// It is made in place of one with which the paper has come back; that one stays on the paper.
    pub again: bool,
}

/// What a principal decides of one recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deciding {
    /// Its number among those of the paper, from 1.
    pub number: u32,
    /// The words that he had before him, where they were shown: the paper must still have them.
    pub recommendation: Option<String>,
    /// His mark: agree, do not agree, discuss.
    pub mark: Mark,
}

/// What is ordered on a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ordered {
    /// Who is to do it.
    pub owner: String,
    /// What.
    pub what: String,
    /// By when.
    pub due: Option<Date>,
}

/// The same, once it is known who in the office is meant.
pub(super) struct Order {
    owner: String,
    person: Option<Handle>,
    what: String,
    due: Option<Date>,
}

/// What is ordered on a paper, as commissions; in the words that were given, or in what is ordered itself.
pub(super) fn commissions(registry: &Registry, paper: Id, orders: &[Order], words: &str) -> Vec<Act> {
    let now = registry.now().as_millisecond().to_be_bytes();
    let commission = |(n, order): (u32, &Order)| {
        let Order { owner, person, what, due } = order;
        let material = [&b"ordered"[..], &paper.0, &now, &n.to_be_bytes(), what.as_bytes()];
        let words = if words.is_empty() { what } else { words };
        Act::CommissionMade(Commission {
            paper,
            key: registry.new_id(&material).to_string(),
            owner: owner.clone(),
            person: person.clone(),
            what: what.clone(),
            due: *due,
            words: words.to_owned(),
        })
    };
    (0..).zip(orders).map(commission).collect()
}

/// The paper has that recommendation, in the words that were shown, and the mark decides it.
fn still_recommended(one: &Deciding, recommended: &[String]) -> Result<(), Refused> {
    if !Mark::DECIDES.contains(&one.mark) {
        return Err(Refused::Invalid("a recommendation is agreed, not agreed, or to be discussed".into()));
    }
    let at = one.number.checked_sub(1).and_then(|at| recommended.get(usize::try_from(at).ok()?));
    match (at, &one.recommendation) {
        (None, None) => Err(Refused::Invalid("the paper has no recommendation of that number".into())),
        (Some(_), None) => Ok(()),
        (Some(words), Some(shown)) if words == shown => Ok(()),
        (_, Some(_)) => Err(Refused::Conflict(
            "what the paper recommends was put right meanwhile: read it again, and decide".into(),
        )),
    }
}

impl View {
    /// Enters what a principal made of a paper in his box, which comes out of it. The same `once` enters it once.
    pub fn mark(&self, principal: &str, paper: &str, given: &MarkGiven) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let (post, row) = (fresh.box_post(principal)?, fresh.row(paper)?);
        if !self.may_mark(principal)? {
            return Err(Refused::Duty("holds that post, or puts papers up before it"));
        }
        let once = bounded(&given.once, ONCE_CHARS_MAX, "the token of a mark")?;
        if !once.is_empty() && fresh.marked_once(&row, &once)? {
            return Ok(());
        }
        if !(given.again && fresh.came_back(principal, &row)?) {
            fresh.must_lie(principal, &row)?;
        }
        let words = bounded(&given.words, NOTE_CHARS_MAX, "what is written on it")?;
        if given.mark == Mark::Other && words.is_empty() {
            return Err(Refused::Invalid("say what he wrote on it, or choose another mark".into()));
        }
        let decided = fresh.decided_on(&row, given)?;
        let orders = self.orders(&given.ordered)?;
        let commissions = commissions(&self.registry, row.id, &orders, &words);
        let below = if words.is_empty() && commissions.is_empty() {
            None
        } else {
            self.below(row.id, &self.label(row.label)?)?
        };
        let deputy = self.marks_as_deputy(principal)?;
        let marked =
            PaperMarked { principal: post, paper: row.id, mark: given.mark, words, decided, deputy, once };
        let marked = Act::PaperMarked(marked);
        let acts: Vec<Act> = below.into_iter().chain([marked]).chain(commissions).collect();
        self.registry.acts(row.id, self.person(), &acts)
    }

    /// What is decided of each recommendation of the paper, where any is decided by itself: the others go with the paper.
    fn decided_on(&self, row: &PaperRow, given: &MarkGiven) -> Result<Vec<Decided>, Refused> {
        if given.decided.is_empty() {
            return Ok(Vec::new());
        }
        let recommended = recommended(&self.unfolded(row)?.1);
        given.decided.iter().try_for_each(|one| still_recommended(one, &recommended))?;
        let mark_of = |number: u32| {
            let own = given.decided.iter().rfind(|one| one.number == number).map(|one| one.mark);
            own.or(Some(given.mark).filter(|mark| Mark::DECIDES.contains(mark)))
        };
        let each = (1..).zip(recommended);
        Ok(each
            .filter_map(|(number, recommendation)| {
                Some(Decided { number, recommendation, mark: mark_of(number)? })
            })
            .collect())
    }

    /// Orders something on a paper that lies in no box.
    pub fn order(&self, paper: &str, ordered: &Ordered, words: &str) -> Result<(), Refused> {
        let row = self.row(paper)?;
        self.reader.must(Duty::PutUp)?;
        let words = bounded(words, NOTE_CHARS_MAX, "what was said")?;
        let orders = self.orders(std::slice::from_ref(ordered))?;
        let commissions = commissions(&self.registry, row.id, &orders, &words);
        if commissions.is_empty() {
            return Err(Refused::Invalid("say who is to do what".into()));
        }
        let below = self.below(row.id, &self.label(row.label)?)?;
        let acts: Vec<Act> = below.into_iter().chain(commissions).collect();
        self.registry.acts(row.id, self.person(), &acts)
    }

    /// What is ordered, as far as anything was filled in.
    pub(super) fn orders(&self, ordered: &[Ordered]) -> Result<Vec<Order>, Refused> {
        let given = ordered.iter().filter(|one| !(one.owner.trim().is_empty() && one.what.trim().is_empty()));
        let given: Vec<&Ordered> = given.collect();
        if given.len() > ORDERED_MAX {
            return Err(Refused::Invalid(format!("at most {ORDERED_MAX} things are ordered at once")));
        }
        given.into_iter().map(|one| self.made_out(one)).collect()
    }

    fn made_out(&self, one: &Ordered) -> Result<Order, Refused> {
        let (owner, person) = self.owner(&one.owner)?;
        let what = bounded(&one.what, NOTE_CHARS_MAX, "what is to be done")?;
        if owner.is_empty() || what.is_empty() {
            return Err(Refused::Invalid("say both who is to do it and what is to be done".into()));
        }
        Ok(Order { owner, person, what, due: one.due })
    }

    fn marked_once(&self, row: &PaperRow, once: &str) -> Result<bool, Refused> {
        let known = self.gate()?.first(
            "SELECT 1 FROM boxmark WHERE paper = ?1 AND by = ?2 AND once = ?3",
            rusqlite::params![row.row, self.person().as_str(), once],
            |r| r.get::<_, i64>(0),
        )?;
        Ok(known.is_some())
    }

    fn lies(&self, principal: &str, row: &PaperRow) -> Result<bool, Refused> {
        let lies: Option<bool> = self.gate()?.first(
            "SELECT waits FROM boxed WHERE principal = ?1 AND paper = ?2 ORDER BY n DESC LIMIT 1",
            rusqlite::params![principal, row.row],
            |r| r.get(0),
        )?;
        Ok(lies == Some(true))
    }

    fn must_lie(&self, principal: &str, row: &PaperRow) -> Result<(), Refused> {
        match self.lies(principal, row)? {
            true => Ok(()),
            false => Err(Refused::Conflict("it does not lie in that box".into())),
        }
    }

    /// A mark brought it back, and it was not put up again since.
    fn came_back(&self, principal: &str, row: &PaperRow) -> Result<bool, Refused> {
        let back = self.returned(principal)?.into_iter().any(|line| line.paper.id == row.id.to_string());
        Ok(back && !self.lies(principal, row)?)
    }

    /// Takes a paper out of a box, unmarked.
    pub fn take_out(&self, principal: &str, paper: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let (principal_post, row) = (fresh.box_post(principal)?, fresh.row(paper)?);
        self.reader.must(Duty::PutUp)?;
        fresh.must_lie(principal, &row)?;
        self.act(row.id, &Act::TakenOut(TakenOut { principal: principal_post, paper: row.id }))
    }

    /// Changes what a paper in a box is put up for: it is put up again, and keeps its place; what stood before stays in
    /// the ledger.
    pub fn change_put_up(&self, paper: &str, wanted: &PuttingUp) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let (post, row) = (fresh.box_post(&wanted.principal)?, fresh.row(paper)?);
        self.reader.must(Duty::PutUp)?;
        fresh.must_lie(post.as_str(), &row)?;
        self.enter(self.putting_up(paper, wanted)?)
    }

    /// Gives a paper its place among those of its purpose, from 1.
    ///
    /// What is entered ties it to a paper that whoever may know of it may know of too, where there is one; so
    /// the order that he sees does not depend on what he may not know of.
    pub fn order_in_box(&self, principal: &str, paper: &str, place: u32) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let (post, row) = (fresh.box_post(principal)?, fresh.row(paper)?);
        self.reader.must(Duty::PutUp)?;
        fresh.must_lie(principal, &row)?;
        let others = fresh.others_of_purpose(principal, &row)?;
        let at = usize::try_from(place.max(1) - 1).unwrap_or(usize::MAX).min(others.len());
        let acts = fresh.moves(&post, &row, others.split_at(at))?;
        if acts.is_empty() { Ok(()) } else { self.registry.acts_on(self.person(), &acts) }
    }

    /// What lies in the box for the same purpose, in order.
    fn others_of_purpose(&self, principal: &str, row: &PaperRow) -> Result<Vec<PaperRow>, Refused> {
        let items = self.box_items(principal)?;
        let id = row.id.to_string();
        let purpose = items.iter().find(|(_, item)| item.paper.id == id).map(|(purpose, _)| *purpose);
        let others = items.iter().filter(|(of, item)| Some(*of) == purpose && item.paper.id != id);
        others.map(|(_, item)| self.row(&item.paper.id)).collect()
    }

    /// What it bears that each paper lies in the box: more than the paper, where that is for a meeting that bears more.
    fn put_up_bears(&self, post: &Handle) -> Result<HashMap<i64, LabelNo>, Refused> {
        let rows = self.gate()?.all(
            "SELECT paper, bears FROM boxed WHERE principal = ?1 ORDER BY n",
            [post.as_str()],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )?;
        Ok(rows.into_iter().collect())
    }

    /// The paper beside its anchor; what lies between the two, and bears more, is moved past it.
    fn moves(
        &self,
        post: &Handle,
        row: &PaperRow,
        (before, after): (&[PaperRow], &[PaperRow]),
    ) -> Result<Vec<(Id, Act)>, Refused> {
        let bears = self.put_up_bears(post)?;
        let label = |of: &PaperRow| bears.get(&of.row).copied().unwrap_or(of.label);
        let own = self.label(label(row))?;
        let below = |other: &&PaperRow| self.label(label(other)).is_ok_and(|label| own.dominates(&label));
        let moved = |paper: Id, beside: Id, after: bool| {
            let principal = post.clone();
            (paper, Act::BoxMoved(BoxMoved { principal, paper, beside, after }))
        };
        if let Some(at) = after.iter().position(|other| below(&other)) {
            let (between, anchor) = after.split_at(at);
            let first = anchor.first().map(|anchor| moved(row.id, anchor.id, false));
            let past = between.iter().rev().map(|other| moved(other.id, row.id, true));
            return Ok(first.into_iter().chain(past).collect());
        }
        if let Some(at) = before.iter().rposition(|other| below(&other)) {
            let (anchor, between) = before.split_at(at + 1);
            let first = anchor.last().map(|anchor| moved(row.id, anchor.id, true));
            let past = between.iter().map(|other| moved(other.id, row.id, false));
            return Ok(first.into_iter().chain(past).collect());
        }
        let beside = after.first().map(|other| (other, false)).or(before.last().map(|other| (other, true)));
        Ok(beside.map(|(other, after)| moved(row.id, other.id, after)).into_iter().collect())
    }

    /// Sets the hour at which a box closes, where the office is.
    pub fn close_box(&self, principal: &str, at: DateTime) -> Result<(), Refused> {
        let principal = self.box_post(principal)?;
        self.reader.must(Duty::PutUp)?;
        let at = self.registry.zone().moment(at)?;
        if at < self.registry.now() {
            return Err(Refused::Invalid("that hour is over: say when the box is to close".into()));
        }
        self.registry.act(sealing::OFFICE, self.person(), &Act::BoxCloses(BoxCloses { principal, at }))
    }

    fn box_post(&self, principal: &str) -> Result<Handle, Refused> {
        let posts = self.registry.principals();
        let post = posts.into_iter().find(|post| post.post.as_str() == principal);
        post.map(|post| post.post).ok_or(Refused::Absent)
    }
}
