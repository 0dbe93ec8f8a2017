//! Pictures, as large as they fit.

use krilla::image::Image;

use crate::Fault;
use crate::flow::Flow;
use crate::limits::{PICTURE_DOTS_MAX, PICTURES_DOTS_MAX};
use crate::measures::{AROUND, DOTS, Ink};
use crate::page::{Hold, Mark, What};
use crate::structure::Role;
use crate::text::plain;

impl Flow<'_> {
    pub fn picture(&mut self, png: &[u8], alternative: &str) -> Result<(), Fault> {
        self.pictures += 1;
        let alternative = plain(alternative);
        if alternative.is_empty() {
            return Err(self.unfit("it says not in words what it shows"));
        }
        let image = Image::from_png(png.to_vec().into(), false).map_err(|_| self.unfit("it is no PNG"))?;
        let (across, down) = image.size();
        self.dots(across, down)?;
        let (width, height) = fitted(across as f32, down as f32, self.area.width, self.room());
        let node = self.structure.add(self.parent, Role::Picture { alternative });
        self.opens(AROUND);
        let what = What::Picture { image, width, height };
        let mark = Mark { x: self.area.x, y: 0.0, ink: Ink::Black, what, node: Some(node) };
        self.strip(height, Hold::Free, vec![mark]);
        self.gap = AROUND;
        Ok(())
    }

    fn dots(&mut self, across: u32, down: u32) -> Result<(), Fault> {
        let dots = u64::from(across) * u64::from(down);
        if dots == 0 || dots > PICTURE_DOTS_MAX {
            return Err(self.unfit(&format!("it has not between 1 and {PICTURE_DOTS_MAX} dots")));
        }
        self.dots += dots;
        if self.dots > PICTURES_DOTS_MAX {
            return Err(Fault::TooMuch { what: "dots of pictures", limit: PICTURES_DOTS_MAX });
        }
        Ok(())
    }

    /// How high a picture may be, so that the heading above it stands on its page.
    fn room(&self) -> f32 {
        let headings = self.strips.iter().rev().take_while(|strip| strip.hold == Hold::Firm);
        let above: f32 = headings.map(|strip| strip.before + strip.height).sum();
        let left = self.body - above - AROUND;
        if self.turns || left < self.body / 2.0 { self.body } else { left }
    }

    fn unfit(&self, why: &str) -> Fault {
        Fault::Picture { picture: self.pictures, why: why.into() }
    }
}

/// Width and height in points: natural at most, smaller where the page is.
fn fitted(across: f32, down: f32, width: f32, height: f32) -> (f32, f32) {
    let scale = (72.0 / DOTS).min(width / across).min((height - 1.0) / down);
    (across * scale, down * scale)
}
