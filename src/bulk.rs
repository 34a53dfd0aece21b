//! Whole downloads of the registry: folders, lists of files, its zip; records read in parallel and given in order.
//!
//! [`raw()`] cuts the files of inputs into records without reading them, one after another; [`in_order`] reads them on all
//! cores and hands on what came of each in the order of the input. Neither holds more than a few batches in memory,
//! however long the input is.
//!
//! ```
//! use std::convert::Infallible;
//!
//! use ctgov::bulk;
//!
//! let inputs = ctgov::files(["tests/corpus/many", "examples/sample.txt"]);
//! let titles = |raw: bulk::RawRecord| {
//!     raw.records().map(|record| record.ok()?.parsed.study.title().map(str::to_owned)).collect::<Vec<_>>()
//! };
//! let mut found = Vec::new();
//! bulk::in_order(bulk::raw(inputs), bulk::BATCH, titles, |titles| {
//!     found.extend(titles);
//!     Ok::<_, Infallible>(())
//! })?;
//! assert_eq!(found.len(), 8);
//! assert!(found.last().unwrap().as_deref().unwrap().starts_with("Marram"));
//! # Ok::<(), Infallible>(())
//! ```
//!
//! Threads are those of [rayon](https://docs.rs/rayon); [rawzip](https://docs.rs/rawzip) reads the directory of a zip entry by
//! entry, and [flate2](https://docs.rs/flate2) inflates its members.

mod order;
mod raw;
mod scan;
mod zip;

pub use self::{
    order::{BATCH, in_order},
    raw::{Mark, RawRecord, RawRecords, raw},
};
