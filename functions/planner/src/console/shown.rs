//! A plan that was worked out, and what of it is looked at: what every card of
//! its page shows from.

use chrono::{Days, NaiveDate};
use domain::Language;
use domain::catalogue::Catalogue;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{AdviserId, AgencyId, LocationId, PlanId};
use domain::rota::Team;
use flows::plans::{self, Plan};
use rota_planner::{Assignment, Gone, Problem as Facts, Standing};
use serde::Deserialize;
use store::repos::plans::{Origin, PlanStatus};
use validator::Validate;
use web::{Problem, StaffMember};

use super::list::path_of;
use crate::word;

/// What is looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Look {
    /// Which week, from 0.
    pub(super) week: u32,
    /// Of this agency.
    pub(super) agency: Option<String>,
    /// At this place.
    pub(super) place: Option<String>,
    /// `changes`: only what is not as today.
    pub(super) only: Option<String>,
    /// This assignment.
    pub(super) of: Option<String>,
    /// To be moved to this day of its week.
    pub(super) to: Option<NaiveDate>,
}

impl Look {
    /// Refuses an agency or a place that there is not.
    pub(super) fn check(&self, catalogue: &Catalogue) -> Result<(), Problem> {
        let is_known = |wanted: &Option<String>, is: &dyn Fn(&str) -> bool| {
            wanted.as_deref().is_none_or(|wanted| wanted.is_empty() || is(wanted))
        };
        let agency = |id: &str| AgencyId::parse(id).is_ok_and(|id| catalogue.agencies.contains_key(&id));
        let place = |id: &str| LocationId::parse(id).is_ok_and(|id| catalogue.locations.contains_key(&id));
        let mut errors = Vec::new();
        if !is_known(&self.agency, &agency) {
            errors.push(FieldError::new("/agency", Wrong::UnknownAgency));
        }
        if !is_known(&self.place, &place) {
            errors.push(FieldError::new("/place", Wrong::UnknownLocation));
        }
        if errors.is_empty() { Ok(()) } else { Err(errors.into()) }
    }

    /// The page with it.
    pub(super) fn path(&self, plan: &PlanId) -> String {
        let mut pairs = vec![("week", self.week.to_string())];
        let named = [("agency", &self.agency), ("place", &self.place), ("only", &self.only), ("of", &self.of)];
        pairs.extend(named.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))));
        let query: Vec<String> = pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| std::format!("{name}={value}"))
            .collect();
        std::format!("{}?{}", path_of(plan), query.join("&"))
    }

    pub(super) fn has(&self, one: &Assignment) -> bool {
        let is = |wanted: &Option<String>, id: &str| {
            wanted.as_deref().is_none_or(|wanted| wanted.is_empty() || wanted == id)
        };
        is(&self.agency, one.agency.as_str())
            && is(&self.place, one.place.as_str())
            && (!self.changes() || !matches!(one.change, rota_planner::Change::Kept { .. }))
    }

    pub(super) fn changes(&self) -> bool {
        self.only.as_deref() == Some("changes")
    }
}

/// A plan that was worked out, as its page shows it.
pub(super) struct Shown<'a> {
    pub(super) language: Language,
    pub(super) catalogue: &'a Catalogue,
    pub(super) staff: &'a StaffMember,
    pub(super) plan: &'a Plan,
    pub(super) result: &'a rota_planner::Plan,
    pub(super) facts: &'a Facts,
    pub(super) look: &'a Look,
    /// Whoever is named.
    pub(super) team: &'a Team,
}

impl Shown<'_> {
    pub(super) fn monday(&self) -> NaiveDate {
        self.plan.from.checked_add_days(Days::new(7 * u64::from(self.look.week))).unwrap_or(self.plan.from)
    }

    /// An adviser's name; their id where they are not known any more.
    pub(super) fn adviser(&self, id: &AdviserId) -> String {
        self.team.get(id).map_or_else(|| id.to_string(), |adviser| adviser.name.clone())
    }

    pub(super) fn word(&self, key: &str) -> String {
        word(self.language, key)
    }

    pub(super) fn is_open(&self) -> bool {
        self.plan.status == PlanStatus::Ready
    }

    /// Whether a series has nothing in the weeks of the plan; a repair takes single
    /// sessions.
    pub(super) fn is_whole(&self, gone: &Gone, today: &Standing) -> bool {
        !matches!(self.plan.origin, Some(Origin::Repair { .. })) && plans::is_whole(gone, today)
    }

    /// The assignment that is looked at; else the first that changes this week.
    pub(super) fn chosen(&self) -> Option<&Assignment> {
        let all = &self.result.assignments;
        match &self.look.of {
            Some(id) => all.iter().find(|one| one.id == *id),
            None => all.iter().find(|one| {
                let here = |cell: &rota_planner::Cell| self.day_of_week(cell.day).is_some();
                !matches!(one.change, rota_planner::Change::Kept { .. })
                    && one.cells.iter().any(here)
                    && self.look.has(one)
            }),
        }
    }

    /// Days after the Monday of the week that is looked at.
    pub(super) fn day_of_week(&self, day: NaiveDate) -> Option<usize> {
        usize::try_from((day - self.monday()).num_days()).ok().filter(|at| *at < 7)
    }
}
