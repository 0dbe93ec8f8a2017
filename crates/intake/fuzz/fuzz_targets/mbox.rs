//! Mailboxes.
#![no_main]

use chancery_intake::{Limits, take};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = take("fuzz", prefixed(bytes), &Limits::default());
});

fn prefixed(bytes: &[u8]) -> Vec<u8> {
    [&b"From a Thu Oct 14 09:00:00 1982\nFrom: a@b.c\n"[..], bytes].concat()
}
