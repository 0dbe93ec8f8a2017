//! Markings: read, joined, explained; and why a reader may know of a paper.

use chancery_registry::answers::{ReadersPage, WhyPage};
use jiff::Timestamp;
use jiff::civil::{Date, time};
use jiff::tz::Offset;

use crate::args::{Common, LabelCommand};
use crate::{office, terminal};

/// `chancery label`.
pub fn run(common: &Common, command: &LabelCommand) -> anyhow::Result<()> {
    match command {
        LabelCommand::Why { reader, reference, on } => why(common, reader, reference, *on),
        LabelCommand::Readers { reference, on } => readers(common, reference, *on),
        _ => todo!(),
    }
}

/// The last moment of a day.
fn end_of(day: Date) -> anyhow::Result<Timestamp> {
    Ok(Offset::UTC.to_timestamp(day.to_datetime(time(23, 59, 59, 999_999_999)))?)
}

fn why(common: &Common, reader: &str, reference: &str, on: Option<Date>) -> anyhow::Result<()> {
    let (registry, view) = office::view(common)?;
    let page = view.why_may(reader, reference, on.map(end_of).transpose()?)?;
    drop(view);
    registry.close();
    if common.json {
        return terminal::json(&page);
    }
    print_why(&page);
    Ok(())
}

fn print_why(page: &WhyPage) {
    let bore = page.bore.as_ref().map_or("nothing that can be told", |bore| bore.banner.as_str());
    let may = if page.may { "may read" } else { "may not read" };
    terminal::answer(&format!("{} {may} {}, which bears {bore}", page.name, page.paper.reference));
    for step in &page.steps {
        let enough = if step.ok { "yes" } else { "NO " };
        let since = step.since.map(|at| format!(", since {}", at.strftime("%Y-%m-%d"))).unwrap_or_default();
        terminal::answer(&format!("  {enough} asks {}; holds {}{since}", step.asked, step.held));
    }
    if let Some(given) = &page.given {
        let until = given.until.map(|until| format!(" until {until}")).unwrap_or_default();
        terminal::answer(&format!("  cleared by {}{until}: {}", given.by, given.lines.join(" · ")));
    }
}

fn readers(common: &Common, reference: &str, on: Option<Date>) -> anyhow::Result<()> {
    let (registry, view) =
        office::view(&Common { reader: Some(common.security().to_owned()), ..common.clone() })?;
    let page = view.readers_of(reference, on.map(end_of).transpose()?)?;
    drop(view);
    registry.close();
    if common.json {
        return terminal::json(&page);
    }
    print_readers(&page);
    Ok(())
}

fn print_readers(page: &ReadersPage) {
    let bore = page.bore.as_ref().map_or("was not entered", |bore| bore.banner.as_str());
    let day = page.at.strftime("%Y-%m-%d");
    terminal::answer(&format!("{} on {day}: {bore}", page.paper.reference));
    for reader in &page.could {
        let opened = reader
            .opened
            .map_or("did not open it".into(), |at| format!("opened it {}", at.strftime("%Y-%m-%d")));
        terminal::answer(&format!("  {} ({}): {opened}", reader.name, reader.handle));
    }
    terminal::note(&format!("{} could read it", page.could.len()));
}
