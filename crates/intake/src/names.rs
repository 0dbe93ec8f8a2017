//! Names that came with files: shown safely, and what is odd about one said.

use crate::Format;

const NAME_CHARS_MAX: usize = 120;

/// Endings of files that people read.
const READABLE: [&str; 26] = [
    "txt", "text", "eml", "msg", "mbox", "html", "htm", "rtf", "doc", "docx", "docm", "dotx", "odt", "pdf",
    "xml", "xls", "xlsx", "ppt", "pptx", "zip", "png", "jpg", "jpeg", "gif", "tif", "tiff",
];

/// Endings of files that do something when they are opened.
const RUNNABLE: [&str; 24] = [
    "exe", "scr", "com", "bat", "cmd", "pif", "js", "jse", "vbs", "vbe", "wsf", "hta", "jar", "ps1", "msi",
    "lnk", "dll", "iso", "sh", "app", "reg", "cpl", "url", "appimage",
];

/// A file name as it may be shown: its last step, nothing in it that hides or turns what is written, not
/// endless.
pub fn shown_name(name: &str) -> String {
    let steps = name.rsplit(['/', '\\']).map(str::trim);
    let last = steps.into_iter().find(|step| !matches!(*step, "" | "." | "..")).unwrap_or("file");
    let clean = last.chars().map(|c| if misleads(c) { '\u{fffd}' } else { c });
    clean.take(NAME_CHARS_MAX).collect()
}

/// What is odd about a name, one sentence each.
pub(crate) fn remarks(name: &str, format: Option<Format>) -> Vec<String> {
    let shown = shown_name(name);
    let mut said = Vec::new();
    if name.chars().any(misleads) {
        said.push(format!("the name `{shown}` holds characters that hide or turn what is written"));
    }
    if leads_out(name) {
        said.push(format!("the name of `{shown}` leads out of its folder; only its last step was kept"));
    }
    if let [.., first, last] = endings(&shown).as_slice()
        && first != last
        && is_known(first)
        && is_known(last)
    {
        said.push(format!("the name `{shown}` has two endings: it is a .{last}, whatever else it says"));
    }
    said.extend(format.and_then(|format| contradiction(&shown, format)));
    said
}

/// The ending of a name, where it is one that a reader takes for a kind of file.
pub(crate) fn ending(name: &str) -> Option<String> {
    endings(name).pop().filter(|ending| is_known(ending))
}

fn contradiction(shown: &str, format: Format) -> Option<String> {
    let ending = ending(shown)?;
    let agrees = format.endings().contains(&ending.as_str());
    (!agrees).then(|| format!("`{shown}` is called .{ending} and is {}", format.named()))
}

/// Controls, marks that turn the direction of writing, and marks of no width.
fn misleads(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

fn leads_out(name: &str) -> bool {
    let drive = name.as_bytes().get(1..3).is_some_and(|after| after == b":\\" || after == b":/");
    drive || name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|step| step == "..")
}

fn endings(name: &str) -> Vec<String> {
    let short = |ending: &&str| ending.len() <= 8;
    name.split('.').skip(1).filter(short).map(|ending| ending.trim().to_ascii_lowercase()).collect()
}

/// Whether an ending is one of a file that people read.
pub(crate) fn is_readable(ending: &str) -> bool {
    READABLE.contains(&ending)
}

fn is_known(ending: &str) -> bool {
    READABLE.contains(&ending) || RUNNABLE.contains(&ending)
}
