//! A plan in figures and pictures, beside another of the same weeks, and what it
//! would be if something were otherwise.

use std::collections::BTreeSet;

use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::{AdviserId, PlanId};
use domain::rota::Team;
use flows::plans::{self, Plan, PlanError, Settled};
use http::StatusCode;
use maud::{Markup, html};
use rota_planner::WhatIf;
use serde::Deserialize;
use store::Store;
use store::repos::plans::{Origin, PlanStatus};
use validator::Validate;
use web::extract::{FormBody, FormState, Id, QueryParams};
use web::page::ConsoleNav;
use web::{CoordinatorDesk, Desk, Problem, Reply, idempotent, ui};

use super::list::{badge, name, path_of};
use super::{coverage, figures, imagine, load, notice_of, once, watched};
use crate::asked::find;
use crate::problems::refused;
use crate::what_if::sentence;
use crate::{word, word_with};

/// Plans among which others of the same weeks are looked for.
const LOOKED_AT: usize = 50;

/// Beside which other plan.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Beside {
    with: Option<PlanId>,
}

/// A plan and what came of it, if it was worked out.
struct Side {
    plan: Plan,
    result: Option<rota_planner::Plan>,
}

impl Side {
    async fn load(store: &Store, id: &PlanId) -> Result<Self, Problem> {
        let plan = find(store, id).await?.value;
        let result = plans::result(store, &plan).await?;
        Ok(Self { plan, result })
    }
}

/// The page. A query of the plans; of each of the two a read and a query; the
/// directory's.
pub(super) async fn page(desk: CoordinatorDesk, Id(id): Id<PlanId>, QueryParams(beside): QueryParams<Beside>) -> Reply {
    render(&desk, (&id, beside.with.as_ref()), &imagine::usual(&desk.context)).await
}

/// Asks for it, [`once`]; to its page beside the plan that it comes from. Five reads
/// at most, one commit beside those of what it is worked out from.
pub(super) async fn create(desk: CoordinatorDesk, Id(id): Id<PlanId>, body: FormBody<imagine::WhatIfForm>) -> Reply {
    let FormBody { value, mut state } = body;
    if let Some(form) = value {
        let store = desk.store();
        let claim = once::claim(&desk, &state)?;
        if let Some(answer) = idempotent::replay(store, &claim).await? {
            return Ok(answer);
        }
        let of = find(store, &id).await?.value;
        let catalogue = store.catalogue().load().await?;
        let (changes, places): (Vec<_>, Vec<_>) = form.changes().into_iter().unzip();
        match plans::what_if(store, &catalogue, &of, changes, desk.staff.actor.clone()).await {
            Ok(plan) => {
                let path = std::format!("{}/figures?with={id}&done=asked", path_of(&plan.id));
                return once::asked(&desk, &claim, &plan, path).await;
            }
            Err(PlanError::Fields(errors)) => state.blame_all(errors, |pointer| imagine::field_of(pointer, &places)),
            Err(error) => return Err(refused(error)),
        }
    }
    render(&desk, (&id, None), &state).await
}

async fn render(desk: &Desk, (id, with): (&PlanId, Option<&PlanId>), state: &FormState) -> Reply {
    let Desk { visit, staff, .. } = desk;
    let (store, language) = (desk.store(), visit.language);
    let own = Side::load(store, id).await?;
    let other = match with {
        Some(with) if with != id => Some(Side::load(store, with).await?),
        _ => None,
    };
    let (known, _) = store.plans().page::<Settled>(None, LOOKED_AT).await?;
    let others: Vec<&Plan> = known.iter().filter(|plan| is_comparable(plan, &own.plan)).collect();
    let catalogue = store.catalogue().load().await?;
    let facts = match own.plan.origin {
        Some(Origin::Repair { .. }) => None,
        _ => plans::problem(store, &own.plan).await?,
    };
    let mut advisers = named(&own, other.as_ref());
    advisers.extend(facts.iter().flat_map(|facts| facts.advisers.iter().map(|one| one.id.clone())));
    let team = store.advisers().named(&Vec::from_iter(advisers)).await?;
    let shown = Compared { language, catalogue: &catalogue, team: &team };
    let body = html! {
        div class="stack" {
            (shown.otherwise(&own.plan))
            (shown.choose(&own.plan, &others, with))
            (shown.figures(&own, other.as_ref()))
            @for side in std::iter::once(&own).chain(&other) { (shown.pictures(side, other.is_some())) }
            @if let Some(facts) = &facts { (imagine::card(language, &catalogue, (staff, &own.plan, facts, &team), state)) }
        }
    };
    let page = desk
        .page()
        .await?
        .console_nav(ConsoleNav::Schedule)
        .crumb(&word(language, "plans-title"), "/console/plans")
        .crumb(&name(language, &catalogue, &own.plan), &path_of(id))
        .title(&word(language, "figures-title"))
        .lead(html! { (badge(language, &catalogue, &own.plan)) " " (word(language, "figures-lead")) })
        .notice(notice_of(visit, &own.plan));
    let path = std::format!("{}/figures?with={}", path_of(id), with.map(PlanId::as_str).unwrap_or_default());
    let waits = std::iter::once(&own).chain(&other).any(|side| side.plan.status == PlanStatus::Running);
    let status = if state.is_refused() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(watched(page.status(status).render(body), &path, waits && !state.is_refused()))
}

/// Of the same weeks, worked out, and a rota of weeks.
fn is_comparable(plan: &Plan, own: &Plan) -> bool {
    plan.id != own.id
        && (plan.from, plan.weeks) == (own.from, own.weeks)
        && !matches!(plan.origin, Some(Origin::Repair { .. }))
        && matches!(plan.status, PlanStatus::Ready | PlanStatus::Published | PlanStatus::Aside)
}

fn named(own: &Side, other: Option<&Side>) -> BTreeSet<AdviserId> {
    let mut found = BTreeSet::new();
    for side in std::iter::once(own).chain(other) {
        let loads = side.result.iter().flat_map(|result| result.figures.load.iter().chain(&result.today.load));
        found.extend(loads.map(|one| one.adviser.clone()));
        found.extend(side.plan.settled.what_if.iter().filter_map(|change| match change {
            WhatIf::AdviserLess { adviser } => Some(adviser.clone()),
            _ => None,
        }));
    }
    found
}

/// What both sides are shown with.
struct Compared<'a> {
    language: Language,
    catalogue: &'a Catalogue,
    team: &'a Team,
}

impl Compared<'_> {
    /// Which other plan stands beside it.
    fn choose(&self, own: &Plan, others: &[&Plan], with: Option<&PlanId>) -> Markup {
        let state = FormState::filled(with.map(|with| ("with", with.as_str())));
        let mut options = vec![(String::new(), word(self.language, "beside-today"))];
        options.extend(others.iter().map(|plan| {
            let asked = web::format::instant(self.language, plan.asked_at);
            (plan.id.to_string(), std::format!("{} ({asked})", name(self.language, self.catalogue, plan)))
        }));
        html! {
            @if others.is_empty() { p class="soft" { (word(self.language, "beside-none")) } } @else {
                form class="form-inline" method="get" action={ (path_of(&own.id)) "/figures" } {
                    (ui::Field::new("with", &word(self.language, "beside")).select(options).filters().show(self.language, &state))
                    button class="button secondary" type="submit" { (word(self.language, "compare")) }
                }
            }
        }
    }

    /// What is otherwise in a plan.
    fn otherwise(&self, plan: &Plan) -> Markup {
        html! {
            @if !plan.settled.what_if.is_empty() {
                p { strong { (word(self.language, "imagined")) } }
                ul {
                    @for change in &plan.settled.what_if {
                        li { (sentence(self.language, self.catalogue, self.team, change)) }
                    }
                }
            }
        }
    }

    fn figures(&self, own: &Side, other: Option<&Side>) -> Markup {
        let language = self.language;
        let Some(result) = &own.result else {
            return html! {
                (ui::notice(word(language, if own.plan.status == PlanStatus::Failed { "failed-how" } else { "running-how" })))
                (ui::progress(language, own.plan.progress, 100))
            };
        };
        let mut columns = vec![(word(language, "planned"), &result.figures, Some(&result.score))];
        if let Some(other) = other.and_then(|side| side.result.as_ref()) {
            columns.push((word(language, "the-other"), &other.figures, Some(&other.score)));
        }
        columns.push((word(language, "today"), &result.today, None));
        let waits = other.is_some_and(|side| side.result.is_none());
        let body = html! {
            @if waits { p { (word(language, "other-running")) } }
            (figures::table(language, own.plan.weeks, &columns))
        };
        ui::card(&word(language, "side-by-side"), body)
    }

    fn pictures(&self, side: &Side, is_named: bool) -> Markup {
        let language = self.language;
        let title = |key: &str| {
            let plan = name(language, self.catalogue, &side.plan);
            if is_named {
                word_with(language, &std::format!("{key}-of"), &[("plan", plan.into())])
            } else {
                word(language, key)
            }
        };
        html! {
            @if let Some(result) = &side.result {
                @if is_named { (self.otherwise(&side.plan)) }
                (ui::card(&title("coverage"), coverage::show(language, self.catalogue, &side.plan, &result.figures)))
                (ui::card(&title("load"), load::show(language, self.catalogue, self.team, &result.figures)))
            }
        }
    }
}
