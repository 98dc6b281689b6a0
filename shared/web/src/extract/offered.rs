//! What an operation is asked for and does not offer is refused, not passed
//! over: a filter misspelt would answer everything, and `?dry_run=true` where
//! there is none would write. What it offers, its description says.

use std::sync::{Arc, OnceLock};

use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::MethodRouter;
use domain::field_error::{FieldError, Problem as Wrong, pointer_to};
use http::Uri;
use utoipa::openapi::RefOr;
use utoipa::openapi::path::{Operation, ParameterIn};

use super::query::{follows_readers, pairs};
use crate::context::Context;
use crate::problem::Problem;

/// The query parameters of one operation. They are read from its description
/// when the first request names any: a start need not pay for it.
#[derive(Clone)]
struct Offered {
    description: fn() -> Operation,
    names: Arc<OnceLock<Vec<String>>>,
}

/// Has an operation refuse query parameters that its description does not
/// name: 422, before who asks is looked at. Every operation takes `lang`, and
/// what others add to a link to follow its readers.
pub fn offering(handler: MethodRouter<Context>, description: fn() -> Operation) -> MethodRouter<Context> {
    let offered = Offered { description, names: Arc::default() };
    handler.route_layer(from_fn_with_state(offered, refuse_others))
}

async fn refuse_others(State(offered): State<Offered>, request: Request, next: Next) -> Response {
    match offered.holds_all_of(request.uri()) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

impl Offered {
    fn holds_all_of(&self, uri: &Uri) -> Result<(), Problem> {
        if uri.query().is_none_or(str::is_empty) {
            return Ok(());
        }
        let unknown = pairs(uri)?.into_iter().map(|(name, _)| name).filter(|name| !self.holds(name));
        let errors: Vec<_> =
            unknown.map(|name| FieldError::new(pointer_to(&name), Wrong::UnknownField).into()).collect();
        if errors.is_empty() { Ok(()) } else { Err(Problem::invalid(errors)) }
    }

    fn holds(&self, name: &str) -> bool {
        name == "lang" || follows_readers(name) || self.names().iter().any(|offered| offered == name)
    }

    fn names(&self) -> &[String] {
        self.names.get_or_init(|| {
            let parameters = (self.description)().parameters.unwrap_or_default();
            let of_query = parameters.into_iter().filter_map(|parameter| match parameter {
                RefOr::T(parameter) if parameter.parameter_in == ParameterIn::Query => Some(parameter.name),
                _ => None,
            });
            of_query.collect()
        })
    }
}
