//! A second factor: set up on one's own page by the first code of a device, its recovery codes, and taken off.

use crate::acting::{Leads, Went, tell};
use crate::answer::give;
use crate::desk::Look;
use crate::pages::{self, Frame, Here, NewFactorShown, RecoveryCodes, Told};
use crate::person::{must_be_own, on_person, sessions_of, whole};
use crate::request::{Sent, Values, untrimmed, value};
use axum::response::Response;
use chancery_registry::Refused;
use maud::Markup;
use serde::Serialize;

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
    Sent { app, on, reader, asked, values, .. }: Sent,
    does: fn(&dyn Look, &Values) -> Result<T, Refused>,
    show: fn(&Frame, &T) -> Markup,
) -> Response {
    let (turn, sessions) = (app.sign_in_turn().await, sessions_of(&app, &reader));
    let typed = values.clone();
    let tried = app.look(&reader, move |look| {
        let _turn = turn;
        look.person_page(&on)?;
        must_be_own(look, &on)?;
        match does(look, &values) {
            Err(refused @ Refused::Invalid(_)) => Ok(Went::Amiss(refused, whole(look, &on, sessions)?)),
            done => done.map(Went::Done),
        }
    });
    tell(
        (&app, &reader, &asked, Here::People),
        tried.await,
        |frame, shown| give(frame, shown, asked.json, |frame, shown| show(frame, &shown)),
        |frame, person, amiss| {
            pages::person(frame, &person, &Told { typed, amiss: Some(amiss), ..Told::default() })
        },
    )
}

/// Sets it by its first code, and shows the recovery codes in the very answer.
pub(crate) async fn confirm(Sent { app, on, reader, asked, values, .. }: Sent) -> Response {
    let tried = app.look(&reader, move |look| {
        look.person_page(&on)?;
        must_be_own(look, &on)?;
        confirmed(look, value(&values, "begun"), value(&values, "code"))
    });
    tell(
        (&app, &reader, &asked, Here::People),
        tried.await,
        |frame, codes| {
            // Whoever is signed in elsewhere in his name has shown no code.
            app.sessions.end_others(&reader.handle, &reader.key);
            app.sessions.set_up(&reader.key);
            let codes = RecoveryCodes { codes, anew: false };
            give(frame, codes, asked.json, |frame, codes| pages::recovery_codes(frame, &codes))
        },
        |frame, new, amiss| pages::new_factor(frame, &new, Some(&amiss.sentence)),
    )
}

/// A code that was not right is asked for again, of the same secret.
fn confirmed(look: &dyn Look, begun: &str, code: &str) -> Result<Went<Vec<String>, NewFactorShown>, Refused> {
    match look.confirm_factor(begun, code) {
        Ok(codes) => Ok(Went::Done(codes)),
        Err(refused @ Refused::Invalid(_)) => match look.begun_factor(begun) {
            Some(new) => Ok(Went::Amiss(refused, NewFactorShown::of(new))),
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
