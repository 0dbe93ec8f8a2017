//! Files that are sent up from a page: many at once, each answered for itself.

use crate::answer::{answer, frame, page, refuse};
use crate::desk::Look;
use crate::pages::{self, Here, TrayAsked};
use crate::request::{Asked, FORM_IS_OLD};
use crate::sessions::{SignedIn, same_token};
use crate::state::App;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use std::time::Duration;

/// Files that are sent up together are not longer than this.
pub(crate) const SENT_UP_BYTES_MAX: usize = 64 << 20;
/// So many files are sent up together.
const FILES_MAX: usize = 500;
/// They have arrived within this.
const SECONDS_MAX: u64 = 600;
/// A file's name is not longer than this; of a longer one, the beginning is kept.
const NAME_CHARS_MAX: usize = 200;

/// The field of the form that says that the files are one paper.
const TOGETHER: &str = "together";

/// Files as they were sent up, and whether they are one paper.
#[derive(Default)]
struct Files {
    files: Vec<(String, Vec<u8>)>,
    together: bool,
}

pub(crate) async fn send_up(
    State(app): State<App>,
    Extension(reader): Extension<SignedIn>,
    asked: Asked,
    request: Request,
) -> Response {
    // The semaphore is never closed; were it, the sending would simply not be held back.
    let _permit = app.sendings.clone().acquire_owned().await.ok();
    let wait = Duration::from_secs(SECONDS_MAX);
    let Files { files, together } = match tokio::time::timeout(wait, files_of(request, &app, &reader)).await {
        Ok(Ok(files)) => files,
        Ok(Err((status, sentence))) => return refuse(status, &sentence, asked.json),
        Err(_) => {
            let sentence = "the files did not arrive in time, so none was taken: send fewer at once";
            return refuse(StatusCode::REQUEST_TIMEOUT, sentence, asked.json);
        }
    };
    let ask = move |look: &dyn Look| {
        let sent = look.send_up(files, together)?;
        Ok((sent, look.tray()?))
    };
    answer((&app, &reader, asked.json), ask, |who, (sent, tray)| {
        if asked.json {
            return Json(sent).into_response();
        }
        page(StatusCode::OK, pages::tray(&frame(who, &reader, Here::Tray), &tray, &TrayAsked::sent(sent)))
    })
    .await
}

/// The form's token comes first; without it nothing is read further.
async fn files_of(request: Request, app: &App, reader: &SignedIn) -> Result<Files, (StatusCode, String)> {
    let mut form = Multipart::from_request(request, app).await.map_err(|_| unread())?;
    let token = form.next_field().await.map_err(fault)?;
    let token = match token {
        Some(field) if field.name() == Some("form") => field.text().await.map_err(fault)?,
        _ => String::new(),
    };
    if !same_token(&token, &reader.form_token) {
        return Err((StatusCode::FORBIDDEN, FORM_IS_OLD.to_owned()));
    }
    let mut sent = Files::default();
    while let Some(field) = form.next_field().await.map_err(fault)? {
        if field.name() == Some(TOGETHER) {
            sent.together = true;
            continue;
        }
        let name = name_of(&field);
        let bytes = field.bytes().await.map_err(fault)?;
        // A form that was sent without choosing a file sends one without name and bytes.
        if name.is_empty() && bytes.is_empty() {
            continue;
        }
        if sent.files.len() == FILES_MAX {
            let sentence =
                format!("at most {FILES_MAX} files are sent up at once, so none was taken: send fewer");
            return Err((StatusCode::UNPROCESSABLE_ENTITY, sentence));
        }
        sent.files.push((name, bytes.to_vec()));
    }
    if sent.files.is_empty() {
        return Err((
            StatusCode::UNPROCESSABLE_ENTITY,
            "no file was chosen: choose one, or several".to_owned(),
        ));
    }
    Ok(sent)
}

fn name_of(field: &Field<'_>) -> String {
    let name = field.file_name().unwrap_or_default();
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|c| !c.is_control()).take(NAME_CHARS_MAX).collect()
}

fn unread() -> (StatusCode, String) {
    let sentence = "the files could not be read: send them from the page of the in-tray";
    (StatusCode::BAD_REQUEST, sentence.to_owned())
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that `map_err` takes")]
fn fault(error: MultipartError) -> (StatusCode, String) {
    if error.status() != StatusCode::PAYLOAD_TOO_LARGE {
        return unread();
    }
    let mib = SENT_UP_BYTES_MAX >> 20;
    (
        error.status(),
        format!("the files are longer than {mib} MiB together, so none was taken: send fewer at once"),
    )
}
