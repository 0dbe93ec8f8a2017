//! The chain by which a paper came: a picture, and the same as a table.

use super::dates::{short_day, short_words};
use crate::tongue::{say, spoken};
use chancery_registry::answers::Step;
use maud::{Markup, html};

const WIDTH: usize = 300;
const STEP_HEIGHT: usize = 62;
const TOP: usize = 22;
const LEFT: usize = 16;
const TEXT_LEFT: usize = 38;
/// Words of the picture are cut to this, because its text does not wrap; the table has them whole.
const LABEL_CHARS_MAX: usize = 32;

/// So far from the edge at which a line of the page begins.
fn x(from_edge: usize) -> usize {
    if spoken().tongue.right_to_left() { WIDTH - from_edge } else { from_edge }
}

/// The picture and its table.
pub(super) fn chain(steps: &[Step]) -> Markup {
    html! {
        (picture(steps))
        details {
            summary { (say!("The chain as a table")) }
            table {
                caption class="vh" { (say!("The chain by which the paper came")) }
                thead { tr { th scope="col" { (say!("Who")) } th scope="col" { (say!("By" as "whom")) } th scope="col" { (say!("When")) } } }
                tbody {
                    @for step in steps {
                        tr {
                            th scope="row" { bdi { (step.who) } }
                            td { bdi { (say(&step.by)) } }
                            td { @if let Some(date) = step.date { (short_day(date)) } }
                        }
                    }
                }
            }
        }
    }
}

fn picture(steps: &[Step]) -> Markup {
    let height = TOP + steps.len().saturating_sub(1) * STEP_HEIGHT + 30;
    let names: Vec<&str> = steps.iter().map(|step| step.who.as_str()).collect();
    html! {
        svg class="chain" viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-labelledby="chain-title chain-desc" {
            title id="chain-title" { (say!("The chain by which the paper came")) }
            desc id="chain-desc" { (names.join(say!(", then "))) }
            @for at in 1..steps.len() {
                path class="link" d={ "M" (x(LEFT)) " " (y(at - 1) + 8) "V" (y(at) - 13) } {}
                path class="arrow" d={ "M" (x(LEFT) - 4) " " (y(at) - 15) "h8l-4 6z" } {}
            }
            @for (at, step) in steps.iter().enumerate() { (node(at, step, at + 1 == steps.len())) }
        }
    }
}

fn node(at: usize, step: &Step, last: bool) -> Markup {
    let when = step.date.map(short_words);
    let below: Vec<&str> = [say(&step.by), when.as_deref().unwrap_or("")]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    html! {
        circle class=(if last { "post last" } else { "post" }) cx=(x(LEFT)) cy=(y(at)) r="6" {}
        text class="who" x=(x(TEXT_LEFT)) y=(y(at) + 5) { (cut(&step.who)) }
        text class="by" x=(x(TEXT_LEFT)) y=(y(at) + 23) { (cut(&below.join(" · "))) }
    }
}

fn y(at: usize) -> usize {
    TOP + at * STEP_HEIGHT
}

fn cut(words: &str) -> String {
    if words.chars().count() <= LABEL_CHARS_MAX {
        return words.to_owned();
    }
    words.chars().take(LABEL_CHARS_MAX - 1).chain(['…']).collect()
}
