//! Answers: a page or JSON of what the registry said, and refusals that say no more than it did.

use crate::desk::Look;
use crate::pages::{self, Frame, Here, Refusal};
use crate::request::Asked;
use crate::sessions::{SignedIn, hex};
use crate::state::App;
use crate::url;
use axum::http::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use chancery_registry::Refused;
use chancery_registry::answers::ReaderShown;
use maud::Markup;
use serde::Serialize;
use serde_json::json;

const HTML: &str = "text/html; charset=utf-8";

/// A page.
pub(crate) fn page(status: StatusCode, page: Markup) -> Response {
    (status, [(CONTENT_TYPE, HTML)], page.into_string()).into_response()
}

/// Sends on to an address of ours by GET.
pub(crate) fn see_other(path: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, path)]).into_response()
}

/// Answers a question by a page or by JSON.
pub(crate) async fn read<T: Serialize + Send + 'static>(
    (app, reader, asked): (App, SignedIn, Asked),
    here: Here,
    ask: impl FnOnce(&dyn Look) -> Result<T, Refused> + Send + 'static,
    show: impl FnOnce(&Frame, &T) -> Markup,
) -> Response {
    answer((&app, &reader, asked.json), ask, |who, found| {
        give(&frame(who, &reader, here), found, asked.json, |frame, found| show(frame, &found))
    })
    .await
}

/// Gives what was found or made, as JSON or on a page.
pub(crate) fn give<T: Serialize>(
    frame: &Frame,
    given: T,
    json: bool,
    show: impl FnOnce(&Frame, T) -> Markup,
) -> Response {
    if json { Json(given).into_response() } else { page(StatusCode::OK, show(frame, given)) }
}

/// Gives what is asked for in a form of its own; what is refused is answered as it is everywhere.
pub(crate) async fn answer<T: Send + 'static>(
    (app, reader, json): (&App, &SignedIn, bool),
    ask: impl FnOnce(&dyn Look) -> Result<T, Refused> + Send + 'static,
    give: impl FnOnce(&ReaderShown, T) -> Response,
) -> Response {
    match app.look(reader, ask).await {
        Ok((who, Ok(found))) => give(&who, found),
        Ok((who, Err(refused))) => refused_to(&who, reader, refused, json),
        Err(refused) => no_reader(app, reader, refused, json),
    }
}

/// What every page of a reader bears.
pub(crate) fn frame<'f>(who: &'f ReaderShown, reader: &'f SignedIn, here: Here) -> Frame<'f> {
    Frame { who, form_token: &reader.form_token, here, list: "", undo: reader.undo.as_ref() }
}

/// There is no reader of that handle any more, or his view cannot be made.
pub(crate) fn no_reader(app: &App, reader: &SignedIn, refused: Refused, json: bool) -> Response {
    if matches!(refused, Refused::Absent | Refused::Duty(_)) {
        app.sessions.end(&reader.key);
        return sign_in_first(&Uri::from_static("/"), json);
    }
    let (status, refusal) = refusal_of(refused);
    with_wait(refuse(status, &refusal.sentence, json), refusal.wait_seconds)
}

/// A refusal, as its reader sees it.
pub(crate) fn refused_to(who: &ReaderShown, reader: &SignedIn, refused: Refused, json: bool) -> Response {
    let (status, refusal) = refusal_of(refused);
    let response = if json {
        problem(status, &refusal.sentence)
    } else {
        page(status, pages::refusal(&frame(who, reader, Here::Nowhere), &refusal))
    };
    with_wait(response, refusal.wait_seconds)
}

/// A refusal to somebody whose view is not at hand.
pub(crate) fn refuse(status: StatusCode, sentence: &str, json: bool) -> Response {
    if json { problem(status, sentence) } else { page(status, pages::plain_refusal(sentence)) }
}

/// The status and the words of a refusal. What a store says of its troubles is for the log alone.
pub(crate) fn refusal_of(refused: Refused) -> (StatusCode, Refusal) {
    let sentence = refused.to_string();
    let status = match refused {
        Refused::Absent => StatusCode::NOT_FOUND,
        Refused::Duty(_) => StatusCode::FORBIDDEN,
        Refused::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Refused::Conflict(_) | Refused::Below(_) => StatusCode::CONFLICT,
        Refused::Wait { seconds } => {
            return (StatusCode::TOO_MANY_REQUESTS, Refusal { sentence, wait_seconds: Some(seconds) });
        }
        other => return (StatusCode::SERVICE_UNAVAILABLE, Refusal::new(trouble(&other))),
    };
    (status, Refusal::new(sentence))
}

/// Logs a trouble with its cause under a reference, and answers a sentence that gives nothing away but that.
#[expect(clippy::disallowed_methods, reason = "a trouble is told even where there is no chance to be had")]
fn trouble(refused: &Refused) -> String {
    let mut bytes = [0_u8; 4];
    // Without chance the reference is all noughts; the trouble itself is noted either way.
    let _ = getrandom::fill(&mut bytes);
    let reference = hex(&bytes);
    let kind = match refused {
        Refused::Locked => "locked",
        Refused::Full => "full",
        Refused::Damaged(_) => "damaged",
        Refused::Projection(_) => "projection",
        Refused::Storage(_) => "storage",
        _ => "other",
    };
    tracing::error!(%reference, kind, cause = refused.flaw(), "a request could not be answered");
    format!(
        "the registry cannot answer at this moment: try again, and give its keeper the reference {reference}"
    )
}

pub(crate) fn with_wait(mut response: Response, wait_seconds: Option<u64>) -> Response {
    if let Some(seconds) = wait_seconds {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response
}

/// The answer to what is not there, for an address that anyone may ask for.
pub(crate) fn absent_to_anyone() -> Response {
    refuse(StatusCode::NOT_FOUND, &Refused::Absent.to_string(), false)
}

/// The answer to every address that is not in the list, to who is signed in.
pub(crate) async fn absent(
    axum::extract::State(app): axum::extract::State<App>,
    Extension(reader): Extension<SignedIn>,
    asked: Asked,
) -> Response {
    let nothing = |_: &dyn Look| Err::<Response, _>(Refused::Absent);
    answer((&app, &reader, asked.json), nothing, |_, nothing| nothing).await
}

/// Sends to the sign-in, from where the way leads back.
pub(crate) fn sign_in_first(uri: &Uri, json: bool) -> Response {
    if json {
        return problem(StatusCode::UNAUTHORIZED, "sign in first");
    }
    let next = uri.path_and_query().map_or("/", |path| path.as_str());
    let next = if next == "/" { "" } else { next };
    see_other(&url::with_query("/sign-in", &[("next", next)]))
}

/// A refusal as JSON, in the form of RFC 9457.
fn problem(status: StatusCode, sentence: &str) -> Response {
    let body = json!({ "status": status.as_u16(), "title": sentence });
    (status, [(CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}
