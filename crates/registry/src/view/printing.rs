//! Print: what a reader may know, as PDF. What is printed leaves the registry, and is entered as such.

use chancery_office::act::Manner;
use chancery_press::{Document, Fault};

use super::View;
use crate::answers::{ChaseAsked, MeetingLine, Printed, RegisterFilter};
use crate::dialogue::{names, surname};
use crate::printing::{self, Brief};
use crate::refused::Refused;

/// Meetings before it that a brief tells of.
const BEFORE_SHOWN: usize = 5;

impl View {
    /// A paper.
    pub fn print_paper(&self, name: &str) -> Result<Printed, Refused> {
        let row = self.row(name)?;
        if !self.reader.clearance.may_copy(&self.label(row.label)?) {
            return Err(Refused::Duty("may take a copy away"));
        }
        self.show(Manner::Printed, &[row.id])?;
        let page = self.paper(&row.id.to_string())?;
        let name = row.number.replace(['/', ' '], "-");
        self.printed(&name, &printing::paper(&page, self.registry.now()))
    }

    /// The contents of a box.
    pub fn print_box(&self, principal: &str) -> Result<Printed, Refused> {
        let page = self.box_of(principal)?;
        self.printed("box", &printing::box_list(&page, self.registry.now()))
    }

    /// A page of the chase list.
    pub fn print_undertakings(&self, asked: &ChaseAsked) -> Result<Printed, Refused> {
        let page = self.undertakings(asked)?;
        self.printed("undertakings", &printing::chase_list(&page, self.registry.now()))
    }

    /// A page of the register.
    pub fn print_register(&self, filter: &RegisterFilter) -> Result<Printed, Refused> {
        let page = self.register(filter)?;
        self.printed("register", &printing::register_page(&page, self.registry.now()))
    }

    /// The brief for a meeting: its papers and what they say, what those whom it is with have undertaken, and
    /// when they met before.
    pub fn print_brief(&self, meeting: &str) -> Result<Printed, Refused> {
        let page = self.meeting(meeting)?;
        let sides: Vec<String> = page.line.with.iter().filter_map(|name| surname(name)).collect();
        let mut theirs = Vec::new();
        for side in &sides {
            let asked = ChaseAsked { who: side.clone(), ..ChaseAsked::default() };
            theirs.extend(self.undertakings(&asked)?.lines);
        }
        let before = self.met_before(&page.line, &sides)?;
        let papers = page.papers.iter().map(|line| line.id.as_str());
        let papers = papers.chain(theirs.iter().map(|line| line.paper.as_str()));
        let meetings = before.iter().chain([&page.line]).map(|line| line.id.as_str());
        let overall = self.overall(&papers.chain(meetings).collect::<Vec<_>>())?;
        let brief = Brief { page, before, theirs, overall };
        self.printed("brief", &printing::brief(&brief, self.registry.now()))
    }

    fn met_before(&self, line: &MeetingLine, sides: &[String]) -> Result<Vec<MeetingLine>, Refused> {
        let with = |one: &MeetingLine| one.with.iter().any(|name| sides.iter().any(|side| names(name, side)));
        let all = self.meetings()?.into_iter();
        Ok(all
            .filter(|one| one.id != line.id && one.date < line.date && with(one))
            .take(BEFORE_SHOWN)
            .collect())
    }

    fn printed(&self, name: &str, document: &Document) -> Result<Printed, Refused> {
        let printed = chancery_press::print(document).map_err(|fault| unprinted(&fault))?;
        Ok(Printed { bytes: printed.bytes, name: name.to_owned(), pages: printed.pages })
    }
}

/// A fault of print says nothing of what was to be printed.
fn unprinted(fault: &Fault) -> Refused {
    Refused::Invalid(format!("it cannot be printed: {fault}"))
}
