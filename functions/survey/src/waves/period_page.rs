//! `GET /console/survey/waves/results`: the waves of a period on a page.

use std::collections::BTreeMap;

use domain::Language;
use maud::{Markup, html};
use web::extract::{FormState, QueryParams};
use web::ui::Field;
use web::{Desk, Reply, format, ui};

use super::lines;
use super::one::{Asking, answers, files, groups};
use super::period::{Period, PeriodQuery, find};
use crate::console::{self, WAVES};
use crate::results::summary;
use crate::{word, word_with, words};

/// The waves of a period. Reads: as by the API.
pub(super) async fn show(desk: Desk, QueryParams(query): QueryParams<PeriodQuery>) -> Reply {
    let period = find(&desk, query).await?;
    let (language, catalogue) = (desk.language(), period.catalogue.as_ref());
    let word = |key: &str| word(language, key);
    let questionnaire = period.questionnaire();
    let asking = Asking { language, catalogue, questionnaire: &questionnaire, variant: &period.variant };
    let line: Vec<lines::Counted<'_>> = period.waves.iter().map(|(wave, told)| (wave, &told.results)).collect();
    let body = html! {
        div class="stack" {
            (chosen(language, &period))
            @if let Some(told) = &period.all {
                (ui::figures(&summary(language, &told.results, &questionnaire)))
                p class="soft" { (word("period-what")) }
                (lines::card(language, catalogue, &line))
                (groups(language, catalogue, told))
                (answers(asking, &told.results, None, &BTreeMap::new()))
            } @else {
                (ui::empty(&word("period-empty"), word("period-empty-how")))
            }
        }
    };
    let dates =
        [("from", period.from), ("to", period.to)].map(|(name, day)| (name, format::date(language, day).into()));
    let lead =
        format!("{} · {}", words::variant(language, &period.variant), word_with(language, "period-days", &dates));
    let mut page = console::page(&desk, &word("period-title"), lead, WAVES).await?;
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
    let variants = period.catalogue.questionnaire.variants.keys();
    let variants = variants.map(|id| (id.clone(), words::variant(language, id)));
    let entered = FormState::filled([
        ("variant", period.variant.to_string()),
        ("from", period.from.to_string()),
        ("to", period.to.to_string()),
    ]);
    html! {
        form class="form-inline" method="get" action="/console/survey/waves/results" novalidate {
            (Field::new("variant", &word("list-questions")).required().select(variants).show(language, &entered))
            (Field::new("from", &word("period-from")).kind("date").required().show(language, &entered))
            (Field::new("to", &word("period-to")).kind("date").required().show(language, &entered))
            button class="button secondary" type="submit" { (word("period-choose")) }
        }
    }
}
