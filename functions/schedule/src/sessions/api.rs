//! The sessions in a window, each with its slots and free seats.

use axum::extract::State;
use chrono::{Datelike as _, NaiveDate, TimeDelta};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::field_error::{Expected, FieldError, Problem as Wrong};
use domain::ids::{AgencyId, LocationId, ServiceId};
use domain::sessions::{Drafts, Session, Slot, Window};
use domain::{Instant, Language, local_time};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::{ListQuery, PageQuery};
use web::i18n::in_all;
use web::openapi::Listing;
use web::{Context, Problem, Reply};

use super::{Occurrence, all_of, count_free, is_about, occurrences, shortest_lists};
use domain::Text;

/// How far a window reaches where no end is named.
const DAYS: i64 = 28;

/// Which sessions are asked for.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct SessionFilter {
    /// First local day; today where absent.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<NaiveDate>,
    /// The day after the last, at most 92 days on; 28 days on where absent.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<NaiveDate>,
    /// At this location.
    #[param(value_type = Option<String>)]
    location: Option<LocationId>,
    /// Of this agency.
    #[param(value_type = Option<String>)]
    agency: Option<AgencyId>,
    /// About this service.
    #[param(value_type = Option<String>)]
    service: Option<ServiceId>,
}

/// A part of a session that can be booked.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Slot)]
pub(super) struct SlotView {
    /// When it begins.
    #[schema(value_type = String, format = DateTime)]
    start: Instant,
    /// When it is over.
    #[schema(value_type = String, format = DateTime)]
    end: Instant,
    /// The same on the wall clock.
    #[schema(example = "2026-11-24T10:15")]
    local_start: String,
    /// Seats not taken.
    free: u32,
}

impl From<Slot> for SlotView {
    fn from(Slot { start, end, local_start, free }: Slot) -> Self {
        Self { start, end, local_start: local_time::format(local_start), free }
    }
}

/// One occurrence of a permanence.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Session)]
pub(super) struct SessionView {
    /// The permanence's id and the day of the series.
    id: String,
    /// The permanence.
    permanence: String,
    /// Agency that comes: the successor, where the series' own has ended.
    agency: String,
    /// Location.
    location: String,
    /// When it begins.
    #[schema(value_type = String, format = DateTime)]
    start: Instant,
    /// When it is over.
    #[schema(value_type = String, format = DateTime)]
    end: Instant,
    /// Its beginning on the wall clock.
    #[schema(example = "2026-11-24T09:30")]
    local_start: String,
    /// IANA zone.
    timezone: String,
    /// `scheduled` or `cancelled`.
    #[schema(value_type = String)]
    status: domain::sessions::SessionStatus,
    /// Why it does not take place, or was moved; else why it is closed.
    reason: Option<Text>,
    /// Why nobody can book although it takes place: none of its advisers is
    /// there. Absent where one is, or none is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    closed: Option<Text>,
    /// Services; empty means all that the agency offers.
    services: Vec<String>,
    /// Languages offered.
    #[schema(value_type = Vec<String>)]
    languages: Vec<Language>,
    /// In order of time; empty when cancelled.
    slots: Vec<SlotView>,
}

impl From<Occurrence<'_>> for SessionView {
    fn from((session, of): Occurrence<'_>) -> Self {
        let Session {
            id,
            permanence,
            agency,
            location,
            start,
            end,
            local_start,
            timezone,
            status,
            reason,
            closed,
            slots,
        } = session;
        Self {
            id: id.to_string(),
            permanence: permanence.to_string(),
            agency: agency.to_string(),
            location: location.to_string(),
            start,
            end,
            local_start: local_time::format(local_start),
            timezone: timezone.name().to_owned(),
            status,
            reason: reason.as_ref().or(closed.as_ref()).cloned(),
            closed: closed.clone(),
            services: of.services.iter().map(ToString::to_string).collect(),
            languages: of.languages.clone(),
            slots: slots.into_iter().map(SlotView::from).collect(),
        }
    }
}

impl SessionFilter {
    /// The window asked for; 422 for days in the wrong order, too far apart
    /// or outside of 2000 to 2100.
    fn window(&self, today: NaiveDate) -> Result<Window, Problem> {
        let from = self.from.unwrap_or(today);
        let to = self.to.or_else(|| from.checked_add_signed(TimeDelta::days(DAYS))).unwrap_or(from);
        let within = |day: NaiveDate| (2000..=2101).contains(&day.year());
        for (pointer, day) in [("/from", from), ("/to", to)] {
            if !within(day) {
                return Err(vec![FieldError::new(pointer, Wrong::WrongType(Expected::Date))].into());
            }
        }
        Window::new(from, to).map_err(|error| Problem::invalid_field("/to", in_all(|language| error.text(language))))
    }

    /// 422 for an id that the directory does not know: a typing error would
    /// else look like an empty week.
    fn check(&self, catalogue: &Catalogue) -> Result<(), Problem> {
        let location = self.location.as_ref().is_none_or(|id| catalogue.locations.contains_key(id));
        let agency = self.agency.as_ref().is_none_or(|id| catalogue.agencies.contains_key(id));
        let service = self.service.as_ref().is_none_or(|id| catalogue.services.contains_key(id));
        let known = [
            (location, "/location", Wrong::UnknownLocation),
            (agency, "/agency", Wrong::UnknownAgency),
            (service, "/service", Wrong::UnknownService),
        ];
        let unknown = known.into_iter().filter(|(is_known, ..)| !is_known);
        let errors: Vec<FieldError> = unknown.map(|(_, pointer, wrong)| FieldError::new(pointer, wrong)).collect();
        if errors.is_empty() { Ok(()) } else { Err(errors.into()) }
    }

    fn holds(&self, catalogue: &Catalogue, one: &Occurrence<'_>) -> bool {
        self.agency.as_ref().is_none_or(|agency| &one.0.agency == agency)
            && self.service.as_ref().is_none_or(|service| is_about(catalogue, one, service))
    }

    fn scope(&self, window: Window) -> String {
        let location = self.location.as_ref().map_or("", LocationId::as_str);
        let agency = self.agency.as_ref().map_or("", AgencyId::as_str);
        let service = self.service.as_ref().map_or("", ServiceId::as_str);
        format!("sessions?{}/{}&{location}&{agency}&{service}", window.from(), window.to())
    }
}

/// Published sessions that begin in a window, in order of time. Three reads:
/// the directory's revision, one list of permanences, and one row of each
/// session answered of which a seat is taken; where advisers are named one for
/// fifty of them; of an agency or a service one
/// list more for each agency that it followed.
#[utoipa::path(get, path = "/v1/sessions", tag = "schedule", params(SessionFilter, PageQuery), security(()),
    responses((status = 200, body = Listing<SessionView>)))]
pub(super) async fn list(State(context): State<Context>, list: ListQuery<SessionFilter>) -> Reply {
    let filter = &list.filter;
    let window = filter.window(context.store.now().day_in(BRUSSELS))?;
    let catalogue = context.store.catalogue().load().await?;
    filter.check(&catalogue)?;
    let SessionFilter { location, agency, service, .. } = filter;
    let lists = shortest_lists(&catalogue, location.as_ref(), agency.as_ref(), service.as_ref());
    let permanences = all_of(&context.store, &lists, window.from()).await?;
    let mut found = occurrences(&catalogue, &permanences, window, Drafts::Hidden);
    found.retain(|one| filter.holds(&catalogue, one));
    let name = filter.scope(window);
    let (mut part, next) = list.part(&context, &name, found.into_iter().map(|one| (place(&one.0), one)))?;
    count_free(&context.store, &catalogue, &mut part).await?;
    let items: Vec<SessionView> = part.into_iter().map(SessionView::from).collect();
    list.answer(&context, &name, &items, next)
}

/// A session's place in the order of the list.
fn place(session: &Session) -> String {
    format!("{:015}#{}", session.start.millis(), session.id)
}
