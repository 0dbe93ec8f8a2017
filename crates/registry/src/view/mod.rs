//! A reader's view: everything that he may know, and nothing else.
//!
//! Each question is answered from one state of the register, through the door; before an answer
//! leaves, the papers that it shows are entered as seen, durably. What a reader may not know is, in
//! every answer, as if it were not there.

mod acts;
mod addressing;
mod answered;
mod bagging;
mod beginning;
mod beside;
mod boxes;
mod brief;
mod calendars;
mod chase;
mod chase_list;
mod chase_together;
mod circles;
mod cited;
mod clearing;
mod correcting;
mod correspondents;
mod dialogue;
mod diary;
mod draft_bears;
mod drafts;
mod enclosing;
mod feeds;
mod held;
mod in_hand;
mod in_hand_lists;
mod joining;
mod judging;
mod keeping;
mod knowing;
mod leaving;
mod lists;
mod marking;
mod meetings;
mod noting;
mod occasions;
mod office;
mod opened;
mod pages;
mod pairs;
mod paper;
mod particulars;
mod person;
mod posts;
mod printing;
mod promised;
mod recording;
mod relabelling;
mod returning;
mod rows;
mod search;
mod searches;
mod second;
mod signing;
mod sitting;
mod together;
mod transcript;
mod tray;
mod turned;
mod undertakings;
mod why;
mod writing;

pub use acts::PuttingUp;
pub use beginning::Beginning;
pub use chase::ChaseStep;
pub use chase_together::ChaseTogether;
pub use correcting::Correction;
pub use in_hand::{BringingUp, Copying};
pub use judging::Judgement;
pub use keeping::{Filling, NewPost};
pub use noting::NewMeeting;
pub use particulars::Typed;
pub use posts::Deputising;
pub use printing::PaperPrint;
pub use recording::{POINTS_MAX, Point, ReadOut};
pub use relabelling::Relabelling;
pub use returning::{Deciding, MarkGiven, ORDERED_MAX, Ordered};
pub use together::Together;
pub use tray::Settling;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock, PoisonError};

use chancery_label::Label;
use chancery_office::act::{Act, Manner};
use chancery_office::id::{Handle, Id};
use chancery_office::people::Duty;

use crate::answers::{Marked, PaperLine, ReaderShown};
use crate::door::{Gate, Pass};
use crate::label_no::LabelNo;
use crate::printing::Tongue;
use crate::refused::Refused;
use crate::registry::{Reader, Registry};
use crate::{filing, sealing, store};

/// The label of a visible paper or meeting.
const LABELS_OF: &str =
    "SELECT label_id FROM paper WHERE id = ?1 UNION ALL SELECT label_id FROM meeting WHERE id = ?1";

/// What a reader may know, at one moment.
pub struct View {
    registry: Registry,
    reader: Reader,
    pass: Pass,
    /// Why words are written below what was opened.
    reason: OnceLock<String>,
    /// In which state the thing that is changed was known.
    known: OnceLock<String>,
    /// In which language it prints.
    tongue: OnceLock<Arc<dyn Tongue>>,
}

impl View {
    pub(crate) fn new(registry: Registry, reader: Reader) -> Result<Self, Refused> {
        let pass = registry.0.door.enter(&reader.clearance)?;
        let (reason, known, tongue) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Ok(Self { registry, reader, pass, reason, known, tongue })
    }

    /// The same reader's view of this moment.
    pub(crate) fn fresh(&self) -> Result<Self, Refused> {
        Self::new(self.registry.clone(), self.reader.clone())
    }

    pub(crate) fn person(&self) -> &Handle {
        &self.reader.person.person
    }

    pub(crate) fn who_reads(&self) -> &Reader {
        &self.reader
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
            // A register that cannot be read is told of by what the page asks next.
            tray: self.in_tray_count().ok().flatten(),
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

    /// A marking as the reader types it, which his own clearance opens.
    fn typed_label(&self, typed: &str) -> Result<Label, Refused> {
        if typed.trim().is_empty() {
            return Err(Refused::Invalid("write its marking".into()));
        }
        filing::typed_label(&self.registry, &self.reader, typed)
    }

    /// A label that a visible row names.
    fn label(&self, number: LabelNo) -> Result<Label, Refused> {
        let labels = self.registry.0.pulse.labels.read().unwrap_or_else(PoisonError::into_inner);
        number.place().and_then(|at| labels.get(at).cloned()).ok_or_else(store::row)
    }

    fn marked(&self, label: &Label) -> Marked {
        let printed = self.registry.0.policies.print(label);
        Marked {
            banner: printed.banner,
            short: printed.short,
            grade: self.registry.0.policies.grade(label),
            detached: None,
        }
    }

    /// What the papers and meetings of these ids bear together, for the head and foot of a page that lists
    /// them; none where the reader may know of none of them.
    pub fn overall(&self, shown: &[&str]) -> Result<Option<Marked>, Refused> {
        self.overall_with(shown, &[])
    }

    /// The same, with what else the page shows.
    pub(super) fn overall_with(
        &self,
        shown: &[&str],
        besides: &[LabelNo],
    ) -> Result<Option<Marked>, Refused> {
        let mut rows: BTreeSet<LabelNo> = besides.iter().copied().collect();
        for id in shown {
            let found = self.gate()?.all(LABELS_OF, [id], |r| r.get::<_, LabelNo>(0))?;
            rows.extend(found);
        }
        let labels = rows.into_iter().map(|row| self.label(row)).collect::<Result<Vec<_>, _>>()?;
        Ok((!labels.is_empty()).then(|| self.marked_together(&labels)))
    }

    /// What is not settled does not hide what the others bear: it stands beside.
    pub(super) fn marked_together(&self, labels: &[Label]) -> Marked {
        let policies = &self.registry.0.policies;
        // Informative tags, such as precedence, are each paper's own affair.
        let bear = |labels: &[&Label]| {
            let joined = labels.iter().fold(Label::public(), |all, one| all.join(&one.access()));
            self.marked(&joined)
        };
        let (held, settled): (Vec<&Label>, Vec<&Label>) =
            labels.iter().partition(|label| policies.is_held(label));
        match (held.is_empty(), settled.is_empty()) {
            (true, _) => bear(&settled),
            (false, true) => bear(&held),
            (false, false) => {
                let held = bear(&held);
                Marked { banner: format!("{} · {}", bear(&settled).banner, held.banner), ..held }
            }
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
        let posts = self.registry.0.pulse.posts.read().unwrap_or_else(PoisonError::into_inner);
        let Ok(known) = handle.parse::<Handle>() else { return handle.to_owned() };
        let person = people.get(&known).map(|person| person.name.clone());
        let post = || posts.get(&known).map(|post| post.title.clone());
        person.or_else(post).unwrap_or_else(|| handle.to_owned())
    }
}
