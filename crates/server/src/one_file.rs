//! A form with one file in it, and fields beside it.

use crate::request::{FORM_IS_OLD, Values, value};
use crate::sessions::{SignedIn, same_token};
use crate::state::App;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
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

/// Reads such a form.
pub(crate) async fn one_file(
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
