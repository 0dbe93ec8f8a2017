//! Circles: lists of people within which papers stay. Who is not inside does not know of one.

use std::sync::{PoisonError, RwLockReadGuard};

use chancery_label::{PolicyId, REGISTRY};
use chancery_office::act::Act;
use chancery_office::id::{Handle, Id};
use chancery_office::people::Duty;
use chancery_office::standing::CircleMade;

use super::View;
use super::acts::bounded;
use crate::answers::{CircleShown, CirclesPage, StayShown};
use crate::limits::{CIRCLE_CHARS_MAX, NOTE_CHARS_MAX};
use crate::refused::Refused;
use crate::standing::{Circle, Standing, Stay};

/// Letters that tell circles of one name apart.
const TELLING_LETTERS: usize = 4;
/// What they are taken from: no letter or digit that is easily mistaken for another. There are thirty-two, so that five bits
/// choose one: the 9 stands twice, and comes twice as often, which tells nothing.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567899";

impl View {
    /// The circles that the reader knows of: those whose papers he may read.
    pub fn circles(&self) -> Result<CirclesPage, Refused> {
        let standing = self.standing();
        let mut circles: Vec<CircleShown> =
            standing.circles().filter(|circle| self.knows(circle)).map(|circle| self.shown(circle)).collect();
        circles.sort_by(|a, b| (&a.name, &a.tag).cmp(&(&b.name, &b.tag)));
        Ok(CirclesPage { circles, may_make: self.reader.has(Duty::PutUp) })
    }

    /// Makes a circle, with the reader in it; answers its name in markings.
    ///
    /// The letters behind the name tell it from circles of the same name that he may know nothing of: were
    /// names refused because they are taken, he would learn of them.
    pub fn make_circle(&self, name: &str, purpose: &str) -> Result<String, Refused> {
        self.reader.must(Duty::PutUp)?;
        let _deciding = self.registry.decide();
        let (name, purpose) =
            (bounded(name, CIRCLE_CHARS_MAX, "a name")?, bounded(purpose, NOTE_CHARS_MAX, "the purpose")?);
        let (circle, tag) = self.free_tag(&name)?;
        let label = chancery_label::Label::circle(&tag);
        self.registry.new_stream(circle, &label)?;
        self.act(circle, &Act::CircleMade(CircleMade { circle, name, tag: tag.clone(), purpose }))?;
        Ok(tag)
    }

    fn free_tag(&self, name: &str) -> Result<(Id, String), Refused> {
        let standing = self.standing();
        let mut try_no: u64 = 0;
        loop {
            let by = self.person().as_str().as_bytes();
            let circle = self.registry.new_id(&[b"circle", name.as_bytes(), by, &try_no.to_be_bytes()]);
            let tag = format!("{name}-{}", telling(circle));
            self.must_read_back(&tag)?;
            if standing.circles().all(|other| other.made.tag != tag && other.made.circle != circle) {
                return Ok((circle, tag));
            }
            try_no += 1;
        }
    }

    fn must_read_back(&self, tag: &str) -> Result<(), Refused> {
        let label = chancery_label::Label::circle(tag);
        let policies = &self.registry.0.policies;
        let read = policies.parse(&[PolicyId::new(REGISTRY)], &policies.print(&label).banner);
        match read.map(|marking| marking.own) {
            Ok(Some(read)) if read == label => Ok(()),
            _ => Err(Refused::Invalid(
                "a circle's name is of letters, digits and single spaces: choose another".into(),
            )),
        }
    }

    /// Takes a person into a circle: for who answers for it.
    pub fn join_circle(&self, circle: &str, person: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let found = self.held_circle(circle)?;
        let person = self.handle_of(person)?;
        if found.closed.is_some() {
            return Err(Refused::Conflict("the circle is closed: nobody joins it any more".into()));
        }
        if found.has(&person) {
            return Err(Refused::Conflict("he is in it already".into()));
        }
        let circle = found.made.circle;
        self.act(circle, &Act::CircleJoined { circle, person })
    }

    /// Leaves a circle, or puts a person out of it: for himself, and for who answers for it.
    pub fn leave_circle(&self, circle: &str, person: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let person = self.handle_of(person)?;
        let found = if person == *self.person() { self.circle(circle)? } else { self.held_circle(circle)? };
        if !found.has(&person) {
            return Err(Refused::Conflict("he is not in it".into()));
        }
        let circle = found.made.circle;
        self.act(circle, &Act::CircleLeft { circle, person })
    }

    /// Closes a circle: nobody joins it any more, and its papers stay within it.
    pub fn close_circle(&self, circle: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let found = self.held_circle(circle)?;
        if found.closed.is_some() {
            return Err(Refused::Conflict("it is closed already".into()));
        }
        let circle = found.made.circle;
        self.act(circle, &Act::CircleClosed { circle })
    }

    /// A circle that the reader knows of, by its id, its name in markings, or its name where that is one's.
    fn circle(&self, name: &str) -> Result<Circle, Refused> {
        let fresh = self.registry.reader(self.person().as_str())?;
        let standing = self.standing();
        let tag = standing.tag_known_to(&fresh.clearance, name)?;
        let meant = |circle: &&Circle| circle.made.tag == tag || circle.made.circle.to_string() == name;
        let known = standing.circles().filter(|circle| fresh.clearance.opens(&circle.label())).find(meant);
        known.cloned().ok_or(Refused::Absent)
    }

    fn held_circle(&self, name: &str) -> Result<Circle, Refused> {
        let circle = self.circle(name)?;
        if self.answers_for(&circle) { Ok(circle) } else { Err(Refused::Duty("answers for the circle")) }
    }

    /// Where nobody is in it any more, whoever knows of it answers for it: else nobody would ever be let in again.
    fn answers_for(&self, circle: &Circle) -> bool {
        circle.holder().is_none_or(|holder| holder == self.person())
    }

    fn handle_of(&self, person: &str) -> Result<Handle, Refused> {
        let people = self.registry.0.pulse.people.read().unwrap_or_else(PoisonError::into_inner);
        let handle = person.parse::<Handle>().ok().filter(|handle| people.contains_key(handle));
        let handle = handle.filter(|handle| self.registry.left(handle).is_none());
        handle.ok_or_else(|| Refused::Invalid(format!("nobody signs in as `{person}`: see the people")))
    }

    fn knows(&self, circle: &Circle) -> bool {
        self.reader.clearance.opens(&circle.label())
    }

    pub(super) fn standing(&self) -> RwLockReadGuard<'_, Standing> {
        self.registry.0.pulse.standing.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn shown(&self, circle: &Circle) -> CircleShown {
        CircleShown {
            id: circle.made.circle.to_string(),
            name: circle.made.name.clone(),
            tag: circle.made.tag.clone(),
            purpose: circle.made.purpose.clone(),
            stays: circle.stays.iter().map(|stay| self.stay_shown(stay)).collect(),
            made: circle.at,
            closed: circle.closed,
            inside: circle.has(self.person()),
            holds: self.answers_for(circle),
        }
    }

    fn stay_shown(&self, stay: &Stay) -> StayShown {
        StayShown {
            handle: stay.person.to_string(),
            name: self.name_of(stay.person.as_str()),
            by: self.name_of(stay.by.as_str()),
            since: stay.since,
            until: stay.ended.as_ref().map(|(at, _)| *at),
        }
    }
}

fn telling(circle: Id) -> String {
    let letter = |byte: &u8| LETTERS.get(usize::from(byte % 32)).map_or('x', |letter| char::from(*letter));
    circle.0.iter().take(TELLING_LETTERS).map(letter).collect()
}
