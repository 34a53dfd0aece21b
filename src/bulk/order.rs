//! Records read on all cores, in order.

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use super::RawRecord;

/// How many bytes of records a batch has, for [`in_order`], unless there is a reason for another number: large enough that the
/// wait for the last record of each batch costs little, small enough that a few batches fit any memory.
///
/// ```
/// assert_eq!(ctgov::bulk::BATCH, 4_194_304);
/// ```
pub const BATCH: usize = 4 << 20;

/// How many records a batch has at most: a record that could not be cut out has no bytes.
const MOST: usize = 1 << 14;

/// Does `work` on each record, on all cores, and gives what came of it to `sink`, one by one, in the order of the records.
///
/// It goes by batches: while one is worked on, the next one is read and the results of the last one go to the sink, so that what is
/// in memory are two batches of records and two of results, however many records there are. A batch ends when its records have
/// `batch` bytes, and has at least one record. The cores are those of rayon's present pool; with one thread everything is done in
/// turn.
///
/// ```
/// use ctgov::bulk;
///
/// let mut numbers = Vec::new();
/// let raw = bulk::raw(ctgov::files(["tests/corpus/many/studies.ndjson"]));
/// bulk::in_order(raw, 1000, |record| record.number, |number| {
///     numbers.push(number);
///     if number < 3 { Ok(()) } else { Err("enough") }
/// })
/// .unwrap_err();
/// assert_eq!(numbers, [1, 2, 3]);
/// ```
///
/// # Errors
///
/// The first error of the sink; no record is read after it.
pub fn in_order<T: Send, E: Send>(
    mut records: impl Iterator<Item = RawRecord> + Send,
    batch: usize,
    work: impl Fn(RawRecord) -> T + Sync,
    mut sink: impl FnMut(T) -> Result<(), E> + Send,
) -> Result<(), E> {
    let mut done = Vec::new();
    let mut present = next_batch(&mut records, batch);
    while !present.is_empty() {
        // What can be done by one thread only is begun first, and the records are taken one at a time, so that whoever is free
        // takes the next.
        let (next, worked) = rayon::join(
            || {
                done.drain(..).try_for_each(&mut sink)?;
                Ok(next_batch(&mut records, batch))
            },
            || present.into_par_iter().with_max_len(1).map(&work).collect(),
        );
        (present, done) = (next?, worked);
    }
    done.into_iter().try_for_each(sink)
}

fn next_batch(records: &mut impl Iterator<Item = RawRecord>, bytes: usize) -> Vec<RawRecord> {
    let mut batch = Vec::new();
    let mut length = 0;
    while length < bytes.max(1) && batch.len() < MOST {
        let Some(record) = records.next() else { break };
        // Where nothing is to be read, its place takes memory all the same.
        length += record.len().max(1);
        batch.push(record);
    }
    batch
}
