//! Enums that are told by words.

/// An enum as a flat list: each member with the word under which it is stored, and with the words that people read
/// where these are others.
///
/// By its word a member is held in entries of the ledger and in rows of the register, and asked for in addresses, forms
/// and on command lines. A word that is in use never changes.
#[macro_export]
macro_rules! worded {
    (@read $word:literal) => { $word };
    (@read $word:literal $words:literal) => { $words };
    (
        $(#[$of_all:meta])*
        pub enum $name:ident { $($(#[$of_one:meta])* $one:ident = $word:literal $(=> $words:literal)?,)+ }
    ) => {
        $(#[$of_all])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$of_one])* #[serde(rename = $word)] $one,)+ }

        impl $name {
            /// Every one, in order.
            pub const ALL: [$name; [$($word),+].len()] = [$($name::$one),+];

            /// The word under which it is stored and by which it is asked for.
            pub fn word(self) -> &'static str {
                match self { $($name::$one => $word),+ }
            }

            /// The words that people read.
            pub fn words(self) -> &'static str {
                match self { $($name::$one => $crate::worded!(@read $word $($words)?)),+ }
            }

            /// Writes the words that people read, where serde is told to write by it.
            ///
            /// # Errors
            /// As what it is written to.
            pub fn as_read<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.words())
            }

            /// The one of that word.
            pub fn from_word(word: &str) -> Option<$name> {
                $name::ALL.into_iter().find(|one| one.word() == word)
            }
        }
    };
}
