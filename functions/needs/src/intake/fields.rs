//! The fields of the form by which a member states a need. The page works on a
//! phone and without JavaScript; what is not needed to begin is not asked.

use super::door::Door;
use super::questions::ASKS;
use crate::{word, word_with};
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::fact_words::STAGES;
use domain::ids::LocationId;
use domain::location::Location;
use domain::need_type::NeedType;
use domain::sight::Reader;
use maud::{Markup, html};
use serde_json::json;
use web::extract::FormState;
use web::ui::{self, Choices, Field, button, checkbox, error_summary, field_id, form, hidden, warning};
use web::views::agreement;
use web::{Context, Visit};

/// The fields in the form's order.
const FIELDS: [&str; 10] =
    ["location", "description", "need_types", "company", "stage", "name", "email", "phone", "language", "share"];

/// The whole form.
pub(super) fn fields(
    context: &Context,
    (visit, door): (&Visit, &Door),
    catalogue: &Catalogue,
    state: &FormState,
) -> Markup {
    let (language, day) = (visit.language, context.store.now().day_in(BRUSSELS));
    let word = |key: &str| door.word(language, key);
    html! {
        div class="narrow stack" {
            (error_summary(language, state))
            @if let Some(place) = closed(door, catalogue, day, state) {
                (warning(word_with(language, "new-location-closed", &[("place", place.name.as_str().into())])))
            }
            (form(&door.action(visit), door.csrf(), html! {
                (hidden("submission", state.get("submission")))
                (hidden(ASKS, "true"))
                @if let Some(place) = door.place(catalogue, day) { (hidden("location", place.as_str())) }
                @else { (place((language, door), catalogue, day, state)) }
                (Field::new("description", &word("new-description")).lines(6).hint(&word("new-description-hint"))
                    .required().max_length(4000).show(language, state))
                (need_types((language, door), catalogue, state))
                (company(language, state))
                (contact(language, door, state))
                (consent((language, door), catalogue, day, state))
                (notice(context, language, door))
                (button(&word("new-send")))
            }))
        }
    }
}

/// The place that was named beforehand and is not open: there is another to choose.
fn closed<'a>(door: &Door, catalogue: &'a Catalogue, day: NaiveDate, state: &FormState) -> Option<&'a Location> {
    let named = match door {
        Door::Frame(place, _) => place.as_str(),
        Door::Page | Door::Console(_) => state.get("location"),
    };
    let found = LocationId::parse(named).ok().and_then(|id| catalogue.locations.get(&id));
    found.filter(|place| !state.is_refused() && !place.open_on(day))
}

/// Where a field stands on the form: what is wrong is told in this order.
pub(super) fn place_of(name: &str) -> usize {
    FIELDS.iter().position(|field| *field == name).unwrap_or(FIELDS.len())
}

fn place((language, door): (Language, &Door), catalogue: &Catalogue, day: NaiveDate, state: &FormState) -> Markup {
    let mut open: Vec<_> = catalogue.locations_on(day).map(|place| (place.id.as_str(), place.name.as_str())).collect();
    open.sort_by_key(|(_, name)| name.to_lowercase());
    let field = Field::new("location", &door.word(language, "new-location"));
    field.hint(&door.word(language, "new-location-hint")).select(open).required().show(language, state)
}

/// Kinds of need under their headings; a heading opens where something in it
/// is ticked.
fn need_types((language, door): (Language, &Door), catalogue: &Catalogue, state: &FormState) -> Markup {
    let word = |key: &str| door.word(language, key);
    let id = field_id("need_types");
    let error = state.error("need_types");
    let ticked = |one: &NeedType| state.has("need_types", one.id.as_str());
    html! {
        fieldset class=(if error.is_some() { "choices wrong" } else { "choices" }) aria-describedby={ (id) "-hint" } {
            legend { (word("new-need-types")) " " span class="optional" { (word("new-optional")) } }
            p class="hint" id={ (id) "-hint" } { (word("new-need-types-hint")) }
            @if let Some(error) = error {
                p class="error" id={ (id) "-error" } { (ui::Icon::Alert.markup()) span { (error.get(language)) } }
            }
            div class="stack" id=(id) tabindex="-1" {
                @for group in &catalogue.need_groups {
                    @let of_group: Vec<&NeedType> = catalogue.need_types.iter().filter(|one| one.group == group.id).collect();
                    @if !of_group.is_empty() {
                        details open[of_group.iter().any(|one| ticked(one))] {
                            summary { (group.label.get(language)) }
                            div class="choice-list" {
                                @for one in of_group {
                                    @let own = format!("{id}-{}", one.id);
                                    label class="choice" for=(own) {
                                        input type="checkbox" id=(own) name="need_types" value=(one.id) checked[ticked(one)];
                                        span { (one.label.get(language)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn company(language: Language, state: &FormState) -> Markup {
    let word = |key: &str| word(language, key);
    let stages = STAGES.map(|stage| (stage, domain::fact_words::value_label("stage", &json!(stage), language)));
    html! {
        (Field::new("company", &word("new-company")).autocomplete("organization").required().max_length(200).show(language, state))
        (Field::new("stage", &word("new-stage")).select(stages).show(language, state))
    }
}

fn contact(language: Language, door: &Door, state: &FormState) -> Markup {
    let word = |key: &str| door.word(language, key);
    html! {
        (Field::new("name", &word("new-name")).autocomplete("name").required().max_length(200).show(language, state))
        (Field::new("email", &word("new-email")).kind("email").hint(&word("new-email-hint")).autocomplete("email").required()
            .max_length(254).show(language, state))
        (Field::new("phone", &word("new-phone")).kind("tel").autocomplete("tel").max_length(40).show(language, state))
        (Choices::one("language", &word("new-language")).option("fr", "Français").option("nl", "Nederlands")
            .option("en", "English").required().inline().show(language, state))
    }
}

fn consent((language, door): (Language, &Door), catalogue: &Catalogue, day: NaiveDate, state: &FormState) -> Markup {
    let word = |key: &str| door.word(language, key);
    // A promise to whoever works there: the staff reads it among what is told.
    let promise = door.member().is_none().then(|| Reader::Place.promise(language));
    html! {
        section class="card" {
            h2 { (word("new-consent-title")) }
            (checkbox(language, state, "share", &agreement(language, door.agreement(), ""), Some(&word("new-consent-hint"))))
            (checkbox(language, state, "show_to_place", &word("new-place"), promise))
            (agencies_named(language, catalogue, day))
        }
    }
}

/// The agencies that the consent names.
pub(crate) fn agencies_named(language: Language, catalogue: &Catalogue, day: NaiveDate) -> Markup {
    html! {
        details {
            summary { (word(language, "new-consent-agencies")) }
            ul { @for agency in catalogue.agencies_on(day) { li { (agency.name.get(language)) " (" (agency.short) ")" } } }
        }
    }
}

/// What article 13 of the GDPR has said, in plain words.
fn notice(context: &Context, language: Language, door: &Door) -> Markup {
    let word = |key: &str| door.word(language, key);
    html! {
        details class="card" {
            summary { (word("new-notice-title")) }
            ul {
                @for key in ["new-notice-who", "new-notice-why"] { li { (word(key)) } }
                @for reader in Reader::ALL { li { (reader.promise(language)) } }
                @for key in ["new-notice-member", "new-notice-confirmed", "new-notice-long", "new-notice-rights"] { li { (word(key)) } }
                li { (word("new-notice-contact")) " " (context.settings.mail_from) }
            }
        }
    }
}
