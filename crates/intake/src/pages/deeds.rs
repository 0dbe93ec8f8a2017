//! What a PDF would do, and what it carries beside its pages: said, never done.

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Dict, MaybeRef, Name, Object, Stream, String as Written};

use crate::Limits;
use crate::sheet::{Origin, Sheet, UnreadSheet};

/// Objects of a file that are looked at.
const OBJECTS_MAX: usize = 500_000;
/// Dictionaries within one another that are followed.
const DEPTH_MAX: usize = 8;
/// Entries of a dictionary or list that are looked at.
const ENTRIES_MAX: usize = 10_000;
const NAME_CHARS_MAX: usize = 200;

/// Something that a PDF may hold, by the sentence that tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    Script,
    Launch,
    Send,
    Form,
    Signed,
    Media,
    Layers,
}

/// Notes what the file would do on a sheet, and sets what it carries beside it, unread.
pub(super) fn tell(pdf: &Pdf, limits: &Limits, sheet: &mut Sheet, pool: &mut Vec<u8>) {
    let mut search = Search { limits, found: Vec::new(), sheet, pool, left_out: 0 };
    for object in pdf.objects().into_iter().take(OBJECTS_MAX) {
        search.object(&object, 0);
    }
    search.finish();
}

struct Search<'a> {
    limits: &'a Limits,
    found: Vec<Deed>,
    sheet: &'a mut Sheet,
    pool: &'a mut Vec<u8>,
    left_out: usize,
}

impl Search<'_> {
    fn object(&mut self, object: &Object<'_>, depth: usize) {
        match object {
            _ if depth > DEPTH_MAX => {}
            Object::Dict(dict) => self.dict(dict, depth),
            Object::Stream(stream) => self.dict(stream.dict(), depth),
            Object::Array(array) => {
                for item in array.raw_iter().take(ENTRIES_MAX) {
                    self.within(&item, depth);
                }
            }
            _ => {}
        }
    }

    /// What is written in place; what is referred to comes by itself.
    fn within(&mut self, item: &MaybeRef<Object<'_>>, depth: usize) {
        if let MaybeRef::NotRef(object) = item {
            self.object(object, depth + 1);
        }
    }

    fn dict(&mut self, dict: &Dict<'_>, depth: usize) {
        self.found.extend(deed(dict));
        let carried = dict.get::<Dict<'_>>("EF").and_then(|files| stream_of(&files));
        if let Some(file) = carried {
            self.carry(dict, &file);
        }
        for (_, item) in dict.entries().take(ENTRIES_MAX) {
            self.within(&item, depth);
        }
    }

    fn carry(&mut self, dict: &Dict<'_>, file: &Stream<'_>) {
        let room = usize::try_from(self.limits.output_bytes_max / 2).unwrap_or(usize::MAX);
        let bytes = file.decoded_data().unwrap_or_else(|_| file.raw_data());
        if self.sheet.unread.len() >= self.limits.parts_max || self.pool.len() + bytes.len() > room {
            self.left_out += 1;
            return;
        }
        let start = self.pool.len();
        self.pool.extend_from_slice(&bytes);
        let origin = Origin::Pool { start, end: self.pool.len() };
        let media_type = file.dict().get::<Name<'_>>("Subtype").map(|name| short(name.as_str()));
        let media_type = media_type.unwrap_or_else(|| "application/octet-stream".to_owned());
        let name = ["UF", "F"].iter().find_map(|key| dict.get::<Written<'_>>(key)).map(|name| words(&name));
        self.sheet.unread.push(UnreadSheet { name: name.unwrap_or_default(), media_type, origin });
    }

    fn finish(mut self) {
        self.found.sort();
        self.found.dedup();
        self.sheet.notes.extend(self.found.iter().map(|deed| deed.told().to_owned()));
        if self.left_out > 0 {
            let count = self.left_out;
            self.sheet
                .notes
                .push(format!("{count} of the files within the file were too large to be set apart"));
        }
    }
}

/// The file of a file specification.
fn stream_of<'a>(files: &Dict<'a>) -> Option<Stream<'a>> {
    ["UF", "F", "Unix", "DOS", "Mac"].iter().find_map(|key| files.get::<Stream<'a>>(key))
}

fn deed(dict: &Dict<'_>) -> Option<Deed> {
    let name = |key: &str| dict.get::<Name<'_>>(key);
    let action = name("S");
    let field = name("FT");
    match (action.as_ref().map(Name::as_str), field.as_ref().map(Name::as_str)) {
        (Some("JavaScript"), _) => Some(Deed::Script),
        (Some("Launch"), _) => Some(Deed::Launch),
        (Some("SubmitForm" | "ImportData"), _) => Some(Deed::Send),
        (Some("Rendition" | "Movie" | "Sound"), _) => Some(Deed::Media),
        (_, Some("Sig")) if dict.contains_key("V") => Some(Deed::Signed),
        (_, Some(_)) => Some(Deed::Form),
        _ if dict.contains_key("JS") => Some(Deed::Script),
        _ if dict.contains_key("ByteRange") && dict.contains_key("Contents") => Some(Deed::Signed),
        _ if dict.contains_key("RichMediaContent") => Some(Deed::Media),
        _ if dict.contains_key("OCGs") && dict.contains_key("D") => Some(Deed::Layers),
        _ => None,
    }
}

impl Deed {
    fn told(self) -> &'static str {
        match self {
            Deed::Script => "the file holds a script (JavaScript), which was not run",
            Deed::Launch => "the file would start a program or open another file; it was not let",
            Deed::Send => "the file would send or fetch what is filled in; it was not let",
            Deed::Form => "the file is a form; what is filled in is read where its pages show it",
            Deed::Signed => "the file bears an electronic signature, which was not checked",
            Deed::Media => "the file holds sound, film or a model, which was not read",
            Deed::Layers => {
                "the file has layers that can be switched on and off; those switched off were not read"
            }
        }
    }
}

/// A text string of a PDF: UTF-16 or UTF-8 that says so, else Latin letters.
fn words(written: &Written<'_>) -> String {
    let decoded = match written.as_bytes() {
        [0xfe, 0xff, rest @ ..] => {
            let (pairs, _) = rest.as_chunks::<2>();
            let units = pairs.iter().map(|pair| u16::from_be_bytes(*pair));
            char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        latin => latin.iter().map(|byte| char::from(*byte)).collect::<String>(),
    };
    short(&decoded)
}

fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(NAME_CHARS_MAX).collect()
}
