//! Rules by which needs are determined: the coordinator reads, changes, tries
//! and switches them off; each version is kept.

mod api;
mod console;
mod entered;
mod facts;
mod fields;
mod form;
mod restore;
mod versions;
mod wrong;

use domain::catalogue::Catalogue;
use domain::determine::{Rule, RuleDraft};
use domain::event::Actor;
use store::repos::versions::Version;
use web::{Context, Problem, Routes, get, routes};

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(api::try_out))
        .routes(routes!(api::read, api::put, api::delete))
        .routes(routes!(api::versions))
        .routes(routes!(restore::restore))
        .route("/console/members/rules", get(console::page))
        .route("/console/members/rules/new", get(form::new).post(form::act_new))
        .route("/console/members/rules/{id}", get(form::page).post(form::act))
}

/// A rule as it stands; 404 where there is none.
fn known<'a>(catalogue: &'a Catalogue, id: &str) -> Result<&'a Rule, Problem> {
    catalogue.rules.iter().find(|rule| rule.id == id).ok_or_else(Problem::not_found)
}

/// Saves a rule, or its removal, over the version that the caller read, with the
/// reason where one was said; every member is then determined again. Two reads, one
/// commit.
async fn save(
    context: &Context,
    catalogue: &Catalogue,
    (id, read): (&str, Option<u32>),
    (draft, why): (Option<RuleDraft>, Option<String>),
    actor: Actor,
) -> Result<u32, Problem> {
    let former = catalogue.rules.iter().find(|rule| rule.id == id);
    let stands = former.map(|rule| rule.version);
    if stands != read {
        return Err(Problem::changed_meanwhile());
    }
    let row = context.store.versions().current::<Rule>(id).await?;
    // A rule that was removed and comes back goes on counting.
    let all = context.store.versions().all::<Rule>(id).await?;
    let last = all.len() + usize::from(own(catalogue, id, &all).is_some());
    let version = stands.unwrap_or(0).max(u32::try_from(last).unwrap_or(u32::MAX)) + 1;
    let rule = draft.map(|draft| draft.parse(id, version, catalogue)).transpose()?;
    let after = Version { value: rule, at: context.store.now(), actor, why };
    let before = (row.map(|row| row.version), former);
    context.store.rules().save(id, before, (version, &after)).await.map_err(Problem::of_change)?;
    Ok(version)
}

/// The first version of a rule, where that is the directory's own: it stands in no
/// history.
fn own<'a>(catalogue: &'a Catalogue, id: &str, all: &[Version<Rule>]) -> Option<&'a Rule> {
    let is_here = all.iter().filter_map(|one| one.value.as_ref()).any(|rule| rule.version == 1);
    catalogue.rule(id, 1).filter(|rule| rule.version == 1 && !is_here)
}

/// The directory with one rule changed, for trying it out.
fn with(catalogue: &Catalogue, rule: Rule) -> Catalogue {
    let mut then = catalogue.clone();
    then.rules.retain(|known| known.id != rule.id);
    then.rules.push(rule);
    then
}
