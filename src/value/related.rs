//! The line below a related trial's title.

use nom::{
    IResult, Parser,
    combinator::{opt, recognize},
    sequence::preceded,
};

use super::{code, nct_id, space1};

/// The number, the status and the phases of another study.
pub(crate) type Parts<'a> = (&'a str, &'a str, Vec<&'a str>);

/// `related = nct-id SP code [ SP phases ]`
pub(crate) fn related(input: &str) -> IResult<&str, Parts<'_>> {
    let number = recognize(nct_id::nct_id);
    let status = preceded(space1, code::code);
    let phases = opt(preceded(space1, code::phases));
    let (rest, (number, status, phases)) = (number, status, phases).parse(input)?;
    Ok((rest, (number, status, phases.unwrap_or_default())))
}

#[cfg(test)]
mod tests {
    use super::related;
    use crate::value::whole;

    #[test]
    fn lines() {
        assert_eq!(
            whole(related, "NCT99900007 RECRUITING PHASE1/PHASE2"),
            Some(("NCT99900007", "RECRUITING", vec!["PHASE1", "PHASE2"]))
        );
        assert_eq!(whole(related, "NCT99900007 RECRUITING"), Some(("NCT99900007", "RECRUITING", vec![])));
        assert_eq!(whole(related, "NCT99900007"), None);
        assert_eq!(whole(related, "See NCT99900007 RECRUITING"), None);
    }
}
