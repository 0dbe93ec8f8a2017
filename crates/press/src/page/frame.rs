//! Head and foot: the banner on every page, and at the foot which page of which document this is.

use std::rc::Rc;

use crate::measures::{self, BANNER, BODY_MIN, CLEARING, EDGE, FOOT, Ink, MARGIN, Setting};
use crate::page::{Mark, What};
use crate::text::{Shaper, clean};
use crate::{Document, Fault, Run};

/// What stands above and below the body, and where the body is.
pub struct Frame {
    pub width: f32,
    pub height: f32,
    /// The body's top and height.
    pub top: f32,
    pub body: f32,
    head: Vec<Mark>,
    foot: Vec<Mark>,
    page_of: String,
    /// Where the line of the page's number stands.
    line: f32,
}

/// Where a line of head or foot stands.
#[derive(Clone, Copy)]
enum Side {
    Left,
    Middle,
    Right,
}

impl Frame {
    pub fn of(document: &Document, shaper: &mut Shaper) -> Result<Self, Fault> {
        let (width, height) = measures::sheet(document.paper);
        let ink = document.marking.as_ref().map_or(Ink::Black, |marking| Ink::Marking(marking.grade));
        let banner = document.marking.as_ref().map_or("", |marking| &marking.banner);
        let head = lines(banner, BANNER, ink, width, Side::Middle, 1.0, shaper)?;
        let reference = lines(&document.reference, FOOT, Ink::Black, width, Side::Left, 0.36, shaper)?;
        let copy = document
            .copy
            .map(|copy| numbered(&document.copy_of, copy.number as usize, copy.of as usize))
            .unwrap_or_default();
        let copy = lines(&copy, FOOT, Ink::Black, width, Side::Right, 0.36, shaper)?;
        let banner_height = head.len() as f32 * BANNER.leading;
        let rows = reference.len().max(copy.len()).max(1) as f32 * FOOT.leading;
        let top = EDGE + banner_height.max(BANNER.leading) + CLEARING;
        let line = height - EDGE - banner_height - rows - 4.0;
        let body = line - CLEARING - top;
        if body < BODY_MIN {
            return Err(Fault::NoRoom);
        }
        let banner = lowered(&head, height - EDGE - banner_height);
        let foot = lowered(&reference, line).chain(lowered(&copy, line)).chain(banner).collect();
        let head = lowered(&head, EDGE).collect();
        Ok(Self { width, height, top, body, head, foot, page_of: document.page_of.clone(), line })
    }

    pub fn head(&self) -> &[Mark] {
        &self.head
    }

    /// The foot of page `number` of `of`.
    pub fn foot(&self, number: usize, of: usize, shaper: &mut Shaper) -> Result<Vec<Mark>, Fault> {
        let words = numbered(&self.page_of, number, of);
        let page = lines(&words, FOOT, Ink::Black, self.width, Side::Middle, 0.28, shaper)?;
        Ok(self.foot.iter().cloned().chain(lowered(&page, self.line)).collect())
    }
}

fn numbered(words: &str, number: usize, of: usize) -> String {
    words.replace("{number}", &number.to_string()).replace("{of}", &of.to_string())
}

/// Text in lines at one side, no wider than its part of the page, the first at the top.
fn lines(
    text: &str,
    setting: Setting,
    ink: Ink,
    sheet: f32,
    side: Side,
    part: f32,
    shaper: &mut Shaper,
) -> Result<Vec<Mark>, Fault> {
    let whole = sheet - 2.0 * MARGIN;
    let mut marks = Vec::new();
    for prose in clean(&[Run::new(text.trim())], &mut shaper.missing) {
        let shaped = Rc::new(shaper.shape(prose, setting)?);
        for line in shaped.lines(whole * part) {
            let x = match side {
                Side::Left => MARGIN,
                Side::Middle => MARGIN + (whole - line.width) / 2.0,
                Side::Right => MARGIN + whole - line.width,
            };
            let y = marks.len() as f32 * setting.leading + setting.baseline();
            let what = What::Words { shaped: Rc::clone(&shaped), line };
            marks.push(Mark { x, y, ink, what, node: None });
        }
    }
    Ok(marks)
}

fn lowered(marks: &[Mark], by: f32) -> impl Iterator<Item = Mark> {
    marks.iter().cloned().map(move |mark| Mark { y: mark.y + by, ..mark })
}
