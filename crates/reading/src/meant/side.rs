//! Sides of a correspondence, by the words that tell one from another.

use chancery_office::reading::Party;

/// Who wrote or was written to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Side {
    /// Words of names and posts that tell them from others, in small letters.
    words: Vec<String>,
    /// Whether it is the ministry at home.
    home: bool,
    /// Whether it is a mission abroad.
    mission: bool,
}

/// Words that many sides share.
const COMMON: [&str; 38] = [
    "the",
    "and",
    "for",
    "from",
    "with",
    "embassy",
    "ambassador",
    "department",
    "state",
    "secretary",
    "assistant",
    "acting",
    "under",
    "deputy",
    "special",
    "office",
    "affairs",
    "mission",
    "minister",
    "ministry",
    "consul",
    "consulate",
    "general",
    "legation",
    "chargé",
    "chief",
    "head",
    "director",
    "prime",
    "private",
    "president",
    "presidents",
    "national",
    "security",
    "permanent",
    "first",
    "foreign",
    "security",
];

impl Side {
    /// The side that parties make.
    pub fn of(parties: &[Party]) -> Self {
        let said = parties.iter().flat_map(|p| [&p.name, &p.post]).flatten();
        let low: Vec<String> = said.map(|s| s.to_lowercase()).collect();
        let any = |words: &[&str]| low.iter().any(|l| words.iter().any(|w| l.contains(w)));
        let abroad = any(&[
            "embassy",
            "ambassador",
            "legation",
            "consul",
            "mission",
            "chargé",
            "interests section",
            "minister in",
        ]);
        let home =
            any(&["department of state", "secretary of state", "foreign office", "foreign and commonwealth"]);
        Self { words: low.iter().flat_map(|l| telling(l)).collect(), home: home && !abroad, mission: abroad }
    }

    /// Whether two are the same side, as far as words tell.
    pub fn is_like(&self, other: &Side) -> bool {
        (self.home && other.home) || self.words.iter().any(|w| other.words.contains(w))
    }

    /// Whether one of these names is among its words.
    pub fn is_named(&self, names: &[String]) -> bool {
        names.iter().any(|n| self.words.contains(n))
    }
}

/// Words of a name or post by which one side is told from another.
pub(super) fn telling(low: &str) -> Vec<String> {
    let words = low.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 2);
    words.filter(|w| !COMMON.contains(w)).map(str::to_owned).collect()
}

/// A side as a citation speaks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spoken {
    /// One of the two of the citing paper.
    Own(Side),
    /// The ministry at home: "Deptel".
    Home,
    /// A mission: "Embtel".
    Mission,
    /// Somebody by name or place: "Saigon's 443".
    Named(Vec<String>),
}

impl Spoken {
    /// Whether a paper's side, or the place that it was written at, may be the one spoken of.
    pub fn fits(&self, side: &Side, place: &str) -> bool {
        match self {
            Spoken::Own(own) => *own == *side || own.is_like(side),
            Spoken::Home => side.home,
            Spoken::Mission => side.mission,
            Spoken::Named(words) => {
                side.is_named(words) || words.iter().any(|w| !w.is_empty() && place.contains(w.as_str()))
            }
        }
    }
}
