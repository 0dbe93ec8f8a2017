//! Running text: lines of it, transcripts.

use std::rc::Rc;

use crate::flow::{Area, Flow, together};
use crate::measures::{BETWEEN, BODY, Ink, Setting};
use crate::page::{Mark, What};
use crate::structure::{Node, Role};
use crate::text::{Prose, clean};
use crate::{Fault, Run};

impl Flow<'_> {
    /// Text as lines, each as its marks; an empty line has none.
    pub fn text(
        &mut self,
        runs: &[Run],
        setting: Setting,
        area: Area,
        node: Node,
        ink: Ink,
    ) -> Result<Vec<Vec<Mark>>, Fault> {
        let mut lines = Vec::new();
        for prose in clean(runs, &mut self.shaper.missing) {
            lines.extend(self.prose(prose, setting, area, node, ink)?);
        }
        Ok(lines)
    }

    fn prose(
        &mut self,
        prose: Prose,
        setting: Setting,
        area: Area,
        node: Node,
        ink: Ink,
    ) -> Result<Vec<Vec<Mark>>, Fault> {
        if prose.is_blank() {
            let breaks = !prose.text.is_empty();
            return Ok(if breaks { vec![Vec::new()] } else { Vec::new() });
        }
        let shaped = Rc::new(self.shaper.shape(prose, setting)?);
        let lines = shaped.lines(area.width);
        self.count(lines.len())?;
        let y = setting.baseline();
        let marks = lines.into_iter().map(|line| {
            let x = if shaped.leftward { area.x + area.width - line.whole } else { area.x };
            let what = What::Words { shaped: Rc::clone(&shaped), line };
            vec![Mark { x, y, ink, what, node: Some(node) }]
        });
        Ok(marks.collect())
    }

    /// A transcript: a paragraph of the structure for each stretch between empty lines.
    pub fn words(&mut self, text: &str) -> Result<(), Fault> {
        self.opens(BETWEEN);
        let mut lines = Vec::new();
        let mut node = None;
        for prose in clean(&[Run::new(text)], &mut self.shaper.missing) {
            if prose.is_blank() {
                self.stack(std::mem::take(&mut lines), BODY.leading, together);
                self.gap += BODY.leading;
                node = None;
            } else {
                let node = *node.get_or_insert_with(|| self.structure.add(self.parent, Role::Paragraph));
                lines.extend(self.prose(prose, BODY, self.area, node, Ink::Black)?);
            }
        }
        self.stack(lines, BODY.leading, together);
        Ok(())
    }
}
