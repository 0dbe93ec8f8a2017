//! Striking a person off who leaves the office, with what is still with him, and taking him back.

use crate::acting::{Leads, act_on, page_of};
use crate::desk::Look;
use crate::pages::{self, Here};
use crate::person::of_person;
use crate::request::{Sent, Values, Wanted, value};
use crate::url;
use axum::response::Response;
use chancery_registry::Refused;
use std::sync::Arc;

/// What is with him, before he is struck off and after.
pub(crate) async fn leaving(wanted: Wanted) -> Response {
    page_of(wanted, Here::People, |look, person| look.leaving(person), pages::leaving).await
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

/// An act of a form on that page.
async fn on_leaving(
    sent: Sent,
    does: impl FnOnce(&dyn Look, &str, &Values) -> Result<Leads, Refused> + Send + 'static,
) -> Response {
    let home = |person: &str| format!("/person/{}/leaving", url::encode(person));
    let again = |look: &dyn Look, person: &str| look.leaving(person);
    act_on(sent, (Here::People, home), of_person(does), again, pages::leaving).await
}
