//! Several papers at once: each checked as if it stood alone, and what passes entered together.
//!
//! It is one commit: what the answer says was done is done, and if the machine stops before it, nothing is.

use std::collections::BTreeSet;

use chancery_office::act::{Act, Manner};
use chancery_office::id::Id;
use chancery_office::people::Duty;

use super::View;
use super::acts::PuttingUp;
use super::in_hand::{BringingUp, Copying, Decided};
use super::particulars::Typed;
use super::relabelling::Relabelling;
use crate::answers::{NotDone, PaperLine, Printed, TogetherPage};
use crate::printing;
use crate::refused::{Refused, if_there};

/// Papers with which something is done at once.
pub const TOGETHER_MAX: usize = 100;

/// What is done with several papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Together {
    /// They come up again.
    BringUp(BringingUp),
    /// They are put away, wherever they were brought up.
    PutAway,
    /// They are copied.
    Copy(Copying),
    /// They are put up.
    PutUp(PuttingUp),
    /// They are initialled.
    Initial,
    /// They go into a file.
    File(String),
    /// Another marking is proposed for them.
    Relabel(Relabelling),
}

impl View {
    /// Papers that were chosen, for who does something with them together.
    pub fn chosen(&self, papers: &[String]) -> Result<TogetherPage, Refused> {
        few(papers)?;
        self.gate()?.begin()?;
        let mut page = TogetherPage::default();
        for name in distinct(papers) {
            match self.row(name) {
                Ok(row) => page.chosen.push(self.line(&row)?),
                Err(refused) if refused.is_trouble() => return Err(refused),
                Err(refused) => page.not_done.push(self.not_done(name, &refused)?),
            }
        }
        self.completed(page)
    }

    /// Does something with each of several papers that allows it, and tells of those that did not.
    pub fn together(&self, papers: &[String], deed: &Together) -> Result<TogetherPage, Refused> {
        some(papers)?;
        let _deciding = self.registry.decide();
        self.gate()?.begin()?;
        let (mut page, mut acts, mut known) = (TogetherPage::default(), Vec::new(), BTreeSet::new());
        for name in distinct(papers) {
            match self.decided(name, deed) {
                Ok((row, decided)) => {
                    if known.insert(row.id) {
                        page.done.push(self.line(&row)?);
                        acts.extend(decided.into_iter().map(|act| (row.id, act)));
                    }
                }
                Err(refused) if refused.is_trouble() => return Err(refused),
                Err(refused) => {
                    page.below |= matches!(refused, Refused::Below(_));
                    page.not_done.push(self.not_done(name, &refused)?);
                }
            }
        }
        self.enter_together(&acts)?;
        page.chosen = page.not_done.iter().filter_map(|one| one.paper.clone()).collect();
        self.completed(page)
    }

    fn enter_together(&self, acts: &[(Id, Act)]) -> Result<(), Refused> {
        if acts.is_empty() { Ok(()) } else { self.registry.acts_on(self.person(), acts) }
    }

    fn decided(&self, name: &str, deed: &Together) -> Result<Decided, Refused> {
        match deed {
            Together::BringUp(wanted) => self.bringing_up(name, wanted),
            Together::PutAway => self.putting_away(name),
            Together::Copy(wanted) => self.copying(name, wanted),
            Together::PutUp(wanted) => self.putting_up_again(name, wanted),
            Together::Initial => self.initialling(name),
            Together::File(file) if file.trim().is_empty() => {
                Err(Refused::Invalid("say into which file".into()))
            }
            Together::File(file) => {
                let typed = Typed { file: Some(file.clone()), ..Typed::default() };
                self.putting_right(self, name, &typed)
            }
            Together::Relabel(wanted) => {
                let (row, proposed, approved) = self.relabelling(self, name, wanted)?;
                Ok((row, [Act::RelabelProposed(proposed)].into_iter().chain(approved).collect()))
            }
        }
    }

    pub(super) fn not_done(&self, name: &str, refused: &Refused) -> Result<NotDone, Refused> {
        let paper = if_there(self.row(name))?.map(|row| self.line(&row)).transpose()?;
        Ok(NotDone { name: name.to_owned(), paper, why: refused.to_string() })
    }

    fn completed(&self, page: TogetherPage) -> Result<TogetherPage, Refused> {
        let shown: Vec<PaperLine> = page
            .done
            .iter()
            .chain(&page.chosen)
            .chain(page.not_done.iter().filter_map(|one| one.paper.as_ref()))
            .cloned()
            .collect();
        let overall = self.overall_of(&shown, &[])?;
        self.show_lines(Manner::Listed, &shown)?;
        let may_file = self.reader.has(Duty::Register);
        Ok(TogetherPage {
            principals: self.principals_offered()?,
            addressees: self.offered(),
            may_file,
            may_relabel: may_file || self.reader.has(Duty::PutUp),
            overall,
            ..page
        })
    }

    /// Several papers as one PDF, each entered as printed; at its end those that were not.
    pub fn print_together(&self, papers: &[String]) -> Result<Printed, Refused> {
        some(papers)?;
        let (mut pages, mut left_out) = (Vec::new(), Vec::new());
        for name in distinct(papers) {
            match self.taken_to_print(name) {
                Ok(page) => pages.push(page),
                Err(refused) if refused.is_trouble() => return Err(refused),
                Err(refused) => left_out.push((name.to_owned(), refused)),
            }
        }
        if pages.is_empty() {
            return Err(left_out.pop().map_or(Refused::Absent, |(_, refused)| refused));
        }
        let shown: Vec<&str> = pages.iter().map(|page| page.line.id.as_str()).collect();
        let bear = self.written_on_all_bears(&pages)?;
        let overall = self.overall_with(&shown, &bear)?;
        let document = printing::papers(&pages, &left_out, overall.as_ref(), &self.wording());
        let left_out = left_out.iter().map(|(name, why)| format!("{name}: {why}")).collect();
        Ok(Printed { left_out, ..self.printed("papers", &document)? })
    }
}

/// The names, each once.
pub(super) fn distinct(papers: &[String]) -> impl Iterator<Item = &str> {
    let mut known = BTreeSet::new();
    papers.iter().map(|name| name.trim()).filter(move |name| !name.is_empty() && known.insert(*name))
}

pub(super) fn some(papers: &[String]) -> Result<(), Refused> {
    match distinct(papers).next() {
        None => Err(Refused::Invalid("choose at least one paper".into())),
        Some(_) => few(papers),
    }
}

fn few(papers: &[String]) -> Result<(), Refused> {
    if distinct(papers).count() > TOGETHER_MAX {
        return Err(Refused::Invalid(format!(
            "at most {TOGETHER_MAX} papers are taken at once: choose fewer"
        )));
    }
    Ok(())
}
