//! The measures of the page: everything that decides how print looks, in points.

use crate::{Grade, Paper};

/// Width and height of a sheet.
pub fn sheet(paper: Paper) -> (f32, f32) {
    match paper {
        Paper::A4 => (595.28, 841.89),
        Paper::Letter => (612.0, 792.0),
    }
}

/// White at the left and the right.
pub const MARGIN: f32 = 76.0;
/// From the edge of the sheet to the head, and from the foot to the edge.
pub const EDGE: f32 = 34.0;
/// Between head and body, and between body and foot.
pub const CLEARING: f32 = 26.0;
/// The least body that is worth printing.
pub const BODY_MIN: f32 = 220.0;

/// How text is set: its size, the distance of its lines, its weight and slope where a run says nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub size: f32,
    pub leading: f32,
    pub strong: bool,
    pub slanted: bool,
}

impl Setting {
    const fn plain(size: f32, leading: f32) -> Self {
        Self { size, leading, strong: false, slanted: false }
    }

    const fn strong(size: f32, leading: f32) -> Self {
        Self { size, leading, strong: true, slanted: false }
    }

    /// From the top of a line to the foot of its letters.
    pub fn baseline(&self) -> f32 {
        (self.leading - self.size) / 2.0 + self.size * 0.80
    }
}

pub const BODY: Setting = Setting::plain(11.5, 17.0);
pub const TITLE: Setting = Setting::plain(20.0, 26.0);
pub const HEADINGS: [Setting; 3] = [
    Setting::strong(13.5, 19.0),
    Setting::strong(11.5, 17.0),
    Setting { slanted: true, ..Setting::plain(11.5, 17.0) },
];
pub const BANNER: Setting = Setting::strong(10.5, 14.0);
pub const PORTION: Setting = Setting::strong(9.0, 14.0);
pub const FOOT: Setting = Setting::plain(8.5, 12.0);
pub const NAME: Setting = Setting { slanted: true, ..Setting::plain(10.5, 17.0) };
pub const CELL: Setting = Setting::plain(9.5, 13.5);
pub const HEAD_CELL: Setting = Setting::strong(9.0, 13.5);
pub const CAPTION: Setting = Setting { slanted: true, ..Setting::plain(10.0, 14.0) };

/// Above a paragraph.
pub const BETWEEN: f32 = 8.5;
/// Above a heading, by its level.
pub const ABOVE_HEADING: [f32; 3] = [24.0, 18.0, 14.0];
/// Below a heading or a title.
pub const BELOW_HEADING: f32 = 5.0;
/// Above and below tables, quotes, portions, pictures.
pub const AROUND: f32 = 13.0;
/// The names of particulars.
pub const NAMES: f32 = 96.0;
/// A point of a list is set in by this.
pub const INDENT: f32 = 24.0;
/// Between two columns.
pub const GUTTER: f32 = 10.0;
/// Above and below the text of a cell.
pub const PAD: f32 = 3.5;
/// A portion is set in by this, its bar standing at the left.
pub const PORTION_INDENT: f32 = 12.0;
/// The bar of a portion.
pub const BAR: f32 = 1.2;
/// From one tab stop to the next.
pub const TAB: f32 = 36.0;
/// Rules: below a head, between rows, across.
pub const RULE_HEAD: f32 = 0.7;
pub const RULE_ROW: f32 = 0.3;
/// A picture's dots an inch at its largest.
pub const DOTS: f32 = 96.0;

/// What a mark is printed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ink {
    Black,
    Grey,
    Marking(Grade),
}

impl Ink {
    /// Red, green, blue; dark enough to be read on a copy without colour.
    pub fn colour(self) -> (u8, u8, u8) {
        match self {
            Self::Black | Self::Marking(Grade::Unclassified) => (0, 0, 0),
            Self::Grey => (110, 110, 110),
            Self::Marking(Grade::Restricted) => (24, 66, 120),
            Self::Marking(Grade::Confidential) => (20, 92, 60),
            Self::Marking(Grade::Secret | Grade::TopSecret) => (165, 20, 28),
            Self::Marking(Grade::NotSettled) => (98, 40, 120),
        }
    }
}
