//! Posts, who holds them and who acts in them.

use crate::acting::{Leads, act_on, page_of};
use crate::desk::Look;
use crate::keeping::filling;
use crate::pages::{self, Here};
use crate::request::{Sent, Values, Wanted, day, value};
use crate::url;
use axum::response::Response;
use chancery_registry::{Deputising, Filling, Refused};

pub(crate) async fn post(wanted: Wanted) -> Response {
    page_of(wanted, Here::People, |look, post| look.post_page(post), pages::post).await
}

pub(crate) async fn name(sent: Sent) -> Response {
    let does = |look: &dyn Look, post: &str, values: &Values| {
        let until = day(values, "until")?;
        let until = until.ok_or_else(|| Refused::Invalid("say until which day".into()))?;
        let person = value(values, "person").to_owned();
        look.name_deputy(post, &Deputising { person, from: day(values, "from")?, until })?;
        Ok(Leads::Back("named"))
    };
    on_post(sent, does).await
}

pub(crate) async fn end(sent: Sent) -> Response {
    on_post(sent, |look, post, values| {
        look.end_deputy(post, value(values, "person"))?;
        Ok(Leads::Back("ended"))
    })
    .await
}

pub(crate) async fn fill(sent: Sent) -> Response {
    on_post(sent, |look, post, values| {
        let wanted = filling(values, "holder")?;
        if wanted.person.is_none() {
            return Err(Refused::Invalid("say who is to hold it".into()));
        }
        look.fill_post(post, &wanted)?;
        Ok(Leads::Back("filled"))
    })
    .await
}

pub(crate) async fn vacate(sent: Sent) -> Response {
    on_post(sent, |look, post, values| {
        look.fill_post(post, &Filling { person: None, ..filling(values, "holder")? })?;
        Ok(Leads::Back("vacated"))
    })
    .await
}

/// An act of a form on the page of a post.
async fn on_post(
    sent: Sent,
    does: impl FnOnce(&dyn Look, &str, &Values) -> Result<Leads, Refused> + Send + 'static,
) -> Response {
    let home = |post: &str| format!("/post/{}", url::encode(post));
    act_on(sent, (Here::People, home), does, |look, post| look.post_page(post), pages::post).await
}
