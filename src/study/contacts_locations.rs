//! `contactsLocationsModule`: whom to ask and where to go.

use super::{code::codes, record::record};

record! {
    /// Contacts, officials and sites: the registry's `contactsLocationsModule`.
    pub struct ContactsLocations {
        /// Whom to ask about the study as a whole.
        pub central_contacts: Vec<Contact> = "centralContacts",
        /// Who answers for the study scientifically.
        pub overall_officials: Vec<Official> = "overallOfficials",
        /// Where the study takes place.
        pub locations: Vec<Location> = "locations",
    }
}

record! {
    /// A person or desk to ask: the registry's `Contact`.
    pub struct Contact {
        /// The name; some sites give a telephone number only.
        pub name: Option<String> = "name",
        /// The role.
        pub role: Option<ContactRole> = "role",
        /// The telephone number, as typed by the sponsor.
        pub phone: Option<String> = "phone",
        /// The extension.
        pub phone_ext: Option<String> = "phoneExt",
        /// The email address.
        pub email: Option<String> = "email",
    }
}

record! {
    /// Who answers for the study scientifically: the registry's `Official`.
    pub struct Official {
        /// The name.
        pub name: Option<String> = "name",
        /// The organization.
        pub affiliation: Option<String> = "affiliation",
        /// The role.
        pub role: Option<OfficialRole> = "role",
    }
}

record! {
    /// A site: the registry's `Location`.
    pub struct Location {
        /// The name of the hospital, practice or institute.
        pub facility: Option<String> = "facility",
        /// Where the site stands.
        pub status: Option<RecruitmentStatus> = "status",
        /// The city.
        pub city: Option<String> = "city",
        /// The state, province or region.
        pub state: Option<String> = "state",
        /// The postal code.
        pub zip: Option<String> = "zip",
        /// The country.
        pub country: Option<String> = "country",
        /// Whom to ask about the site.
        pub contacts: Vec<Contact> = "contacts",
        /// The country's code.
        pub country_code: Option<String> = "countryCode",
        /// Where the city lies.
        pub geo_point: Option<GeoPoint> = "geoPoint",
    }
}

record! {
    /// A place on the globe, WGS 84: the registry's `GeoPoint`.
    pub struct GeoPoint {
        /// Degrees north.
        pub lat: Option<f64> = "lat",
        /// Degrees east.
        pub lon: Option<f64> = "lon",
    }
}

codes! {
    /// Roles of contacts: the registry's `ContactRole`.
    pub enum ContactRole {
        /// Study chair.
        StudyChair = "STUDY_CHAIR",
        /// Study director.
        StudyDirector = "STUDY_DIRECTOR",
        /// Principal investigator.
        PrincipalInvestigator = "PRINCIPAL_INVESTIGATOR",
        /// Sub-investigator.
        SubInvestigator = "SUB_INVESTIGATOR",
        /// Contact.
        Contact = "CONTACT",
    }
}

codes! {
    /// Roles of officials: the registry's `OfficialRole`.
    pub enum OfficialRole {
        /// Study chair.
        StudyChair = "STUDY_CHAIR",
        /// Study director.
        StudyDirector = "STUDY_DIRECTOR",
        /// Principal investigator.
        PrincipalInvestigator = "PRINCIPAL_INVESTIGATOR",
        /// Sub-investigator.
        SubInvestigator = "SUB_INVESTIGATOR",
    }
}

codes! {
    /// Where a site stands: the registry's `RecruitmentStatus`.
    pub enum RecruitmentStatus {
        /// Running; no longer enrolling.
        ActiveNotRecruiting = "ACTIVE_NOT_RECRUITING",
        /// Ended as planned.
        Completed = "COMPLETED",
        /// Enrolling people who are asked to join.
        EnrollingByInvitation = "ENROLLING_BY_INVITATION",
        /// Not yet enrolling.
        NotYetRecruiting = "NOT_YET_RECRUITING",
        /// Enrolling.
        Recruiting = "RECRUITING",
        /// Halted; may go on.
        Suspended = "SUSPENDED",
        /// Halted after enrolling; will not go on.
        Terminated = "TERMINATED",
        /// Halted before the first participant.
        Withdrawn = "WITHDRAWN",
        /// Expanded access that can be had now.
        Available = "AVAILABLE",
    }
}
