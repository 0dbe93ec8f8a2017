//! Who takes in what comes: a clerk of the registry, one filing at a time.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chancery_registry::{Came, Options, Outcome, Refused, Registry, Source};

/// Takes in what comes, as a clerk of a registry.
pub struct Taker {
    registry: Registry,
    clerk: String,
    // The same bytes that come at once by two ways are filed one after the other, and so once.
    filing: Mutex<()>,
    // What was logged last, so that a folder that is looked at each second does not say the same each second.
    logged: Mutex<Option<String>>,
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
        Ok(Self { registry, clerk: clerk.to_owned(), filing: Mutex::default(), logged: Mutex::default() })
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
        let clerk = self.registry.reader(&self.clerk).inspect_err(|refused| self.log(refused))?;
        let options = Options { came: Some(came), ..Options::default() };
        let filed = self.registry.file(&clerk, sources.into_iter(), &options, &mut |outcome| {
            let Outcome { name, filed } = outcome;
            match filed {
                Ok(_) => *self.logged() = None,
                Err(ref refused) => self.log(refused),
            }
            told(&name, filed.map_or_else(|refused| Took::of(&refused), |_| Took::Kept));
        });
        filed.inspect_err(|refused| self.log(refused))
    }

    /// Logs why the registry cannot take what came, once until it takes something again. What is at fault in what
    /// came is told to its sender instead.
    fn log(&self, refused: &Refused) {
        let cause = match refused {
            Refused::Absent | Refused::Duty(_) => {
                "the clerk who takes it in may not, or is not known".to_owned()
            }
            trouble if trouble.is_trouble() => trouble.flaw(),
            _ => return,
        };
        let mut logged = self.logged();
        if logged.as_ref() != Some(&cause) {
            tracing::error!(cause, "what came could not be taken in");
            *logged = Some(cause);
        }
    }

    fn logged(&self) -> MutexGuard<'_, Option<String>> {
        self.logged.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Took {
    /// What a refusal comes to.
    pub fn of(refused: &Refused) -> Self {
        match refused {
            Refused::Invalid(_) | Refused::Conflict(_) => Took::Refused(refused.to_string()),
            // Why not is for the log (`Taker::take`), and not for who sends.
            Refused::Full => Took::NotNow("there is no room".into()),
            _ => Took::NotNow("the registry cannot take it now".into()),
        }
    }
}
