//! Security labels of RFC 2634, in DER.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = chancery_forms::ess::parse(bytes);
});
