//! The promises that the fuzz targets ask for: those of the crate's tests.

#[path = "../../tests/support/mod.rs"]
pub mod support;

pub use support::promises;
