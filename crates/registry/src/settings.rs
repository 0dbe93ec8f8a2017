//! What is laid down for one registry: its name, the policies in force, where it lies.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chancery_label::PolicyId;
use chancery_office::id::Id;
use chancery_seal::protector::Cost;
use chancery_seal::{hex, random};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::calendar::Calendar;
use crate::patterns::Pattern;
use crate::refused::Refused;
use crate::store;
use crate::zone::Zone;

/// The folder of sealed bodies.
pub(crate) const VAULT: &str = "vault";
/// The folder of the search index.
pub(crate) const SHELVES: &str = "shelves";
/// Largest `chancery.toml` that is read.
const SETTINGS_BYTES_MAX: u64 = 64 * 1024;
/// Tries at the lock. A process that was killed while it started a worker leaves the lock, for the moment
/// between fork and exec, to what was to become the worker.
const LOCK_TRIES_MAX: u32 = 20;
/// Between two tries.
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// Where the parts of a registry lie.
#[derive(Clone, Debug)]
pub struct Places(PathBuf);

impl Places {
    /// A registry in that folder.
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self(dir.into())
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.0
    }

    /// Settings and policies in force.
    pub fn settings(&self) -> PathBuf {
        self.0.join("chancery.toml")
    }

    /// Protectors and wrapped keys.
    pub fn keys(&self) -> PathBuf {
        self.0.join("keys.db")
    }

    /// Entries, tiles, checkpoints.
    pub fn ledger(&self) -> PathBuf {
        self.0.join("ledger.db")
    }

    /// Policies that were taken in besides those of the program.
    pub fn policies(&self) -> PathBuf {
        self.0.join("policies")
    }

    /// Sealed bodies.
    pub fn vault(&self) -> PathBuf {
        self.0.join(VAULT)
    }

    /// The register, a projection.
    pub fn register(&self) -> PathBuf {
        self.0.join("register.db")
    }

    /// Who saw what, a projection that lies beside the register.
    pub fn seen(&self) -> PathBuf {
        self.0.join("seen.db")
    }

    /// The search index, a projection.
    pub fn shelves(&self) -> PathBuf {
        self.0.join(SHELVES)
    }

    /// What is kept of its backups.
    pub fn backed_up(&self) -> PathBuf {
        self.0.join("backed-up.json")
    }

    /// In a backup, the last checkpoint over it.
    pub fn checkpoint(&self) -> PathBuf {
        self.0.join("checkpoint")
    }

    /// Takes the registry for this process alone.
    pub fn lock(&self) -> Result<File, Refused> {
        let path = self.0.join("lock");
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|e| store::io(&path, &e))?;
        for _ in 0..LOCK_TRIES_MAX {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_PAUSE),
                Err(TryLockError::Error(error)) => return Err(store::io(&path, &error)),
            }
        }
        Err(Refused::Locked)
    }

    /// Removes the projections; what they hold is made again from the ledger.
    pub fn discard_projections(&self) -> Result<(), Refused> {
        self.discard_rows()?;
        absent_ok(&self.shelves(), fs::remove_dir_all(self.shelves()))
    }

    /// Removes those of them that are rows.
    pub fn discard_rows(&self) -> Result<(), Refused> {
        for database in [self.register(), self.seen()] {
            for suffix in ["", "-wal", "-shm"] {
                let mut name = database.clone().into_os_string();
                name.push(suffix);
                let path = PathBuf::from(name);
                absent_ok(&path, fs::remove_file(&path))?;
            }
        }
        Ok(())
    }
}

fn absent_ok(at: &Path, done: std::io::Result<()>) -> Result<(), Refused> {
    match done {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(store::io(at, &error)),
        _ => Ok(()),
    }
}

/// `chancery.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Name of the office.
    pub name: String,
    /// Policies in force, in the order in which a marking is tried; the first is the office's own.
    pub policies: Vec<PolicyId>,
    /// Under which the ledger's checkpoints are signed.
    pub origin: String,
    /// "14/10" is the fourteenth of October.
    pub day_first: bool,
    /// Where the office is: its days begin there, and moments are told in its hours.
    #[serde(default, skip_serializing_if = "Zone::is_utc")]
    pub zone: Zone,
    /// Words below what their writer has opened in the sitting need a reason.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub high_water_mark: bool,
    /// Everybody sets up a second factor before he does anything else.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub second_factor: bool,
    /// Policies that the registry took in besides those of the program: SHA-256 of each one's file.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub taken: BTreeMap<PolicyId, String>,
    /// Posts, by policy, whose holder alone approves changed markings of that policy.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub owners: BTreeMap<PolicyId, String>,
    /// Days on which nobody works; Saturdays and Sundays where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Calendar>,
    /// A language model on this machine that may read papers as second reader; without it, none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_reader: Option<SecondReader>,
    /// Drafts to begin from.
    #[serde(default, rename = "pattern", skip_serializing_if = "Vec::is_empty")]
    pub patterns: Vec<Pattern>,
}

/// `[second_reader]` in `chancery.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecondReader {
    /// Where it is asked: a loopback address and nothing else.
    pub url: String,
    /// Its name, as it is asked for.
    pub model: String,
    /// How long one answer may take.
    #[serde(default = "patience_seconds")]
    pub seconds: u64,
    /// The highest marking, by policy, of what may be sent to it. What bears another policy is not sent.
    #[serde(default)]
    pub up_to: BTreeMap<PolicyId, String>,
}

fn patience_seconds() -> u64 {
    120
}

impl Settings {
    /// Settings of a new registry.
    pub fn new(name: &str) -> Self {
        let tail = hex(&random::<4>());
        Self {
            name: name.to_owned(),
            policies: ["uk-1982", "us-historical"].map(PolicyId::new).to_vec(),
            origin: format!("registry.chancery.example/{tail}"),
            day_first: true,
            zone: Zone::default(),
            high_water_mark: true,
            second_factor: false,
            taken: BTreeMap::new(),
            owners: BTreeMap::new(),
            calendar: None,
            second_reader: None,
            patterns: Vec::new(),
        }
    }

    /// The settings of the registry in a folder.
    pub fn of(dir: &Path) -> Result<Self, Refused> {
        Self::read(&Places::new(dir))
    }

    /// Reads the settings of a registry.
    pub(crate) fn read(places: &Places) -> Result<Self, Refused> {
        let path = places.settings();
        let size = fs::metadata(&path).map_err(|e| unread(places, &e))?.len();
        if size > SETTINGS_BYTES_MAX {
            return Err(Refused::Damaged("chancery.toml is far too long".into()));
        }
        let text = fs::read_to_string(&path).map_err(|e| unread(places, &e))?;
        toml::from_str(&text).map_err(|e| {
            let why = e.message().lines().next().unwrap_or_default();
            let line =
                e.span().map_or(1, |span| 1 + text.get(..span.start).unwrap_or("").matches('\n').count());
            Refused::Damaged(format!("chancery.toml does not read at line {line} ({why})"))
        })
    }

    /// Writes the settings anew, all of them or none.
    pub(crate) fn write_over(&self, places: &Places) -> Result<(), Refused> {
        let text =
            toml::to_string(self).map_err(|_| Refused::Invalid("these settings cannot be kept".into()))?;
        replace(&places.settings(), text.as_bytes())
    }

    /// Writes the settings of a new registry; where there is one already, nothing is touched.
    pub fn write_new(&self, places: &Places) -> Result<(), Refused> {
        let text =
            toml::to_string(self).map_err(|_| Refused::Invalid("these settings cannot be kept".into()))?;
        let mut file =
            OpenOptions::new().write(true).create_new(true).open(places.settings()).map_err(|e| {
                match e.kind() {
                    std::io::ErrorKind::AlreadyExists => Refused::Conflict(format!(
                        "there is a registry in {} already: name another folder",
                        places.dir().display()
                    )),
                    _ => store::io(&places.settings(), &e),
                }
            })?;
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        written.map_err(|e| store::io(&places.settings(), &e))
    }
}

/// Puts bytes in the place of a file, durably: all of them or none.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Refused> {
    let aside = path.with_extension("new");
    let mut file = File::create(&aside).map_err(|e| store::io(&aside, &e))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|e| store::io(&aside, &e))?;
    store::put_in_place(&aside, path)
}

/// Without its settings a folder is no registry, or one that has lost them.
fn unread(places: &Places, error: &std::io::Error) -> Refused {
    match error.kind() {
        std::io::ErrorKind::InvalidData => Refused::Damaged("chancery.toml is not text".into()),
        std::io::ErrorKind::NotFound if places.keys().exists() => {
            Refused::Damaged("chancery.toml is missing".into())
        }
        std::io::ErrorKind::NotFound => Refused::NoRegistry(places.dir().display().to_string()),
        _ => store::io(&places.settings(), error),
    }
}

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Where ids come from.
#[derive(Clone)]
pub enum Ids {
    /// Chance.
    Random,
    /// The thing named, under a seed: for tests that compare two registries.
    Derived([u8; 16]),
}

impl Ids {
    /// An id for what `material` tells apart from all else.
    pub fn id(&self, material: &[&[u8]]) -> Id {
        match self {
            Ids::Random => Id(random()),
            Ids::Derived(seed) => {
                let mut hash = Sha256::new().chain_update(seed);
                for part in material {
                    hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
                    hash.update(part);
                }
                let digest: [u8; 32] = hash.finalize().into();
                let mut id = [0; 16];
                id.copy_from_slice(&digest[..16]);
                Id(id)
            }
        }
    }
}

/// What a process brings to the registry that it opens.
#[derive(Clone)]
pub struct Means {
    /// The time.
    pub clock: Clock,
    /// Ids.
    pub ids: Ids,
    /// How hard the passphrase of a new registry is to try.
    pub cost: Cost,
    /// How hard a password is to try.
    pub sign_in_cost: Cost,
    /// The program that parses foreign bytes; none parses them in this process.
    pub worker: Option<PathBuf>,
}

impl Means {
    /// The means of the one binary: the system's clock, chance, and itself as the worker.
    #[expect(clippy::disallowed_methods, reason = "the system's clock comes in here")]
    pub fn of_program(worker: PathBuf) -> Self {
        Self {
            clock: Arc::new(Timestamp::now),
            ids: Ids::Random,
            cost: Cost::ROOT,
            sign_in_cost: chancery_seal::password::SIGN_IN,
            worker: Some(worker),
        }
    }
}
