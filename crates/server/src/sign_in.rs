//! Signing in by password or by a one-time link, and out.

use crate::answer::{page, refusal_of, refuse, see_other, with_wait};
use crate::desk::Entered;
use crate::pages;
use crate::request::{Asked, OpenForm, SignedForm, Values, cookie_name, cookie_token, untrimmed, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::{Path, State};
use axum::http::header::{HeaderName, HeaderValue, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use chancery_registry::Refused;

const NOT_TOGETHER: &str = "that name and that password do not go together: try again, or ask the registry's \
                            keeper for a sign-in link";
const BEGIN_AGAIN: &str = "the code came too late, or too many were wrong: sign in again";
const NOT_TWICE: &str = "the two passwords differ: type the new one twice, or leave both empty";

/// The sign-in page.
pub(crate) async fn form(asked: Asked) -> Response {
    let next = url::local(value(&asked.query, "next"));
    page(StatusCode::OK, pages::sign_in("", next, None))
}

/// Signs in by name and password.
pub(crate) async fn by_password(
    State(app): State<App>,
    headers: HeaderMap,
    OpenForm(values): OpenForm,
) -> Response {
    let handle = value(&values, "name").to_owned();
    let password = untrimmed(&values, "password").to_owned();
    let asked = handle.clone();
    match app.ask_sign_in(move |desk| desk.sign_in(&asked, &password)).await {
        Ok(entered) => go_on(&app, &headers, entered, url::local(value(&values, "next"))),
        Err(refused) => not_signed_in(&values, &handle, refused),
    }
}

/// Whatever is amiss with a name or a password is said in one and the same sentence.
fn not_signed_in(values: &Values, handle: &str, refused: Refused) -> Response {
    let next = url::local(value(values, "next"));
    let (status, sentence, wait) = match refused {
        Refused::Absent | Refused::Invalid(_) | Refused::Duty(_) => {
            (StatusCode::UNPROCESSABLE_ENTITY, NOT_TOGETHER.to_owned(), None)
        }
        other => {
            let (status, refusal) = refusal_of(other);
            (status, refusal.sentence, refusal.wait_seconds)
        }
    };
    with_wait(page(status, pages::sign_in(handle, next, Some(&sentence))), wait)
}

/// Lets in who is in, and asks him who is half way for the code of his device.
fn go_on(app: &App, headers: &HeaderMap, entered: Entered, next: &str) -> Response {
    match entered {
        Entered::In { handle, sets_up, new_password } => {
            if new_password {
                app.sessions.end_all(&handle);
            }
            begin(app, headers, (handle, sets_up), next)
        }
        Entered::Half(half) => page(StatusCode::OK, pages::code(&half, next, None)),
    }
}

/// Signs in by the code of a device who has come half way.
pub(crate) async fn by_code(
    State(app): State<App>,
    headers: HeaderMap,
    OpenForm(values): OpenForm,
) -> Response {
    let (half, code) = (value(&values, "half").to_owned(), value(&values, "code").to_owned());
    let asked = half.clone();
    match app.ask(move |desk| desk.sign_in_by_code(&asked, &code)).await {
        Ok(entered) => go_on(&app, &headers, entered, url::local(value(&values, "next"))),
        Err(refused) => not_by_code(&values, &half, refused),
    }
}

/// A code that was wrong is asked for again; after some, or too late, all is.
fn not_by_code(values: &Values, half: &str, refused: Refused) -> Response {
    let next = url::local(value(values, "next"));
    if matches!(refused, Refused::Absent | Refused::Duty(_) | Refused::Conflict(_)) {
        return page(StatusCode::UNPROCESSABLE_ENTITY, pages::sign_in("", next, Some(BEGIN_AGAIN)));
    }
    let (status, refusal) = refusal_of(refused);
    with_wait(page(status, pages::code(half, next, Some(&refusal.sentence))), refusal.wait_seconds)
}

/// Shows whom a link is for; looking does not use it up.
pub(crate) async fn link(State(app): State<App>, Path(token): Path<String>) -> Response {
    let asked = token.clone();
    match app.ask(move |desk| desk.invited(&asked)).await {
        Ok(who) => page(StatusCode::OK, pages::enter(&who, &token, None)),
        Err(refused) => no_link(refused),
    }
}

/// Uses a link up.
pub(crate) async fn by_link(
    State(app): State<App>,
    Path(token): Path<String>,
    headers: HeaderMap,
    OpenForm(values): OpenForm,
) -> Response {
    let password = untrimmed(&values, "password").to_owned();
    if password != untrimmed(&values, "again") {
        return link_again(&app, token, NOT_TWICE.to_owned()).await;
    }
    let asked = token.clone();
    let entered = app.ask_sign_in(move |desk| {
        desk.enter(&asked, Some(password.as_str()).filter(|password| !password.is_empty()))
    });
    match entered.await {
        Ok(entered) => go_on(&app, &headers, entered, "/"),
        Err(Refused::Invalid(sentence)) => link_again(&app, token, sentence).await,
        Err(refused) => no_link(refused),
    }
}

async fn link_again(app: &App, token: String, sentence: String) -> Response {
    let asked = token.clone();
    match app.ask(move |desk| desk.invited(&asked)).await {
        Ok(who) => page(StatusCode::UNPROCESSABLE_ENTITY, pages::enter(&who, &token, Some(&sentence))),
        Err(refused) => no_link(refused),
    }
}

/// A used link and one that never was are one and the same page.
fn no_link(refused: Refused) -> Response {
    match refused {
        Refused::Absent | Refused::Invalid(_) | Refused::Duty(_) | Refused::Conflict(_) => {
            page(StatusCode::NOT_FOUND, pages::no_link())
        }
        other => {
            let (status, refusal) = refusal_of(other);
            refuse(status, &refusal.sentence, false)
        }
    }
}

/// Signs out: session and sitting end here, and the browser is asked to forget what it holds.
pub(crate) async fn out(State(app): State<App>, reader: SignedIn, SignedForm(_): SignedForm) -> Response {
    app.sessions.end(&reader.key);
    end_sitting(&app, &reader).await;
    let mut response = see_other("/sign-in");
    let headers = response.headers_mut();
    if let Ok(gone) = HeaderValue::from_str(&format!("{}; Max-Age=0", cookie(app.tls, ""))) {
        headers.insert(SET_COOKIE, gone);
    }
    // Storage is spared: it holds one thing, whether a person wants the keys. So are other cookies: there is one,
    // which says in what language he reads.
    let clear = HeaderValue::from_static("\"cache\"");
    headers.insert(HeaderName::from_static("clear-site-data"), clear);
    response
}

/// Where nothing was opened there is no sitting to end. Whatever the registry answers, he is signed out.
async fn end_sitting(app: &App, reader: &SignedIn) {
    let ended = app.look(reader, |look| match look.sitting()? {
        Some(_) => look.end_sitting(),
        None => Ok(()),
    });
    if let Err(refused) | Ok((_, Err(refused))) = ended.await {
        let cause = refused.is_trouble().then(|| refused.flaw());
        tracing::warn!(cause, "a sitting did not end with its session");
    }
}

/// Begins a session; one that the browser had before ends.
fn begin(app: &App, headers: &HeaderMap, (handle, sets_up): (String, bool), next: &str) -> Response {
    if let Some(old) = cookie_token(headers, app.tls) {
        app.sessions.end_token(old);
    }
    let Ok(token) = app.sessions.begin(handle, sets_up) else {
        let (status, refusal) = refusal_of(Refused::Storage("no chance to be had".into()));
        return refuse(status, &refusal.sentence, false);
    };
    ([(SET_COOKIE, cookie(app.tls, &token))], see_other(next)).into_response()
}

/// The cookie ends with the browser's session; Lax, so that a link in a mail finds its reader signed in.
fn cookie(tls: bool, token: &str) -> String {
    let secure = if tls { "; Secure" } else { "" };
    format!("{}={token}; Path=/; HttpOnly; SameSite=Lax{secure}", cookie_name(tls))
}
