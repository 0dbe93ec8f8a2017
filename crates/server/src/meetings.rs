//! Meetings: the diary, one meeting, and meetings that are noted by hand.

use crate::acting::{Leads, act_by_form, act_on, page_of};
use crate::answer::read;
use crate::desk::Look;
use crate::keeping::origin;
use crate::pages::{self, Diary, Here, Told};
use crate::read_outs::names;
use crate::request::{Asked, Sent, Values, Wanted, clock, day, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use chancery_registry::answers::{DiaryAsked, DiarySpan};
use chancery_registry::{NewMeeting, Refused};

pub(crate) async fn diary(
    State(app): State<App>,
    headers: HeaderMap,
    reader: SignedIn,
    asked: Asked,
) -> Response {
    let origin = origin(&headers, app.tls);
    let told = Told::done(value(&asked.query, "done"));
    // What is no day asks for none.
    let day = value(&asked.query, "day").parse().ok();
    let wanted =
        DiaryAsked { span: DiarySpan::from_word(value(&asked.query, "show")).unwrap_or_default(), day };
    let show = |frame: &pages::Frame, found: &_| pages::diary(frame, found, &told);
    read((app, reader, asked), Here::Meetings, move |look| part(look, &wanted, &origin), show).await
}

/// A part of the diary, as its page needs it, for a reader who finds the office there.
pub(crate) fn part(look: &dyn Look, asked: &DiaryAsked, origin: &str) -> Result<Diary, Refused> {
    let feed = look.own_feed()?.map(|token| format!("{origin}/calendar/{token}.ics"));
    Ok(Diary { page: look.diary(asked)?, feed, taken: None })
}

pub(crate) async fn meeting(wanted: Wanted) -> Response {
    page_of(wanted, Here::Meetings, |look, id| look.meeting(id), pages::meeting).await
}

pub(crate) async fn note(headers: HeaderMap, sent: Sent<()>) -> Response {
    let does = |look: &dyn Look, (): &(), values: &Values| {
        let id = look.note_meeting(&wanted(values)?)?;
        Ok(format!("/meeting/{}?done=noted#done", url::encode(&id)))
    };
    let origin = origin(&headers, sent.app.tls);
    let again = move |look: &dyn Look, (): &(), _: &Values| part(look, &DiaryAsked::default(), &origin);
    act_by_form(sent, Here::Meetings, does, again, pages::diary).await
}

pub(crate) async fn change(sent: Sent) -> Response {
    on_meeting(sent, |look, id, values| {
        look.change_meeting(id, &wanted(values)?)?;
        Ok(Leads::Back("changed"))
    })
    .await
}

pub(crate) async fn cancel(sent: Sent) -> Response {
    on_meeting(sent, |look, id, values| {
        look.cancel_meeting(id, value(values, "reason"))?;
        Ok(Leads::Back("cancelled"))
    })
    .await
}

pub(crate) async fn join(sent: Sent) -> Response {
    on_meeting(sent, |look, id, values| {
        look.join_meetings(id, value(values, "other"))?;
        Ok(Leads::Back("joined"))
    })
    .await
}

pub(crate) async fn part_from(sent: Sent) -> Response {
    on_meeting(sent, |look, id, values| {
        look.part_meetings(id, value(values, "other"))?;
        Ok(Leads::Back("parted"))
    })
    .await
}

/// An act of a form on the page of a meeting.
async fn on_meeting(
    sent: Sent,
    does: impl FnOnce(&dyn Look, &str, &Values) -> Result<Leads, Refused> + Send + 'static,
) -> Response {
    let home = |id: &str| format!("/meeting/{}", url::encode(id));
    act_on(sent, (Here::Meetings, home), does, |look, id| look.meeting(id), pages::meeting).await
}

fn wanted(values: &Values) -> Result<NewMeeting, Refused> {
    let text = |name: &str| value(values, name).to_owned();
    let date = day(values, "day")?.ok_or_else(|| Refused::Invalid("say on which day it is".into()))?;
    Ok(NewMeeting {
        date,
        clock: clock(values, "clock")?,
        until: clock(values, "until")?,
        subject: text("subject"),
        place: text("place"),
        with: names(value(values, "with")),
        marking: text("marking"),
    })
}
