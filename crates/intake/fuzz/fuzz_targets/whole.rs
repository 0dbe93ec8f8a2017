//! Any file under a name that its first byte chooses: the sniffing, and whatever it leads to.
#![no_main]

use chancery_intake::{Limits, take};

const NAMES: [&str; 8] = ["a", "a.txt", "a.eml", "a.xml", "a.html", "a.docx", "a.pdf.exe", "a\u{202e}.msg"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    if let Ok(taken) = take(name, bytes.to_vec(), &Limits::default()) {
        assert!(taken.papers.len() != 1 || taken.papers[0].original.len() <= bytes.len());
    }
});
