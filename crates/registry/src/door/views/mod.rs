//! What a reader's connection may see: of each table of ours, or of several together, the columns and the condition under
//! which a row is visible. Nothing else of the register has a name on it.

mod boxes;
mod findings;
mod in_hand;
mod meetings;
mod office;
mod papers;
mod tray;
mod undertakings;

use chancery_seal::{hex, random};

/// A view: its name, and the question that it answers.
pub type View = (&'static str, String);

/// The names under which the register, and who saw what, are attached to a connection.
pub struct Schemas {
    /// That of the register.
    pub register: String,
    /// That of who saw what.
    pub seen: String,
}

impl Schemas {
    /// Such as nobody guesses.
    pub fn random() -> Self {
        let random = |first: &str| first.to_owned() + &hex(&random::<16>());
        Self { register: random("r_"), seen: random("s_") }
    }
}

/// Every view.
pub fn all(schemas: &Schemas) -> Vec<View> {
    let of_each = [
        boxes::views,
        findings::views,
        in_hand::views,
        meetings::views,
        office::views,
        papers::views,
        tray::views,
        undertakings::views,
    ];
    of_each.iter().flat_map(|views| views(schemas)).collect()
}

/// That a label is one of those that the connection shows.
const VISIBLE: &str = "IN (SELECT label_id FROM temp.visible)";

/// The paper of a row `n` is visible, and settled.
fn paper_shown(r: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM {r}.paper p WHERE p.row = n.paper AND p.tray = 0
         AND p.label_id {VISIBLE})"
    )
}
