//! Archives.
#![no_main]

use chancery_intake::{Limits, take};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = take("fuzz.zip", bytes.to_vec(), &Limits::default());
});
