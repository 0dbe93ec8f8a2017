//! What was promised in the papers of a dialogue: whose it is, and what of it is read first.

use std::cmp::Reverse;

use chancery_office::judging::FindingState;
use chancery_office::reading::{Finding, Firmness, RoleName, What};
use jiff::civil::Date;

use super::View;
use super::rows::PaperRow;
use super::undertakings::Kept;
use crate::answers::{Became, Cut, Said, Side, UndertakingLine};
use crate::dialogue::fuller;
use crate::refused::Refused;
use crate::sides::whose;
use crate::store;

/// Open undertakings that are shown of the one side, of the other, of both, of others.
const SHOWN: [usize; 4] = [6, 6, 6, 4];

/// An undertaking of a paper that names both sides.
pub(super) struct Promise {
    pub(super) kept: Kept,
    pub(super) finding: Finding,
    pub(super) reference: String,
    pub(super) paper: String,
    weak: bool,
    newer: usize,
}

impl Promise {
    pub(super) fn role(&self, name: RoleName) -> &str {
        self.finding.role(name).map_or("", |role| role.value.as_str())
    }

    /// Firm before weak; of these what is past its day and the latest first, then the soonest due, then the newest.
    fn place(&self, today: Date) -> impl Ord + use<> {
        let due = self.kept.due;
        let late = due.filter(|due| *due < today);
        (self.weak, due.is_none(), late.is_none(), Reverse(late), due, Reverse(self.newer))
    }

    /// What was undertaken about a subject, each subject by itself.
    pub(super) fn said(&self, sides: (&str, &str)) -> Vec<Said> {
        let (actor, partner) = (self.role(RoleName::Actor), self.role(RoleName::Partner));
        let side = whose(&format!("{actor} {partner}"), sides);
        let about = self.role(RoleName::Subject).split("; ");
        let about = about.filter(|about| !about.is_empty() && side != Side::Neither);
        about
            .map(|about| fuller(about, &self.kept.words))
            .filter(|about| !about.is_empty())
            .map(|about| Said {
                by: actor.to_owned(),
                side,
                became: Became::of(self.finding.what),
                about,
                words: self.kept.words.clone(),
                reference: self.reference.clone(),
                paper: self.paper.clone(),
                number: self.kept.number,
                state: self.kept.state,
                answers: Vec::new(),
            })
            .collect()
    }
}

impl View {
    /// Undertakings of papers that name both sides, in the order of the papers.
    pub(super) fn promised(&self, rows: &[PaperRow]) -> Result<Vec<Promise>, Refused> {
        let mut promised = Vec::new();
        for (newer, row) in rows.iter().enumerate() {
            for kept in self.kept_in(row)? {
                let finding: Finding = serde_json::from_str(&kept.finding).map_err(store::json)?;
                let weak = kept.weak || kept.state == FindingState::Proposed && is_loose(&finding);
                let (reference, paper) = (row.number.clone(), row.id.to_string());
                promised.push(Promise { kept, finding, reference, paper, weak, newer });
            }
        }
        Ok(promised)
    }

    /// What of it is open: of the one side, of the other, of both, of others; of these what is towards the two first.
    pub(super) fn still_open(
        &self,
        promised: Vec<Promise>,
        sides: (&str, &str),
    ) -> Result<[Cut<UndertakingLine>; 4], Refused> {
        let today = self.day_now();
        let mut open = <[Vec<Promise>; 4]>::default();
        for promise in promised.into_iter().filter(|promise| !promise.kept.closed) {
            let of = match whose(promise.role(RoleName::Actor), sides) {
                Side::A => 0,
                Side::B => 1,
                Side::Both => 2,
                Side::Neither => 3,
            };
            open[of].push(promise);
        }
        let apart = |promise: &Promise| whose(promise.role(RoleName::Partner), sides) == Side::Neither;
        open[3].sort_by_cached_key(|promise| (apart(promise), promise.place(today)));
        open[..3].iter_mut().for_each(|of| of.sort_by_cached_key(|promise| promise.place(today)));
        let [a, b, both, others] = open;
        let cut = |of: Vec<Promise>, shown: usize| {
            let cut = Cut::of(of, shown);
            let kept = cut.shown.into_iter().map(|promise| promise.kept).collect();
            Ok(Cut { shown: self.undertaking_lines(kept)?, more: cut.more })
        };
        Ok([cut(a, SHOWN[0])?, cut(b, SHOWN[1])?, cut(both, SHOWN[2])?, cut(others, SHOWN[3])?])
    }
}

/// Nobody is held to it.
fn is_loose(finding: &Finding) -> bool {
    use Firmness::{Considered, Intended, Open, Proposed, Refused};
    matches!(finding.what, What::Undertaking(Proposed | Intended | Considered | Open | Refused))
}
