//! Forms with files in them: the form's token first, then fields and files; few such forms are read at once.

use crate::request::{FORM_IS_OLD, Values};
use crate::sessions::{SignedIn, same_token};
use crate::state::App;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;

/// A file's name is not longer than this; of a longer one, the beginning is kept.
const NAME_CHARS_MAX: usize = 200;

/// What a form sent: its fields, and files by name.
pub(crate) struct Sent {
    /// The fields.
    pub values: Values,
    /// Files, none of which is without both name and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Held as long as its files lie in memory.
    pub turn: Option<OwnedSemaphorePermit>,
}

/// How much a form may send.
pub(crate) struct Bounds {
    /// Files at once.
    pub files_max: usize,
    /// It has arrived within this.
    pub seconds_max: u64,
}

/// Why a form was not read.
pub(crate) enum Fault {
    /// Its first field is not the token of this session.
    Old,
    /// It is not a form with files, or it broke off.
    Unread,
    /// It is longer than its route takes.
    TooLong,
    /// It holds too many files.
    TooMany,
    /// It did not arrive in time.
    Late,
}

impl Fault {
    /// The status that tells it.
    pub fn status(&self) -> StatusCode {
        match self {
            Fault::Old => StatusCode::FORBIDDEN,
            Fault::Unread => StatusCode::BAD_REQUEST,
            Fault::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Fault::TooMany => StatusCode::UNPROCESSABLE_ENTITY,
            Fault::Late => StatusCode::REQUEST_TIMEOUT,
        }
    }

    /// Its sentence, with those of the form for what is told of each form otherwise.
    pub fn sentence(&self, of_form: impl Fn(&Fault) -> String) -> String {
        match self {
            Fault::Old => FORM_IS_OLD.to_owned(),
            other => of_form(other),
        }
    }
}

impl From<MultipartError> for Fault {
    fn from(error: MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Fault::TooLong } else { Fault::Unread }
    }
}

/// Reads a form, once few enough others are read.
pub(crate) async fn read(
    request: Request,
    (app, reader): (&App, &SignedIn),
    bounds: &Bounds,
) -> Result<Sent, Fault> {
    // The semaphore is never closed; were it, the sending would simply not be held back.
    let turn = app.sendings.clone().acquire_owned().await.ok();
    let sent = Sent { values: Values::new(), files: Vec::new(), turn };
    let wait = Duration::from_secs(bounds.seconds_max);
    let reading = fields(request, (app, reader), bounds, sent);
    tokio::time::timeout(wait, reading).await.unwrap_or(Err(Fault::Late))
}

/// Without the token in its first field nothing more is read of a form.
async fn fields(
    request: Request,
    (app, reader): (&App, &SignedIn),
    bounds: &Bounds,
    mut sent: Sent,
) -> Result<Sent, Fault> {
    let mut form = Multipart::from_request(request, app).await.map_err(|_| Fault::Unread)?;
    let token = match form.next_field().await? {
        Some(field) if field.name() == Some("form") => field.text().await?,
        _ => String::new(),
    };
    if !same_token(&token, &reader.form_token) {
        return Err(Fault::Old);
    }
    while let Some(field) = form.next_field().await? {
        let Some(name) = file_name(&field) else {
            let name = field.name().unwrap_or_default().to_owned();
            sent.values.insert(name, field.text().await?);
            continue;
        };
        let bytes = field.bytes().await?;
        // Where no file was chosen, a browser sends one without name and bytes.
        if name.is_empty() && bytes.is_empty() {
            continue;
        }
        if sent.files.len() == bounds.files_max {
            return Err(Fault::TooMany);
        }
        sent.files.push((name, bytes.to_vec()));
    }
    Ok(sent)
}

/// The name of a file without folders and control characters; none where the field is no file.
fn file_name(field: &Field<'_>) -> Option<String> {
    let name = field.file_name()?.rsplit(['/', '\\']).next().unwrap_or_default();
    Some(name.chars().filter(|c| !c.is_control()).take(NAME_CHARS_MAX).collect())
}
