//! What every handler is given.

use crate::desk::{Desk, Look};
use crate::house::House;
use crate::sessions::{Sessions, SignedIn};
use crate::settings::Settings;
use crate::tongue::Tongue;
use chancery_registry::Refused;
use chancery_registry::answers::ReaderShown;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// So many passwords are tried at once: each takes the memory of a key derivation.
const SIGN_INS_AT_ONCE_MAX: usize = 2;
/// So many send files up at once.
const SENDINGS_AT_ONCE_MAX: usize = 2;
/// Documents that are laid out for print at one time.
const PRINTS_AT_ONCE_MAX: usize = 2;

/// What every handler is given; cheap to clone.
#[derive(Clone)]
pub(crate) struct App {
    desk: Arc<dyn Desk>,
    /// In which house pages are made.
    pub house: House,
    /// Who is signed in.
    pub sessions: Arc<Sessions>,
    /// TLS is ended before us.
    pub tls: bool,
    /// The languages between which readers choose.
    pub tongues: &'static [Tongue],
    sign_ins: Arc<Semaphore>,
    /// Files that are sent up lie in memory, so few send at once.
    pub sendings: Arc<Semaphore>,
    /// So does what is printed.
    pub prints: Arc<Semaphore>,
}

impl App {
    /// An app over a desk.
    pub fn new(desk: Arc<dyn Desk>, settings: &Settings) -> Self {
        Self {
            house: House { zone: desk.zone(), tour: settings.tour },
            desk,
            sessions: Arc::new(Sessions::new(settings)),
            tls: settings.tls,
            tongues: settings.tongues,
            sign_ins: Arc::new(Semaphore::new(SIGN_INS_AT_ONCE_MAX)),
            sendings: Arc::new(Semaphore::new(SENDINGS_AT_ONCE_MAX)),
            prints: Arc::new(Semaphore::new(PRINTS_AT_ONCE_MAX)),
        }
    }

    /// Asks the desk on the blocking pool.
    pub async fn ask<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&dyn Desk) -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Refused> {
        let desk = Arc::clone(&self.desk);
        tokio::task::spawn_blocking(move || ask(&*desk))
            .await
            .unwrap_or_else(|_| Err(Refused::Storage("a request ended before it was answered".into())))
    }

    /// Asks the desk for a sign-in, few at a time.
    pub async fn ask_sign_in<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&dyn Desk) -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Refused> {
        let _turn = self.sign_in_turn().await;
        self.ask(ask).await
    }

    /// Waits until a password may be tried; the turn lasts as long as what is answered is kept.
    pub async fn sign_in_turn(&self) -> Option<OwnedSemaphorePermit> {
        // The semaphore is never closed; were it, the try would simply not be held back.
        Arc::clone(&self.sign_ins).acquire_owned().await.ok()
    }

    /// Takes a fresh view for the reader and asks it. The outer refusal says that there is no such reader
    /// any more; the inner one is the answer to what was asked.
    pub async fn look<T: Send + 'static>(
        &self,
        reader: &SignedIn,
        ask: impl FnOnce(&dyn Look) -> Result<T, Refused> + Send + 'static,
    ) -> Result<(ReaderShown, Result<T, Refused>), Refused> {
        let handle = reader.handle.clone();
        self.ask(move |desk| {
            let look = desk.look(&handle)?;
            let found = ask(&*look);
            // What waits is counted after what was done, as the page shows it.
            Ok((look.who(), found))
        })
        .await
    }
}
