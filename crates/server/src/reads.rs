//! Pages that are read. None of them changes anything, except that opening a paper is entered as seen.

use crate::answer::{answer, read};
use crate::desk::Look;
use crate::listed::{self, Listed};
use crate::pages::{self, Here, PaperAsked};
use crate::request::{Asked, Values, Wanted, day, number_of, page_number, value};
use crate::sessions::SignedIn;
use crate::state::App;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use chancery_registry::Refused;
use chancery_registry::answers::RegisterFilter;

pub(crate) async fn health() -> &'static str {
    "ok"
}

pub(crate) async fn today(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    read((app, reader, asked), Here::Today, |look| look.today(), pages::today).await
}

/// Where an office is not made for trying, there is no tour.
pub(crate) async fn tour(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let there = app.house.tour;
    let ask = move |_: &dyn Look| if there { Ok(()) } else { Err(Refused::Absent) };
    read((app, reader, asked), Here::Nowhere, ask, |frame, ()| pages::tour(frame)).await
}

pub(crate) async fn paper(Wanted { app, on: name, reader, asked }: Wanted) -> Response {
    let done = value(&asked.query, "done").to_owned();
    let correct = value(&asked.query, "correct").parse().ok();
    let list = listed::list(&asked.query);
    let sought = list.clone();
    let ask = move |look: &dyn Look| {
        let page = look.paper(&name)?;
        let id = page.line.id.clone();
        Listed::of(look, page, (&id, ""), sought.as_ref())
    };
    let show = |frame: &pages::Frame, found: &Listed<_>| {
        let asked = PaperAsked::done(&done).correcting(correct).in_list(found.way(list));
        pages::paper(frame, &found.page, &asked)
    };
    read((app, reader, asked), Here::Register, ask, show).await
}

/// The bytes as they came, to be kept and never to be shown: whatever they are, no page of ours runs them.
pub(crate) async fn original(Wanted { app, on: name, reader, asked }: Wanted) -> Response {
    let ask = move |look: &dyn Look| look.original(&name);
    answer((&app, &reader, asked.json), ask, |_, original| {
        attachment("application/octet-stream", &original.name, original.bytes)
    })
    .await
}

/// Bytes to be kept: whatever they are, no page of ours runs them.
pub(crate) fn attachment(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_. ".contains(c);
    let name: String = name.chars().map(|c| if plain(c) { c } else { '-' }).collect();
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
    ];
    (headers, bytes).into_response()
}

pub(crate) async fn cites(
    Wanted { app, on: (name, number), reader, asked }: Wanted<(String, String)>,
) -> Response {
    let ask = move |look: &dyn Look| look.cited(&name, number_of(&number)?);
    read((app, reader, asked), Here::Register, ask, pages::cited).await
}

/// A page as a picture. It was drawn here, and is a picture and nothing else.
pub(crate) async fn page_picture(
    Wanted { app, on: (name, number), reader, asked }: Wanted<(String, String)>,
) -> Response {
    let ask = move |look: &dyn Look| look.page_picture(&name, number_of(&number)?);
    let give = |_: &_, png: Vec<u8>| ([(CONTENT_TYPE, "image/png")], png).into_response();
    answer((&app, &reader, asked.json), ask, give).await
}

pub(crate) async fn register(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let filter = filter_of(&asked.query);
    let (shown, fault) = (filter.clone(), no_day(&asked.query));
    let refused = fault.clone().filter(|_| asked.json);
    let show = |frame: &pages::Frame, found: &_| pages::register(frame, &shown, found, fault.as_deref());
    let ask = move |look: &dyn Look| match refused {
        Some(fault) => Err(Refused::Invalid(fault)),
        None => look.register(&filter),
    };
    read((app, reader, asked), Here::Register, ask, show).await
}

/// What is amiss with the days by which the register is narrowed.
fn no_day(query: &Values) -> Option<String> {
    ["since", "until"].iter().find_map(|name| day(query, name).err()).map(|fault| fault.to_string())
}

/// What is no day narrows nothing.
pub(crate) fn filter_of(query: &Values) -> RegisterFilter {
    let one_day =
        |name: &str| day(query, name).ok().flatten().map_or_else(String::new, |day| day.to_string());
    let text = |name: &str| value(query, name).to_owned();
    RegisterFilter {
        marking: text("marking"),
        kind: text("kind"),
        correspondent: text("correspondent"),
        year: text("year"),
        since: one_day("since"),
        until: one_day("until"),
        page: page_number(query),
    }
}

pub(crate) async fn people(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let show = |frame: &pages::Frame, found: &_| pages::people(frame, found, &pages::Told::default());
    read((app, reader, asked), Here::People, |look| look.people(), show).await
}

/// The ledger is its keeper's; to others there is none.
pub(crate) async fn ledger(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let ask = |look: &dyn crate::desk::Look| look.ledger().map_err(none_for_others);
    read((app, reader, asked), Here::Ledger, ask, pages::ledger).await
}

/// That a thing is not of one's duty would say that it is there.
pub(crate) fn none_for_others(refused: Refused) -> Refused {
    if matches!(refused, Refused::Duty(_)) { Refused::Absent } else { refused }
}
