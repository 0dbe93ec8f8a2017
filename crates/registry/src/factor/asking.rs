//! Signing in by a code, after a password or a link.

use jiff::SignedDuration;

use super::halves::{By, Half};
use crate::refused::Refused;
use crate::registry::{Reader, Registry};
use crate::signing_in::drawn;

/// A code follows its password within this.
const HALF_MINUTES: i64 = 5;

/// How a sign-in went.
pub enum Passed {
    /// He is in.
    In {
        /// Who.
        reader: Box<Reader>,
        /// He has set a password: whoever is signed in elsewhere in his name has not shown it.
        new_password: bool,
    },
    /// The code of his device is wanted yet; this is what stands for what he has shown.
    Half(String),
}

impl Registry {
    /// Lets in who has shown what he was asked for, or asks him for his code.
    pub(crate) fn go_on(&self, reader: Reader, by: By) -> Result<Passed, Refused> {
        if !self.asks_code(&reader) {
            return self.let_in(reader, by, false, 1);
        }
        let (token, now) = (drawn(), self.now());
        let ends = now.checked_add(SignedDuration::from_mins(HALF_MINUTES)).map_err(|_| Refused::Absent)?;
        let half = Half { handle: reader.handle().to_owned(), by, ends, tried: 0 };
        self.0.halves.keep(self.half_name(&token), half, now);
        Ok(Passed::Half(token))
    }

    /// Signs in by the code of a device, or by a recovery code, who has come half way. A wrong one counts as a try to
    /// sign in; after some, and after a while, the password is asked for again.
    pub fn sign_in_by_code(&self, half: &str, code: &str) -> Result<Passed, Refused> {
        let (name, now) = (self.half_name(half), self.now());
        let (handle, by) = self.0.halves.whose(&name, now).ok_or(Refused::Absent)?;
        let reader = self.reader(&handle)?;
        self.count_try(&handle)?;
        // No code is used up for a link that another has taken the place of.
        self.must_be_good(&by)?;
        let Some(recovery) = self.use_code(&reader, code)? else {
            if self.0.halves.wrong(&name) == 1 && matches!(by, By::Password) {
                self.0.tries.count_once(&handle);
            }
            return Err(Refused::Invalid(
                "that code will not do: give the one that your device shows now".into(),
            ));
        };
        let half = self.0.halves.take(&name).ok_or(Refused::Absent)?;
        if matches!(half.by, By::Link { .. }) {
            self.0.tries.uncount(&handle, now);
        }
        let own_tries = if half.tried == 0 { 2 } else { 1 };
        self.let_in(reader, half.by, recovery, own_tries)
    }

    pub(super) fn half_name(&self, token: &str) -> String {
        self.0.keys.fingerprint(format!("half/{token}").as_bytes())
    }
}
