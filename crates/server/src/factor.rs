//! A second factor: set up on one's own page by the first code of a device, its recovery codes, and taken off.

use crate::acting::Leads;
use crate::answer::{frame, no_reader, page, refusal_of, refused_to};
use crate::desk::Look;
use crate::pages::{self, Amiss, Frame, Here, NewFactorShown, Person, RecoveryCodes, Told};
use crate::person::{must_be_own, on_person, sessions_of, whole};
use crate::request::{Sent, Values, untrimmed, value};
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chancery_registry::{NewFactor, Refused};
use maud::Markup;
use serde::Serialize;

/// What is shown in the very answer, which nothing keeps; or why not, and his page.
enum Once<T> {
    Shown(T),
    Amiss(Refused, Box<Person>),
}

/// Draws a secret for who shows his password.
pub(crate) async fn begin(sent: Sent) -> Response {
    let does = |look: &dyn Look, values: &Values| {
        look.begin_factor(untrimmed(values, "factor-now")).map(NewFactorShown::of)
    };
    shown_once(sent, does, |frame, new| pages::new_factor(frame, new, None)).await
}

/// Makes new recovery codes for who shows his password and a code.
pub(crate) async fn codes(sent: Sent) -> Response {
    let does = |look: &dyn Look, values: &Values| {
        let codes = look.renew_recovery(untrimmed(values, "renew-password"), value(values, "renew-code"))?;
        Ok(RecoveryCodes { codes, anew: true })
    };
    shown_once(sent, does, pages::recovery_codes).await
}

/// Does it for himself; what was not right is asked for again on his page.
async fn shown_once<T: Serialize + Send + 'static>(
    Sent { app, on, reader, asked, values }: Sent,
    does: fn(&dyn Look, &Values) -> Result<T, Refused>,
    show: fn(&Frame, &T) -> Markup,
) -> Response {
    let (turn, sessions) = (app.sign_in_turn().await, sessions_of(&app, &reader));
    let typed = values.clone();
    let done = app.look(&reader, move |look| {
        let _turn = turn;
        look.person_page(&on)?;
        must_be_own(look, &on)?;
        match does(look, &values) {
            Err(refused @ Refused::Invalid(_)) => {
                Ok(Once::Amiss(refused, Box::new(whole(look, &on, sessions)?)))
            }
            done => done.map(Once::Shown),
        }
    });
    match done.await {
        Ok((_, Ok(Once::Shown(shown)))) if asked.json => Json(shown).into_response(),
        Ok((who, Ok(Once::Shown(shown)))) => {
            page(StatusCode::OK, show(&frame(&who, &reader, Here::People), &shown))
        }
        Ok((who, Ok(Once::Amiss(refused, person)))) if !asked.json => {
            let (status, refusal) = refusal_of(refused);
            let amiss = Some(Amiss { sentence: refusal.sentence, below: false });
            let told = Told { typed, amiss, ..Told::default() };
            page(status, pages::person(&frame(&who, &reader, Here::People), &person, &told))
        }
        Ok((who, Ok(Once::Amiss(refused, _)) | Err(refused))) => {
            refused_to(&who, &reader, refused, asked.json)
        }
        Err(refused) => no_reader(&app, &reader, refused, asked.json),
    }
}

/// How its first code went.
enum Confirmed {
    Set(Vec<String>),
    Again(NewFactor, Refused),
}

/// Sets it by its first code, and shows the recovery codes in the very answer.
pub(crate) async fn confirm(Sent { app, on, reader, asked, values }: Sent) -> Response {
    let confirmed = app.look(&reader, move |look| {
        look.person_page(&on)?;
        must_be_own(look, &on)?;
        confirmed(look, value(&values, "begun"), value(&values, "code"))
    });
    match confirmed.await {
        Ok((who, Ok(Confirmed::Set(codes)))) => {
            // Whoever is signed in elsewhere in his name has shown no code.
            app.sessions.end_others(&reader.handle, &reader.key);
            app.sessions.set_up(&reader.key);
            let codes = RecoveryCodes { codes, anew: false };
            if asked.json {
                return Json(codes).into_response();
            }
            page(StatusCode::OK, pages::recovery_codes(&frame(&who, &reader, Here::People), &codes))
        }
        Ok((who, Ok(Confirmed::Again(new, refused)))) if !asked.json => {
            let (status, refusal) = refusal_of(refused);
            let frame = frame(&who, &reader, Here::People);
            page(status, pages::new_factor(&frame, &NewFactorShown::of(new), Some(&refusal.sentence)))
        }
        Ok((who, Ok(Confirmed::Again(_, refused)) | Err(refused))) => {
            refused_to(&who, &reader, refused, asked.json)
        }
        Err(refused) => no_reader(&app, &reader, refused, asked.json),
    }
}

/// A code that was not right is asked for again, of the same secret.
fn confirmed(look: &dyn Look, begun: &str, code: &str) -> Result<Confirmed, Refused> {
    match look.confirm_factor(begun, code) {
        Ok(codes) => Ok(Confirmed::Set(codes)),
        Err(refused @ Refused::Invalid(_)) => match look.begun_factor(begun) {
            Some(new) => Ok(Confirmed::Again(new, refused)),
            None => Err(refused),
        },
        Err(refused) => Err(refused),
    }
}

/// Takes it off: one's own by password and code, another's with a reason.
pub(crate) async fn take_off(sent: Sent) -> Response {
    let turn = sent.app.sign_in_turn().await;
    on_person(sent, move |look, person, values| {
        let _turn = turn;
        if look.who().handle == person {
            look.take_off_own_factor(untrimmed(values, "factor-password"), value(values, "code"))?;
        } else {
            look.take_off_factor(person, value(values, "factor-reason"))?;
        }
        Ok(Leads::Back("factor-off"))
    })
    .await
}
