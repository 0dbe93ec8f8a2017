//! Why a file was not taken: one sentence with what is wrong and what to do.

use serde::{Deserialize, Serialize};

use crate::names;

/// A file that was refused as a whole; nothing of it was taken.
///
/// The sentence names no file, text or person but the name that the submitter gave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{sentence}")]
pub struct Refusal {
    kind: RefusalKind,
    sentence: String,
}

/// The sorts of refusal, for a caller that must tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RefusalKind {
    /// No file of that name, or it cannot be opened.
    Unopened,
    /// A folder, device, pipe or socket.
    NotAFile,
    /// Nothing in it.
    Empty,
    /// More bytes, text, parts or papers than the limits allow.
    TooLarge,
    /// Nested more deeply than the limits allow.
    TooDeep,
    /// Text in a character set that is not read.
    Encoding,
    /// Locked with a password, or encrypted in a way that is not known.
    Encrypted,
    /// A format that is not read.
    Format,
    /// Broken or cut short.
    Broken,
    /// A construct that is never read, such as a document type declaration.
    Forbidden,
    /// The worker died, overran its time or answered nonsense.
    Unsafe,
    /// The worker could not be started or could not be shut in.
    Worker,
}

impl Refusal {
    /// A refusal of the named file: "`name` is …".
    pub(crate) fn of(kind: RefusalKind, name: &str, what: impl std::fmt::Display) -> Self {
        Refusal { kind, sentence: format!("`{}` {what}", names::shown_name(name)) }
    }

    /// The refusal without its file's name, to be told of a file within another one.
    pub(crate) fn what(&self) -> &str {
        self.sentence
            .strip_prefix('`')
            .and_then(|rest| rest.split_once("` "))
            .map_or(&*self.sentence, |(_, what)| what)
    }

    /// The same refusal told of a file that holds the refused one.
    pub(crate) fn within(self, outer: &str, inner: &str) -> Self {
        let what = format!("was not taken: in it `{}` {}", names::shown_name(inner), self.what());
        Refusal::of(self.kind, outer, what)
    }

    /// The sort of refusal.
    pub fn kind(&self) -> RefusalKind {
        self.kind
    }

    /// The same refusal with a sentence that is safe to show, for one that came from a worker.
    pub(crate) fn retold(self) -> Self {
        let sentence: String =
            self.sentence.chars().filter(|c| !c.is_control()).take(SENTENCE_CHARS_MAX).collect();
        Refusal { kind: self.kind, sentence }
    }
}

const SENTENCE_CHARS_MAX: usize = 600;
