//! Posts, and who acts in them.

use crate::acting::act;
use crate::answer::read;
use crate::desk::Look;
use crate::pages::{self, Here, Told};
use crate::request::{Asked, SignedForm, Values, day, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::{Path, State};
use axum::response::Response;
use chancery_registry::{Deputising, Refused};

pub(crate) async fn post(
    State(app): State<App>,
    Path(handle): Path<String>,
    reader: SignedIn,
    asked: Asked,
) -> Response {
    let told = Told::done(value(&asked.query, "done"));
    let show = |frame: &pages::Frame, found: &_| pages::post(frame, found, &told);
    read((app, reader, asked), Here::People, move |look| look.post_page(&handle), show).await
}

pub(crate) async fn name(
    State(app): State<App>,
    Path(handle): Path<String>,
    reader: SignedIn,
    asked: Asked,
    SignedForm(values): SignedForm,
) -> Response {
    let does = |look: &dyn Look, post: &str, values: &Values| {
        let until = day(values, "until")?;
        let until = until.ok_or_else(|| Refused::Invalid("say until which day".into()))?;
        let person = value(values, "person").to_owned();
        look.name_deputy(post, &Deputising { person, from: day(values, "from")?, until })?;
        Ok("named")
    };
    on_post((app, handle, reader, asked, values), does).await
}

pub(crate) async fn end(
    State(app): State<App>,
    Path(handle): Path<String>,
    reader: SignedIn,
    asked: Asked,
    SignedForm(values): SignedForm,
) -> Response {
    let does = |look: &dyn Look, post: &str, values: &Values| {
        look.end_deputy(post, value(values, "person"))?;
        Ok("ended")
    };
    on_post((app, handle, reader, asked, values), does).await
}

/// An act of a form on the page of a post.
async fn on_post(
    (app, handle, reader, asked, values): (App, String, SignedIn, Asked, Values),
    does: impl FnOnce(&dyn Look, &str, &Values) -> Result<&'static str, Refused> + Send + 'static,
) -> Response {
    let (again, told) = (handle.clone(), Told { typed: values.clone(), ..Told::default() });
    let does = move |look: &dyn Look| {
        let done = does(look, &handle, &values)?;
        Ok(format!("/post/{}?done={done}#done", url::encode(&handle)))
    };
    let again = move |look: &dyn Look| look.post_page(&again);
    act((app, reader, asked), Here::People, does, again, |frame, found, amiss| {
        pages::post(frame, found, &Told { amiss: Some(amiss), ..told })
    })
    .await
}
