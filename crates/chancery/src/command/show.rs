//! What a reader may know, and no more.

use chancery_registry::{Refused, View};
use serde::Serialize;

use super::print;
use crate::args::{Common, RegisterArgs};
use crate::office;
use crate::terminal::{self, answer};

/// Opens, asks, closes.
pub(super) fn asked<T>(common: &Common, ask: impl FnOnce(&View) -> Result<T, Refused>) -> anyhow::Result<T> {
    let (registry, view) = office::view(common)?;
    let answered = ask(&view)?;
    drop(view);
    registry.close();
    Ok(answered)
}

/// Asks and prints.
pub(super) fn ask<T: Serialize>(
    common: &Common,
    ask: impl FnOnce(&View) -> Result<T, Refused>,
    show: impl FnOnce(&T),
) -> anyhow::Result<()> {
    let answered = asked(common, ask)?;
    if common.json {
        return terminal::json(&answered);
    }
    show(&answered);
    Ok(())
}

/// `chancery show`.
pub fn paper(common: &Common, reference: &str) -> anyhow::Result<()> {
    ask(common, |view| view.paper(reference), print::paper)
}

/// `chancery original`.
pub fn original(common: &Common, reference: &str) -> anyhow::Result<()> {
    let original = asked(common, |view| view.original(reference))?;
    Ok(terminal::bytes(&original.bytes)?)
}

/// `chancery register`.
pub fn register(common: &Common, args: RegisterArgs) -> anyhow::Result<()> {
    let filter = args.narrowed.filter(args.page);
    ask(
        common,
        |view| view.register(&filter),
        |page| {
            page.papers.iter().for_each(|paper| answer(&print::line(paper)));
            let papers = print::counted(page.total, "paper");
            answer(&format!("{papers}, page {} of {}", page.page, page.pages.max(1)));
        },
    )
}

/// `chancery meetings`.
pub fn meetings(common: &Common, id: Option<&str>) -> anyhow::Result<()> {
    let Some(id) = id else {
        return ask(common, View::meetings, |meetings| {
            meetings.iter().for_each(|m| answer(&format!("{} {}", m.id, print::meeting_line(m))));
        });
    };
    ask(
        common,
        |view| view.meeting(id),
        |page| {
            answer(&print::meeting_line(&page.line));
            page.papers.iter().for_each(|paper| answer(&format!("  {}", print::line(paper))));
            page.read_outs.iter().for_each(|paper| answer(&format!("  read-out: {}", print::line(paper))));
            page.undertakings.iter().for_each(print::undertaking);
            if let Some((a, b)) = &page.dialogue {
                answer(&format!("dialogue: {a} and {b}"));
            }
            for one in &page.who {
                answer(&format!("who: {} — {}", one.name, one.posts.join("; ")));
            }
            for said in &page.left_open {
                answer(&format!("left open: {} ({}) [{}]", said.about, said.became, said.reference));
            }
            page.owed.iter().flatten().for_each(print::undertaking);
            for meeting in &page.before {
                answer(&format!("met before: {}", print::meeting_line(meeting)));
            }
        },
    )
}

/// `chancery people`.
pub fn people(common: &Common) -> anyhow::Result<()> {
    ask(common, View::people, |page| {
        for person in &page.people {
            let (posts, duties) = (person.posts.join("; "), person.duties.join(", "));
            let posts = if posts.is_empty() { posts } else { format!(" — {posts}") };
            let what = person.left.map_or(duties, |day| format!("left on {day}"));
            let alone = if person.without_factor { ", no second factor" } else { "" };
            answer(&format!("{:<12} {}{posts} ({what}){alone}", person.handle, person.name));
        }
        for post in page.posts.iter().filter(|p| p.principal) {
            answer(&format!("box: {:<12} {}", post.handle, post.title));
        }
        let cleared =
            if page.clearance.is_empty() { "nothing".to_owned() } else { page.clearance.join(" · ") };
        answer(&format!("you are cleared to {cleared}"));
    })
}
