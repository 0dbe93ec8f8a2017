//! How a failure is told, and with which exit status.

use chancery_registry::Refused;

use crate::terminal;

/// A check that was asked for found something wrong.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct CheckFailed(pub String);

/// Something typed cannot be taken.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Usage(pub String);

/// Tells a failure on standard error and gives its exit status.
pub fn told(failure: &anyhow::Error) -> u8 {
    terminal::note(&format!("chancery: {failure:#}"));
    status(failure)
}

fn status(failure: &anyhow::Error) -> u8 {
    if failure.is::<CheckFailed>() {
        return 1;
    }
    match failure.downcast_ref::<Refused>() {
        Some(Refused::Absent) => 3,
        Some(Refused::Conflict(_)) => 4,
        Some(Refused::Passphrase) => 6,
        Some(Refused::Invalid(_) | Refused::Duty(_) | Refused::Below(_)) => 2,
        Some(_) => 5,
        None if failure.is::<Usage>() => 2,
        None => 5,
    }
}
