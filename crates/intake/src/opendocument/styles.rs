//! Which styles keep words from sight.

use std::collections::BTreeSet;

use crate::xml::Mark;

/// Names of the styles whose words are hidden.
#[derive(Debug, Default)]
pub(super) struct Hiding {
    within: Option<String>,
    hidden: BTreeSet<String>,
}

impl Hiding {
    pub fn take(&mut self, mark: &Mark<'_>) {
        match mark {
            Mark::Open(tag) if tag.name == "style:style" => {
                self.within = tag.attribute("style:name").map(str::to_owned);
            }
            Mark::Open(tag) if tag.name == "style:text-properties" => {
                let none = tag.attribute("text:display").is_some_and(|display| display == "none");
                let white = tag.attribute("fo:color").is_some_and(|c| c.eq_ignore_ascii_case("#ffffff"))
                    && tag.attribute("fo:background-color").is_none_or(|c| c == "transparent");
                let size = tag.attribute("fo:font-size").and_then(|size| size.strip_suffix("pt"));
                let tiny = size.and_then(|size| size.parse::<f32>().ok()).is_some_and(|size| size < 2.0);
                if none || white || tiny {
                    self.hidden.extend(self.within.clone());
                }
            }
            Mark::Close("style:style") => self.within = None,
            _ => {}
        }
    }

    pub fn hides(&self, style: Option<&str>) -> bool {
        style.is_some_and(|style| self.hidden.contains(style))
    }
}
