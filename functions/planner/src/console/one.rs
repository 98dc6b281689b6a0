//! A plan: the week as a grid beside what speaks for one thing in it, what is
//! missing, what would help, and what it changes.

use std::collections::BTreeSet;

use domain::Language;
use domain::ids::{AdviserId, AgencyId, PlanId};
use flows::plans::{self, Plan};
use maud::{Markup, html};
use store::repos::plans::PlanStatus;
use web::extract::{FormState, Id, QueryParams};
use web::page::ConsoleNav;
use web::views::Names;
use web::{CoordinatorDesk, Desk, Reply, format, ui};

use super::list::{badge, name, path_of};
use super::shown::{Look, Shown};
use super::{act, agencies, figures, gaps, grid, is_at_work, notice_of, refused, side, watched};
use crate::asked::find;
use crate::{word, word_with};

/// The page. Three queries of the plan, the directory's, and the staff where somebody of
/// it answered for an agency.
pub(super) async fn page(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(id): Id<PlanId>,
    QueryParams(look): QueryParams<Look>,
) -> Reply {
    let Desk { visit, staff, .. } = &desk;
    let (store, language) = (desk.store(), visit.language);
    let found = find(store, &id).await?;
    let plan = &found.value;
    let catalogue = desk.catalogue().await?;
    let result = plans::result(store, plan).await?;
    let facts = plans::problem(store, plan).await?;
    let mut named: BTreeSet<AdviserId> =
        result.iter().flat_map(|result| result.assignments.iter().map(|one| one.adviser.clone())).collect();
    named.extend(facts.iter().flat_map(|facts| facts.advisers.iter().map(|one| one.id.clone())));
    named.extend(plan.settled.dropped.iter().map(|one| one.ruled.ruling.adviser.clone()));
    let team = store.advisers().named(&Vec::from_iter(named)).await?;
    look.check(&catalogue)?;
    let look = Look { week: look.week.min(plan.weeks.saturating_sub(1)), ..look };
    let both = result.as_ref().zip(facts.as_ref());
    let answered = plan.settled.answers.iter().filter_map(|answer| answer.by.as_ref());
    let people = store.staff().names_of(answered).await?;
    let names = &Names { catalogue: &catalogue, staff: &people, language };
    let body = match both {
        None => waiting(language, plan, &staff.csrf),
        Some((result, facts)) => {
            let (catalogue, look, team) = (&*catalogue, &look, &team);
            let shown = Shown { language, catalogue, staff, plan, result, facts, look, team, names };
            let to_ask = plans::to_ask(catalogue, plan, result, facts)?;
            all(&shown, &to_ask)
        }
    };
    let mut page = desk.page().await?
        .console_nav(ConsoleNav::Schedule)
        .crumb(&word(language, "rota"), "/console/schedule")
        .crumb(&word(language, "plans-title"), "/console/plans")
        .title(&name(language, &catalogue, plan))
        .lead(
            html! { (badge(language, &catalogue, plan)) " " @if let Some((result, facts)) = both { (figures::lead(language, plan, result, facts)) } },
        )
        .notice(notice_of(visit, plan))
        .script(web::assets::rota_script());
    if plan.status == PlanStatus::Ready && result.is_some() && plan.settled.what_if.is_empty() {
        let publish = std::format!("{}/publish", path_of(&id));
        page = page.action(ui::link_button(&word(language, "say-then-publish"), &publish));
    }
    Ok(watched(page.render(body), &look.path(&id), is_at_work(plan)))
}

fn waiting(language: Language, plan: &Plan, csrf: &str) -> Markup {
    let path = path_of(&plan.id);
    html! {
        div class="narrow stack" {
            @if plan.status == PlanStatus::Failed {
                (ui::warning(word(language, "failed-how")))
                (act::again_form(language, plan, csrf))
            } @else {
                p { (word(language, "running-how")) }
                (ui::progress(language, plan.progress, 100))
                p { (act::percent(language, plan)) }
                p { (ui::link_button_secondary(&word(language, "look-again"), &path)) }
            }
        }
    }
}

fn all(shown: &Shown<'_>, to_ask: &[AgencyId]) -> Markup {
    let plan = shown.plan;
    html! {
        div class="stack" {
            @if plan.status == PlanStatus::Running {
                (ui::notice(shown.word("again-running")))
                (act::at_work(shown))
            }
            @if plan.status == PlanStatus::Failed { (ui::warning(shown.word("failed-how"))) }
            (refused::dropped(shown))
            @if !plan.settled.what_if.is_empty() {
                p { (shown.word("imagined")) " " a href={ (path_of(&plan.id)) "/figures" } { (shown.word("figures-link")) } }
            }
            @if let Some(publishing) = &plan.settled.publishing { (act::published(shown, publishing)) }
            (filters(shown))
            (ui::columns(
                html! {
                    (ui::card(&week_title(shown), html! { (grid::show(shown)) }))
                    p class="soft" { (shown.word("grid-key")) }
                    (agencies::show(shown, to_ask))
                },
                html! {
                    @if let Some(one) = shown.chosen() { (side::show(shown, one)) }
                    (gaps::show(shown))
                    (figures::show(shown))
                    (act::again_form(shown.language, plan, &shown.staff.csrf))
                    (act::aside_form(shown))
                },
            ))
        }
    }
}

fn week_title(shown: &Shown<'_>) -> String {
    let values = [
        ("day", format::date(shown.language, shown.monday()).into()),
        ("n", (shown.look.week + 1).into()),
        ("of", shown.plan.weeks.into()),
    ];
    word_with(shown.language, "week-of", &values)
}

/// The weeks before and after, and what is looked at.
fn filters(shown: &Shown<'_>) -> Markup {
    let (language, look, id) = (shown.language, shown.look, &shown.plan.id);
    let week = |week: u32| Look { week, of: None, ..look.clone() }.path(id);
    let agencies = shown.facts.advisers.iter().map(|adviser| &adviser.agency);
    let agencies: BTreeSet<&AgencyId> =
        agencies.chain(shown.result.gaps.iter().filter_map(|gap| gap.agency.as_ref())).collect();
    let agencies = agencies.into_iter().map(|id| (id.as_str(), shown.catalogue.agency_name(id)));
    let places = shown.facts.places.iter().map(|one| (one.id.as_str(), shown.catalogue.place_name(&one.id)));
    let (all_agencies, all_places) = (word(language, "all-agencies"), word(language, "all-places"));
    let agencies = std::iter::once(("", all_agencies.as_str())).chain(agencies);
    let places = std::iter::once(("", all_places.as_str())).chain(places);
    let state = FormState::filled(look.pairs());
    let only = [("", word(language, "only-all")), ("changes", word(language, "only-changes"))];
    html! {
        nav class="actions" aria-label=(word(language, "weeks-switch")) {
            @if look.week > 0 { (ui::link_button_secondary(&word(language, "week-before"), &week(look.week - 1))) }
            @if look.week + 1 < shown.plan.weeks { (ui::link_button_secondary(&word(language, "week-after"), &week(look.week + 1))) }
        }
        form class="form-inline" method="get" action=(path_of(id)) {
            (ui::hidden("week", &look.week.to_string()))
            (ui::Field::new("agency", &word(language, "agency")).select(agencies).filters().show(language, &state))
            (ui::Field::new("place", &word(language, "place")).select(places).filters().show(language, &state))
            (ui::Field::new("only", &word(language, "only")).select(only).filters().show(language, &state))
            button class="button secondary" type="submit" { (word(language, "filter")) }
        }
    }
}
