//! Acts: forms that a paper's page bears. Each is answered by the page it came from.

use crate::acting::{act, lead};
use crate::desk::Look;
use crate::listed::{self, Listed};
use crate::pages::{self, Act, Amiss, Fault, Here, PaperAsked};
use crate::reads::none_for_others;
use crate::request::{Sent, Values, clock, day, value};
use crate::url;
use axum::response::Response;
use chancery_registry::{Deadline, Purpose, PuttingUp, Refused};

pub(crate) async fn minute(sent: Sent) -> Response {
    do_on_paper(sent, Act::Minute, |look, paper, values| {
        look.because(value(values, "because"));
        look.minute(paper, value(values, "text"))
    })
    .await
}

pub(crate) async fn initial(sent: Sent) -> Response {
    do_on_paper(sent, Act::Initial, |look, paper, _| look.initial(paper)).await
}

pub(crate) async fn put_up(sent: Sent) -> Response {
    do_on_paper(sent, Act::PutUp, |look, paper, values| {
        look.because(value(values, "because"));
        look.put_up(paper, &putting_up(values)?)
    })
    .await
}

pub(crate) fn putting_up(values: &Values) -> Result<PuttingUp, Refused> {
    let text = |name: &str| value(values, name).to_owned();
    let due = day(values, "due")?;
    let (clock, reason) = (clock(values, "due-clock")?, text("due-reason"));
    if due.is_none() && clock.is_some() {
        return Err(Refused::Invalid("say on which day it is wanted by that hour".into()));
    }
    Ok(PuttingUp {
        principal: text("principal"),
        purpose: purpose(value(values, "purpose"))?,
        meeting: text("meeting"),
        note: text("note"),
        deadline: due.map(|day| Deadline { day, clock, reason }),
    })
}

fn purpose(word: &str) -> Result<Purpose, Refused> {
    Purpose::from_word(word).ok_or_else(|| {
        let words = Purpose::ALL.map(Purpose::word).join(", ");
        Refused::Invalid(format!("a paper is put up for one of: {words}"))
    })
}

pub(crate) async fn order(sent: Sent) -> Response {
    do_on_paper(sent, Act::Order, crate::chase::order).await
}

/// The page is the enclosure's; its form names the cover.
pub(crate) async fn enclose(sent: Sent) -> Response {
    do_on_paper(sent, Act::Enclose, |look, paper, values| look.enclose(value(values, "cover"), paper)).await
}

pub(crate) async fn detach(sent: Sent) -> Response {
    do_on_paper(sent, Act::Detach, |look, paper, values| look.detach(paper, value(values, "cover"))).await
}

pub(crate) async fn settle(sent: Sent) -> Response {
    do_on_paper(sent, Act::Settle, |look, paper, values| look.settle(paper, value(values, "marking"))).await
}

/// Verifies the ledger, for its keeper.
pub(crate) async fn verify(Sent { app, reader, asked, asking, .. }: Sent<()>) -> Response {
    lead((app, reader, asked, asking), |look| {
        look.verify().map_err(none_for_others)?;
        Ok("/ledger".to_owned())
    })
    .await
}

/// Ends the sitting: what is written from now on is no longer held against what was opened before.
pub(crate) async fn end_sitting(Sent { app, reader, asked, asking, .. }: Sent<()>) -> Response {
    app.sessions.forget_reasons(&reader.key);
    lead((app, reader, asked, asking), |look| {
        look.end_sitting()?;
        Ok("/#sitting".to_owned())
    })
    .await
}

/// An act of a form that stands on a paper's page.
pub(crate) async fn do_on_paper(
    Sent { app, on: paper, reader, asked, values, asking }: Sent,
    deed: Act,
    does: fn(&dyn Look, &str, &Values) -> Result<(), Refused>,
) -> Response {
    let (fault, list) = (Fault::of(deed, values.clone()), listed::list_of_form(&values));
    let (again, sought, then) = (paper.clone(), list.clone(), list.clone());
    let does = move |look: &dyn Look| {
        does(look, &paper, &values)?;
        let path = format!("/paper/{}", url::encode(&paper));
        let page = listed::within(&path, then.as_ref(), &[("done", deed.word())]);
        Ok(format!("{page}#{}", anchor(deed, &values)))
    };
    act(
        (app, reader, asked, asking),
        Here::Register,
        does,
        move |look| Listed::of(look, look.paper(&again)?, (&again, ""), sought.as_ref()),
        |frame, found, Amiss { sentence, below }| {
            let asked = PaperAsked::fault(Fault { sentence, below, ..fault });
            pages::paper(frame, &found.page, &asked.in_list(found.way(list)))
        },
    )
    .await
}

/// Where the eye should be: at what was done; after a finding was judged, at the finding.
fn anchor(act: Act, values: &Values) -> String {
    let number = value(values, "number").parse::<u32>().ok().filter(|_| act == Act::Judge);
    number.map_or_else(|| "done".to_owned(), |number| format!("f{number}"))
}
