//! What holds within a group of RTF.

/// What becomes of the words of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    Body,
    /// Words of a page's head, set before the body.
    Head,
    /// Words of a page's foot, set after the body.
    Foot,
    /// A footnote, set after the body.
    Note,
    /// A field's instruction, of which a link is kept.
    Instruction,
    Fonts,
    Colours,
    /// Title, author: claims of the file.
    Claim(&'static str),
    /// Nothing that is read.
    Nowhere,
}

/// What holds within a group, and goes back to what it was when it ends.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub destination: Destination,
    pub hidden: bool,
    pub deleted: bool,
    pub white: bool,
    pub tiny: bool,
    pub page: u32,
    /// Characters that stand for one that a reader may not know.
    pub substitutes: usize,
    /// The group begins with `\*`: what is not known in it is passed over.
    pub optional: bool,
}

impl State {
    pub fn new() -> Self {
        State {
            destination: Destination::Body,
            hidden: false,
            deleted: false,
            white: false,
            tiny: false,
            page: crate::codepage::USUAL,
            substitutes: 1,
            optional: false,
        }
    }

    /// Character formatting as it is by itself.
    pub fn plain(&mut self) {
        (self.hidden, self.deleted, self.white, self.tiny) = (false, false, false, false);
    }

    pub fn is_out_of_sight(&self) -> bool {
        self.hidden || self.white || self.tiny
    }
}

/// Where the words of a group go whose first control word this is; `None` where it says nothing of that.
pub(super) fn destination(word: &str) -> Option<Destination> {
    Some(match word {
        "fonttbl" => Destination::Fonts,
        "colortbl" => Destination::Colours,
        "header" | "headerf" | "headerl" | "headerr" => Destination::Head,
        "footer" | "footerf" | "footerl" | "footerr" => Destination::Foot,
        "footnote" => Destination::Note,
        "fldinst" => Destination::Instruction,
        "title" => Destination::Claim("title"),
        "author" => Destination::Claim("written by"),
        "operator" => Destination::Claim("last changed by"),
        "subject" => Destination::Claim("subject"),
        "stylesheet" | "info" | "pict" | "objdata" | "objclass" | "annotation" | "atnid" | "atnauthor"
        | "themedata" | "colorschememapping" | "datastore" | "latentstyles" | "listtable"
        | "listoverridetable" | "revtbl" | "rsidtbl" | "generator" | "xmlnstbl" | "filetbl" | "bkmkstart"
        | "bkmkend" | "private" | "nonshppict" | "htmltag" | "pntext" | "pntxta" | "pntxtb" | "pnseclvl"
        | "tc" | "xe" | "sp" | "keywords" | "comment" | "doccomm" | "company" | "mmathPr" | "ftnsep"
        | "ftnsepc" | "aftnsep" | "aftnsepc" => Destination::Nowhere,
        _ => return None,
    })
}

/// The code page of a font's character set.
pub(super) fn page_of_set(set: i32, usual: u32) -> u32 {
    match set {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        254 => 437,
        255 => 850,
        _ => usual,
    }
}
