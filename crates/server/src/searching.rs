//! Searching, the places in a paper, and the searches that a reader keeps.

use crate::acting::lead;
use crate::answer::read;
use crate::desk::Look;
use crate::listed::sought;
use crate::pages::{self, Here};
use crate::request::{Asked, SignedForm, Values, Wanted, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::State;
use axum::response::Response;
use chancery_registry::Refused;

pub(crate) async fn search(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let sought = sought(&asked.query);
    read((app, reader, asked), Here::Search, move |look| look.search(&sought), pages::search).await
}

pub(crate) async fn hits(Wanted { app, on: name, reader, asked }: Wanted) -> Response {
    let query = value(&asked.query, "q").to_owned();
    read((app, reader, asked), Here::Register, move |look| look.hits(&name, &query), pages::hits).await
}

/// Answered by the search as it is kept.
pub(crate) async fn keep(
    State(app): State<App>,
    reader: SignedIn,
    asked: Asked,
    SignedForm(values): SignedForm,
) -> Response {
    let name = value(&values, "name").to_owned();
    let then = url::with_query("/search", &[("saved", &name)]);
    let standing = !value(&values, "standing").is_empty();
    done((app, reader, asked), values, &then, move |look, values| {
        look.save_search(&name, value(values, "q"), standing)
    })
    .await
}

pub(crate) async fn forget(
    State(app): State<App>,
    reader: SignedIn,
    asked: Asked,
    SignedForm(values): SignedForm,
) -> Response {
    done((app, reader, asked), values, "/search", |look, values| look.forget_search(value(values, "name")))
        .await
}

async fn done(
    (app, reader, asked): (App, SignedIn, Asked),
    values: Values,
    then: &str,
    does: impl FnOnce(&dyn Look, &Values) -> Result<(), Refused> + Send + 'static,
) -> Response {
    let then = then.to_owned();
    lead((app, reader, asked), move |look| does(look, &values).map(|()| then)).await
}
