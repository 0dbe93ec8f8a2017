//! Those whom a draft is addressed to, looked at before it is signed: what is said is what its signer may know.

use std::sync::PoisonError;

use chancery_label::Label;
use chancery_office::drafts::Content;
use chancery_office::id::Handle;
use chancery_office::people::Duty;

use super::View;
use crate::answers::Doubted;
use crate::sides::{names, surname};

/// Whom a name in a draft means.
enum Meant {
    Person(Handle),
    /// Somebody of whom it is not known what he may read, or a post that nobody holds.
    Known,
    Nobody,
}

impl View {
    /// Addressees who could not read what a draft bears, as far as its signer may know that, and those in To whom nobody
    /// here knows.
    pub(super) fn doubted(&self, content: &Content, bears: &Label) -> Vec<Doubted> {
        let to = content.to.iter().map(|name| (name, true));
        let all = to.chain(content.copies.iter().map(|name| (name, false)));
        let doubt = |(name, to): (&String, bool)| {
            let (why, circle) = match self.meant(name) {
                Meant::Person(person) => self.could_not_read(&person, bears)?,
                Meant::Nobody if to => ("unknown", String::new()),
                Meant::Known | Meant::Nobody => return None,
            };
            Some(Doubted { name: name.clone(), why, circle })
        };
        all.filter_map(doubt).collect()
    }

    /// Who is in a circle is known to whoever knows of it; what another is cleared for, to who gives clearances.
    fn could_not_read(&self, person: &Handle, bears: &Label) -> Option<(&'static str, String)> {
        let standing = self.standing();
        let mut circles = standing.circles().filter(|circle| bears.dominates(&circle.label()));
        if let Some(circle) = circles.find(|circle| !circle.has(person)) {
            return Some(("outside", circle.made.name.clone()));
        }
        let may = !self.reader.has(Duty::Clear)
            || standing.clearance_at(person, self.registry.now(), self.registry.zone()).opens(bears);
        (!may).then(|| ("cleared", String::new()))
    }

    fn meant(&self, typed: &str) -> Meant {
        let (name, post) = typed.split_once(',').unwrap_or((typed, ""));
        let is = |words: &str| {
            [typed, name, post].iter().any(|part| !part.is_empty() && part.trim().eq_ignore_ascii_case(words))
        };
        let people = self.registry.of_office();
        if let Some(person) = people.iter().find(|one| is(&one.name) || is(one.person.as_str())) {
            return Meant::Person(person.person.clone());
        }
        let posts = self.registry.0.pulse.posts.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(post) = posts.values().find(|post| is(&post.title) || is(post.post.as_str())) {
            return post.holder.clone().map_or(Meant::Known, Meant::Person);
        }
        let Some(last) = surname(name) else { return Meant::Nobody };
        let known = self.known_correspondents();
        if known.unmerged().any(|kept| is(&kept.name) || names(&kept.name, &last)) {
            return Meant::Known;
        }
        let mut alike = people.iter().filter(|one| names(&one.name, &last));
        match (alike.next(), alike.next()) {
            (Some(person), None) => Meant::Person(person.person.clone()),
            (Some(_), Some(_)) => Meant::Known,
            (None, _) => Meant::Nobody,
        }
    }
}
