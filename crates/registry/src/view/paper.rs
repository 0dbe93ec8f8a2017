//! A paper, whole.

use std::collections::BTreeMap;

use chancery_office::act::{Act, Manner, MinuteKind, Registered};
use chancery_office::boxes::Purpose;
use chancery_office::id::Id;
use chancery_office::judging::FindingState;
use chancery_office::people::{Duty, last_of};
use chancery_office::reading::{Finding, Party, Span};

use super::View;
use super::judging::Stands;
use super::pages::Placed;
use super::rows::{PaperRow, moment, moment_if, paper_columns, parsed_if, worded};
use crate::answers::{
    BoxedShown, FindingShown, FootnoteShown, InHand, Marked, May, MinuteShown, Original, PaperLine,
    PaperPage, Particular, ParticularName, ParticularValue, RoleShown, Run, SeenShown, Step,
};
use crate::label_no::LabelNo;
use crate::projection::{parse_label, party_words};
use crate::refused::Refused;
use crate::{sealing, store};

/// Where a body lies, and what it bears.
struct Body {
    digest: String,
    stream: String,
    bears: LabelNo,
}

/// Papers in one chain.
const CHAIN_PAPERS_MAX: usize = 20;

impl View {
    /// A paper by its id or number. That it was opened is entered before this returns.
    pub fn paper(&self, name: &str) -> Result<PaperPage, Refused> {
        self.paper_shown(&self.row(name)?, Manner::Opened)
    }

    /// The name of the file or mail in which it came. A file that held enclosures too may be named after them, so its name
    /// is shown only as long as the paper bears what they bear and the reader may know of the whole file.
    fn came_as(&self, row: &PaperRow, paper: &Registered) -> Result<String, Refused> {
        let bears = self.label(row.label)?.dominates(&parse_label(&paper.bears)?);
        let whole = paper.original.is_none() || self.holds_part(row, "original")?;
        Ok(if bears && whole && paper.head.is_empty() { paper.came_with.clone() } else { paper.head.clone() })
    }

    fn holds_part(&self, row: &PaperRow, part: &str) -> Result<bool, Refused> {
        let sql = "SELECT count(*) FROM body WHERE paper = ?1 AND part = ?2";
        Ok(self.gate()?.value::<u64>(sql, rusqlite::params![row.row, part])? > 0)
    }

    /// Its particulars beside what was first read.
    fn particulars(&self, row: &PaperRow, paper: &Registered) -> Result<Vec<Particular>, Refused> {
        let came_as = self.came_as(row, paper)?;
        let first = self.as_it_came(row)?.map(|first| particulars(&first, &came_as));
        Ok(beside_first(particulars(paper, &came_as), first))
    }

    /// A paper, whole. That it was shown in that manner is entered before this returns.
    pub(super) fn paper_shown(&self, row: &PaperRow, manner: Manner) -> Result<PaperPage, Refused> {
        let sealed = self.sealed(row)?;
        // Nothing is unfolded before it is durable that this reader saw it.
        self.show(manner, &[row.id])?;
        self.gate()?.begin()?;
        let row = self.row_at(row.row)?;
        let (registered, text) = sealed.unfold(self)?;
        let found = self.findings(&row, &registered, &text)?;
        let placed = self.placed(&row, &registered, &text)?;
        let (covers, enclosures, bundle) = (self.covers(&row)?, self.enclosures(&row)?, self.bundle(&row)?);
        let (answers, answered_by) = (self.answers(&row)?, self.written_on(&row)?);
        let written = answers.iter().chain(&answered_by);
        let listed = covers.iter().chain(&enclosures).chain(&bundle).chain(written.clone());
        self.show(Manner::Listed, &listed.map(|r| r.id).collect::<Vec<_>>())?;
        let own = self.label(row.own_label)?;
        let ((drafts, mut labels), line) = (self.drafts_on(&row)?, self.line(&row)?);
        labels.extend(written.chain(&covers).chain(&bundle).map(|row| row.label));
        labels.extend(self.written_on_bears(&line)?);
        Ok(PaperPage {
            overall: self.bears_with(&row, &line, &labels)?,
            line,
            typed: registered.marking.clone(),
            own: self.marked(&own),
            numbers: self.numbers(&row)?,
            particulars: self.particulars(&row, &registered)?,
            text: runs(&text, (&found, &placed), &registered),
            footnotes: registered
                .footnotes
                .iter()
                .map(|f| FootnoteShown { label: f.label.clone(), text: f.text.clone() })
                .collect(),
            pages: self.pages(&row, &registered, (&placed, &found))?,
            findings: self.findings_shown(&found, &text)?,
            chain: self.chain(&bundle)?,
            minutes: self.minutes(&row)?,
            seen: self.seen(&row)?,
            boxes: self.boxes(&row)?,
            in_hand: InHand { drafts, ..self.in_hand(&row)? },
            why: self.why(&row)?,
            versions: self.versions(&row)?,
            came_again: self.came_again(&row)?,
            relabellings: self.relabellings_of(&row)?,
            may: self.may(&row),
            principals: self.principals_offered()?,
            meetings: self.meetings_for(&row)?,
            covers: self.lines(&covers)?,
            enclosures: self.lines(&enclosures)?,
            answers: self.lines(&answers)?,
            answered_by: self.lines(&answered_by)?,
        })
    }

    /// What a paper bears; where more on its page bears more, what all of that bears together.
    fn bears_with(&self, row: &PaperRow, line: &PaperLine, others: &[LabelNo]) -> Result<Marked, Refused> {
        let own = self.label(row.label)?;
        let others = others.iter().map(|label| self.label(*label)).collect::<Result<Vec<_>, _>>()?;
        if others.iter().all(|other| own.dominates(&other.access())) {
            return Ok(line.marked.clone());
        }
        Ok(self.marked_together(&[vec![own], others].concat()))
    }

    /// The bytes of a paper as they came. That they were given out is entered before this returns.
    pub fn original(&self, name: &str) -> Result<Original, Refused> {
        let row = self.may_be_copied(name)?;
        let body = self.body_as_it_came(&row)?.ok_or(Refused::Absent)?;
        if !self.may_copy(body.bears)? {
            return Err(Refused::Duty("may take a copy away"));
        }
        self.show(Manner::Original, &[row.id])?;
        let name = row.number.replace(['/', ' '], "-");
        Ok(Original { bytes: self.unsealed(&body)?, name })
    }

    /// The bytes of a paper as they came, with what they bear, for an answer that enters by itself what it gives out;
    /// none where its reader may not copy them.
    pub(super) fn as_it_was_received(&self, row: &PaperRow) -> Result<Option<(LabelNo, Vec<u8>)>, Refused> {
        match self.body_as_it_came(row)? {
            Some(body) if self.may_copy(body.bears)? => Ok(Some((body.bears, self.unsealed(&body)?))),
            _ => Ok(None),
        }
    }

    /// Where no original is kept, the text is it; one that is above the reader is as if it were not.
    fn body_as_it_came(&self, row: &PaperRow) -> Result<Option<Body>, Refused> {
        self.gate()?.first(
            "SELECT b.digest, b.stream, b.bears FROM body b JOIN paper p ON p.row = b.paper WHERE b.paper = ?1
             AND b.part = CASE WHEN p.has_original THEN 'original' ELSE 'text' END",
            [row.row],
            |r| Ok(Body { digest: r.get(0)?, stream: r.get(1)?, bears: r.get(2)? }),
        )
    }

    fn unsealed(&self, body: &Body) -> Result<Vec<u8>, Refused> {
        let stream = body.stream.parse().map_err(|_| store::row())?;
        sealing::open_body(&self.registry.0.keys, &self.registry.0.vault, &body.digest, stream)
    }

    /// What can be unfolded of a visible paper: the entry by which it was registered.
    fn sealed(&self, row: &PaperRow) -> Result<Sealed, Refused> {
        let entries = self.registry.0.ledger.entries(row.seq, 1).map_err(store::ledger)?;
        let entry =
            entries.into_iter().next().ok_or_else(|| Refused::Damaged("the ledger is short".into()))?;
        Ok(Sealed { entry, paper: row.id })
    }

    /// The registered paper and its text, for a page that enters by itself what it shows.
    pub(super) fn unfolded(&self, row: &PaperRow) -> Result<(Registered, String), Refused> {
        self.sealed(row)?.unfold(self)
    }

    /// The paper as its row's entry says.
    pub(super) fn registered_of(&self, row: &PaperRow) -> Result<Registered, Refused> {
        self.sealed(row)?.registered(self)
    }

    pub(super) fn row_at(&self, row: i64) -> Result<PaperRow, Refused> {
        self.gate()?.first(paper_columns!("WHERE p.row = ?1"), [row], PaperRow::read)?.ok_or(Refused::Absent)
    }

    pub(super) fn covers(&self, row: &PaperRow) -> Result<Vec<PaperRow>, Refused> {
        self.gate()?.all(
            paper_columns!(
                "WHERE p.row IN (SELECT e.cover FROM enclosure e WHERE e.paper = ?1) ORDER BY p.row"
            ),
            [row.row],
            PaperRow::read,
        )
    }

    pub(super) fn enclosures(&self, row: &PaperRow) -> Result<Vec<PaperRow>, Refused> {
        self.gate()?.all(
            paper_columns!(
                "WHERE p.row IN (SELECT e.paper FROM enclosure e WHERE e.cover = ?1) ORDER BY p.row"
            ),
            [row.row],
            PaperRow::read,
        )
    }

    fn numbers(&self, row: &PaperRow) -> Result<Vec<String>, Refused> {
        self.gate()?.all("SELECT text FROM number WHERE paper = ?1 ORDER BY text", [row.row], |r| r.get(0))
    }

    fn minutes(&self, row: &PaperRow) -> Result<Vec<MinuteShown>, Refused> {
        let rows = self.gate()?.all(
            "SELECT by, kind, text, day, at, doubtful FROM minute WHERE paper = ?1 ORDER BY n",
            [row.row],
            |r| {
                Ok((
                    r.get::<_, String>(0)?,
                    worded(r, 1, MinuteKind::from_word)?,
                    r.get::<_, String>(2)?,
                    parsed_if(r, 3)?,
                    moment_if(r, 4)?,
                    r.get::<_, bool>(5)?,
                ))
            },
        )?;
        let shown = rows.into_iter().map(|(by, kind, text, date, at, doubtful)| MinuteShown {
            by: if by.is_empty() { String::new() } else { self.name_of(&by) },
            kind,
            text,
            date: at.map(|at| self.registry.zone().day(at)).or(date),
            at,
            doubtful,
        });
        Ok(shown.collect())
    }

    /// Those who put papers up, enter them, or are put before may know who has seen them.
    pub(super) fn may_know_who_saw(&self) -> bool {
        let principal = self.reader.post.as_ref().is_some_and(|p| p.principal);
        principal || self.reader.has(Duty::PutUp) || self.reader.has(Duty::Register)
    }

    /// Who has seen it, for who may know that.
    fn seen(&self, row: &PaperRow) -> Result<Vec<SeenShown>, Refused> {
        if !self.may_know_who_saw() {
            return Ok(Vec::new());
        }
        let rows = self.gate()?.all(
            "SELECT by, min(first), max(last), sum(times) FROM seen WHERE paper = ?1 GROUP BY by ORDER BY 2, 1",
            [row.row],
            |r| Ok((r.get::<_, String>(0)?, moment(r, 1)?, moment(r, 2)?, r.get(3)?)),
        )?;
        Ok(rows
            .into_iter()
            .map(|(by, first, last, times)| SeenShown { by: self.name_of(&by), first, last, times })
            .collect())
    }

    fn boxes(&self, row: &PaperRow) -> Result<Vec<BoxedShown>, Refused> {
        let rows = self.gate()?.all(
            "SELECT b.principal, b.purpose, b.meeting, b.n FROM boxed b WHERE b.paper = ?1 AND b.waits
             AND b.n = (SELECT max(o.n) FROM boxed o WHERE o.principal = b.principal AND o.paper = b.paper)
             ORDER BY b.n",
            [row.row],
            |r| {
                Ok((
                    r.get::<_, String>(0)?,
                    worded(r, 1, Purpose::from_word)?,
                    r.get::<_, Option<String>>(2)?,
                ))
            },
        )?;
        let posts = self.registry.principals();
        let mut boxes = Vec::new();
        for (principal, purpose, meeting) in rows {
            let title = posts.iter().find(|p| p.post.as_str() == principal).map(|p| p.title.clone());
            boxes.push(BoxedShown {
                principal: title.unwrap_or(principal),
                purpose,
                meeting: meeting.map(|m| self.meeting_line(&m)).transpose()?.flatten(),
            });
        }
        Ok(boxes)
    }

    /// The papers by which a paper came: from the innermost message out to the last cover.
    fn bundle(&self, row: &PaperRow) -> Result<Vec<PaperRow>, Refused> {
        let mut bundle = vec![row.clone()];
        while bundle.len() < CHAIN_PAPERS_MAX
            && let Some(inner) = self.enclosures(&bundle[0])?.into_iter().next()
        {
            bundle.insert(0, inner);
        }
        let mut outer = row.clone();
        while bundle.len() < CHAIN_PAPERS_MAX
            && let Some(cover) = self.covers(&outer)?.into_iter().next()
        {
            bundle.push(cover.clone());
            outer = cover;
        }
        Ok(bundle)
    }

    /// The chain: who sent it on to whom, and before whom it was put up.
    fn chain(&self, bundle: &[PaperRow]) -> Result<Vec<Step>, Refused> {
        let mut steps: Vec<Step> = Vec::new();
        for row in bundle {
            let particulars = self.sealed(row)?.registered(self)?.particulars;
            for party in particulars.from.first().into_iter().chain(particulars.to.first()) {
                push_step(&mut steps, party.short(), &row.number, particulars.date);
            }
        }
        if let Some(last) = bundle.last() {
            for boxed in self.boxes(last)? {
                push_step(&mut steps, &boxed.principal, "put up", None);
            }
        }
        Ok(if steps.len() > 1 { steps } else { Vec::new() })
    }

    fn why(&self, row: &PaperRow) -> Result<String, Refused> {
        let banner = self.marked(&self.label(row.label)?).banner;
        Ok(format!("It bears {banner}; you are cleared to {}.", self.clearance_lines().join(" · ")))
    }

    fn may(&self, row: &PaperRow) -> May {
        May {
            minute: self.reader.has(Duty::Minute),
            put_up: self.reader.has(Duty::PutUp),
            settle: self.reader.has(Duty::Register) && !row.settled,
            judge: self.reader.has(Duty::Register) || self.reader.has(Duty::PutUp),
            relabel: (self.reader.has(Duty::Register) || self.reader.has(Duty::PutUp)) && row.settled,
            ask_who: self.reader.has(Duty::Clear),
            transcribe: self.reader.has(Duty::Register),
        }
    }
}

/// A visible paper, not yet unfolded. Only a row that came through the door makes one.
struct Sealed {
    entry: chancery_ledger::Entry,
    paper: Id,
}

impl Sealed {
    fn registered(self, view: &View) -> Result<Registered, Refused> {
        match sealing::open(&view.registry.0.keys, &self.entry)? {
            Some((
                _,
                Act::Registered(registered)
                | Act::TakenIn(registered)
                | Act::TranscriptCorrected(registered)
                | Act::ParticularsCorrected { paper: registered, .. },
            )) if registered.paper == self.paper => Ok(*registered),
            _ => Err(Refused::Projection("register.db names another entry".into())),
        }
    }

    fn unfold(self, view: &View) -> Result<(Registered, String), Refused> {
        let registered = self.registered(view)?;
        let text = sealing::open_text(&view.registry.0.keys, &view.registry.0.vault, &registered.text)?;
        Ok((registered, text))
    }
}

/// A person who passes a paper on stands in the chain once, though two papers name him.
fn push_step(steps: &mut Vec<Step>, who: &str, by: &str, date: Option<jiff::civil::Date>) {
    let known = |name: &str| last_of(name).to_lowercase();
    if steps.last().is_none_or(|last| known(&last.who) != known(who)) {
        steps.push(Step { who: who.to_owned(), by: by.to_owned(), date });
    }
}

fn particulars(paper: &Registered, came_as: &str) -> Vec<Particular> {
    let all = ParticularName::ALL.into_iter();
    let all = all.map(|name| Particular { name, value: value(name, paper, came_as), read_as: None });
    all.filter(|one| one.value != ParticularValue::nothing()).collect()
}

fn value(name: ParticularName, paper: &Registered, came_as: &str) -> ParticularValue {
    let of = &paper.particulars;
    let parties = |parties: &[Party]| parties.iter().map(party_words).collect::<Vec<_>>().join("; ");
    let some = |value: &Option<String>| value.clone().unwrap_or_default();
    ParticularValue::Words(match name {
        ParticularName::Kind => return ParticularValue::Kind(paper.kind),
        ParticularName::Date => return of.date.map_or_else(ParticularValue::nothing, ParticularValue::Day),
        ParticularName::From => parties(&of.from),
        ParticularName::To => parties(&of.to),
        ParticularName::CopiedTo => parties(&of.copied_to),
        ParticularName::Place => some(&of.place),
        ParticularName::Reference => some(&of.reference),
        ParticularName::Precedence => some(&of.precedence),
        ParticularName::Subject => some(&of.subject),
        ParticularName::CameAs => came_as.to_owned(),
        ParticularName::File => some(&paper.file),
        ParticularName::Source => some(&paper.source_note).trim_start_matches("Source:").trim().to_owned(),
        ParticularName::Remarks => paper.remarks.join("; "),
    })
}

/// Particulars that stand otherwise than they did, each with what stood there.
pub(super) fn told_otherwise(now: &Registered, then: &Registered) -> Vec<Particular> {
    let mut all = beside_first(particulars(now, ""), Some(particulars(then, "")));
    all.retain(|one| one.read_as.is_some());
    all
}

/// Particulars beside what was first read, where that is something else.
fn beside_first(now: Vec<Particular>, first: Option<Vec<Particular>>) -> Vec<Particular> {
    let Some(first) = first else { return now };
    let read = |name| first.iter().find(|one| one.name == name).map(|one| one.value.to_string());
    let beside = |one: Particular| {
        let was = read(one.name).unwrap_or_default();
        Particular { read_as: (was != one.value.to_string()).then_some(was), ..one }
    };
    let gone = first.iter().filter(|one| now.iter().all(|kept| kept.name != one.name));
    let gone = gone.map(|one| Particular {
        name: one.name,
        value: ParticularValue::nothing(),
        read_as: Some(one.value.to_string()),
    });
    let gone: Vec<_> = gone.collect();
    now.into_iter().map(beside).chain(gone).collect()
}

/// A text cut wherever a finding or a doubtful word begins or ends, or a footnote is called.
fn runs(text: &str, (found, placed): (&[Stands], &[Placed]), paper: &Registered) -> Vec<Run> {
    let doubtful: BTreeMap<usize, (usize, u32)> = (1..)
        .zip(placed.iter().filter(|word| word.doubtful))
        .map(|(n, word)| (word.start, (word.end, n)))
        .collect();
    let of_doubt = |from: usize, to: usize| {
        let last = doubtful.range(..=from).next_back();
        last.filter(|(_, (end, _))| to <= *end).map(|(_, (_, n))| *n)
    };
    let mut cuts: Vec<usize> = found
        .iter()
        .flat_map(Stands::ends)
        .chain(doubtful.iter().flat_map(|(start, (end, _))| [*start, *end]))
        .chain(paper.footnotes.iter().map(|f| f.at as usize))
        .chain([0, text.len()])
        .filter(|cut| *cut <= text.len() && text.is_char_boundary(*cut))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut runs: Vec<Run> = cuts
        .windows(2)
        .map(|pair| (Span::new(pair[0], pair[1]), pair[0], pair[1]))
        .map(|(span, start, end)| Run {
            text: span.of(text).to_owned(),
            findings: over(found, span),
            footnote: footnote_at(paper, end),
            doubtful: of_doubt(start, end),
        })
        .collect();
    if runs.is_empty() {
        runs.push(Run { text: text.to_owned(), findings: Vec::new(), footnote: None, doubtful: None });
    }
    runs
}

fn over(found: &[Stands], span: Span) -> Vec<u32> {
    (1..).zip(found).filter(|(_, f)| f.holds(span)).map(|(n, _)| n).collect()
}

fn footnote_at(paper: &Registered, at: usize) -> Option<String> {
    let calls: Vec<&str> =
        paper.footnotes.iter().filter(|f| f.at as usize == at).map(|f| f.label.as_str()).collect();
    (!calls.is_empty()).then(|| calls.join(", "))
}

/// A finding as a page shows it.
pub fn finding_shown(number: u32, finding: &Finding, text: &str) -> FindingShown {
    FindingShown {
        number,
        what: finding.what,
        words: finding.evidence.of(text).to_owned(),
        start: finding.evidence.start,
        end: finding.evidence.end,
        roles: finding.roles.iter().map(role_shown).collect(),
        rule: finding.rule.clone(),
        confidence: finding.confidence,
        state: FindingState::Proposed,
        found_by: None,
        found_too: None,
        judged: None,
    }
}

fn role_shown(role: &chancery_office::reading::Role) -> RoleShown {
    RoleShown { name: role.name, value: role.value.clone(), when: role.when.clone() }
}
