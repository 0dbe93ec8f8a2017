//! Flow: blocks become strips, one below the other, and the structure grows with them.

mod inset;
mod picture;
mod table;
mod words;

use std::rc::Rc;

use crate::limits::{LINES_MAX, within};
use crate::measures::{
    ABOVE_HEADING, AROUND, BELOW_HEADING, BETWEEN, BODY, HEADINGS, Ink, MARGIN, RULE_HEAD, TITLE,
};
use crate::page::{Bar, Frame, Hold, Mark, Strip, What};
use crate::structure::{Node, Role, Structure};
use crate::text::{Shaper, plain};
use crate::{Block, Document, Fault, Run};

/// Characters of a heading that stand in the outline.
const OUTLINE_CHARS_MAX: usize = 300;

/// Where text is set, in points from the left of the sheet.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    pub x: f32,
    pub width: f32,
}

impl Area {
    fn inset(self, left: f32, right: f32) -> Self {
        let width = (self.width - left - right).max(MARGIN);
        Self { x: self.x + left, width }
    }
}

/// The strips so far, and where the next will stand.
pub struct Flow<'a> {
    shaper: &'a mut Shaper,
    structure: Structure,
    strips: Vec<Strip>,
    area: Area,
    bars: Rc<[Bar]>,
    parent: Option<Node>,
    /// Room above the next strip.
    gap: f32,
    /// The next block stands close to what is above it, whatever it is.
    close: bool,
    /// The next strip begins a page.
    turns: bool,
    /// The height of a page's body.
    body: f32,
    lines: usize,
    tables: usize,
    pictures: usize,
    dots: u64,
}

impl<'a> Flow<'a> {
    /// The strips of a document, and its structure.
    pub fn of(
        document: &Document,
        frame: &Frame,
        shaper: &'a mut Shaper,
    ) -> Result<(Vec<Strip>, Structure), Fault> {
        let mut flow = Self {
            shaper,
            structure: Structure::default(),
            strips: Vec::new(),
            area: Area { x: MARGIN, width: frame.width - 2.0 * MARGIN },
            bars: Rc::new([]),
            parent: None,
            gap: 0.0,
            close: false,
            turns: false,
            body: frame.body,
            lines: 0,
            tables: 0,
            pictures: 0,
            dots: 0,
        };
        flow.title(&document.title)?;
        flow.blocks(&document.blocks)?;
        Ok((flow.strips, flow.structure))
    }

    fn title(&mut self, title: &str) -> Result<(), Fault> {
        let node = self.structure.heading(None, 1, label(title));
        let lines = self.text(&[Run::new(title)], TITLE, self.area, node, Ink::Black)?;
        self.stack(lines, TITLE.leading, |_, _| Hold::Firm);
        self.gap = BELOW_HEADING + BETWEEN;
        Ok(())
    }

    fn blocks(&mut self, blocks: &[Block]) -> Result<(), Fault> {
        blocks.iter().try_for_each(|block| self.block(block))
    }

    fn block(&mut self, block: &Block) -> Result<(), Fault> {
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(runs) => self.paragraph(runs),
            Block::Particulars(rows) => self.particulars(rows),
            Block::Table { caption, columns, rows } => self.table(caption, columns, rows),
            Block::List { numbering, items } => self.list(*numbering, items),
            Block::Words(text) => self.words(text),
            Block::Quote(runs) => self.quote(runs),
            Block::Marked { marking, blocks } => self.portion(marking, blocks),
            Block::Picture { png, alternative } => self.picture(png, alternative),
            Block::Rule => self.rule(),
            Block::PageBreak => {
                self.turns = true;
                Ok(())
            }
            Block::Space { points } => {
                self.gap += f32::from(*points);
                Ok(())
            }
        }
    }

    fn heading(&mut self, level: u8, text: &str) -> Result<(), Fault> {
        if plain(text).is_empty() {
            return Ok(());
        }
        let level = level.clamp(1, 3);
        let setting = HEADINGS[usize::from(level) - 1];
        self.opens(ABOVE_HEADING[usize::from(level) - 1]);
        let node = self.structure.heading(self.parent, u16::from(level) + 1, label(text));
        let lines = self.text(&[Run::new(text)], setting, self.area, node, Ink::Black)?;
        self.stack(lines, setting.leading, |_, _| Hold::Firm);
        self.gap = BELOW_HEADING;
        self.close = true;
        Ok(())
    }

    fn paragraph(&mut self, runs: &[Run]) -> Result<(), Fault> {
        self.opens(BETWEEN);
        let node = self.structure.add(self.parent, Role::Paragraph);
        let lines = self.text(runs, BODY, self.area, node, Ink::Black)?;
        self.stack(lines, BODY.leading, together);
        Ok(())
    }

    fn rule(&mut self) -> Result<(), Fault> {
        self.opens(AROUND);
        let mark = self.across(0.0, RULE_HEAD, Ink::Black);
        self.strip(RULE_HEAD, Hold::Loose, vec![mark]);
        self.gap = AROUND;
        Ok(())
    }

    /// A rule as wide as the text.
    fn across(&self, y: f32, thickness: f32, ink: Ink) -> Mark {
        let what = What::Rule { width: self.area.width, thickness };
        Mark { x: self.area.x, y, ink, what, node: None }
    }

    /// Room above a block that is about to begin.
    fn opens(&mut self, above: f32) {
        if !std::mem::take(&mut self.close) {
            self.gap = self.gap.max(above);
        }
    }

    /// Adds a strip below all others.
    fn strip(&mut self, height: f32, hold: Hold, marks: Vec<Mark>) {
        self.strips.push(Strip {
            before: std::mem::take(&mut self.gap),
            height,
            hold,
            turns: std::mem::take(&mut self.turns),
            head: None,
            bars: Rc::clone(&self.bars),
            marks,
        });
        self.close = false;
    }

    /// Adds lines as strips; `hold` is told which line of how many. A line without marks is room.
    fn stack(&mut self, lines: Vec<Vec<Mark>>, leading: f32, hold: impl Fn(usize, usize) -> Hold) {
        let of = lines.len();
        for (at, marks) in lines.into_iter().enumerate() {
            if marks.is_empty() {
                self.gap += leading;
            } else {
                self.strip(leading, hold(at, of), marks);
            }
        }
    }

    fn count(&mut self, lines: usize) -> Result<(), Fault> {
        self.lines += lines;
        within("lines", self.lines, LINES_MAX)
    }
}

/// The first two lines of a paragraph stay together, and the last two.
fn together(at: usize, of: usize) -> Hold {
    if at + 1 < of && (at == 0 || at + 2 == of) { Hold::Loose } else { Hold::Free }
}

/// A heading as it stands in the outline.
fn label(text: &str) -> String {
    let whole = plain(text);
    match whole.char_indices().nth(OUTLINE_CHARS_MAX) {
        Some((end, _)) => format!("{}…", &whole[..end]),
        None => whole,
    }
}
