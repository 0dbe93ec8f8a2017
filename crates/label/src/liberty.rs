//! Liberties: what is read though it is not written as the policy has it.

use crate::marking::Warning;
use crate::parse::Said;
use crate::term::Liberty;
use crate::{Component, Day, Fault, Policy};

impl Policy {
    /// The warnings of a part: old spellings, words out of their time, small letters, another order.
    pub(crate) fn liberties(
        &self,
        typed: &str,
        component: &Component,
        said: &[Said],
        day: Option<Day>,
    ) -> Result<Vec<Warning>, Fault> {
        let mut warnings = Vec::new();
        for said in said {
            warnings.extend(self.old(typed, said));
            warnings.extend(day.and_then(|day| self.out_of_time(typed, said, day)));
        }
        if self.read.small != Liberty::Free {
            for said in said.iter().filter(|said| self.is_small(text(typed, said), component)) {
                let why = "is not in capitals";
                warnings.push(self.liberty(self.read.small, typed, said, component, why)?);
            }
        }
        if self.read.order != Liberty::Free
            && let Some(said) = self.out_of_order(said)
        {
            let why = "stands out of order";
            warnings.push(self.liberty(self.read.order, typed, said, component, why)?);
        }
        Ok(warnings)
    }

    fn liberty(
        &self,
        liberty: Liberty,
        typed: &str,
        said: &Said,
        component: &Component,
        why: &str,
    ) -> Result<Warning, Fault> {
        let canonical = self.text(component);
        if liberty == Liberty::Refused {
            return Err(Fault::new(typed, said.at.clone(), format!("“{canonical}”: this {why}")));
        }
        Ok(warning(typed, said, why, Some(canonical)))
    }

    /// Whether words have small letters that print has not: the names of places have theirs.
    fn is_small(&self, words: &str, component: &Component) -> bool {
        let words = words.split(|c: char| !c.is_alphanumeric());
        let small: Vec<&str> = words.filter(|word| word.contains(char::is_lowercase)).collect();
        !small.is_empty() && {
            let canonical = self.text(component);
            small.iter().any(|word| !canonical.contains(word))
        }
    }

    fn old(&self, typed: &str, said: &Said) -> Option<Warning> {
        let word = || Some(self.word_of(said.name).to_owned());
        said.old.then(|| warning(typed, said, "is an older form", word()))
    }

    fn out_of_time(&self, typed: &str, said: &Said, day: Day) -> Option<Warning> {
        let term = self.term_of(said.name)?;
        let early =
            term.since.filter(|since| day < *since).map(|since| format!("was not used before {since}"));
        let late = term.until.filter(|until| day > *until).map(|until| format!("was not used after {until}"));
        early.or(late).map(|why| warning(typed, said, &why, None))
    }

    /// The first word that stands after one which print has behind it; a saying stands where its first
    /// name does.
    fn out_of_order<'a>(&self, said: &'a [Said]) -> Option<&'a Said> {
        let mut furthest = None;
        said.chunk_by(|a, b| a.at == b.at).find_map(|names| {
            let rank = names.iter().map(|said| self.rank_in_print(said.name)).min();
            let behind = rank < furthest;
            furthest = furthest.max(rank);
            names.first().filter(|_| behind)
        })
    }
}

fn text<'a>(typed: &'a str, said: &Said) -> &'a str {
    typed.get(said.at.clone()).unwrap_or_default()
}

fn warning(typed: &str, said: &Said, why: &str, canonical: Option<String>) -> Warning {
    Warning { at: said.at.clone(), found: text(typed, said).into(), why: why.into(), canonical }
}
