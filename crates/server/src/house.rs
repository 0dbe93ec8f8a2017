//! The house that answers: in whose hours it tells moments, and whether it shows a reader round.
//!
//! Like the language, it is held for the task that answers a request; outside one, moments are told in UTC.

use chancery_registry::Zone;
use jiff::{Timestamp, ZonedDateTime};

/// What a page is made in.
#[derive(Clone, Debug)]
pub(crate) struct House {
    /// Where the office is.
    pub zone: Zone,
    /// It is made for trying: a tour leads through it.
    pub tour: bool,
}

tokio::task_local! {
    static HOUSE: House;
}

/// Answers in that house.
pub(crate) async fn in_house<F: Future>(house: House, answers: F) -> F::Output {
    HOUSE.scope(house, answers).await
}

/// That moment, in the office's hours.
pub(crate) fn told(at: Timestamp) -> ZonedDateTime {
    HOUSE.try_with(|house| house.zone.told(at)).unwrap_or_else(|_| Zone::default().told(at))
}

/// Where those hours are kept, in words: "London".
pub(crate) fn place() -> String {
    HOUSE.try_with(|house| house.zone.place()).unwrap_or_else(|_| Zone::default().place())
}

/// Whether a tour leads through it.
pub(crate) fn shows_round() -> bool {
    HOUSE.try_with(|house| house.tour).unwrap_or(false)
}

/// Makes something in a zone's hours outside a request, as a test does.
#[cfg(test)]
pub(crate) fn in_hours_of<T>(zone: Zone, makes: impl FnOnce() -> T) -> T {
    HOUSE.sync_scope(House { zone, tour: false }, makes)
}
