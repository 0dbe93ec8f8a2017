//! Who takes in what comes: a clerk of the registry, one filing at a time.

use std::sync::{Mutex, PoisonError};

use chancery_registry::{Came, Options, Outcome, Refused, Registry, Source};

/// Takes in what comes, as a clerk of a registry.
pub struct Taker {
    registry: Registry,
    clerk: String,
    // The same bytes that come at once by two ways are filed one after the other, and so once.
    filing: Mutex<()>,
}

/// What became of something that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Took {
    /// It is kept, durably.
    Kept,
    /// It is refused, whenever it may come.
    Refused(String),
    /// It could not be kept now: it may come again.
    NotNow(String),
}

impl Taker {
    /// As the clerk of that handle, who has the duty to enter papers.
    pub fn new(registry: Registry, clerk: &str) -> Result<Self, Refused> {
        let reader = registry.reader(clerk)?;
        reader.must(chancery_registry::Duty::Register)?;
        registry.takes_in_as(&reader);
        Ok(Self { registry, clerk: clerk.to_owned(), filing: Mutex::default() })
    }

    /// Takes sources into the in-tray; `told` hears of each by its name.
    pub fn take(
        &self,
        sources: Vec<Source>,
        came: Came,
        told: &mut dyn FnMut(&str, Took),
    ) -> Result<(), Refused> {
        let _filing = self.filing.lock().unwrap_or_else(PoisonError::into_inner);
        // Asked for anew each time, so that a clearance that was taken away is gone.
        let clerk = self.registry.reader(&self.clerk)?;
        let options = Options { came: Some(came), ..Options::default() };
        self.registry.file(&clerk, sources.into_iter(), &options, &mut |outcome| {
            let Outcome { name, filed } = outcome;
            told(&name, filed.map_or_else(|refused| Took::of(&refused), |_| Took::Kept));
        })
    }
}

impl Took {
    /// What a refusal comes to.
    pub fn of(refused: &Refused) -> Self {
        match refused {
            Refused::Invalid(_) | Refused::Conflict(_) => Took::Refused(refused.to_string()),
            // What ails the store is for the registry's own log, not for who sends.
            Refused::Full => Took::NotNow("there is no room".into()),
            _ => Took::NotNow("the registry cannot take it now".into()),
        }
    }
}
