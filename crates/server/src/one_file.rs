//! A form with one file in it, and fields beside it.

use crate::answer::{frame, no_reader, page, refuse, refused_to};
use crate::desk::Look;
use crate::pages::{Amiss, Frame, Here, Told};
use crate::request::{Asked, FORM_IS_OLD, Values, value};
use crate::sessions::{SignedIn, same_token};
use crate::state::App;
use axum::Json;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chancery_registry::Refused;
use maud::Markup;
use serde::Serialize;
use std::time::Duration;

/// It has arrived within this.
const SECONDS_MAX: u64 = 60;
const UNREAD: (StatusCode, &str) =
    (StatusCode::BAD_REQUEST, "the file could not be read: send it from the page that its form stands on");

/// What a form sent: its fields, and the file.
pub(crate) struct OneFile {
    /// The fields.
    pub values: Values,
    /// The file's name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Takes in what a form sends; the page that it stands on tells what came of it.
pub(crate) async fn take_in<T: Serialize + Send + 'static, P: Send + 'static>(
    (app, reader, asked, request): (App, SignedIn, Asked, Request),
    here: Here,
    takes: impl FnOnce(&dyn Look, &OneFile) -> Result<T, Refused> + Send + 'static,
    around: impl FnOnce(&dyn Look) -> Result<P, Refused> + Send + 'static,
    show: impl FnOnce(&Frame, P, Option<T>, &Told) -> Markup,
) -> Response {
    let sent = match one_file(request, &app, &reader).await {
        Ok(sent) => sent,
        Err((status, sentence)) => return refuse(status, sentence, asked.json),
    };
    let told = Told { typed: sent.values.clone(), ..Told::default() };
    let went = app.look(&reader, move |look| {
        look.because(value(&sent.values, "because"));
        let taken = takes(look, &sent);
        Ok((around(look)?, taken))
    });
    match went.await {
        Ok((_, Ok((_, Ok(taken))))) if asked.json => Json(taken).into_response(),
        Ok((who, Ok((found, Ok(taken))))) => {
            page(StatusCode::OK, show(&frame(&who, &reader, here), found, Some(taken), &Told::default()))
        }
        Ok((who, Ok((found, Err(refused @ (Refused::Invalid(_) | Refused::Below(_))))))) if !asked.json => {
            let below = matches!(refused, Refused::Below(_));
            let told = Told { amiss: Some(Amiss { sentence: refused.to_string(), below }), ..told };
            page(StatusCode::UNPROCESSABLE_ENTITY, show(&frame(&who, &reader, here), found, None, &told))
        }
        Ok((who, Ok((_, Err(refused))) | Err(refused))) => refused_to(&who, &reader, refused, asked.json),
        Err(refused) => no_reader(&app, &reader, refused, asked.json),
    }
}

/// Reads such a form.
async fn one_file(
    request: Request,
    app: &App,
    reader: &SignedIn,
) -> Result<OneFile, (StatusCode, &'static str)> {
    let late = (StatusCode::REQUEST_TIMEOUT, "the file did not arrive in time: send it again");
    let wait = Duration::from_secs(SECONDS_MAX);
    tokio::time::timeout(wait, sent(request, app, reader)).await.unwrap_or(Err(late))
}

/// The form's token comes first; without it nothing is read further.
async fn sent(request: Request, app: &App, reader: &SignedIn) -> Result<OneFile, (StatusCode, &'static str)> {
    let mut form = Multipart::from_request(request, app).await.map_err(|_| UNREAD)?;
    let mut sent = OneFile { values: Values::new(), name: String::new(), bytes: Vec::new() };
    while let Some(field) = form.next_field().await.map_err(|_| UNREAD)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            sent.name = field.file_name().unwrap_or("file").to_owned();
            sent.bytes = field.bytes().await.map_err(too_long)?.to_vec();
        } else {
            sent.values.insert(name, field.text().await.map_err(too_long)?);
        }
        if !same_token(value(&sent.values, "form"), &reader.form_token) {
            return Err((StatusCode::FORBIDDEN, FORM_IS_OLD));
        }
    }
    if sent.bytes.is_empty() {
        return Err((StatusCode::UNPROCESSABLE_ENTITY, "no file was chosen: choose one"));
    }
    Ok(sent)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that `map_err` takes")]
fn too_long(error: MultipartError) -> (StatusCode, &'static str) {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        (error.status(), "the file is longer than is taken: split it, or export less")
    } else {
        UNREAD
    }
}
