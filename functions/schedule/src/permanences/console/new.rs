//! A new permanence: first whose it is, then the rest.

use chrono::{Datelike as _, NaiveDate};
use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, LocationId, PermanenceId};
use domain::permanence::PermanenceDraft;
use maud::html;
use serde::Deserialize;
use store::{TableError, Transaction};
use validator::Validate;
use web::extract::{FormBody, FormOver, FormState, QueryParams};
use web::ui::{self, Field};
use web::{CoordinatorDesk, Desk, Problem, Reply, sent_again};

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
pub(super) async fn page(desk: CoordinatorDesk, QueryParams(query): QueryParams<NewQuery>) -> Reply {
    let catalogue = desk.catalogue().await?;
    let day = query.day();
    let NewQuery { agency, location, .. } = query;
    let location = location.map(|location| location.to_string()).unwrap_or_default();
    let Some(agency) = agency.filter(|agency| catalogue.agencies.contains_key(agency)) else {
        return choose(&desk, &catalogue, (&location, day)).await;
    };
    let begun = PermanenceDraft {
        agency: agency.to_string(),
        location,
        languages: ["fr", "nl"].map(str::to_owned).into(),
        status: Some("draft".to_owned()),
        ..PermanenceDraft::of_visit(&catalogue.working_rules.visits, 180)
    };
    let mut state = FormState::filled([
        ("id", desk.store().ids().next()),
        ("date", day.unwrap_or_else(|| desk.today()).to_string()),
        ("time", "09:30".to_owned()),
        ("repeat", "weekly".to_owned()),
        ("interval", "1".to_owned()),
    ]);
    // Nothing is stored yet that it would be a version of.
    state.values.extend(FormState::over(&begun, 0).values.into_iter().filter(|(name, _)| name != "version"));
    render(&desk, &catalogue, &agency, &state).await
}

/// Asks whose permanence it is: the services that can be chosen follow from it.
async fn choose(desk: &Desk, catalogue: &Catalogue, (location, day): (&str, Option<NaiveDate>)) -> Reply {
    let language = desk.language();
    let today = desk.today();
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

async fn render(desk: &Desk, catalogue: &Catalogue, agency: &AgencyId, state: &FormState) -> Reply {
    let language = desk.language();
    let name = catalogue.agency_name(agency);
    let today = desk.today();
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
    desk: CoordinatorDesk,
    FormOver(FormBody { value, mut state }): FormOver<PermanenceForm>,
) -> Reply {
    let (store, staff) = (desk.store(), &desk.staff);
    let catalogue = store.catalogue().load().await?;
    let agency = AgencyId::parse(state.get("agency")).map_err(|_| Problem::not_found())?;
    let id = PermanenceId::parse(state.get("id")).map_err(|_| Problem::not_found())?;
    let path = format!("/console/schedule/{id}");
    let made = store.permanences().load(&id).await?;
    let draft = value.and_then(|form| form.into_draft(None, &mut state));
    let parsed = draft.map(|draft| draft.parse(id.clone(), &catalogue).map_err(|errors| blame(&mut state, errors)));
    let Some(Ok(permanence)) = parsed else {
        return render(&desk, &catalogue, &agency, &state).await;
    };
    if let Some(made) = made {
        return Ok(sent_again(&path, "created", made.value == permanence));
    }
    if let Err(refused) = rota::hold(store, &catalogue, None, &permanence, None).await {
        blame_refusal(&mut state, refused)?;
        return render(&desk, &catalogue, &agency, &state).await;
    }
    let mut tx = Transaction::new();
    store.permanences().create(&mut tx, &permanence);
    store.permanences().tell(&mut tx, 1, &staff.actor, (None, Some(&permanence)));
    match store.commit(tx).await {
        Err(TableError::Conflict { .. }) => {
            let made = store.permanences().load(&id).await?;
            Ok(sent_again(&path, "created", made.is_some_and(|made| made.value == permanence)))
        }
        saved => saved.map(|()| web::done(&path, "created")).map_err(Problem::from),
    }
}
