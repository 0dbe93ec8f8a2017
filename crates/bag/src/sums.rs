//! The sums of files, as lists that `sha256sum --check` reads too.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256, Sha512};

use crate::Fault;

/// The sums of each file by its name, and how much they are together.
#[derive(Default)]
pub(crate) struct Sums {
    files: BTreeMap<String, ([u8; 32], [u8; 64])>,
    bytes: u64,
}

impl Sums {
    pub(crate) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        let sums = (Sha256::digest(bytes).into(), Sha512::digest(bytes).into());
        self.bytes += bytes.len() as u64;
        match self.files.insert(name.to_owned(), sums) {
            None => Ok(()),
            Some(_) => Err(Fault::Twice),
        }
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Bytes, and files: what a half-copied bag shows before anything is summed.
    pub(crate) fn oxum(&self) -> String {
        format!("{}.{}", self.bytes, self.files.len())
    }

    pub(crate) fn sha256(&self) -> String {
        list(self.files.iter().map(|(name, (sum, _))| (name, sum.as_slice())))
    }

    pub(crate) fn sha512(&self) -> String {
        list(self.files.iter().map(|(name, (_, sum))| (name, sum.as_slice())))
    }
}

fn list<'a>(files: impl Iterator<Item = (&'a String, &'a [u8])>) -> String {
    files.fold(String::new(), |mut list, (name, sum)| {
        for byte in sum {
            let _ = write!(list, "{byte:02x}");
        }
        let _ = writeln!(list, "  {name}");
        list
    })
}
