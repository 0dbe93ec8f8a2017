//! A form with one file in it, and fields beside it.

use crate::acting::{Went, tell};
use crate::answer::{give, refuse};
use crate::desk::Look;
use crate::multipart::{self, Bounds, Fault};
use crate::pages::{Frame, Here, Told};
use crate::request::{Asked, Values, value};
use crate::sessions::SignedIn;
use crate::state::App;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use chancery_registry::Refused;
use maud::Markup;
use serde::Serialize;
use tokio::sync::OwnedSemaphorePermit;

/// It has arrived within this.
const SECONDS_MAX: u64 = 60;

/// What a form sent: its fields, and the file.
pub(crate) struct OneFile {
    /// The fields.
    pub values: Values,
    /// The file's name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    _turn: Option<OwnedSemaphorePermit>,
}

/// Takes in what a form sends; the page that it stands on tells what came of it.
pub(crate) async fn take_in<T: Serialize + Send + 'static, P: Send + 'static>(
    (app, reader, asked, request): (App, SignedIn, Asked, Request),
    here: Here,
    takes: impl FnOnce(&dyn Look, &OneFile) -> Result<T, Refused> + Send + 'static,
    around: impl FnOnce(&dyn Look) -> Result<P, Refused> + Send + 'static,
    show: impl Fn(&Frame, P, Option<T>, &Told) -> Markup,
) -> Response {
    let sent = match one_file(request, &app, &reader).await {
        Ok(sent) => sent,
        Err((status, sentence)) => return refuse(status, &sentence, asked.json),
    };
    let told = Told { typed: sent.values.clone(), ..Told::default() };
    let tried = app.look(&reader, move |look| {
        look.because(value(&sent.values, "because"));
        let taken = takes(look, &sent);
        let found = around(look)?;
        match taken {
            Ok(taken) => Ok(Went::Done((found, taken))),
            Err(refused @ (Refused::Invalid(_) | Refused::Below(_))) => Ok(Went::Amiss(refused, found)),
            Err(refused) => Err(refused),
        }
    });
    tell(
        (&app, &reader, &asked, here),
        tried.await,
        |frame, (found, taken)| {
            give(frame, taken, asked.json, |frame, taken| show(frame, found, Some(taken), &Told::default()))
        },
        |frame, found, amiss| show(frame, found, None, &Told { amiss: Some(amiss), ..told }),
    )
}

/// Reads such a form.
async fn one_file(request: Request, app: &App, reader: &SignedIn) -> Result<OneFile, (StatusCode, String)> {
    let bounds = Bounds { files_max: 1, seconds_max: SECONDS_MAX };
    let told = |fault: Fault| (fault.status(), fault.sentence(sentence));
    let mut sent = multipart::read(request, (app, reader), &bounds).await.map_err(told)?;
    let chosen = sent.files.pop().filter(|(_, bytes)| !bytes.is_empty());
    let nothing = || (StatusCode::UNPROCESSABLE_ENTITY, "no file was chosen: choose one".to_owned());
    let (name, bytes) = chosen.ok_or_else(nothing)?;
    Ok(OneFile { values: sent.values, name, bytes, _turn: sent.turn })
}

fn sentence(fault: &Fault) -> String {
    let sentence = match fault {
        Fault::Late => "the file did not arrive in time: send it again",
        Fault::TooLong => "the file is longer than is taken: split it, or export less",
        _ => "the file could not be read: send it from the page that its form stands on",
    };
    sentence.to_owned()
}
