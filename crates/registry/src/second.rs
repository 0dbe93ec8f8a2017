//! The second reader that is attached, and what may be sent to it.

use std::time::Duration;

use chancery_label::{Label, Policies};
use chancery_office::reading::{Finding, Model};
use chancery_reading::second::{ANSWER_BYTES_MAX, Believed, Question, prompt_digest};
use chancery_second::Line;

use crate::refused::Refused;
use crate::registry::Registry;
use crate::settings::{SecondReader, Settings};

/// Longest that one answer may be waited for.
const SECONDS_MAX: u64 = 3_600;
/// Longest name of a model.
const NAME_CHARS_MAX: usize = 100;

/// A second reader, ready to be asked.
pub struct Attached {
    line: Line,
    pub model: Model,
    /// What may be sent is dominated by it.
    ceiling: Label,
    up_to: String,
}

impl Attached {
    /// What the settings attach. A model that is not on this machine is refused.
    pub fn of(settings: &Settings, policies: &Policies) -> Result<Option<Self>, Refused> {
        settings.second_reader.as_ref().map(|wanted| Self::new(wanted, policies)).transpose()
    }

    fn new(wanted: &SecondReader, policies: &Policies) -> Result<Self, Refused> {
        let unfit = |why: String| Refused::Invalid(format!("chancery.toml, second_reader: {why}"));
        if !(1..=SECONDS_MAX).contains(&wanted.seconds) {
            return Err(unfit(format!("seconds are from 1 to {SECONDS_MAX}")));
        }
        if wanted.model.trim().is_empty() || wanted.model.chars().count() > NAME_CHARS_MAX {
            return Err(unfit(format!("a model has a name of at most {NAME_CHARS_MAX} characters")));
        }
        let line = Line::to(&wanted.url, Duration::from_secs(wanted.seconds));
        let ceiling = ceiling(wanted, policies).map_err(unfit)?;
        let up_to = policies.print(&ceiling).banner;
        let model = Model { name: wanted.model.clone(), prompt: prompt_digest().to_owned() };
        Ok(Self { line: line.map_err(|e| unfit(e.to_string()))?, model, ceiling, up_to })
    }

    /// Whether what bears this label may be sent.
    pub fn may_read(&self, label: &Label) -> bool {
        !self.ceiling.is_public() && self.ceiling.dominates(label)
    }

    /// Asks one question, and takes what holds of the answer.
    pub fn ask(
        &self,
        question: &Question<'_>,
        read: &[Finding],
        believed: &mut Believed,
    ) -> Result<(), Refused> {
        let answer = self.line.ask(&question.body(&self.model.name), ANSWER_BYTES_MAX);
        let answer = answer.map_err(|e| Refused::Invalid(format!("the second reader: {e}")))?;
        question.accept(&answer, &self.model, read, believed);
        Ok(())
    }

    fn told(&self) -> String {
        let what = if self.ceiling.is_public() { "nothing: set up_to" } else { &self.up_to };
        format!("{} at {} is sent papers up to {what}", self.model.name, self.line.url())
    }
}

/// The join of the ceilings, each read under its own policy.
fn ceiling(wanted: &SecondReader, policies: &Policies) -> Result<Label, String> {
    let mut ceiling = Label::public();
    for (policy, typed) in &wanted.up_to {
        let unread = || format!("up_to: `{typed}` is no marking of the policy {policy}");
        let known = policies.get(policy).ok_or_else(unread)?;
        let marking = policies.parse(std::slice::from_ref(known.id()), typed).map_err(|_| unread())?;
        ceiling = ceiling.join(&marking.own.ok_or_else(unread)?);
    }
    Ok(ceiling)
}

impl Registry {
    /// The second reader that is attached, where it is and what it is sent, in words; none where it is off.
    pub fn second_reader(&self) -> Option<String> {
        self.0.second.as_ref().map(Attached::told)
    }
}
