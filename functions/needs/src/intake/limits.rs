//! How often needs may come.

use domain::ids::SourceId;
use web::limit::Rule;
use web::{Context, Problem, PublicForm};

/// Needs that are stated.
pub(crate) const FORM: PublicForm = PublicForm { what: "needs", by_contact: Rule { burst: 4, per_hour: 6 } };

const BY_SOURCE: Rule = Rule { burst: 500, per_hour: 180_000 };
const MAILED: Rule = Rule { burst: 4, per_hour: 6 };
const NEW_LINK: Rule = Rule { burst: 3, per_hour: 6 };

/// Webhooks of one source.
pub(crate) fn source(context: &Context, source: &SourceId) -> Result<(), Problem> {
    context.limit(&format!("hooks:{source}"), BY_SOURCE)
}

/// What the member of one need adds or agrees to: each is mailed.
pub(crate) fn mailed(context: &Context, need: &str) -> Result<(), Problem> {
    context.limit(&format!("need-mailed:{need}"), MAILED)
}

/// New links for one need.
pub(crate) fn new_link(context: &Context, need: &str) -> Result<(), Problem> {
    context.limit(&format!("need-link:{need}"), NEW_LINK)
}
