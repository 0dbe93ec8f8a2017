//! Grades: one word for the gravity of a label, across policies.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How grave a label is, for a page's colour and border; never for access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Open or unclassified.
    Unclassified,
    /// Restricted, or for official use.
    Restricted,
    /// Confidential.
    Confidential,
    /// Secret.
    Secret,
    /// Top secret.
    TopSecret,
    /// Not settled, or not known to the policies at hand.
    NotSettled,
}

impl Grade {
    /// The word, as a style sheet has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unclassified => "unclassified",
            Self::Restricted => "restricted",
            Self::Confidential => "confidential",
            Self::Secret => "secret",
            Self::TopSecret => "top-secret",
            Self::NotSettled => "not-settled",
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
