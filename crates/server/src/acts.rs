//! Acts: forms that a paper's page bears. Each is answered by the page it came from.

use crate::answer::{frame, no_reader, page, refused_to, see_other};
use crate::desk::Look;
use crate::listed::{self, Listed};
use crate::pages::{self, Act, Fault, Here, PaperAsked};
use crate::reads::none_for_others;
use crate::request::{Asked, Sent, SignedForm, Values, clock, day, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chancery_registry::answers::{ListAsked, PaperPage, ReaderShown};
use chancery_registry::{Deadline, PuttingUp, Refused};

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
    Ok(PuttingUp {
        principal: text("principal"),
        purpose: text("purpose"),
        meeting: text("meeting"),
        note: text("note"),
        deadline: due.map(|day| Deadline { day, clock, reason }),
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
    do_on_paper(sent, Act::Detach, |look, paper, _| look.detach(paper)).await
}

pub(crate) async fn settle(sent: Sent) -> Response {
    do_on_paper(sent, Act::Settle, |look, paper, values| look.settle(paper, value(values, "marking"))).await
}

/// Verifies the ledger, for its keeper.
pub(crate) async fn verify(
    State(app): State<App>,
    reader: SignedIn,
    asked: Asked,
    SignedForm(_): SignedForm,
) -> Response {
    match app.look(&reader, |look| look.verify().map_err(none_for_others)).await {
        Ok((_, Ok(_))) => see_other("/ledger"),
        Ok((who, Err(refused))) => refused_to(&who, &reader, refused, asked.json),
        Err(refused) => no_reader(&app, &reader, refused, asked.json),
    }
}

/// Ends the sitting: what is written from now on is no longer held against what was opened before.
pub(crate) async fn end_sitting(
    State(app): State<App>,
    reader: SignedIn,
    asked: Asked,
    SignedForm(_): SignedForm,
) -> Response {
    match app.look(&reader, |look| look.end_sitting()).await {
        Ok((_, Ok(()))) => see_other("/#sitting"),
        Ok((who, Err(refused))) => refused_to(&who, &reader, refused, asked.json),
        Err(refused) => no_reader(&app, &reader, refused, asked.json),
    }
}

/// How an act went: it was done, or it was refused, with the paper to show the refusal on.
enum Went {
    Done,
    Refused(Refused),
    Faulty(Refused, Box<Listed<PaperPage>>),
}

/// An act of a form that stands on a paper's page.
pub(crate) async fn do_on_paper(
    Sent { app, on: name, reader, asked, values }: Sent,
    act: Act,
    does: fn(&dyn Look, &str, &Values) -> Result<(), Refused>,
) -> Response {
    let (paper, typed) = (name.clone(), values.clone());
    let (anchor, list) = (anchor(act, &values), listed::list_of_form(&values));
    let sought = list.clone();
    let went = app.look(&reader, move |look| Ok(went(look, &paper, &typed, (does, sought.as_ref())))).await;
    match went {
        Ok((_, Ok(Went::Done))) => {
            let path = format!("/paper/{}", url::encode(&name));
            see_other(&format!("{}#{anchor}", listed::within(&path, list.as_ref(), &[("done", act.word())])))
        }
        Ok((who, Ok(Went::Faulty(refused, paper)))) if !asked.json => {
            faulty((&who, &reader), refused, &paper, (Fault::of(act, values), list))
        }
        Ok((who, Ok(Went::Refused(refused) | Went::Faulty(refused, _)) | Err(refused))) => {
            refused_to(&who, &reader, refused, asked.json)
        }
        Err(refused) => no_reader(&app, &reader, refused, asked.json),
    }
}

/// Where the eye should be: at what was done; after a finding was judged, at the finding.
fn anchor(act: Act, values: &Values) -> String {
    let number = value(values, "number").parse::<u32>().ok().filter(|_| act == Act::Judge);
    number.map_or_else(|| "done".to_owned(), |number| format!("f{number}"))
}

/// What a form does with a paper.
type Deed = fn(&dyn Look, &str, &Values) -> Result<(), Refused>;

fn went(look: &dyn Look, paper: &str, values: &Values, (does, list): (Deed, Option<&ListAsked>)) -> Went {
    match does(look, paper, values) {
        Ok(()) => Went::Done,
        // What the form names may be what is absent, so the paper is asked for to tell the two apart.
        Err(refused @ (Refused::Invalid(_) | Refused::Conflict(_) | Refused::Below(_) | Refused::Absent)) => {
            match look.paper(paper).and_then(|page| Listed::of(look, page, (paper, ""), list)) {
                Ok(page) => Went::Faulty(refused, Box::new(page)),
                Err(refused) => Went::Refused(refused),
            }
        }
        Err(refused) => Went::Refused(refused),
    }
}

/// The paper's page again, with what was typed and what is amiss with it.
fn faulty(
    (who, reader): (&ReaderShown, &SignedIn),
    refused: Refused,
    paper: &Listed<PaperPage>,
    (fault, list): (Fault, Option<ListAsked>),
) -> Response {
    let below = matches!(refused, Refused::Below(_));
    let (status, refusal) = crate::answer::refusal_of(refused);
    let status = if status == StatusCode::NOT_FOUND { StatusCode::UNPROCESSABLE_ENTITY } else { status };
    let fault = Fault { sentence: refusal.sentence, below, ..fault };
    let asked = PaperAsked::fault(fault).in_list(paper.way(list));
    page(status, pages::paper(&frame(who, reader, Here::Register), &paper.page, &asked))
}
