//! The chase list.

use chancery_registry::ChaseStep;
use chancery_registry::answers::{ChaseAsked, UndertakingPage};

use super::{acts, print, show};
use crate::args::{ChaseArgs, Common, UndertakingCommand, Which};
use crate::office;
use crate::terminal::answer;

/// `chancery undertakings`.
pub fn list(common: &Common, args: ChaseArgs) -> anyhow::Result<()> {
    let ChaseArgs { who, with, side, state, trust, order, page } = args;
    let asked = ChaseAsked { who, with, side, state, trust, order, page };
    show::ask(
        common,
        |view| view.undertakings(&asked),
        |page| {
            page.lines.iter().for_each(print::undertaking);
            answer(&print::counted(page.total, "undertaking"));
            if page.possible > 0 {
                answer(&format!("{} more no more than possible: --trust possible", page.possible));
            }
        },
    )
}

/// `chancery undertaking`.
pub fn run(common: &Common, command: UndertakingCommand) -> anyhow::Result<()> {
    let (which, step) = match command {
        UndertakingCommand::Show { which } => {
            return show::ask(common, |view| view.undertaking(&which.reference, &which.key), page);
        }
        UndertakingCommand::Assign { which, to, due } => (which, ChaseStep::Assign { to, due }),
        UndertakingCommand::Chase { which, words } => {
            let words = words.map_or_else(|| proposed(common, &which), Ok)?;
            (which, ChaseStep::Chase { words })
        }
        UndertakingCommand::Wait { which, until, reason } => (which, ChaseStep::Wait { until, reason }),
        UndertakingCommand::Keep { which, shown_by, words } => (which, ChaseStep::Keep { shown_by, words }),
        UndertakingCommand::Lapse { which, reason } => (which, ChaseStep::Lapse { reason }),
        UndertakingCommand::Refuse { which, reason } => (which, ChaseStep::Refuse { reason }),
        UndertakingCommand::Merge { which, paper, other } => (which, ChaseStep::Merge { paper, key: other }),
        UndertakingCommand::Reopen { which, reason } => (which, ChaseStep::Reopen { reason }),
    };
    acts::act(common, "entered", |view| {
        view.because(&which.because);
        view.move_undertaking(&which.reference, &which.key, &step)
    })
}

fn proposed(common: &Common, which: &Which) -> anyhow::Result<String> {
    let (registry, view) = office::view(common)?;
    let page = view.undertaking(&which.reference, &which.key)?;
    drop(view);
    registry.close();
    Ok(page.chaser)
}

fn page(page: &UndertakingPage) {
    print::undertaking(&page.line);
    for step in &page.steps {
        let owner = if step.owner.is_empty() { String::new() } else { format!(" to {}", step.owner) };
        let day = step.day.map(|day| format!(", {day}")).unwrap_or_default();
        let other = step.other.as_ref().map(|paper| format!(", {}", paper.reference)).unwrap_or_default();
        answer(&format!("    {}{owner}{day}{other} — {}, {}", step.step, step.by, step.at));
        if !step.words.is_empty() {
            answer(&format!("        {}", step.words));
        }
    }
    if page.may && !page.line.closed {
        answer(&format!("    to remind: {}", page.chaser));
    }
}
