//! Who was asked for a draft: to clear it or to sign it, who has answered and how, and who can be asked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

use chancery_office::drafts::{Clearing, DraftStepKind};
use chancery_office::id::Handle;
use chancery_office::people::Duty;

use super::View;
use super::drafts::{Moved, Version};
use crate::answers::Addressee;
use crate::refused::Refused;

impl View {
    /// Who does not agree with a version, by the last that each said of it.
    pub(super) fn objecting(&self, steps: &[Moved], version: &str) -> Vec<String> {
        let said = steps.iter().filter(|step| step.version == version);
        let last: BTreeMap<&str, Clearing> =
            said.filter_map(|step| Some((step.by.as_str(), step.clearing?))).collect();
        let object = last.into_iter().filter(|(_, clearing)| *clearing == Clearing::Objects);
        object.map(|(by, _)| self.name_of(by)).collect()
    }

    /// Who was asked to clear it and has said nothing of it: neither he nor, of a post, who holds it or acts in it.
    pub(super) fn unanswered(&self, steps: &[Moved]) -> Result<Vec<String>, Refused> {
        let own = self.own_handles()?;
        let cleared = steps.iter().filter(|step| step.step == DraftStepKind::Cleared);
        let said: BTreeSet<&str> = cleared.map(|step| step.by.as_str()).collect();
        let asked = steps.iter().filter(|step| step.step == DraftStepKind::Sent);
        let asked: BTreeSet<&str> = asked.map(|step| step.who.as_str()).collect();
        let mut names = Vec::new();
        for who in asked.into_iter().filter(|who| !own.iter().any(|own| own.as_str() == *who)) {
            let holder = self.post_now(who).and_then(|post| post.holder);
            let acting = self.acting_in(who)?;
            let for_him = acting.iter().map(|line| line.handle.as_str());
            let mut may = for_him.chain(holder.iter().map(Handle::as_str)).chain([who]);
            if !may.any(|one| said.contains(one)) {
                names.push(self.name_of(who));
            }
        }
        Ok(names)
    }

    /// Whether the reader, or a post that he holds or acts in, was asked to clear it, or to sign it.
    pub(super) fn was_asked(&self, steps: &[Moved], own: &[Handle]) -> bool {
        let mut asked = steps.iter().filter(|step| step.step.asks());
        asked.any(|step| own.iter().any(|own| own.as_str() == step.who))
    }

    /// Who wrote on it, or was asked to clear it, writes on it.
    pub(super) fn writes(&self, versions: &[Version], steps: &[Moved]) -> Result<bool, Refused> {
        let me = self.person().as_str();
        let asked = self.was_asked(steps, &self.own_handles()?);
        Ok(self.reader.has(Duty::Minute) && (asked || versions.iter().any(|one| one.by == me)))
    }

    /// Who can be asked to clear something: posts that others hold, and people who write.
    pub(super) fn others_than_me(&self) -> Vec<Addressee> {
        let me = self.person();
        let posts = self.registry.0.pulse.posts.read().unwrap_or_else(PoisonError::into_inner);
        let held = posts.values().filter(|post| post.holder.as_ref().is_some_and(|holder| holder != me));
        let held = held.map(|post| (post.post.to_string(), post.title.clone()));
        let people = self.registry.of_office();
        let others = people.iter().filter(|one| one.person != *me && one.duties.contains(&Duty::Minute));
        let others = others.map(|one| (one.person.to_string(), one.name.clone()));
        held.chain(others).map(|(handle, name)| Addressee { handle, name }).collect()
    }
}
