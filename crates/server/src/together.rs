//! Several papers at once: chosen by ticks in a list, each checked on its own.

use crate::acts::putting_up;
use crate::answer::{frame, no_reader, page, read, refused_to};
use crate::in_hand::{bringing_up, copying};
use crate::pages::{self, Here};
use crate::request::{Asked, SignedForm, Values, value};
use crate::sessions::SignedIn;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chancery_registry::{Refused, Together};

/// The papers that were ticked, and what can be done with them.
pub(crate) async fn chosen(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let papers = ticked(&asked.query);
    let show =
        |frame: &pages::Frame, found: &_| pages::together(frame, found, &pages::TogetherAsked::default());
    read((app, reader, asked), Here::Register, move |look| look.chosen(&papers), show).await
}

/// Does it with each of them, and tells with which it was done.
pub(crate) async fn act(
    State(app): State<App>,
    reader: SignedIn,
    asked: Asked,
    SignedForm(values): SignedForm,
) -> Response {
    let (papers, given) = (ticked(&values), values.clone());
    let went = app.look(&reader, move |look| {
        look.because(value(&given, "because"));
        Ok(match wanted(&given) {
            Ok(deed) => (look.together(&papers, &deed)?, None),
            Err(refused @ Refused::Invalid(_)) => (look.chosen(&papers)?, Some(refused.to_string())),
            Err(refused) => return Err(refused),
        })
    });
    match went.await {
        Ok((_, Ok((found, None)))) if asked.json => Json(found).into_response(),
        Ok((who, Ok((_, Some(amiss))))) if asked.json => {
            refused_to(&who, &reader, Refused::Invalid(amiss), true)
        }
        Ok((who, Ok((found, amiss)))) => {
            let status = if amiss.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            let told = pages::TogetherAsked { acted: amiss.is_none(), amiss, typed: values };
            page(status, pages::together(&frame(&who, &reader, Here::Register), &found, &told))
        }
        Ok((who, Err(refused))) => refused_to(&who, &reader, refused, asked.json),
        Err(refused) => no_reader(&app, &reader, refused, asked.json),
    }
}

/// What a form wants done.
fn wanted(values: &Values) -> Result<Together, Refused> {
    match value(values, "act") {
        "bring-up" => bringing_up(values).map(Together::BringUp),
        "copy" => Ok(Together::Copy(copying(values))),
        "put-up" => putting_up(values).map(Together::PutUp),
        "initial" => Ok(Together::Initial),
        _ => Err(Refused::Absent),
    }
}

/// Papers by the fields `p1`, `p2`, …, in the order in which they stood in their list.
pub(crate) fn ticked(values: &Values) -> Vec<String> {
    let numbered = values.iter().filter_map(|(name, paper)| {
        let number: u32 = name.strip_prefix('p')?.parse().ok()?;
        Some((number, paper.trim().to_owned()))
    });
    let mut numbered: Vec<_> = numbered.collect();
    numbered.sort_unstable();
    numbered.into_iter().map(|(_, paper)| paper).collect()
}
