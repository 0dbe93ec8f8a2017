//! Boxes: what is put up, in which order, until when, and what came of it.

use std::sync::PoisonError;

use chancery_office::act::{Done, Minute, MinuteKind};
use chancery_office::boxes::{BoxCloses, BoxMoved, Decided, Mark, PaperMarked, PutUp, TakenOut};
use chancery_office::id::{Handle, Id};
use rusqlite::params;

use super::Projector;
use crate::refused::Refused;
use crate::store;

/// That a paper was taken out of a box, where other rows name the principal's mark.
const TAKEN_OUT: &str = "taken-out";

impl Projector {
    /// Who put it up, when, why and by when is as confidential as the paper was then, and as the meeting is.
    pub(super) fn put_up(&mut self, seq: u64, done: &Done, put_up: &PutUp) -> Result<(), Refused> {
        let (row, mut label) = self.row_and_label(put_up.paper)?;
        if let Some(meeting) = put_up.meeting {
            label = self.with_meeting(label, meeting)?;
            self.put_up_for(seq, meeting, (row, label))?;
        }
        self.db
            .prepare_cached(
                "INSERT INTO boxed(principal, paper, purpose, meeting, note, by, at, proposed, label_id, since,
                 due, due_clock, due_reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )
            .and_then(|mut s| {
                s.execute(params![
                    put_up.principal.as_str(),
                    row,
                    put_up.purpose.word(),
                    put_up.meeting.map(|m| m.to_string()),
                    put_up.note,
                    done.by.as_str(),
                    done.at.as_millisecond(),
                    put_up.proposed,
                    label,
                    seq,
                    put_up.deadline.as_ref().map(|due| due.day.to_string()),
                    put_up.deadline.as_ref().and_then(|due| due.clock).map(|clock| clock.to_string()),
                    put_up.deadline.as_ref().map_or("", |due| due.reason.as_str()),
                ])
            })
            .map(|_| ())
            .map_err(store::register)
    }

    pub(super) fn take_out(&self, seq: u64, done: &Done, out: &TakenOut) -> Result<(), Refused> {
        self.out_of_box(seq, done, (&out.principal, out.paper), (TAKEN_OUT, "", &[], ""))
    }

    /// A principal's mark stands on the paper like a minute, and takes it out of his box.
    pub(super) fn mark(&self, seq: u64, done: &Done, marked: &PaperMarked) -> Result<(), Refused> {
        let words =
            (marked.mark.word(), marked.words.as_str(), marked.decided.as_slice(), marked.once.as_str());
        self.out_of_box(seq, done, (&marked.principal, marked.paper), words)?;
        let text = self.on_paper(marked);
        let minute = Minute { kind: MinuteKind::Mark, text, date: None, doubtful: false, came_with: false };
        self.insert_minute(
            self.row_and_label(marked.paper)?,
            if marked.deputy { done.by.as_str() } else { marked.principal.as_str() },
            &minute,
            Some(done.at),
        )
    }

    /// The mark in words; a deputy's says for whom it was made.
    fn on_paper(&self, marked: &PaperMarked) -> String {
        let text = on_paper(marked.mark, &marked.words, &marked.decided);
        if !marked.deputy {
            return text;
        }
        let posts = self.pulse.posts.read().unwrap_or_else(PoisonError::into_inner);
        let title = posts.get(&marked.principal).map_or(marked.principal.as_str(), |post| &post.title);
        format!("{text} (for the {title})")
    }

    /// As confidential as the paper is at that moment.
    fn out_of_box(
        &self,
        seq: u64,
        done: &Done,
        (principal, paper): (&Handle, Id),
        (mark, words, decided, once): (&str, &str, &[Decided], &str),
    ) -> Result<(), Refused> {
        let (row, label) = self.row_and_label(paper)?;
        let decided = serde_json::to_string(decided).map_err(store::json)?;
        self.db
            .prepare_cached(
                "INSERT INTO boxmark(principal, paper, label_id, by, at, mark, words, decided, once, since)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )
            .and_then(|mut s| {
                let (by, at) = (done.by.as_str(), done.at.as_millisecond());
                s.execute(params![principal.as_str(), row, label, by, at, mark, words, decided, once, seq])
            })
            .map(|_| ())
            .map_err(store::register)
    }

    /// A move is as confidential as both papers are at that moment.
    pub(super) fn move_in_box(&mut self, seq: u64, moved: &BoxMoved) -> Result<(), Refused> {
        let (row, label) = self.row_and_label(moved.paper)?;
        let (beside, other) = self.row_and_label(moved.beside)?;
        let label = self.joined_with(label, Some(other))?;
        self.db
            .prepare_cached(
                "INSERT INTO boxmove(principal, paper, beside, after, label_id, since)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )
            .and_then(|mut s| {
                s.execute(params![moved.principal.as_str(), row, beside, moved.after, label, seq])
            })
            .map(|_| ())
            .map_err(store::register)
    }

    /// When a box closes is known to everybody, as the post is.
    pub(super) fn close_at(&self, closes: &BoxCloses) -> Result<(), Refused> {
        self.db
            .prepare_cached("INSERT OR REPLACE INTO closing(principal, at) VALUES (?1, ?2)")
            .and_then(|mut s| s.execute(params![closes.principal.as_str(), closes.at.as_millisecond()]))
            .map(|_| ())
            .map_err(store::register)
    }
}

/// The mark and its words; below, each recommendation that was decided by itself.
fn on_paper(mark: Mark, words: &str, decided: &[Decided]) -> String {
    let each =
        decided.iter().map(|one| format!("\n{}. {}: {}", one.number, one.mark.words(), one.recommendation));
    let marked = match (mark, words) {
        (Mark::Other, words) if !words.is_empty() => words.to_owned(),
        (mark, "") => mark.words().to_owned(),
        (mark, words) => format!("{}: {words}", mark.words()),
    };
    std::iter::once(marked).chain(each).collect()
}
