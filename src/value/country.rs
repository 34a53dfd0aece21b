//! The names of countries, as the registry spells them and as the standard does.

/// The short and common names of ISO 3166-1 (November 2024), and the registry's own spellings where they differ: its records have
/// `Korea, Republic of` and `Turkey (Türkiye)`. In the order of their bytes.
#[rustfmt::skip]
const COUNTRIES: &[&str] = &[
    "Afghanistan", "Albania", "Algeria", "American Samoa", "Andorra", "Angola", "Anguilla", "Antarctica",
    "Antigua and Barbuda", "Argentina", "Armenia", "Aruba", "Australia", "Austria", "Azerbaijan", "Bahamas",
    "Bahrain", "Bangladesh", "Barbados", "Belarus", "Belgium", "Belize", "Benin", "Bermuda", "Bhutan", "Bolivia",
    "Bolivia, Plurinational State of", "Bonaire, Sint Eustatius and Saba", "Bosnia and Herzegovina", "Botswana",
    "Bouvet Island", "Brazil", "British Indian Ocean Territory", "Brunei", "Brunei Darussalam", "Bulgaria",
    "Burkina Faso", "Burma", "Burundi", "Cabo Verde", "Cambodia", "Cameroon", "Canada", "Cape Verde",
    "Cayman Islands", "Central African Republic", "Chad", "Chile", "China", "Christmas Island",
    "Cocos (Keeling) Islands", "Colombia", "Comoros", "Congo", "Congo, The Democratic Republic of the",
    "Cook Islands", "Costa Rica", "Cote D'Ivoire", "Croatia", "Cuba", "Curaçao", "Cyprus", "Czech Republic",
    "Czechia", "Côte D'Ivoire", "Côte d'Ivoire", "Democratic Republic of the Congo", "Denmark", "Djibouti",
    "Dominica", "Dominican Republic", "East Timor", "Ecuador", "Egypt", "El Salvador", "Equatorial Guinea", "Eritrea",
    "Estonia", "Eswatini", "Ethiopia", "Falkland Islands (Malvinas)", "Faroe Islands", "Fiji", "Finland",
    "Former Serbia and Montenegro", "Former Yugoslavia", "France", "French Guiana", "French Polynesia",
    "French Southern Territories", "Gabon", "Gambia", "Georgia", "Germany", "Ghana", "Gibraltar", "Greece",
    "Greenland", "Grenada", "Guadeloupe", "Guam", "Guatemala", "Guernsey", "Guinea", "Guinea-Bissau", "Guyana",
    "Haiti", "Heard Island and McDonald Islands", "Holy See", "Holy See (Vatican City State)", "Honduras",
    "Hong Kong", "Hungary", "Iceland", "India", "Indonesia", "Iran", "Iran, Islamic Republic of", "Iraq", "Ireland",
    "Isle of Man", "Israel", "Italy", "Jamaica", "Japan", "Jersey", "Jordan", "Kazakhstan", "Kenya", "Kiribati",
    "Korea, Democratic People's Republic of", "Korea, Republic of", "Kosovo", "Kuwait", "Kyrgyzstan",
    "Lao People's Democratic Republic", "Laos", "Latvia", "Lebanon", "Lesotho", "Liberia", "Libya",
    "Libyan Arab Jamahiriya", "Liechtenstein", "Lithuania", "Luxembourg", "Macao", "Macau", "Macedonia",
    "Macedonia, The Former Yugoslav Republic of", "Madagascar", "Malawi", "Malaysia", "Maldives", "Mali", "Malta",
    "Marshall Islands", "Martinique", "Mauritania", "Mauritius", "Mayotte", "Mexico", "Micronesia",
    "Micronesia, Federated States of", "Moldova", "Moldova, Republic of", "Monaco", "Mongolia", "Montenegro",
    "Montserrat", "Morocco", "Mozambique", "Myanmar", "Namibia", "Nauru", "Nepal", "Netherlands",
    "Netherlands Antilles", "New Caledonia", "New Zealand", "Nicaragua", "Niger", "Nigeria", "Niue", "Norfolk Island",
    "North Korea", "North Macedonia", "Northern Mariana Islands", "Norway", "Oman", "Pakistan", "Palau",
    "Palestine, State of", "Palestinian Territories, Occupied", "Palestinian Territory, occupied", "Panama",
    "Papua New Guinea", "Paraguay", "Peru", "Philippines", "Pitcairn", "Poland", "Portugal", "Puerto Rico", "Qatar",
    "Reunion", "Romania", "Russia", "Russian Federation", "Rwanda", "Réunion", "Saint Barthélemy",
    "Saint Helena, Ascension and Tristan da Cunha", "Saint Kitts and Nevis", "Saint Lucia",
    "Saint Martin (French part)", "Saint Pierre and Miquelon", "Saint Vincent and the Grenadines", "Samoa",
    "San Marino", "Sao Tome and Principe", "Saudi Arabia", "Senegal", "Serbia", "Seychelles", "Sierra Leone",
    "Singapore", "Sint Maarten (Dutch part)", "Slovakia", "Slovenia", "Solomon Islands", "Somalia", "South Africa",
    "South Georgia and the South Sandwich Islands", "South Korea", "South Sudan", "Spain", "Sri Lanka", "Sudan",
    "Suriname", "Svalbard and Jan Mayen", "Swaziland", "Sweden", "Switzerland", "Syria", "Syrian Arab Republic",
    "Taiwan", "Taiwan, Province of China", "Tajikistan", "Tanzania", "Tanzania, United Republic of", "Thailand",
    "The Gambia", "Timor-Leste", "Togo", "Tokelau", "Tonga", "Trinidad and Tobago", "Tunisia", "Turkey",
    "Turkey (Türkiye)", "Turkmenistan", "Turks and Caicos Islands", "Tuvalu", "Türkiye", "Uganda", "Ukraine",
    "United Arab Emirates", "United Kingdom", "United States", "United States Minor Outlying Islands", "Uruguay",
    "Uzbekistan", "Vanuatu", "Venezuela", "Venezuela, Bolivarian Republic of", "Viet Nam", "Vietnam",
    "Virgin Islands (U.S.)", "Virgin Islands, British", "Virgin Islands, U.S.", "Wallis and Futuna", "Western Sahara",
    "Yemen", "Zambia", "Zimbabwe", "Åland Islands",
];

/// The country whose sites have a state each, as the registry spells it.
pub(crate) const UNITED_STATES: &str = "United States";

/// Its states and the district of its capital; its territories are countries of the registry. In the order of their bytes.
#[rustfmt::skip]
const STATES: &[&str] = &[
    "Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware",
    "District of Columbia", "Florida", "Georgia", "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas",
    "Kentucky", "Louisiana", "Maine", "Maryland", "Massachusetts", "Michigan", "Minnesota", "Mississippi", "Missouri",
    "Montana", "Nebraska", "Nevada", "New Hampshire", "New Jersey", "New Mexico", "New York", "North Carolina",
    "North Dakota", "Ohio", "Oklahoma", "Oregon", "Pennsylvania", "Rhode Island", "South Carolina", "South Dakota",
    "Tennessee", "Texas", "Utah", "Vermont", "Virginia", "Washington", "West Virginia", "Wisconsin", "Wyoming",
];

/// The country that a text ends with, alone or behind a comma.
pub(crate) fn at_end(text: &str) -> Option<&str> {
    let whole = is_country(text).then_some(text);
    // A country may have a comma of its own: the longest counts.
    let mut behind = text.match_indices(", ").filter_map(|(at, _)| text.get(at + 2..));
    whole.or_else(|| behind.find(|rest| is_country(rest)))
}

/// Whether a text is the name of a country.
pub(crate) fn is_country(text: &str) -> bool {
    // Most texts that are asked for are none by their first letter.
    !text.starts_with(|first: char| first.is_ascii() && !first.is_ascii_uppercase())
        && COUNTRIES.binary_search(&text).is_ok()
}

/// Whether a text is the name of a state of the United States.
pub(crate) fn is_state(text: &str) -> bool {
    STATES.binary_search(&text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{COUNTRIES, STATES, UNITED_STATES, at_end, is_country};

    #[test]
    fn in_order() {
        assert!(COUNTRIES.is_sorted() && STATES.is_sorted());
        assert!(is_country(UNITED_STATES));
    }

    #[test]
    fn ends() {
        assert_eq!(at_end("Northlake, Ohio, United States"), Some("United States"));
        assert_eq!(at_end("Seoul, Korea, Republic of"), Some("Korea, Republic of"));
        assert_eq!(at_end("Ireland"), Some("Ireland"));
        assert_eq!(at_end("University of Georgia"), None);
        assert!(!is_country("Ohio"));
    }
}
