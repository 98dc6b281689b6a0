//! How often a form that anybody may send is taken. It can be abused to mail third
//! parties and to fill what others need: so by address of origin, by contact address
//! (a keyed hash, the address itself is kept nowhere) and by where it is about.

use domain::contact::EmailAddress;

use crate::context::Context;
use crate::extract::ClientAddr;
use crate::limit::Rule;
use crate::principal::Principal;
use crate::problem::Problem;

const BY_ADDRESS: Rule = Rule { burst: 30, per_hour: 300 };
const BY_PLACE: Rule = Rule { burst: 60, per_hour: 600 };
const BY_KEY: Rule = Rule { burst: 500, per_hour: 180_000 };

/// A form that anybody may send.
pub struct PublicForm {
    /// What is sent by it.
    pub what: &'static str,
    /// How often one address may be mailed by it.
    pub by_contact: Rule,
}

impl PublicForm {
    /// Before anything of a request is looked at.
    pub fn caller(&self, context: &Context, principal: &Principal, client: &ClientAddr) -> Result<(), Problem> {
        let what = self.what;
        match principal {
            Principal::Anonymous | Principal::Link(_) => {
                context.limit(&format!("{what}:from:{}", client.0), BY_ADDRESS)
            }
            Principal::Administrator | Principal::Staff(_) => {
                context.limit(&format!("{what}:by:{}", principal.caller()), BY_KEY)
            }
        }
    }

    /// Before mail goes to somebody whom nobody vouches for, about something at `place`.
    pub fn contact(
        &self,
        context: &Context,
        principal: &Principal,
        email: &EmailAddress,
        place: &str,
    ) -> Result<(), Problem> {
        if principal.scope().is_some() {
            return Ok(());
        }
        let what = self.what;
        let hash = context.store.secrets().keyed_hash("contact", &[&email.mailbox()]);
        context.limit(&format!("{what}:to:{hash}"), self.by_contact)?;
        context.limit(&format!("{what}:at:{place}"), BY_PLACE)
    }
}
