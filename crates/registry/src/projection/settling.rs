//! Settling a marking: what was entered about a paper while it was held comes down with it.

use chancery_office::act::Done;
use chancery_office::id::Id;
use rusqlite::params;

use super::{Projector, parse_label};
use crate::label_no::LabelNo;
use crate::refused::Refused;
use crate::store;

/// Tables of what was entered about a paper, each row with what the paper bore then.
const COMES_DOWN: [&str; 10] = [
    "minute",
    "boxed",
    "seen",
    "meeting_paper",
    "version",
    "judged",
    "found",
    "boxmark",
    "bringup",
    "copied",
];

/// The same where a row bears what another paper bore too, with the column that names that one.
const COMES_DOWN_WITH: [(&str, &str); 3] = [("boxmove", "beside"), ("chase", "other"), ("dealt", "other")];

impl Projector {
    /// A clerk says what an unread marking is.
    pub(super) fn settle(&mut self, done: &Done, paper: Id, label: &str) -> Result<(), Refused> {
        let row = self.row_of(paper)?;
        let held = self.bears(row)?;
        let own = self.label_no(&parse_label(label)?)?;
        self.db.execute("UPDATE paper SET settled = 1 WHERE row = ?1", [row]).map_err(store::register)?;
        self.mark_own(row, own)?;
        self.remark(row, done.at)?;
        self.come_down(row, held)
    }

    /// What was entered about a paper while it bore `held` comes down with it.
    pub(super) fn come_down(&mut self, row: i64, held: LabelNo) -> Result<(), Refused> {
        let bears = self.bears(row)?;
        for table in COMES_DOWN {
            let sql =
                format!("UPDATE OR REPLACE {table} SET label_id = ?3 WHERE paper = ?1 AND label_id = ?2");
            self.db.execute(&sql, params![row, held, bears]).map_err(store::register)?;
        }
        for (table, other) in COMES_DOWN_WITH {
            let sql = format!(
                "SELECT k.n, k.label_id, o.label_id FROM {table} k
                 LEFT JOIN paper o ON o.row = CASE WHEN k.paper = ?1 THEN k.{other} ELSE k.paper END
                 WHERE k.paper = ?1 OR k.{other} = ?1"
            );
            self.come_down_joined(table, &sql, (row, held, bears))?;
        }
        self.come_down_joined(
            "draft_step",
            "SELECT s.n, s.label_id, d.label_id FROM draft_step s JOIN draft d ON d.version = s.version
             WHERE s.paper = ?1",
            (row, held, bears),
        )
    }

    /// Rows by number, with what each bears and what else it is to bear beside what the paper does.
    fn come_down_joined(
        &mut self,
        table: &str,
        sql: &str,
        (row, held, bears): (i64, LabelNo, LabelNo),
    ) -> Result<(), Refused> {
        let rows: Vec<(i64, LabelNo, Option<LabelNo>)> = self
            .db
            .prepare_cached(sql)
            .and_then(|mut s| s.query_map([row], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?.collect())
            .map_err(store::register)?;
        for (n, stood, other) in rows {
            if stood == self.joined_with(held, other)? {
                let label = self.joined_with(bears, other)?;
                let sql = format!("UPDATE {table} SET label_id = ?2 WHERE n = ?1");
                self.db.execute(&sql, params![n, label]).map_err(store::register)?;
            }
        }
        Ok(())
    }

    /// What a row bears that is as confidential as one thing, and as another where there is one.
    pub(super) fn joined_with(&mut self, own: LabelNo, other: Option<LabelNo>) -> Result<LabelNo, Refused> {
        let Some(other) = other else { return Ok(own) };
        let joined = self.label_at(own)?.join(&self.label_at(other)?);
        self.label_no(&joined)
    }
}

#[cfg(test)]
mod tests {
    use super::{COMES_DOWN, COMES_DOWN_WITH};
    use crate::projection::rows;

    /// Tables that name a paper and a label and do not come down as the others do, and why.
    const STAYS: [(&str, &str); 8] = [
        ("number", "a paper keeps every number that it was given, each known to who may know of its series"),
        ("body", "it is sealed under a key of the label of all that it holds"),
        ("borne", "it is the history of what the paper bore"),
        ("relabelling", "another marking is proposed only for a paper whose marking is settled"),
        ("turned", "a paper that was turned away waits again, and is rid of it, before it is settled"),
        ("second_reading", "a second reader is sent no paper whose marking is not settled"),
        ("second_finding", "the same"),
        (
            "draft_step",
            "it bears what its version does beside the paper, and comes down by a query of its own",
        ),
    ];

    #[test]
    fn every_table_of_what_is_known_with_a_paper_comes_down_with_it_or_says_why_not() {
        let db = rows::aside().unwrap();
        let of_papers = "SELECT t.name FROM (SELECT name, type FROM sqlite_schema UNION ALL
            SELECT name, type FROM seen.sqlite_schema) t WHERE t.type = 'table' AND 2 =
            (SELECT count(*) FROM pragma_table_info(t.name) WHERE name IN ('paper', 'label_id')) ORDER BY t.name";
        let mut statement = db.prepare(of_papers).unwrap();
        let of_papers: Vec<String> =
            statement.query_map([], |r| r.get(0)).and_then(Iterator::collect).unwrap();
        let with = COMES_DOWN_WITH.map(|(table, _)| table);
        let mut told: Vec<&str> =
            COMES_DOWN.into_iter().chain(with).chain(STAYS.map(|(table, _)| table)).collect();
        told.sort_unstable();
        assert_eq!(told, of_papers);
    }
}
