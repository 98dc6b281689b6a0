//! A new permanence: first whose it is, then the rest.

use axum::response::Response;
use chrono::{Datelike as _, NaiveDate};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, LocationId, PermanenceId};
use domain::permanence::USUAL_BUFFER_MINUTES;
use maud::html;
use serde::Deserialize;
use store::{TableError, Transaction};
use validator::Validate;
use web::extract::{FormBody, FormOver, FormState, QueryParams};
use web::ui::{self, Field};
use web::{CoordinatorDesk, Desk, Problem, sent_again};

use super::draft::{PermanenceForm, blame, blame_refusal};
use super::fields::Shown;
use crate::console::{schedule_page, team};
use crate::rota;
use crate::{word, word_with};

/// What is known beforehand.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
pub(super) struct NewQuery {
    /// Whose permanence; asked first where absent.
    agency: Option<AgencyId>,
    location: Option<LocationId>,
    /// On which day; today where absent or past the calendar.
    day: Option<String>,
}

impl NewQuery {
    fn day(&self) -> Option<NaiveDate> {
        self.day.as_deref()?.parse().ok().filter(|day: &NaiveDate| (2000..=2100).contains(&day.year()))
    }
}

/// The form. One read; two more of the agency's advisers once it is chosen.
pub(super) async fn page(
    CoordinatorDesk(desk): CoordinatorDesk,
    QueryParams(query): QueryParams<NewQuery>,
) -> Result<Response, Problem> {
    let context = &desk.context;
    let catalogue = context.store.catalogue().load().await?;
    let day = query.day();
    let NewQuery { agency, location, .. } = query;
    let location = location.map(|location| location.to_string()).unwrap_or_default();
    let Some(agency) = agency.filter(|agency| catalogue.agencies.contains_key(agency)) else {
        return choose(&desk, &catalogue, (&location, day)).await;
    };
    let today = context.store.now().day_in(BRUSSELS);
    let state = FormState::filled([
        ("id", context.store.ids().next()),
        ("agency", agency.to_string()),
        ("location", location),
        ("date", day.unwrap_or(today).to_string()),
        ("time", "09:30".to_owned()),
        ("duration_minutes", "180".to_owned()),
        ("repeat", "weekly".to_owned()),
        ("interval", "1".to_owned()),
        ("seats", "1".to_owned()),
        ("slot_minutes", "40".to_owned()),
        ("buffer_minutes", USUAL_BUFFER_MINUTES.to_string()),
        ("languages", "fr".to_owned()),
        ("languages", "nl".to_owned()),
        ("status", "draft".to_owned()),
    ]);
    render(&desk, &catalogue, &agency, &state).await
}

/// Asks whose permanence it is: the services that can be chosen follow from it.
async fn choose(
    desk: &Desk,
    catalogue: &Catalogue,
    (location, day): (&str, Option<NaiveDate>),
) -> Result<Response, Problem> {
    let language = desk.language();
    let today = desk.context.store.now().day_in(BRUSSELS);
    let options = ui::agencies(catalogue.agencies_on(today));
    let body = html! {
        form class="form" method="get" action="/console/schedule/new" {
            @if !location.is_empty() { (ui::hidden("location", location)) }
            @if let Some(day) = day { (ui::hidden("day", &day.to_string())) }
            (Field::new("agency", &word(language, "field-agency")).select(options).required().show(language, &FormState::default()))
            p class="actions" { (ui::button(&word(language, "new-go-on"))) }
        }
    };
    let page = schedule_page(desk).await?.title(&word(language, "new-title")).lead(word(language, "new-choose"));
    Ok(page.render(body))
}

async fn render(desk: &Desk, catalogue: &Catalogue, agency: &AgencyId, state: &FormState) -> Result<Response, Problem> {
    let language = desk.language();
    let name = catalogue.agency_name(agency);
    let today = desk.context.store.now().day_in(BRUSSELS);
    let team = team(&desk.context, catalogue, agency, today).await?;
    let shown = Shown { language, catalogue, agency, team: &team, day: today };
    let body = html! {
        (ui::error_summary(language, state))
        (shown.form("/console/schedule/new", &desk.staff.csrf, state, &word(language, "new-create")))
    };
    let page = schedule_page(desk)
        .await?
        .title(&word_with(language, "new-title-of", &[("agency", name.into())]))
        .lead(word(language, "new-lead"))
        .of_form(state);
    Ok(page.render(body))
}

/// Creates it, unless it can't take place beside what is planned. Three reads,
/// where advisers are named two more and one for each agency whose work theirs
/// does; one commit. A form sent twice creates once.
pub(super) async fn create(
    CoordinatorDesk(desk): CoordinatorDesk,
    FormOver(FormBody { value, mut state }): FormOver<PermanenceForm>,
) -> Result<Response, Problem> {
    let Desk { context, staff, .. } = &desk;
    let catalogue = context.store.catalogue().load().await?;
    let agency = AgencyId::parse(state.get("agency")).map_err(|_| Problem::not_found())?;
    let id = PermanenceId::parse(state.get("id")).map_err(|_| Problem::not_found())?;
    let path = format!("/console/schedule/{id}");
    let made = context.store.permanences().load(&id).await?;
    let draft = value.and_then(|form| form.into_draft(None, &mut state));
    let parsed = draft.map(|draft| draft.parse(id.clone(), &catalogue).map_err(|errors| blame(&mut state, errors)));
    let Some(Ok(permanence)) = parsed else {
        return render(&desk, &catalogue, &agency, &state).await;
    };
    if let Some(made) = made {
        return Ok(sent_again(&path, "created", made.value == permanence));
    }
    if let Err(refused) = rota::hold(&context.store, &catalogue, None, &permanence, None).await {
        blame_refusal(&mut state, refused)?;
        return render(&desk, &catalogue, &agency, &state).await;
    }
    let mut tx = Transaction::new();
    context.store.permanences().create(&mut tx, &permanence);
    context.store.permanences().tell(&mut tx, 1, &staff.actor, (None, Some(&permanence)));
    match context.store.commit(tx).await {
        Err(TableError::Conflict { .. }) => {
            let made = context.store.permanences().load(&id).await?;
            Ok(sent_again(&path, "created", made.is_some_and(|made| made.value == permanence)))
        }
        saved => saved.map(|()| web::done(&path, "created")).map_err(Problem::from),
    }
}
