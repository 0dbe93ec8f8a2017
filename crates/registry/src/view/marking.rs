//! A marking looked up: what it says, and how it lies to another.

use super::View;
use crate::answers::MarkingPage;
use crate::refused::Refused;

impl View {
    /// What a marking says, alone or beside another.
    pub fn marking_page(&self, typed: &str, beside: &str) -> Result<MarkingPage, Refused> {
        Ok(MarkingPage { typed: typed.to_owned(), beside: beside.to_owned(), ..MarkingPage::default() })
    }
}
