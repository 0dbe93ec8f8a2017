//! Calendars: one that is taken in from a file, and the address at which a reader's own fetches his meetings.

use crate::acting::act;
use crate::answer::{absent_to_anyone, frame, no_reader, page, refuse, refused_to};
use crate::desk::Look;
use crate::ical;
use crate::meetings::part;
use crate::pages::{self, Amiss, Here, Told};
use crate::request::{Asked, FORM_IS_OLD, SignedForm, Values, value};
use crate::sessions::{SignedIn, same_token};
use crate::state::App;
use axum::extract::multipart::Multipart;
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use chancery_registry::Refused;
use chancery_registry::answers::DiaryAsked;
use std::time::Duration;

/// A calendar that is sent up is not longer than this, with what stands beside it in the form.
pub(crate) const CALENDAR_FORM_BYTES_MAX: usize = (4 << 20) + (64 << 10);
/// It has arrived within this.
const SECONDS_MAX: u64 = 60;

/// What a form sent: its fields, and the file.
struct Sent {
    values: Values,
    name: String,
    bytes: Vec<u8>,
}

pub(crate) async fn take(
    State(app): State<App>,
    Extension(reader): Extension<SignedIn>,
    asked: Asked,
    request: Request,
) -> Response {
    let wait = Duration::from_secs(SECONDS_MAX);
    let sent = match tokio::time::timeout(wait, sent(request, &app, &reader)).await {
        Ok(Ok(sent)) => sent,
        Ok(Err((status, sentence))) => return refuse(status, sentence, asked.json),
        Err(_) => {
            return refuse(
                StatusCode::REQUEST_TIMEOUT,
                "the calendar did not arrive in time: send it again",
                asked.json,
            );
        }
    };
    let mut told = Told { typed: sent.values.clone(), ..Told::default() };
    told.typed.insert("which".to_owned(), "calendar".to_owned());
    let went = app.look(&reader, move |look| {
        look.because(value(&sent.values, "because"));
        let taken = look.take_calendar(&sent.name, &sent.bytes, value(&sent.values, "marking"));
        Ok((part(look, &DiaryAsked::default())?, taken))
    });
    match went.await {
        Ok((_, Ok((_, Ok(taken))))) if asked.json => Json(taken).into_response(),
        Ok((who, Ok((diary, Ok(taken))))) => {
            let diary = pages::Diary { taken: Some(taken), ..diary };
            page(
                StatusCode::OK,
                pages::diary(&frame(&who, &reader, Here::Meetings), &diary, &Told::default()),
            )
        }
        Ok((who, Ok((diary, Err(refused @ (Refused::Invalid(_) | Refused::Below(_))))))) if !asked.json => {
            let below = matches!(refused, Refused::Below(_));
            let told = Told { amiss: Some(Amiss { sentence: refused.to_string(), below }), ..told };
            let frame = frame(&who, &reader, Here::Meetings);
            page(StatusCode::UNPROCESSABLE_ENTITY, pages::diary(&frame, &diary, &told))
        }
        Ok((who, Ok((_, Err(refused))) | Err(refused))) => refused_to(&who, &reader, refused, asked.json),
        Err(refused) => no_reader(&app, &reader, refused, asked.json),
    }
}

/// The form's token comes first; without it nothing is read further.
async fn sent(request: Request, app: &App, reader: &SignedIn) -> Result<Sent, (StatusCode, &'static str)> {
    const UNREAD: (StatusCode, &str) =
        (StatusCode::BAD_REQUEST, "the calendar could not be read: send it from the page of the diary");
    let mut form = Multipart::from_request(request, app).await.map_err(|_| UNREAD)?;
    let mut sent = Sent { values: Values::new(), name: String::new(), bytes: Vec::new() };
    while let Some(field) = form.next_field().await.map_err(|_| UNREAD)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            sent.name = field.file_name().unwrap_or("calendar").to_owned();
            sent.bytes = field.bytes().await.map_err(too_long)?.to_vec();
        } else {
            sent.values.insert(name, field.text().await.map_err(too_long)?);
        }
        if !same_token(value(&sent.values, "form"), &reader.form_token) {
            return Err((StatusCode::FORBIDDEN, FORM_IS_OLD));
        }
    }
    if sent.bytes.is_empty() {
        return Err((
            StatusCode::UNPROCESSABLE_ENTITY,
            "no calendar was chosen: choose a file ending in .ics",
        ));
    }
    Ok(sent)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that `map_err` takes")]
fn too_long(error: axum::extract::multipart::MultipartError) -> (StatusCode, &'static str) {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        (error.status(), "the calendar is larger than 4 MiB: export fewer days")
    } else {
        (StatusCode::BAD_REQUEST, "the calendar could not be read: send it from the page of the diary")
    }
}

pub(crate) async fn address(
    State(app): State<App>,
    reader: SignedIn,
    asked: Asked,
    SignedForm(values): SignedForm,
) -> Response {
    let mut told = Told { typed: values.clone(), ..Told::default() };
    told.typed.insert("which".to_owned(), "feed".to_owned());
    let does = move |look: &dyn Look| {
        if !value(&values, "end").is_empty() {
            look.end_feed()?;
            return Ok("/meetings?done=feed-ended#done".to_owned());
        }
        look.make_feed(value(&values, "marking"))?;
        Ok("/meetings?done=feed#feed".to_owned())
    };
    let again = |look: &dyn Look| part(look, &DiaryAsked::default());
    act((app, reader, asked), Here::Meetings, does, again, |frame, found, amiss| {
        pages::diary(frame, found, &Told { amiss: Some(amiss), ..told })
    })
    .await
}

/// What a calendar fetches. Whatever is not there is, to who asks, one answer.
pub(crate) async fn feed(State(app): State<App>, Path(name): Path<String>) -> Response {
    let token = name.strip_suffix(".ics").unwrap_or(&name).to_owned();
    match app.ask(move |desk| desk.feed(&token)).await {
        Ok(shown) => {
            ([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], ical::calendar(&shown)).into_response()
        }
        Err(_) => absent_to_anyone(),
    }
}
