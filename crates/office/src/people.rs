//! People: those of the office and their posts, and correspondents outside it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{Handle, Id};

/// A person as admitted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Admitted {
    /// Handle.
    pub person: Handle,
    /// Name.
    pub name: String,
    /// Initials that he writes on a paper.
    pub initials: String,
    /// What he may do.
    pub duties: Vec<Duty>,
    /// What he may read, as the `label` crate writes a clearance.
    pub clearance: String,
    /// He was known before, and keeps the clearance that he had.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keeps_clearance: bool,
}

/// What a person may do. It opens nothing: what he may read is his clearance alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// Runs the registry: admits people, verifies, rebuilds.
    Keep,
    /// Enters papers and settles their markings.
    Register,
    /// Puts papers up, encloses and detaches.
    PutUp,
    /// Writes minutes and initials.
    Minute,
    /// Gives clearances: the security officer.
    Clear,
    /// Approves for the owner what another proposes for a marking.
    Approve,
}

impl Duty {
    /// Every duty.
    pub const ALL: [Duty; 6] =
        [Duty::Keep, Duty::Register, Duty::PutUp, Duty::Minute, Duty::Clear, Duty::Approve];

    /// The words in use for it.
    pub fn words(self) -> &'static str {
        match self {
            Duty::Keep => "keeps the registry",
            Duty::Register => "enters papers",
            Duty::PutUp => "puts papers up",
            Duty::Minute => "minutes and initials",
            Duty::Clear => "gives clearances",
            Duty::Approve => "approves changed markings",
        }
    }

    /// The word for it on a command line.
    pub fn word(self) -> &'static str {
        match self {
            Duty::Keep => "keep",
            Duty::Register => "register",
            Duty::PutUp => "put-up",
            Duty::Minute => "minute",
            Duty::Clear => "clear",
            Duty::Approve => "approve",
        }
    }
}

/// A post and its holder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PostFilled {
    /// Handle of the post.
    pub post: Handle,
    /// Title.
    pub title: String,
    /// Who holds it from now on; none where it is vacant.
    pub holder: Option<Handle>,
    /// A box is made for it.
    pub principal: bool,
    /// Since when, where that is before it was entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
}

/// A correspondent as he is kept; a later one of the same id takes the place of this.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrespondentKept {
    /// His id.
    pub correspondent: Id,
    /// Name.
    pub name: String,
    /// Other names in use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Posts that he holds or held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<PostHeld>,
    /// How a letter to him begins: "Dear Secretary of State".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub salutation: String,
    /// Addresses of mail.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mail: Vec<String>,
}

/// That he holds or held a post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostHeld {
    /// The post.
    pub post: String,
    /// First day, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day, where it is known and past.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl PostHeld {
    /// Whether he held it on that day, as far as is known.
    pub fn on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}
