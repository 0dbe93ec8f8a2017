//! A world: an office in which a story has happened.

use chancery_registry::answers::RegisterFilter;
use chancery_registry::{Filed, Options, Refused, View};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::step::{Step, Told, typed};
use crate::Office;

/// The day on which the meetings of a story are.
const MEETINGS_ON: Date = date(1982, 10, 20);
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
            Step::File { name, text, .. } => Some((*name, text.clone())),
            _ => None,
        });
        // Whether a paper came or not, there are its bytes, and another may come with them.
        let mut world = Self { office, papers: Vec::new(), told: Vec::new(), texts: texts.collect() };
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
            Step::Minute { on, text } => view.minute(&self.asked(on), text).map(done),
            Step::Initial { on } => view.initial(&self.asked(on)).map(done),
            Step::PutUp { paper } => {
                view.put_up(&self.asked(paper), "prime-minister", "decision", None, "please see").map(done)
            }
            Step::Enclose { cover, paper } => view.enclose(&self.asked(cover), &self.asked(paper)).map(done),
            Step::Detach { paper } => view.detach(&self.asked(paper)).map(done),
            Step::Meeting { subject, marking } => view.note_meeting(MEETINGS_ON, None, subject, marking),
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
            Step::Settle { paper, marking } => view.settle(&self.asked(paper), marking).map(done),
            Step::Open { paper } => view.paper(&self.asked(paper)).map(|page| shown(&page)),
            Step::LookAround => look_around(&view),
            Step::By { who, step } => self.perform(who, step),
        }
    }

    fn put_up_for(&self, view: &View, paper: &str, meeting: Option<String>) -> Result<String, Refused> {
        let meeting = meeting.ok_or(Refused::Absent)?;
        view.put_up(&self.asked(paper), "prime-minister", "see", Some(&meeting), "for the meeting").map(done)
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

    fn file_bytes(&self, who: &str, text: &str, marking: Option<&str>) -> Result<Filed, Refused> {
        let options = Options { marking: marking.map(Into::into), ..Options::default() };
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

fn look_around(view: &View) -> Result<String, Refused> {
    let filter = RegisterFilter::default();
    let lists = [shown(&view.today()?), shown(&view.register(&filter)?), shown(&view.find("minister", 1)?)];
    let diary = [shown(&view.box_of("prime-minister")?), shown(&view.meetings()?)];
    Ok(lists.into_iter().chain(diary).chain([shown(&view.undertakings("", 1)?)]).collect())
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
