//! Markings: one looked up beside another, what waits to be changed, and the acts that change one.

use crate::acts::do_on_paper;
use crate::answer::read;
use crate::desk::Look;
use crate::pages::{self, Act, Here, Markings};
use crate::request::{Asked, Sent, Values, day, value};
use crate::sessions::SignedIn;
use crate::state::App;
use axum::extract::State;
use axum::response::Response;
use chancery_registry::{Refused, Relabelling};

/// The field in which the address of a proposal is handed on.
const PROPOSAL: &str = "proposal";

pub(crate) async fn markings(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let typed = value(&asked.query, "marking").to_owned();
    let beside = value(&asked.query, "beside").to_owned();
    let ask = move |look: &dyn Look| {
        let marking = look.marking_page(&typed, &beside)?;
        Ok(Markings { marking, proposals: look.relabellings()? })
    };
    read((app, reader, asked), Here::Markings, ask, pages::markings).await
}

pub(crate) async fn relabel(sent: Sent) -> Response {
    do_on_paper(sent, Act::Relabel, |look, paper, values| {
        look.relabel(paper, &relabelling(values)?).map(|_| ())
    })
    .await
}

pub(crate) fn relabelling(values: &Values) -> Result<Relabelling, Refused> {
    let text = |name: &str| value(values, name).to_owned();
    Ok(Relabelling {
        marking: text("marking"),
        reason: text("reason"),
        authority: text("authority"),
        on: day(values, "on")?,
        event: Some(text("event")).filter(|event| !event.is_empty()),
    })
}

/// The form stands on the paper's page, which it names.
pub(crate) async fn approve(sent: Sent) -> Response {
    do_on_paper(on_its_paper(sent), Act::Approve, |look, _, values| {
        look.approve_relabelling(value(values, PROPOSAL))
    })
    .await
}

pub(crate) async fn refuse(sent: Sent) -> Response {
    do_on_paper(on_its_paper(sent), Act::Refuse, |look, _, values| {
        look.refuse_relabelling(value(values, PROPOSAL), value(values, "reason"))
    })
    .await
}

fn on_its_paper(mut sent: Sent) -> Sent {
    let proposal = std::mem::replace(&mut sent.on, value(&sent.values, "paper").to_owned());
    sent.values.insert(PROPOSAL.to_owned(), proposal);
    sent
}
