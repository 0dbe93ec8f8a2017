//! Circles: the page, and the acts of its forms.

use crate::answer::{frame, no_reader, page, read, refusal_of, refused_to, see_other};
use crate::desk::Look;
use crate::pages::{self, CircleAct, CircleFault, Circles, CirclesAsked, Here};
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

pub(crate) async fn make(Sent { app, on: (), reader, asked, values }: Sent<()>) -> Response {
    act(Sent { app, on: String::new(), reader, asked, values }, CircleAct::Make, |look, _, values| {
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

/// How an act went: it was done, or it was refused, with the circles to show the refusal on.
enum Went {
    Done,
    Faulty(Refused, Box<Circles>),
}

async fn act(
    Sent { app, on: circle, reader, asked, values }: Sent,
    act: CircleAct,
    does: fn(&dyn Look, &str, &Values) -> Result<(), Refused>,
) -> Response {
    let (on, typed) = (circle.clone(), values.clone());
    let went = app.look(&reader, move |look| match does(look, &on, &typed) {
        Ok(()) => Ok(Went::Done),
        Err(refused @ (Refused::Invalid(_) | Refused::Conflict(_))) => {
            Ok(Went::Faulty(refused, Box::new(all(look)?)))
        }
        Err(refused) => Err(refused),
    });
    match went.await {
        Ok((_, Ok(Went::Done))) => {
            see_other(&format!("{}#done", url::with_query("/circles", &[("done", act.word())])))
        }
        Ok((who, Ok(Went::Faulty(refused, found)))) if !asked.json => {
            let (status, refusal) = refusal_of(refused);
            let fault = CircleFault { act, circle, sentence: refusal.sentence, typed: values };
            page(
                status,
                pages::circles(&frame(&who, &reader, Here::People), &found, &CirclesAsked::fault(fault)),
            )
        }
        Ok((who, Ok(Went::Faulty(refused, _)) | Err(refused))) => {
            refused_to(&who, &reader, refused, asked.json)
        }
        Err(refused) => no_reader(&app, &reader, refused, asked.json),
    }
}
