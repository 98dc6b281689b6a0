//! What the page of a permanence is made of.

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::permanence::Permanence;
use domain::rota::{Clash, Team};
use flows::notices::is_told_there;
use store::Versioned;
use web::extract::FormState;
use web::{Desk, Problem};

use crate::console::team;
use crate::rota;

/// What the page is made of.
pub(super) struct Edited<'a> {
    /// The request, and who asks.
    pub(super) desk: &'a Desk,
    /// The directory.
    pub(super) catalogue: &'a Catalogue,
    /// The permanence as stored.
    pub(super) before: &'a Versioned<Permanence>,
    /// Today in Brussels.
    pub(super) today: NaiveDate,
    /// The agency's advisers.
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
    pub(super) async fn load(
        desk: &'a Desk,
        catalogue: &'a Catalogue,
        before: &'a Versioned<Permanence>,
    ) -> Result<Self, Problem> {
        let context = &desk.context;
        let today = context.store.now().day_in(BRUSSELS);
        let team = team(context, catalogue, &before.value.agency, today).await?;
        let clashes = rota::standing(&context.store, catalogue, &before.value).await?;
        let is_told_there = is_told_there(&context.store, catalogue, &before.value.location).await?;
        Ok(Self { desk, catalogue, before, today, team, clashes, is_told_there, nowhere: None })
    }
}
