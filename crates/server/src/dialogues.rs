//! Dialogues: between whom papers tell of talks, and one of them.

use crate::answer::read;
use crate::desk::Look;
use crate::pages::{self, Here};
use crate::request::{Asked, page_number, value};
use crate::sessions::SignedIn;
use crate::state::App;
use axum::extract::State;
use axum::response::Response;

/// With two names, their dialogue; without, those between whom there is one.
pub(crate) async fn dialogue(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let side = |name: &str| value(&asked.query, name).to_owned();
    let (a, b, page) = (side("a"), side("b"), page_number(&asked.query));
    if a.is_empty() && b.is_empty() {
        return read((app, reader, asked), Here::Dialogues, |look| look.dialogues(), pages::dialogues).await;
    }
    let ask = move |look: &dyn Look| look.dialogue(&a, &b, page);
    read((app, reader, asked), Here::Dialogues, ask, pages::dialogue).await
}
