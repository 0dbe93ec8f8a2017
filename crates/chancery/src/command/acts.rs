//! The acts on a paper.

use chancery_registry::{Refused, View};

use jiff::civil::{Date, Time};

use crate::args::{Common, PutUpArgs};
use crate::{office, terminal};

/// Opens, acts, says so, closes.
pub fn act(
    common: &Common,
    said: &str,
    act: impl FnOnce(&View) -> Result<(), Refused>,
) -> anyhow::Result<()> {
    let (registry, view) = office::view(common)?;
    act(&view)?;
    drop(view);
    registry.close();
    terminal::done(common.json, said)
}

/// `chancery put-up`.
pub fn put_up(common: &Common, args: &PutUpArgs) -> anyhow::Result<()> {
    let PutUpArgs { reference, before, purpose, meeting, note, because } = args;
    act(common, "put up", |view| {
        view.because(because);
        view.put_up(reference, before, purpose, meeting.as_deref(), note)
    })
}

/// `chancery minute`.
pub fn minute(common: &Common, reference: &str, text: &str, because: &str) -> anyhow::Result<()> {
    act(common, "minuted", |view| {
        view.because(because);
        view.minute(reference, text)
    })
}

/// `chancery initial`.
pub fn initial(common: &Common, reference: &str) -> anyhow::Result<()> {
    act(common, "initialled", |view| view.initial(reference))
}

/// `chancery enclose`.
pub fn enclose(common: &Common, reference: &str, cover: &str) -> anyhow::Result<()> {
    act(common, "enclosed", |view| view.enclose(cover, reference))
}

/// `chancery detach`.
pub fn detach(common: &Common, reference: &str) -> anyhow::Result<()> {
    act(common, "detached", |view| view.detach(reference))
}

/// `chancery settle`.
pub fn settle(common: &Common, reference: &str, marking: &str) -> anyhow::Result<()> {
    act(common, "settled", |view| view.settle(reference, marking))
}

/// `chancery meet`.
pub fn meet(
    common: &Common,
    date: Date,
    at: Option<Time>,
    subject: &str,
    marking: &str,
    because: &str,
) -> anyhow::Result<()> {
    let (registry, view) = office::view(common)?;
    view.because(because);
    let id = view.note_meeting(date, at, subject, marking)?;
    drop(view);
    registry.close();
    if common.json {
        return terminal::json(&serde_json::json!({ "meeting": id }));
    }
    terminal::answer(&id);
    Ok(())
}
