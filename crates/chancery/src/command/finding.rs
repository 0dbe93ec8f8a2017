//! `chancery finding`.

use chancery_registry::{Correction, Judgement};

use super::acts::act;
use super::print;
use crate::args::{Common, FindingCommand, SaidArgs};
use crate::{office, terminal};

/// Judges a finding, adds one, or prints what was judged.
pub fn run(common: &Common, command: FindingCommand) -> anyhow::Result<()> {
    match command {
        FindingCommand::Confirm { reference, number } => {
            act(common, "confirmed", |view| view.judge(&reference, number, Judgement::Confirm))
        }
        FindingCommand::Dismiss { reference, number, reason } => {
            act(common, "dismissed", |view| view.judge(&reference, number, Judgement::Dismiss { reason }))
        }
        FindingCommand::Withdraw { reference, number } => {
            act(common, "withdrawn", |view| view.judge(&reference, number, Judgement::Withdraw))
        }
        FindingCommand::Correct { reference, number, said } => act(common, "corrected", |view| {
            view.judge(&reference, number, Judgement::Correct(correction(said)))
        }),
        FindingCommand::Add { reference, class, words, said } => {
            act(common, "added", |view| view.find_in(&reference, &words, &class, &correction(said)))
        }
        FindingCommand::Cited { reference, number } => cited(common, &reference, number),
        FindingCommand::Export => export(common),
    }
}

fn correction(SaidArgs { degree, who, what, with, place, when }: SaidArgs) -> Correction {
    Correction { degree, who, what, with, place, when }
}

fn cited(common: &Common, reference: &str, number: u32) -> anyhow::Result<()> {
    let (registry, view) = office::view(common)?;
    let found = view.cited(reference, number)?;
    drop(view);
    registry.close();
    if common.json {
        return terminal::json(&found);
    }
    found.papers.iter().for_each(|line| terminal::answer(&print::line(line)));
    if found.papers.is_empty() {
        terminal::note("no paper here fits the number or the day that is cited");
    }
    Ok(())
}

fn export(common: &Common) -> anyhow::Result<()> {
    let (registry, view) = office::view(common)?;
    let (cases, left_out) = view.cases()?;
    drop(view);
    registry.close();
    for case in &cases {
        terminal::answer(&serde_json::to_string(case)?);
    }
    let many = if cases.len() == 1 { "paper" } else { "papers" };
    terminal::note(&format!("{} {many} with judged findings", cases.len()));
    if left_out > 0 {
        terminal::note(&format!("left out: {left_out} that may be read and not copied"));
    }
    Ok(())
}
