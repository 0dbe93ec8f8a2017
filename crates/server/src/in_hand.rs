//! Papers in hand: when they come up again, to whom they were copied.

use crate::acts::do_on_paper;
use crate::answer::read;
use crate::desk::Look;
use crate::listed;
use crate::pages::{self, Act, Here};
use crate::request::{Asked, Sent, Values, day, value};
use crate::sessions::SignedIn;
use crate::state::App;
use axum::extract::State;
use axum::response::Response;
use chancery_registry::{BringingUp, CopyPurpose, Copying, Refused};

pub(crate) async fn bring_ups(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let wanted = listed::in_hand(&asked.query);
    read((app, reader, asked), Here::Today, move |look| look.bring_ups(wanted), pages::bring_ups).await
}

pub(crate) async fn copies(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let wanted = listed::in_hand(&asked.query);
    read((app, reader, asked), Here::Today, move |look| look.copies(wanted), pages::copies).await
}

pub(crate) async fn bring_up(sent: Sent) -> Response {
    do_on_paper(sent, Act::BringUp, |look, paper, values| {
        look.because(value(values, "because"));
        look.bring_up(paper, &bringing_up(values)?)
    })
    .await
}

/// When a form wants a paper to come up.
pub(crate) fn bringing_up(values: &Values) -> Result<BringingUp, Refused> {
    let on =
        day(values, "on")?.ok_or_else(|| Refused::Invalid("say on which day it is to come up".into()))?;
    let text = |name: &str| value(values, name).to_owned();
    Ok(BringingUp { before: text("before"), on, reason: text("reason") })
}

pub(crate) async fn put_away(sent: Sent) -> Response {
    do_on_paper(sent, Act::PutAway, |look, paper, values| look.put_away(paper, value(values, "key"))).await
}

pub(crate) async fn copy(sent: Sent) -> Response {
    do_on_paper(sent, Act::Copy, |look, paper, values| {
        look.because(value(values, "because"));
        look.copy(paper, &copying(values)?)
    })
    .await
}

/// To whom a form copies a paper; several are told apart by semicolons.
pub(crate) fn copying(values: &Values) -> Result<Copying, Refused> {
    let purpose = CopyPurpose::from_word(value(values, "purpose"))
        .ok_or_else(|| Refused::Invalid("a paper is copied for action or for information".into()))?;
    let to = value(values, "to").split(';').map(|name| name.trim().to_owned()).collect();
    Ok(Copying { to, purpose, note: value(values, "note").to_owned() })
}

pub(crate) async fn answer(sent: Sent) -> Response {
    do_on_paper(sent, Act::Answer, answer_copy).await
}

fn answer_copy(look: &dyn Look, paper: &str, values: &Values) -> Result<(), Refused> {
    look.because(value(values, "because"));
    look.answer_copy(paper, value(values, "key"), value(values, "shown-by"), value(values, "words"))
}
