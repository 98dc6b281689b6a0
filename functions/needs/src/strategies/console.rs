//! The strategies in the console, each as sentences.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::fact_words::{condition_text, value_label};
use domain::need_type::{Role, Step};
use domain::strategy::{Clock, Strategy};
use maud::{Markup, html};
use serde_json::json;
use web::ui::{Icon, Table, Tone, badge};
use web::{CoordinatorDesk, Reply};

use super::Of;
use crate::cases::below;
use crate::{word, word_with};

/// The strategies by kind of need, those of places behind that of all. Two reads.
pub(super) async fn page(desk: CoordinatorDesk) -> Reply {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let catalogue = desk.catalogue().await?;
    let columns = ["strategy-kind", "strategy-steps", "strategy-clock", ""];
    let mut table = Table::named(word, "strategies-title", &columns);
    for kind in &catalogue.need_types {
        let own = catalogue.strategies.iter().filter(|one| one.need_type == kind.id && one.location.is_some());
        for strategy in catalogue.strategy(&kind.id, None).into_iter().chain(own.cloned()) {
            table = table.row(row(language, &catalogue, &strategy));
        }
    }
    let page = below(&desk).await?.title(&word("strategies-title")).lead(word("strategies-lead"));
    Ok(page.render(html! { section class="card" { (table.show()) } }))
}

/// The stages for which it leads to nobody, where there are any.
pub(super) fn alone(language: Language, catalogue: &Catalogue, strategy: &Strategy) -> Markup {
    let stages = strategy.stages_alone(catalogue);
    let named = stages.iter().map(|stage| value_label("stage", &json!(stage), language)).collect::<Vec<_>>().join(", ");
    html! {
        @if !stages.is_empty() {
            p { (badge(Tone::Amber, Icon::Alert, &word(language, "strategy-alone"))) " " span class="soft" { (named) } }
        }
    }
}

fn row(language: Language, catalogue: &Catalogue, strategy: &Strategy) -> Vec<Markup> {
    let word = |key: &str| word(language, key);
    let label = catalogue.need_type(&strategy.need_type).map_or("", |kind| kind.label.get(language));
    let place = strategy.location.as_ref().map(|location| catalogue.place_name(location).to_owned());
    let of = Of { need_type: strategy.need_type.clone(), location: strategy.location.clone() };
    let path = of.path("");
    vec![
        html! {
            a href=(path) { strong { (label) } }
            @if let Some(place) = &place { " · " (place) }
            div class="because" { (word_with(language, "strategy-version", &[("n", strategy.version.into())])) }
            (alone(language, catalogue, strategy))
        },
        steps(language, catalogue, &strategy.steps),
        html! { (clock(language, &strategy.clock)) },
        html! { a class="button secondary" href=(path) aria-label={ (word("strategy-change")) ": " (label) } { (word("strategy-change")) } },
    ]
}

/// The steps, a sentence each.
pub(super) fn steps(language: Language, catalogue: &Catalogue, steps: &[Step]) -> Markup {
    html! { ol { @for step in steps { li { (sentence(language, catalogue, step)) } } } }
}

/// Whom, with what, and when: what somebody reads of a step.
pub(super) fn sentence(language: Language, catalogue: &Catalogue, step: &Step) -> String {
    let service = catalogue.services.get(&step.service).map_or(step.service.as_str(), |one| one.name.get(language));
    let key = if step.role == Role::Lead { "strategy-lead" } else { "strategy-support" };
    let args = [("agency", catalogue.agency_name(&step.agency).into()), ("service", service.into())];
    let asked = word_with(language, key, &args);
    let when = step.when.iter().flatten().map(|(fact, test)| match (fact.as_str(), test.as_str()) {
        ("after", Some(agency)) => {
            let named = domain::ids::AgencyId::parse(agency).ok();
            let name = named.as_ref().map_or(agency, |id| catalogue.agency_name(id)).to_owned();
            word_with(language, "strategy-after", &[("agency", name.into())])
        }
        _ => condition_text(fact, test, language),
    });
    let when: Vec<String> = when.collect();
    if when.is_empty() { asked } else { format!("{asked} ({})", when.join(", ")) }
}

/// The times, in a sentence.
pub(super) fn clock(language: Language, clock: &Clock) -> String {
    let days: Vec<String> = clock.remind_days.iter().map(ToString::to_string).collect();
    let key = if days.is_empty() { "strategy-times-bare" } else { "strategy-times" };
    let args = [
        ("remind", days.join(", ").into()),
        ("answer", clock.answer_days.into()),
        ("follow", clock.follow_up_days.into()),
    ];
    word_with(language, key, &args)
}
