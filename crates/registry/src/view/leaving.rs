//! What is still with a person who leaves, for who strikes him off: of what that one may know himself.

use chancery_office::id::Handle;
use chancery_office::people::{Duty, last_of};
use jiff::civil::Date;

use super::View;
use super::undertakings::bearing;
use crate::answers::{ChaseAsked, ChaseTrust, LeavingPage, PostLine};
use crate::leaving::may_strike;
use crate::refused::Refused;

impl View {
    /// What is with a person, before he is struck off and after. To who may not strike him off there is no such page.
    pub fn leaving(&self, handle: &str) -> Result<LeavingPage, Refused> {
        if !may_strike(&self.reader) {
            return Err(Refused::Absent);
        }
        let known = self.asked_about(handle)?;
        self.gate()?.begin()?;
        let (drafts, labels) = self.drafts_with(handle)?;
        let (bring_ups, copies) = self.with_person(handle)?;
        let looked_for = named(&known.name).to_owned();
        let asked = ChaseAsked {
            who: looked_for.clone(),
            person: Some(known.person.clone()),
            trust: ChaseTrust::All,
            ..ChaseAsked::default()
        };
        let chased = self.undertakings(&asked)?;
        let papers = bring_ups.lines.iter().map(|line| line.paper.id.as_str());
        let papers = papers.chain(copies.lines.iter().map(|line| line.paper.id.as_str()));
        let papers = papers.chain(chased.lines.iter().map(|line| line.paper.as_str()));
        let labels = [labels, bearing(&chased.lines)].concat();
        let overall = self.overall_with(&papers.collect::<Vec<_>>(), &labels)?;
        Ok(LeavingPage {
            handle: handle.to_owned(),
            left: self.absences_of(&known.person).into_iter().next().filter(|one| one.back.is_none()),
            posts: self.held_by(&known.person),
            acts_in: self.acted_in_by(&known.person)?,
            name: known.name,
            drafts,
            copies,
            bring_ups,
            looked_for,
            undertakings_total: chased.total,
            undertakings: chased.lines,
            overall,
            takes_in: self.registry.takes_in(&known.person),
            own: known.person == *self.person(),
            may_take_back: self.reader.has(Duty::Keep),
        })
    }

    fn held_by(&self, person: &Handle) -> Vec<PostLine> {
        let posts = self.registry.posts();
        posts.iter().filter(|post| post.holder.as_ref() == Some(person)).map(|p| self.post_line(p)).collect()
    }

    /// The posts in which a person acts today, or will.
    fn acted_in_by(&self, person: &Handle) -> Result<Vec<PostLine>, Refused> {
        let posts = self.gate()?.all(
            "SELECT DISTINCT post FROM deputy WHERE person = ?1 AND ended IS NULL AND last >= ?2 ORDER BY post",
            [person.as_str(), &self.day_now().to_string()],
            |r| r.get::<_, String>(0),
        )?;
        posts.iter().map(|post| Ok(self.post_line(&self.post(post)?))).collect()
    }

    /// The day on which a person of that name left, where nobody of that name is of the office.
    pub(super) fn left_by_name(&self, name: &str) -> Option<Date> {
        let left = self.registry.left_by_name(name)?;
        Some(self.registry.zone().day(left))
    }

    /// Strikes a person off.
    pub fn strike_off(&self, person: &str, reason: &str) -> Result<(), Refused> {
        self.registry.strike_off(&self.reader, person, reason)
    }

    /// Takes a person back who had left.
    pub fn take_back(&self, person: &str) -> Result<(), Refused> {
        self.registry.take_back(&self.reader, person)
    }
}

/// By what papers name a person: "Mr Coles". Where his name ends in no name, it is taken whole.
fn named(name: &str) -> &str {
    let last = last_of(name);
    if last.starts_with(char::is_uppercase) { last } else { name }
}
