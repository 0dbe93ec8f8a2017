//! Print: PDF on standard output, or into a file.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use chancery_registry::answers::{ChaseAsked, RegisterFilter};
use chancery_registry::{PaperPrint, Refused};

use super::print::counted;
use super::show::asked;
use crate::args::{Common, PrintArgs, PrintCommand};
use crate::exit::CheckFailed;
use crate::terminal;

/// `chancery print`.
pub fn run(common: &Common, args: PrintArgs) -> anyhow::Result<()> {
    let printed = asked(common, |view| match args.what {
        PrintCommand::Paper { reference, copy, cover_sheet, pictures } => {
            let copy = copy.as_deref().map(numbered).transpose()?;
            view.print_paper(&reference, PaperPrint { copy, cover_sheet, pictures })
        }
        PrintCommand::Papers { references } => view.print_together(&references),
        PrintCommand::Box { principal } => view.print_box(&principal),
        PrintCommand::Dialogue { a, b, page } => view.print_dialogue(&a, &b, page),
        PrintCommand::Brief { meeting } => view.print_brief(&meeting),
        PrintCommand::Undertakings { who, page } => {
            view.print_undertakings(&ChaseAsked { who, page, ..ChaseAsked::default() })
        }
        PrintCommand::Register { page } => {
            view.print_register(&RegisterFilter { page, ..RegisterFilter::default() })
        }
    })?;
    match args.out {
        None => terminal::bytes(&printed.bytes)?,
        Some(file) => {
            write_new(common, &file, &printed.bytes)?;
            let pages = u32::try_from(printed.pages).unwrap_or(u32::MAX);
            terminal::note(&format!("{}, {}", file.display(), counted(pages, "page")));
        }
    }
    printed.left_out.iter().for_each(|one| terminal::note(&format!("not printed: {one}")));
    match printed.left_out.len() {
        0 => Ok(()),
        left => Err(CheckFailed(format!("{left} of what was asked for were not printed")).into()),
    }
}

/// "2 of 3".
fn numbered(typed: &str) -> Result<(u32, u32), Refused> {
    let number = |word: &str| word.trim().parse().ok();
    let both = typed.split_once("of").and_then(|(copy, of)| number(copy).zip(number(of)));
    both.ok_or_else(|| Refused::Invalid(format!("`{typed}` is no copy: write it as \"1 of 3\"")))
}

/// What is there already is not written over.
pub(super) fn write_new(common: &Common, file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let (name, file) = (file.display(), common.path(file));
    let mut new = OpenOptions::new();
    let mut new =
        new.write(true).create_new(true).open(file).with_context(|| format!("{name} is not written"))?;
    new.write_all(bytes).with_context(|| format!("{name} is not written whole"))
}
