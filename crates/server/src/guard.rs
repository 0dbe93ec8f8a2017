//! What stands before every route: headers, limits, whence a request comes, who makes it.

use crate::answer::{refuse, see_other, sign_in_first};
use crate::house::in_house;
use crate::listen::Conversation;
use crate::request::{cookie_token, wants_json};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::tongue::{Spoken, chosen_by, speaking};
use crate::undoing::Undo;
use crate::url;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

/// An address, with its query, is not longer than this.
pub const URI_BYTES_MAX: usize = 4096;

/// What a page may load, send and be framed by.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'; require-trusted-types-for 'script'";

/// Headers of every answer; one that an answer has set itself is left as it is.
const HEADERS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
];

/// For a year; the proxy that ends TLS passes it on.
const STRICT_TRANSPORT: &str = "max-age=31536000; includeSubDomains";

/// Sets the headers of every answer.
pub(crate) async fn with_headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let absent = response.status() == StatusCode::NOT_FOUND;
    let headers = response.headers_mut();
    if absent {
        // A path that is only posted to would tell by this that it is there; were it taken out after the others
        // are set, their order would tell it.
        headers.remove(header::ALLOW);
    }
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if app.tls {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(STRICT_TRANSPORT));
    }
    response
}

/// Answers in the language that the reader chose, or that his browser asks for, and as the house is: the one
/// place where both are set.
pub(crate) async fn in_his_tongue(State(app): State<App>, request: Request, next: Next) -> Response {
    let tongue = chosen_by(request.headers(), app.tls, app.tongues);
    let answers = speaking(Spoken { tongue, offered: app.tongues }, next.run(request));
    in_house(app.house, answers).await
}

/// While a request is answered, its connection is not measured for patience.
pub(crate) async fn with_patience(request: Request, next: Next) -> Response {
    let conversation = request.extensions().get::<ConnectInfo<Conversation>>().cloned();
    let _busy = conversation.map(|ConnectInfo(conversation)| conversation.busy());
    next.run(request).await
}

/// Refuses an address that is too long.
pub(crate) async fn of_bounded_length(request: Request, next: Next) -> Response {
    let uri = request.uri();
    let query = uri.query().map_or(0, |query| query.len() + 1);
    if uri.path().len() + query > URI_BYTES_MAX {
        let json = wants_json(request.headers());
        return refuse(
            StatusCode::URI_TOO_LONG,
            "the address is longer than 4 KiB: shorten the search",
            json,
        );
    }
    next.run(request).await
}

/// Refuses to change anything for a page that is not ours.
pub(crate) async fn from_our_pages(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method().is_safe() || is_ours(request.headers(), app.tls) {
        return next.run(request).await;
    }
    let sentence = "this form was sent from another site, so nothing was entered: open Chancery itself and \
                    repeat what you did";
    refuse(StatusCode::FORBIDDEN, sentence, wants_json(request.headers()))
}

/// A browser says whence a request comes; one too old to say so names the origin.
fn is_ours(headers: &HeaderMap, tls: bool) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match text("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => {
            let scheme = if tls { "https" } else { "http" };
            let ours = text("host").map(|host| format!("{scheme}://{host}"));
            ours.is_some() && text("origin") == ours.as_deref()
        }
    }
}

/// Lets through who is signed in, and sends everyone else to sign in first, whatever they asked for.
pub(crate) async fn signed_in(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let found = cookie_token(request.headers(), app.tls).and_then(|token| app.sessions.find(token));
    match found {
        Some(reader) if reader.sets_up && !sets_up(&reader.handle, &request) => {
            set_up_first(&reader.handle, wants_json(request.headers()))
        }
        Some(mut reader) => {
            reader.undo = takes_back(&app, &reader, &request);
            request.extensions_mut().insert(reader);
            next.run(request).await
        }
        None => sign_in_first(request.uri(), wants_json(request.headers())),
    }
}

/// What takes the reader's last act back, on the page that it led to; a further act forgets it.
fn takes_back(app: &App, reader: &SignedIn, request: &Request) -> Option<Undo> {
    if request.method().is_safe() {
        let address = request.uri().path_and_query()?;
        return app.sessions.undo_at(&reader.key, address.as_str());
    }
    app.sessions.led(&reader.key, "", None);
    None
}

/// What who must set up a second factor may ask for until he has: his own page, its forms for that, and the way out.
fn sets_up(handle: &str, request: &Request) -> bool {
    let (own, path) = (format!("/person/{}", url::encode(handle)), request.uri().path());
    match path.strip_prefix(&own) {
        Some("") => request.method() == Method::GET,
        Some("/factor" | "/factor/confirm") => true,
        _ => matches!(path, "/sign-out" | "/tongue"),
    }
}

fn set_up_first(handle: &str, json: bool) -> Response {
    if json {
        return refuse(StatusCode::FORBIDDEN, "set up a second factor first", json);
    }
    see_other(&format!("/person/{}#factor", url::encode(handle)))
}
