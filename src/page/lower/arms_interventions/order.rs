//! Lines `Other: x` without the record's list of interventions: an arm, or an intervention? Their order tells.
//!
//! Of 1,005 arms with a type in real records, the 974 that have interventions by their type have at least one, and the 31 of type
//! `No Intervention` have none:
//!
//! ```text
//! section = 1*( arm 1*intervention / no-intervention-arm )
//! ```

use super::typed::Part;
use crate::study::ArmGroupType;

/// What stands before a line, as a set.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Before(u8);

impl Before {
    const NONE: Self = Self(0);
    /// Nothing, or an arm without interventions: an arm follows.
    const CLOSED: Self = Self(1);
    /// An arm: an intervention follows.
    const ARM: Self = Self(2);
    /// An intervention: either follows.
    const INTERVENTION: Self = Self(4);

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What a line may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Arm,
    NoIntervention,
    Intervention,
}

impl Role {
    /// What it stands behind, and what it is for the next line.
    fn around(self) -> (Before, Before) {
        match self {
            Self::Arm => (Before::CLOSED.and(Before::INTERVENTION), Before::ARM),
            Self::NoIntervention => (Before::CLOSED.and(Before::INTERVENTION), Before::CLOSED),
            Self::Intervention => (Before::ARM.and(Before::INTERVENTION), Before::INTERVENTION),
        }
    }
}

/// Tells for each part that is unsure whether it is an arm, where its section has one reading for it; `None` where it has two or
/// none.
pub(super) fn arms_among_unsure(parts: &[Part<'_>]) -> Vec<(usize, Option<bool>)> {
    let lines: Vec<(usize, &[Role])> =
        parts.iter().enumerate().filter_map(|(at, part)| Some((at, roles(part)?))).collect();
    let reached = |before: Before, roles: &[Role]| {
        let behind = roles.iter().map(|role| role.around()).filter(|(from, _)| from.meets(before)).map(|(_, to)| to);
        behind.fold(Before::NONE, Before::and)
    };
    let leading = |behind: Before, roles: &[Role]| {
        let before = roles.iter().map(|role| role.around()).filter(|(_, to)| to.meets(behind)).map(|(from, _)| from);
        before.fold(Before::NONE, Before::and)
    };
    // What may stand behind each line, if the rest is to have a reading.
    let mut open = vec![Before::CLOSED.and(Before::INTERVENTION)];
    for (_, roles) in lines.iter().skip(1).rev() {
        open.push(leading(*open.last().unwrap_or(&Before::NONE), roles));
    }
    let mut before = Before::CLOSED;
    let mut told = Vec::new();
    for ((at, roles), open) in lines.iter().zip(open.iter().rev()) {
        let fits = |role: Role| {
            let (from, to) = role.around();
            from.meets(before) && to.meets(*open)
        };
        if roles.len() > 1 {
            let (is_arm, is_intervention) = (fits(Role::Arm), fits(Role::Intervention));
            told.push((*at, (is_arm != is_intervention).then_some(is_arm)));
        }
        before = reached(before, roles);
    }
    told
}

fn roles(part: &Part<'_>) -> Option<&'static [Role]> {
    Some(match part {
        Part::Arm(Some((ArmGroupType::NoIntervention, _)), _) => &[Role::NoIntervention],
        Part::Arm(..) => &[Role::Arm],
        Part::Member(_) => &[Role::Intervention],
        Part::Unsure => &[Role::Arm, Role::Intervention],
        Part::Names(_) | Part::Text | Part::Doubt | Part::Loose => return None,
    })
}
