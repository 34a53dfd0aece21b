//! Markers inside a paragraph, where a list was squeezed into it: `1. Drinks tea. 2. Likes it`.
//!
//! Any place that looks like a marker is a candidate; which of them are markers depends on the lists that are open, and
//! on the candidates behind: numbers that run on are a list.

mod candidate;

use self::candidate::Before;
pub(super) use self::candidate::{Candidate, candidates};
use super::{
    lead_in::introduces,
    marker::{Counter, Key},
};

/// What is known where the markers of a paragraph are chosen from the places that may be one.
pub(super) struct Context<'c> {
    /// The markers of the item that the place stands in.
    pub(super) own: &'c [Key],
    /// The last markers of all open lists, the innermost first.
    pub(super) open: &'c [Key],
    /// The last markers of those open lists that have an item in this paragraph.
    pub(super) near: &'c [Key],
    /// The last marker that was found in this paragraph, and how many there were.
    pub(super) run: Option<(Key, usize)>,
    /// The marker of the next paragraph.
    pub(super) next_line: Option<Key>,
    /// Whether the item itself stands inside a paragraph, or the text has no more than one.
    pub(super) is_squeezed: bool,
    /// Whether the item's text stands right behind its marker: `-Drinks tea`.
    pub(super) is_tight: bool,
}

/// Whether a place is a marker: its list has begun, or begins here. `before` is the text of the item that it ends,
/// `rest` the places behind it.
pub(super) fn is_marker(candidate: &Candidate, rest: &[Candidate], before: &str, context: &Context<'_>) -> bool {
    let Candidate { key, before: gap, is_upper, is_capital, .. } = *candidate;
    if candidate.is_tight {
        // `-Aged 18-60 -Drinks tea`
        return context.is_tight && context.is_squeezed && context.own.contains(&key) && gap != Before::Bound;
    }
    if key.is_bullet() {
        // A list whose first item was a dash goes on with dashes; elsewhere a dash is one only behind something that
        // ends.
        let run = context.run.map(|(run, _)| run);
        let is_own = context.own.iter().chain(&run).any(|own| own.counter == key.counter);
        // `30 * 10^9/L`, `18 - 65`, but `LVEF < 40 - murmur`
        let is_dash = key.counter != Counter::Bullet('*');
        let is_operator = gap == Before::Number && !is_capital && (is_upper || !is_dash);
        let is_spaced = context.is_squeezed && matches!(gap, Before::Word | Before::Number) && !is_operator;
        // A list whose first item has none: `Male * Adult * Well`. Dashes, which sentences have too, are three at
        // least.
        let behind = rest.iter().filter(|next| next.key == key).count();
        let least = if matches!(key.counter, Counter::Bullet('*' | '•')) { 1 } else { 2 };
        return gap == Before::End || is_spaced && (is_own || behind >= least);
    }
    let behind = |key: Key| {
        rest.iter().map(|next| next.key).chain(context.next_line).filter(move |next| next.close == key.close)
    };
    let next = |key: Key| behind(key).find(|next| next.distance(key) == Some(1));
    // How many markers go on from here, three at most.
    let run_on = std::iter::successors(Some(key), |key| next(*key)).take(4).count() - 1;
    // A number that a word may own is none if the same number comes again where nothing owns it.
    let comes_again = rest.iter().any(|next| next.key == key && next.before != Before::Bound);
    let is_bare = is_capital && !comes_again;
    if key.counter == Counter::Circled {
        return key.ordinal > 1 || run_on > 0;
    }
    let distance = |last: &Key| if last.close == key.close { key.distance(*last) } else { None };
    // `within 6 months (3) Thirst`: what is closed by a parenthesis is no number of the word before it.
    let is_closed = key.close != '.';
    if let Some((last, len)) = context.run {
        let is_next = match distance(&last) {
            Some(1) => match gap {
                Before::End => true,
                Before::Word => is_upper || key.ordinal > 2 || is_closed,
                // `3. Score < 0.7 4. ≥ 2 cups 5. Sleep`
                Before::Number => is_capital || is_closed || is_upper && len > 1 && run_on > 0,
                Before::Bound => is_closed || is_bare && (run_on > 0 || matches!(key.counter, Counter::Roman { .. })),
            },
            // A list may skip one.
            Some(2) => gap == Before::End || is_closed && is_capital && gap != Before::Bound,
            // `1. … 2. … c. … d.`
            _ => gap == Before::End && last.close == key.close && !key.is_first() && key.ordinal == last.ordinal + 1,
        };
        if is_next {
            return true;
        }
    }
    if context.own.iter().any(|own| distance(own) == Some(1)) {
        return match gap {
            Before::End => true,
            // `1. thirst 2. hunger 3. sleep`
            Before::Word => is_upper || key.ordinal > 2 || is_closed || run_on > 0,
            // `1. Age > 18 2. Written consent`, all of it on one line
            Before::Number => is_closed || is_capital && context.is_squeezed || run_on > 0,
            Before::Bound => is_closed || is_bare && run_on > 0,
        };
    }
    // `1. Tea: a) black b) green 2. Milk`
    if context.near.iter().any(|last| distance(last) == Some(1)) {
        return match gap {
            Before::End => true,
            Before::Word => is_upper || is_closed,
            Before::Number => is_capital || is_closed,
            Before::Bound => is_closed,
        };
    }
    if context.open.iter().any(|last| distance(last) == Some(1)) {
        return match gap {
            Before::End => true,
            Before::Word => is_upper && (run_on > 0 || is_closed),
            Before::Number | Before::Bound => false,
        };
    }
    if gap == Before::End && run_on > 0 && context.open.iter().chain(context.own).any(|last| distance(last) == Some(2))
    {
        return true;
    }
    // The list begins here: a second item follows, and within a sentence a third.
    let is_short = before.split_whitespace().nth(8).is_none();
    key.is_first()
        && match gap {
            _ if run_on == 0 => false,
            Before::End => true,
            Before::Word => run_on > 1 || introduces(before) || is_upper && is_short,
            // `a (1) pacemaker, (2) clip, and (3) implant`
            Before::Number | Before::Bound => (is_bare || key.close == '(') && run_on > 1,
        }
}
