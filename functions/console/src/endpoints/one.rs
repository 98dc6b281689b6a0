//! One endpoint: what came of telling it, and changing it.

use axum::response::Response;
use chrono::TimeDelta;
use domain::endpoint::Endpoint;
use domain::ids::EndpointId;
use maud::{Markup, html};
use serde::Deserialize;
use store::{TableError, Versioned};
use validator::Validate;
use web::extract::{FormBody, FormOver, FormState, Id, PageQuery};
use web::ui::{self, Field};
use web::{Desk, Problem, Reply};
use webhooks::host_of;

use super::api::{EndpointView, with_secret};
use super::attempts;
use super::list::{badge, fields, secret_card, whose, why};
use super::request::EndpointRequest;
use super::save::{self, load};
use crate::{word, word_with};

/// Attempts on a page.
const SHOWN: usize = 25;
/// Hours since which all is sent again, as the page offers them.
const HOURS: [i64; 4] = [1, 24, 168, 720];
/// For how long the same press again is shown the same secret.
const SAME_PRESS: TimeDelta = TimeDelta::minutes(10);

/// The page. Three reads, two queries.
pub(super) async fn show(desk: Desk, Id(id): Id<EndpointId>, asked: PageQuery) -> Reply {
    let found = load(&desk, &id).await?;
    page(&desk, &found, &filled(&desk, &found), None, asked).await
}

/// Changes address, events and whose it is. Three reads and one commit.
pub(super) async fn change(
    desk: Desk,
    Id(id): Id<EndpointId>,
    FormOver(FormBody { value, mut state }): FormOver<EndpointRequest>,
) -> Reply {
    let found = load(&desk, &id).await?;
    if let Some(request) = value {
        let request = EndpointRequest { active: found.value.off.is_none(), ..request };
        match save::parse(&desk, Some(&found.value), request).await? {
            Err(errors) => state.errors = errors,
            Ok(_) if state.is_late("url", &filled(&desk, &found)) => {}
            Ok(draft) => {
                let after = save::changed(&desk, &found.value, draft);
                save::save(&desk, &found, &after, |_| {}).await.map_err(Problem::of_change)?;
                return Ok(back(&id, "changed"));
            }
        }
    }
    page(&desk, &found, &state, None, first_page()).await
}

/// The secret that the page knew when the button was pressed.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct RotateForm {
    generation: u32,
}

/// Gives it a new secret and shows it. A press again changes nothing more: it is
/// shown the same secret, or after a while none. Three reads and one commit.
pub(super) async fn rotate(desk: Desk, Id(id): Id<EndpointId>, form: FormBody<RotateForm>) -> Reply {
    let RotateForm { generation } = form.into_value()?;
    let mut found = load(&desk, &id).await?;
    if found.value.rotation.generation == generation {
        let after = save::rotated(&desk, &found.value);
        found = match save::save(&desk, &found, &after, |_| {}).await {
            Ok(version) => Versioned { value: after, version },
            Err(TableError::Conflict { .. }) => load(&desk, &id).await?,
            Err(error) => return Err(error.into()),
        };
    }
    let rotation = &found.value.rotation;
    let fresh = rotation.rotated_at.is_some_and(|at| desk.store().now() < at.plus(SAME_PRESS));
    let secret = if fresh && generation.checked_add(1) == Some(rotation.generation) {
        secret_card(desk.language(), &with_secret(&desk, &found.value, rotation.generation).secret)
    } else {
        ui::notice(word(desk.language(), "endpoint-rotated-already"))
    };
    page(&desk, &found, &filled(&desk, &found), Some(secret), first_page()).await
}

/// On or off.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct SwitchForm {
    on: bool,
}

/// Switches it on or off. One read, one commit.
pub(super) async fn switch(desk: Desk, Id(id): Id<EndpointId>, form: FormBody<SwitchForm>) -> Reply {
    let SwitchForm { on } = form.into_value()?;
    let found = load(&desk, &id).await?;
    let after = save::switched(&desk, &found.value, on);
    save::save(&desk, &found, &after, |_| {}).await.map_err(Problem::of_change)?;
    Ok(back(&id, if on { "on" } else { "off" }))
}

/// One attempt, or all of so many hours.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct ResendForm {
    attempt: Option<String>,
    hours: Option<i64>,
}

/// Has one webhook or all of the last hours sent again. Two reads, one commit.
pub(super) async fn resend(desk: Desk, Id(id): Id<EndpointId>, form: FormBody<ResendForm>) -> Reply {
    let ResendForm { attempt, hours } = form.into_value()?;
    let endpoint = load(&desk, &id).await?.value;
    match (attempt, hours.filter(|hours| HOURS.contains(hours))) {
        (Some(attempt), _) => {
            if !flows::endpoints::ask_again(desk.store(), &endpoint.id, &attempt).await? {
                return Err(Problem::not_found());
            }
        }
        (None, Some(hours)) => {
            let since = desk.store().now().plus(-TimeDelta::hours(hours));
            flows::endpoints::ask_all_again(desk.store(), &endpoint.id, since).await?;
        }
        (None, None) => return Err(Problem::not_found()),
    }
    Ok(back(&id, "resent"))
}

/// Removes it. One read, one commit.
pub(super) async fn delete(desk: Desk, Id(id): Id<EndpointId>, _: FormState) -> Reply {
    let found = load(&desk, &id).await?;
    save::remove(&desk, &found).await.map_err(Problem::of_change)?;
    Ok(web::done("/console/endpoints", "deleted"))
}

fn back(id: &EndpointId, done: &str) -> Response {
    web::done(&format!("/console/endpoints/{id}"), done)
}

fn filled(desk: &Desk, endpoint: &Versioned<Endpoint>) -> FormState {
    FormState::over(&EndpointView::of(desk, &endpoint.value), endpoint.version)
}

const fn first_page() -> PageQuery {
    PageQuery { limit: SHOWN, cursor: None }
}

/// The page; `above` stands at its top.
async fn page(
    desk: &Desk,
    found: &Versioned<Endpoint>,
    state: &FormState,
    above: Option<Markup>,
    asked: PageQuery,
) -> Reply {
    let (language, endpoint) = (desk.language(), &found.value);
    let path = format!("/console/endpoints/{}", endpoint.id);
    let first = asked.cursor.as_ref().map(|_| path.as_str());
    let asked = PageQuery { limit: SHOWN, ..asked };
    let (attempts, next) = attempts::page(desk, &endpoint.id, &asked).await?;
    let next = next.map(|next| format!("{path}?cursor={next}"));
    let catalogue = desk.catalogue().await?;
    let inside = html! {
        (ui::hidden("version", state.get("version")))
        (fields(desk, &catalogue, state))
        (ui::button(&word(language, "change-button")))
    };
    let settings = ui::form(&path, &desk.staff.csrf, inside);
    let body = html! {
        (ui::error_summary(language, state))
        div class="stack" {
            @if let Some(above) = above { (above) }
            @if let Some(why) = why(language, endpoint) { (ui::warning(why)) }
            div {
                (attempts::table(desk, &endpoint.id, &attempts))
                (ui::pager(language, first, next.as_deref()))
            }
            (ui::columns_broad(
                ui::card(&word(language, "change-title"), settings),
                html! { div class="stack" { (switch_card(desk, endpoint)) (renewal_card(desk, endpoint)) } },
            ))
        }
    };
    let lead = html! { (badge(language, endpoint)) " " (whose(language, &catalogue, endpoint)) };
    let page = desk.page().await?.crumb(&word(language, "today-title"), "/console");
    let page = page.crumb(&word(language, "endpoints-title"), "/console/endpoints").title(&host_of(&endpoint.url));
    let known = [
        ("changed", "done-changed"),
        ("on", "endpoint-done-on"),
        ("off", "endpoint-done-off"),
        ("resent", "endpoint-done-resent"),
    ];
    let notice = desk.visit.notice(|key| word(language, key), &known);
    Ok(page.lead(lead).notice(notice).of_form(state).render(body))
}

/// On, off, and what was missed.
fn switch_card(desk: &Desk, endpoint: &Endpoint) -> Markup {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let path = |action: &str| format!("/console/endpoints/{}/{action}", endpoint.id);
    let hours = HOURS.map(|hours| (hours.to_string(), word(&format!("endpoint-hours-{hours}"))));
    let off = endpoint.off.is_some();
    let inside = html! {
        p class="soft" { (word(if off { "endpoint-off-means" } else { "endpoint-on-means" })) }
        (ui::form(&path("switch"), &desk.staff.csrf, if off {
            ui::button_secondary(&word("endpoint-switch-on"), "on", "true")
        } else {
            ui::button_secondary(&word("endpoint-switch-off"), "on", "false")
        }))
        (ui::form(&path("resend"), &desk.staff.csrf, html! {
            (Field::new("hours", &word("endpoint-resend-all")).select(hours).hint(&word("endpoint-resend-hint")).required().show(language, &FormState::filled([("hours", "24")])))
            (ui::button_secondary(&word("do-resend"), "all", "true"))
        }))
    };
    ui::card(&word("endpoint-sending"), inside)
}

/// The secret, and the end of it all.
fn renewal_card(desk: &Desk, endpoint: &Endpoint) -> Markup {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let path = |action: &str| format!("/console/endpoints/{}/{action}", endpoint.id);
    let former = endpoint.rotation.live_generations(desk.store().now()).len() - 1;
    let inside = html! {
        p class="soft" { (word("endpoint-rotate-means")) }
        @if former > 0 { p class="because" { (word_with(language, "endpoint-former", &[("count", former.into())])) } }
        (ui::form(&path("rotate"), &desk.staff.csrf, html! {
            (ui::hidden("generation", &endpoint.rotation.generation.to_string()))
            button class="button secondary" type="submit" { (word("endpoint-rotate")) }
        }))
        details {
            summary { (word("endpoint-delete")) }
            p class="because" { (word("endpoint-delete-means")) }
            (ui::form(&path("delete"), &desk.staff.csrf, html! {
                button class="button danger" type="submit" { (word("endpoint-delete-yes")) }
            }))
        }
    };
    ui::card(&word("endpoint-secret"), inside)
}
