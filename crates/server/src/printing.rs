//! What can be read, to be kept: as PDF for print, as a bag for others' tools.

use crate::answer::answer;
use crate::chase::asked_for;
use crate::desk::Look;
use crate::reads::{attachment, filter_of};
use crate::request::{Asked, Values, Wanted, page_number, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::together::ticked;
use crate::tongue::for_print;
use axum::extract::State;
use axum::response::Response;
use chancery_registry::answers::Printed;
use chancery_registry::{PaperPrint, Refused};
use std::sync::Arc;

async fn print(
    (app, reader, asked): (App, SignedIn, Asked),
    ask: impl FnOnce(&dyn Look) -> Result<Printed, Refused> + Send + 'static,
) -> Response {
    // What is laid out may be hundreds of pictures: few are in memory at once.
    let turn = Arc::clone(&app.prints).acquire_owned().await.ok();
    let tongue = for_print();
    let ask = move |look: &dyn Look| {
        let _turn = turn;
        look.print_in(tongue);
        ask(look)
    };
    answer((&app, &reader, asked.json), ask, |_, printed| {
        attachment("application/pdf", &format!("{}.pdf", printed.name), printed.bytes)
    })
    .await
}

pub(crate) async fn paper(Wanted { app, on: name, reader, asked }: Wanted) -> Response {
    let wanted = paper_print(&asked.query);
    print((app, reader, asked), move |look| look.print_paper(&name, wanted?)).await
}

/// How a form wants a paper printed.
fn paper_print(query: &Values) -> Result<PaperPrint, Refused> {
    let number = |name: &str| match value(query, name) {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| Refused::Invalid("write copies as numbers".into())),
    };
    let is = |name: &str| value(query, name) == "yes";
    let (copy, of) = (number("copy")?, number("of")?);
    let copy = copy.map(|copy| (copy, of.unwrap_or(copy)));
    Ok(PaperPrint { copy, cover_sheet: is("sheet"), pictures: is("pictures") })
}

pub(crate) async fn box_list(Wanted { app, on: principal, reader, asked }: Wanted) -> Response {
    print((app, reader, asked), move |look| look.print_box(&principal)).await
}

pub(crate) async fn undertakings(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let wanted = asked_for(&asked.query);
    print((app, reader, asked), move |look| look.print_undertakings(&wanted)).await
}

pub(crate) async fn register(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let filter = filter_of(&asked.query);
    print((app, reader, asked), move |look| look.print_register(&filter)).await
}

pub(crate) async fn together(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let papers = ticked(&asked.query);
    print((app, reader, asked), move |look| look.print_together(&papers)).await
}

/// The bytes of several papers may be much: a bag is made in the same turns as print.
pub(crate) async fn bag(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let papers = ticked(&asked.query);
    let turn = Arc::clone(&app.prints).acquire_owned().await.ok();
    let ask = move |look: &dyn Look| {
        let _turn = turn;
        look.bag(&papers)
    };
    answer((&app, &reader, asked.json), ask, |_, (bagged, bytes)| {
        attachment("application/zip", &format!("{}.zip", bagged.name), bytes)
    })
    .await
}

pub(crate) async fn brief(Wanted { app, on: meeting, reader, asked }: Wanted) -> Response {
    print((app, reader, asked), move |look| look.print_brief(&meeting)).await
}

pub(crate) async fn dialogue(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let (a, b) = (value(&asked.query, "a").to_owned(), value(&asked.query, "b").to_owned());
    let page = page_number(&asked.query);
    print((app, reader, asked), move |look| look.print_dialogue(&a, &b, page)).await
}

pub(crate) async fn draft(Wanted { app, on: id, reader, asked }: Wanted) -> Response {
    print((app, reader, asked), move |look| look.print_draft(&id)).await
}
