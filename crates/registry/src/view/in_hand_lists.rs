//! Papers in hand, as a reader may know: who has them, when they come up again, to whom they were copied.

use std::sync::PoisonError;

use chancery_office::act::Manner;
use chancery_office::boxes::{Mark, Purpose};
use chancery_office::in_hand::CopyPurpose;
use chancery_office::people::Duty;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::View;
use super::lists::pages;
use super::rows::{PaperRow, moment, moment_if, worded};
use crate::answers::{
    Addressee, AnsweredShown, BringUpLine, BringUpShown, BringUpsPage, CopiesPage, CopyLine, CopyShown,
    HandAsked, InHand, PaperLine, Stage, Whereabouts,
};
use crate::refused::Refused;
use crate::store;

/// Bring-ups, or copies, on a page.
pub const PAGE_IN_HAND: u32 = 50;
/// Those of them that Today shows.
const TODAY_SHOWN: u32 = 8;
/// Furthest page that is answered.
const PAGE_MAX: u32 = 1_000_000;
/// Steps that a paper's page tells of.
const BEEN_SHOWN: u32 = 200;
/// People and posts that a form offers; others are typed.
const ADDRESSEES_SHOWN: usize = 100;

/// A row of a table of papers in hand.
struct Held {
    paper: i64,
    key: String,
    who: String,
    by: String,
    at: Timestamp,
    /// A day, or a purpose.
    what: String,
    words: String,
    done: bool,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Held> {
    Ok(Held {
        paper: row.get(0)?,
        key: row.get(1)?,
        who: row.get(2)?,
        by: row.get(3)?,
        at: moment(row, 4)?,
        what: row.get(5)?,
        words: row.get(6)?,
        done: row.get(7)?,
    })
}

/// A table of papers in hand, and how a list of it goes.
struct Table {
    /// The columns that are read.
    columns: &'static str,
    /// The view, with the letter by which its columns are named.
    view: &'static str,
    order: &'static str,
}

impl Table {
    /// The rows that are so, in order.
    fn rows(&self, that: &str) -> String {
        let Table { columns, view, order } = self;
        format!("SELECT {columns} FROM {view} WHERE {that} ORDER BY {order}")
    }

    /// How many are so.
    fn count(&self, that: &str) -> String {
        format!("SELECT count(*) FROM {} WHERE {that}", self.view)
    }
}

const UPS: Table = Table {
    columns: "u.paper, u.key, u.before, u.by, u.at, u.day, u.reason, u.done",
    view: "bringup u",
    order: "u.day, u.n",
};
const COPIES: Table = Table {
    columns: "c.paper, c.key, c.addressee, c.by, c.at, c.purpose, c.note, c.done",
    view: "copied c",
    order: "c.n DESC",
};
/// A copy that still asks something of its addressee: to be answered, or to be opened.
const ASKS: &str = "c.done = 0 AND (c.purpose = 'action' OR NOT EXISTS
    (SELECT 1 FROM seen s WHERE s.paper = c.paper AND s.by = ?1 AND s.last >= c.at))";

impl View {
    /// Papers that come up again, by day.
    pub fn bring_ups(&self, asked: HandAsked) -> Result<BringUpsPage, Refused> {
        self.gate()?.begin()?;
        let page = self.ups("u.done = 0", asked, PAGE_IN_HAND)?;
        self.show_lines(
            Manner::Listed,
            &page.lines.iter().map(|line| line.paper.clone()).collect::<Vec<_>>(),
        )?;
        Ok(page)
    }

    /// Papers that were copied, the newest first.
    pub fn copies(&self, asked: HandAsked) -> Result<CopiesPage, Refused> {
        self.gate()?.begin()?;
        let page = self.copies_that("1", asked, PAGE_IN_HAND)?;
        self.show_lines(Manner::Listed, &papers_of(&page))?;
        Ok(page)
    }

    /// What comes up before the reader today.
    pub(super) fn up_today(&self) -> Result<BringUpsPage, Refused> {
        let until = self.calendar().up_to(self.day_now());
        self.ups(&format!("u.done = 0 AND u.day <= '{until}'"), HandAsked::default(), TODAY_SHOWN)
    }

    /// Copies that ask something of the reader.
    pub(super) fn copied_today(&self) -> Result<CopiesPage, Refused> {
        self.copies_that(ASKS, HandAsked::default(), TODAY_SHOWN)
    }

    /// What comes up before a person, and copies for action that he has not answered.
    pub(super) fn with_person(&self, person: &str) -> Result<(BringUpsPage, CopiesPage), Refused> {
        let his = |column: &str| (format!("{column} = ?1"), vec![Value::Text(person.to_owned())]);
        let asked = HandAsked::default();
        let ups = self.ups_of("u.done = 0", his("u.before"), asked, PAGE_IN_HAND)?;
        let asks = "c.done = 0 AND c.purpose = 'action'";
        let copies = self.copies_of(asks, his("c.addressee"), asked, PAGE_IN_HAND)?;
        let shown = ups.lines.iter().map(|line| line.paper.clone()).chain(papers_of(&copies));
        self.show_lines(Manner::Listed, &shown.collect::<Vec<_>>())?;
        Ok((ups, copies))
    }

    fn ups(&self, that: &str, asked: HandAsked, many: u32) -> Result<BringUpsPage, Refused> {
        self.ups_of(that, self.whose("u.before", asked.all)?, asked, many)
    }

    fn ups_of(
        &self,
        that: &str,
        (whose, values): (String, Vec<Value>),
        asked: HandAsked,
        many: u32,
    ) -> Result<BringUpsPage, Refused> {
        let page = asked.page.clamp(1, PAGE_MAX);
        let (total, rows) = self.on_page(&UPS, &format!("{that} AND {whose}"), &values, (page, many))?;
        let mut lines = Vec::with_capacity(rows.len());
        for held in rows {
            let paper = self.line(&self.row_at(held.paper)?)?;
            lines.push(BringUpLine { paper, up: self.up_shown(held)? });
        }
        let overall = self.overall(&lines.iter().map(|line| line.paper.id.as_str()).collect::<Vec<_>>())?;
        Ok(BringUpsPage { lines, total, page, pages: pages(total, many), all: asked.all, overall })
    }

    fn copies_that(&self, that: &str, asked: HandAsked, many: u32) -> Result<CopiesPage, Refused> {
        self.copies_of(that, self.whose("c.addressee", asked.all)?, asked, many)
    }

    fn copies_of(
        &self,
        that: &str,
        (whose, values): (String, Vec<Value>),
        asked: HandAsked,
        many: u32,
    ) -> Result<CopiesPage, Refused> {
        let page = asked.page.clamp(1, PAGE_MAX);
        let (total, rows) = self.on_page(&COPIES, &format!("{that} AND {whose}"), &values, (page, many))?;
        let mut lines = Vec::with_capacity(rows.len());
        for held in rows {
            let row = self.row_at(held.paper)?;
            lines.push(CopyLine { paper: self.line(&row)?, copy: self.copy_shown(&row, held)? });
        }
        let mut page =
            CopiesPage { lines, total, page, pages: pages(total, many), all: asked.all, overall: None };
        page.overall =
            self.overall(&papers_of(&page).iter().map(|one| one.id.as_str()).collect::<Vec<_>>())?;
        Ok(page)
    }

    /// How many rows a list has, and those of one of its pages.
    fn on_page(
        &self,
        table: &Table,
        that: &str,
        values: &[Value],
        (page, many): (u32, u32),
    ) -> Result<(u64, Vec<Held>), Refused> {
        let before = u64::from(page - 1) * u64::from(many);
        let shown = format!("{} LIMIT {many} OFFSET {before}", table.rows(that));
        let total = self.gate()?.value(&table.count(that), params_from_iter(values))?;
        Ok((total, self.gate()?.all_of(&shown, params_from_iter(values), read)?))
    }

    /// The reader's own handle stands first among the values, for whatever else asks for it.
    pub(super) fn whose(&self, column: &str, all: bool) -> Result<(String, Vec<Value>), Refused> {
        let mut own = self.own_handles()?;
        own.reverse();
        let places: Vec<String> = (1..=own.len()).map(|at| format!("?{at}")).collect();
        let values = own.into_iter().map(|handle| Value::Text(handle.to_string())).collect();
        let whose = format!("{column} IN ({})", places.join(", "));
        Ok((if all { format!("({whose} OR 1)") } else { whose }, values))
    }

    fn up_shown(&self, held: Held) -> Result<BringUpShown, Refused> {
        let on = held.what.parse::<Date>().map_err(|_| store::row())?;
        let comes_up = self.calendar().comes_up(on);
        Ok(BringUpShown {
            may_put_away: !held.done && self.may_deal(&[&held.who, &held.by])?,
            key: held.key,
            before: self.name_of(&held.who),
            left: self.left_on(&held.who),
            on,
            comes_up,
            overdue: comes_up < self.day_now(),
            reason: held.words,
            by: self.name_of(&held.by),
            at: held.at,
        })
    }

    fn copy_shown(&self, row: &PaperRow, held: Held) -> Result<CopyShown, Refused> {
        let purpose = CopyPurpose::from_word(&held.what).ok_or_else(store::row)?;
        Ok(CopyShown {
            opened: self.receipt(row, &held)?,
            answered: if held.done { self.answer_of(row, &held.key)? } else { None },
            may_answer: !held.done && purpose == CopyPurpose::Action && self.may_deal(&[&held.who])?,
            to: self.name_of(&held.who),
            left: self.left_on(&held.who),
            by: self.name_of(&held.by),
            at: held.at,
            note: held.words,
            key: held.key,
            purpose,
        })
    }

    /// When he to whom it was copied has opened it since. It is what "seen" says, to who may know that.
    fn receipt(&self, row: &PaperRow, held: &Held) -> Result<Option<Timestamp>, Refused> {
        if !(self.may_know_who_saw() || self.own_handles()?.iter().any(|own| own.as_str() == held.who)) {
            return Ok(None);
        }
        let opened = self.gate()?.first(
            "SELECT min(CASE WHEN first >= ?3 THEN first ELSE last END) FROM seen
             WHERE paper = ?1 AND by = ?2 AND last >= ?3",
            rusqlite::params![row.row, self.who_answers(&held.who), held.at.as_millisecond()],
            |r| moment_if(r, 0),
        )?;
        Ok(opened.flatten())
    }

    /// The person behind a handle: he himself, or the holder of that post.
    fn who_answers(&self, handle: &str) -> String {
        let posts = self.registry.0.pulse.posts.read().unwrap_or_else(PoisonError::into_inner);
        let post = posts.values().find(|post| post.post.as_str() == handle);
        post.and_then(|post| post.holder.as_ref()).map_or_else(|| handle.to_owned(), ToString::to_string)
    }

    fn answer_of(&self, row: &PaperRow, key: &str) -> Result<Option<AnsweredShown>, Refused> {
        let dealt = self.gate()?.first(
            "SELECT by, at, words, other FROM dealt WHERE paper = ?1 AND key = ?2 ORDER BY n LIMIT 1",
            rusqlite::params![row.row, key],
            |r| Ok((r.get::<_, String>(0)?, moment(r, 1)?, r.get(2)?, r.get::<_, Option<i64>>(3)?)),
        )?;
        let Some((by, at, words, other)) = dealt else { return Ok(None) };
        let shown_by = other.map(|other| self.row_at(other).and_then(|row| self.line(&row))).transpose()?;
        Ok(Some(AnsweredShown { by: self.name_of(&by), at, words, shown_by }))
    }

    /// Who has a paper, and where it has been; papers that it names are entered as listed.
    pub(super) fn in_hand(&self, row: &PaperRow) -> Result<InHand, Refused> {
        let ups = self.gate()?.all_of(&UPS.rows("u.paper = ?1 AND u.done = 0"), [row.row], read)?;
        let mut copies = self.gate()?.all_of(&COPIES.rows("c.paper = ?1"), [row.row], read)?;
        // A paper tells of them as they were made.
        copies.reverse();
        let bring_ups = ups
            .into_iter()
            .map(|held| self.up_shown(held))
            .collect::<Result<Vec<BringUpShown>, Refused>>()?;
        let copies = copies.into_iter().map(|held| self.copy_shown(row, held));
        let copies: Vec<CopyShown> = copies.collect::<Result<_, _>>()?;
        let shown = copies.iter().filter_map(|copy| copy.answered.as_ref()?.shown_by.clone());
        self.show_lines(Manner::Listed, &shown.collect::<Vec<_>>())?;
        Ok(InHand {
            now: self.now_with(row, &bring_ups, &copies)?,
            been: self.been(row)?,
            addressees: if self.reader.has(Duty::PutUp) { self.offered() } else { Vec::new() },
            bring_ups,
            copies,
            drafts: Vec::new(),
        })
    }

    /// In whose boxes it lies, who is to do something with a copy, before whom it comes up.
    fn now_with(
        &self,
        row: &PaperRow,
        ups: &[BringUpShown],
        copies: &[CopyShown],
    ) -> Result<Vec<Whereabouts>, Refused> {
        let boxes = self.gate()?.all(
            "SELECT b.principal, b.purpose, b.by, b.at FROM boxed b WHERE b.paper = ?1 AND b.waits
             AND b.n = (SELECT max(o.n) FROM boxed o WHERE o.principal = b.principal AND o.paper = b.paper)
             ORDER BY b.n",
            [row.row],
            |r| {
                let purpose = worded(r, 1, Purpose::from_word)?;
                Ok((r.get::<_, String>(0)?, purpose, r.get::<_, String>(2)?, moment(r, 3)?))
            },
        )?;
        let boxes = boxes.into_iter().map(|(who, purpose, by, at)| Whereabouts {
            stage: Stage::InBox(purpose),
            who: self.name_of(&who),
            by: self.name_of(&by),
            at,
        });
        let asks =
            copies.iter().filter(|copy| copy.purpose == CopyPurpose::Action && copy.answered.is_none());
        let asks = asks.map(|copy| Whereabouts {
            stage: Stage::CopiedForAction(copy.note.clone()),
            who: copy.to.clone(),
            by: copy.by.clone(),
            at: copy.at,
        });
        let ups = ups.iter().map(|up| Whereabouts {
            stage: Stage::ComesUp(up.comes_up),
            who: up.before.clone(),
            by: up.by.clone(),
            at: up.at,
        });
        Ok(boxes.chain(asks).chain(ups).collect())
    }

    /// Where it has been, in the order in which that was entered.
    fn been(&self, row: &PaperRow) -> Result<Vec<Whereabouts>, Refused> {
        let sql = format!(
            "SELECT 'put up', principal, purpose, by, at FROM boxed WHERE paper = ?1
             UNION ALL SELECT CASE WHEN mark = 'taken-out' THEN 'taken out' ELSE 'came back' END, principal, mark, by, at
             FROM boxmark WHERE paper = ?1
             UNION ALL SELECT 'copied', addressee, purpose, by, at FROM copied WHERE paper = ?1
             UNION ALL SELECT 'brought up', before, day, by, at FROM bringup WHERE paper = ?1
             UNION ALL SELECT 'put away', u.before, u.day, d.by, d.at FROM dealt d JOIN bringup u
             ON u.paper = d.paper AND u.key = d.key WHERE d.paper = ?1
             UNION ALL SELECT 'answered', c.addressee, d.words, d.by, d.at FROM dealt d JOIN copied c
             ON c.paper = d.paper AND c.key = d.key WHERE d.paper = ?1
             ORDER BY 5, 1 DESC LIMIT {BEEN_SHOWN}"
        );
        let rows = self.gate()?.all_of(&sql, [row.row], |r| {
            Ok((
                r.get::<_, String>(0)?,
                r.get::<_, String>(1)?,
                r.get::<_, String>(2)?,
                r.get::<_, String>(3)?,
                moment(r, 4)?,
            ))
        })?;
        let told = rows.into_iter().map(|(what, who, how, by, at)| {
            let stage = stage(&what, &how).ok_or_else(store::row)?;
            Ok(Whereabouts { stage, who: self.name_of(&who), by: self.name_of(&by), at })
        });
        told.collect()
    }

    /// People and posts to whom a paper can be copied.
    pub(super) fn offered(&self) -> Vec<Addressee> {
        let posts = self.registry.0.pulse.posts.read().unwrap_or_else(PoisonError::into_inner);
        let people = self.registry.of_office();
        let posts = posts.values().map(|post| (post.post.to_string(), post.title.clone()));
        let people = people.iter().map(|person| (person.person.to_string(), person.name.clone()));
        let all = posts.chain(people).take(ADDRESSEES_SHOWN);
        all.map(|(handle, name)| Addressee { handle, name }).collect()
    }
}

/// What was done, as the rows of its table tell it.
fn stage(what: &str, how: &str) -> Option<Stage> {
    Some(match what {
        "put up" => Stage::PutUp(Purpose::from_word(how)?),
        "came back" => Stage::CameBack(Mark::from_word(how)?),
        "taken out" => Stage::TakenOut,
        "copied" => Stage::Copied(CopyPurpose::from_word(how)?),
        "brought up" => Stage::BroughtUp(how.parse().ok()?),
        "put away" => Stage::PutAway(how.parse().ok()?),
        "answered" => Stage::Answered(how.to_owned()),
        _ => return None,
    })
}

fn papers_of(page: &CopiesPage) -> Vec<PaperLine> {
    let shown = |line: &CopyLine| line.copy.answered.as_ref()?.shown_by.clone();
    page.lines.iter().flat_map(|line| [Some(line.paper.clone()), shown(line)]).flatten().collect()
}
