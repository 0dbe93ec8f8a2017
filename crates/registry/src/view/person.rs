//! A person and the clearances that he was given: for himself, and for who gives clearances.

use chancery_office::id::Handle;
use chancery_office::people::{Admitted, Duty};
use jiff::ToSpan;
use jiff::civil::Date;

use super::View;
use super::knowing::state_of;
use crate::answers::{
    AbsenceShown, ClearanceDue, FactorTakenShown, GivenShown, LinkShown, PersonPage, SignInShown,
};
use crate::factor::NewFactor;
use crate::people::ClearanceToGive;
use crate::refused::Refused;
use crate::standing::Given;

/// A clearance is said to end so many days before.
const ENDS_SOON_DAYS: i32 = 30;
/// Links that a person's page shows.
const LINKS_SHOWN_MAX: usize = 20;

impl View {
    /// A person's page. To others than himself, who gives clearances and who keeps the registry there is none; the
    /// last is told nothing on it of what the person may read.
    pub fn person_page(&self, handle: &str) -> Result<PersonPage, Refused> {
        let (own, clears) = (handle == self.person().as_str(), self.reader.has(Duty::Clear));
        let keeps = self.reader.has(Duty::Keep);
        if !(own || clears || keeps) {
            return Err(Refused::Absent);
        }
        let person = handle.parse::<Handle>().map_err(|_| Refused::Absent)?;
        let known = self.asked_about(handle)?;
        let post = self.registry.reader(handle).ok().and_then(|reader| reader.post);
        Ok(PersonPage {
            handle: handle.to_owned(),
            name: known.name.clone(),
            posts: post.into_iter().map(|post| post.title).collect(),
            duties: known.duties.iter().map(|duty| duty.words()).collect(),
            absences: self.absences_of(&person),
            left: self.left_on(handle),
            given: (own || clears).then(|| self.given_to(&person)),
            links: self.links_of(&person),
            sign_ins: self.sign_ins_of(&person),
            password_set: self.standing().password_set(&person),
            factor_set: self.standing().factor_set(&person),
            factors_taken: self.factors_taken_of(&person),
            recovery_made: if own { self.standing().recovery_made(&person) } else { None },
            recovery_left: if own { Some(self.registry.recovery_left(handle)?) } else { None },
            factor_asked: self.registry.0.settings.second_factor,
            may_take_factor_off: (clears || keeps) && !own,
            own,
            has_password: own && self.registry.has_password(handle)?,
            may_clear: clears && !own && self.registry.left(&person).is_none(),
            may_ask: clears,
            may_strike: clears || keeps,
            may_keep: keeps && self.registry.left(&person).is_none(),
            state: state_of(&(&known.name, &known.duties))?,
        })
    }

    /// A person who is of the office, or was.
    pub(super) fn asked_about(&self, handle: &str) -> Result<Admitted, Refused> {
        self.registry.0.pulse.sound()?;
        let person = handle.parse::<Handle>().ok();
        person.and_then(|person| self.registry.known(&person)).ok_or(Refused::Absent)
    }

    /// The day on which a person left the office, where he has.
    pub(super) fn left_on(&self, handle: &str) -> Option<Date> {
        let person = handle.parse::<Handle>().ok()?;
        self.registry.left(&person).map(|at| self.registry.zone().day(at))
    }

    pub(super) fn absences_of(&self, person: &Handle) -> Vec<AbsenceShown> {
        let standing = self.standing();
        let shown = standing.absences(person).iter().rev().map(|absence| AbsenceShown {
            left: absence.left.0,
            by: self.name_of(absence.left.1.as_str()),
            reason: absence.reason.clone(),
            back: absence.back.as_ref().map(|(at, _)| *at),
            back_by: absence.back.as_ref().map(|(_, by)| self.name_of(by.as_str())),
        });
        shown.collect()
    }

    fn given_to(&self, person: &Handle) -> Vec<GivenShown> {
        let standing = self.standing();
        let in_force = standing.in_force_at(person, self.registry.now(), self.registry.zone());
        let in_force = in_force.filter(|_| self.registry.left(person).is_none());
        let given = standing.given(person).iter().rev();
        given.map(|given| self.given_shown(given, in_force == Some(given))).collect()
    }

    fn links_of(&self, person: &Handle) -> Vec<LinkShown> {
        let standing = self.standing();
        let last = standing.links(person).iter().rev().take(LINKS_SHOWN_MAX);
        last.map(|link| LinkShown {
            by: self.name_of(link.by.as_str()),
            at: link.at,
            used: link.used,
            recovery: link.recovery,
        })
        .collect()
    }

    fn sign_ins_of(&self, person: &Handle) -> Vec<SignInShown> {
        let standing = self.standing();
        standing
            .sign_ins(person)
            .map(|one| SignInShown { at: one.at, failed: one.failed, recovery: one.recovery })
            .collect()
    }

    fn factors_taken_of(&self, person: &Handle) -> Vec<FactorTakenShown> {
        let standing = self.standing();
        let shown = standing.factors_taken(person).iter().rev().take(LINKS_SHOWN_MAX);
        shown
            .map(|taken| FactorTakenShown {
                by: self.name_of(taken.by.as_str()),
                at: taken.at,
                reason: taken.reason.clone(),
            })
            .collect()
    }

    /// Draws a secret for the reader's device.
    pub fn begin_factor(&self, password: &str) -> Result<NewFactor, Refused> {
        self.registry.begin_factor(&self.reader, password)
    }

    /// The secret that he has begun with.
    pub fn begun_factor(&self, begun: &str) -> Option<NewFactor> {
        self.registry.begun_factor(&self.reader, begun)
    }

    /// Sets the second factor that he has begun with, by its first code; answers the recovery codes.
    pub fn confirm_factor(&self, begun: &str, code: &str) -> Result<Vec<String>, Refused> {
        self.registry.confirm_factor(&self.reader, begun, code)
    }

    /// Makes the reader new recovery codes in the place of those that he has.
    pub fn renew_recovery(&self, password: &str, code: &str) -> Result<Vec<String>, Refused> {
        self.registry.renew_recovery(&self.reader, password, code)
    }

    /// Takes the reader's own second factor off.
    pub fn take_off_own_factor(&self, password: &str, code: &str) -> Result<(), Refused> {
        self.registry.take_off_own_factor(&self.reader, password, code)
    }

    /// Takes another's second factor off.
    pub fn take_off_factor(&self, person: &str, reason: &str) -> Result<(), Refused> {
        self.registry.take_off_factor(&self.reader, person, reason)
    }

    /// Gives the reader another password, where he knows the one that he has.
    pub fn change_password(&self, present: &str, new: &str) -> Result<(), Refused> {
        self.registry.change_password(&self.reader, present, new)
    }

    /// Clearances that end within some days and after which none follows, and, for who gives them, people of whom
    /// nobody has yet said what they may read. Of others than himself a reader is told only if he gives clearances.
    pub(super) fn clearances_due(&self, today: Date) -> Vec<ClearanceDue> {
        let clears = self.reader.has(Duty::Clear);
        let people = self.registry.of_office().into_iter();
        let people = people.filter(|person| clears || person.person == *self.person());
        let due = people.filter_map(|person| {
            let until = self.ends(&person.person, today);
            // A keeper reads nothing as such: that he has no clearance is how it is to be.
            let none_yet =
                clears && !person.duties.contains(&Duty::Keep) && self.standing().none_given(&person.person);
            let (handle, name) = (person.person.to_string(), person.name);
            (until.is_some() || none_yet).then_some(ClearanceDue { handle, name, until })
        });
        let mut due: Vec<ClearanceDue> = due.collect();
        due.sort_by(|a, b| (a.until, &a.name, &a.handle).cmp(&(b.until, &b.name, &b.handle)));
        due
    }

    /// The last day of the clearance in force, where that is near and no other is given for the day after.
    fn ends(&self, person: &Handle, today: Date) -> Option<Date> {
        let (now, zone) = (self.registry.now(), self.registry.zone());
        let standing = self.standing();
        let until = standing.in_force_at(person, now, zone)?.until?;
        let near = today.checked_add(ENDS_SOON_DAYS.days()).is_ok_and(|last| until <= last);
        (near && !standing.runs_on(person, until.tomorrow().ok()?)).then_some(until)
    }

    /// Gives a clearance, from lines such as `uk-1982=SECRET`.
    pub fn clear(&self, lines: &[String], clearing: ClearanceToGive) -> Result<(), Refused> {
        let clearance = self.registry.clearance(lines)?;
        self.registry.clear(&self.reader, ClearanceToGive { clearance, ..clearing })
    }

    /// The reader's own clearance as it was given.
    pub(super) fn own_given(&self) -> Option<GivenShown> {
        let standing = self.standing();
        let given = standing.in_force_at(self.person(), self.registry.now(), self.registry.zone());
        given.map(|given| self.given_shown(given, true))
    }

    /// The circles that the reader is in.
    pub(super) fn own_circles(&self) -> Vec<String> {
        let now = self.registry.now();
        let standing = self.standing();
        standing.circles_of(self.person(), now).map(|circle| circle.made.tag.clone()).collect()
    }

    pub(super) fn given_shown(&self, given: &Given, in_force: bool) -> GivenShown {
        GivenShown {
            lines: self.lines_of_clearance(&given.clearance),
            from: given.from,
            until: given.until,
            reason: given.reason.clone(),
            by: self.name_of(given.by.as_str()),
            at: given.at,
            in_force,
        }
    }
}
