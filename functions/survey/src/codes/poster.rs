//! `GET /s/{code}/poster`: one A4 page for the wall, in the three languages.

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use domain::Language;
use domain::ids::SurveyId;
use maud::html;
use web::extract::Id;
use web::page::mark;
use web::{Context, Page, Problem, Visit};

use crate::responses::page::minutes;
use crate::surveys::asked::AskedSurveys;
use crate::words;
use crate::{word, word_with};

/// The poster. Reads: as the survey's page.
pub(super) async fn show(
    State(context): State<Context>,
    Extension(surveys): Extension<AskedSurveys>,
    visit: Visit,
    Id(id): Id<SurveyId>,
) -> Result<Response, Problem> {
    let asked = surveys.find(&context, &id).await?;
    let target = &asked.survey.target;
    let address = context.settings.url(&format!("/s/{}", asked.survey.code));
    let short = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    let word = |language: Language, key: &str| word(language, key);
    let minutes = minutes(&asked);
    let promise = |language: Language| word_with(language, "poster-promise", &[("minutes", minutes.into())]);
    let body = html! {
        div class="poster" {
            (mark())
            h1 {
                @match &target.agency {
                    Some(agency) => (words::agency(&asked.catalogue, agency)),
                    None => (word(visit.language, "poster-programme")),
                }
            }
            @if let Some(location) = &target.location { p { (words::location(&asked.catalogue, location)) } }
            div {
                @for language in Language::ALL {
                    h2 lang=(language.tag()) { (words::title(language, &asked.catalogue, &asked.survey)) }
                }
            }
            div class="qr" { img src=(format!("/qr/{}.svg", asked.survey.code)) alt=(address); }
            p {
                @for (at, language) in Language::ALL.into_iter().enumerate() {
                    @if at > 0 { " · " }
                    strong lang=(language.tag()) { (word(language, "poster-scan")) }
                }
            }
            p class="address" { (short) }
            div {
                @for language in Language::ALL { p lang=(language.tag()) { (promise(language)) } }
            }
        }
    };
    Ok(Page::print(&visit).title(&word(visit.language, "poster-title")).render(body))
}
