//! Transcripts: the form in which one is put right, and what stood there before.

use crate::acting::act;
use crate::answer::read;
use crate::desk::Look;
use crate::pages::{self, Amiss, Frame, Here, KNEW, Transcript};
use crate::request::{Sent, Wanted, number_of, value};
use crate::url;
use axum::response::Response;

/// A form with a transcript in it is not longer than this.
pub(crate) const TRANSCRIPT_FORM_BYTES_MAX: usize = 13 << 20;

pub(crate) async fn transcript(Wanted { app, on: name, reader, asked }: Wanted) -> Response {
    let show = |frame: &Frame, found: &_| pages::transcript(frame, found, &Transcript::default());
    read((app, reader, asked), Here::Register, move |look| look.transcript(&name), show).await
}

pub(crate) async fn version(
    Wanted { app, on: (name, number), reader, asked }: Wanted<(String, String)>,
) -> Response {
    let ask = move |look: &dyn Look| look.version(&name, number_of(&number)?);
    read((app, reader, asked), Here::Register, ask, pages::version).await
}

pub(crate) async fn correct(Sent { app, on: name, reader, asked, mut values, asking }: Sent) -> Response {
    let text = values.remove("text").unwrap_or_default();
    let (again, typed) = (name.clone(), text.clone());
    let does = move |look: &dyn Look| {
        look.because(value(&values, "because"));
        look.knew(value(&values, KNEW));
        look.correct_transcript(&name, &text)?;
        let path = format!("/paper/{}", url::encode(&name));
        Ok(format!("{}#done", url::with_query(&path, &[("done", "transcript")])))
    };
    let again = move |look: &dyn Look| look.transcript(&again);
    act(
        (app, reader, asked, asking),
        Here::Register,
        does,
        again,
        |frame, found, Amiss { sentence, below }| {
            pages::transcript(frame, found, &Transcript { fault: Some(sentence), below, typed })
        },
    )
    .await
}
