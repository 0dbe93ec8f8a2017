//! Signed notes (C2SP signed-note): a text, an empty line, and lines of signatures by named keys.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chancery_seal::sign::{SigningKey, VerifyingKey};

use crate::tree::sha256;

/// How long a note may be.
pub const NOTE_BYTES_MAX: usize = 1 << 20;
/// How many signatures a note may bear; the specification asks for at least 16.
pub const NOTE_SIGNATURES_MAX: usize = 100;

/// The type of an Ed25519 key in a key's id and text.
const ED25519: u8 = 1;
const SIGNATURE_MARK: &str = "\u{2014} ";

/// Why a note or a key's text was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Longer than [`NOTE_BYTES_MAX`], or with more signatures than [`NOTE_SIGNATURES_MAX`].
    #[error("the note is too long")]
    TooLong,
    /// A control character other than the line feed.
    #[error("the note holds a control character")]
    Control,
    /// No empty line between text and signatures, or the text does not end in a line feed.
    #[error("the note has no signatures under its text")]
    Unsigned,
    /// A signature line that is not of the form.
    #[error("a signature line is malformed")]
    Line,
    /// A key's name that is empty or holds a space or a plus sign.
    #[error("the name of the key is malformed")]
    Name,
    /// A key's text that is not of the form, or not of Ed25519.
    #[error("the text of the key is malformed")]
    Key,
    /// A known key's signature that does not hold.
    #[error("a signature by a known key does not hold")]
    Forged,
    /// No signature by a known key.
    #[error("no known key has signed the note")]
    Unknown,
}

/// A key that notes are known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    key: VerifyingKey,
}

impl Verifier {
    /// The key under a name.
    pub fn new(name: &str, key: VerifyingKey) -> Result<Self, NoteError> {
        let fits =
            !name.is_empty() && !name.contains(|c: char| c == '+' || c.is_whitespace() || c.is_control());
        if fits { Ok(Self { name: name.to_owned(), key }) } else { Err(NoteError::Name) }
    }

    /// Reads a key from its text, `name+id+base64`.
    pub fn from_vkey(vkey: &str) -> Result<Self, NoteError> {
        let (name, rest) = vkey.split_once('+').ok_or(NoteError::Key)?;
        let (_, typed) = rest.split_once('+').ok_or(NoteError::Key)?;
        let typed = STANDARD.decode(typed).map_err(|_| NoteError::Key)?;
        let [ED25519, bytes @ ..] = typed.as_slice() else { return Err(NoteError::Key) };
        let bytes = bytes.try_into().map_err(|_| NoteError::Key)?;
        let verifier = Self::new(name, VerifyingKey::from_bytes(bytes).map_err(|_| NoteError::Key)?)?;
        if verifier.vkey() == vkey { Ok(verifier) } else { Err(NoteError::Key) }
    }

    /// The key itself.
    pub(crate) fn key(&self) -> &VerifyingKey {
        &self.key
    }

    /// The key's text, `name+id+base64`, as Go's `sumdb/note` reads it.
    pub fn vkey(&self) -> String {
        let typed = [&[ED25519][..], &self.key.to_bytes()].concat();
        format!("{}+{:08x}+{}", self.name, u32::from_be_bytes(self.id()), STANDARD.encode(typed))
    }

    /// The first bytes of a hash over name and key, by which a signature line names its key.
    fn id(&self) -> [u8; 4] {
        let [a, b, c, d, ..] = sha256(&[self.name.as_bytes(), b"\n", &[ED25519], &self.key.to_bytes()]);
        [a, b, c, d]
    }
}

/// Signs a text under a name; the text ends in a line feed.
pub fn sign(text: &str, name: &str, key: &SigningKey) -> Result<String, NoteError> {
    let verifier = Verifier::new(name, key.verifying())?;
    if has_control(text) {
        return Err(NoteError::Control);
    }
    if !text.ends_with('\n') {
        return Err(NoteError::Unsigned);
    }
    let signature = [&verifier.id()[..], &key.sign(text.as_bytes())].concat();
    Ok(format!("{text}\n{SIGNATURE_MARK}{name} {}\n", STANDARD.encode(signature)))
}

/// The text of a note that at least one known key has signed, and none of them wrongly.
pub fn open<'n>(note: &'n str, known: &[Verifier]) -> Result<&'n str, NoteError> {
    if note.len() > NOTE_BYTES_MAX {
        return Err(NoteError::TooLong);
    }
    if has_control(note) {
        return Err(NoteError::Control);
    }
    let (text, signatures) = halves(note).ok_or(NoteError::Unsigned)?;
    if signatures.lines().count() > NOTE_SIGNATURES_MAX {
        return Err(NoteError::TooLong);
    }
    let mut held = false;
    for line in signatures.split_terminator('\n') {
        held |= holds(text, line, known)?;
    }
    if held { Ok(text) } else { Err(NoteError::Unknown) }
}

fn has_control(text: &str) -> bool {
    text.bytes().any(|byte| byte < 0x20 && byte != b'\n')
}

fn halves(note: &str) -> Option<(&str, &str)> {
    let empty_line = note.rfind("\n\n")?;
    let (text, signatures) = (note.get(..=empty_line)?, note.get(empty_line + 2..)?);
    (!signatures.is_empty() && signatures.ends_with('\n')).then_some((text, signatures))
}

/// Whether a line is the signature of a known key; an error where it claims to be one and is not.
fn holds(text: &str, line: &str, known: &[Verifier]) -> Result<bool, NoteError> {
    let (name, signature) =
        line.strip_prefix(SIGNATURE_MARK).and_then(|l| l.split_once(' ')).ok_or(NoteError::Line)?;
    let signature = STANDARD.decode(signature).map_err(|_| NoteError::Line)?;
    let (id, signature) = signature.split_first_chunk::<4>().ok_or(NoteError::Line)?;
    if name.is_empty() || signature.is_empty() {
        return Err(NoteError::Line);
    }
    let Some(verifier) = known.iter().find(|v| v.name == name && v.id() == *id) else { return Ok(false) };
    let signature = signature.try_into().map_err(|_| NoteError::Forged)?;
    if verifier.key.verify(text.as_bytes(), signature) { Ok(true) } else { Err(NoteError::Forged) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VKEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    const NOTE: &str = "This is an example message.\n\n\u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    fn known() -> Vec<Verifier> {
        vec![Verifier::from_vkey(VKEY).unwrap()]
    }

    #[test]
    fn the_specifications_example_opens() {
        assert_eq!(open(NOTE, &known()), Ok("This is an example message.\n"));
        assert_eq!(known()[0].vkey(), VKEY);
    }

    #[test]
    fn what_is_signed_opens_under_its_own_key_alone() {
        let key = SigningKey::from_seed([7; 32]);
        let note = sign("a\n\nb\n", "chancery.example/office", &key).unwrap();
        let ours = Verifier::new("chancery.example/office", key.verifying()).unwrap();
        assert_eq!(open(&note, std::slice::from_ref(&ours)), Ok("a\n\nb\n"));
        assert_eq!(open(&note, &known()), Err(NoteError::Unknown));
        assert_eq!(Verifier::from_vkey(&ours.vkey()), Ok(ours));
    }

    #[test]
    fn signatures_by_strangers_are_passed_over_up_to_a_limit() {
        let stranger = "\u{2014} witness.example/w AAAAAAAA\n";
        assert_eq!(open(&format!("{NOTE}{}", stranger.repeat(20)), &known()).map(str::len), Ok(28));
        assert_eq!(open(&format!("{NOTE}{}", stranger.repeat(100)), &known()), Err(NoteError::TooLong));
    }

    #[test]
    fn hostile_notes_are_refused_by_their_defect() {
        let cases = [
            ("text changed", NOTE.replace("This", "That"), NoteError::Forged),
            ("signature changed", NOTE.replace("IneyaQM=", "IneyaQI="), NoteError::Forged),
            ("signature cut short", NOTE.replace("Yu72IneyaQM=", "Yu72"), NoteError::Forged),
            ("another key's id", NOTE.replace(" Uw2Q", " Uw3Q"), NoteError::Unknown),
            ("another name", NOTE.replace("/foo ", "/bar "), NoteError::Unknown),
            (
                "a known key wrong beside the same key right",
                format!("{NOTE}{}", NOTE.rsplit_once("\n\n").unwrap().1.replace("aQM=", "aQI=")),
                NoteError::Forged,
            ),
            ("no signature", "This is an example message.\n".into(), NoteError::Unsigned),
            ("nothing", String::new(), NoteError::Unsigned),
            ("an empty line and no signature", "text\n\n".into(), NoteError::Unsigned),
            ("last line not ended", NOTE.trim_end().into(), NoteError::Unsigned),
            ("hyphen for dash", NOTE.replace('\u{2014}', "-"), NoteError::Line),
            ("no space after the dash", NOTE.replace("\u{2014} ", "\u{2014}"), NoteError::Line),
            ("an empty name", NOTE.replace("example.com/foo U", " U"), NoteError::Line),
            ("not base64", NOTE.replace("Uw2Q", "!!!!"), NoteError::Line),
            ("an id and no signature", "text\n\n\u{2014} a Uw2QOg==\n".into(), NoteError::Line),
            ("carriage returns", NOTE.replace('\n', "\r\n"), NoteError::Control),
            ("a tab", NOTE.replace("an example", "an\texample"), NoteError::Control),
            ("too long", format!("{}{NOTE}", "x".repeat(NOTE_BYTES_MAX)), NoteError::TooLong),
        ];
        for (defect, note, refusal) in cases {
            assert_eq!(open(&note, &known()), Err(refusal), "{defect}");
        }
    }

    #[test]
    fn hostile_keys_are_refused_by_their_defect() {
        let cases = [
            ("nothing", String::new(), NoteError::Key),
            ("no id", "name".into(), NoteError::Key),
            ("another id", VKEY.replace("530d903a", "530d903b"), NoteError::Key),
            ("id in capitals", VKEY.replace("530d903a", "530D903A"), NoteError::Key),
            ("another type", VKEY.replace("+Aeky", "+Buky"), NoteError::Key),
            ("key cut short", VKEY.replace("3U2k", ""), NoteError::Key),
            ("a space in the name", VKEY.replace("example.com/foo", "example com"), NoteError::Name),
            ("an empty name", VKEY.replace("example.com/foo", ""), NoteError::Name),
        ];
        for (defect, vkey, refusal) in cases {
            assert_eq!(Verifier::from_vkey(&vkey), Err(refusal), "{defect}");
        }
    }
}
