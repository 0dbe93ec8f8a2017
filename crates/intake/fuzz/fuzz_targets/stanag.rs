//! Confidentiality labels of STANAG 4774, in XML.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = chancery_forms::stanag::parse(text);
});
