//! Who may command whom: a ministry its missions, a head of government or a minister those below.

use super::Voice;
use chancery_office::reading::Party;

/// Words of a mission and of those who serve in one.
const MISSION: [&str; 10] = [
    "embassy",
    "ambassador",
    "legation",
    "consul",
    "mission",
    "charg\u{e9}",
    "delegation",
    "representative",
    "high commission",
    "minister in",
];
/// Words of those whom nobody but their like commands.
const CHIEF: [&str; 4] = ["president", "prime minister", "secretary of state", "foreign secretary"];
/// Words that make a chief's post that of a man below him: "Assistant to the President".
const BELOW: [&str; 6] = ["assistant", "under", "deputy", "private", "adviser", "vice"];

/// Whether the writer may command his reader, where both are known.
pub(super) fn known(voice: &Voice<'_>) -> Option<bool> {
    let (from, to) = (&voice.particulars.from, &voice.particulars.to);
    if from.is_empty() || to.is_empty() {
        return None;
    }
    let abroad = |all: &[Party]| all.iter().any(|p| says(p, &MISSION));
    let chief = |all: &[Party]| all.iter().any(|p| says(p, &CHIEF) && !says(p, &BELOW));
    Some(!abroad(from) && abroad(to) || chief(from) && !chief(to))
}

fn says(party: &Party, words: &[&str]) -> bool {
    let said = [&party.post, &party.name].into_iter().flatten();
    said.map(|s| s.to_lowercase()).any(|low| words.iter().any(|w| low.contains(w)))
}

#[cfg(test)]
mod tests {
    use crate::{Context, read};
    use chancery_office::reading::{Firmness, What};

    fn firmness(head: &str, text: &str) -> Option<Firmness> {
        let paper = format!("{head}\n\nWashington, May 3, 1958.\n\n{text}\n");
        read(&paper, &Context::default()).findings.iter().find_map(|f| match f.what {
            What::Undertaking(firmness) => Some(firmness),
            _ => None,
        })
    }

    #[test]
    fn should_is_an_order_to_a_mission_and_a_proposal_to_ones_chief() {
        let text = "You should inform the Foreign Minister of this and of our reply.";
        let down = "Telegram From the Department of State to the Embassy in Poland";
        let up =
            "Memorandum From the Assistant Secretary of State (Merchant) to the Secretary of State (Dulles)";
        assert_eq!(firmness(down, text), Some(Firmness::Instructed));
        assert_eq!(firmness(up, text), Some(Firmness::Proposed));
    }

    #[test]
    fn please_is_an_order_from_one_who_may_command_and_asks_of_all_others() {
        let text = "Please inform the Foreign Minister of this and of our reply.";
        let down = "Telegram From the Department of State to the Embassy in Poland";
        let up = "Telegram From the Embassy in Poland to the Department of State";
        assert_eq!(firmness(down, text), Some(Firmness::Instructed));
        assert_eq!(firmness(up, text), Some(Firmness::Asked));
        assert_eq!(firmness("Memorandum", text), Some(Firmness::Asked));
    }
}
