//! Calendars: one that is taken in from a file, and the address at which a reader's own fetches his meetings.

use crate::acting::act_by_form;
use crate::answer::{absent_to_anyone, refusal_of, refuse};
use crate::desk::Look;
use crate::ical;
use crate::keeping::origin;
use crate::meetings::part;
use crate::one_file::take_in;
use crate::pages::{self, Here};
use crate::request::{Asked, Sent, Values, value};
use crate::sessions::SignedIn;
use crate::state::App;
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use chancery_registry::answers::DiaryAsked;

/// A calendar that is sent up is not longer than this, with what stands beside it in the form.
pub(crate) const CALENDAR_FORM_BYTES_MAX: usize = (4 << 20) + (64 << 10);

pub(crate) async fn take(
    State(app): State<App>,
    Extension(reader): Extension<SignedIn>,
    asked: Asked,
    request: Request,
) -> Response {
    let origin = origin(request.headers(), app.tls);
    take_in(
        (app, reader, asked, request),
        Here::Meetings,
        |look, sent| look.take_calendar(&sent.name, &sent.bytes, value(&sent.values, "marking")),
        move |look| part(look, &DiaryAsked::default(), &origin),
        |frame, diary, taken, told| pages::diary(frame, &pages::Diary { taken, ..diary }, told),
    )
    .await
}

pub(crate) async fn address(headers: HeaderMap, sent: Sent<()>) -> Response {
    let does = |look: &dyn Look, (): &(), values: &Values| {
        if !value(values, "end").is_empty() {
            look.end_feed()?;
            return Ok("/meetings?done=feed-ended#done".to_owned());
        }
        look.make_feed(value(values, "marking"))?;
        Ok("/meetings?done=feed#feed".to_owned())
    };
    let origin = origin(&headers, sent.app.tls);
    let again = move |look: &dyn Look, (): &(), _: &Values| part(look, &DiaryAsked::default(), &origin);
    act_by_form(sent, Here::Meetings, does, again, pages::diary).await
}

/// What a calendar fetches. Whatever is not there is, to who asks, one answer.
pub(crate) async fn feed(State(app): State<App>, Path(name): Path<String>) -> Response {
    let token = name.strip_suffix(".ics").unwrap_or(&name).to_owned();
    match app.ask(move |desk| desk.feed(&token)).await {
        Ok(shown) => {
            ([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], ical::calendar(&shown)).into_response()
        }
        Err(trouble) if trouble.is_trouble() => {
            let (status, refusal) = refusal_of(trouble);
            refuse(status, &refusal.sentence, false)
        }
        Err(_) => absent_to_anyone(),
    }
}
