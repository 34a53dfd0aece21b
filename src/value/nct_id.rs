//! Registry numbers.

use nom::{
    IResult, Parser,
    bytes::complete::{tag_no_case, take_while_m_n},
    combinator::map_res,
    sequence::preceded,
};

/// `nct-id = "NCT" 8DIGIT`, letters in any case
pub(crate) fn nct_id(input: &str) -> IResult<&str, u32> {
    let digits = map_res(take_while_m_n(8, 8, |c: char| c.is_ascii_digit()), str::parse);
    preceded(tag_no_case("NCT"), digits).parse(input)
}

#[cfg(test)]
mod tests {
    use super::nct_id;
    use crate::value::whole;

    #[test]
    fn numbers() {
        let table = [
            ("NCT99900001", Some(99_900_001)),
            ("nct00000102", Some(102)),
            ("NCT0733", None),
            ("NCT073335730", None),
            ("NCT 07333573", None),
            ("NCT٠٧٣٣٣٥٧٣", None),
        ];
        for (text, number) in table {
            assert_eq!(whole(nct_id, text), number, "{text:?}");
        }
    }
}
