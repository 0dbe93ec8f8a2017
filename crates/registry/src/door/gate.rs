//! One reader's connection.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chancery_seal::Key;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::FromSql;
use rusqlite::{CachedStatement, Connection, OptionalExtension, Params, Row};

use super::views::{self, Schemas};
use crate::keys::Keys;
use crate::label_no::LabelNo;
use crate::projection::{Moment, Pulse};
use crate::refused::Refused;
use crate::settings::Places;
use crate::store;

/// Pages of the register that one connection holds opened: to open a sealed page costs more than to read it. What a
/// list of a hundred thousand papers goes through fits.
const CACHE_KIB: u32 = 48 * 1024;

/// Functions that a question to a reader's connection may call. None of them fails by what a row holds: a failure
/// would tell that there is such a row. (`sum` fails past 2^63, which no column here comes near.)
const FUNCTIONS: &[&str] =
    &["count", "sum", "total", "min", "max", "lower", "like", "coalesce", "ifnull", "substr"];

/// The files that the rows lie in, and their keys.
pub struct Files {
    register: (PathBuf, Key),
    seen: (PathBuf, Key),
}

impl Files {
    /// Those of a registry.
    pub fn of(places: &Places, keys: &Keys) -> Self {
        Self {
            register: (places.register(), keys.projection("register")),
            seen: (places.seen(), keys.projection("seen")),
        }
    }
}

/// A connection that can read what a set of labels makes visible.
pub struct Gate {
    db: Connection,
    loading: Arc<AtomicBool>,
    /// How many labels of the register have been judged for this connection.
    judged: usize,
    pulse: Arc<Pulse>,
    /// The moment that is read since `begin`.
    moment: Cell<Option<Moment>>,
}

impl Gate {
    /// Opens the rows behind a door that shows nothing yet.
    pub fn open(files: &Files, pulse: Arc<Pulse>) -> Result<Self, Refused> {
        let mut db = Connection::open_in_memory().map_err(store::register)?;
        store::keep_plans(&db).map_err(store::register)?;
        let schemas = Schemas::random();
        attach(&db, files, &schemas)?;
        let (views, loading) = (make_views(&db, &schemas)?, Arc::new(AtomicBool::new(false)));
        let names = Names { schemas, views, loading: loading.clone() };
        let judge = move |context: AuthContext<'_>| names.judge(&context);
        db.authorizer(Some(judge)).map_err(store::register)?;
        db.set_prepared_statement_cache_capacity(64);
        Ok(Self { db, loading, judged: 0, pulse, moment: Cell::new(None) })
    }

    /// How many labels have been judged.
    pub fn judged(&self) -> usize {
        self.judged
    }

    /// Makes further labels visible; the rows of `known` labels have then been judged.
    pub fn show(&mut self, visible: impl Iterator<Item = LabelNo>, known: usize) -> Result<(), Refused> {
        self.loading.store(true, Ordering::SeqCst);
        let shown = insert_visible(&self.db, visible);
        self.loading.store(false, Ordering::SeqCst);
        self.judged = known;
        shown.map_err(store::register)
    }

    /// Starts a reading of one state of the register; what a page shows is all of one moment.
    pub fn begin(&self) -> Result<(), Refused> {
        if !self.db.is_autocommit() {
            self.end();
        }
        // Asked before the moment: what is kept under it is never older than that.
        let moment = self.pulse.moment(self.judged);
        self.db.execute_batch("BEGIN").map_err(store::register)?;
        self.moment.set(moment);
        Ok(())
    }

    /// The moment that is read, or is there to be read; none where what is read is not to be kept.
    pub fn moment(&self) -> Option<Moment> {
        if self.db.is_autocommit() { self.pulse.moment(self.judged) } else { self.moment.get() }
    }

    /// Ends it.
    pub fn end(&self) {
        // A read transaction that does not end well is ended with the connection.
        let _ = self.db.execute_batch("COMMIT");
    }

    /// Every row of a question.
    pub fn all<T>(
        &self,
        sql: &'static str,
        params: impl Params,
        map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Refused> {
        self.all_of(sql, params, map)
    }

    /// Every row of a question whose text was put together from parts of ours.
    pub(crate) fn all_of<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Refused> {
        self.prepared(sql)?.query_map(params, map).and_then(Iterator::collect).map_err(store::register)
    }

    /// The rows of such a question, as long as they are wanted.
    pub(crate) fn each_of(
        &self,
        sql: &str,
        params: impl Params,
        mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<ControlFlow<()>>,
    ) -> Result<(), Refused> {
        let mut statement = self.prepared(sql)?;
        let mut rows = statement.query(params).map_err(store::register)?;
        while let Some(row) = rows.next().map_err(store::register)? {
            if take(row).map_err(store::register)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// The first row of a question, if there is one.
    pub fn first<T>(
        &self,
        sql: &'static str,
        params: impl Params,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Refused> {
        self.prepared(sql)?.query_row(params, map).optional().map_err(store::register)
    }

    /// The one value of a question that always has one.
    pub fn value<T: FromSql>(&self, sql: &str, params: impl Params) -> Result<T, Refused> {
        self.prepared(sql)?.query_row(params, |r| r.get(0)).map_err(store::register)
    }

    /// How a question is worked out is told to nobody: it goes by what there is.
    fn prepared(&self, sql: &str) -> Result<CachedStatement<'_>, Refused> {
        let statement = self.db.prepare_cached(sql).map_err(store::register)?;
        if statement.is_explain() == 0 { Ok(statement) } else { Err(Refused::Absent) }
    }
}

fn attach(db: &Connection, files: &Files, schemas: &Schemas) -> Result<(), Refused> {
    // `main` stays empty; statistics tables exist in it, so that their names never reach the register's.
    db.execute_batch("CREATE TABLE main.empty(n INTEGER PRIMARY KEY AUTOINCREMENT); ANALYZE;")
        .map_err(store::register)?;
    for ((path, key), schema) in [(&files.register, &schemas.register), (&files.seen, &schemas.seen)] {
        let uri = format!("file:{}?mode=ro", escaped(&path.to_string_lossy()));
        let sql = format!("ATTACH ?1 AS {schema} KEY {}", store::pragma_key(key));
        db.execute(&sql, [uri]).map_err(store::register)?;
    }
    db.busy_timeout(std::time::Duration::from_secs(5)).map_err(store::register)?;
    db.execute_batch(&format!("PRAGMA {}.cache_size = -{CACHE_KIB}", schemas.register))
        .map_err(store::register)?;
    db.execute_batch("PRAGMA temp_store = MEMORY; CREATE TEMP TABLE visible(label_id INTEGER PRIMARY KEY);")
        .map_err(store::register)
}

fn escaped(path: &str) -> String {
    path.replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

fn make_views(db: &Connection, schemas: &Schemas) -> Result<BTreeSet<&'static str>, Refused> {
    let views = views::all(schemas);
    for (name, select) in &views {
        db.execute_batch(&format!(
            "CREATE TEMP VIEW v_{name} AS {select}; CREATE TEMP VIEW {name} AS SELECT * FROM temp.v_{name};"
        ))
        .map_err(store::register)?;
    }
    let views: BTreeSet<&str> = views.into_iter().map(|(name, _)| name).collect();
    // A table that is new, or is nobody's, is hidden without anybody having thought of it.
    for table in without_view(db, schemas, &views)? {
        db.execute_batch(&format!("CREATE TEMP VIEW \"{table}\" AS SELECT NULL AS none WHERE 0;"))
            .map_err(store::register)?;
    }
    Ok(views)
}

fn without_view(
    db: &Connection,
    schemas: &Schemas,
    views: &BTreeSet<&'static str>,
) -> Result<Vec<String>, Refused> {
    let Schemas { register, seen } = schemas;
    let sql = format!(
        "SELECT name FROM {register}.sqlite_schema WHERE type IN ('table', 'view')
         UNION SELECT name FROM {seen}.sqlite_schema WHERE type IN ('table', 'view') ORDER BY name"
    );
    let tables: Vec<String> = db
        .prepare(&sql)
        .and_then(|mut s| s.query_map([], |r| r.get(0))?.collect())
        .map_err(store::register)?;
    let shown = |table: &String| table.starts_with("sqlite_") || views.contains(table.as_str());
    Ok(tables.into_iter().filter(|table| !shown(table)).collect())
}

/// The tables of the rows that no view shows.
#[cfg(test)]
pub fn hidden_tables(files: &Files) -> Result<Vec<String>, Refused> {
    let (db, schemas) = (Connection::open_in_memory().map_err(store::register)?, Schemas::random());
    attach(&db, files, &schemas)?;
    let views = views::all(&schemas).into_iter().map(|(name, _)| name).collect();
    without_view(&db, &schemas, &views)
}

fn insert_visible(db: &Connection, mut visible: impl Iterator<Item = LabelNo>) -> rusqlite::Result<()> {
    let mut statement = db.prepare("INSERT OR IGNORE INTO temp.visible VALUES (?1)")?;
    visible.try_for_each(|label| statement.execute([label]).map(|_| ()))
}

/// What a question to a connection may name.
struct Names {
    schemas: Schemas,
    views: BTreeSet<&'static str>,
    loading: Arc<AtomicBool>,
}

impl Names {
    fn judge(&self, context: &AuthContext<'_>) -> Authorization {
        let allowed = match context.action {
            AuthAction::Select | AuthAction::Transaction { .. } => true,
            AuthAction::Read { table_name, .. } => self.may_read(context, table_name),
            AuthAction::Insert { table_name } => {
                let visible = table_name == "visible" && context.database_name == Some("temp");
                visible && self.loading.load(Ordering::SeqCst)
            }
            AuthAction::Function { function_name } => {
                FUNCTIONS.iter().any(|f| f.eq_ignore_ascii_case(function_name))
            }
            _ => false,
        };
        if allowed { Authorization::Allow } else { Authorization::Deny }
    }

    fn may_read(&self, context: &AuthContext<'_>, table: &str) -> bool {
        match context.database_name {
            // A base table, or the list of visible labels, is read by our views alone.
            Some(name) if name == self.schemas.register || name == self.schemas.seen => {
                self.is_inner(context.accessor)
            }
            Some("temp") if table == "visible" => self.is_inner(context.accessor),
            Some("temp") => self.views.contains(table) || self.is_inner(Some(table)),
            // Subqueries and views have no table of their own.
            None => true,
            Some(_) => false,
        }
    }

    /// Whether it is a view that stands behind the one of that name.
    fn is_inner(&self, name: Option<&str>) -> bool {
        name.and_then(|name| name.strip_prefix("v_")).is_some_and(|name| self.views.contains(name))
    }
}
