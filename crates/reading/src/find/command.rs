//! Who may command whom: a ministry its missions, a head of government or a minister those below, a directive whom it
//! is for.

use super::Voice;
use crate::anatomy::Dissected;
use chancery_office::reading::{FieldRole, Party};

/// What words of a mission and of those who serve in one hold.
const MISSION: [&str; 11] = [
    "embass",
    "ambassador",
    "legation",
    "consul",
    "charg\u{e9}",
    "delegation",
    "representative",
    "high commission",
    "minister in",
    "posts",
    "interests section",
];
/// A mission, which a commission is not.
const MISSIONS: [&str; 2] = ["mission", "missions"];
/// Words of those whom nobody but their like commands.
const CHIEF: [&str; 13] = [
    "president",
    "prime minister",
    "secretary of state",
    "foreign secretary",
    "premier",
    "chancellor",
    "general secretary",
    "chairman khrushchev",
    "king",
    "shah",
    "emperor",
    "crown prince",
    "foreign minister",
];
/// Words that make a chief's post that of a man below him: "Assistant to the President".
const BELOW: [&str; 6] = ["assistant", "under", "deputy", "private", "adviser", "vice"];
/// What the head of a paper begins with that orders whomever it is for.
const DIRECTIVES: [&str; 7] = [
    "national security action memorandum",
    "national security decision memorandum",
    "national security study memorandum",
    "presidential directive",
    "presidential review memorandum",
    "operations plan",
    "directive",
];

/// Whether the writer of a part may command his reader, where that is known.
pub(super) fn commands(text: &str, part: &Dissected<'_>, voice: &Voice<'_>) -> Option<bool> {
    let heads = |role| matches!(role, FieldRole::Heading | FieldRole::Subject | FieldRole::Letterhead);
    let mut said = part.part.fields.iter().filter(|f| heads(f.role)).map(|f| f.span.of(text).to_lowercase());
    if said.any(|low| DIRECTIVES.iter().any(|d| low.starts_with(d))) {
        return Some(true);
    }
    between(&voice.particulars.from, &voice.particulars.to)
}

/// Whether these may command those, where both are known.
fn between(from: &[Party], to: &[Party]) -> Option<bool> {
    if from.is_empty() || to.is_empty() {
        return None;
    }
    let abroad = |all: &[Party]| all.iter().any(is_abroad);
    let chief = |all: &[Party]| all.iter().any(|p| says(p, &CHIEF) && !says(p, &BELOW));
    Some(!abroad(from) && abroad(to) || chief(from) && !chief(to))
}

fn is_abroad(party: &Party) -> bool {
    said(party).any(|low| MISSION.iter().any(|w| low.contains(w))) || says(party, &MISSIONS)
}

/// Whether a party's name or post has one of those words, each whole: "King Hussein", and not "the United Kingdom".
fn says(party: &Party, wanted: &[&str]) -> bool {
    said(party).any(|low| {
        let whole =
            |word: &str| low.match_indices(word).any(|(at, _)| stands_alone(&low, at, at + word.len()));
        wanted.iter().any(|word| whole(word))
    })
}

fn stands_alone(low: &str, first: usize, last: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (before, behind) = (low.get(..first), low.get(last..));
    !letter(before.and_then(|b| b.chars().next_back())) && !letter(behind.and_then(|b| b.chars().next()))
}

fn said(party: &Party) -> impl Iterator<Item = String> {
    [&party.post, &party.name].into_iter().flatten().map(|s| s.to_lowercase())
}

#[cfg(test)]
mod tests {
    use crate::{Context, read};
    use chancery_office::reading::{Firmness, What};

    fn firmness(head: &str, text: &str) -> Option<Firmness> {
        firmness_in(&format!("{head}\n\nWashington, May 3, 1958.\n\n{text}\n"))
    }

    fn firmness_in(paper: &str) -> Option<Firmness> {
        read(paper, &Context::default()).findings.iter().find_map(|f| match f.what {
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
    fn a_directive_orders_whom_it_is_for_and_a_head_of_government_does_not_order_another() {
        let text = "You should inform the Foreign Minister of this and of our reply.";
        let paper = format!(
            "National Security Action Memorandum No. 114\n\nWashington, November 22, 1961.\n\nTO\nThe Secretary of State\n\n{text}\n\nMcGeorge Bundy\n"
        );
        assert_eq!(firmness_in(&paper), Some(Firmness::Instructed));
        let posts = "Circular Telegram From the Department of State to Certain Diplomatic Posts";
        assert_eq!(firmness(posts, text), Some(Firmness::Instructed));
        let equals = "Letter From President Kennedy to Chancellor Adenauer";
        assert_eq!(firmness(equals, text), Some(Firmness::Proposed));
    }

    #[test]
    fn what_others_will_do_is_an_order_in_a_directive_and_a_plan_elsewhere() {
        let text = "The Department of Defense will provide support for the group.";
        let paper = |head: &str| {
            format!(
                "{head}\n\nWashington, November 22, 1961.\n\nTO\nThe Secretary of Defense\n\n{text}\n\nMcGeorge Bundy\n"
            )
        };
        let directive = paper("National Security Action Memorandum No. 114");
        assert_eq!(firmness_in(&directive), Some(Firmness::Instructed));
        let note = "Memorandum From the Director of the Bureau to the Secretary of State";
        assert_eq!(firmness(note, text), Some(Firmness::Intended));
        let own = directive.replace("The Department of Defense will", "We will");
        assert_eq!(firmness_in(&own), Some(Firmness::Intended));
    }

    #[test]
    fn what_is_announced_as_proposals_orders_nothing() {
        let down = "Telegram From the Department of State to the Embassy in Poland";
        let order = "The two missions should inform the Foreign Minister of our reply.";
        let told = format!("Our tentative proposals are as follows:\n\n{order}");
        assert_eq!(firmness(down, order), Some(Firmness::Instructed));
        assert_eq!(firmness(down, &told), Some(Firmness::Proposed));
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
