//! RTF.
#![no_main]

use chancery_intake::{Limits, take};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = take("fuzz.rtf", prefixed(bytes), &Limits::default());
});

fn prefixed(bytes: &[u8]) -> Vec<u8> {
    [&b"{\\rtf1"[..], bytes].concat()
}
