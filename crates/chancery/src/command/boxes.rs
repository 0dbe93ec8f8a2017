//! Boxes.

use chancery_registry::answers::BoxPage;
use chancery_registry::{Deciding, Mark, MarkGiven, Ordered, Zone};

use super::{acts, print, show};
use crate::args::{BoxArgs, BoxCommand, Common, MarkArgs, OrderArgs};
use crate::exit::Usage;
use crate::office;
use crate::terminal::answer;

/// `chancery box`.
pub fn run(common: &Common, args: &BoxArgs) -> anyhow::Result<()> {
    let principal = args.principal.as_str();
    match &args.command {
        None => {
            let zone = office::zone(common)?;
            show::ask(common, |view| view.box_of(principal), |shown| page(shown, &zone))
        }
        Some(BoxCommand::Order { reference, place }) => {
            acts::act(common, "ordered", |view| view.order_in_box(principal, reference, *place))
        }
        Some(BoxCommand::TakeOut { reference }) => {
            acts::act(common, "taken out", |view| view.take_out(principal, reference))
        }
        Some(BoxCommand::Close { at }) => {
            acts::act(common, "the hour is set", |view| view.close_box(principal, *at))
        }
        Some(BoxCommand::Mark(args)) => mark(common, principal, args),
    }
}

fn mark(common: &Common, principal: &str, args: &MarkArgs) -> anyhow::Result<()> {
    let ordered = args.ordered.iter().map(|typed| ordered(typed)).collect::<anyhow::Result<Vec<_>>>()?;
    let decided = args.decided.iter().map(|typed| decided(typed)).collect::<anyhow::Result<Vec<_>>>()?;
    let (mark, words) = (args.mark, args.words.clone());
    let given = MarkGiven { mark, words, decided, ordered, once: String::new(), again: args.again };
    acts::act(common, "marked", |view| {
        view.because(&args.because);
        view.mark(principal, &args.reference, &given)
    })
}

/// "2=not-agree".
fn decided(typed: &str) -> anyhow::Result<Deciding> {
    let parts =
        typed.split_once('=').and_then(|(number, mark)| Some((number.parse().ok()?, Mark::from_word(mark)?)));
    let (number, mark) = parts.ok_or_else(|| {
        Usage(format!("`{typed}` decides nothing: write it as 2=agree, 2=not-agree or 2=discuss"))
    })?;
    Ok(Deciding { number, recommendation: None, mark })
}

/// "WHO | WHAT | DAY".
pub(super) fn ordered(typed: &str) -> anyhow::Result<Ordered> {
    let mut parts = typed.split('|').map(str::trim);
    let (owner, what) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let due = match parts.next().filter(|day| !day.is_empty()) {
        Some(day) => {
            Some(day.parse().map_err(|_| Usage(format!("`{day}` is no day: write it as 1982-11-01")))?)
        }
        None => None,
    };
    Ok(Ordered { owner: owner.to_owned(), what: what.to_owned(), due })
}

/// `chancery order`.
pub fn order(common: &Common, args: &OrderArgs) -> anyhow::Result<()> {
    let ordered = Ordered { owner: args.owner.clone(), what: args.what.clone(), due: args.due };
    acts::act(common, "ordered", |view| {
        view.because(&args.because);
        view.order(&args.reference, &ordered, &args.words)
    })
}

fn page(page: &BoxPage, zone: &Zone) {
    let holder = page.principal.holder.as_deref().unwrap_or("nobody");
    answer(&format!("The box of the {} ({holder})", page.principal.title));
    if let Some(closes) = &page.closes {
        let closes_at = zone.told(closes.at).strftime("%Y-%m-%d %H:%M %Z");
        let word = if closes.closed { "closed" } else { "closes" };
        answer(&format!("{word} {closes_at}, {}", closes.left));
    }
    for section in &page.sections {
        answer(section.purpose);
        section.items.iter().for_each(print::box_item);
    }
    match page.papers {
        0 => answer("The box is empty."),
        n => answer(&format!(
            "{}, {}, about {}",
            print::counted(n, "paper"),
            print::counted(page.pages, "page"),
            print::counted(page.reading_minutes, "minute")
        )),
    }
    if !page.returned.is_empty() {
        answer("Returned");
        page.returned.iter().for_each(print::returned);
    }
}
