//! Why a label cannot be written in a form, or a form cannot be read.

/// Why a label cannot be written in a form, or a form cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// It is longer than anything of its form that is read.
    #[error("{form} of {bytes} bytes is longer than {max}; give a shorter one")]
    TooLong {
        /// The form.
        form: &'static str,
        /// Its size.
        bytes: usize,
        /// The most that is read.
        max: usize,
    },
    /// It is not of the form's grammar.
    #[error("{form} cannot be read at byte {at}: {fault}")]
    Unreadable {
        /// The form.
        form: &'static str,
        /// Where reading ended.
        at: usize,
        /// What was wrong, then what to do.
        fault: String,
    },
    /// It is of the form's grammar, and still says nothing that can be relied on.
    #[error("{form} is not sound: {fault}")]
    Unsound {
        /// The form.
        form: &'static str,
        /// What was wrong, then what to do.
        fault: String,
    },
    /// It speaks of a policy that is not at hand.
    #[error("the policy {0} is not at hand; load it first")]
    UnknownPolicy(String),
    /// It uses a word that its policy does not have.
    #[error("the policy {policy} has no {kind} “{word}”; use a word of the policy")]
    UnknownWord {
        /// The policy.
        policy: String,
        /// What the word should have named.
        kind: &'static str,
        /// The word.
        word: String,
    },
    /// The form has no way to say this, and leaving it out would change what the label means.
    #[error("{form} cannot carry {what}; {instead}")]
    CannotCarry {
        /// The form.
        form: &'static str,
        /// What it cannot carry.
        what: String,
        /// What to do.
        instead: &'static str,
    },
    /// Parts of a product are missing or do not belong together.
    #[error("{form} holds {given} of the {of} parts of a label; give all of them together")]
    Incomplete {
        /// The form.
        form: &'static str,
        /// How many parts were given.
        given: usize,
        /// How many there are.
        of: usize,
    },
    /// The bytes are not those that the label was bound to.
    #[error("the label is bound to other bytes; give those with the digest that it names")]
    NotBound,
    /// An access expression that says nothing, which elsewhere means that everybody may read.
    #[error("the access expression is empty, which opens to everybody; say so where that is meant")]
    Empty,
}

impl FormError {
    pub(crate) fn unsound(form: &'static str, fault: impl Into<String>) -> Self {
        Self::Unsound { form, fault: fault.into() }
    }

    pub(crate) fn unreadable(form: &'static str, at: usize, fault: impl Into<String>) -> Self {
        Self::Unreadable { form, at, fault: fault.into() }
    }
}

/// Refuses what is longer than its form may be.
pub(crate) fn check_length(form: &'static str, bytes: usize, max: usize) -> Result<(), FormError> {
    if bytes > max { Err(FormError::TooLong { form, bytes, max }) } else { Ok(()) }
}
