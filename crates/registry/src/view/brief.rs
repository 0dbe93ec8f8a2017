//! What is gathered for a meeting: its papers, who they are, what was said before, what is open.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chancery_office::act::Manner;
use chancery_office::degree::Class;
use chancery_office::id::Id;
use chancery_office::judging::FindingState;
use chancery_office::people::Duty;
use chancery_office::reading::Party;
use jiff::civil::Date;

use super::View;
use super::dialogue::OPEN_PAPERS_MAX;
use super::knowing::state_of;
use super::meetings::{MeetingRow, meeting_columns};
use super::rows::{PaperRow, paper_columns};
use super::undertakings::bearing;
use crate::answers::{FindingAt, Known, MeetingLine, MeetingPage, PaperLine, UndertakingLine};
use crate::label_no::LabelNo;
use crate::refused::Refused;
use crate::sides::{People, each, names, surname};

/// Meetings before it that a brief tells of.
const BEFORE_SHOWN: usize = 5;
/// Others whom a brief tells of.
const KNOWN_MAX: usize = 12;
/// Papers of one meeting that a brief gathers, and read-outs of it.
const PAPERS_OF_A_MEETING_MAX: u32 = 100;
/// Undertakings of either side that a brief tells of.
const OWED_SHOWN: usize = 20;
/// Posts that a brief gives of one person.
const POSTS_SHOWN: usize = 3;

/// The other side in papers, where nobody noted whom a meeting is with.
const OTHER_SIDE_MAX: usize = 2;

/// Papers by which one of them is known.
const KNOWN_BY: usize = 3;

/// A surname, and the newest papers that name it, the oldest first.
pub(super) type Named = (String, Vec<PaperRow>);

/// Two surnames.
type Pair = (String, String);

/// Somebody of whom papers tell.
struct Told {
    surname: String,
    name: String,
    often: u32,
    last: Id,
}

impl View {
    /// A meeting with what is gathered for it.
    pub fn meeting(&self, id: &str) -> Result<MeetingPage, Refused> {
        Ok(self.gathered(id, self.reader.has(Duty::PutUp))?.0)
    }

    /// The same, with the papers and meetings of which it tells; meetings that may be the same are told where it `offers`.
    pub(super) fn gathered(
        &self,
        id: &str,
        offers: bool,
    ) -> Result<(MeetingPage, BTreeSet<String>), Refused> {
        self.gate()?.begin()?;
        let line = self.meeting_line(id)?.ok_or(Refused::Absent)?;
        let (rows, told) = (self.papers_for(&line)?, self.told_in(&line)?);
        let with = if line.with.is_empty() { self.other_side(&rows)? } else { line.with.clone() };
        let sides: Vec<String> = with.iter().filter_map(|name| surname(name)).take(KNOWN_MAX).collect();
        let (papers, read_outs) = (self.lines(&rows)?, self.lines(&told)?);
        let undertakings = self.undertakings_of(&rows)?;
        let mut subjects = Vec::new();
        for row in &rows {
            subjects.extend(self.subjects_of(row)?);
        }
        let named = sides.iter().map(|side| Ok((side.clone(), self.naming(&[side], OPEN_PAPERS_MAX)?)));
        let named = named.collect::<Result<Vec<Named>, Refused>>()?;
        let (before, who) = (self.met_before(&line, &sides)?, self.who_is_met(&with, &named, line.date)?);
        let (owed, left_open) = (self.owed(&named)?, self.left_open(&named)?);
        let known = who.iter().flat_map(|one| one.papers.iter());
        let shown: Vec<PaperLine> = papers.iter().chain(&read_outs).chain(known).cloned().collect();
        let spoken = owed.iter().flatten().map(|line| &line.paper).chain(left_open.iter().map(|s| &s.paper));
        let (dialogue, told_of) = self.two_sides(&named)?;
        let spoken: Vec<Id> = spoken.filter_map(|id| id.parse().ok()).chain(told_of).collect();
        self.show(Manner::Extract, &spoken)?;
        self.show_lines(Manner::Extract, &shown)?;
        let papers_told = shown.iter().map(|paper| paper.id.clone()).chain(spoken.iter().map(Id::to_string));
        let meetings_told = before.iter().chain([&line]).map(|one| one.id.clone());
        let of: BTreeSet<String> = papers_told.chain(meetings_told).collect();
        let told: Vec<LabelNo> =
            owed.iter().map(Vec::as_slice).chain([&*undertakings]).flat_map(bearing).collect();
        let alike = if offers { self.perhaps_the_same(&line)? } else { Vec::new() };
        let of: BTreeSet<String> = of.into_iter().chain(alike.iter().map(|one| one.id.clone())).collect();
        let overall = self.overall_with(&of.iter().map(String::as_str).collect::<Vec<_>>(), &told)?;
        let page = MeetingPage {
            with,
            dialogue,
            papers,
            read_outs,
            who,
            before,
            undertakings: told_once(undertakings, &owed),
            owed,
            subjects,
            left_open,
            overall,
            may_note: self.reader.has(Duty::PutUp),
            joined: self.joined_with(&line)?,
            alike,
            may_record: self.reader.has(Duty::Register),
            state: state_of(&line)?,
            line,
        };
        Ok((page, of))
    }

    fn papers_for(&self, line: &MeetingLine) -> Result<Vec<PaperRow>, Refused> {
        self.gate()?.all(
            paper_columns!(
                "WHERE p.row IN (SELECT paper FROM meeting_paper WHERE meeting = ?1 AND read_out = 0)
                 OR p.row IN (SELECT e.paper FROM enclosure e JOIN meeting_paper mp ON mp.paper = e.cover
                              WHERE mp.meeting = ?1 AND mp.read_out = 0)
                 ORDER BY p.day, p.row LIMIT ?2"
            ),
            rusqlite::params![line.id, PAPERS_OF_A_MEETING_MAX],
            PaperRow::read,
        )
    }

    /// Papers that tell what was said in it.
    fn told_in(&self, line: &MeetingLine) -> Result<Vec<PaperRow>, Refused> {
        self.gate()?.all(
            paper_columns!(
                "WHERE p.row IN (SELECT paper FROM meeting_paper WHERE meeting = ?1 AND read_out = 1)
                 ORDER BY p.row LIMIT ?2"
            ),
            rusqlite::params![line.id, PAPERS_OF_A_MEETING_MAX],
            PaperRow::read,
        )
    }

    fn subjects_of(&self, row: &PaperRow) -> Result<Vec<FindingAt>, Refused> {
        let (registered, text) = self.unfolded(row)?;
        let found = self.findings(row, &registered, &text)?;
        let shown = self.findings_shown(&found, &text)?.into_iter();
        let subjects = shown.filter(|finding| {
            Class::of(finding.what) == Class::Subject && finding.state != FindingState::Dismissed
        });
        Ok(subjects
            .map(|finding| FindingAt { finding, reference: row.number.clone(), paper: row.id.to_string() })
            .collect())
    }

    fn met_before(&self, line: &MeetingLine, sides: &[String]) -> Result<Vec<MeetingLine>, Refused> {
        let Some(date) = line.date.filter(|_| !sides.is_empty()) else { return Ok(Vec::new()) };
        let sides: Vec<&str> = sides.iter().map(String::as_str).collect();
        // One that is still to come is not one at which they met.
        let date = self.day_now().tomorrow().map_or(date, |tomorrow| date.min(tomorrow));
        let with_them = |row: &MeetingRow| row.is_with(&sides);
        let rows = self.meetings_that(
            meeting_columns!(
                "WHERE m.day < ?1 AND m.sides <> '' AND m.cancelled IS NULL
                 ORDER BY m.day DESC, m.clock DESC, m.id LIMIT ?2"
            ),
            &date.to_string(),
            (with_them, BEFORE_SHOWN),
        )?;
        self.told(rows)
    }

    /// What they have undertaken, and what was undertaken towards them, in the newest papers that name them; each
    /// once, open, and more than possible; what is due first.
    fn owed(&self, named: &[Named]) -> Result<[Vec<UndertakingLine>; 2], Refused> {
        let mut owed = <[Vec<UndertakingLine>; 2]>::default();
        for (side, rows) in named {
            let kept = rows.iter().map(|row| self.kept_in(row)).collect::<Result<Vec<_>, Refused>>()?;
            let kept = kept.into_iter().flatten().filter(|kept| !kept.closed && !kept.weak);
            for line in self.undertaking_lines(kept.collect())? {
                if names(&line.actor, side) || names(&line.owner, side) {
                    owed[0].push(line.clone());
                }
                if names(&line.partner, side) {
                    owed[1].push(line);
                }
            }
        }
        for lines in &mut owed {
            let mut known = BTreeSet::new();
            lines.retain(|line| known.insert((line.paper.clone(), line.key.clone())));
            lines.sort_by_key(|line| (line.due.is_none(), line.due));
            lines.truncate(OWED_SHOWN);
        }
        Ok(owed)
    }

    /// Those whom it is with, as the last papers from them or to them know them.
    fn who_is_met(
        &self,
        with: &[String],
        named: &[Named],
        date: Option<Date>,
    ) -> Result<Vec<Known>, Refused> {
        let mut all = Vec::new();
        for name in with.iter().take(KNOWN_MAX) {
            let Some(side) = surname(name) else { continue };
            let of_side = named.iter().find(|(known, _)| *known == side);
            let rows = of_side.into_iter().flat_map(|(_, rows)| rows.iter().rev());
            let rows: Vec<PaperRow> =
                rows.filter(|row| row.is_between(&side)).take(KNOWN_BY).cloned().collect();
            let mut posts = self.posts_known(&side, date.unwrap_or_else(|| self.day_now()));
            posts.extend(self.posts_of(&rows, &side)?);
            once_each(&mut posts);
            all.push(Known { name: name.clone(), posts, papers: self.lines(&rows)? });
        }
        Ok(all)
    }

    /// Who is not of the office and wrote these papers, or is told in them to have spoken; who does so most often first.
    fn other_side(&self, rows: &[PaperRow]) -> Result<Vec<String>, Refused> {
        let ours: BTreeSet<String> = self.names_of_office().iter().filter_map(|name| surname(name)).collect();
        let told = self.told_of(rows)?;
        let mut others: Vec<&Told> = told.iter().filter(|one| !ours.contains(&one.surname)).collect();
        others.sort_by_key(|one| Reverse(one.often));
        Ok(others.into_iter().take(OTHER_SIDE_MAX).map(|one| one.name.clone()).collect())
    }

    /// The two whose dialogue a meeting with these belongs to: where it is with one alone, he and who speaks with him
    /// most often, with the last paper that tells so.
    fn two_sides(&self, named: &[Named]) -> Result<(Option<Pair>, Option<Id>), Refused> {
        let Some((side, rows)) = named.first() else { return Ok((None, None)) };
        if let Some((other, _)) = named.iter().find(|(other, _)| other != side) {
            return Ok((Some((side.clone(), other.clone())), None));
        }
        let told = self.told_of(rows)?;
        let others = told.into_iter().filter(|one| one.surname != *side);
        let partner = others.max_by_key(|one| one.often);
        Ok(partner.map(|one| ((side.clone(), one.surname), one.last)).unzip())
    }

    /// Who wrote these papers, or is told in them to have spoken, in the order in which they come.
    fn told_of(&self, rows: &[PaperRow]) -> Result<Vec<Told>, Refused> {
        let (mut people, mut all) = (People::default(), Vec::new());
        for row in rows {
            let mut holders = vec![self.line(row)?.from];
            for (holder, words) in self.holders(row)? {
                people.read(&words);
                holders.push(holder);
            }
            for name in holders.iter().flat_map(|holders| each(holders)) {
                people.note(name);
                all.push((name.to_owned(), row.id));
            }
        }
        let mut told: Vec<Told> = Vec::new();
        for (name, last) in all {
            let Some(surname) = people.somebody(&name) else { continue };
            let name = name.split(" (").next().unwrap_or_default().to_owned();
            match told.iter_mut().find(|one| one.surname == surname) {
                Some(one) => {
                    (one.often, one.last) = (one.often + 1, last);
                    // The longest name tells most.
                    if name.len() > one.name.len() {
                        one.name = name;
                    }
                }
                None => told.push(Told { surname, name, often: 1, last }),
            }
        }
        Ok(told)
    }

    fn posts_of(&self, rows: &[PaperRow], side: &str) -> Result<Vec<String>, Refused> {
        let mut posts: Vec<String> = Vec::new();
        for row in rows {
            let particulars = self.registered_of(row)?.particulars;
            let parties = particulars.from.into_iter().chain(particulars.to).chain(particulars.copied_to);
            let his = parties.filter(|party| party.name.as_deref().is_some_and(|name| names(name, side)));
            posts.extend(his.filter_map(|Party { post, .. }| post));
        }
        Ok(posts)
    }
}

/// What is said of him first, each post once.
fn once_each(posts: &mut Vec<String>) {
    let mut known = BTreeSet::new();
    posts.retain(|post| known.insert(post.to_lowercase()));
    posts.truncate(POSTS_SHOWN);
}

/// Undertakings of the papers without those that are told by side.
fn told_once(of_papers: Vec<UndertakingLine>, owed: &[Vec<UndertakingLine>; 2]) -> Vec<UndertakingLine> {
    let told: BTreeSet<(&str, &str)> =
        owed.iter().flatten().map(|line| (line.paper.as_str(), line.key.as_str())).collect();
    let rest = of_papers.into_iter();
    rest.filter(|line| !told.contains(&(line.paper.as_str(), line.key.as_str()))).collect()
}
