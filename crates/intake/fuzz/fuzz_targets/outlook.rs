//! Outlook messages.
#![no_main]

use chancery_intake::{Limits, take};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = take("fuzz.msg", prefixed(bytes), &Limits::default());
});

fn prefixed(bytes: &[u8]) -> Vec<u8> {
    [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], bytes].concat()
}
