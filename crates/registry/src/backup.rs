//! Backups: what must never be lost, copied beside whoever serves the registry, without its passphrase.
//!
//! The ledger is copied first, as it is at one moment. Whatever its entries name was durable before them, so keys and
//! bodies that are copied after it are all there. The projections are left out: they are made again.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use chancery_ledger::{CopyError, copy_file};
use chancery_vault::Vault;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::keys::Keys;
use crate::refused::Refused;
use crate::registry::{Registry, restrict};
use crate::settings::{Places, Settings, replace};
use crate::store;

/// A backup as it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Backup {
    /// Entries in it.
    pub entries: u64,
    /// The last checkpoint over them, a signed note.
    pub checkpoint: Option<String>,
    /// Bodies that were copied.
    pub copied: u64,
    /// Bodies that were in it already.
    pub held: u64,
    /// The keys were copied too.
    pub keys: bool,
    /// Bodies that are damaged, and that it does not hold.
    pub flaws: Vec<String>,
}

/// What a registry keeps of its backups, for whoever asks how old the last is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BackedUp {
    /// When the last was made.
    pub at: Timestamp,
    /// Entries in it.
    pub entries: u64,
    /// When the keys were last copied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<Timestamp>,
}

impl BackedUp {
    /// What is kept; none where there was no backup, or where that does not read.
    pub(crate) fn of(places: &Places) -> Option<Self> {
        serde_json::from_slice(&fs::read(places.backed_up()).ok()?).ok()
    }
}

impl Registry {
    /// Copies a registry into a folder, and its keys into another where one is named; a backup that is there already
    /// is brought up to date. It may be served meanwhile.
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
        let ledger = copy_file(&from.ledger(), &into.ledger()).map_err(refused)?;
        if let Some(keys_to) = keys_to {
            fs::create_dir_all(keys_to).map_err(|e| store::io(&e))?;
            restrict(keys_to)?;
            Keys::copy_file(&from.keys(), &Places::new(keys_to).keys())?;
        }
        let vault = Vault::open(&from.vault()).map_err(|e| store::vault(&e))?;
        let bodies = vault.copy_into(&vault_in(&into)?, progress).map_err(|e| store::vault(&e))?;
        copy_settings(&from, &into)?;
        if let Some(note) = &ledger.checkpoint {
            replace(&into.checkpoint(), note.as_bytes())?;
        }
        let kept = BackedUp::of(&from).and_then(|before| before.keys);
        let kept = BackedUp { at, entries: ledger.size, keys: keys_to.map(|_| at).or(kept) };
        replace(&from.backed_up(), &serde_json::to_vec(&kept).map_err(store::json)?)?;
        Ok(Backup {
            entries: ledger.size,
            checkpoint: ledger.checkpoint,
            copied: bodies.copied,
            held: bodies.held,
            keys: keys_to.is_some(),
            flaws: bodies.flaws.iter().map(|flaw| format!("vault: {flaw}")).collect(),
        })
    }
}

/// The folder of a backup: a new one, an empty one, or one that holds a backup; and none that lies in the registry.
fn place_for(from: &Places, to: &Path) -> Result<Places, Refused> {
    fs::create_dir_all(to).map_err(|e| store::io(&e))?;
    let whole = |path: &Path| path.canonicalize().map_err(|e| store::io(&e));
    if whole(to)?.starts_with(whole(from.dir())?) {
        return Err(Refused::Invalid("a backup lies outside of the registry: name another folder".into()));
    }
    let into = Places::new(to);
    let empty = fs::read_dir(to).map_err(|e| store::io(&e))?.next().is_none();
    if !empty && !into.ledger().exists() && !into.vault().exists() {
        let why = format!("{} holds something else than a backup: name another folder", to.display());
        return Err(Refused::Conflict(why));
    }
    restrict(to)?;
    Ok(into)
}

fn vault_in(into: &Places) -> Result<Vault, Refused> {
    let vault = if into.vault().exists() { Vault::open(&into.vault()) } else { Vault::create(&into.vault()) };
    vault.map_err(|e| store::vault(&e))
}

/// Settings, and the policies that were taken in.
fn copy_settings(from: &Places, into: &Places) -> Result<(), Refused> {
    let copy = |from: &Path, to: &Path| replace(to, &fs::read(from).map_err(|e| store::io(&e))?);
    let policies = match fs::read_dir(from.policies()) {
        Ok(policies) => policies.collect::<Result<Vec<_>, _>>(),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    };
    let policies = policies.map_err(|e| store::io(&e))?;
    if !policies.is_empty() {
        fs::create_dir_all(into.policies()).map_err(|e| store::io(&e))?;
    }
    for policy in policies {
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
        rolled_back @ (CopyError::CutOff { .. } | CopyError::Otherwise { .. }) => Refused::Damaged(format!(
            "{rolled_back}: what was entered is not there any more; the backup is as it was"
        )),
    }
}
