//! A permanence that the coordinator opened: what its pages begin with, what the page
//! of all of it shows beside it, and how a change of it is saved.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::response::Response;
use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::PermanenceId;
use domain::permanence::Permanence;
use domain::rota::{Clash, Team};
use flows::bookings::Affected;
use flows::notices::is_told_there;
use http::request::Parts;
use store::{Transaction, Versioned};
use web::extract::{FormState, Id};
use web::page::Asking;
use web::{Context, CoordinatorDesk, Desk, Problem, Reply};

use crate::console::{agency_name, schedule_page, team};
use crate::permanences::change::{Planned, Stored};
use crate::{rota, word_with};

/// A permanence that the coordinator opened.
pub(super) struct Opened {
    pub(super) desk: Desk,
    pub(super) catalogue: Arc<Catalogue>,
    /// As it is stored.
    pub(super) before: Versioned<Permanence>,
}

/// The one that the path names.
impl FromRequestParts<Context> for Opened {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Response> {
        let CoordinatorDesk(desk) = CoordinatorDesk::from_request_parts(parts, context).await?;
        let Id(id) = Id::<PermanenceId>::from_request_parts(parts, context).await?;
        Ok(Self::of(desk, &id).await?)
    }
}

/// Where a form leads.
pub(super) struct Ways<'a> {
    /// To where it was sent, which is asked again with what was answered.
    pub(super) action: &'a str,
    /// To where nothing happens.
    pub(super) back: &'a str,
    /// To the page that tells that it is saved, and what it tells.
    pub(super) saved: (&'a str, &'a str),
}

/// What is asked before a change.
pub(super) fn asking(affected: &Affected) -> Asking {
    Asking { moved: affected.moved.len(), lost: affected.lost.len() }
}

impl Opened {
    /// Two reads; 404 for none.
    pub(super) async fn of(desk: Desk, id: &PermanenceId) -> Result<Self, Problem> {
        let before = desk.store().permanences().load(id).await?.ok_or_else(Problem::not_found)?;
        let catalogue = desk.catalogue().await?;
        Ok(Self { desk, catalogue, before })
    }

    pub(super) fn stored(&self) -> Stored<'_> {
        Stored { store: self.desk.store(), catalogue: &self.catalogue, before: &self.before.value }
    }

    pub(super) fn path(&self) -> String {
        format!("/console/schedule/{}", self.before.value.id)
    }

    /// Who comes where, as its pages are called; `day` says who does the agency's work.
    pub(super) fn title(&self, day: NaiveDate) -> String {
        let Permanence { agency, location, .. } = &self.before.value;
        let agency = agency_name(&self.catalogue, agency, day);
        let args = [("agency", agency.into()), ("location", self.catalogue.place_name(location).into())];
        word_with(self.desk.language(), "edit-title", &args)
    }

    /// Saves a change. Asks first where people with an appointment would notice: the
    /// version that it was entered over is carried with what was entered. A query and a
    /// read for 50 bookings; one commit.
    pub(super) async fn save(&self, planned: &Planned, state: &FormState, ways: &Ways<'_>) -> Reply {
        let (store, staff) = (self.desk.store(), &self.desk.staff);
        let asking = asking(&planned.affected(store, &self.catalogue).await?);
        if asking.is_needed(state) {
            let language = self.desk.language();
            let page = schedule_page(&self.desk).await?.title(&Asking::title(language));
            return Ok(page.render(asking.body(language, &staff.csrf, state, (ways.action, ways.back))));
        }
        let mut tx = Transaction::new();
        planned.save(store, &mut tx, &self.before, &staff.actor);
        store.commit(tx).await?;
        let (path, code) = ways.saved;
        Ok(web::done(path, code))
    }
}

/// What the page of all of it is made of.
pub(super) struct Edited<'a> {
    pub(super) opened: &'a Opened,
    pub(super) today: NaiveDate,
    pub(super) team: Team,
    /// What the permanence, as stored, clashes with.
    pub(super) clashes: Vec<Clash>,
    /// Whether somebody of the place is told of its sessions.
    pub(super) is_told_there: bool,
    /// A choice of a session that the series does not have.
    pub(super) nowhere: Option<FormState>,
}

impl<'a> Edited<'a> {
    /// Reads what the page shows beside the permanence.
    pub(super) async fn load(opened: &'a Opened) -> Result<Self, Problem> {
        let Opened { desk: Desk { context, .. }, catalogue, before } = opened;
        let today = context.store.now().day_in(BRUSSELS);
        let team = team(context, catalogue, &before.value.agency, today).await?;
        let clashes = rota::standing(&context.store, catalogue, &before.value).await?;
        let is_told_there = is_told_there(&context.store, catalogue, &before.value.location).await?;
        Ok(Self { opened, today, team, clashes, is_told_there, nowhere: None })
    }
}
