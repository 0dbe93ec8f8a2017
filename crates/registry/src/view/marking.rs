//! Markings looked up: what one says, who may read under it, and how two lie to one another.

use chancery_forms::{access, sio, stanag};
use chancery_label::{Fault, Label, Marking, PolicyId, Role};
use jiff::SignedDuration;

use super::View;
use crate::answers::{FaultShown, LatticeShown, MarkingPage, MarkingRead, NodeShown, SaidShown};
use crate::refused::Refused;

impl View {
    /// What a marking says, alone or beside another, under the policies in force.
    pub fn marking_page(&self, typed: &str, beside: &str) -> Result<MarkingPage, Refused> {
        let policies = &self.registry.0.policies;
        let named = |id: &PolicyId| policies.get(id).map(|policy| policy.name().to_owned());
        let mut page = MarkingPage {
            typed: typed.to_owned(),
            beside: beside.to_owned(),
            policies: policies.ids().filter_map(named).collect(),
            ..MarkingPage::default()
        };
        let first = self.looked_up(typed, &mut page.fault);
        let second = self.looked_up(beside, &mut page.fault);
        if let (Some((one, _)), Some((other, _))) = (&first, &second) {
            page.lattice = Some(self.lattice(one, other));
        }
        page.first = first.map(|(_, read)| read);
        page.second = second.map(|(_, read)| read);
        Ok(page)
    }

    fn looked_up(&self, typed: &str, fault: &mut Option<FaultShown>) -> Option<(Label, MarkingRead)> {
        if typed.trim().is_empty() {
            return None;
        }
        let mut order = self.registry.0.settings.policies.clone();
        order.push(PolicyId::new(chancery_label::REGISTRY));
        match self.registry.0.policies.parse(&order, typed) {
            Ok(marking) => Some((marking.own.clone().unwrap_or_default(), self.marking_read(&marking))),
            Err(found) => {
                fault.get_or_insert_with(|| fault_shown(typed, found));
                None
            }
        }
    }

    fn lattice(&self, first: &Label, second: &Label) -> LatticeShown {
        let lattice = self.registry.0.policies.between(first, second);
        let node = |node: &chancery_label::Node| NodeShown {
            marked: self.marked(&node.label),
            height: u32::try_from(node.height).unwrap_or(u32::MAX),
            role: role(node.role),
        };
        LatticeShown {
            relation: lattice.relation.to_string(),
            nodes: lattice.nodes.iter().map(node).collect(),
            edges: lattice.edges,
        }
    }

    fn marking_read(&self, marking: &Marking) -> MarkingRead {
        let policies = &self.registry.0.policies;
        let label = marking.own.clone().unwrap_or_default();
        let explained = policies.explain(&label);
        let said = explained.elements.into_iter().map(|element| SaidShown {
            element: element.element,
            means: element.means,
            cite: element.cite.unwrap_or_default(),
        });
        let warnings = marking.warnings.iter().map(|warning| warning.to_string());
        MarkingRead {
            marked: self.marked(&label),
            portion: policies.print(&label).portion.unwrap_or_default(),
            covers: marking.covers.as_ref().map(|covers| self.marked(covers)),
            says: said.collect(),
            who: vec![explained.readers, explained.copiers],
            warnings: warnings.collect(),
            may_read: self.reader.clearance.opens(&label),
            forms: self.forms(&label),
        }
    }
}

/// After how long a label that is given out is to be looked at again.
const REVIEW_DAYS: i64 = 3650;

impl View {
    /// The label in the syntaxes of others that can carry it.
    fn forms(&self, label: &Label) -> Vec<(String, String)> {
        let policies = &*self.registry.0.policies;
        let carried = [
            ("canonical text", Some(label.canonical())),
            ("access expression", access::write(policies, label).map(|written| written.to_string()).ok()),
            ("mail field of RFC 7444", sio::write(policies, label, &sio::Payload::Ess).ok()),
            ("STANAG 4774", self.stanag(label).map(|labels| labels.join("\n"))),
        ];
        carried.into_iter().filter_map(|(name, form)| Some((name.to_owned(), form?))).collect()
    }

    /// The label as STANAG 4774, one for each of its policies, where that can carry it.
    pub(super) fn stanag(&self, label: &Label) -> Option<Vec<String>> {
        let created = self.registry.now();
        let review = created.checked_add(SignedDuration::from_hours(24 * REVIEW_DAYS)).unwrap_or(created);
        stanag::write(&self.registry.0.policies, label, &stanag::Issued { created, review }).ok()
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Both => "both",
        Role::First => "first",
        Role::Second => "second",
        Role::Join => "join",
        Role::Meet => "meet",
        Role::Between => "",
    }
}

fn fault_shown(typed: &str, fault: Fault) -> FaultShown {
    let part = |range: std::ops::Range<usize>| typed.get(range).unwrap_or_default().to_owned();
    FaultShown {
        before: part(0..fault.at.start),
        after: part(fault.at.end..typed.len()),
        found: fault.found,
        expected: fault.expected,
    }
}
