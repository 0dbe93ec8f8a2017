//! What is set in from the left: lists, quotes, portions with a marking of their own.

use std::rc::Rc;

use krilla::tagging::ListNumbering;

use crate::flow::{Area, Flow, together};
use crate::measures::{AROUND, BAR, BETWEEN, BODY, INDENT, Ink, PORTION, PORTION_INDENT};
use crate::page::{Bar, Hold};
use crate::structure::{Node, Role};
use crate::{Block, Fault, Item, Marking, Numbering, Run};

impl Flow<'_> {
    pub fn list(&mut self, numbering: Numbering, items: &[Item]) -> Result<(), Fault> {
        let node = self.structure.add(self.parent, Role::List(kind(numbering)));
        for (at, item) in items.iter().enumerate() {
            self.opens(BETWEEN * 0.6);
            self.point(&sign(numbering, at + 1), item, node)?;
        }
        self.gap = self.gap.max(BETWEEN);
        Ok(())
    }

    fn point(&mut self, sign: &str, item: &Item, list: Node) -> Result<(), Fault> {
        let node = self.structure.add(Some(list), Role::Item);
        let label = self.structure.add(Some(node), Role::Label);
        let body = self.structure.add(Some(node), Role::Point);
        let place = Area { width: INDENT, ..self.area };
        let label = self.text(&[Run::new(sign)], BODY, place, label, Ink::Black)?.into_iter().flatten();
        let first = self.strips.len();
        self.close = true;
        self.inside(self.area.inset(INDENT, 0.0), body, |flow| flow.blocks(&item.blocks))?;
        match self.strips.get_mut(first) {
            Some(strip) => strip.marks.extend(label),
            None => self.strip(BODY.leading, Hold::Free, label.collect()),
        }
        Ok(())
    }

    pub fn quote(&mut self, runs: &[Run]) -> Result<(), Fault> {
        self.opens(AROUND);
        let node = self.structure.add(self.parent, Role::Quote);
        let node = self.structure.add(Some(node), Role::Paragraph);
        let lines = self.text(runs, BODY, self.area.inset(INDENT, INDENT), node, Ink::Black)?;
        self.stack(lines, BODY.leading, together);
        self.gap = self.gap.max(AROUND);
        Ok(())
    }

    /// Its marking above it, a bar beside it.
    pub fn portion(&mut self, marking: &Marking, blocks: &[Block]) -> Result<(), Fault> {
        let ink = Ink::Marking(marking.grade);
        self.opens(AROUND);
        let node = self.structure.add(self.parent, Role::Portion);
        let bar = Bar { x: self.area.x, ink, portion: node };
        let outer = Rc::clone(&self.bars);
        self.bars = outer.iter().copied().chain([bar]).collect();
        let area = self.area.inset(PORTION_INDENT + BAR, 0.0);
        self.inside(area, node, |flow| {
            let words = flow.structure.add(Some(node), Role::Paragraph);
            let lines = flow.text(&[Run::new(marking.banner.trim())], PORTION, area, words, ink)?;
            flow.stack(lines, PORTION.leading, |_, _| Hold::Firm);
            flow.close = true;
            flow.blocks(blocks)
        })?;
        self.bars = outer;
        self.gap = self.gap.max(AROUND);
        Ok(())
    }

    /// Does something in another area, under another node.
    fn inside(
        &mut self,
        area: Area,
        node: Node,
        then: impl FnOnce(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let (outer, parent) = (self.area, self.parent);
        (self.area, self.parent) = (area, Some(node));
        let done = then(self);
        (self.area, self.parent) = (outer, parent);
        done
    }
}

fn kind(numbering: Numbering) -> ListNumbering {
    match numbering {
        Numbering::Dash => ListNumbering::Disc,
        Numbering::Number => ListNumbering::Decimal,
        Numbering::Letter => ListNumbering::LowerAlpha,
    }
}

fn sign(numbering: Numbering, number: usize) -> String {
    let letter =
        u8::try_from(number).ok().filter(|number| *number <= 26).map(|number| char::from(b'a' + number - 1));
    match (numbering, letter) {
        (Numbering::Dash, _) => "–".into(),
        (Numbering::Letter, Some(letter)) => format!("({letter})"),
        (Numbering::Letter, None) => format!("({number})"),
        (Numbering::Number, _) => format!("{number}."),
    }
}
