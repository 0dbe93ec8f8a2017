//! Who may read what, and since when: clearances given, circles joined and left, sittings ended.
//!
//! Kept whole in memory, since every request asks for it, and with all of its past, so that "who could read
//! this on 3 March" has an answer.

use std::collections::{BTreeMap, VecDeque};

use chancery_label::{Clearance, Cleared, Label, PolicyId, REGISTRY, Tags};
use chancery_office::act::{Act, Done};
use chancery_office::id::{Handle, Id};
use chancery_office::people::Admitted;
use chancery_office::standing::{CircleMade, ClearanceGiven};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::refused::Refused;
use crate::zone::Zone;

/// A clearance with who gave it and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// What was given.
    pub clearance: Clearance,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: Handle,
    /// When it was entered.
    pub at: Timestamp,
}

/// A time during which a person was not of the office.
#[derive(Clone, Debug, PartialEq)]
pub struct Absence {
    /// When he left, and by whom that was entered.
    pub left: (Timestamp, Handle),
    /// Why.
    pub reason: String,
    /// When he was taken back, and by whom.
    pub back: Option<(Timestamp, Handle)>,
}

impl Absence {
    fn covers(&self, at: Timestamp) -> bool {
        self.left.0 <= at && self.back.as_ref().is_none_or(|(back, _)| at < *back)
    }
}

/// Sign-ins of a person that are kept at hand; all are in the ledger.
const SIGN_INS_KEPT_MAX: usize = 20;

/// That a person signed in by his password.
#[derive(Clone, Debug, PartialEq)]
pub struct SignIn {
    /// When.
    pub at: Timestamp,
    /// Tries in his name that had failed before.
    pub failed: u32,
    /// By a recovery code.
    pub recovery: bool,
}

/// That the second factor of a person was taken off by another.
#[derive(Clone, Debug, PartialEq)]
pub struct FactorTaken {
    /// By whom.
    pub by: Handle,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// A link by which a person signs in, once.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkMade {
    /// Who made it.
    pub by: Handle,
    /// When.
    pub at: Timestamp,
    /// When somebody signed in by it.
    pub used: Option<Timestamp>,
    /// He gave a recovery code besides.
    pub recovery: bool,
}

/// One stay of a person in a circle.
#[derive(Clone, Debug, PartialEq)]
pub struct Stay {
    /// Who.
    pub person: Handle,
    /// Who took him in.
    pub by: Handle,
    /// Since when.
    pub since: Timestamp,
    /// When it ended, and by whom.
    pub ended: Option<(Timestamp, Handle)>,
}

/// A circle, with everyone who is or was in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Circle {
    /// As it was made.
    pub made: CircleMade,
    /// By whom.
    pub by: Handle,
    /// When.
    pub at: Timestamp,
    /// When it was closed.
    pub closed: Option<Timestamp>,
    /// Stays, in order.
    pub stays: Vec<Stay>,
}

/// The standing of everybody, now and at any time before.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    given: BTreeMap<Handle, Vec<Given>>,
    circles: BTreeMap<Id, Circle>,
    ended: BTreeMap<Handle, Timestamp>,
    links: BTreeMap<Handle, Vec<LinkMade>>,
    sign_ins: BTreeMap<Handle, VecDeque<SignIn>>,
    passwords: BTreeMap<Handle, Timestamp>,
    absences: BTreeMap<Handle, Vec<Absence>>,
    factors: BTreeMap<Handle, Timestamp>,
    factors_taken: BTreeMap<Handle, Vec<FactorTaken>>,
    recovery_made: BTreeMap<Handle, Timestamp>,
}

impl Given {
    fn runs_on(&self, day: Date) -> bool {
        self.has_begun(day) && self.until.is_none_or(|until| day <= until)
    }

    fn has_begun(&self, day: Date) -> bool {
        self.from.is_none_or(|from| day >= from)
    }
}

impl Circle {
    /// The label of what stays within it.
    pub fn label(&self) -> Label {
        Label::circle(&self.made.tag)
    }

    /// Who is in it at that time, in the order in which they joined.
    pub fn members_at(&self, at: Timestamp) -> impl Iterator<Item = &Stay> {
        self.stays
            .iter()
            .filter(move |stay| stay.since <= at && stay.ended.as_ref().is_none_or(|(ended, _)| *ended > at))
    }

    /// Who answers for it: whoever has been in it the longest without a break.
    pub fn holder(&self) -> Option<&Handle> {
        self.stays.iter().find(|stay| stay.ended.is_none()).map(|stay| &stay.person)
    }

    /// Whether that person is in it.
    pub fn has(&self, person: &Handle) -> bool {
        self.stays.iter().any(|stay| stay.ended.is_none() && stay.person == *person)
    }
}

impl Standing {
    /// Takes in an act; answers whether it was one that bears on anybody's standing.
    pub fn fold(&mut self, done: &Done, act: &Act) -> Result<bool, serde_json::Error> {
        match act {
            Act::Admitted(admitted) => self.admitted(done, admitted)?,
            Act::ClearanceGiven(given) => self.cleared(done, given)?,
            Act::StruckOff { person, reason } => self.struck_off(done, person, reason),
            Act::TakenBack { person } => {
                if let Some(last) = self.absences.get_mut(person).and_then(|all| all.last_mut()) {
                    last.back = Some((done.at, done.by.clone()));
                }
            }
            Act::CircleMade(made) => self.made(done, made),
            Act::CircleJoined { circle, person } => self.joined(done, *circle, person),
            Act::CircleLeft { circle, person } => self.left(done, *circle, person),
            Act::CircleClosed { circle } => {
                if let Some(circle) = self.circles.get_mut(circle) {
                    circle.closed = Some(done.at);
                }
            }
            Act::SittingEnded => {
                self.ended.insert(done.by.clone(), done.at);
            }
            Act::Invited { person } => {
                let made = LinkMade { by: done.by.clone(), at: done.at, used: None, recovery: false };
                self.links.entry(person.clone()).or_default().push(made);
            }
            Act::SignedInFirst { person, password, recovery } => {
                self.entered(done, person, (*password, *recovery));
            }
            Act::PasswordChanged { person } => {
                self.passwords.insert(person.clone(), done.at);
            }
            Act::SignedIn { person, failed, recovery } => {
                let last = self.sign_ins.entry(person.clone()).or_default();
                last.truncate(SIGN_INS_KEPT_MAX - 1);
                last.push_front(SignIn { at: done.at, failed: *failed, recovery: *recovery });
            }
            Act::FactorSet { person } => {
                self.factors.insert(person.clone(), done.at);
                self.recovery_made.insert(person.clone(), done.at);
            }
            Act::RecoveryCodesMade { person } => {
                self.recovery_made.insert(person.clone(), done.at);
            }
            Act::FactorTakenOff { person, reason } => self.factor_taken(done, person, reason),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn admitted(&mut self, done: &Done, admitted: &Admitted) -> Result<(), serde_json::Error> {
        if admitted.keeps_clearance {
            return Ok(());
        }
        let clearance: Clearance = serde_json::from_str(&admitted.clearance)?;
        let given = self.given.entry(admitted.person.clone()).or_default();
        let (from, until, reason) = (None, None, String::new());
        given.push(Given { clearance, from, until, reason, by: done.by.clone(), at: done.at });
        Ok(())
    }

    fn cleared(&mut self, done: &Done, given: &ClearanceGiven) -> Result<(), serde_json::Error> {
        let clearance = serde_json::from_str(&given.clearance)?;
        let (from, until, reason) = (given.from, given.until, given.reason.clone());
        let one = Given { clearance, from, until, reason, by: done.by.clone(), at: done.at };
        self.given.entry(given.person.clone()).or_default().push(one);
        Ok(())
    }

    /// What he might read ends as if another clearance had been given, so that its past stays as it was.
    fn struck_off(&mut self, done: &Done, person: &Handle, reason: &str) {
        let (by, at, clearance) = (done.by.clone(), done.at, Clearance::none());
        let none = Given { clearance, from: None, until: None, reason: reason.to_owned(), by, at };
        self.given.entry(person.clone()).or_default().push(none);
        for stay in self.circles.values_mut().flat_map(|circle| &mut circle.stays) {
            if stay.person == *person && stay.ended.is_none() {
                stay.ended = Some((done.at, done.by.clone()));
            }
        }
        self.passwords.remove(person);
        self.factors.remove(person);
        let absence = Absence { left: (done.at, done.by.clone()), reason: reason.to_owned(), back: None };
        self.absences.entry(person.clone()).or_default().push(absence);
    }

    fn factor_taken(&mut self, done: &Done, person: &Handle, reason: &str) {
        self.factors.remove(person);
        if done.by != *person {
            let taken = FactorTaken { by: done.by.clone(), at: done.at, reason: reason.to_owned() };
            self.factors_taken.entry(person.clone()).or_default().push(taken);
        }
    }

    /// Each link ends the one before it, so it was by the last.
    fn entered(&mut self, done: &Done, person: &Handle, (password, recovery): (bool, bool)) {
        if password {
            self.passwords.insert(person.clone(), done.at);
        }
        if let Some(last) = self.links.get_mut(person).and_then(|links| links.last_mut()) {
            (last.used, last.recovery) = (Some(done.at), recovery);
        }
    }

    fn made(&mut self, done: &Done, made: &CircleMade) {
        let stay = Stay { person: done.by.clone(), by: done.by.clone(), since: done.at, ended: None };
        let circle =
            Circle { made: made.clone(), by: done.by.clone(), at: done.at, closed: None, stays: vec![stay] };
        self.circles.insert(made.circle, circle);
    }

    fn joined(&mut self, done: &Done, circle: Id, person: &Handle) {
        if let Some(circle) = self.circles.get_mut(&circle).filter(|circle| !circle.has(person)) {
            let stay = Stay { person: person.clone(), by: done.by.clone(), since: done.at, ended: None };
            circle.stays.push(stay);
        }
    }

    fn left(&mut self, done: &Done, circle: Id, person: &Handle) {
        let stays = self.circles.get_mut(&circle).map(|circle| circle.stays.iter_mut());
        for stay in stays.into_iter().flatten().filter(|s| s.person == *person && s.ended.is_none()) {
            stay.ended = Some((done.at, done.by.clone()));
        }
    }

    /// What a person may read at that time: the last clearance that had begun, if it had not ended, and the
    /// circles that he was in.
    pub fn clearance_at(&self, person: &Handle, at: Timestamp, zone: &Zone) -> Clearance {
        let given =
            self.in_force_at(person, at, zone).map(|given| given.clearance.clone()).unwrap_or_default();
        let tags: Vec<&str> = self.circles_of(person, at).map(|circle| circle.made.tag.as_str()).collect();
        if tags.is_empty() {
            return given;
        }
        let registry = PolicyId::new(REGISTRY);
        let held = given.cleared(&registry).cloned().unwrap_or_default();
        let tags = held.tags.join(&Tags::these(tags));
        given.with(registry, Cleared { tags, ..held })
    }

    /// The clearance in force for a person at that time, as given.
    pub fn in_force_at(&self, person: &Handle, at: Timestamp, zone: &Zone) -> Option<&Given> {
        let day = zone.day(at);
        let entered = self.given(person).iter().rev().filter(|given| given.at <= at);
        entered.into_iter().find(|given| given.has_begun(day)).filter(|given| given.runs_on(day))
    }

    /// Whether a person has a clearance on a day, by what was entered until now.
    pub fn runs_on(&self, person: &Handle, day: Date) -> bool {
        let begun = self.given(person).iter().rev().find(|given| given.has_begun(day));
        begun.is_some_and(|given| given.runs_on(day))
    }

    /// Every clearance that a person was given, in order.
    pub fn given(&self, person: &Handle) -> &[Given] {
        self.given.get(person).map_or(&[], Vec::as_slice)
    }

    /// The last times that a person signed in by his password, the last first.
    pub fn sign_ins(&self, person: &Handle) -> impl Iterator<Item = &SignIn> {
        self.sign_ins.get(person).into_iter().flatten()
    }

    /// The times during which a person was not of the office, in order.
    pub fn absences(&self, person: &Handle) -> &[Absence] {
        self.absences.get(person).map_or(&[], Vec::as_slice)
    }

    /// Whether a person had left the office by that time.
    pub fn had_left(&self, person: &Handle, at: Timestamp) -> bool {
        self.absences(person).iter().any(|absence| absence.covers(at))
    }

    /// Nobody has said what he may read, since he was admitted or taken back.
    pub fn none_given(&self, person: &Handle) -> bool {
        let back = self.absences(person).last().and_then(|absence| absence.back.as_ref());
        match self.given(person) {
            [admitted] => admitted.clearance == Clearance::none(),
            given => back.is_some_and(|(back, _)| given.last().is_some_and(|last| last.at < *back)),
        }
    }

    /// When a person set up the second factor that he has.
    pub fn factor_set(&self, person: &Handle) -> Option<Timestamp> {
        self.factors.get(person).copied()
    }

    /// When a person last made recovery codes, if only with the factor itself.
    pub fn recovery_made(&self, person: &Handle) -> Option<Timestamp> {
        self.recovery_made.get(person).copied()
    }

    /// The times that another took a person's second factor off, in order.
    pub fn factors_taken(&self, person: &Handle) -> &[FactorTaken] {
        self.factors_taken.get(person).map_or(&[], Vec::as_slice)
    }

    /// When a person last set a password.
    pub fn password_set(&self, person: &Handle) -> Option<Timestamp> {
        self.passwords.get(person).copied()
    }

    /// The links by which a person was to sign in, in order.
    pub fn links(&self, person: &Handle) -> &[LinkMade] {
        self.links.get(person).map_or(&[], Vec::as_slice)
    }

    /// The circles, in the order of their ids.
    pub fn circles(&self) -> impl Iterator<Item = &Circle> {
        self.circles.values()
    }

    /// The circles that a person is in at that time.
    pub fn circles_of(&self, person: &Handle, at: Timestamp) -> impl Iterator<Item = &Circle> {
        self.circles().filter(move |circle| circle.members_at(at).any(|stay| stay.person == *person))
    }

    /// The name in labels of the circle that a reader of this clearance calls so; the name itself where he
    /// knows of none.
    pub fn tag_known_to(&self, clearance: &Clearance, name: &str) -> Result<String, Refused> {
        let known = || self.circles().filter(|circle| clearance.opens(&circle.label()));
        if known().any(|circle| circle.made.tag == name) {
            return Ok(name.to_owned());
        }
        let mut named = known().filter(|circle| circle.made.name.eq_ignore_ascii_case(name));
        match (named.next(), named.next()) {
            (Some(circle), None) => Ok(circle.made.tag.clone()),
            (Some(_), Some(_)) => Err(Refused::Invalid(format!(
                "more than one circle is named {name}: give its name in markings"
            ))),
            _ => Ok(name.to_owned()),
        }
    }

    /// When a person last ended a sitting.
    pub fn sitting_ended(&self, person: &Handle) -> Option<Timestamp> {
        self.ended.get(person).copied()
    }
}
