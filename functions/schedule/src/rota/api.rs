//! A week of the rota for programs: what clashes and what is missing.

use axum::Json;
use domain::rota::{Aim, Clash, Covered, Gap};
use domain::working_days::week_in_view;
use domain::working_rules::Cadence;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::QueryParams;
use web::i18n::text;
use web::{Desk, Problem};

use super::week::Week;
use crate::LOCALES;
use crate::sessions::period;
use domain::Text;

/// Which week.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct RotaFilter {
    /// `2026-W48`; where absent the current one, or the next once its working days are over.
    #[param(example = "2026-W48")]
    week: Option<String>,
}

/// Sessions that do not go together.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Clash)]
pub(super) struct ClashView {
    /// `two_places`, `room`, `desks`, `travel`, `opening_hours`, `half_day`, `absent`, `busy`,
    /// `too_many` or `language`.
    kind: &'static str,
    /// Whether saving it anew would be refused.
    hard: bool,
    /// What exactly.
    reason: Text,
    /// The sessions concerned.
    sessions: Vec<String>,
}

impl From<&Clash> for ClashView {
    fn from(clash: &Clash) -> Self {
        let Clash { days: _, kind, sessions, reason } = clash;
        let sessions = sessions.iter().map(ToString::to_string).collect();
        Self { kind: kind.code(), hard: clash.is_hard(), reason: reason.clone(), sessions }
    }
}

/// An aim of a place.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Aim)]
pub(super) struct AimView {
    /// `weekly`, `fortnightly`, `monthly` or `quarterly`.
    aim: &'static str,
    /// Whether it is met.
    met: bool,
    /// `nothing`, `only_drafts` or `cancelled`; null where it is met.
    gap: Option<&'static str>,
    /// Why what was planned does not take place.
    reason: Option<Text>,
}

impl From<&(Aim, Option<Gap>)> for AimView {
    fn from((aim, gap): &(Aim, Option<Gap>)) -> Self {
        let reason = match gap {
            Some(Gap::Cancelled(reason)) => Some(reason.clone()),
            _ => None,
        };
        Self { aim: aim_code(*aim), met: gap.is_none(), gap: gap.as_ref().map(gap_code), reason }
    }
}

pub(crate) const fn aim_code(aim: Aim) -> &'static str {
    match aim {
        Aim::Visit(Cadence::Weekly) => "weekly",
        Aim::Visit(Cadence::Fortnightly) => "fortnightly",
        Aim::Visit(Cadence::Monthly) => "monthly",
        Aim::Quarterly => "quarterly",
    }
}

pub(crate) const fn gap_code(gap: &Gap) -> &'static str {
    match gap {
        Gap::Nothing => "nothing",
        Gap::OnlyDrafts => "only_drafts",
        Gap::Cancelled(_) => "cancelled",
    }
}

/// A place in the week.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Covered)]
pub(super) struct CoveredView {
    /// The place.
    location: String,
    /// Agencies that come to it, or to its building, in the week.
    agencies: Vec<String>,
    /// What is aimed at.
    aims: Vec<AimView>,
}

impl From<&Covered> for CoveredView {
    fn from(Covered { location, agencies, aims }: &Covered) -> Self {
        let agencies = agencies.iter().map(ToString::to_string).collect();
        Self { location: location.to_string(), agencies, aims: aims.iter().map(AimView::from).collect() }
    }
}

/// A week of the rota.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Rota)]
pub(super) struct RotaView {
    /// The week.
    #[schema(example = "2026-W48")]
    week: String,
    /// What does not go together in it, hard clashes first.
    clashes: Vec<ClashView>,
    /// Every place that is open in it; for the coordinator.
    coverage: Vec<CoveredView>,
}

/// What clashes in a week among the sessions that somebody sees, and for the
/// coordinator who comes to which place against the aim. Three reads and one
/// for each fifty advisers.
#[utoipa::path(get, path = "/v1/rota", tag = "schedule", params(RotaFilter),
    responses((status = 200, body = RotaView), (status = 400)))]
pub(super) async fn read(
    desk: Desk,
    QueryParams(RotaFilter { week }): QueryParams<RotaFilter>,
) -> Result<Json<RotaView>, Problem> {
    let today = desk.today();
    let asked = match week.as_deref() {
        None => period::Week::of(week_in_view(today)),
        Some(week) => {
            period::Week::parse(week).ok_or_else(|| Problem::invalid_field("/week", text(&LOCALES, "week-form")))?
        }
    };
    let week = Week::load(&desk.context, desk.staff.scope(), asked.monday()).await?;
    let around = week.around()?;
    let coverage = if desk.staff.is_coordinator() { week.coverage(&around) } else { Vec::new() };
    let own: Vec<_> = around.into_iter().filter(|one| week.holds(one)).collect();
    let clashes = week.clashes(&own);
    Ok(Json(RotaView {
        week: asked.to_string(),
        clashes: clashes.iter().map(ClashView::from).collect(),
        coverage: coverage.iter().map(CoveredView::from).collect(),
    }))
}
