//! The in-tray, and transcripts.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use chancery_registry::answers::TurnedLine;
use chancery_registry::{Settling, Typed, View};

use crate::args::{Common, ParticularsArgs, SettleArgs, TrayCommand};
use crate::command::{acts, print};
use crate::exit::Usage;
use crate::{office, terminal};

/// Longest transcript that is read from a file.
const TRANSCRIPT_BYTES_MAX: u64 = 4 << 20;

/// `chancery tray`.
pub fn run(common: &Common, command: TrayCommand) -> anyhow::Result<()> {
    match command {
        TrayCommand::List => list(common),
        TrayCommand::Show { id } => show(common, &id),
        TrayCommand::Settle(args) => settle(common, *args),
        TrayCommand::Duplicate { id, of } => {
            acts::act(common, "settled as a duplicate", |view| view.settle_as_duplicate(&id, &of).map(drop))
        }
        TrayCommand::TurnAway { id, reason } => {
            acts::act(common, "turned away", |view| view.turn_away(&id, &reason).map(drop))
        }
        TrayCommand::TurnedAway { page } => turned_away(common, page),
        TrayCommand::WaitAgain { id } => acts::act(common, "it waits again", |view| view.wait_again(&id)),
    }
}

fn list(common: &Common) -> anyhow::Result<()> {
    let (registry, view) = office::view(common)?;
    let page = view.tray()?;
    drop(view);
    registry.close();
    if common.json {
        return terminal::json(&page);
    }
    for waits in &page.waiting {
        let alike = if waits.alike > 0 { ", perhaps a duplicate" } else { "" };
        terminal::answer(&format!(
            "{}  {}, {}{alike}",
            waits.paper.id,
            print::line(&waits.paper).trim(),
            waits.came
        ));
    }
    terminal::note(&format!("{} in the in-tray", print::counted(page.total, "paper")));
    Ok(())
}

fn turned_away(common: &Common, page: u32) -> anyhow::Result<()> {
    let (registry, view) = office::view(common)?;
    let page = view.turned_away(page)?;
    drop(view);
    registry.close();
    if common.json {
        return terminal::json(&page);
    }
    for TurnedLine { paper, came, by, reason, .. } in &page.turned {
        let told = if by.is_empty() { String::new() } else { format!(", by {by}: {reason}") };
        terminal::answer(&format!("{}  {}, {came}{told}", paper.id, print::line(paper).trim()));
    }
    terminal::note(&format!("{} turned away, page {} of {}", page.total, page.page, page.pages.max(1)));
    Ok(())
}

fn show(common: &Common, id: &str) -> anyhow::Result<()> {
    let (registry, view) = office::view(common)?;
    let page = view.tray_paper(id)?;
    drop(view);
    registry.close();
    if common.json {
        return terminal::json(&page);
    }
    let proposed = &page.proposed;
    terminal::answer(&format!("{:^96}", page.line.marked.banner));
    for (name, value) in [
        ("Marking", proposed.marking.as_str()),
        ("Kind", proposed.kind.word()),
        ("From", &proposed.from),
        ("To", &proposed.to),
        ("Copied to", &proposed.copied_to),
        ("Date", &proposed.date),
        ("Place", &proposed.place),
        ("Reference", &proposed.reference),
        ("Subject", &proposed.subject),
        ("File", &proposed.file),
    ] {
        terminal::answer(&format!("  {name:<11} {value}"));
    }
    for alike in &page.alike {
        terminal::answer(&format!(
            "  perhaps a duplicate: {} as {}",
            alike.why,
            print::line(&alike.paper).trim()
        ));
    }
    terminal::answer(&format!("\n{}", page.text.trim_end()));
    Ok(())
}

fn settle(common: &Common, args: SettleArgs) -> anyhow::Result<()> {
    let SettleArgs { id, marking, reason, particulars } = args;
    let wanted = Settling { marking, reason, particulars: typed(particulars) };
    let done = |view: &View| {
        view.take_in(&id, &wanted)?;
        view.lines_taken_in(&id)
    };
    let (registry, view) = office::view(common)?;
    let line = done(&view)?;
    drop(view);
    registry.close();
    match line {
        Some(line) if common.json => terminal::json(&line),
        Some(line) => {
            terminal::answer(&print::line(&line));
            Ok(())
        }
        None => terminal::done(common.json, "settled"),
    }
}

fn typed(args: ParticularsArgs) -> Typed {
    let ParticularsArgs { kind, from, to, copied_to, date, place, reference, subject, into } = args;
    Typed { kind, from, to, copied_to, date, place, reference, subject, file: into, state: None }
}

/// `chancery particulars`.
pub fn particulars(common: &Common, paper: &str, args: ParticularsArgs) -> anyhow::Result<()> {
    let typed = typed(args);
    if typed == Typed::default() {
        return Err(Usage("say what is to stand otherwise".into()).into());
    }
    acts::act(common, "the particulars were put right; what stood there before is kept", |view| {
        view.put_particulars_right(paper, &typed)
    })
}

/// `chancery transcript`.
pub fn transcript(common: &Common, reference: &str, file: &Path) -> anyhow::Result<()> {
    let path = common.path(file);
    let bytes = fs::metadata(&path).with_context(|| file.display().to_string())?.len();
    if bytes > TRANSCRIPT_BYTES_MAX {
        return Err(Usage(format!("{}: longer than a transcript may be", file.display())).into());
    }
    let text =
        fs::read_to_string(path).map_err(|_| Usage(format!("{}: not a text in UTF-8", file.display())))?;
    acts::act(common, "the transcript was corrected; the first reading is kept", |view| {
        view.correct_transcript(reference, &text)
    })
}
