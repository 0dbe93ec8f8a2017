//! What a reader finds of what a reading proposed.

use crate::acts::do_on_paper;
use crate::pages::Act;
use crate::request::{Sent, Values, value};
use axum::response::Response;
use chancery_registry::{Correction, Judgement, Refused};

/// One form a finding; which of its buttons was pressed says what he found.
pub(crate) async fn judge(sent: Sent) -> Response {
    do_on_paper(sent, Act::Judge, |look, paper, values| {
        look.because(value(values, "because"));
        let number = value(values, "number").parse().unwrap_or(0);
        look.judge(paper, number, judgement(values)?)
    })
    .await
}

pub(crate) async fn find(sent: Sent) -> Response {
    do_on_paper(sent, Act::Find, |look, paper, values| {
        look.because(value(values, "because"));
        // Class and degree are one choice: "undertaking agreed".
        let (class, degree) = value(values, "class").split_once(' ').unwrap_or((value(values, "class"), ""));
        let said = Correction { degree: Some(degree.to_owned()), ..correction(values) };
        let said = Correction { what: said.what.filter(|what| !what.is_empty()), ..said };
        look.find_in(paper, value(values, "words"), class, &said)
    })
    .await
}

fn judgement(values: &Values) -> Result<Judgement, Refused> {
    match value(values, "verdict") {
        "confirm" => Ok(Judgement::Confirm),
        "withdraw" => Ok(Judgement::Withdraw),
        "dismiss" => Ok(Judgement::Dismiss { reason: value(values, "reason").to_owned() }),
        "correct" => Ok(Judgement::Correct(correction(values))),
        _ => Err(Refused::Invalid("a finding is confirmed, corrected or dismissed".into())),
    }
}

fn correction(values: &Values) -> Correction {
    let said = |name: &str| values.contains_key(name).then(|| value(values, name).to_owned());
    Correction {
        degree: said("degree"),
        who: said("who"),
        what: said("what"),
        with: said("with"),
        place: said("where"),
        when: said("when"),
    }
}
