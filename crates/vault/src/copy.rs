//! Bodies copied into another vault.

use crate::{Digest, Flaw, Vault, VaultError};

/// What came of copying.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// Bodies that were copied.
    pub copied: u64,
    /// Bodies that were there already, and are what their names say.
    pub held: u64,
    /// Bodies that are damaged here or cannot be read, and that the other vault does not hold.
    pub flaws: Vec<Flaw>,
}

impl Vault {
    /// Copies every body that another vault does not hold whole; they are durable when this returns.
    pub fn copy_into(&self, other: &Vault, progress: &mut dyn FnMut(u64)) -> Result<Copied, VaultError> {
        let mut all = Copied::default();
        for digest in self.digests() {
            self.copy_one(&digest?, other, &mut all)?;
            progress(all.copied + all.held);
        }
        other.sync()?;
        Ok(all)
    }

    fn copy_one(&self, digest: &Digest, other: &Vault, all: &mut Copied) -> Result<(), VaultError> {
        if other.holds(digest) {
            all.held += 1;
            return Ok(());
        }
        match self.get(digest) {
            Ok(bytes) => {
                other.put(&bytes)?;
                all.copied += 1;
            }
            Err(VaultError::Damaged(_)) => {
                let what = "its bytes are not what its name says".into();
                all.flaws.push(Flaw { digest: *digest, what });
            }
            // A body that no entry names was removed meanwhile.
            Err(VaultError::Missing(_)) => {}
            // Of one that cannot be read the others are copied all the same.
            Err(error) => {
                all.flaws.push(Flaw { digest: *digest, what: format!("it cannot be read: {error}") });
            }
        }
        Ok(())
    }
}
