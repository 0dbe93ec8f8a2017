//! The ledger, for its keeper: counts and proofs, no contents.

use super::dates::{moment, number};
use super::shell::{Frame, shell, token};
use crate::tongue::tell;
use chancery_registry::answers::{LedgerPage, Verified};
use maud::{Markup, html};

/// The ledger.
pub fn ledger(frame: &Frame, page: &LedgerPage) -> Markup {
    shell(
        frame,
        say!("Ledger"),
        &html! {
            header class="head" {
                h1 { (say!("Ledger")) }
                p class="lead" { (many!(page.size, "{n} entry. Nothing in it is ever changed.", "{n} entries. Nothing in it is ever changed.")) }
            }
            section aria-labelledby="verified" {
                h2 id="verified" { (say!("Verification")) }
                @match &page.verified {
                    Some(verified) => { (outcome(verified)) }
                    None => { p { (say!("Nothing was verified since the server started.")) } }
                }
                form action="/ledger/verify" method="post" {
                    (token(frame))
                    button type="submit" { (say!("Verify everything")) }
                    p class="soft" { (say!("Reads every entry and every body; in a large registry this takes minutes.")) }
                }
            }
            section aria-labelledby="checkpoint" {
                h2 id="checkpoint" { (say!("Last checkpoint")) }
                p { (say!("A signed note. Keep a copy elsewhere, on paper too: whoever has it can tell whether the ledger was rewritten.")) }
                pre class="note-of" tabindex="0" role="group" aria-labelledby="checkpoint" { (page.checkpoint) }
                h3 { (say!("The key that it is verified with")) }
                p { code class="vkey" { (page.vkey) } }
            }
        },
    )
}

fn outcome(verified: &Verified) -> Markup {
    html! {
        @if verified.flaws.is_empty() {
            p class="good" { strong { (say!("Sound.")) } " " (checked(verified)) }
        } @else {
            div class="amiss" role="group" aria-label=(say!("Flaws")) {
                p { strong { (many!(verified.flaws.len() as u64, "{n} flaw", "{n} flaws")) "." } " " (checked(verified)) }
                ul { @for flaw in &verified.flaws { li { (tell(flaw)) } } }
            }
        }
    }
}

fn checked(verified: &Verified) -> Markup {
    html! {
        (say!("{entries} entries and {bodies} bodies were checked, {at}.",
            entries = number(verified.entries), bodies = number(verified.bodies), at = moment(verified.at)))
    }
}
