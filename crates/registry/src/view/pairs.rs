//! Between whom papers tell of talks.

use std::collections::{BTreeMap, BTreeSet};

use chancery_office::act::Manner;
use chancery_office::id::Id;
use chancery_office::reading::{Finding, RoleName};

use super::View;
use super::dialogue::{Topic, read, topic_columns};
use crate::answers::{DialoguesPage, PairLine};
use crate::refused::Refused;
use crate::sides::{People, each};
use crate::store;

/// Findings that pairs are looked for in: the newest.
const PAIRED_MAX: u32 = 1_000;
/// Pairs that are shown.
const PAIRS_SHOWN: usize = 30;

/// A subject of talks: in which paper, raised by whom, who wrote that paper.
struct Spoken {
    paper: i64,
    holder: String,
    writer: String,
    words: String,
}

impl View {
    /// Pairs between whom papers tell of talks, as far as the newest findings tell.
    pub fn dialogues(&self) -> Result<DialoguesPage, Refused> {
        self.gate()?.begin()?;
        let spoken = self.spoken()?;
        let mut people = People::default();
        for one in &spoken {
            each(&one.holder).for_each(|name| people.note(name));
            people.note(&one.writer);
            people.read(&one.words);
        }
        let mut pairs: BTreeMap<(String, String), (u32, BTreeSet<i64>)> = BTreeMap::new();
        for one in &spoken {
            if let Some(sides) = sides(one, &people) {
                let pair = pairs.entry(sides).or_default();
                pair.0 += 1;
                pair.1.insert(one.paper);
            }
        }
        let papers: BTreeSet<i64> = pairs.values().flat_map(|(_, papers)| papers.iter().copied()).collect();
        let shown =
            papers.into_iter().map(|row| Ok(self.row_at(row)?.id)).collect::<Result<Vec<Id>, Refused>>()?;
        self.show(Manner::Extract, &shown)?;
        let mut pairs: Vec<PairLine> = pairs
            .into_iter()
            .map(|((a, b), (subjects, papers))| PairLine {
                a,
                b,
                subjects,
                papers: u32::try_from(papers.len()).unwrap_or(u32::MAX),
            })
            .collect();
        pairs.sort_by(|one, other| other.subjects.cmp(&one.subjects).then_with(|| one.a.cmp(&other.a)));
        pairs.truncate(PAIRS_SHOWN);
        Ok(DialoguesPage { pairs })
    }

    fn spoken(&self) -> Result<Vec<Spoken>, Refused> {
        let newest = self.gate()?.all(
            "SELECT t.n FROM topic t WHERE t.class = 'subject' ORDER BY t.n DESC LIMIT ?1",
            [PAIRED_MAX],
            |r| r.get::<_, i64>(0),
        )?;
        let (mut spoken, mut writers) = (Vec::with_capacity(newest.len()), BTreeMap::new());
        // What they say is taken only of those that are looked at.
        for n in newest {
            let topic = self.gate()?.first(topic_columns!("WHERE t.n = ?1"), [n], read)?;
            let Some(Topic { paper, finding, words, .. }) = topic else { continue };
            let finding: Finding = serde_json::from_str(&finding).map_err(store::json)?;
            let holder = finding.role(RoleName::Holder).map_or_else(String::new, |role| role.value.clone());
            let known = writers.get(&paper).cloned();
            let writer: String = known.map_or_else(|| self.writer(paper), Ok)?;
            writers.insert(paper, writer.clone());
            spoken.push(Spoken { paper, holder, writer, words });
        }
        Ok(spoken)
    }

    fn writer(&self, paper: i64) -> Result<String, Refused> {
        let sender = self
            .gate()?
            .first("SELECT sender FROM paper WHERE row = ?1", [paper], |r| r.get::<_, String>(0))?;
        Ok(sender.unwrap_or_default())
    }
}

/// Those who spoke; where one alone is named, he and the writer of the paper.
fn sides(one: &Spoken, people: &People) -> Option<(String, String)> {
    let mut sides: Vec<String> = each(&one.holder).filter_map(|name| people.somebody(name)).collect();
    if let [_] = sides.as_slice() {
        sides.extend(people.somebody(&one.writer));
    }
    sides.sort_unstable();
    sides.dedup();
    match sides.as_slice() {
        [a, b] => Some((a.clone(), b.clone())),
        _ => None,
    }
}
