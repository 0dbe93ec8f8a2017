//! Arguments that are one of the words of an enum.

/// Reads the word of an enum as its member; help and complaints name every word that there is.
macro_rules! one_of {
    ($name:ty) => {{
        use clap::builder::{PossibleValuesParser, TypedValueParser};
        let words = PossibleValuesParser::new(<$name>::ALL.map(<$name>::word));
        words.try_map(|word| <$name>::from_word(&word).ok_or("there is no such word"))
    }};
}
pub(crate) use one_of;
