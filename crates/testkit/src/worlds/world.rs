//! A world: an office in which a story has happened.

use chancery_office::reading::{Occasion, What};
use chancery_registry::answers::{ChaseAsked, HandAsked, RegisterFilter};
use chancery_registry::{
    BringingUp, Came, ChaseStep, ClearanceToGive, Content, CopyPurpose, Copying, Filed, Judgement, Mark,
    MarkGiven, NewMeeting, Options, Ordered, Point, Portion, Purpose, PuttingUp, ReadOut, Refused,
    Relabelling, Settling, Typed, View,
};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::cast::Circle;
use super::step::{Step, Told, typed};
use crate::Office;

/// Why papers of a story bear less than they say themselves, where they do.
const LOWERED: &str = "the story has it so";

/// The day on which the meetings of a story are.
const MEETINGS_ON: Date = date(1982, 10, 20);
/// The day of those that are noted by hand: the story’s own, so that what was said in them can be told.
const NOTED_ON: Date = date(1982, 10, 14);
/// A day that does not come in a story.
const NEVER: Date = date(1999, 1, 1);
/// Who does what a story tells where no reader is named; all of them may read everything.
const ALL_SEEING: [&str; 4] = ["clerk", "coles", "bone", "security"];
/// What stands for a paper that a world does not have, for who asks for it all the same.
const ABSENT: &str = "00112233445566778899aabbccddeeff";

/// An office with the papers that its steps named.
pub struct World {
    /// The office.
    pub office: Office,
    /// Ids by name.
    pub papers: Vec<(&'static str, String)>,
    /// What those were answered who did something for themselves.
    pub told: Vec<String>,
    texts: Vec<(&'static str, String)>,
    /// What was proposed: by whom, for which paper, and its id.
    proposals: Vec<(String, &'static str, String)>,
    /// Circles: by whom they were made, under what name, and their names in markings.
    circles: Vec<(String, &'static str, String)>,
}

/// The plain world and the fuller one.
pub fn twins(story: &[Told]) -> (World, World) {
    twins_of(&|_| (), story)
}

/// The same, with people admitted before anything happens.
pub fn twins_of(admit: &dyn Fn(&Office), story: &[Told]) -> (World, World) {
    (World::tell(admit, story, false), World::tell(admit, story, true))
}

impl World {
    /// Tells a story, with or without what is above its reader. Each step has its own minute, whether it
    /// happens in this world or not.
    fn tell(admit: &dyn Fn(&Office), story: &[Told], fuller: bool) -> Self {
        let office = Office::uk();
        admit(&office);
        let texts = story.iter().filter_map(|(_, step)| match step {
            Step::File { name, text, .. } | Step::Arrive { name, text } => Some((*name, text.clone())),
            _ => None,
        });
        // Whether a paper came or not, there are its bytes, and another may come with them.
        let texts = texts.collect();
        let (proposals, circles) = (Vec::new(), Vec::new());
        let mut world = Self { office, papers: Vec::new(), told: Vec::new(), texts, proposals, circles };
        for (n, (above, step)) in story.iter().enumerate() {
            world.office.at(&minute_of(n));
            if fuller || !above {
                world.take(step).unwrap_or_else(|refused| {
                    let so_far = typed(story.get(..=n).unwrap_or_default());
                    panic!("the story cannot be told, fuller: {fuller}: {refused}\n{so_far}");
                });
            }
        }
        world.office.at(&minute_of(story.len()));
        world
    }

    fn take(&mut self, step: &Step) -> Result<(), Refused> {
        match step {
            Step::By { who, step } => {
                let answer = self.perform(who, step).unwrap_or_else(|refused| format!("refused: {refused}"));
                self.told.push(format!("{who} {step}: {answer}"));
                Ok(())
            }
            step => self.perform(step.usual(), step).map(drop),
        }
    }

    /// Does it as that reader, and answers all that he is told.
    fn perform(&mut self, who: &str, step: &Step) -> Result<String, Refused> {
        let view = self.office.as_(who);
        match step {
            Step::File { name, text, marking } => self.file(who, name, text, *marking),
            Step::FileAgain { of, marking } => {
                let (_, text) = self.texts.iter().find(|(name, _)| name == of).ok_or(Refused::Absent)?;
                self.file_bytes(who, text, Some(marking)).map(|filed| shown(&filed))
            }
            Step::Arrive { name, text } => self.arrive(who, name, text),
            Step::SettleInTray { paper, marking } => {
                let marking = marking.map(str::to_owned);
                let wanted = Settling { marking, reason: LOWERED.into(), ..Settling::default() };
                view.take_in(&self.asked(paper), &wanted).map(|next| shown(&next))
            }
            Step::SettleAsDuplicate { paper, of } => {
                view.settle_as_duplicate(&self.asked(paper), &self.asked(of)).map(|next| shown(&next))
            }
            Step::TurnAway { paper } => view.turn_away(&self.asked(paper), "spam").map(|next| shown(&next)),
            Step::PutRight { paper, date, subject } => {
                let [date, subject] = [date, subject].map(|word| Some((*word).to_owned()));
                let typed = Typed { date, subject, ..Typed::default() };
                view.put_particulars_right(&self.asked(paper), &typed).map(done)
            }
            Step::Correct { paper, text } => view.correct_transcript(&self.asked(paper), text).map(done),
            Step::Minute { on, text } => view.minute(&self.asked(on), text).map(done),
            Step::Initial { on } => view.initial(&self.asked(on)).map(done),
            Step::PutUp { paper } => {
                view.put_up(&self.asked(paper), &before_her(Purpose::Decision, "", "please see")).map(done)
            }
            Step::Return { paper } => self.give_back(&view, paper),
            Step::LayFirst { paper } => {
                let paper = self.asked(paper);
                let lies = view.box_of("prime-minister")?.sections;
                let lies = lies.iter().flat_map(|part| &part.items).any(|item| item.paper.id == paper);
                if !lies {
                    return Ok("it does not lie there".into());
                }
                view.order_in_box("prime-minister", &paper, 1).map(done)
            }
            Step::Write { paper, marking, apart } => {
                self.write(&view, paper, (self.typed_by(who, marking), *apart))
            }
            Step::Dismiss { paper } => self.dismiss(&view, paper),
            Step::Record { meeting, marking } => {
                let found = view.meetings()?.into_iter().find(|line| line.subject == *meeting);
                Self::record(&view, found.map(|line| line.id), self.typed_by(who, marking))
            }
            Step::Keep { paper, shown_by } => self.keep(&view, paper, shown_by),
            Step::BringUp { paper, on } => {
                let (before, on) = ("pm".to_owned(), on.parse().unwrap());
                let up = BringingUp { before, on, reason: "again".into() };
                once(view.bring_up(&self.asked(paper), &up))
            }
            Step::Copy { paper, to } => {
                let copying = Copying {
                    to: vec![(*to).into()],
                    purpose: CopyPurpose::Action,
                    note: "please draft".into(),
                };
                once(view.copy(&self.asked(paper), &copying))
            }
            Step::Enclose { cover, paper } => view.enclose(&self.asked(cover), &self.asked(paper)).map(done),
            Step::Detach { paper } => view.detach(&self.asked(paper), "").map(done),
            Step::Meeting { subject, marking } => {
                let (subject, marking) = ((*subject).to_owned(), self.typed_by(who, marking));
                view.note_meeting(&NewMeeting { date: NOTED_ON, subject, marking, ..NewMeeting::default() })
            }
            Step::PutUpFor { paper, meeting } => {
                let found = view.meetings()?.into_iter().find(|line| line.subject == *meeting);
                self.put_up_for(&view, paper, found.map(|line| line.id))
            }
            Step::PutUpForHour { paper, hour } => {
                let clock = hour.parse().ok();
                let found = view.meetings()?.into_iter();
                let mut found = found.filter(|line| line.date == Some(MEETINGS_ON) && line.clock == clock);
                self.put_up_for(&view, paper, found.next().map(|line| line.id))
            }
            Step::Settle { paper, marking } => {
                view.settle(&self.asked(paper), &self.typed_by(who, marking)).map(done)
            }
            Step::Relabel { .. }
            | Step::Propose { .. }
            | Step::Refuse { .. }
            | Step::MakeCircle { .. }
            | Step::TakeIn { .. }
            | Step::PutOut { .. }
            | Step::Clear { .. } => self.change_standing(who, &view, step),
            Step::Open { paper } => view.paper(&self.asked(paper)).map(|page| shown(&page)),
            Step::LookAround => look_around(&view),
            Step::By { who, step } => self.perform(who, step),
        }
    }

    fn change_standing(&mut self, who: &str, view: &View, step: &Step) -> Result<String, Refused> {
        match step {
            Step::Relabel { paper, marking } => self.relabel(who, view, (*paper, *marking), None),
            Step::Propose { paper, marking } => self.relabel(who, view, (*paper, *marking), Some(NEVER)),
            Step::Refuse { paper } => {
                let by = if who == step.usual() { "coles" } else { who };
                let proposed = self.proposals.iter().rev().find(|(of, on, _)| of == by && on == paper);
                let (.., id) = proposed.ok_or(Refused::Absent)?;
                view.refuse_relabelling(id, "not yet").map(done)
            }
            Step::MakeCircle { circle } => {
                let tag = view.make_circle(circle, "talks")?;
                self.circles.push((who.to_owned(), *circle, tag.clone()));
                Ok(tag)
            }
            Step::TakeIn { circle, person } => view.join_circle(&self.called(who, circle), person).map(done),
            Step::PutOut { circle, person } => view.leave_circle(&self.called(who, circle), person).map(done),
            Step::Clear { person, line } => {
                let clearing = ClearanceToGive { person: (*person).into(), ..ClearanceToGive::default() };
                view.clear(&[(*line).to_owned()], clearing).map(done)
            }
            _ => Ok(String::new()),
        }
    }

    /// What waits for a second person is approved at once where one who may read all gives a marking.
    fn relabel(
        &mut self,
        who: &str,
        view: &View,
        (paper, marking): (&'static str, &str),
        on: Option<Date>,
    ) -> Result<String, Refused> {
        let (reason, authority) = ("the talks".into(), "the Head of the Department".into());
        let wanted = Relabelling {
            marking: self.typed_by(who, marking),
            reason,
            authority,
            on,
            ..Relabelling::default()
        };
        let id = view.relabel(&self.asked(paper), &wanted)?;
        self.proposals.push((who.to_owned(), paper, id.clone()));
        let second = self.office.as_("security");
        let waits = second.relabellings()?.waiting.iter().any(|at| at.relabel.id == id);
        if waits && on.is_none() && who == "coles" {
            second.approve_relabelling(&id)?;
        }
        Ok(id)
    }

    /// What a circle of that name is called by who may know of several: the one that Bone made. The reader
    /// knows of none but his own.
    fn called(&self, who: &str, circle: &str) -> String {
        let made = self.circles.iter().find(|(by, name, _)| by == "bone" && *name == circle);
        let known = made.filter(|_| ALL_SEEING.contains(&who));
        known.map_or(circle, |(.., tag)| tag.as_str()).to_owned()
    }

    fn typed_by(&self, who: &str, marking: &str) -> String {
        let names = [Circle::Above, Circle::Below].map(Circle::name);
        names.iter().fold(marking.to_owned(), |typed, name| {
            typed.replace(&format!("CIRCLE {name}"), &format!("CIRCLE {}", self.called(who, name)))
        })
    }

    fn put_up_for(&self, view: &View, paper: &str, meeting: Option<String>) -> Result<String, Refused> {
        let meeting = meeting.ok_or(Refused::Absent)?;
        view.put_up(&self.asked(paper), &before_her(Purpose::See, &meeting, "for the meeting")).map(done)
    }

    fn give_back(&self, view: &View, paper: &str) -> Result<String, Refused> {
        view.put_up(&self.asked(paper), &before_her(Purpose::Signature, "", "please sign"))?;
        let ordered = vec![Ordered { owner: "Bone".into(), what: "reply".into(), due: Some(MEETINGS_ON) }];
        let given = MarkGiven {
            mark: Mark::Agree,
            words: "yes".into(),
            decided: vec![],
            ordered,
            once: String::new(),
            again: false,
        };
        view.mark("prime-minister", &self.asked(paper), &given).map(done)
    }

    fn write(&self, view: &View, paper: &str, (marking, apart): (String, bool)) -> Result<String, Refused> {
        let subject = format!("{} to {paper}", if apart { "another reply" } else { "a reply" });
        let drafts = view.drafts()?;
        let known = drafts.mine.into_iter().chain(drafts.to_clear).find(|draft| draft.subject == subject);
        let portions = vec![Portion { words: format!("Noted, {marking}."), ..Portion::default() }];
        let content = Content { subject, marking, portions, ..Content::default() };
        let id = match known {
            Some(known) => {
                let base = view.draft(&known.id, "")?.version;
                view.save_draft(&known.id, &base, &content)?;
                known.id
            }
            None => view.begin_draft(Some(&self.asked(paper)), &content)?,
        };
        view.send_draft(&id, "bone").map(|()| id)
    }

    fn dismiss(&self, view: &View, paper: &str) -> Result<String, Refused> {
        let paper = self.asked(paper);
        let findings = view.paper(&paper)?.findings;
        let meeting = findings.iter().find(|found| found.what == What::Meeting(Occasion::Ahead));
        let Some(meeting) = meeting else { return Ok("it speaks of no meeting".into()) };
        view.judge(&paper, meeting.number, Judgement::Dismiss { reason: "put off".into() }).map(done)
    }

    fn record(view: &View, meeting: Option<String>, marking: String) -> Result<String, Refused> {
        let point = Point { subject: "Tin".into(), by: "Mr Gromyko".into(), ..Point::default() };
        let ordered = vec![Ordered { owner: "Bone".into(), what: "reply".into(), due: Some(MEETINGS_ON) }];
        let read_out = ReadOut { marking, points: vec![point], ordered, ..ReadOut::default() };
        view.record_meeting(&meeting.ok_or(Refused::Absent)?, &read_out).map(|_| "recorded".into())
    }

    fn keep(&self, view: &View, paper: &str, shown_by: &str) -> Result<String, Refused> {
        let paper = self.asked(paper);
        let open = view.undertakings(&ChaseAsked::default())?.lines;
        let Some(first) = open.into_iter().find(|line| line.paper == paper) else {
            return Ok("nothing of it is open".into());
        };
        let step = ChaseStep::Keep { shown_by: self.asked(shown_by), words: "so it is".into() };
        view.move_undertaking(&paper, &first.key, &step).map(done)
    }

    fn file(
        &mut self,
        who: &str,
        name: &'static str,
        text: &str,
        marking: Option<&str>,
    ) -> Result<String, Refused> {
        let filed = self.file_bytes(who, text, marking)?;
        if let Some(line) = filed.papers.first() {
            self.papers.push((name, line.id.clone()));
        }
        Ok(shown(&filed))
    }

    fn arrive(&mut self, who: &str, name: &'static str, text: &str) -> Result<String, Refused> {
        let options = Options { came: Some(Came::Mail), ..Options::default() };
        let filed = self.office.try_file_as(who, "mail.txt", text.as_bytes(), &options)?;
        if let Some(line) = filed.papers.first() {
            self.papers.push((name, line.id.clone()));
        }
        Ok(shown(&filed))
    }

    fn file_bytes(&self, who: &str, text: &str, marking: Option<&str>) -> Result<Filed, Refused> {
        let marking = marking.map(|marking| self.typed_by(who, marking));
        let options = Options { marking, reason: LOWERED.into(), ..Options::default() };
        self.office.try_file_as(who, "paper.txt", text.as_bytes(), &options)
    }

    fn asked(&self, name: &str) -> String {
        self.known(name).unwrap_or(ABSENT).to_owned()
    }

    fn known(&self, name: &str) -> Option<&str> {
        self.papers.iter().find(|(known, _)| *known == name).map(|(_, id)| id.as_str())
    }

    /// The id of a paper by its name in the story.
    pub fn id(&self, name: &str) -> String {
        self.known(name).expect("filed before").to_owned()
    }
}

fn before_her(purpose: Purpose, meeting: &str, note: &str) -> PuttingUp {
    let (meeting, note) = (meeting.to_owned(), note.to_owned());
    PuttingUp { meeting, note, ..PuttingUp::before("prime-minister", purpose) }
}

fn look_around(view: &View) -> Result<String, Refused> {
    let filter = RegisterFilter::default();
    let lists = [shown(&view.today()?), shown(&view.register(&filter)?), shown(&view.find("minister", 1)?)];
    let diary = [shown(&view.box_of("prime-minister")?), shown(&view.meetings()?)];
    let asked = HandAsked { all: true, page: 1 };
    let hand = [shown(&view.bring_ups(asked)?), shown(&view.copies(asked)?)];
    Ok(lists
        .into_iter()
        .chain(diary)
        .chain(hand)
        .chain([shown(&view.undertakings(&ChaseAsked::default())?)])
        .collect())
}

/// What stands already need not be done again.
fn once(went: Result<(), Refused>) -> Result<String, Refused> {
    match went {
        Err(Refused::Conflict(_)) => Ok("so it is".into()),
        went => went.map(done),
    }
}

fn done((): ()) -> String {
    "done".into()
}

fn shown(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).unwrap()
}

/// From half past five on 14 October 1982.
fn minute_of(n: usize) -> String {
    let at = date(1982, 10, 14).at(17, 30, 0, 0) + jiff::Span::new().minutes(i64::try_from(n).unwrap());
    format!("{at}Z")
}
