//! The reading of any text.
#![no_main]

use chancery_reading::{Context, read};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let reading = read(text, &Context::default());
    for part in &reading.parts {
        assert!(text.get(part.span.start as usize..part.span.end as usize).is_some());
    }
});
