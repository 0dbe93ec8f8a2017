//! Several papers at once: chosen by ticks in a list, each checked on its own.

use crate::acting::{Went, tell};
use crate::acts::putting_up;
use crate::answer::{give, read};
use crate::desk::Look;
use crate::in_hand::{bringing_up, copying};
use crate::markings::relabelling;
use crate::pages::{self, Amiss, Frame, Here, TogetherAsked};
use crate::request::{Asked, Sent, Values, value};
use crate::sessions::SignedIn;
use crate::state::App;
use axum::extract::State;
use axum::response::Response;
use chancery_registry::{Refused, Together};
use maud::Markup;
use serde::Serialize;

/// The papers that were ticked, and what can be done with them.
pub(crate) async fn chosen(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let papers = ticked(&asked.query);
    let show = |frame: &Frame, found: &_| pages::together(frame, found, &TogetherAsked::default());
    read((app, reader, asked), Here::Register, move |look| look.chosen(&papers), show).await
}

/// Does it with each of them, and tells with which it was done.
pub(crate) async fn act(sent: Sent<()>) -> Response {
    let does = |look: &dyn Look, values: &Values, deed: Option<&Together>| match deed {
        Some(deed) => look.together(&ticked(values), deed),
        None => look.chosen(&ticked(values)),
    };
    on_several(sent, Here::Register, (wanted, does), pages::together).await
}

/// An act of a form on several of a list. Where what is wanted does not read, nothing is done, and `does` shows what was
/// chosen.
pub(crate) async fn on_several<D: 'static, T: Serialize + Send + 'static>(
    Sent { app, on: (), reader, asked, values, .. }: Sent<()>,
    here: Here,
    (wanted, does): (Wants<D>, Does<D, T>),
    show: fn(&Frame<'_>, &T, &TogetherAsked) -> Markup,
) -> Response {
    let given = values.clone();
    let tried = app.look(&reader, move |look| {
        look.because(value(&given, "because"));
        match wanted(&given) {
            Ok(deed) => Ok(Went::Done(does(look, &given, Some(&deed))?)),
            Err(refused @ Refused::Invalid(_)) => Ok(Went::Amiss(refused, does(look, &given, None)?)),
            Err(refused) => Err(refused),
        }
    });
    let told = TogetherAsked { acted: true, amiss: None, typed: values };
    let again = told.clone();
    tell(
        (&app, &reader, &asked, here),
        tried.await,
        |frame, found| give(frame, found, asked.json, |frame, found| show(frame, &found, &told)),
        |frame, found, Amiss { sentence, .. }| {
            show(frame, &found, &TogetherAsked { acted: false, amiss: Some(sentence), ..again })
        },
    )
}

/// What a form wants done.
type Wants<D> = fn(&Values) -> Result<D, Refused>;
/// Does what is wanted with those that a form names, or only shows them.
type Does<D, T> = fn(&dyn Look, &Values, Option<&D>) -> Result<T, Refused>;

/// What a form wants done.
fn wanted(values: &Values) -> Result<Together, Refused> {
    match value(values, "act") {
        "bring-up" => bringing_up(values).map(Together::BringUp),
        "copy" => copying(values).map(Together::Copy),
        "put-up" => putting_up(values).map(Together::PutUp),
        "initial" => Ok(Together::Initial),
        "file" => Ok(Together::File(value(values, "file").to_owned())),
        "put-away" => Ok(Together::PutAway),
        "relabel" => relabelling(values).map(Together::Relabel),
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
