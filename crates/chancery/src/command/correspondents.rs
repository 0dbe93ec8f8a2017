//! Correspondents.

use std::path::Path;

use chancery_registry::answers::{CardsTaken, CorrespondentLine, CorrespondentPage, CorrespondentsPage};
use chancery_registry::{CorrespondentKept, PostHeld, View};

use chancery_server::vcard;

use super::printed::write_new;
use super::{acts, print, show};
use crate::args::{Common, CorrespondentCommand, CorrespondentsArgs};
use crate::terminal::{self, answer};

/// `chancery correspondents`.
pub fn run(common: &Common, args: CorrespondentsArgs) -> anyhow::Result<()> {
    match args.command {
        None => show::ask(common, |view| view.correspondents(&args.words, args.page), page),
        Some(CorrespondentCommand::Show { id }) => show::ask(common, |view| view.correspondent(&id), one),
        Some(CorrespondentCommand::Keep { id, name, aliases, posts, salutation, mail }) => {
            let posts = posts.into_iter().map(|post| PostHeld { post, ..PostHeld::default() }).collect();
            let wanted =
                CorrespondentKept { name, aliases, posts, salutation, mail, ..CorrespondentKept::default() };
            let id = id.unwrap_or_default();
            show::ask(common, |view| view.keep_correspondent(&id, &wanted), |id| answer(id))
        }
        Some(CorrespondentCommand::Take { file }) => {
            let (name, bytes) = common.read(&file)?;
            show::ask(common, |view: &View| view.take_cards(&name, &bytes), taken)
        }
        Some(CorrespondentCommand::Cards { id, out }) => {
            cards(common, &id.unwrap_or_default(), out.as_deref())
        }
        Some(CorrespondentCommand::Merge { into, from }) => {
            acts::act(common, "merged", |view| view.merge_correspondents(&into, &from))
        }
        Some(CorrespondentCommand::Part { into, from }) => {
            acts::act(common, "parted", |view| view.part_correspondents(&into, &from))
        }
    }
}

fn cards(common: &Common, id: &str, out: Option<&Path>) -> anyhow::Result<()> {
    let people = show::asked(common, |view| view.cards(id))?;
    if common.json {
        return terminal::json(&people);
    }
    let cards = vcard::cards(&people);
    match out {
        None => Ok(terminal::bytes(cards.as_bytes())?),
        Some(file) => {
            write_new(common, file, cards.as_bytes())?;
            let many = u32::try_from(people.len()).unwrap_or(u32::MAX);
            terminal::note(&format!("{}, {}", file.display(), print::counted(many, "card")));
            Ok(())
        }
    }
}

fn said(line: &CorrespondentLine) -> String {
    let posts = if line.posts.is_empty() { String::new() } else { format!(" — {}", line.posts.join("; ")) };
    format!("{} {}{posts}", line.id, line.name)
}

fn page(page: &CorrespondentsPage) {
    page.lines.iter().for_each(|line| answer(&said(line)));
    answer(&format!(
        "{}, page {} of {}",
        print::counted(u64::from(page.total), "correspondent"),
        page.page,
        page.pages
    ));
}

fn one(page: &CorrespondentPage) {
    answer(&said(&page.line));
    for (name, words) in [("also", &page.aliases), ("mail", &page.mail)] {
        words.iter().for_each(|words| answer(&format!("  {name}: {words}")));
    }
    page.merged.iter().for_each(|line| answer(&format!("  the same: {}", said(line))));
    page.alike.iter().for_each(|line| answer(&format!("  of a like name: {}", said(line))));
    page.papers.iter().for_each(|paper| answer(&format!("  {}", print::line(paper))));
}

fn taken(taken: &CardsTaken) {
    let CardsTaken { kept, changed, known, notes } = taken;
    answer(&format!("{kept} new, {changed} of whom it tells more, {known} as before"));
    notes.iter().for_each(|note| answer(note));
}
