//! Connections kept by clearance, so that the labels are judged once and not at every request.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chancery_label::Clearance;
use chancery_seal::Key;
use chancery_shelves::Visible;

use super::Gate;
use crate::projection::Pulse;
use crate::refused::Refused;

/// Connections kept for one clearance.
const IDLE_MAX: usize = 4;
/// Clearances for which connections are kept.
const CLEARANCES_MAX: usize = 64;

/// Where readers are let in.
pub struct Door {
    register: PathBuf,
    key: Key,
    pulse: Arc<Pulse>,
    idle: Mutex<HashMap<String, Idle>>,
}

#[derive(Default)]
struct Idle {
    gates: Vec<Gate>,
    visible: Option<(u64, Arc<Visible>)>,
}

/// A connection on loan; it goes back when it is dropped.
pub struct Pass {
    door: Arc<Door>,
    clearance: String,
    gate: Option<Gate>,
}

impl Door {
    /// A door to the register at that path.
    pub fn new(register: PathBuf, key: Key, pulse: Arc<Pulse>) -> Self {
        Self { register, key, pulse, idle: Mutex::default() }
    }

    /// Lets a clearance in.
    pub fn enter(self: &Arc<Self>, clearance: &Clearance) -> Result<Pass, Refused> {
        self.pulse.sound()?;
        let name = serde_json::to_string(clearance).map_err(crate::store::json)?;
        let kept = self.lock().get_mut(&name).and_then(|idle| idle.gates.pop());
        let mut gate = match kept {
            Some(gate) => gate,
            None => Gate::open(&self.register, &self.key)?,
        };
        self.judge(&mut gate, clearance)?;
        Ok(Pass { door: self.clone(), clearance: name, gate: Some(gate) })
    }

    fn judge(&self, gate: &mut Gate, clearance: &Clearance) -> Result<(), Refused> {
        let labels = self.pulse.labels.read().unwrap_or_else(PoisonError::into_inner);
        if gate.judged() == labels.len() {
            return Ok(());
        }
        let new = (1..).zip(labels.iter()).skip(gate.judged());
        let visible = new.filter(|(_, label)| clearance.opens(label)).map(|(row, _)| row);
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

    /// The papers that are visible, for the shelves; kept until a paper comes or changes its label.
    pub fn visible(&self) -> Result<Arc<Visible>, Refused> {
        let pulse = self.door.pulse.papers.load(Ordering::Acquire);
        let kept = self.door.lock().get(&self.clearance).and_then(|idle| idle.visible.clone());
        if let Some((at, visible)) = kept
            && at == pulse
        {
            return Ok(visible);
        }
        let rows = self.gate()?.all("SELECT row FROM paper", [], |r| r.get::<_, i64>(0))?;
        let visible = Arc::new(Visible::from_keys(rows.into_iter().map(i64::unsigned_abs)));
        let mut idle = self.door.lock();
        idle.entry(self.clearance.clone()).or_default().visible = Some((pulse, visible.clone()));
        Ok(visible)
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
