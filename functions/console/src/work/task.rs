//! What is to be done about something that is no need; an entry of the directory as a
//! task names it is `service.innoviris-shape`.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::entry::Sort;
use domain::ids::{AgencyId, LocationId, ServiceId};
use domain::worklist::{Task, TaskAbout};
use flows::repairs::Row;
use store::Versioned;

use super::item::Item;
use super::offered;
use super::say::{Action, Say};
use crate::word;

impl Say<'_> {
    /// What is about no need: its page says the rest.
    pub(super) fn of_task(&self, task: &Task, worked: Option<&Versioned<Row>>) -> Item {
        let Task { about, agency, location, since, due } = task;
        let (key, path) = match about {
            TaskAbout::Alert { alert, .. } => ("work-alert", format!("/console/survey/alerts/{alert}")),
            TaskAbout::Contact { survey, soon: false, .. } => {
                ("work-contact", format!("/console/survey/{survey}#contacts"))
            }
            TaskAbout::Contact { survey, .. } => ("work-contact-soon", format!("/console/survey/{survey}#contacts")),
            TaskAbout::Facts { entry } => ("work-facts", path_of(entry)),
            TaskAbout::Suggestion { suggestion } => {
                ("work-suggestion", format!("/console/survey/suggestions/{suggestion}"))
            }
            TaskAbout::Plan { plan } => ("work-plan", format!("/console/plans/{plan}")),
            TaskAbout::Closing { repair } => ("work-closing", offered::path(repair)),
            TaskAbout::Surge { repair } => ("work-surge", offered::path(repair)),
        };
        let agency = agency.as_ref().map(|id| self.catalogue.agency_name(id).to_owned());
        let place = location.as_ref().map(|id| self.catalogue.place_name(id).to_owned());
        let named = [agency, place].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let asked = match about {
            TaskAbout::Alert { question, .. } if named.is_empty() => self.catalogue.question(question),
            _ => None,
        };
        let entry = match about {
            TaskAbout::Facts { entry } => Some(name_of(self.catalogue, self.language, entry)),
            _ => None,
        };
        let named = entry.unwrap_or(named);
        let about_what = asked.map_or_else(|| named.clone(), |asked| asked.text.get(self.language).to_owned());
        let code = about.code();
        let why = word(self.language, &format!("work-{code}-why"));
        let told_there = matches!(about, TaskAbout::Alert { .. } | TaskAbout::Facts { .. })
            || about.repair().is_some()
            || named.is_empty();
        Item {
            id: format!("{code}.{}", about.id()),
            kind: code,
            what: self
                .words(key, &[("about", about_what.into()), ("when", offered::when(self.language, worked).into())]),
            why: if told_there { why } else { format!("{why} · {named}") },
            // Facts that are good until a day to come are not stale yet.
            since: Some(*since).filter(|since| *since <= self.store.now()),
            due: *due,
            href: path.clone(),
            actions: worked
                .map(|row| offered::actions(self, row, None))
                .unwrap_or_default()
                .into_iter()
                .chain([Action::open(code, path)])
                .collect(),
        }
    }
}

fn read(entry: &str) -> Option<(Sort, &str)> {
    let (sort, id) = entry.split_once('.')?;
    Some((Sort::from_code(sort)?, id))
}

/// What it is called; its id where it is not known any more.
fn name_of(catalogue: &Catalogue, language: Language, entry: &str) -> String {
    let Some((sort, id)) = read(entry) else { return entry.to_owned() };
    let name = match sort {
        Sort::Agency => AgencyId::parse(id).ok().map(|id| catalogue.agency_name(&id).to_owned()),
        Sort::Location => LocationId::parse(id).ok().map(|id| catalogue.place_name(&id).to_owned()),
        Sort::Service => {
            let service = ServiceId::parse(id).ok().and_then(|id| catalogue.services.get(&id));
            service.map(|service| service.name.get(language).to_owned())
        }
    };
    name.unwrap_or_else(|| id.to_owned())
}

/// Where its facts are looked at.
fn path_of(entry: &str) -> String {
    read(entry).map_or_else(
        || "/console/directory".to_owned(),
        |(sort, id)| format!("/console/directory/{}/{id}#facts", sort.plural()),
    )
}
