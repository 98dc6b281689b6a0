//! What still names an entry of the directory. What is named is not deleted:
//! history, routing and the rota would speak of something that is not there.
//! It gets a last day instead.

use crate::LOCALES;
use chrono::NaiveDate;
use domain::agency::Agency;
use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, LocationId, ServiceId};
use domain::permanence::Permanence;
use domain::staff::StaffRole;
use serde_json::json;
use store::TableError;
use store::keys::PermanenceList;
use store::repos::needs::{NeedFilter, ReferralFilter};
use web::i18n::{text, text_args};
use web::{Context, Problem};

/// The type of the problem.
const SLUG: &str = "in-use";
/// The most entries that an answer names.
const NAMED: usize = 20;
/// Pages of a hundred surveys that are looked through.
const SURVEY_PAGES: usize = 20;

/// Something that names the entry: its kind and its id.
pub(crate) struct Use {
    kind: &'static str,
    id: String,
}

fn named(kind: &'static str, id: impl ToString) -> Use {
    Use { kind, id: id.to_string() }
}

/// 409 when anything names the entry; says what.
pub(crate) fn refuse(uses: &[Use]) -> Result<(), Problem> {
    if uses.is_empty() {
        return Ok(());
    }
    let shown = || uses.iter().take(NAMED);
    let by = shown().map(|one| format!("{} {}", one.kind, one.id)).collect::<Vec<_>>().join(", ");
    let detail = text_args(&LOCALES, "in-use-detail", &[("n", uses.len().into()), ("by", by.into())]);
    let list: Vec<_> = shown().map(|one| json!({"kind": one.kind, "id": one.id})).collect();
    Err(Problem::conflict(SLUG, text(&LOCALES, "problem-in-use"), detail).with_member("used_by", list))
}

/// Every permanence of a list, past ones included.
async fn permanences(context: &Context, list: &PermanenceList) -> Result<Vec<Permanence>, TableError> {
    context.store.permanences().list(list, beginning()).await
}

/// A day before every permanence: those of earlier years are refused.
fn beginning() -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default()
}

/// What names an agency: three queries beside the directory.
pub(crate) async fn of_agency(context: &Context, catalogue: &Catalogue, id: &AgencyId) -> Result<Vec<Use>, TableError> {
    let mut uses = Vec::new();
    let services = catalogue.services.values().filter(|service| &service.agency == id);
    uses.extend(services.map(|service| named("service", &service.id)));
    let is_of = |agency: &&Agency| agency.successor.as_ref() == Some(id) || agency.parent.as_ref() == Some(id);
    uses.extend(catalogue.agencies.values().filter(is_of).map(|agency| named("agency", &agency.id)));
    let asking =
        catalogue.need_types.iter().filter(|need_type| need_type.strategy.iter().any(|step| &step.agency == id));
    uses.extend(asking.map(|need_type| named("need_type", &need_type.id)));
    let held = permanences(context, &PermanenceList::Agency(id.clone())).await?;
    uses.extend(held.iter().map(|permanence| named("permanence", &permanence.id)));
    let staff = context.store.staff().list().await?;
    let advisers = staff.iter().filter(|staff| matches!(&staff.role, StaffRole::Adviser { agency } if agency == id));
    uses.extend(advisers.map(|staff| named("staff", &staff.id)));
    let filter = ReferralFilter { agency: Some(id.clone()), ..ReferralFilter::default() };
    let referrals = context.store.needs().list_referrals(&filter, None, 1).await?;
    uses.extend(referrals.items.iter().map(|referral| named("referral", &referral.id)));
    Ok(uses)
}

/// What names a service: one query beside the directory.
pub(crate) async fn of_service(
    context: &Context,
    catalogue: &Catalogue,
    id: &ServiceId,
) -> Result<Vec<Use>, TableError> {
    let answering =
        catalogue.need_types.iter().filter(|need_type| need_type.strategy.iter().any(|step| &step.service == id));
    let mut uses: Vec<Use> = answering.map(|need_type| named("need_type", &need_type.id)).collect();
    let held = permanences(context, &PermanenceList::All).await?;
    let about = held.iter().filter(|permanence| permanence.services.contains(id));
    uses.extend(about.map(|permanence| named("permanence", &permanence.id)));
    Ok(uses)
}

/// What names a location: six queries.
pub(crate) async fn of_location(context: &Context, id: &LocationId) -> Result<Vec<Use>, TableError> {
    let held = permanences(context, &PermanenceList::Location(id.clone())).await?;
    let mut uses: Vec<Use> = held.iter().map(|permanence| named("permanence", &permanence.id)).collect();
    let sources = context.store.sources().list().await?;
    uses.extend(sources.iter().filter(|source| &source.location == id).map(|source| named("source", &source.id)));
    let staff = context.store.staff().list().await?;
    let hosts = staff.iter().filter(|staff| matches!(&staff.role, StaffRole::Host { location } if location == id));
    uses.extend(hosts.map(|staff| named("staff", &staff.id)));
    let filter = NeedFilter { location: Some(id.clone()), ..NeedFilter::default() };
    let needs = context.store.needs().list(&filter, None, 1).await?;
    uses.extend(needs.items.iter().map(|need| named("need", &need.id)));
    let waves = context.store.waves().all().await?;
    uses.extend(waves.iter().filter(|wave| wave.locations.contains(id)).map(|wave| named("wave", &wave.id)));
    let asked = context.store.waves().surveys_at(id).await?;
    uses.extend(asked.iter().map(|survey| named("survey", &survey.id)));
    let mut after = None;
    for _ in 0..SURVEY_PAGES {
        let (surveys, next) = context.store.surveys().list(after, 100).await?;
        let of_place = surveys.iter().filter(|survey| survey.target.location.as_ref() == Some(id));
        uses.extend(of_place.map(|survey| named("survey", &survey.id)));
        after = next;
        if after.is_none() {
            break;
        }
    }
    Ok(uses)
}
