//! The acts on a paper.

use chancery_registry::{Deadline, NewMeeting, PuttingUp, Refused, Together, View};

use super::in_hand;
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
    let deadline = args.deadline.due.map(|day| Deadline {
        day,
        clock: args.deadline.due_at,
        reason: args.deadline.reason.clone(),
    });
    let wanted = PuttingUp {
        principal: args.before.clone(),
        purpose: args.purpose,
        meeting: args.meeting.clone().unwrap_or_default(),
        note: args.note.clone(),
        deadline,
    };
    let [one] = args.references.as_slice() else {
        return in_hand::together(common, &args.references, &args.because, &Together::PutUp(wanted));
    };
    act(common, "put up", |view| {
        view.because(&args.because);
        view.put_up(one, &wanted)
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
pub fn initial(common: &Common, references: &[String]) -> anyhow::Result<()> {
    let [one] = references else {
        return in_hand::together(common, references, "", &Together::Initial);
    };
    act(common, "initialled", |view| view.initial(one))
}

/// `chancery enclose`.
pub fn enclose(common: &Common, reference: &str, cover: &str) -> anyhow::Result<()> {
    act(common, "enclosed", |view| view.enclose(cover, reference))
}

/// `chancery detach`.
pub fn detach(common: &Common, reference: &str, from: &str) -> anyhow::Result<()> {
    act(common, "detached", |view| view.detach(reference, from))
}

/// `chancery settle`.
pub fn settle(common: &Common, reference: &str, marking: &str) -> anyhow::Result<()> {
    act(common, "settled", |view| view.settle(reference, marking))
}

/// `chancery meet`.
pub fn meet(common: &Common, wanted: &NewMeeting, because: &str) -> anyhow::Result<()> {
    let (registry, view) = office::view(common)?;
    view.because(because);
    let id = view.note_meeting(wanted)?;
    drop(view);
    registry.close();
    if common.json {
        return terminal::json(&serde_json::json!({ "meeting": id }));
    }
    terminal::answer(&id);
    Ok(())
}
