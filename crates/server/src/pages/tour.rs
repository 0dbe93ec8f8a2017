//! A tour of an office that is made for trying: one letter, from the post to the talks.
//!
//! It is the same for every reader, and names no paper: each step leads to a screen that everybody has, which shows
//! him of the letter what he may know.

use super::shell::{Frame, shell};
use crate::tongue::say;
use maud::{Markup, html};

/// Where a step leads, what it is called, what there is to see.
type Step = (&'static str, &'static str, &'static str);

const STEPS: &[Step] = &[
    (
        "/search?q=Shultz",
        key!("A letter has come"),
        key!(
            "A covering note, and under it the message that it forwards. Open the message: its text stands beside what was found in it – who wrote to whom, a meeting, what was promised – each with the words that prove it. “c” confirms a finding, “x” dismisses it."
        ),
    ),
    (
        "/markings?marking=covering+SECRET&beside=CONFIDENTIAL",
        key!("Its marking"),
        key!(
            "What “covering SECRET” says, and why the note alone may be read more widely than the two together. Type another marking and see how they lie to one another."
        ),
    ),
    (
        "/box/prime-minister",
        key!("The box"),
        key!(
            "What the Prime Minister is to read tonight, in order, with the reason. Then sign in by her link: she agrees, disagrees or asks to discuss, and what she orders is chased."
        ),
    ),
    (
        "/meetings?show=month&day=1982-10-15",
        key!("The meeting"),
        key!(
            "The letter speaks of a meeting, so it stands in the diary, as proposed. Open it: the brief gathers the papers, who will be there, when they last met and what is owed on either side."
        ),
    ),
    (
        "/undertakings",
        key!("What was promised"),
        key!(
            "Every undertaking of every paper in one list: whose it is, to whom, by when, and the sentence in which it was given. Assign one, chase it, or show by which paper it was kept."
        ),
    ),
    (
        "/dialogue?a=Shultz&b=Gromyko",
        key!("The talks"),
        key!(
            "What two sides said to one another, subject by subject: raised, answered, agreed, put off, or passed over in silence. It is made from the papers that you may read, and no others."
        ),
    ),
    (
        "/drafts",
        key!("The answer"),
        key!(
            "A reply is written, marked paragraph by paragraph; the whole marking is worked out and explained. Others clear it; it is signed and stands in the register."
        ),
    ),
    (
        "/search?q=kind%3Aletter+date%3A1982",
        key!("Found again"),
        key!(
            "By words, by writer, by date, in either language. The order of what is found is worked out from your papers alone, so that it tells nothing of others."
        ),
    ),
];

/// The tour.
pub fn tour(frame: &Frame) -> Markup {
    let body = html! {
        header class="head" {
            p class="kicker" { (say!("A tour")) }
            h1 { (say!("One letter, from the post to the talks")) }
        }
        p class="lead" { (say!("This office is made for trying. Each step opens a screen; the foot of every page leads back here.")) }
        ol class="tour" {
            @for (path, name, told) in STEPS {
                li { h2 { a data-row href=(path) { (say(name)) } } p { (say(told)) } }
            }
        }
        p { (say!("Then sign in as the desk officer, who is cleared to CONFIDENTIAL, and take it again: the same screens are there, and of the letter nothing, not even a gap.")) }
        p { (say!("Last, as the keeper: he runs the registry, verifies every entry of its ledger, and reads no paper.")) }
    };
    shell(frame, say!("A tour"), &body)
}
