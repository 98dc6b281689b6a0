//! What an operation implies by its path, its parameters, its body and who may
//! call it, added to its description, so that no handler says it again.

use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{Content, Ref, RefOr, Required, Response, ResponseBuilder};

use super::params;

/// What answers without a description of their own mean.
const MEANING: [(&str, &str); 17] = [
    ("200", "As asked for."),
    ("201", "It was made."),
    ("202", "It is taken in hand."),
    ("204", "It is done; there is nothing to say."),
    ("303", "Done; see there."),
    ("304", "As the caller knows it."),
    ("400", "It can't be read: no JSON, no Idempotency-Key, or a cursor of another list."),
    ("401", "Nobody is signed in."),
    ("404", "No such thing, or not for this caller."),
    ("409", "Not as things stand now."),
    ("410", "It is over."),
    ("412", "It changed since it was read."),
    ("413", "Too large."),
    ("415", "Not JSON."),
    ("422", "Fields are wrong."),
    ("428", "No version is named."),
    ("429", "Too often; see Retry-After."),
];

/// Adds to an operation its name, whom it is for (staff, where it does not say), the parts of its
/// path, and how it fails. Every error is a problem, in its own media type; those that any request
/// can meet (too much of a body, too many requests, an error on our side) are the default.
pub(super) fn complete((path, method): (&str, &str), operation: &mut Operation) {
    operation.operation_id = Some(name_of(path, method));
    let staff = ["bearer", "session"].map(|scheme| SecurityRequirement::new(scheme, [""; 0]));
    let for_whom = operation.security.get_or_insert_with(|| staff.to_vec());
    let anybody = for_whom.contains(&SecurityRequirement::default());
    let mut parameters = operation.parameters.take().unwrap_or_default();
    let names = path.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    for (name, _) in names {
        if !has(&parameters, ParameterIn::Path, |known| known == name) {
            parameters.push(params::of_text(name, ParameterIn::Path).build().into());
        }
    }
    let header = |wanted: &str| has(&parameters, ParameterIn::Header, |name| name == wanted);
    let (over, keyed) = (header("If-Match"), header("Idempotency-Key"));
    // A change that may name a version, or none, needs neither.
    let versioned = header("If-None-Match") || inline(&parameters).any(|one| is_needed(one, "If-Match"));
    let queried = has(&parameters, ParameterIn::Query, |_| true);
    let body = operation.request_body.is_some();
    // Whom a signature proves is told no more than that it proves nothing.
    let refuses_strangers = operation.responses.responses.contains_key("401");
    let implied = [
        ("400", body || keyed || has(&parameters, ParameterIn::Query, |name| name == "cursor")),
        ("401", !anybody),
        ("404", !anybody || path.contains('{') && !refuses_strangers),
        ("412", over),
        ("422", body || queried),
        ("428", versioned),
    ];
    operation.parameters = Some(parameters).filter(|all| !all.is_empty());
    let answers = &mut operation.responses.responses;
    for (status, _) in implied.into_iter().filter(|(_, holds)| *holds) {
        answers.entry(status.to_owned()).or_insert_with(|| RefOr::T(Response::new("")));
    }
    for (status, answer) in answers.iter_mut() {
        let RefOr::T(answer) = answer else { continue };
        if let Some((_, meaning)) = MEANING.iter().find(|(of, _)| of == status && answer.description.is_empty()) {
            answer.description = (*meaning).to_owned();
        }
        if status.starts_with(['4', '5']) && answer.content.is_empty() {
            answer.content.insert(PROBLEM.to_owned(), problem().into());
        }
    }
    let other = ResponseBuilder::new().description("Any other error.").content(PROBLEM, problem()).build();
    answers.entry("default".to_owned()).or_insert_with(|| RefOr::T(other));
}

/// A name that no other operation has: `get_v1_needs_by_id`.
fn name_of(path: &str, method: &str) -> String {
    let words = path.replace('{', "by_").replace(|sign: char| !sign.is_alphanumeric(), "_");
    let words = words.split('_').filter(|word| !word.is_empty());
    std::iter::once(method).chain(words).collect::<Vec<_>>().join("_")
}

const PROBLEM: &str = "application/problem+json";

fn problem() -> Content {
    Content::new(Some(Ref::from_schema_name("Problem")))
}

fn inline(parameters: &[RefOr<Parameter>]) -> impl Iterator<Item = &Parameter> {
    parameters.iter().filter_map(|one| if let RefOr::T(one) = one { Some(one) } else { None })
}

fn has(parameters: &[RefOr<Parameter>], from: ParameterIn, fits: impl Fn(&str) -> bool) -> bool {
    inline(parameters).any(|one| one.parameter_in == from && fits(&one.name))
}

fn is_needed(parameter: &Parameter, name: &str) -> bool {
    parameter.name == name && parameter.required == Required::True
}
