//! What can go wrong with a seal.

use thiserror::Error;

/// Why something could not be sealed or opened. It never says what was in it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SealError {
    /// The key is another one, or the bytes were changed.
    #[error("the seal does not open: another key, or changed bytes")]
    Broken,
    /// Fewer bytes than any seal has.
    #[error("too short to be sealed")]
    Short,
    /// The passphrase opens nothing.
    #[error("the passphrase is not the one that protects this registry")]
    Passphrase,
    /// A protector or hash whose form is not known.
    #[error("a protector of an unknown form")]
    Form,
    /// The cost asked of the machine is beyond the limit.
    #[error("a protector that asks for more work than is allowed")]
    Cost,
}
