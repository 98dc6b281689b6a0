//! One endpoint: what came of telling it, and changing it.

use axum::extract::State;
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
use web::{Context, Desk, Problem, StaffMember};
use webhooks::host_of;

use super::form::{fields, labels};
use super::list::{badge, secret_card, whose, why};
use super::request::EndpointRequest;
use super::save::{self, load};
use super::view::{EndpointView, with_secret};
use super::{attempts, attempts_page};
use crate::{word, word_with};

/// Attempts on a page.
const SHOWN: usize = 25;
/// Hours since which all is sent again, as the page offers them.
const HOURS: [i64; 4] = [1, 24, 168, 720];
/// For how long the same press again is shown the same secret.
const SAME_PRESS: TimeDelta = TimeDelta::minutes(10);

/// The page. Three reads, two queries.
pub(super) async fn show(desk: Desk, Id(id): Id<EndpointId>, asked: PageQuery) -> Result<Response, Problem> {
    let found = load(&desk.context, &desk.staff, &id).await?;
    let shown = Shown { desk: &desk, endpoint: &found };
    shown.page(&filled(&desk.context, &found), None, asked).await
}

/// Changes address, events and whose it is. Three reads and one commit.
pub(super) async fn change(
    desk: Desk,
    Id(id): Id<EndpointId>,
    FormOver(FormBody { value, mut state }): FormOver<EndpointRequest>,
) -> Result<Response, Problem> {
    let Desk { context, staff, .. } = &desk;
    let found = load(context, staff, &id).await?;
    if let Some(request) = value {
        state.check_version(found.version)?;
        let request = EndpointRequest { active: found.value.off.is_none(), ..request };
        match save::parse(context, staff, Some(&found.value), request).await? {
            Err(errors) => state.errors = errors,
            Ok(draft) => {
                let after = save::changed(context, &found.value, draft);
                save::save(context, &found, &after, |_| {}).await.map_err(Problem::of_change)?;
                return Ok(back(&id, "changed"));
            }
        }
    }
    let shown = Shown { desk: &desk, endpoint: &found };
    shown.page(&state, None, first_page()).await
}

/// The secret that the page knew when the button was pressed.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct RotateForm {
    generation: u32,
}

/// Gives it a new secret and shows it. A press again changes nothing more: it is
/// shown the same secret, or after a while none. Three reads and one commit.
pub(super) async fn rotate(
    desk: Desk,
    Id(id): Id<EndpointId>,
    form: FormBody<RotateForm>,
) -> Result<Response, Problem> {
    let Desk { context, visit, staff } = &desk;
    let RotateForm { generation } = form.into_value()?;
    let mut found = load(context, staff, &id).await?;
    if found.value.rotation.generation == generation {
        let after = save::rotated(context, &found.value);
        found = match save::save(context, &found, &after, |_| {}).await {
            Ok(version) => Versioned { value: after, version },
            Err(TableError::Conflict { .. }) => load(context, staff, &id).await?,
            Err(error) => return Err(error.into()),
        };
    }
    let rotation = &found.value.rotation;
    let fresh = rotation.rotated_at.is_some_and(|at| context.store.now() < at.plus(SAME_PRESS));
    let secret = if fresh && generation.checked_add(1) == Some(rotation.generation) {
        let secret = with_secret(context, &found.value, rotation.generation).secret;
        secret_card(visit.language, &secret)
    } else {
        ui::notice(word(visit.language, "endpoint-rotated-already"))
    };
    let shown = Shown { desk: &desk, endpoint: &found };
    shown.page(&filled(context, &found), Some(secret), first_page()).await
}

/// On or off.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct SwitchForm {
    on: bool,
}

/// Switches it on or off. One read, one commit.
pub(super) async fn switch(
    State(context): State<Context>,
    staff: StaffMember,
    Id(id): Id<EndpointId>,
    form: FormBody<SwitchForm>,
) -> Result<Response, Problem> {
    let SwitchForm { on } = form.into_value()?;
    let found = load(&context, &staff, &id).await?;
    let after = save::switched(&context, &found.value, on);
    save::save(&context, &found, &after, |_| {}).await.map_err(Problem::of_change)?;
    Ok(back(&id, if on { "on" } else { "off" }))
}

/// One attempt, or all of so many hours.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct ResendForm {
    attempt: Option<String>,
    hours: Option<i64>,
}

/// Has one webhook or all of the last hours sent again. Two reads, one commit.
pub(super) async fn resend(
    State(context): State<Context>,
    staff: StaffMember,
    Id(id): Id<EndpointId>,
    form: FormBody<ResendForm>,
) -> Result<Response, Problem> {
    let ResendForm { attempt, hours } = form.into_value()?;
    let endpoint = load(&context, &staff, &id).await?.value;
    match (attempt, hours.filter(|hours| HOURS.contains(hours))) {
        (Some(attempt), _) => {
            if !flows::endpoints::ask_again(&context.store, &endpoint.id, &attempt).await? {
                return Err(Problem::not_found());
            }
        }
        (None, Some(hours)) => {
            let since = context.store.now().plus(-TimeDelta::hours(hours));
            flows::endpoints::ask_all_again(&context.store, &endpoint.id, since).await?;
        }
        (None, None) => return Err(Problem::not_found()),
    }
    Ok(back(&id, "resent"))
}

/// A form that has only a button.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct Pressed {}

/// Removes it. One read, one commit.
pub(super) async fn delete(
    State(context): State<Context>,
    staff: StaffMember,
    Id(id): Id<EndpointId>,
    _: FormBody<Pressed>,
) -> Result<Response, Problem> {
    let found = load(&context, &staff, &id).await?;
    save::remove(&context, &found).await.map_err(Problem::of_change)?;
    Ok(web::done("/console/endpoints", "deleted"))
}

fn back(id: &EndpointId, done: &str) -> Response {
    web::done(&format!("/console/endpoints/{id}"), done)
}

fn filled(context: &Context, endpoint: &Versioned<Endpoint>) -> FormState {
    FormState::over(&EndpointView::of(context, &endpoint.value), endpoint.version)
}

const fn first_page() -> PageQuery {
    PageQuery { limit: SHOWN, cursor: None }
}

/// What the page is about.
struct Shown<'a> {
    desk: &'a Desk,
    endpoint: &'a Versioned<Endpoint>,
}

impl Shown<'_> {
    async fn page(&self, state: &FormState, secret: Option<Markup>, asked: PageQuery) -> Result<Response, Problem> {
        let Desk { context, visit, staff } = self.desk;
        let (language, endpoint) = (visit.language, &self.endpoint.value);
        let path = format!("/console/endpoints/{}", endpoint.id);
        let first = asked.cursor.as_ref().map(|_| path.as_str());
        let asked = PageQuery { limit: SHOWN, ..asked };
        let (attempts, next) = attempts::page(context, &endpoint.id, &asked).await?;
        let next = next.map(|next| format!("{path}?cursor={next}"));
        let catalogue = context.store.catalogue().load().await?;
        let settings = ui::form(
            &path,
            &staff.csrf,
            html! {
                (ui::hidden("version", &self.endpoint.version.to_string()))
                (fields(self.desk, &catalogue, state))
                (ui::button(&word(language, "change-button")))
            },
        );
        let body = html! {
            (ui::error_summary_of(language, state, &labels(language)))
            div class="stack" {
                @if let Some(secret) = secret { (secret) }
                @if let Some(why) = why(language, endpoint) { (ui::warning(why)) }
                div {
                    (attempts_page::table(self.desk, &endpoint.id, &attempts))
                    (ui::pager(language, first, next.as_deref()))
                }
                (ui::columns_broad(
                    ui::card(&word(language, "change-title"), settings),
                    html! { div class="stack" { (self.switch_card()) (self.secret_card()) } },
                ))
            }
        };
        let lead = html! { (badge(language, endpoint)) " " (whose(language, &catalogue, endpoint)) };
        let page = self
            .desk
            .page()
            .await?
            .crumb(&word(language, "today-title"), "/console")
            .crumb(&word(language, "endpoints-title"), "/console/endpoints")
            .title(&host_of(&endpoint.url))
            .lead(lead)
            .notice(self.done());
        Ok(if state.is_refused() { page.refused() } else { page }.render(body))
    }

    fn done(&self) -> Option<Markup> {
        let known = [
            ("changed", "done-changed"),
            ("on", "endpoint-done-on"),
            ("off", "endpoint-done-off"),
            ("resent", "endpoint-done-resent"),
        ];
        self.desk.visit.notice(|key| word(self.desk.language(), key), &known)
    }

    /// On, off, and what was missed.
    fn switch_card(&self) -> Markup {
        let (language, endpoint) = (self.desk.language(), &self.endpoint.value);
        let word = |key: &str| word(language, key);
        let path = |action: &str| format!("/console/endpoints/{}/{action}", endpoint.id);
        let hours = HOURS.map(|hours| (hours.to_string(), word(&format!("endpoint-hours-{hours}"))));
        let off = endpoint.off.is_some();
        ui::card(
            &word("endpoint-sending"),
            html! {
                p class="soft" { (word(if off { "endpoint-off-means" } else { "endpoint-on-means" })) }
                (ui::form(&path("switch"), &self.desk.staff.csrf, if off {
                    ui::button_secondary(&word("endpoint-switch-on"), "on", "true")
                } else {
                    ui::button_secondary(&word("endpoint-switch-off"), "on", "false")
                }))
                (ui::form(&path("resend"), &self.desk.staff.csrf, html! {
                    (Field::new("hours", &word("endpoint-resend-all")).select(hours).hint(&word("endpoint-resend-hint")).required().show(language, &FormState::filled([("hours", "24")])))
                    (ui::button_secondary(&word("do-resend"), "all", "true"))
                }))
            },
        )
    }

    /// The secret, and the end of it all.
    fn secret_card(&self) -> Markup {
        let (language, endpoint) = (self.desk.language(), &self.endpoint.value);
        let word = |key: &str| word(language, key);
        let path = |action: &str| format!("/console/endpoints/{}/{action}", endpoint.id);
        let former = endpoint.rotation.live_generations(self.desk.context.store.now()).len() - 1;
        ui::card(
            &word("endpoint-secret"),
            html! {
                p class="soft" { (word("endpoint-rotate-means")) }
                @if former > 0 { p class="because" { (word_with(language, "endpoint-former", &[("count", former.into())])) } }
                (ui::form(&path("rotate"), &self.desk.staff.csrf, html! {
                    (ui::hidden("generation", &endpoint.rotation.generation.to_string()))
                    button class="button secondary" type="submit" { (word("endpoint-rotate")) }
                }))
                details {
                    summary { (word("endpoint-delete")) }
                    p class="because" { (word("endpoint-delete-means")) }
                    (ui::form(&path("delete"), &self.desk.staff.csrf, html! {
                        button class="button danger" type="submit" { (word("endpoint-delete-yes")) }
                    }))
                }
            },
        )
    }
}
