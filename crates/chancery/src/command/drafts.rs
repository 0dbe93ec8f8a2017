//! Drafts.

use chancery_registry::answers::{Doubted, DraftLine, DraftPage, DraftsPage};
use chancery_registry::{Content, Portion, View};

use super::{acts, print, show};
use crate::args::{Common, DraftCommand, DraftSaveArgs};
use crate::terminal::answer;

/// `chancery draft`.
pub fn run(common: &Common, command: Option<DraftCommand>) -> anyhow::Result<()> {
    let Some(command) = command else { return show::ask(common, View::drafts, list) };
    match command {
        DraftCommand::Show { id, version } => show::ask(common, |view| view.draft(&id, &version), one),
        DraftCommand::Save(args) => save(common, *args),
        DraftCommand::Send { id, to } => acts::act(common, "sent", |view| view.send_draft(&id, &to)),
        DraftCommand::PutUp { id, to } => {
            acts::act(common, "put up for signature", |view| view.put_up_draft(&id, &to))
        }
        DraftCommand::Clear { id, clearing, words, because } => acts::act(common, "cleared", |view| {
            view.because(&because);
            view.clear_draft(&id, clearing, &words)
        }),
        DraftCommand::Enclose { id, paper } => {
            acts::act(common, "laid with it", |view| view.enclose_with(&id, &paper))
        }
        DraftCommand::LeaveOut { id, paper } => {
            acts::act(common, "taken out", |view| view.leave_out(&id, &paper))
        }
        DraftCommand::Sign { id, version, despite } => show::ask(
            common,
            |view| view.sign_draft(&id, &version, despite),
            |paper| answer(&print::line(paper)),
        ),
        DraftCommand::Drop { id } => acts::act(common, "given up", |view| view.drop_draft(&id)),
    }
}

fn save(common: &Common, args: DraftSaveArgs) -> anyhow::Result<()> {
    let DraftSaveArgs { id, base, answers, because, .. } = args;
    let portions = args.portions.iter().map(|typed| portion(typed)).collect();
    let content = Content {
        form: args.form,
        to: args.to,
        copies: args.copies,
        subject: args.subject,
        marking: args.marking,
        salutation: args.salutation,
        close: args.close,
        portions,
    };
    let save = |view: &View| {
        view.because(&because);
        match &id {
            Some(id) => {
                view.save_draft(id, base.as_deref().unwrap_or_default(), &content)?;
                Ok(id.clone())
            }
            None => view.begin_draft(Some(answers.as_str()).filter(|paper| !paper.is_empty()), &content),
        }
    };
    show::ask(common, save, |id| answer(id))
}

/// "MARKING | HEADING | WORDS", "MARKING | WORDS" or "WORDS".
fn portion(typed: &str) -> Portion {
    let parts: Vec<&str> = typed.splitn(3, '|').map(str::trim).collect();
    let (marking, heading, words) = match parts.as_slice() {
        [marking, heading, words] => (*marking, *heading, *words),
        [marking, words] => (*marking, "", *words),
        _ => ("", "", typed),
    };
    Portion { heading: heading.into(), marking: marking.into(), words: words.into() }
}

fn list(page: &DraftsPage) {
    for (name, lines) in [("to clear", &page.to_clear), ("yours", &page.mine), ("of others", &page.others)] {
        lines.iter().for_each(|one| answer(&format!("{name}: {}", line(one))));
    }
}

pub fn line(draft: &DraftLine) -> String {
    let DraftLine { id, form, subject, by, state, marked, .. } = draft;
    format!("{id} [{}] {}: {subject} ({}, saved by {by})", marked.banner, form.words(), state.word())
}

fn one(page: &DraftPage) {
    answer(&line(&page.line));
    answer(&format!("version {}", page.version));
    answer(&page.why);
    page.enclosures.iter().for_each(|paper| answer(&format!("  lies with it: {}", print::line(paper))));
    page.doubted.iter().for_each(|one| answer(&format!("  before it is signed: {}", doubt(one))));
    for step in &page.steps {
        let words = if step.words.is_empty() { String::new() } else { format!(": {}", step.words) };
        answer(&format!("  {} {} {}{}{words}", step.by, step.what, step.who, step.paper));
    }
    answer("");
    answer(page.text.trim_end());
}

fn doubt(one: &Doubted) -> String {
    let Doubted { name, why, circle } = one;
    match *why {
        "outside" => format!("{name} is not in the circle {circle}, and could not read it"),
        "cleared" => format!("{name} is not cleared for what it bears"),
        _ => format!("{name} is no correspondent and no post that is known here"),
    }
}
