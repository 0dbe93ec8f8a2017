//! Signing: who signs a draft, in whose name it goes out, and how it becomes a paper.

use std::sync::PoisonError;

use chancery_intake::{Given, GivenParty};
use chancery_office::drafts::{Content, DraftStepKind, Form};
use chancery_office::id::{Handle, Id};
use chancery_office::people::{Duty, PostFilled};
use chancery_office::reading::Kind;

use super::View;
use super::draft_bears::Borne;
use super::drafts::{Moved, Version};
use super::enclosing::Named;
use crate::answers::PaperLine;
use crate::drafting::{self, Signing};
use crate::filing::With;
use crate::refused::Refused;

/// To whom it was last put up for signature.
fn put_up(steps: &[Moved]) -> Option<&str> {
    steps.iter().rfind(|step| step.step == DraftStepKind::ForSignature).map(|step| step.who.as_str())
}

fn party(name: &str, post: &str) -> GivenParty {
    let some = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
    GivenParty { name: some(name), post: some(post), address: None }
}

/// As what the register has what is written in that form.
fn kind_of(form: Form) -> Kind {
    match form {
        Form::Letter | Form::CoverNote => Kind::Letter,
        Form::Minute | Form::Submission => Kind::Memorandum,
        Form::Telegram => Kind::Telegram,
    }
}

/// In whose name a draft goes out.
pub(super) struct Signatory {
    name: String,
    post: String,
}

impl View {
    /// Signs the last version of a draft: it is entered as a paper, whose line is the answer. A cover note
    /// encloses the paper that it covers, any draft those that are to lie with it; all of it is one commit. One to which
    /// somebody who was asked does not agree is signed only `despite` that.
    pub fn sign_draft(&self, draft: &str, version: &str, despite: bool) -> Result<PaperLine, Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let (versions, steps) = (fresh.versions_of(draft)?, fresh.draft_steps(draft)?);
        fresh.must_go_on(&versions, draft)?;
        if !fresh.signs(&versions, &steps)? {
            return Err(Refused::Duty(
                "signs that draft: who writes it and registers, or to whom it was put up",
            ));
        }
        let last = versions.first().ok_or(Refused::Absent)?;
        if last.version != version {
            return Err(Refused::Conflict(
                "somebody has saved it meanwhile: read it again before you sign".into(),
            ));
        }
        let objects = fresh.objecting(&steps, &last.version);
        if !(despite || objects.is_empty()) {
            let who = objects.join(", ");
            return Err(Refused::Conflict(format!(
                "does not agree: {who}. Say that you sign it all the same"
            )));
        }
        let silent = fresh.unanswered(&steps)?;
        if !(despite || silent.is_empty()) {
            let who = silent.join(", ");
            return Err(Refused::Conflict(format!(
                "has not answered: {who}. Say that you sign it all the same"
            )));
        }
        let content = last.content()?;
        let answered = fresh.answered_by(&versions)?;
        let borne = self.borne(&content)?;
        let enclosed = fresh.enclosed_with(&steps)?;
        let named = self.named(&borne, answered.as_ref(), &enclosed)?;
        let signatory = self.as_signatory();
        let text = self.text_of_draft(&content, &borne, &named, &signatory);
        let covered = answered.filter(|_| content.form == Form::CoverNote);
        let encloses = covered.into_iter().chain(enclosed).map(|row| Ok((row.id, self.label(row.label)?)));
        let id = |text: &str| text.parse::<Id>().map_err(|_| Refused::Absent);
        let with = With {
            encloses: encloses.collect::<Result<Vec<_>, Refused>>()?,
            signs: Some((id(&last.draft)?, id(&last.version)?)),
            tells_of: None,
            given: Some(self.given(&content, &signatory)),
            follows: None,
        };
        self.entered_as_paper(text, self.banner(&borne.overall), &with)
    }

    /// Of whom and of what it is: the register has it as it was written, and not as its words are read.
    fn given(&self, content: &Content, signatory: &Signatory) -> Given {
        let named = |words: &String| {
            let (name, post) = words.split_once(',').unwrap_or((words, ""));
            party(name, post)
        };
        Given {
            kind: Some(kind_of(content.form).word().to_owned()),
            from: vec![party(&signatory.name, &signatory.post)],
            to: content.to.iter().map(named).collect(),
            copied_to: content.copies.iter().map(named).collect(),
            date: Some(self.day_now()),
            subject: Some(content.subject.clone()).filter(|subject| !subject.is_empty()),
            ..Given::default()
        }
    }

    /// Signs it: to whom it was last put up for signature, and who wrote on it where he registers papers.
    pub(super) fn signs(&self, versions: &[Version], steps: &[Moved]) -> Result<bool, Refused> {
        let (me, own) = (self.person().as_str(), self.own_handles()?);
        let put_up = put_up(steps).is_some_and(|to| own.iter().any(|own| own.as_str() == to));
        let wrote = versions.iter().any(|one| one.by == me);
        Ok(put_up || (wrote && self.reader.has(Duty::Register) && self.reader.has(Duty::Minute)))
    }

    /// The reader himself, in his own post.
    pub(super) fn as_signatory(&self) -> Signatory {
        let post = self.reader.post.as_ref().map_or_else(String::new, |post| post.title.clone());
        Signatory { name: self.reader.person.name.clone(), post }
    }

    /// Who will sign it as far as is known: to whom it was put up, or who saved it last.
    pub(super) fn signatory(&self, last: &Version, steps: &[Moved]) -> Signatory {
        let Some(to) = put_up(steps) else {
            return Signatory { name: self.name_of(&last.by), post: String::new() };
        };
        let post = self.post_now(to);
        let holder = post.as_ref().and_then(|post| post.holder.as_ref());
        let name = self.name_of(holder.map_or(to, Handle::as_str));
        Signatory { name, post: post.map_or_else(String::new, |post| post.title) }
    }

    pub(super) fn post_now(&self, handle: &str) -> Option<PostFilled> {
        let posts = self.registry.0.pulse.posts.read().unwrap_or_else(PoisonError::into_inner);
        posts.values().find(|post| post.post.as_str() == handle).cloned()
    }

    /// As it will read when that person signs it.
    pub(super) fn text_of_draft(
        &self,
        content: &Content,
        borne: &Borne,
        named: &Named,
        signatory: &Signatory,
    ) -> String {
        let signing = Signing {
            office: self.registry.name(),
            name: &signatory.name,
            post: &signatory.post,
            day: self.day_now(),
            answers: &named.answers,
            enclosures: &named.enclosures,
            salutation: &self.salutation(content),
        };
        drafting::text(content, &self.banner(&borne.overall), &self.marks_of(borne), &signing)
    }

    /// How a letter to the first addressee begins, where he is a correspondent.
    fn salutation(&self, content: &Content) -> String {
        let Some(to) = content.to.first() else { return String::new() };
        let is = |name: &String| name.eq_ignore_ascii_case(to);
        let known = self.known_correspondents();
        let kept = known.unmerged().find(|kept| is(&kept.name) || kept.aliases.iter().any(is));
        kept.map(|kept| kept.salutation.clone()).unwrap_or_default()
    }
}
