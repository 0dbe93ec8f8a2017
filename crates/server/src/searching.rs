//! Searching, the places in a paper, and the searches that a reader keeps.

use crate::acting::lead;
use crate::answer::read;
use crate::desk::Look;
use crate::listed::sought;
use crate::pages::{self, Here};
use crate::request::{Asked, Sent, Values, Wanted, value};
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
pub(crate) async fn keep(sent: Sent<()>) -> Response {
    done(sent, |look, values| {
        let name = value(values, "name");
        look.save_search(name, value(values, "q"), !value(values, "standing").is_empty())?;
        Ok(url::with_query("/search", &[("saved", name)]))
    })
    .await
}

pub(crate) async fn forget(sent: Sent<()>) -> Response {
    done(sent, |look, values| {
        look.forget_search(value(values, "name"))?;
        Ok("/search".to_owned())
    })
    .await
}

async fn done(
    Sent { app, on: (), reader, asked, values }: Sent<()>,
    does: impl FnOnce(&dyn Look, &Values) -> Result<String, Refused> + Send + 'static,
) -> Response {
    lead((app, reader, asked), move |look| does(look, &values)).await
}
