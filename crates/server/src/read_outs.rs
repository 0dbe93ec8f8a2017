//! The read-out of a meeting: its form, and what is entered by it.

use crate::acting::{Leads, act_on};
use crate::answer::read;
use crate::boxes::ordered;
use crate::desk::Look;
use crate::pages::{self, Here, Told};
use crate::request::{Asked, Sent, Values, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::{Path, State};
use axum::response::Response;
use chancery_registry::{Point, ReadOut, Refused};

/// Points of the form.
pub(crate) const POINT_ROWS: usize = 8;
/// Rows of the form in which things are ordered.
pub(crate) const ACTION_ROWS: usize = 4;

pub(crate) async fn form(
    State(app): State<App>,
    Path(id): Path<String>,
    reader: SignedIn,
    asked: Asked,
) -> Response {
    let show = |frame: &pages::Frame, found: &_| pages::read_out(frame, found, &Told::default());
    read((app, reader, asked), Here::Meetings, move |look| look.meeting(&id), show).await
}

pub(crate) async fn record(sent: Sent) -> Response {
    let home = |id: &str| format!("/meeting/{}", url::encode(id));
    let does = |look: &dyn Look, id: &str, values: &Values| {
        let paper = look.record_meeting(id, &wanted(values)?)?;
        Ok(Leads::To(format!("/paper/{}", url::encode(&paper.id))))
    };
    act_on(sent, (Here::Meetings, home), does, |look, id| look.meeting(id), pages::read_out).await
}

fn wanted(values: &Values) -> Result<ReadOut, Refused> {
    let of = |field: &str, n: usize| value(values, &format!("{field}-{n}")).to_owned();
    let points = (1..=POINT_ROWS).map(|n| Point {
        subject: of("subject", n),
        became: of("became", n),
        by: of("by", n),
        words: of("words", n),
    });
    Ok(ReadOut {
        marking: value(values, "marking").to_owned(),
        present: names(value(values, "present")),
        points: points.collect(),
        ordered: ordered(values, ACTION_ROWS)?,
    })
}

/// Names with commas, semicolons or lines between them.
pub(crate) fn names(typed: &str) -> Vec<String> {
    typed.split([',', ';', '\n']).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}
