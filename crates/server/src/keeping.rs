//! The keeper's acts that stand on no thing of their own yet: a person to admit, a link to hand over, a post to make.

use crate::acting::act_by_form;
use crate::answer::{answer, frame, give};
use crate::desk::Look;
use crate::pages::{self, Here, NewLink};
use crate::request::{Sent, Values, day, value};
use crate::url;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::response::Response;
use chancery_registry::{Admission, Duty, Filling, NewPost, Refused};

pub(crate) async fn admit(sent: Sent<()>) -> Response {
    on_people(sent, |look, values| {
        let handle = value(values, "handle");
        look.admit(&admission(handle, values))?;
        Ok(done_at(&format!("/person/{}", url::encode(handle)), "admit"))
    })
    .await
}

/// His post is one that there is: a post that there is not is made first.
fn admission(handle: &str, values: &Values) -> Admission {
    let post = Some(value(values, "post")).filter(|post| !post.is_empty());
    Admission {
        handle: handle.to_owned(),
        name: value(values, "name").to_owned(),
        post: post.map(|post| (post.to_owned(), String::new())),
        principal: false,
        duties: duties(values),
    }
}

/// The duties that a form ticks.
pub(crate) fn duties(values: &Values) -> Vec<Duty> {
    let ticked = |duty: &Duty| !value(values, &format!("duty-{}", duty.word())).is_empty();
    Duty::ALL.into_iter().filter(ticked).collect()
}

pub(crate) async fn make_post(sent: Sent<()>) -> Response {
    on_people(sent, |look, values| {
        let handle = value(values, "post-handle");
        look.make_post(&NewPost {
            handle: handle.to_owned(),
            title: value(values, "title").to_owned(),
            principal: !value(values, "principal").is_empty(),
            filling: filling(values, "holder")?,
        })?;
        Ok(done_at(&format!("/post/{}", url::encode(handle)), "made"))
    })
    .await
}

/// Who is to hold a post, by the field of that name, and from which day.
pub(crate) fn filling(values: &Values, person: &str) -> Result<Filling, Refused> {
    let person = Some(value(values, person)).filter(|person| !person.is_empty());
    Ok(Filling { person: person.map(str::to_owned), from: day(values, "held-from")? })
}

fn done_at(address: &str, done: &str) -> String {
    format!("{}#done", url::with_query(address, &[("done", done)]))
}

/// An act of a form on the page of people.
async fn on_people(
    sent: Sent<()>,
    does: impl FnOnce(&dyn Look, &Values) -> Result<String, Refused> + Send + 'static,
) -> Response {
    let does = |look: &dyn Look, (): &(), values: &Values| does(look, values);
    act_by_form(sent, Here::People, does, |look, (), _| look.people(), pages::people).await
}

/// Makes a link and shows it in the very answer, which nothing keeps: an address of ours, a log or the ledger would.
/// Whoever was signed in as that person is so no more, but for the keeper who makes one for himself.
pub(crate) async fn link(headers: HeaderMap, Sent { app, on, reader, asked, .. }: Sent) -> Response {
    let origin = origin(&headers, app.tls);
    let invite = move |look: &dyn Look| {
        // The page is asked for first: to whom there is none, there is no such act either.
        let person = look.person_page(&on)?;
        let path = format!("/enter/{}", look.invite(&on)?);
        Ok(NewLink { handle: person.handle, name: person.name, path, origin })
    };
    answer((&app, &reader, asked.json), invite, |who, made| {
        app.sessions.end_others(&made.handle, &reader.key);
        let frame = frame(who, &reader, Here::People);
        give(&frame, made, asked.json, |frame, made| pages::new_link(frame, &made))
    })
    .await
}

/// Where the reader's own browser finds the office.
pub(crate) fn origin(headers: &HeaderMap, tls: bool) -> String {
    let scheme = if tls { "https" } else { "http" };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    host.map(|host| format!("{scheme}://{host}")).unwrap_or_default()
}
