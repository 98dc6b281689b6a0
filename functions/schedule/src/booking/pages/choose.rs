//! Choosing: a place, an agency or a service; then a slot.

use axum::extract::State;
use axum::response::Response;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, LocationId, NeedId, ServiceId, SessionId};
use domain::local_time;
use domain::sessions::Slot;
use flows::bookings::nearest_free;
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::{FormState, QueryParams};
use web::page::Page;
use web::ui::{self, Field};
use web::{Context, Problem, Visit};

use super::slots::{self, Leads, Wanted};
use crate::{word, word_with};

/// What a visitor looks for; what can't be read counts as not said.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
pub(super) struct Choice {
    location: Option<String>,
    agency: Option<String>,
    service: Option<String>,
    session: Option<String>,
    need: Option<String>,
}

impl Choice {
    fn wanted(&self, catalogue: &Catalogue) -> Wanted {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let location = given(&self.location).and_then(|id| LocationId::parse(&id).ok());
        let agency = given(&self.agency).and_then(|id| AgencyId::parse(&id).ok());
        let service = given(&self.service).and_then(|id| ServiceId::parse(&id).ok());
        Wanted {
            location: location.filter(|id| catalogue.locations.contains_key(id)),
            agency: agency.filter(|id| catalogue.agencies.contains_key(id)),
            service: service.filter(|id| catalogue.services.contains_key(id)),
            session: given(&self.session).and_then(|id| SessionId::parse(&id).ok()),
            near: None,
        }
    }

    fn need(&self) -> Option<NeedId> {
        self.need.as_deref().and_then(|id| NeedId::parse(id).ok())
    }
}

/// Links of slots to the form.
struct ToDetails<'a> {
    service: Option<&'a ServiceId>,
    need: Option<&'a NeedId>,
}

impl ToDetails<'_> {
    fn path(&self, session: &SessionId, slot: &Slot) -> String {
        let mut path = format!("/book/details?session={session}&slot={}", local_time::format(slot.local_start));
        if let Some(service) = self.service {
            path.push_str(&format!("&service={service}"));
        }
        if let Some(need) = self.need {
            path.push_str(&format!("&need={need}"));
        }
        path
    }
}

impl Leads for ToDetails<'_> {
    fn free(&self, session: &SessionId, slot: &Slot) -> String {
        self.path(session, slot)
    }

    fn full(&self, session: &SessionId, slot: &Slot) -> Option<String> {
        Some(format!("{}&waiting=true", self.path(session, slot)))
    }
}

/// The choice, and the slots that it leaves. Three reads; where there is none
/// at the place, up to four more to find the nearest.
pub(super) async fn show(
    State(context): State<Context>,
    visit: Visit,
    QueryParams(choice): QueryParams<Choice>,
) -> Result<Response, Problem> {
    let language = visit.language;
    let catalogue = context.store.catalogue().load().await?;
    let (wanted, need) = (choice.wanted(&catalogue), choice.need());
    let chosen =
        wanted.session.is_some() || wanted.location.is_some() || wanted.agency.is_some() || wanted.service.is_some();
    let permanences = if chosen { slots::permanences(&context.store, &catalogue, &wanted).await? } else { Vec::new() };
    let found = slots::to_come(&context.store, &catalogue, &permanences, &wanted).await?;
    let leads = ToDetails { service: wanted.service.as_ref(), need: need.as_ref() };
    let body = html! {
        div class="stack" {
            @if wanted.session.is_none() { (filters(&context, language, &catalogue, &choice)) }
            @if !found.is_empty() {
                (ui::card(&word(language, "book-slots"), slots::list(language, &catalogue, &found, context.store.now(), &leads)))
            } @else if chosen {
                (none(&context, language, &catalogue, &wanted).await?)
            }
        }
    };
    let page = Page::public(&visit).title(&word(language, "book-title")).lead(word(language, "book-lead"));
    Ok(page.render(body))
}

fn filters(context: &Context, language: Language, catalogue: &Catalogue, choice: &Choice) -> Markup {
    let today = context.store.now().day_in(BRUSSELS);
    let mut places: Vec<_> =
        catalogue.locations_on(today).map(|place| (place.id.as_str(), place.name.as_str())).collect();
    places.sort_by_key(|(_, name)| name.to_lowercase());
    let mut services: Vec<_> = catalogue
        .services
        .values()
        .filter_map(|service| {
            let provider = catalogue.provider(service, today)?;
            Some((service.id.as_str(), format!("{} · {}", service.name.get(language), provider.short)))
        })
        .collect();
    services.sort_by_key(|(_, name)| name.to_lowercase());
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let state = FormState::filled([("location", text(&choice.location)), ("service", text(&choice.service))]);
    html! {
        form class="form" method="get" action="/book" {
            @if let Some(need) = &choice.need { input type="hidden" name="need" value=(need); }
            @if let Some(agency) = choice.agency.as_ref().filter(|agency| !agency.is_empty()) {
                input type="hidden" name="agency" value=(agency);
            }
            (Field::new("location", &word(language, "book-place")).select(places).filters().show(language, &state))
            (Field::new("service", &word(language, "book-service")).select(services).filters().show(language, &state))
            (ui::button(&word(language, "book-show")))
        }
    }
}

/// Nothing here: the nearest place where the agency comes, and the other ways.
async fn none(
    context: &Context,
    language: Language,
    catalogue: &Catalogue,
    wanted: &Wanted,
) -> Result<Markup, Problem> {
    let today = context.store.now().day_in(BRUSSELS);
    let of_service = wanted.service.as_ref().and_then(|id| catalogue.services.get(id));
    let agency = wanted
        .agency
        .clone()
        .or_else(|| of_service.and_then(|service| catalogue.provider(service, today)).map(|agency| agency.id.clone()));
    let near = match (&agency, &wanted.location) {
        (Some(agency), Some(location)) => nearest_free(&context.store, catalogue, agency, location).await?,
        _ => Vec::new(),
    };
    let elsewhere = near.first().and_then(|slot| catalogue.locations.get(&slot.location));
    Ok(html! {
        (ui::empty(&word(language, "book-none"), html! {
            @if let (Some(place), Some(agency)) = (elsewhere, &agency) {
                p { (word_with(language, "book-nearest", &[("place", place.name.clone().into())])) }
                p { a class="button" href={ "/book?location=" (place.id) "&agency=" (agency) } { (word(language, "book-nearest-show")) } }
            } @else {
                p { (word(language, "book-none-how")) }
                p { a href="/needs/new" { (word(language, "book-state-need")) } }
            }
        }))
    })
}
