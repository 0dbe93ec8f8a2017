//! People: those of the office and their posts, and correspondents outside it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{Handle, Id};
use crate::worded;

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

/// The last word of a name: that of the office's people is the surname by which papers name them.
pub fn last_of(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or_default()
}

worded! {
    /// What a person may do. It opens nothing: what he may read is his clearance alone.
    #[derive(PartialOrd, Ord)]
    pub enum Duty {
        /// Runs the registry: admits people, verifies, rebuilds.
        Keep = "keep" => "keeps the registry",
        /// Enters papers and settles their markings.
        Register = "register" => "enters papers",
        /// Puts papers up, encloses and detaches.
        PutUp = "put-up" => "puts papers up",
        /// Writes minutes and initials.
        Minute = "minute" => "minutes and initials",
        /// Gives clearances: the security officer.
        Clear = "clear" => "gives clearances",
        /// Approves for the owner what another proposes for a marking.
        Approve = "approve" => "approves changed markings",
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
