//! Backups: what must never be lost, copied beside whoever serves the registry, without its passphrase.
//!
//! The ledger is copied first, as it is at one moment. Whatever its entries name was durable before them, so keys and
//! bodies that are copied after it are all there. The projections are left out: they are made again.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chancery_ledger::{CopyError, prepare_copy};
use chancery_vault::Vault;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::keys::Keys;
use crate::refused::Refused;
use crate::registry::{Registry, restrict};
use crate::settings::{Places, Settings, replace};
use crate::store;

/// What the names begin with of all that lies in a registry or its backup.
const OURS: [&str; 12] = [
    "ledger.db",
    "vault",
    "policies",
    "chancery.",
    "checkpoint",
    "lock",
    "commands.sock",
    "keys.",
    "register.db",
    "seen.db",
    "shelves",
    "backed-up.",
];

/// A backup as it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Backup {
    /// Entries in it.
    pub entries: u64,
    /// The last checkpoint over them, a signed note.
    pub checkpoint: Option<String>,
    /// Bodies that were copied.
    pub copied: u64,
    /// Bodies that were in it already, and were read again.
    pub held: u64,
    /// The keys were copied too.
    pub keys: bool,
    /// Bodies that are damaged or cannot be read, and that it does not hold.
    pub flaws: Vec<String>,
    /// Folders that others may enter.
    pub open_to_others: Vec<String>,
}

/// What a registry keeps of its backups, for whoever asks how old the last is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BackedUp {
    /// When the last was made.
    pub at: Timestamp,
    /// Entries in it.
    pub entries: u64,
    /// Bodies that it lacks.
    pub flaws: u64,
    /// Entries that the keys open which were copied last; none where they never were.
    pub keys: Option<u64>,
}

impl BackedUp {
    /// What is kept; none where there was no backup, or where that does not read.
    pub(crate) fn of(places: &Places) -> Option<Self> {
        serde_json::from_slice(&fs::read(places.backed_up()).ok()?).ok()
    }
}

impl Registry {
    /// Copies a registry into a folder, and its keys into another where one is named; a backup that is there already
    /// is brought up to date. It may be served meanwhile. A backup that was there stands until all is copied.
    pub fn back_up(
        dir: &Path,
        to: &Path,
        keys_to: Option<&Path>,
        at: Timestamp,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Backup, Refused> {
        let from = Places::new(dir);
        Settings::read(&from)?;
        let into = place_for(&from, to)?;
        let keys_into = keys_to.map(|keys_to| place_for_keys(&from, keys_to, &into)).transpose()?;
        let _alone = into.lock().map_err(in_use)?;
        let ledger = prepare_copy(&from.ledger(), &into.ledger()).map_err(refused)?;
        if let Some(keys_into) = &keys_into {
            Keys::copy_file(&from.keys(), keys_into)?;
        }
        let vault = Vault::open(&from.vault()).map_err(|e| store::vault(&e))?;
        let copy = Vault::open_or_make(&into.vault()).map_err(|e| store::vault(&e))?;
        let bodies = vault.copy_into(&copy, progress).map_err(|e| store::vault(&e))?;
        copy_settings(&from, &into)?;
        let ledger = ledger.put_in_place().map_err(refused)?;
        if let Some(note) = &ledger.checkpoint {
            replace(&into.checkpoint(), note.as_bytes())?;
        }
        let (entries, flaws) = (ledger.size, bodies.flaws.len() as u64);
        let keys = keys_to.map(|_| entries).or(BackedUp::of(&from).and_then(|before| before.keys));
        let kept = serde_json::to_vec(&BackedUp { at, entries, flaws, keys }).map_err(store::json)?;
        replace(&from.backed_up(), &kept)?;
        Ok(Backup {
            entries,
            checkpoint: ledger.checkpoint,
            copied: bodies.copied,
            held: bodies.held,
            keys: keys_to.is_some(),
            flaws: bodies.flaws.iter().map(|flaw| format!("vault: {flaw}")).collect(),
            open_to_others: [Some(to), keys_to].into_iter().flatten().filter_map(open_to_others).collect(),
        })
    }
}

/// The folder of a backup: a new one, an empty one, or one that holds a backup or the beginning of one; and none that
/// lies in the registry.
fn place_for(from: &Places, to: &Path) -> Result<Places, Refused> {
    let into = Places::new(folder_outside(from, to)?);
    for item in fs::read_dir(to).map_err(|e| store::io(to, &e))? {
        let name = item.map_err(|e| store::io(to, &e))?.file_name();
        let name = name.to_string_lossy();
        if !OURS.iter().any(|ours| name.starts_with(ours)) {
            let why = format!("{} holds something else than a backup: name another folder", to.display());
            return Err(Refused::Conflict(why));
        }
    }
    Ok(into)
}

/// Where the keys go: into no folder in which a registry may have keys of its own, but for that of the backup.
fn place_for_keys(from: &Places, keys_to: &Path, into: &Places) -> Result<PathBuf, Refused> {
    let place = Places::new(folder_outside(from, keys_to)?);
    let is_backup = whole(keys_to)? == whole(into.dir())?;
    if !is_backup && (place.settings().exists() || place.ledger().exists()) {
        let why = format!("{} holds a registry: name another folder for the keys", keys_to.display());
        return Err(Refused::Conflict(why));
    }
    Ok(place.keys())
}

/// A folder outside of the registry, made for its owner alone where there is none.
fn folder_outside<'p>(from: &Places, folder: &'p Path) -> Result<&'p Path, Refused> {
    store::text_of_path(folder)?;
    if !folder.exists() {
        let above = folder.ancestors().find(|above| above.exists()).unwrap_or(Path::new("."));
        inside(from, above)?;
        fs::create_dir_all(folder).map_err(|e| store::io(folder, &e))?;
        restrict(folder)?;
    }
    inside(from, folder).map(|()| folder)
}

fn inside(from: &Places, folder: &Path) -> Result<(), Refused> {
    match whole(folder)?.starts_with(whole(from.dir())?) {
        true => Err(Refused::Invalid("a backup lies outside of the registry: name another folder".into())),
        false => Ok(()),
    }
}

fn whole(path: &Path) -> Result<PathBuf, Refused> {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    path.canonicalize().map_err(|e| store::io(path, &e))
}

fn open_to_others(folder: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(folder).ok()?.permissions().mode();
    (mode & 0o077 != 0).then(|| folder.display().to_string())
}

fn in_use(refused: Refused) -> Refused {
    match refused {
        Refused::Locked => {
            Refused::Conflict("that backup is in use: another is being made there, or it is served".into())
        }
        other => other,
    }
}

/// Settings, and the policies that were taken in.
fn copy_settings(from: &Places, into: &Places) -> Result<(), Refused> {
    let copy = |from: &Path, to: &Path| replace(to, &fs::read(from).map_err(|e| store::io(from, &e))?);
    let policies = match fs::read_dir(from.policies()) {
        Ok(policies) => policies.collect::<Result<Vec<_>, _>>(),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    };
    let policies = policies.map_err(|e| store::io(&from.policies(), &e))?;
    if !policies.is_empty() {
        fs::create_dir_all(into.policies()).map_err(|e| store::io(&into.policies(), &e))?;
    }
    for policy in policies.iter().filter(|policy| policy.path().is_file()) {
        copy(&policy.path(), &into.policies().join(policy.file_name()))?;
    }
    copy(&from.settings(), &into.settings())
}

/// That the ledger is not what its backup says is the very thing that a backup is kept for.
fn refused(error: CopyError) -> Refused {
    match error {
        CopyError::Ledger(error) => store::ledger(error),
        CopyError::Flawed(what) => {
            Refused::Damaged(format!("ledger.db is damaged ({what}); the backup is as it was"))
        }
        CopyError::Another => {
            Refused::Conflict("that is the backup of another registry: name another folder".into())
        }
        CopyError::Used => {
            Refused::Conflict("that backup was used as a registry and not closed: name another folder".into())
        }
        rolled_back @ (CopyError::CutOff { .. } | CopyError::Otherwise { .. }) => Refused::Damaged(format!(
            "{rolled_back}: what was entered is not there any more; the backup is as it was"
        )),
    }
}
