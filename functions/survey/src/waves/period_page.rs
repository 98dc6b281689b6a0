//! `GET /console/survey/waves/results`: the waves of a period on a page.

use std::collections::BTreeMap;

use axum::response::Response;
use domain::Language;
use maud::{Markup, html};
use web::extract::{FormState, QueryParams};
use web::page::ConsoleNav;
use web::ui::Field;
use web::{Desk, Problem, format, ui};

use super::one::{answers, files, groups};
use super::period::{Period, PeriodQuery, find};
use super::{agency_name, lines, place_name};
use crate::results::summary;
use crate::{word, word_with, words};

/// The waves of a period. Reads: as by the API.
pub(super) async fn show(desk: Desk, QueryParams(query): QueryParams<PeriodQuery>) -> Result<Response, Problem> {
    let period = find(&desk.context, &desk.staff, query).await?;
    let (language, catalogue) = (desk.language(), period.catalogue.as_ref());
    let word = |key: &str| word(language, key);
    let place = |id: &str| place_name(catalogue, id);
    let agency = |id: &str| agency_name(catalogue, id);
    let questionnaire = period.questionnaire();
    let line: Vec<lines::Counted<'_>> = period.waves.iter().map(|(wave, told)| (wave, &told.results)).collect();
    let body = html! {
        div class="stack" {
            (chosen(language, &period))
            @if let Some(told) = &period.all {
                (ui::figures(&summary(language, &told.results, &questionnaire)))
                p class="soft" { (word("period-what")) }
                (lines::card(language, catalogue, &line))
                (groups(language, ("wave-by-agency", "wave-by-agency-none"), &told.by_agency, agency))
                (groups(language, ("wave-by-place", "wave-by-place-none"), &told.by_location, place))
                (answers(language, catalogue, (&questionnaire, &period.variant), (&told.results, None, &BTreeMap::new())))
            } @else {
                (ui::empty(&word("period-empty"), word("period-empty-how")))
            }
        }
    };
    let dates =
        [("from", period.from), ("to", period.to)].map(|(name, day)| (name, format::date(language, day).into()));
    let mut page = desk
        .page()
        .await?
        .title(&word("period-title"))
        .lead(format!("{} · {}", words::variant(language, &period.variant), word_with(language, "period-days", &dates)))
        .crumb(&word("waves-title"), "/console/survey/waves")
        .console_nav(ConsoleNav::Survey);
    if period.all.is_some() {
        let Period { variant, from, to, .. } = &period;
        let query = format!("?variant={variant}&from={from}&to={to}&lang={}", language.tag());
        page = page.action(files("/v1/waves/results", &query));
    }
    Ok(page.render(body))
}

/// The form that chooses the period.
fn chosen(language: Language, period: &Period) -> Markup {
    let word = |key: &str| word(language, key);
    let variants: Vec<(String, String)> =
        period.catalogue.questionnaire.variants.keys().map(|id| (id.clone(), words::variant(language, id))).collect();
    let entered = FormState::filled([
        ("variant", period.variant.clone()),
        ("from", period.from.to_string()),
        ("to", period.to.to_string()),
    ]);
    let variants = variants.iter().map(|(id, name)| (id.as_str(), name.as_str()));
    html! {
        form class="form-inline" method="get" action="/console/survey/waves/results" novalidate {
            (Field::new("variant", &word("list-questions")).required().select(variants).show(language, &entered))
            (Field::new("from", &word("period-from")).kind("date").required().show(language, &entered))
            (Field::new("to", &word("period-to")).kind("date").required().show(language, &entered))
            button class="button secondary" type="submit" { (word("period-choose")) }
        }
    }
}
