//! Circles: the page, and the acts of its forms.

use crate::acting::{Went, lead_on, tell};
use crate::answer::read;
use crate::desk::Look;
use crate::pages::{self, Amiss, CircleAct, CircleFault, Circles, CirclesAsked, Here};
use crate::request::{Asked, Sent, Values, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::State;
use axum::response::Response;
use chancery_registry::Refused;

pub(crate) async fn circles(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let done = CirclesAsked::done(value(&asked.query, "done"));
    let show = |frame: &pages::Frame, found: &_| pages::circles(frame, found, &done);
    read((app, reader, asked), Here::People, all, show).await
}

/// The circles, and everybody whom one can take in.
fn all(look: &dyn Look) -> Result<Circles, Refused> {
    Ok(Circles { page: look.circles()?, people: look.people()?.people })
}

pub(crate) async fn make(Sent { app, on: (), reader, asked, values, asking }: Sent<()>) -> Response {
    act(Sent { app, on: String::new(), reader, asked, values, asking }, CircleAct::Make, |look, _, values| {
        look.make_circle(value(values, "name"), value(values, "purpose")).map(|_| ())
    })
    .await
}

pub(crate) async fn join(sent: Sent) -> Response {
    act(sent, CircleAct::Join, |look, circle, values| look.join_circle(circle, value(values, "person"))).await
}

pub(crate) async fn leave(sent: Sent) -> Response {
    act(sent, CircleAct::Leave, |look, circle, values| look.leave_circle(circle, value(values, "person")))
        .await
}

pub(crate) async fn close(sent: Sent) -> Response {
    act(sent, CircleAct::Close, |look, circle, _| look.close_circle(circle)).await
}

async fn act(
    Sent { app, on: circle, reader, asked, values, asking }: Sent,
    act: CircleAct,
    does: fn(&dyn Look, &str, &Values) -> Result<(), Refused>,
) -> Response {
    let (on, typed) = (circle.clone(), values.clone());
    let done = format!("{}#done", url::with_query("/circles", &[("done", act.word())]));
    let does = move |look: &dyn Look| does(look, &on, &typed).map(|()| done);
    let tried = app.look(&reader, move |look| match asking.done(look, does) {
        Ok(led) => Ok(Went::Done(led)),
        Err(refused @ (Refused::Invalid(_) | Refused::Conflict(_))) => Ok(Went::Amiss(refused, all(look)?)),
        Err(refused) => Err(refused),
    });
    tell(
        (&app, &reader, &asked, Here::People),
        tried.await,
        |_, led| lead_on(&app, &reader, led),
        |frame, found, Amiss { sentence, .. }| {
            let fault = CircleFault { act, circle, sentence, typed: values };
            pages::circles(frame, &found, &CirclesAsked::fault(fault))
        },
    )
}
