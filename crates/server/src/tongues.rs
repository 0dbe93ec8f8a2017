//! A reader chooses the language in which pages answer him; a cookie keeps it.

use crate::answer::{absent_to_anyone, see_other};
use crate::request::{OpenForm, SignedForm, Values, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::tongue::{COOKIE_SECONDS, cookie_name};
use crate::url;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};

/// A reader chooses, on any of his pages.
pub(crate) async fn choose(
    State(app): State<App>,
    _reader: SignedIn,
    SignedForm(values): SignedForm,
) -> Response {
    chosen(&app, &values)
}

/// Somebody chooses before he signs in.
pub(crate) async fn choose_at_the_door(State(app): State<App>, OpenForm(values): OpenForm) -> Response {
    chosen(&app, &values)
}

/// Keeps the choice and leads back. A language that is not offered is nothing that there is.
fn chosen(app: &App, values: &Values) -> Response {
    let asked = value(values, "tongue");
    match app.tongues.iter().find(|tongue| tongue.tag() == asked) {
        Some(tongue) => {
            let kept = [(SET_COOKIE, cookie(app.tls, tongue.tag()))];
            (kept, see_other(url::local(value(values, "next")))).into_response()
        }
        None => absent_to_anyone(),
    }
}

/// Lax, as the session's cookie is: a link in a mail finds a reader signed in, and answers in his language.
fn cookie(tls: bool, tag: &str) -> String {
    let secure = if tls { "; Secure" } else { "" };
    let name = cookie_name(tls);
    format!("{name}={tag}; Path=/; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Lax{secure}")
}
