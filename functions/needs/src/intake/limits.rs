//! How often needs may come. A public form can be abused to mail third
//! parties: so by address of origin, by contact address (a keyed hash, the
//! address itself is kept nowhere) and by place.

use domain::contact::EmailAddress;
use domain::ids::{LocationId, SourceId};
use web::extract::ClientAddr;
use web::limit::Rule;
use web::{Context, Principal, Problem};

const BY_ADDRESS: Rule = Rule { burst: 30, per_hour: 300 };
const BY_CONTACT: Rule = Rule { burst: 4, per_hour: 6 };
const BY_PLACE: Rule = Rule { burst: 60, per_hour: 600 };
const BY_KEY: Rule = Rule { burst: 500, per_hour: 180_000 };
const BY_SOURCE: Rule = Rule { burst: 500, per_hour: 180_000 };
const MAILED: Rule = Rule { burst: 4, per_hour: 6 };
const NEW_LINK: Rule = Rule { burst: 3, per_hour: 6 };

/// Before anything of a request is looked at.
pub(crate) fn caller(context: &Context, principal: &Principal, client: &ClientAddr) -> Result<(), Problem> {
    match principal {
        Principal::Anonymous | Principal::Link(_) => context.limit(&format!("needs:from:{}", client.0), BY_ADDRESS),
        Principal::Administrator | Principal::Staff(_) => {
            context.limit(&format!("needs:by:{}", principal.caller()), BY_KEY)
        }
    }
}

/// Before mail goes to somebody whom nobody vouches for.
pub(crate) fn contact(
    context: &Context,
    principal: &Principal,
    email: &EmailAddress,
    location: &LocationId,
) -> Result<(), Problem> {
    if principal.scope().is_some() {
        return Ok(());
    }
    let hash = context.store.secrets().keyed_hash("contact", &[&email.mailbox()]);
    context.limit(&format!("needs:to:{hash}"), BY_CONTACT)?;
    context.limit(&format!("needs:at:{location}"), BY_PLACE)
}

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
