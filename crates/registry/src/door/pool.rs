//! Connections kept by clearance, so that the labels are judged once and not at every request.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chancery_label::Clearance;
use chancery_shelves::{Mark, Visible};

use super::{Files, Gate};
use crate::experience::Experience;
use crate::label_no::LabelNo;
use crate::owed::Owed;
use crate::projection::Pulse;
use crate::refused::Refused;

/// Connections kept for one clearance.
const IDLE_MAX: usize = 2;
/// Clearances for which connections are kept.
const CLEARANCES_MAX: usize = 32;

/// Where readers are let in.
pub struct Door {
    files: Files,
    pulse: Arc<Pulse>,
    idle: Mutex<HashMap<String, Idle>>,
}

/// What was worked out for a clearance, and the pulse under which it stands.
type Kept<T> = Option<(u64, Arc<T>)>;

#[derive(Default)]
struct Idle {
    gates: Vec<Gate>,
    visible: Kept<Visible>,
    owed: Kept<Owed>,
    experience: Kept<Experience>,
}

/// A connection on loan; it goes back when it is dropped.
pub struct Pass {
    door: Arc<Door>,
    clearance: String,
    gate: Option<Gate>,
}

impl Door {
    /// A door to the rows in those files.
    pub fn new(files: Files, pulse: Arc<Pulse>) -> Self {
        Self { files, pulse, idle: Mutex::default() }
    }

    /// Lets a clearance in.
    pub fn enter(self: &Arc<Self>, clearance: &Clearance) -> Result<Pass, Refused> {
        self.pulse.sound()?;
        let name = serde_json::to_string(clearance).map_err(crate::store::json)?;
        let kept = self.lock().get_mut(&name).and_then(|idle| idle.gates.pop());
        let mut gate = match kept {
            Some(gate) => gate,
            None => Gate::open(&self.files, self.pulse.clone())?,
        };
        self.judge(&mut gate, clearance)?;
        Ok(Pass { door: self.clone(), clearance: name, gate: Some(gate) })
    }

    fn judge(&self, gate: &mut Gate, clearance: &Clearance) -> Result<(), Refused> {
        let labels = self.pulse.labels.read().unwrap_or_else(PoisonError::into_inner);
        if gate.judged() == labels.len() {
            return Ok(());
        }
        let new = (1..).map(LabelNo::of_row).zip(labels.iter()).skip(gate.judged());
        let visible = new.filter(|(_, label)| clearance.opens(label)).map(|(number, _)| number);
        gate.show(visible, labels.len())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Idle>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pass {
    /// The connection.
    pub fn gate(&self) -> Result<&Gate, Refused> {
        self.gate.as_ref().ok_or(Refused::Absent)
    }

    /// The papers that are visible, with what stands on each, for the shelves; kept until a paper comes or
    /// changes its label. `mark` says what a paper of that label and own label, settled or not, bears.
    pub fn visible(
        &self,
        mark: impl Fn(LabelNo, LabelNo, bool) -> Result<Mark, Refused>,
    ) -> Result<Arc<Visible>, Refused> {
        let papers = self.gate()?.moment().map(|moment| moment.papers);
        self.kept(papers, |idle| &mut idle.visible, || self.marked(mark))
    }

    /// What this clearance may know of what is owed, kept until anything is entered but that somebody saw something.
    pub fn owed(&self, counted: impl FnOnce() -> Result<Owed, Refused>) -> Result<Arc<Owed>, Refused> {
        self.kept(self.acts()?, |idle| &mut idle.owed, counted)
    }

    /// How rules fared by the judgements that this clearance may know of, kept as long.
    pub fn experience(
        &self,
        counted: impl FnOnce() -> Result<Experience, Refused>,
    ) -> Result<Arc<Experience>, Refused> {
        self.kept(self.acts()?, |idle| &mut idle.experience, counted)
    }

    fn acts(&self) -> Result<Option<u64>, Refused> {
        Ok(self.gate()?.moment().map(|moment| moment.acts))
    }

    /// What is kept under that pulse, else as it is worked out now; where there is none, it is not kept.
    fn kept<T>(
        &self,
        pulse: Option<u64>,
        place: impl Fn(&mut Idle) -> &mut Kept<T>,
        worked_out: impl FnOnce() -> Result<T, Refused>,
    ) -> Result<Arc<T>, Refused> {
        let Some(pulse) = pulse else { return worked_out().map(Arc::new) };
        let kept = self.door.lock().get_mut(&self.clearance).and_then(|idle| place(idle).clone());
        if let Some((at, kept)) = kept
            && at == pulse
        {
            return Ok(kept);
        }
        let new = Arc::new(worked_out()?);
        *place(self.door.lock().entry(self.clearance.clone()).or_default()) = Some((pulse, new.clone()));
        Ok(new)
    }

    fn marked(
        &self,
        mark: impl Fn(LabelNo, LabelNo, bool) -> Result<Mark, Refused>,
    ) -> Result<Visible, Refused> {
        let rows = self.gate()?.all("SELECT row, label_id, own_label_id, settled FROM paper", [], |r| {
            Ok((r.get::<_, i64>(0)?, (r.get(1)?, r.get(2)?, r.get(3)?)))
        })?;
        let (mut marks, mut papers) = (Vec::new(), Vec::with_capacity(rows.len()));
        let mut known: HashMap<(LabelNo, LabelNo, bool), u32> = HashMap::new();
        for (row, label) in rows {
            let number = match known.entry(label) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    marks.push(mark(label.0, label.1, label.2)?);
                    *new.insert(u32::try_from(marks.len() - 1).unwrap_or(u32::MAX))
                }
            };
            papers.push((row.unsigned_abs(), number));
        }
        Ok(Visible::marked(papers, marks))
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        let Some(gate) = self.gate.take() else { return };
        gate.end();
        let mut idle = self.door.lock();
        if idle.len() >= CLEARANCES_MAX && !idle.contains_key(&self.clearance) {
            idle.clear();
        }
        let kept = idle.entry(self.clearance.clone()).or_default();
        if kept.gates.len() < IDLE_MAX {
            kept.gates.push(gate);
        }
    }
}
