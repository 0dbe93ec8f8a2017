//! The chase list.

use chancery_registry::answers::{ChaseAsked, ChasedLine, UndertakingPage};
use chancery_registry::{ChaseStep, ChaseTogether, Judgement};

use super::{acts, print, show};
use crate::args::{ChaseArgs, Common, UndertakingCommand, Which, WhichOnes};
use crate::exit::CheckFailed;
use crate::terminal::{self, answer};

/// Of a key, what tells it apart in its paper.
const KEY_SHOWN: usize = 8;

/// `chancery undertakings`.
pub fn list(common: &Common, args: ChaseArgs) -> anyhow::Result<()> {
    let ChaseArgs { who, with, side, state, trust, order, page } = args;
    let asked = ChaseAsked { who, with, side, state, trust, order, page, ..ChaseAsked::default() };
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
        UndertakingCommand::Assign { which, to, due } => {
            return together(common, which, &ChaseTogether::Assign { to, due });
        }
        UndertakingCommand::Chase { which, words } => {
            return together(common, which, &ChaseTogether::Chase { words: words.unwrap_or_default() });
        }
        UndertakingCommand::Confirm { which } => return together(common, which, &ChaseTogether::Confirm),
        UndertakingCommand::Dismiss { which, reason } => {
            return together(common, which, &ChaseTogether::Dismiss { reason });
        }
        UndertakingCommand::Wait { which, until, reason } => (which, ChaseStep::Wait { until, reason }),
        UndertakingCommand::Resume { which, reason } => (which, ChaseStep::Resume { reason }),
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

/// Does something with one or several; what was not done makes the command fail.
fn together(common: &Common, which: WhichOnes, deed: &ChaseTogether) -> anyhow::Result<()> {
    let WhichOnes { which: Which { reference, key, because }, also } = which;
    if also.is_empty() {
        return alone(common, (&reference, &key, &because), deed);
    }
    let others = also.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone()));
    let all: Vec<(String, String)> = std::iter::once((reference, key)).chain(others).collect();
    let page = show::asked(common, |view| {
        view.because(&because);
        view.chase_together(&all, deed)
    })?;
    if common.json {
        terminal::json(&page)?;
    } else {
        page.lines.iter().for_each(told);
    }
    match page.lines.iter().filter(|one| one.not_done.is_some()).count() {
        0 => Ok(()),
        left => Err(CheckFailed(format!("{left} of {} were not done", page.lines.len())).into()),
    }
}

/// One is refused in its own words.
fn alone(
    common: &Common,
    (paper, key, because): (&str, &str, &str),
    deed: &ChaseTogether,
) -> anyhow::Result<()> {
    acts::act(common, "entered", |view| {
        view.because(because);
        let judge = |judgement| view.judge_undertaking(paper, key, judgement);
        let step = match deed {
            ChaseTogether::Confirm => return judge(Judgement::Confirm),
            ChaseTogether::Dismiss { reason } => return judge(Judgement::Dismiss { reason: reason.clone() }),
            ChaseTogether::Assign { to, due } => ChaseStep::Assign { to: to.clone(), due: *due },
            ChaseTogether::Chase { words } if words.is_empty() => {
                ChaseStep::Chase { words: view.undertaking(paper, key)?.chaser }
            }
            ChaseTogether::Chase { words } => ChaseStep::Chase { words: words.clone() },
        };
        view.move_undertaking(paper, key, &step)
    })
}

fn told(one: &ChasedLine) {
    let name = one.line.as_ref().map_or(one.name.clone(), |line| {
        format!("{} {}: {}", line.reference, line.key.get(..KEY_SHOWN).unwrap_or(&line.key), line.act)
    });
    match &one.not_done {
        None => answer(&format!("done      {name}")),
        Some(why) => answer(&format!("not done  {name}: {why}")),
    }
}

fn page(page: &UndertakingPage) {
    print::undertaking(&page.line);
    for step in &page.steps {
        let owner = if step.owner.is_empty() { String::new() } else { format!(" to {}", step.owner) };
        let day = step.day.map(|day| format!(", {day}")).unwrap_or_default();
        let other = step.other.as_ref().map(|paper| format!(", {}", paper.reference)).unwrap_or_default();
        answer(&format!("    {}{owner}{day}{other} — {}, {}", step.step.word(), step.by, step.at));
        if !step.words.is_empty() {
            answer(&format!("        {}", step.words));
        }
    }
    if page.may && !page.line.closed {
        answer(&format!("    to remind: {}", page.chaser));
    }
}
