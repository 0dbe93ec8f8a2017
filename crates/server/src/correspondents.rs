//! Correspondents: the list, one of them, and how they come into it.

use crate::acting::{Leads, act_by_form, act_on, page_of};
use crate::answer::{answer, read};
use crate::desk::Look;
use crate::one_file::take_in;
use crate::pages::{self, Here, Told};
use crate::reads::attachment;
use crate::request::{Asked, Sent, Values, Wanted, day, page_number, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::{url, vcard};
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use chancery_registry::{CorrespondentKept, PostHeld, Refused};

/// A file of cards that is sent up is not longer than this, with what stands beside it in the form.
pub(crate) const CARDS_FORM_BYTES_MAX: usize = (8 << 20) + (64 << 10);
/// Posts that a form names, at most.
const POST_ROWS_MAX: usize = 60;

pub(crate) async fn correspondents(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let (words, at) = (value(&asked.query, "q").to_owned(), page_number(&asked.query));
    let show = |frame: &pages::Frame, found: &_| pages::correspondents(frame, found, None, &Told::default());
    read((app, reader, asked), Here::People, move |look| look.correspondents(&words, at), show).await
}

pub(crate) async fn correspondent(wanted: Wanted) -> Response {
    page_of(wanted, Here::People, |look, id| look.correspondent(id), pages::correspondent).await
}

/// All of them, as an address book takes them.
pub(crate) async fn cards(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    as_cards((app, reader, asked), String::new(), "correspondents.vcf").await
}

pub(crate) async fn card(Wanted { app, on: id, reader, asked }: Wanted) -> Response {
    as_cards((app, reader, asked), id, "correspondent.vcf").await
}

async fn as_cards((app, reader, asked): (App, SignedIn, Asked), id: String, name: &str) -> Response {
    answer(
        (&app, &reader, asked.json),
        move |look| look.cards(&id),
        |_, people| {
            if asked.json {
                return Json(people).into_response();
            }
            attachment(vcard::MEDIA_TYPE, name, vcard::cards(&people).into_bytes())
        },
    )
    .await
}

pub(crate) async fn keep_new(sent: Sent<()>) -> Response {
    let does = |look: &dyn Look, (): &(), values: &Values| {
        let id = look.keep_correspondent("", &wanted(values)?)?;
        Ok(format!("/correspondent/{}?done=kept#done", url::encode(&id)))
    };
    let again = |look: &dyn Look, (): &(), _: &Values| look.correspondents("", 1);
    act_by_form(sent, Here::People, does, again, |frame, found, told| {
        pages::correspondents(frame, found, None, told)
    })
    .await
}

pub(crate) async fn keep(sent: Sent) -> Response {
    on_one(sent, |look, id, values| {
        look.keep_correspondent(id, &wanted(values)?)?;
        Ok(Leads::Back("kept"))
    })
    .await
}

pub(crate) async fn merge(sent: Sent) -> Response {
    on_one(sent, |look, id, values| {
        look.merge_correspondents(id, value(values, "from"))?;
        Ok(Leads::Back("merged"))
    })
    .await
}

pub(crate) async fn part(sent: Sent) -> Response {
    on_one(sent, |look, id, values| {
        look.part_correspondents(id, value(values, "from"))?;
        Ok(Leads::Back("parted"))
    })
    .await
}

/// An act of a form on the page of a correspondent.
async fn on_one(
    sent: Sent,
    does: impl FnOnce(&dyn Look, &str, &Values) -> Result<Leads, Refused> + Send + 'static,
) -> Response {
    let home = |id: &str| format!("/correspondent/{}", url::encode(id));
    act_on(sent, (Here::People, home), does, |look, id| look.correspondent(id), pages::correspondent).await
}

pub(crate) async fn take_cards(
    State(app): State<App>,
    Extension(reader): Extension<SignedIn>,
    asked: Asked,
    request: Request,
) -> Response {
    take_in(
        (app, reader, asked, request),
        Here::People,
        |look, sent| look.take_cards(&sent.name, &sent.bytes),
        |look| look.correspondents("", 1),
        |frame, found, taken, told| pages::correspondents(frame, &found, taken.as_ref(), told),
    )
    .await
}

fn wanted(values: &Values) -> Result<CorrespondentKept, Refused> {
    let text = |name: &str| value(values, name).to_owned();
    let several = |name: &str| value(values, name).split(';').map(|one| one.trim().to_owned()).collect();
    let named = (1..=POST_ROWS_MAX).filter(|n| !value(values, &format!("post-{n}")).is_empty());
    let posts = named.map(|n| {
        Ok(PostHeld {
            post: text(&format!("post-{n}")),
            from: day(values, &format!("from-{n}"))?,
            until: day(values, &format!("until-{n}"))?,
        })
    });
    Ok(CorrespondentKept {
        name: text("name"),
        aliases: several("aliases"),
        posts: posts.collect::<Result<_, Refused>>()?,
        salutation: text("salutation"),
        mail: several("mail"),
        ..CorrespondentKept::default()
    })
}
