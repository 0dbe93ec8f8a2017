//! The files that the rows lie in: the register, and beside it who saw what.

use chancery_seal::{hex, random};
use rusqlite::types::FromSql;
use rusqlite::{Connection, OptionalExtension as _};

use super::CODE;
use crate::keys::Keys;
use crate::refused::Refused;
use crate::settings::Places;
use crate::store;

/// Opens both, making them where they are absent; one without the other that was made with it is made anew with it.
pub fn open(places: &Places, keys: &Keys) -> Result<Connection, Refused> {
    let db = both(places, keys)?;
    match made(&db)? {
        Made::Together => Ok(db),
        Made::Not => make(db),
        Made::Apart => {
            drop(db);
            places.discard_rows()?;
            make(both(places, keys)?)
        }
    }
}

/// Both in memory.
pub fn aside() -> Result<Connection, Refused> {
    let db = Connection::open_in_memory().map_err(store::register)?;
    db.execute_batch("ATTACH ':memory:' AS seen").map_err(store::register)?;
    make(db)
}

enum Made {
    Not,
    Together,
    Apart,
}

fn both(places: &Places, keys: &Keys) -> Result<Connection, Refused> {
    let key = keys.projection("register");
    let db = store::open_projection(&places.register(), &key)?;
    store::open_seen(&db, &places.seen(), &keys.projection("seen"))?;
    Ok(db)
}

fn made(db: &Connection) -> Result<Made, Refused> {
    let code = told(db, "main", "code")?;
    if code.is_some_and(|code: i64| code != CODE) {
        return Err(Refused::Projection("register.db was made by another version of the program".into()));
    }
    let (register, seen): (Option<String>, _) = (told(db, "main", "made")?, told(db, "seen", "made")?);
    Ok(match (register, seen) {
        (None, None) => Made::Not,
        (register, seen) if register == seen => Made::Together,
        _ => Made::Apart,
    })
}

/// What a file says of itself; none where nothing was made in it.
fn told<T: FromSql>(db: &Connection, schema: &str, what: &str) -> Result<Option<T>, Refused> {
    let tables = format!("SELECT count(*) FROM {schema}.sqlite_schema WHERE name = 'state'");
    if !db.query_row(&tables, [], |r| r.get(0)).map_err(store::register)? {
        return Ok(None);
    }
    let told = format!("SELECT {what} FROM {schema}.state");
    db.query_row(&told, [], |r| r.get(0)).optional().map_err(store::register)
}

fn make(db: Connection) -> Result<Connection, Refused> {
    let (register, seen) = (include_str!("schema.sql"), include_str!("seen.sql"));
    let made = hex(&random::<16>());
    db.execute_batch(&format!(
        "BEGIN; {register} {seen} INSERT INTO main.state VALUES (1, {CODE}, 0, '{made}');
         INSERT INTO seen.state VALUES (1, 0, '{made}'); COMMIT;"
    ))
    .map_err(store::register)?;
    Ok(db)
}
