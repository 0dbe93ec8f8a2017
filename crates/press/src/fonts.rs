//! The fonts that print is set in, and which of them has a character.

use std::sync::LazyLock;

use harfrust::{Font, ShaperFont};
use krilla::text::Font as PdfFont;

use crate::{Fault, Style};

/// A font of this crate. The order is that of [`FILES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    Serif,
    Strong,
    Slanted,
    Typed,
    Arabic,
    ArabicStrong,
    Hebrew,
    More,
    Signs,
    Marks,
}

const FILES: [&[u8]; 10] = [
    include_bytes!("../fonts/serif.ttf"),
    include_bytes!("../fonts/serif-strong.ttf"),
    include_bytes!("../fonts/serif-slanted.ttf"),
    include_bytes!("../fonts/typed.ttf"),
    include_bytes!("../fonts/arabic.ttf"),
    include_bytes!("../fonts/arabic-strong.ttf"),
    include_bytes!("../fonts/hebrew.ttf"),
    include_bytes!("../fonts/more.ttf"),
    include_bytes!("../fonts/signs.ttf"),
    include_bytes!("../fonts/marks.ttf"),
];

/// What stands for a character that no font has.
pub const REPLACEMENT: char = '\u{FFFD}';
/// The face that has it.
pub const REPLACES: Face = Face::More;

static SHELF: LazyLock<Option<Vec<(Font, PdfFont)>>> =
    LazyLock::new(|| FILES.iter().map(|file| Some((Font::new(*file, 0)?, pdf(file)?))).collect());

fn pdf(file: &'static [u8]) -> Option<PdfFont> {
    PdfFont::new(file.into(), 0)
}

impl Face {
    /// The faces in which a character of that style is sought, in order.
    pub fn chain(style: Style) -> &'static [Self] {
        use Face::{Arabic, ArabicStrong, Hebrew, Marks, More, Serif, Signs, Slanted, Strong, Typed};
        match style {
            Style::Plain => &[Serif, Arabic, Hebrew, More, Typed, Signs, Marks],
            Style::Strong => &[Strong, ArabicStrong, Hebrew, Serif, More, Typed, Signs, Marks],
            Style::Emphasis => &[Slanted, Arabic, Hebrew, Serif, More, Typed, Signs, Marks],
            Style::Typed => &[Typed, Serif, Arabic, Hebrew, More, Signs, Marks],
        }
    }

    /// Spaces and stops between its words are its own.
    pub fn keeps_neutrals(self) -> bool {
        matches!(self, Self::Arabic | Self::ArabicStrong | Self::Hebrew)
    }

    /// How large it is set beside the serif of the same size, so that both look alike in size.
    pub fn scale(self) -> f32 {
        match self {
            Self::Typed => 0.95,
            Self::Arabic | Self::ArabicStrong => 1.05,
            Self::More => 0.96,
            Self::Serif | Self::Strong | Self::Slanted | Self::Hebrew | Self::Signs | Self::Marks => 1.0,
        }
    }
}

/// All faces, ready for shaping and for the PDF.
pub struct Fonts {
    shelf: &'static [(Font, PdfFont)],
    shapers: Vec<ShaperFont<'static, 'static>>,
}

impl Fonts {
    /// Every face, read once for the whole program.
    pub fn open() -> Result<Self, Fault> {
        let shelf = SHELF.as_deref().filter(|shelf| shelf.len() == FILES.len()).ok_or(Fault::Fonts)?;
        Ok(Self { shelf, shapers: shelf.iter().map(|(font, _)| ShaperFont::new(font)).collect() })
    }

    pub fn shaper(&self, face: Face) -> &ShaperFont<'static, 'static> {
        &self.shapers[face as usize]
    }

    pub fn font(&self, face: Face) -> &'static Font {
        &self.shelf[face as usize].0
    }

    pub fn pdf(&self, face: Face) -> &'static PdfFont {
        &self.shelf[face as usize].1
    }

    /// The glyph of a character in a face, if it has one.
    pub fn glyph(&self, face: Face, c: char) -> Option<u32> {
        self.shaper(face).nominal_glyph(c.into()).map(|glyph| glyph.to_u32())
    }

    pub fn has(&self, face: Face, c: char) -> bool {
        self.glyph(face, c).is_some()
    }

    /// The width of a character in ems, and its glyph.
    pub fn advance(&self, face: Face, c: char) -> Option<(u32, f32)> {
        let shaper = self.shaper(face);
        let glyph = shaper.nominal_glyph(c.into())?;
        Some((glyph.to_u32(), shaper.glyph_h_advance(glyph) as f32 / self.pdf(face).units_per_em()))
    }
}
