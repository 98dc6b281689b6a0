//! What an operation is asked for and does not offer is refused, not passed
//! over: a filter misspelt would answer everything, and `?dry_run=true` where
//! there is none would write. What it offers, its description says.

use std::fmt::Write as _;
use std::sync::Arc;

use domain::field_error::{FieldError, Problem as Wrong, pointer_to};
use http::{Method, Uri};
use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::{OpenApi, RefOr};

use super::query::{follows_readers, pairs};
use crate::problem::Problem;

/// The query parameters of each operation, a line for each: the method, the
/// path as it is described, and the names. A program that describes its routes
/// reads them from that; one that does not is given them as they were written
/// when it was built, and holds no description for them.
#[derive(Clone, Default)]
pub struct Offers(Arc<str>);

impl Offers {
    /// Those of a description.
    pub fn described(description: &OpenApi) -> Self {
        let mut lines = String::new();
        // Probes ask as they like.
        let is_held = |path: &str| !["/healthz", "/openapi.json"].contains(&path);
        for (path, item) in description.paths.paths.iter().filter(|(path, _)| is_held(path)) {
            let operations = [
                (Method::GET, &item.get),
                (Method::PUT, &item.put),
                (Method::POST, &item.post),
                (Method::DELETE, &item.delete),
                (Method::PATCH, &item.patch),
            ];
            for (method, operation) in operations {
                let Some(operation) = operation else { continue };
                // Writing into a text can't fail.
                let _ = write!(lines, "{method} {path}");
                of_query(operation).for_each(|name| lines.extend([" ", name]));
                lines.push('\n');
            }
        }
        Self(lines.into())
    }

    /// Those that were written at build time.
    pub fn written(lines: &str) -> Self {
        Self(lines.into())
    }

    /// Refuses, with 422, what the operation on `route` does not offer. Every
    /// one takes `lang`, and what others add to a link to follow its readers;
    /// what stands in no description takes anything.
    pub(crate) fn refuse_others(&self, method: &Method, route: &str, uri: &Uri) -> Result<(), Problem> {
        if uri.query().is_none_or(str::is_empty) {
            return Ok(());
        }
        let Some(offered) = self.of(method, route) else { return Ok(()) };
        let known =
            |name: &str| name == "lang" || follows_readers(name) || offered.split_whitespace().any(|one| one == name);
        let unknown = pairs(uri)?.into_iter().map(|(name, _)| name).filter(|name| !known(name));
        let errors: Vec<_> =
            unknown.map(|name| FieldError::new(pointer_to(&name), Wrong::UnknownField).into()).collect();
        if errors.is_empty() { Ok(()) } else { Err(Problem::invalid(errors)) }
    }

    fn of(&self, method: &Method, route: &str) -> Option<&str> {
        let method = if method == Method::HEAD { "GET" } else { method.as_str() };
        self.0.lines().find_map(|line| {
            let operation = line.strip_prefix(method)?.strip_prefix(' ')?;
            let (path, names) = operation.split_once(' ').unwrap_or((operation, ""));
            is_one(path, route).then_some(names)
        })
    }
}

/// Whether a described path and a route are one. What varies may have another
/// name, and a router takes no path that goes on after it, which a description
/// may name (`/qr/{code}.svg`).
fn is_one(path: &str, route: &str) -> bool {
    let alike = |(one, other): (&str, &str)| one == other || (one.contains('{') && other.contains('{'));
    path.split('/').count() == route.split('/').count() && path.split('/').zip(route.split('/')).all(alike)
}

fn of_query(operation: &Operation) -> impl Iterator<Item = &str> {
    operation.parameters.iter().flatten().filter_map(|parameter| match parameter {
        RefOr::T(parameter) if parameter.parameter_in == ParameterIn::Query => Some(parameter.name.as_str()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_takes_what_its_line_names_and_what_stands_nowhere_takes_anything() {
        let offers = Offers::written("GET /v1/things limit after\nPOST /v1/things\nGET /qr/{code}.svg size\n");
        let takes = |method: &Method, route: &str, query: &str| {
            let uri: Uri = format!("/?{query}").parse().unwrap();
            offers.refuse_others(method, route, &uri).is_ok()
        };
        assert!(takes(&Method::GET, "/v1/things", "limit=3&lang=nl") && takes(&Method::HEAD, "/v1/things", "after=a"));
        assert!(!takes(&Method::GET, "/v1/things", "limits=3") && !takes(&Method::POST, "/v1/things", "limit=3"));
        assert!(!takes(&Method::POST, "/v1/things", "=1"), "a name that is empty is offered by nothing");
        assert!(takes(&Method::GET, "/qr/{file}", "size=3") && !takes(&Method::GET, "/qr/{file}", "width=3"));
        assert!(takes(&Method::GET, "/somewhere", "colour=red"));
    }
}
