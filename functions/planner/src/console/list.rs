//! All plans, and the form that asks for one.

use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::PlanId;
use flows::plans::{self, Every, Keep, Plan, PlanError, Settled};
use http::StatusCode;
use maud::{Markup, html};
use rota_planner::Weights;
use serde::Deserialize;
use store::repos::plans::{Origin, PlanStatus};
use validator::Validate;
use web::extract::{FormBody, FormState, PageQuery};
use web::i18n::text;
use web::page::ConsoleNav;
use web::{CoordinatorDesk, Desk, Reply, StaffMember, format, idempotent, ui};

use super::{notice, once};
use crate::problems::refused;
use crate::reasons::agency_names;
use crate::{LOCALES, word, word_with};

const PATH: &str = "/console/plans";
/// What cursors of the list are bound to.
const LIST: &str = "console plans";

/// The form.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct AskForm {
    from: NaiveDate,
    weeks: u32,
    keep: Every,
}

/// The page. One query.
pub(super) async fn page(desk: CoordinatorDesk, query: PageQuery) -> Reply {
    let next = plans::next_quarter(desk.today());
    let values = [("from", next.0.to_string()), ("weeks", next.1.to_string()), ("keep", "none".to_owned())];
    render(&desk, query, (StatusCode::OK, &once::filled(&desk.context, values))).await
}

/// Asks for a plan, [`once`]; to its page. One read, one commit.
pub(super) async fn create(desk: CoordinatorDesk, body: FormBody<AskForm>) -> Reply {
    let FormBody { value, mut state } = body;
    if let Some(AskForm { from, weeks, keep }) = value {
        let store = desk.store();
        let claim = once::claim(&desk, &state)?;
        if let Some(answer) = idempotent::replay(store, &claim).await? {
            return Ok(answer);
        }
        match plans::begin(store, (from, weeks), (Keep::Every(keep), Weights::default()), desk.staff.actor.clone()) {
            Ok(plan) => return once::asked(&desk, &claim, &plan, format!("{}?done=asked", path_of(&plan.id))).await,
            Err(PlanError::Fields(errors)) => state.blame_own(errors),
            Err(PlanError::NotMonday) => state.blame("from", text(&LOCALES, "not-monday")),
            Err(error) => return Err(refused(error)),
        }
    }
    let query = PageQuery { limit: 50, cursor: None };
    render(&desk, query, (StatusCode::UNPROCESSABLE_ENTITY, &state)).await
}

/// The page of a plan.
pub(super) fn path_of(id: &PlanId) -> String {
    format!("{PATH}/{id}")
}

async fn render(desk: &Desk, query: PageQuery, (status, state): (StatusCode, &FormState)) -> Reply {
    let Desk { context, visit, staff } = desk;
    let language = visit.language;
    let paging = ui::Paging::of(context, &query, LIST, PATH)?;
    let (found, next) = context.store.plans().page::<Settled>(paging.after.clone(), query.limit).await?;
    let catalogue = desk.catalogue().await?;
    let body = html! {
        div class="stack" {
            (ui::error_summary(language, state))
            (ui::columns(
                html! {
                    (listed(language, &catalogue, &found))
                    (paging.pager(language, next.as_deref()))
                },
                ui::card(&word(language, "ask-for"), form(language, staff, state)),
            ))
        }
    };
    let page = desk
        .page()
        .await?
        .console_nav(ConsoleNav::Schedule)
        .crumb(&word(language, "rota"), "/console/schedule")
        .title(&word(language, "plans-title"))
        .lead(word(language, "plans-lead"))
        .notice(notice(visit));
    Ok(page.status(status).render(body))
}

fn form(language: Language, staff: &StaffMember, state: &FormState) -> Markup {
    let keep = ui::Choices::one("keep", &word(language, "keep"))
        .option("none", word(language, "keep-none"))
        .option("all", word(language, "keep-all"))
        .required();
    let fields = html! {
        (once::field(state))
        (ui::Field::new("from", &word(language, "from")).kind("date").hint(&word(language, "from-hint")).required().show(language, state))
        (ui::Field::new("weeks", &word(language, "weeks")).kind("number").between(1, 26).required().show(language, state))
        (keep.show(language, state))
        p { (ui::button(&word(language, "propose"))) }
    };
    ui::form(PATH, &staff.csrf, fields)
}

fn listed(language: Language, catalogue: &Catalogue, plans: &[Plan]) -> Markup {
    let mut table = ui::Table::named(|key| word(language, key), "plans-title", &["plan", "status", "asked"]);
    for plan in plans {
        table = table.row(vec![
            html! { a href=(path_of(&plan.id)) { (name(language, catalogue, plan)) } },
            badge(language, catalogue, plan),
            html! { (format::instant(language, plan.asked_at)) },
        ]);
    }
    table.or(&word(language, "plans-none"), word(language, "plans-none-how"))
}

/// A plan's name: its weeks, or what it mends.
pub(super) fn name(language: Language, catalogue: &Catalogue, plan: &Plan) -> String {
    if let Some(Origin::Repair { place, .. }) = &plan.origin {
        return word_with(language, "repair-plan-name", &[("place", catalogue.place_name(place).into())]);
    }
    word_with(
        language,
        if plan.settled.what_if.is_empty() { "plan-name" } else { "plan-name-what-if" },
        &[("from", format::date(language, plan.from).into()), ("weeks", plan.weeks.into())],
    )
}

/// How it stands; published in part, of which agencies.
pub(super) fn badge(language: Language, catalogue: &Catalogue, plan: &Plan) -> Markup {
    let (tone, icon) = match plan.status {
        PlanStatus::Running => (ui::Tone::Sky, ui::Icon::Clock),
        PlanStatus::Ready => (ui::Tone::Iris, ui::Icon::Check),
        PlanStatus::Published => (ui::Tone::Green, ui::Icon::Check),
        PlanStatus::Undone => (ui::Tone::Plain, ui::Icon::Cross),
        PlanStatus::Failed => (ui::Tone::Amber, ui::Icon::Alert),
        PlanStatus::Aside => (ui::Tone::Plain, ui::Icon::Dot),
    };
    let key = format!("status-{}", plan.status.code());
    let words = match plans::published_of(plan) {
        Some(part) if part.is_empty() && plan.status == PlanStatus::Published => {
            word(language, "status-published-nothing")
        }
        Some(part) if !part.is_empty() => {
            word_with(language, &format!("{key}-part"), &[("agencies", agency_names(catalogue, part).into())])
        }
        _ => word(language, &key),
    };
    ui::badge(tone, icon, &words)
}
