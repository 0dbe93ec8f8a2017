//! Access expressions of Accumulo.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = chancery_forms::access::Expression::parse(text);
});
