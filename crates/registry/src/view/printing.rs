//! Print: what a reader may know, as PDF. What is printed leaves the registry, and is entered as such.

use std::collections::BTreeSet;
use std::sync::Arc;

use chancery_office::act::Manner;
use chancery_press::{CopyNumber, Document, Fault};

use super::View;
use super::rows::PaperRow;
use crate::answers::{ChaseAsked, MeetingPage, PaperLine, PaperPage, Printed, RegisterFilter};
use crate::label_no::LabelNo;
use crate::printing::{self, English, Tongue, Wording};
use crate::refused::Refused;

/// Copies of one paper that are numbered.
const COPIES_MAX: u32 = 999;

/// How a paper is to be printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PaperPrint {
    /// Which copy this is, and of how many; none bears no number.
    pub copy: Option<(u32, u32)>,
    /// A cover sheet lies before it, on which those who have it in hand sign.
    pub cover_sheet: bool,
    /// The pictures of its pages, as it came, stand behind its text.
    pub pictures: bool,
}

/// Pictures of pages that a paper is printed with.
const PICTURES_MAX: usize = 300;

/// Papers that a brief is printed with.
const PACK_PAPERS_MAX: usize = 20;
/// Words of these papers together.
const PACK_WORDS_MAX: u32 = 60_000;

/// Papers that are not printed with others, by reference, and why.
type LeftOut = Vec<(String, Refused)>;

impl View {
    /// A paper.
    pub fn print_paper(&self, name: &str, wanted: PaperPrint) -> Result<Printed, Refused> {
        if wanted.copy.is_some_and(|(copy, of)| copy == 0 || copy > of || of > COPIES_MAX) {
            return Err(Refused::Invalid(format!(
                "copies are numbered from 1, up to as many as there are, at most {COPIES_MAX}"
            )));
        }
        let page = self.taken_to_print(name)?;
        let name = page.line.reference.replace(['/', ' '], "-");
        let mut bear = self.written_on_bears(&page.line)?;
        let pictures = if wanted.pictures { self.pictures(&page, &mut bear)? } else { Vec::new() };
        let overall = self.overall_with(&[&page.line.id], &bear)?;
        let mut document = printing::paper(&page, overall.as_ref(), &self.wording());
        document.blocks.extend(printing::pictures(&page.line, pictures, &self.wording()));
        document.copy = wanted.copy.map(|(number, of)| CopyNumber { number, of });
        if wanted.cover_sheet {
            document = printing::under_cover_sheet(document, &page.line, &self.wording());
        }
        self.printed(&name, &document)
    }

    /// The pages of a paper, as PNG, each with its number; of those that its reader may see. A page on which another paper
    /// stands as well bears more.
    fn pictures(&self, page: &PaperPage, bear: &mut Vec<LabelNo>) -> Result<Vec<(u32, Vec<u8>)>, Refused> {
        let shown: Vec<u32> = page.pages.iter().filter(|one| one.picture).map(|one| one.number).collect();
        if shown.len() > PICTURES_MAX {
            return Err(Refused::Invalid(format!(
                "a paper is printed with the pictures of at most {PICTURES_MAX} pages: take the original"
            )));
        }
        let picture = |number| {
            let (label, png) = self.page_with_label(&page.line.id, number)?;
            bear.extend(label);
            Ok((number, png))
        };
        shown.into_iter().map(picture).collect()
    }

    /// What was written on a paper bears, which may be more than the paper by now.
    pub(super) fn written_on_bears(&self, paper: &PaperLine) -> Result<Vec<LabelNo>, Refused> {
        self.gate()?.all(
            "SELECT DISTINCT m.bears FROM minute m JOIN paper p ON p.row = m.paper WHERE p.id = ?1",
            [&paper.id],
            |r| r.get(0),
        )
    }

    pub(super) fn written_on_all_bears(&self, papers: &[PaperPage]) -> Result<Vec<LabelNo>, Refused> {
        let all: Vec<Vec<LabelNo>> =
            papers.iter().map(|paper| self.written_on_bears(&paper.line)).collect::<Result<_, _>>()?;
        Ok(all.concat())
    }

    /// A cover may bear more than what it encloses: only those are named that are printed with it, or bear no more.
    fn without_covers_above(&self, page: &mut PaperPage, held: &BTreeSet<String>) -> Result<(), Refused> {
        let bears = self.label(self.row(&page.line.id)?.label)?;
        let mut kept = Vec::new();
        for cover in std::mem::take(&mut page.covers) {
            if held.contains(&cover.id) || bears.dominates(&self.label(self.row(&cover.id)?.label)?.access())
            {
                kept.push(cover);
            }
        }
        page.covers = kept;
        Ok(())
    }

    /// A paper that leaves the registry in print; entered as such.
    pub(super) fn taken_to_print(&self, name: &str) -> Result<PaperPage, Refused> {
        let row = self.may_be_copied(name)?;
        self.show(Manner::Printed, &[row.id])?;
        let mut page = self.paper_shown(&row, Manner::Opened)?;
        self.without_covers_above(&mut page, &BTreeSet::new())?;
        Ok(page)
    }

    pub(super) fn may_be_copied(&self, name: &str) -> Result<PaperRow, Refused> {
        let row = self.row(name)?;
        if self.may_copy(row.label)? { Ok(row) } else { Err(Refused::Duty("may take a copy away")) }
    }

    pub(super) fn may_copy(&self, label: LabelNo) -> Result<bool, Refused> {
        Ok(self.reader.clearance.may_copy(&self.label(label)?))
    }

    /// The contents of a box.
    pub fn print_box(&self, principal: &str) -> Result<Printed, Refused> {
        let page = self.box_of(principal)?;
        self.printed("box", &printing::box_list(&page, &self.wording()))
    }

    /// A page of the chase list.
    pub fn print_undertakings(&self, asked: &ChaseAsked) -> Result<Printed, Refused> {
        let page = self.undertakings(asked)?;
        self.printed("undertakings", &printing::chase_list(&page, &self.wording()))
    }

    /// A page of the register.
    pub fn print_register(&self, filter: &RegisterFilter) -> Result<Printed, Refused> {
        let page = self.register(filter)?;
        self.printed("register", &printing::register_page(&page, &self.wording()))
    }

    /// A page of the dialogue of two sides.
    pub fn print_dialogue(&self, a: &str, b: &str, page: u32) -> Result<Printed, Refused> {
        let page = self.dialogue(a, b, page)?;
        self.printed("dialogue", &printing::dialogue(&page, &self.wording()))
    }

    /// The brief for a meeting, then its papers, each whole and entered as printed.
    pub fn print_brief(&self, meeting: &str) -> Result<Printed, Refused> {
        let (mut page, of) = self.gathered(meeting, false)?;
        let (pack, left_out) = self.pack(&page)?;
        let bear = self.written_on_all_bears(&pack)?;
        page.overall = self.overall_with(&of.iter().map(String::as_str).collect::<Vec<_>>(), &bear)?;
        self.printed("brief", &printing::brief(&page, &pack, &left_out, &self.wording()))
    }

    /// The papers of a meeting as far as they go with its brief, and why the others do not.
    fn pack(&self, page: &MeetingPage) -> Result<(Vec<PaperPage>, LeftOut), Refused> {
        let (mut pack, mut left_out, mut words) = (Vec::new(), Vec::new(), 0);
        for line in page.papers.iter().chain(&page.read_outs) {
            let heavy = words + line.words > PACK_WORDS_MAX;
            if heavy || pack.len() == PACK_PAPERS_MAX {
                left_out.push((line.reference.clone(), beyond()));
                continue;
            }
            let packed = self.may_be_copied(&line.id).and_then(|row| self.paper_shown(&row, Manner::Packed));
            match packed {
                Ok(paper) => {
                    words += line.words;
                    pack.push(paper);
                }
                Err(refused @ Refused::Duty(_)) => left_out.push((line.reference.clone(), refused)),
                Err(refused) => return Err(refused),
            }
        }
        let held: BTreeSet<String> = pack.iter().map(|paper| paper.line.id.clone()).collect();
        pack.iter_mut().try_for_each(|paper| self.without_covers_above(paper, &held))?;
        Ok((pack, left_out))
    }

    /// In which words the reader's papers are printed; English where nothing else is said.
    pub fn print_in(&self, tongue: Arc<dyn Tongue>) {
        // A view serves one request, and that is in one language.
        let _ = self.tongue.set(tongue);
    }

    pub(super) fn wording(&self) -> Wording<'_> {
        let tongue = self.tongue.get().map_or(&English as &dyn Tongue, |tongue| &**tongue);
        Wording::new(tongue, self.now_here())
    }

    pub(super) fn printed(&self, name: &str, document: &Document) -> Result<Printed, Refused> {
        let printed = chancery_press::print(document).map_err(|fault| unprinted(&fault))?;
        let (bytes, pages) = (printed.bytes, printed.pages);
        Ok(Printed { bytes, name: name.to_owned(), pages, left_out: Vec::new() })
    }
}

fn beyond() -> Refused {
    Refused::Invalid(format!(
        "a brief holds {PACK_PAPERS_MAX} papers and {PACK_WORDS_MAX} words of them at most: print this one by itself"
    ))
}

/// A fault of print says nothing of what was to be printed.
fn unprinted(fault: &Fault) -> Refused {
    Refused::Invalid(format!("it cannot be printed: {fault}"))
}
