//! An act of a form, answered by the page that it stands on: it leads on, or says what is amiss.

use crate::answer::{answer, frame, no_reader, page, read, refusal_of, refused_to, see_other};
use crate::desk::Look;
use crate::pages::{Amiss, Frame, Here, KNEW, Told};
use crate::request::{Asked, Sent, Values, Wanted, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::undoing::{Asking, Led};
use crate::url;
use axum::http::StatusCode;
use axum::response::Response;
use chancery_registry::Refused;
use chancery_registry::answers::ReaderShown;
use maud::Markup;
use serde::Serialize;

/// How an act went: it was done, or what is amiss is told on the page that it was sent from.
pub(crate) enum Went<D, T> {
    Done(D),
    Amiss(Refused, T),
}

/// What is known of an act once it was tried: who reads, and how it went, unless he is nobody or may not.
pub(crate) type Tried<D, T> = Result<(ReaderShown, Result<Went<D, T>, Refused>), Refused>;

/// Answers how an act went: with `done` of what was done, or with the page, which `show` shows, and the refusal on it.
pub(crate) fn tell<D, T>(
    (app, reader, asked, here): (&App, &SignedIn, &Asked, Here),
    tried: Tried<D, T>,
    done: impl FnOnce(&Frame, D) -> Response,
    show: impl FnOnce(&Frame, T, Amiss) -> Markup,
) -> Response {
    match tried {
        Ok((who, Ok(Went::Done(what)))) => done(&frame(&who, reader, here), what),
        Ok((who, Ok(Went::Amiss(refused, found)))) if !asked.json => {
            let below = matches!(refused, Refused::Below(_));
            let (status, refusal) = refusal_of(refused);
            let absent = status == StatusCode::NOT_FOUND;
            let status = if absent { StatusCode::UNPROCESSABLE_ENTITY } else { status };
            let amiss = Amiss { sentence: refusal.sentence, below };
            page(status, show(&frame(&who, reader, here), found, amiss))
        }
        Ok((who, Ok(Went::Amiss(refused, _)) | Err(refused))) => {
            refused_to(&who, reader, refused, asked.json)
        }
        Err(refused) => no_reader(app, reader, refused, asked.json),
    }
}

/// Does it and leads on to the address that it answers. A form that names what is not there, or was typed
/// wrongly, is shown again on its page; where that page is not there either, the refusal stands alone.
pub(crate) async fn act<T: Send + 'static>(
    (app, reader, asked, asking): (App, SignedIn, Asked, Asking),
    here: Here,
    does: impl FnOnce(&dyn Look) -> Result<String, Refused> + Send + 'static,
    again: impl FnOnce(&dyn Look) -> Result<T, Refused> + Send + 'static,
    show: impl FnOnce(&Frame, &T, Amiss) -> Markup,
) -> Response {
    let tried = app.look(&reader, move |look| match asking.done(look, does) {
        Ok(led) => Ok(Went::Done(led)),
        Err(refused @ (Refused::Invalid(_) | Refused::Conflict(_) | Refused::Below(_) | Refused::Absent)) => {
            Ok(Went::Amiss(refused, again(look)?))
        }
        Err(refused) => Err(refused),
    });
    tell(
        (&app, &reader, &asked, here),
        tried.await,
        |_, led| lead_on(&app, &reader, led),
        |frame, found, amiss| show(frame, &found, amiss),
    )
}

/// Sends on to where an act led, where it can be taken back.
pub(crate) fn lead_on(app: &App, reader: &SignedIn, Led { to, undo }: Led) -> Response {
    app.sessions.led(&reader.key, &to, undo);
    see_other(&to)
}

/// Does what stands on no page of its own, and leads on; a refusal stands alone.
pub(crate) async fn lead(
    (app, reader, asked, asking): (App, SignedIn, Asked, Asking),
    does: impl FnOnce(&dyn Look) -> Result<String, Refused> + Send + 'static,
) -> Response {
    let done = |look: &dyn Look| asking.done(look, does);
    answer((&app, &reader, asked.json), done, |_, led| lead_on(&app, &reader, led)).await
}

/// Does what a form wants and leads on to the address that it answers; the page that it stands on tells what is amiss.
pub(crate) async fn act_by_form<P: Clone + Send + 'static, T: Send + 'static>(
    Sent { app, on, reader, asked, values, asking }: Sent<P>,
    here: Here,
    does: impl FnOnce(&dyn Look, &P, &Values) -> Result<String, Refused> + Send + 'static,
    again: impl FnOnce(&dyn Look, &P, &Values) -> Result<T, Refused> + Send + 'static,
    show: impl FnOnce(&Frame, &T, &Told) -> Markup,
) -> Response {
    let (same, typed) = (on.clone(), values.clone());
    let told = Told { typed: values.clone(), ..Told::default() };
    let does = move |look: &dyn Look| {
        look.because(value(&values, "because"));
        look.knew(value(&values, KNEW));
        does(look, &on, &values)
    };
    act(
        (app, reader, asked, asking),
        here,
        does,
        move |look| again(look, &same, &typed),
        |frame, found, amiss| show(frame, found, &Told { amiss: Some(amiss), ..told }),
    )
    .await
}

/// Where an act leads once it is done.
pub(crate) enum Leads {
    /// Back to the page of what it was done on, which says so by this word.
    Back(&'static str),
    /// Elsewhere.
    To(String),
}

/// The page of the thing that its address names, which also says what an act that led back to it did.
pub(crate) async fn page_of<T: Serialize + Send + 'static>(
    Wanted { app, on, reader, asked }: Wanted,
    here: Here,
    ask: impl FnOnce(&dyn Look, &str) -> Result<T, Refused> + Send + 'static,
    show: fn(&Frame, &T, &Told) -> Markup,
) -> Response {
    let told = Told::done(value(&asked.query, "done"));
    read((app, reader, asked), here, move |look| ask(look, &on), |frame, found| show(frame, found, &told))
        .await
}

/// Does what a form wants of the thing that its address names; the thing's own page, at `home`, tells how it went.
pub(crate) async fn act_on<T: Send + 'static>(
    sent: Sent,
    (here, home): (Here, fn(&str) -> String),
    does: impl FnOnce(&dyn Look, &str, &Values) -> Result<Leads, Refused> + Send + 'static,
    again: impl FnOnce(&dyn Look, &str) -> Result<T, Refused> + Send + 'static,
    show: fn(&Frame, &T, &Told) -> Markup,
) -> Response {
    let does = move |look: &dyn Look, on: &String, values: &Values| {
        Ok(match does(look, on, values)? {
            Leads::Back(done) => format!("{}#done", url::with_query(&home(on), &[("done", done)])),
            Leads::To(address) => address,
        })
    };
    act_by_form(sent, here, does, move |look, on, _| again(look, on), show).await
}
