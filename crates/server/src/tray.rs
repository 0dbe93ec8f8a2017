//! The in-tray: one paper at a time, and the next follows at once.

use crate::acting::{act, lead};
use crate::answer::read;
use crate::desk::Look;
use crate::pages::{self, Frame, Here, Told, TrayAsked, TrayFault};
use crate::particulars::typed;
use crate::request::{Asked, Sent, Values, Wanted, page_number, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::State;
use axum::response::Response;
use chancery_registry::{Refused, Settling};

pub(crate) async fn tray(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let done = value(&asked.query, "done").to_owned();
    let show = |frame: &Frame, found: &_| pages::tray(frame, found, &TrayAsked::done(&done));
    read((app, reader, asked), Here::Tray, |look| look.tray(), show).await
}

pub(crate) async fn paper(Wanted { app, on: id, reader, asked }: Wanted) -> Response {
    let done = value(&asked.query, "done").to_owned();
    let show = |frame: &Frame, found: &_| pages::tray_paper(frame, found, &done, None);
    read((app, reader, asked), Here::Tray, move |look| look.tray_paper(&id), show).await
}

pub(crate) async fn turned_away(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let (page, told) = (page_number(&asked.query), Told::done(value(&asked.query, "done")));
    let show = |frame: &Frame, found: &_| pages::turned_away(frame, found, &told);
    read((app, reader, asked), Here::Tray, move |look| look.turned_away(page), show).await
}

pub(crate) async fn turn_away(sent: Sent) -> Response {
    let does = |look: &dyn Look, paper: &str, values: &Values| look.turn_away(paper, value(values, "reason"));
    settled(sent, ("turned-away", "turn-reason"), does).await
}

pub(crate) async fn wait_again(Sent { app, on: id, reader, asked, asking, .. }: Sent) -> Response {
    let does = move |look: &dyn Look| {
        look.wait_again(&id)?;
        Ok("/tray/turned-away?done=waits#done".to_owned())
    };
    lead((app, reader, asked, asking), does).await
}

pub(crate) async fn settle(sent: Sent) -> Response {
    let does = |look: &dyn Look, paper: &str, values: &Values| look.take_in(paper, &settling(values));
    settled(sent, ("settled", "tray-marking"), does).await
}

pub(crate) async fn duplicate(sent: Sent) -> Response {
    let does =
        |look: &dyn Look, paper: &str, values: &Values| look.settle_as_duplicate(paper, value(values, "of"));
    settled(sent, ("duplicate", "tray-marking"), does).await
}

/// What a form does not send stays as it was read.
fn settling(values: &Values) -> Settling {
    let (marking, reason) = (values.get("marking").cloned(), value(values, "reason").to_owned());
    Settling { marking, reason, particulars: typed(values) }
}

/// A settling, of a paper by what a form says; it answers the paper that waits next.
type Does = fn(&dyn Look, &str, &Values) -> Result<Option<String>, Refused>;

async fn settled(
    Sent { app, on: id, reader, asked, values, asking }: Sent,
    (how, field): (&'static str, &'static str),
    does: Does,
) -> Response {
    let (again, typed) = (id.clone(), values.clone());
    act(
        (app, reader, asked, asking),
        Here::Tray,
        move |look| Ok(after(does(look, &id, &values)?, &values, how)),
        move |look| look.tray_paper(&again),
        |frame, found, amiss| {
            let fault = TrayFault { sentence: amiss.sentence, field, typed };
            pages::tray_paper(frame, found, "", Some(&fault))
        },
    )
    .await
}

/// From the list back to the list; from a paper to the next.
fn after(next: Option<String>, values: &Values, how: &str) -> String {
    let path = match next {
        Some(next) if value(values, "list").is_empty() => format!("/tray/{}", url::encode(&next)),
        _ => "/tray".to_owned(),
    };
    format!("{}#done", url::with_query(&path, &[("done", how)]))
}
