//! One reader's connection.

use std::cell::Cell;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chancery_seal::{Key, hex, random};
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::FromSql;
use rusqlite::{CachedStatement, Connection, OptionalExtension, Params, Row};

use crate::keys::Keys;
use crate::label_no::LabelNo;
use crate::projection::Pulse;
use crate::refused::Refused;
use crate::settings::Places;
use crate::store;

/// What a reader's connection may see: a name, the columns, and the condition under which a row is visible.
/// `{r}` is the schema that the register is attached under, `{s}` that of who saw what; neither can be guessed.
const VIEWS: &[(&str, &str)] = &[
    (
        "paper",
        "SELECT row, id, seq, label_id, own_label_id, settled, kind, title, sender, recipient, day, year,
         entered, words, number, fingerprint, has_original, stated FROM {r}.paper
         WHERE tray = 0 AND label_id IN (SELECT label_id FROM temp.visible)",
    ),
    (
        "tally",
        "SELECT label_id, kind, CASE WHEN year = -100000 THEN NULL ELSE year END AS year, papers FROM {r}.tally
         WHERE papers > 0 AND label_id IN (SELECT label_id FROM temp.visible)",
    ),
    // What waits in the in-tray, or was settled there as a duplicate, or turned away, is in no other view.
    (
        "tray",
        "SELECT row, id, seq, label_id, own_label_id, settled, kind, title, sender, recipient, day, entered, words,
         number, fingerprint, has_original, stated, tray, came, held_as FROM {r}.paper
         WHERE tray > 0 AND label_id IN (SELECT label_id FROM temp.visible)",
    ),
    (
        "tray_enclosure",
        "SELECT n.cover, n.paper FROM {r}.enclosure n JOIN {r}.paper c ON c.row = n.cover
         JOIN {r}.paper p ON p.row = n.paper WHERE c.tray IN (1, 3) AND p.tray = c.tray
         AND c.label_id IN (SELECT label_id FROM temp.visible)
         AND p.label_id IN (SELECT label_id FROM temp.visible)",
    ),
    (
        "turned",
        "SELECT paper, by, at, reason FROM {r}.turned n
         WHERE label_id IN (SELECT label_id FROM temp.visible) AND EXISTS (SELECT 1 FROM {r}.paper p
             WHERE p.row = n.paper AND p.tray = 3 AND p.label_id IN (SELECT label_id FROM temp.visible))",
    ),
    (
        "number",
        "SELECT text, paper, label_id FROM {r}.number n
         WHERE label_id IN (SELECT label_id FROM temp.visible) AND {paper}",
    ),
    (
        "enclosure",
        "SELECT cover, paper FROM {r}.enclosure n WHERE {paper}
         AND EXISTS (SELECT 1 FROM {r}.paper c WHERE c.row = n.cover
                     AND c.tray = 0 AND c.label_id IN (SELECT label_id FROM temp.visible))",
    ),
    (
        "body",
        "SELECT paper, part, digest, stream, label_id AS bears FROM {r}.body n
         WHERE label_id IN (SELECT label_id FROM temp.visible) AND {paper}",
    ),
    (
        "minute",
        "SELECT n, paper, by, kind, text, day, at, doubtful, label_id AS bears FROM {r}.minute n
         WHERE label_id IN (SELECT label_id FROM temp.visible) AND {paper}",
    ),
    // An undertaking that was neither judged nor chased since it was found is told by what was found alone, which costs
    // less than to look for judgements and steps that are not there.
    (
        "undertaking",
        "SELECT n.n, n.paper, n.number, n.key, n.words, CASE WHEN n.made = 1 THEN 'ordered' ELSE 'proposed' END AS state,
         n.actor, n.partner, n.due, n.finding, '' AS owner, n.actor AS answers, '' AS person, '' AS step, 0 AS closed, n.weak,
         n.label_id AS own, NULL AS judged
         FROM {r}.found n WHERE n.class = 'undertaking' AND n.touched = 0 AND n.second = 0 AND {borne}
         UNION ALL SELECT n, paper, number, key, words, state, actor, partner, due, finding, owner, {answers}, person, step, closed, weak, own, judged
         FROM ({moved})",
    ),
    // The same, counted. How many of them were counted beforehand cannot be seen: a step above a reader alters that.
    (
        "owed",
        "SELECT due, actor, answers, partner, person, closed, weak, sum(many) AS many FROM ({counted})
         GROUP BY 1, 2, 3, 4, 5, 6, 7",
    ),
    ("owed_on", "SELECT due, closed, sum(many) AS many FROM ({counted}) WHERE weak = 0 GROUP BY 1, 2"),
    (
        "chase",
        "SELECT k.n, k.paper, k.key, k.by, k.at, k.step, k.words, k.owner, k.day, k.other, k.label_id AS bears {chased}
         AND EXISTS (SELECT 1 FROM {r}.paper p WHERE p.row = k.paper AND p.tray = 0
             AND p.label_id IN (SELECT label_id FROM temp.visible))",
    ),
    (
        "bringup",
        "SELECT n.n, n.paper, n.key, n.before, n.by, n.at, n.day, n.reason, EXISTS (SELECT 1 {dealt} AND {same}) AS done
         FROM {r}.bringup n WHERE n.label_id IN (SELECT label_id FROM temp.visible) AND {paper}",
    ),
    (
        "copied",
        "SELECT n.n, n.paper, n.key, n.addressee, n.by, n.at, n.purpose, n.note,
         EXISTS (SELECT 1 {dealt} AND {same}) AS done
         FROM {r}.copied n WHERE n.label_id IN (SELECT label_id FROM temp.visible) AND {paper}",
    ),
    (
        "dealt",
        "SELECT k.n, k.paper, k.key, k.by, k.at, k.words, k.other {dealt}
         AND EXISTS (SELECT 1 FROM {r}.paper p WHERE p.row = k.paper AND p.tray = 0
             AND p.label_id IN (SELECT label_id FROM temp.visible))",
    ),
    (
        "topic",
        "SELECT n.n, n.paper, n.number, n.key, n.class, n.words, {state} AS state,
         CASE WHEN j.verdict = 'corrected' THEN j.finding ELSE n.finding END AS finding
         FROM {r}.found n {judged} WHERE n.class IN ('subject', 'assessment', 'meeting') AND {stands}",
    ),
    (
        "judged",
        "SELECT n, paper, key, by, at, verdict, rule, finding, words, reason FROM {r}.judged n
         WHERE label_id IN (SELECT label_id FROM temp.visible) AND {paper}",
    ),
    (
        "second_reading",
        "SELECT n, paper, at, model, prompt FROM {r}.second_reading n
         WHERE label_id IN (SELECT label_id FROM temp.visible) AND {paper}",
    ),
    (
        "second_finding",
        "SELECT n, paper, at, model, key, finding, words FROM {r}.second_finding n
         WHERE label_id IN (SELECT label_id FROM temp.visible) AND {paper}",
    ),
    (
        "meeting",
        "SELECT n, id, day, clock, until, place, sides, cancelled, label_id IS NOT NULL AS noted,
         label_id IS NULL AND NOT EXISTS (SELECT 1 {speaks} AND {still} AND {said} IN ('confirmed', 'corrected', 'added'))
              AS proposed,
         CASE WHEN label_id IS NULL THEN (SELECT p.label_id {speaks} AND {still} ORDER BY p.row, s.since LIMIT 1)
              ELSE label_id END AS label_id,
         CASE WHEN label_id IS NULL THEN (SELECT s.subject {speaks} AND {still} ORDER BY p.row, s.since LIMIT 1)
              ELSE subject END AS subject,
         CASE WHEN label_id IS NULL THEN (SELECT s.words {speaks} AND {still} ORDER BY p.row, s.since LIMIT 1)
              ELSE '' END AS words
         FROM {r}.meeting n WHERE {meeting} AND NOT EXISTS (SELECT 1 {joined})",
    ),
    // What papers speak of and was found to be a meeting that was noted stands as that one.
    (
        "joined",
        "SELECT w.noted, w.found, n.day, n.clock,
         (SELECT s.subject {speaks} AND {still} ORDER BY p.row, s.since LIMIT 1) AS subject,
         (SELECT s.words {speaks} AND {still} ORDER BY p.row, s.since LIMIT 1) AS words
         FROM {r}.joined w JOIN {r}.meeting n ON n.id = w.found WHERE w.n = (SELECT max(u.n) {joined})",
    ),
    (
        "meeting_paper",
        "SELECT mp.meeting, mp.paper, mp.speaks = 2 AS read_out FROM {r}.meeting n
         {tied} AND NOT EXISTS (SELECT 1 {joined})
         UNION SELECT w.noted AS meeting, mp.paper, mp.speaks = 2 AS read_out
         FROM {r}.joined w JOIN {r}.meeting n ON n.id = w.found {tied} AND w.n = (SELECT max(u.n) {joined})",
    ),
    (
        "boxed",
        "SELECT b.n, b.principal, b.paper, b.purpose,
         (SELECT coalesce((SELECT u.noted {joined} ORDER BY u.n DESC LIMIT 1), n.id)
              FROM {r}.meeting n WHERE n.id = b.meeting) AS meeting, b.note, b.by, b.at, b.proposed, b.due, b.due_clock,
         b.due_reason, b.label_id AS bears,
         NOT EXISTS (SELECT 1 FROM {r}.boxmark k WHERE k.principal = b.principal AND k.paper = b.paper
              AND k.since > b.since AND k.label_id IN (SELECT label_id FROM temp.visible)) AS waits
         FROM {r}.boxed b
         WHERE b.label_id IN (SELECT label_id FROM temp.visible)
         AND EXISTS (SELECT 1 FROM {r}.paper p WHERE p.row = b.paper
                     AND p.tray = 0 AND p.label_id IN (SELECT label_id FROM temp.visible))
         AND (b.meeting IS NULL OR EXISTS (SELECT 1 FROM {r}.meeting n WHERE n.id = b.meeting
              AND (n.label_id IN (SELECT label_id FROM temp.visible)
                   OR (n.label_id IS NULL AND EXISTS (SELECT 1 {speaks} AND s.since <= b.since)))))",
    ),
    (
        "boxmark",
        "SELECT n, principal, paper, by, at, mark, words, once, label_id AS bears FROM {r}.boxmark n
         WHERE label_id IN (SELECT label_id FROM temp.visible) AND {paper}",
    ),
    (
        "boxmove",
        "SELECT n, principal, paper, beside, after FROM {r}.boxmove n
         WHERE label_id IN (SELECT label_id FROM temp.visible) AND {paper}
         AND EXISTS (SELECT 1 FROM {r}.paper p WHERE p.row = n.beside AND p.tray = 0
             AND p.label_id IN (SELECT label_id FROM temp.visible))
         AND NOT EXISTS (SELECT 1 FROM {r}.boxmark k WHERE k.principal = n.principal AND k.paper = n.paper
             AND k.since > n.since AND k.label_id IN (SELECT label_id FROM temp.visible))",
    ),
    ("closing", "SELECT principal, at FROM {r}.closing"),
    (
        "draft",
        "SELECT n, draft, version, label_id, by, at, content,
         CASE WHEN EXISTS (SELECT 1 FROM {r}.paper p WHERE p.row = n.answers AND p.tray = 0
              AND p.label_id IN (SELECT label_id FROM temp.visible)) THEN n.answers END AS answers
         FROM {r}.draft n WHERE label_id IN (SELECT label_id FROM temp.visible)",
    ),
    // Versions by the paper that they answer or cover, both visible.
    (
        "answering",
        "SELECT n.n, n.draft, n.version, n.answers FROM {r}.draft n JOIN {r}.paper p ON p.row = n.answers
         WHERE n.label_id IN (SELECT label_id FROM temp.visible) AND p.tray = 0
         AND p.label_id IN (SELECT label_id FROM temp.visible)",
    ),
    // What is done with a version that a reader may not know of is not there for him either.
    (
        "draft_step",
        "SELECT k.n, k.draft, k.version, k.by, k.at, k.step, k.who, k.clearing, k.words, k.paper FROM {r}.draft_step k
         WHERE k.label_id IN (SELECT label_id FROM temp.visible)
         AND (k.paper IS NULL OR EXISTS (SELECT 1 FROM {r}.paper p WHERE p.row = k.paper AND p.tray = 0
              AND p.label_id IN (SELECT label_id FROM temp.visible)))",
    ),
    ("holding", "SELECT n, post, person, since, until FROM {r}.holding"),
    ("deputy", "SELECT n, post, person, first, last, by, ended FROM {r}.deputy"),
    (
        "seen",
        "SELECT paper, by, label_id, first, last, times FROM {s}.seen n
         WHERE label_id IN (SELECT label_id FROM temp.visible) AND {paper}",
    ),
    (
        "version",
        "SELECT n, paper, seq, by, at, what FROM {r}.version n
         WHERE label_id IN (SELECT label_id FROM temp.visible) AND {paper}",
    ),
    (
        "borne",
        "SELECT n, paper, label_id, since FROM {r}.borne n
         WHERE label_id IN (SELECT label_id FROM temp.visible) AND {paper}",
    ),
    (
        "relabelling",
        "SELECT n, id, paper, label_id, from_label, to_label, typed, reason, authority, day, event, by, at,
         state, decided_by, decided_at, decided_reason FROM {r}.relabelling n
         WHERE label_id IN (SELECT label_id FROM temp.visible) AND {paper}",
    ),
    (
        "below",
        "SELECT n, on_id, by, at, opened, wrote, reason FROM {r}.below n
         WHERE opened IN (SELECT label_id FROM temp.visible) AND wrote IN (SELECT label_id FROM temp.visible)",
    ),
];

const PAPER_VISIBLE: &str = "EXISTS (SELECT 1 FROM {r}.paper p WHERE p.row = n.paper AND p.tray = 0
    AND p.label_id IN (SELECT label_id FROM temp.visible))";

/// The visible papers that speak of a meeting.
const SPEAKS: &str = "FROM {r}.meeting_paper s JOIN {r}.paper p ON p.row = s.paper
    WHERE s.meeting = n.id AND s.speaks = 1 AND p.tray = 0 AND p.label_id IN (SELECT label_id FROM temp.visible)
    AND (s.label_id = 0 OR s.label_id IN (SELECT label_id FROM temp.visible))";

/// The last that was said of the finding by which a paper speaks of a meeting, as far as it is visible.
const SAID: &str = "coalesce((SELECT j.verdict FROM {r}.judged j WHERE j.paper = s.paper AND j.key = s.key
    AND j.label_id IN (SELECT label_id FROM temp.visible) ORDER BY j.n DESC LIMIT 1), '')";

/// One that was dismissed is spoken of no more; nor is one as it was read, or put right, before it was put right.
const STILL: &str = "{said} <> 'dismissed' AND NOT EXISTS (SELECT 1 FROM {r}.judged j WHERE j.paper = s.paper
    AND j.key = s.key AND j.verdict = 'corrected' AND (s.made = 0 OR j.since > s.since)
    AND j.label_id IN (SELECT label_id FROM temp.visible))";

/// Meetings that were noted and with which one that papers speak of was joined, as far as both are visible and the second
/// was so by papers that spoke of it then.
const JOINED: &str = "FROM {r}.joined u JOIN {r}.meeting h ON h.id = u.noted
    WHERE u.found = n.id AND h.label_id IN (SELECT label_id FROM temp.visible)
    AND EXISTS (SELECT 1 {speaks} AND {still} AND s.since <= u.since)";

/// The papers that are tied to a meeting, as far as that is visible.
const TIED: &str = "JOIN {r}.meeting_paper mp ON mp.meeting = n.id JOIN {r}.paper p ON p.row = mp.paper
    WHERE p.tray = 0 AND p.label_id IN (SELECT label_id FROM temp.visible) AND {meeting}
    AND ((mp.speaks = 1 AND mp.label_id = 0) OR (mp.label_id IN (SELECT label_id FROM temp.visible)
         AND (n.label_id IS NOT NULL OR EXISTS (SELECT 1 {speaks} AND s.since <= mp.since))))";

/// The last that was found of a finding, as far as it is visible.
const JUDGED: &str =
    "LEFT JOIN {r}.judged j ON j.n = CASE WHEN n.touched THEN (SELECT max(k.n) FROM {r}.judged k
    WHERE k.paper = n.paper AND k.key = n.key AND k.label_id IN (SELECT label_id FROM temp.visible)) END";

const STATE: &str = "CASE WHEN n.made = 1 THEN 'ordered' ELSE coalesce(j.verdict, 'proposed') END";

/// An undertaking of which something was said, as it stands for who may know of that or not.
const MOVED: &str = "SELECT n.n, n.paper, n.number, n.key, n.words, {state} AS state,
    CASE WHEN j.verdict = 'corrected' THEN j.actor ELSE n.actor END AS actor,
    CASE WHEN j.verdict = 'corrected' THEN j.partner ELSE n.partner END AS partner,
    CASE WHEN c.step = 'waits' THEN c.day ELSE coalesce((SELECT k.day {chased}
         AND {same} AND k.step = 'assigned' AND k.day IS NOT NULL ORDER BY k.n DESC LIMIT 1),
         CASE WHEN j.verdict = 'corrected' THEN j.due ELSE n.due END) END AS due,
    CASE WHEN j.verdict = 'corrected' THEN j.finding ELSE n.finding END AS finding,
    coalesce((SELECT k.owner {chased} AND {same} AND k.step = 'assigned' ORDER BY k.n DESC LIMIT 1), '') AS owner,
    coalesce((SELECT k.person {chased} AND {same} AND k.step = 'assigned' ORDER BY k.n DESC LIMIT 1), n.person) AS person,
    coalesce(c.step, '') AS step, coalesce(c.closes, 0) AS closed,
    CASE WHEN j.verdict IS NULL AND NOT EXISTS (SELECT 1 {chased} AND {same}) THEN n.weak ELSE 0 END AS weak,
    n.label_id AS own, j.label_id AS judged
    FROM {r}.found n {judged}
    LEFT JOIN {r}.chase c ON c.n = (SELECT max(k.n) {chased} AND {same} AND k.step <> 'chased')
    WHERE n.class = 'undertaking' AND n.touched = 1 AND {stands}";

/// All undertakings, those of which nothing was said as they are counted in the register.
const COUNTED: &str =
    "SELECT actor, actor AS answers, partner, '' AS person, CASE WHEN due <> '' THEN due END AS due, 0 AS closed, many, weak
    FROM {r}.owed WHERE bears IN (SELECT label_id FROM temp.visible)
    AND (label_id = 0 OR label_id IN (SELECT label_id FROM temp.visible))
    UNION ALL SELECT actor, {answers}, partner, person, due, closed, 1, weak FROM ({moved})";

/// Who answers for it.
const ANSWERS: &str = "CASE WHEN owner <> '' THEN owner ELSE actor END";

/// It is visible with its paper, and by itself where it came later.
const BORNE: &str = "n.bears IN (SELECT label_id FROM temp.visible)
    AND (n.label_id IS NULL OR n.label_id IN (SELECT label_id FROM temp.visible))";

/// A finding that is visible with its paper, was not dismissed, and is no second reader's unless a person has
/// confirmed it and no rule had found it.
const STANDS: &str = "{borne} AND coalesce(j.verdict, 'proposed') <> 'dismissed'
    AND (n.second = 0 OR (j.verdict IN ('confirmed', 'corrected') AND NOT EXISTS
         (SELECT 1 FROM {r}.found m WHERE m.paper = n.paper AND m.key = n.key AND m.n < n.n
          AND m.label_id IN (SELECT label_id FROM temp.visible))))";

/// What was done with undertakings, as far as it is visible: with the other paper that it names.
const CHASED: &str = "FROM {r}.chase k WHERE k.label_id IN (SELECT label_id FROM temp.visible)
    AND (k.other IS NULL OR EXISTS (SELECT 1 FROM {r}.paper o WHERE o.row = k.other AND o.tray = 0
         AND o.label_id IN (SELECT label_id FROM temp.visible)))";

/// What was done about papers in hand, as far as it is visible: with the other paper that shows it.
const DEALT: &str = "FROM {r}.dealt k WHERE k.label_id IN (SELECT label_id FROM temp.visible)
    AND (k.other IS NULL OR EXISTS (SELECT 1 FROM {r}.paper o WHERE o.row = k.other AND o.tray = 0
         AND o.label_id IN (SELECT label_id FROM temp.visible)))";

const SAME: &str = "k.paper = n.paper AND k.key = n.key";

/// A meeting that was found is seen through the papers that speak of it; one noted by hand by its label.
const MEETING_VISIBLE: &str = "CASE WHEN n.label_id IS NULL THEN EXISTS (SELECT 1 {speaks} AND {still})
    ELSE n.label_id IN (SELECT label_id FROM temp.visible) END";

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

/// The names that they are attached under.
struct Schemas {
    register: String,
    seen: String,
}

impl Schemas {
    /// Such as nobody guesses.
    fn random() -> Self {
        let random = |first: &str| first.to_owned() + &hex(&random::<16>());
        Self { register: random("r_"), seen: random("s_") }
    }
}

/// A connection that can read what a set of labels makes visible.
pub struct Gate {
    db: Connection,
    loading: Arc<AtomicBool>,
    /// How many labels of the register have been judged for this connection.
    judged: usize,
    pulse: Arc<Pulse>,
    /// Of what is read since `begin`, what it can be kept under.
    moment: Cell<Option<u64>>,
}

impl Gate {
    /// Opens the rows behind a door that shows nothing yet.
    pub fn open(files: &Files, pulse: Arc<Pulse>) -> Result<Self, Refused> {
        let mut db = Connection::open_in_memory().map_err(store::register)?;
        store::keep_plans(&db).map_err(store::register)?;
        let schemas = Schemas::random();
        attach(&db, files, &schemas)?;
        make_views(&db, &schemas)?;
        let loading = Arc::new(AtomicBool::new(false));
        guard(&mut db, schemas, loading.clone())?;
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

    /// The moment that is read; none outside of a reading, and where what is read is not to be kept.
    pub fn moment(&self) -> Option<u64> {
        self.moment.get()
    }

    /// Ends it.
    pub fn end(&self) {
        self.moment.set(None);
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

fn make_views(db: &Connection, schemas: &Schemas) -> Result<(), Refused> {
    for (name, select) in VIEWS {
        let select = select
            .replace("{counted}", COUNTED)
            .replace("{moved}", MOVED)
            .replace("{answers}", ANSWERS)
            .replace("{stands}", STANDS)
            .replace("{borne}", BORNE)
            .replace("{judged}", JUDGED)
            .replace("{state}", STATE)
            .replace("{chased}", CHASED)
            .replace("{dealt}", DEALT)
            .replace("{same}", SAME)
            .replace("{paper}", PAPER_VISIBLE)
            .replace("{tied}", TIED)
            .replace("{joined}", JOINED)
            .replace("{meeting}", MEETING_VISIBLE)
            .replace("{speaks}", SPEAKS)
            .replace("{still}", STILL)
            .replace("{said}", SAID)
            .replace("{r}", &schemas.register)
            .replace("{s}", &schemas.seen);
        db.execute_batch(&format!(
            "CREATE TEMP VIEW v_{name} AS {select}; CREATE TEMP VIEW {name} AS SELECT * FROM temp.v_{name};"
        ))
        .map_err(store::register)?;
    }
    // A table that is new, or is nobody's, is hidden without anybody having thought of it.
    for table in without_view(db, schemas)? {
        db.execute_batch(&format!("CREATE TEMP VIEW \"{table}\" AS SELECT NULL AS none WHERE 0;"))
            .map_err(store::register)?;
    }
    Ok(())
}

fn without_view(db: &Connection, schemas: &Schemas) -> Result<Vec<String>, Refused> {
    let Schemas { register, seen } = schemas;
    let sql = format!(
        "SELECT name FROM {register}.sqlite_schema WHERE type IN ('table', 'view')
         UNION SELECT name FROM {seen}.sqlite_schema WHERE type IN ('table', 'view') ORDER BY name"
    );
    let tables: Vec<String> = db
        .prepare(&sql)
        .and_then(|mut s| s.query_map([], |r| r.get(0))?.collect())
        .map_err(store::register)?;
    let shown = |table: &String| table.starts_with("sqlite_") || VIEWS.iter().any(|(view, _)| view == table);
    Ok(tables.into_iter().filter(|table| !shown(table)).collect())
}

/// The tables of the rows that no view shows.
#[cfg(test)]
pub fn hidden_tables(files: &Files) -> Result<Vec<String>, Refused> {
    let (db, schemas) = (Connection::open_in_memory().map_err(store::register)?, Schemas::random());
    attach(&db, files, &schemas)?;
    without_view(&db, &schemas)
}

fn insert_visible(db: &Connection, mut visible: impl Iterator<Item = LabelNo>) -> rusqlite::Result<()> {
    let mut statement = db.prepare("INSERT OR IGNORE INTO temp.visible VALUES (?1)")?;
    visible.try_for_each(|label| statement.execute([label]).map(|_| ()))
}

fn guard(db: &mut Connection, schemas: Schemas, loading: Arc<AtomicBool>) -> Result<(), Refused> {
    db.authorizer(Some(move |context: AuthContext<'_>| judge(&context, &schemas, &loading)))
        .map_err(store::register)
}

fn judge(context: &AuthContext<'_>, schemas: &Schemas, loading: &AtomicBool) -> Authorization {
    let allowed = match context.action {
        AuthAction::Select | AuthAction::Transaction { .. } => true,
        AuthAction::Read { table_name, .. } => may_read(context, table_name, schemas),
        AuthAction::Insert { table_name } => {
            table_name == "visible" && context.database_name == Some("temp") && loading.load(Ordering::SeqCst)
        }
        AuthAction::Function { function_name } => {
            FUNCTIONS.iter().any(|f| f.eq_ignore_ascii_case(function_name))
        }
        _ => false,
    };
    if allowed { Authorization::Allow } else { Authorization::Deny }
}

fn may_read(context: &AuthContext<'_>, table: &str, schemas: &Schemas) -> bool {
    match context.database_name {
        // A base table, or the list of visible labels, is read by our views alone.
        Some(name) if name == schemas.register || name == schemas.seen => is_view(context.accessor),
        Some("temp") if table == "visible" => is_view(context.accessor),
        Some("temp") => {
            VIEWS.iter().any(|(view, _)| table == *view || table.strip_prefix("v_") == Some(view))
        }
        // Subqueries and views have no table of their own.
        None => true,
        Some(_) => false,
    }
}

fn is_view(accessor: Option<&str>) -> bool {
    accessor
        .and_then(|name| name.strip_prefix("v_"))
        .is_some_and(|name| VIEWS.iter().any(|(v, _)| *v == name))
}
