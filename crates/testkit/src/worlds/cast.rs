//! Who may be drawn as the reader, what a paper may bear, and who may read what: by a rule of its own.
//!
//! The rule is deliberately not the product's: a story that asked the registry what is above its reader
//! would find nothing wrong with a registry that is wrong. A test holds the two against each other.

use chancery_registry::{Admission, Clearance, Duty};

use crate::Office;

/// What a paper may bear.
#[derive(Debug)]
pub struct Mark {
    /// As it is typed; none is a paper without a marking, which is held at the top.
    pub typed: Option<&'static str>,
    /// Level under the British policy.
    uk: Option<u8>,
    /// Level under the American one.
    us: Option<u8>,
    /// Code words and circles that a reader must hold.
    tags: &'static [&'static str],
    /// The affiliation that a reader must have.
    eyes: Option<&'static str>,
    /// It may stand in the text itself.
    pub in_text: bool,
    /// The circle that it names, which must be there before it is typed.
    pub circle: Option<Circle>,
}

/// A circle that markings name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circle {
    /// One that only the fuller world has.
    Above,
    /// One that both worlds have, the reader outside it.
    Below,
    /// One that the reader made himself, of the name of the one above him.
    Own,
}

impl Circle {
    /// The name by which people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Above | Self::Own => "Herring",
            Self::Below => "Tin",
        }
    }
}

/// The place in [`MARKS`] of what is not settled.
pub const HELD: usize = 0;

impl Mark {
    /// Whether one who reads what bears this may read what bears the other.
    pub fn dominates(&self, other: &Mark) -> bool {
        let reaches = |own: Option<u8>, asked: Option<u8>| asked.is_none_or(|asked| own >= Some(asked));
        reaches(self.uk, other.uk)
            && reaches(self.us, other.us)
            && other.tags.iter().all(|tag| self.tags.contains(tag))
            && (other.eyes.is_none() || other.eyes == self.eyes)
            && (other.circle != Some(Circle::Own) || self.circle == Some(Circle::Own))
    }

    /// Whether one who may read all gives it, there or only in the fuller world.
    pub fn is_given(&self, above: bool) -> bool {
        match self.circle {
            Some(Circle::Own) => false,
            Some(Circle::Above) => above,
            Some(Circle::Below) | None => true,
        }
    }
}

const fn uk(typed: &'static str, level: u8) -> Mark {
    Mark { typed: Some(typed), uk: Some(level), us: None, tags: &[], eyes: None, in_text: true, circle: None }
}

const fn us(typed: &'static str, level: u8) -> Mark {
    Mark { uk: None, us: Some(level), ..uk(typed, 0) }
}

const fn tagged(typed: &'static str, level: u8, tags: &'static [&'static str]) -> Mark {
    Mark { tags, in_text: false, ..uk(typed, level) }
}

const fn circled(typed: &'static str, level: u8, tags: &'static [&'static str], circle: Circle) -> Mark {
    Mark { circle: Some(circle), ..tagged(typed, level, tags) }
}

/// Everything that a paper of a drawn story may bear.
pub const MARKS: &[Mark] = &[
    Mark { typed: None, uk: None, in_text: false, ..uk("", 0) },
    uk("UNCLASSIFIED", 0),
    uk("RESTRICTED", 1),
    uk("CONFIDENTIAL", 2),
    uk("SECRET", 3),
    uk("TOP SECRET", 4),
    tagged("TOP SECRET UMBRA", 4, &["UMBRA"]),
    tagged("CONFIDENTIAL UMBRA", 2, &["UMBRA"]),
    Mark { eyes: Some("UK-OFFICIAL"), in_text: false, ..uk("CONFIDENTIAL UK EYES A", 2) },
    tagged("CONFIDENTIAL · CIRCLE Falklands", 2, &["FALKLANDS"]),
    tagged("SECRET · CIRCLE Falklands", 3, &["FALKLANDS"]),
    tagged("RESTRICTED · CIRCLE Madrid", 1, &["MADRID"]),
    Mark { in_text: false, ..us("US CONFIDENTIAL", 4) },
    Mark { tags: &["NODIS"], in_text: false, ..us("US SECRET; NODIS", 5) },
    Mark { in_text: false, us: Some(4), ..uk("UK RESTRICTED · US CONFIDENTIAL", 1) },
    circled("CONFIDENTIAL · CIRCLE Herring", 2, &["HERRING"], Circle::Above),
    circled("SECRET · CIRCLE Herring", 3, &["HERRING"], Circle::Above),
    circled("RESTRICTED · CIRCLE Tin", 1, &["TIN"], Circle::Below),
    circled("CONFIDENTIAL · CIRCLE Herring", 2, &[], Circle::Own),
];

/// Somebody who may be drawn as the reader.
#[derive(Debug)]
pub struct Player {
    /// Handle.
    pub handle: &'static str,
    /// Clearance, as it is given.
    lines: &'static [&'static str],
    uk: Option<u8>,
    us: Option<u8>,
    tags: &'static [&'static str],
    /// His affiliation under the British policy, where it is not the usual one.
    affiliation: &'static str,
    /// What he may do.
    pub duties: &'static [Duty],
}

/// All that anybody may do but keep the registry, who is told how much there is, and give clearances, who is
/// told of everybody's.
const ALL: &[Duty] = &[Duty::Register, Duty::PutUp, Duty::Minute, Duty::Approve];

/// Everybody who may be drawn.
pub const PLAYERS: &[Player] = &[
    Player {
        handle: "officer",
        lines: &["uk-1982=CONFIDENTIAL", "us-historical=CONFIDENTIAL"],
        uk: Some(2),
        us: Some(4),
        tags: &[],
        affiliation: "UK-OFFICIAL",
        duties: ALL,
    },
    Player { handle: "stranger", lines: &[], uk: None, us: None, tags: &[], affiliation: "", duties: ALL },
    Player {
        handle: "member",
        lines: &["uk-1982=CONFIDENTIAL", "registry=CIRCLE Falklands"],
        uk: Some(2),
        us: None,
        tags: &["FALKLANDS"],
        affiliation: "UK-OFFICIAL",
        duties: ALL,
    },
    Player {
        handle: "outsider",
        lines: &["uk-1982=SECRET"],
        uk: Some(3),
        us: None,
        tags: &[],
        affiliation: "UK-OFFICIAL",
        duties: &[Duty::Minute],
    },
    Player {
        handle: "local",
        lines: &["uk-1982=SECRET UMBRA"],
        uk: Some(3),
        us: None,
        tags: &["UMBRA"],
        affiliation: "UK-POST",
        duties: ALL,
    },
    Player {
        handle: "envoy",
        lines: &["us-historical=SECRET; NODIS"],
        uk: None,
        us: Some(5),
        tags: &["NODIS"],
        affiliation: "",
        duties: &[],
    },
];

impl Player {
    /// Whether he may read what bears that.
    pub fn reads(&self, mark: &Mark) -> bool {
        let reaches = |held: Option<u8>, asked: Option<u8>| asked.is_none_or(|asked| held >= Some(asked));
        mark.typed.is_some()
            && reaches(self.uk, mark.uk)
            && reaches(self.us, mark.us)
            && mark.tags.iter().all(|tag| self.tags.contains(tag))
            && mark.eyes.is_none_or(|eyes| eyes == self.affiliation)
    }

    /// Whether he may do that.
    pub fn does(&self, duty: Duty) -> bool {
        self.duties.contains(&duty)
    }

    /// Admits him to an office.
    pub fn admit(&self, office: &Office) {
        let lines: Vec<String> = self.lines.iter().map(|line| (*line).to_owned()).collect();
        let clearance = affiliated(&office.registry.clearance(&lines).unwrap(), self.affiliation);
        let admission = Admission {
            handle: self.handle.into(),
            name: format!("The {}", self.handle),
            post: None,
            principal: false,
            duties: self.duties.to_vec(),
        };
        office.admit(admission, &clearance);
    }
}

/// An affiliation has no place in a line of a clearance, so it is set in what is kept of it.
fn affiliated(clearance: &Clearance, affiliation: &str) -> Clearance {
    let mut kept = serde_json::to_value(clearance).unwrap();
    if let Some(cleared) = kept.get_mut("uk-1982") {
        cleared["affiliation"] = affiliation.into();
    }
    serde_json::from_value(kept).unwrap()
}
