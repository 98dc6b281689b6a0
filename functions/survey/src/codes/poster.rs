//! `GET /s/{code}/poster`: what hangs on walls and stands on tables, to be
//! printed: a poster, cards for tables, a sheet for the door. French and Dutch
//! stand side by side, English below. `GET /qr/{code}.svg`: the QR code on it.

use axum::extract::Path;
use axum::response::IntoResponse as _;
use domain::Language;
use domain::ids::SurveyId;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::{Id, QueryParams};
use web::page::mark;
use web::{Page, Problem, Reply, Visit, qr};

use crate::surveys::asked::{Asked, Asking};
use crate::{word, word_with, words};

/// Cards on one sheet of A4.
const CARDS: usize = 8;

/// What is printed.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Sheet {
    /// One page for the wall.
    #[default]
    Poster,
    /// Cards to cut out.
    Cards,
    /// One page for the door of the room.
    Door,
}

/// Which of them.
#[derive(Debug, Clone, Copy, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct Printed {
    /// The poster where nothing is named.
    #[serde(default, rename = "as")]
    sheet: Sheet,
}

/// The sheet. Reads: as the survey's page.
pub(super) async fn show(
    Asking { context, surveys }: Asking,
    visit: Visit,
    Id(id): Id<SurveyId>,
    QueryParams(Printed { sheet }): QueryParams<Printed>,
) -> Reply {
    let asked = surveys.find(&context, &id).await?;
    let address = context.settings.url(&format!("/s/{}", asked.survey.code));
    let body = match sheet {
        Sheet::Poster => poster(visit.language, &asked, &address),
        Sheet::Cards => html! {
            h1 class="cards-title" { (words::target(visit.language, &asked.catalogue, &asked.survey.target)) }
            div class="cards" { @for _ in 0..CARDS { (card(&asked, &address)) } }
        },
        Sheet::Door => door(visit.language, &asked, &address),
    };
    Ok(Page::print(&visit).title(&word(visit.language, "poster-title")).render(body))
}

/// Words in French and Dutch side by side, in English below.
fn in_three(words: impl Fn(Language) -> String) -> Markup {
    html! {
        div class="side-by-side" {
            @for language in Language::BOTH { span lang=(language.tag()) { (words(language)) } }
        }
        div class="below" lang=(Language::En.tag()) { (words(Language::En)) }
    }
}

fn code(asked: &Asked, address: &str) -> Markup {
    let short = address.split_once("://").map_or(address, |(_, rest)| rest);
    html! {
        div class="qr" { img src=(format!("/qr/{}.svg", asked.survey.code)) alt=(address); }
        p class="address" { (short) }
    }
}

fn promise(asked: &Asked) -> impl Fn(Language) -> String {
    let minutes = asked.survey.minutes(asked.questionnaire());
    move |language| word_with(language, "poster-promise", &[("minutes", minutes.into())])
}

/// The agency that receives people; all of them where none is named.
fn who(language: Language, asked: &Asked) -> String {
    let agency = asked.survey.target.agency.as_ref();
    agency.map_or_else(|| word(language, "poster-programme"), |id| asked.catalogue.agency_name(id).to_owned())
}

fn place(asked: &Asked) -> Markup {
    let location = asked.survey.target.location.as_ref();
    html! { @if let Some(id) = location { p { (asked.catalogue.place_name(id)) } } }
}

fn poster(language: Language, asked: &Asked, address: &str) -> Markup {
    html! {
        div class="poster" {
            (mark())
            h1 { (who(language, asked)) }
            (place(asked))
            h2 { (in_three(|language| words::title(language, &asked.catalogue, &asked.survey))) }
            (code(asked, address))
            div class="scan" { (in_three(|language| word(language, "poster-scan"))) }
            div { (in_three(promise(asked))) }
        }
    }
}

fn card(asked: &Asked, address: &str) -> Markup {
    html! {
        div class="table-card" {
            (code(asked, address))
            div {
                h2 { (in_three(|language| words::title(language, &asked.catalogue, &asked.survey))) }
                div class="promise" { (in_three(promise(asked))) }
            }
        }
    }
}

fn door(language: Language, asked: &Asked, address: &str) -> Markup {
    html! {
        div class="poster door" {
            (mark())
            h1 { (in_three(|language| word(language, "poster-door"))) }
            p class="who" { (who(language, asked)) }
            (place(asked))
            div class="scan" { (in_three(|language| word(language, "poster-door-how"))) }
            (code(asked, address))
        }
    }
}

/// The QR code of a survey's page, as a picture. Reads: as the survey's page.
#[utoipa::path(get, path = "/qr/{code}.svg", tag = "survey", security(()),
    responses((status = 200, body = String, content_type = "image/svg+xml")))]
pub(super) async fn qr_code(Asking { context, surveys }: Asking, Path(file): Path<String>) -> Reply {
    let code = file.strip_suffix(".svg").ok_or_else(Problem::not_found)?;
    let id = SurveyId::parse(code).map_err(|_| Problem::not_found())?;
    let asked = surveys.find(&context, &id).await?;
    let url = context.settings.url(&format!("/s/{}", asked.survey.code));
    Ok(([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=86400")], qr::svg(&url)?).into_response())
}
