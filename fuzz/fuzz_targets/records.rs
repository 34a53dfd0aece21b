#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ctgov_fuzz::promises::records(bytes));
