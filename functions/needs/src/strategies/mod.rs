//! Action strategies: read as sentences, changed, tried before they are saved,
//! taken back to an earlier version; the coordinator's.

mod api;
mod conditions;
mod console;
mod entered;
mod fields;
mod form;
mod tried;
mod versions;

use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::event::Actor;
use domain::field_error::FieldError;
use domain::ids::{LocationId, NeedTypeId};
use domain::strategy::{Strategy, StrategyDraft};
use store::repos::versions::Version;
use web::{Context, Problem, Routes, get, post, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(tried::try_out))
        .routes(routes!(api::read, api::put))
        .routes(routes!(api::versions))
        .routes(routes!(api::restore))
        .route("/console/needs/strategies", get(console::page))
        .route("/console/needs/strategies/{need_type}", get(form::page).post(form::act))
        .route("/console/needs/strategies/{need_type}/restore", post(form::restore))
}

/// Of what a strategy is one: a kind of need, and the place where it is for one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Of {
    need_type: NeedTypeId,
    location: Option<LocationId>,
}

impl Of {
    /// 404 for a kind of need or a place that there is not.
    fn known(catalogue: &Catalogue, need_type: NeedTypeId, location: Option<LocationId>) -> Result<Self, Problem> {
        let is_known = catalogue.need_type(&need_type).is_some()
            && location.as_ref().is_none_or(|location| catalogue.locations.contains_key(location));
        if is_known { Ok(Self { need_type, location }) } else { Err(Problem::not_found()) }
    }

    fn id(&self) -> String {
        Strategy::id_of(&self.need_type, self.location.as_ref())
    }

    /// The strategy that holds: its own, or the one that it would take the place of.
    fn stands(&self, catalogue: &Catalogue) -> Result<Strategy, Problem> {
        catalogue.strategy(&self.need_type, self.location.as_ref()).ok_or_else(Problem::not_found)
    }

    /// The version of what is set for just this; `None` where nothing is.
    fn version(&self, catalogue: &Catalogue) -> Option<u32> {
        let stands = catalogue.strategy(&self.need_type, self.location.as_ref())?;
        (stands.location == self.location).then_some(stands.version)
    }

    /// The number in the entity tag of what stands: its version; of what is
    /// inherited one that no version of its own will ever have.
    fn tag(&self, stands: &Strategy) -> u64 {
        let version = u64::from(stands.version);
        if stands.location == self.location { version } else { version << 32 }
    }

    /// Its page in the console, or what is done there.
    fn path(&self, act: &str) -> String {
        let place = self.location.as_ref().map(|location| format!("?location={location}")).unwrap_or_default();
        format!("/console/needs/strategies/{}{act}{place}", self.need_type)
    }

    fn parse(
        &self,
        context: &Context,
        catalogue: &Catalogue,
        draft: StrategyDraft,
    ) -> Result<Strategy, Vec<FieldError>> {
        let day = context.store.now().day_in(BRUSSELS);
        draft.parse((&self.need_type, self.location.as_ref()), 0, catalogue, day)
    }

    /// Sets the strategy, or takes it away so that the directory's holds again.
    /// Two reads, one commit.
    async fn set(
        &self,
        context: &Context,
        strategy: Option<Strategy>,
        why: Option<String>,
        actor: Actor,
    ) -> Result<u32, Problem> {
        let at = context.store.now();
        let why = why.map(|why| why.trim().to_owned()).filter(|why| !why.is_empty());
        let version = |number| {
            let value = strategy.map(|strategy| Strategy { version: number, ..strategy });
            Version { value, at, actor, why }
        };
        context.store.versions().set(&self.id(), version).await.map_err(Problem::of_change)
    }

    /// An earlier version: number 1 is the directory's own, which is none of
    /// these. One query.
    async fn earlier(&self, context: &Context, number: u32) -> Result<Version<Strategy>, Problem> {
        let all = context.store.versions().all::<Strategy>(&self.id()).await?;
        let at = (number as usize).checked_sub(2).and_then(|at| all.into_iter().nth(at));
        at.ok_or_else(Problem::not_found)
    }
}

/// The directory with one strategy changed, for trying it out.
fn with(catalogue: &Catalogue, strategy: &Strategy) -> Catalogue {
    let mut then = catalogue.clone();
    then.strategies.retain(|one| one.need_type != strategy.need_type || one.location != strategy.location);
    then.strategies.push(strategy.clone());
    then
}
