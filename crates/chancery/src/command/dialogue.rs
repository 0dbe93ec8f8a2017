//! The talks between two sides.

use chancery_registry::View;
use chancery_registry::answers::{DialoguePage, Said};

use super::print::{counted, line, meeting_line, undertaking};
use super::show::ask;
use crate::args::Common;
use crate::terminal::answer;

/// `chancery dialogue`.
pub fn run(common: &Common, sides: Option<(String, String)>, page: u32) -> anyhow::Result<()> {
    match sides {
        Some((a, b)) => ask(common, |view| view.dialogue(&a, &b, page), dialogue),
        None => ask(common, View::dialogues, |page| {
            for pair in &page.pairs {
                let (subjects, papers) = (counted(pair.subjects, "subject"), counted(pair.papers, "paper"));
                answer(&format!("{} and {}: {subjects} in {papers}", pair.a, pair.b));
            }
        }),
    }
}

fn dialogue(page: &DialoguePage) {
    answer(&format!("{} and {}: {}", page.a, page.b, counted(page.papers, "paper")));
    page.next.shown.iter().for_each(|next| answer(&format!("next: {}", meeting_line(next))));
    page.last.iter().for_each(|last| answer(&format!("last: {}", meeting_line(last))));
    page.ahead.shown.iter().for_each(|said| answer(&format!("ahead: {} ({})", said.words, said.reference)));
    page.since.shown.iter().for_each(|change| answer(&format!("since: {}: {}", change.subject, change.what)));
    for (at, occasion) in page.occasions.iter().enumerate() {
        answer(&line(occasion));
        for row in &page.subjects {
            let cell = row.cells.get(at).map(Vec::as_slice).unwrap_or_default();
            let name = if row.name.is_empty() { "other matters" } else { &row.name };
            cell.iter().for_each(|said| answer(&format!("    {name}: {}", entry(said))));
        }
    }
    for open in &page.undertakings {
        open.shown.iter().for_each(undertaking);
        if open.more > 0 {
            answer(&format!("    {} more in these papers", open.more));
        }
    }
}

fn entry(said: &Said) -> String {
    let words: Vec<&str> = said.words.split_whitespace().collect();
    format!("{}, by {} “{}”", said.became, said.by, words.join(" "))
}
