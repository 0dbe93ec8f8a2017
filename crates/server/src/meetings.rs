//! Meetings: the diary, one meeting, and meetings that are noted by hand.

use crate::acting::act;
use crate::answer::read;
use crate::desk::Look;
use crate::pages::{self, Diary, Here, Told};
use crate::read_outs::names;
use crate::request::{Asked, SignedForm, Values, clock, day, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::{Path, State};
use axum::response::Response;
use chancery_registry::answers::{DiaryAsked, DiarySpan};
use chancery_registry::{NewMeeting, Refused};

pub(crate) async fn diary(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let told = Told::done(value(&asked.query, "done"));
    // What is no day asks for none.
    let day = value(&asked.query, "day").parse().ok();
    let wanted = DiaryAsked { span: DiarySpan::from_word(value(&asked.query, "show")), day };
    let show = |frame: &pages::Frame, found: &_| pages::diary(frame, found, &told);
    read((app, reader, asked), Here::Meetings, move |look| part(look, &wanted), show).await
}

/// A part of the diary, as its page needs it.
pub(crate) fn part(look: &dyn Look, asked: &DiaryAsked) -> Result<Diary, Refused> {
    Ok(Diary { page: look.diary(asked)?, feed: look.own_feed()?, taken: None })
}

pub(crate) async fn meeting(
    State(app): State<App>,
    Path(id): Path<String>,
    reader: SignedIn,
    asked: Asked,
) -> Response {
    let told = Told::done(value(&asked.query, "done"));
    let show = |frame: &pages::Frame, found: &_| pages::meeting(frame, found, &told);
    read((app, reader, asked), Here::Meetings, move |look| look.meeting(&id), show).await
}

pub(crate) async fn note(
    State(app): State<App>,
    reader: SignedIn,
    asked: Asked,
    SignedForm(values): SignedForm,
) -> Response {
    let told = Told { typed: values.clone(), ..Told::default() };
    let does = move |look: &dyn Look| {
        look.because(value(&values, "because"));
        let id = look.note_meeting(&wanted(&values)?)?;
        Ok(format!("/meeting/{}", url::encode(&id)))
    };
    let again = |look: &dyn Look| part(look, &DiaryAsked::default());
    act((app, reader, asked), Here::Meetings, does, again, |frame, found, amiss| {
        pages::diary(frame, found, &Told { amiss: Some(amiss), ..told })
    })
    .await
}

pub(crate) async fn change(
    State(app): State<App>,
    Path(id): Path<String>,
    reader: SignedIn,
    asked: Asked,
    SignedForm(values): SignedForm,
) -> Response {
    let does = |look: &dyn Look, id: &str, values: &Values| {
        look.change_meeting(id, &wanted(values)?)?;
        Ok("changed")
    };
    on_meeting((app, id, reader, asked, values), "change", does).await
}

pub(crate) async fn cancel(
    State(app): State<App>,
    Path(id): Path<String>,
    reader: SignedIn,
    asked: Asked,
    SignedForm(values): SignedForm,
) -> Response {
    let does = |look: &dyn Look, id: &str, values: &Values| {
        look.cancel_meeting(id, value(values, "reason"))?;
        Ok("cancelled")
    };
    on_meeting((app, id, reader, asked, values), "cancel", does).await
}

/// An act of a form on the page of a meeting; `which` form it was is told where something is amiss.
async fn on_meeting(
    (app, id, reader, asked, values): (App, String, SignedIn, Asked, Values),
    which: &str,
    does: impl FnOnce(&dyn Look, &str, &Values) -> Result<&'static str, Refused> + Send + 'static,
) -> Response {
    let (again, mut told) = (id.clone(), Told { typed: values.clone(), ..Told::default() });
    told.typed.insert("which".to_owned(), which.to_owned());
    let does = move |look: &dyn Look| {
        look.because(value(&values, "because"));
        let done = does(look, &id, &values)?;
        Ok(format!("/meeting/{}?done={done}#done", url::encode(&id)))
    };
    let again = move |look: &dyn Look| look.meeting(&again);
    act((app, reader, asked), Here::Meetings, does, again, |frame, found, amiss| {
        pages::meeting(frame, found, &Told { amiss: Some(amiss), ..told })
    })
    .await
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
