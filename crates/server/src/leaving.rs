//! Striking a person off who leaves the office, with what is still with him, and taking him back.

use crate::acting::{Leads, act_on};
use crate::answer::read;
use crate::desk::Look;
use crate::pages::{self, Here, Told};
use crate::request::{Asked, Sent, Values, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::{Path, State};
use axum::response::Response;
use chancery_registry::Refused;
use std::sync::Arc;

/// What is with him, before he is struck off and after.
pub(crate) async fn leaving(
    State(app): State<App>,
    Path(handle): Path<String>,
    reader: SignedIn,
    asked: Asked,
) -> Response {
    let told = Told::done(value(&asked.query, "done"));
    let show = |frame: &pages::Frame, found: &_| pages::leaving(frame, found, &told);
    read((app, reader, asked), Here::People, move |look| look.leaving(&handle), show).await
}

/// Strikes him off: wherever he is signed in, he is so no more.
pub(crate) async fn strike_off(sent: Sent) -> Response {
    let sessions = Arc::clone(&sent.app.sessions);
    on_leaving(sent, move |look, person, values| {
        look.strike_off(person, value(values, "reason"))?;
        sessions.end_all(person);
        Ok(Leads::Back("struck"))
    })
    .await
}

pub(crate) async fn take_back(sent: Sent) -> Response {
    on_leaving(sent, |look, person, _| {
        look.take_back(person)?;
        Ok(Leads::To(format!("/person/{}?done=back#done", url::encode(person))))
    })
    .await
}

/// An act of a form on that page. His own page is asked for first: to whom there is none, there is no such act either.
async fn on_leaving(
    sent: Sent,
    does: impl FnOnce(&dyn Look, &str, &Values) -> Result<Leads, Refused> + Send + 'static,
) -> Response {
    let home = |person: &str| format!("/person/{}/leaving", url::encode(person));
    let does = move |look: &dyn Look, person: &str, values: &Values| {
        look.person_page(person)?;
        does(look, person, values)
    };
    let again = |look: &dyn Look, person: &str| look.leaving(person);
    act_on(sent, (Here::People, home), does, again, pages::leaving).await
}
