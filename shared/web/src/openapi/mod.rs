//! The description of the API grows out of the routes: each function hands
//! over [`Routes`] that carry their description.
//!
//! Describing is a part of a start that a Lambda program need not pay for, as
//! it serves the description that was written at build time: without the
//! feature `described` only paths and methods are gathered.

mod implied;
mod params;

use std::collections::{BTreeMap, BTreeSet};

use utoipa::openapi::path::Paths;
use utoipa::openapi::schema::{ComponentsBuilder, Schema};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{InfoBuilder, License, OpenApi, OpenApiBuilder, RefOr};
use utoipa::{OpenApi as _, ToSchema};
#[doc(hidden)]
pub use utoipa_axum;

use crate::Routes;

/// What is wrong with one field.
#[derive(serde::Serialize, ToSchema)]
#[schema(as = FieldProblem)]
pub struct FieldProblemBody {
    /// JSON pointer into the body.
    #[schema(example = "/contact/email")]
    pub pointer: String,
    /// What to do about it, in the language asked for.
    pub detail: String,
}

/// An error, RFC 9457.
#[derive(serde::Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// Which kind; the address has a page that explains it.
    #[schema(format = "uri-reference")]
    pub r#type: String,
    /// The kind in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What to do now.
    pub detail: String,
    /// What is wrong with each field.
    #[schema(required = false)]
    pub errors: Vec<FieldProblemBody>,
    /// To quote when asking about an error on our side.
    pub request_id: Option<String>,
}

/// Part of a list.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what web::extract::listing writes")]
pub struct Listing<T> {
    /// The entries.
    items: Vec<T>,
    /// Where the list goes on; null at its end.
    next: Option<String>,
}

/// A file that is no text.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "describes what is not JSON")]
pub struct Bytes(Vec<u8>);

#[derive(utoipa::OpenApi)]
#[openapi(components(schemas(ProblemBody, FieldProblemBody)))]
struct Common;

/// Whether this program describes its routes.
pub const DESCRIBED: bool = cfg!(feature = "described");

/// Handlers of one path, as [`Routes::routes`] takes them, described where
/// this program describes its routes. Each takes the query parameters that its
/// description offers and no other ([`crate::extract::Offers`]).
#[macro_export]
macro_rules! routes {
    ($($handler:path),+ $(,)?) => {{
        use $crate::openapi::utoipa_axum::{PathItemExt as _, paste, routes};
        let mut operations = $crate::Operations::default();
        $(
            let (path, methods) = paste! { (routes!(@path [path()] of $handler), routes!(@path [methods()] of $handler)) };
            let methods: Vec<_> = methods.iter().map(|method| method.to_method_filter()).collect();
            operations = operations.on(path, &methods, $handler);
        )+
        if $crate::openapi::DESCRIBED {
            operations = operations.described_by(|| {
                let mut schemas = Vec::new();
                let mut paths = utoipa::openapi::path::Paths::new();
                $(
                    let (path, operation, methods) = routes!(@resolve_types $handler : schemas);
                    paths.add_path_operation(&path, methods, operation);
                )+
                $crate::openapi::describing(paths, schemas)
            });
        }
        operations
    }};
}

/// The description of some operations, with the shapes that they name.
#[doc(hidden)]
pub fn describing(paths: Paths, schemas: Vec<(String, RefOr<Schema>)>) -> OpenApi {
    let components = ComponentsBuilder::new().schemas_from_iter(schemas).build();
    OpenApiBuilder::new().paths(paths).components(Some(components)).build()
}

/// Names that two unlike shapes have, of which a description holds the first
/// only: `#[schema(as = …)]` gives one of them another.
pub fn named_twice(functions: &[Routes]) -> BTreeSet<String> {
    let mut known: BTreeMap<String, RefOr<Schema>> = BTreeMap::new();
    let all = functions.iter().flat_map(Routes::descriptions).chain([Common::openapi()]);
    let shapes = all.filter_map(|one| one.components).flat_map(|components| components.schemas);
    let unlike = |(name, shape): (String, RefOr<Schema>)| match known.get(&name) {
        Some(first) => (*first != shape).then_some(name),
        None => known.insert(name, shape).and(None),
    };
    shapes.filter_map(unlike).collect()
}

/// The description of the functions' routes, with what all of them share.
pub fn describe(functions: &[Routes]) -> OpenApi {
    let mut description = OpenApi::default();
    functions.iter().flat_map(Routes::descriptions).for_each(|one| description.merge(one));
    description.merge(Common::openapi());
    description.info = InfoBuilder::new()
        .title("Permanence")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some("Permanences, needs, referrals and surveys of agencies that support companies in Brussels."))
        .license(Some(License::new("EUPL-1.2")))
        .build();
    for (path, item) in &mut description.paths.paths {
        let operations = [
            ("get", &mut item.get),
            ("put", &mut item.put),
            ("post", &mut item.post),
            ("delete", &mut item.delete),
            ("patch", &mut item.patch),
        ];
        for (method, operation) in operations {
            let Some(operation) = operation else { continue };
            implied::complete((path, method), operation);
        }
    }
    let components = description.components.get_or_insert_default();
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("The administrator's key, or the token of a link."))
        .build();
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    let cookie = ApiKey::Cookie(ApiKeyValue::new("permanence_session"));
    components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
    description
}
