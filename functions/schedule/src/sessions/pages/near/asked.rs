//! Where somebody is: a postcode, or a municipality where a postcode says too
//! little.

use domain::Language;
use domain::distance::Point;
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::FormState;
use web::i18n::in_all;
use web::ui;

use crate::sessions::period::Week;
use crate::{word, word_with};
use web::atlas::{Atlas, Town};

/// What is asked.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(in crate::sessions::pages) struct NearQuery {
    /// Four digits.
    postcode: Option<String>,
    /// NIS code of a municipality; counts where no postcode is given.
    nis: Option<String>,
    /// `2026-W48`; the days to come where absent or unreadable.
    week: Option<String>,
}

/// What was understood.
pub(super) struct Asked<'a> {
    /// The municipality meant, then those that share its postcode; empty where
    /// none was named or it is unknown.
    pub(super) towns: Vec<&'a Town>,
    pub(super) week: Option<Week>,
    /// The form as it was filled in.
    pub(super) state: FormState,
    query: String,
}

impl<'a> Asked<'a> {
    /// Understands a query; what is no postcode of the Region is said so
    /// beside the field.
    pub(super) fn of(query: &NearQuery, atlas: &'a Atlas) -> Self {
        let week = query.week.as_deref().and_then(Week::parse);
        let given =
            |value: &Option<String>| value.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let (postcode, nis) = (given(&query.postcode), given(&query.nis));
        let towns = match (&postcode, &nis) {
            (Some(postcode), _) => atlas.towns_of(postcode),
            (None, Some(nis)) => atlas.town(nis).into_iter().collect(),
            (None, None) => Vec::new(),
        };
        let mut state = FormState::filled(postcode.iter().map(|postcode| ("postcode", postcode.clone())));
        if towns.is_empty() && (postcode.is_some() || nis.is_some()) {
            state.blame("postcode", in_all(|language| word(language, "near-unknown")));
        }
        let query = match (postcode, nis) {
            _ if towns.is_empty() => String::new(),
            (Some(postcode), _) => format!("postcode={postcode}"),
            (None, Some(nis)) => format!("nis={nis}"),
            (None, None) => String::new(),
        };
        Self { towns, week, state, query }
    }

    /// The point that distances are counted from.
    pub(super) fn from(&self) -> Option<Point> {
        self.towns.first().map(|town| town.point())
    }

    /// The same question about another week or, without one, the days to come.
    pub(super) fn path(&self, week: Option<Week>) -> String {
        path(&self.query, week)
    }

    /// Asks again.
    pub(super) fn form(&self, language: Language, atlas: &Atlas) -> Markup {
        let field = ui::Field::new("postcode", &word(language, "near-postcode"))
            .required()
            .autocomplete("postal-code")
            .max_length(4)
            .show(language, &self.state);
        let mut towns: Vec<&Town> = atlas.towns.iter().collect();
        towns.sort_by_key(|town| town.name.get(language).to_lowercase());
        html! {
            section class="card" {
                form class="form-inline near-form" method="get" action="/near" novalidate {
                    (field)
                    @if let Some(week) = self.week { (ui::hidden("week", &week.to_string())) }
                    (ui::button(&word(language, "near-show")))
                }
                @if let [town, others @ ..] = self.towns.as_slice() {
                    p class="because" {
                        (word_with(language, "near-from", &[("town", town.name.get(language).into())]))
                        @for other in others {
                            " " (word_with(language, "near-shared", &[("town", other.name.get(language).into())]))
                        }
                    }
                }
                details {
                    summary { (word(language, "near-towns")) }
                    ul class="near-towns" {
                        @for town in towns {
                            li { a href=(path(&format!("nis={}", town.nis), self.week)) { (town.name.get(language)) } }
                        }
                    }
                }
            }
        }
    }
}

fn path(query: &str, week: Option<Week>) -> String {
    let week = week.map(|week| format!("week={week}"));
    let parts: Vec<&str> =
        [query, week.as_deref().unwrap_or_default()].into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "/near".to_owned() } else { format!("/near?{}", parts.join("&")) }
}
