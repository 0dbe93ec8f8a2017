//! Boxes: what lies in them, one paper at a time, and the acts of who works at them.

use crate::acting::{Leads, act_by_form, act_on, page_of};
use crate::acts::putting_up;
use crate::answer::{answer, frame, page, read, see_other};
use crate::desk::Look;
use crate::pages::{self, Frame, Here, PrincipalBox, Told};
use crate::request::{Asked, Sent, Values, Wanted, clock, day, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chancery_registry::answers::BoxPaper;
use chancery_registry::{Deciding, Mark, MarkGiven, Ordered, PuttingUp, Refused};
use std::sync::Arc;

/// Rows of the form in which things are ordered.
pub(crate) const ORDER_ROWS: usize = 3;

/// Sends to the reader's own box, else to the first there is.
pub(crate) async fn boxes(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let ask = |look: &dyn Look| Ok((look.own_box()?, look.principals()?));
    answer((&app, &reader, asked.json), ask, |who, (own, posts)| {
        match own.as_ref().or(posts.first().map(|post| &post.handle)) {
            Some(first) => see_other(&address(first)),
            None => page(StatusCode::OK, pages::no_boxes(&frame(who, &reader, Here::Box))),
        }
    })
    .await
}

fn address(principal: &str) -> String {
    format!("/box/{}", url::encode(principal))
}

fn whole(look: &dyn Look, principal: &str) -> Result<PrincipalBox, Refused> {
    Ok(PrincipalBox { page: look.box_of(principal)?, principals: look.principals()? })
}

pub(crate) async fn box_of(wanted: Wanted) -> Response {
    page_of(wanted, Here::Box, whole, pages::principal_box).await
}

pub(crate) async fn box_paper(
    Wanted { app, on: (principal, paper), reader, asked }: Wanted<InBox>,
) -> Response {
    let before = asked.query.get("before").map(|before| ("before".to_owned(), before.clone()));
    let told = Told { typed: before.into_iter().collect(), ..Told::done(value(&asked.query, "done")) };
    let last = app.sessions.reason_for(&reader.key, &principal);
    let ask = move |look: &dyn Look| look.box_paper(&principal, &paper);
    let show = |frame: &Frame, found: &BoxPaper| {
        pages::box_paper(frame, found, &with_last_reason(&told, found.below && found.may_mark, &last))
    };
    read((app, reader, asked), Here::Box, ask, show).await
}

/// What was typed, with the reason that was last given for the same box, where one is wanted and none was typed. It
/// stands in its field, to be read and sent again; nothing is entered that does not stand there.
fn with_last_reason(told: &Told, wanted: bool, last: &str) -> Told {
    let wanted = wanted || told.amiss.as_ref().is_some_and(|amiss| amiss.below);
    let typed = told.typed.get("because").is_some_and(|typed| !typed.trim().is_empty());
    let mut told = told.clone();
    if wanted && !typed && !last.is_empty() {
        told.typed.insert("because".to_owned(), last.to_owned());
        told.earlier = true;
    }
    told
}

/// Keeps the reason that a form gave, once what it was given for is entered.
fn keeping_reason(sent: &Sent<InBox>) -> impl Fn(&Values) + Send + 'static + use<> {
    let (sessions, key, of_box) = (Arc::clone(&sent.app.sessions), sent.reader.key, sent.on.0.clone());
    move |values: &Values| {
        let reason = value(values, "because");
        if !reason.is_empty() {
            sessions.gave_reason(&key, &of_box, reason);
        }
    }
}

/// The box and a paper in it, as an address names them.
type InBox = (String, String);

pub(crate) async fn put_up(Wanted { app, on: (principal, paper), reader, asked }: Wanted<InBox>) -> Response {
    let ask = move |look: &dyn Look| look.put_up_page(&principal, &paper);
    let show = |frame: &pages::Frame, found: &_| pages::put_up(frame, found, &Told::default());
    read((app, reader, asked), Here::Box, ask, show).await
}

/// It leads back to the box.
pub(crate) async fn change_put_up(sent: Sent<InBox>) -> Response {
    let (keep, last) = (keeping_reason(&sent), sent.app.sessions.reason_for(&sent.reader.key, &sent.on.0));
    let does = move |look: &dyn Look, (principal, paper): &InBox, values: &Values| {
        let wanted = PuttingUp { principal: principal.clone(), ..putting_up(values)? };
        look.change_put_up(paper, &wanted)?;
        keep(values);
        Ok(format!("{}#done", url::with_query(&address(principal), &[("done", "changed")])))
    };
    let again = |look: &dyn Look, (principal, paper): &InBox, _: &Values| look.put_up_page(principal, paper);
    let show = |frame: &Frame, found: &_, told: &Told| {
        pages::put_up(frame, found, &with_last_reason(told, false, &last))
    };
    act_by_form(sent, Here::Box, does, again, show).await
}

/// An act of a form on the page of a box.
async fn on_box(
    sent: Sent,
    does: impl FnOnce(&dyn Look, &str, &Values) -> Result<&'static str, Refused> + Send + 'static,
) -> Response {
    let does = |look: &dyn Look, box_of: &str, values: &Values| does(look, box_of, values).map(Leads::Back);
    act_on(sent, (Here::Box, address), does, whole, pages::principal_box).await
}

/// It leads back to the paper in its new place, which stays in hand.
pub(crate) async fn order(sent: Sent) -> Response {
    let does = |look: &dyn Look, principal: &str, values: &Values| {
        let (place, paper) = value(values, "to").split_once(' ').unwrap_or_default();
        let place = place.parse().map_err(|_| Refused::Invalid("say to which place it goes".into()))?;
        look.order_in_box(principal, paper, place)?;
        let back = url::with_query(&address(principal), &[("done", "ordered")]);
        Ok(Leads::To(format!("{back}#row-{}", url::encode(paper))))
    };
    act_on(sent, (Here::Box, address), does, whole, pages::principal_box).await
}

pub(crate) async fn take_out(sent: Sent) -> Response {
    on_box(sent, |look, principal, values| {
        look.take_out(principal, value(values, "paper")).map(|()| "taken-out")
    })
    .await
}

pub(crate) async fn close(sent: Sent) -> Response {
    on_box(sent, |look, principal, values| {
        let day = day(values, "day")?.ok_or_else(|| Refused::Invalid("say on which day it closes".into()))?;
        let at =
            clock(values, "clock")?.ok_or_else(|| Refused::Invalid("say at what hour it closes".into()))?;
        look.close_box(principal, day.to_datetime(at)).map(|()| "closes")
    })
    .await
}

/// The principal's mark; it leads on to the paper that lies next.
pub(crate) async fn mark(sent: Sent<InBox>) -> Response {
    let (keep, last) = (keeping_reason(&sent), sent.app.sessions.reason_for(&sent.reader.key, &sent.on.0));
    let does = move |look: &dyn Look, (principal, paper): &InBox, values: &Values| {
        let next = look.box_of(principal)?.after(paper);
        let done = if value(values, "again") == "yes" { "marked-again" } else { "marked" };
        look.mark(principal, paper, &given(values)?)?;
        keep(values);
        Ok(match next {
            Some(next) => {
                let path = format!("{}/paper/{}", address(principal), url::encode(&next));
                format!("{}#done", url::with_query(&path, &[("done", done), ("before", paper)]))
            }
            None => format!("{}#done", url::with_query(&address(principal), &[("done", done)])),
        })
    };
    let again = |look: &dyn Look, (principal, paper): &InBox, _: &Values| look.box_paper(principal, paper);
    let show = |frame: &Frame, found: &_, told: &Told| {
        pages::box_paper(frame, found, &with_last_reason(told, false, &last))
    };
    act_by_form(sent, Here::Box, does, again, show).await
}

fn given(values: &Values) -> Result<MarkGiven, Refused> {
    let mark = Mark::from_word(value(values, "mark"))
        .ok_or_else(|| Refused::Invalid("choose a mark: agree, do not agree, discuss, seen, other".into()))?;
    Ok(MarkGiven {
        mark,
        words: value(values, "words").to_owned(),
        decided: decided(values)?,
        ordered: ordered(values, ORDER_ROWS)?,
        once: value(values, "once").to_owned(),
        again: value(values, "again") == "yes",
    })
}

/// What is decided of single recommendations, each with the words that stood beside it.
fn decided(values: &Values) -> Result<Vec<Deciding>, Refused> {
    let row = |number: u32| {
        let word = value(values, &format!("decide-{number}"));
        if word.is_empty() {
            return Ok(None);
        }
        let mark = Mark::from_word(word)
            .ok_or_else(|| Refused::Invalid("choose what is decided of each recommendation".into()))?;
        let recommendation = Some(value(values, &format!("recommended-{number}")).to_owned());
        Ok(Some(Deciding { number, recommendation, mark }))
    };
    (1..)
        .take_while(|n| values.contains_key(&format!("recommended-{n}")))
        .filter_map(|n| row(n).transpose())
        .collect()
}

/// What is ordered in the rows of a form.
pub(crate) fn ordered(values: &Values, rows: usize) -> Result<Vec<Ordered>, Refused> {
    let row = |n: usize| {
        let field = |name: &str| value(values, &format!("{name}-{n}")).to_owned();
        Ok(Ordered { owner: field("owner"), what: field("what"), due: day(values, &format!("due-{n}"))? })
    };
    (1..=rows).map(row).collect()
}
