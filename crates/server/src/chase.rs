//! The chase list, one undertaking, and what is done with it.

use crate::acting::act_by_form;
use crate::answer::read;
use crate::desk::Look;
use crate::listed::{self, Listed};
use crate::pages::{self, Chase, Here, Told};
use crate::request::{Asked, Sent, Values, Wanted, day, page_number, value};
use crate::sessions::SignedIn;
use crate::state::App;
use crate::url;
use axum::extract::State;
use axum::response::Response;
use chancery_registry::answers::{
    ChaseAsked, ChaseOrder, ChaseSide, ChaseState, ChaseTrust, ListAsked, UndertakingPage,
};
use chancery_registry::{ChaseStep, Judgement, Ordered, Refused};

pub(crate) async fn undertakings(State(app): State<App>, reader: SignedIn, asked: Asked) -> Response {
    let (wanted, told) = (asked_for(&asked.query), Told::done(value(&asked.query, "done")));
    let shown = wanted.clone();
    let ask = move |look: &dyn Look| look.undertakings(&wanted);
    read((app, reader, asked), Here::Undertakings, ask, |frame, page| {
        pages::undertakings(frame, &Chase { page, asked: &shown }, &told)
    })
    .await
}

pub(crate) fn asked_for(query: &Values) -> ChaseAsked {
    let text = |name: &str| value(query, name).to_owned();
    ChaseAsked {
        who: text("who"),
        with: text("with"),
        side: ChaseSide::from_word(value(query, "side")).unwrap_or_default(),
        state: ChaseState::from_word(value(query, "state")).unwrap_or_default(),
        trust: ChaseTrust::from_word(value(query, "trust")).unwrap_or_default(),
        order: ChaseOrder::from_word(value(query, "order")).unwrap_or_default(),
        page: page_number(query),
        ..ChaseAsked::default()
    }
}

pub(crate) async fn undertaking(
    Wanted { app, on: (paper, key), reader, asked }: Wanted<(String, String)>,
) -> Response {
    let (told, list) = (Told::done(value(&asked.query, "done")), listed::list(&asked.query));
    let sought = list.clone();
    let ask = move |look: &dyn Look| whole(look, &paper, &key, sought.as_ref());
    let show = |frame: &pages::Frame, found: &Listed<_>| {
        pages::undertaking(frame, &found.page, &told, found.way(list).as_ref())
    };
    read((app, reader, asked), Here::Undertakings, ask, show).await
}

fn whole(
    look: &dyn Look,
    paper: &str,
    key: &str,
    list: Option<&ListAsked>,
) -> Result<Listed<UndertakingPage>, Refused> {
    let page = look.undertaking(paper, key)?;
    let (paper, key) = (page.line.paper.clone(), page.line.key.clone());
    Listed::of(look, page, (&paper, &key), list)
}

/// A paper, an undertaking in it and a step, as an address names them.
type Stepped = (String, String, String);

pub(crate) async fn step(mut sent: Sent<Stepped>) -> Response {
    let list = listed::list_of_form(&sent.values);
    sent.values.insert("step".into(), sent.on.2.clone());
    let sought = list.clone();
    let again = move |look: &dyn Look, (paper, key, _): &Stepped, _: &Values| {
        whole(look, paper, key, sought.as_ref())
    };
    act_by_form(sent, Here::Undertakings, stepped, again, |frame, found, told| {
        pages::undertaking(frame, &found.page, told, found.way(list).as_ref())
    })
    .await
}

/// Takes the step, and says where it leads: to the undertaking, or where that is dismissed to the list of the others.
fn stepped(look: &dyn Look, (paper, key, step): &Stepped, values: &Values) -> Result<String, Refused> {
    let reason = value(values, "words").to_owned();
    match step.as_str() {
        "confirm" => look.judge_undertaking(paper, key, Judgement::Confirm)?,
        "withdraw" => look.judge_undertaking(paper, key, Judgement::Withdraw)?,
        "dismiss" => look.judge_undertaking(paper, key, Judgement::Dismiss { reason })?,
        _ => look.move_undertaking(paper, key, &wanted(step, values)?)?,
    }
    let (done, list) = ([("done", step.as_str())], listed::list_of_form(values));
    let path = format!("/undertaking/{}/{}", url::encode(paper), url::encode(key));
    let address = match step.as_str() {
        "dismiss" => url::with_query("/undertakings", &done),
        _ => listed::within(&path, list.as_ref(), &done),
    };
    Ok(format!("{address}#done"))
}

fn wanted(step: &str, values: &Values) -> Result<ChaseStep, Refused> {
    let text = |name: &str| value(values, name).to_owned();
    let (words, reason) = (text("words"), text("words"));
    Ok(match step {
        "assign" => ChaseStep::Assign { to: text("to"), due: day(values, "due")? },
        "chase" => ChaseStep::Chase { words },
        "wait" => {
            let until = day(values, "until")?;
            let until = until.ok_or_else(|| Refused::Invalid("say until which day".into()))?;
            ChaseStep::Wait { until, reason }
        }
        "resume" => ChaseStep::Resume { reason },
        "keep" => ChaseStep::Keep { shown_by: text("shown-by"), words },
        "lapse" => ChaseStep::Lapse { reason },
        "refuse" => ChaseStep::Refuse { reason },
        "reopen" => ChaseStep::Reopen { reason },
        "merge" => {
            let other = text("into");
            let (paper, key) = other
                .rsplit_once(' ')
                .ok_or_else(|| Refused::Invalid("choose the undertaking that is the same one".into()))?;
            ChaseStep::Merge { paper: paper.to_owned(), key: key.to_owned() }
        }
        _ => return Err(Refused::Absent),
    })
}

/// Something is ordered on a paper that lies in no box.
pub(crate) fn order(look: &dyn Look, paper: &str, values: &Values) -> Result<(), Refused> {
    look.because(value(values, "because"));
    let text = |name: &str| value(values, name).to_owned();
    let ordered = Ordered { owner: text("owner"), what: text("what"), due: day(values, "due")? };
    look.order(paper, &ordered, value(values, "words"))
}
