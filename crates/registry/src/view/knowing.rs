//! Two people may change one thing at the same time. A form therefore bears a short digest of the state that its reader
//! saw; where the thing has another state by the time he sends it, nothing is changed and he is told.

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::View;
use crate::refused::Refused;
use crate::store;

/// Bytes of the digest of a state. So few are enough: they only tell a changed state from an unchanged one, and who found
/// two states of one digest could do nothing with them but overwrite a change as if he had seen it.
const STATE_BYTES: usize = 8;

impl View {
    /// Says in which state the thing to be changed was known. Who says nothing changes whatever stands.
    pub fn knew(&self, state: &str) {
        if !state.is_empty() {
            // A view serves one request, as with its reason.
            let _ = self.known.set(state.to_owned());
        }
    }

    /// Refuses what was to change another state than the one that stands.
    pub(super) fn must_have_known(&self, stands: &impl Serialize) -> Result<(), Refused> {
        match self.known.get() {
            Some(known) if *known != state_of(stands)? => Err(changed_meanwhile()),
            _ => Ok(()),
        }
    }
}

/// The name of a state: the same for the same, and no more than whoever is shown it knows already.
pub(super) fn state_of(stands: &impl Serialize) -> Result<String, Refused> {
    let written = serde_json::to_vec(stands).map_err(store::json)?;
    Ok(Sha256::digest(written).iter().take(STATE_BYTES).map(|byte| format!("{byte:02x}")).collect())
}

pub(super) fn changed_meanwhile() -> Refused {
    Refused::Conflict(
        "somebody has changed it meanwhile: look at what stands, and repeat what you did".into(),
    )
}
