//! Somebody of the staff who states a need for a member, from the member's page in
//! the console: nothing that is known is typed in again.

use chrono::NaiveDate;
use domain::clock::BRUSSELS;
use domain::ids::MemberId;
use domain::member::{MemberCase, MemberField};
use domain::sight::{is_known_at_place, keep_of_member};
use web::page::{self, ConsoleNav};
use web::ui::profile_values;
use web::{Context, Page, Problem, StaffMember, Visit};

/// Who states it, and for whom.
pub(super) struct ForMember {
    pub(super) staff: StaffMember,
    pub(super) case: MemberCase,
    today: NaiveDate,
    waiting: u64,
}

impl ForMember {
    /// 404 for whoever may not, as where there is no such member; of a host's what its
    /// people know. One query, one more for the coordinator.
    pub(super) async fn of(context: &Context, staff: Option<StaffMember>, member: &str) -> Result<Self, Problem> {
        let (Some(staff), Ok(id)) = (staff, MemberId::parse(member)) else { return Err(Problem::not_found()) };
        let found = context.store.members().load(&id).await?.ok_or_else(Problem::not_found)?;
        let mut case = found.value.case;
        let today = context.store.now().day_in(BRUSSELS);
        let whole = staff.is_coordinator();
        if !staff.scope().speaks_for(&case.member, today) || !(whole || is_known_at_place(&case.member)) {
            return Err(Problem::not_found());
        }
        if !whole {
            keep_of_member(&mut case);
        }
        let waiting = page::waiting(context, &staff).await?;
        Ok(Self { staff, case, today, waiting })
    }

    /// What is known, by the form's fields. Of its places that the staff sees it is the
    /// one where it is today, else the latest.
    pub(super) fn known(&self) -> Vec<(&'static str, String)> {
        let (case, scope) = (&self.case, self.staff.scope());
        let person = |field: &str| case.person_text(field).unwrap_or_default().to_owned();
        let mut known = vec![
            ("company", case.member.name().to_owned()),
            ("stage", case.member.text("stage").to_owned()),
            ("name", person("contact_role")),
            ("email", person("contact_email")),
            ("phone", person("contact_phone")),
        ];
        let seen = || case.member.hosted.iter().filter(|stay| scope.sees_location(&stay.location));
        let stay = seen().rfind(|stay| stay.on(self.today)).or_else(|| seen().next_back());
        known.extend(stay.map(|stay| ("location", stay.location.to_string())));
        let language = case.contact().and_then(|(_, language)| language);
        known.extend(language.map(|language| ("language", language.tag().to_owned())));
        known
    }

    /// What is known in these fields, as a form has it.
    pub(super) fn facts(&self, fields: &[&MemberField]) -> Vec<(String, String)> {
        let mut known = self.case.profile();
        known.retain(|id, _| fields.iter().any(|field| field.id == *id));
        profile_values(&known)
    }

    /// The member's page in the console.
    pub(super) fn path(&self) -> String {
        format!("/console/members/{}", self.case.member.id)
    }

    /// A page below it.
    pub(super) fn page<'a>(&'a self, visit: &'a Visit) -> Page<'a> {
        let page = Page::console(visit, &self.staff).console_nav(ConsoleNav::Members).waiting(self.waiting);
        page.crumb(self.case.member.name(), &self.path())
    }
}
