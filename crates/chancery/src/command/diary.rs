//! The diary and its meetings.

use chancery_registry::answers::{CalendarTaken, DiaryAsked, DiaryPage};
use chancery_registry::{NewMeeting, Point, ReadOut, View};

use super::{acts, boxes, print, show};
use crate::args::{Common, DiaryArgs, DiaryCommand, MeetingArgs, MeetingCommand};
use crate::terminal::answer;

/// `chancery diary`.
pub fn run(common: &Common, args: &DiaryArgs) -> anyhow::Result<()> {
    match &args.command {
        None => {
            let asked = DiaryAsked { span: args.show, day: args.day };
            show::ask(common, |view| view.diary(&asked), page)
        }
        Some(DiaryCommand::Take { file, marking, because }) => {
            let (name, bytes) = common.read(file)?;
            let take = |view: &View| {
                view.because(because);
                view.take_calendar(&name, &bytes, marking)
            };
            show::ask(common, take, taken)
        }
        Some(DiaryCommand::Address { marking }) => show::ask(
            common,
            |view| view.make_feed(marking),
            |token| answer(&format!("/calendar/{token}.ics")),
        ),
        Some(DiaryCommand::EndAddress) => acts::act(common, "given up", View::end_feed),
    }
}

fn page(page: &DiaryPage) {
    for day in page.days.iter().filter(|day| !day.meetings.is_empty() || day.due > 0) {
        let due = if day.due == 0 { String::new() } else { format!(" ({} due)", day.due) };
        let off = if day.works { "" } else { ", no working day" };
        answer(&format!("{}{off}{due}", day.date.strftime("%A %-d %B %Y")));
        day.meetings.iter().for_each(|m| answer(&format!("  {} {}", m.id, print::meeting_line(m))));
    }
}

fn taken(taken: &CalendarTaken) {
    let CalendarTaken { noted, changed, cancelled, known, notes } = taken;
    answer(&format!("{noted} new, {changed} changed, {cancelled} not held any more, {known} as before"));
    notes.iter().for_each(|note| answer(note));
}

/// `chancery meeting`.
pub fn meeting(common: &Common, args: MeetingArgs) -> anyhow::Result<()> {
    let id = args.id.as_str();
    match args.command {
        MeetingCommand::Change { date, at, until, subject, place, with, because } => {
            acts::act(common, "changed", |view| {
                view.because(&because);
                let line = view.meeting(id)?.line;
                let wanted = NewMeeting {
                    date: date.or(line.date).unwrap_or_default(),
                    clock: at.or(line.clock),
                    until: until.or(line.until),
                    subject: subject.unwrap_or(line.subject),
                    place: place.unwrap_or(line.place),
                    with: if with.is_empty() { line.with } else { with },
                    marking: String::new(),
                };
                view.change_meeting(id, &wanted)
            })
        }
        MeetingCommand::Cancel { reason, because } => acts::act(common, "not held", |view| {
            view.because(&because);
            view.cancel_meeting(id, &reason)
        }),
        MeetingCommand::Join { other } => acts::act(common, "joined", |view| view.join_meetings(id, &other)),
        MeetingCommand::Part { other } => acts::act(common, "parted", |view| view.part_meetings(id, &other)),
        MeetingCommand::ReadOut { marking, present, points, ordered, because } => {
            let ordered = ordered.iter().map(|typed| boxes::ordered(typed)).collect::<anyhow::Result<_>>()?;
            let points = points.iter().map(|typed| point(typed)).collect();
            let read_out = ReadOut { marking, present, points, ordered };
            let record = |view: &View| {
                view.because(&because);
                view.record_meeting(id, &read_out)
            };
            show::ask(common, record, |paper| answer(&print::line(paper)))
        }
    }
}

/// "SUBJECT | BECAME | BY | WORDS".
fn point(typed: &str) -> Point {
    let mut parts = typed.splitn(4, '|').map(|part| part.trim().to_owned());
    let mut next = || parts.next().unwrap_or_default();
    Point { subject: next(), became: next(), by: next(), words: next() }
}
