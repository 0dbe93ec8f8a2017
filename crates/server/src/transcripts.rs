//! Transcripts: the form in which one is put right, and what stood there before.

use crate::answer::{frame, no_reader, page, read, refusal_of, refused_to, see_other};
use crate::pages::{self, Frame, Here, Transcript};
use crate::request::{Asked, SignedForm, number_of, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::{Path, State};
use axum::response::Response;
use chancery_registry::Refused;

/// A form with a transcript in it is not longer than this.
pub(crate) const TRANSCRIPT_FORM_BYTES_MAX: usize = 13 << 20;

pub(crate) async fn transcript(
    State(app): State<App>,
    Path(name): Path<String>,
    reader: SignedIn,
    asked: Asked,
) -> Response {
    let show = |frame: &Frame, found: &_| pages::transcript(frame, found, &Transcript::default());
    read((app, reader, asked), Here::Register, move |look| look.transcript(&name), show).await
}

pub(crate) async fn version(
    State(app): State<App>,
    Path((name, number)): Path<(String, String)>,
    reader: SignedIn,
    asked: Asked,
) -> Response {
    let ask = move |look: &dyn crate::desk::Look| look.version(&name, number_of(&number)?);
    read((app, reader, asked), Here::Register, ask, pages::version).await
}

pub(crate) async fn correct(
    State(app): State<App>,
    Path(name): Path<String>,
    reader: SignedIn,
    asked: Asked,
    SignedForm(mut values): SignedForm,
) -> Response {
    let text = values.remove("text").unwrap_or_default();
    let (paper, typed) = (name.clone(), text.clone());
    let went = app.look(&reader, move |look| {
        look.because(value(&values, "because"));
        Ok(match look.correct_transcript(&paper, &text) {
            Err(refused @ (Refused::Invalid(_) | Refused::Conflict(_) | Refused::Below(_))) => {
                Err((look.transcript(&paper)?, refused))
            }
            other => Ok(other?),
        })
    });
    match went.await {
        Ok((_, Ok(Ok(())))) => {
            let path = format!("/paper/{}", url::encode(&name));
            see_other(&format!("{}#done", url::with_query(&path, &[("done", "transcript")])))
        }
        Ok((who, Ok(Err((found, refused))))) if !asked.json => {
            let below = matches!(refused, Refused::Below(_));
            let (status, refusal) = refusal_of(refused);
            let frame = frame(&who, &reader, Here::Register);
            page(
                status,
                pages::transcript(
                    &frame,
                    &found,
                    &Transcript { fault: Some(refusal.sentence), below, typed },
                ),
            )
        }
        Ok((who, Ok(Err((_, refused))) | Err(refused))) => refused_to(&who, &reader, refused, asked.json),
        Err(refused) => no_reader(&app, &reader, refused, asked.json),
    }
}
