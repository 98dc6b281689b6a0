//! The fields of an endpoint, for making and for changing one.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::endpoint::GROUPS;
use domain::ids::{AgencyId, LocationId};
use maud::{Markup, html};
use web::extract::FormState;
use web::ui::{Choices, Field};
use web::{Desk, Scope};

use crate::word;

/// What the fields are called where something is wrong with them.
pub(super) fn labels(language: Language) -> [(&'static str, String); 4] {
    [
        ("url", "endpoint-url"),
        ("types", "endpoint-types"),
        ("agency", "endpoint-agency"),
        ("location", "endpoint-location"),
    ]
    .map(|(field, key)| (field, word(language, key)))
}

/// Address, events and, for the coordinator, whose it is.
pub(super) fn fields(desk: &Desk, catalogue: &Catalogue, state: &FormState) -> Markup {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    // To whom a need was referred is never told to a place.
    let of_place = matches!(desk.staff.scope(), Scope::Location(_));
    let offered = || {
        let all = GROUPS.into_iter().chain(["permanence.changed"]);
        all.filter(move |name| !(of_place && name.starts_with("referral.")))
    };
    let labelled = |name: &str| word(&format!("endpoint-type-{}", name.replace(".*", "").replace('.', "-")));
    let types = Choices::many("types", &word("endpoint-types"));
    let types = offered().fold(types, |choices, name| choices.option(name, labelled(name)));
    // Single types that a program asked for stay.
    let others = state.values.iter().filter(|(field, value)| field == "types" && !offered().any(|name| name == value));
    let types = others.fold(types, |choices, (_, name)| choices.option(name.as_str(), name.as_str()));
    let day = desk.context.store.now().day_in(BRUSSELS);
    html! {
        (Field::new("url", &word("endpoint-url")).kind("url").hint(&word("endpoint-url-hint")).max_length(500).required().show(language, state))
        (types.required().show(language, state))
        @if *desk.staff.scope() == Scope::All {
            @let agencies = catalogue.agencies_on(day).map(|agency| (agency.id.to_string(), agency.short.clone()));
            @let agencies = with_its_own(agencies, state.get("agency"), |id| Some(catalogue.agency_name(&AgencyId::parse(id).ok()?).to_owned()));
            @let places = catalogue.locations_on(day).map(|place| (place.id.to_string(), place.name.clone()));
            @let places = with_its_own(places, state.get("location"), |id| Some(catalogue.place_name(&LocationId::parse(id).ok()?).to_owned()));
            (Field::new("agency", &word("endpoint-agency")).select(agencies).hint(&word("endpoint-agency-hint")).show(language, state))
            (Field::new("location", &word("endpoint-location")).select(places).hint(&word("endpoint-location-hint")).show(language, state))
        }
    }
}

/// What is offered, and what the endpoint is of, also where that ended.
fn with_its_own(
    offered: impl Iterator<Item = (String, String)>,
    own: &str,
    name: impl Fn(&str) -> Option<String>,
) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = offered.collect();
    if !own.is_empty() && !all.iter().any(|(id, _)| id == own) {
        all.extend(name(own).map(|name| (own.to_owned(), name)));
    }
    all
}
