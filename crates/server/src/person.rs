//! A person: for himself, for who gives clearances and for who keeps the registry; to all others there is no such page.

use crate::acting::{Leads, act_on, page_of};
use crate::answer::read;
use crate::desk::Look;
use crate::keeping::duties;
use crate::pages::{self, Here, Person, SessionShown};
use crate::request::{Sent, Values, Wanted, day, page_number, untrimmed, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::response::Response;
use chancery_registry::{ClearanceToGive, Refused};
use std::sync::Arc;

const NOT_TWICE: &str = "the two new passwords differ: type the new one twice";

pub(crate) async fn person(wanted: Wanted) -> Response {
    let sessions = sessions_of(&wanted.app, &wanted.reader);
    page_of(wanted, Here::People, move |look, handle| whole(look, handle, sessions), pages::person).await
}

pub(crate) fn sessions_of(app: &App, reader: &SignedIn) -> Vec<SessionShown> {
    app.sessions.of(&reader.handle, &reader.key)
}

/// A person with his sessions, which are for himself to know.
pub(crate) fn whole(look: &dyn Look, handle: &str, sessions: Vec<SessionShown>) -> Result<Person, Refused> {
    let page = look.person_page(handle)?;
    Ok(Person { sessions: page.own.then_some(sessions), page })
}

/// What a person opened, for who gives clearances.
pub(crate) async fn opened(Wanted { app, on: handle, reader, asked }: Wanted) -> Response {
    let page = page_number(&asked.query);
    read((app, reader, asked), Here::People, move |look| look.opened_of(&handle, page), pages::opened).await
}

pub(crate) async fn clear(sent: Sent) -> Response {
    on_person(sent, |look, person, values| {
        let (lines, clearing) = clearing(person, values)?;
        look.clear(&lines, clearing)?;
        Ok(Leads::Back("clear"))
    })
    .await
}

/// Gives himself another password; wherever else he is signed in, he is so no more.
pub(crate) async fn password(sent: Sent) -> Response {
    let (sessions, own) = (Arc::clone(&sent.app.sessions), sent.reader.key);
    let turn = sent.app.sign_in_turn().await;
    on_person(sent, move |look, person, values| {
        let _turn = turn;
        must_be_own(look, person)?;
        let new = untrimmed(values, "new");
        if new != untrimmed(values, "again") {
            return Err(Refused::Invalid(NOT_TWICE.into()));
        }
        look.change_password(untrimmed(values, "present"), new)?;
        sessions.end_others(person, &own);
        Ok(Leads::Back("password"))
    })
    .await
}

/// Ends his sessions elsewhere.
pub(crate) async fn sign_out_elsewhere(sent: Sent) -> Response {
    let (sessions, own) = (Arc::clone(&sent.app.sessions), sent.reader.key);
    on_person(sent, move |look, person, _| {
        must_be_own(look, person)?;
        sessions.end_others(person, &own);
        Ok(Leads::Back("elsewhere"))
    })
    .await
}

/// What is for himself alone is, to who may see his page otherwise, not there.
pub(crate) fn must_be_own(look: &dyn Look, person: &str) -> Result<(), Refused> {
    if look.who().handle == person { Ok(()) } else { Err(Refused::Absent) }
}

pub(crate) async fn keep(sent: Sent) -> Response {
    on_person(sent, |look, person, values| {
        look.keep_person(person, value(values, "name"), &duties(values))?;
        Ok(Leads::Back("keep"))
    })
    .await
}

/// An act on a person. His page is asked for first: to whom there is none, there is no such act either.
pub(crate) fn of_person(
    does: impl FnOnce(&dyn Look, &str, &Values) -> Result<Leads, Refused> + Send + 'static,
) -> impl FnOnce(&dyn Look, &str, &Values) -> Result<Leads, Refused> + Send + 'static {
    move |look: &dyn Look, person: &str, values: &Values| {
        look.person_page(person)?;
        does(look, person, values)
    }
}

/// An act of a form on a person's page.
pub(crate) async fn on_person(
    sent: Sent,
    does: impl FnOnce(&dyn Look, &str, &Values) -> Result<Leads, Refused> + Send + 'static,
) -> Response {
    let sessions = sessions_of(&sent.app, &sent.reader);
    let home = |person: &str| format!("/person/{}", url::encode(person));
    let again = move |look: &dyn Look, person: &str| whole(look, person, sessions);
    act_on(sent, (Here::People, home), of_person(does), again, pages::person).await
}

fn clearing(person: &str, values: &Values) -> Result<(Vec<String>, ClearanceToGive), Refused> {
    let lines = value(values, "lines").lines().map(str::trim).filter(|line| !line.is_empty());
    let clearing = ClearanceToGive {
        person: person.to_owned(),
        from: day(values, "from")?,
        until: day(values, "until")?,
        reason: value(values, "reason").to_owned(),
        ..ClearanceToGive::default()
    };
    Ok((lines.map(str::to_owned).collect(), clearing))
}
