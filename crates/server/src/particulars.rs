//! A paper's particulars: as a clerk settles them in the tray, and as they are put right ever after.

use crate::acting::{Leads, act_on};
use crate::answer::read;
use crate::desk::Look;
use crate::pages::{self, Frame, Here, Told};
use crate::request::{Sent, Values, Wanted};
use crate::url;
use axum::response::Response;
use chancery_registry::Typed;

pub(crate) async fn form(Wanted { app, on: name, reader, asked }: Wanted) -> Response {
    let show = |frame: &Frame, found: &_| pages::particulars(frame, found, &Told::default());
    read((app, reader, asked), Here::Register, move |look| look.particulars_page(&name), show).await
}

pub(crate) async fn put_right(sent: Sent) -> Response {
    let does = |look: &dyn Look, paper: &str, values: &Values| {
        look.put_particulars_right(paper, &typed(values))?;
        Ok(Leads::Back("particulars"))
    };
    let again = |look: &dyn Look, paper: &str| look.particulars_page(paper);
    act_on(sent, (Here::Register, paper), does, again, pages::particulars).await
}

fn paper(id: &str) -> String {
    format!("/paper/{}", url::encode(id))
}

/// What a form does not send stays as it stands.
pub(crate) fn typed(values: &Values) -> Typed {
    let text = |name: &str| values.get(name).cloned();
    Typed {
        kind: text("kind"),
        from: text("from"),
        to: text("to"),
        copied_to: text("copied_to"),
        date: text("date"),
        place: text("place"),
        reference: text("reference"),
        subject: text("subject"),
        file: text("file"),
        state: text("state").and_then(|state| state.parse().ok()),
    }
}
