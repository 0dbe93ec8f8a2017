//! Papers in hand, one or several.

use chancery_registry::answers::{BringUpShown, CopyShown, HandAsked, TogetherPage, Whereabouts};
use chancery_registry::{BringingUp, Copying, Together};

use super::{acts, print, show};
use crate::args::{AnswerCopyArgs, BringUpArgs, Common, CopyArgs, HandArgs};
use crate::exit::CheckFailed;
use crate::terminal::{self, answer};

/// Of a key, what tells it apart in its paper.
const KEY_SHOWN: usize = 8;

/// `chancery bring-up`.
pub fn bring_up(common: &Common, args: BringUpArgs) -> anyhow::Result<()> {
    let BringUpArgs { references, on, before, reason, because } = args;
    let wanted = BringingUp { before, on, reason };
    if let [one] = references.as_slice() {
        return acts::act(common, "comes up again", |view| {
            view.because(&because);
            view.bring_up(one, &wanted)
        });
    }
    together(common, &references, &because, &Together::BringUp(wanted))
}

/// `chancery put-away`.
pub fn put_away(
    common: &Common,
    reference: String,
    key: Option<&str>,
    also: Vec<String>,
) -> anyhow::Result<()> {
    match key {
        Some(key) => acts::act(common, "put away", |view| view.put_away(&reference, key)),
        None => together(common, &named(reference, also), "", &Together::PutAway),
    }
}

/// A paper, and those with which the same is done.
pub(super) fn named(reference: String, also: Vec<String>) -> Vec<String> {
    std::iter::once(reference).chain(also).collect()
}

/// `chancery copy`.
pub fn copy(common: &Common, args: CopyArgs) -> anyhow::Result<()> {
    let CopyArgs { references, to, purpose, note, because } = args;
    let wanted = Copying { to, purpose, note };
    if let [one] = references.as_slice() {
        return acts::act(common, "copied", |view| {
            view.because(&because);
            view.copy(one, &wanted)
        });
    }
    together(common, &references, &because, &Together::Copy(wanted))
}

/// `chancery answer-copy`.
pub fn answer_copy(common: &Common, args: &AnswerCopyArgs) -> anyhow::Result<()> {
    acts::act(common, "answered", |view| {
        view.because(&args.because);
        view.answer_copy(&args.reference, &args.key, &args.shown_by, &args.words)
    })
}

/// `chancery bring-ups`.
pub fn bring_ups(common: &Common, args: HandArgs) -> anyhow::Result<()> {
    show::ask(
        common,
        |view| view.bring_ups(asked(args)),
        |page| {
            for line in &page.lines {
                answer(&print::line(&line.paper));
                answer(&format!("      {}", up(&line.up)));
            }
            answer(&print::counted(page.total, "paper"));
        },
    )
}

/// `chancery copies`.
pub fn copies(common: &Common, args: HandArgs) -> anyhow::Result<()> {
    show::ask(
        common,
        |view| view.copies(asked(args)),
        |page| {
            for line in &page.lines {
                answer(&print::line(&line.paper));
                answer(&format!("      {}", sent(&line.copy)));
            }
            answer(&print::counted(page.total, "copy").replace("copys", "copies"));
        },
    )
}

fn asked(args: HandArgs) -> HandAsked {
    HandAsked { all: args.all, page: args.page }
}

fn up(up: &BringUpShown) -> String {
    let overdue = if up.overdue { " (overdue)" } else { "" };
    let key = up.key.get(..KEY_SHOWN).unwrap_or(&up.key);
    format!("{key} comes up on {}{overdue} before {}: {}", up.comes_up, up.before, up.reason)
}

fn sent(copy: &CopyShown) -> String {
    let note = if copy.note.is_empty() { String::new() } else { format!(": {}", copy.note) };
    let opened = copy.opened.map(|at| format!("; opened {at}")).unwrap_or_default();
    let answered =
        copy.answered.as_ref().map(|done| format!("; answered by {}, {} {}", done.by, done.at, done.words));
    let key = copy.key.get(..KEY_SHOWN).unwrap_or(&copy.key);
    format!("{key} to {} for {}{note}{opened}{}", copy.to, copy.purpose.word(), answered.unwrap_or_default())
}

/// Who has a paper, as a line.
pub(super) fn now(one: &Whereabouts) -> String {
    format!("  {} — {} {}, since {}", one.who, one.stage.what(), one.stage.how(), one.at)
}

/// Does something with several papers; what was not done makes the command fail.
pub(super) fn together(
    common: &Common,
    papers: &[String],
    because: &str,
    deed: &Together,
) -> anyhow::Result<()> {
    let page = show::asked(common, |view| {
        view.because(because);
        view.together(papers, deed)
    })?;
    if common.json {
        terminal::json(&page)?;
    } else {
        told(&page);
    }
    match page.not_done.len() {
        0 => Ok(()),
        left => Err(CheckFailed(format!("{left} of {} were not done", left + page.done.len())).into()),
    }
}

fn told(page: &TogetherPage) {
    page.done.iter().for_each(|paper| answer(&format!("done      {}", print::line(paper))));
    for one in &page.not_done {
        let name = one.paper.as_ref().map_or(&one.name, |paper| &paper.reference);
        answer(&format!("not done  {name}: {}", one.why));
    }
}
