//! Papers in a bag: as they came, and what the registry says of each, for tools that are not ours.

use std::collections::BTreeSet;
use std::io::{Cursor, Seek, Write};

use chancery_bag::Bag;
use chancery_office::act::Manner;
use chancery_office::reading::Kind;
use rusqlite::params_from_iter;

use super::View;
use super::rows::PaperRow;
use super::together::{distinct, some};
use crate::answers::{
    Bagged, Marked, NotDone, PaperInBag, PaperLine, PaperPage, ParticularName, RegisterFilter,
};
use crate::label_no::LabelNo;
use crate::refused::Refused;
use crate::store;

/// Bytes of a bag that is made in memory.
const BAG_BYTES_MAX: u64 = 256 << 20;
/// The name of a paper's folder.
const FOLDER_CHARS_MAX: usize = 100;

/// What goes into a bag: the papers, and those that do not.
#[derive(Default)]
struct Choice {
    papers: Vec<PaperRow>,
    left_out: Vec<NotDone>,
}

impl View {
    /// Papers in a bag, in memory, to be kept by whoever asks for them.
    pub fn bag(&self, papers: &[String]) -> Result<(Bagged, Vec<u8>), Refused> {
        some(papers)?;
        let (bagged, bytes) = self.filled(self.choice(papers)?, Cursor::new(Vec::new()), BAG_BYTES_MAX)?;
        Ok((bagged, bytes.into_inner()))
    }

    /// Papers in a bag that is written where it is to lie, however large it becomes.
    pub fn bag_into(&self, papers: &[String], to: impl Write + Seek) -> Result<Bagged, Refused> {
        Ok(self.filled(self.choice(papers)?, to, u64::MAX)?.0)
    }

    /// All that a page of the register would show, were it long enough, in a bag.
    pub fn bag_register(&self, filter: &RegisterFilter, to: impl Write + Seek) -> Result<Bagged, Refused> {
        self.gate()?.begin()?;
        let (condition, values) = self.condition(filter)?;
        let order = format!("SELECT p.id FROM paper p {condition} ORDER BY p.day, p.row");
        let papers = self.gate()?.all_of(&order, params_from_iter(&values), |r| r.get(0))?;
        self.bag_into(&papers, to)
    }

    fn choice(&self, papers: &[String]) -> Result<Choice, Refused> {
        let (mut choice, mut known) = (Choice::default(), BTreeSet::new());
        for name in distinct(papers) {
            match self.may_be_copied(name) {
                Ok(row) if known.insert(row.id) => choice.papers.push(row),
                Ok(_) => {}
                Err(refused) if refused.is_trouble() => return Err(refused),
                Err(refused) => choice.left_out.push(self.not_done(name, &refused)?),
            }
        }
        match (choice.papers.is_empty(), choice.left_out.first()) {
            (true, Some(one)) if one.paper.is_some() => Err(Refused::Duty("may take a copy away")),
            (true, _) => Err(Refused::Absent),
            (false, _) => Ok(choice),
        }
    }

    fn filled<W: Write + Seek>(&self, choice: Choice, to: W, most: u64) -> Result<(Bagged, W), Refused> {
        let at = self.now_here();
        let name = format!("papers-{}", at.date());
        let mut bag = Bag::begin(&name, to).map_err(|fault| unwritten(&fault))?;
        let held = choice.papers.iter().map(|row| row.id.to_string()).collect();
        let (mut lines, mut bear) = (Vec::new(), Vec::new());
        let folders = folders(&choice.papers);
        for (row, folder) in choice.papers.iter().zip(&folders) {
            // That it is given out is entered before anything of it is read.
            let page = self.paper_shown(row, Manner::Bagged)?;
            bear.extend(self.put_in((&mut bag, folder), row, &within(&page, &held))?);
            if bag.bytes() > most {
                return Err(Refused::Invalid(format!(
                    "these papers come to more than {} MB: choose fewer",
                    most >> 20
                )));
            }
            lines.push(page.line);
        }
        let overall = self.overall_with(&lines.iter().map(|l| l.id.as_str()).collect::<Vec<_>>(), &bear)?;
        let bagged = Bagged { name, papers: lines, left_out: choice.left_out, overall };
        let (contents, says) = (self.contents(&bagged, &folders), self.says(&bagged));
        bag.add("contents.txt", contents.as_bytes()).map_err(|fault| unwritten(&fault))?;
        let says: Vec<(&str, &str)> = says.iter().map(|(label, value)| (*label, value.as_str())).collect();
        Ok((bagged, bag.close(at.date(), &says).map_err(|fault| unwritten(&fault))?))
    }

    /// Fills the folder of one paper: as it came, its text, what the registry says of it, its label. Answers what was put
    /// in beside the paper bears.
    fn put_in<W: Write + Seek>(
        &self,
        (bag, folder): (&mut Bag<W>, &str),
        row: &PaperRow,
        paper: &PaperInBag<'_>,
    ) -> Result<Vec<LabelNo>, Refused> {
        let mut add = |name: &str, bytes: &[u8]| {
            bag.add(&format!("{folder}/{name}"), bytes).map_err(|fault| unwritten(&fault))
        };
        add("text.txt", paper.text.as_bytes())?;
        add("paper.json", &serde_json::to_vec_pretty(paper).map_err(|_| store::row())?)?;
        for (n, label) in
            (1..).zip(self.stanag(&self.label(self.row_at(row.row)?.label)?).into_iter().flatten())
        {
            add(&format!("label-{n}.xml"), label.as_bytes())?;
        }
        let mut bear = self.written_on_bears(paper.line)?;
        if let Some((bears, original)) = self.as_it_was_received(row)? {
            bear.push(bears);
            add(&file_name(paper, &original), &original)?;
        }
        Ok(bear)
    }

    fn contents(&self, bagged: &Bagged, folders: &[String]) -> String {
        let mut text = format!(
            "{}\nPapers of {}, as {} may know them\n\n",
            banner(bagged.overall.as_ref()),
            self.registry.name(),
            self.reader.person.name
        );
        for (paper, folder) in bagged.papers.iter().zip(folders) {
            let day = paper.date.map_or_else(|| "no date".to_owned(), |day| day.to_string());
            text += &format!("{folder:<16} {day:<10} [{}] {}\n", paper.marked.banner, paper.title);
        }
        if !bagged.left_out.is_empty() {
            text += "\nNot in this bag:\n";
        }
        for one in &bagged.left_out {
            text += &format!("{}: {}\n", one.name, one.why);
        }
        text
    }

    fn says(&self, bagged: &Bagged) -> Vec<(&'static str, String)> {
        vec![
            ("Source-Organization", self.registry.name().to_owned()),
            ("Contact-Name", self.reader.person.name.clone()),
            ("External-Description", format!("Papers of a register: {}", bagged.papers.len())),
            ("Marking", banner(bagged.overall.as_ref()).to_owned()),
            ("Bag-Software-Agent", concat!("chancery ", env!("CARGO_PKG_VERSION")).to_owned()),
        ]
    }
}

/// What goes into a bag of a paper's page: of other papers it names those that lie in the bag.
fn within<'a>(page: &'a PaperPage, held: &BTreeSet<String>) -> PaperInBag<'a> {
    let named = |papers: &'a [PaperLine]| -> Vec<&'a str> {
        let held = papers.iter().filter(|paper| held.contains(&paper.id));
        held.map(|paper| paper.reference.as_str()).collect()
    };
    PaperInBag {
        line: &page.line,
        typed: page.typed.as_deref(),
        own: &page.own,
        numbers: &page.numbers,
        particulars: &page.particulars,
        text: page.text.iter().map(|run| run.text.as_str()).collect(),
        footnotes: &page.footnotes,
        findings: &page.findings,
        minutes: &page.minutes,
        enclosed_in: named(&page.covers),
        encloses: named(&page.enclosures),
        answers: named(&page.answers),
        answered_by: named(&page.answered_by),
    }
}

fn banner(overall: Option<&Marked>) -> &str {
    overall.map_or("", |marked| marked.banner.as_str())
}

/// Reference numbers as the names of folders: "S-82-1". Where two come to the same, their places tell them apart.
fn folders(papers: &[PaperRow]) -> Vec<String> {
    let mut known = BTreeSet::new();
    let mut folder = |(at, row): (usize, &PaperRow)| {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let name: String = row.number.chars().take(FOLDER_CHARS_MAX).map(plain).collect();
        let name = name.trim_matches('-').to_owned();
        let alone = !name.is_empty() && known.insert(name.clone());
        if alone { name } else { format!("paper-{}-{name}", at + 1).trim_end_matches('-').to_owned() }
    };
    papers.iter().enumerate().map(&mut folder).collect()
}

/// "original.pdf", as its bytes and the name under which it came tell.
fn file_name(paper: &PaperInBag<'_>, bytes: &[u8]) -> String {
    let came = paper
        .particulars
        .iter()
        .find(|one| one.name == ParticularName::CameAs)
        .map(|one| one.value.to_string());
    // The head of a mail stands where others have their name.
    let came = if paper.line.kind == Kind::Email { "mail.eml" } else { &came.unwrap_or_default() };
    chancery_intake::ending(came, bytes)
        .map_or_else(|| "original".into(), |ending| format!("original.{ending}"))
}

fn unwritten(fault: &chancery_bag::Fault) -> Refused {
    Refused::Storage(fault.to_string())
}
