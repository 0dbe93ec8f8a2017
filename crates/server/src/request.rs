//! What a request asks for: who asks, page or JSON, its query, its form.

use crate::answer::{refuse, sign_in_first};
use crate::sessions::{SignedIn, same_token};
use crate::state::App;
use crate::undoing::Asking;
use axum::Form;
use axum::extract::{FromRequest, FromRequestParts, MatchedPath, Path, Query, RawPathParams, Request};
use axum::http::header::{ACCEPT, COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use chancery_registry::Refused;
use jiff::civil::{Date, Time};
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::time::Duration;

/// A form is not longer than this.
pub const FORM_BYTES_MAX: usize = 64 * 1024;
/// A form has arrived within this.
const FORM_SECONDS_MAX: u64 = 20;

/// Names and values, as a query or a form gives them; the last of two that bear one name holds.
pub(crate) type Values = HashMap<String, String>;

/// The value of that name, else the empty string.
pub(crate) fn value<'v>(values: &'v Values, name: &str) -> &'v str {
    values.get(name).map_or("", |text| text.trim())
}

/// A number within a path; where it is none, there is nothing there.
pub(crate) fn number_of(word: &str) -> Result<u32, Refused> {
    word.parse().map_err(|_| Refused::Absent)
}

/// The value of that name as it was typed, as a password is taken.
pub(crate) fn untrimmed<'v>(values: &'v Values, name: &str) -> &'v str {
    values.get(name).map_or("", String::as_str)
}

/// The page number of a query; nonsense is the first page.
pub(crate) fn page_number(query: &Values) -> u32 {
    value(query, "page").parse().unwrap_or(1).max(1)
}

/// The day of that name; none where the field is empty.
pub(crate) fn day(values: &Values, name: &str) -> Result<Option<Date>, Refused> {
    let text = value(values, name);
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| no_day(text))
}

/// The hour of that name; none where the field is empty.
pub(crate) fn clock(values: &Values, name: &str) -> Result<Option<Time>, Refused> {
    let text = value(values, name);
    if text.is_empty() {
        return Ok(None);
    }
    let no_hour = |_| Refused::Invalid(format!("`{text}` is no hour: write it as in 17:30"));
    text.parse().map(Some).map_err(no_hour)
}

fn no_day(text: &str) -> Refused {
    Refused::Invalid(format!("`{text}` is no day: write it as in 1982-10-14"))
}

/// How an answer is wanted.
#[derive(Debug)]
pub(crate) struct Asked {
    /// As JSON.
    pub json: bool,
    /// The query.
    pub query: Values,
}

impl FromRequestParts<App> for Asked {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Self::Rejection> {
        // A query that cannot be read asks for nothing in particular.
        let query = Query::try_from_uri(&parts.uri).map(|Query(values)| values).unwrap_or_default();
        Ok(Self { json: wants_json(&parts.headers), query })
    }
}

/// A browser names `text/html` first and foremost; a program that wants JSON does not.
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("");
    accept.contains("application/json") && !accept.contains("text/html")
}

/// The session's cookie: with the prefix that binds it to this host wherever TLS allows that.
pub(crate) fn cookie_name(tls: bool) -> &'static str {
    if tls { "__Host-sid" } else { "sid" }
}

/// The token that the session's cookie bears.
pub(crate) fn cookie_token(headers: &HeaderMap, tls: bool) -> Option<&str> {
    cookie(headers, cookie_name(tls))
}

/// What the cookie of that name bears.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, sought: &str) -> Option<&'h str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, held)| (name == sought).then_some(held))
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Response;

    // The guard has put him here; a route that forgot its guard sends everyone to sign in.
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Self::Rejection> {
        let found = parts.extensions.get::<SignedIn>().cloned();
        found.ok_or_else(|| sign_in_first(&parts.uri, wants_json(&parts.headers)))
    }
}

/// A form of somebody who is not signed in yet.
#[derive(Debug)]
pub(crate) struct OpenForm(pub Values);

impl FromRequest<App> for OpenForm {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Self::Rejection> {
        let json = wants_json(request.headers());
        let wait = Duration::from_secs(FORM_SECONDS_MAX);
        match tokio::time::timeout(wait, Form::<Values>::from_request(request, app)).await {
            Ok(Ok(Form(values))) => Ok(Self(values)),
            Ok(Err(refused)) if refused.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(refuse(
                StatusCode::PAYLOAD_TOO_LARGE,
                "the form is longer than it may be: shorten it",
                json,
            )),
            Ok(Err(_)) => Err(refuse(
                StatusCode::BAD_REQUEST,
                "the form could not be read: send it from the page that it stands on",
                json,
            )),
            Err(_) => Err(refuse(
                StatusCode::REQUEST_TIMEOUT,
                "the form did not arrive in time: send it again",
                json,
            )),
        }
    }
}

/// A form that bears its session's token.
#[derive(Debug)]
pub(crate) struct SignedForm(pub Values);

impl FromRequest<App> for SignedForm {
    type Rejection = Response;

    async fn from_request(mut request: Request, app: &App) -> Result<Self, Self::Rejection> {
        let json = wants_json(request.headers());
        let reader = request.extensions_mut().remove::<SignedIn>();
        let OpenForm(values) = OpenForm::from_request(request, app).await?;
        let ours = reader.is_some_and(|reader| same_token(value(&values, "form"), &reader.form_token));
        if ours { Ok(Self(values)) } else { Err(refuse(StatusCode::FORBIDDEN, FORM_IS_OLD, json)) }
    }
}

/// What a reader asks for of the thing that its address names.
pub(crate) struct Wanted<P = String> {
    /// Where it is asked for.
    pub app: App,
    /// What the address names.
    pub on: P,
    /// Who asks.
    pub reader: SignedIn,
    /// How an answer is wanted.
    pub asked: Asked,
}

impl<P: DeserializeOwned + Send> FromRequestParts<App> for Wanted<P> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let on = Path::<P>::from_request_parts(parts, app).await;
        let Path(on) = on.map_err(IntoResponse::into_response)?;
        let reader = SignedIn::from_request_parts(parts, app).await?;
        let Ok(asked) = Asked::from_request_parts(parts, app).await;
        Ok(Self { app: app.clone(), on, reader, asked })
    }
}

/// A form that was sent on the thing that its address names, by a reader, with all that is needed to answer him; on
/// `()` where the address names nothing.
pub(crate) struct Sent<P = String> {
    /// Where it was sent to.
    pub app: App,
    /// What the address names.
    pub on: P,
    /// Who sent it.
    pub reader: SignedIn,
    /// How an answer is wanted.
    pub asked: Asked,
    /// What was typed.
    pub values: Values,
    /// The act that it asks for, so that it can be taken back.
    pub asking: Asking,
}

impl<P: DeserializeOwned + Send> FromRequest<App> for Sent<P> {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Self::Rejection> {
        let (mut parts, body) = request.into_parts();
        let Wanted { app: _, on, reader, asked } = Wanted::from_request_parts(&mut parts, app).await?;
        let address = addressed(&mut parts).await;
        let SignedForm(values) = SignedForm::from_request(Request::from_parts(parts, body), app).await?;
        let asking = address.map_or_else(Asking::default, |(path, named)| Asking::of(&path, named, &values));
        Ok(Self { app: app.clone(), on, reader, asked, values, asking })
    }
}

/// The path in the list of what is served that a request was matched by, and what its address names.
async fn addressed(parts: &mut Parts) -> Option<(String, Values)> {
    let path = MatchedPath::from_request_parts(parts, &()).await.ok()?;
    let named = RawPathParams::from_request_parts(parts, &()).await.ok()?;
    let named = named.iter().map(|(name, named)| (name.to_owned(), named.to_owned())).collect();
    Some((path.as_str().to_owned(), named))
}

pub(crate) const FORM_IS_OLD: &str = "this form was not made for your present session, so nothing was entered: go back, \
                           load the page again and repeat what you did";
