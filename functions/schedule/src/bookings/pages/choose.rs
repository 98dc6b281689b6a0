//! Choosing: a kind of need, a place or a service; then a slot. Whoever does not
//! know what services are called says what they need.

use axum::extract::State;
use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, LocationId, NeedTypeId, ServiceId, SessionId};
use domain::local_time;
use domain::need_type::{NeedGroup, Step};
use domain::permanence::Permanence;
use domain::sessions::{Session, Slot};
use domain::{Language, Text};
use flows::bookings::nearest_free;
use maud::{Markup, html};
use serde::Deserialize;
use store::link::{self, LinkPurpose};
use validator::Validate;
use web::extract::{FormState, QueryParams};
use web::page::Page;
use web::ui::{self, Field};
use web::{Context, Problem, Reply, Visit};

use super::slots;
use super::slots::Wanted;
use crate::sessions::{Occurrence, close};
use crate::{word, word_with};

/// What a visitor looks for; what can't be read counts as not said.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    location: Option<String>,
    agency: Option<String>,
    service: Option<String>,
    need_type: Option<String>,
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
            answering: given(&self.need_type).and_then(|id| answering(catalogue, &id)),
            session: given(&self.session).and_then(|id| SessionId::parse(&id).ok()),
            near: None,
        }
    }

    /// Without a need that nothing proves: the token of its link does, an id alone
    /// does not.
    fn proven(self, context: &Context) -> Self {
        let genuine = |need: &String| link::read(context.store.secrets(), LinkPurpose::Need, need).is_some();
        Self { need: self.need.filter(genuine), ..self }
    }
}

/// The services that the action strategy of a kind of need names, in its order.
fn answering(catalogue: &Catalogue, need_type: &str) -> Option<Vec<ServiceId>> {
    let need_type = catalogue.need_type(&NeedTypeId::parse(need_type).ok()?)?;
    Some(need_type.strategy.iter().map(|step| step.service.clone()).collect())
}

/// What is looked at instead of a session that can't be booked any more: the
/// others of the same agency at the same place.
fn instead(catalogue: &Catalogue, of: Option<&Permanence>, today: NaiveDate) -> Wanted {
    let acting = |of: &Permanence| catalogue.acting(&of.agency, today).map(|agency| agency.id.clone());
    let published = of.filter(|of| of.is_published());
    Wanted {
        location: published.map(|of| of.location.clone()),
        agency: published.and_then(acting),
        ..Wanted::default()
    }
}

/// The way to the form of a slot, or into its queue where no seat of it is free.
fn to_details((session, slot): (&Session, &Slot), service: Option<ServiceId>, need: Option<&str>) -> String {
    let mut path = format!("/book/details?session={}&slot={}", session.id, local_time::format(slot.local_start));
    if let Some(service) = service {
        path.push_str(&format!("&service={service}"));
    }
    if let Some(need) = need {
        path.push_str(&format!("&need={need}"));
    }
    if slot.free == 0 {
        path.push_str("&waiting=true");
    }
    path
}

/// The choice, and the slots that it leaves. Three reads, one more where
/// advisers are named; where a session is named that can't be booked any more
/// one or two more, and where there is none at the place, up to four more to
/// find the nearest.
pub(super) async fn show(
    State(context): State<Context>,
    visit: Visit,
    QueryParams(choice): QueryParams<Choice>,
) -> Reply {
    let (language, choice) = (visit.language, choice.proven(&context));
    let catalogue = context.store.catalogue().load().await?;
    let (mut wanted, store) = (choice.wanted(&catalogue), &context.store);
    let mut permanences = permanences_of(&context, &catalogue, &wanted).await?;
    let gone = why_gone(&context, language, &catalogue, &permanences, &wanted).await?;
    if gone.is_some() {
        wanted = instead(&catalogue, permanences.first(), store.now().day_in(BRUSSELS));
        permanences = permanences_of(&context, &catalogue, &wanted).await?;
    }
    let found = slots::to_come(store, &catalogue, &permanences, &wanted).await?;
    let path = |one: &Occurrence<'_>, slot: &Slot| {
        Some(to_details((&one.0, slot), wanted.service_of(&catalogue, one), choice.need.as_deref()))
    };
    let chosen = wanted.is_said();
    let body = html! {
        div class="stack" {
            @if let Some(why) = gone { (ui::warning(why)) }
            @if wanted.session.is_none() { (filters(&context, language, &catalogue, &choice, &wanted)) }
            @if !found.is_empty() {
                (ui::card(&word(language, "book-slots"), slots::list(language, &catalogue, &found, context.store.now(), path)))
            }
            @if chosen && found.iter().all(|(session, _)| session.closed.is_some()) {
                (none(&context, language, &catalogue, &wanted).await?)
            }
        }
    };
    let page = Page::public(&visit).title(&word(language, "book-title")).lead(word(language, "book-lead"));
    Ok(page.render(body))
}

/// Why the session that a link names can't be booked; `None` where it can, or
/// none is named. One read where its advisers are named.
async fn why_gone(
    context: &Context,
    language: Language,
    catalogue: &Catalogue,
    permanences: &[Permanence],
    wanted: &Wanted,
) -> Result<Option<String>, Problem> {
    if wanted.session.is_none() {
        return Ok(None);
    }
    let mut named = slots::bookable(catalogue, permanences, wanted, context.store.now())?;
    close(&context.store, catalogue, &mut named).await?;
    Ok(match named.first() {
        None => Some(word(language, "book-gone")),
        Some((session, _)) => {
            let said = |closed: &Text| format!("{}. {}", closed.get(language), word(language, "book-closed"));
            session.closed.as_ref().map(said)
        }
    })
}

async fn permanences_of(context: &Context, catalogue: &Catalogue, wanted: &Wanted) -> Result<Vec<Permanence>, Problem> {
    if wanted.is_said() { slots::permanences(&context.store, catalogue, wanted).await } else { Ok(Vec::new()) }
}

/// Kinds of need under their headings; those that some service answers today.
fn needs(language: Language, catalogue: &Catalogue, today: NaiveDate) -> Vec<(String, Vec<(String, String)>)> {
    let is_offered = |step: &Step| {
        catalogue.services.get(&step.service).is_some_and(|service| catalogue.provider(service, today).is_some())
    };
    let of_group = |group: &NeedGroup| {
        let own =
            catalogue.need_types.iter().filter(|one| one.group == group.id && one.strategy.iter().any(is_offered));
        own.map(|one| (one.id.to_string(), one.label.get(language).to_owned())).collect::<Vec<_>>()
    };
    let groups = catalogue.need_groups.iter().map(|group| (group.label.get(language).to_owned(), of_group(group)));
    groups.filter(|(_, kinds)| !kinds.is_empty()).collect()
}

fn filters(context: &Context, language: Language, catalogue: &Catalogue, choice: &Choice, wanted: &Wanted) -> Markup {
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
    let state = FormState::filled([
        ("need_type", text(&choice.need_type)),
        ("location", wanted.location.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("service", text(&choice.service)),
    ]);
    html! {
        form class="form" method="get" action="/book" {
            @if let Some(need) = &choice.need { input type="hidden" name="need" value=(need); }
            @if let Some(agency) = choice.agency.as_ref().filter(|agency| !agency.is_empty()) {
                input type="hidden" name="agency" value=(agency);
            }
            (Field::new("need_type", &word(language, "book-need")).select_in_groups(needs(language, catalogue, today))
                .filters().show(language, &state))
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
    let asked = wanted.service.iter().chain(wanted.answering.iter().flatten()).next();
    let of_service = asked.and_then(|id| catalogue.services.get(id));
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
