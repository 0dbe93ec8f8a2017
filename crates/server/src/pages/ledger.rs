//! The ledger, for its keeper: counts and proofs, no contents.

use super::dates::{count, moment, number};
use super::shell::{Frame, shell, token};
use chancery_registry::answers::{LedgerPage, Verified};
use maud::{Markup, html};

/// The ledger.
pub fn ledger(frame: &Frame, page: &LedgerPage) -> Markup {
    shell(
        frame,
        "Ledger",
        &html! {
            header class="head" {
                h1 { "Ledger" }
                p class="lead" { (count(page.size, "entry", "entries")) ". Nothing in it is ever changed." }
            }
            section aria-labelledby="verified" {
                h2 id="verified" { "Verification" }
                @match &page.verified {
                    Some(verified) => { (outcome(verified)) }
                    None => { p { "Nothing was verified since the server started." } }
                }
                form action="/ledger/verify" method="post" {
                    (token(frame))
                    button type="submit" { "Verify everything" }
                    p class="soft" { "Reads every entry and every body; in a large registry this takes minutes." }
                }
            }
            section aria-labelledby="checkpoint" {
                h2 id="checkpoint" { "Last checkpoint" }
                p { "A signed note. Keep a copy elsewhere, on paper too: whoever has it can tell whether the ledger was rewritten." }
                pre class="note-of" tabindex="0" role="group" aria-labelledby="checkpoint" { (page.checkpoint) }
                h3 { "The key that it is verified with" }
                p { code class="vkey" { (page.vkey) } }
            }
        },
    )
}

fn outcome(verified: &Verified) -> Markup {
    html! {
        @if verified.flaws.is_empty() {
            p class="good" { strong { "Sound." } " " (checked(verified)) }
        } @else {
            div class="amiss" role="group" aria-label="Flaws" {
                p { strong { (count(verified.flaws.len() as u64, "flaw", "flaws")) "." } " " (checked(verified)) }
                ul { @for flaw in &verified.flaws { li { (flaw) } } }
            }
        }
    }
}

fn checked(verified: &Verified) -> Markup {
    html! {
        (number(verified.entries)) " entries and " (number(verified.bodies)) " bodies were checked, "
        (moment(verified.at)) "."
    }
}
