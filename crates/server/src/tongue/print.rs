//! The words in which something is printed. What prints runs beside the request, and is told its language.

use super::{Tongue, catalogue, in_tongue, is_one, spoken, tell};
use crate::pages::{short_words, words_of};
use chancery_registry::Tongue as Printed;
use jiff::civil::Date;
use std::sync::Arc;

/// The language of the request that is being answered.
pub(crate) fn for_print() -> Arc<dyn Printed> {
    Arc::new(InPrint(spoken().tongue))
}

#[derive(Debug)]
struct InPrint(Tongue);

impl Printed for InPrint {
    fn tag(&self) -> &'static str {
        self.0.tag()
    }

    fn say(&self, english: &str) -> String {
        catalogue::of(self.0).and_then(|words| words.printed(english)).unwrap_or(english).to_owned()
    }

    fn tell(&self, sentence: &str) -> String {
        in_tongue(self.0, || tell(sentence).into_owned())
    }

    fn is_one(&self, many: u32) -> bool {
        in_tongue(self.0, || is_one(many.into()))
    }

    fn day(&self, day: Date) -> String {
        in_tongue(self.0, || words_of(day))
    }

    fn short_day(&self, day: Date) -> String {
        in_tongue(self.0, || short_words(day))
    }
}
