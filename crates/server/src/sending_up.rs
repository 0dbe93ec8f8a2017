//! Files that are sent up from a page: many at once, each answered for itself.

use crate::answer::{answer, frame, give, refuse};
use crate::desk::Look;
use crate::multipart::{self, Bounds, Fault, Sent};
use crate::pages::{self, Frame, Here, TrayAsked};
use crate::request::Asked;
use crate::sessions::SignedIn;
use crate::state::App;
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;

/// Files that are sent up together are not longer than this.
pub(crate) const SENT_UP_BYTES_MAX: usize = 64 << 20;
/// So many files are sent up together.
const FILES_MAX: usize = 500;
/// They have arrived within this.
const SECONDS_MAX: u64 = 600;
/// The field of the form that says that the files are one paper.
const TOGETHER: &str = "together";

pub(crate) async fn send_up(
    State(app): State<App>,
    Extension(reader): Extension<SignedIn>,
    asked: Asked,
    request: Request,
) -> Response {
    let sent = match files_of(request, &app, &reader).await {
        Ok(sent) => sent,
        Err((status, sentence)) => return refuse(status, &sentence, asked.json),
    };
    let ask = move |look: &dyn Look| {
        let together = sent.values.contains_key(TOGETHER);
        let became = look.send_up(sent.files, together)?;
        Ok((became, look.tray()?))
    };
    answer((&app, &reader, asked.json), ask, |who, (sent, tray)| {
        let show = |frame: &Frame, sent| pages::tray(frame, &tray, &TrayAsked::sent(sent));
        give(&frame(who, &reader, Here::Tray), sent, asked.json, show)
    })
    .await
}

async fn files_of(request: Request, app: &App, reader: &SignedIn) -> Result<Sent, (StatusCode, String)> {
    let bounds = Bounds { files_max: FILES_MAX, seconds_max: SECONDS_MAX };
    let told = |fault: Fault| (fault.status(), fault.sentence(sentence));
    let sent = multipart::read(request, (app, reader), &bounds).await.map_err(told)?;
    if sent.files.is_empty() {
        let sentence = "no file was chosen: choose one, or several".to_owned();
        return Err((StatusCode::UNPROCESSABLE_ENTITY, sentence));
    }
    Ok(sent)
}

fn sentence(fault: &Fault) -> String {
    let mib = SENT_UP_BYTES_MAX >> 20;
    match fault {
        Fault::Late => "the files did not arrive in time, so none was taken: send fewer at once".to_owned(),
        Fault::TooLong => {
            format!("the files are longer than {mib} MiB together, so none was taken: send fewer at once")
        }
        Fault::TooMany => {
            format!("at most {FILES_MAX} files are sent up at once, so none was taken: send fewer")
        }
        _ => "the files could not be read: send them from the page of the in-tray".to_owned(),
    }
}
