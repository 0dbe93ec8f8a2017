//! Several undertakings at once: chosen by ticks in the chase list, each checked on its own.

use crate::answer::read;
use crate::desk::Look;
use crate::pages::{self, Here, TogetherAsked};
use crate::request::{Asked, Sent, Values, day, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::together::on_several;
use axum::extract::State;
use axum::response::Response;
use chancery_registry::{ChaseTogether, Refused};

/// The undertakings that were ticked, and what can be done with them.
pub(crate) async fn chosen(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let which = ticked(&asked.query);
    let show = |frame: &pages::Frame, found: &_| pages::chased(frame, found, &TogetherAsked::default());
    read((app, reader, asked), Here::Undertakings, move |look| look.chosen_undertakings(&which), show).await
}

/// Does it with each of them, and tells what became of each.
pub(crate) async fn act(sent: Sent<()>) -> Response {
    let does = |look: &dyn Look, values: &Values, deed: Option<&ChaseTogether>| match deed {
        Some(deed) => look.chase_together(&ticked(values), deed),
        None => look.chosen_undertakings(&ticked(values)),
    };
    on_several(sent, Here::Undertakings, (wanted, does), pages::chased).await
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
