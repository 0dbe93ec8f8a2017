//! Several undertakings at once: chosen by ticks in the chase list, each checked on its own.

use crate::answer::{frame, no_reader, page, read, refused_to};
use crate::pages::{self, Here, TogetherAsked};
use crate::request::{Asked, SignedForm, Values, day, value};
use crate::sessions::SignedIn;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chancery_registry::{ChaseTogether, Refused};

/// The undertakings that were ticked, and what can be done with them.
pub(crate) async fn chosen(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let which = ticked(&asked.query);
    let show = |frame: &pages::Frame, found: &_| pages::chased(frame, found, &TogetherAsked::default());
    read((app, reader, asked), Here::Undertakings, move |look| look.chosen_undertakings(&which), show).await
}

/// Does it with each of them, and tells what became of each.
pub(crate) async fn act(
    State(app): State<App>,
    reader: SignedIn,
    asked: Asked,
    SignedForm(values): SignedForm,
) -> Response {
    let (which, given) = (ticked(&values), values.clone());
    let went = app.look(&reader, move |look| {
        look.because(value(&given, "because"));
        Ok(match wanted(&given) {
            Ok(deed) => (look.chase_together(&which, &deed)?, None),
            Err(refused @ Refused::Invalid(_)) => {
                (look.chosen_undertakings(&which)?, Some(refused.to_string()))
            }
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
            let told = TogetherAsked { acted: amiss.is_none(), amiss, typed: values };
            page(status, pages::chased(&frame(&who, &reader, Here::Undertakings), &found, &told))
        }
        Ok((who, Err(refused))) => refused_to(&who, &reader, refused, asked.json),
        Err(refused) => no_reader(&app, &reader, refused, asked.json),
    }
}

/// What a form wants done.
fn wanted(values: &Values) -> Result<ChaseTogether, Refused> {
    let text = |name: &str| value(values, name).to_owned();
    match value(values, "act") {
        "assign" => Ok(ChaseTogether::Assign { to: text("to"), due: day(values, "due")? }),
        "chase" => Ok(ChaseTogether::Chase { words: text("words") }),
        "confirm" => Ok(ChaseTogether::Confirm),
        "dismiss" => Ok(ChaseTogether::Dismiss { reason: text("words") }),
        _ => Err(Refused::Absent),
    }
}

/// Undertakings by the fields `u1`, `u2`, …, each its paper and its key, in the order in which they stood.
fn ticked(values: &Values) -> Vec<(String, String)> {
    let numbered = values.iter().filter_map(|(name, which)| {
        let number: u32 = name.strip_prefix('u')?.parse().ok()?;
        let (paper, key) = which.trim().rsplit_once(' ')?;
        Some((number, (paper.to_owned(), key.to_owned())))
    });
    let mut numbered: Vec<_> = numbered.collect();
    numbered.sort_unstable();
    numbered.into_iter().map(|(_, which)| which).collect()
}
