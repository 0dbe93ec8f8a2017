//! Keys of header lines, in the languages of mail programs and as scans leave them.

/// A key of a header line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    From,
    Sent,
    Date,
    To,
    Cc,
    Subject,
    Other,
}

/// English keys, which a scan may have damaged.
const KEYS: [(&str, Key); 16] = [
    ("for", Key::To),
    ("re", Key::Subject),
    ("from", Key::From),
    ("sent", Key::Sent),
    ("date", Key::Date),
    ("to", Key::To),
    ("t0", Key::To),
    ("cc", Key::Cc),
    ("co", Key::Cc),
    ("subject", Key::Subject),
    ("bcc", Key::Other),
    ("attachments", Key::Other),
    ("attachment", Key::Other),
    ("importance", Key::Other),
    ("through", Key::Other),
    ("reply-to", Key::Other),
];

/// Keys of other languages; a colon stands after them.
const FOREIGN: [(&str, Key); 39] = [
    ("de", Key::From),
    ("envoyé", Key::Sent),
    ("envoye", Key::Sent),
    ("envoyé le", Key::Sent),
    ("envoye le", Key::Sent),
    ("à", Key::To),
    ("a", Key::To),
    ("objet", Key::Subject),
    ("pour", Key::To),
    ("copie à", Key::Cc),
    ("pièces jointes", Key::Other),
    ("répondre à", Key::Other),
    ("von", Key::From),
    ("gesendet", Key::Sent),
    ("datum", Key::Date),
    ("an", Key::To),
    ("betreff", Key::Subject),
    ("enviado", Key::Sent),
    ("enviado el", Key::Sent),
    ("fecha", Key::Date),
    ("para", Key::To),
    ("asunto", Key::Subject),
    ("da", Key::From),
    ("inviato", Key::Sent),
    ("data", Key::Date),
    ("oggetto", Key::Subject),
    ("assunto", Key::Subject),
    ("fra", Key::From),
    ("sendt", Key::Sent),
    ("til", Key::To),
    ("emne", Key::Subject),
    ("från", Key::From),
    ("skickat", Key::Sent),
    ("till", Key::To),
    ("ämne", Key::Subject),
    ("van", Key::From),
    ("verzonden", Key::Sent),
    ("aan", Key::To),
    ("onderwerp", Key::Subject),
];

/// Bytes of the longest key.
const KEY_BYTES_MAX: usize = 16;
/// Bytes of a scan's crumbs before a key.
const CRUMB_BYTES_MAX: usize = 6;
/// White that stands for a lost colon.
const COLON_WHITE: usize = 3;

/// The key that opens a line, and where its value begins.
pub(crate) fn key(line: &str) -> Option<(Key, usize)> {
    let (crumbs, line) = without_crumbs(line)?;
    let (key, value_at) = bare_key(line).or_else(|| foreign_key(line))?;
    Some((key, crumbs + value_at))
}

/// The key that opens a line of a header block, where its colon may be lost.
pub(crate) fn loose_key(line: &str) -> Option<(Key, usize)> {
    let exact = || {
        let (crumbs, line) = without_crumbs(line)?;
        let (word, rest) = line.split_once(' ')?;
        let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
        let named = |(name, _): &&(&str, Key)| capital && name.eq_ignore_ascii_case(word);
        let key = KEYS.iter().find(named).filter(|(name, _)| !matches!(*name, "for" | "re" | "co"))?.1;
        rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            .then_some((key, crumbs + word.len() + 1))
    };
    key(line).or_else(exact)
}

fn without_crumbs(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches(['•', '.', ',', '-', '*', '▪', '\'', '|', '»', ' ']);
    let crumbs = line.len() - rest.len();
    (crumbs <= CRUMB_BYTES_MAX).then_some((crumbs, rest))
}

fn bare_key(line: &str) -> Option<(Key, usize)> {
    let word_end = line.bytes().position(|b| !(b.is_ascii_alphanumeric() || b == b'-')).unwrap_or(line.len());
    let word = line.get(..word_end)?;
    if word.len() < 2 || word.len() > KEY_BYTES_MAX || !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let low = word.to_ascii_lowercase().replace("rn", "m");
    let exact = KEYS.iter().find(|(name, _)| *name == low);
    let near = || KEYS.iter().find(|(name, _)| name.len() >= 4 && one_apart(name, &low));
    let (_, key) = exact.or_else(near)?;
    Some((*key, word_end + after_key(line.get(word_end..)?, exact.is_some())?))
}

/// "Envoyé le : …", "De: …".
fn foreign_key(line: &str) -> Option<(Key, usize)> {
    if !line.starts_with(char::is_uppercase) {
        return None;
    }
    let colon = line.bytes().take(KEY_BYTES_MAX + 4).position(|b| b == b':')?;
    let name = line.get(..colon)?.trim_end_matches([' ', '\u{a0}', '*']).to_lowercase();
    let key = FOREIGN.iter().find(|(known, _)| *known == name)?.1;
    Some((key, colon + 1))
}

/// Bytes between a key and its value: a colon, or a scan's damage to one.
fn after_key(rest: &str, exact: bool) -> Option<usize> {
    let white = rest.len() - rest.trim_start().len();
    match rest.trim_start().chars().next() {
        None => exact.then_some(rest.len()),
        Some(':') => Some(white + 1),
        Some('*') if rest.trim_start().starts_with("*:") => Some(white + 2),
        Some(';' | '.') if exact && white == 0 && rest.get(1..).is_some_and(|r| r.starts_with("  ")) => {
            Some(1)
        }
        Some(_) => (white >= COLON_WHITE).then_some(white),
    }
}

/// Whether two words differ in one letter, or in one that is missing.
fn one_apart(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (ra, rb) = (a.get(same..).unwrap_or(&[]), b.get(same..).unwrap_or(&[]));
    let tail = |x: &[u8], y: &[u8]| x.get(1..).unwrap_or(&[]) == y;
    match ra.len() as i32 - rb.len() as i32 {
        0 => ra.get(1..) == rb.get(1..),
        1 => tail(ra, rb),
        -1 => tail(rb, ra),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_key_is_still_a_key() {
        for line in [
            "From:  H",
            "Frorn: H",
            "Fro: H",
            "Subject     MEPP",
            "Sent: Fri",
            "FROM: H",
            "Subjact: x",
            "• From: H",
            "*From:* H",
            "*From*: H",
            "' From: H",
            "» From: H",
        ] {
            assert!(key(line).is_some(), "{line}");
        }
    }

    #[test]
    fn keys_of_other_languages_need_their_colon() {
        for (line, read) in [
            ("De : Anne Martin", Key::From),
            ("Envoyé : lundi 3 mai 2010 10:12", Key::Sent),
            ("Envoyé le : lundi 3 mai 2010", Key::Sent),
            ("À : Paul Durand", Key::To),
            ("Objet : Réunion", Key::Subject),
            ("Von: Anna", Key::From),
            ("Betreff: Treffen", Key::Subject),
            ("Asunto: reunión", Key::Subject),
        ] {
            assert_eq!(key(line).map(|(k, _)| k), Some(read), "{line}");
        }
        assert_eq!(key("De la part de Paul"), None);
    }

    #[test]
    fn prose_that_opens_with_a_key_word_is_not_a_key() {
        for line in ["From the Embassy", "To be clear", "Subject to review", "Date palms", "To Anna"] {
            assert!(key(line).is_none(), "{line}");
        }
    }

    #[test]
    fn in_a_block_a_key_may_have_lost_its_colon() {
        assert_eq!(loose_key("From Smith, Anna <anna@example.org>"), Some((Key::From, 5)));
        assert_eq!(loose_key("Subject to review"), None);
    }
}
