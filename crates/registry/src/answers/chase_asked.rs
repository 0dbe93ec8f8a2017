//! What of the chase list is asked for.

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $(#[$of_first:meta])* $first:ident = $word:literal, $($(#[$of:meta])* $one:ident = $of_one:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $name { $(#[$of_first])* #[default] $first, $($(#[$of])* $one),+ }

        impl $name {
            /// Every one.
            pub const ALL: &[$name] = &[$name::$first, $($name::$one),+];

            /// The word for it in an address and on a command line.
            pub fn word(self) -> &'static str {
                match self { $name::$first => $word, $($name::$one => $of_one),+ }
            }

            /// The one of that word; of any other, the first.
            pub fn from_word(word: &str) -> Self {
                Self::ALL.iter().copied().find(|one| one.word() == word).unwrap_or_default()
            }
        }
    };
}

choice! {
    /// Whose undertakings.
    ChaseSide {
        /// Anyone's.
        Any = "any",
        /// What people or posts of the office answer for.
        Ours = "ours",
        /// What others do.
        Theirs = "theirs",
        /// What the reader answers for himself, or in a post that he holds or acts in.
        Own = "own",
    }
}

choice! {
    /// Whether they are still chased.
    ChaseState {
        /// They are.
        Open = "open",
        /// They are not.
        Closed = "closed",
        /// Either.
        All = "all",
    }
}

choice! {
    /// How sure they must be.
    ChaseTrust {
        /// Confirmed, acted on, ordered, or found with some trust.
        Likely = "likely",
        /// The rest.
        Possible = "possible",
        /// Either.
        All = "all",
    }
}

choice! {
    /// By what they are ordered before they are by day.
    ChaseOrder {
        /// Nothing else.
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
