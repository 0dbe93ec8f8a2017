//! Web pages.
#![no_main]

use chancery_intake::{Limits, take};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = take("fuzz.html", prefixed(bytes), &Limits::default());
});

fn prefixed(bytes: &[u8]) -> Vec<u8> {
    [&b"<html>"[..], bytes].concat()
}
