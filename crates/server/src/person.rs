//! A person: for himself, for who gives clearances and for who keeps the registry; to all others there is no such page.

use crate::acting::{Leads, act_on};
use crate::answer::read;
use crate::desk::Look;
use crate::keeping::duties;
use crate::pages::{self, Here, Told};
use crate::request::{Asked, Sent, Values, day, page_number, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::{Path, State};
use axum::response::Response;
use chancery_registry::{Clearing, Refused};

pub(crate) async fn person(
    State(app): State<App>,
    Path(handle): Path<String>,
    reader: SignedIn,
    asked: Asked,
) -> Response {
    let told = Told::done(value(&asked.query, "done"));
    let show = |frame: &pages::Frame, found: &_| pages::person(frame, found, &told);
    read((app, reader, asked), Here::People, move |look| look.person_page(&handle), show).await
}

/// What a person opened, for who gives clearances.
pub(crate) async fn opened(
    State(app): State<App>,
    Path(handle): Path<String>,
    reader: SignedIn,
    asked: Asked,
) -> Response {
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

pub(crate) async fn keep(sent: Sent) -> Response {
    on_person(sent, |look, person, values| {
        look.keep_person(person, value(values, "name"), &duties(values))?;
        Ok(Leads::Back("keep"))
    })
    .await
}

/// An act of a form on a person's page. The page is asked for first: to whom there is none, there is no such act
/// either.
async fn on_person(sent: Sent, does: fn(&dyn Look, &str, &Values) -> Result<Leads, Refused>) -> Response {
    let home = |person: &str| format!("/person/{}", url::encode(person));
    let does = move |look: &dyn Look, person: &str, values: &Values| {
        look.person_page(person)?;
        does(look, person, values)
    };
    act_on(sent, (Here::People, home), does, |look, person| look.person_page(person), pages::person).await
}

fn clearing(person: &str, values: &Values) -> Result<(Vec<String>, Clearing), Refused> {
    let lines = value(values, "lines").lines().map(str::trim).filter(|line| !line.is_empty());
    let clearing = Clearing {
        person: person.to_owned(),
        from: day(values, "from")?,
        until: day(values, "until")?,
        reason: value(values, "reason").to_owned(),
        ..Clearing::default()
    };
    Ok((lines.map(str::to_owned).collect(), clearing))
}
