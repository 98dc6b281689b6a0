//! A plan that was worked out, and what of it is looked at: what every card of
//! its page shows from.

use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{AgencyId, LocationId, PlanId};
use domain::rota::Team;
use flows::plans::{self, Plan};
use maud::Markup;
use rota_planner::{Assignment, Gone, Problem as Facts, Standing};
use serde::Deserialize;
use store::repos::plans::{Origin, PlanStatus};
use validator::Validate;
use web::views::Names;
use web::{Problem, StaffMember, ui};

use super::list::path_of;
use crate::{times, word};

/// What is looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Look {
    /// Which week, from 0.
    pub(super) week: u32,
    /// Of this agency.
    pub(super) agency: Option<AgencyId>,
    /// At this place.
    pub(super) place: Option<LocationId>,
    /// `changes`: only what is not as today.
    pub(super) only: Option<String>,
    /// This assignment.
    pub(super) of: Option<String>,
    /// To be moved to this day of its week.
    pub(super) to: Option<NaiveDate>,
    /// To be moved to this place.
    pub(super) location: Option<LocationId>,
}

impl Look {
    /// Refuses an agency or a place that there is not.
    pub(super) fn check(&self, catalogue: &Catalogue) -> Result<(), Problem> {
        let mut errors = Vec::new();
        if self.agency.as_ref().is_some_and(|id| !catalogue.agencies.contains_key(id)) {
            errors.push(FieldError::new("/agency", Wrong::UnknownAgency));
        }
        if self.place.as_ref().is_some_and(|id| !catalogue.locations.contains_key(id)) {
            errors.push(FieldError::new("/place", Wrong::UnknownLocation));
        }
        if errors.is_empty() { Ok(()) } else { Err(errors.into()) }
    }

    /// What it names, but for the week.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let agency = self.agency.as_ref().map(AgencyId::as_str);
        let place = self.place.as_ref().map(LocationId::as_str);
        let named = [("agency", agency), ("place", place), ("only", self.only.as_deref()), ("of", self.of.as_deref())];
        named.into_iter().filter_map(|(name, value)| Some((name, value?)))
    }

    /// The page with it.
    pub(super) fn path(&self, plan: &PlanId) -> String {
        let named: String = self.pairs().flat_map(|(name, value)| ["&", name, "=", value]).collect();
        std::format!("{}?week={}{named}", path_of(plan), self.week)
    }

    /// Whether what is at a place, perhaps of an agency, is looked at.
    pub(super) fn shows(&self, place: &LocationId, agency: Option<&AgencyId>) -> bool {
        self.place.as_ref().is_none_or(|wanted| wanted == place)
            && (self.agency.is_none() || self.agency.as_ref() == agency)
    }

    pub(super) fn has(&self, one: &Assignment) -> bool {
        let is_change = !matches!(one.change, rota_planner::Change::Kept { .. });
        self.shows(&one.place, Some(&one.agency)) && (is_change || !self.changes())
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
    /// Who said something.
    pub(super) names: &'a Names<'a>,
}

impl Shown<'_> {
    pub(super) fn monday(&self) -> NaiveDate {
        times::monday(self.plan.from, self.look.week)
    }

    pub(super) fn word(&self, key: &str) -> String {
        word(self.language, key)
    }

    /// A form that does something with the plan.
    pub(super) fn form(&self, does: &str, body: Markup) -> Markup {
        ui::form(&std::format!("{}/{does}", path_of(&self.plan.id)), &self.staff.csrf, body)
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
