//! Papers in a bag, written where it is to lie.

use std::fs::{self, File};
use std::io::BufWriter;

use anyhow::Context as _;
use chancery_registry::Refused;
use chancery_registry::answers::{Bagged, RegisterFilter};

use super::print::counted;
use super::show::asked;
use crate::args::{BagArgs, Common};
use crate::terminal;

/// `chancery bag`.
pub fn run(common: &Common, args: BagArgs) -> anyhow::Result<()> {
    let BagArgs { references, narrowed, all, out } = args;
    let filter = narrowed.filter(1);
    let of_the_register = filter != RegisterFilter { page: 1, ..RegisterFilter::default() };
    if references.is_empty() == (!all && !of_the_register) {
        let either = "name the papers, or say which of the register, or --all";
        return Err(Refused::Invalid(either.into()).into());
    }
    let name = out.display();
    let whole = common.path(&out);
    let file = File::create_new(&whole).with_context(|| format!("{name} is not written"))?;
    let bagged = asked(common, |view| match references.as_slice() {
        [] => view.bag_register(&filter, BufWriter::new(file)),
        named => view.bag_into(named, BufWriter::new(file)),
    });
    if bagged.is_err() {
        fs::remove_file(&whole).with_context(|| format!("{name} is not whole"))?;
    }
    told(common, &bagged?, &name.to_string())
}

fn told(common: &Common, bagged: &Bagged, file: &str) -> anyhow::Result<()> {
    if common.json {
        return terminal::json(bagged);
    }
    for one in &bagged.left_out {
        terminal::note(&format!("{} is not in it: {}", one.name, one.why));
    }
    let papers = u32::try_from(bagged.papers.len()).unwrap_or(u32::MAX);
    let bears = bagged.overall.as_ref().map_or("", |marked| marked.banner.as_str());
    terminal::note(&format!("{file}, {}, {bears}", counted(papers, "paper")));
    Ok(())
}
