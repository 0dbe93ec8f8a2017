//! Searching, the places in a paper, and the searches that a reader keeps.

use crate::acting::{act_by_form, lead};
use crate::answer::read;
use crate::desk::Look;
use crate::listed::sought;
use crate::pages::{self, Frame, Here, Told};
use crate::request::{Asked, Sent, Values, Wanted, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::State;
use axum::response::Response;
use chancery_registry::answers::SearchAsked;

pub(crate) async fn search(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let sought = sought(&asked.query);
    let told = Told::done(value(&asked.query, "done"));
    let show = |frame: &Frame, found: &_| pages::search(frame, found, &told);
    read((app, reader, asked), Here::Search, move |look| look.search(&sought), show).await
}

pub(crate) async fn hits(Wanted { app, on: name, reader, asked }: Wanted) -> Response {
    let query = value(&asked.query, "q").to_owned();
    read((app, reader, asked), Here::Register, move |look| look.hits(&name, &query), pages::hits).await
}

/// Answered by the search as it is kept; what is amiss is told where it was found.
pub(crate) async fn keep(sent: Sent<()>) -> Response {
    let does = |look: &dyn Look, (): &(), values: &Values| {
        let name = value(values, "name");
        look.save_search(name, value(values, "q"), !value(values, "standing").is_empty())?;
        Ok(format!("{}#done", url::with_query("/search", &[("saved", name), ("done", "kept")])))
    };
    let again = |look: &dyn Look, (): &(), values: &Values| {
        look.search(&SearchAsked { query: value(values, "q").to_owned(), ..SearchAsked::default() })
    };
    act_by_form(sent, Here::Search, does, again, pages::search).await
}

pub(crate) async fn forget(Sent { app, on: (), reader, asked, values, asking }: Sent<()>) -> Response {
    let does = move |look: &dyn Look| {
        look.forget_search(value(&values, "name"))?;
        Ok("/search?done=given-up#done".to_owned())
    };
    lead((app, reader, asked, asking), does).await
}
