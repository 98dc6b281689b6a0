//! What the extractors of this crate take, as an operation names it: `params(IfMatch, PageQuery)`.

use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::{ObjectBuilder, Required, Type};

use crate::extract::{IdempotencyKey, IfMatch, PageQuery, PutCondition};

/// A parameter of one text.
pub(super) fn of_text(name: &str, from: ParameterIn) -> ParameterBuilder {
    let text = ObjectBuilder::new().schema_type(Type::String).build();
    // One of a path is always there.
    let required = if from == ParameterIn::Path { Required::True } else { Required::False };
    ParameterBuilder::new().name(name).parameter_in(from).required(required).schema(Some(text))
}

fn header(name: &str) -> ParameterBuilder {
    of_text(name, ParameterIn::Header)
}

impl IntoParams for IfMatch {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![header("If-Match").required(Required::True).description(Some("The version read.")).build()]
    }
}

impl IntoParams for PutCondition {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let replace = header("If-Match").description(Some("The version read, to replace it."));
        let create = header("If-None-Match").description(Some("`*`, to create it."));
        vec![replace.build(), create.build()]
    }
}

impl IntoParams for IdempotencyKey {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let key = header("Idempotency-Key").required(Required::True);
        vec![key.description(Some("Names the request, so that it counts once; kept 7 days.")).build()]
    }
}

impl IntoParams for PageQuery {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let number = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).maximum(Some(100));
        let limit = of_text("limit", ParameterIn::Query).schema(Some(number.default(Some(50.into()))));
        let cursor = of_text("cursor", ParameterIn::Query);
        vec![
            limit.description(Some("How many at the most.")).build(),
            cursor.description(Some("`next` of the page before.")).build(),
        ]
    }
}
