//! Who works here, by name.

use domain::Language;
use domain::event::Actor;
use domain::staff::Staff;
use web::{Context, Problem};

use crate::word;

/// Everybody who signs in. One query.
pub(crate) async fn all(context: &Context) -> Result<Vec<Staff>, Problem> {
    let staff = context.store.staff().list().await?;
    Ok(staff.into_iter().filter(|staff| staff.active).collect())
}

/// Who did something, as far as they are still known.
pub(crate) fn who_did(language: Language, staff: &[Staff], actor: &Actor) -> String {
    match actor {
        Actor::Staff(id) => {
            let known = staff.iter().find(|staff| &staff.id == id);
            known.map_or_else(|| word(language, "by-somebody"), |staff| staff.name.clone())
        }
        _ => word(language, "by-program"),
    }
}
