//! Checking everything, and saying what is missing or weak.

use std::collections::HashSet;
use std::str::FromStr;
use std::sync::PoisonError;

use chancery_ledger::{Against, LedgerError};
use chancery_office::act::Registered;
use chancery_office::people::{Admitted, Duty};
use chancery_vault::{Digest, Swept};
use serde::Serialize;

use crate::answers::Verified;
use crate::backup::BackedUp;
use crate::projection::told_whole;
use crate::refused::Refused;
use crate::registry::Registry;
use crate::{sealing, store};

/// Entries that are read at once.
const READ_ENTRIES: usize = 512;

/// A backup that is older is no longer good.
const BACKUP_DAYS_MAX: i64 = 7;
/// People without a second factor who are named.
const LACKING_NAMED: usize = 12;

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Examined {
    /// What.
    pub what: &'static str,
    /// How it stands.
    pub grade: Grade,
    /// In words.
    pub words: String,
}

/// How a thing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// As it should be.
    Good,
    /// It works, but could be stronger.
    Weak,
    /// It must be mended.
    Bad,
}

impl Registry {
    /// Checks every entry, body and key; `progress` hears how many of how many are done.
    pub fn verify(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<Verified, Refused> {
        let mut flaws: Vec<String> = self
            .0
            .ledger
            .verify(progress)
            .map_err(store::ledger)?
            .iter()
            .map(|flaw| format!("ledger: {flaw}"))
            .collect();
        let bodies = self.check_entries(&mut flaws)?;
        let wanted: Vec<Digest> = bodies.iter().filter_map(|b| Digest::from_str(b).ok()).collect();
        let damaged = self.0.vault.verify(&mut wanted.iter().copied(), progress);
        flaws.extend(damaged.iter().map(|flaw| format!("vault: {flaw}")));
        flaws.extend(self.0.keys.verify()?);
        let verified =
            Verified { at: self.now(), entries: self.0.ledger.size(), bodies: wanted.len() as u64, flaws };
        *self.0.verified.lock().unwrap_or_else(PoisonError::into_inner) = Some(verified.clone());
        Ok(verified)
    }

    /// Holds the ledger against a checkpoint that was kept elsewhere; answers what does not bear it out.
    pub fn verify_against(&self, note: &str) -> Result<Option<String>, Refused> {
        let not_ours = |error| match error {
            LedgerError::NotOurs(why) => {
                Refused::Invalid(format!("it is no checkpoint of this registry: {why}"))
            }
            other => store::ledger(other),
        };
        let (kept, against) = self.0.ledger.against(note).map_err(not_ours)?;
        Ok(match against {
            Against::Grew => None,
            Against::CutOff { size } => Some(format!(
                "ledger: it has {size} entries, and had {} when that checkpoint was kept: the last are gone",
                kept.size
            )),
            Against::Otherwise => Some(format!(
                "ledger: its first {} entries are not those of that checkpoint: they were exchanged",
                kept.size
            )),
        })
    }

    /// Opens every entry and every body that it names; answers the bodies.
    fn check_entries(&self, flaws: &mut Vec<String>) -> Result<HashSet<String>, Refused> {
        let mut bodies = HashSet::new();
        let mut from = 0;
        while from < self.0.ledger.size() {
            let entries = self.0.ledger.entries(from, READ_ENTRIES).map_err(store::ledger)?;
            let Some(last) = entries.last() else { break };
            from = last.seq + 1;
            for entry in &entries {
                match sealing::open(&self.0.keys, entry) {
                    Ok(Some((_, act))) => {
                        for (_, body) in told_whole(&act).into_iter().flat_map(Registered::bodies) {
                            self.check_body(entry.seq, body, flaws);
                            bodies.insert(body.digest.clone());
                        }
                    }
                    Ok(None) => {}
                    Err(refused) => flaws.push(refused.flaw()),
                }
            }
        }
        Ok(bodies)
    }

    fn check_body(&self, seq: u64, body: &chancery_office::act::Body, flaws: &mut Vec<String>) {
        let opened = sealing::open_body(&self.0.keys, &self.0.vault, &body.digest, body.stream);
        if let Err(refused) = opened {
            flaws.push(format!("entry {seq}: {}", refused.flaw()));
        }
    }

    /// Bodies that no entry names, left by a filing that was stopped, are removed; answers how many.
    /// Only while nobody files: what is on its way is not named yet.
    pub fn sweep(&self) -> Result<Swept, Refused> {
        let mut flaws = Vec::new();
        let named = self.check_entries(&mut flaws)?;
        if !flaws.is_empty() {
            // An entry that does not open may name a body that is wanted.
            return Ok(Swept { orphans: 0, unfinished: 0 });
        }
        let swept = self.0.vault.sweep(&|digest| named.contains(&digest.to_string()));
        swept.map_err(|e| store::vault(&e))
    }

    /// Says what is missing or weak on this machine and in this registry.
    pub fn examine(&self) -> Result<Vec<Examined>, Refused> {
        let always = [
            self.examine_worker(),
            self.examine_folder(),
            self.examine_projections(),
            self.examine_duties(),
            self.examine_factors(),
            self.examine_backup(),
            examine_sqlite(),
        ];
        Ok(always.into_iter().chain(self.examine_second_reader()).collect())
    }

    /// Off, it is not spoken of.
    fn examine_second_reader(&self) -> Option<Examined> {
        let told = self.second_reader()?;
        Some(Examined { what: "second reader", grade: Grade::Good, words: format!("on: {told}") })
    }

    fn examine_worker(&self) -> Examined {
        let test = self.0.worker.self_test();
        let (grade, words) = if test.holds() {
            (
                Grade::Good,
                format!("foreign bytes are parsed in a sandbox that held every try ({})", test.level),
            )
        } else {
            (
                Grade::Bad,
                format!(
                    "the sandbox for foreign bytes does not hold here ({}): file only plain text, or use a kernel with Landlock and seccomp",
                    test.level
                ),
            )
        };
        Examined { what: "worker", grade, words }
    }

    fn examine_folder(&self) -> Examined {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(self.0.places.dir()).map_or(0o777, |m| m.permissions().mode() & 0o777);
        let (grade, words) = if mode & 0o077 == 0 {
            (Grade::Good, "only its owner may enter the registry's folder".to_owned())
        } else {
            (Grade::Weak, format!("others may enter the registry's folder (mode {mode:o}): chmod 700"))
        };
        Examined { what: "folder", grade, words }
    }

    /// Two people: who admits and who clears.
    fn examine_duties(&self) -> Examined {
        let people = self.0.pulse.people.read().unwrap_or_else(PoisonError::into_inner);
        let clears = people.values().any(|person| person.duties.contains(&Duty::Clear));
        let (grade, words) = if clears {
            (Grade::Good, "who admits people and who gives clearances are two".to_owned())
        } else {
            (
                Grade::Weak,
                "nobody gives clearances: let the keeper admit a security officer with `--duty clear`".into(),
            )
        };
        Examined { what: "duties", grade, words }
    }

    /// Whoever signs in by a password alone, by name.
    fn examine_factors(&self) -> Examined {
        let office = self.of_office();
        let standing = self.0.pulse.standing.read().unwrap_or_else(PoisonError::into_inner);
        let without = |person: &Admitted| standing.factor_set(&person.person).is_none();
        let lacking = office.into_iter().filter(without);
        let lacking: Vec<String> = lacking.map(|person| person.person.to_string()).collect();
        let (grade, words) = match lacking.len() {
            0 => (Grade::Good, "everybody has one".to_owned()),
            n @ 1..=LACKING_NAMED => (Grade::Weak, format!("{n} without: {}", lacking.join(", "))),
            n => (Grade::Weak, format!("{n} without: {} and others", lacking[..LACKING_NAMED].join(", "))),
        };
        Examined { what: "second factor", grade, words }
    }

    /// Older than a week, or without its keys, it is no more than half of one.
    fn examine_backup(&self) -> Examined {
        let (grade, words) = match BackedUp::of(&self.0.places) {
            None => {
                (Grade::Weak, "none was made: `chancery backup FOLDER`, while it is served or not".to_owned())
            }
            Some(last) => self.how_good(&last),
        };
        Examined { what: "backup", grade, words }
    }

    fn how_good(&self, last: &BackedUp) -> (Grade, String) {
        let days = self.now().duration_since(last.at).as_hours() / 24;
        let since = self.0.ledger.size().saturating_sub(last.entries);
        let made = format!("made {days} days ago, {since} entries came since");
        match last {
            BackedUp { flaws: 1.., .. } => (Grade::Bad, format!("{made}; it lacks {} bodies", last.flaws)),
            BackedUp { keys: None, .. } => {
                (Grade::Weak, format!("{made}; keys.db was never copied: `--keys-to FOLDER`"))
            }
            BackedUp { keys: Some(keys), .. } if *keys < last.entries => (
                Grade::Weak,
                format!("{made}; the copy of keys.db is older and does not open it: `--keys-to FOLDER`"),
            ),
            _ if days > BACKUP_DAYS_MAX => (Grade::Weak, made),
            _ => (Grade::Good, made),
        }
    }

    fn examine_projections(&self) -> Examined {
        let (grade, words) = match self.0.pulse.sound() {
            Ok(()) => (Grade::Good, "the register and the shelves have followed the ledger".to_owned()),
            Err(refused) => (Grade::Bad, refused.to_string()),
        };
        Examined { what: "projections", grade, words }
    }
}

fn examine_sqlite() -> Examined {
    Examined {
        what: "sqlite",
        grade: Grade::Good,
        words: format!("SQLite {}, settings read back at opening", rusqlite::version()),
    }
}
