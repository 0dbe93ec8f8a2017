//! Cards of people, and tables of them.
#![no_main]

use chancery_intake::{CARDS_MAX, read_cards};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for name in ["fuzz.vcf", "fuzz.csv"] {
        if let Ok(read) = read_cards(name, bytes) {
            assert!(read.cards.len() <= CARDS_MAX);
        }
    }
});
