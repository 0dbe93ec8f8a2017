//! Why the registry does not do what it was asked.

use thiserror::Error;

/// A refusal. It never says what it refuses.
#[derive(Clone, Debug, Error)]
#[non_exhaustive]
pub enum Refused {
    /// There is no such thing, or the reader may not know of it: one answer.
    #[error("nothing of that name is known here")]
    Absent,
    /// The reader knows of the thing, but it is not his duty.
    #[error("that is for one who {0}")]
    Duty(&'static str),
    /// What was typed cannot be taken.
    #[error("{0}")]
    Invalid(String),
    /// The thing has changed meanwhile, or is so already.
    #[error("{0}")]
    Conflict(String),
    /// Words would stand below what their writer has opened in this sitting.
    #[error(
        "you have opened {0} in this sitting, and what you write here can be read by others: give a reason for it, or end the sitting"
    )]
    Below(String),
    /// Too many tries.
    #[error("too many tries: wait {seconds} seconds")]
    Wait {
        /// How long.
        seconds: u64,
    },
    /// Another process has the registry open.
    #[error("the registry is in use by another process: stop `chancery serve`, or wait until that has ended")]
    Locked,
    /// The passphrase is another one.
    #[error(
        "the passphrase is not the one that protects this registry: try again, or name another with `--registry`"
    )]
    Passphrase,
    /// There is no registry.
    #[error("there is no registry in {0}: make one with `chancery init`, or name another with `--registry`")]
    NoRegistry(String),
    /// The disk has no room.
    #[error("the disk is full: nothing of this was entered; make room and repeat the command")]
    Full,
    /// A store that cannot be made again does not read as it should.
    #[error("{0}: put back a copy of it; `chancery verify` names whatever else is damaged")]
    Damaged(String),
    /// A projection does not read as it should, or is behind; nothing that was entered is lost.
    #[error("{0}: make it again with `chancery rebuild`; nothing that was entered is lost")]
    Projection(String),
    /// Any other failure of a store.
    #[error("the registry could not be read or written: {0}")]
    Storage(String),
}

impl Refused {
    /// A store fails: nothing that was asked is at fault, and asking otherwise does not help.
    pub fn is_trouble(&self) -> bool {
        match self {
            Refused::Absent
            | Refused::Duty(_)
            | Refused::Invalid(_)
            | Refused::Conflict(_)
            | Refused::Below(_)
            | Refused::Wait { .. } => false,
            Refused::Locked
            | Refused::Passphrase
            | Refused::NoRegistry(_)
            | Refused::Full
            | Refused::Damaged(_)
            | Refused::Projection(_)
            | Refused::Storage(_) => true,
        }
    }

    /// What is wrong, without what to do: for a list of flaws, which says that once, and for a log. Of a trouble it
    /// names files, entries, streams and bodies, and never what is in them.
    pub fn flaw(&self) -> String {
        match self {
            Refused::Damaged(what) | Refused::Projection(what) => what.clone(),
            Refused::Full => "the disk is full: make room first".into(),
            other => other.to_string(),
        }
    }
}

/// What is there, if it is: any other refusal stays one.
pub(crate) fn if_there<T>(found: Result<T, Refused>) -> Result<Option<T>, Refused> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Refused::Absent) => Ok(None),
        Err(refused) => Err(refused),
    }
}
