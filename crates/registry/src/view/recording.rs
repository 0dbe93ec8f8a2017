//! The read-out of a meeting: what was said in it becomes a paper, with its subjects and what is to be done.

use std::fmt::Write as _;
use std::sync::Arc;

use chancery_office::act::{Act, Registered};
use chancery_office::id::Id;
use chancery_office::judging::{FindingJudged, Verdict};
use chancery_office::people::Duty;
use chancery_office::reading::{Span, What};
use chancery_reading::keys;
use jiff::civil::Date;

use super::View;
use super::acts::bounded;
use super::correcting::{self, Correction};
use super::returning::{ORDERED_MAX, Ordered, commissions};
use crate::answers::{MeetingLine, PaperLine};
use crate::filing::With;
use crate::limits::{MINUTE_CHARS_MAX, NOTE_CHARS_MAX, OWNER_CHARS_MAX};
use crate::refused::Refused;

/// Points of one read-out.
pub const POINTS_MAX: usize = 60;
/// Those present, as far as one read-out names them.
const PRESENT_MAX: usize = 100;

/// What was said in a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOut {
    /// What it bears, as typed.
    pub marking: String,
    /// Who was there.
    pub present: Vec<String>,
    /// What was spoken of, in order.
    pub points: Vec<Point>,
    /// What is to be done.
    pub ordered: Vec<Ordered>,
}

/// A subject of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// What it is.
    pub subject: String,
    /// What became of it: "raised", "not-raised", "agreed", "disagreed", "deferred", "refused".
    pub became: String,
    /// Who raised it, or whose word it was.
    pub by: String,
    /// What was said.
    pub words: String,
}

impl Point {
    fn lacks_subject(&self) -> bool {
        self.subject.is_empty() && *self != Self::default()
    }
}

impl View {
    /// Enters what was said in a meeting as a paper; answers its line. Its subjects stand in it as found by the
    /// reader, and what is to be done as commissions.
    pub fn record_meeting(&self, meeting: &str, read_out: &ReadOut) -> Result<PaperLine, Refused> {
        let line = self.meeting_line(meeting)?.ok_or(Refused::Absent)?;
        self.reader.must(Duty::Register)?;
        if line.date.is_some_and(|day| day > self.day_now()) {
            return Err(Refused::Invalid(
                "that meeting is still to come: enter what is said once it is held".into(),
            ));
        }
        let read_out = checked(read_out)?;
        let label = self.typed_label(&read_out.marking)?;
        let id: Id = line.id.parse().map_err(|_| Refused::Absent)?;
        let below = self.below(id, &label)?;
        let orders = self.orders(&read_out.ordered)?;
        let (text, lines) = self.laid_out(&line, &read_out);
        let (registry, points) = (self.registry.clone(), read_out.points);
        // Made of the paper as the reading has it, and entered in one commit with it.
        let follows = move |paper: &Registered, text: &str| {
            let below = below.clone().map(|act| on_paper(act, paper.paper));
            let said = points_said(paper, text, points.iter().zip(&lines))?;
            let ordered = commissions(&registry, paper.paper, &orders, "");
            Ok(below.into_iter().chain(said).chain(ordered).collect())
        };
        let with = With { tells_of: Some(id), follows: Some(Arc::new(follows)), ..With::default() };
        self.entered_as_paper(text, read_out.marking, &with)
    }

    /// The text, as a memorandum of conversation is laid out, and in it the line of each point.
    fn laid_out(&self, meeting: &MeetingLine, read_out: &ReadOut) -> (String, Vec<String>) {
        let mut text = format!("{}\n\nMEMORANDUM OF CONVERSATION\n\n", read_out.marking.trim());
        let held = meeting.date.map(said_day).unwrap_or_default();
        let hour = meeting.clock.map(|clock| clock.strftime(", %H%M").to_string()).unwrap_or_default();
        for (head, words) in [
            ("DATE", format!("{held}{hour}")),
            ("PLACE", meeting.place.clone()),
            ("SUBJECT", meeting.subject.clone()),
            ("PARTICIPANTS", read_out.present.join("; ")),
        ] {
            if !words.is_empty() {
                let _ = writeln!(text, "{head}: {words}");
            }
        }
        let points: Vec<String> = (1..).zip(&read_out.points).map(|(n, point)| said_line(n, point)).collect();
        for line in &points {
            let _ = write!(text, "\n{line}\n");
        }
        if !read_out.ordered.is_empty() {
            text.push_str("\nACTION\n");
        }
        for (n, one) in (1..).zip(&read_out.ordered) {
            let due = one.due.map(|due| format!(" by {}", said_day(due))).unwrap_or_default();
            let _ = write!(text, "\n({n}) {}: {}{due}.\n", one.owner, one.what.trim_end_matches('.'));
        }
        let (name, today) = (&self.reader.person.name, said_day(self.day_now()));
        let _ = write!(text, "\nRecorded on {today}.\n\n{name}\n\n{}\n", read_out.marking.trim());
        (text, points)
    }
}

/// That something was written below what was opened, said of the paper that it was written in.
fn on_paper(act: Act, paper: Id) -> Act {
    match act {
        Act::WroteBelow { opened, wrote, reason, .. } => Act::WroteBelow { on: paper, opened, wrote, reason },
        other => other,
    }
}

/// The subjects as findings of the reader's own; one that the reading found in the same line is put right.
fn points_said<'p>(
    paper: &Registered,
    text: &str,
    points: impl Iterator<Item = (&'p Point, &'p String)>,
) -> Result<Vec<Act>, Refused> {
    let found = &paper.reading.findings;
    let known = keys(found, text);
    let mut acts = Vec::new();
    for (point, line) in points {
        let said = correction(point);
        let added = correcting::proved(place_of(line, text)?, "subject", &said, text)?;
        let same = found.iter().zip(&known).find(|(finding, _)| {
            matches!(finding.what, What::Subject(_)) && added.evidence.holds(finding.evidence)
        });
        let (proposal, rule, verdict) = match same {
            Some((read, key)) => {
                let finding = Box::new(correcting::corrected(read, &said, text)?);
                (key.clone(), read.rule.clone(), Verdict::Corrected { finding })
            }
            None => {
                let key = keys(std::slice::from_ref(&added), text).pop().unwrap_or_default();
                (key, String::new(), Verdict::Added { finding: Box::new(added), words: line.clone() })
            }
        };
        let judged = FindingJudged { paper: paper.paper, proposal, rule, verdict };
        acts.push(Act::FindingJudged(Box::new(judged)));
    }
    Ok(acts)
}

/// Where a line stands that begins with its number: "1." is not the end of "11.".
fn place_of(line: &str, text: &str) -> Result<Span, Refused> {
    let mut places = text.match_indices(line).map(|(at, _)| at);
    let begins = |at: &usize| text.get(..*at).is_some_and(|before| before.ends_with('\n'));
    let at = places.find(begins).ok_or_else(|| Refused::Invalid("say what was spoken of".into()))?;
    Ok(Span::new(at, at + line.len()))
}

fn correction(point: &Point) -> Correction {
    Correction {
        degree: Some(point.became.clone()),
        who: Some(point.by.clone()),
        what: Some(point.subject.clone()),
        ..Correction::default()
    }
}

/// "2. Madrid meeting. Agreed by the Prime Minister. The negotiators should get together."
fn said_line(n: u32, point: &Point) -> String {
    let Point { subject, became, by, words } = point;
    let mut became = became.replace('-', " ");
    if let Some(first) = became.get(..1).map(str::to_uppercase) {
        became.replace_range(..1, &first);
    }
    let by = if by.is_empty() { String::new() } else { format!(" by {by}") };
    let words = if words.is_empty() { String::new() } else { format!(" {words}") };
    format!("{n}. {}. {became}{by}.{words}", subject.trim_end_matches('.'))
}

fn said_day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// Everything on one line each and within its bounds; what is empty is left out.
fn checked(read_out: &ReadOut) -> Result<ReadOut, Refused> {
    let present = read_out.present.iter().map(|name| line_of(name, OWNER_CHARS_MAX, "a name"));
    let present: Vec<String> = present.collect::<Result<_, _>>()?;
    let points: Vec<Point> = read_out.points.iter().map(point).collect::<Result<_, _>>()?;
    if let Some(n) = (1..).zip(&points).find_map(|(n, point)| point.lacks_subject().then_some(n)) {
        return Err(Refused::Invalid(format!("say what point {n} is about")));
    }
    let points: Vec<Point> = points.into_iter().filter(|point| *point != Point::default()).collect();
    let ordered: Vec<Ordered> = read_out.ordered.iter().map(ordered).collect::<Result<_, _>>()?;
    let ordered: Vec<Ordered> = ordered.into_iter().filter(|one| *one != Ordered::default()).collect();
    if points.is_empty() && ordered.is_empty() {
        return Err(Refused::Invalid("say what was spoken of, or what is to be done".into()));
    }
    if ordered.iter().any(|one| one.owner.is_empty() || one.what.is_empty()) {
        return Err(Refused::Invalid("say both who is to do it and what is to be done".into()));
    }
    if points.len() > POINTS_MAX || ordered.len() > ORDERED_MAX || present.len() > PRESENT_MAX {
        return Err(Refused::Invalid(format!(
            "a read-out has at most {POINTS_MAX} points, {ORDERED_MAX} things to be done and {PRESENT_MAX} present"
        )));
    }
    let marking = line_of(&read_out.marking, NOTE_CHARS_MAX, "the marking")?;
    let present = present.into_iter().filter(|name| !name.is_empty()).collect();
    Ok(ReadOut { marking, present, points, ordered })
}

fn point(typed: &Point) -> Result<Point, Refused> {
    let subject = line_of(&typed.subject, NOTE_CHARS_MAX, "a subject")?;
    let by = line_of(&typed.by, OWNER_CHARS_MAX, "a name")?;
    let words = line_of(&typed.words, MINUTE_CHARS_MAX, "what was said")?;
    let said = !(subject.is_empty() && by.is_empty() && words.is_empty());
    let became =
        if said { line_of(&typed.became, NOTE_CHARS_MAX, "what became of it")? } else { String::new() };
    let became = if said && became.is_empty() { "raised".to_owned() } else { became };
    if said {
        // Told before anything is filed, while the form is at hand.
        correcting::what("subject", &became)?;
    }
    Ok(Point { subject, became, by, words })
}

fn ordered(typed: &Ordered) -> Result<Ordered, Refused> {
    let owner = line_of(&typed.owner, OWNER_CHARS_MAX, "the name of who is to do it")?;
    let what = line_of(&typed.what, NOTE_CHARS_MAX, "what is to be done")?;
    let due = typed.due.filter(|_| !(owner.is_empty() && what.is_empty()));
    Ok(Ordered { owner, what, due })
}

fn line_of(words: &str, chars_max: usize, what: &str) -> Result<String, Refused> {
    bounded(&words.split_whitespace().collect::<Vec<_>>().join(" "), chars_max, what)
}
