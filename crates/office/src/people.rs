//! Correspondents: people outside the office, as it knows them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::Id;

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
