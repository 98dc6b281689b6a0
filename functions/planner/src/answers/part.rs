//! An agency's part of a plan, and what the agency says of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::ids::{AdviserId, AgencyId};
use domain::rota::Team;
use flows::plans::{self, Answer, AnswerError, Plan, Says};
use rota_planner::{Assignment, Gone, Problem as Facts, Standing};
use serde::Deserialize;
use store::repos::plans::PlanStatus;
use store::{Store, TableError, Versioned};
use web::limit::Rule;
use web::{Context, Problem};

/// Answers of one agency to one plan, by its page and by its program together.
const ANSWERS: Rule = Rule { burst: 100, per_hour: 1_200 };

/// A plan, and the agency that is asked about it.
pub(super) struct Part {
    pub(super) plan: Versioned<Plan>,
    pub(super) agency: AgencyId,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) result: Option<rota_planner::Plan>,
    pub(super) facts: Option<Facts>,
    /// Whoever comes, or is there today.
    pub(super) team: Team,
}

/// What is said of one assignment, or of all the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Pressed {
    Yes,
    No,
    Other,
    /// Yes to all of which nothing was said yet.
    Rest,
}

impl Pressed {
    /// What it says, `None` to all the rest; or the field that it lacks or that is not
    /// offered with it, and words for that.
    pub(super) fn says(
        self,
        assignment: &str,
        reason: &str,
        time: Option<(u8, u8)>,
    ) -> Result<Option<Says>, (&'static str, &'static str)> {
        let is_rest = self == Self::Rest;
        let not_offered = [
            ("assignment", is_rest && !assignment.is_empty()),
            ("reason", is_rest && !reason.is_empty()),
            ("time", self != Self::Other && time.is_some()),
        ];
        if let Some((field, _)) = not_offered.into_iter().find(|(_, is_given)| *is_given) {
            return Err((field, "answer-not-offered"));
        }
        match self {
            Self::Yes => Ok(Some(Says::Yes)),
            Self::No if reason.is_empty() => Err(("reason", "answer-reason-missing")),
            Self::No => Ok(Some(Says::No)),
            Self::Other => match time {
                Some((weekday, window)) => Ok(Some(Says::Other { weekday, window })),
                None => Err(("time", "no-such-time")),
            },
            Self::Rest => Ok(None),
        }
    }
}

impl Part {
    /// The directory, two queries, and a read for each fifty advisers.
    pub(super) async fn of(store: &Store, plan: Versioned<Plan>, agency: AgencyId) -> Result<Self, TableError> {
        let catalogue = store.catalogue().load().await?;
        let result = plans::result(store, &plan.value).await?;
        let facts = plans::problem(store, &plan.value).await?;
        let team = store.advisers().named(&whoever(result.as_ref(), facts.as_ref(), &agency)).await?;
        Ok(Self { plan, agency, catalogue, result, facts, team })
    }

    pub(super) fn is_open(&self) -> bool {
        self.plan.value.status == PlanStatus::Ready
    }

    pub(super) fn own(&self) -> Vec<&Assignment> {
        self.result.as_ref().map(|result| plans::part(result, &self.agency)).unwrap_or_default()
    }

    /// Series of today that would stop.
    pub(super) fn stops(&self) -> Vec<(&Standing, &Gone)> {
        let both = self.result.as_ref().zip(self.facts.as_ref());
        both.map(|(result, facts)| plans::stops(result, facts, &self.agency)).unwrap_or_default()
    }

    /// By when it is asked to answer, as long as it can.
    pub(super) fn answer_by(&self) -> Option<NaiveDate> {
        plans::answer_by(&self.catalogue, &self.plan.value, &self.agency).filter(|_| self.is_open())
    }

    /// What it said of all sessions that an assignment has now.
    pub(super) fn said_of(&self, one: &Assignment) -> Option<&Answer> {
        plans::said_of(&self.plan.value.settled, &self.agency, one)
    }

    /// Of how many permanences it can still say something, as it did not of all their
    /// sessions.
    pub(super) fn unanswered(&self) -> usize {
        let result = self.result.as_ref().filter(|_| self.is_open());
        result.map_or(0, |result| plans::unanswered(&self.plan.value, result, &self.agency).len())
    }

    /// Whether an assignment was left out when its proposal was published.
    pub(super) fn is_left_out(&self, assignment: &str) -> bool {
        let mut done = self.plan.value.settled.publishing.iter().flat_map(|publishing| &publishing.done);
        done.any(|done| done.refused.is_some() && done.step.assignment() == Some(assignment))
    }

    pub(super) fn limit_answers(&self, context: &Context) -> Result<(), Problem> {
        context.limit(&format!("plan-answer:{}.{}", self.plan.value.id, self.agency), ANSWERS)
    }

    /// Takes what it says, or `by` says for it, of an assignment or of all the rest. See
    /// [`plans::answer`].
    pub(super) async fn answer(
        &self,
        store: &Store,
        by: Option<Actor>,
        (assignment, says): (&str, Option<Says>),
        reason: &str,
    ) -> Result<Plan, AnswerError> {
        let said = says.map(|says| (assignment, says, reason));
        let by = by.unwrap_or_else(|| Actor::Agency(self.agency.clone()));
        plans::answer(store, &self.plan, (&self.agency, &by), said).await
    }
}

/// Whoever comes for an agency, and whoever is there today in its series, each once.
fn whoever(result: Option<&rota_planner::Plan>, facts: Option<&Facts>, agency: &AgencyId) -> Vec<AdviserId> {
    let own = result.map(|result| plans::part(result, agency)).unwrap_or_default();
    let today = facts.iter().flat_map(|facts| &facts.standing).filter(|today| today.agency == *agency);
    let there = today.flat_map(|today| &today.advisers);
    let ids: BTreeSet<&AdviserId> = own.into_iter().map(|one| &one.adviser).chain(there).collect();
    ids.into_iter().cloned().collect()
}
