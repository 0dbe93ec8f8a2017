//! A mailbox: one file, each message after a line that begins "From ".

use crate::sheet::{Origin, Reply, Sheet};
use crate::{Format, Limits, Refusal, RefusalKind, mail, sheet, sniff};

/// Whether these bytes begin like a mailbox: the separating line, then a mail's header.
pub(crate) fn begins(bytes: &[u8]) -> bool {
    separator(bytes)
        && bytes
            .split(|byte| *byte == b'\n')
            .nth(1)
            .is_some_and(|line| sniff::is_field(line.trim_ascii_end()))
}

/// Parses a mailbox into its mails, each a paper whose bytes are as they stand in it.
pub(crate) fn parse(name: &str, bytes: &[u8], limits: &Limits, depth: usize) -> Result<Reply, Refusal> {
    let mut reply = Reply::new(Format::Mbox);
    let lead = bytes.len() - bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start().len();
    for (start, end) in messages(bytes, lead) {
        if reply.sheets.len() >= limits.papers_max {
            return Err(sheet::too_many_papers(name, limits));
        }
        let mail = mail::parse(name, bytes.get(start..end).unwrap_or_default(), limits, depth)?;
        let mut sheets = mail.set_within(&mut reply, Origin::Input { start, end });
        sheets.iter_mut().for_each(unquote);
        reply.sheets.append(&mut sheets);
    }
    if reply.sheets.is_empty() {
        let what = "is a mailbox with no mail in it; hand in the mails themselves";
        return Err(Refusal::of(RefusalKind::Empty, name, what));
    }
    Ok(reply)
}

/// Where each message's own bytes are: after its separating line, up to the empty line before the next.
fn messages(bytes: &[u8], lead: usize) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let (mut at, mut after_empty) = (lead, true);
    for line in bytes.get(lead..).unwrap_or_default().split_inclusive(|byte| *byte == b'\n') {
        let here = bytes.get(at..).unwrap_or_default();
        if after_empty && line.starts_with(b"From ") && begins(here) {
            if let Some((_, end)) = found.last_mut() {
                *end = at;
            }
            found.push((at + line.len(), bytes.len()));
        }
        after_empty = line.trim_ascii().is_empty();
        at += line.len();
    }
    found
}

/// "From who Thu Oct 14 09:00:00 1982": a sender, a time of day and a year.
fn separator(bytes: &[u8]) -> bool {
    const LINE_BYTES_MAX: usize = 400;
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if line.len() > LINE_BYTES_MAX || !line.starts_with(b"From ") {
        return false;
    }
    let words = || line.split(|byte| byte.is_ascii_whitespace());
    let clock = words().any(|word| word.contains(&b':') && word.first().is_some_and(u8::is_ascii_digit));
    let year = words().any(|word| word.len() == 4 && word.iter().all(u8::is_ascii_digit));
    clock && year
}

/// A mailbox writes ">From " for a line of a mail that begins "From "; among lines that are quoted anyway it stays.
fn unquote(sheet: &mut Sheet) {
    if !sheet.text.contains(">From ") {
        return;
    }
    let lines: Vec<&str> = sheet.text.split('\n').collect();
    let quoted =
        |at: Option<usize>| at.and_then(|at| lines.get(at)).is_some_and(|line| line.starts_with('>'));
    let plain = |(at, line): (usize, &&str)| match line.strip_prefix('>') {
        Some(rest) if rest.starts_with("From ") && !quoted(at.checked_sub(1)) && !quoted(Some(at + 1)) => {
            rest.to_owned()
        }
        _ => (*line).to_owned(),
    };
    sheet.text = lines.iter().enumerate().map(plain).collect::<Vec<String>>().join("\n");
}
