//! `POST /v1/plans/{id}/what-if`: the same weeks as they would be if something
//! were otherwise.

use std::collections::BTreeSet;

use domain::Language;
use domain::adviser::HalfDay;
use domain::catalogue::Catalogue;
use domain::ids::{AdviserId, AgencyId, LocationId, PlanId};
use domain::rota::Team;
use domain::working_rules::Cadence;
use flows::plans;
use rota_planner::WhatIf;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{Id, IdempotencyKey, Keyed};
use web::{CoordinatorDesk, Reply, Routes, idempotent, routes};

use crate::api::{accepted, saved};
use crate::asked::find;
use crate::problems::refused;
use crate::reasons::{cadence_key, half};
use crate::view::PlanEntry;
use crate::{word, word_with};

/// The route for programs.
pub(crate) fn described() -> Routes {
    Routes::new().routes(routes!(create))
}

/// What would be otherwise.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WhatIfRequest)]
pub(crate) struct WhatIfRequest {
    /// 1 to 10, each with its `kind`: `adviser_more` (`agency`, `half_days`,
    /// `most_a_week`), `adviser_less` (`adviser`), `place_less` (`place`),
    /// `cadence` (`place` or null for all that have an aim, `aim`: `weekly`,
    /// `fortnightly`, `monthly`).
    #[schema(value_type = Vec<Object>)]
    changes: Vec<Change>,
}

#[derive(Debug, Clone, Deserialize)]
struct Change(#[serde(deserialize_with = "Sent::deserialize")] WhatIf);

/// A change as it is sent. It is also a part of a row, which may have fields of a
/// later version; what is sent may not. (`domain::sent::only_known` does not see into
/// what its `kind` tells apart.)
#[derive(Deserialize)]
#[serde(remote = "WhatIf", tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum Sent {
    AdviserMore {
        agency: AgencyId,
        #[serde(default)]
        half_days: BTreeSet<HalfDay>,
        most_a_week: u32,
    },
    AdviserLess {
        adviser: AdviserId,
    },
    PlaceLess {
        place: LocationId,
    },
    Cadence {
        #[serde(default)]
        place: Option<LocationId>,
        aim: Cadence,
    },
}

/// Ask for a plan to compare, from what this one was worked out from, with
/// something otherwise. It can't be published. Two reads, three where advisers are
/// all that is added, one commit beside those of what it is worked out from.
#[utoipa::path(post, path = "/v1/plans/{id}/what-if", tag = "planner",
    request_body = WhatIfRequest, params(IdempotencyKey),
    responses((status = 202, body = PlanEntry, headers(("Location" = String))), (status = 409)))]
async fn create(desk: CoordinatorDesk, Id(id): Id<PlanId>, Keyed { key, value, bytes }: Keyed<WhatIfRequest>) -> Reply {
    let store = desk.store();
    let asked = [id.as_str().as_bytes(), &bytes].concat();
    let claim = store.idempotency().claim("planner", &desk.staff.caller(), &key, &asked);
    if let Some(answer) = idempotent::replay(store, &claim).await? {
        return Ok(answer);
    }
    let of = find(store, &id).await?.value;
    let catalogue = store.catalogue().load().await?;
    let changes = value.changes.into_iter().map(|Change(change)| change).collect();
    let plan = plans::what_if(store, &catalogue, &of, changes, desk.staff.actor.clone()).await.map_err(refused)?;
    saved(store, &claim, &plan, accepted(&plan)?).await
}

/// What is otherwise, in a sentence.
pub(crate) fn sentence(language: Language, catalogue: &Catalogue, team: &Team, change: &WhatIf) -> String {
    match change {
        WhatIf::AdviserMore { agency, half_days, most_a_week } => {
            let when: Vec<String> = half_days.iter().map(|one| half(language, *one)).collect();
            let when = if when.is_empty() { word(language, "every-half-day") } else { when.join(", ") };
            let agency = catalogue.agency_name(agency);
            let values = [("agency", agency.into()), ("when", when.into()), ("n", (*most_a_week).into())];
            word_with(language, "what-if-adviser-more", &values)
        }
        WhatIf::AdviserLess { adviser } => {
            word_with(language, "what-if-adviser-less", &[("adviser", team.name(adviser).into())])
        }
        WhatIf::PlaceLess { place } => {
            word_with(language, "what-if-place-less", &[("place", catalogue.place_name(place).into())])
        }
        WhatIf::Cadence { place, aim } => {
            let name = place
                .as_ref()
                .map_or_else(|| word(language, "every-place"), |place| catalogue.place_name(place).to_owned());
            let values = [("place", name.into()), ("cadence", word(language, cadence_key(*aim)).into())];
            word_with(language, "what-if-cadence", &values)
        }
    }
}
