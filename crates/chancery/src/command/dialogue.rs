//! The talks between two sides.

use chancery_registry::View;
use chancery_registry::answers::{Answer, Cut, DialoguePage, Held, Position, Said};

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
            for said in cell {
                answer(&format!("    {name}: {}", entry(said)));
                said.answers.iter().for_each(|one| answer(&format!("        answered {}", answered(one))));
            }
        }
    }
    page.held.shown.iter().for_each(|held| stands(page, held));
    if page.held.more > 0 {
        answer(&format!("    {} in these papers", counted(page.held.more, "more subject")));
    }
    for open in &page.undertakings {
        open.shown.iter().for_each(undertaking);
        more(open);
    }
}

fn entry(said: &Said) -> String {
    format!("{}, by {} “{}”", said.became, said.by, one_line(&said.words))
}

fn answered(one: &Answer) -> String {
    let became = if one.became.is_empty() { String::new() } else { format!(", {}", one.became) };
    format!("by {}{became} “{}”", one.by, one_line(&one.words))
}

/// What either side held on a subject, the newest last.
fn stands(page: &DialoguePage, held: &Held) {
    answer(&format!("on {}", held.subject));
    for (whose, of) in [(page.a.as_str(), &held.a), (page.b.as_str(), &held.b), ("both", &held.both)] {
        of.shown.iter().for_each(|one| answer(&format!("    {whose}, {}", stand(one))));
        more(of);
    }
}

fn stand(one: &Position) -> String {
    let date = one.date.map_or_else(|| "no date".to_owned(), |date| date.to_string());
    let became = if one.said.became.is_empty() { String::new() } else { format!("{} ", one.said.became) };
    format!("{date}: {became}“{}” ({})", one_line(&one.said.words), one.said.reference)
}

fn more<T>(of: &Cut<T>) {
    if of.more > 0 {
        answer(&format!("    {} more in these papers", of.more));
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
