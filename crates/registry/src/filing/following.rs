//! What follows from a paper once it stands in the register: meetings, a place in a box, a day on which it comes
//! down. All of it is proposed by the reading.

use chancery_label::Label;
use chancery_office::act::{Act, Registered};
use chancery_office::boxes::{Purpose, PutUp};
use chancery_office::diary::MeetingNoted;
use chancery_office::id::Id;
use chancery_office::reading::{FieldRole, Finding, Occasion, Reading, RoleName, What};
use chancery_office::standing::RelabelProposed;

use super::downgrading;
use crate::registry::Registry;

impl Registry {
    /// What a paper proposes by itself: meetings that it speaks of, a place in the box of the principal that
    /// its margin names, and the day on which it says that it comes down.
    pub(crate) fn follow_up(
        &self,
        paper: &Registered,
        text: &str,
        effective: &Label,
        own: &Label,
    ) -> Vec<Act> {
        let findings = &paper.reading.findings;
        let meetings: Vec<MeetingNoted> = findings
            .iter()
            .zip(chancery_reading::keys(findings, text))
            .filter_map(|(finding, key)| {
                let words = finding.evidence.of(text);
                let noted = self.meeting_in(paper.paper, (finding, words), effective)?;
                Some(MeetingNoted { key, proposed: true, ..noted })
            })
            .collect();
        let put_up = self.put_up(&paper.reading, paper.paper, text, meetings.first().map(|m| m.meeting));
        let down = if paper.settled { self.comes_down(paper.paper, text, own) } else { None };
        let proposed = put_up.map(Act::PutUp).into_iter().chain(down.map(Act::RelabelProposed));
        meetings.into_iter().map(Act::MeetingNoted).chain(proposed).collect()
    }

    fn comes_down(&self, paper: Id, text: &str, own: &Label) -> Option<RelabelProposed> {
        let said = downgrading::said_in(&self.0.policies, text, own)?;
        let label = said.label.canonical();
        Some(RelabelProposed {
            proposal: self.new_id(&[b"comes down", &paper.0, label.as_bytes()]),
            paper,
            marking: self.0.policies.print(&said.label).banner,
            label,
            reason: said.words,
            authority: "the paper’s own words".into(),
            on: Some(said.on),
            event: None,
        })
    }

    /// The meeting ahead that a finding speaks of, where it names the day.
    pub(crate) fn meeting_in(
        &self,
        paper: Id,
        (finding, words): (&Finding, &str),
        effective: &Label,
    ) -> Option<MeetingNoted> {
        if finding.what != What::Meeting(Occasion::Ahead) {
            return None;
        }
        let when = finding.role(RoleName::When)?.when.as_ref()?;
        let date = when.from.filter(|from| when.until == from.tomorrow().ok())?;
        let subject = finding.role(RoleName::Subject).map_or_else(String::new, |r| r.value.clone());
        let label = effective.canonical();
        let clock = when.clock.map(|c| c.to_string()).unwrap_or_default();
        // Two papers that name the same hour speak of the same meeting, each in its own words.
        let about = if clock.is_empty() { subject.to_lowercase() } else { String::new() };
        let material =
            [&b"meeting"[..], date.to_string().as_bytes(), clock.as_bytes(), about.as_bytes()].concat();
        Some(MeetingNoted {
            meeting: self.found_id(&material),
            date,
            clock: when.clock,
            until: None,
            subject,
            place: String::new(),
            with: Vec::new(),
            words: words.split_whitespace().collect::<Vec<_>>().join(" "),
            paper: Some(paper),
            key: String::new(),
            label,
            proposed: false,
        })
    }

    fn put_up(&self, reading: &Reading, paper: Id, text: &str, meeting: Option<Id>) -> Option<PutUp> {
        let fields = reading.parts.first()?.fields.iter();
        let mut margin = fields.filter(|f| f.role == FieldRole::PutUp).map(|f| f.span.of(text).trim());
        let principals = self.principals();
        let principal = margin.find_map(|words| {
            principals.iter().find(|post| post.title.eq_ignore_ascii_case(words.trim_end_matches([':', ','])))
        })?;
        Some(PutUp {
            paper,
            principal: principal.post.clone(),
            purpose: Purpose::See,
            meeting,
            note: String::new(),
            deadline: None,
            proposed: true,
        })
    }

    /// An id that follows from what was found, so that what is found twice is one thing.
    pub(crate) fn found_id(&self, material: &[u8]) -> Id {
        match &self.0.means.ids {
            crate::settings::Ids::Random => self.0.keys.found_id(material),
            derived => derived.id(&[material]),
        }
    }
}
