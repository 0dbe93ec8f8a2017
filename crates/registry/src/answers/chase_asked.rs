//! What of the chase list is asked for.

use chancery_office::id::Handle;
use chancery_office::worded;

worded! {
    /// Whose undertakings.
    #[derive(Default)]
    pub enum ChaseSide {
        /// Anyone's.
        #[default]
        Any = "any",
        /// What people or posts of the office answer for.
        Ours = "ours",
        /// What others do.
        Theirs = "theirs",
        /// What the reader answers for himself, or in a post that he holds or acts in.
        Own = "own",
    }
}

worded! {
    /// Whether they are still chased.
    #[derive(Default)]
    pub enum ChaseState {
        /// They are.
        #[default]
        Open = "open",
        /// They are not.
        Closed = "closed",
        /// Either.
        All = "all",
    }
}

worded! {
    /// How sure they must be.
    #[derive(Default)]
    pub enum ChaseTrust {
        /// Confirmed, acted on, ordered, or found with some trust.
        #[default]
        Likely = "likely",
        /// The rest.
        Possible = "possible",
        /// Either.
        All = "all",
    }
}

worded! {
    /// By what they are ordered before they are by day.
    #[derive(Default)]
    pub enum ChaseOrder {
        /// Nothing else.
        #[default]
        Due = "due",
        /// Who answers for them.
        Owner = "owner",
        /// The other side.
        Counterpart = "counterpart",
    }
}

/// What of the chase list is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChaseAsked {
    /// Words of the name of who is to do it, or answers for it; empty for anybody.
    pub who: String,
    /// With `who`, also what this person or post of the office answers for, whatever he is called now.
    pub person: Option<Handle>,
    /// Words of the name of the other side; empty for any.
    pub with: String,
    /// Whose.
    pub side: ChaseSide,
    /// Open or closed.
    pub state: ChaseState,
    /// How sure.
    pub trust: ChaseTrust,
    /// In which order.
    pub order: ChaseOrder,
    /// Page number, from 1; 0 is taken as 1.
    pub page: u32,
}
