//! How often somebody may book. A public form can be abused to mail third
//! parties and to fill every slot: so by address of origin, by contact address
//! (a keyed hash; the address itself is kept nowhere) and by permanence.

use domain::contact::EmailAddress;
use domain::ids::PermanenceId;
use web::extract::ClientAddr;
use web::limit::Rule;
use web::{Context, Principal, Problem};

const BY_ADDRESS: Rule = Rule { burst: 30, per_hour: 300 };
const BY_CONTACT: Rule = Rule { burst: 6, per_hour: 12 };
const BY_PLACE: Rule = Rule { burst: 60, per_hour: 600 };
const BY_KEY: Rule = Rule { burst: 500, per_hour: 180_000 };
const NEW_LINK: Rule = Rule { burst: 3, per_hour: 6 };

/// Before anything of a request is looked at.
pub(crate) fn caller(context: &Context, principal: &Principal, client: &ClientAddr) -> Result<(), Problem> {
    match principal {
        Principal::Anonymous | Principal::Link(_) => context.limit(&format!("bookings:from:{}", client.0), BY_ADDRESS),
        Principal::Administrator | Principal::Staff(_) => {
            context.limit(&format!("bookings:by:{}", principal.caller()), BY_KEY)
        }
    }
}

/// Before mail goes to somebody whom nobody vouches for.
pub(crate) fn contact(
    context: &Context,
    principal: &Principal,
    email: &EmailAddress,
    permanence: &PermanenceId,
) -> Result<(), Problem> {
    if principal.scope().is_some() {
        return Ok(());
    }
    let hash = context.store.secrets().keyed_hash("contact", &[&email.mailbox()]);
    context.limit(&format!("bookings:to:{hash}"), BY_CONTACT)?;
    context.limit(&format!("bookings:at:{permanence}"), BY_PLACE)
}

/// New links for one booking.
pub(crate) fn new_link(context: &Context, booking: &str) -> Result<(), Problem> {
    context.limit(&format!("booking-link:{booking}"), NEW_LINK)
}
