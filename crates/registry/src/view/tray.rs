//! The in-tray: what came in, and how a clerk settles it. Until then it is on nobody's list but his.

use chancery_label::Label;
use chancery_ledger::Draft;
use chancery_office::act::{Act, Came, Manner, Registered};
use chancery_office::id::Id;
use chancery_office::people::Duty;
use jiff::Timestamp;
use rusqlite::params;

use super::View;
use super::particulars::{Typed, as_typed, means_otherwise, proposed};
use super::rows::{PaperRow, moment, worded};
use crate::answers::{Alike, Marked, PaperLine, SentUp, TrayLine, TrayPage, TrayPaper};
use crate::filing::{self, Options, Source};
use crate::label_no::LabelNo;
use crate::projection;
use crate::refused::{Refused, if_there};
use crate::sealing;

/// Papers on the page of the in-tray.
const PAGE_PAPERS: usize = 100;
/// Papers that are named as like one.
const ALIKE_MAX: usize = 5;

/// The same of papers in the in-tray.
macro_rules! tray_columns {
    ($rest:literal) => {
        crate::view::rows::paper_columns!("tray", "tray_enclosure", $rest)
    };
}

/// Outermost papers that wait (1) or were turned away (3): what others enclose goes with them.
macro_rules! outermost {
    ($what:literal, $tray:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM tray p WHERE p.tray = ",
            $tray,
            " AND NOT EXISTS (SELECT 1 FROM tray_enclosure e WHERE e.paper = p.row)"
        )
    };
}
pub(super) use {outermost, tray_columns};

/// What a clerk makes of a paper; what he does not say stays as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settling {
    /// The marking as it should stand.
    pub marking: Option<String>,
    /// Why that is less than the paper says itself; empty where it is not.
    pub reason: String,
    /// Its particulars.
    pub particulars: Typed,
}

impl View {
    /// How many papers wait, for who settles them.
    pub(super) fn in_tray_count(&self) -> Result<Option<u32>, Refused> {
        let clerk = self.reader.has(Duty::Register);
        clerk.then(|| self.gate()?.value(outermost!("count(*)", 1), [])).transpose()
    }

    /// The in-tray. To who does not settle there is none.
    pub fn tray(&self) -> Result<TrayPage, Refused> {
        self.gate()?.begin()?;
        let total = self.in_tray_count()?.ok_or(Refused::Absent)?;
        let mut waiting = Vec::new();
        for row in self.tray_order()?.into_iter().take(PAGE_PAPERS) {
            let row = self.tray_row(row)?;
            waiting.push(TrayLine {
                paper: self.line(&row)?,
                came: self.came(&row)?,
                as_proposed: self.is_read_whole(&row)?,
                alike: u32::try_from(self.alike(&row)?.len()).unwrap_or(u32::MAX),
            });
        }
        let lines: Vec<_> = waiting.iter().map(|one| one.paper.clone()).collect();
        self.show_lines(Manner::Listed, &lines)?;
        Ok(TrayPage { overall: self.overall_in_tray(&lines)?, waiting, total })
    }

    /// A paper in the in-tray. That it was opened is entered before this returns.
    pub fn tray_paper(&self, id: &str) -> Result<TrayPaper, Refused> {
        let row = self.in_tray(id)?;
        self.show(Manner::Opened, &[row.id])?;
        self.gate()?.begin()?;
        let (registered, text) = self.unfolded(&row)?;
        let order = self.tray_order()?;
        let at = order.iter().position(|waits| *waits == row.row);
        let beside = |step: isize| {
            let place = at.and_then(|at| at.checked_add_signed(step)).and_then(|at| order.get(at).copied());
            place.map(|row| self.tray_row(row).map(|row| row.id.to_string())).transpose()
        };
        let (enclosures, alike) = (self.enclosed_in_tray(&row)?, self.alike(&row)?);
        let shown: Vec<Id> = enclosures.iter().map(|row| row.id).collect();
        self.show(Manner::Listed, &shown)?;
        let lines: Vec<_> = alike.iter().map(|one| one.paper.clone()).collect();
        self.show_lines(Manner::Listed, &lines)?;
        Ok(TrayPaper {
            line: self.line(&row)?,
            came: self.came(&row)?,
            as_proposed: self.is_read_whole(&row)?,
            marking_read: row.settled,
            proposed: proposed(&registered),
            enclosures: self.lines(&enclosures)?,
            alike,
            pages: self.waiting_pages(&row, &registered, &text)?,
            remarks: registered.remarks,
            text,
            place: at.and_then(|at| u32::try_from(at + 1).ok()).unwrap_or(0),
            total: u32::try_from(order.len()).unwrap_or(u32::MAX),
            previous: beside(-1)?,
            next: beside(1)?,
        })
    }

    /// Takes files into the in-tray, each as it is or all as one paper, and tells what became of each.
    pub fn send_up(&self, files: Vec<(String, Vec<u8>)>, together: bool) -> Result<Vec<SentUp>, Refused> {
        let options = Options { came: Some(Came::Page), ..Options::default() };
        let sources: Vec<Source> = match together {
            true => vec![Source::TogetherBytes(files)],
            false => files.into_iter().map(|(name, bytes)| Source::Bytes(name, bytes)).collect(),
        };
        let mut told = Vec::new();
        let tell = &mut |outcome| told.push(SentUp::of(outcome));
        self.registry.file(&self.reader, sources.into_iter(), &options, tell)?;
        Ok(told)
    }

    /// Settles a paper and what lies in it: from now on they are in the register. An enclosure whose own marking
    /// could not be read gets its cover's. Answers the paper that waits next.
    pub fn take_in(&self, paper: &str, wanted: &Settling) -> Result<Option<String>, Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let row = fresh.in_tray(paper)?;
        let next = fresh.next_after(&row)?;
        let (registered, text) = fresh.unfolded(&row)?;
        let typed = wanted.marking.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
        // What stands in the form as it was read is read once more only where not all could be read at first.
        let whole = fresh.is_read_whole(&row)?;
        let marking = typed.filter(|typed| !whole || registered.marking.as_deref() != Some(typed));
        if marking.is_none() && !whole {
            let what = if row.settled { "the marking of what lies in it" } else { "its marking" };
            return Err(Refused::Invalid(format!("{what} could not be read: say what it bears")));
        }
        let settled = as_typed(registered.clone(), &wanted.particulars, self.day_now())?;
        let settled = match means_otherwise(&settled, &registered) {
            true => self.registry.as_read_again(settled, &text),
            false => settled,
        };
        let settled = self.lowered(settled, row.settled, (marking, &wanted.reason))?;
        let mut drafts = Vec::new();
        fresh.take_in_whole(&row, settled, marking, &mut drafts)?;
        self.registry.append(drafts)?;
        Ok(next)
    }

    /// With the remark that it is marked below what it says itself, where that was read.
    fn lowered(
        &self,
        mut paper: Registered,
        was_read: bool,
        (marking, reason): (Option<&str>, &str),
    ) -> Result<Registered, Refused> {
        if let Some(typed) = marking.filter(|_| was_read) {
            let (given, says) = (self.typed_label(typed)?, projection::parse_label(&paper.label)?);
            let policies = &self.registry.0.policies;
            paper.remarks.extend(filing::lowered(policies, (&given, &says), reason)?);
        }
        Ok(paper)
    }

    /// The line of a paper that has just been taken in, if its clerk may still know of it.
    pub fn lines_taken_in(&self, id: &str) -> Result<Option<PaperLine>, Refused> {
        let id = id.parse::<Id>().map_err(|_| Refused::Absent)?;
        Ok(self.fresh()?.lines_of(&[id])?.into_iter().next())
    }

    /// Innermost first: a cover is numbered once all that it encloses bears what it will.
    fn take_in_whole(
        &self,
        row: &PaperRow,
        mut paper: Registered,
        marking: Option<&str>,
        drafts: &mut Vec<Draft>,
    ) -> Result<Label, Refused> {
        let own = match marking {
            Some(typed) => self.typed_label(typed)?,
            None => projection::parse_label(&paper.label)?,
        };
        let mut bears = own.clone();
        for enclosed in self.enclosed_in_tray(row)? {
            let (inner, _) = self.unfolded(&enclosed)?;
            let inner = Registered { file: inner.file.or_else(|| paper.file.clone()), ..inner };
            let marking = if enclosed.settled { None } else { marking };
            bears = bears.join(&self.take_in_whole(&enclosed, inner, marking, drafts)?);
        }
        if let Some(typed) = marking {
            paper.marking = Some(typed.to_owned());
        }
        (paper.label, paper.settled, paper.bears) = (own.canonical(), true, bears.canonical());
        let text = sealing::open_text(&self.registry.0.keys, &self.registry.0.vault, &paper.text)?;
        let follows = self.registry.follow_up(&paper, &text, &bears, &own);
        self.draft_all(row.id, [Act::TakenIn(Box::new(paper))].into_iter().chain(follows), drafts)?;
        Ok(bears)
    }

    pub(super) fn draft_all(
        &self,
        stream: Id,
        acts: impl Iterator<Item = Act>,
        drafts: &mut Vec<Draft>,
    ) -> Result<(), Refused> {
        let keys = &self.registry.0.keys;
        let (key, done) = (keys.stream(stream)?, self.registry.done(self.person()));
        for act in acts {
            drafts.push(sealing::draft(keys, stream, &key, &done, &act)?);
        }
        Ok(())
    }

    /// Settles a paper, and what lies in it, as a duplicate of one that is held, and that whoever may know of it may know.
    /// Answers the one that waits next.
    pub fn settle_as_duplicate(&self, paper: &str, of: &str) -> Result<Option<String>, Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let row = fresh.in_tray(paper)?;
        let of = if_there(fresh.row(of))?.map_or_else(|| fresh.in_tray(of), Ok)?;
        if of.row == row.row {
            return Err(Refused::Invalid("a paper is no duplicate of itself".into()));
        }
        let next = fresh.next_after(&row)?.filter(|next| *next != row.id.to_string());
        let mut drafts = Vec::new();
        let held = fresh.with_enclosed(&of)?;
        fresh.hold_whole(&row, &held, &mut drafts)?;
        self.registry.append(drafts)?;
        Ok(next)
    }

    /// A paper of the register or of the in-tray, and all that lies in it.
    fn with_enclosed(&self, row: &PaperRow) -> Result<Vec<(String, PaperRow)>, Refused> {
        let (mut all, mut waiting) = (Vec::new(), vec![row.clone()]);
        while let Some(row) = waiting.pop() {
            if all.iter().all(|(_, known): &(String, PaperRow)| known.row != row.row) {
                waiting.extend(self.enclosures(&row)?);
                waiting.extend(self.enclosed_in_tray(&row)?);
                all.push((self.fingerprint_of(&row)?, row));
            }
        }
        Ok(all)
    }

    fn fingerprint_of(&self, row: &PaperRow) -> Result<String, Refused> {
        let sql = "SELECT fingerprint FROM paper WHERE row = ?1 UNION ALL SELECT fingerprint FROM tray WHERE row = ?1";
        self.gate()?.value(sql, [row.row])
    }

    /// Each as a duplicate of the one of its bytes, else of the whole.
    fn hold_whole(
        &self,
        row: &PaperRow,
        held: &[(String, PaperRow)],
        drafts: &mut Vec<Draft>,
    ) -> Result<(), Refused> {
        for enclosed in self.enclosed_in_tray(row)? {
            self.hold_whole(&enclosed, held, drafts)?;
        }
        let own = self.fingerprint_of(row)?;
        let Some((_, of)) = held.iter().find(|(same, _)| *same == own).or(held.first()) else {
            return Err(Refused::Absent);
        };
        if !self.label(row.label)?.dominates(&self.label(of.label)?) {
            return Err(Refused::Conflict(
                "what is held bears more than this: who may know of this alone would lose it; settle it by itself".into(),
            ));
        }
        let act = Act::SettledAsDuplicate { paper: row.id, of: of.id };
        self.draft_all(row.id, std::iter::once(act), drafts)
    }

    /// A paper that waits, for who settles.
    pub(super) fn in_tray(&self, id: &str) -> Result<PaperRow, Refused> {
        if !self.reader.has(Duty::Register) {
            return Err(Refused::Absent);
        }
        let id = id.parse::<Id>().map_err(|_| Refused::Absent)?;
        let row = self.gate()?.first(
            tray_columns!("WHERE p.id = ?1 AND p.tray = 1"),
            [id.to_string()],
            PaperRow::read,
        )?;
        row.ok_or(Refused::Absent)
    }

    pub(super) fn tray_row(&self, row: i64) -> Result<PaperRow, Refused> {
        self.gate()?.first(tray_columns!("WHERE p.row = ?1"), [row], PaperRow::read)?.ok_or(Refused::Absent)
    }

    /// A paper that has just come into the in-tray.
    pub(super) fn tray_row_of(&self, id: Id) -> Result<Option<PaperRow>, Refused> {
        self.gate()?.first(tray_columns!("WHERE p.id = ?1"), [id.to_string()], PaperRow::read)
    }

    /// The paper of the same bytes that lies in the in-tray, or of which these came as a duplicate.
    pub(super) fn held_in_tray(&self, fingerprint: &str) -> Result<Option<PaperRow>, Refused> {
        let found = self.gate()?.first(
            "SELECT coalesce(held_as, row) FROM tray WHERE fingerprint = ?1 AND (held_as IS NULL
             OR held_as IN (SELECT row FROM paper UNION ALL SELECT row FROM tray)) ORDER BY tray = 3, row LIMIT 1",
            [fingerprint],
            |r| r.get::<_, i64>(0),
        )?;
        let Some(row) = found else { return Ok(None) };
        if_there(self.row_at(row))?.map_or_else(|| self.tray_row(row), Ok).map(Some)
    }

    fn tray_order(&self) -> Result<Vec<i64>, Refused> {
        self.gate()?.all(concat!(outermost!("p.row", 1), " ORDER BY p.row"), [], |r| r.get(0))
    }

    /// The one that waits after it, else the first that waits.
    pub(super) fn next_after(&self, row: &PaperRow) -> Result<Option<String>, Refused> {
        let order = self.tray_order()?;
        let after = order.iter().find(|waits| **waits > row.row);
        let next = after.or_else(|| order.iter().find(|waits| **waits != row.row));
        next.map(|next| self.tray_row(*next).map(|row| row.id.to_string())).transpose()
    }

    /// What lies in it, and waits or was turned away as it was.
    pub(super) fn enclosed_in_tray(&self, row: &PaperRow) -> Result<Vec<PaperRow>, Refused> {
        self.gate()?.all(
            tray_columns!(
                "WHERE p.row IN (SELECT e.paper FROM tray_enclosure e WHERE e.cover = ?1) ORDER BY p.row"
            ),
            [row.row],
            PaperRow::read,
        )
    }

    /// Whether its marking was read, and that of all that lies in it.
    fn is_read_whole(&self, row: &PaperRow) -> Result<bool, Refused> {
        let mut waiting = vec![row.clone()];
        while let Some(row) = waiting.pop() {
            if !row.settled {
                return Ok(false);
            }
            waiting.extend(self.enclosed_in_tray(&row)?);
        }
        Ok(true)
    }

    pub(super) fn came(&self, row: &PaperRow) -> Result<String, Refused> {
        let came = self
            .gate()?
            .first("SELECT came FROM tray WHERE row = ?1", [row.row], |r| worded(r, 0, Came::from_word))?;
        Ok(came.map_or_else(String::new, |way| way.words().to_owned()))
    }

    /// Ways and times at which a paper came again, as far as the reader may know of what came.
    pub(super) fn came_again(&self, row: &PaperRow) -> Result<Vec<(String, Timestamp)>, Refused> {
        let rows = self.gate()?.all(
            "SELECT DISTINCT came, entered FROM tray WHERE tray = 2 AND held_as = ?1 ORDER BY entered, came",
            [row.row],
            |r| Ok((worded(r, 0, Came::from_word)?, moment(r, 1)?)),
        )?;
        Ok(rows.into_iter().map(|(way, at)| (way.words().to_owned(), at)).collect())
    }

    pub(super) fn overall_in_tray(&self, lines: &[PaperLine]) -> Result<Option<Marked>, Refused> {
        let mut labels = Vec::new();
        for line in lines {
            let row: LabelNo = self.gate()?.value("SELECT label_id FROM tray WHERE id = ?1", [&line.id])?;
            labels.push(self.label(row)?);
        }
        Ok((!labels.is_empty()).then(|| self.marked_together(&labels)))
    }

    /// Papers, among those that the clerk may know, of the same bytes, the same reference, or the same day and
    /// parties.
    fn alike(&self, row: &PaperRow) -> Result<Vec<Alike>, Refused> {
        let found = self.gate()?.all(
            "SELECT o.row, 0, CASE WHEN o.fingerprint = t.fingerprint THEN 0 WHEN o.stated = t.stated AND t.stated <> '' THEN 1 ELSE 2 END
             FROM tray t JOIN paper o ON o.row <> t.row AND (o.fingerprint = t.fingerprint
             OR (o.stated = t.stated AND t.stated <> '')
             OR (o.day = t.day AND o.sender = t.sender AND o.recipient = t.recipient AND t.sender <> '' AND t.recipient <> ''))
             WHERE t.row = ?1
             UNION ALL
             SELECT o.row, 1, CASE WHEN o.fingerprint = t.fingerprint THEN 0 WHEN o.stated = t.stated AND t.stated <> '' THEN 1 ELSE 2 END
             FROM tray t JOIN tray o ON o.tray = 1 AND o.row < t.row AND (o.fingerprint = t.fingerprint
             OR (o.stated = t.stated AND t.stated <> '')
             OR (o.day = t.day AND o.sender = t.sender AND o.recipient = t.recipient AND t.sender <> '' AND t.recipient <> ''))
             WHERE t.row = ?1
             ORDER BY 3, 1 LIMIT ?2",
            params![row.row, ALIKE_MAX],
            |r| Ok((r.get::<_, i64>(0)?, r.get::<_, bool>(1)?, r.get::<_, usize>(2)?)),
        )?;
        let mut alike = Vec::new();
        for (other, waits, why) in found {
            let other = if waits { self.tray_row(other)? } else { self.row_at(other)? };
            let why = ["the same bytes", "the same reference", "the same day and parties"][why.min(2)];
            alike.push(Alike { paper: self.line(&other)?, why, waits });
        }
        Ok(alike)
    }
}
