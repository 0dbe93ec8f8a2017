//! Markings: read, joined, explained; and why a reader may know of a paper.

mod export;

use chancery_label::{Breach, Day, Explained, Label, Marking, Policies, PolicyId, Role, Warning};
use chancery_registry::answers::{ReadersPage, WhyPage};
use chancery_registry::{Registry, View, Zone};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use serde::Serialize;

use crate::args::{Common, LabelCommand, MarkingArgs};
use crate::exit::Usage;
use crate::{office, terminal};

/// `chancery label`.
pub fn run(common: &Common, command: &LabelCommand) -> anyhow::Result<()> {
    match command {
        LabelCommand::Why { person, reference, on } => why(common, person, reference, *on),
        LabelCommand::Readers { reference, on } => readers(common, reference, *on),
        LabelCommand::Equivalent { marking, into } => equivalent(common, marking, into),
        LabelCommand::Between { first, second, policies } => between(common, first, second, policies),
        LabelCommand::Export { marking, form } => export::label(marking, *form),
        LabelCommand::Spif { policy } => export::spif(policy),
        LabelCommand::Parse(asked) => parse(common, asked),
        LabelCommand::Explain(asked) => explain(common, asked),
        LabelCommand::Join { markings, policies, on } => join(common, markings, policies, *on),
        LabelCommand::Covers { own, enclosed, policies } => covers(common, own, enclosed, policies),
    }
}

/// One reading of a marking: under one policy, or under several together.
#[derive(Serialize)]
struct Reading {
    policies: Vec<String>,
    label: Option<Label>,
    covers: Option<Label>,
    banner: String,
    portion: Option<String>,
    warnings: Vec<Warning>,
    breaches: Vec<Breach>,
    explained: Explained,
}

/// Every policy asked for that reads the whole marking alone; failing these, all of them together.
fn readings(asked: &MarkingArgs) -> anyhow::Result<Vec<Reading>> {
    let policies = Policies::compiled();
    let typed = asked.marking.join(" ");
    let order = order(&policies, &asked.policies)?;
    let day = label_day(asked.on)?;
    let alone =
        order.iter().filter_map(|id| policies.parse_dated(std::slice::from_ref(id), &typed, day).ok());
    let mut found: Vec<Marking> = alone.collect();
    if found.is_empty() {
        found.push(read(&policies, &order, &typed, day)?);
    }
    Ok(found.into_iter().map(|marking| reading(&policies, marking)).collect())
}

fn reading(policies: &Policies, marking: Marking) -> Reading {
    let Marking { own, covers, warnings, .. } = marking;
    let shown = own.clone().or_else(|| covers.clone()).unwrap_or_default();
    let printed = policies.print(&shown);
    Reading {
        policies: shown.components().map(|(id, _)| id.to_string()).collect(),
        breaches: policies.valid(&shown),
        explained: policies.explain(&shown),
        banner: match (&own, &covers) {
            (Some(own), Some(covered)) => policies.covering_banner(own, &own.join(covered)),
            (None, Some(covered)) => policies.covering_banner(&Label::public(), covered),
            _ => printed.banner,
        },
        portion: printed.portion,
        label: own,
        covers,
        warnings,
    }
}

/// The policies named, or all of them.
pub(super) fn order(policies: &Policies, named: &[String]) -> anyhow::Result<Vec<PolicyId>> {
    let known = |name: &String| {
        let id = PolicyId::new(name.as_str());
        policies.get(&id).map(|_| id).ok_or_else(|| {
            let all = policies.ids().map(PolicyId::as_str).collect::<Vec<_>>().join(", ");
            Usage(format!("no policy is named {name}: there are {all}")).into()
        })
    };
    match named {
        [] => Ok(policies.ids().cloned().collect()),
        named => named.iter().map(known).collect(),
    }
}

pub(super) fn label_day(day: Option<Date>) -> anyhow::Result<Option<Day>> {
    let of = |day: Date| {
        let parts = (day.year().try_into(), day.month().try_into(), day.day().try_into());
        let (Ok(year), Ok(month), Ok(day)) = parts else { return None };
        Day::new(year, month, day)
    };
    day.map(|day| of(day).ok_or_else(|| Usage(format!("{day} is not a day of any paper")).into())).transpose()
}

/// Reads a marking, or says where it cannot be read, under the very letters.
pub(super) fn read(
    policies: &Policies,
    order: &[PolicyId],
    typed: &str,
    day: Option<Day>,
) -> anyhow::Result<Marking> {
    let portion = |_| policies.parse_portion_dated(order, typed, day).map_err(|_| ());
    let read = policies.parse_dated(order, typed, day);
    read.or_else(|fault| portion(()).map_err(|()| fault)).map_err(|fault| {
        let before = typed.get(..fault.at.start).unwrap_or_default().chars().count();
        let under = "^".repeat(fault.found.chars().count().max(1));
        Usage(format!("{fault}\n    {typed}\n    {:before$}{under}", "")).into()
    })
}

fn parse(common: &Common, asked: &MarkingArgs) -> anyhow::Result<()> {
    let readings = readings(asked)?;
    if common.json {
        return terminal::json(&readings);
    }
    for reading in &readings {
        terminal::answer(&format!("{}: {}", reading.policies.join(" + "), reading.banner));
        reading.portion.iter().for_each(|portion| terminal::answer(&format!("  portion  {portion}")));
        let label = reading.label.iter().map(|label| ("label", label));
        for (name, label) in label.chain(reading.covers.iter().map(|label| ("covers", label))) {
            terminal::answer(&format!("  {name:8} {}", label.canonical()));
        }
        reading.warnings.iter().for_each(|warning| terminal::answer(&format!("  note     {warning}")));
    }
    Ok(())
}

fn explain(common: &Common, asked: &MarkingArgs) -> anyhow::Result<()> {
    let readings = readings(asked)?;
    if common.json {
        return terminal::json(&readings);
    }
    for reading in &readings {
        terminal::answer(&format!("{}: {}", reading.policies.join(" + "), reading.banner));
        reading.explained.to_string().lines().for_each(|line| terminal::answer(&format!("  {line}")));
        reading.warnings.iter().for_each(|warning| terminal::answer(&format!("  note: {warning}")));
    }
    Ok(())
}

fn join(common: &Common, markings: &[String], named: &[String], on: Option<Date>) -> anyhow::Result<()> {
    let policies = Policies::compiled();
    let (order, day) = (order(&policies, named)?, label_day(on)?);
    let mut joined = Label::public();
    for typed in markings {
        let marking = read(&policies, &order, typed, day)?;
        joined = [marking.own, marking.covers].into_iter().flatten().fold(joined, |all, one| all.join(&one));
    }
    tell(common, &policies, &joined, &policies.print(&joined).banner)
}

fn covers(common: &Common, own: &str, enclosed: &[String], named: &[String]) -> anyhow::Result<()> {
    let policies = Policies::compiled();
    let order = order(&policies, named)?;
    let label = |typed: &String| -> anyhow::Result<Label> {
        Ok(read(&policies, &order, typed, None)?.own.unwrap_or_default())
    };
    let own = label(&own.to_owned())?;
    let enclosed = enclosed.iter().map(label).collect::<anyhow::Result<Vec<_>>>()?;
    let effective = chancery_label::covering(&own, &enclosed);
    tell(common, &policies, &effective, &policies.covering_banner(&own, &effective))?;
    if let Some(note) = policies.detached_note(&own, &effective).filter(|_| !common.json) {
        terminal::answer(&format!("  {note}"));
    }
    Ok(())
}

fn equivalent(common: &Common, asked: &MarkingArgs, into: &str) -> anyhow::Result<()> {
    let policies = Policies::compiled();
    let target = order(&policies, &[into.to_owned()])?.remove(0);
    let typed = asked.marking.join(" ");
    let from = read(&policies, &order(&policies, &asked.policies)?, &typed, label_day(asked.on)?)?;
    let day = label_day(Some(asked.on.unwrap_or_else(|| Offset::UTC.to_datetime(Timestamp::now()).date())))?;
    let day = day.ok_or_else(|| Usage("that is not a day of any paper".into()))?;
    let found = policies.equivalent(&from.own.unwrap_or_default(), &target, day);
    let found = found.map_err(|e| Usage(e.to_string()))?;
    if common.json {
        return terminal::json(&found);
    }
    let up = if found.upwards { ", the next one up" } else { "" };
    terminal::answer(&format!(
        "{} {}: {}{up}",
        found.from,
        found.original,
        policies.print(&found.label).banner
    ));
    terminal::answer(&format!("  {} ({}) [{}]", found.table, found.version, found.cite));
    Ok(())
}

fn between(common: &Common, first: &str, second: &str, named: &[String]) -> anyhow::Result<()> {
    let policies = Policies::compiled();
    let order = order(&policies, named)?;
    let label = |typed: &str| -> anyhow::Result<Label> {
        Ok(read(&policies, &order, typed, None)?.own.unwrap_or_default())
    };
    let lattice = policies.between(&label(first)?, &label(second)?);
    if common.json {
        return terminal::json(&lattice);
    }
    terminal::answer(&lattice.relation.to_string());
    for node in lattice.nodes.iter().rev() {
        let banner = policies.print(&node.label).banner;
        terminal::answer(&format!("  {}{banner}{}", "  ".repeat(node.height), named_role(node.role)));
    }
    Ok(())
}

fn named_role(role: Role) -> &'static str {
    match role {
        Role::Both => "  (both)",
        Role::First => "  (the first)",
        Role::Second => "  (the second)",
        Role::Join => "  (what both together bear)",
        Role::Meet => "  (what both have in common)",
        Role::Between => "",
    }
}

/// A label that was worked out: its print, its structure, and what of it does not go together.
fn tell(common: &Common, policies: &Policies, label: &Label, banner: &str) -> anyhow::Result<()> {
    let breaches = policies.valid(label);
    if common.json {
        return terminal::json(
            &serde_json::json!({ "banner": banner, "label": label, "breaches": breaches }),
        );
    }
    terminal::answer(banner);
    terminal::answer(&format!("  label    {}", label.canonical()));
    breaches.iter().for_each(|breach| {
        terminal::answer(&format!(
            "  breach   {}: {} [{}]",
            breach.policy,
            breach.means,
            breach.cite.as_deref().unwrap_or("no source")
        ));
    });
    Ok(())
}

fn why(common: &Common, reader: &str, reference: &str, on: Option<Date>) -> anyhow::Result<()> {
    let (registry, view) = officer(common)?;
    let page = view.why_may(reader, reference, on)?;
    drop(view);
    registry.close();
    if common.json {
        return terminal::json(&page);
    }
    print_why(&page, &office::zone(common)?);
    Ok(())
}

/// The view of who gives clearances, where nobody else is named.
fn officer(common: &Common) -> anyhow::Result<(Registry, View)> {
    office::view(&Common { reader: Some(common.security().to_owned()), ..common.clone() })
}

fn print_why(page: &WhyPage, zone: &Zone) {
    let bore = page.bore.as_ref().map_or("nothing that can be told", |bore| bore.banner.as_str());
    let may = if page.may { "may read" } else { "may not read" };
    terminal::answer(&format!("{} {may} {}, which bears {bore}", page.name, page.paper.reference));
    for step in &page.steps {
        let enough = if step.ok { "yes" } else { "NO " };
        let since = step.since.map(|at| format!(", since {}", zone.day(at))).unwrap_or_default();
        terminal::answer(&format!("  {enough} asks {}; holds {}{since}", step.asked, step.held));
    }
    if let Some(given) = &page.given {
        let until = given.until.map(|until| format!(" until {until}")).unwrap_or_default();
        terminal::answer(&format!("  cleared by {}{until}: {}", given.by, given.lines.join(" · ")));
    }
}

fn readers(common: &Common, reference: &str, on: Option<Date>) -> anyhow::Result<()> {
    let (registry, view) = officer(common)?;
    let page = view.readers_of(reference, on)?;
    drop(view);
    registry.close();
    if common.json {
        return terminal::json(&page);
    }
    print_readers(&page, &office::zone(common)?);
    Ok(())
}

fn print_readers(page: &ReadersPage, zone: &Zone) {
    let bore = page.bore.as_ref().map_or("was not entered", |bore| bore.banner.as_str());
    let day = zone.day(page.at);
    terminal::answer(&format!("{} on {day}: {bore}", page.paper.reference));
    for reader in &page.could {
        let opened =
            reader.opened.map_or("did not open it".into(), |at| format!("opened it {}", zone.day(at)));
        terminal::answer(&format!("  {} ({}): {opened}", reader.name, reader.handle));
    }
    terminal::note(&format!("{} could read it", page.could.len()));
}
