//! The directory as tantivy needs it.

use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chancery_seal::Key;
use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, WatchCallback, WatchCallbackList, WatchHandle, WritePtr,
};

use super::cache::Cache;
use super::name;
use super::reader::SealedFile;
use super::writer::SealedWriter;

const META: &str = "meta.json";
/// What the key is derived for.
const PURPOSE: &str = "chancery/v1/shelves";
const UNFINISHED: &str = "unfinished";

/// A sealed directory on disk. Clones are the same directory.
#[derive(Clone)]
pub(crate) struct SealedDirectory(Arc<Inner>);

struct Inner {
    dir: PathBuf,
    key: Key,
    cache: Arc<Cache>,
    watch: WatchCallbackList,
}

impl SealedDirectory {
    /// Opens the directory, making it where it is absent.
    pub fn open(dir: &Path, key: &Key) -> io::Result<Self> {
        fs::create_dir_all(dir)?;
        let (dir, key) = (dir.to_owned(), key.derive(PURPOSE));
        Ok(Self(Arc::new(Inner { dir, key, cache: Arc::default(), watch: WatchCallbackList::default() })))
    }

    /// Whether there is anything in it that an index would have left.
    pub fn has_remains(&self) -> io::Result<bool> {
        for entry in fs::read_dir(&self.0.dir)? {
            if Path::new(&entry?.file_name()).extension().is_none_or(|extension| extension != "lock") {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn sealed(&self, path: &Path) -> io::Result<SealedFile> {
        let file = File::open(self.0.dir.join(path))?;
        SealedFile::open(path, file, self.0.key.clone(), Arc::clone(&self.0.cache))
    }

    fn write_aside(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let target = self.0.dir.join(path);
        let aside = target.with_extension(UNFINISHED);
        let mut writer = SealedWriter::begin(File::create(&aside)?, self.0.key.clone(), name(path))?;
        writer.write_all(data)?;
        writer.end()?;
        fs::rename(aside, target)
    }
}

impl Directory for SealedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(self.sealed(path).map_err(|error| unread(error, path))?))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        fs::remove_file(self.0.dir.join(path)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => DeleteError::FileDoesNotExist(path.to_owned()),
            _ => DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() },
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.0.dir.join(path).try_exists().map_err(|error| unread(error, path))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let unwritten = |error: io::Error| match error.kind() {
            io::ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_owned()),
            _ => OpenWriteError::wrap_io_error(error, path.to_owned()),
        };
        let file = File::create_new(self.0.dir.join(path)).map_err(unwritten)?;
        let writer = SealedWriter::begin(file, self.0.key.clone(), name(path)).map_err(unwritten)?;
        Ok(BufWriter::new(Box::new(writer)))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.sealed(path).and_then(|file| file.read_all()).map_err(|error| unread(error, path))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.write_aside(path, data)?;
        if path == Path::new(META) {
            // Nothing waits for the callbacks: the shelves reload by hand.
            drop(self.0.watch.broadcast());
        }
        Ok(())
    }

    /// What is lost with the power is rebuilt, so nothing waits for the disk.
    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    /// The lock is on the opened file and goes with the process, however it ends.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let refused = |error: io::Error| LockError::IoError(Arc::new(error));
        let path = self.0.dir.join(&lock.filepath);
        let file = File::options().create(true).truncate(false).write(true).open(path).map_err(refused)?;
        if lock.is_blocking {
            file.lock().map_err(refused)?;
        } else {
            file.try_lock().map_err(|error| match error {
                TryLockError::WouldBlock => LockError::LockBusy,
                TryLockError::Error(error) => refused(error),
            })?;
        }
        Ok(DirectoryLock::from(Box::new(file)))
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(self.0.watch.subscribe(watch_callback))
    }
}

fn unread(error: io::Error, path: &Path) -> OpenReadError {
    match error.kind() {
        io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
        _ => OpenReadError::wrap_io_error(error, path.to_owned()),
    }
}

impl fmt::Debug for SealedDirectory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealedDirectory")
    }
}
