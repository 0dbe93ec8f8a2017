//! Drafts: the list, one of them, and what is done with it.

use crate::acting::{Leads, act_by_form, act_on, page_of};
use crate::answer::read;
use crate::desk::Look;
use crate::pages::{self, Here, Told};
use crate::request::{Asked, Sent, Values, Wanted, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::State;
use axum::response::Response;
use chancery_registry::{Beginning, Clearing, Content, Form, Portion, Refused};

/// The form of a draft is not longer than this.
pub(crate) const DRAFT_FORM_BYTES_MAX: usize = 8 << 20;
/// Paragraphs that a form names, at most.
const ROWS_MAX: usize = 250;

pub(crate) async fn drafts(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    read((app, reader, asked), Here::Drafts, |look| look.drafts(), pages::drafts).await
}

pub(crate) async fn new(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let beginning = beginning(&asked.query, "form");
    let show = |frame: &pages::Frame, found: &_| pages::draft(frame, found, &Told::default());
    read((app, reader, asked), Here::Drafts, move |look| look.new_draft(&beginning), show).await
}

fn beginning(values: &Values, form: &str) -> Beginning {
    let of = |name: &str| value(values, name).to_owned();
    Beginning { form: of(form), answers: of("answers"), pattern: of("pattern"), like: of("like") }
}

pub(crate) async fn draft(wanted: Wanted) -> Response {
    let version = value(&wanted.asked.query, "version").to_owned();
    page_of(wanted, Here::Drafts, move |look, id| look.draft(id, &version), pages::draft).await
}

pub(crate) async fn save_new(sent: Sent<()>) -> Response {
    let does = |look: &dyn Look, (): &(), values: &Values| {
        let answers = Some(value(values, "answers")).filter(|paper| !paper.is_empty());
        let id = look.begin_draft(answers, &wanted(values)?)?;
        Ok(format!("/draft/{}?done=saved#done", url::encode(&id)))
    };
    let again = |look: &dyn Look, (): &(), values: &Values| look.new_draft(&beginning(values, "form-of"));
    act_by_form(sent, Here::Drafts, does, again, pages::draft).await
}

pub(crate) async fn save(sent: Sent) -> Response {
    on_draft(sent, |look, id, values| {
        look.save_draft(id, value(values, "base"), &wanted(values)?)?;
        Ok(Leads::Back("saved"))
    })
    .await
}

pub(crate) async fn send(sent: Sent) -> Response {
    on_draft(sent, |look, id, values| {
        if value(values, "for") == "signature" {
            look.put_up_draft(id, value(values, "to"))?;
            return Ok(Leads::Back("put-up"));
        }
        look.send_draft(id, value(values, "to"))?;
        Ok(Leads::Back("sent"))
    })
    .await
}

pub(crate) async fn clear(sent: Sent) -> Response {
    on_draft(sent, |look, id, values| {
        let clearing = Clearing::from_word(value(values, "clearing"))
            .ok_or_else(|| Refused::Invalid("say whether you agree, agree with changes, or object".into()))?;
        look.clear_draft(id, clearing, value(values, "words"))?;
        Ok(Leads::Back("cleared"))
    })
    .await
}

pub(crate) async fn sign(sent: Sent) -> Response {
    on_draft(sent, |look, id, values| {
        let paper = look.sign_draft(id, value(values, "version"), !value(values, "despite").is_empty())?;
        Ok(Leads::To(format!("/paper/{}", url::encode(&paper.id))))
    })
    .await
}

pub(crate) async fn enclose(sent: Sent) -> Response {
    on_draft(sent, |look, id, values| {
        look.enclose_with(id, value(values, "paper"))?;
        Ok(Leads::Back("enclosed"))
    })
    .await
}

pub(crate) async fn leave_out(sent: Sent) -> Response {
    on_draft(sent, |look, id, values| {
        look.leave_out(id, value(values, "paper"))?;
        Ok(Leads::Back("left-out"))
    })
    .await
}

pub(crate) async fn drop_it(sent: Sent) -> Response {
    on_draft(sent, |look, id, _| {
        look.drop_draft(id)?;
        Ok(Leads::Back("dropped"))
    })
    .await
}

/// An act of a form on the page of a draft.
async fn on_draft(
    sent: Sent,
    does: impl FnOnce(&dyn Look, &str, &Values) -> Result<Leads, Refused> + Send + 'static,
) -> Response {
    let home = |id: &str| format!("/draft/{}", url::encode(id));
    act_on(sent, (Here::Drafts, home), does, |look, id| look.draft(id, ""), pages::draft).await
}

fn wanted(values: &Values) -> Result<Content, Refused> {
    let text = |name: &str| value(values, name).to_owned();
    let several = |name: &str| value(values, name).split(';').map(|one| one.trim().to_owned()).collect();
    let form = Form::from_word(value(values, "form-of")).ok_or(Refused::Absent)?;
    let rows = (1..=ROWS_MAX).take_while(|n| values.contains_key(&format!("words-{n}"))).collect::<Vec<_>>();
    let portion = |n: usize| Portion {
        heading: text(&format!("heading-{n}")),
        marking: text(&format!("marking-{n}")),
        words: text(&format!("words-{n}")),
    };
    Ok(Content {
        form,
        to: several("to"),
        copies: several("copies"),
        subject: text("subject"),
        marking: text("marking"),
        salutation: text("salutation"),
        close: text("close"),
        portions: in_place(&rows, values).into_iter().map(portion).collect(),
    })
}

/// The rows of a form in the order of the places that were typed: each that has another goes there.
fn in_place(rows: &[usize], values: &Values) -> Vec<usize> {
    let place = |row: usize| value(values, &format!("place-{row}")).parse::<usize>().unwrap_or(row);
    rows.iter().filter(|row| place(**row) != **row).fold(rows.to_vec(), |mut order, row| {
        order.retain(|other| other != row);
        order.insert(place(*row).saturating_sub(1).min(order.len()), *row);
        order
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_goes_to_the_place_that_is_typed() {
        let order = |places: &[(usize, &str)]| {
            let typed = places.iter().map(|(row, place)| (format!("place-{row}"), (*place).to_owned()));
            in_place(&[1, 2, 3, 4], &typed.collect())
        };
        assert_eq!(order(&[]), [1, 2, 3, 4]);
        assert_eq!(order(&[(4, "2")]), [1, 4, 2, 3], "the last between the first two");
        assert_eq!(order(&[(1, "3")]), [2, 3, 1, 4]);
        assert_eq!(order(&[(2, "99"), (3, "0")]), [3, 1, 4, 2], "no place is too far");
        assert_eq!(order(&[(2, "x")]), [1, 2, 3, 4]);
    }
}
