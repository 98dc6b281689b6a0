//! Who works here, by name.

use domain::event::Actor;
use domain::staff::Staff;
use domain::{Instant, Language};
use maud::Markup;
use web::ui::{self, TimelineEntry};
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

/// What was done when, and by whom.
pub(crate) fn timeline<'a>(
    language: Language,
    staff: &[Staff],
    done: impl Iterator<Item = (Instant, &'a Actor, Markup)>,
) -> Markup {
    let entry = |(at, actor, what): (Instant, &'a Actor, Markup)| {
        let who = who_did(language, staff, actor);
        TimelineEntry { at, who, what, why: Vec::new() }
    };
    ui::timeline(language, &done.map(entry).collect::<Vec<_>>())
}
