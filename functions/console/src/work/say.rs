//! What things to do are said with, and what can be pressed.

use std::collections::BTreeMap;

use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, NeedId};
use domain::rota::Team;
use store::Store;
use web::i18n::FluentValue;

use crate::word_with;

/// What can be done on the spot, or where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Action {
    /// `remind`, `open`, `triage`, `resend`, `repair`, `answer`, `continue`, `correct`, `settle`, `wake`.
    pub(super) code: &'static str,
    /// Whether it is a form that is sent there; else a page that is opened.
    pub(super) sends: bool,
    pub(super) path: String,
    /// What is sent with it.
    pub(super) fields: Vec<(&'static str, String)>,
    /// What it is called and does, where that is not the same each time.
    pub(super) told: Option<(String, String)>,
}

impl Action {
    pub(super) fn open(code: &'static str, path: impl Into<String>) -> Self {
        Self { code, sends: false, path: path.into(), fields: Vec::new(), told: None }
    }

    pub(super) fn send(code: &'static str, path: String) -> Self {
        Self { sends: true, ..Self::open(code, path) }
    }
}

/// What things are said with.
pub(super) struct Say<'a> {
    pub(super) store: &'a Store,
    pub(super) catalogue: &'a Catalogue,
    pub(super) language: Language,
    /// Of needs' companies.
    pub(super) names: &'a BTreeMap<NeedId, String>,
    /// The advisers of what can be done.
    pub(super) team: &'a Team,
    /// Whether somebody reads it who sees all of it.
    pub(super) coordinates: bool,
}

impl Say<'_> {
    pub(super) fn words(&self, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
        word_with(self.language, key, args)
    }

    /// What becomes of appointments: those that stay where that is told, those that
    /// move, those that are lost. What becomes of none is left out.
    pub(super) fn appointments(&self, (stay, moved, lost): (Option<usize>, usize, usize)) -> String {
        let counts = [("work-stay", stay.unwrap_or_default()), ("work-moved", moved), ("work-lost", lost)];
        let told = counts.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| self.words(key, &[("n", n.into())]));
        let told = told.collect::<Vec<_>>().join(", ");
        let told = if told.is_empty() { self.words("work-no-appointment", &[]) } else { told };
        self.words("work-appointments", &[("told", told.into())])
    }

    pub(super) fn agency(&self, agency: Option<&AgencyId>) -> FluentValue<'static> {
        agency.map_or(String::new(), |id| self.catalogue.agency_name(id).to_owned()).into()
    }
}
