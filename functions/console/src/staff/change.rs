//! What becomes of a person, as values: nothing is read or saved here.

use domain::Instant;
use domain::ids::StaffId;
use domain::staff::{Staff, StaffRole};

use super::Draft;

pub(crate) fn invited(id: StaffId, draft: Draft, now: Instant) -> Staff {
    let Draft { name, email, role, language, active } = draft;
    Staff { id, name, email, role, language, active, handed_over_to: None, created_at: now, generation: 0 }
}

/// After a change. Links and sessions of before are void where sign-in was
/// taken away or the address is another: who reads the old mailbox is out.
pub(crate) fn updated(before: &Staff, draft: Draft) -> Staff {
    let Draft { name, email, role, language, active } = draft;
    let ends = (before.active && !active) || before.email != email;
    Staff {
        name,
        role,
        language,
        active,
        handed_over_to: before.handed_over_to.clone().filter(|_| !active),
        generation: before.generation + u32::from(ends),
        email,
        ..before.clone()
    }
}

/// Without the right to sign in; every session and link is void at once.
pub(crate) fn deactivated(before: &Staff) -> Staff {
    Staff { active: false, generation: before.generation + u32::from(before.active), ..before.clone() }
}

/// With the right to sign in again.
pub(crate) fn reactivated(before: &Staff) -> Staff {
    Staff { active: true, handed_over_to: None, ..before.clone() }
}

/// Deactivated, with who took over.
pub(crate) fn after_hand_over(before: &Staff, to: &StaffId) -> Staff {
    Staff { handed_over_to: Some(to.clone()), ..deactivated(before) }
}

/// Whether somebody can take over from another: active, not the same person,
/// and allowed to see what the other saw.
pub(crate) fn can_take_over(from: &Staff, to: &Staff) -> bool {
    to.active && to.id != from.id && (to.role == StaffRole::Coordinator || to.role == from.role)
}

pub(super) fn coordinates(staff: &Staff) -> bool {
    staff.active && staff.role == StaffRole::Coordinator
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::contact::EmailAddress;
    use domain::ids::AgencyId;

    fn somebody(id: &str, role: StaffRole) -> Staff {
        let draft = Draft {
            name: "Mia".to_owned(),
            email: EmailAddress::parse(&format!("{id}@staff.example")).unwrap(),
            role,
            language: None,
            active: true,
        };
        invited(StaffId::parse(id).unwrap(), draft, Instant::parse("2026-11-24T09:00:00Z").unwrap())
    }

    fn adviser(agency: &str) -> StaffRole {
        StaffRole::Adviser { agency: AgencyId::parse(agency).unwrap() }
    }

    #[test]
    fn deactivating_voids_sessions_once() {
        let before = somebody("a", StaffRole::Coordinator);
        let once = deactivated(&before);
        assert_eq!((once.active, once.generation), (false, 1));
        assert_eq!(deactivated(&once), once);
        assert!(reactivated(&once).active);
        assert_eq!(reactivated(&once).generation, 1, "sessions of before stay void");
    }

    #[test]
    fn another_address_voids_what_went_to_the_old_one() {
        let before = somebody("a", StaffRole::Coordinator);
        let draft = |email: &str, name: &str| Draft {
            name: name.to_owned(),
            email: EmailAddress::parse(email).unwrap(),
            role: before.role.clone(),
            language: None,
            active: true,
        };
        assert_eq!(updated(&before, draft("a@staff.example", "Mia Maes")).generation, 0);
        assert_eq!(updated(&before, draft("mia@staff.example", "Mia")).generation, 1);
    }

    #[test]
    fn work_goes_to_somebody_who_may_see_the_same() {
        let from = somebody("a", adviser("innoviris"));
        assert!(can_take_over(&from, &somebody("b", adviser("innoviris"))));
        assert!(can_take_over(&from, &somebody("b", StaffRole::Coordinator)));
        assert!(!can_take_over(&from, &somebody("b", adviser("hub"))));
        assert!(!can_take_over(&from, &from));
        assert!(!can_take_over(&from, &deactivated(&somebody("b", adviser("innoviris")))));
    }
}
