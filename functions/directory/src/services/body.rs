//! A service as programs send and read it.

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::condition::Conditions;
use domain::entry::leads_to;
use domain::field_error::Problem as Wrong;
use domain::ids::{AgencyId, NeedTypeId, ServiceId};
use domain::service::{PROGRAMMES, Service, ServiceKind};
use domain::validity::Validity;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::parse_json;
use web::{Problem, TextBody};

use crate::entries::errors::Errors;
use crate::entries::rows::stored;

/// Operators that a condition may have; see `domain::condition`.
const OPERATORS: [&str; 10] = ["eq", "in", "not_in", "lt", "lte", "gt", "gte", "has", "has_any", "in_only"];

/// A service.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Service)]
pub(super) struct ServiceBody {
    /// Slug; that of the address where it is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "innoviris-shape")]
    id: Option<String>,
    /// The agency that started it.
    #[schema(value_type = String)]
    agency: AgencyId,
    /// Who offers it today: the agency or its successor; null when nobody
    /// does. May be sent back, and is then not read.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    provider: Option<AgencyId>,
    /// Name.
    #[validate(nested)]
    name: TextBody,
    /// `advice`, `coaching`, `grant`, `network`, …
    #[validate(length(min = 1, max = 40))]
    kind: String,
    /// One sentence.
    #[validate(nested)]
    description: TextBody,
    /// The kinds of need that it answers.
    #[schema(value_type = Vec<String>)]
    answers: Vec<NeedTypeId>,
    /// Company stages that it is for; empty means all.
    #[serde(default)]
    stages: Vec<String>,
    /// Further conditions: fact to test, such as `{"headcount":{"lt":250}}`.
    #[serde(default)]
    #[schema(value_type = Object)]
    conditions: Conditions,
    /// Public programmes that it is part of, which the quarter's report counts
    /// by: `growth-package`, `sba-66`.
    #[serde(default)]
    #[validate(length(max = 10))]
    programmes: Vec<String>,
    /// What it costs, in euros: 0 is free; left out where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    price_eur: Option<u32>,
    /// Its official page: an https address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(max = 500))]
    #[schema(format = "uri")]
    page: Option<String>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    valid_from: Option<NaiveDate>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    valid_to: Option<NaiveDate>,
    /// The service that is offered in its place once it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    successor: Option<ServiceId>,
}

impl ServiceBody {
    pub(super) fn of(service: &Service, catalogue: &Catalogue, today: NaiveDate) -> Self {
        let Service {
            id,
            agency,
            name,
            kind,
            description,
            answers,
            stages,
            conditions,
            programmes,
            price_eur,
            page,
            validity,
            successor,
        } = service;
        Self {
            id: Some(id.to_string()),
            agency: agency.clone(),
            provider: catalogue.provider(service, today).map(|provider| provider.id.clone()),
            name: name.into(),
            kind: kind.code().to_owned(),
            description: description.into(),
            answers: answers.clone(),
            stages: stages.clone(),
            conditions: conditions.clone(),
            programmes: programmes.clone(),
            price_eur: *price_eur,
            page: page.clone(),
            valid_from: validity.valid_from,
            valid_to: validity.valid_to,
            successor: successor.clone(),
        }
    }

    pub(super) fn parse(self, own: ServiceId, catalogue: &Catalogue) -> Result<Service, Problem> {
        let Self {
            id,
            agency,
            provider: _,
            name,
            kind,
            description,
            answers,
            stages,
            conditions,
            programmes,
            price_eur,
            page,
            valid_from,
            valid_to,
            successor,
        } = self;
        let mut errors = Errors::default();
        errors.same_id(id.as_ref(), own.as_str());
        errors.unless(catalogue.agencies.contains_key(&agency), "/agency", Wrong::UnknownAgency);
        errors.in_order(valid_from, valid_to, "/valid_to");
        errors.unless(!answers.is_empty(), "/answers", Wrong::Missing);
        for (at, need_type) in answers.iter().enumerate() {
            let pointer = format!("/answers/{at}");
            errors.among(need_type.as_str(), catalogue.need_types.iter().map(|one| one.id.as_str()), &pointer);
            errors.unless(!answers[..at].contains(need_type), &pointer, Wrong::Twice);
        }
        let known = catalogue.member_model.field("stage").and_then(|field| field.values.as_deref()).unwrap_or_default();
        for (at, stage) in stages.iter().enumerate() {
            errors.among(stage, known.iter().map(String::as_str), &format!("/stages/{at}"));
        }
        for (fact, test) in &conditions {
            for operator in test.as_object().into_iter().flat_map(serde_json::Map::keys) {
                let pointer = format!("/conditions{}", domain::field_error::pointer_to(fact));
                errors.among(operator, OPERATORS, &pointer);
            }
        }
        for (at, programme) in programmes.iter().enumerate() {
            let pointer = format!("/programmes/{at}");
            errors.among(programme, PROGRAMMES, &pointer);
            errors.unless(!programmes[..at].contains(programme), &pointer, Wrong::Twice);
        }
        let official = page.as_ref().is_none_or(|page| page.starts_with("https://") || page.starts_with("http://"));
        errors.unless_said(official, "/page", "page-form");
        let followed = successor.as_ref().is_none_or(|one| catalogue.services.contains_key(one) && *one != own);
        errors.unless(followed, "/successor", Wrong::UnknownService);
        let next = |id: &&ServiceId| catalogue.services.get(*id).and_then(|one| one.successor.as_ref());
        let circle = successor.as_ref().is_some_and(|one| leads_to(one, &own, next, catalogue.services.len()));
        errors.unless_said(!circle, "/successor", "succession-circle");
        errors.into_result()?;
        let validity = Validity { valid_from, valid_to };
        let (name, description) = (name.into(), description.into());
        Ok(Service {
            id: own,
            agency,
            name,
            kind: ServiceKind::of(kind),
            description,
            answers,
            stages,
            conditions,
            programmes,
            price_eur,
            page,
            validity,
            successor,
        })
    }
}

/// A service as programs read it, from its row.
pub(crate) fn body_of(service: &Service, catalogue: &Catalogue, today: NaiveDate) -> Result<Value, Problem> {
    stored(&ServiceBody::of(service, catalogue, today))
}

/// The service that a body means, as its row holds it.
pub(crate) fn stored_of(body: &Value, id: &str, catalogue: &Catalogue) -> Result<Value, Problem> {
    let own = ServiceId::parse(id).map_err(|_| Problem::not_found())?;
    stored(&parse_json::<ServiceBody>(body.to_string().as_bytes())?.parse(own, catalogue)?)
}
