//! A draft that is to be begun: as its form asks, as a pattern or another draft has it, on the paper that it answers.

use chancery_label::Label;
use chancery_office::drafts::{Content, Form, Portion};
use chancery_office::people::Duty;

use super::View;
use super::rows::PaperRow;
use crate::answers::{DraftLine, DraftPage, DraftState, Marked};
use crate::patterns::Pattern;
use crate::refused::Refused;

/// From what a draft is begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beginning {
    /// The word of its form; a letter where there is none.
    pub form: String,
    /// The paper that it answers, or covers; empty for none.
    pub answers: String,
    /// The name of the office's pattern that it follows; empty for none.
    pub pattern: String,
    /// The draft whose words it takes over; empty for none.
    pub like: String,
}

/// The portions that a form asks for.
fn headed(form: Form) -> Vec<Portion> {
    let headings = Form::HEADINGS.into_iter().filter(|_| form == Form::Submission);
    headings.map(|heading| Portion { heading: heading.into(), ..Portion::default() }).collect()
}

impl View {
    /// A draft that is to be begun: with what its form asks for, or as a pattern or another draft has it.
    pub fn new_draft(&self, beginning: &Beginning) -> Result<DraftPage, Refused> {
        let answers = Some(beginning.answers.as_str()).filter(|paper| !paper.is_empty());
        let answered = answers.map(|paper| self.row(paper)).transpose()?;
        let (content, marked) = self.begun(beginning, answered.as_ref())?;
        let line = DraftLine {
            id: String::new(),
            form: content.form,
            subject: content.subject.clone(),
            by: self.name_of(self.person().as_str()),
            left: None,
            at: self.registry.now(),
            marked,
            state: DraftState::Written,
        };
        let of_form = self.registry.0.settings.patterns.iter().filter(|of| of.form == content.form);
        let patterns = of_form.map(|pattern| pattern.name.clone()).collect();
        let above = answered.as_ref().map(|row| self.label(row.label)).transpose()?;
        let page = self.page_of(line, content, (answered, Vec::new()), &self.as_signatory())?;
        let overall = above.map_or_else(|| page.overall.clone(), |label| self.marked(&label));
        Ok(DraftPage { overall, may_write: self.reader.has(Duty::Minute), last: true, patterns, ..page })
    }

    /// What it says to begin with, and what that bears.
    fn begun(
        &self,
        beginning: &Beginning,
        answered: Option<&PaperRow>,
    ) -> Result<(Content, Marked), Refused> {
        if answered.is_none() && !beginning.like.is_empty() {
            let versions = self.versions_of(&beginning.like)?;
            let last = versions.first().ok_or(Refused::Absent)?;
            return Ok((last.content()?, self.marked(&self.label(last.label)?)));
        }
        let pattern = self.pattern(&beginning.pattern)?;
        let form = Form::from_word(&beginning.form).unwrap_or_default();
        let form = pattern.map_or(form, |pattern| pattern.form);
        let mut content = Content { form, portions: headed(form), ..Content::default() };
        let mut marked = self.marked(&Label::public());
        if let Some(row) = answered {
            let line = self.line(row)?;
            marked = self.marked(&self.label(row.own_label)?);
            content.subject = line.title;
            let writer = Some(line.from).filter(|from| form == Form::Letter && !from.is_empty());
            content.to = writer.into_iter().collect();
            content.marking.clone_from(&marked.banner);
        }
        let content = match pattern {
            Some(pattern) => pattern.begins(content),
            None => content,
        };
        Ok((content, marked))
    }

    fn pattern(&self, name: &str) -> Result<Option<&Pattern>, Refused> {
        if name.is_empty() {
            return Ok(None);
        }
        let known = self.registry.0.settings.patterns.iter().find(|pattern| pattern.name == name);
        known.map(Some).ok_or(Refused::Absent)
    }
}
