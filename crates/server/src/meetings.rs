//! Meetings: the diary, one meeting, and a meeting that is noted by hand.

use crate::acting::act;
use crate::answer::read;
use crate::desk::Look;
use crate::pages::{self, Diary, Here, Told};
use crate::request::{Asked, SignedForm, Values, clock, day, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::{Path, State};
use axum::response::Response;
use chancery_registry::{NewMeeting, Refused};

pub(crate) async fn meetings(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let show = |frame: &pages::Frame, found: &_| pages::meetings(frame, found, &Told::default());
    read((app, reader, asked), Here::Meetings, diary, show).await
}

fn diary(look: &dyn Look) -> Result<Diary, Refused> {
    let meetings = look.meetings()?;
    let shown: Vec<&str> = meetings.iter().map(|line| line.id.as_str()).collect();
    Ok(Diary { overall: look.overall(&shown)?, meetings })
}

pub(crate) async fn meeting(
    State(app): State<App>,
    Path(id): Path<String>,
    reader: SignedIn,
    asked: Asked,
) -> Response {
    read((app, reader, asked), Here::Meetings, move |look| look.meeting(&id), pages::meeting).await
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
    act((app, reader, asked), Here::Meetings, does, diary, |frame, found, amiss| {
        pages::meetings(frame, found, &Told { amiss: Some(amiss), ..told })
    })
    .await
}

fn wanted(values: &Values) -> Result<NewMeeting, Refused> {
    let text = |name: &str| value(values, name).to_owned();
    let date = day(values, "day")?.ok_or_else(|| Refused::Invalid("say on which day it is".into()))?;
    Ok(NewMeeting {
        date,
        clock: clock(values, "clock")?,
        subject: text("subject"),
        place: text("place"),
        with: value(values, "with").split([',', ';', '\n']).map(|name| name.trim().to_owned()).collect(),
        marking: text("marking"),
    })
}
