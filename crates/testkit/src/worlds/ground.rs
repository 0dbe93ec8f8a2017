//! What a walk asks about.

use std::collections::BTreeSet;

use chancery_registry::answers::{ChaseAsked, ChaseState, ChaseTrust, HandAsked, RegisterFilter};

use super::World;

/// An id that nothing has.
const ABSENT: &str = "00112233445566778899aabbccddeeff";

/// What a walk asks about: everything that exists in either world, and things that exist in neither.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// Ids of papers and meetings.
    pub ids: BTreeSet<String>,
    /// Ids of meetings among them.
    pub meetings: BTreeSet<String>,
    /// Ids of drafts.
    pub drafts: BTreeSet<String>,
    /// Reference numbers.
    pub references: BTreeSet<String>,
    /// Proposals of other markings, each with its paper.
    pub proposals: BTreeSet<(String, String)>,
    /// Names of circles, as they stand in markings and as people say them.
    pub circles: BTreeSet<String>,
    /// Undertakings, each by its paper and its key.
    pub undertakings: BTreeSet<(String, String)>,
    /// Bring-ups and copies, each by its paper and its key.
    pub in_hand: BTreeSet<(String, String)>,
    /// Queries.
    pub queries: Vec<String>,
}

impl Ground {
    /// The ground of two worlds, as one who may read all knows it.
    pub fn of(plain: &World, fuller: &World) -> Self {
        let mut ground = Ground::default();
        for world in [plain, fuller] {
            let all = world.office.as_("clerk");
            let page = all.register(&RegisterFilter::default()).unwrap();
            for paper in page.papers {
                ground.ids.insert(paper.id);
                ground.references.insert(paper.reference);
            }
            ground.ids.extend(all.tray().unwrap().waiting.into_iter().map(|waits| waits.paper.id));
            ground.ids.extend(all.turned_away(1).unwrap().turned.into_iter().map(|gone| gone.paper.id));
            ground.meetings.extend(all.meetings().unwrap().into_iter().map(|m| m.id));
            let drafts = all.drafts().unwrap();
            let drafts = drafts.mine.into_iter().chain(drafts.to_clear).chain(drafts.others);
            ground.drafts.extend(drafts.map(|draft| draft.id));
            let waiting = all.relabellings().unwrap().waiting.into_iter();
            ground.proposals.extend(waiting.map(|at| (at.relabel.id, at.paper.id)));
            let asked =
                ChaseAsked { state: ChaseState::All, trust: ChaseTrust::All, ..ChaseAsked::default() };
            let chased = all.undertakings(&asked).unwrap().lines.into_iter();
            ground.undertakings.extend(chased.map(|line| (line.paper, line.key)));
            let asked = HandAsked { all: true, page: 1 };
            let ups =
                all.bring_ups(asked).unwrap().lines.into_iter().map(|line| (line.paper.id, line.up.key));
            let copies =
                all.copies(asked).unwrap().lines.into_iter().map(|line| (line.paper.id, line.copy.key));
            ground.in_hand.extend(ups.chain(copies));
            let circles = all.circles().unwrap().circles.into_iter();
            ground.circles.extend(circles.flat_map(|circle| [circle.tag, circle.name]));
        }
        ground.drafts.insert(ABSENT.into());
        ground.circles.insert("Herring".into());
        ground.undertakings.insert((ABSENT.into(), ABSENT.into()));
        ground.in_hand.insert((ABSENT.into(), ABSENT.into()));
        ground.proposals.insert((ABSENT.into(), ABSENT.into()));
        ground.ids.extend(ground.meetings.iter().cloned());
        ground.ids.insert(ABSENT.into());
        ground.references.extend(["S 82/999".into(), "TS 82/1".into(), "nonsense".into()]);
        ground
    }

    /// The same, with queries.
    #[must_use]
    pub fn seeking(mut self, queries: &[&str]) -> Self {
        self.queries = queries.iter().map(|query| (*query).to_owned()).collect();
        self
    }
}
