//! What a walk asks about.

use std::collections::BTreeSet;

use chancery_registry::answers::RegisterFilter;

use super::World;

/// What a walk asks about: everything that exists in either world, and things that exist in neither.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// Ids of papers and meetings.
    pub ids: BTreeSet<String>,
    /// Ids of meetings among them.
    pub meetings: BTreeSet<String>,
    /// Reference numbers.
    pub references: BTreeSet<String>,
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
            ground.meetings.extend(all.meetings().unwrap().into_iter().map(|m| m.id));
        }
        ground.ids.extend(ground.meetings.iter().cloned());
        ground.ids.insert("00112233445566778899aabbccddeeff".into());
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
