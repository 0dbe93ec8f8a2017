//! A reader's view: everything that he may know, and nothing else.
//!
//! Each question is answered from one state of the register, through the door; before an answer
//! leaves, the papers that it shows are entered as seen, durably. What a reader may not know is, in
//! every answer, as if it were not there.

mod acts;
mod lists;
mod meetings;
mod office;
mod paper;
mod rows;
mod search;
mod undertakings;

use std::sync::PoisonError;

use chancery_label::Label;
use chancery_office::act::{Act, Duty, Manner};
use chancery_office::id::Id;

use crate::answers::{Marked, PaperLine, ReaderShown};
use crate::door::{Gate, Pass};
use crate::refused::Refused;
use crate::registry::{Reader, Registry};
use crate::sealing;

/// What a reader may know, at one moment.
pub struct View {
    registry: Registry,
    reader: Reader,
    pass: Pass,
}

impl View {
    pub(crate) fn new(registry: Registry, reader: Reader) -> Result<Self, Refused> {
        let pass = registry.0.door.enter(&reader.clearance)?;
        Ok(Self { registry, reader, pass })
    }

    /// The reader.
    pub fn who(&self) -> ReaderShown {
        let person = &self.reader.person;
        ReaderShown {
            handle: person.person.to_string(),
            name: person.name.clone(),
            post: self.reader.post.as_ref().map(|p| p.title.clone()),
            keeper: self.reader.has(Duty::Keep),
            clearance: self.clearance_lines().join(" · "),
        }
    }

    fn gate(&self) -> Result<&Gate, Refused> {
        self.pass.gate()
    }

    /// Enters that papers were shown, and returns only when that is durable: no answer without it.
    fn show(&self, manner: Manner, papers: &[Id]) -> Result<(), Refused> {
        if papers.is_empty() {
            return Ok(());
        }
        let seen = Act::Seen { manner, papers: papers.to_vec() };
        self.registry.act(sealing::SEEN, &self.reader.person.person, &seen)
    }

    fn show_lines(&self, manner: Manner, lines: &[PaperLine]) -> Result<(), Refused> {
        let ids: Vec<Id> = lines.iter().filter_map(|line| line.id.parse().ok()).collect();
        self.show(manner, &ids)
    }

    /// A label that a visible row names.
    fn label(&self, row: i64) -> Result<Label, Refused> {
        let labels = self.registry.0.pulse.labels.read().unwrap_or_else(PoisonError::into_inner);
        let at = usize::try_from(row - 1).ok();
        at.and_then(|at| labels.get(at).cloned()).ok_or_else(|| Refused::Damaged("the register".into()))
    }

    fn marked(&self, label: &Label) -> Marked {
        let printed = self.registry.0.policies.print(label);
        Marked {
            banner: printed.banner,
            short: printed.short,
            grade: self.registry.0.policies.grade(label).as_str(),
            detached: None,
        }
    }

    /// A paper's marking: what it bears now, and what it falls to without its enclosures.
    fn marked_covering(&self, own: &Label, effective: &Label) -> Marked {
        let policies = &self.registry.0.policies;
        Marked {
            banner: policies.covering_banner(own, effective),
            detached: policies.detached_note(own, effective),
            ..self.marked(effective)
        }
    }

    fn name_of(&self, handle: &str) -> String {
        let people = self.registry.0.pulse.people.read().unwrap_or_else(PoisonError::into_inner);
        let known = handle.parse().ok().and_then(|h: chancery_office::id::Handle| people.get(&h));
        known.map_or_else(|| handle.to_owned(), |person| person.name.clone())
    }
}
