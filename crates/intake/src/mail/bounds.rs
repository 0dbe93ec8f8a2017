//! What a mail would cost, counted in one cheap pass before a parser is let near it.

use std::collections::HashSet;

use crate::{Limits, Refusal, RefusalKind};

/// Bytes of a mail's header.
const HEADER_BYTES_MAX: usize = 1024 * 1024;
/// Longer lines hold no boundary: a boundary has at most 70 characters.
const BOUNDARY_LINE_BYTES_MAX: usize = 1000;

/// Refuses a mail with an endless header, or with more parts or mails within it than allowed.
pub(super) fn check(name: &str, bytes: &[u8], limits: &Limits) -> Result<(), Refusal> {
    if header_len(bytes) > HEADER_BYTES_MAX {
        let what = "has a header of more than 1 MiB; have the file examined before trying again";
        return Err(Refusal::of(RefusalKind::TooLarge, name, what));
    }
    let declared = declared_boundaries(bytes, limits.parts_max);
    let parts = lines(bytes).filter(|line| opens_part(line, &declared)).take(limits.parts_max + 1).count();
    if parts.max(declared.len()) > limits.parts_max || inner_mails(bytes) > limits.parts_max {
        return Err(too_many_parts(name, limits));
    }
    Ok(())
}

pub(crate) fn too_many_parts(name: &str, limits: &Limits) -> Refusal {
    let what = format!("has more than {} parts; take the attachments out and hand them in", limits.parts_max);
    Refusal::of(RefusalKind::TooLarge, name, what)
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end)
}

/// Bytes before the first empty line.
fn header_len(bytes: &[u8]) -> usize {
    let mut before = 0;
    for line in bytes.split(|byte| *byte == b'\n') {
        if line.trim_ascii().is_empty() || before > HEADER_BYTES_MAX {
            break;
        }
        before += line.len() + 1;
    }
    before
}

/// Every boundary that is declared anywhere, up to one more than allowed.
fn declared_boundaries(bytes: &[u8], parts_max: usize) -> HashSet<&[u8]> {
    let mut found = HashSet::new();
    for line in lines(bytes).filter(|line| line.len() <= BOUNDARY_LINE_BYTES_MAX) {
        found.extend(declared_in(line));
        if found.len() > parts_max {
            break;
        }
    }
    found
}

fn declared_in(line: &[u8]) -> Option<&[u8]> {
    const KEY: &[u8] = b"boundary=";
    let at = line.windows(KEY.len()).position(|window| window.eq_ignore_ascii_case(KEY))?;
    let value = line.get(at + KEY.len()..)?;
    let (value, ends): (&[u8], &[u8]) = match value.strip_prefix(b"\"") {
        Some(quoted) => (quoted, b"\""),
        None => (value, b"; \t"),
    };
    let value = value.split(|byte| ends.contains(byte)).next()?.trim_ascii_end();
    (!value.is_empty()).then_some(value)
}

fn opens_part(line: &[u8], declared: &HashSet<&[u8]>) -> bool {
    line.strip_prefix(b"--").is_some_and(|boundary| declared.contains(boundary))
}

fn inner_mails(bytes: &[u8]) -> usize {
    let says = |line: &[u8], words: &[u8]| {
        line.windows(words.len()).any(|window| window.eq_ignore_ascii_case(words))
    };
    let typed = |line: &&[u8]| says(line, b"message/rfc822") || says(line, b"message/global");
    lines(bytes)
        .filter(|line| line.len() <= BOUNDARY_LINE_BYTES_MAX && line.contains(&b'/'))
        .filter(typed)
        .count()
}
