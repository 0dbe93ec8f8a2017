//! A person and his clearances, for himself and for who gives them; to all others there is no such page.

use crate::answer::{frame, no_reader, page, read, refusal_of, refused_to, see_other};
use crate::desk::Look;
use crate::pages::{self, Here, PersonAsked};
use crate::request::{Asked, Sent, Values, day, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::{Path, State};
use axum::response::Response;
use chancery_registry::answers::PersonPage;
use chancery_registry::{Clearing, Refused};

pub(crate) async fn person(
    State(app): State<App>,
    Path(handle): Path<String>,
    reader: SignedIn,
    asked: Asked,
) -> Response {
    let done = PersonAsked { given: value(&asked.query, "done") == "clear", ..PersonAsked::default() };
    let show = |frame: &pages::Frame, found: &_| pages::person(frame, found, &done);
    read((app, reader, asked), Here::People, move |look| look.person_page(&handle), show).await
}

/// How the giving went: it was done, or it was refused, with the person to show the refusal on.
enum Went {
    Done,
    Faulty(Refused, Box<PersonPage>),
}

pub(crate) async fn clear(Sent { app, on: handle, reader, asked, values }: Sent) -> Response {
    let (person, typed) = (handle.clone(), values.clone());
    match app.look(&reader, move |look| went(look, &person, &typed)).await {
        Ok((_, Ok(Went::Done))) => see_other(&format!("/person/{}?done=clear#done", url::encode(&handle))),
        Ok((who, Ok(Went::Faulty(refused, found)))) if !asked.json => {
            let (status, refusal) = refusal_of(refused);
            let asked = PersonAsked { given: false, fault: Some((refusal.sentence, values)) };
            page(status, pages::person(&frame(&who, &reader, Here::People), &found, &asked))
        }
        Ok((who, Ok(Went::Faulty(refused, _)) | Err(refused))) => {
            refused_to(&who, &reader, refused, asked.json)
        }
        Err(refused) => no_reader(&app, &reader, refused, asked.json),
    }
}

/// The page is asked for first: to whom there is none, there is no such act either.
fn went(look: &dyn Look, person: &str, values: &Values) -> Result<Went, Refused> {
    let found = look.person_page(person)?;
    match clearing(person, values).and_then(|(lines, clearing)| look.clear(&lines, clearing)) {
        Ok(()) => Ok(Went::Done),
        Err(refused @ (Refused::Invalid(_) | Refused::Conflict(_))) => {
            Ok(Went::Faulty(refused, Box::new(found)))
        }
        Err(refused) => Err(refused),
    }
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
