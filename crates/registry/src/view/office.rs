//! People, posts, and the ledger for its keeper.

use std::sync::PoisonError;

use chancery_label::{Clearance, Component, Label, PolicyId};
use chancery_office::people::{Admitted, Duty, PostFilled};

use super::View;
use crate::answers::{LedgerPage, PeoplePage, PersonLine, PostLine, Verified};
use crate::refused::Refused;
use crate::store;

impl View {
    /// People and posts, and the reader's own clearance.
    pub fn people(&self) -> Result<PeoplePage, Refused> {
        let people = self.registry.0.pulse.people.read().unwrap_or_else(PoisonError::into_inner);
        let held = self.registry.0.pulse.posts.read().unwrap_or_else(PoisonError::into_inner);
        let posts: Vec<PostFilled> = held.values().cloned().collect();
        drop(held);
        let told = self.reader.has(Duty::Keep) || self.reader.has(Duty::Clear);
        let without = |person: &Admitted| {
            self.registry.left(&person.person).is_none()
                && self.standing().factor_set(&person.person).is_none()
        };
        let lines = people.values().map(|person| PersonLine {
            without_factor: told && without(person),
            handle: person.person.to_string(),
            name: person.name.clone(),
            left: self.left_on(person.person.as_str()),
            posts: posts
                .iter()
                .filter(|p| p.holder.as_ref() == Some(&person.person))
                .map(|p| p.title.clone())
                .collect(),
            duties: person.duties.iter().map(|d| d.words()).collect(),
        });
        let people_lines = lines.collect();
        drop(people);
        Ok(PeoplePage {
            people: people_lines,
            posts: posts.iter().map(|p| self.post_line(p)).collect(),
            clearance: self.clearance_lines(),
            given: self.own_given(),
            circles: self.own_circles(),
            may_clear: self.reader.has(Duty::Clear),
            may_keep: self.reader.has(Duty::Keep),
        })
    }

    pub(super) fn post_line(&self, post: &PostFilled) -> PostLine {
        PostLine {
            handle: post.post.to_string(),
            title: post.title.clone(),
            holder: post.holder.as_ref().map(|h| self.name_of(h.as_str())),
            principal: post.principal,
        }
    }

    /// What the reader may read, a line a policy.
    pub(super) fn clearance_lines(&self) -> Vec<String> {
        self.lines_of_clearance(&self.reader.clearance)
    }

    /// A clearance in words, a line a policy.
    pub(super) fn lines_of_clearance(&self, clearance: &Clearance) -> Vec<String> {
        let policies = &self.registry.0.policies;
        let shown = clearance.iter().filter(|(policy, _)| policy.as_str() != "registry");
        shown
            .map(|(policy, cleared)| {
                let every = cleared.tags == chancery_label::Tags::Every;
                let all = if every { chancery_label::Tags::none() } else { cleared.tags.clone() };
                let component = Component { level: cleared.level, all, ..Component::default() };
                let words = policies.print(&Label::of(policy.clone(), component)).banner;
                let words = words.strip_prefix(nation(policy)).unwrap_or(&words);
                let every = if every { ", every caveat" } else { "" };
                format!("{}{words}{every}", nation(policy))
            })
            .collect()
    }

    /// The ledger, for its keeper: how much and how proved, nothing of what. For any other reader there
    /// is no such page, since its size alone would tell him of what he may not know.
    pub fn ledger(&self) -> Result<LedgerPage, Refused> {
        self.keeper()?;
        let ledger = &self.registry.0.ledger;
        let verified = self.registry.0.verified.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Ok(LedgerPage {
            size: ledger.size(),
            checkpoint: ledger.checkpoint().map_err(store::ledger)?.unwrap_or_default(),
            vkey: ledger.vkey().to_owned(),
            verified,
        })
    }

    /// Verifies everything, for the keeper.
    pub fn verify(&self) -> Result<Verified, Refused> {
        self.keeper()?;
        self.registry.verify(&mut |_, _| ())
    }

    fn keeper(&self) -> Result<(), Refused> {
        if self.reader.has(Duty::Keep) { Ok(()) } else { Err(Refused::Absent) }
    }
}

fn nation(policy: &PolicyId) -> &'static str {
    match policy.as_str() {
        "uk-1982" => "UK ",
        "us-historical" => "US ",
        _ => "",
    }
}
