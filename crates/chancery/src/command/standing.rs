//! Circles, changed markings and sittings.

use chancery_registry::answers::{CircleShown, RelabelAt, StayShown};
use chancery_registry::{Refused, Relabelling, Together, View, Zone};

use super::acts::act;
use super::in_hand;
use crate::args::{CircleCommand, Common, RelabelCommand};
use crate::{office, terminal};

/// `chancery circle`.
pub fn circle(common: &Common, command: &CircleCommand) -> anyhow::Result<()> {
    match command {
        CircleCommand::List => circles(common),
        CircleCommand::Make { name, purpose } => {
            answered(common, "circle", |view| view.make_circle(&name.join(" "), purpose))
        }
        CircleCommand::Take { circle, person } => {
            act(common, "taken in", |view| view.join_circle(circle, person))
        }
        CircleCommand::PutOut { circle, person } => {
            act(common, "put out", |view| view.leave_circle(circle, person))
        }
        CircleCommand::Leave { circle } => {
            act(common, "left", |view| view.leave_circle(circle, common.reader()))
        }
        CircleCommand::Close { circle } => act(common, "closed", |view| view.close_circle(circle)),
    }
}

fn circles(common: &Common) -> anyhow::Result<()> {
    let (registry, view) = office::view(common)?;
    let page = view.circles()?;
    drop(view);
    registry.close();
    if common.json {
        return terminal::json(&page);
    }
    let zone = office::zone(common)?;
    page.circles.iter().for_each(|circle| print_circle(circle, &zone));
    let many = if page.circles.len() == 1 { "circle" } else { "circles" };
    terminal::note(&format!("{} {many}", page.circles.len()));
    Ok(())
}

fn print_circle(circle: &CircleShown, zone: &Zone) {
    let closed = if circle.closed.is_some() { " (closed)" } else { "" };
    let purpose = if circle.purpose.is_empty() { String::new() } else { format!(" — {}", circle.purpose) };
    terminal::answer(&format!("CIRCLE {}{closed}{purpose}", circle.tag));
    circle.stays.iter().for_each(|stay| print_stay(stay, zone));
}

fn print_stay(stay: &StayShown, zone: &Zone) {
    let until = stay.until.map(|until| format!(" until {}", zone.day(until))).unwrap_or_default();
    terminal::answer(&format!(
        "  {}, since {}{until}, taken in by {}",
        stay.name,
        zone.day(stay.since),
        stay.by
    ));
}

/// `chancery relabel`.
pub fn relabel(common: &Common, command: RelabelCommand) -> anyhow::Result<()> {
    match command {
        RelabelCommand::List => waiting(common),
        RelabelCommand::Propose { reference, marking, reason, authority, on, event, also } => {
            let wanted = Relabelling { marking: marking.join(" "), reason, authority, on, event };
            if !also.is_empty() {
                let papers = in_hand::named(reference, also);
                return in_hand::together(common, &papers, "", &Together::Relabel(wanted));
            }
            answered(common, "proposal", |view| view.relabel(&reference, &wanted))
        }
        RelabelCommand::Approve { proposal } => {
            act(common, "approved", |view| view.approve_relabelling(&proposal))
        }
        RelabelCommand::Refuse { proposal, reason } => {
            act(common, "refused", |view| view.refuse_relabelling(&proposal, &reason))
        }
    }
}

fn waiting(common: &Common) -> anyhow::Result<()> {
    let (registry, view) = office::view(common)?;
    let page = view.relabellings()?;
    drop(view);
    registry.close();
    if common.json {
        return terminal::json(&page);
    }
    page.waiting.iter().for_each(print_waiting);
    terminal::note(&format!("{} waiting", page.waiting.len()));
    Ok(())
}

fn print_waiting(at: &RelabelAt) {
    let RelabelAt { paper, relabel } = at;
    let when = match (relabel.on, &relabel.event) {
        (Some(day), _) if !relabel.due => format!(", not before {day}"),
        (_, Some(event)) => format!(", upon: {event}"),
        _ => String::new(),
    };
    terminal::answer(&format!(
        "{} {}: {} to {}{when}",
        relabel.id, paper.reference, relabel.from.banner, relabel.to.banner
    ));
    terminal::answer(&format!("    {} ({}); proposed by {}", relabel.reason, relabel.authority, relabel.by));
}

/// `chancery sitting`.
pub fn sitting(common: &Common, end: bool) -> anyhow::Result<()> {
    if end {
        return act(common, "the sitting is ended", View::end_sitting);
    }
    let (registry, view) = office::view(common)?;
    let opened = view.sitting()?;
    drop(view);
    registry.close();
    if common.json {
        return terminal::json(&opened);
    }
    let words = opened.map_or("nothing was opened in this sitting".into(), |opened| {
        format!("opened in this sitting: {}", opened.banner)
    });
    terminal::answer(&words);
    Ok(())
}

/// Opens, acts, prints what came of it under its name, closes.
fn answered(
    common: &Common,
    name: &str,
    act: impl FnOnce(&View) -> Result<String, Refused>,
) -> anyhow::Result<()> {
    let (registry, view) = office::view(common)?;
    let answer = act(&view)?;
    drop(view);
    registry.close();
    if common.json {
        return terminal::json(&serde_json::json!({ name: answer }));
    }
    terminal::answer(&answer);
    Ok(())
}
