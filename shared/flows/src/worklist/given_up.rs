//! A mail that was given up, and whether it can be sent again.

use domain::Instant;
use store::repos::deliveries::Delivery;
use store::{Store, TableError};

use crate::effects::{About, Contexts, Description};

/// A delivery that was given up.
#[derive(Debug, PartialEq, Eq)]
pub struct GivenUp {
    /// The delivery.
    pub delivery: Delivery,
    /// What it is and tells of.
    pub description: Description,
    /// Whether it can be sent again.
    pub resend: Resend,
}

impl GivenUp {
    /// Reads what these tell of: [`Contexts::still_matter`].
    pub async fn all(store: &Store, contexts: &Contexts, dead: Vec<Delivery>) -> Result<Vec<Self>, TableError> {
        let still = contexts.still_matter(store, &dead).await?;
        let now = store.now();
        let given_up = |(delivery, still): (Delivery, bool)| {
            let description = contexts.describe(&delivery)?;
            let resend = Resend::of(&description, still, now);
            Ok(Self { delivery, description, resend })
        };
        dead.into_iter().zip(still).map(given_up).collect()
    }
}

/// Whether a dead delivery can be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resend {
    /// It can.
    Yes,
    /// Its link would not work any more.
    LinkOver,
    /// The person that it goes to can't sign in any more.
    NobodyToTell,
    /// What it tells of is no more so.
    NothingToTell,
}

impl Resend {
    fn of(description: &Description, still_matters: bool, now: Instant) -> Self {
        match still_matters {
            false => Self::nothing(&description.about),
            true if link_over(description, now) => Self::LinkOver,
            true => Self::Yes,
        }
    }

    /// Why not, of a mail that would say nothing.
    pub const fn nothing(about: &About) -> Self {
        match about {
            About::Staff(_) => Self::NobodyToTell,
            _ => Self::NothingToTell,
        }
    }
}

/// Whether the mail's link would not work any more: a sign-in link lasts half an
/// hour, an invitation a week.
pub fn link_over(description: &Description, now: Instant) -> bool {
    description.link_ends.is_some_and(|end| end <= now)
}
