//! A person and the clearances that he was given: for himself, and for who gives clearances.

use chancery_office::id::Handle;
use chancery_office::people::Duty;

use super::View;
use crate::answers::{GivenShown, PersonPage};
use crate::people::Clearing;
use crate::refused::Refused;
use crate::standing::Given;

impl View {
    /// A person's page. To others than himself and who gives clearances there is none.
    pub fn person_page(&self, handle: &str) -> Result<PersonPage, Refused> {
        if handle != self.person().as_str() && !self.reader.has(Duty::Clear) {
            return Err(Refused::Absent);
        }
        let person = handle.parse::<Handle>().map_err(|_| Refused::Absent)?;
        let known = self.registry.reader(handle)?;
        let standing = self.standing();
        let in_force = standing.in_force_at(&person, self.registry.now(), self.registry.zone());
        let given = standing.given(&person).iter().rev();
        let given = given.map(|given| self.given_shown(given, in_force == Some(given))).collect();
        Ok(PersonPage {
            handle: handle.to_owned(),
            name: known.person.name,
            posts: known.post.into_iter().map(|post| post.title).collect(),
            given,
            may_clear: self.reader.has(Duty::Clear) && person != *self.person(),
        })
    }

    /// Gives a clearance, from lines such as `uk-1982=SECRET`.
    pub fn clear(&self, lines: &[String], clearing: Clearing) -> Result<(), Refused> {
        let clearance = self.registry.clearance(lines)?;
        self.registry.clear(&self.reader, Clearing { clearance, ..clearing })
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
