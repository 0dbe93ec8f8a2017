//! A desk at which the readers of the samples sign in.

use super::look::SampleLook;
use super::samples::{self, MEETING};
use chancery_registry::answers::*;
use chancery_registry::{Refused, Zone};
use chancery_server::desk::{Desk, Entered, Look};
use std::cell::RefCell;
use std::sync::{Arc, Mutex};

pub const PASSWORD: &str = "a-horse-of-another-colour";
pub const CODE: &str = "287082";
pub const HALF: &str = "900150983cd24fb0d6963f7d28e17f72";
pub const LINK: &str = "5d41402abc4b2a76b9719d911017c592";

/// Three readers: `coles`, `clerk` who keeps, `officer` who gives clearances; one link, which can be used once.
#[derive(Default)]
pub struct SampleDesk {
    /// What was done, in order.
    pub acts: Arc<Mutex<Vec<String>>>,
    /// A reader whose rights have ended meanwhile.
    pub gone: Mutex<Option<String>>,
    used: Mutex<bool>,
}

impl SampleDesk {
    pub fn acts(&self) -> Vec<String> {
        self.acts.lock().unwrap().clone()
    }
}

fn entered(handle: &str) -> Entered {
    Entered::In { handle: handle.into(), sets_up: false, new_password: false }
}

pub(super) fn who(handle: &str) -> Result<ReaderShown, Refused> {
    match handle {
        "coles" => Ok(samples::coles()),
        "clerk" => Ok(samples::keeper()),
        "officer" => Ok(ReaderShown {
            handle: "officer".into(),
            name: "The security officer".into(),
            ..samples::coles()
        }),
        _ => Err(Refused::Absent),
    }
}

impl Desk for SampleDesk {
    fn zone(&self) -> Zone {
        Zone::default()
    }

    fn look(&self, handle: &str) -> Result<Box<dyn Look>, Refused> {
        if self.gone.lock().unwrap().as_deref() == Some(handle) {
            return Err(Refused::Absent);
        }
        let because = RefCell::default();
        let knew = RefCell::default();
        Ok(Box::new(SampleLook { who: who(handle)?, acts: self.acts.clone(), because, knew }))
    }

    fn invited(&self, token: &str) -> Result<ReaderShown, Refused> {
        let good = token == LINK && !*self.used.lock().unwrap();
        if good { Ok(samples::coles()) } else { Err(Refused::Absent) }
    }

    fn enter(&self, token: &str, password: Option<&str>) -> Result<Entered, Refused> {
        self.invited(token)?;
        if password.is_some_and(|password| password.len() < 15) {
            return Err(Refused::Invalid("the password is too short: give at least 15 letters".into()));
        }
        *self.used.lock().unwrap() = true;
        let (handle, new_password) = ("coles".into(), password.is_some());
        Ok(Entered::In { handle, sets_up: false, new_password })
    }

    fn feed(&self, token: &str) -> Result<FeedShown, Refused> {
        let line = FeedLine {
            id: MEETING.into(),
            date: Some(jiff::civil::date(1982, 10, 15)),
            clock: jiff::civil::Time::new(11, 0, 0, 0).ok(),
            until: None,
            subject: String::new(),
            place: String::new(),
        };
        let at = samples::at("1982-10-14T08:00:00Z");
        let shown = FeedShown { office: "No. 10".into(), zone: Zone::default(), at, lines: vec![line] };
        if token == LINK { Ok(shown) } else { Err(Refused::Absent) }
    }

    fn sign_in(&self, handle: &str, password: &str) -> Result<Entered, Refused> {
        match handle {
            "hasty" => Err(Refused::Wait { seconds: 30 }),
            "broken" => Err(Refused::Storage("disk /var/lib/chancery is on fire".into())),
            "guarded" if password == PASSWORD => Ok(Entered::Half(HALF.into())),
            "new" if password == PASSWORD => {
                Ok(Entered::In { handle: "coles".into(), sets_up: true, new_password: false })
            }
            _ if password == PASSWORD => Ok(entered(&who(handle)?.handle)),
            _ => Err(Refused::Invalid("no such password".into())),
        }
    }

    fn sign_in_by_code(&self, half: &str, code: &str) -> Result<Entered, Refused> {
        match code {
            _ if half != HALF => Err(Refused::Absent),
            "hasty" => Err(Refused::Wait { seconds: 30 }),
            CODE => Ok(entered("coles")),
            _ => {
                Err(Refused::Invalid("that code will not do: give the one that your device shows now".into()))
            }
        }
    }
}
