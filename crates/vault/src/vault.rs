//! The folder of bodies.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{fmt, process};

use crate::{Digest, VaultError};

/// How long a body may be.
pub const BODY_BYTES_MAX: u64 = 1 << 30;
const NEW_PREFIX: &str = ".new-";

/// A body that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Its name.
    pub digest: Digest,
    /// What is wrong, in words.
    pub what: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "body {}: {}", self.digest, self.what)
    }
}

/// What a sweep removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Bodies that nobody wanted.
    pub orphans: u64,
    /// Bodies that were on their way when a process ended.
    pub unfinished: u64,
}

/// Bodies by digest, in a folder of 256 folders.
pub struct Vault {
    folder: PathBuf,
    /// The folder itself, by which its file system is named to `syncfs`.
    handle: File,
    /// What was put since the last sync.
    unsynced: Mutex<Vec<Digest>>,
    /// Held by the one who syncs.
    ///
    /// INVARIANT (stopped): true once a sync has failed, and never false again.
    stopped: Mutex<bool>,
}

/// Numbers the bodies on their way, for all vaults of this process.
static FRESH: AtomicU64 = AtomicU64::new(0);

impl Vault {
    /// Makes a vault in a folder that is not there yet, or is empty.
    pub fn create(folder: &Path) -> Result<Self, VaultError> {
        fs::create_dir_all(folder)?;
        if fs::read_dir(folder)?.next().is_some() {
            return Err(std::io::Error::from(ErrorKind::AlreadyExists).into());
        }
        for name in shelves() {
            fs::create_dir(folder.join(name))?;
        }
        let vault = Self::open(folder)?;
        vault.handle.sync_all()?;
        Ok(vault)
    }

    /// Opens a vault, or finishes one that is not there yet or only half made.
    pub fn open_or_make(folder: &Path) -> Result<Self, VaultError> {
        for name in shelves() {
            fs::create_dir_all(folder.join(name))?;
        }
        Self::open(folder)
    }

    /// Opens a vault.
    pub fn open(folder: &Path) -> Result<Self, VaultError> {
        let handle = File::open(folder)?;
        match shelves().find(|name| !folder.join(name).is_dir()) {
            Some(missing) => Err(VaultError::NotAVault(missing)),
            None => Ok(Self {
                folder: folder.to_owned(),
                handle,
                unsynced: Mutex::default(),
                stopped: Mutex::default(),
            }),
        }
    }

    /// Keeps a body and says its name. It is durable after the next [`Vault::sync`].
    ///
    /// A body that is kept already is left as it is; one that has been damaged is replaced.
    pub fn put(&self, bytes: &[u8]) -> Result<Digest, VaultError> {
        if bytes.len() as u64 > BODY_BYTES_MAX {
            return Err(VaultError::TooLong(bytes.len() as u64));
        }
        let digest = Digest::of(bytes);
        if !self.holds(&digest) {
            let fresh = self.fresh(&digest);
            self.write(&fresh, &digest, bytes).inspect_err(|_| drop(fs::remove_file(&fresh)))?;
        }
        // Also what was there already: a process that ended may have put it and not synced it.
        held(&self.unsynced).push(digest);
        Ok(digest)
    }

    fn write(&self, fresh: &Path, digest: &Digest, bytes: &[u8]) -> std::io::Result<()> {
        // A process that ended may have left this very name behind; what it holds is nobody's.
        File::create(fresh)?.write_all(bytes)?;
        fs::rename(fresh, self.path(digest))
    }

    pub(crate) fn holds(&self, digest: &Digest) -> bool {
        let file = File::open(self.path(digest));
        file.and_then(Digest::of_reader).is_ok_and(|found| found == *digest)
    }

    /// Makes durable everything that was put before the call.
    pub fn sync(&self) -> Result<(), VaultError> {
        // Held throughout: whoever finds nothing left to sync must not overtake the one who is syncing it.
        let mut stopped = held(&self.stopped);
        if *stopped {
            return Err(VaultError::Stopped);
        }
        let digests = std::mem::take(&mut *held(&self.unsynced));
        if digests.is_empty() {
            return Ok(());
        }
        Ok(self.sync_all(&digests).inspect_err(|_| *stopped = true)?)
    }

    #[cfg(target_os = "linux")]
    fn sync_all(&self, digests: &[Digest]) -> std::io::Result<()> {
        match rustix::fs::syncfs(&self.handle) {
            Ok(()) => Ok(()),
            // A sandbox may forbid the call, and a file system may not know it.
            Err(rustix::io::Errno::NOSYS | rustix::io::Errno::PERM) => self.sync_each(digests),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn sync_all(&self, digests: &[Digest]) -> std::io::Result<()> {
        self.sync_each(digests)
    }

    /// File by file, then the folders that name them.
    fn sync_each(&self, digests: &[Digest]) -> std::io::Result<()> {
        let mut paths: Vec<PathBuf> = digests.iter().map(|digest| self.path(digest)).collect();
        let mut folders: Vec<PathBuf> =
            paths.iter().filter_map(|path| path.parent()).map(Path::to_owned).collect();
        folders.sort_unstable();
        folders.dedup();
        paths.append(&mut folders);
        paths.iter().try_for_each(|path| File::open(path)?.sync_all())
    }

    /// The bytes of a body, if they are still what its name says.
    pub fn get(&self, digest: &Digest) -> Result<Vec<u8>, VaultError> {
        let mut bytes = Vec::new();
        self.file(digest)?.take(BODY_BYTES_MAX + 1).read_to_end(&mut bytes)?;
        if Digest::of(&bytes) == *digest { Ok(bytes) } else { Err(VaultError::Damaged(*digest)) }
    }

    fn file(&self, digest: &Digest) -> Result<File, VaultError> {
        File::open(self.path(digest)).map_err(|error| match error.kind() {
            ErrorKind::NotFound => VaultError::Missing(*digest),
            _ => error.into(),
        })
    }

    /// Looks at every wanted body; `progress` is told how many of at least how many are done.
    pub fn verify(
        &self,
        wanted: &mut dyn Iterator<Item = Digest>,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Vec<Flaw> {
        let total = wanted.size_hint().0 as u64;
        let mut flaws = Vec::new();
        for (done, digest) in (1u64..).zip(wanted) {
            flaws.extend(self.flaw(&digest).map(|what| Flaw { digest, what }));
            progress(done, total.max(done));
        }
        flaws
    }

    fn flaw(&self, digest: &Digest) -> Option<String> {
        let found = self.file(digest).and_then(|file| Ok(Digest::of_reader(file)?));
        match found {
            Ok(found) if found == *digest => None,
            Ok(_) => Some("its bytes are not what its name says".into()),
            Err(VaultError::Missing(_)) => Some("it is missing".into()),
            Err(VaultError::Io(error)) => Some(format!("it cannot be read: {error}")),
            Err(error) => Some(format!("it cannot be read: {error}")),
        }
    }

    /// Removes the bodies that nobody wants, and those that were on their way when a process ended.
    ///
    /// A body that has been put and is not yet in the ledger looks like one that nobody wants: sweep while
    /// nobody puts, as when the vault has just been opened.
    pub fn sweep(&self, keep: &dyn Fn(&Digest) -> bool) -> Result<Swept, VaultError> {
        let mut swept = Swept::default();
        for name in shelves() {
            for item in fs::read_dir(self.folder.join(&name))? {
                let path = item?.path();
                match found(&name, &path) {
                    Found::Body(digest) if !keep(&digest) => swept.orphans += 1,
                    Found::Unfinished => swept.unfinished += 1,
                    _ => continue,
                }
                fs::remove_file(&path)?;
            }
        }
        Ok(swept)
    }

    /// The names of all bodies, in order.
    pub fn digests(&self) -> impl Iterator<Item = Result<Digest, VaultError>> + '_ {
        shelves().flat_map(|name| match self.shelf(&name) {
            Ok(digests) => digests.into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        })
    }

    fn shelf(&self, name: &str) -> Result<Vec<Digest>, VaultError> {
        let mut digests = Vec::new();
        for item in fs::read_dir(self.folder.join(name))? {
            if let Found::Body(digest) = found(name, &item?.path()) {
                digests.push(digest);
            }
        }
        digests.sort_unstable();
        Ok(digests)
    }

    fn path(&self, digest: &Digest) -> PathBuf {
        let name = digest.to_string();
        let (shelf, rest) = name.split_at(2);
        self.folder.join(shelf).join(rest)
    }

    /// A name for a body on its way, in the folder where it will stay, so that a rename is enough.
    fn fresh(&self, digest: &Digest) -> PathBuf {
        let number = FRESH.fetch_add(1, Ordering::Relaxed);
        self.path(digest).with_file_name(format!("{NEW_PREFIX}{}-{number}", process::id()))
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The names of the 256 folders.
fn shelves() -> impl Iterator<Item = String> {
    (0..=255u8).map(|byte| format!("{byte:02x}"))
}

enum Found {
    Body(Digest),
    Unfinished,
    /// Not ours: left alone.
    Foreign,
}

fn found(shelf: &str, path: &Path) -> Found {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if name.starts_with(NEW_PREFIX) {
        return Found::Unfinished;
    }
    format!("{shelf}{name}").parse().map_or(Found::Foreign, Found::Body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_the_file_system_cannot_be_synced_each_file_and_folder_is() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::create(folder.path()).unwrap();
        let digests = [vault.put(b"one").unwrap(), vault.put(b"two").unwrap()];
        vault.sync_each(&digests).unwrap();
        assert!(
            vault.sync_each(&[Digest::of(b"three")]).is_err(),
            "a body that is not there cannot be durable"
        );
    }

    #[test]
    fn after_a_failed_sync_the_vault_stands_still() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::create(folder.path()).unwrap();
        *held(&vault.stopped) = true;
        vault.put(b"one").unwrap();
        assert!(matches!(vault.sync(), Err(VaultError::Stopped)));
        assert!(Vault::open(folder.path()).unwrap().sync().is_ok());
    }
}
