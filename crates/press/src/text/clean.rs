//! What is printed of a text: its lines, with everything that cannot be printed replaced and counted.

use std::collections::BTreeSet;

use crate::fonts::REPLACEMENT;
use crate::{Run, Style};

/// A line of a text as its writer broke it.
#[derive(Debug, Default)]
pub struct Prose {
    pub text: String,
    /// Where each style ends, in bytes; the last at the end of the text.
    pub styles: Vec<(usize, Style)>,
    /// The bytes at which a space stands for a tab.
    pub tabs: Vec<usize>,
}

impl Prose {
    fn push(&mut self, c: char, style: Style) {
        self.text.push(c);
        match self.styles.last_mut() {
            Some((end, last)) if *last == style => *end = self.text.len(),
            _ => self.styles.push((self.text.len(), style)),
        }
    }

    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The lines of a text. What no reader could see or no PDF may hold is replaced and added to `missing`.
pub fn clean(runs: &[Run], missing: &mut BTreeSet<char>) -> Vec<Prose> {
    let mut lines = vec![Prose::default()];
    let mut returned = false;
    for run in runs {
        for c in run.text.chars() {
            let second_of_two = returned && c == '\n';
            returned = c == '\r';
            if !second_of_two {
                take(c, run.style, &mut lines, missing);
            }
        }
    }
    // A break at the very end parts nothing.
    if lines.len() > 1 && lines.last().is_some_and(|line| line.text.is_empty()) {
        lines.pop();
    }
    lines
}

fn take(c: char, style: Style, lines: &mut Vec<Prose>, missing: &mut BTreeSet<char>) {
    let Some(line) = lines.last_mut() else { return };
    match c {
        // The space keeps the words on both sides apart for who hears the page.
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            line.push(' ', style);
            lines.push(Prose::default());
        }
        '\t' => {
            line.tabs.push(line.text.len());
            line.push(' ', style);
        }
        // As a mark of byte order it has no place in a PDF; this joins words as it did.
        '\u{FEFF}' => line.push('\u{2060}', style),
        _ if barred(c) => {
            missing.insert(c);
            line.push(REPLACEMENT, style);
        }
        _ => line.push(c, style),
    }
}

/// Whether a character must not stand in a PDF, or stands for nothing that could be seen: controls, private use, what
/// is no character, and the unseen tags by which text can be hidden in text.
pub fn barred(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' | '\u{E0000}'..='\u{E0FFF}')
        || matches!(c, '\u{FDD0}'..='\u{FDEF}' | '\u{FFF9}'..='\u{FFFB}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Whether a character has no picture of its own and tells only how its neighbours stand or join.
pub fn unseen(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}')
}

/// `text` as one line without what cannot stand in the properties of a PDF.
pub fn plain(text: &str) -> String {
    let kept = text.chars().map(|c| match c {
        _ if c.is_whitespace() => ' ',
        '\u{FEFF}' => '\u{2060}',
        _ if barred(c) => REPLACEMENT,
        _ => c,
    });
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
