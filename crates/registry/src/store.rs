//! How the registry's databases are opened, and how a store's failure is told.

#![expect(clippy::needless_pass_by_value, reason = "the shape that `map_err` takes")]

use std::path::Path;

use chancery_seal::{Key, SealError, hex};
use chancery_vault::VaultError;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _};

use crate::refused::Refused;
use crate::settings::{SHELVES, VAULT};

/// SQLite before this could lose committed writes when a log was reset.
const SQLITE_VERSION_MIN: i32 = 3_051_003;

/// Makes a database whose every commit must outlive the power; never over another.
pub fn create_durable(path: &Path) -> Result<Connection, Refused> {
    std::fs::File::create_new(path).map_err(|e| io(path, &e))?;
    open_durable(path)
}

/// Opens such a database; one that is not there is not made.
pub fn open_durable(path: &Path) -> Result<Connection, Refused> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags).map_err(keys)?;
    settle(&db, "main", "FULL", 2, keys)?;
    Ok(db)
}

/// Opens a sealed projection: after a crash it may be behind, never inconsistent.
pub fn open_projection(path: &Path, key: &Key) -> Result<Connection, Refused> {
    let db = Connection::open(path).map_err(register)?;
    // SQLCipher tells of a damaged page on standard error by itself; it is told there once, in our words.
    db.query_row("PRAGMA cipher_log_level = NONE", [], |_| Ok(())).optional().map_err(register)?;
    db.execute_batch(&format!("PRAGMA key = {};", pragma_key(key))).map_err(register)?;
    settle(&db, "main", "NORMAL", 1, register)?;
    Ok(db)
}

/// Opens who saw what beside the register, under the name `seen`.
pub fn open_seen(db: &Connection, path: &Path, key: &Key) -> Result<(), Refused> {
    db.execute(&format!("ATTACH ?1 AS seen KEY {}", pragma_key(key)), [text_of_path(path)?]).map_err(seen)?;
    settle(db, "seen", "NORMAL", 1, seen)
}

/// A path as SQLite takes it in a statement.
pub fn text_of_path(path: &Path) -> Result<&str, Refused> {
    path.to_str().ok_or_else(|| Refused::Invalid("the name of that folder is no text: name another".into()))
}

/// Lets a file that was written beside another stand in its place, durably.
pub fn put_in_place(fresh: &Path, path: &Path) -> Result<(), Refused> {
    std::fs::rename(fresh, path).map_err(|e| io(path, &e))?;
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => std::fs::File::open(folder).and_then(|f| f.sync_all()).map_err(|e| io(folder, &e)),
        None => Ok(()),
    }
}

/// The key as SQLCipher takes it: raw, so that no passphrase is stretched at each opening.
pub fn pragma_key(key: &Key) -> String {
    format!("\"x'{}'\"", hex(key.expose()))
}

/// A statement that is kept stays planned. Without this, clearing its values plans it anew at each use,
/// which costs several times what the question does.
pub fn keep_plans(db: &Connection) -> rusqlite::Result<()> {
    db.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(|_| ())
}

fn settle(
    db: &Connection,
    schema: &str,
    synchronous: &str,
    expected: i64,
    told: fn(rusqlite::Error) -> Refused,
) -> Result<(), Refused> {
    if rusqlite::version_number() < SQLITE_VERSION_MIN {
        return Err(Refused::Storage("the SQLite in this program is too old to be safe".into()));
    }
    db.busy_timeout(std::time::Duration::from_secs(5)).map_err(told)?;
    keep_plans(db).map_err(told)?;
    let wal = format!("PRAGMA {schema}.journal_mode = WAL");
    let mode: String = db.query_row(&wal, [], |r| r.get(0)).map_err(told)?;
    db.execute_batch(&format!(
        "PRAGMA {schema}.synchronous = {synchronous}; PRAGMA {schema}.secure_delete = ON; PRAGMA temp_store = MEMORY;"
    ))
    .map_err(told)?;
    let kept = format!("PRAGMA {schema}.synchronous");
    let kept: i64 = db.query_row(&kept, [], |r| r.get(0)).map_err(told)?;
    if mode != "wal" || kept != expected {
        return Err(Refused::Storage("a database does not take the settings that make it safe".into()));
    }
    db.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Tells a failure of SQLite without repeating its text, which may hold names.
fn sqlite(error: &rusqlite::Error) -> Refused {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Refused::Full,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Refused::Locked,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            Refused::Damaged("a database is damaged".into())
        }
        Some(code) => Refused::Storage(format!("database: {code:?}")),
        None => Refused::Storage("database: an unexpected row".into()),
    }
}

/// Tells a failure of the database of who saw what.
fn seen(error: rusqlite::Error) -> Refused {
    match register(error) {
        Refused::Projection(_) => Refused::Projection("seen.db is damaged".into()),
        other => other,
    }
}

/// Tells a failure of the database of keys.
pub fn keys(error: rusqlite::Error) -> Refused {
    match error.sqlite_error_code() {
        Some(ErrorCode::CannotOpen) => Refused::Damaged("keys.db is missing or cannot be opened".into()),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            Refused::Damaged("keys.db is damaged".into())
        }
        // A table that is not there, or a row of another form.
        Some(ErrorCode::Unknown) | None => Refused::Damaged("keys.db does not hold what it should".into()),
        Some(_) => sqlite(&error),
    }
}

/// Tells a failure of the register's database.
pub fn register(error: rusqlite::Error) -> Refused {
    if error.sqlite_error_code().is_none() {
        return row();
    }
    match sqlite(&error) {
        Refused::Damaged(_) => Refused::Projection("register.db is damaged".into()),
        other => other,
    }
}

/// Tells that a row of the register does not read.
pub fn row() -> Refused {
    Refused::Projection("register.db holds a row that does not read".into())
}

/// Tells a failure of a seal.
pub fn seal(error: SealError) -> Refused {
    Refused::Damaged(error.to_string())
}

/// Tells that something kept does not read.
pub fn json(_: serde_json::Error) -> Refused {
    Refused::Damaged("something that was kept does not read".into())
}

/// Tells a failure of the file system, and at which file or folder.
pub fn io(at: &Path, error: &std::io::Error) -> Refused {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Refused::Full,
        kind => Refused::Storage(format!("{}: {kind}", at.display())),
    }
}

/// Tells a failure of the vault: damage only where a body, or a part of the folder, is not what it was.
pub fn vault(error: &VaultError) -> Refused {
    match error {
        VaultError::Full => Refused::Full,
        VaultError::Missing(_) | VaultError::Damaged(_) | VaultError::NotAVault(_) => {
            Refused::Damaged(format!("vault: {error}"))
        }
        VaultError::TooLong(_) => Refused::Invalid(error.to_string()),
        VaultError::Io(error) => io(Path::new(VAULT), error),
        VaultError::Stopped => Refused::Storage(format!("vault: {error}")),
    }
}

/// Tells a failure of the shelves.
pub fn shelves(error: &chancery_shelves::ShelvesError) -> Refused {
    match error {
        chancery_shelves::ShelvesError::Damaged => {
            Refused::Projection("the search index in shelves/ is damaged, or sealed under another key".into())
        }
        chancery_shelves::ShelvesError::Io(error) => io(Path::new(SHELVES), error),
        other => Refused::Storage(format!("shelves: {other}")),
    }
}

/// Tells that the shelves could not be written: a full disk looks there like any other damage.
pub fn shelving(error: &chancery_shelves::ShelvesError) -> Refused {
    match shelves(error) {
        Refused::Projection(_) => Refused::Projection(
            "the search index in shelves/ could not be written; make room if the disk is full".into(),
        ),
        other => other,
    }
}

/// Tells a failure of the ledger.
pub fn ledger(error: chancery_ledger::LedgerError) -> Refused {
    use chancery_ledger::LedgerError as E;
    match error {
        E::Locked => Refused::Locked,
        E::Full => Refused::Full,
        E::Conflict { .. } => {
            Refused::Conflict("someone else was quicker: look again and repeat what you did".into())
        }
        E::Damaged(what) => Refused::Damaged(format!("ledger.db is damaged ({what})")),
        E::Follower(why) => {
            Refused::Projection(format!("it is entered and kept, but the register could not follow ({why})"))
        }
        other @ E::NotOurs(_) => Refused::Damaged(format!("ledger.db: {other}")),
        other => Refused::Storage(format!("ledger.db: {other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Error, ErrorKind};

    #[test]
    fn a_disk_that_refuses_is_no_damage_and_names_the_place() {
        let told = |error: VaultError| vault(&error).to_string();
        assert_eq!(
            told(Error::from(ErrorKind::PermissionDenied).into()),
            "the registry could not be read or written: vault: permission denied"
        );
        assert!(matches!(vault(&Error::from(ErrorKind::StorageFull).into()), Refused::Full));
        assert!(matches!(vault(&VaultError::Stopped), Refused::Storage(_)));
        assert!(matches!(vault(&VaultError::TooLong(1 << 40)), Refused::Invalid(_)));
        let gone = VaultError::NotAVault("00".into());
        assert!(matches!(vault(&gone), Refused::Damaged(_)));
    }
}
