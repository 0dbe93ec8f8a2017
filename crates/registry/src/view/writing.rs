//! Writing: a draft is saved, cleared by others, signed, and becomes a paper.

use chancery_office::act::Act;
use chancery_office::drafts::{Clearing, Content, DraftMoved, DraftSaved, DraftStep, Form, Portion};
use chancery_office::id::{Handle, Id};
use chancery_office::people::Duty;

use super::View;
use super::acts::bounded;
use super::drafts::{Version, ended, version_id};
use crate::answers::PaperLine;
use crate::filing::{Options, Source, With};
use crate::limits::{MINUTE_CHARS_MAX, NOTE_CHARS_MAX, PORTION_CHARS_MAX};
use crate::refused::Refused;
use crate::store;

/// Portions of one draft.
const PORTIONS_MAX: usize = 200;
/// Addressees of one draft, and those to whom it is copied.
const PARTIES_MAX: usize = 50;
impl View {
    /// Begins a draft, by which a paper may be answered, or covered; answers its id.
    pub fn begin_draft(&self, answers: Option<&str>, content: &Content) -> Result<String, Refused> {
        self.reader.must(Duty::Minute)?;
        let content = checked(content)?;
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let answers = answers.map(|paper| fresh.row(paper)).transpose()?.map(|row| row.id);
        let draft = self.new_draft_id(&content, answers);
        self.enter_version((draft, None), answers, content)?;
        Ok(draft.to_string())
    }

    /// Saves a draft. `base` is the version that its writer had before him: where another has been saved since, as far
    /// as he may know, nothing is entered.
    pub fn save_draft(&self, draft: &str, base: &str, content: &Content) -> Result<(), Refused> {
        self.reader.must(Duty::Minute)?;
        let content = checked(content)?;
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let last = fresh.written(draft)?;
        if last.version != base {
            return Err(Refused::Conflict(
                "somebody has saved it meanwhile: both versions are shown below; save again to put yours in its place"
                    .into(),
            ));
        }
        let answers = fresh.answered_by(&fresh.versions_of(draft)?)?.map(|row| row.id);
        let draft = draft.parse().map_err(|_| Refused::Absent)?;
        self.enter_version((draft, version_id(base)), answers, content)
    }

    fn enter_version(
        &self,
        (draft, base): (Id, Option<Id>),
        answers: Option<Id>,
        content: Content,
    ) -> Result<(), Refused> {
        let borne = self.borne(&content)?;
        if !self.reader.clearance.opens(&borne.overall) {
            return Err(Refused::Invalid("a marking above your own clearance cannot be given".into()));
        }
        let version = self.new_version(draft, &content)?;
        let below = self.below(version, &borne.overall)?;
        self.registry.new_stream(version, &borne.overall)?;
        let label = borne.overall.canonical();
        let saved = DraftSaved { draft, version, base, answers, content, label };
        self.act_with(version, below, Act::DraftSaved(Box::new(saved)))
    }

    fn new_draft_id(&self, content: &Content, answers: Option<Id>) -> Id {
        let now = self.registry.now().as_millisecond().to_be_bytes();
        let (by, answers) = (self.person().as_str().as_bytes(), answers.map_or([0; 16], |id| id.0));
        self.registry.new_id(&[b"draft", content.subject.as_bytes(), by, &answers, &now])
    }

    fn new_version(&self, draft: Id, content: &Content) -> Result<Id, Refused> {
        let now = self.registry.now().as_millisecond().to_be_bytes();
        let (by, words) =
            (self.person().as_str().as_bytes(), serde_json::to_vec(content).map_err(store::json)?);
        Ok(self.registry.new_id(&[b"version", &draft.0, by, &now, &words]))
    }

    /// A draft that was signed or dropped is not written on.
    pub(super) fn must_go_on(&self, versions: &[Version], draft: &str) -> Result<(), Refused> {
        if versions.is_empty() {
            return Err(Refused::Absent);
        }
        if ended(&self.draft_steps(draft)?) {
            return Err(Refused::Conflict(
                "it was signed or dropped: nothing is written on it any more".into(),
            ));
        }
        Ok(())
    }

    /// The last version of a draft that the reader writes.
    pub(super) fn written(&self, draft: &str) -> Result<Version, Refused> {
        let versions = self.versions_of(draft)?;
        self.must_go_on(&versions, draft)?;
        if !self.writes(&versions, &self.draft_steps(draft)?)? {
            return Err(Refused::Duty("writes that draft, or was asked to clear it"));
        }
        versions.into_iter().next().ok_or(Refused::Absent)
    }

    pub(super) fn draft_moved(&self, version: &Version, step: DraftStep) -> Result<(Id, Act), Refused> {
        let id = |text: &str| text.parse::<Id>().map_err(|_| Refused::Absent);
        let moved = DraftMoved { draft: id(&version.draft)?, version: id(&version.version)?, step };
        Ok((moved.version, Act::DraftMoved(moved)))
    }

    /// Asks somebody to clear a draft. It opens nothing to him that his clearance does not.
    pub fn send_draft(&self, draft: &str, to: &str) -> Result<(), Refused> {
        self.draft_to(draft, (to, "say who is to clear it: a person or a post"), |to| DraftStep::Sent { to })
    }

    /// Puts a draft up to somebody for signature. It opens nothing to him that his clearance does not.
    pub fn put_up_draft(&self, draft: &str, to: &str) -> Result<(), Refused> {
        self.draft_to(draft, (to, "say who is to sign it: a person or a post"), |to| {
            DraftStep::ForSignature { to }
        })
    }

    fn draft_to(
        &self,
        draft: &str,
        (to, nobody): (&str, &str),
        step: impl FnOnce(Handle) -> DraftStep,
    ) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let last = fresh.written(draft)?;
        if to.trim().is_empty() {
            return Err(Refused::Invalid(nobody.into()));
        }
        let to = self.addressee(to)?;
        let step = step(to.clone());
        if fresh.asked_already(&last, &step, &to)? {
            return Err(Refused::Conflict("that version was sent to the same already".into()));
        }
        let (stream, act) = self.draft_moved(&last, step)?;
        self.act(stream, &act)
    }

    fn asked_already(&self, last: &Version, step: &DraftStep, to: &Handle) -> Result<bool, Refused> {
        let known = self.gate()?.first(
            "SELECT 1 FROM draft_step WHERE draft = ?1 AND version = ?2 AND step = ?3 AND who = ?4",
            rusqlite::params![last.draft, last.version, step.kind().word(), to.as_str()],
            |r| r.get::<_, i64>(0),
        )?;
        Ok(known.is_some())
    }

    /// Says what one who was asked thinks of the last version.
    pub fn clear_draft(&self, draft: &str, clearing: Clearing, words: &str) -> Result<(), Refused> {
        let fresh = self.fresh()?;
        let versions = fresh.versions_of(draft)?;
        fresh.must_go_on(&versions, draft)?;
        if !fresh.was_asked(&fresh.draft_steps(draft)?, &fresh.own_handles()?) {
            return Err(Refused::Duty("was asked to clear that draft"));
        }
        let last = versions.first().ok_or(Refused::Absent)?;
        let words = bounded(words, MINUTE_CHARS_MAX, "what you say of it")?;
        if clearing != Clearing::Agrees && words.is_empty() {
            return Err(Refused::Invalid("say what is to be otherwise".into()));
        }
        let (stream, act) = self.draft_moved(last, DraftStep::Cleared { clearing, words })?;
        let below = self.below(stream, &self.label(last.label)?)?;
        self.act_with(stream, below, act)
    }

    /// Gives a draft up; its versions are kept.
    pub fn drop_draft(&self, draft: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let last = self.fresh()?.written(draft)?;
        let (stream, act) = self.draft_moved(&last, DraftStep::Dropped)?;
        self.act(stream, &act)
    }

    /// Files a text that was written here.
    pub(super) fn entered_as_paper(
        &self,
        text: String,
        marking: String,
        with: &With,
    ) -> Result<PaperLine, Refused> {
        let source = Source::Bytes("written-here.txt".into(), text.into_bytes());
        let options = Options { marking: Some(marking), ..Options::default() };
        let mut filed = Err(Refused::Storage("it was not filed".into()));
        let one = std::iter::once(source);
        self.registry.file_with(&self.reader, one, (&options, with), &mut |outcome| filed = outcome.filed)?;
        let mut filed = filed?;
        if filed.papers.is_empty() && !(filed.held.is_empty() && filed.turned_away.is_empty()) {
            return Err(Refused::Conflict("a paper of the same words has been entered already".into()));
        }
        if filed.papers.is_empty() { Err(Refused::Absent) } else { Ok(filed.papers.remove(0)) }
    }
}

/// An empty line begins another paragraph, which is numbered and marked as the first is.
fn apart(portion: &Portion) -> Vec<Portion> {
    let words = portion.words.split("\n\n").map(str::trim).filter(|words| !words.is_empty());
    let of = |(n, words): (usize, &str)| Portion {
        heading: if n == 0 { portion.heading.clone() } else { String::new() },
        marking: portion.marking.clone(),
        words: words.to_owned(),
    };
    words.enumerate().map(of).collect()
}

/// In the order of the headings; a paragraph without one stays under that of the paragraph before it.
fn under_headings(portions: Vec<Portion>) -> Vec<Portion> {
    let mut under = None;
    let placed = portions.into_iter().map(|portion| {
        under = Form::HEADINGS.iter().position(|heading| *heading == portion.heading).or(under);
        (under, portion)
    });
    let mut placed: Vec<_> = placed.collect();
    placed.sort_by_key(|(under, _)| *under);
    placed.into_iter().map(|(_, portion)| portion).collect()
}

/// Everything within its bounds; portions without words are left out.
fn checked(content: &Content) -> Result<Content, Refused> {
    let line = |words: &str, what: &str| {
        bounded(&words.split_whitespace().collect::<Vec<_>>().join(" "), NOTE_CHARS_MAX, what)
    };
    let parties = |all: &[String]| {
        let all = all.iter().map(|one| line(one, "a name")).collect::<Result<Vec<_>, _>>()?;
        Ok::<_, Refused>(all.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>())
    };
    let portions = content.portions.iter().filter(|portion| !portion.words.trim().is_empty());
    let portions = portions.map(|portion| {
        Ok(Portion {
            heading: line(&portion.heading, "a heading")?,
            marking: line(&portion.marking, "a marking")?,
            words: bounded(&portion.words.replace("\r\n", "\n"), PORTION_CHARS_MAX, "a paragraph")?,
        })
    });
    let portions = portions.collect::<Result<Vec<_>, Refused>>()?;
    let portions = if content.form.numbered() { portions.iter().flat_map(apart).collect() } else { portions };
    let portions = if content.form == Form::Submission { under_headings(portions) } else { portions };
    let (to, copies) = (parties(&content.to)?, parties(&content.copies)?);
    if portions.len() > PORTIONS_MAX || to.len() > PARTIES_MAX || copies.len() > PARTIES_MAX {
        return Err(Refused::Invalid(format!(
            "a draft has at most {PORTIONS_MAX} paragraphs and {PARTIES_MAX} names on either side"
        )));
    }
    if portions.is_empty() {
        return Err(Refused::Invalid("a draft has words: write some".into()));
    }
    let (subject, marking) = (line(&content.subject, "the subject")?, line(&content.marking, "the marking")?);
    let salutation = line(&content.salutation, "how a letter begins")?;
    let close = line(&content.close, "how a letter ends")?;
    Ok(Content { form: content.form, to, copies, subject, marking, salutation, close, portions })
}
