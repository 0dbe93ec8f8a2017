//! Tables, and particulars, which are set as one.

use std::rc::Rc;

use crate::flow::{Area, Flow};
use crate::measures::{
    AROUND, BETWEEN, BODY, CAPTION, CELL, GUTTER, HEAD_CELL, Ink, NAME, NAMES, PAD, RULE_HEAD, RULE_ROW,
    Setting,
};
use crate::page::{Head, Hold, Mark};
use crate::structure::{Node, Role};
use crate::{Cell, Column, Fault, Row, Run};

/// The part of a page that a head may take and still stand again on each.
const HEAD_PART_MAX: f32 = 0.4;

/// How the rows of a table are set.
struct Look {
    leading: f32,
    pad: f32,
    rule: f32,
    ink: Ink,
}

const NAMED: Look = Look { leading: BODY.leading, pad: 0.0, rule: 0.0, ink: Ink::Black };
const LISTED: Look = Look { leading: CELL.leading, pad: PAD, rule: RULE_ROW, ink: Ink::Grey };
const HEADED: Look = Look { leading: CELL.leading, pad: PAD, rule: RULE_HEAD, ink: Ink::Black };

impl Flow<'_> {
    pub fn particulars(&mut self, rows: &[(String, String)]) -> Result<(), Fault> {
        self.opens(BETWEEN);
        let table = self.structure.add(self.parent, Role::Table);
        let body = self.structure.add(Some(table), Role::Body);
        let left = Area { width: NAMES, ..self.area };
        let right = self.area.inset(NAMES + GUTTER, 0.0);
        for (name, value) in rows {
            let row = self.structure.add(Some(body), Role::Row);
            let key = self.cell(row, Role::RowName, &[Run::new(name)], NAME, left)?;
            let value = self.cell(row, Role::Cell, &[Run::new(value)], BODY, right)?;
            self.row(vec![key, value], &NAMED, Hold::Free);
        }
        self.gap = self.gap.max(AROUND);
        Ok(())
    }

    pub fn table(&mut self, caption: &str, columns: &[Column], rows: &[Row]) -> Result<(), Fault> {
        self.tables += 1;
        let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns.is_empty() || widest > columns.len() {
            return Err(Fault::Table { table: self.tables, cells: widest, columns: columns.len() });
        }
        self.opens(AROUND);
        let table = self.structure.add(self.parent, Role::Table);
        self.caption(table, caption)?;
        let areas = areas(self.area, columns);
        let head = self.heads(table, columns, &areas)?;
        let body = self.structure.add(Some(table), Role::Body);
        let first = self.strips.len();
        for row in rows {
            self.cells(body, row, &areas)?;
        }
        if let Some(head) = head {
            self.strips[first..].iter_mut().for_each(|strip| strip.head = Some(Rc::clone(&head)));
        }
        self.gap = AROUND;
        Ok(())
    }

    fn caption(&mut self, table: Node, caption: &str) -> Result<(), Fault> {
        if caption.trim().is_empty() {
            return Ok(());
        }
        let node = self.structure.add(Some(table), Role::Caption);
        let lines = self.text(&[Run::new(caption)], CAPTION, self.area, node, Ink::Black)?;
        self.stack(lines, CAPTION.leading, |_, _| Hold::Firm);
        self.gap = PAD;
        Ok(())
    }

    /// The heads of the columns, and how they stand again; not where they say nothing or are too high for it.
    fn heads(&mut self, table: Node, columns: &[Column], areas: &[Area]) -> Result<Option<Rc<Head>>, Fault> {
        if columns.iter().all(|column| column.head.trim().is_empty()) {
            return Ok(None);
        }
        let head = self.structure.add(Some(table), Role::Head);
        let row = self.structure.add(Some(head), Role::Row);
        let cells = columns.iter().zip(areas).map(|(column, area)| {
            self.cell(row, Role::ColumnName, &[Run::new(&column.head)], HEAD_CELL, *area)
        });
        let cells = cells.collect::<Result<Vec<_>, _>>()?;
        let first = self.strips.len();
        self.row(cells, &HEADED, Hold::Firm);
        Ok(self.again(first).filter(|head| head.height <= self.body * HEAD_PART_MAX))
    }

    /// The strips from `first` on as a head that stands again and is no part of what is said.
    fn again(&self, first: usize) -> Option<Rc<Head>> {
        let strips = self.strips.get(first..)?;
        let mut head = Head { height: 0.0, marks: Vec::new() };
        for strip in strips {
            let marks = strip.marks.iter().cloned();
            head.marks.extend(marks.map(|mark| Mark { y: mark.y + head.height, node: None, ..mark }));
            head.height += strip.height;
        }
        Some(Rc::new(head))
    }

    fn cells(&mut self, body: Node, row: &[Cell], areas: &[Area]) -> Result<(), Fault> {
        let node = self.structure.add(Some(body), Role::Row);
        let empty = Cell::default();
        let cells = row.iter().chain(std::iter::repeat(&empty)).zip(areas);
        let cells = cells.map(|(cell, area)| self.cell(node, Role::Cell, &cell.runs, CELL, *area));
        let cells = cells.collect::<Result<Vec<_>, _>>()?;
        self.row(cells, &LISTED, Hold::Free);
        Ok(())
    }

    fn cell(
        &mut self,
        row: Node,
        role: Role,
        runs: &[Run],
        setting: Setting,
        area: Area,
    ) -> Result<Vec<Vec<Mark>>, Fault> {
        let node = self.structure.add(Some(row), role);
        self.text(runs, setting, area, node, Ink::Black)
    }

    /// Cells beside one another, a strip for each of their lines, so that a row higher than a page can be parted.
    fn row(&mut self, cells: Vec<Vec<Vec<Mark>>>, look: &Look, hold: Hold) {
        let of = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let mut cells: Vec<_> = cells.into_iter().map(Vec::into_iter).collect();
        for at in 0..of {
            let above = if at == 0 { look.pad } else { 0.0 };
            let mut marks: Vec<Mark> = cells.iter_mut().filter_map(Iterator::next).flatten().collect();
            marks.iter_mut().for_each(|mark| mark.y += above);
            let mut height = above + look.leading;
            let last = at + 1 == of;
            if last {
                height += look.pad;
                marks.extend((look.rule > 0.0).then(|| self.across(height, look.rule, look.ink)));
                height += look.rule;
            }
            self.strip(height, if last { hold } else { hold.max(Hold::Loose) }, marks);
        }
    }
}

/// The columns by their shares.
fn areas(area: Area, columns: &[Column]) -> Vec<Area> {
    let share = |column: &Column| f32::from(column.share.max(1));
    let all: f32 = columns.iter().map(share).sum();
    let free = area.width - GUTTER * (columns.len() - 1) as f32;
    let mut x = area.x;
    let place = |column: &Column| {
        let width = free * share(column) / all;
        let place = Area { x, width };
        x += width + GUTTER;
        place
    };
    columns.iter().map(place).collect()
}
